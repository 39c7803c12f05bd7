//! The texts that a catalogue hands to the catalogues that extend it.

use edges_errors_catalogue::source::{FileName, Source, Sources};
use edges_errors_codegen::expand::{HandedText, VERSION};
use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, braced, bracketed};

/// Parses `extends ["0.1.0" { package "shop" path "errors.toml" text "…" }]`.
///
/// Of another version of these crates only the first word is known.
pub(crate) fn parse_handed(input: ParseStream<'_>) -> syn::Result<Vec<HandedText>> {
    input.parse::<Ident>()?;
    let list;
    bracketed!(list in input);
    let version: LitStr = list.parse()?;
    let version = version.value();
    if version != VERSION {
        let message = format!(
            "the catalogue that is extended was expanded by edges-errors {version}, and this one is by edges-errors {VERSION}\n\
             help: depend on one version of edges-errors in both crates"
        );
        return Err(Error::new(Span::call_site(), message));
    }
    let mut texts = Vec::new();
    while !list.is_empty() {
        texts.push(parse_text(&list)?);
    }
    Ok(texts)
}

fn parse_text(list: ParseStream<'_>) -> syn::Result<HandedText> {
    let entry;
    braced!(entry in list);
    let package = parse_field(&entry, "package")?;
    let name = parse_field(&entry, "path")?.map_or(FileName::InPlace, FileName::Path);
    let text = parse_field(&entry, "text")?.ok_or_else(|| entry.error("expected `text`"))?;
    Ok(HandedText { package, name, text })
}

/// Parses a field that may be left out.
fn parse_field(entry: ParseStream<'_>, name: &str) -> syn::Result<Option<String>> {
    let is_next = entry.fork().parse::<Ident>().is_ok_and(|field| field == name);
    if !is_next {
        return Ok(None);
    }
    entry.parse::<Ident>()?;
    Ok(Some(entry.parse::<LitStr>()?.value()))
}

/// Returns the texts of a catalogue: those that were handed on, and its own. A file of another package than `here` is named
/// by it.
pub(crate) fn read_texts(handed: &[HandedText], own: Source, here: Option<&str>) -> Sources {
    let mut sources: Option<Sources> = None;
    for text in handed {
        let name = match (&text.name, &text.package) {
            (FileName::Path(path), Some(package)) if Some(package.as_str()) != here => {
                FileName::Path(format!("{package}/{path}"))
            }
            (name, _) => name.clone(),
        };
        let source = Source::with_name(name, text.text.clone());
        sources = Some(match sources {
            Some(base) => base.extended_by(source),
            None => Sources::from(source),
        });
    }
    match sources {
        Some(base) => base.extended_by(own),
        None => Sources::from(own),
    }
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser as _;

    use super::*;

    #[test]
    fn a_base_of_another_version_is_told_by_both() {
        let parse = |text: &str| parse_handed.parse_str(text);
        let error = parse("extends [\"0.0.1\" anything { at all }]").unwrap_err().to_string();
        assert!(
            error.contains("edges-errors 0.0.1") && error.contains(&format!("edges-errors {VERSION}")),
            "{error}"
        );
        let texts = parse(&format!(
            "extends [\"{VERSION}\" {{ package \"shop\" path \"a.toml\" text \"a\" }} {{ text \"b\" }}]"
        ));
        let [first, second] = texts.unwrap().try_into().unwrap();
        assert_eq!(
            (first.package.as_deref(), first.name.as_str(), first.text.as_str()),
            (Some("shop"), "a.toml", "a")
        );
        assert_eq!((second.package, second.name, second.text.as_str()), (None, FileName::InPlace, "b"));
    }
}
