//! What a response says about waiting, wherever it says it.

use std::time::{Duration, SystemTime};

use crate::error::ApiError;
use crate::facts::ParamKind;
use crate::label::Label;
use crate::params::{Param, Params};
use crate::time;

/// Where a hint stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintSource {
    /// The header `Retry-After`.
    Header,
    /// A param of this name.
    Param(&'static str),
    /// The `postponed_until` of the run itself.
    Run,
}

/// One hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// From when the response was received.
    Wait(Duration),
    /// By the server's clock.
    Until(SystemTime),
}

/// All hints of one error.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    pub(crate) found: Vec<(HintSource, Hint)>,
    /// What stood where a hint should and was none.
    pub(crate) ignored: Vec<HintSource>,
}

impl Hints {
    pub(crate) fn longest_wait(&self) -> Option<Duration> {
        let waits = self.found.iter().filter_map(|(_, hint)| match hint {
            Hint::Wait(wait) => Some(*wait),
            Hint::Until(_) => None,
        });
        waits.max()
    }

    pub(crate) fn latest_time(&self) -> Option<SystemTime> {
        let times = self.found.iter().filter_map(|(_, hint)| match hint {
            Hint::Until(time) => Some(*time),
            Hint::Wait(_) => None,
        });
        times.max()
    }

    fn add(&mut self, source: HintSource, hint: Option<Hint>) {
        match hint {
            Some(hint) => self.found.push((source, hint)),
            None => self.ignored.push(source),
        }
    }
}

impl<L: Label> ApiError<L> {
    pub(crate) fn hints(&self) -> Hints {
        let mut hints = Hints::default();
        let delivery = &self.inner().delivery;
        for value in self.inner().body.headers().get("retry-after") {
            hints.add(HintSource::Header, parse_retry_after(value));
        }
        if delivery.unreadable_hint {
            hints.ignored.push(HintSource::Header);
        }
        self.read_params(&mut hints);
        if let Some(raw) = delivery.run.as_ref().and_then(|run| run.postponed_until.as_deref()) {
            hints.add(HintSource::Run, Param::new(raw).to_timestamp().map(Hint::Until));
        }
        hints
    }

    /// The server's time when it answered: its `Date`, unless the answer was kept in a cache since (RFC 9111, section 5.1).
    pub(crate) fn server_time(&self) -> Option<SystemTime> {
        let headers = self.inner().body.headers();
        let date = headers.get("date").next().filter(|_| !headers.has("age"))?;
        httpdate::parse_http_date(date).ok()
    }

    /// Params of the catalogue's that delay a retry count on every error, in `params` and beside it.
    fn read_params(&self, hints: &mut Hints) {
        let known = L::__facts().hints;
        if known.is_empty() {
            return;
        }
        Params::visit(&self.inner().envelope, &self.inner().body, &mut |_, name, raw| {
            let param = Param::new(raw);
            for info in known.iter().filter(|info| info.name() == name && !param.is_null()) {
                let hint = match info.kind() {
                    ParamKind::Timestamp => param.to_timestamp().map(Hint::Until),
                    _ => param.to_seconds().map(Hint::Wait),
                };
                hints.add(HintSource::Param(info.name()), hint);
            }
        });
    }
}

/// RFC 9110, section 10.2.3: delay-seconds, or an HTTP-date in any of its three forms.
fn parse_retry_after(value: &str) -> Option<Hint> {
    match time::parse_delta_seconds(value.as_bytes()) {
        Some(wait) => Some(Hint::Wait(wait)),
        None => httpdate::parse_http_date(value).ok().map(Hint::Until),
    }
}
