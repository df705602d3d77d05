//! Tests of YAML heads: their values, and the features that are refused.

use feedwright::site::metadata::ParseOutcome;
use serde_json::json;

use super::{article, parse};

/// The findings about lines of YAML behind a title and a date; the first stands on line 4.
#[track_caller]
fn check(yaml: &str, expected: &[&str]) {
    let (_, found) = parse("a.md", &format!("---\ntitle: T\ndate: 2026-04-01\n{yaml}\n---\n"));
    assert_eq!(found, expected, "{yaml}");
}

#[test]
fn a_duplicate_key_is_an_error_and_the_rest_is_read() {
    check(
        "tags:\ntags: x\nlanguage: english\ntgas: x",
        &[
            "error[duplicate-key] a.md:5:1 duplicate key `tags` | remove one of the two",
            "error[invalid-language] a.md:6:11 `english` is not a language tag | write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`",
            "warning[unknown-key] a.md:7:1 unknown key `tgas` | did you mean `tags`?",
        ],
    );
    check(
        "extra: {a: 1, b: 2, a: 3}",
        &["error[duplicate-key] a.md:4:21 duplicate key `a` | remove one of the two"],
    );
}

#[test]
fn help_is_written_in_yaml() {
    check("image: {alt: A}", &["error[missing-src] a.md:4:8 missing `src` | add src: \"photo.jpg\""]);
    check(
        "image: [a]",
        &[
            "error[wrong-type] a.md:4:8 expected a table: { src: \"…\" }, found an array | write a table: { src: \"…\" }",
        ],
    );
    let id = "error[invalid-id] a.md:4:5 the id has neither `rss` nor `atom` | write id: \"tag:example.org,2026:a1\", or id: { rss: \"…\", atom: \"tag:…\" }";
    check("id: {}", &[id]);
    check(
        "authors: [\"\"]\nsource: {url: 'https://a.org/'}",
        &[
            "error[invalid-person] a.md:4:11 person without a name | write name: \"…\", or remove it",
            "error[invalid-person] a.md:5:9 source without a name | add name: \"…\"",
        ],
    );
    let (_, found) = parse("a.md", "---\ndate: 2026-04-01\n---\n");
    let title =
        "error[missing-title] a.md:1:1 missing title | add title: \"…\", or title: \"\" for an untitled note";
    assert_eq!(found, [title]);
    let (_, found) = parse("🎉.md", "---\ntitle: T\ndate: 2026-04-01\n---\n");
    let slug = "error[invalid-slug] 🎉.md no slug can be made from the name `🎉.md` | add slug: \"…\" to its metadata, or rename it with a letter or a digit";
    assert_eq!(found, [slug]);
}

#[test]
fn yaml_features_that_metadata_does_not_need_are_rejected_at_their_place() {
    let help = "write plain keys and values";
    let cases = [
        ("extra: &a {b: *a}", "4:15", "an alias within its own value"),
        ("summary: !ruby/object x", "4:10", "a tag"),
        ("extra: !x {a: b}", "4:8", "a tag"),
        ("? [a]\n: b", "4:3", "a key that is not text"),
        ("...\nsummary: x", "5:1", "a second document"),
    ];
    for (yaml, place, what) in cases {
        let (_, found) = parse("a.md", &format!("---\ntitle: T\ndate: 2026-04-01\n{yaml}\n---\n"));
        assert_eq!(
            found,
            [format!("error[broken-yaml] a.md:{place} metadata cannot contain {what} | {help}")]
        );
    }
}

#[test]
fn broken_yaml_is_reported_at_its_line_and_column() {
    check(
        "summary: é: b",
        &[
            "error[broken-yaml] a.md:4:11 `: ` in a text without quotes | put a text that contains `: ` in quotes: `title: \"a: b\"`",
        ],
    );
    check("summary: a\u{0}b", &["error[broken-yaml] a.md:4:11 control character | remove it"]);
    check(
        "summary: @x",
        &[
            "error[broken-yaml] a.md:4:10 text that begins with a special character | put text that begins with such a character in quotes",
        ],
    );
}

#[test]
fn a_plain_scalar_is_what_its_key_takes() {
    let head = "---\ntitle: 2026\ndate: 2026-4-1 8:05:00 +0300\nlanguage: no\nsummary: yes\ntags: [1, true, ~, 2026-04-01]\ndraft: no\nfeed: on\ncomments: {count: 3}\nid: 17\n---\n";
    let article = article("a.md", head);
    assert_eq!(article.title.as_str(), "2026");
    assert_eq!(article.date.to_rfc3339(), "2026-04-01T08:05:00+03:00");
    assert_eq!(article.language.unwrap().as_str(), "no");
    assert_eq!(article.summary.unwrap().as_str(), "yes");
    assert_eq!(article.tags.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "true", "2026-04-01"]);
    assert!(!article.draft && article.feed);
    assert_eq!(article.comments.count, Some(3));
    assert_eq!(article.id.as_str(), "17");
}

#[test]
fn extra_keeps_its_types() {
    let head = "---\ntitle: T\ndate: 2026-04-01\nextra: {a: 1, b: '1', c: !!str 1, d: 1.5, e: true, f: ~, g: [x, {h: y}]}\n---\n";
    let expected = json!({ "a": 1, "b": "1", "c": "1", "d": 1.5, "e": true, "g": ["x", { "h": "y" }] });
    assert_eq!(article("a.md", head).extra, expected);
}

