//! A service with a catalogue of its own: it answers with the errors that its clients decode, out of one file.
//!
//! `cargo run -p examples --bin answer`

use std::error::Error;
use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use edges_errors_axum::Answer;
use reqwest_middleware::ClientBuilder;
use tokio::net::TcpListener;

/// The catalogue that the service and its clients share.
mod shop {
    edges_errors::catalogue! { inline = r#"
        [catalogue]
        name = "Shop"

        [envelope]
        label        = "error.code"
        label_format = "snake_case"
        message      = "error.message"
        params       = "error"
        error_ref    = { header = "X-Request-Id" }

        [categories.stock]
        fault = "caller"

        [remedies.wait]
        doc = "Wait for the next delivery."

        [remedies.choose]
        doc = "Choose another article."

        [retry.restock]
        strategy = "until"
        fallback = "24h"

        [errors.sold_out]
        statuses = [409]
        category = "stock"
        retry    = "restock"
        remedy   = "wait"
        effect   = "none"
        doc      = "Nothing is left of the article."

        [errors.no_such_article]
        statuses = [404]
        category = "stock"
        retry    = "never"
        remedy   = "choose"
        doc      = "The shop does not have the article."

        [errors.no_such_article.params]
        nearest = { type = "string", doc = "An article with a similar name." }
    "# }
    edges_errors_reqwest::for_labels!(ErrorLabel);
}

use shop::{EdgesRetry, ErrorLabel, ResponseExt as _, ShopError};

/// Orders an article.
async fn order(Path(article): Path<String>) -> Result<&'static str, Answer<ErrorLabel>> {
    match article.as_str() {
        "apples" => Ok("a kilo of apples"),
        "pears" => {
            let error = ShopError::builder(ErrorLabel::SoldOut).message("No pears are left.");
            // The van comes in two hours.
            Err(error.error_ref("req-7").retry_after(Duration::from_secs(7_200)))?
        }
        _ => {
            Err(ShopError::builder(ErrorLabel::NoSuchArticle).error_ref("req-8").param("nearest", "apples"))?
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let service = Router::new().route("/orders/{article}", get(order));
    tokio::spawn(axum::serve(listener, service).into_future());

    // Loopback needs no proxy, whatever the environment says.
    let client = reqwest::Client::builder().no_proxy().build()?;
    let client = ClientBuilder::new(client).with(EdgesRetry::new()).build();
    for article in ["apples", "pears", "aples"] {
        let order = client.get(format!("http://{address}/orders/{article}"));
        match order.send().await.error_for_label().await {
            Ok(response) => println!("{article}: {}", response.text().await?),
            Err(error) => println!("{article}: {error}\n  {}", error.decision().advice()),
        }
    }
    Ok(())
}
