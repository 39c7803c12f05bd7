//! Messages with holes.

use edges_errors_core::template;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::Template;
use crate::syntax::document::{Text, Texts};

use super::values::{check_all_wire, check_wire};

/// The templates of a label, the examples that none of them matches added as templates of their own, and the examples.
pub(crate) fn check_messages(
    templates: Option<&Texts>,
    examples: Option<&Texts>,
    errors: &mut Diagnostics,
) -> (Vec<Template>, Vec<String>) {
    let mut checked: Vec<Template> = check_all_wire(templates, errors)
        .into_iter()
        .filter_map(|template| check_template(template, errors))
        .collect();
    let examples: Vec<String> = check_all_wire(examples, errors)
        .into_iter()
        .filter_map(|example| check_wire(example, errors))
        .collect();
    let matches =
        |example: &&String| checked.iter().any(|template| template.form().match_message(example).is_some());
    let others = examples.iter().filter(|example| !matches(example));
    let others: Vec<Template> = others.map(|example| Template::Example(example.clone())).collect();
    checked.extend(others);
    (checked, examples)
}

fn check_template(text: &Text, errors: &mut Diagnostics) -> Option<Template> {
    match template::Template::parse(text) {
        Ok(_) => Some(Template::Written(text.value.clone())),
        Err(what) => {
            let message = format!("a hole of this template {what}");
            errors.push(
                Diagnostic::new(Rule::BadHole, text.span.clone(), message)
                    .note("holes are written `[name]`, snake_case, each name once"),
            );
            None
        }
    }
}
