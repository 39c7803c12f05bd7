//! The limits of a header are tried in the order of the file.

edges_errors::catalogue! { inline = r#"
[catalogue]
name = "Shop"

[envelope]
label = "error.code"
no_retry = { header = "X-Should-Retry", is = "nö" }

[categories.stock]
fault = "caller"

[remedies.wait]
doc = "Wait for the next delivery."

[errors.SOLD_OUT]
statuses = [409]
category = "stock"
retry = "until"
remedy = "wait"
doc = "Nothing is left."

[rate_limits.any]
signal = { header = "X-Limit" }
retry = "never"
doc = "Too many requests."

[rate_limits.orders]
signal = { header = "X-Limit", is = "orders" }
retry = "never"
doc = "Too many orders."
"# }

fn main() {}
