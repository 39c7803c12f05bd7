#![deny(deprecated)]

use edges_errors::EdgesErrorHandler;

mod shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Shop"
        error = "ShopError"
        revision = "1"
        reference = "https://shop.example/errors"
        [envelope]
        label = "error_label"
        [categories.stock]
        fault = "caller"
        doc = "Stock."
        [remedies.wait]
        doc = "Wait."
        [retry.never]
        strategy = "never"
        [retry.daily]
        strategy = "fixed"
        delay = "24h"
        [contexts.mode]
        values = ["express", "normal"]
        [errors.SOLD_OUT]
        statuses = [409]
        category = "stock"
        retry = "never"
        remedy = "wait"
        doc = "Nothing is left."
        deprecated = { note = "Says too little", replaced_by = "EMPTY" }
        [errors.EMPTY]
        statuses = [404]
        category = "stock"
        retry = [{ when = { mode = ["express"] }, policy = "daily" }, { policy = "never" }]
        remedy = "wait"
        doc = "The shelf is empty."
    "# }
}

#[derive(EdgesErrorHandler)]
#[edges(catalogue = crate::shop, SOLD_OUT => note, _ => note)]
struct Named;

impl Named {
    fn note(&self, _: &shop::ShopError) {}
}

// Not by its name: no warning.
#[derive(EdgesErrorHandler)]
#[edges(catalogue = shop, category(stock) => note, _ => note)]
struct InASet;

impl InASet {
    fn note(&self, _: &shop::ShopError) {}
}

#[derive(EdgesErrorHandler)]
#[edges(catalogue = self::shop, strategy(fixed) => note, _ => note)]
struct Partial;

impl Partial {
    fn note(&self, _: &shop::ShopError) {}
}

fn main() {}
