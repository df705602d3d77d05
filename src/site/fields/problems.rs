//! What the parsers of TOML and YAML say about malformed text in, what we say about it and how to correct it out.

use super::value::boolean_word;
use crate::diagnostic::nearest;

/// How what a parser says begins, or what it contains; our message; how to correct it.
type Problem = (&'static str, &'static str, &'static str);

const QUOTE: &str = "put the text in quotation marks: `title = \"…\"`";
const CLOSE_TEXT: &str = "close it with the quotation marks it begins with";
const NUMBER: &str = "write a number like 12 or 1.5, or put text in quotation marks";
const KEY: &str = "write keys with letters, digits, `-` and `_`; put others in quotation marks";
const ESCAPE: &str = "write `\\\\` for a backslash, or put the text in single quotation marks";

/// The first row that fits counts.
const TOML: &[Problem] = &[
    ("duplicate key", "duplicate key", "remove one of the two"),
    ("cannot extend", "key below a key that already has a value", "remove one of the two"),
    ("key with no value", "key without `=`", "write `key = value`; put keys with spaces in quotation marks"),
    ("missing assignment", "key without `=`", "write `key = value`"),
    ("unexpected key or value", "text after a value", "begin each key on a line of its own"),
    ("missing comma", "missing comma between values", "add a comma"),
    ("extra comma", "two commas in a row", "remove one of them"),
    ("extra `=`", "two `=` in a row", "remove one of them"),
    ("unclosed array table", "unclosed `[[`", "close it with `]]`"),
    ("unclosed array", "unclosed array", "close it with `]`"),
    ("unclosed inline table", "unclosed table", "close it with `}`"),
    ("unclosed table", "unclosed `[`", "close it with `]`"),
    (
        "visible characters",
        "control character in a text",
        "remove it, or write it as an escape such as `\\u0007`",
    ),
    ("non-single-quote", "control character in a text", "remove it"),
    ("string, expected", "unclosed text", CLOSE_TEXT),
    ("missing escaped value", "unknown escape", ESCAPE),
    (
        "unicode",
        "malformed Unicode escape",
        "write four digits after `\\u`, and eight after `\\U`: `\\u00e9`",
    ),
    ("invalid comment character", "control character in a comment", "remove it"),
    ("carriage return", "carriage return without a line feed", "end lines with a line feed"),
    ("invalid unquoted key", "malformed key", KEY),
    ("unquoted keys cannot be empty", "missing key", "write a key before the `=`"),
    ("missing key", "missing key", "write a key before the `=`"),
    ("leading zero", "number with a leading zero", "remove the zero, or put text in quotation marks"),
    ("`_` may only", "misplaced `_` in a number", "write `_` only between digits, as in `1_000`"),
    ("radix", "prefix of a number in upper case", "write the prefix in lower case, as in `0x1f`"),
    ("recurs", "metadata is nested too deeply", "write plain keys and values"),
];

/// What is wrong with a value without quotation marks. The first row that fits counts.
const TOML_VALUES: &[Problem] = &[
    ("string values must be quoted", "text without quotation marks", QUOTE),
    ("invalid boolean", "text without quotation marks", QUOTE),
    ("sign", "misplaced sign in a number", NUMBER),
    ("prefix", "malformed number", NUMBER),
    ("invalid fraction", "malformed number", NUMBER),
    ("invalid exponent", "malformed number", NUMBER),
    ("invalid mantissa", "malformed number", NUMBER),
    ("invalid integer", "malformed number", NUMBER),
    ("invalid float", "malformed number", NUMBER),
];

/// What is wrong with a date.
const DATES: &[&str] = &["invalid date", "invalid time", "invalid offset"];

const DATE: &str = "write a valid date: 2026-04-01, or 2026-04-01T18:30:00+03:00";

const TOML_HELP: &str = "write text in quotes: `title = \"…\"`; arrays like `[\"a\", \"b\"]`; dates like 2026-04-01T18:30:00+03:00";

/// A key, and what stands behind its `=`.
type Pair<'t> = (&'t str, &'t str);

/// The message and the help for what the parser of TOML says about malformed text, which begins with `found`, on a line with
/// a key and a value.
pub(super) fn toml(said: &str, found: &str, pair: Option<Pair<'_>>) -> (String, String) {
    let of_form = worded_toml(said, found).map(|(message, help)| (message, help.to_owned()));
    let of_value = || worded_value(said, found, pair);
    of_form.or_else(of_value).unwrap_or_else(|| ("malformed TOML".to_owned(), TOML_HELP.to_owned()))
}

/// The same about a value without quotation marks.
fn worded_value(said: &str, found: &str, pair: Option<Pair<'_>>) -> Option<(String, String)> {
    let (message, help) = worded(TOML_VALUES, said)?;
    let is_of_boolean = pair.is_some_and(|(key, _)| BOOLEANS.contains(&key));
    Some(match bare_boolean(found) {
        Some((word, meant)) => (
            format!("`{word}` is neither a boolean nor text in quotation marks"),
            if is_of_boolean {
                format!("write `{meant}`")
            } else {
                format!("write `{meant}`, or put text in quotation marks: `\"{word}\"`")
            },
        ),
        None => {
            let own = pair.filter(|_| help == QUOTE).and_then(quoted_pair);
            (message, own.unwrap_or_else(|| help.to_owned()))
        }
    })
}

/// Keys whose values are never texts.
const BOOLEANS: &[&str] = &["draft", "feed"];

/// How a value without quotation marks is to be written, if it is short and all of the value of its key.
fn quoted_pair((key, value): Pair<'_>) -> Option<String> {
    let meant = nearest(value, ["true", "false"].into_iter());
    if BOOLEANS.contains(&key) {
        let meant = meant.map_or_else(
            || format!("`{key} = true` or `{key} = false`"),
            |meant| format!("`{key} = {meant}`"),
        );
        return Some(format!("write {meant}"));
    }
    let is_whole =
        !value.is_empty() && value.len() <= MAX_SHOWN && !value.contains(['"', '\\', '[', '{', '`']);
    let quote = is_whole.then(|| format!("put the text in quotation marks: `{key} = \"{value}\"`"))?;
    Some(match meant {
        Some(meant) => format!("write `{key} = {meant}`, or {quote}"),
        None => quote,
    })
}

/// The maximum length of a value that is repeated.
const MAX_SHOWN: usize = 60;

/// A value without quotation marks that means a boolean, as in YAML, and how TOML writes it.
fn bare_boolean(found: &str) -> Option<(&str, bool)> {
    let value = found.split(['\n', '\r', ',', ']', '}', '#']).next()?.trim_end();
    Some((value, boolean_word(value)?))
}

fn worded_toml(said: &str, found: &str) -> Option<(String, &'static str)> {
    if DATES.iter().any(|date| said.starts_with(date)) {
        // It says what is expected: a part of a date, and its form or its limits.
        return Some((said.replace(" between ", " from ").replace(" and ", " to "), DATE));
    }
    if said.starts_with("string values") && found.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) {
        return Some(("key without a value".to_owned(), "write a value after the `=`, or remove the key"));
    }
    worded(TOML, said)
}

