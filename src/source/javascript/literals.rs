//! Literals and names: the text that a quoted one stands for.

use std::str::Chars;

/// The text of a literal at the beginning of a program, and what follows it; `None` if there is none, or if it is a template
/// with expressions.
pub(crate) fn string(program: &str) -> Option<(String, &str)> {
    let mut chars = program.chars();
    let quote = chars.next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut text = String::new();
    loop {
        match chars.next()? {
            c if c == quote => return Some((text, chars.as_str())),
            '\\' => text.extend(escaped(&mut chars)?),
            '\n' if quote != '`' => return None,
            '$' if quote == '`' && chars.as_str().starts_with('{') => return None,
            c => text.push(c),
        }
    }
}

/// The character that stands behind a backslash; `Some(None)` for the end of a line, which goes on in the next one.
#[expect(clippy::option_option, reason = "no character is not the same as an escape that is none")]
fn escaped(chars: &mut Chars<'_>) -> Option<Option<char>> {
    Some(Some(match chars.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{C}',
        'v' => '\u{B}',
        '\n' => return Some(None),
        'x' => char::from_u32(number(chars, 2)?)?,
        'u' => return unicode(chars).map(Some),
        // `\0`, and numbers in base 8.
        c if c.is_ascii_digit() => return None,
        c => c,
    }))
}

/// What `\u` stands for: four digits, of which two groups may be one character, or digits in braces.
fn unicode(chars: &mut Chars<'_>) -> Option<char> {
    if let Some(rest) = chars.as_str().strip_prefix('{') {
        let (digits, rest) = rest.split_once('}')?;
        *chars = rest.chars();
        return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    }
    let first = u16::try_from(number(chars, 4)?).ok()?;
    let mut units = vec![first];
    if (0xD800..0xDC00).contains(&first) {
        *chars = chars.as_str().strip_prefix("\\u")?.chars();
        units.push(u16::try_from(number(chars, 4)?).ok()?);
    }
    char::decode_utf16(units).next()?.ok()
}

/// A number of so many digits in base 16.
fn number(chars: &mut Chars<'_>, digits: usize) -> Option<u32> {
    let (digits, rest) = chars.as_str().split_at_checked(digits)?;
    *chars = rest.chars();
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// Whether a text is a name.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_part_of_name)
}

/// The names in a text, and its keywords and numbers.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_part_of_name(c)).filter(|word| !word.is_empty())
}

/// Whether a character may be in a name.
pub(crate) fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_the_text_that_it_stands_for() {
        let cases = [
            (r#""a \"b\" c" d"#, Some(("a \"b\" c", " d"))),
            (r"'it\'s'", Some(("it's", ""))),
            ("`two\nlines`;", Some(("two\nlines", ";"))),
            (
                r"'\x41\u00e9\u{1F41A}\ud83d\udc1a\
 on'",
                Some(("Aé🐚🐚 on", "")),
            ),
            ("`a ${b}`", None),
            ("'two\nlines'", None),
            ("'open", None),
            (r"'\ud83d'", None),
            (r"'\u{110000}'", None),
            (r"'\xé'", None),
            ("name", None),
        ];
        for (program, expected) in cases {
            let found = string(program);
            assert_eq!(found.as_ref().map(|(text, rest)| (text.as_str(), *rest)), expected, "{program}");
        }
    }
}
