//! Completion inside `#[edges(..)]`, for editors.
//!
//! rust-analyzer expands a derive twice, as it is written and with a marker at the cursor, and completes the path or the
//! method in which it finds the marker. So every word of the rules is written once more, where only editors read it: as a
//! path to what the catalogue knows, or as a member of the struct. Up to the cursor both expansions must have the same
//! tokens. They follow from those of the attribute alone, also where it cannot be parsed, and a place that has no word yet
//! has a stand-in.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree, token_stream};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;

use super::attribute::{Handler, Subject};
use super::rules::{ACTIONS, GUARDS, KEYWORDS, Set};
use crate::expand::identifier_at;

type Tokens = Peekable<token_stream::IntoIter>;

/// Expands the words of the rules, before anything that depends on what they mean.
pub(super) fn expand_words(handler: &Handler, catalogue: &TokenStream) -> TokenStream {
    let mut words = Words::default();
    for attribute in handler.input.attrs.iter().filter(|attribute| attribute.path().is_ident("edges")) {
        if let Ok(list) = attribute.meta.require_list() {
            words.read_parts(list.tokens.clone());
        }
    }
    let Words { paths, members } = words;
    let ident = &handler.input.ident;
    let subject = match handler.options.subject {
        Subject::Error => quote!(Error),
        Subject::Decision => quote!(Decision),
    };
    let (generics, arguments, bounds) = handler.input.generics.split_for_impl();
    quote! {
        #catalogue::__catalogue::if_editor! {
            const _: () = {
                use #catalogue::__catalogue::words as __words;
                #(let _ = __words::#paths;)*
                fn __details<T>() -> T { loop {} }
                fn __members #generics (__handler: &#ident #arguments, __subject: &__words::#subject) #bounds {
                    #(let _ = || #members;)*
                }
            };
        }
    }
}

#[derive(Default)]
struct Words {
    /// The part behind the module of all words.
    paths: Vec<TokenStream>,
    /// Methods, called, and fields of the struct.
    members: Vec<TokenStream>,
}

impl Words {
    /// Reads options and rules.
    fn read_parts(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        loop {
            match self.read_selectors(&mut tokens) {
                End::Part => {}
                End::Arrow { details } => self.read_target(details, &mut tokens),
                End::Option(name) => self.read_value(&name, &mut tokens),
            }
            if tokens.next().is_none() {
                return;
            }
        }
    }

    /// Reads selectors and guards, which are words that a `|`, an `if` or a `&&` comes before.
    fn read_selectors(&mut self, tokens: &mut Tokens) -> End {
        let mut place = Place::Selector;
        let mut awaited = true;
        let mut last = None;
        let mut details = false;
        let end = loop {
            if is_punct(tokens, ',') {
                break End::Part;
            }
            match tokens.next() {
                None => break End::Part,
                Some(TokenTree::Ident(word)) if word == "if" && place == Place::Selector => {
                    self.fill(place, awaited);
                    (place, awaited) = (Place::Guard, true);
                }
                Some(TokenTree::Punct(mark)) if mark.as_char() == '|' || mark.as_char() == '&' => {
                    if mark.spacing() == Spacing::Alone {
                        self.fill(place, awaited);
                        awaited = true;
                    }
                }
                Some(TokenTree::Punct(mark)) if mark.as_char() == '=' => {
                    if mark.spacing() == Spacing::Joint && is_punct(tokens, '>') {
                        tokens.next();
                        break End::Arrow { details };
                    }
                    if let Some(name) = last.take() {
                        break End::Option(name);
                    }
                }
                Some(TokenTree::Ident(word)) if awaited => {
                    if word != "_" {
                        details |= self.read_word(place, &word, tokens);
                    }
                    (last, awaited) = (Some(word), false);
                }
                Some(TokenTree::Literal(_)) => awaited = false,
                Some(_) => {}
            }
        };
        self.fill(place, awaited);
        end
    }