#[test]
fn folded_and_literal_texts_are_one_line() {
    for block in [">", "|", ">-", "|+"] {
        let head = format!("---\ntitle: {block}\n  é a\n  b\ndate: 2026-04-01\n---\n");
        assert_eq!(article("a.md", &head).title.as_str(), "é a b", "{block}");
    }
}

#[test]
fn an_empty_value_is_absence() {
    for empty in ["", "~", "null"] {
        let (_, found) = parse("a.md", &format!("---\ntitle: {empty}\ndate: 2026-04-01\n---\n"));
        assert!(found[0].starts_with("error[missing-title] a.md:1:1 "), "{found:?}");
    }
    assert!(article("a.md", "---\ntitle: ''\ndate: 2026-04-01\n---\n").title.is_blank());
}

#[test]
fn endless_nesting_is_rejected_early() {
    for yaml in ["[".repeat(60_000), "{a: ".repeat(15_000), format!("\n{}x", "- ".repeat(30_000))] {
        let (outcome, found) = parse("a.md", &format!("---\nextra: {yaml}\n---\n"));
        assert!(!matches!(outcome, ParseOutcome::Article(_)));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("metadata is nested too deeply"), "{found:?}");
    }
}

#[test]
fn a_tag_that_says_text_makes_text() {
    for title in ["! 'Perahu 12'", "! Perahu 12", "!!str Perahu 12", "! \"Perahu 12\"", "!!str 'Perahu 12'"] {
        let head =
            format!("---\ntitle: {title}\ndate: !!timestamp 2026-04-01\nextra: !!map {{n: ! 1}}\n---\n");
        let article = article("a.md", &head);
        assert_eq!(article.title.as_str(), "Perahu 12", "{title}");
        assert_eq!(article.extra, json!({ "n": "1" }));
    }
}

#[test]
fn an_alias_is_the_value_of_its_anchor() {
    let head = "---\ntitle: &t Perahu\ndate: 2026-04-01\nsummary: *t\ntags: &l [a, b]\ncategories: *l\nextra:\n  one: &o {x: 1, y: 2}\n  two: {<<: *o, y: 3}\n  three: {<<: [*o, {z: 4}]}\n---\n";
    let article = article("a.md", head);
    assert_eq!(article.summary.unwrap().as_str(), "Perahu");
    assert_eq!(article.categories, article.tags);
    let expected =
        json!({ "one": { "x": 1, "y": 2 }, "two": { "x": 1, "y": 3 }, "three": { "x": 1, "y": 2, "z": 4 } });
    assert_eq!(article.extra, expected);
}

#[test]
fn aliases_cannot_make_a_head_large() {
    let first = "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    let more = (1..10).map(|n| format!("  a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")));
    let lines: String = std::iter::once(first).chain(more).collect();
    let yaml = format!("extra:\n{lines}");
    let (_, found) = parse("a.md", &format!("---\ntitle: T\ndate: 2026-04-01\n{yaml}---\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(" metadata cannot contain so many aliases | "), "{found:?}");
}

#[test]
fn a_value_may_follow_a_tab_and_go_on_in_the_next_line() {
    let head = "---\ntitle:\tPerahu\ndate: \t2026-04-01\t\nsummary: satu\n  dua\n  tiga\nlanguage: \"i\\\n  d\"\n---\n";
    let article = article("a.md", head);
    assert_eq!(article.title.as_str(), "Perahu");
    assert_eq!(article.summary.unwrap().as_str(), "satu dua tiga");
    assert_eq!(article.language.unwrap().as_str(), "id");
}

#[test]
fn an_unquoted_text_that_a_comment_cuts_is_a_warning() {
    let cut = |place: &str, comment: &str, whole: &str| {
        format!(
            "warning[cut-text] a.md:{place} `{comment}` is a comment, not part of the text | to keep it, put the text in quotes: \"{whole}\""
        )
    };
    check("summary: Catatan é #12", &[&cut("4:10", "#12", "Catatan é #12")]);
    check("tags:\n  - a\n  - C  # F", &[&cut("6:5", "# F", "C  # F")]);
    check("summary: a\\b \"c\" # d", &[&cut("4:10", "# d", "a\\\\b \\\"c\\\" # d")]);
    for fine in [
        "summary: 'a' # b",
        "summary: a#b",
        "draft: no # not yet",
        "updated: 2026-04-02 # or so",
        "comments: {count: 3} # three",
        "summary: # none",
        "# summary: a # b",
        "summary: >\n  a # b",
    ] {
        check(fine, &[]);
    }
}

#[test]
fn a_tab_in_the_indentation_is_reported_where_it_is() {
    let tab =
        |place: &str| format!("error[broken-yaml] a.md:{place} tab in the indentation | indent with spaces");
    check("tags:\n\t- a\n\t- b", &[&tab("5:1")]);
    check("extra:\n  a: 1\n\tb: 2", &[&tab("6:1")]);
    check("extra:\n  a:\n  \tb: 2\n  c: 3", &[&tab("6:3")]);
    check("\ttags: a", &[&tab("4:1")]);
}
