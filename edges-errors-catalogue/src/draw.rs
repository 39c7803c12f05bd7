//! Drawing of diagnostics: in the look of rustc, from the lines that they are about.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use edges_errors_core::text::{is_steering, spell_out};

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Located, Source, Sources, Span};

/// The look of a drawn diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// No colour, for logs, pipes and rustc.
    Plain,
    /// ANSI colours, for a terminal.
    Coloured,
}

impl Look {
    fn draw(self, group: Group<'_>) -> String {
        let renderer = match self {
            Self::Plain => Renderer::plain(),
            Self::Coloured => Renderer::styled(),
        };
        renderer.render(&[group])
    }
}

impl Diagnostic {
    /// Draws the diagnostic in the look of rustc, `error[rule]: message` first, without a final newline.
    pub fn render(&self, sources: &Sources, look: Look) -> String {
        let excerpts = Excerpt::of_all(sources, self);
        let level = if self.rule.is_warning() { Level::WARNING } else { Level::ERROR };
        let title = level.primary_title(self.message.as_str()).id(self.rule.as_str());
        look.draw(self.fill(title.elements(excerpts.iter().map(Excerpt::snippet))))
    }

    /// Draws the diagnostic for the text of a `compile_error!`, to which rustc itself puts `error: `.
    pub fn render_for_rustc(&self, sources: &Sources) -> String {
        let excerpts = Excerpt::of_all(sources, self);
        let group = Group::with_level(Level::ERROR).elements(excerpts.iter().map(Excerpt::snippet));
        format!("[{}] {}\n{}", self.rule.as_str(), self.message, Look::Plain.draw(self.fill(group)))
    }

    /// Returns the place of the mistake, then those that belong to it.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.related)
    }

    fn fill<'a>(&'a self, group: Group<'a>) -> Group<'a> {
        match &self.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        }
    }
}

/// A place in the text of an excerpt.
struct Mark<'a> {
    kind: AnnotationKind,
    span: Span,
    words: &'a str,
}

impl<'a> Mark<'a> {
    fn of(kind: AnnotationKind, place: &'a Place, located: Located<'_>) -> Self {
        let length = place.span.end.saturating_sub(place.span.start);
        let span = within(&(located.offset..located.offset + length), located.source);
        Self { kind, span, words: &place.note }
    }
}

/// The lines of a source from the first to the last place that a diagnostic has in it, in which nothing steers a terminal.
/// Those in between that are not drawn are empty, so that a long file costs little.
struct Excerpt<'a> {
    source: &'a Source,
    name: String,
    text: String,
    first_line: usize,
    /// The beginnings of the lines that are kept, in the source and in the excerpt.
    kept: Vec<(usize, usize)>,
    marks: Vec<Mark<'a>>,
}

impl<'a> Excerpt<'a> {
    /// Returns an excerpt of each source that a diagnostic has places in; that of the mistake comes first.
    fn of_all(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Vec<Self> {
        let mut marked: Vec<(Located<'a>, Vec<Mark<'a>>)> = Vec::new();
        for (number, place) in diagnostic.places().enumerate() {
            let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let located = sources.locate(place.span.start);
            let mark = Mark::of(kind, place, located);
            match marked.iter_mut().find(|(known, _)| known.index == located.index) {
                Some((_, marks)) => marks.push(mark),
                None => marked.push((located, vec![mark])),
            }
        }
        marked.into_iter().map(|(located, marks)| Self::of(located.source, marks)).collect()
    }

    fn of(source: &'a Source, marks: Vec<Mark<'a>>) -> Self {
        let lines = |mark: &Mark<'_>| (source.line_index(mark.span.start), source.line_index(mark.span.end));
        let ranges: Vec<(usize, usize)> = marks.iter().map(lines).collect();
        let first = ranges.iter().map(|(first, _)| *first).min().unwrap_or_default();
        let last = ranges.iter().map(|(_, last)| *last).max().unwrap_or_default();
        let mut excerpt = Self {
            source,
            name: spell_out(source.name()).to_string(),
            text: String::new(),
            first_line: first,
            kept: Vec::new(),
            marks,
        };
        for number in first..=last {
            // A single line between two that are drawn is drawn too.
            if ranges.iter().any(|(first, last)| (*first..=*last + 1).contains(&number)) {
                excerpt.keep_line(number);
            } else {
                excerpt.text.push('\n');
            }
        }
        excerpt
    }

    fn keep_line(&mut self, number: usize) {
        let (start, end) = (self.source.line_start(number), self.source.line_start(number + 1));
        self.kept.push((start, self.text.len()));
        let line = self.source.text().get(start..end).unwrap_or_default();
        self.text.extend(visible(line).map(|(_, c)| c));
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(self.text.as_str())
            .path(self.name.as_str())
            .line_start(self.first_line + 1)
            .annotations(self.marks.iter().map(|mark| self.annotate(mark)))
    }

    fn annotate<'b>(&self, mark: &'b Mark<'_>) -> Annotation<'b> {
        let words = (!mark.words.is_empty()).then_some(mark.words);
        mark.kind.span(self.offset(mark.span.start)..self.offset(mark.span.end)).label(words)
    }

    /// Returns where an offset of the source is in the excerpt.
    fn offset(&self, at: usize) -> usize {
        let line = self.kept.partition_point(|(start, _)| *start <= at).checked_sub(1);
        let (start, shown) = line.and_then(|line| self.kept.get(line)).copied().unwrap_or_default();
        let line = self.source.text().get(start..).unwrap_or_default();
        let before = visible(line).take_while(|(offset, _)| start + offset < at);
        shown + before.map(|(_, c)| c.len_utf8()).sum::<usize>()
    }
}

/// Returns the characters of a text with their offsets, those that steer replaced, except tabs and line breaks.
fn visible(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().map(|(at, c)| match c {
        '\t' | '\n' => (at, c),
        '\r' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) => (at, c),
        _ if is_steering(c) => (at, char::REPLACEMENT_CHARACTER),
        _ => (at, c),
    })
}

