//! Limits on a document before it is executed. Owns the linear check that runs before the recursive parser and the memoised count of what a
//! document expands to; owns no authorisation (see `authorize`).
//!
//! Both exist because the parser recurses over literals (a few kilobytes of `[[[[…` would end the process) and because counting by expansion
//! takes hours on a kilobyte of fragments that spread each other.

use std::collections::BTreeMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection, SelectionSet};
use thiserror::Error;

use super::lexer::Lexer;

/// Limits of one document; shown by `serverInfo.limits`.
#[derive(Debug, Clone, Copy)]
pub struct DocumentLimits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Lexical tokens.
    pub tokens: usize,
    /// Brackets and braces inside each other.
    pub nesting: usize,
    /// Selection depth after expansion of fragments.
    pub depth: usize,
    /// Fields and fragment spreads after expansion of fragments.
    pub fields: u64,
    /// Aliases after expansion of fragments.
    pub aliases: u64,
    /// Directives after expansion of fragments.
    pub directives: u64,
    /// Static cost as counted by the schema (pages multiply).
    pub complexity: usize,
}

/// The limits in force. GraphiQL's introspection query (about 2,100 bytes, depth 13) passes.
pub const LIMITS: DocumentLimits = DocumentLimits {
    bytes: 64 * 1024,
    tokens: 4_000,
    nesting: 48,
    depth: 16,
    fields: 1_000,
    aliases: 100,
    directives: 100,
    complexity: 20_000,
};

/// Why a document is not executed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GuardError {
    /// More bytes or tokens than allowed.
    #[error("the document is too large")]
    TooLarge,
    /// Nested too deeply.
    #[error("the document is nested too deeply")]
    TooDeep,
    /// Expands to too many fields, aliases or directives, or spreads fragments in a circle.
    #[error("the document expands to too many fields, aliases or directives")]
    TooComplex,
    /// A subscription with more or less than one root field (GraphQL specification §5.2.3.1).
    #[error("a subscription must select exactly one top-level field")]
    SubscriptionRoots,
    /// `@skip` or `@include` at the root of a subscription (GraphQL specification §5.2.4.1).
    #[error("the root field of a subscription cannot be skipped or included")]
    SubscriptionRootDirective,
    /// A field stands twice in an input object (GraphQL specification §5.6.3).
    #[error("a field stands twice in an input object")]
    DuplicateInputField,
    /// `on` is no name of a fragment (GraphQL specification §2.8).
    #[error("a fragment cannot be called `on`")]
    FragmentNamedOn,
}

/// Checks the text before it is parsed: one pass, no recursion.
///
/// # Errors
/// [`GuardError::TooLarge`], [`GuardError::TooDeep`].
pub fn check_text(document: &str, limits: &DocumentLimits) -> Result<(), GuardError> {
    if document.len() > limits.bytes {
        return Err(GuardError::TooLarge);
    }
    let (mut tokens, mut nesting) = (0_usize, 0_usize);
    for (_, token) in Lexer::new(document) {
        tokens += 1;
        if tokens > limits.tokens {
            return Err(GuardError::TooLarge);
        }
        match token {
            b"{" | b"[" | b"(" => nesting += 1,
            b"}" | b"]" | b")" => nesting = nesting.saturating_sub(1),
            _ => {}
        }
        if nesting > limits.nesting {
            return Err(GuardError::TooDeep);
        }
    }
    Ok(())
}

/// What a selection expands to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expansion {
    fields: u64,
    aliases: u64,
    directives: u64,
    depth: usize,
}

impl Expansion {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
    }
}

