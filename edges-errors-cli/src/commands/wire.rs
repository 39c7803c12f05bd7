//! The response format of a catalogue that is read when the command runs, as the tables that the decoder walks by.

use edges_errors::__private::wire::{
    Cut, Edge, Filter, HeaderPlace, HintHeader, KeptHeader, Member, NoRetry, Node, ParamsPlace,
    PayloadFormat, Place, Source, Test, Tree, Wire, WritePlace, WriteStep, Writes,
};
use edges_errors_catalogue::model::{self, Catalogue, PlaceSource};
use edges_errors_catalogue::path;
use edges_errors_catalogue::wire::{self, WireTable, writable};

use super::leak::leak_all;

/// Returns the tables of a catalogue.
pub(super) fn load_wire(catalogue: &'static Catalogue) -> Wire {
    let WireTable { tree, label, scope, error_ref, message, status, params, headers, payloads } =
        WireTable::new(catalogue);
    let envelope = &catalogue.envelope;
    Wire {
        label_format: envelope.label_format,
        errors_in_2xx: envelope.errors_in_2xx,
        writes: load_writes(catalogue, &tree),
        tree: load_tree(tree),
        label: load_places(label),
        scope: load_places(scope),
        error_ref: load_places(error_ref),
        message: load_places(message),
        status: load_places(status),
        params: leak_all(params.into_iter().map(|row| ParamsPlace {
            name: row.path,
            node: row.node,
            others: leak_all(row.others),
        })),
        headers: leak_all(headers.into_iter().map(|row| KeptHeader {
            name: row.name.leak(),
            is_hint: row.is_hint,
            is_signal: row.is_signal,
        })),
        hints: leak_all(envelope.hint_headers.iter().map(load_hint)),
        no_retry: envelope
            .no_retry
            .as_ref()
            .map(|no_retry| NoRetry { name: no_retry.header.to_ascii_lowercase().leak(), is: &no_retry.is }),
        payloads: leak_all(payloads.into_iter().map(load_payload)),
    }
}

/// Returns a header that says how long to wait.
pub(super) fn load_hint(hint: &'static model::HintHeader) -> HintHeader {
    HintHeader {
        name: hint.header.to_ascii_lowercase().leak(),
        kind: hint.kind,
        cut: Cut { after: hint.after.as_deref(), until: hint.until.as_deref() },
    }
}

/// Returns a header of which a part counts; `None` for a path.
pub(super) fn load_header(place: &'static model::Place) -> Option<HeaderPlace> {
    let name = place.header()?.to_ascii_lowercase().leak();
    Some(HeaderPlace { name, cut: Cut { after: place.after.as_deref(), until: place.until.as_deref() } })
}

fn load_tree(tree: wire::Tree<'static>) -> Tree {
    Tree { nodes: leak_all(tree.nodes.into_iter().map(load_node)) }
}

fn load_node(node: wire::Node<'static>) -> Node {
    Node {
        plain: node.is_plain(),
        path: node.path.leak(),
        ends: node.ends,
        holds_params: node.holds_params,
        many: node.many,
        keys: leak_all(node.keys.into_iter().map(|edge| Edge::new(edge.by, edge.node))),
        any: node.any,
        items: node.items,
        filters: leak_all(node.filters.into_iter().map(|edge| Filter {
            key: &edge.by.key,
            test: load_test(&edge.by.test),
            node: edge.node,
        })),
        last: node.last,
    }
}

fn load_test(test: &'static path::Test) -> Test {
    match test {
        path::Test::Has => Test::Has,
        path::Test::Is(values) => Test::Is(texts(values)),
        path::Test::IsNot(values) => Test::IsNot(texts(values)),
    }
}

fn texts(values: &'static [String]) -> &'static [&'static str] {
    leak_all(values.iter().map(String::as_str))
}

fn load_places(rows: Vec<wire::PlaceRow<'static>>) -> &'static [Place] {
    leak_all(rows.into_iter().map(|row| {
        let source = match &row.place.source {
            PlaceSource::Path(_) => Source::Body(row.node.unwrap_or(u16::MAX)),
            PlaceSource::Header(name) => Source::Header(name.to_ascii_lowercase().leak()),
        };
        let cut = Cut { after: row.place.after.as_deref(), until: row.place.until.as_deref() };
        Place { name: row.place.text(), source, cut }
    }))
}

fn load_payload(row: wire::PayloadRow<'static>) -> PayloadFormat {
    PayloadFormat {
        tree: load_tree(row.tree),
        error: row.error,
        untested: row.untested,
        failed: row.failed,
        ended: row.ended,
        resumed: row.resumed,
        until: row.until,
        until_name: row.payload.until.as_ref().map_or("", |path| &path.text),
        asynchronous: row.payload.asynchronous,
    }
}

fn load_writes(catalogue: &'static Catalogue, tree: &wire::Tree<'static>) -> Writes {
    let envelope = &catalogue.envelope;
    let write = |places: &'static [model::Place]| {
        writable(places).map(|place| match &place.source {
            PlaceSource::Header(name) => WritePlace::Header {
                name: name.to_ascii_lowercase().leak(),
                after: place.after.as_deref().unwrap_or_default(),
            },
            PlaceSource::Path(path) => {
                WritePlace::Body(leak_all(tree.write_steps(path).into_iter().map(load_step)))
            }
        })
    };
    Writes {
        label: write(&envelope.label),
        scope: write(&envelope.scope),
        error_ref: write(&envelope.error_ref),
        message: write(&envelope.message),
        status: write(&envelope.status),
        params: write(&envelope.params),
    }
}

fn load_step(step: wire::WriteStep<'static>) -> WriteStep {
    let member = |member: wire::WriteMember<'static>| Member { key: member.key, value: member.value };
    match step {
        wire::WriteStep::Key(key) => WriteStep::Key(key),
        wire::WriteStep::Item => WriteStep::Item,
        wire::WriteStep::ItemWith(with) => WriteStep::ItemWith(member(with)),
        wire::WriteStep::ItemWithout { key, values } => WriteStep::ItemWithout { key, values: texts(values) },
        wire::WriteStep::With(with) => WriteStep::With(member(with)),
    }
}
