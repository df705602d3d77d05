//! The words, texts and signs of a program of JavaScript, TypeScript or Python. What cannot be told apart without more of
//! the language, such as a pattern of `/`, is wrong for no longer than its line.

use std::iter::Peekable;
use std::str::Chars;

#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether it is the first of its line.
    pub(super) begins_line: bool,
    /// Whether it stands in the first column.
    pub(super) at_margin: bool,
}

#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Word(String),
    /// A text; none if what it says cannot be told without running the program.
    Text(Option<String>),
    Sign(char),
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Language {
    JavaScript,
    Python,
}

/// The tokens of a text, less its remarks.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token> {
    Tokens { rest: text.chars().peekable(), language, begins_line: true, at_margin: true }.all()
}

struct Tokens<'t> {
    rest: Peekable<Chars<'t>>,
    language: Language,
    begins_line: bool,
    at_margin: bool,
}

impl Tokens<'_> {
    fn all(mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        while let Some(character) = self.rest.next() {
            let (begins_line, at_margin) = (self.begins_line, self.at_margin);
            self.at_margin = character == '\n';
            if character == '\n' {
                self.begins_line = true;
            } else if !character.is_whitespace()
                && let Some(kind) = self.token(character)
            {
                // A letter that a text begins with changes what the text says: `r"…"`, `f"…"`.
                if matches!(kind, Kind::Text(_))
                    && self.language == Language::Python
                    && joined(&tokens, begins_line)
                {
                    tokens.pop();
                    tokens.push(Token { kind: Kind::Text(None), begins_line, at_margin });
                } else {
                    tokens.push(Token { kind, begins_line, at_margin });
                }
                self.begins_line = false;
            }
        }
        tokens
    }

    /// What begins with a character; none if it is a remark.
    fn token(&mut self, first: char) -> Option<Kind> {
        match (self.language, first) {
            (Language::Python, '#') => self.skip_line(),
            (Language::JavaScript, '/') if self.rest.peek() == Some(&'/') => self.skip_line(),
            (Language::JavaScript, '/') if self.rest.peek() == Some(&'*') => self.skip_remark(),
            (Language::Python, '"' | '\'') if self.is_triple(first) => Some(self.triple(first)),
            (_, '"' | '\'') | (Language::JavaScript, '`') => Some(Kind::Text(self.text(first))),
            (_, first) if first.is_alphanumeric() || matches!(first, '_' | '$') => Some(self.word(first)),
            (_, sign) => Some(Kind::Sign(sign)),
        }
    }

    fn skip_line(&mut self) -> Option<Kind> {
        while self.rest.next_if(|&character| character != '\n').is_some() {}
        None
    }

    fn skip_remark(&mut self) -> Option<Kind> {
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

    /// A text of several lines, which is no setting that we look for.
    fn triple(&mut self, quote: char) -> Kind {
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

    /// A text up to its closing quote, or to the end of its line.
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

/// Whether the last token is a letter of the same line that can stand before a text.
fn joined(tokens: &[Token], begins_line: bool) -> bool {
    let prefix = |word: &str| word.len() <= 2 && word.chars().all(|c| "rRfFbBuU".contains(c));
    !begins_line && matches!(tokens.last(), Some(Token { kind: Kind::Word(word), .. }) if prefix(word))
}
