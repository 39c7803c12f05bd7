//! Labels that are no identifiers are named by their variants.

use edges_errors::EdgesErrorHandler;

mod phone {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Phone"
        [envelope]
        label = "code"
        label_format = "integer"
        [categories.request]
        fault = "caller"
        [remedies.fix]
        doc = "Correct the request."
        [errors.20404]
        rust_name = "NotFound"
        statuses = [404]
        category = "request"
        retry = "never"
        remedy = "fix"
        doc = "There is no such thing."
    "# }
}

#[derive(EdgesErrorHandler)]
#[edges(catalogue = phone, 20404 => handle_it, _ => handle_it)]
struct Number;

#[derive(EdgesErrorHandler)]
#[edges(catalogue = phone, "20404" => handle_it, _ => handle_it)]
struct Quoted;

#[derive(EdgesErrorHandler)]
#[edges(catalogue = phone, 7 => handle_it, _ => handle_it)]
struct Unlisted;

#[derive(EdgesErrorHandler)]
#[edges(catalogue = phone, NotFound => handle_it)]
struct Incomplete;

fn main() {}
