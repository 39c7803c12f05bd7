//! One rule of `#[edges(..)]`: selectors, guards and a target, with the user's own tokens.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Error, Ident, Index, LitFloat, LitInt, LitStr, Member, Path, Result, Token, parenthesized};

use edges_errors_catalogue::diagnostic::nearest;
use edges_errors_core::vocabulary::{ActionKind, StopReason, Vocabulary};

use super::situations::{IN_DOUBT, Situations};

pub(super) struct Rule {
    pub(super) selectors: Vec<Selector>,
    pub(super) guards: Vec<Guard>,
    pub(super) target: Target,
}

impl Rule {
    /// The word of the first selector or guard that asks for what a decision says.
    pub(super) fn action_word(&self) -> Option<&Ident> {
        let selectors = self.selectors.iter().filter_map(|selector| match &selector.kind {
            SelectorKind::Action(word, _) => Some(word),
            _ => None,
        });
        let guards = self.guards.iter().filter_map(|guard| match guard {
            Guard::Action(word, _) => Some(word),
            _ => None,
        });
        selectors.chain(guards).next()
    }
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
    /// A label that is a number, which has to be named otherwise.
    Number(LitInt),
    /// `category(..)` and its like.
    Set(Set, Vec<Ident>),
    /// `action(..)`, `stop(..)` or `in_doubt`, with the word that it begins with.
    Action(Ident, Situations),
    /// A label, perhaps with its details.
    Label { name: Ident, details: Option<Ident> },
}

/// A set of labels by what the catalogue says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    Category,
    Remedy,
    Strategy,
    Outcome,
}

impl Set {
    pub(super) const ALL: [Self; 4] = [Self::Category, Self::Remedy, Self::Strategy, Self::Outcome];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Remedy => "remedy",
            Self::Strategy => "strategy",
            Self::Outcome => "outcome",
        }
    }
}

pub(super) enum Guard {
    Scope(Vec<Ident>),
    Status(Vec<u16>),
    RateLimit(Vec<Ident>),
    /// `action(..)`, `stop(..)` or `in_doubt`, with the word that it begins with.
    Action(Ident, Situations),
}

pub(super) const ACTIONS: [&str; 2] = ["action", "stop"];
pub(super) const GUARDS: [&str; 3] = ["scope", "status", "rate_limit"];

pub(super) enum Target {
    Method(Ident),
    /// A handler in a field, by its members.
    Field(Vec<Member>),
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Method(method) => method.to_tokens(tokens),
            Self::Field(members) => {
                for member in members {
                    Token![.](member.span()).to_tokens(tokens);
                    member.to_tokens(tokens);
                }
            }
        }
    }
}

