//! Tests of `fields`: simple TOML and YAML, which have readers of their own, give the same result as all other.

use std::path::Path;

use feedwright::site::fields;
use feedwright::site::source_text::SourceText;
use proptest::prelude::*;

/// A line that is not plain, so that toml itself reads what follows.
const UNUSUAL: &str = "zz.zz = 1\n";

/// The same for YAML.
const UNUSUAL_YAML: &str = "\"zz\": \"1\"\n";

/// Reads a text both ways.
#[track_caller]
fn check(text: &str) {
    let whole = format!("{UNUSUAL}{text}");
    let source = SourceText { file: Path::new("a.md"), text: &whole };
    let (mut by_toml, findings_by_toml) = fields::toml(source, 0..whole.len());
    let (read, findings) = fields::toml(source, UNUSUAL.len()..whole.len());
    by_toml.entries.retain(|(key, _, _)| key != "zz");
    assert_eq!(findings, findings_by_toml, "{text}");
    // The rest of broken text has no reliable positions.
    if findings.is_empty() {
        assert_eq!(format!("{:?}", read.entries), format!("{:?}", by_toml.entries), "{text}");
    }
}

#[test]
fn heads_of_every_kind_are_read_as_toml_reads_them() {
    let texts = [
        "",
        "b = 1\na = \"x\" # comment\n\n",
        "title = \"\"\"\na\"b\\\n  c\"\"\"\n'quoted key' = '''\nraw'''\n\"q\\u00e9\" = 'x'",
        "n = [1, 0x1F, 0o7, 0b1, -5, +7, 1_000, 99999999999999999999, 1.5, -inf, nan, 1e9]",
        "d = [2026-04-01, 2026-04-01T18:30:00+03:00, 2026-04-01 18:30:00, 18:30:00.5, 2026-02-30]",
        "d = [2024-02-29, 2026-12-31, 0001-01-01 00:00:00, 9999-12-28T23:59:59Z, 2026-04-01T00:00:00-03:30]",
        "d = 2026-04-01T23:59:60Z\n",
        "d = 2026-04-01T24:00:00Z\n",
        "d = 2026-04-01T18:30:00+24:00\n",
        "d = 2026-13-01\n",
        "d = 2026-00-01\n",
        "d = 2026-02-29\n",
        "t = [\n  \"a\", # one\n  [\"b\", { c = [1], d = true }],\n]\n",
        "image = { src = \"a\", alt = { b = {} } }\n[extra]\nx = 1\n[more]\ny = { z = 2 }\n[empty]\n",
        "[extra]\nx = 1\n[extra]\ny = 1\n",
        "a = 1\na = 2\n",
        "a = { b = 1, b = 2 }\n",
        "a = 1\n[a]\nb = 1\n",
        "[a.b]\nc = 1\n[a]\nd = 1\n",
        "[[people]]\nname = \"A\"\n[[people]]\nname = \"B\"\n",
        "a.b = 1\na.c = 2\n",
        "a = [1, 2\nb = 3\n",
        "a = \"x\nb = 2\n",
        "a =\n",
        "= 1\n",
        "[\nx = 1\n",
        "[]\nx = 1\n",
        "[ extra ]\nx = 1\n",
        "a = 1 b = 2\n",
        "a = true false\n",
        "a = maybe\n",
        "a = \"\\q\"\n",
        "# \u{1}\na = 1\n",
        "a = \"x\u{1}y\"\n",
        "a = \"x\u{7F}y\"\n",
        "a = \"x\ty\"\nb = \"\"\nc = \"'\"\n",
        "a = \"\n",
        "a = \"x\\\"\n",
        "a = 1\r\nb = 2\r\n",
    ];
    for text in texts {
        check(text);
    }
    let many = (0..100).map(|n| format!("k{n} = {n}\n")).collect::<Vec<_>>().concat();
    check(&many);
    check(&format!("a = {}1{}\n", "[".repeat(70), "]".repeat(70)));
    check(&format!("a = {}\n", "[".repeat(200)));
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "\"[a-zé\\\\n\"]{0,6}\"",
        "'[a-z\"]{0,6}'",
        "-?[0-9]{1,3}(\\.[0-9])?",
        "[12][0-9]{3}-[01][0-9]-[0-3][0-9]",
        "2026-1[0-2]-[0-3][1-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](Z|[+-][0-2][0-9]:[0-6][0-9])?",
        "true|false|inf|x",
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3)
                .prop_map(|values| format!("[{}]", values.join(", "))),
            proptest::collection::vec(("[ab]", inner), 0..3).prop_map(|pairs| {
                let pairs: Vec<_> =
                    pairs.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("{{ {} }}", pairs.join(", "))
            }),
        ]
    })
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => ("[a-d]|'[a-d]'", value()).prop_map(|(key, value)| format!("{key} = {value}\n")),
        1 => "\\[[a-d]\\]\n",
        1 => "\\[\\[[a-d]\\]\\]\n",
        1 => "[a-d]\\.[a-d] = 1\n",
        1 => "( |#[a-zé]{0,4}|[a-d=\\[\\]\"]{1,4})?\n",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_toml_is_read_as_toml_reads_it(lines in proptest::collection::vec(line(), 0..8)) {
        check(&lines.concat());
    }

    #[test]
    fn any_yaml_is_read_as_its_parser_reads_it(lines in proptest::collection::vec(yaml_line(), 0..8)) {
        // What starts a document is none of its lines elsewhere.
        check_yaml(&format!("first: line\n{}", lines.concat()));
    }
}

