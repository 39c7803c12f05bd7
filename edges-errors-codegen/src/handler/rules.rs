//! What is written in `#[edges(...)]`: options and rules, with the user's own tokens.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Ident, LitInt, LitStr, Path, Token, Type, parenthesized};

use edges_errors_catalogue::diagnostic::nearest;

/// A struct and its rules.
pub(super) struct Handler {
    pub(super) input: DeriveInput,
    pub(super) options: Options,
    pub(super) rules: Vec<Rule>,
}

#[derive(Default)]
pub(super) struct Options {
    pub(super) output: Option<Type>,
    pub(super) catalogue: Option<Path>,
    pub(super) is_async: bool,
    pub(super) is_local: bool,
    pub(super) is_mut: bool,
}

pub(super) struct Rule {
    pub(super) selectors: Vec<Selector>,
    pub(super) guards: Vec<Guard>,
    pub(super) target: Target,
}

pub(super) struct Selector {
    pub(super) kind: SelectorKind,
    pub(super) span: Span,
}

pub(super) enum SelectorKind {
    /// `_`
    Rest,
    /// `unknown`
    Unknown,
    /// A label that no catalogue lists.
    Text(LitStr),
    /// `category(..)` and its like.
    Set(Set, Vec<Ident>),
    /// A label, perhaps with its details.
    Label { name: Ident, details: Option<Ident> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    Category,
    Remedy,
    Retry,
    Outcome,
}

/// The names of the sets that a selector can ask for.
pub(super) const SETS: [(&str, Set); 4] =
    [("category", Set::Category), ("remedy", Set::Remedy), ("retry", Set::Retry), ("outcome", Set::Outcome)];

pub(super) enum Guard {
    Scope(Vec<Ident>),
    Status(Vec<LitInt>),
    RateLimit(Vec<Ident>),
}

const GUARDS: [&str; 3] = ["scope", "status", "rate_limit"];

pub(super) enum Target {
    Method(Ident),
    Field(TokenStream),
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Method(method) => method.to_tokens(tokens),
            Self::Field(field) => field.to_tokens(tokens),
        }
    }
}

const OPTIONS: [&str; 4] = ["output", "catalogue", "async", "mut"];

/// One comma-separated part of the attribute.
enum Part {
    Option,
    Rule(Box<Rule>),
}

