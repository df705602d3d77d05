//! Every mistake is reported at its place in the file, with the text to type instead.

use super::{config, context, parse, source};
use feedwright::site::article::Reason;
use feedwright::site::files::Head;
use feedwright::site::metadata::{self, ParseOutcome};

use crate::suite::support::lines;

/// The findings about one line of TOML; they stand on line 4.
#[track_caller]
fn line(line: &str, expected: &[&str]) {
    let head = format!("+++\ntitle = \"T\"\ndate = 2026-04-01\n{line}\n+++\n");
    let (outcome, found) = parse("a.md", &head);
    assert_eq!(found, expected, "{line}");
    let invalid = found.iter().any(|line| line.starts_with("error"));
    assert_eq!(outcome == ParseOutcome::LeftOut(Reason::Invalid), invalid, "{line}");
}

#[test]
fn a_wrong_type_is_reported_at_the_value() {
    line(
        "tags = 3",
        &[
            "error[wrong-type] a.md:4:8 expected text in quotes, found the integer `3` | put it in quotes: \"3\"",
        ],
    );
    line(
        "summary = true",
        &[
            "error[wrong-type] a.md:4:11 expected text in quotes, found the boolean `true` | put it in quotes: \"true\"",
        ],
    );
    line(
        "draft = \"yes\"",
        &["error[wrong-type] a.md:4:9 expected `true` or `false`, found the text `yes` | write draft = true"],
    );
    line(
        "comments = 3",
        &[
            "error[wrong-type] a.md:4:12 expected a table, found the integer `3` | write comments = { url = \"https://…\" }",
        ],
    );
    line(
        "comments = { count = -1 }",
        &[
            "error[wrong-type] a.md:4:22 expected a whole number, 0 or more, found the integer `-1` | write a number such as count = 3",
        ],
    );
    line(
        "updated = 20260401",
        &[
            "error[wrong-type] a.md:4:11 expected a date, such as 2026-04-01T18:30:00+03:00, found the integer `20260401` | write a date, such as 2026-04-01T18:30:00+03:00",
        ],
    );
}

#[test]
fn an_unknown_key_is_a_warning_with_a_suggestion() {
    line("tgas = []", &["warning[unknown-key] a.md:4:1 unknown key `tgas` | did you mean `tags`?"]);
    line("lastmod = 2026-04-02", &["warning[unknown-key] a.md:4:1 unknown key `lastmod` | write `updated`"]);
    line(
        "bytes = 1",
        &[
            "warning[unknown-key] a.md:4:1 unknown key `bytes` | write it as `bytes` of `enclosure`, beside its `src`",
        ],
    );
    line(
        "duration = 1",
        &[
            "warning[unknown-key] a.md:4:1 unknown key `duration` | write it as `duration` of `enclosure`, beside its `src`",
        ],
    );
    line("author = \"A\"", &["warning[unknown-key] a.md:4:1 unknown key `author` | write `authors`"]);
    line(
        "image = { src = \"a\", captoin = \"\" }",
        &["warning[unknown-key] a.md:4:22 unknown key `captoin` | did you mean `caption`?"],
    );
}

#[test]
fn unknown_keys_are_named_in_the_order_of_the_file_however_many_there_are() {
    for count in [3, 70] {
        let keys: Vec<_> = (0..count).rev().map(|n| format!("zz{n:02}")).collect();
        let lines: Vec<_> = keys.iter().map(|key| format!("{key} = 1")).collect();
        let (_, found) = parse("a.md", &super::toml(&lines.join("\n")));
        let named: Vec<_> = found.iter().filter_map(|line| line.split('`').nth(1)).collect();
        assert_eq!(named, keys);
    }
}

