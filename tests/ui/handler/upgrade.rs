//! The same rules before and after a release that adds a label: only a handler that asked to be told is told.

macro_rules! catalogue {
    ($name:ident, $text:literal) => {
        mod $name {
            edges_errors::catalogue! { inline = $text }
        }
    };
}

catalogue!(before, r#"
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
    [errors.SOLD_OUT]
    statuses = [409]
    category = "stock"
    retry = { strategy = "never" }
    remedy = "wait"
    doc = "Nothing is left."
"#);

catalogue!(after, r#"
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
    [errors.SOLD_OUT]
    statuses = [409]
    category = "stock"
    retry = { strategy = "never" }
    remedy = "wait"
    doc = "Nothing is left."
    [errors.EMPTY]
    statuses = [404]
    category = "stock"
    retry = { strategy = "never" }
    remedy = "wait"
    doc = "The shelf is empty."
"#);

macro_rules! handlers {
    ($catalogue:ident) => {
        pub mod handlers {
            use edges_errors::EdgesErrorHandler;
            use crate::$catalogue::{self as shop, ShopError};

            #[derive(EdgesErrorHandler)]
            #[edges(catalogue = shop, SOLD_OUT => note, unknown => note)]
            pub struct Exhaustive;

            #[derive(EdgesErrorHandler)]
            #[edges(catalogue = shop, SOLD_OUT => note, _ => note)]
            pub struct WithRest;

            #[derive(EdgesErrorHandler)]
            #[edges(catalogue = shop, "EMPTY" => note, _ => note)]
            pub struct ByString;

            impl Exhaustive {
                fn note(&self, _: &ShopError) {}
            }

            impl WithRest {
                fn note(&self, _: &ShopError) {}
            }

            impl ByString {
                fn note(&self, _: &ShopError) {}
            }
        }
    };
}

mod as_before {
    handlers!(before);
}

mod upgraded {
    handlers!(after);
}

fn main() {
    use edges_errors::EdgesErrorHandler;
    let error = after::ErrorLabel::Empty.sample();
    as_before::handlers::Exhaustive.handle(&before::ErrorLabel::SoldOut.sample());
    upgraded::handlers::WithRest.handle(&error);
}
