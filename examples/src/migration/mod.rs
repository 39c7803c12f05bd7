//! Three clients as they are written by hand, and the same three with edges-errors.
//!
//! Each is the part of a client that sees a failed request and says what comes next, without the network around it, so
//! that a test can judge it: `tests/migration.rs` counts their lines and their wrong decisions.
//!
//! The ones by hand are no caricatures: each is one way in which programs treat the errors of an API today, with the
//! mistakes that come with that way, and honours a `Retry-After`.

use std::time::{Duration, SystemTime};

/// Decides by sets of labels.
pub mod label_set {
    pub mod after;
    pub mod before;
}

/// Decides by the status.
pub mod status_list {
    pub mod after;
    pub mod before;
}

/// Keeps the text of an error, and decides by the words in it.
pub mod text_only {
    pub mod after;
    pub mod before;
}

/// The request that failed.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// In capitals, as in HTTP.
    pub method: &'a str,
    /// How often it was sent.
    pub sent: u32,
}

/// The answer to it, which is no success.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// As it came.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The first header of that name, as `HeaderMap::get` finds it.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// What a client does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Sleeps so long, in process, and sends the same request again.
    SendAgain {
        /// From now.
        after: Duration,
    },
    /// Gives the work back to its queue, to be sent again.
    PutAside {
        /// Not before this.
        until: SystemTime,
    },
    /// Takes the work as done: there was nothing to find, or nothing to do.
    Finish,
    /// Tells somebody, who has nothing but these words.
    GiveUp(String),
}