#[test]
fn values_that_make_no_sense_are_errors() {
    line(
        "language = \"english\"",
        &[
            "error[invalid-language] a.md:4:12 `english` is not a language tag | write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`",
        ],
    );
    line(
        "language = \"en_US\"",
        &[
            "error[invalid-language] a.md:4:12 `en_US` is not a language tag | write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`",
        ],
    );
    line(
        "license = \"by-sa\"",
        &[
            "error[invalid-url] a.md:4:11 `by-sa` is not a URL: it has no scheme, such as `https://` | write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as `CC-BY-4.0`",
        ],
    );
    line(
        "license = \"javascript:x\"",
        &[
            "error[invalid-url] a.md:4:11 `javascript:x` is not a URL: the scheme `javascript` is not allowed in a feed | write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as `CC-BY-4.0`",
        ],
    );
    for (address, why) in [
        ("view-source:https://b.org/", "the scheme `view-source` is not allowed in a feed"),
        ("feed:javascript:x", "`feed:` is not followed by the URL of a feed"),
    ] {
        line(
            &format!("license = \"{address}\""),
            &[&format!(
                "error[invalid-url] a.md:4:11 `{address}` is not a URL: {why} | write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as `CC-BY-4.0`"
            )],
        );
    }
    line("license = \"feed://b.org/feed.xml\"", &[]);
    line(
        "license = \"CC-BY-SA-4\"",
        &[
            "error[invalid-url] a.md:4:11 `CC-BY-SA-4` is not a URL: it has no scheme, such as `https://` | did you mean `CC-BY-SA-4.0`?",
        ],
    );
    line(
        "authors = [{ name = \"A\", email = \"a@\" }]",
        &["error[invalid-person] a.md:4:34 `a@` is not an email address | write it like name@example.org"],
    );
    line(
        "authors = [{ name = \"A\", email = \"A <a@b.org>\" }]",
        &[
            "error[invalid-person] a.md:4:34 `A <a@b.org>` is not an email address | write it like name@example.org",
        ],
    );
    line(
        "authors = [{ name = \"A\", url = \"a\" }]",
        &[
            "error[invalid-person] a.md:4:32 `a` is not a URL: it has no scheme, such as `https://` | write an absolute URL, with https://, or a path on the site, which begins with `/`",
        ],
    );
    line(
        "authors = [\"\"]",
        &["error[invalid-person] a.md:4:12 person without a name | write name = \"…\", or remove it"],
    );
    line("image = { alt = \"A\" }", &["error[missing-src] a.md:4:9 missing `src` | add src = \"photo.jpg\""]);
    line(
        "enclosure = { src = \"a.mp3\", type = \"mp3\" }",
        &[
            "error[invalid-media-type] a.md:4:37 `mp3` is not a media type | write something like \"audio/mpeg\"",
        ],
    );
    line(
        "summary = \"a\"\ndescription = \"b\"",
        &[
            "error[contradicting-keys] a.md:5:1 both `summary` and `description`, which mean the same | remove one of the two",
        ],
    );
    line(
        "source = { url = \"https://a.org\" }",
        &["error[invalid-person] a.md:4:10 source without a name | add name = \"…\""],
    );
}

#[test]
fn a_slug_is_one_part_of_a_path() {
    let help = "write one part of a path, such as \"my-article\"; use `url` for a whole path";
    for (slug, why) in [
        ("../x", "it leaves its folder"),
        ("a..b", "it leaves its folder"),
        ("a/b", "it is more than one part of a path"),
        (" ", "it is blank"),
        (".", "it leaves its folder"),
    ] {
        line(
            &format!("slug = \"{slug}\""),
            &[&format!("error[invalid-slug] a.md:4:8 `{slug}` cannot be a slug: {why} | {help}")],
        );
    }
}

