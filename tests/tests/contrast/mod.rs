//! Whether text stands out from what is behind it, as WCAG 2 measures it.

use serde::Deserialize;

use crate::browser::Browser;

/// How a text is drawn, as the browser computes it.
#[derive(Deserialize)]
struct Drawn {
    text: String,
    colour: String,
    /// Of the element, its parent and so on, up to the page.
    behind: Vec<String>,
    /// In CSS pixels.
    size: f64,
    weight: f64,
}

/// Every text that can be seen, and what stands in an empty field.
const DRAWN: &str = "(() => {
    const draw = (element, style, text) => {
        const behind = [];
        for (let at = element; at; at = at.parentElement) behind.push(getComputedStyle(at).backgroundColor);
        const size = parseFloat(style.fontSize);
        return { text, colour: style.color, behind, size, weight: parseFloat(style.fontWeight) };
    };
    const drawn = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (text && element.checkVisibility()) drawn.push(draw(element, getComputedStyle(element), text));
    }
    for (const field of document.querySelectorAll('[placeholder]')) {
        drawn.push(draw(field, getComputedStyle(field, '::placeholder'), field.placeholder));
    }
    return drawn;
})()";

/// The texts whose contrast is below 4.5, or below 3 where they are large; and how many texts there are.
pub(crate) async fn find_faint_texts(page: &Browser) -> (Vec<String>, usize) {
    let drawn: Vec<Drawn> = serde_json::from_value(page.ask(DRAWN).await).unwrap();
    let faint = drawn.iter().filter_map(|drawn| {
        let behind = drawn.behind.iter().rev().fold([255.0; 3], |under, over| lay(parse(over), under));
        let ratio = contrast(lay(parse(&drawn.colour), behind), behind);
        let large = drawn.size >= 24.0 || drawn.size >= 18.66 && drawn.weight >= 700.0;
        let needed = if large { 3.0 } else { 4.5 };
        (ratio < needed).then(|| format!("{ratio:.2}: {} on {behind:?}: {}", drawn.colour, drawn.text))
    });
    (faint.collect(), drawn.len())
}

/// `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`.
fn parse(colour: &str) -> [f64; 4] {
    let numbers = colour.trim_start_matches("rgba(").trim_start_matches("rgb(").trim_end_matches(')');
    let numbers: Vec<f64> = numbers.split(", ").map(|number| number.parse().unwrap()).collect();
    [numbers[0], numbers[1], numbers[2], numbers.get(3).copied().unwrap_or(1.0)]
}

/// A colour over another that lets nothing through.
fn lay(over: [f64; 4], under: [f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|channel| over[channel] * over[3] + under[channel] * (1.0 - over[3]))
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let channel = channel / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[test]
fn the_extremes_and_a_published_pair_have_their_ratios() {
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([119.0; 3], [255.0; 3]) - 4.48).abs() < 0.005);
    assert_eq!(lay(parse("rgba(0, 0, 0, 0.5)"), [255.0; 3]), [127.5; 3]);
}
