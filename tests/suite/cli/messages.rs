//! What the program says of mistakes: the cause, in the user's words, and what to do.

use std::fs;
use std::process::Command;

use crate::harness::{PLAIN, Site, article, feed};
use crate::support::files;

/// Runs the program in a site's folder, and gives its exit status and all that it says.
fn run(site: &Site, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    let done = command.args(args).current_dir(site.path("")).output().unwrap();
    let said = [done.stdout.as_slice(), &done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(said).unwrap())
}

const BUILD: &[&str] = &["build", "--now", "2026-06-01T00:00:00Z"];

/// Runs the program, which must exit with that status and say all of these lines or parts of lines.
#[track_caller]
fn says(site: &Site, args: &[&str], status: i32, expected: &[&str]) -> String {
    let (found, said) = run(site, args);
    assert_eq!(found, status, "{args:?}: {said}");
    for part in expected {
        assert!(said.contains(part), "expected {part:?} of {args:?}: {said}");
    }
    said
}

#[track_caller]
fn build_says(site: &Site, status: i32, expected: &[&str]) -> String {
    says(site, BUILD, status, expected)
}

fn one_article() -> Site {
    Site::dated(PLAIN, &[("a.md", "2026-05-01")])
}

/// A site with a feed of all articles, and one of each tag; `b.md` has the tag `x`.
fn tagged() -> Site {
    let feeds = feed("feed.xml", "rss", "") + &feed("{tag}.xml", "rss", "each = [\"tag\"]");
    let site = Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")]);
    site.add(&[("b.md", &article("b.md", "date = 2026-05-02\ntags = [\"x\"]"))]);
    assert_eq!(run(&site, BUILD).0, 0);
    site
}

#[test]
fn a_withdrawn_article_in_a_document_that_stays_is_a_warning() {
    let site = tagged();
    site.add(&[("b.md", &article("b.md", "date = 2026-05-02\ntags = [\"x\"]\ndraft = true"))]);
    build_says(
        &site,
        0,
        &[
            "warning[withdrawn-entry]: `x.xml` still contains the withdrawn article \"b.md\"",
            "help: build with --prune to remove `x.xml`",
        ],
    );
    let pruned = says(&site, &[BUILD, &["--prune"]].concat(), 0, &["removed public/x.xml"]);
    assert!(!pruned.contains("withdrawn"), "{pruned}");
}

#[test]
fn a_document_of_a_tag_that_nobody_uses_is_no_longer_part_of_any_feed() {
    let site = tagged();
    site.add(&[("b.md", &article("b.md", "date = 2026-05-02"))]);
    build_says(&site, 0, &["info[stale-document]: `x.xml` is no longer part of any feed"]);
}

#[test]
fn a_configured_feed_without_articles_is_not_called_part_of_no_feed() {
    let feeds = feed("feed.xml", "rss", "") + &feed("x.xml", "rss", "select = { tag = \"x\" }");
    let site = Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")]);
    site.add(&[("b.md", &article("b.md", "date = 2026-05-02\ntags = [\"x\"]"))]);
    assert_eq!(run(&site, BUILD).0, 0);
    site.add(&[("b.md", &article("b.md", "date = 2026-05-02"))]);
    let accepted = [BUILD, &["--accept", "emptied"]].concat();
    let said = says(
        &site,
        &accepted,
        0,
        &["info[stale-document]: `x.xml` stays as it is, since its feed has no articles anymore"],
    );
    assert!(!said.contains("part of any feed"), "{said}");
}

#[test]
fn an_image_outside_of_the_content_folder_is_called_so() {
    let site = Site::new(PLAIN, &[]);
    files(&site.path(""), &[("photo.jpg", "x")]);
    site.add(&[("n/a.md", &article("a", "date = 2026-05-01\nimage = \"../../photo.jpg\""))]);
    let said = build_says(
        &site,
        0,
        &[
            "warning[file-outside-content]: the file `../../photo.jpg` is outside of the content folder",
            "help: move it into the content folder, or write",
        ],
    );
    assert!(!said.contains("missing-file"), "{said}");
}