impl Parse for Handler {
    fn parse(tokens: ParseStream<'_>) -> syn::Result<Self> {
        let input: DeriveInput = tokens.parse()?;
        if !matches!(input.data, syn::Data::Struct(_)) {
            return Err(syn::Error::new(input.ident.span(), "`EdgesErrorHandler` is derived for structs"));
        }
        let mut options = Options::default();
        let mut rules = Vec::new();
        let attributes: Vec<_> =
            input.attrs.iter().filter(|attribute| attribute.path().is_ident("edges")).collect();
        if attributes.is_empty() {
            let message =
                "the rules are missing: add `#[edges(LABEL => method, …, _ => method)]` to the struct";
            return Err(syn::Error::new(input.ident.span(), message));
        }
        for attribute in attributes {
            attribute.parse_args_with(|tokens: ParseStream<'_>| {
                while !tokens.is_empty() {
                    if let Part::Rule(rule) = parse_part(tokens, &mut options)? {
                        rules.push(*rule);
                    }
                    if !tokens.is_empty() {
                        tokens.parse::<Token![,]>()?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(Self { input, options, rules })
    }
}

fn parse_part(tokens: ParseStream<'_>, options: &mut Options) -> syn::Result<Part> {
    if tokens.peek(Token![async]) {
        tokens.parse::<Token![async]>()?;
        options.is_async = true;
        if tokens.peek(syn::token::Paren) {
            let inside;
            parenthesized!(inside in tokens);
            let word: Ident = inside.parse()?;
            if word != "local" {
                return Err(syn::Error::new(word.span(), "write `async` or `async(local)`"));
            }
            options.is_local = true;
        }
        return Ok(Part::Option);
    }
    if tokens.peek(Token![mut]) {
        tokens.parse::<Token![mut]>()?;
        options.is_mut = true;
        return Ok(Part::Option);
    }
    let is_option = tokens.peek(Ident) && tokens.peek2(Token![=]) && !tokens.peek2(Token![=>]);
    if !is_option {
        return Ok(Part::Rule(Box::new(parse_rule(tokens)?)));
    }
    let name: Ident = tokens.parse()?;
    tokens.parse::<Token![=]>()?;
    match name.to_string().as_str() {
        "output" => options.output = Some(tokens.parse()?),
        "catalogue" => options.catalogue = Some(parse_catalogue(tokens)?),
        other => return Err(unknown_word("option", &name, other, OPTIONS)),
    }
    Ok(Part::Option)
}

/// The path of a module.
fn parse_catalogue(tokens: ParseStream<'_>) -> syn::Result<Path> {
    let path = tokens.call(Path::parse_mod_style)?;
    match path.segments.iter().find(|segment| segment.ident == "Self") {
        Some(segment) => Err(syn::Error::new(segment.span(), "write the path of the catalogue's module")),
        None => Ok(path),
    }
}

fn unknown_word<'a>(
    what: &str,
    place: &Ident,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> syn::Error {
    let help = match nearest(word, known.clone()) {
        Some(near) => format!("help: write `{near}`"),
        None => format!("known: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    };
    syn::Error::new(place.span(), format!("there is no {what} `{word}`\n{help}"))
}

fn parse_rule(tokens: ParseStream<'_>) -> syn::Result<Rule> {
    let mut selectors = vec![parse_selector(tokens)?];
    while tokens.peek(Token![|]) {
        tokens.parse::<Token![|]>()?;
        selectors.push(parse_selector(tokens)?);
    }
    let mut guards = Vec::new();
    if tokens.peek(Token![if]) {
        tokens.parse::<Token![if]>()?;
        guards.push(parse_guard(tokens)?);
        while tokens.peek(Token![&&]) {
            tokens.parse::<Token![&&]>()?;
            guards.push(parse_guard(tokens)?);
        }
    }
    tokens.parse::<Token![=>]>()?;
    Ok(Rule { selectors, guards, target: parse_target(tokens)? })
}

fn parse_selector(tokens: ParseStream<'_>) -> syn::Result<Selector> {
    if tokens.peek(Token![_]) {
        let span = tokens.parse::<Token![_]>()?.span();
        return Ok(Selector { kind: SelectorKind::Rest, span });
    }
    if tokens.peek(LitStr) {
        let text: LitStr = tokens.parse()?;
        let span = text.span();
        return Ok(Selector { kind: SelectorKind::Text(text), span });
    }
    let name = Ident::parse_any(tokens)?;
    let span = name.span();
    let word = name.to_string();
    if word == "unknown" {
        return Ok(Selector { kind: SelectorKind::Unknown, span });
    }
    if !tokens.peek(syn::token::Paren) {
        return Ok(Selector { kind: SelectorKind::Label { name, details: None }, span });
    }
    let inside;
    parenthesized!(inside in tokens);
    if let Some((_, set)) = SETS.iter().find(|(known, _)| *known == word) {
        check_filled(&inside, &name, "key")?;
        let keys = parse_names(&inside)?;
        return Ok(Selector { kind: SelectorKind::Set(*set, keys), span });
    }
    if word.chars().any(|c| c.is_ascii_lowercase()) && GUARDS.contains(&word.as_str()) {
        let message = format!("`{word}` is what this response says: write `… if {word}(..) => method`");
        return Err(syn::Error::new(span, message));
    }
    if word.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(unknown_word("selector", &name, &word, SETS.map(|(name, _)| name)));
    }
    check_filled(&inside, &name, "details")?;
    let details = Some(inside.parse()?);
    Ok(Selector { kind: SelectorKind::Label { name, details }, span })
}

/// Something has to stand between the parentheses.
fn check_filled(inside: ParseStream<'_>, name: &Ident, example: &str) -> syn::Result<()> {
    if inside.is_empty() {
        return Err(syn::Error::new(
            name.span(),
            format!("`{name}()` names nothing: write `{name}({example})`"),
        ));
    }
    Ok(())
}

fn parse_names(tokens: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let names = Punctuated::<Ident, Token![|]>::parse_separated_nonempty_with(tokens, Ident::parse_any)?;
    if !tokens.is_empty() {
        return Err(tokens.error("names are joined by `|`"));
    }
    Ok(names.into_iter().collect())
}

fn parse_guard(tokens: ParseStream<'_>) -> syn::Result<Guard> {
    let name: Ident = tokens.parse()?;
    let inside;
    parenthesized!(inside in tokens);
    let word = name.to_string();
    if GUARDS.contains(&word.as_str()) {
        check_filled(&inside, &name, if word == "status" { "424" } else { "key" })?;
    }
    match word.as_str() {
        "scope" => Ok(Guard::Scope(parse_names(&inside)?)),
        "rate_limit" => Ok(Guard::RateLimit(parse_names(&inside)?)),
        "status" => {
            let statuses = Punctuated::<LitInt, Token![|]>::parse_separated_nonempty(&inside)?;
            Ok(Guard::Status(statuses.into_iter().collect()))
        }
        other => Err(unknown_word("guard", &name, other, GUARDS)),
    }
}

fn parse_target(tokens: ParseStream<'_>) -> syn::Result<Target> {
    if !tokens.peek(Token![.]) {
        return Ok(Target::Method(tokens.parse()?));
    }
    let mut field = TokenStream::new();
    while tokens.peek(Token![.]) {
        tokens.parse::<Token![.]>()?.to_tokens(&mut field);
        tokens.parse::<syn::Member>()?.to_tokens(&mut field);
    }
    Ok(Target::Field(field))
}