#[test]
fn a_url_is_a_page_of_the_site_or_whole() {
    let help = "write a path on the site (\"/news/a1/\") or an absolute URL (https://…)";
    for (url, why) in [
        ("", "it is blank"),
        ("//evil.org/", "it is not an http or https URL"),
        ("mailto:a@b.org", "it is not an http or https URL"),
        ("http://", "it has no host"),
        ("../up/", "it leaves the site"),
        ("/a/%2E%2e/../up/", "it leaves the site"),
        ("a\\u000Bb", "it contains a forbidden character"),
        ("/a\\nb/", "it contains a forbidden character"),
    ] {
        line(
            &format!("url = \"{url}\""),
            &[&format!(
                "error[invalid-url] a.md:4:7 `{}` cannot be the URL of the page: {why} | {help}",
                url.replace("u000B", "u{b}")
            )],
        );
    }
    line("url = \"/a/../b/\"", &[]);
    line("url = \"HTTPS://b.org/\"", &[]);
    let text = "[site]\nbase-url = \"https://blog.org/base/\"";
    let (config, _) = feedwright::site::config::read(
        "f".as_ref(),
        text,
        &feedwright::site::config::Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    let head = "+++\ntitle = \"T\"\ndate = 2026-04-01T00:00:00Z\nurl = \"../../up/\"\n+++\n";
    let (_, found) = super::parse_in(&config.unwrap(), "a.md", head);
    assert_eq!(
        found,
        [format!(
            "error[invalid-url] a.md:4:7 `../../up/` cannot be the URL of the page: it leaves the site | {help}"
        )]
    );
}

#[test]
fn an_id_that_no_feed_can_carry_is_an_error() {
    let help = "write id = \"tag:example.org,2026:a1\", or id = { rss = \"…\", atom = \"tag:…\" }";
    for (id, problem) in [
        ("\"\"", "is blank"),
        ("\"a\\u000Bb\"", "contains a forbidden character"),
        ("{ rss = \"a\", atom = \"b c\" }", "is not an IRI, as Atom requires"),
        ("{}", "has neither `rss` nor `atom`"),
    ] {
        line(&format!("id = {id}"), &[&format!("error[invalid-id] a.md:4:6 the id {problem} | {help}")]);
    }
    line(
        "id = { rss = 3 }",
        &[
            "error[wrong-type] a.md:4:14 expected text in quotes, found the integer `3` | put it in quotes: \"3\"",
        ],
    );
}

#[test]
fn an_id_that_does_harm_as_a_link_is_an_error() {
    let help = "write id = \"tag:example.org,2026:a1\", or id = { rss = \"…\", atom = \"tag:…\" }";
    for (id, scheme) in [
        ("\"javascript:alert(1)\"", "javascript"),
        ("\"JavaScript:alert(1)\"", "javascript"),
        ("\"\\u0001 java\\nscript:alert(1)\"", "javascript"),
        ("\"\\u00A0javascript:alert(1)\"", "javascript"),
        ("\"\\tja\\tvascript\\r:alert(1)\"", "javascript"),
        ("\"vbscript:x\"", "vbscript"),
        ("\"data:text/html,x\"", "data"),
        ("\"file:///etc/passwd\"", "file"),
        ("\"blob:https://b.org/x\"", "blob"),
        ("\"view-source:https://b.org/\"", "view-source"),
        ("\"ms-msdt:/id\"", "ms-msdt"),
        ("\"feed:javascript:alert(1)\"", "javascript"),
        ("{ rss = \"javascript:alert(1)\", atom = \"tag:b.org,2026:a\" }", "javascript"),
        ("{ rss = \"1\", atom = \"javascript:alert(1)\" }", "javascript"),
        ("{ atom = \"vbscript:x\" }", "vbscript"),
    ] {
        let message = format!("the id has the scheme `{scheme}`, which readers may open as a link");
        line(&format!("id = {id}"), &[&format!("error[invalid-id] a.md:4:6 {message} | {help}")]);
    }
    for id in [
        "tag:b.org,2026:a",
        "urn:isbn:1",
        "https://b.org/",
        "yt:video:x",
        "1",
        "a: b",
        "javascript",
        "x javascript:y",
    ] {
        line(&format!("id = \"{id}\""), &[]);
    }
}

#[test]
fn an_address_has_one_of_the_schemes_of_bodies() {
    let (path, whole) =
        ("write a path, or an absolute URL with https://", "write an absolute URL, with https://");
    let license = "write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as \
                   `CC-BY-4.0`";
    for address in ["ms-msdt:/id", "intent:x", "ws://b.org/", "\\u00A0ms-msdt:/id", "\\u3000\\uFEFFblob:x"] {
        let scheme =
            ["ms-msdt", "intent", "ws", "blob"].into_iter().find(|scheme| address.contains(scheme)).unwrap();
        let shown = address
            .replace("\\u00A0", "\\u{a0}")
            .replace("\\u3000", "\\u{3000}")
            .replace("\\uFEFF", "\\u{feff}");
        let why = format!("the scheme `{scheme}` is not allowed in a feed");
        let url = |at: usize, help: &str| {
            format!("error[invalid-url] a.md:4:{at} `{shown}` is not a URL: {why} | {help}")
        };
        line(&format!("image = \"{address}\""), &[&url(9, path)]);
        line(&format!("enclosure = {{ src = \"{address}\" }}"), &[&url(21, path)]);
        line(&format!("comments = {{ url = \"{address}\" }}"), &[&url(20, path)]);
        line(&format!("source = {{ name = \"N\", url = \"{address}\" }}"), &[&url(30, whole)]);
        line(&format!("license = \"{address}\""), &[&url(11, license)]);
        let person = format!(
            "error[invalid-person] a.md:4:32 `{shown}` is not a URL: {why} | {whole}, or a path on the site, which begins with `/`"
        );
        line(&format!("authors = [{{ name = \"N\", url = \"{address}\" }}]"), &[&person]);
    }
    line("license = \"\\u00A0https://b.org/\\u3000\"", &[]);
    for (key, at) in [("image = ", 9), ("enclosure = ", 13)] {
        let why = "readers do not load files with the scheme `mailto`";
        line(
            &format!("{key}\"mailto:a@b.org\""),
            &[&format!("error[invalid-url] a.md:4:{at} `mailto:a@b.org` is not a URL: {why} | {path}")],
        );
    }
}

#[test]
fn a_url_loses_no_character_without_a_word() {
    for (key, at) in [("image = ", 9), ("license = ", 11)] {
        line(
            &format!("{key}\"https://b.org/a\\tb\""),
            &[&format!(
                "error[invalid-url] a.md:4:{at} `https://b.org/a\\tb` is not a URL: it contains a forbidden character | {}",
                if at == 9 {
                    "write a path, or an absolute URL with https://"
                } else {
                    "write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as `CC-BY-4.0`"
                }
            )],
        );
    }
    let folded = "---\ntitle: T\ndate: 2026-04-01\nimage: >\n  p.jpg\n---\n";
    let (outcome, found) = parse("a.md", folded);
    assert_eq!(found, Vec::<String>::new());
    assert!(matches!(outcome, ParseOutcome::Article(article) if article.images[0].file.src == "p.jpg"));
}

#[test]
fn a_character_that_xml_forbids_is_left_out_and_named() {
    let head = "+++\ntitle = \"a\\u000Bb\"\ndate = 2026-04-01\n+++\n";
    let (outcome, found) = parse("a.md", head);
    assert_eq!(
        found,
        ["warning[forbidden-character] a.md:2:9 removed the forbidden character U+000B | remove it"]
    );
    assert!(matches!(outcome, ParseOutcome::Article(article) if article.title.as_str() == "ab"));
    let (_, found) = parse("a.md", "+++\ntitle = \"é\u{FFFE}\"\ndate = 2026-04-01\n+++\n");
    assert_eq!(
        found,
        ["warning[forbidden-character] a.md:2:11 removed the forbidden character U+FFFE | remove it"]
    );
    let (_, found) = parse("a.md", "---\ntitle: é\u{B}b\u{B}\ndate: 2026-04-01\n---\n");
    assert_eq!(
        found,
        [
            "warning[forbidden-character] a.md:2:9 removed the forbidden character U+000B | remove it",
            "warning[forbidden-character] a.md:2:11 removed the forbidden character U+000B | remove it"
        ]
    );
    line(
        "authors = [\"a\\u0001\\u0001b\"]",
        &["warning[forbidden-character] a.md:4:12 removed the forbidden character U+0001 | remove it"],
    );
    line(
        "image = { src = \"p\", alt = \"\\u0000\" }",
        &["warning[forbidden-character] a.md:4:28 removed the forbidden character U+0000 | remove it"],
    );
}

#[test]
fn a_missing_title_is_an_error_except_for_a_page() {
    let (outcome, found) = parse("a.md", "+++\ndate = 2026-04-01\n+++\n");
    assert_eq!(
        found,
        [
            "error[missing-title] a.md:1:1 missing title | add title = \"…\", or title = \"\" for an untitled note"
        ]
    );
    assert_eq!(outcome, ParseOutcome::LeftOut(Reason::Invalid));
    assert_eq!(
        parse("a.md", "+++\nsummary = \"S\"\n+++\n"),
        (ParseOutcome::LeftOut(Reason::Undated), Vec::new())
    );
}

#[test]
fn a_file_without_a_date_is_a_page_a_draft_or_excluded() {
    let reason = |lines: &str| parse("a.md", &format!("+++\ntitle = \"T\"\n{lines}\n+++\n")).0;
    assert_eq!(reason(""), ParseOutcome::LeftOut(Reason::Undated));
    assert_eq!(reason("draft = true"), ParseOutcome::LeftOut(Reason::Draft));
    assert_eq!(reason("feed = false"), ParseOutcome::LeftOut(Reason::Excluded));
}

#[test]
fn all_mistakes_of_a_head_are_found_in_one_run() {
    let (_, found) = parse(
        "a.md",
        "+++\ntitle = 1\ndate = \"soon\"\nlanguage = \"english\"\nslug = \"a/b\"\ntags = [1, \"b\"]\nxyz = 1\n+++\n",
    );
    let codes: Vec<_> =
        found.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        codes,
        [
            "error[wrong-type] a.md:2:9",
            "error[invalid-date] a.md:3:8",
            "error[invalid-language] a.md:4:12",
            "error[invalid-slug] a.md:5:8",
            "error[wrong-type] a.md:6:9",
            "warning[unknown-key] a.md:7:1"
        ]
    );
}

