//! Response formats that are drawn when a target runs: the labels of the shop, in whatever format the input declares.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::LazyLock;

use edges_errors::__private::{Facts, LabelTable, Prose, Sealed};
use edges_errors::{Key, Label};
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;

use crate::shop;

#[path = "../../edges-errors-cli/src/commands/leak.rs"]
mod leak;
#[path = "../../edges-errors-cli/src/commands/wire.rs"]
#[allow(dead_code, reason = "the command loads limits too")]
mod wire;

/// Tables are kept for good, since labels know them by a `'static` reference.
const MAX_FORMATS: usize = 20_000;

thread_local! {
    static FORMATS: RefCell<HashMap<String, Option<&'static Facts>>> = RefCell::default();
    static DRAWN: Cell<&'static Facts> = Cell::new(shop::ErrorLabel::__facts());
}

/// Makes a format that of [`Drawn`], and returns its tables; `None` where it has mistakes, or one too many was drawn.
///
/// `sections` are `[envelope]` and `[payloads.*]`.
pub fn draw_format(sections: &str) -> Option<&'static Facts> {
    let facts = FORMATS.with_borrow_mut(|formats| match formats.get(sections) {
        Some(known) => *known,
        None if formats.len() >= MAX_FORMATS => None,
        None => *formats.entry(sections.to_owned()).or_insert(load_format(sections)),
    })?;
    DRAWN.set(facts);
    Some(facts)
}

fn load_format(sections: &str) -> Option<&'static Facts> {
    // A label of each format, for the check that labels are of the one that is declared.
    let words = [("integer", "404"), ("snake_case", "sold_out"), ("camelCase", "soldOut")];
    let more = [("PascalCase", "SoldOut"), ("kebab-case", "sold-out")];
    let is_declared = |word: &str| sections.contains(&format!("label_format = \"{word}\""));
    let label =
        words.iter().chain(&more).find(|(word, _)| is_declared(word)).map_or("SOLD_OUT", |(_, label)| label);
    let text = format!(
        "[catalogue]\nname = \"Drawn\"\n\n[categories.stock]\nfault = \"caller\"\n\n[remedies.wait]\ndoc = \"Wait.\"\n\n\
         [errors.{label}]\nstatuses = [409]\ncategory = \"stock\"\nretry = \"never\"\nremedy = \"wait\"\ndoc = \"Nothing is left.\"\n\n\
         {sections}\n"
    );
    let catalogue = leak::leak(read_catalogue(&Sources::new("drawn.toml", &text)).catalogue.ok()?);
    if catalogue.payloads.len() > DrawnPayload::ALL.len() {
        return None;
    }
    let facts = shop::ErrorLabel::__facts();
    Some(leak::leak(Facts {
        labels: LabelTable { names: facts.labels.names, rows: facts.labels.rows },
        policies: facts.policies,
        statuses: facts.statuses,
        rules: facts.rules,
        params: facts.params,
        hints: facts.hints,
        fallbacks: facts.fallbacks,
        rate_limits: facts.rate_limits,
        faults: facts.faults,
        files: facts.files,
        overridden: facts.overridden,
        idempotency_key: facts.idempotency_key,
        wire: wire::load_wire(catalogue),
    }))
}

/// A label of the shop, in the format that was drawn last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Drawn(shop::ErrorLabel);

impl Sealed for Drawn {}

impl Label for Drawn {
    type Category = <shop::ErrorLabel as Label>::Category;
    type Scope = <shop::ErrorLabel as Label>::Scope;
    type Remedy = <shop::ErrorLabel as Label>::Remedy;
    type RateLimit = <shop::ErrorLabel as Label>::RateLimit;
    type Subject = <shop::ErrorLabel as Label>::Subject;
    type Fault = <shop::ErrorLabel as Label>::Fault;
    type Payload = DrawnPayload;

    fn __facts() -> &'static Facts {
        DRAWN.get()
    }

    fn __prose() -> &'static Prose {
        shop::ErrorLabel::__prose()
    }

    fn __fault(category: Self::Category) -> Self::Fault {
        shop::ErrorLabel::__fault(category)
    }

    fn __is_caller(fault: Self::Fault) -> bool {
        shop::ErrorLabel::__is_caller(fault)
    }

    fn __is_support(remedy: Self::Remedy) -> bool {
        shop::ErrorLabel::__is_support(remedy)
    }

    fn __is_resend(remedy: Self::Remedy) -> bool {
        shop::ErrorLabel::__is_resend(remedy)
    }

    fn all_including_removed() -> &'static [Self] {
        static ALL: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
            <shop::ErrorLabel as Label>::all_including_removed().iter().copied().map(Drawn).collect()
        });
        &ALL
    }

    fn index(self) -> usize {
        Label::index(self.0)
    }

    fn from_name(name: &str) -> Option<Self> {
        shop::ErrorLabel::from_name(name).map(Self)
    }
}

impl Display for Drawn {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Debug for Drawn {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

/// A payload of the format, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrawnPayload(usize);

impl DrawnPayload {
    const ALL: &[Self] = &[Self(0), Self(1), Self(2), Self(3)];
}

impl Sealed for DrawnPayload {}

impl Key for DrawnPayload {
    fn all() -> &'static [Self] {
        let declared = Drawn::__facts().wire.payloads.len();
        Self::ALL.get(..declared).unwrap_or(Self::ALL)
    }

    fn as_str(self) -> &'static str {
        "drawn"
    }

    fn title(self) -> &'static str {
        "Drawn"
    }

    fn doc(self) -> &'static str {
        ""
    }
}

impl Display for DrawnPayload {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
