//! Messages with placeholders.

use edges_errors_core::template::{self, TemplateError};

use super::sets::texts;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::Template;
use crate::source::{Spanned, Text};

/// The messages of a label.
pub(super) struct Messages {
    /// The templates, then each example that none of them matches as a template of its own.
    pub(super) templates: Vec<Template>,
    pub(super) examples: Vec<String>,
}

/// Reads the messages of a label.
pub(super) fn check_messages(
    templates: Option<&Spanned<Vec<Text>>>,
    examples: Option<&Spanned<Vec<Text>>>,
    diagnostics: &mut Diagnostics,
) -> Messages {
    let written = templates.iter().flat_map(|templates| &templates.value);
    let mut templates: Vec<Template> =
        written.filter_map(|template| check_template(template, diagnostics)).collect();
    let examples = examples.map(texts).unwrap_or_default();
    let matches =
        |example: &&String| templates.iter().any(|template| template.form().match_message(example).is_some());
    let others = examples.iter().filter(|example| !matches(example));
    let others: Vec<Template> = others.map(|example| Template::Example(example.clone())).collect();
    templates.extend(others);
    Messages { templates, examples }
}

fn check_template(text: &Text, diagnostics: &mut Diagnostics) -> Option<Template> {
    match template::Template::parse(text) {
        Ok(_) => Some(Template::Written(text.value.clone())),
        Err(what) => {
            let message = format!("a placeholder of this template {what}");
            diagnostics.push(
                Diagnostic::new(Rule::BadPlaceholder, text.span.clone(), message).note(describe_fix(what)),
            );
            None
        }
    }
}

fn describe_fix(error: TemplateError<'_>) -> &'static str {
    match error {
        TemplateError::NotOpened => "write `[name]`; a message with brackets of its own goes into `examples`",
        TemplateError::NotClosed => {
            "close it with `]`; a message with brackets of its own goes into `examples`"
        }
        TemplateError::BadName(_) => "write a name in snake_case, such as `[service]`",
        TemplateError::Repeated(_) => "give each a name of its own",
        TemplateError::Touching => "write the text between them, or make them one",
        TemplateError::NothingLiteral => "write the text around it",
    }
}