    /// Reads a word with what is in its parentheses, and returns whether that is a name for the details of a label.
    fn read_word(&mut self, place: Place, word: &Ident, tokens: &mut Tokens) -> bool {
        let inside = match tokens.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                Some(group.stream())
            }
            _ => None,
        };
        let name = word.unraw().to_string();
        let takes_words = Set::ALL.iter().map(|set| set.as_str()).chain(ACTIONS).chain(GUARDS);
        let is_call = inside.is_some() && takes_words.into_iter().any(|taking| taking == name);
        let is_details = inside.is_some() && !is_call;
        let path = match inside {
            Some(_) => path_to(place.filled(), word),
            None => path_to(place.words(), word),
        };
        let words = inside.filter(|_| is_call).map(|inside| {
            let words = read_keys(&name, inside);
            quote!((&[#(__words::#words),*]))
        });
        self.paths.push(quote!(#path #words));
        is_details
    }

    /// Has a stand-in complete where a word is missing.
    fn fill(&mut self, place: Place, awaited: bool) {
        if awaited {
            self.paths.push(place.stand_in());
        }
    }

    /// Reads the value of an option up to the comma behind it. Types have commas of their own.
    fn read_value(&mut self, name: &Ident, tokens: &mut Tokens) {
        if name == "on" {
            match tokens.next_if(|token| matches!(token, TokenTree::Ident(_))) {
                Some(TokenTree::Ident(subject)) => self.paths.push(path_to("on", &subject)),
                _ => self.paths.push(quote!(on::decision)),
            }
        }
        let mut depth = 0_usize;
        let mut before = None;
        while depth > 0 || !is_punct(tokens, ',') {
            let Some(token) = tokens.next() else { return };
            let mark = match &token {
                TokenTree::Punct(mark) => Some(mark.as_char()),
                _ => None,
            };
            match (before, mark) {
                (Some('-'), Some('>')) => {}
                (_, Some('<')) => depth += 1,
                (_, Some('>')) => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = mark;
        }
    }

    /// Reads a method or a field up to the comma behind it.
    fn read_target(&mut self, details: bool, tokens: &mut Tokens) {
        let details = details.then(|| quote!(, __details()));
        let mut target = Vec::new();
        while !is_punct(tokens, ',') {
            let Some(token) = tokens.next() else { break };
            target.push(token);
        }
        self.members.push(match target.as_slice() {
            [TokenTree::Ident(method), ..] if !is_reserved(method) => {
                quote!(__handler.#method(__subject #details))
            }
            [TokenTree::Punct(dot), ..] if dot.as_char() == '.' => match target.last() {
                Some(TokenTree::Punct(_)) => quote!(&__handler #(#target)* clone()),
                _ => quote!(&__handler #(#target)*),
            },
            _ => quote!(__handler.clone()),
        });
    }
}

/// The end of the selectors and guards of a rule.
enum End {
    /// There is nothing more of the rule.
    Part,
    /// A target follows.
    Arrow { details: bool },
    /// It was no rule, but the name of an option.
    Option(Ident),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Selector,
    Guard,
}

impl Place {
    /// The module of the words that may stand there alone.
    fn words(self) -> &'static str {
        match self {
            Self::Selector => "selector",
            Self::Guard => "guard",
        }
    }

    /// The module of those that have parentheses behind them.
    fn filled(self) -> &'static str {
        match self {
            Self::Selector => "filled",
            Self::Guard => "guard",
        }
    }

    fn stand_in(self) -> TokenStream {
        match self {
            Self::Selector => quote!(selector::unknown),
            Self::Guard => quote!(guard::status),
        }
    }
}

/// Reads the words in parentheses, which are keys of a set and joined by `|`. Statuses are numbers.
fn read_keys(set: &str, inside: TokenStream) -> Vec<TokenStream> {
    let mut keys = Vec::new();
    if set == "status" {
        return keys;
    }
    let module = identifier_at(set, Span::call_site());
    let mut awaited = true;
    for token in inside {
        match token {
            TokenTree::Ident(key) if awaited => {
                keys.push(path_to(set, &key));
                awaited = false;
            }
            TokenTree::Punct(mark) if mark.as_char() == '|' => {
                if awaited {
                    keys.push(quote!(#module::unknown));
                }
                awaited = true;
            }
            _ => {}
        }
    }
    if awaited {
        keys.push(quote!(#module::unknown));
    }
    keys
}

/// Returns the path to a word, with the user's own token.
fn path_to(module: &str, word: &Ident) -> TokenStream {
    let module = identifier_at(module, Span::call_site());
    let name = word.unraw().to_string();
    if is_reserved(word) || word == "async" {
        return quote!(#module::unknown);
    }
    let name = identifier_at(&name, word.span()).into_token_stream();
    quote!(#module::#name)
}

/// Returns whether a word cannot be a name, not even a raw one.
fn is_reserved(word: &Ident) -> bool {
    KEYWORDS.iter().any(|keyword| word == keyword)
}

fn is_punct(tokens: &mut Tokens, mark: char) -> bool {
    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == mark)
}