#[test]
fn an_error_cannot_be_allowed() {
    let why = "`missing-title` is an error, but only warnings and infos can be allowed";
    says(&one_article(), &["build", "--allow", "missing-title"], 2, &[&format!("error: {why}")]);
    says(&one_article(), &["check", "--allow", "missing-element", "x.xml"], 2, &["only warnings"]);
    let site =
        Site::dated(&format!("{PLAIN}[check]\nallow = [\"missing-title\"]\n"), &[("a.md", "2026-05-01")]);
    build_says(&site, 2, &[&format!("error[invalid-setting]: {why}"), " --> feedwright.toml:6:10"]);
}

#[test]
fn a_code_whose_errors_are_warnings_elsewhere_can_be_allowed() {
    let site = Site::new(PLAIN, &[]);
    let item = "<item><title>T</title></item>";
    let text = format!(
        "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>T</title>\
         <link>https://blog.org/</link><description>D</description><itunes:author>A</itunes:author>{item}</channel></rss>"
    );
    files(&site.path(""), &[("f.xml", &text)]);
    let (_, said) = run(&site, &["check", "f.xml"]);
    let warnings = said.lines().filter_map(|line| line.strip_prefix("warning[")?.split(']').next());
    let warnings: Vec<_> = warnings.collect();
    assert!(warnings.len() > 1, "{said}");
    for code in warnings {
        let (status, said) = run(&site, &["check", "--allow", code, "f.xml"]);
        assert_eq!(status, 0, "{said}");
        assert!(!said.contains(&format!("[{code}]")), "{said}");
    }
}

