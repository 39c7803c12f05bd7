//! The classification of an inner service's error: what it says about the request.

use std::error::Error as StdError;
use std::io;

use edges_errors::retry::Failure;
use tower::timeout::error::Elapsed;

/// Reads the chain of sources; the first that says something counts. What nothing is known of may have been carried out.
pub(crate) fn classify_transport<'a, L>(error: &(dyn StdError + 'static)) -> Failure<'a, L> {
    classify_chain(error).unwrap_or(Failure::Interrupted)
}

fn classify_chain<'a, L>(error: &(dyn StdError + 'static)) -> Option<Failure<'a, L>> {
    let mut chain = std::iter::successors(Some(error), |&error| error.source());
    chain.find_map(classify_link)
}

fn classify_link<'a, L>(error: &(dyn StdError + 'static)) -> Option<Failure<'a, L>> {
    if error.is::<Elapsed>() {
        return Some(Failure::Timeout);
    }
    #[cfg(feature = "hyper")]
    if let Some(client) = error.downcast_ref::<hyper_util::client::legacy::Error>() {
        return Some(if client.is_connect() { Failure::Connect } else { classify_sent(client) });
    }
    let error = error.downcast_ref::<io::Error>()?;
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(Failure::Connect),
        io::ErrorKind::TimedOut => Some(Failure::Timeout),
        // The source of an I/O error is that of the error within, not the error within.
        _ => classify_chain(error.get_ref()?),
    }
}

/// Classifies an error of a request whose connection was made: what is refused behind it is another connection, such as one that
/// the request's own body comes from.
#[cfg(feature = "hyper")]
fn classify_sent<'a, L>(client: &hyper_util::client::legacy::Error) -> Failure<'a, L> {
    match client.source().and_then(classify_chain::<L>) {
        Some(Failure::Timeout) => Failure::Timeout,
        Some(_) | None => Failure::Interrupted,
    }
}

#[cfg(test)]
mod tests {
    use edges_errors::ErrorLabel;

    use super::*;

    fn classify(kind: io::ErrorKind) -> Failure<'static, ErrorLabel> {
        classify_transport(&io::Error::other(io::Error::from(kind)))
    }

    #[test]
    fn the_chain_is_read() {
        assert!(matches!(classify(io::ErrorKind::ConnectionRefused), Failure::Connect));
        assert!(matches!(classify(io::ErrorKind::TimedOut), Failure::Timeout));
        let elapsed: Failure<'_, ErrorLabel> = classify_transport(&io::Error::other(Elapsed::new()));
        assert!(matches!(elapsed, Failure::Timeout));
    }

    #[test]
    fn what_nothing_is_known_of_may_have_been_carried_out() {
        for kind in [io::ErrorKind::ConnectionReset, io::ErrorKind::UnexpectedEof, io::ErrorKind::Other] {
            assert!(matches!(classify(kind), Failure::Interrupted), "{kind}");
        }
    }
}
