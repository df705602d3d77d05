//! Tests of heads in JSON, and of where a head ends.

use std::path::Path;

use feedwright::root::Root;
use feedwright::site::files::Source;
use feedwright::site::heads::Heads;
use feedwright::site::metadata::ParseOutcome;
use feedwright::site::scan;
use serde_json::json;

use super::{article, config, parse, parse_in};

const JSON: &str = "{\n  \"title\": \"Kapal \\u201cbaru\\u201d {\",\n  \"date\": \"2026-04-01\",\n  \"tags\": [\"a\", 2026],\n  \"draft\": false,\n  \"image\": null,\n  \"extra\": {\"n\": 1, \"x\": {\"y\": \"}\"}}\n}\n";

#[test]
fn a_head_in_json_is_read() {
    for path in ["a.md", "a.html", "a.mdx"] {
        let article = article(path, &format!("{JSON}Teks.\n"));
        assert_eq!(article.title.as_str(), "Kapal “baru” {");
        assert_eq!(article.date.to_rfc3339(), "2026-04-01T00:00:00+07:00");
        assert_eq!(article.tags.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a", "2026"]);
        assert_eq!(article.extra, json!({ "n": 1, "x": { "y": "}" } }));
        assert_eq!(article.body_start, JSON.len());
    }
}

#[test]
fn a_head_in_json_may_be_one_line() {
    let head = "\n{\"title\": \"T\", \"date\": \"2026-04-01\"} Teks.\n";
    assert_eq!(article("a.md", head).body_start, head.find(" Teks").unwrap());
}

#[test]
fn braces_of_other_programs_are_no_head() {
    for text in ["{{ title }}\n", "{% raw %}\n", "{: .lead}\n", "{ x }\n"] {
        let (_, found) = parse("a.md", text);
        assert!(found[0].starts_with("error[missing-metadata] a.md:1:1 "), "{found:?}");
    }
    let (outcome, _) = parse("a.txt", JSON);
    assert_eq!(outcome, ParseOutcome::NotAnArticle);
}

#[test]
fn mistakes_in_json_have_a_place() {
    let cases = [
        (
            "{\"title\": \"T\",\n",
            "error[unclosed-fence] a.md:1:1 unclosed `{` | add a line `}` after the metadata",
        ),
        (
            "{\"title\": \"T\",\n \"é\": 1,}\n",
            "error[broken-json] a.md:2:9 comma before a closing bracket | remove the comma",
        ),
        (
            "{\"title\": \"T\"\n \"date\": 1}\n",
            "error[broken-json] a.md:2:2 expected a comma, found `\"` | add a comma",
        ),
        (
            "{\"title\": \"T\",\n title: 1}\n",
            "error[broken-json] a.md:2:2 expected a key, found `t` | put keys in double quotation marks",
        ),
        (
            "{\"title\": \"T\",\n \"title\": \"U\", \"date\": \"2026-04-01\"}\n",
            "error[duplicate-key] a.md:2:2 duplicate key `title` | remove one of the two",
        ),
        (
            "{\"title\": \"T\", \"date\":\n \"01/02/2026\"}\n",
            "error[invalid-date] a.md:2:2 `01/02/2026` is not a date | write 2026-02-01 or 2026-01-02",
        ),
    ];
    for (text, expected) in cases {
        let (_, found) = parse("a.md", text);
        assert_eq!(found, [expected], "{text}");
    }
    let (_, found) = parse("a.md", &format!("{{\"a\": {}", "[".repeat(60_000)));
    assert_eq!(found.len(), 1, "{found:?}");
}

/// The head of a file with a text, as `scan` reads it.
#[track_caller]
fn scanned(name: &str, text: &str, heads: Heads) -> String {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(name), text).unwrap();
    let root = Root::open(dir.path()).unwrap();
    let folder = Path::new(dir.path()).into();
    let source = Source::new(&folder, name.to_owned()).with_heads(heads);
    let mut buffer = Vec::new();
    scan::head(&root, &source, &mut buffer).unwrap().text.into_owned()
}

#[test]
fn only_the_head_of_a_file_is_read() {
    let filler = "é ".repeat(4000);
    let long = format!("{{\"title\": \"T\", \"summary\": \"{filler}\"}}\n");
    assert_eq!(scanned("a.md", &format!("{long}Teks.\n{filler}\n"), Heads::Fenced), long);
    assert_eq!(scanned("a.html", &format!("{JSON}{filler}\n"), Heads::Fenced), JSON);
    let crlf = JSON.replace('\n', "\r\n");
    assert_eq!(scanned("a.md", &format!("\u{FEFF}{crlf}{filler}\n"), Heads::Fenced), JSON);
}

#[test]
fn the_last_of_several_equal_keys_counts_where_the_site_says_so() {
    let mut config = config("timezone = \"UTC\"");
    config.content.rules.keys.last_counts = true;
    for head in [
        "---\ntitle: Satu\ndate: 2026-04-01\ntitle: Dua\n---\n",
        "{\"title\": \"Satu\", \"date\": \"2026-04-01\", \"title\": \"Dua\"}\n",
    ] {
        let (ParseOutcome::Article(article), found) = parse_in(&config, "a.md", head) else {
            panic!("{head}")
        };
        assert_eq!((article.title.as_str(), found), ("Dua", Vec::new()));
    }
}

#[test]
fn a_comment_in_a_key_of_another_program_is_no_warning() {
    let mut config = config("timezone = \"UTC\"");
    config.content.rules.keys.is_open = true;
    let head = "---\ntitle: Satu # dua\ndate: 2026-04-01\nlayout: post # the default\n---\n";
    let (_, found) = parse_in(&config, "a.md", head);
    let expected = "warning[cut-text] a.md:2:8 `# dua` is a comment, not part of the text | to keep it, put the text in quotes: \"Satu # dua\"";
    assert_eq!(found, [expected]);
}

#[test]
fn the_body_of_a_text_that_only_others_render_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let root = Root::open(dir.path()).unwrap();
    for name in ["a.rst", "a.adoc", "a.org", "a.asciidoc"] {
        std::fs::write(dir.path().join(name), JSON).unwrap();
        let source = Source::new(&Path::new(dir.path()).into(), name.to_owned());
        assert_eq!(scan::body(&root, &source, JSON.len()).unwrap(), "");
        assert_eq!(article(name, JSON).title.as_str(), "Kapal “baru” {");
    }
}

#[test]
fn long_heads_of_pelican_are_read_whole() {
    let lines = format!("Title: T\nSummary: {}\n", "satu\n    ".repeat(2000));
    assert_eq!(scanned("a.md", &format!("{lines}Teks.\n{}", "x\n".repeat(9000)), Heads::HeaderLines), lines);
    let fields = format!("T\n====\n\n:summary: {}dua\n\n", "satu\n   ".repeat(2000));
    assert_eq!(
        scanned("a.rst", &format!("{fields}Teks.\n{}", "x\n".repeat(9000)), Heads::HeaderLines),
        fields
    );
    let html = format!("<title>T</title>{}</head>", "<meta name=a content=b>\n".repeat(300));
    assert_eq!(scanned("a.html", &format!("{html}\n<body>{}", "x\n".repeat(9000)), Heads::HeaderLines), html);
    for name in ["a.md", "a.rst", "a.html"] {
        let whole = scanned(name, "Title: T\n====\n</head>", Heads::HeaderLines);
        assert!(!whole.is_empty());
        let endless = "Title: T\n    x\n".repeat(20_000);
        assert!(scanned(name, &endless, Heads::HeaderLines).len() < 80_000);
    }
}
