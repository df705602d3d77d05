//! A JavaScript, TypeScript or Python program in; its words, string literals and punctuation out. It is no complete
//! lexer: what it misreads, such as a regular expression, affects only one line.

use std::iter::Peekable;
use std::str::Chars;

#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether it is the first on its line.
    pub(super) begins_line: bool,
    /// Whether it is in the first column.
    pub(super) in_first_column: bool,
}

#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Word(String),
    /// A string literal; `None` if its value is unknown without running the program.
    Text(Option<String>),
    Sign(char),
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Language {
    JavaScript,
    Python,
}

/// The tokens of a program, without comments.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token> {
    Tokens { rest: text.chars().peekable(), language, begins_line: true, in_first_column: true }.all()
}

struct Tokens<'t> {
    rest: Peekable<Chars<'t>>,
    language: Language,
    begins_line: bool,
    in_first_column: bool,
}

impl Tokens<'_> {
    fn all(mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        while let Some(character) = self.rest.next() {
            let (begins_line, in_first_column) = (self.begins_line, self.in_first_column);
            self.in_first_column = character == '\n';
            if character == '\n' {
                self.begins_line = true;
            } else if !character.is_whitespace()
                && let Some(kind) = self.token(character)
            {
                // A prefix changes the value of a string: `r"…"`, `f"…"`.
                if matches!(kind, Kind::Text(_))
                    && self.language == Language::Python
                    && follows_prefix(&tokens, begins_line)
                {
                    tokens.pop();
                    tokens.push(Token { kind: Kind::Text(None), begins_line, in_first_column });
                } else {
                    tokens.push(Token { kind, begins_line, in_first_column });
                }
                self.begins_line = false;
            }
        }
        tokens
    }

    /// The token that begins with a character; `None` for a comment.
    fn token(&mut self, first: char) -> Option<Kind> {
        match (self.language, first) {
            (Language::Python, '#') => self.skip_line(),
            (Language::JavaScript, '/') if self.rest.peek() == Some(&'/') => self.skip_line(),
            (Language::JavaScript, '/') if self.rest.peek() == Some(&'*') => self.skip_block_comment(),
            (Language::Python, '"' | '\'') if self.is_triple(first) => Some(self.skip_triple_quoted(first)),
            (_, '"' | '\'') | (Language::JavaScript, '`') => Some(Kind::Text(self.text(first))),
            (_, first) if first.is_alphanumeric() || matches!(first, '_' | '$') => Some(self.word(first)),
            (_, sign) => Some(Kind::Sign(sign)),
        }
    }

    fn skip_line(&mut self) -> Option<Kind> {
        while self.rest.next_if(|&character| character != '\n').is_some() {}
        None
    }

    fn skip_block_comment(&mut self) -> Option<Kind> {
        let mut last = ' ';
        for character in self.rest.by_ref() {
            if last == '*' && character == '/' {
                break;
            }
            last = character;
        }
        None
    }

    fn word(&mut self, first: char) -> Kind {
        let mut word = String::from(first);
        while let Some(more) = self.rest.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            word.push(more);
        }
        Kind::Word(word)
    }

    fn is_triple(&self, quote: char) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next() == Some(quote) && ahead.next() == Some(quote)
    }

    /// A triple-quoted string, which is never a setting.
    fn skip_triple_quoted(&mut self, quote: char) -> Kind {
        self.rest.nth(1);
        let mut run = 0;
        for character in self.rest.by_ref() {
            run = if character == quote { run + 1 } else { 0 };
            if run == 3 {
                break;
            }
        }
        Kind::Text(None)
    }

    /// A string up to its closing quote or the end of the line.
    fn text(&mut self, quote: char) -> Option<String> {
        let (mut text, mut plain) = (String::new(), true);
        loop {
            let next = self.rest.next_if(|&c| c != '\n' || quote == '`');
            match next {
                None => return None,
                Some(character) if character == quote => return plain.then_some(text),
                Some('\\') => match self.escape() {
                    Some(character) => text.push(character),
                    None => plain = false,
                },
                Some('$') if quote == '`' && self.rest.peek() == Some(&'{') => plain = false,
                Some(character) => text.push(character),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        match self.rest.next()? {
            'n' => Some('\n'),
            't' => Some('\t'),
            'u' if self.rest.peek() != Some(&'{') => self.hexadecimal(4),
            'x' => self.hexadecimal(2),
            same @ ('\\' | '\'' | '"' | '`' | '/') => Some(same),
            _ => None,
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let mut number = 0;
        for _ in 0..digits {
            number = number * 16 + self.rest.next_if(char::is_ascii_hexdigit)?.to_digit(16)?;
        }
        char::from_u32(number)
    }
}

/// Whether the last token is a string prefix on the same line.
fn follows_prefix(tokens: &[Token], begins_line: bool) -> bool {
    let prefix = |word: &str| word.len() <= 2 && word.chars().all(|c| "rRfFbBuU".contains(c));
    !begins_line && matches!(tokens.last(), Some(Token { kind: Kind::Word(word), .. }) if prefix(word))
}