#[test]
fn a_document_that_is_gone_is_an_error_of_diff() {
    let site = tagged();
    let (old, new) = (site.path("public"), site.path("new"));
    fs::create_dir(&new).unwrap();
    fs::copy(old.join("x.xml"), new.join("x.xml")).unwrap();
    says(
        &site,
        &["diff", "public", "new"],
        1,
        &["error[emptied]: the number of entries would drop from 2 to 0", "the feed was removed"],
    );
    says(&site, &["diff", "public", "new", "--accept", "emptied"], 0, &["the feed was removed"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_document_is_to_be_removed() {
    let site = one_article();
    files(&site.path(""), &[("elsewhere.xml", "")]);
    fs::create_dir(site.path("public")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere.xml"), site.path("public/feed.xml")).unwrap();
    build_says(
        &site,
        1,
        &[
            "`public/feed.xml` points outside of the output folder",
            "help: remove the link; the document takes its place",
        ],
    );
}

#[test]
fn each_invalid_id_is_told_its_own_cause() {
    for (id, why) in [
        ("\"\"", "error[invalid-id]: the id is blank"),
        ("\"a\\u0001\"", "error[invalid-id]: the id contains a forbidden character"),
        (
            "\"javascript:x\"",
            "error[invalid-id]: the id has the scheme `javascript`, which readers may open as a link",
        ),
        ("{ rss = \"a\", atom = \"b\" }", "error[invalid-id]: the id is not an IRI, as Atom requires"),
        ("{}", "error[invalid-id]: the id has neither `rss` nor `atom`"),
    ] {
        let site = Site::new(PLAIN, &[("a.md", &article("a", &format!("date = 2026-05-01\nid = {id}")))]);
        build_says(&site, 1, &[why]);
    }
    let site =
        Site::dated(&format!("{PLAIN}{}", feed("f.xml", "atom", "id = \"\"")), &[("a.md", "2026-05-01")]);
    build_says(&site, 2, &["error[invalid-setting]: the id of the feed is blank"]);
}

#[test]
fn an_undefined_variable_of_a_template_is_named_once_at_its_place() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01"), ("b.md", "2026-05-02")]);
    files(&site.path("templates"), &[("entry.html", "<p>\n  {{ titel }}</p>\n{{ content }}\n")]);
    let said = build_says(
        &site,
        1,
        &[
            "error[broken-template]: `titel` is undefined",
            " --> templates/entry.html:2:6",
            "help: did you mean `title`?",
            "1 error",
        ],
    );
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    files(&site.path("templates"), &[("entry.html", "<p>\n  {{ extra.a.b }}</p>\n{{ content }}\n")]);
    build_says(&site, 1, &["`extra.a` is undefined", " --> templates/entry.html:2:11", "{% if … %}"]);
    files(&site.path("templates"), &[("entry.html", "{{ content|nofilter }}\n")]);
    build_says(
        &site,
        1,
        &["error[broken-template]: unknown filter `nofilter`", " --> templates/entry.html:1:"],
    );
}

#[test]
fn names_that_look_alike_are_told_apart() {
    let site = Site::dated(PLAIN, &[("caf\u{E9}.md", "2026-05-01"), ("cafe\u{301}.md", "2026-05-02")]);
    build_says(
        &site,
        1,
        &[
            "help: the names look alike: one is `cafe\\u{301}.md`, the other `caf\\u{e9}.md`; rename or remove one",
        ],
    );
}

/// A text in UTF-16.
fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn texts_in_other_encodings_are_to_be_converted() {
    let text = article("a", "date = 2026-05-01");
    let cases: &[(&str, Vec<u8>, &str, &str)] = &[
        (
            "marked.md",
            utf16(&text, true),
            "the file is in UTF-16",
            "help: convert it: `iconv -f UTF-16 -t UTF-8 content/marked.md > content/marked.md.utf8 && mv content/marked.md.utf8 content/marked.md`",
        ),
        (
            "bare.md",
            utf16(&text, false),
            "the file is in UTF-16",
            "help: convert it: `iconv -f UTF-16LE -t UTF-8 content/bare.md > content/bare.md.utf8 && mv content/bare.md.utf8 content/bare.md`",
        ),
        ("program.md", b"\x7fELF\x02\x01\0\0\0\0\0\0\x03\0\x3e".to_vec(), "the file is binary", "exclude"),
    ];
    for (name, bytes, message, help) in cases {
        let site = one_article();
        fs::write(site.path("content").join(name), bytes).unwrap();
        let said = build_says(&site, 1, &[&format!("error[not-utf8]: {message}"), help]);
        assert!(!said.contains("adopt"), "{said}");
        let file = format!("content/{name}");
        says(&site, &["adopt", &file], 1, &[message, help]);
    }
    let site = one_article();
    fs::write(site.path("content/note.txt"), utf16("A note\n", false)).unwrap();
    let said =
        build_says(&site, 0, &["info[no-metadata]: the file is in UTF-16, so it is not an article", "iconv"]);
    assert!(!said.contains("adopt"), "{said}");
}

#[test]
fn a_declared_encoding_is_called_what_the_document_calls_it() {
    let site = Site::new(PLAIN, &[]);
    let text = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss version=\"2.0\"><channel><title>caf\xE9</title></channel></rss>";
    fs::write(site.path("f.xml"), text).unwrap();
    says(&site, &["check", "f.xml"], 1, &["warning[encoding-not-utf8]: the feed is in iso-8859-1"]);
}

#[test]
fn the_right_form_of_a_time_is_shown() {
    for wrong in ["x", "", "2026-04-01", "2026-04-01T10:00", "2026-04-01T10:00:00", "2026-13-01T00:00:00Z"] {
        let expected = "expected a date and a time with its offset, such as 2026-04-01T18:30:00Z";
        says(&one_article(), &["build", "--now", wrong], 2, &[expected]);
    }
    says(
        &one_article(),
        &["check", "--timeout", "x", "f.xml"],
        2,
        &["expected a number of seconds, such as 60"],
    );
}

#[test]
fn urls_are_judged_in_our_own_words() {
    for (url, why) in [
        ("foo", "it has no scheme, such as `https://`"),
        ("https://", "it has no host"),
        ("https://a b/", "its host contains a character that is not allowed in a host"),
        ("https://[::1", "its host is not a valid IPv6 address"),
        ("https://1.2.3.400/", "its host is not a valid IPv4 address"),
        ("https://blog.org:99999/", "its port is not a number up to 65535"),
    ] {
        says(&one_article(), &["build", "--base-url", url], 2, &[&format!("cannot be the base URL: {why}")]);
        says(&one_article(), &["check", "--base", url, "f.xml"], 2, &[why]);
    }
}

#[test]
fn the_nearest_code_is_offered() {
    let deny = |code: &str| ["build", "--deny", code].map(str::to_owned);
    for (args, near) in [
        (deny("warning"), "did you mean `warnings`?"),
        (deny("missing-titel"), "did you mean `missing-title`?"),
        (["explain", "missing-titel", ""].map(str::to_owned), "did you mean `missing-title`?"),
    ] {
        let args: Vec<_> = args.iter().map(String::as_str).filter(|arg| !arg.is_empty()).collect();
        says(&one_article(), &args, 2, &[near]);
    }
    let site = Site::new(&format!("{PLAIN}[check]\ndeny = [\"warning\"]\n"), &[]);
    build_says(&site, 2, &["help: did you mean `warnings`?"]);
}

#[test]
fn a_misspelled_or_misplaced_setting_raises_no_second_finding() {
    let url = "base-url = \"https://blog.org/\"\n";
    for (text, found, help) in [
        (
            "[site]\nbaseurl = \"https://blog.org/\"\n".to_owned(),
            "unknown key `baseurl`",
            "did you mean `base-url`?",
        ),
        (format!("[site\n{url}"), "unclosed `[`", "close it with `]`"),
        (format!("[sit]\n{url}"), "unknown key `sit`", "did you mean `site`?"),
        (url.to_owned(), "unknown key `base-url`", "write it under [site]"),
        (
            format!("[site]\n{url}[output]\ncompanion = yes\n"),
            "`yes` is neither a boolean nor text in quotation marks",
            "write `true`, or put text in quotation marks: `\"yes\"`",
        ),
        (
            format!("[site]\n{url}[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\nlimit = no\n"),
            "`no` is neither a boolean nor text in quotation marks",
            "write `false`",
        ),
        (
            "[site]\nbase-url = https://blog.org/\n".to_owned(),
            "text without quotation marks",
            "in quotation marks",
        ),
    ] {
        let said = build_says(&Site::new(&text, &[]), 2, &[found, help]);
        assert_eq!(said.matches("error[").count(), 1, "{said}");
    }
    build_says(&Site::new("[site]\ntitle = \"B\"\n", &[]), 2, &["error[missing-base-url]"]);
}

#[test]
fn a_misspelled_generator_is_the_only_mistake() {
    for (settings, found, help) in [
        ("[content]\ngenerator = \"hugoo\"\n", "found `hugoo`", "did you mean `hugo`?"),
        ("[content]\ngenerator = \"Hugo\"\n", "found `Hugo`", "did you mean `hugo`?"),
        ("[content]\ngenerator = \"gatsby\"\n", "found `gatsby`", "write one of `zola`, `hugo`"),
        ("[content]\ngenerater = \"hugo\"\n", "unknown key `generater`", "did you mean `generator`?"),
        ("[contents]\ngenerator = \"hugo\"\n", "unknown key `contents`", "did you mean `content`?"),
        ("generator = \"hugo\"\n", "unknown key `generator`", "write it under [content]"),
        (
            "[content]\ngenerator = \"hugoo\"\n[[feed]]\npath = \"index.xml\"\nformat = \"rss\"\nselect = \"generator\"\n",
            "found `hugoo`",
            "did you mean `hugo`?",
        ),
    ] {
        let site = Site::new(settings, &[]);
        files(&site.path(""), &[("hugo.toml", "baseURL = \"https://blog.org/\"\ntitle = \"Blog\"\n")]);
        let said = build_says(&site, 2, &[found, help]);
        assert_eq!(said.matches("error[").count(), 1, "{said}");
    }
    // A generator that is named as it should be does not hide what is missing.
    let site = Site::new("[content]\ngenerator = \"hugo\"\n", &[]);
    build_says(&site, 2, &["error[missing-base-url]"]);
}

#[test]
fn metadata_that_almost_begins_or_almost_is_yaml_is_called_what_it_is() {
    for (text, expected) in [
        (" +++\ntitle = \"A\"\n+++\n", "whitespace before `+++`, so it does not start metadata"),
        ("\n\t---\ntitle: A\n---\n", "whitespace before `---`, so it does not start metadata"),
        ("---\n\ttitle: A\ndate: 2026-05-01\n---\n", "tab in the indentation"),
        ("---\ntitle: \"A \"b\" c\"\n---\n", "text after the closing quote"),
        ("---\ntitle: a: b\n---\n", "`: ` in a text without quotes"),
    ] {
        build_says(&Site::new(PLAIN, &[("a.md", text)]), 1, &[expected, "help: "]);
    }
}

#[test]
fn a_scheduled_article_shows_its_date() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01"), ("b.md", "3026-05-02")]);
    site.add(&[("c.md", &article("c", "date = 2026-07-01T06:00:00+03:00"))]);
    build_says(
        &site,
        0,
        &[
            "left out content/b.md (scheduled for 3026-05-02)",
            "left out content/c.md (scheduled for 2026-07-01T06:00:00+03:00)",
        ],
    );
}

#[test]
fn a_missing_content_folder_is_said_with_its_place_and_cure() {
    let site = Site::new(&format!("{PLAIN}[content]\ndir = \"posts\"\n"), &[]);
    build_says(
        &site,
        2,
        &["error: cannot read the content folder `posts`: it does not exist", "`dir` at feedwright.toml:6:7"],
    );
    let site = Site::new(&format!("{PLAIN}[content]\ndir = [\"content\", \"posts\"]\n"), &[]);
    build_says(
        &site,
        2,
        &["error: cannot read the content folder `posts`: it does not exist", "`dir` at feedwright.toml:6:7"],
    );
    let site = Site::new(PLAIN, &[]);
    fs::remove_dir(site.path("content")).unwrap();
    build_says(&site, 2, &["cannot read the content folder `content`: it does not exist", "[content] dir"]);
}

#[test]
fn a_pattern_is_judged_in_our_own_words() {
    let site = Site::dated(&format!("{PLAIN}[content]\nexclude = [\"[a\"]\n"), &[]);
    build_says(&site, 2, &["error[invalid-setting]: invalid pattern `[a`: `[` without `]`"]);
    let site = one_article();
    site.add(&[(".ignore", "{a\n")]);
    build_says(&site, 1, &["error[unreadable-file]: invalid pattern `{a`: `{` without `}`"]);
}

#[test]
fn mistakes_on_the_command_line_say_what_to_type() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[site]\nbase-url = \"https://blog.ruiz.dev/\"\ntimezone = \"UTC\"\n";
    files(
        folder.path(),
        &[("feedwright.toml", settings), ("content/a.md", "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n")],
    );
    let feed = "<rss version=\"2.0\"><channel><title>T</title><link>https://blog.ruiz.dev/</link><description/><item><guid>a</guid></item></channel></rss>";
    files(folder.path(), &[("old.xml", feed)]);
    for (args, expected) in [
        (&["build", "--output", ""][..], "a value is required for '--output"),
        (&["build", "--allow", "dead-link", "--deny", "dead-link"], "`dead-link` is both denied and allowed"),
        (&["init", "feedwright.toml"], "`feedwright.toml` is a file"),
        (
            &["init", "--from", "old.xml", "site"],
            "there are no articles to compare the feeds with: `site/content` does not exist",
        ),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        let output = command.args(args).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && text.contains(expected), "{args:?}: {text}");
        assert!(!text.contains("feedwright.toml:"), "{text}");
    }
    assert!(!folder.path().join("site").exists());
}