#[test]
fn broken_toml_is_reported_at_its_place_in_the_file() {
    let (_, found) = parse("a.md", "\n+++  \ntitle = \"T\ndate = 2026-04-01\n+++\n");
    assert!(found[0].starts_with("error[broken-toml] a.md:3:"), "{found:?}");
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ntitle = \"U\"\n+++\n");
    assert_eq!(found[0], "error[broken-toml] a.md:3:1 duplicate key | remove one of the two");
}

#[test]
fn broken_yaml_is_reported_at_its_place_in_the_file() {
    let check = |yaml: &str, expected: &str| {
        let (_, found) = parse("a.md", &format!("---\n{yaml}\n---\n"));
        assert!(found[0].starts_with(expected), "{yaml}: {found:?}");
    };
    check(
        "title: ü\ntitle: b",
        "error[duplicate-key] a.md:3:1 duplicate key `title` | remove one of the two",
    );
    check("title: !x a", "error[broken-yaml] a.md:2:");
    check("title: [a", "error[broken-yaml] a.md:");
    check("- a\n- b", "error[broken-yaml] a.md:2:1 expected `key: value`, found an array");
    check("just words", "error[broken-yaml] a.md:2:1 expected `key: value`, found text");
    check(&format!("a: {}", "[".repeat(1_000)), "error[broken-yaml] a.md:2:");
}

