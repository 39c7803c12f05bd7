//! The language of catalogues, for the completion of editors. What only `check` can see, such as a policy that does not
//! exist, is left to it.

use serde_json::{Value, json};

use super::{DRAFT, Properties, closed_object, list, text};
use crate::documents::json::write_json;
use edges_errors_catalogue::words::{LIMIT_EFFECTS, MAX_ATTEMPTS};
use edges_errors_core::vocabulary::{Effect, Fault, Outcome, ParamKind, StrategyKind, Vocabulary};

const LABEL: &str = "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$";
const KEY: &str = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";
const LONGEST_NAME: u32 = 64;

/// The schema of every catalogue, to be named in its first line: `#:schema ./errors.schema.json`.
pub fn write_catalogue_schema() -> String {
    let mut schema = closed_object(
        "Everything that is known about the errors of an API. Expanded by `edges_errors::catalogue!`, and checked by \
         `edges-errors check`.",
        vec![
            ("catalogue", true, describe_header()),
            (
                "categories",
                false,
                table_of("What kind of error a label is, and whose fault.", KEY, category()),
            ),
            ("scopes", false, table_of("Which part of a request an answer blames.", KEY, scope())),
            ("remedies", false, table_of("What a person or program has to do.", KEY, remedy())),
            (
                "retry",
                false,
                table_of("Whether, when and how often the same request is sent again.", KEY, policy()),
            ),
            ("context", false, table_of("What a caller may tell about a request.", KEY, context())),
            ("statuses", false, statuses()),
            (
                "rate_limits",
                false,
                table_of("The sources of a limit, and how each is recognised.", KEY, rate_limit()),
            ),
            ("errors", true, table_of("The labels. Their order is that of the enum.", LABEL, label())),
        ],
    );
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("Catalogue of API errors");
    write_json(&schema)
}

/// Tables with names of the catalogue's own.
fn table_of(description: &str, names: &str, entry: Value) -> Value {
    json!({
        "description": description,
        "type": "object",
        "propertyNames": { "pattern": names, "maxLength": LONGEST_NAME },
        "additionalProperties": entry,
    })
}

/// One of some words.
fn word<V: Vocabulary>(description: &str, words: &[V]) -> Value {
    json!({ "description": description, "enum": words.iter().map(|word| word.as_str()).collect::<Vec<_>>() })
}

fn link(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^https://[!#-&*-;=?-Z\\\\^_a-z{-~]*$" })
}

/// A name that stands elsewhere in the catalogue.
fn reference(description: &str, names: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": names })
}

fn identifier(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" })
}

fn duration(description: &str) -> Value {
    let description = format!(
        "{description} Whole numbers and their units of d, h, m, s, ms, such as `500ms` or `1m 30s`."
    );
    let units = ["d", "h", "m", "s", "ms"].map(|unit| format!("([0-9]+{unit}( (?=[0-9])|$))?"));
    json!({ "description": description, "type": "string", "pattern": format!("^(?=[0-9]){}$", units.concat()) })
}

fn wire_texts(description: &str) -> Value {
    let items = json!({ "type": "string", "minLength": 1 });
    let mut texts = list(description, &items);
    texts["uniqueItems"] = json!(true);
    texts
}

fn prose(description: &str) -> Value {
    list(description, &json!({ "type": "string", "pattern": "\\S" }))
}

fn describe_header() -> Value {
    closed_object(
        "The API that the catalogue is about.",
        vec![
            ("name", true, text("What the API is called.")),
            ("error", true, identifier("The identifier of the error type, such as `ShopError`.")),
            ("revision", true, text("Which edition of the reference the catalogue describes.")),
            ("reference", true, link("Where the reference is published.")),
            ("support", false, text("Where to report what the caller cannot mend.")),
        ],
    )
}

