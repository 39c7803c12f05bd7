//! The beginning of a catalogue: what its author goes on from.

use edges_errors_catalogue::model::LabelFormat;
use edges_errors_catalogue::names::{as_label, upper_camel};

use crate::stanza::quote;

/// The facts of an API that are known before its catalogue is written.
#[derive(Debug, Clone, Copy)]
pub struct Starter<'a> {
    /// The name of the API.
    pub name: &'a str,
    /// The path of the label in the body of an error, such as `error.code`.
    pub label: &'a str,
    /// The format of its labels.
    pub label_format: LabelFormat,
}

/// Writes a catalogue with two labels, which stand for those of the API. It passes `check` if the name and the path are right.
///
/// ```
/// use edges_errors_catalogue::model::LabelFormat;
/// use edges_errors_catalogue::{read_catalogue, source::Sources};
/// use edges_errors_cli::starter::{Starter, write_starter};
///
/// let text = write_starter(Starter { name: "Shop", label: "error.code", label_format: LabelFormat::Snake });
/// let checked = read_catalogue(&Sources::new("errors.toml", text));
/// assert_eq!(checked.catalogue.unwrap().labels[0].name, "invalid_input");
/// assert_eq!(checked.warnings, []);
/// ```
pub fn write_starter(starter: Starter<'_>) -> String {
    let Starter { name, label, label_format } = starter;
    let (name, label, format) = (quote(name), quote(label), quote(label_format.as_str()));
    let mut text = format!(
        "{HEAD}\n[catalogue]\nname = {name}\n\n{ENVELOPE}[envelope]\nlabel        = {label}\nlabel_format = {format}\n{PLACES}"
    );
    text.push_str(SETS);
    text.extend(Example::ALL.iter().map(|example| example.write(label_format)));
    text
}

const HEAD: &str = "\
# Every error of the API. `edges-errors check` says what is wrong with this file, and `edges-errors export language` prints
# what can be said in it.
";

const ENVELOPE: &str = "\
# Where the parts of an error are, in the body of an answer or in its headers. What has no place is not read: further parts are
# commented out, with places that other APIs have.
";

const PLACES: &str = "\
# message    = \"error.message\"
# error_ref  = { header = \"X-Request-Id\" } # what to quote to support
# params     = \"error\" # an object whose other members are extra data
# status     = \"error.status\" # the HTTP status, where a body repeats it: a line of a log has no other
";

const SETS: &str = r#"
# Kinds of errors, and who has to act: caller, account, provider or api.
[categories.input]
fault = "caller"

[categories.limit]
fault = "account"

# What can be done about an error.
[remedies.fix_input]
doc = "Correct the input."

[remedies.wait]
doc = "Wait for the limit to reset."

# When the same request is sent again. The policies `never` and `manual` (after the remedy) need no entry.
[retry.backoff]
strategy     = "exponential"
base         = "500ms"
cap          = "20s"
max_attempts = 3

# What an answer without a listed label means, by its status.
[statuses.5xx]
title = "Server Error"
doc   = "The server, or a proxy before it, failed."
retry = "backoff"

[statuses.4xx]
title = "Client Error"
doc   = "The API did not accept the request."
retry = "never"

[statuses.429]
title  = "Too Many Requests"
doc    = "A limit refused the request."
retry  = "backoff"
effect = "none" # nothing was done, so that a POST is sent again too

# The labels, as on the wire. These two are examples: replace them by those of the API.
"#;

const INPUT: &str = r#"statuses = [400]
category = "input"
retry    = "never"
remedy   = "fix_input"
effect   = "none"
doc      = "The request holds data that the API does not accept."
"#;

const LIMIT: &str = r#"statuses = [429]
category = "limit"
retry    = "backoff"
remedy   = "wait"
effect   = "none"
doc      = "Too many requests."
"#;

/// A label that stands for those of the API.
struct Example {
    name: &'static str,
    /// The same where labels are numbers.
    number: &'static str,
    facts: &'static str,
}

impl Example {
    const ALL: [Self; 2] = [
        Self { name: "invalid_input", number: "1001", facts: INPUT },
        Self { name: "too_many_requests", number: "1002", facts: LIMIT },
    ];

    fn write(&self, format: LabelFormat) -> String {
        let Self { name, number, facts } = self;
        match format {
            // No name in Rust follows from a number.
            LabelFormat::Integer => {
                format!("\n[errors.{number}]\nrust_name = {}\n{facts}", quote(&upper_camel(name)))
            }
            _ => {
                let label = as_label(name, format);
                format!("\n[errors.{}]\n{facts}", label.as_deref().unwrap_or(name))
            }
        }
    }
}