#[test]
fn a_file_without_metadata_is_an_error_or_not_an_article() {
    let (outcome, found) = parse("a.md", "# Title\n");
    assert_eq!(outcome, ParseOutcome::LeftOut(Reason::Invalid));
    assert!(
        found[0].starts_with(
            "error[missing-metadata] a.md:1:1 missing metadata | begin the file with +++, title ="
        ),
        "{found:?}"
    );
    for path in ["a.txt", "a.html"] {
        let (outcome, found) = parse(path, "words\n");
        assert_eq!(outcome, ParseOutcome::NotAnArticle);
        assert!(found[0].starts_with(&format!("info[no-metadata] {path} ")), "{found:?}");
    }
}

#[test]
fn an_unclosed_fence_and_a_head_without_an_end_are_reported() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\n");
    assert_eq!(
        found,
        ["error[unclosed-fence] a.md:1:1 unclosed `+++` | add a line `+++` after the metadata"]
    );
    let long = format!("+++\n{}", "# comment\n".repeat(8_000));
    assert!(parse("a.md", &long).1[0].starts_with("error[head-too-long] a.md:1:1"));
    assert!(parse("a.md", &format!("{long}+++\n")).1[0].starts_with("error[head-too-long] a.md:1:1"));
    assert!(parse("a.md", &format!("\n \n{long}+++\n")).1[0].starts_with("error[head-too-long] a.md:3:1"));
}