/// What every entry of a closed set has, with what this one has besides.
fn closed_set(description: &str, doc_required: bool, own: Properties) -> Value {
    let mut properties = vec![
        ("rust_name", false, identifier("The Rust variant, where the one made of the key is not right.")),
        ("title", false, text("The words for people; made of the key unless given.")),
        ("doc", doc_required, text("What it stands for.")),
    ];
    properties.extend(own);
    closed_object(description, properties)
}

fn fault() -> Value {
    word("Who has to act: the first question of whoever is on call.", Fault::ALL)
}

fn category() -> Value {
    closed_set("A kind of error.", true, vec![("fault", true, fault())])
}

fn scope() -> Value {
    let action = text("The typical action, where the reference names one.");
    closed_set("A part of a request.", true, vec![("action", false, action)])
}

fn remedy() -> Value {
    let support = json!({ "description": "Whoever does it quotes the error's reference to support.", "type": "boolean" });
    closed_set("What to do.", true, vec![("support", false, support)])
}

fn context() -> Value {
    let mut values = wire_texts("The values that it can have.");
    values["minItems"] = json!(1);
    closed_set("What a caller may tell about a request.", false, vec![("values", true, values)])
}

/// A policy: each strategy has its own numbers and takes no others.
fn policy() -> Value {
    let of = |strategy: StrategyKind, own: Properties| {
        let mut properties =
            vec![("strategy", true, json!({ "description": strategy.doc(), "const": strategy.as_str() }))];
        properties.extend(own);
        let attempts = json!({
            "description": "Requests in all, the first one included; left to the caller unless given.",
            "type": "integer", "minimum": 1, "maximum": MAX_ATTEMPTS,
        });
        properties.push(("max_attempts", false, attempts));
        closed_object(strategy.doc(), properties)
    };
    let forms = StrategyKind::ALL.iter().map(|strategy| {
        let own = match strategy {
            StrategyKind::Never | StrategyKind::Manual => Vec::new(),
            StrategyKind::Fixed => vec![("delay", true, duration("From the answer to the next request."))],
            StrategyKind::Exponential => vec![
                ("base", true, duration("The longest first wait.")),
                ("cap", true, duration("The longest wait of all.")),
                ("factor", false, factor()),
            ],
            StrategyKind::Until => vec![("fallback", true, duration("The wait where the API does not say."))],
        };
        of(*strategy, own)
    });
    json!({ "description": "A retry policy.", "oneOf": forms.collect::<Vec<_>>() })
}

fn factor() -> Value {
    json!({
        "description": "What the wait is multiplied by each time; 2 unless given, three decimals at most.",
        "type": "number", "minimum": 1, "maximum": 100,
    })
}

fn statuses() -> Value {
    let status = closed_object(
        "What a status means where there is no label, or an unknown one.",
        vec![
            ("title", true, text("The phrase, such as `Failed Dependency`.")),
            ("doc", true, text("What it means here.")),
            ("retry", true, reference("The name of a policy.", KEY)),
            ("remedy", false, reference("The name of a remedy.", KEY)),
            ("fault", false, fault()),
        ],
    );
    table_of(
        "What a status, or the class `4xx` or `5xx`, means without a label.",
        "^([45][0-9][0-9]|[45]xx)$",
        status,
    )
}

fn rate_limit() -> Value {
    let signal =
        |key: &'static str, value: Value| closed_object("How it is recognised.", vec![(key, true, value)]);
    let header = json!({
        "description": "A header of the answer, such as `X-RateLimit-Type`.",
        "type": "string", "pattern": "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$",
    });
    let signals = [signal("header", header), signal("label", reference("A label, at any status.", LABEL))];
    closed_set(
        "A source of a limit.",
        true,
        vec![
            ("signal", true, json!({ "description": "How it is recognised.", "oneOf": signals })),
            ("applies_to", true, wire_texts("What is exhausted, such as `identity`.")),
            ("retry", true, reference("The policy of an error without a label of its own.", KEY)),
            ("effect", false, word("Whether what it refused may have been carried out.", LIMIT_EFFECTS)),
            ("advice", false, prose("How not to hit it again, a sentence each.")),
            ("watch", false, text("The path of the endpoint that shows how much is left.")),
        ],
    )
}

