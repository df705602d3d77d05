//! Malformed heads: the messages are ours, not those of the parsers.

use super::parse;

/// A head, and where and what the first finding is.
type Case = (&'static str, &'static str);

const TOML: &[Case] = &[
    ("title = T", "2:9 text without quotation marks"),
    ("title = \"T", "2:9 unclosed `\"`"),
    ("title =", "2:8 key without a value"),
    ("title", "2:6 key without `=`"),
    ("title = \"T\" date = 1", "2:13 text after a value"),
    ("tags = [\"a\" \"b\"]", "2:13 missing comma between values"),
    ("tags = [\"a\",,\"b\"]", "2:13 two commas in a row"),
    ("tags = [\"a\"", "2:12 unclosed array"),
    ("x = {a = 1", "2:11 unclosed table"),
    ("[extra", "2:7 unclosed `[`"),
    ("[[extra", "2:8 unclosed `[[`"),
    ("x = 01", "2:5 number with a leading zero"),
    ("x = 1__0", "2:6 misplaced `_` in a number"),
    ("x = +-1", "2:6 misplaced sign in a number"),
    ("x = 0X1", "2:5 prefix of a number in upper case"),
    ("x = 2026-02-30", "2:5 invalid date, expected day from 01 to 28"),
    ("x = 2026-4-1", "2:5 invalid date, expected a two-digit month (MM)"),
    ("x = 2026-04-01T25:00:00", "2:5 invalid time, expected hour from 00 to 23"),
    ("x = 25:00:00", "2:5 invalid time, expected hour from 00 to 23"),
    ("x = 2026-04-01T10:00:00+99:00", "2:5 invalid offset, expected hours from 00 to 23"),
    ("a b = 1", "2:3 key without `=`"),
    ("= 1", "2:1 missing key"),
    ("é = 1", "2:1 malformed key"),
    ("x = \"\\q\"", "2:7 unknown escape"),
    ("x = \"\\u12\"", "2:10 malformed Unicode escape"),
    ("x = 'a", "2:5 unclosed `'`"),
    ("x = \"\"\"a", "3:1 unclosed text"),
    ("x = \"a\tb\u{1}\"", "2:9 control character in a text"),
    ("# \u{1}", "2:3 control character in a comment"),
    ("a.b = 1\na.b.c = 2", "3:3 key below a key that already has a value"),
    ("x = yes", "2:5 `yes` is neither a boolean nor text in quotation marks"),
    ("x = Yes # or no", "2:5 `Yes` is neither a boolean nor text in quotation marks"),
    ("x = [no, 1]", "2:6 `no` is neither a boolean nor text in quotation marks"),
    ("x = Yes we can", "2:5 text without quotation marks"),
    ("x = \"a\" \"b\"", "2:9 text after a value"),
    ("a = 1\n[a]", "3:2 duplicate key"),
    ("x = {a = 1,, b = 2}", "2:12 two commas in a row"),
    ("x = {a 1}", "2:8 key without `=`"),
    ("x = 1.e5", "2:7 malformed number"),
    ("x = 1.", "2:7 malformed number"),
    ("x = .5", "2:5 malformed number"),
    ("x = tru", "2:5 text without quotation marks"),
    ("x == 1", "2:4 two `=` in a row"),
    ("[a]]", "2:4 text after a value"),
    ("x = [1", "2:7 unclosed array"),
    ("x={a.b=1,a=2}", "2:10 duplicate key"),
    ("x = \"\\U00110000\"", "2:8 malformed Unicode escape"),
];

const YAML: &[Case] = &[
    ("summary: a: b", "2:11 `: ` in a text without quotes"),
    ("summary: \"a", "2:10 unclosed `\"`"),
    ("summary: 'a", "2:10 unclosed `'`"),
    ("summary: [a", "3:1 unclosed list"),
    ("summary: {a", "3:1 unclosed table"),
    ("summary: @x", "2:10 text that begins with a special character"),
    ("summary: `x", "2:10 text that begins with a special character"),
    ("summary: %x", "2:10 text that begins with a special character"),
    ("summary: *x", "2:10 `*` before an unknown name"),
    ("summary: \"a\" b", "2:14 text after the closing quote"),
    ("summary: \"\\q\"", "2:10 unknown escape"),
    ("summary: a\n  - b\n c: d", "4:3 `: ` in a text without quotes"),
    ("a: b\n  c: d", "3:1 `c` is indented further than the key before it"),
    ("- a\nb: c", "3:1 key between the items of a list"),
    ("summary: &", "2:10 `&` or `*` without a valid name"),
    ("a: |\n  x\n y", "4:2 line that is neither a key nor part of a value"),
    ("a: >0\n x", "2:4 wrong indentation"),
    ("a\tb: c\n\td: e", "3:1 tab in the indentation"),
    ("a: [b, c\nd: e", "3:2 unexpected `:`"),
    ("a: ]", "2:4 closing bracket without an opening one"),
    ("a: }", "2:4 closing bracket without an opening one"),
    ("a: \"\\x1\"", "2:4 malformed escape"),
    ("a: !<x", "2:4 text that begins with a special character"),
    ("a: b: [", "2:5 `: ` in a text without quotes"),
    ("\"a\": b c: d", "2:9 `: ` in a text without quotes"),
    ("a: -\n- b", "2:4 unexpected `-`"),
    ("a: [b]]", "2:7 closing bracket without an opening one"),
    ("a: {b: c", "3:1 unclosed table"),
    ("a: b\n\tc", "3:1 tab in the indentation"),
    ("a: !e!x b", "2:4 text that begins with a special character"),
    ("key without colon\ntitle: x", "3:6 `: ` in a text without quotes"),
    ("title x", "2:1 expected `key: value`, found text"),
    ("a: \"b\n---", "2:4 unclosed `\"`"),
    ("a: - b", "2:4 unexpected `-`"),
];

const JSON: &[Case] = &[
    ("{\"a\" 1}", "1:6 expected `:` after a key"),
    ("{\"a\": }", "1:7 expected a value"),
    ("{\"a\": tru}", "1:10 expected `true`, `false` or `null`"),
    ("{\"a\": 01}", "1:8 malformed number"),
    ("{\"a\": \"\\q\"}", "1:9 unknown escape"),
    ("{\"a\": \"\\u12\"}", "1:12 unknown escape"),
    ("{\"a\": \"\\ud800\"}", "1:14 malformed Unicode escape"),
    ("{\"a\": 1.}", "1:9 malformed number"),
    ("{\"a\": nul}", "1:10 expected `true`, `false` or `null`"),
    ("{\"a\": [1 2]}", "1:10 expected a comma, found `2`"),
    ("{\"a\": -}", "1:8 malformed number"),
    ("{\"a\": NaN}", "1:7 expected a value"),
];

fn check(cases: &[Case], before: &str, after: &str) {
    let mut differences = Vec::new();
    for (head, expected) in cases {
        let (_, found) = parse("a.md", &format!("{before}{head}{after}"));
        let (_, finding) = found[0].split_once("a.md:").unwrap();
        let (message, help) = finding.split_once(" | ").unwrap();
        assert!(!help.is_empty(), "{head}");
        if message != *expected {
            differences.push(format!("{head}: {message}, expected {expected}"));
        }
    }
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
fn malformed_toml_is_explained_in_our_words() {
    check(TOML, "+++\n", "\n+++\n");
}

#[test]
fn malformed_yaml_is_explained_in_our_words() {
    check(YAML, "---\n", "\n---\n");
}

#[test]
fn malformed_json_is_explained_in_our_words() {
    check(JSON, "", "\n");
}