/// Reads YAML both ways.
#[track_caller]
fn check_yaml(text: &str) {
    let whole = format!("{UNUSUAL_YAML}{text}");
    let source = SourceText { file: Path::new("a.md"), text: &whole };
    let (mut by_parser, findings_by_parser) = fields::yaml(source, 0..whole.len());
    let (read, findings) = fields::yaml(source, UNUSUAL_YAML.len()..whole.len());
    assert_eq!(findings.is_empty(), findings_by_parser.is_empty(), "{text}");
    if findings.is_empty() {
        by_parser.entries.remove(0);
        assert_eq!(format!("{:?}", read.entries), format!("{:?}", by_parser.entries), "{text}");
        assert!(read.entries.is_empty() || read.span.end == by_parser.span.end, "{text}");
    }
}

#[test]
fn yaml_heads_of_every_kind_are_read_as_their_parser_reads_them() {
    let texts = [
        "",
        "title: A title: with a colon\n",
        "title: A title\ndate: 2026-04-01T18:30:00+03:00\ntags: [a, \"b, c\", 'd']\n",
        "title:   spaces   around   \ntags:\n- a\n- \"b\"\n-   c  \nlast: x",
        "tags:\n  - a\n\n  - b\n# a comment\n  - null\ndraft: true\n",
        "tags:\n  - a\n - b\n",
        "tags:\n  - a\n  b\n",
        "tags:\n  - - a\n",
        "tags:\n  - a: b\n",
        "tags:\n  -\n  - b\n",
        "empty:\nnothing: null\ntilde: ~\nquoted: \"\"\nsingle: ''\nlist: []\n",
        "a: 1\na: 2\n",
        "a:\na: 2\n",
        "a: text\n  goes on\n",
        "a: text\n\n  goes on\n",
        "a: text # comment\nb: text#no comment\nc: \"x\" # comment\n",
        "a: |\n  block\nb: >-\n  folded\n",
        "a: 'it''s'\nb: \"a\\n\"\nc: 'a\\n'\nd: \"it's\"\n",
        "a: \"open\nb: c\n",
        "a: [b\nc: d\n",
        "a: [b, c,]\n",
        "a: [b c, d:e, f]\n",
        "a: [b]c\n",
        "a: [b: c]\n",
        "a: {b: c}\n",
        "a: &x b\nc: *x\n",
        "a: !!str 1\n",
        "a: @b\n",
        "a: `b`\n",
        "a: %b\n",
        "a:b\n",
        "a : b\n",
        "a: b:\n",
        "a:\tb\n",
        "a: é ü мост 北\nb: «x»\nc: \u{FEFF}x\nd: \u{85}x\ne: \u{2028}x\nf: x\u{A0}\n",
        "a: b\n  c: d\n",
        "a: b\n...\nc: d\n",
        "a: b\n--- c\n",
        "# only a comment\n",
        "\n\n# a comment\na: b\n\n\n",
        "null: a\ntrue: b\n",
        "a: - b\n",
        "a: -b\n",
        "a: 'b' c\n",
        "a: \u{7F}\n",
    ];
    for text in texts {
        check_yaml(text);
    }
    let many = (0..100).map(|n| format!("k{n}: {n}\n")).collect::<Vec<_>>().concat();
    check_yaml(&many);
    check_yaml(&format!("{}: b\n", "a".repeat(70)));
}

fn yaml_scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zé0-9][a-zé0-9 :#'\",\\[\\]{}&*!|>%@`-]{0,6}",
        2 => "\"[a-zé\\\\:#, ]{0,6}\" {0,2}",
        2 => "'[a-zé\\\\:#, ]{0,6}' {0,2}",
        1 => "null|~|true|2026-04-01|12:30:00",
        1 => "[-?:,\\[\\]{}#&*!|>'\"%@` a]{0,4}",
        1 => "[a\u{85}\u{A0}\u{2028}\u{FEFF}\t]{0,3}",
    ]
}

fn yaml_line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => ("[a-f]", yaml_scalar()).prop_map(|(key, value)| format!("{key}: {value}\n")),
        3 => ("[a-f]", proptest::collection::vec(yaml_scalar(), 0..4))
            .prop_map(|(key, values)| format!("{key}: [{}]\n", values.join(", "))),
        3 => "[a-f]: ?\n",
        3 => (" {0,2}", yaml_scalar()).prop_map(|(indent, value)| format!("{indent}- {value}\n")),
        1 => "( {0,3}|#[a-zé]{0,4}|[a-d:\\[\\]\"-]{1,4}|---|\\.\\.\\.)\n",
    ]
}