/// Checks a parsed document; each fragment is counted once, however often it is spread.
///
/// # Errors
/// [`GuardError::TooDeep`], [`GuardError::TooComplex`], [`GuardError::SubscriptionRoots`], [`GuardError::SubscriptionRootDirective`].
pub fn check_document(document: &ExecutableDocument, limits: &DocumentLimits) -> Result<(), GuardError> {
    let mut counter = Counter { document, known: BTreeMap::new() };
    for (_, operation) in document.operations.iter() {
        let counted = counter.count(&operation.node.selection_set.node)?;
        if counted.depth > limits.depth {
            return Err(GuardError::TooDeep);
        }
        let directives = counted.directives.saturating_add(operation.node.directives.len() as u64);
        if counted.fields > limits.fields || counted.aliases > limits.aliases || directives > limits.directives {
            return Err(GuardError::TooComplex);
        }
        if operation.node.ty == OperationType::Subscription && counter.root_fields(&operation.node.selection_set.node) != 1 {
            return Err(GuardError::SubscriptionRoots);
        }
        let roots = &operation.node.selection_set.node.items;
        if operation.node.ty == OperationType::Subscription && roots.iter().any(|root| !root.node.directives().is_empty()) {
            return Err(GuardError::SubscriptionRootDirective);
        }
    }
    Ok(())
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    /// Counted fragments; `None` while a fragment is being counted, so that a circle is seen.
    known: BTreeMap<&'a Name, Option<Expansion>>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, selection: &'a SelectionSet) -> Result<Expansion, GuardError> {
        let mut total = Expansion::default();
        for item in &selection.items {
            total.directives = total.directives.saturating_add(item.node.directives().len() as u64);
            let inner = match &item.node {
                Selection::Field(field) => {
                    let mut inner = self.count(&field.node.selection_set.node)?;
                    inner.fields = inner.fields.saturating_add(1);
                    inner.aliases = inner.aliases.saturating_add(u64::from(field.node.alias.is_some()));
                    inner.depth = inner.depth.saturating_add(1);
                    inner
                }
                Selection::InlineFragment(fragment) => self.count(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => {
                    // A spread costs too: circles of spreads that end in an unknown fragment hold no field at all.
                    let mut inner = self.fragment(&spread.node.fragment_name.node)?;
                    inner.fields = inner.fields.saturating_add(1);
                    inner
                }
            };
            total.add(inner);
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Expansion, GuardError> {
        match self.known.get(name) {
            Some(Some(counted)) => return Ok(*counted),
            Some(None) => return Err(GuardError::TooComplex),
            None => {}
        }
        // An unknown fragment is a validation error; validation names it better than we could.
        let Some(definition) = self.document.fragments.get(name) else { return Ok(Expansion::default()) };
        self.known.insert(name, None);
        let mut counted = self.count(&definition.node.selection_set.node)?;
        counted.directives = counted.directives.saturating_add(definition.node.directives.len() as u64);
        self.known.insert(name, Some(counted));
        Ok(counted)
    }

    /// Top-level fields of a selection, fragments followed once each (circles have been refused before).
    fn root_fields(&self, selection: &SelectionSet) -> usize {
        let of = |item: &Selection| match item {
            Selection::Field(_) => 1,
            Selection::InlineFragment(fragment) => self.root_fields(&fragment.node.selection_set.node),
            Selection::FragmentSpread(spread) => self
                .document
                .fragments
                .get(&spread.node.fragment_name.node)
                .map_or(0, |fragment| self.root_fields(&fragment.node.selection_set.node)),
        };
        selection.items.iter().map(|item| of(&item.node)).fold(0, usize::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use proptest::prelude::*;

    use super::*;

    fn check(document: &str) -> Result<(), GuardError> {
        check_text(document, &LIMITS)?;
        check_document(&parse_query(document).unwrap(), &LIMITS)
    }

    #[test]
    fn ordinary_documents_pass() {
        assert_eq!(check("query Q($id: ID!) { job(id: $id) { id status ...F } } fragment F on Job { kind }"), Ok(()));
        assert_eq!(check(r#"{ a(s: "{{{[[[ \" #", b: """ [[ \""" { """) } # {{{{"#), Ok(()));
    }

    #[test]
    fn nested_literals_never_reach_the_parser() {
        for (open, close) in [("[", "]"), ("{a:", "}")] {
            let bomb = format!("{{ a(x: {}{}) }}", open.repeat(2_000), close.repeat(2_000));
            assert_eq!(check_text(&bomb, &LIMITS), Err(GuardError::TooDeep));
        }
    }

    #[test]
    fn fragment_bombs_are_counted_without_expansion() {
        let mut bomb = "{ ...f0 }".to_owned();
        for level in 0..30 {
            bomb += &format!(" fragment f{level} on Query {{ {} }}", format!("...f{} ", level + 1).repeat(16));
        }
        for leaf in ["", " fragment f30 on Query { serverInfo { version } }"] {
            assert_eq!(check(&format!("{bomb}{leaf}")), Err(GuardError::TooComplex));
        }
        assert_eq!(check("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"), Err(GuardError::TooComplex));
    }

    #[test]
    fn aliases_directives_and_size_are_limited() {
        let aliases = (0..=LIMITS.aliases).map(|n| format!("a{n}: version ")).collect::<String>();
        assert_eq!(check(&format!("{{ serverInfo {{ {aliases} }} }}")), Err(GuardError::TooComplex));
        let directives = "@skip(if: true) ".repeat(101);
        assert_eq!(check(&format!("{{ serverInfo {directives} {{ version }} }}")), Err(GuardError::TooComplex));
        assert_eq!(check_text(&"a ".repeat(4_001), &LIMITS), Err(GuardError::TooLarge));
        assert_eq!(check_text(&" ".repeat(64 * 1024 + 1), &LIMITS), Err(GuardError::TooLarge));
    }

    #[test]
    fn a_subscription_has_one_root() {
        assert_eq!(check("subscription { a b }"), Err(GuardError::SubscriptionRoots));
        assert_eq!(check("subscription { ...f } fragment f on Subscription { a b }"), Err(GuardError::SubscriptionRoots));
        assert_eq!(check("subscription { a @skip(if: true) }"), Err(GuardError::SubscriptionRootDirective));
        assert_eq!(check("subscription { a }"), Ok(()));
    }

    proptest! {
        #[test]
        fn the_lexer_never_panics_and_ends(document in ".{0,400}") {
            let _ = check_text(&document, &LIMITS);
        }
    }
}
