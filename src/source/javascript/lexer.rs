//! The text of a program in JavaScript in, its tokens out, if it is certain where each of them begins and ends. A program in
//! which that depends on its grammar, such as on whether a slash divides, has none.

use super::literals::is_part_of_name;

/// A word, a literal, or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'p> {
    pub text: &'p str,
    /// Where it is in the program.
    pub start: usize,
    /// Whether it is the first one on its line.
    pub is_first: bool,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name, a keyword or a number.
    Word,
    /// A string, or a template without expressions.
    Text,
    /// A regular expression, or a part of a template.
    Other,
    /// A bracket, and which token closes it.
    Open(usize),
    /// Any other mark, of one character.
    Mark,
}

impl Token<'_> {
    /// Whether it is that word or mark.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.text == text && !matches!(self.kind, TokenKind::Text | TokenKind::Other)
    }
}

/// The tokens of a program. All of its brackets are closed, and it evaluates no texts.
pub(crate) fn tokens(program: &str) -> Option<Vec<Token<'_>>> {
    let mut lexer = Lexer { program, at: 0, tokens: Vec::new(), open: Vec::new() };
    loop {
        let is_first = lexer.skip_blanks()?;
        let Some(c) = lexer.rest().chars().next() else { break };
        lexer.token(c, is_first)?;
    }
    lexer.open.is_empty().then_some(lexer.tokens)
}

struct Lexer<'p> {
    program: &'p str,
    at: usize,
    tokens: Vec<Token<'p>>,
    /// The tokens of the brackets that are open.
    open: Vec<usize>,
}

/// What opens an expression in a template.
const EXPRESSION: &str = "${";

impl<'p> Lexer<'p> {
    fn rest(&self) -> &'p str {
        self.program.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and comments. Returns whether there was the end of a line.
    fn skip_blanks(&mut self) -> Option<bool> {
        let start = self.at;
        loop {
            let rest = self.rest();
            let blank = rest.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}').unwrap_or(rest.len());
            let comment = rest.get(blank..)?;
            let length = if comment.starts_with("//") {
                comment.find(ends_line).unwrap_or(comment.len())
            } else if comment.starts_with("/*") {
                comment.get(2..)?.find("*/")? + 4
            } else {
                0
            };
            self.at += blank + length;
            if length == 0 {
                return Some(self.program.get(start..self.at)?.contains(ends_line));
            }
        }
    }

    /// Reads the token that begins with a character.
    fn token(&mut self, c: char, is_first: bool) -> Option<()> {
        let rest = self.rest();
        match c {
            '"' | '\'' => self.push(quoted(rest, c)?, TokenKind::Text, is_first),
            '`' => self.template(TokenKind::Text, is_first),
            '/' if self.expects_value() => self.push(regex(rest)?, TokenKind::Other, is_first),
            '{' | '(' | '[' => self.open(1, is_first),
            '}' | ')' | ']' => self.close(c, is_first),
            c if is_part_of_name(c) => {
                let is_number = c.is_ascii_digit();
                let is_over = |c: char| !(is_part_of_name(c) || is_number && c == '.');
                let length = rest.find(is_over).unwrap_or(rest.len());
                self.push(length, TokenKind::Word, is_first)?;
                (rest.get(..length)? != "eval").then_some(())
            }
            // Old comments of HTML.
            '<' if rest.starts_with("<!--") => None,
            '-' if rest.starts_with("-->") => None,
            c if ";,<>+-*%&|^!~?:=.".contains(c) => self.push(1, TokenKind::Mark, is_first),
            _ => None,
        }
    }

    fn push(&mut self, length: usize, kind: TokenKind, is_first: bool) -> Option<()> {
        let (text, start) = (self.rest().get(..length)?, self.at);
        self.tokens.push(Token { text, start, is_first, kind });
        self.at += length;
        Some(())
    }

    fn open(&mut self, length: usize, is_first: bool) -> Option<()> {
        self.open.push(self.tokens.len());
        self.push(length, TokenKind::Open(usize::MAX), is_first)
    }

    fn close(&mut self, c: char, is_first: bool) -> Option<()> {
        let (closing, opening) = (self.tokens.len(), self.open.pop()?);
        let opened = self.tokens.get_mut(opening)?;
        opened.kind = TokenKind::Open(closing);
        let in_template = opened.text == EXPRESSION;
        let expected = match opened.text {
            "(" => ')',
            "[" => ']',
            _ => '}',
        };
        (c == expected).then_some(())?;
        self.push(1, TokenKind::Mark, is_first)?;
        if in_template { self.template(TokenKind::Other, false) } else { Some(()) }
    }

    /// Reads a template up to its end, or to its next expression. `whole` is what it is without one.
    fn template(&mut self, whole: TokenKind, is_first: bool) -> Option<()> {
        let rest = self.rest();
        let mut chars = rest.char_indices().skip(usize::from(whole == TokenKind::Text));
        while let Some((at, c)) = chars.next() {
            if c == '\\' {
                chars.next()?;
            } else if c == '`' {
                return self.push(at + 1, whole, is_first);
            } else if c == '$' && rest.get(at..)?.starts_with(EXPRESSION) {
                if at > 0 {
                    self.push(at, TokenKind::Other, is_first)?;
                }
                return self.open(EXPRESSION.len(), false);
            }
        }
        None
    }

    /// Whether a value certainly follows what was read, so that a slash begins a regular expression.
    fn expects_value(&self) -> bool {
        const MARKS: &[&str] = &["(", "[", "{", EXPRESSION, ",", ";", "=", ":", "!", "&", "|", "?"];
        self.tokens.last().is_some_and(|last| MARKS.iter().any(|mark| last.is(mark)))
    }
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The length of a string.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => _ = chars.next()?,
            '\n' | '\r' => return None,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a regular expression without its flags.
fn regex(text: &str) -> Option<usize> {
    let mut in_class = false;
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => _ = chars.next().filter(|(_, c)| !ends_line(*c))?,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(at + 1),
            c if ends_line(c) => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_split_only_where_that_is_certain() {
        let texts = |program| Some(tokens(program)?.iter().map(|token| token.text).collect::<Vec<_>>());
        let cases: [(&str, &[&str]); 5] = [
            ("a /* b\n */ = 'c\\'' // d\u{2028}e", &["a", "=", "'c\\''", "e"]),
            ("`a${b ? `c` : {}}d`", &["`a", "${", "b", "?", "`c`", ":", "{", "}", "}", "d`"]),
            ("`${a},${b}`", &["`", "${", "a", "}", ",", "${", "b", "}", "`"]),
            ("f(/[/'\"]/g, 1.5)", &["f", "(", "/[/'\"]/", "g", ",", "1.5", ")"]),
            ("{ a: /* */ `b\n` }", &["{", "a", ":", "`b\n`", "}"]),
        ];
        for (program, expected) in cases {
            assert_eq!(texts(program).as_deref(), Some(expected), "{program}");
        }
        for program in [
            "a / b",
            "f(",
            "f(]",
            "'a\n'",
            "`a",
            "/* a",
            "a\\u0062",
            "eval('a')",
            "a <!-- '",
            "#a",
            "x => /a/",
        ] {
            assert_eq!(texts(program), None, "{program}");
        }
        let is_first: Vec<_> =
            tokens("a\nb /*\n*/ c d").unwrap().iter().map(|token| token.is_first).collect();
        assert_eq!(is_first, [false, true, true, false]);
    }
}
