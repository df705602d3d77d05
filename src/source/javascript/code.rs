//! The text of a program in JavaScript or TypeScript in; the same without comments, and what is inside of its brackets,
//! out. Brackets and names in strings and regular expressions are none.

use std::str::CharIndices;

/// The characters of a program that are not in strings, each with its place.
pub(crate) struct Code<'t> {
    text: &'t str,
    chars: CharIndices<'t>,
    /// The last character that is not white space.
    last: char,
}

impl<'t> Code<'t> {
    pub(crate) fn of(text: &'t str) -> Code<'t> {
        Code { text, chars: text.char_indices(), last: '(' }
    }

    /// Goes to the end of what a quote began. A line ends a string, but no template.
    fn skip(&mut self, quote: char) {
        // What is open, each as the character that ends it; for the expressions of templates, and the brackets in them, `}`.
        let mut open = vec![quote];
        while let Some(end) = open.last().copied()
            && let Some((_, c)) = self.chars.next()
        {
            match (end, c) {
                ('}', '"' | '\'' | '`') => open.push(c),
                ('}', '{') => open.push('}'),
                (_, '\\') if end != '}' => _ = self.chars.next(),
                ('/', '[') => open.push(']'),
                ('`', '$') if self.chars.as_str().starts_with('{') => {
                    self.chars.next();
                    open.push('}');
                }
                (_, '\n') if !matches!(end, '`' | '}') => _ = open.pop(),
                _ if c == end => _ = open.pop(),
                _ => {}
            }
        }
    }

    /// Whether a slash at a place begins a regular expression.
    fn is_regex(&self, at: usize) -> bool {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        "(,=:[!&|?{};".contains(self.last) && !rest.starts_with(['/', '*'])
    }
}

impl Iterator for Code<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        let (at, c) = self.chars.next()?;
        let begins = matches!(c, '"' | '\'' | '`') || c == '/' && self.is_regex(at);
        if begins {
            self.skip(c);
        }
        if !c.is_whitespace() {
            self.last = c;
        }
        Some((at, c))
    }
}

/// A program whose comments are blank, so that everything else stays where it is.
pub(crate) fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while let Some((start, comment)) = comment(text, at) {
        kept.push_str(text.get(at..start).unwrap_or_default());
        kept.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        at = start + comment.len();
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// The first comment behind a place, at which no string is open.
fn comment(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    let begins = |at: usize| rest.get(at..).filter(|rest| rest.starts_with("//") || rest.starts_with("/*"));
    let (at, comment) = Code::of(rest).find_map(|(at, c)| Some((at, begins(at).filter(|_| c == '/')?)))?;
    let length = if comment.starts_with("//") {
        comment.find('\n').unwrap_or(comment.len())
    } else {
        comment.find("*/").map_or(comment.len(), |end| end + 2)
    };
    Some((from + at, comment.get(..length)?))
}

/// How deep a text is inside of brackets behind a character that is not in a string.
pub(crate) fn nested(depth: usize, c: char) -> usize {
    match c {
        '{' | '(' | '[' => depth + 1,
        '}' | ')' | ']' => depth.saturating_sub(1),
        _ => depth,
    }
}

/// How deep a place in a program is inside of brackets.
pub(crate) fn depths(text: &str) -> impl Fn(usize) -> usize {
    let mut depth = 0_usize;
    let changes = Code::of(text).filter(|(_, c)| "{([})]".contains(*c)).map(|(at, c)| {
        depth = nested(depth, c);
        (at, depth)
    });
    let changes: Vec<_> = changes.collect();
    move |at| {
        let before = changes.partition_point(|(place, _)| *place < at);
        before.checked_sub(1).and_then(|last| changes.get(last)).map_or(0, |(_, depth)| *depth)
    }
}

/// A text up to the bracket that closes what is open at its beginning.
pub(crate) fn inside(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    let (end, _) = Code::of(text).find(|(_, c)| {
        depth = nested(depth, *c);
        depth == 0
    })?;
    text.get(..end)
}

/// The value at the beginning of a text: up to the comma, semicolon or bracket behind it, or to its end.
pub(crate) fn value(text: &str) -> &str {
    let mut depth = 0_usize;
    let end = Code::of(text).find(|(_, c)| {
        let ends = depth == 0 && matches!(c, ',' | ';' | '}' | ')' | ']');
        depth = nested(depth, *c);
        ends
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text)).trim()
}

/// The values of a list, or of the arguments of a call, without the brackets around them.
pub(crate) fn items(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = list.trim();
    while !rest.is_empty() {
        let one = value(rest);
        found.push(one);
        let behind = rest.get(one.len()..).unwrap_or_default().trim_start();
        rest = behind.strip_prefix([',', ';', '}', ')', ']']).unwrap_or_default().trim_start();
    }
    found
}

/// The places of a character in a text that are in no brackets.
pub(crate) fn outside(text: &str, character: char) -> Vec<usize> {
    let depth = depths(text);
    let places = Code::of(text).filter(|(at, c)| *c == character && depth(*at) == 0);
    places.map(|(at, _)| at).collect()
}
