//! The page's description of the response structure: the members of an error's body, as a list, a table, a sample of JSON or
//! text that has lost its layout.

use serde_json::Value;

use super::cells::{fold_name, normalise};

/// A member of an error's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The names that lead to it, such as `error.code`; the last alone where the page does not say more.
    pub path: String,
    /// The line of the page, from 1.
    pub line: u32,
}

/// The names that APIs give to each part of an error, by its key in `[envelope]`.
const USUAL: [Usual; 6] = [
    Usual { part: "label", names: &["error_label", "label", "error_code", "code", "error_type", "type"] },
    Usual { part: "scope", names: &["error_scope", "scope"] },
    Usual { part: "error_ref", names: &["error_ref", "reference", "request_id", "error_id", "trace_id"] },
    Usual { part: "message", names: &["error_message", "message", "detail", "description"] },
    Usual { part: "status", names: &["status_code", "http_status", "status"] },
    Usual { part: "params", names: &["params", "parameters", "details", "data", "metadata"] },
];

struct Usual {
    part: &'static str,
    names: &'static [&'static str],
}

impl Member {
    /// Returns the part of an error that the name is usual for.
    pub(super) fn usual_part(&self) -> Option<&'static str> {
        let name = fold_name(self.path.rsplit('.').next()?);
        let usual = USUAL.iter().find(|usual| usual.names.iter().any(|known| fold_name(known) == name));
        usual.map(|usual| usual.part)
    }

    /// Returns whether the page may mean this path: the whole of it, or its last names.
    pub(super) fn is(&self, path: &str) -> bool {
        let rest = path.strip_suffix(&self.path);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// Reads the members that the page describes under a title such as `Error Response Structure`; none if it has no such part.
pub(super) fn read_members(page: &str) -> Vec<Member> {
    let lines: Vec<&str> = page.lines().collect();
    let Some(title) = lines.iter().position(|line| is_title(line)) else { return Vec::new() };
    let is_heading = lines.get(title).is_some_and(|line| line.trim_start().starts_with('#'));
    let mut reader = Reader::default();
    for (number, line) in (1_u32..).zip(&lines).skip(title + 1) {
        let ends = if is_heading { line.starts_with('#') } else { reader.has_found_all(line) };
        if ends && reader.sample.is_none() {
            break;
        }
        reader.read_line(line, number);
    }
    reader.members
}

/// Returns whether a line is a title of the response structure.
fn is_title(line: &str) -> bool {
    let plain = normalise(line.trim_matches(|c: char| "#*_: ".contains(c))).to_lowercase();
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |wanted: &str| words.contains(&wanted);
    words.len() <= 5 && (has("structure") || has("format")) && (has("response") || has("error"))
}

#[derive(Default)]
struct Reader {
    members: Vec<Member>,
    /// The lines of the block of code that is being read.
    sample: Option<Sample>,
    /// The line is below the rule of a table.
    in_table: bool,
}

struct Sample {
    text: String,
    line: u32,
}

impl Reader {
    /// Returns whether a line goes on with something else, where no heading ends what is described.
    fn has_found_all(&self, line: &str) -> bool {
        let goes_on =
            read_item(line).is_some() || line.trim_start().starts_with("```") || line.trim().is_empty();
        !self.members.is_empty() && !goes_on
    }

    fn read_line(&mut self, line: &str, number: u32) {
        let is_fence = line.trim_start().starts_with("```");
        match self.sample.take() {
            Some(sample) if is_fence => self.read_sample(&sample),
            Some(Sample { text, line: first }) => {
                self.sample = Some(Sample { text: format!("{text}{line}\n"), line: first });
            }
            None if is_fence => self.sample = Some(Sample { text: String::new(), line: number + 1 }),
            None => self.read_text(line, number),
        }
    }

    fn read_text(&mut self, line: &str, number: u32) {
        if let Some(row) = line.trim_start().strip_prefix('|') {
            let cell = row.split('|').next().unwrap_or_default().trim();
            if self.in_table
                && let Some(name) = read_name(cell.trim_matches(is_mark))
            {
                self.add(name, number);
            }
            self.in_table |= !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c));
            return;
        }
        self.in_table = false;
        if let Some(name) = read_item(line) {
            self.add(name, number);
        }
        for name in read_glued(line) {
            self.add(name, number);
        }
    }

    fn read_sample(&mut self, sample: &Sample) {
        let Ok(Value::Object(object)) = serde_json::from_str(&sample.text) else { return };
        let mut paths = Vec::new();
        list_paths(&object, "", &mut paths);
        for path in paths {
            let name = format!("\"{}\"", path.rsplit('.').next().unwrap_or_default());
            let before = sample.text.split(&name).next().unwrap_or_default();
            let line = u32::try_from(before.matches('\n').count()).unwrap_or_default();
            self.add(&path, sample.line.saturating_add(line));
        }
    }

    /// Notes a member. Of two descriptions the longer path counts.
    fn add(&mut self, path: &str, line: u32) {
        let member = Member { path: path.to_owned(), line };
        if self.members.iter().any(|known| member.is(&known.path)) {
            return;
        }
        match self.members.iter_mut().find(|known| known.is(path)) {
            Some(known) => path.clone_into(&mut known.path),
            None => self.members.push(member),
        }
    }
}

/// Lists the members of a sample, those of objects after them.
fn list_paths(object: &serde_json::Map<String, Value>, path: &str, paths: &mut Vec<String>) {
    for (key, value) in object {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        paths.push(path.clone());
        if let Value::Object(inner) = value {
            list_paths(inner, &path, paths);
        }
    }
}

/// Returns the name that a line begins with, as one of a list does: `- **error_ref** (string): …`.
fn read_item(line: &str) -> Option<&str> {
    let item = line.trim_start().trim_start_matches(|c: char| "-*+•".contains(c) || c.is_whitespace());
    let item = item.trim_start_matches(is_mark);
    let end = item.find(|c: char| !is_name(c)).unwrap_or(item.len());
    let (name, rest) = item.split_at_checked(end)?;
    let rest = rest.trim_start_matches(is_mark).trim_start();
    let rest = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
    let is_described =
        rest.trim_start_matches(is_mark).trim_start().starts_with([':', '-', '\u{2013}', '\u{2014}']);
    if is_described { read_name(name) } else { None }
}

/// Returns the names in a line that has lost its breaks, where text runs into the next name: `… the error typeerror_scope: …`.
/// One alone may be anything.
fn read_glued(line: &str) -> Vec<&str> {
    let colons = line.match_indices(':').filter_map(|(at, _)| line.get(..at));
    let names: Vec<&str> = colons.filter_map(find_glued_name).collect();
    if names.len() > 1 { names } else { Vec::new() }
}

/// Returns the name that a text ends in, without the letters of a word that runs into it.
fn find_glued_name(text: &str) -> Option<&str> {
    let before = text.trim_end_matches(is_name);
    let word = text.get(before.len()..)?;
    if before.ends_with(|c: char| !c.is_whitespace() && !is_mark(c)) {
        return read_name(word);
    }
    let known = USUAL.iter().flat_map(|usual| usual.names).filter(|known| word.ends_with(**known));
    let longest = known.max_by_key(|known| known.len())?;
    (longest.len() < word.len()).then_some(*longest)
}

/// Returns a name of the form of a member: code begins with a small letter.
fn read_name(name: &str) -> Option<&str> {
    let name = name.trim_end_matches('.');
    let is_plain =
        name.chars().all(is_name) && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    is_plain.then_some(name)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

fn is_mark(c: char) -> bool {
    matches!(c, '`' | '*')
}
