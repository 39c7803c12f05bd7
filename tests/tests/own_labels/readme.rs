{
use edges_errors::retry::{Progress, RequestContext};
use reqwest_middleware::ClientBuilder;

let retry = EdgesRetry::new().context(|request| {
    // Extraction only reads, so it may run twice. A message must not.
    RequestContext::of(request).idempotent(request.path().contains("/linkedin-extract-"))
});
let client = ClientBuilder::new(reqwest::Client::new()).with(retry).build();

let request = client.post(&job.url).json(&job.message).with_extension(job.progress);
match request.send().await.error_for_label().await {
    Ok(response) => queue.finish(job, response.text().await), // delivered, whatever its text
    // The daily limit: tomorrow.
    Err(Error::Deferred(deferred)) => queue.put_back(job, deferred.not_before(), deferred.progress()),
    // The API is down; nothing was sent.
    Err(error) if error.decision().is_unreachable() => queue.put_back(job, in_minutes(5), Progress::default()),
    // LK_ERROR: find out first whether the message was sent. NO_RESULT, SN_CONFLICT: nothing is left to do.
    Err(error) => eprintln!("{error}: {}", error.decision().advice()),
}
}
