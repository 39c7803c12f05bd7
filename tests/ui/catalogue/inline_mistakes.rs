edges_errors::catalogue! { inline = r#"
[catalogue]
name = "Shop"
error = "ShopError"
revision = "1"
reference = "https://shop.example/errors"

[errors.SOLD_OUT]
statuses = [200]
category = "stock"
retry = { strategy = "fixed", delay = "1" }
remedy = "wait"
doc = "Nothing is left."

[envelope]
label = "label"
"# }

fn main() {}
