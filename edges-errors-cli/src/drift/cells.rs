//! Cells of the page: normal forms of their spelling, and the meaning of a retry cell.

use edges_errors_core::vocabulary::StrategyKind;

/// Returns the strategy that a "Retry?" cell means; `None` for words that name none.
///
/// ```
/// use edges_errors_cli::drift::strategy_of_cell;
/// use edges_errors_core::vocabulary::StrategyKind;
///
/// assert_eq!(strategy_of_cell("Yes – with backoff"), Some(StrategyKind::Exponential));
/// assert_eq!(strategy_of_cell("Ask again"), None);
/// ```
pub fn strategy_of_cell(cell: &str) -> Option<StrategyKind> {
    let cell = normalise(cell).to_lowercase();
    let (first, rest) = cell.split_once([' ', '-']).unwrap_or((&cell, ""));
    match first {
        "no" => Some(StrategyKind::Never),
        "yes" if rest.contains("postponed_until") => Some(StrategyKind::Until),
        "yes" if rest.contains("backoff") => Some(StrategyKind::Exponential),
        "yes" if rest.contains("retry") => Some(StrategyKind::Fixed),
        "yes" if rest.is_empty() => Some(StrategyKind::Exponential),
        "wait" => Some(StrategyKind::Until),
        "maybe" | "depends" | "refresh" => Some(StrategyKind::Manual),
        "contact" if rest.contains("support") => Some(StrategyKind::Manual),
        _ => None,
    }
}

/// Returns a cell without typography: one space between words, one kind of dash and quote, no code ticks.
pub(super) fn normalise(cell: &str) -> String {
    let plain: String = cell
        .chars()
        .filter(|c| !matches!(c, '`' | '\u{200b}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let mut out = String::with_capacity(plain.len());
    for c in plain.trim().chars() {
        match c {
            ' ' if out.ends_with([' ', '-']) => {}
            '-' => {
                out.truncate(out.trim_end_matches([' ', '-']).len());
                out.push('-');
            }
            c => out.push(c),
        }
    }
    out
}

/// Returns the letters and digits in lower case: `Rate Limit` and `rate_limit` are one category.
pub(super) fn fold_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads the statuses of a cell, such as `429/424`; `None` if it holds anything but error statuses.
pub(super) fn read_statuses(cell: &str) -> Option<Vec<u16>> {
    let parts = cell.split(|c: char| !c.is_alphanumeric()).filter(|part| !matches!(*part, "" | "or" | "and"));
    let statuses: Option<Vec<u16>> =
        parts.map(|part| part.parse().ok().filter(|status| (400..=599).contains(status))).collect();
    statuses.filter(|statuses| !statuses.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_not_meaning() {
        for cell in [
            "No — fix input",
            "No–fix  input",
            " No - `fix` input ",
            "No \u{2212} fix input",
            "No -- fix\u{a0}input",
        ] {
            assert_eq!(normalise(cell), "No-fix input", "{cell}");
        }
        assert_eq!(normalise("doesn’t"), "doesn't");
        assert_ne!(normalise("No — fix input"), normalise("No — fix inputs"));
    }

    #[test]
    fn statuses_are_joined_in_several_ways_and_nothing_else_is_a_status() {
        assert_eq!(read_statuses("429/424"), Some(vec![429, 424]));
        assert_eq!(read_statuses("429 or 424"), Some(vec![429, 424]));
        for cell in ["", "200", "4xx", "424 (wrapped)", "70000"] {
            assert_eq!(read_statuses(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_reference_s_cells_mean_what_the_catalogue_makes_of_them() {
        use StrategyKind::*;
        for (cell, meaning) in [
            ("No — fix input", Never),
            ("Yes — with backoff", Exponential),
            ("Yes — wait & retry", Fixed),
            ("Yes — retry", Fixed),
            ("Wait 24h", Until),
            ("Maybe — verify input", Manual),
            ("Refresh identity", Manual),
            ("Contact support", Manual),
            ("Yes — Use postponed_until if present or wait 1 minute", Until),
            ("Yes - Use postponed_until then with backoff", Until),
            ("Yes", Exponential),
            ("No - contact support", Never),
            ("Depends — see insights", Manual),
        ] {
            assert_eq!(strategy_of_cell(cell), Some(meaning), "{cell}");
        }
        assert_eq!(strategy_of_cell("Nothing"), None);
        // It names two, and a policy in place of one that depends on the request would be wrong for the others.
        assert_eq!(strategy_of_cell("Conditional — yes if managed/auto"), None);
        assert_eq!(strategy_of_cell("Yes if managed/auto — update integration…"), None);
        assert_eq!(strategy_of_cell(""), None);
    }
}