pub(super) fn unknown_word(
    what: &str,
    place: &Ident,
    known: impl IntoIterator<Item = &'static str> + Clone,
) -> Error {
    let word = place.to_string();
    let help = match nearest(&word, known.clone()) {
        Some(near) => format!("help: write `{near}`"),
        None => format!("known: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    };
    Error::new(place.span(), format!("there is no {what} `{word}`\n{help}"))
}

/// Reads a rule as an arm of a `match`: it may begin with `|`.
pub(super) fn parse_rule(tokens: ParseStream<'_>) -> Result<Rule> {
    tokens.parse::<Option<Token![|]>>()?;
    let mut selectors = vec![parse_selector(tokens)?];
    while tokens.parse::<Option<Token![|]>>()?.is_some() {
        selectors.push(parse_selector(tokens)?);
    }
    let guards =
        if tokens.parse::<Option<Token![if]>>()?.is_some() { parse_guards(tokens)? } else { Vec::new() };
    if tokens.parse::<Option<Token![=>]>>()?.is_none() {
        return Err(tokens.error("expected `=>`\nhelp: a rule is `LABEL | LABEL if guard(..) => method`"));
    }
    Ok(Rule { selectors, guards, target: parse_target(tokens)? })
}

fn parse_selector(tokens: ParseStream<'_>) -> Result<Selector> {
    if tokens.peek(Token![_]) {
        let span = tokens.parse::<Token![_]>()?.span();
        return Ok(Selector { kind: SelectorKind::Rest, span });
    }
    if tokens.peek(LitStr) {
        let text: LitStr = tokens.parse()?;
        let span = text.span();
        return Ok(Selector { kind: SelectorKind::Text(text), span });
    }
    if tokens.peek(LitInt) {
        let number: LitInt = tokens.parse()?;
        let span = number.span();
        return Ok(Selector { kind: SelectorKind::Number(number), span });
    }
    if !tokens.peek(Ident::peek_any) {
        return Err(tokens.error("expected a label, `category(..)` or a similar selector, `unknown` or `_`"));
    }
    let name = Ident::parse_any(tokens)?.unraw();
    let span = name.span();
    let kind = if tokens.peek(syn::token::Paren) {
        parse_inside(tokens, |inside| parse_filled(name, inside))?
    } else if name == "unknown" {
        SelectorKind::Unknown
    } else if name == IN_DOUBT {
        SelectorKind::Action(name, Situations::in_doubt())
    } else {
        SelectorKind::Label { name, details: None }
    };
    Ok(Selector { kind, span })
}

/// Reads a selector that has parentheses: a set, an action, or a label with its details.
fn parse_filled(name: Ident, inside: ParseStream<'_>) -> Result<SelectorKind> {
    let word = name.to_string();
    if let Some(set) = Set::ALL.into_iter().find(|set| set.as_str() == word) {
        check_filled(inside, &name, "key")?;
        return Ok(SelectorKind::Set(set, parse_names(inside)?));
    }
    if let Some(situations) = parse_action(&name, inside)? {
        return Ok(SelectorKind::Action(name, situations));
    }
    let message = if GUARDS.contains(&word.as_str()) {
        format!(
            "`{word}(..)` asks what this response says, and is a guard\nhelp: write `_ if {word}(..) => method`"
        )
    } else if word == "retry" {
        "there is no selector `retry`\nhelp: for the strategy of a label's policies write `strategy(..)`"
            .to_owned()
    } else {
        check_filled(inside, &name, "details")?;
        let details = inside.call(Ident::parse_any)?;
        if inside.is_empty() {
            return Ok(SelectorKind::Label { name, details: Some(details) });
        }
        if is_like_selector(&name) {
            return Err(unknown_selector(&name));
        }
        format!("`{word}({details})` hands over all details of the label: give them one name")
    };
    Err(Error::new(name.span(), message))
}

/// Returns whether a name is written as those of selectors are; labels of some catalogues are, too.
pub(super) fn is_like_selector(name: &Ident) -> bool {
    name.to_string().chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

pub(super) fn unknown_selector(name: &Ident) -> Error {
    unknown_word("selector", name, Set::ALL.map(Set::as_str).into_iter().chain(ACTIONS).chain([IN_DOUBT]))
}

/// Reads what `action(..)` or `stop(..)` asks for; `None` for any other name.
fn parse_action(name: &Ident, inside: ParseStream<'_>) -> Result<Option<Situations>> {
    let read: fn(&Ident) -> Result<Situations> = match name.to_string().as_str() {
        IN_DOUBT => {
            let message = "`in_doubt` takes nothing in parentheses\nhelp: write `in_doubt`";
            return Err(Error::new(name.span(), message));
        }
        "action" => |word| read_word::<ActionKind>("action", word).map(Situations::of_action),
        "stop" => |word| read_word::<StopReason>("reason to stop", word).map(Situations::of_stop),
        _ => return Ok(None),
    };
    check_filled(inside, name, "word")?;
    let words = parse_names(inside)?;
    words.iter().map(read).try_fold(Situations::NONE, |all, one| Ok(all.union(one?))).map(Some)
}

fn read_word<V: Vocabulary>(what: &str, word: &Ident) -> Result<V> {
    let known = V::ALL.iter().map(|known| known.as_str());
    word.to_string().parse().map_err(|_| unknown_word(what, word, known))
}

/// Reports empty parentheses.
fn check_filled(inside: ParseStream<'_>, name: &Ident, example: &str) -> Result<()> {
    if inside.is_empty() {
        return Err(Error::new(name.span(), format!("`{name}()` names nothing: write `{name}({example})`")));
    }
    Ok(())
}

fn parse_names(tokens: ParseStream<'_>) -> Result<Vec<Ident>> {
    let names = Punctuated::<Ident, Token![|]>::parse_separated_nonempty_with(tokens, Ident::parse_any)?;
    if !tokens.is_empty() {
        return Err(tokens.error("names are joined by `|`\nhelp: write `this | that`"));
    }
    Ok(names.iter().map(Ident::unraw).collect())
}

fn parse_guards(tokens: ParseStream<'_>) -> Result<Vec<Guard>> {
    let mut guards = vec![parse_guard(tokens)?];
    while tokens.parse::<Option<Token![&&]>>()?.is_some() {
        guards.push(parse_guard(tokens)?);
    }
    if tokens.peek(Token![|]) {
        let message =
            "guards are joined by `&&`\nhelp: for this or that write `scope(this | that)`, or two rules";
        return Err(tokens.error(message));
    }
    Ok(guards)
}

const NO_GUARD: &str = "expected a guard: `scope(..)`, `status(..)`, `rate_limit(..)`, or of a decision `action(..)`, \
                        `stop(..)` or `in_doubt`\nhelp: ask for anything else in the method";

fn parse_guard(tokens: ParseStream<'_>) -> Result<Guard> {
    if is_doubt(tokens) {
        return Ok(Guard::Action(tokens.call(Ident::parse_any)?.unraw(), Situations::in_doubt()));
    }
    if !tokens.peek(Ident::peek_any) || !tokens.peek2(syn::token::Paren) {
        return Err(tokens.error(NO_GUARD));
    }
    let name = Ident::parse_any(tokens)?.unraw();
    parse_inside(tokens, |inside| parse_guard_inside(name, inside))
}

/// Returns whether the word that stands alone is next.
fn is_doubt(tokens: ParseStream<'_>) -> bool {
    let ahead = tokens.fork();
    let word = ahead.call(Ident::parse_any);
    word.is_ok_and(|word| word.unraw() == IN_DOUBT) && !ahead.peek(syn::token::Paren)
}

/// Reads the content of parentheses. After a mistake the rest of it is skipped, or else syn would complain of it too.
fn parse_inside<T>(tokens: ParseStream<'_>, read: impl FnOnce(ParseStream<'_>) -> Result<T>) -> Result<T> {
    let inside;
    parenthesized!(inside in tokens);
    let result = read(&inside);
    if result.is_err() {
        inside.parse::<TokenStream>()?;
    }
    result
}

fn parse_guard_inside(name: Ident, inside: ParseStream<'_>) -> Result<Guard> {
    let word = name.to_string();
    if let Some(situations) = parse_action(&name, inside)? {
        return Ok(Guard::Action(name, situations));
    }
    if Set::ALL.iter().any(|set| set.as_str() == word) {
        let message = format!(
            "`{word}(..)` asks what the catalogue says of a label, and is a selector\nhelp: write `{word}(..) => method`"
        );
        return Err(Error::new(name.span(), message));
    }
    match word.as_str() {
        "scope" => check_filled(inside, &name, "key").and_then(|()| parse_names(inside)).map(Guard::Scope),
        "rate_limit" => {
            check_filled(inside, &name, "key").and_then(|()| parse_names(inside)).map(Guard::RateLimit)
        }
        "status" => {
            check_filled(inside, &name, "424").and_then(|()| parse_statuses(inside)).map(Guard::Status)
        }
        _ => match nearest(&word, GUARDS.into_iter().chain(ACTIONS).chain([IN_DOUBT])) {
            Some(near) => {
                Err(Error::new(name.span(), format!("there is no guard `{word}`\nhelp: write `{near}`")))
            }
            None => Err(Error::new(name.span(), NO_GUARD)),
        },
    }
}

fn parse_statuses(tokens: ParseStream<'_>) -> Result<Vec<u16>> {
    const MESSAGE: &str = "a status is a number such as 424, and several are joined by `|`";
    let mut statuses = Vec::new();
    loop {
        let place = tokens.span();
        let number: LitInt = tokens.parse().map_err(|_| Error::new(place, MESSAGE))?;
        let status = number.base10_parse().ok().filter(|_| ["", "u16"].contains(&number.suffix()));
        statuses.push(status.ok_or_else(|| Error::new(place, MESSAGE))?);
        if tokens.is_empty() {
            return Ok(statuses);
        }
        if tokens.parse::<Option<Token![|]>>()?.is_none() {
            return Err(tokens.error(MESSAGE));
        }
    }
}

/// The words that a path can consist of without naming anything of the struct.
pub(super) const KEYWORDS: [&str; 4] = ["self", "Self", "super", "crate"];

const NO_TARGET: &str = "a rule hands the error to a method or to a handler in a field\nhelp: write `LABEL => method` \
                         or `LABEL => .field`";

fn parse_target(tokens: ParseStream<'_>) -> Result<Target> {
    if tokens.peek(Token![.]) {
        return parse_members(tokens).map(Target::Field);
    }
    let place = tokens.span();
    if tokens.peek(Token![|]) || tokens.peek(Token![||]) || tokens.peek(Token![move]) {
        let message = "a rule names a method or a `.field`, and takes no closure\nhelp: make it a method and write \
                       its name";
        return Err(Error::new(place, message));
    }
    let path = tokens.call(Path::parse_mod_style).map_err(|_| Error::new(place, NO_TARGET))?;
    let method = path.require_ident().ok().filter(|method| !KEYWORDS.iter().any(|keyword| method == keyword));
    match (method, path.segments.last()) {
        (Some(method), _) if !tokens.peek(syn::token::Paren) => Ok(Target::Method(method.clone())),
        (_, Some(last)) if !KEYWORDS.iter().any(|keyword| last.ident == keyword) => {
            let name = &last.ident;
            Err(Error::new(
                place,
                format!("a rule names a method, and the derive calls it\nhelp: write `{name}`"),
            ))
        }
        _ => Err(Error::new(place, NO_TARGET)),
    }
}

/// Reads `.field.0.1`, in which `0.1` is one token, a number.
fn parse_members(tokens: ParseStream<'_>) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    while tokens.parse::<Option<Token![.]>>()?.is_some() {
        if tokens.peek(LitFloat) {
            let number: LitFloat = tokens.parse()?;
            for digits in number.to_string().split('.') {
                let index =
                    digits.parse().map_err(|_| Error::new(number.span(), "expected the index of a field"))?;
                members.push(Member::Unnamed(Index { index, span: number.span() }));
            }
        } else if tokens.peek(Ident) || tokens.peek(LitInt) {
            members.push(tokens.parse()?);
        } else {
            return Err(tokens.error("expected the name or index of a field"));
        }
    }
    Ok(members)
}
