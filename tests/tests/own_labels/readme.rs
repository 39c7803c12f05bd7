use edges_errors::retry::RequestContext;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};

fn connect() -> ClientWithMiddleware {
    let retry = EdgesRetry::new().context(|request| {
        // Extraction only reads, so it may run twice. A message must not.
        RequestContext::of(request).idempotent(request.path().contains("/linkedin-extract-"))
    });
    ClientBuilder::new(reqwest::Client::new()).with(retry).build()
}

async fn send(client: &ClientWithMiddleware, url: &str, message: String) -> Result<(), Error> {
    match client.post(url).body(message).send().await.error_for_label().await {
        Ok(response) => println!("sent: {}", response.text().await?),
        // The daily limit: the job goes back to the queue until tomorrow.
        Err(Error::Deferred(deferred)) => println!("put back: {deferred}"),
        // LK_ERROR: find out whether it was sent first.
        Err(error) => eprintln!("{error}: {}", error.decision().advice()),
    }
    Ok(())
}
