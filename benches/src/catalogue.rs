//! Labels of any number, and catalogues of them.

use std::collections::BTreeSet;

/// The real catalogue.
pub const REAL: &str = include_str!("../../errors.toml");

const WORDS: [&str; 40] = [
    "LK",
    "SN",
    "LIMIT",
    "REACHED",
    "PROFILE",
    "NOT",
    "CONNECTED",
    "ACCOUNT",
    "SALES",
    "NAVIGATOR",
    "TIMEOUT",
    "INPUT",
    "BAD",
    "MISSING",
    "PARAMETER",
    "ACCESS",
    "STATUS",
    "RESULT",
    "DATA",
    "LOADED",
    "INMAIL",
    "CREDIT",
    "EVENT",
    "CONFLICT",
    "OUT",
    "OF",
    "NETWORK",
    "VALID",
    "PROXY",
    "INTEGRATION",
    "FIELD",
    "UNDEFINED",
    "MANDATORY",
    "ACTION",
    "ABORTED",
    "GENERIC",
    "UNKNOWN",
    "QUOTA",
    "POST",
    "GROUP",
];

/// Numbers that look random and are the same each time.
pub struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one (splitmix64).
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }
}

/// Labels of 6 to 40 characters. 27 are the real ones.
#[must_use]
pub fn make_labels(count: usize) -> Vec<String> {
    if count == 27 {
        let names = REAL.lines().filter_map(|line| line.strip_prefix("[errors.")?.strip_suffix(']'));
        return names.filter(|name| !name.contains('.')).map(str::to_owned).collect();
    }
    make_names(count, 1)
}

/// Names of the kind that labels are of; another seed gives others.
#[must_use]
pub fn make_names(count: usize, seed: u64) -> Vec<String> {
    let mut numbers = Numbers::of(seed);
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    while names.len() < count {
        let words = 2 + numbers.draw() % 3;
        let mut name: Vec<&str> = Vec::new();
        for _ in 0..words {
            name.push(WORDS[(numbers.draw() % 40) as usize]);
        }
        let name = name.join("_");
        let name = if numbers.draw().is_multiple_of(3) {
            name
        } else {
            format!("{name}_{}", numbers.draw() % 1_000)
        };
        if (6..=40).contains(&name.len()) && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// A catalogue of these labels, each with as much as the real ones have: a category, a policy, a remedy, causes and more.
#[must_use]
pub fn write_catalogue(labels: &[String]) -> String {
    if labels.len() == 27 {
        return REAL.replace("#:schema ./errors.schema.json\n", "");
    }
    HEAD.to_owned() + &write_entries(labels)
}

/// The entries of labels alone; what they refer to is in every catalogue here.
#[must_use]
pub fn write_entries(labels: &[String]) -> String {
    let mut text = String::new();
    let (categories, policies) =
        (["input", "access", "linkedin", "system"], ["never", "backoff", "short_delay"]);
    for (at, label) in labels.iter().enumerate() {
        let (category, policy) = (categories[at % 4], policies[at % 3]);
        text.push_str(&format!(
            "\n[errors.{label}]\nstatuses = [424]\ncategory = \"{category}\"\nretry = \"{policy}\"\n\
             remedy = \"retry_later\"\ndoc = \"What {label} means, in a sentence.\"\n\
             causes = [\"One cause of {label}.\"]\nresolution = [\"What to do about {label}.\"]\n"
        ));
    }
    text
}

const HEAD: &str = r#"
[catalogue]
name = "Made up"
error = "EdgesError"
revision = "1"
reference = "https://api.example/errors"
[categories.input]
fault = "caller"
doc = "The request."
[categories.access]
fault = "account"
doc = "The account."
[categories.linkedin]
fault = "linkedin"
doc = "The network."
[categories.system]
fault = "edges"
doc = "The system."
[remedies.retry_later]
doc = "Wait, then send the same request again."
[retry.never]
strategy = "never"
[retry.backoff]
strategy = "exponential"
base = "500ms"
cap = "20s"
[retry.short_delay]
strategy = "fixed"
delay = "5s"
"#;

/// `LIMIT_REACHED` as a variant: `LimitReached`.
#[must_use]
pub fn to_variant(label: &str) -> String {
    let camel = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        first.chain(letters.map(|letter| letter.to_ascii_lowercase())).collect::<String>()
    };
    let words: Vec<String> = label.split('_').map(camel).collect();
    // Two numbers in a row would run together.
    words.iter().enumerate().fold(String::new(), |name, (at, word)| {
        let runs = at > 0
            && name.ends_with(|end: char| end.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if runs { format!("{name}_{word}") } else { name + word }
    })
}
