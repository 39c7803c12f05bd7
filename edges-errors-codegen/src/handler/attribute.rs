//! The attributes `#[edges(..)]` of a struct: options, rules, and every mistake in how they are written.

use std::mem;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Error, Ident, Path, Result, Token, Type};

use super::rules::{Rule, parse_rule, unknown_word};
use super::situations::IN_DOUBT;

/// A struct with its options and rules.
pub(super) struct Handler {
    pub(super) input: DeriveInput,
    pub(super) options: Options,
    pub(super) rules: Vec<Rule>,
    /// The mistakes in what cannot be read, whatever the catalogue.
    pub(super) mistakes: Vec<Error>,
}

#[derive(Default)]
pub(super) struct Options {
    pub(super) output: Option<Type>,
    pub(super) catalogue: CatalogueOption,
    pub(super) subject: Subject,
    pub(super) is_async: bool,
    given: Vec<String>,
}

/// The module of the catalogue whose labels the rules name.
#[derive(Default)]
pub(super) enum CatalogueOption {
    /// That of the crate `edges-errors`.
    #[default]
    Default,
    Named(Path),
    /// It cannot be read, so nothing can be asked of it.
    Unreadable,
}

/// The argument of a handler.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Subject {
    #[default]
    Error,
    /// `on = decision`
    Decision,
}

const OPTIONS: [&str; 4] = ["output", "catalogue", "on", "async"];

const NO_MUT: &str = "there is no option `mut`: the methods of a handler take `&self`\n\
                      help: keep what changes in a `Cell`, an atomic or a `Mutex`";

impl Options {
    /// The path of the catalogue's module; `None` where it cannot be read.
    pub(super) fn catalogue_path(&self) -> Option<TokenStream> {
        match &self.catalogue {
            CatalogueOption::Default => Some(quote!(::edges_errors)),
            CatalogueOption::Named(path) => Some(path.to_token_stream()),
            CatalogueOption::Unreadable => None,
        }
    }
}

impl Options {
    /// Returns whether a method has to return the output itself: no other type is coerced to it.
    pub(super) fn has_exact_output(&self) -> bool {
        const COERCED_TO: [&str; 4] = ["Box", "Rc", "Arc", "Pin"];
        match &self.output {
            None | Some(Type::Tuple(_)) => true,
            Some(Type::Path(output)) => output
                .path
                .segments
                .last()
                .is_some_and(|last| !COERCED_TO.iter().any(|name| last.ident == name)),
            Some(_) => false,
        }
    }
}

impl Parse for Handler {
    /// Fails only where the tokens are not an item: mistakes in the attributes are kept.
    fn parse(tokens: ParseStream<'_>) -> Result<Self> {
        let mut input: DeriveInput = tokens.parse()?;
        let attributes = mem::take(&mut input.attrs);
        let mut handler =
            Self { input, options: Options::default(), rules: Vec::new(), mistakes: Vec::new() };
        if !matches!(handler.input.data, syn::Data::Struct(_)) {
            handler.complain(handler.input.ident.span(), "`EdgesErrorHandler` is derived for structs");
        }
        let mut own = attributes.iter().filter(|attribute| attribute.path().is_ident("edges")).peekable();
        if own.peek().is_none() {
            let message = "the rules are missing\nhelp: add `#[edges(LABEL => method, _ => method)]`";
            handler.complain(handler.input.ident.span(), message);
        }
        for attribute in own {
            let read = attribute.parse_args_with(|tokens: ParseStream<'_>| handler.read_parts(tokens));
            handler.mistakes.extend(read.err());
        }
        handler.input.attrs = attributes;
        handler.check_subject();
        Ok(handler)
    }
}

impl Handler {
    fn complain(&mut self, span: Span, message: &str) {
        self.mistakes.push(Error::new(span, message));
    }

