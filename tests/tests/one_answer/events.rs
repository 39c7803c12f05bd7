//! A subscriber of tracing that keeps the fields of events.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Metadata, Subscriber};

/// The fields of an event, the message among them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Event {
    pub(crate) fields: BTreeMap<&'static str, String>,
}

impl Visit for Event {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

thread_local! {
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

struct Collector;

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut fields = Event::default();
        event.record(&mut fields);
        EVENTS.with_borrow_mut(|events| events.push(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Keeps the events of this thread, until the guard is dropped.
pub(crate) fn collect() -> DefaultGuard {
    set_default(Collector)
}

/// Returns the one event that is written.
pub(crate) fn record(write: impl FnOnce()) -> Event {
    write();
    let events = EVENTS.take();
    let [event] = <[Event; 1]>::try_from(events).unwrap();
    event
}
