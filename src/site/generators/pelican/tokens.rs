//! The text of a Python module in; its words, literals and signs out.

/// A token.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether a statement begins with it.
    pub(super) begins: bool,
    /// Its column, if a statement begins with it.
    pub(super) column: usize,
    /// Where it starts in the text.
    pub(super) start: usize,
}

/// The kinds of tokens.
#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Word(String),
    Number(String),
    /// A text; `None` if only running the program gives its value.
    Text(Option<String>),
    /// A text with names in braces.
    Form(String),
    Sign(&'static str),
}

impl Token {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(name) if name == word)
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(&self.kind, Kind::Sign(found) if *found == sign)
    }

    pub(super) fn is_open(&self) -> bool {
        ["(", "[", "{"].iter().any(|sign| self.is_sign(sign))
    }

    pub(super) fn is_close(&self) -> bool {
        [")", "]", "}"].iter().any(|sign| self.is_sign(sign))
    }

    pub(super) fn text(&self) -> &str {
        match &self.kind {
            Kind::Word(text) | Kind::Number(text) | Kind::Form(text) => text,
            Kind::Text(text) => text.as_deref().unwrap_or_default(),
            Kind::Sign(sign) => sign,
        }
    }
}

/// The signs, longer ones first. Others stand for something that is not read.
const SIGNS: &[&str] = &[
    "==", "!=", "+=", "-=", "**", "//", "=", "+", "-", "*", "/", "%", ".", ",", ":", "(", ")", "[", "]", "{",
    "}",
];

/// The tokens of a module, without comments.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut reader =
        Reader { rest: text, tokens: Vec::new(), depth: 0, column: Some(0), last_column: 0, start: 0 };
    while let Some(first) = reader.rest.chars().next() {
        reader.start = text.len() - reader.rest.len();
        reader.read(first);
    }
    reader.tokens
}

struct Reader<'t> {
    rest: &'t str,
    tokens: Vec<Token>,
    /// How many brackets are open.
    depth: usize,
    /// The column, at the beginning of a statement.
    column: Option<usize>,
    /// That of the last statement.
    last_column: usize,
    /// Where the token starts that is read.
    start: usize,
}

impl Reader<'_> {
    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn push(&mut self, kind: Kind) {
        let column = self.column.take();
        self.last_column = column.unwrap_or(self.last_column);
        let (begins, start) = (column.is_some(), self.start);
        self.tokens.push(Token { kind, begins, column: column.unwrap_or_default(), start });
    }

    fn read(&mut self, first: char) {
        match first {
            '\n' => {
                self.skip(1);
                if self.depth == 0 {
                    self.column = Some(0);
                }
            }
            '#' => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            '\\' if self.rest.starts_with("\\\n") => self.skip(2),
            ';' if self.depth == 0 => {
                self.skip(self.rest.find(|c: char| c != ';' && c != ' ').unwrap_or(self.rest.len()));
                self.column = Some(self.last_column);
            }
            space if space.is_whitespace() => {
                self.skip(space.len_utf8());
                self.column = self.column.map(|column| column + 1);
            }
            digit if digit.is_ascii_digit() => self.number(),
            '"' | '\'' => self.literal("", first),
            letter if letter.is_alphabetic() || letter == '_' => self.word(),
            _ => self.sign(first),
        }
    }

    fn number(&mut self) {
        let end = self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')));
        let (number, _) = self.rest.split_at_checked(end.unwrap_or(self.rest.len())).unwrap_or_default();
        let (length, number) = (number.len(), number.replace('_', ""));
        self.push(Kind::Number(number));
        self.skip(length);
    }

    fn word(&mut self) {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let word = self.rest.get(..end).unwrap_or_default().to_owned();
        self.skip(end);
        let is_prefix = word.len() <= 2 && word.chars().all(|c| "rRfFbBuU".contains(c));
        match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) if is_prefix => self.literal(&word.to_lowercase(), quote),
            Some(_) | None => self.push(Kind::Word(word)),
        }
    }

    fn sign(&mut self, first: char) {
        let sign = SIGNS.iter().copied().find(|sign| self.rest.starts_with(sign));
        match sign {
            Some("(" | "[" | "{") => self.depth += 1,
            Some(")" | "]" | "}") => self.depth = self.depth.saturating_sub(1),
            Some(_) | None => {}
        }
        self.push(Kind::Sign(sign.unwrap_or("?")));
        self.skip(sign.map_or(first.len_utf8(), str::len));
    }

    /// A text in single, double or triple quotes.
    fn literal(&mut self, prefix: &str, quote: char) {
        let triple: String = [quote; 3].iter().collect();
        let mark = if self.rest.starts_with(&triple) { triple } else { quote.to_string() };
        self.skip(mark.len());
        let is_raw = prefix.contains('r');
        let (mut text, mut is_known) = (String::new(), true);
        loop {
            if let Some(rest) = self.rest.strip_prefix(mark.as_str()) {
                self.rest = rest;
                break;
            }
            let Some(next) = self.rest.chars().next().filter(|c| *c != '\n' || mark.len() == 3) else {
                is_known = false;
                break;
            };
            self.skip(next.len_utf8());
            match next {
                '\\' if is_raw => {
                    text.push('\\');
                    // A backslash keeps a quotation mark from ending the text.
                    if let Some(escaped) = self.rest.chars().next() {
                        text.push(escaped);
                        self.skip(escaped.len_utf8());
                    }
                }
                '\\' => match self.escape() {
                    Some(escaped) => text.push_str(&escaped),
                    None => is_known = false,
                },
                other => text.push(other),
            }
        }
        let is_known = is_known && !prefix.contains('b');
        let is_form = is_known && prefix.contains('f') && text.contains(['{', '}']);
        self.push(if is_form { Kind::Form(text) } else { Kind::Text(is_known.then_some(text)) });
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<String> {
        let escaped = self.rest.chars().next()?;
        self.skip(escaped.len_utf8());
        match escaped {
            '\n' => Some(String::new()),
            'n' => Some("\n".to_owned()),
            't' => Some("\t".to_owned()),
            'x' => self.hexadecimal(2),
            'u' => self.hexadecimal(4),
            'U' => self.hexadecimal(8),
            same @ ('\\' | '\'' | '"') => Some(same.to_string()),
            'N' | '0'..='7' | 'a' | 'b' | 'f' | 'r' | 'v' => None,
            // Anything else stays as it is.
            other => Some(format!("\\{other}")),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<String> {
        let number = u32::from_str_radix(self.rest.get(..digits)?, 16).ok()?;
        self.skip(digits);
        char::from_u32(number).map(String::from)
    }
}
