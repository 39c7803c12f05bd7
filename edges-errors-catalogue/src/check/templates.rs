//! Messages with holes.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::model::{Segment, Template};
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
    let written = checked.len();
    for example in &examples {
        if !checked.iter().take(written).any(|template| template.matches(example)) {
            checked.push(Template::literal(example));
        }
    }
    (checked, examples)
}

fn check_template(text: &Text, errors: &mut Diagnostics) -> Option<Template> {
    match split_template(text) {
        Ok(segments) => Some(Template { text: text.value.clone(), segments }),
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

fn split_template(text: &str) -> Result<Vec<Segment>, String> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['[', ']']) {
        let (literal, tail) = rest.split_at(open);
        let Some(inside) = tail.strip_prefix('[') else { return Err("is closed but not opened".to_owned()) };
        let Some((name, after)) = inside.split_once(']') else { return Err("is not closed".to_owned()) };
        let hole = check_hole(name, &segments)?;
        match (literal.is_empty(), segments.is_empty()) {
            (true, false) => {
                return Err("touches the one before it, so nobody can tell where one ends".to_owned());
            }
            (true, true) => {}
            (false, _) => segments.push(Segment::Literal(literal.to_owned())),
        }
        segments.push(hole);
        rest = after;
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    if segments.iter().all(|segment| matches!(segment, Segment::Hole(_))) {
        return Err("is all of it, so it matches every message".to_owned());
    }
    Ok(segments)
}

fn check_hole(name: &str, before: &[Segment]) -> Result<Segment, String> {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(word) {
        return Err(format!("is named `{}`", name.escape_debug()));
    }
    let hole = Segment::Hole(name.to_owned());
    if before.contains(&hole) { Err(format!("is repeated: `[{name}]`")) } else { Ok(hole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template {
        Template { text: text.to_owned(), segments: split_template(text).unwrap() }
    }

    #[test]
    fn a_template_matches_what_it_renders_and_nothing_else() {
        let limit = template("Daily limit reached for [service].");
        assert!(limit.matches("Daily limit reached for x.y on LinkedIn."));
        assert!(!limit.matches("Daily limit reached for ."));
        assert!(!limit.matches("Daily limit reached for x"));
        assert!(!limit.matches("The Daily limit reached for x."));
        let two = template("[a]: [b] failed");
        assert!(two.matches("x: y: z failed"));
        assert!(!two.matches(": y failed"));
    }

    #[test]
    fn holes_are_closed_named_single_and_apart() {
        for wrong in ["a [b", "a b]", "a []", "a [B]", "[a] [a]", "x [a][b]", "[a]"] {
            assert!(split_template(wrong).is_err(), "{wrong}");
        }
    }
}