#[test]
fn the_feed_of_a_site_is_not_taken_for_that_of_a_term_that_is_gone() {
    let tagged = |n: usize| article(&format!("A{n}"), &format!("date = 2026-05-0{n}\ntags = [\"bread\"]"));
    let site = Site::new(PLAIN, &[]);
    for n in 1..6 {
        site.add(&[(&format!("a{n}.md"), &tagged(n))]);
    }
    let build = ["build", "--now", "2026-06-01T00:00:00Z"];
    says(&site, &build, 0, &["created public/feed.xml"]);
    let tags = "[[feed]]\neach = \"tag\"\npath = \"{tag}.xml\"\nformat = \"rss\"\n";
    fs::write(site.path("feedwright.toml"), format!("{PLAIN}{tags}")).unwrap();
    says(
        &site,
        &build,
        0,
        &["created public/bread.xml", "warning[lost-document]: `feed.xml` is no longer part of any feed"],
    );
    for n in 1..6 {
        site.add(&[(&format!("a{n}.md"), &tagged(n).replace("bread", "cake"))]);
    }
    let gone = "error[emptied]: the document has 5 entries, and no public article has its term anymore\n--> public/bread.xml";
    says(&site, &build, 1, &[gone]);
}

#[test]
fn a_text_in_windows_1252_has_the_command_that_converts_it() {
    let site = one_article();
    let text = [article("b", "date = 2026-05-01").as_bytes(), b"Caf\xE9.\n"].concat();
    fs::write(site.path("content/old café.md"), text).unwrap();
    let file = "'content/old café.md'";
    let command = format!(
        "`iconv -f WINDOWS-1252 -t UTF-8 {file} > 'content/old café.md.utf8' && mv 'content/old café.md.utf8' {file}`"
    );
    let line = "6 | Caf\u{fffd}.\n  |    ^";
    build_says(&site, 1, &["error[not-utf8]", &command, " --> content/old café.md:6:4", line]);
    let site = one_article();
    fs::write(site.path("feedwright.toml"), b"[site]\ntitle = \"Caf\xE9\"\n").unwrap();
    build_says(&site, 2, &[" --> feedwright.toml:2:13", "2 | title = \"Caf\u{fffd}\"\n  |             ^"]);
}