fn label() -> Value {
    let status = json!({ "type": "integer", "minimum": 400, "maximum": 599 });
    let mut statuses = list("The statuses that the label comes with.", &status);
    statuses["minItems"] = json!(1);
    statuses["uniqueItems"] = json!(true);
    closed_object(
        "A label.",
        vec![
            (
                "rust_name",
                false,
                identifier("The Rust variant, where the one made of the label is not right."),
            ),
            ("statuses", true, statuses),
            ("category", true, reference("The name of a category.", KEY)),
            ("retry", true, label_retry()),
            ("reference_retry", false, text("The reference's own words on retrying, literally.")),
            ("remedy", true, reference("The name of a remedy.", KEY)),
            ("after_attempts", false, reference("The remedy once the attempts are spent.", KEY)),
            (
                "effect",
                false,
                word("Did the side effect possibly happen? `unknown` unless given.", Effect::ALL),
            ),
            ("outcome", false, word("What it means for the work; `failure` unless given.", Outcome::ALL)),
            ("doc", true, text("What it means, in a sentence or two.")),
            ("causes", false, prose("What commonly leads to it.")),
            ("resolution", false, prose("What to do about it: steps and alternatives, a sentence each.")),
            ("notes", false, prose("What else is worth knowing.")),
            ("templates", false, wire_texts("Messages as the API words them; `[name]` is a hole.")),
            ("examples", false, wire_texts("Messages as the API has sent them.")),
            ("docs", false, link("Where the label is documented, if not in the reference under its name.")),
            ("params", false, params()),
            ("deprecated", false, deprecated()),
            (
                "removed",
                false,
                text("The revision that removed the label: it stays, deprecated, and decodes."),
            ),
        ],
    )
}

fn label_retry() -> Value {
    let named = || reference("The name of a policy.", KEY);
    let either =
        || json!({ "description": "A policy by its name or in place.", "oneOf": [named(), policy()] });
    let when = json!({
        "description": "Holds where each of these contexts has one of the values.",
        "type": "object",
        "propertyNames": { "pattern": KEY },
        "additionalProperties": wire_texts("The values."),
    });
    let rule =
        closed_object("A policy and when it holds.", vec![("when", false, when), ("policy", true, either())]);
    let mut rules =
        list("Policies that depend on the request, tried in order; the last one has no `when`.", &rule);
    rules["minItems"] = json!(1);
    json!({ "description": "Whether, when and how often the request is sent again.", "oneOf": [named(), policy(), rules] })
}

fn params() -> Value {
    let flag = |description: &str| json!({ "description": description, "type": "boolean" });
    let values = json!({
        "description": "The values of an `enum`, each with its words.",
        "type": "object", "minProperties": 1, "additionalProperties": { "type": "string", "pattern": "\\S" },
    });
    let param = closed_object(
        "A piece of extra data.",
        vec![
            ("rust_name", false, identifier("The field, where the one made of the name is not right.")),
            ("type", true, word("What it holds; each type is also read from a string.", ParamKind::ALL)),
            ("doc", true, text("What it says.")),
            ("values", false, values),
            ("sensitive", false, flag("Never shown.")),
            ("delays_retry", false, flag("It says how long to wait: a `timestamp` or `seconds`.")),
        ],
    );
    json!({
        "description": "The extra data that the label comes with, by its name on the wire.",
        "type": "object",
        "additionalProperties": param,
    })
}

fn deprecated() -> Value {
    closed_object(
        "The label should not be used any more.",
        vec![
            ("note", true, text("Why.")),
            ("replaced_by", false, reference("The label that the API sends instead.", LABEL)),
        ],
    )
}