/// Returns a span cut to the text, at the boundaries of characters.
fn within(span: &Span, source: &Source) -> Span {
    let start = source.boundary_before(span.start).max(source.line_start(0));
    start..source.boundary_after(span.end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;

    #[test]
    fn a_mistake_is_drawn_at_its_line_and_column() {
        for text in
            ["\u{feff}[catalogue]x", "[catalogue]\nname = '''x\n", "[catalogue]\r\nname = [\r\n\n", "x"]
        {
            let source = Sources::new("errors.toml", text);
            let mistakes = crate::read_catalogue(&source).diagnostics;
            assert!(!mistakes.is_empty(), "{text:?}");
            for mistake in mistakes {
                let (line, column) = source.own().line_column(mistake.place.span.start);
                let drawn = mistake.render(&source, Look::Plain);
                assert!(
                    drawn.contains(&format!("errors.toml:{line}:{column}\n")),
                    "{line}:{column} of\n{drawn}"
                );
            }
        }
    }

    #[test]
    fn what_a_mistake_quotes_steers_no_terminal() {
        let steering = (char::MIN..='\u{e007f}').filter(|c| is_steering(*c) && !matches!(c, '\n' | '\r'));
        let names = steering.map(|c| format!("st{c}uses"));
        for name in names.chain(["\"st\\u001buses\"".to_owned(), "\"st\\u200buses\"".to_owned()]) {
            let file = format!("{name}.toml");
            let source = Sources::new(file, format!("[errors.X]\n{name} = 1\n{name} = 1\n"));
            for mistake in crate::read_catalogue(&source).diagnostics {
                for text in [mistake.render(&source, Look::Plain), mistake.render_for_rustc(&source)] {
                    assert!(!text.contains(|c| c != '\n' && is_steering(c)), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn carets_stand_below_what_replaces_a_character() {
        let source = Sources::new("errors.toml", "a\u{2028}b\u{200b} = wrong\n");
        let at = source.own().text().find("wrong").unwrap_or_default();
        let drawn = Diagnostic::new(Rule::Syntax, at..at + 5, "odd").render(&source, Look::Plain);
        assert!(drawn.ends_with("1 | a\u{fffd}b\u{fffd} = wrong\n  |        ^^^^^"), "{drawn}");
    }

    #[test]
    fn places_far_apart_are_drawn_without_what_is_between() {
        let text = format!("first\n{}last\n", "between\n".repeat(10_000));
        let source = Sources::new("errors.toml", text);
        let last = source.own().text().len() - 5;
        let diagnostic = Diagnostic::new(Rule::Syntax, last..last + 4, "odd").related(0..5, "here");
        assert!(Excerpt::of_all(&source, &diagnostic)[0].text.len() < 11_000);
        let drawn = diagnostic.render(&source, Look::Plain);
        assert!(drawn.contains("errors.toml:10002:1") && drawn.contains("10002 | last"), "{drawn}");
        assert!(drawn.contains("    1 | first") && !drawn.contains("between\n2"), "{drawn}");
    }

    #[test]
    fn a_span_outside_the_text_is_drawn_inside_it() {
        let source = Sources::new("errors.toml", "é");
        let text = Diagnostic::new(Rule::Syntax, 1..99, "odd").render(&source, Look::Plain);
        assert!(text.contains("errors.toml:1:1"), "{text}");
    }
}
