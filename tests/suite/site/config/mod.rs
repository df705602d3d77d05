//! Tests of `config`.

mod elements;
mod folders;

use std::path::Path;

use feedwright::site::config::{self, Config, Overrides};
use feedwright::site::feed_config::{Body, Each};
use feedwright::site::id_policy::{Authority, IdPolicy};
use feedwright::site::rules::{DateFrom, UpdatedFrom};
use feedwright::site::zone::Zone;

use crate::suite::support::lines;

fn read(text: &str, overrides: &Overrides) -> (Option<Config>, Vec<String>) {
    let (config, found) = config::read(
        Path::new("feedwright.toml"),
        text,
        overrides,
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    (config, lines(&found))
}

fn valid(text: &str) -> Config {
    let (config, found) =
        read(&format!("site.base-url = \"https://blog.org/\"\n{text}"), &Overrides::default());
    assert_eq!(found, Vec::<String>::new(), "{text}");
    config.unwrap()
}

/// Every finding about `text`, which is refused.
#[track_caller]
fn refused(text: &str, expected: &[&str]) {
    let (config, found) = read(text, &Overrides::default());
    assert_eq!(found, expected, "{text}");
    assert!(config.is_none(), "{text}");
}

/// Every finding about a configuration.
pub(crate) fn findings(text: &str) -> Vec<String> {
    read(text, &Overrides::default()).1
}

#[test]
fn hubs_are_urls_of_the_web_and_each_is_named_once() {
    let hubs = |hub: &str| {
        let feed = format!("[[feed]]\npath = \"f\"\nformat = \"rss\"\nhub = {hub}\n");
        valid(&feed).feeds[0].hubs.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(hubs("\"https://hub.org\""), ["https://hub.org/"]);
    let several = "[\"https://hub.org/\", \"http://b.org/hub?x=1\", \"https://hub.org\"]";
    assert_eq!(hubs(several), ["https://hub.org/", "http://b.org/hub?x=1"]);
    assert_eq!(hubs("[]"), [""; 0]);
    for (hub, why) in [
        ("/hub", "it is relative"),
        ("ftp://hub.org/", "its scheme is `ftp`"),
        ("https://me:secret@hub.org/", "it contains a user name or password, which the feed would show"),
        ("https://hub.org/#x", "it has a fragment"),
    ] {
        let feed = format!(
            "site.base-url = \"https://blog.org/\"\n[[feed]]\npath = \"f\"\nformat = \"rss\"\nhub = \"{hub}\"\n"
        );
        let found = findings(&feed);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert!(one.starts_with("error[invalid-setting] feedwright.toml:5:7 "), "{one}");
        assert!(
            one.contains(" cannot be a hub: ") && (why == "it is relative" || one.contains(why)),
            "{one}"
        );
    }
}

#[test]
fn three_feeds_of_twenty_entries_are_made_without_any_feed() {
    let config = valid("");
    let feeds: Vec<_> =
        config.feeds.iter().map(|feed| (feed.path.as_str(), feed.format.name(), feed.limit)).collect();
    assert_eq!(
        feeds,
        [("feed.xml", "rss", Some(20)), ("atom.xml", "atom", Some(20)), ("feed.json", "json", Some(20))]
    );
}

#[test]
fn a_base_url_on_the_command_line_is_enough() {
    let overrides = Overrides { base_url: Some("https://blog.org".to_owned()), ..Overrides::default() };
    let (config, found) = read("", &overrides);
    let config = config.unwrap();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(config.site.title.as_str(), "blog.org");
    assert_eq!(config.site.base_url.as_str(), "https://blog.org/");
    assert_eq!(config.content.dir, Path::new("content"));
}

const EVERY_KEY: &str = r#"
[site]
base-url = "https://blog.org/"
title = "T"
description = "D"
language = "en"
timezone = "Asia/Jakarta"
authors = ["A", { name = "B", email = "b@blog.org", url = "https://b.org" }]
rights = "R"
logo = "logo.png"
icon = "https://cdn.org/icon.png"
[site.languages.id]
title = "J"
description = "K"
[content]
dir = "articles"
include = ["*.md"]
exclude = ["drafts/"]
permalink = "/{year}/{month}/{day}/{slug}/"
date-from = ["filename", "path", "metadata"]
updated-from = ["metadata"]
default-time = "08:30"
id = "uuid"
id-authority = "blog.org,2026-04"
[slugs]
"C#" = "c-sharp"
[output]
dir = "out"
[[feed]]
path = "/news/feed.xml"
format = "rss"
limit = "all"
body = "summary"
title = "F"
id = "tag:blog.org,2026:f"
select = { section = "news", tag = ["a", "b"], language = "id", author = "A", category = "c" }
[[feed]]
each = "tag"
path = "tags/{tag}/atom.xml"
format = "atom"
limit = 5
"#;

#[test]
fn every_key_is_read() {
    let (config, found) = read(EVERY_KEY, &Overrides::default());
    assert_eq!(found, Vec::<String>::new());
    let config = config.unwrap();
    let site = &config.site;
    assert_eq!(site.authors.len(), 2);
    assert_eq!(site.authors[1].email.as_ref().unwrap().as_str(), "b@blog.org");
    assert_eq!(site.logo.as_ref().unwrap().url.as_str(), "https://blog.org/logo.png");
    assert_eq!(site.icon.as_ref().unwrap().url.as_str(), "https://cdn.org/icon.png");
    assert_eq!(site.timezone, Zone::named("Asia/Jakarta"));
    assert_eq!(site.languages.values().next().unwrap().title.as_ref().unwrap().as_str(), "J");
    assert_eq!(config.content.default_time.to_string(), "08:30:00");
    assert_eq!(config.content.date_from, [DateFrom::Filename, DateFrom::Path, DateFrom::Metadata]);
    assert_eq!(config.content.updated_from, [UpdatedFrom::Metadata]);
    let authority = Authority::parse("blog.org,2026-04").unwrap();
    assert_eq!(config.content.id, IdPolicy::Uuid(authority));
    assert_eq!(config.slugs.get("c#").unwrap(), "c-sharp");
    assert_eq!(config.output, Path::new("out"));
    let [news, tags] = config.feeds.as_slice() else { panic!("two feeds") };
    assert_eq!((news.path.as_str(), news.limit, news.body), ("news/feed.xml", None, Body::Summary));
    assert_eq!((news.select.tag.len(), news.select.language.len()), (2, 1));
    assert_eq!((tags.each.clone(), tags.limit, tags.body), (vec![Each::Tag], Some(5), Body::Full));
}

#[test]
fn every_mistake_is_reported_at_its_place_in_one_run() {
    refused(
        r#"[site]
base-url = "https://blog.org/"
titel = "T"
language = "english"
timezone = "Asia/Jakata"
authors = [{ email = "x" }]

[content]
permalink = "/{dir}/{slag}/"
date-from = ["path", "commit"]
updated-from = ["path"]
default-time = "25:00"
exclude = ["a[b"]

[[feed]]
path = "../feed.xml"
format = "rss"

[[feed]]
path = "a.xml"
format = "rs"
limit = 0
select = { tags = "a" }

[[feed]]
path = "b.xml"
format = "atom"

[[feed]]
path = "B.xml"
format = "json"

[[feed]]
each = "tag"
path = "t.xml"
format = "json"
"#,
        &[
            "error[invalid-setting] feedwright.toml:4:12 `english` is not a language tag | write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`",
            "error[invalid-setting] feedwright.toml:5:12 unknown time zone `Asia/Jakata` | did you mean `Asia/Jakarta`?",
            "error[invalid-person] feedwright.toml:6:22 `x` is not an email address | write it like name@example.org",
            "error[invalid-person] feedwright.toml:6:12 person without a name | write name = \"…\", or remove it",
            "error[unknown-setting] feedwright.toml:3:1 unknown key `titel` | did you mean `title`?",
            "error[invalid-setting] feedwright.toml:13:12 invalid pattern `a[b`: `[` without `]` | write something like \"drafts/**\" or \"*.tmp.md\"",
            "error[invalid-setting] feedwright.toml:9:13 unknown placeholder in `/{dir}/{slag}/` | known placeholders: `{language}`, `{dir}`, `{section}`, `{slug}`, `{year}`, `{month}`, `{day}`",
            "error[invalid-setting] feedwright.toml:10:22 expected `metadata`, `filename`, `path`, `git`, found `commit` | write one of `metadata`, `filename`, `path`, `git`",
            "error[invalid-setting] feedwright.toml:11:17 expected `metadata`, `git`, found `path` | write one of `metadata`, `git`",
            "error[invalid-setting] feedwright.toml:12:16 `25:00` is not a time of day | write it like \"08:30\"",
            "error[path-leaves-output] feedwright.toml:16:8 `../feed.xml` cannot be the path of a feed: it leaves the output folder | write a path below the output folder: \"news/feed.xml\"",
            "error[invalid-setting] feedwright.toml:21:10 expected `rss`, `atom`, `json`, found `rs` | did you mean `rss`?",
            "error[invalid-setting] feedwright.toml:22:9 expected a whole number, 1 or more, found `0` | write a number such as limit = 20, or limit = \"all\"",
            "error[unknown-setting] feedwright.toml:23:12 unknown key `tags` | did you mean `tag`?",
            "error[invalid-setting] feedwright.toml:35:8 every feed of `each` has the same path | write something like \"{tag}/feed.xml\"",
            "error[duplicate-path] feedwright.toml:30:8 `b.xml` and `B.xml` are the same file on systems that ignore case | give each feed its own path",
        ],
    );
}

#[test]
fn broken_toml_is_reported_at_its_place() {
    let (config, found) = read("[site]\nbase-url = https://blog.org/\n", &Overrides::default());
    assert!(config.is_none());
    assert!(found[0].starts_with("error[broken-toml] feedwright.toml:2:12 "), "{found:?}");
}

#[test]
fn feeds_are_written_as_feed() {
    let expected = ["error[unknown-setting] feedwright.toml:8:2 unknown key `feeds` | write `[[feed]]`"];
    let own = "[site]\ntitle = \"T\"\nbase-url = \"https://blog.org/\"\nlanguage = \"en\"\n[[feed]]\npath = \"a.xml\"\nformat = \"rss\"\n";
    refused(&format!("{own}[feeds]\npath = \"b.xml\"\n"), &expected);
}

#[test]
fn without_a_base_url_the_rest_is_still_read() {
    refused(
        "[site]\ntitel = 1\n",
        &[
            "error[missing-base-url] feedwright.toml missing base URL | write base-url = \"https://…/\" under [site] in feedwright.toml, or pass --base-url",
            "error[unknown-setting] feedwright.toml:2:1 unknown key `titel` | did you mean `title`?",
        ],
    );
}

#[test]
fn a_base_url_that_others_cannot_reach_is_refused() {
    let local = [
        "http://localhost:1313/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://192.168.1.5/",
        "http://10.1.2.3/",
        "http://box.local/",
        "http://nas/",
        "http://0.0.0.0:8080/",
        "http://dev.localhost/",
        "http://169.254.1.1/",
        "http://[fd00::1]/",
    ];
    for url in local {
        let text = format!("site.base-url = \"{url}\"");
        let (config, found) = read(&text, &Overrides::default());
        assert!(
            config.is_none() && found[0].contains("error[local-base-url] feedwright.toml:1:17"),
            "{url} {found:?}"
        );
        let (config, found) = read(&text, &Overrides { allow_local: true, ..Overrides::default() });
        assert!(config.is_some() && found.is_empty(), "{url} {found:?}");
    }
}

#[test]
fn a_host_reserved_for_examples_is_a_warning() {
    for url in ["https://example.org/", "https://blog.example.com/", "https://a.test/", "https://x.invalid/"]
    {
        let (config, found) = read(&format!("site.base-url = \"{url}\""), &Overrides::default());
        assert!(config.is_some() && found[0].starts_with("warning[example-base-url]"), "{url} {found:?}");
    }
    assert_eq!(
        read("site.base-url = \"https://myexample.org/\"", &Overrides::default()).1,
        Vec::<String>::new()
    );
}

#[test]
fn an_invalid_base_url_is_rejected() {
    for url in [
        "example.org",
        "ftp://blog.org/",
        "https://",
        "https://blog.org/?a",
        "https://blog.org/#a",
        "mailto:a@b.org",
    ] {
        let (config, found) = read(&format!("site.base-url = \"{url}\""), &Overrides::default());
        assert!(
            config.is_none() && found[0].starts_with("error[invalid-setting] feedwright.toml:1:17"),
            "{url} {found:?}"
        );
    }
}

#[test]
fn the_project_is_the_folder_of_the_file_but_output_starts_where_the_user_is() {
    let text = "site.base-url = \"https://blog.org/\"\noutput.dir = \"out\"";
    let (config, _) = config::read(
        Path::new("site/feedwright.toml"),
        text,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    assert_eq!(config.unwrap().output, Path::new("site/out"));
    let overrides = Overrides { output: Some("here".into()), ..Overrides::default() };
    let (config, _) = config::read(
        Path::new("site/feedwright.toml"),
        text,
        &overrides,
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    assert_eq!(config.unwrap().output, Path::new("here"));
}

#[test]
fn a_character_that_xml_forbids_is_left_out_of_a_setting_and_named() {
    let (config, found) =
        read("[site]\nbase-url = \"https://blog.org/\"\ntitle = \"a\\u000Bb\"\n", &Overrides::default());
    assert_eq!(
        found,
        [
            "warning[forbidden-character] feedwright.toml:3:9 removed the forbidden character U+000B | remove it"
        ]
    );
    assert_eq!(config.unwrap().site.title.as_str(), "ab");
}

#[test]
fn an_authority_of_ids_is_a_name_and_a_day_of_its_owner() {
    let settings = |authority: &str| {
        format!(
            "[site]\nbase-url = \"https://blog.org/\"\n[content]\nid = \"tag\"\nid-authority = \"{authority}\"\n"
        )
    };
    for authority in ["blog.org,2026", "me@blog.org,2026-02", "xn--bcher-kva.de,2026-02-28"] {
        assert_eq!(read(&settings(authority), &Overrides::default()).1, Vec::<String>::new(), "{authority}");
    }
    for (authority, wrong) in [
        ("blog.org", ""),
        ("blog.org,26", ""),
        ("blog.org,2026-2", ""),
        ("blog.org,2026-02-30", ""),
        (",2026", ""),
        ("a b,2026", ": ` ` cannot be in it"),
        ("a@@b,2026", ": `@` cannot be in it"),
        ("blog.org,2026:x", ": `:` cannot be in it"),
        ("berita_desa.org,2026", ": `_` cannot be in it"),
        ("me@berita_desa.org,2026", ": `_` cannot be in it"),
    ] {
        let found = read(&settings(authority), &Overrides::default()).1;
        assert_eq!(
            found,
            [format!(
                "error[invalid-setting] feedwright.toml:5:16 `{authority}` is not an id authority{wrong} | write a host or email address of yours and a date on which you owned it: \"example.org,2026\""
            )]
        );
    }
}

#[test]
fn a_host_that_no_tag_uri_can_have_is_reported_where_ids_are_made_of_it() {
    let settings = |content: &str| {
        format!("[site]\nbase-url = \"https://berita_desa.org/\"\n[content]\nid = \"tag\"\n{content}")
    };
    let message = "the host `berita_desa.org` cannot be in a tag URI";
    let help = "add a host or email address of yours and a date on which you owned it: id-authority = \"example.org,2026\"";
    refused(&settings(""), &[&format!("error[invalid-setting] feedwright.toml:4:6 {message} | {help}")]);
    let named = read(&settings("id-authority = \"desa.org,2026\"\n"), &Overrides::default());
    assert_eq!(named.1, Vec::<String>::new());
}

#[test]
fn a_permalink_that_gives_no_url_is_reported_at_its_setting() {
    for permalink in ["/%zz/{slug}/", "/{slug}/%", "/{year}/{slug}%2"] {
        let message = format!(
            "`{permalink}` does not give a URL: it contains a character that is not allowed in a URL | write something like \"/{{dir}}/{{slug}}/\""
        );
        refused(
            &format!("site.base-url = \"https://blog.org/\"\ncontent.permalink = \"{permalink}\"\n"),
            &[&format!("error[invalid-setting] feedwright.toml:2:21 {message}")],
        );
    }
    valid("content.permalink = \"/%7Edesa/{slug}/\"");
}

#[test]
fn an_email_address_that_no_feed_can_have_is_reported_at_its_setting() {
    for email in ["ana@desa", "ana@[127.0.0.1]", "'ana ana'@desa.org", "ana@desa.org "] {
        let email = email.replace('\'', "\\\"");
        let settings = format!(
            "[site]\nbase-url = \"https://blog.org/\"\nauthors = {{ name = \"A\", email = \"{email}\" }}\n"
        );
        let (config, found) = read(&settings, &Overrides::default());
        assert!(
            config.is_none() && found[0].starts_with("error[invalid-person] feedwright.toml:3:"),
            "{found:?}"
        );
    }
    valid("site.authors = { name = \"A\", email = \"ana+x@berita.desa.org\" }");
}

#[test]
fn an_id_or_an_address_of_a_setting_does_no_harm_as_a_link() {
    let site = "[site]\nbase-url = \"https://blog.org/\"\n";
    let help = "write an absolute IRI, such as \"tag:example.org,2026:feed\"";
    let feed = |keys: &str| format!("{site}[[feed]]\nformat = \"atom\"\n{keys}\n");
    for id in ["javascript:alert(1)", "JavaScript:alert(1)", "java\\tscript:alert(1)"] {
        let message = "the id of the feed has the scheme `javascript`, which readers may open as a link";
        let expected = format!("error[invalid-setting] feedwright.toml:6:6 {message} | {help}");
        refused(&feed(&format!("path = \"a.xml\"\nid = \"{id}\"")), &[&expected]);
    }
    let message = "the id of the feed has `{tag}` in its scheme";
    let expected = format!("error[invalid-setting] feedwright.toml:7:6 {message} | {help}");
    refused(&feed("each = \"tag\"\npath = \"{tag}.xml\"\nid = \"{tag}:alert(1)\""), &[&expected]);
    let address = |logo: &str, shown: &str, why: &str| {
        let message = format!("`{shown}` is not a URL: {why} | write an absolute URL, or a path on the site");
        let expected = format!("error[invalid-setting] feedwright.toml:3:8 {message}");
        refused(&format!("{site}logo = \"{logo}\"\n"), &[&expected]);
    };
    address("javascript:x", "javascript:x", "the scheme `javascript` is not allowed in a feed");
    address("\\u00A0ms-msdt:/id", "\u{a0}ms-msdt:/id", "the scheme `ms-msdt` is not allowed in a feed");
    address("mailto:a@b.org", "mailto:a@b.org", "readers do not load files with the scheme `mailto`");
    for logo in ["/logo.png", "logo.png", "\\u00A0https://blog.org/logo.png", "\\u00A0/logo.png\\u3000"] {
        let logo = valid(&format!("site.logo = \"{logo}\"")).site.logo;
        assert_eq!(logo.unwrap().url.as_str(), "https://blog.org/logo.png");
    }
}

#[test]
fn a_path_of_the_project_is_not_empty_and_not_in_the_home_folder() {
    let settings = "site.base-url = \"https://blog.org/\"\n";
    let at = |table: &str, key: &str, value: &str| {
        read(&format!("{settings}[{table}]\n{key} = \"{value}\"\n"), &Overrides::default()).1
    };
    for (table, key) in [("output", "dir"), ("content", "dir"), ("content", "pages")] {
        let help = "write the path of the folder, or `.` for that of feedwright.toml";
        let column = key.len() + 4;
        let expected =
            format!("error[invalid-setting] feedwright.toml:3:{column} empty path of a folder | {help}");
        assert_eq!(at(table, key, ""), [expected.as_str()], "{key}");
        assert_eq!(at(table, key, " ").len(), 1, "{key}");
        let found = at(table, key, "~/feeds");
        assert!(found[0].contains("`~/feeds` begins with `~`, which only shells"), "{found:?}");
        assert_eq!(at(table, key, "~feeds"), Vec::<String>::new(), "{key}");
    }
    assert!(at("content", "pins", "")[0].contains("empty path of a file"));
    let (_, found) = read(&format!("{settings}content.dir = [\"\", \"a\"]\n"), &Overrides::default());
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn patterns_that_begin_with_the_content_folder_are_refused() {
    let of = |dir: &str, pattern: &str| {
        let text = format!(
            "site.base-url = \"https://blog.org/\"\ncontent.dir = \"{dir}\"\ncontent.exclude = [\"{pattern}\"]\n"
        );
        read(&text, &Overrides::default()).1
    };
    for pattern in ["content/drafts/", "./content/drafts/", "content/a.md"] {
        let found = of("./content/", pattern);
        assert!(found.len() == 1 && found[0].contains("begins with the content folder"), "{found:?}");
    }
    for pattern in ["drafts/", "/content/drafts/", "content", "contents/a", "**/content/a"] {
        assert_eq!(of("content", pattern), Vec::<String>::new(), "{pattern}");
    }
    assert_eq!(of(".", "/drafts/"), Vec::<String>::new());
}

#[test]
fn a_permalink_is_a_path_on_the_site() {
    let text = "site.base-url = \"https://blog.org/\"\ncontent.permalink = \"https://blog.org/{slug}/\"\n";
    refused(
        text,
        &[
            "error[invalid-setting] feedwright.toml:2:21 `https://blog.org/{slug}/` begins with the scheme `https`: a permalink is a path on the site | write it without scheme and host: \"/{dir}/{slug}/\"",
        ],
    );
}

#[test]
fn a_pattern_of_the_pages_of_terms_is_a_path_with_the_term_in_it() {
    for (setting, expected) in [
        (
            "{ tag = \"/tags/\" }",
            "error[invalid-setting] feedwright.toml:2:30 term page without `{tag}` | add `{tag}`, or every term has the \
             same page",
        ),
        (
            "{ tag = \"https://blog.org/{tag}\" }",
            "error[invalid-setting] feedwright.toml:2:30 `https://blog.org/{tag}` begins with the scheme `https`: a term \
             page is a path on the site | write it without scheme and host: \"/tags/{tag}/\"",
        ),
        (
            "{ category = \"/{tag}/\" }",
            "error[invalid-setting] feedwright.toml:2:35 unknown placeholder in `/{tag}/` | known placeholders: \
             `{category}`, `{language}`",
        ),
        (
            "{ tags = \"/{tag}/\" }",
            "error[unknown-setting] feedwright.toml:2:24 unknown key `tags` | did you mean `tag`?",
        ),
    ] {
        refused(
            &format!("site.base-url = \"https://blog.org/\"\ncontent.term-pages = {setting}\n"),
            &[expected],
        );
    }
}

#[test]
fn an_unknown_id_policy_names_patterns_and_warnings_are_not_allowed() {
    let of = |line: &str| {
        read(&format!("site.base-url = \"https://blog.org/\"\n{line}\n"), &Overrides::default()).1
    };
    let found = of("content.id = \"random\"");
    assert!(
        found[0].contains("or a pattern such as `tag:{host},{date}:{path}`, found `random`"),
        "{found:?}"
    );
    assert!(of("content.id = \"uiud\"")[0].ends_with("did you mean `uuid`?"));
    assert!(of("check.allow = [\"warnings\"]")[0].contains("`warnings` can be denied, but not allowed"));
    let both = of("check.allow = [\"dead-link\"]\ncheck.deny = [\"dead-link\"]");
    assert!(both[0].contains("`dead-link` is both denied and allowed"), "{both:?}");
}

#[test]
fn limits_and_paths_of_feeds_are_explained() {
    let of = |feeds: &str| {
        read(&format!("site.base-url = \"https://blog.org/\"\n{feeds}"), &Overrides::default()).1
    };
    let feed = |path: &str, more: &str| format!("[[feed]]\npath = \"{path}\"\nformat = \"rss\"\n{more}\n");
    assert!(
        of(&feed("a.xml", "limit = -1"))[0]
            .contains("expected a whole number, 1 or more, found `-1` | write a number such as limit = 20")
    );
    assert!(of(&feed("a.xml", "limit = 1.5"))[0].contains("expected a whole number, or \"all\""));
    let same = of(&(feed("a.xml", "") + &feed("A.xml", "")));
    assert!(
        same[0].contains("`a.xml` and `A.xml` are the same file on systems that ignore case"),
        "{same:?}"
    );
    assert!(of(&feed("./a.xml", ""))[0].contains("`.` is not the name of a file or folder"));
}