const YAML_QUOTE: &str = "put text that contains `: ` or `#` in quotes";
const YAML_START: &str = "put text that begins with such a character in quotes";
const INDENT: &str = "indent the keys of a table, and the items of a list, by the same number of spaces";

const YAML: &[Problem] = &[
    (
        "mapping values are not allowed",
        "`: ` in a text without quotes",
        "put a text that contains `: ` in quotes: `title: \"a: b\"`",
    ),
    (
        "illegal placement of ':'",
        "unexpected `:`",
        "close the bracket before it, or put text with `: ` in quotes",
    ),
    (
        "block sequence entries",
        "unexpected `-`",
        "begin a list on a line of its own, or put the text in quotes",
    ),
    ("mapping keys are not allowed", "unexpected `?`", YAML_START),
    ("end of stream", "unclosed text", CLOSE_TEXT),
    ("document indicator", "unclosed text", CLOSE_TEXT),
    ("flow sequence", "unclosed list", "separate the items with commas, and close the list with `]`"),
    ("flow mapping", "unclosed table", "separate the keys with commas, and close the table with `}`"),
    ("flow construct", "line with too little indentation inside brackets", INDENT),
    ("misplaced bracket", "closing bracket without an opening one", "remove it, or put the text in quotes"),
    ("unexpected character", "text that begins with a special character", YAML_START),
    ("cannot start with '-'", "text that begins with a special character", YAML_START),
    ("unknown anchor", "`*` before an unknown name", YAML_START),
    ("anchor", "`&` or `*` without a valid name", YAML_START),
    (
        "trailing content after double-quoted",
        "text after the closing quote",
        "put a text that contains quotes in single quotes: `title: 'a \"b\" c'`",
    ),
    ("hexadecimal", "malformed escape", ESCAPE),
    ("escape", "unknown escape", ESCAPE),
    ("unprintable character", "control character", "remove it"),
    ("byte order mark", "byte order mark inside the text", "remove it"),
    ("tab", "tab in the indentation", "indent with spaces"),
    ("indent", "wrong indentation", INDENT),
    ("block collection", "key between the items of a list", INDENT),
    ("block mapping", "line that is neither a key nor part of a value", INDENT),
    ("simple key", "line without `: `", "write `key: value`"),
    ("block scalar", "malformed `|` or `>`", "write only `|` or `>` after the key, and the text below it"),
    (
        "multiline text",
        "comment inside a text of several lines",
        "move the comment, or put the text in quotes",
    ),
    ("TAG", "text that begins with a special character", YAML_START),
    ("tag", "text that begins with a special character", YAML_START),
    ("handle", "text that begins with a special character", YAML_START),
    ("directive", "text that begins with a special character", YAML_START),
    ("recursion", "metadata is nested too deeply", "write plain keys and values"),
    ("eof", "unexpected end", "complete the last line"),
];

/// The message and the help for what the parser of YAML says about malformed text.
pub(super) fn yaml(said: &str) -> (String, &'static str) {
    worded(YAML, said).unwrap_or(("malformed YAML".to_owned(), YAML_QUOTE))
}

fn worded(problems: &[Problem], said: &str) -> Option<(String, &'static str)> {
    let (_, message, help) = problems.iter().find(|(part, ..)| said.contains(part))?;
    Some(((*message).to_owned(), help))
}