#[test]
fn metadata_in_two_places_is_an_error() {
    let config = config("timezone = \"UTC\"");
    let source = source("a.md").with_sidecar("a.toml");
    let head =
        Head { text: "\n+++\n+++\n".into(), sidecar: Some("title = \"T\"".to_owned()), ..Head::default() };
    let parsed = metadata::parse(&source, &head, context(&config));
    assert_eq!(
        lines(&parsed.diagnostics),
        ["error[two-metadata] a.md:2:1 metadata both here and in `a.toml` | remove one of the two"]
    );
}

#[test]
fn a_mistake_in_a_sidecar_is_reported_there() {
    let config = config("timezone = \"UTC\"");
    let source = source("a.txt").with_sidecar("a.toml");
    let head = Head {
        text: "words".into(),
        sidecar: Some("title = 1\ndate = 2026-04-01\n".to_owned()),
        ..Head::default()
    };
    let parsed = metadata::parse(&source, &head, context(&config));
    assert!(lines(&parsed.diagnostics)[0].starts_with("error[wrong-type] a.toml:1:9"));
}

/// What is said first about a head.
fn said(head: &str) -> String {
    let (_, found) = parse("a.md", &format!("{head}\nWords.\n"));
    found.into_iter().next().unwrap_or_default()
}

#[test]
fn usual_mistakes_in_yaml_are_named_where_they_are_and_with_their_cure() {
    for (yaml, expected) in [
        ("title: \"Sea\nplace: Ambon", "2:8 unclosed `\"` | close the text with `\"`"),
        ("place: Ambon\ntitle: 'Sea", "3:8 unclosed `'` | close the text with `'`"),
        (
            "title: 'it's late'",
            "2:12 text after the closing quote | a text that contains `'` is written like this: `title: \"it's late\"`",
        ),
        (
            "title: \"The \"old\" pier\"",
            "2:14 text after the closing quote | a text that contains `\"` is written like this: `title: 'The \"old\" pier'`",
        ),
        (
            "title: Sea\n place: Ambon",
            "3:1 `place` is indented further than the key before it | remove 1 space before it",
        ),
        (
            "  title: Sea\nplace: Ambon",
            "2:1 `title` is indented further than the key after it | remove 2 spaces before it",
        ),
        ("title:Sea\nplace: Ambon", "2:1 no space after `title:` | write `title: Sea`"),
        ("title:Sea\nplace:Ambon", "2:1 no space after `title:` | write `title: Sea`"),
        ("place: Ambon\ntitle:Sea\ntags: [a]", "3:1 no space after `title:` | write `title: Sea`"),
        ("tags:\n-one\n-two", "3:1 no space after the `-` | write `- one`"),
        ("tags:\n  - one\n  -two", "4:3 no space after the `-` | write `- two`"),
        ("title: Sea\nplace = Ambon", "3:1 `=` after a key, expected `:` | write `place: Ambon`"),
        (
            "title = \"Sea\"\nplace = \"Ambon\"",
            "2:1 TOML between `---`, which enclose YAML | write `+++` instead of `---` above and below it",
        ),
        (
            "summary: Waves\nall day long\ntitle: Sea",
            "3:1 line that is neither a key nor indented | indent it if it belongs to `summary`, or write `key: value`",
        ),
    ] {
        assert_eq!(
            said(&format!("---\n{yaml}\n---")),
            format!("error[broken-yaml] a.md:{expected}"),
            "{yaml}"
        );
    }
    // What another line has is none of the mistakes.
    let other = said("---\nsummary: |\n  key:value\n  -a\ntitle: @sea\n---");
    assert!(other.starts_with("error[broken-yaml] a.md:5:8 text that begins"), "{other}");
    let list = said("---\ntitle: Sea\ndate: 2026-04-01\ntags:\n  -one\n  -two\n---");
    let help = "write a space after each `-`, or `tags: [one, two]`";
    assert_eq!(list, format!("warning[text-for-list] a.md:5:3 `-one -two` is one text, not a list | {help}"));
}