    /// Reads options and rules up to the end, and goes on behind the next comma after one that cannot be read.
    fn read_parts(&mut self, tokens: ParseStream<'_>) -> Result<()> {
        while !tokens.is_empty() {
            if is_option(tokens) {
                if let Err(error) = self.read_option(tokens) {
                    // A type has commas of its own, so that behind a wrong one nobody knows where the next option begins.
                    if matches!(self.options.catalogue, CatalogueOption::Default) {
                        self.options.catalogue = CatalogueOption::Unreadable;
                    }
                    self.mistakes.push(error);
                    return skip_while(tokens, |_| true);
                }
            } else {
                match parse_rule(tokens) {
                    Ok(rule) => self.rules.push(rule),
                    Err(error) => self.skip_part(error, tokens)?,
                }
            }
            if !tokens.is_empty() && !tokens.peek(Token![,]) {
                self.skip_part(tokens.error("expected `,`"), tokens)?;
            }
            tokens.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    }

    fn skip_part(&mut self, mistake: Error, tokens: ParseStream<'_>) -> Result<()> {
        self.mistakes.push(mistake);
        skip_while(tokens, |tokens| !tokens.peek(Token![,]))
    }

    /// Reads an option. Fails where its value cannot be read; any other mistake is kept.
    fn read_option(&mut self, tokens: ParseStream<'_>) -> Result<()> {
        let name = Ident::parse_any(tokens)?;
        let word = name.to_string();
        if self.options.given.contains(&word) {
            self.complain(name.span(), &format!("the option `{word}` is given twice"));
        }
        match word.as_str() {
            "async" => self.options.is_async = true,
            "output" => self.options.output = Some(parse_value(tokens, "the type that the methods return, such as `output = Next`")?),
            "on" => match parse_value::<Ident>(tokens, "`on = decision`")? {
                subject if subject == "decision" => self.options.subject = Subject::Decision,
                subject => self.complain(subject.span(), "there is nothing else to handle than errors and decisions\nhelp: leave the option out for errors, or write `on = \
                         decision`"),
            },
            "catalogue" => {
                self.options.catalogue = CatalogueOption::Unreadable;
                self.options.catalogue = CatalogueOption::Named(parse_catalogue(tokens)?);
            }
            "mut" => self.complain(name.span(), NO_MUT),
            _ => {
                parse_value::<Type>(tokens, "a value")?;
                self.mistakes.push(unknown_word("option", &name, OPTIONS));
            }
        }
        self.options.given.push(word);
        Ok(())
    }

    /// Only decisions have actions; told once, at the first rule that asks for one.
    fn check_subject(&mut self) {
        if self.options.subject == Subject::Decision {
            return;
        }
        let asked = self.rules.iter().find_map(Rule::action_word);
        if let Some(word) = asked {
            let call = if word == IN_DOUBT { "" } else { "(..)" };
            let message = format!(
                "`{word}{call}` asks for what a decision says, and this handler is given errors\n\
                 help: write the option `on = decision` before the rules; the methods then take `&Decision`"
            );
            self.mistakes.push(Error::new(word.span(), message));
        }
    }
}

fn is_option(tokens: ParseStream<'_>) -> bool {
    let is_named = tokens.peek(Ident::peek_any) && tokens.peek2(Token![=]) && !tokens.peek2(Token![=>]);
    tokens.peek(Token![async]) || tokens.peek(Token![mut]) || is_named
}

fn skip_while(tokens: ParseStream<'_>, goes_on: impl Fn(ParseStream<'_>) -> bool) -> Result<()> {
    while !tokens.is_empty() && goes_on(tokens) {
        tokens.parse::<TokenTree>()?;
    }
    Ok(())
}

fn parse_value<T: Parse>(tokens: ParseStream<'_>, what: &str) -> Result<T> {
    tokens.parse::<Token![=]>()?;
    let place = tokens.span();
    tokens.parse().map_err(|_| Error::new(place, format!("expected {what}")))
}

/// Reads the path of a module.
fn parse_catalogue(tokens: ParseStream<'_>) -> Result<Path> {
    const MESSAGE: &str = "expected the path of the catalogue's module, such as `catalogue = crate::errors`";
    tokens.parse::<Token![=]>()?;
    let place = tokens.span();
    let path = tokens.call(Path::parse_mod_style).map_err(|_| Error::new(place, MESSAGE))?;
    match path.segments.iter().find(|segment| segment.ident == "Self") {
        Some(segment) => Err(Error::new(segment.span(), MESSAGE)),
        None => Ok(path),
    }
}
