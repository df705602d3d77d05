//! The text of a program in JavaScript or TypeScript in, its parts out: what is inside of brackets, values, statements,
//! literals. The program is not run, and its grammar is not known: only its strings, comments and brackets are.

mod code;
mod lexer;
mod literals;
mod statements;

pub(crate) use code::{Code, depths, inside, items, nested, outside, value, without_comments};
pub(crate) use lexer::{Token, TokenKind, tokens};
pub(crate) use literals::{is_name, is_part_of_name, string, words};
pub(crate) use statements::{Statement, branches, ends_statement, statements};