#[test]
fn a_configuration_that_is_no_text_is_to_be_replaced() {
    let site = one_article();
    fs::write(site.path("feedwright.toml"), b"\x7fELF\x02\x01\0\0\0\0\0\0\x03\0\xFE").unwrap();
    let said =
        build_says(&site, 2, &["error[not-utf8]: the file is binary", "help: replace it with a text file\n"]);
    assert!(!said.contains("exclude"), "{said}");
}

#[test]
fn a_url_without_https_is_told_from_a_path() {
    let site = one_article();
    let help = "help: if it is a URL, write https://example.org/feed.xml";
    says(&site, &["check", "example.org/feed.xml"], 2, &["`example.org/feed.xml` does not exist", help]);
    says(&site, &["check", "ftp://x.org/y"], 2, &["help: if it is a URL, write https://x.org/y"]);
    for path in ["feed.xml", "public/feed.xml", "../public.old/feed", "./a.b/feed.xml"] {
        says(&site, &["check", path], 2, &["help: check the path"]);
    }
}

#[test]
fn nothing_at_the_against_of_the_configuration_is_reported_at_its_place() {
    let site = Site::dated(&format!("{PLAIN}against = \"nowhere\"\n"), &[("a.md", "2026-05-01")]);
    let line = fs::read_to_string(site.path("feedwright.toml")).unwrap().lines().count();
    let place = format!("--> feedwright.toml:{line}:11");
    let said = build_says(
        &site,
        2,
        &["`nowhere` does not exist", &place, "a relative path starts in the folder of feedwright.toml"],
    );
    assert!(!said.contains("working folder"), "{said}");
    says(
        &site,
        &[BUILD, &["--against", "nowhere"]].concat(),
        2,
        &["relative paths start in the working folder"],
    );
}

