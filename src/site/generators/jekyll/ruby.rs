//! The text of a Ruby program in; its words, texts and signs out. A text that does not end in its line is read as code, so that
//! no quotation mark in prose hides what follows it.

use std::collections::BTreeSet;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// A name with its marks: `posts`, `@posts`, `reject!`, `published?`.
    Word(&'p str),
    /// What is in quotation marks.
    Text(&'p str),
    Sign(&'p str),
    EndOfLine,
}

impl Token<'_> {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(found) if *found == word)
    }

    pub(super) fn is_text(&self, text: &str) -> bool {
        matches!(self, Token::Text(found) if *found == text)
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self, Token::Sign(found) if *found == sign)
    }
}

/// The signs of several characters, longer ones first.
const SIGNS: &[&str] = &[
    "<=>", "===", "||=", "&&=", "<<~", "<<-", "&.", "==", "=>", "=~", "!=", "!~", "+=", "-=", "|=", "&=",
    "<<", ">=", "<=", "||", "&&", "::",
];

/// How many texts between words are looked for the ends of.
const HEREDOCS: usize = 256;

/// The tokens of a program, without comments.
pub(super) fn tokens(program: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { tokens: Vec::new(), ends: Vec::new(), endless: BTreeSet::new(), heredocs: 0 };
    let mut rest = program;
    let mut is_comment = false;
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = behind;
        if line.trim_end() == "__END__" {
            break;
        }
        is_comment |= line.starts_with("=begin");
        if is_comment {
            is_comment = !line.starts_with("=end");
            continue;
        }
        reader.line(line, rest);
        for end in std::mem::take(&mut reader.ends) {
            rest = behind_text(rest, end).unwrap_or(rest);
        }
    }
    reader.tokens
}

/// What is behind the line that ends a text between words.
fn behind_text<'p>(rest: &'p str, end: &str) -> Option<&'p str> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim() == end {
            return rest.get(at..);
        }
    }
    None
}

struct Reader<'p> {
    tokens: Vec<Token<'p>>,
    /// The words that end the texts which begin in the next line.
    ends: Vec<&'p str>,
    /// The words that end none.
    endless: BTreeSet<&'p str>,
    heredocs: usize,
}

impl<'p> Reader<'p> {
    /// Reads a line, behind which the rest of the program follows.
    fn line(&mut self, line: &'p str, behind: &'p str) {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '#' => break,
                c if c.is_whitespace() => c.len_utf8(),
                quote @ ('"' | '\'' | '`') => self.quoted(rest, quote),
                '/' if self.expects_value(rest, line) => {
                    closing(rest.get(1..).unwrap_or_default(), '/').map_or(1, |end| end + 2)
                }
                c if c.is_alphanumeric() || c == '_' || c == '@' || c == '$' => self.word(rest),
                _ => self.sign(rest, behind),
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        self.tokens.push(Token::EndOfLine);
    }

    /// Takes a text, and returns how long it is.
    fn quoted(&mut self, rest: &'p str, quote: char) -> usize {
        let inside = rest.get(1..).unwrap_or_default();
        let Some(end) = closing(inside, quote) else { return 1 };
        self.tokens.extend(inside.get(..end).map(Token::Text));
        end + 2
    }

    fn word(&mut self, rest: &'p str) -> usize {
        let name = rest.trim_start_matches(['@', '$']);
        let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
        let marked = name.get(end..).is_some_and(|behind| {
            behind.starts_with(['!', '?']) && !behind.get(1..).unwrap_or_default().starts_with(['=', '~'])
        });
        let length = rest.len() - name.len() + end + usize::from(marked);
        self.tokens.extend(rest.get(..length).map(Token::Word));
        length.max(1)
    }

    fn sign(&mut self, rest: &'p str, behind: &'p str) -> usize {
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign)).map_or(0, |sign| sign.len());
        let length = if sign > 0 { sign } else { rest.chars().next().map_or(1, char::len_utf8) };
        let sign = rest.get(..length).unwrap_or_default();
        let after = rest.get(length..).unwrap_or_default();
        if sign.starts_with("<<")
            && let Some((end, length_of_end)) = heredoc(after)
            && self.has_end(end, behind)
        {
            self.ends.push(end);
            return length + length_of_end;
        }
        self.tokens.push(Token::Sign(sign));
        length
    }

    /// Whether a text that ends with a word does end.
    fn has_end(&mut self, end: &'p str, behind: &str) -> bool {
        self.heredocs += 1;
        let is_found =
            self.heredocs <= HEREDOCS && !self.endless.contains(end) && behind_text(behind, end).is_some();
        if !is_found {
            self.endless.insert(end);
        }
        is_found
    }

    /// Whether a slash begins a regular expression, rather than divides.
    fn expects_value(&self, rest: &str, line: &str) -> bool {
        let is_behind_space = line.get(..line.len() - rest.len()).is_some_and(|before| before.ends_with(' '));
        match self.tokens.last() {
            Some(Token::Word(_)) => is_behind_space && !rest.starts_with("/ "),
            Some(Token::Text(_)) => false,
            Some(Token::Sign(sign)) => ![")", "]", "}"].contains(sign),
            Some(Token::EndOfLine) | None => true,
        }
    }
}

/// The word that ends a text between words, and how long it is where that begins.
fn heredoc(text: &str) -> Option<(&str, usize)> {
    let quote = text.chars().next().filter(|c| ['"', '\'', '`'].contains(c));
    let name = text.get(usize::from(quote.is_some())..)?;
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
    let word = name.get(..end).filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))?;
    Some((word, end + 2 * usize::from(quote.is_some())))
}

/// Where a quotation mark closes a text. What is computed in the text may have such marks, too.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let mut depth = 0_usize;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => _ = chars.next(),
            '#' if quote != '\'' && chars.peek().is_some_and(|(_, next)| *next == '{') => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c == quote && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}
