//! The statements of a Python module in, one after the other; whether each of them is reached, out.

use super::tokens::Token;

/// The blocks that a statement is in.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    open: Vec<Block>,
}

#[derive(Debug)]
struct Block {
    column: usize,
    /// Whether it is reached, if that is known.
    is_taken: Option<bool>,
    /// Whether one of the branches before it is.
    before: Option<bool>,
    /// Whether it is the block of `try`.
    is_attempt: bool,
}

/// The words that begin a block of which it is not known whether, and how often, it is reached.
const OTHERS: &[&str] = &["for", "while", "with", "match", "case", "except", "finally"];

impl Blocks {
    /// Takes a statement; returns what of it is behind the beginning of a block. `truth` tells whether a condition holds.
    pub(super) fn enter<'s>(
        &mut self,
        statement: &'s [Token],
        truth: &dyn Fn(&[Token]) -> Option<bool>,
    ) -> &'s [Token] {
        let Some(first) = statement.first() else { return statement };
        let is = |words: &[&str]| words.iter().any(|word| first.is_word(word));
        let mut last = None;
        while self.open.last().is_some_and(|block| block.column >= first.column) {
            last = self.open.pop().filter(|block| block.column == first.column);
        }
        if !is(&["if", "elif", "else", "try"]) && !is(OTHERS) {
            return statement;
        }
        let (head, rest) = split(statement);
        let is_certain =
            |is_taken| Block { column: first.column, is_taken, before: Some(false), is_attempt: false };
        let condition = || truth(head.get(1..).unwrap_or_default());
        let block = match last {
            _ if is(&["if"]) => is_certain(condition()),
            _ if is(&["try"]) => Block { is_attempt: true, ..is_certain(None) },
            Some(last) if is(&["elif", "else"]) && !last.is_attempt => {
                let before = either(last.before, last.is_taken);
                let own = if is(&["else"]) { Some(true) } else { condition() };
                let is_taken = both(before.map(|before| !before), own);
                Block { before, ..is_certain(is_taken) }
            }
            _ => Block { before: None, ..is_certain(None) },
        };
        self.open.push(block);
        rest
    }

    /// Whether all of them are reached, if that is known.
    pub(super) fn are_taken(&self) -> Option<bool> {
        self.open.iter().map(|block| block.is_taken).reduce(both).unwrap_or(Some(true))
    }

    /// Whether nothing but `try` is around a statement.
    pub(super) fn is_attempt(&self) -> bool {
        self.open.iter().all(|block| block.is_attempt || block.is_taken == Some(true))
    }
}

/// The beginning of a block, and what is behind its colon.
fn split(statement: &[Token]) -> (&[Token], &[Token]) {
    let mut depth = 0_usize;
    let colon = statement.iter().position(|token| {
        depth = if token.is_open() { depth + 1 } else { depth.saturating_sub(usize::from(token.is_close())) };
        depth == 0 && token.is_sign(":")
    });
    let at = colon.unwrap_or(statement.len());
    (statement.get(..at).unwrap_or_default(), statement.get(at + 1..).unwrap_or_default())
}

fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    }
}

fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    both(one.map(|one| !one), other.map(|other| !other)).map(|neither| !neither)
}