#[test]
fn usual_mistakes_in_toml_are_named_where_they_are_and_with_their_cure() {
    for (toml, expected) in [
        ("title = \"Sea\nplace = \"Ambon\"", "2:9 unclosed `\"` | close the text with `\"`"),
        (
            "title = 'it's late'",
            "2:13 text after the closing quote | a text that contains `'` is written like this: `title = \"it's late\"`",
        ),
        (
            "title = \"The \"old\" captain's pier\"",
            "2:15 text after the closing quote | a text that contains `\"` is written like this: `title = \"The \\\"old\\\" captain's pier\"`",
        ),
        (
            "title = “Sea”",
            "2:9 text in typographic quotation marks | write straight quotation marks: `title = \"Sea\"`",
        ),
        ("title = \"Sea\"\nplace: Ambon", "3:1 `:` after a key, expected `=` | write `place = \"Ambon\"`"),
        (
            "title: Sea\ndate: 2026-04-01\ntags:\n- one",
            "2:1 YAML between `+++`, which enclose TOML | write `---` instead of `+++` above and below it",
        ),
    ] {
        let (_, found) = parse("a.md", &format!("+++\n{toml}\n+++\nWords.\n"));
        let broken: Vec<_> = found.iter().filter(|line| line.contains("broken-toml")).collect();
        assert_eq!(broken, [&format!("error[broken-toml] a.md:{expected}")], "{toml}");
    }
}

#[test]
fn a_line_that_nearly_closes_the_metadata_is_named() {
    for (text, help) in [
        ("---\ntitle: Sea\n----\nWords.", "line 3 is `----`; write `---`"),
        ("+++\ntitle = \"Sea\"\n\n---\nWords.", "line 4 is `---`; write `+++`"),
        ("---\ntitle: Sea\n ---\nWords.", "line 3 is ` ---`; write `---`"),
        ("---\ntitle: Sea\n\nWords.", "add a line `---` after the metadata"),
    ] {
        let mark = text.get(..3).unwrap();
        assert_eq!(said(text), format!("error[unclosed-fence] a.md:1:1 unclosed `{mark}` | {help}"));
    }
}

/// The help for the first finding in a head.
fn help(path: &str, head: &str) -> String {
    let (_, found) = parse(path, head);
    let first = found.first().cloned().unwrap_or_default();
    first.split_once(" | ").map_or(first.clone(), |(_, help)| help.to_owned())
}

#[test]
fn a_text_without_quotation_marks_is_shown_as_it_is_to_be_written() {
    let toml = |line: &str| help("a.md", &format!("+++\ntitle = \"T\"\ndate = 2026-04-01\n{line}\n+++\n"));
    assert_eq!(toml("draft = tru"), "write `draft = true`");
    assert_eq!(toml("draft = no"), "write `false`");
    assert_eq!(toml("slug = rain # wet"), "put the text in quotation marks: `slug = \"rain\"`");
    let either = "write `x = false`, or put the text in quotation marks: `x = \"flase\"`";
    assert_eq!(toml("x = flase"), either);
}

#[test]
fn a_member_without_a_value_is_named() {
    let json = "{\n\"title\": \"x\", \"date\": \n}\n";
    assert_eq!(help("a.md", json), "write a value after `\"date\":`, or remove the key");
}

#[test]
fn a_table_is_shown_with_what_was_written_in_its_place() {
    let yaml = |line: &str| help("a.md", &format!("---\ntitle: T\ndate: 2026-04-01\n{line}\n---\n"));
    assert_eq!(yaml("episode: 5"), "write episode: { number: 5 }");
    assert_eq!(yaml("source: Reuters"), "write source: { name: \"Reuters\" }");
    let funding = "write funding: { url: \"https://pay.org/\", text: \"Support the show\" }";
    assert_eq!(yaml("episode:\n  funding: https://pay.org/"), funding);
    assert_eq!(yaml("tags: {a: b}"), "write tags: [\"…\", \"…\"]");
    let (_, found) = parse("a.md", "---\ntitle: T\ndate: 2026-04-01\ncomments: {count: -1}\n---\n");
    assert!(found[0].contains("found the number `-1`"), "{found:?}");
}
