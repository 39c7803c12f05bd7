//! Faults: as a story tells them, or by chance.

use std::collections::{HashMap, VecDeque};

use edges_errors::{Effect, ErrorLabel, Label};

use crate::server::UNLISTED;

/// A way in which a request can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// An error of the catalogue.
    Label(ErrorLabel),
    /// An error with a label that the catalogue does not list.
    Unlisted,
    /// A 502 with a page of a proxy's.
    Html,
    /// A 503 without a body.
    Empty,
    /// A 424 whose body breaks off after a whole label.
    Cut,
    /// A 424 whose body comes in pieces.
    Slow,
    /// No answer at all, until the client hangs up.
    Silent,
}

impl Fault {
    /// The label as it is on the wire, or a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Label(label) => label.as_str(),
            Self::Unlisted => UNLISTED,
            Self::Html => "html",
            Self::Empty => "empty",
            Self::Cut => "cut",
            Self::Slow => "slow",
            Self::Silent => "silent",
        }
    }

    /// Every fault that there is, labels first.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        let others = [Self::Unlisted, Self::Html, Self::Empty, Self::Cut, Self::Slow, Self::Silent];
        ErrorLabel::ALL.iter().map(|label| Self::Label(*label)).chain(others)
    }

    /// Returns whether the work may have been done before it went wrong.
    pub(super) fn may_follow_the_work(self) -> bool {
        match self {
            Self::Label(label) => label.effect() == Effect::Unknown,
            Self::Unlisted => false,
            _ => true,
        }
    }
}

/// The faults of each request, and whether the work is done all the same.
#[derive(Debug, Clone)]
pub struct Faults {
    scripts: HashMap<String, VecDeque<Option<Fault>>>,
    seed: u64,
    /// Of a thousand requests.
    share: u64,
}

/// The fault of one request.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fate {
    pub(super) fault: Option<Fault>,
    /// The work is done although something goes wrong.
    pub(super) done: bool,
    /// A number for whatever else is left to chance.
    pub(super) chance: u64,
}

impl Faults {
    /// Nothing goes wrong.
    #[must_use]
    pub fn none() -> Self {
        Self { scripts: HashMap::new(), seed: 0, share: 0 }
    }

    /// So many of a thousand requests go wrong, each fault as often as any other, but for silence, which takes real time
    /// and comes an eighth as often. The same seed gives the same faults to the same requests of the same tasks, in
    /// whatever order they come.
    #[must_use]
    pub fn by_chance(seed: u64, share: u64) -> Self {
        Self { scripts: HashMap::new(), seed, share }
    }

    /// The first requests of a task go wrong in these ways, `None` being well; the later ones are left to chance.
    #[must_use]
    pub fn script(mut self, task: &str, faults: impl IntoIterator<Item = Option<Fault>>) -> Self {
        self.scripts.insert(task.to_owned(), faults.into_iter().collect());
        self
    }

    /// The fate of a task's next request, the `count`th.
    pub(super) fn draw(&mut self, task: &str, count: u64) -> Fate {
        let chance = mix(self.seed ^ hash(task) ^ count.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let scripted = self.scripts.get_mut(task).and_then(VecDeque::pop_front);
        let fault = scripted.unwrap_or_else(|| {
            let goes_wrong = chance % 1_000 < self.share;
            let fault = goes_wrong.then(|| Fault::all().cycle().nth(mix(chance) as usize % 1_000))?;
            fault.filter(|fault| *fault != Fault::Silent || mix(chance ^ 3).is_multiple_of(8))
        });
        let done = fault.is_some_and(Fault::may_follow_the_work) && mix(chance ^ 1).is_multiple_of(2);
        Fate { fault, done, chance: mix(chance ^ 2) }
    }
}

fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// The finalizer of splitmix64.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn chance_meets_every_fault_and_is_the_same_twice() {
        let draw = |seed| {
            let mut faults = Faults::by_chance(seed, 300);
            (0..5_000).filter_map(|task| faults.draw(&format!("t{task}"), 1).fault).collect::<Vec<_>>()
        };
        let drawn = draw(7);
        assert_eq!(drawn.iter().collect::<HashSet<_>>().len(), Fault::all().count());
        assert!((1_300..1_700).contains(&drawn.len()), "{}", drawn.len());
        assert_eq!(draw(7), drawn);
        assert_ne!(draw(8), drawn);
    }

    #[test]
    fn a_script_comes_first() {
        let mut faults = Faults::none().script("t1", [Some(Fault::Html), None]);
        let drawn: Vec<_> = (1..4).map(|count| faults.draw("t1", count).fault).collect();
        assert_eq!(drawn, [Some(Fault::Html), None, None]);
    }
}