#[test]
fn advice_about_a_local_address_is_not_an_option_that_init_lacks() {
    let empty = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["init", "--base-url", "http://localhost/"])
        .current_dir(empty.path())
        .output()
        .unwrap();
    let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    assert!(said.contains("write the public URL; `feedwright build --base-url "), "{said}");
}

#[test]
fn of_a_misspelled_each_nothing_is_said_about_placeholders() {
    let site = Site::new(&format!("{PLAIN}{}", feed("{tags}.xml", "rss", "each = \"tags\"")), &[]);
    let said = build_says(&site, 2, &["help: did you mean `tag`?"]);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[test]
fn a_misspelled_member_of_a_variable_is_named() {
    let site =
        Site::dated(&format!("{PLAIN}[output]\ncompanion = \"feeds.html\"\n"), &[("a.md", "2026-05-01")]);
    files(&site.path(""), &[("templates/companion.html", "<h1>{{ site.titel }}</h1>")]);
    build_says(&site, 1, &["did you mean `site.title`?"]);
}

/// A Hexo site whose pages were built in UTC, although its time zone is seven hours ahead.
fn built_in_another_zone() -> Site {
    let site = Site::new("", &[]);
    fs::remove_file(site.path("feedwright.toml")).unwrap();
    let page = |title: &str, path: &str| {
        let canonical = format!("<link rel=\"canonical\" href=\"https://blog.org/{path}/\">");
        format!(
            "<html><head><title>{title}</title>{canonical}</head><body><article><h1>{title}</h1>Text.</article></body></html>"
        )
    };
    let post =
        |title: &str, time: &str| format!("---\ntitle: {title}\ndate: 2026-01-02 {time}\n---\nText.\n");
    let entry = |path: &str, title: &str, time: &str| {
        let page = format!("https://blog.org/{path}/");
        format!(
            "<entry><title>{title}</title><link href=\"{page}\"/><id>{page}</id><published>{time}</published><updated>{time}</updated><content>Text.</content></entry>"
        )
    };
    let entries = entry("2026/01/02/noon", "Noon", "2026-01-02T05:00:00Z")
        + &entry("2026/01/01/night", "Night", "2026-01-01T18:00:00Z");
    files(
        &site.path(""),
        &[
            ("package.json", "{\"dependencies\": {\"hexo\": \"8\", \"hexo-generator-feed\": \"3\"}}"),
            (
                "_config.yml",
                "url: https://blog.org\ntitle: Blog\nlanguage: en\nauthor: Ana\ntimezone: Asia/Jakarta\n",
            ),
            ("source/_posts/night.md", &post("Night", "01:00:00")),
            ("source/_posts/noon.md", &post("Noon", "12:00:00")),
            ("public/2026/01/01/night/index.html", &page("Night", "2026/01/01/night")),
            ("public/2026/01/02/noon/index.html", &page("Noon", "2026/01/02/noon")),
            (
                "public/atom.xml",
                &format!(
                    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://blog.org/</id><title>Blog</title>{entries}</feed>"
                ),
            ),
        ],
    );
    site
}

#[test]
fn a_site_that_was_built_in_another_time_zone_keeps_the_addresses_of_its_pages() {
    let row = "  permalink    pages (the site was built in another time zone: 1 page has its dates in the address)\n";
    let site = built_in_another_zone();
    let said = says(&site, &["init"], 0, &[row]);
    assert!(!said.contains("feedwright pin"), "{said}");
    build_says(&site, 0, &[]);
    assert!(site.read("atom.xml").contains("<id>https://blog.org/2026/01/01/night/</id>"));
    // Its published feed says so, too.
    let site = built_in_another_zone();
    fs::create_dir(site.path("published")).unwrap();
    fs::rename(site.path("public/atom.xml"), site.path("published/atom.xml")).unwrap();
    fs::rename(site.path("public"), site.path("built")).unwrap();
    let said = says(&site, &["init", "--from", "published"], 0, &[row, "npx hexo generate"]);
    assert!(!said.contains("feedwright pin"), "{said}");
    fs::rename(site.path("built"), site.path("public")).unwrap();
    build_says(&site, 0, &[]);
    assert!(site.read("atom.xml").contains("<id>https://blog.org/2026/01/01/night/</id>"));
    // In its own time zone, it needs nothing.
    let site = built_in_another_zone();
    fs::create_dir_all(site.path("public/2026/01/02")).unwrap();
    fs::rename(site.path("public/2026/01/01/night"), site.path("public/2026/01/02/night")).unwrap();
    let text = fs::read_to_string(site.path("public/atom.xml")).unwrap();
    let text = text.replace("2026/01/01/night", "2026/01/02/night");
    fs::write(site.path("public/atom.xml"), text).unwrap();
    let page = fs::read_to_string(site.path("public/2026/01/02/night/index.html")).unwrap();
    let page = page.replace("2026/01/01/night", "2026/01/02/night");
    fs::write(site.path("public/2026/01/02/night/index.html"), page).unwrap();
    let said = says(&site, &["init"], 0, &[]);
    assert!(!said.contains("  permalink  "), "{said}");
}
