//! Malformed metadata, and where its parser gave up, in; the mistake that a person would name out, if it is one of the usual
//! ones. A parser notices many of them only on the next line, and says what it expected there.

use std::ops::Range;

use crate::diagnostic::counted;

/// A mistake with its range in the metadata.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

impl Mistake {
    fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Mistake {
        Mistake { range, message: message.into(), help: help.into() }
    }
}

/// A line that is neither blank nor a comment.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// Where its first character is that is not a space.
    start: usize,
    indent: usize,
    /// The rest, without spaces at its end.
    text: &'t str,
}

impl<'t> Line<'t> {
    fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The key before a sign, and what follows that, with its place.
    fn split(self, sign: char) -> Option<(&'t str, &'t str, usize)> {
        let (key, value) = self.text.split_once(sign)?;
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let name = key.trim_end();
        (!name.is_empty() && name.chars().all(is_part)).then_some((name, value, self.start + key.len() + 1))
    }

    /// The key of a line of YAML.
    fn key(self) -> Option<&'t str> {
        let (key, value, _) = self.split(':')?;
        (value.is_empty() || value.starts_with(' ')).then_some(key)
    }
}

/// Finds a mistake on a line.
type Find = fn(&[Line<'_>], usize) -> Option<Mistake>;

/// The mistake in YAML whose parser gave up at a place.
pub(super) fn yaml(head: &str, at: usize, is_fenced: bool) -> Option<Mistake> {
    let lines = lines(head);
    let own = lines.iter().rposition(|line| line.start - line.indent <= at)?;
    let is_toml = |line: &Line<'_>| line.split('=').is_some() || line.text.starts_with('[');
    if is_fenced && lines.iter().all(is_toml) {
        let help = "write `+++` instead of `---` above and below it";
        return Some(Mistake::new(lines.first()?.range(), "TOML between `---`, which enclose YAML", help));
    }
    // What is behind the key of a line does not follow from the line before.
    let line = lines.get(own)?;
    let is_late = at <= line.start + line.text.find(':').unwrap_or(line.text.len());
    let places = [Some(own), own.checked_sub(1).filter(|_| is_late)];
    places.into_iter().flatten().find_map(|place| {
        let find = IN_YAML.iter().find(|find| find(&lines, place).is_some())?;
        // The first of several lines with the same mistake.
        (0..=place).rev().map_while(|place| find(&lines, place)).last()
    })
}

const IN_YAML: &[Find] =
    &[quoted_yaml, equals_sign, no_space_after_colon, no_space_after_hyphen, indented, wrapped];

/// The lines of malformed TOML, which may have many mistakes.
pub(super) struct Toml<'t>(Vec<Line<'t>>);

impl<'t> Toml<'t> {
    pub(super) fn of(head: &'t str) -> Toml<'t> {
        Toml(lines(head))
    }

    /// The mistake of metadata that is YAML between the fences of TOML.
    pub(super) fn fences(&self) -> Option<Mistake> {
        let is_yaml = |line: &Line<'_>| line.key().is_some() || line.text.starts_with('-');
        let first = self.0.first().filter(|_| self.0.iter().all(is_yaml))?;
        let help = "write `---` instead of `+++` above and below it";
        Some(Mistake::new(first.range(), "YAML between `+++`, which enclose TOML", help))
    }

    /// The mistake because of which the parser reports an error at a place.
    pub(super) fn at(&self, at: usize) -> Option<Mistake> {
        let own = self.line_at(at)?;
        IN_TOML.iter().find_map(|find| find(&self.0, own))
    }

    /// The key and the value of the line at a place.
    pub(super) fn pair_at(&self, at: usize) -> Option<(&'t str, &'t str)> {
        let (key, value, _) = self.0.get(self.line_at(at)?)?.split('=')?;
        Some((key, value.split('#').next().unwrap_or_default().trim()))
    }

    fn line_at(&self, at: usize) -> Option<usize> {
        self.0.partition_point(|line| line.start - line.indent <= at).checked_sub(1)
    }
}

const IN_TOML: &[Find] = &[quoted_toml, colon];

fn lines(head: &str) -> Vec<Line<'_>> {
    let mut next = 0;
    let lines = head.split_inclusive('\n').map(|line| {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let at = next;
        next += line.len();
        Line { start: at + indent, indent, text: rest.trim_end() }
    });
    lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#')).collect()
}

fn quoted_yaml(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = *lines.get(at)?;
    let (key, value, start) = line.split(':').filter(|_| line.key().is_some())?;
    quoted(value, start, |text| format!("{key}: {text}"))
}

fn quoted_toml(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let (key, value, start) = lines.get(at)?.split('=')?;
    typographic(value, start, key).or_else(|| quoted(value, start, |text| format!("{key} = {text}")))
}

/// A text in quotes that is not closed on its line, or has something behind it.
fn quoted(value: &str, start: usize, write: impl Fn(&str) -> String) -> Option<Mistake> {
    let text = value.trim_start();
    let start = start + value.len() - text.len();
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    // Three of them enclose several lines in TOML.
    if text.starts_with(&quote.to_string().repeat(3)) {
        return None;
    }
    let Some(end) = closing(text, quote) else {
        let help = format!("close the text with `{quote}`");
        return Some(Mistake::new(start..start + text.len(), format!("unclosed `{quote}`"), help));
    };
    let rest = text.get(end..)?;
    let is_within = !rest.starts_with(char::is_whitespace) || rest.matches(quote).count() % 2 == 1;
    if rest.is_empty() || !is_within || rest.trim_start().starts_with(['#', ',', ']', '}']) {
        return None;
    }
    let inside = text.strip_prefix(quote)?;
    let inside = inside.strip_suffix(quote).unwrap_or(inside);
    let whole = if quote == '\'' || inside.contains('\'') {
        format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("'{inside}'")
    };
    let help = format!("a text that contains `{quote}` is written like this: `{}`", write(&whole));
    Some(Mistake::new(start + end..start + text.len(), "text after the closing quote", help))
}

/// Behind the quote that closes a text which begins with one.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            let is_doubled = quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote);
            if !is_doubled {
                return Some(at + 1);
            }
            characters.next();
        }
    }
    None
}

