//! The meaning of the TOML parser's complaints for authors of catalogues.

use edges_errors_core::text::spell_out;
use toml::de::DeTable;

use super::lines::line_of;
use super::scan::scan;
use crate::diagnostic::{Diagnostic, Rule};
use crate::language::{CATALOGUE, Key};
use crate::source::Span;

/// Explains what the parser says of a place in a section.
pub(super) fn explain(text: &str, message: &str, span: Span) -> Diagnostic {
    unclosed_string(text, message, &span)
        .or_else(|| unclosed_bracket(text, &span))
        .or_else(|| broken_header(text, &span))
        .or_else(|| not_a_value(text, message, &span))
        .unwrap_or_else(|| other(text, message, span))
}

/// Anything else, with what the language has at the key.
fn other(text: &str, message: &str, span: Span) -> Diagnostic {
    let line = line_of(text, span.start);
    let key = text.get(line).and_then(|line| line.split_once('=')).map(|(key, _)| key.trim());
    let known = key.and_then(|key| CATALOGUE.find_key(&path_of(text, key)));
    let diagnostic = Diagnostic::new(Rule::Syntax, span, plain(message));
    match known {
        Some(key) => diagnostic.note(describe_key(key)),
        None => diagnostic,
    }
}

/// Explains the parser's own words where they name what it has read rather than what is written.
fn plain(message: &str) -> &str {
    match message {
        "missing opening quote, expected `\"`" => "this text has a quote behind it and none before it",
        "key with no value, expected `=`" => "`=` and a value are missing behind this key",
        "missing assignment between key-value pairs, expected `=`" => {
            "`=` is missing between this key and its value"
        }
        "missing comma between array elements, expected `,`"
        | "missing comma between key-value pairs, expected `,`" => "`,` is missing before this",
        "missing key for inline table element, expected `,`" => "a key is missing here",
        "string values must be quoted, expected literal string" => "text has to stand in quotes",
        "unexpected key or value, expected newline, `#`" => "this does not belong behind the value",
        other => other,
    }
}

/// A list or a table in place that is open where the parser gives up, and that nothing closes.
fn unclosed_bracket(text: &str, span: &Span) -> Option<Diagnostic> {
    let opener = *scan(text.get(..span.start)?).brackets.last()?;
    let stays_open = scan(text).brackets.contains(&opener);
    let (opened, closer) = if text.get(opener..)?.starts_with('{') { ("{", "}") } else { ("[", "]") };
    let line = line_of(text, opener);
    let written = text.get(line.clone())?;
    let same_line = line == line_of(text, span.start);
    let has_more = same_line && span.start < line.start + written.trim_end().len();
    if !stays_open || has_more || written.trim_start().starts_with('[') {
        return None;
    }
    let message = format!("this `{opened}` is not closed");
    let diagnostic = Diagnostic::new(Rule::Syntax, opener..opener + 1, message)
        .note(format!("help: add the `{closer}` that closes it"));
    Some(if same_line { diagnostic } else { diagnostic.related(span.clone(), "it is still open here") })
}

/// A string that its line ends without closing.
fn unclosed_string(text: &str, message: &str, span: &Span) -> Option<Diagnostic> {
    let open = scan(text.get(..span.start)?);
    let is_about_strings = message.starts_with("invalid") && message.contains("string");
    let ends_line = line_of(text, span.start).end == span.start;
    let opener = open.cut.or(open.string.filter(|_| is_about_strings || ends_line))?;
    let quotes = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|it| text.get(opener..).is_some_and(|s| s.starts_with(it)))?;
    let diagnostic =
        Diagnostic::new(Rule::Syntax, opener..opener + quotes.len(), "this string is not closed");
    Some(diagnostic.note(format!("help: close it with `{quotes}`")))
}

/// A header that lacks a bracket.
fn broken_header(text: &str, span: &Span) -> Option<Diagnostic> {
    let line = line_of(text, span.start);
    let written = text.get(line.clone())?.split('#').next()?.trim();
    let name = written.trim_matches(['[', ']']);
    let has_brackets = name.len() < written.len();
    let is_closed = written.ends_with(']');
    if name.is_empty()
        || !has_brackets
        || !(written.starts_with('[') || is_closed)
        || name.contains(['=', ',', '[', ']', '{', '}'])
    {
        return None;
    }
    let start = line.start + text.get(line.clone())?.find(written)?;
    let span = start..start + written.len();
    let brackets = if written.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
    let right = format!("{}{name}{}", brackets.0, brackets.1);
    Some(if right == written {
        Diagnostic::new(Rule::Syntax, span, "this header is not TOML")
    } else {
        Diagnostic::new(Rule::Syntax, span, "this header lacks a bracket")
            .note(format!("help: write `{right}`"))
    })
}

/// Something in the place of a value.
fn not_a_value(text: &str, message: &str, span: &Span) -> Option<Diagnostic> {
    let is_between =
        ["comma", "newline", "assignment", "missing key"].iter().any(|word| message.contains(word));
    let line = line_of(text, span.start);
    let (key, _) = text.get(line.clone())?.split_once('=')?;
    let value_start = line.start + key.len() + 1;
    if is_between || span.start < value_start {
        return None;
    }
    let word = word_at(text, value_start..line.end, span.start);
    let written = text.get(word.clone())?;
    let name = key.trim();
    if !written.is_empty() && DeTable::parse(&format!("x = {written}")).is_ok() {
        return Some(Diagnostic::new(
            Rule::Syntax,
            word.clone(),
            format!("`,` is missing after `{written}`"),
        ));
    }
    let message = if written.is_empty() {
        format!("`{}` has no value", spell_out(name).at_most(40))
    } else {
        format!("`{}` is not a value of TOML", spell_out(written).at_most(40))
    };
    let note = match CATALOGUE.find_key(&path_of(text, name)) {
        Some(key) => describe_key(key),
        None => "values are text in quotes, numbers, `true`, `false`, lists and tables".to_owned(),
    };
    let span = if word.is_empty() { span.clone() } else { word };
    Some(Diagnostic::new(Rule::Syntax, span, message).note(note))
}

fn describe_key(key: &Key) -> String {
    format!("`{}` is {}, such as `{}`", key.name, key.form.describe(), key.line())
}

/// The word around a place, up to what ends a value.
fn word_at(text: &str, value: Span, at: usize) -> Span {
    let ends = |c: char| c.is_whitespace() || ",[]{}#\"".contains(c);
    let before = text.get(value.start..at).unwrap_or_default();
    let begun = before.rsplit(ends).next().unwrap_or_default();
    let start = value.start + before.len() - begun.len();
    let rest = text.get(start..value.end).unwrap_or_default();
    let word = rest.trim_start();
    let start = start + rest.len() - word.len();
    start..start + word.find(ends).unwrap_or(word.len())
}

/// The path of a key in the section: the names in the header, and the key's own.
fn path_of<'a>(text: &'a str, key: &'a str) -> Vec<&'a str> {
    let header = text.lines().next().unwrap_or_default().trim_start();
    let header = header.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or_default();
    let names = header.split('.').chain(key.split('.'));
    names.map(|name| name.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty()).collect()
}
