//! Tests of `fields`: plain TOML, read without toml's own tables, gives the same result.

use std::path::Path;

use feedwright::site::fields;
use feedwright::site::source_text::SourceText;
use proptest::prelude::*;

/// A line that is not plain, so that toml itself reads what follows.
const UNUSUAL: &str = "zz.zz = 1\n";

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
        "2026-0[1-9]-0[1-9](T0[1-9]:00:00(Z|\\+07:00)?)?",
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
}