/// A text in quotation marks that are none for TOML.
fn typographic(value: &str, start: usize, key: &str) -> Option<Mistake> {
    const MARKS: &[char] = &['“', '”', '„', '«', '»', '‘', '’'];
    let text = value.trim_start();
    let start = start + value.len() - text.len();
    text.strip_prefix(MARKS)?;
    let help = format!("write straight quotation marks: `{key} = \"{}\"`", text.trim_matches(MARKS));
    Some(Mistake::new(start..start + text.len(), "text in typographic quotation marks", help))
}

/// `key = value` in YAML.
fn equals_sign(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = lines.get(at)?;
    let (key, value, _) = line.split('=')?;
    let help = format!("write `{key}: {}`", value.trim());
    Some(Mistake::new(line.range(), "`=` after a key, expected `:`", help))
}

/// `key: value` in TOML.
fn colon(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = *lines.get(at)?;
    let (key, value, _) = line.split(':').filter(|_| line.split('=').is_none())?;
    let value = value.trim();
    let is_written =
        value.starts_with(['"', '\'', '[', '{']) || value.starts_with(|c: char| c.is_ascii_digit());
    let is_written = is_written || matches!(value, "true" | "false");
    let value = if is_written { value.to_owned() } else { format!("\"{}\"", value.replace('"', "\\\"")) };
    Some(Mistake::new(line.range(), "`:` after a key, expected `=`", format!("write `{key} = {value}`")))
}

/// `key:value`, unless it is a URL.
fn no_space_after_colon(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = *lines.get(at)?;
    let (key, value, start) = line.split(':').filter(|_| line.key().is_none())?;
    let is_url = value.starts_with("//");
    let help = format!("write `{key}: {value}`");
    (!is_url).then(|| Mistake::new(line.start..start, format!("no space after `{key}:`"), help))
}

/// `-item` in a list.
fn no_space_after_hyphen(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = lines.get(at)?;
    let item = line.text.strip_prefix('-').filter(|item| !item.starts_with([' ', '-']))?;
    let before = lines.get(at.checked_sub(1)?)?;
    let is_in_list = before.text.ends_with(':') || before.text.starts_with('-');
    let help = format!("write `- {item}`");
    (is_in_list && !item.is_empty()).then(|| Mistake::new(line.range(), "no space after the `-`", help))
}

/// A key that is indented although the key before it has a value, or is not part of a table.
fn indented(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = *lines.get(at)?;
    let before = *lines.get(at.checked_sub(1)?)?;
    line.key()?;
    before.key()?;
    let is_first = at == 1 && before.indent > line.indent;
    let (line, other, beside) = if is_first { (before, line, "after") } else { (line, before, "before") };
    let spaces = line.indent.checked_sub(other.indent).filter(|spaces| *spaces > 0)?;
    let has_value = !other.text.ends_with([':', '|', '>']);
    let message = format!("`{}` is indented further than the key {beside} it", line.key()?);
    let help = format!("remove {} before it", counted(spaces, "space", "spaces"));
    has_value.then(|| Mistake::new(line.start - line.indent..line.start, message, help))
}

/// The second line of a text without quotes.
fn wrapped(lines: &[Line<'_>], at: usize) -> Option<Mistake> {
    let line = *lines.get(at)?;
    let before = *lines.get(at.checked_sub(1)?)?;
    let key = before.key()?;
    let is_text = line.text.starts_with(char::is_alphanumeric) && !line.text.contains(':');
    let help = format!("indent it if it belongs to `{key}`, or write `key: value`");
    (is_text && line.indent == before.indent)
        .then(|| Mistake::new(line.range(), "line that is neither a key nor indented", help))
}
