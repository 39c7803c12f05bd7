//! The values of extra data.

use serde_json::{Value, json};

use edges_errors_catalogue::model::{Param, ParamKind};

/// Returns the schema of a param in its own type, or as a string, which the API's own schema declares.
pub(super) fn write_param(param: &Param) -> Value {
    let number = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$";
    let forms = match param.kind {
        ParamKind::String => json!([{ "type": ["string", "number", "boolean"] }]),
        ParamKind::Integer => {
            json!([{ "type": "integer" }, { "type": "string", "pattern": r"^-?[0-9]+(\.0+)?$" }])
        }
        ParamKind::Number => json!([{ "type": "number" }, { "type": "string", "pattern": number }]),
        ParamKind::Boolean => json!([{ "type": "boolean" }, { "enum": ["true", "false"] }]),
        ParamKind::Timestamp => write_timestamp(),
        ParamKind::Seconds => json!([
            { "description": "Seconds.", "type": "number", "minimum": 0 },
            { "description": "Seconds.", "type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$" },
        ]),
        ParamKind::Milliseconds => json!([
            { "description": "Milliseconds.", "type": "number", "minimum": 0 },
            { "description": "Milliseconds.", "type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$" },
        ]),
        ParamKind::Duration => json!([
            { "description": "Numbers with units.", "type": "string", "pattern": r"^([0-9]+(\.[0-9]+)?[a-z]+ ?)+$" },
        ]),
        ParamKind::List => json!([{ "type": "array" }, { "type": "string" }]),
        ParamKind::Enum => {
            json!([{ "enum": param.values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>() }])
        }
        ParamKind::Json => json!([{}]),
    };
    let mut forms = forms.as_array().cloned().unwrap_or_default();
    forms.push(json!({ "type": "null" }));
    json!({ "description": param.doc, "anyOf": forms })
}

/// Only what is read as a time: every string is a date that exists, and every number has a unit that its size tells.
fn write_timestamp() -> Value {
    let leap_year = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    let month_and_day = [
        "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
        "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
        "02-(?:0[1-9]|1[0-9]|2[0-8])",
    ];
    let date = format!("(?:[0-9]{{4}}-(?:{})|{leap_year}-02-29)", month_and_day.join("|"));
    let hour_and_minute = |colon: &str| format!("(?:[01][0-9]|2[0-3]){colon}[0-5][0-9]");
    let time = format!(r"{}(?::[0-5][0-9](?:\.[0-9]+)?)?", hour_and_minute(":"));
    let offset = format!("(?: ?(?:[Zz]|[+-]{}))?", hour_and_minute(":?"));
    json!([
        {
            "description": "A time as RFC 3339 has it; also with a blank instead of `T`, without seconds, with an offset \
                that has no colon, or without one, which is UTC.",
            "type": "string",
            "pattern": format!("^{date}[Tt ]{time}{offset}$"),
        },
        {
            "description": "Since 1970: seconds from 10^9, milliseconds from 10^11, microseconds from 10^14, nanoseconds \
                from 10^17, up to the year 9999.",
            "type": "number",
            "minimum": FIRST_TIME,
            "exclusiveMaximum": YEAR_10000_IN_NANOSECONDS,
        },
    ])
}

/// Nobody means a smaller number as a time.
const FIRST_TIME: u64 = 1_000_000_000;

const YEAR_10000_IN_NANOSECONDS: f64 = 253_402_300_800e9;
