//! Tests of writing ids: one more line, and no other change.

use std::fs;

use feedwright::authoring::file_text::Inserted;
use feedwright::authoring::pin::insert::{self, IdInHead};
use feedwright::feed::Id;
use feedwright::site::Progress;
use feedwright::site::heads::HeadForm;
use proptest::prelude::*;

use crate::suite::harness::{PLAIN, Site, article, feed};
use crate::suite::support::{files, numbered, tree};

/// The usual form of heads.
const HEAD: Option<HeadForm> = Some(HeadForm::FencesOrJson);

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// Inserts the id `1`; a case of two files that differ by one line, and its number.
#[track_caller]
fn check(before: &str, after: &str, number: usize) {
    let inserted = insert::metadata(before.as_bytes(), HEAD, IdInHead::new(&id("1"))).unwrap();
    assert_eq!(String::from_utf8(inserted.bytes).unwrap(), after);
    assert_eq!(inserted.number, number);
}

#[test]
fn an_id_is_inserted_after_the_date_or_the_title_in_toml() {
    check(
        "+++\ntitle = 'a'\ndate = 2026-01-01 # d\n\n# x\ntags = []\n+++\nB",
        "+++\ntitle = 'a'\ndate = 2026-01-01 # d\nid = \"1\"\n\n# x\ntags = []\n+++\nB",
        4,
    );
    check(
        "+++\ntitle = \"\"\"\na\n\"\"\"\n[extra]\ndate = 1\n+++\n",
        "+++\ntitle = \"\"\"\na\n\"\"\"\nid = \"1\"\n[extra]\ndate = 1\n+++\n",
        5,
    );
    check("+++\n# nothing\n[extra]\n+++\n", "+++\nid = \"1\"\n# nothing\n[extra]\n+++\n", 2);
    check("\n+++\n+++\n", "\n+++\nid = \"1\"\n+++\n", 3);
}

#[test]
fn an_id_is_inserted_before_the_first_key_in_yaml() {
    check("---\n# x\ntitle: 'a'\nlist:\n- b\n---\n", "---\n# x\nid: \"1\"\ntitle: 'a'\nlist:\n- b\n---\n", 3);
    check(
        "---\n  title: a\n  date: 2026-01-01\n---\n",
        "---\n  id: \"1\"\n  title: a\n  date: 2026-01-01\n---\n",
        2,
    );
}

#[test]
fn an_id_is_inserted_before_the_first_member_in_json() {
    let before = "{\n  \"title\": \"a\"\n}\nB";
    check(before, "{\n  \"id\": \"1\",\n  \"title\": \"a\"\n}\nB", 2);
    check("{ \"title\": \"a\" }\nB", "{\n \"id\": \"1\",\n \"title\": \"a\" }\nB", 2);
    check("---json\n{\"title\": \"a\"}\n---\n", "---json\n{\n\"id\": \"1\",\n\"title\": \"a\"}\n---\n", 3);
}

#[test]
fn an_id_is_inserted_into_a_head_that_no_mark_opens() {
    let of = |before: &str| {
        let inserted =
            insert::metadata(before.as_bytes(), Some(HeadForm::Unopened), IdInHead::new(&id("1"))).unwrap();
        String::from_utf8(inserted.bytes).unwrap()
    };
    assert_eq!(of("title: a\n---\nB"), "id: \"1\"\ntitle: a\n---\nB");
    assert_eq!(of("\"title\": \"a\"\n;;;\nB"), "\"id\": \"1\",\n\"title\": \"a\"\n;;;\nB");
}

#[test]
fn metadata_in_javascript_is_not_edited() {
    for before in ["---js\n{ title: 'a' }\n---\n", "---javascript\nconst title = 'a'\n---\n"] {
        let inserted =
            insert::metadata(before.as_bytes(), Some(HeadForm::FencesOrJson), IdInHead::new(&id("1")));
        assert_eq!(inserted.map(|inserted| inserted.line), Err("its metadata is JavaScript"));
    }
}

#[test]
fn a_text_that_other_programs_could_mean_otherwise_is_in_a_table() {
    let of = |text: &str, head: HeadForm, id_text: &str| {
        let id = id(id_text);
        let inserted = insert::metadata(text.as_bytes(), Some(head), IdInHead::new(&id).in_open_heads())?;
        Ok::<_, &str>(inserted.line)
    };
    assert_eq!(
        of("---\ntitle: a\n---\n", HeadForm::FencesOrJson, "/a"),
        Ok("id: { rss: \"/a\" }".to_owned())
    );
    assert_eq!(
        of("+++\ntitle = 'a'\n+++\n", HeadForm::FencesOrJson, "/a"),
        Ok("id = { rss = \"/a\" }".to_owned())
    );
    assert_eq!(of("---\ntitle: a\n---\n", HeadForm::FencesOrJson, "tag:a"), Ok("id: \"tag:a\"".to_owned()));
    let refused = Err("its metadata could mean something else by an id without a colon");
    assert_eq!(of("Title: a\n\nB", HeadForm::Lines, "/a"), refused);
}

#[test]
fn one_text_cannot_be_two_ids() {
    let both = Id::distinct("a", "tag:b.org,2026:1").unwrap();
    let refused =
        insert::metadata(b"Title: a\n\nB", Some(HeadForm::Lines), IdInHead::new(&both)).unwrap_err();
    assert_eq!(refused, "its metadata cannot contain one id for RSS and another for Atom");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay_as_they_are() {
    check("+++\r\ntitle = 'a'\r\n+++\r\nB\n", "+++\r\ntitle = 'a'\r\nid = \"1\"\r\n+++\r\nB\n", 3);
    check("+++\rtitle = 'a'\r+++\rB", "+++\rtitle = 'a'\rid = \"1\"\r+++\rB", 3);
    check("\u{FEFF}+++\ntitle = 'a'\n+++\n", "\u{FEFF}+++\ntitle = 'a'\nid = \"1\"\n+++\n", 3);
    check("\u{FEFF}---\ntitle: a\n---\n", "\u{FEFF}---\nid: \"1\"\ntitle: a\n---\n", 2);
}

#[test]
fn all_of_a_toml_file_is_metadata_and_may_end_without_a_line_end() {
    let beside = |before: &str| {
        let inserted = insert::metadata(before.as_bytes(), None, IdInHead::new(&id("1"))).unwrap();
        (String::from_utf8(inserted.bytes).unwrap(), inserted.number)
    };
    assert_eq!(beside("title = 'a'"), ("title = 'a'\nid = \"1\"".to_owned(), 2));
    assert_eq!(
        beside("\u{FEFF}title = 'a'\r\ndate = 2026-01-01"),
        ("\u{FEFF}title = 'a'\r\ndate = 2026-01-01\r\nid = \"1\"".to_owned(), 3)
    );
    assert_eq!(beside(""), ("id = \"1\"\n".to_owned(), 1));
}

#[test]
fn ids_that_differ_between_formats_are_written_for_each() {
    let both = Id::distinct("a \"1\"", "tag:b.org,2026:1").unwrap();
    assert_eq!(IdInHead::new(&both).toml(), "{ rss = \"a \\\"1\\\"\", atom = \"tag:b.org,2026:1\" }");
    assert_eq!(IdInHead::new(&id("a \"1\"")).toml(), "\"a \\\"1\\\"\"", "what Atom makes of it follows");
    let inserted = insert::metadata(b"---\ntitle: a\n---\n", HEAD, IdInHead::new(&both)).unwrap();
    assert_eq!(inserted.line, "id: { rss: \"a \\\"1\\\"\", atom: \"tag:b.org,2026:1\" }");
}

#[test]
fn a_file_that_cannot_be_edited_safely_is_refused_with_a_reason() {
    let cases: &[(&[u8], &str)] = &[
        (b"+++\ntitle = '\xFF'\n+++\n", "it is not UTF-8"),
        (b"words\n", "the file has no metadata"),
        (b"+++\ntitle = 'a'\n", "the file has no metadata"),
        (b"+++\ntitle = 'a\n+++\n", "its metadata is invalid"),
        (b"---\ntitle: a\ntitle: b\n---\n", "its metadata is invalid"),
        (b"+++\nid = \"2\"\n+++\n", "it already has an `id`"),
        (b"---\nid: 2\n---\n", "it already has an `id`"),
        (b"---\n{ title: a }\n---\n", "its metadata does not begin with a key on its own line"),
        (b"---\n---\n", "its metadata is empty"),
        (b"---\n? title\n: a\n---\n", "its metadata does not begin with a key on its own line"),
    ];
    for (bytes, reason) in cases {
        let refused = insert::metadata(bytes, HEAD, IdInHead::new(&id("1"))).unwrap_err();
        assert_eq!(refused, *reason, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn the_id_of_a_feed_is_inserted_after_its_path() {
    let settings = "[[feed]]\npath = \"a.xml\"\n\n[[feed]]\r\nformat = \"atom\"\r\npath = \"/b.xml\" # b\r\n";
    let Inserted { bytes, line, number } = insert::feed(settings.as_bytes(), "b.xml", "tag:b").unwrap();
    assert_eq!((line.as_str(), number), ("id = \"tag:b\"", 7));
    assert_eq!(String::from_utf8(bytes).unwrap(), format!("{settings}id = \"tag:b\"\r\n"));
    let refused = |settings: &str| insert::feed(settings.as_bytes(), "b.xml", "tag:b").unwrap_err();
    assert_eq!(refused("feed = [{ path = \"b.xml\" }]\n"), "its [[feed]] is written on one line");
    assert_eq!(refused("[[feed]]\npath = \"c.xml\"\n"), "it has no [[feed]] with that path");
    assert_eq!(refused("[site]\n"), "it has no [[feed]]");
}

const RSS: &str = "<rss version=\"2.0\"><channel><link>https://blog.org/</link>";

/// Entries of RSS: title, page, id, day of May 2026.
fn rss(entries: &[(&str, &str, &str, &str)]) -> String {
    let entry = |(title, link, guid, day): &(&str, &str, &str, &str)| {
        format!(
            "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid><pubDate>{day} May 2026 00:00:00 GMT</pubDate></item>"
        )
    };
    format!("{RSS}{}</channel></rss>", entries.iter().map(entry).collect::<String>())
}

/// The findings of pinning a site to feeds. Its articles, one a day, are all called `Same`.
fn findings(site: &Site, published: &[&str]) -> Vec<String> {
    let named: Vec<_> = published.iter().map(|text| ("old.xml", text.as_bytes())).collect();
    site.lines(&site.pin(&named).diagnostics)
}

#[test]
fn ambiguous_entries_are_listed_and_never_guessed() {
    let same = |date: &str| article("Same", &format!("date = {date}"));
    let site = Site::new(PLAIN, &[("a.md", &same("2026-05-01")), ("b.md", &same("2026-05-01"))]);
    let old = rss(&[("Same", "https://old.org/?p=1", "1", "1")]);
    let lines = findings(&site, &[&old, &old]);
    assert_eq!(lines.len(), 1, "said once: {lines:#?}");
    assert!(lines[0].starts_with("warning[ambiguous-entry] old.xml \"Same\" (`1`) could be "), "{lines:#?}");
    assert!(lines[0].contains("content/a.md, ") && lines[0].contains("content/b.md |"), "{lines:#?}");
    assert!(lines[0].ends_with("write id = \"1\" into the right one"), "{lines:#?}");
}

#[test]
fn a_path_that_is_not_an_article_is_reported() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    let lines = findings(&site, &[&rss(&[("Gone", "https://old.org/gone", "1", "9")])]);
    assert_eq!(
        lines,
        [
            "info[unknown-entry] old.xml \"Gone\" (`1`) matches no article | if it is one of the articles, write id = \"1\" into its metadata"
        ]
    );
}

#[test]
fn conflicting_ids_are_reported_and_none_is_written() {
    let site = Site::new(
        PLAIN,
        &[("a.md", &article("A", "date = 2026-05-01")), ("b.md", &article("B", "date = 2026-05-02"))],
    );
    let a = |id: &str| rss(&[("A", "https://blog.org/a/", id, "1")]);
    let lines = findings(&site, &[&a("1"), &a("2")]);
    assert_eq!(
        lines,
        [
            "warning[conflicting-ids] content/a.md the article is published as `1` and `2` | write the id that most subscribers know: id = \"…\""
        ]
    );
    let lines = findings(&site, &[&a("1"), &rss(&[("B", "https://blog.org/b/", "1", "2")])]);
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].starts_with("warning[conflicting-ids] content/b.md `1` is published for "),
        "{lines:#?}"
    );
}

#[test]
fn the_feeds_that_only_the_generator_names_are_written_down_with_their_ids() {
    let site =
        Site::new("[content]\ngenerator = \"zola\"\n", &[("reef.md", &article("Reef", "date = 2026-05-01"))]);
    let zola = "base_url = \"https://blog.org\"\ntitle = \"Blog\"\ngenerate_feeds = true\nfeed_limit = 7\n\
                feed_filenames = [\"atom.xml\", \"rss.xml\"]\n";
    fs::write(site.path("zola.toml"), zola).unwrap();
    site.build();
    let same = site.read("atom.xml");
    let pinned = site.pin(&[("atom.xml", same.as_bytes())]);
    assert!(pinned.written.iter().all(|written| written.feed.is_none()), "{:?}", pinned.written);
    let old = same.replacen("<id>https://blog.org/atom.xml</id>", "<id>tag:blog.org,2019:all</id>", 1);
    let pinned = site.pin(&[("atom.xml", old.as_bytes())]);
    assert_eq!(site.lines(&pinned.diagnostics), Vec::<String>::new());
    let text = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    for table in [
        "[[feed]]\npath = \"atom.xml\"\nid = \"tag:blog.org,2019:all\"\nformat = \"atom\"\nlimit = 7\n",
        "[[feed]]\npath = \"rss.xml\"\nformat = \"rss\"\nlimit = 7\n",
    ] {
        assert!(text.contains(table), "{text}");
    }
    fs::remove_dir_all(site.path("public")).unwrap();
    site.build();
    assert!(site.read("atom.xml").contains("<id>tag:blog.org,2019:all</id>"));
    assert_eq!(site.published().into_keys().collect::<Vec<_>>(), ["atom.xml", "rss.xml"]);
}

#[test]
fn a_feed_with_the_articles_of_the_generators_feed_does_not_keep_others_from_getting_their_ids() {
    let configuration = "[content]\ngenerator = \"hugo\"\n\n[[feed]]\npath = \"feed.atom\"\nformat = \"atom\"\n\n\
                         [[feed]]\npath = \"posts/index.xml\"\nformat = \"rss\"\nselect = \"generator\"\n\n\
                         [[feed]]\neach = \"tag\"\npath = \"tags/{tag}/index.xml\"\nformat = \"rss\"\n";
    let text = article("Reef", "date = 2026-05-01\ntags = [\"sea\"]");
    let site = Site::new(configuration, &[("posts/reef.md", &text)]);
    fs::write(site.path("hugo.toml"), "baseURL = \"https://blog.org/\"\ntitle = \"Blog\"\n").unwrap();
    let old = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:blog.org,2019:all</id></feed>";
    let pinned = site.pin(&[("feed.atom", old.as_bytes())]);
    assert_eq!(site.lines(&pinned.diagnostics), Vec::<String>::new());
    let after = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    assert_eq!(after.replacen("id = \"tag:blog.org,2019:all\"\n", "", 1), configuration);
    assert_ne!(after, configuration);
}

#[test]
fn each_feed_finds_its_own_among_all_articles() {
    let days = ["1", "2", "3"];
    let texts = days.map(|day| article(&format!("Day {day}"), &format!("date = 2026-05-0{day}")));
    let site = Site::new(PLAIN, &[("1.md", &texts[0]), ("2.md", &texts[1]), ("3.md", &texts[2])]);
    let old = days.map(|day| rss(&[(&format!("Day {day}"), "https://old.org/", day, day)]));
    let pinned = site.pin(&old.each_ref().map(|text| ("old.xml", text.as_bytes())));
    let written: Vec<_> =
        pinned.written.iter().map(|written| (&written.file, written.text.as_str())).collect();
    let files = ["1.md", "2.md", "3.md"].map(|file| site.path("content").join(file));
    let expected: Vec<_> = files.iter().zip(["id = \"1\"", "id = \"2\"", "id = \"3\""]).collect();
    assert_eq!(written, expected);
}

#[test]
fn a_draft_with_the_page_of_a_public_article_is_not_in_its_way() {
    let mut site = Site::new(
        PLAIN,
        &[
            ("new.md", &article("A new title", "date = 2026-05-01\nslug = \"a\"")),
            ("old.md", &article("A", "date = 2026-05-09\nslug = \"a\"\ndraft = true")),
            ("other.md", &article("B", "date = 2026-05-02\ndraft = true")),
        ],
    );
    site.options.drafts = true;
    let old = rss(&[("A", "https://blog.org/a/", "1", "9"), ("B", "https://blog.org/b/", "2", "2")]);
    let pinned = site.pin(&[("old.xml", old.as_bytes())]);
    assert_eq!(site.lines(&pinned.diagnostics), Vec::<String>::new());
    let files: Vec<_> = pinned.written.iter().map(|written| written.file.file_name().unwrap()).collect();
    assert_eq!(files, ["new.md", "other.md"], "a draft that was published before keeps its id, too");
    assert_eq!((pinned.unpublished, pinned.unsettled), (1, 0));
}

#[test]
fn published_articles_left_to_the_user_are_not_counted_as_unpublished() {
    let same = article("Same", "date = 2026-05-01");
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &article("A", "date = 2026-05-01")),
            ("b.md", &article("B", "date = 2026-05-02\nid = \"mine\"")),
            ("c.md", &same),
            ("d.md", &same),
            ("e.md", &article("E", "date = 2026-05-03")),
            ("f.md", &article("F", "date = 2026-05-03")),
        ],
    );
    let entry = |title, id, day| (title, "https://old.org/?p=1", id, day);
    let first =
        rss(&[entry("A", "1", "1"), entry("B", "2", "2"), entry("Same", "3", "1"), entry("E", "4", "3")]);
    let second = rss(&[entry("A", "5", "1")]);
    let pinned = site.pin(&[("1.xml", first.as_bytes()), ("2.xml", second.as_bytes())]);
    assert_eq!((pinned.written.len(), pinned.already, pinned.unpublished, pinned.unsettled), (1, 0, 1, 4));
}

#[test]
fn an_existing_id_is_not_overwritten() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01\nid = \"mine\""))]);
    let lines = findings(&site, &[&rss(&[("A", "https://blog.org/a/", "1", "1")])]);
    assert_eq!(
        lines,
        [
            "warning[pinned-otherwise] content/a.md:4:6 the article is published as `1`, but its metadata has `mine` | write the published id, or keep this one if subscribers may see the article again"
        ]
    );
}

#[test]
fn an_id_that_no_feed_can_have_is_reported() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    let old = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>no iri</id><title>A</title><link href=\"https://blog.org/a/\"/></entry></feed>";
    assert_eq!(
        findings(&site, &[old]),
        [
            "warning[unkept-id] content/a.md the article is published as `no iri`, which is not a valid id in a feed | Atom requires an absolute IRI, and XML forbids control characters; subscribers will see the article again"
        ]
    );
}

#[test]
fn an_id_that_does_harm_as_a_link_is_not_kept() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    let help = "its scheme is unsafe, since readers may open an id as a link; subscribers will see the article again";
    let expected = format!(
        "warning[unkept-id] content/a.md the article is published as `javascript:alert(1)`, which is not a valid id in a feed | {help}"
    );
    let old = rss(&[("A", "https://blog.org/a/", "javascript:alert(1)", "1")]);
    assert_eq!(findings(&site, &[&old]), [expected]);
    let site = Site::dated(&(PLAIN.to_owned() + &feed("a.xml", "atom", "")), &[("a.md", "2026-05-01")]);
    let old = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>javascript:alert(1)</id></feed>";
    assert_eq!(
        findings(&site, &[old]),
        [
            "warning[unpinned-feed] `a.xml` is published as `javascript:alert(1)`, but it is not a valid id for a feed | readers treat its replacement as a new feed"
        ]
    );
}

#[test]
fn a_rejected_file_is_reported_and_the_others_are_written() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", "---\n{ title: A, date: 2026-05-01 }\n---\n"),
            ("b.md", &article("B", "date = 2026-05-02")),
        ],
    );
    let old = rss(&[("A", "https://blog.org/a/", "1", "1"), ("B", "https://blog.org/b/", "2", "2")]);
    let lines = findings(&site, &[&old]);
    assert_eq!(
        lines,
        [
            "error[unsafe-edit] content/a.md its metadata does not begin with a key on its own line, so it was left as it is | write it by hand: id = \"1\""
        ]
    );
    assert!(std::fs::read_to_string(site.path("content/b.md")).unwrap().contains("id = \"2\""));
}

#[test]
fn the_ids_of_fanned_out_feeds_become_one_pattern() {
    let tags = "[[feed]]\neach = \"tag\"\npath = \"tags/{tag}.xml\"\nformat = \"atom\"\n";
    let tagged = |tag: &str| article(tag, &format!("date = 2026-05-01\ntags = [\"{tag}\"]"));
    let site = Site::new(&(PLAIN.to_owned() + tags), &[("a.md", &tagged("rust")), ("b.md", &tagged("go"))]);
    let old = |tag: &str, id: &str| {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{id}</id><link rel=\"self\" href=\"https://old.org/tags/{tag}.xml\"/></feed>"
        )
    };
    let lines = findings(&site, &[&old("rust", "tag:old.org:rust"), &old("go", "tag:old.org:14")]);
    assert_eq!(
        lines,
        [
            "warning[unpinned-feed] `tags/rust.xml` is published as `tag:old.org:rust`, but no single `id` gives each document of this [[feed]] its own | to let readers recognize it, write id = \"tag:old.org:rust\" into the [[feed]] that replaces it"
        ]
    );
    let both = [old("rust", "tag:old.org:rust"), old("go", "tag:old.org:go")];
    let pinned = site.pin(&both.each_ref().map(|text| ("old.xml", text.as_bytes())));
    assert_eq!(pinned.written[0].text, "id = \"tag:old.org:{tag}\"");
    let elsewhere = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:x</id></feed>";
    let both = feed("rss.xml", "rss", "");
    let site = Site::dated(&(PLAIN.to_owned() + &both), &[("a.md", "2026-05-01")]);
    assert_eq!(
        findings(&site, &[elsewhere]),
        [
            "warning[unpinned-feed] `old.xml` is published as `tag:x`, but no Atom feed replaces it | to let readers recognize it, write id = \"tag:x\" into the [[feed]] that replaces it"
        ]
    );
}

#[test]
fn a_feed_at_another_address_is_the_only_one_of_the_whole_site_and_never_a_part_of_it() {
    let old = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:x</id><link rel=\"self\" href=\"https://old.org/index.atom\"/></feed>";
    let pinned = |more: &str| {
        let site = Site::dated(&(PLAIN.to_owned() + &feed("a.xml", "atom", more)), &[("a.md", "2026-05-01")]);
        let pinned = site.pin(&[("old.xml", old.as_bytes())]);
        (pinned.written.len(), site.lines(&pinned.diagnostics).len())
    };
    assert_eq!(pinned(""), (1, 0));
    assert_eq!(pinned("select = { language = \"en\" }"), (0, 1));
}

/// Heads as people write them: comments, every kind of value, tables, both syntaxes, any line end.
fn heads() -> impl Strategy<Value = String> {
    let toml = [
        "title = \"a\"",
        "title = '''\nb\n\n'''",
        "# comment",
        "",
        "date = 2026-01-01T00:00:00Z",
        "tags = [\n  \"x\", # y\n]",
        "extra.id = 1",
        "[extra]",
        "id2 = { id = 1 }",
        "  slug = 'x'",
        "[[x]]",
    ];
    let yaml = [
        "title: a",
        "title: \"b: c\"",
        "# comment",
        "",
        "date: 2026-01-01",
        "tags:\n- x\n- y",
        "tags: [a, {id: b}]",
        "extra:\n  id: 1",
        "summary: |\n  words\n   more",
        "summary: >-\n  words\n\n  id: 1",
    ];
    let lines = |from: &'static [&'static str], fence: &'static str| {
        proptest::collection::vec(proptest::sample::select(from), 0..6)
            .prop_map(move |lines| format!("{fence}\n{}\n{fence}\n", lines.join("\n")))
    };
    let heads = prop_oneof![lines(Vec::leak(toml.to_vec()), "+++"), lines(Vec::leak(yaml.to_vec()), "---"),];
    (heads, "[ -~\\n]{0,40}", proptest::sample::select(vec!["\n", "\r\n", "\r"]), any::<bool>()).prop_map(
        |(head, body, end, mark)| {
            format!("{}{}", if mark { "\u{FEFF}" } else { "" }, (head + &body).replace('\n', end))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_line_is_put_in_and_every_other_byte_stays(file in heads(), text in "[ -~é\\n]{1,20}") {
        let Some(id) = Id::new(&text) else { return Ok(()) };
        let Ok(Inserted { bytes, line, number }) = insert::metadata(file.as_bytes(), HEAD, IdInHead::new(&id)) else { return Ok(()) };
        let after = String::from_utf8(bytes).unwrap();
        let found = after.match_indices(&line).any(|(at, _)| {
            let (before, rest) = after.split_at(at);
            let rest = rest.strip_prefix(&line).unwrap();
            let number_at = before.replace("\r\n", "\n").matches(['\n', '\r']).count() + 1;
            number_at == number && ["\r\n", "\n", "\r"].iter().any(|end| {
                rest.strip_prefix(end).is_some_and(|rest| format!("{before}{rest}") == file)
            })
        });
        prop_assert!(found, "{file:?} {after:?}");
        // A duplicate is refused.
        prop_assert_eq!(insert::metadata(after.as_bytes(), HEAD, IdInHead::new(&id)), Err("it already has an `id`"));
    }

    #[test]
    fn any_bytes_are_edited_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80), fence in "(\\+\\+\\+\n)?|(---\n)?", beside in any::<bool>()) {
        let file = [fence.as_bytes(), &bytes, b"\n", fence.as_bytes()].concat();
        let _ = insert::metadata(&file, HEAD.filter(|_| !beside), IdInHead::new(&id("1")));
        let _ = insert::feed(&file, "a.xml", "tag:a");
    }
}

#[test]
fn at_most_a_thousand_entries_of_a_feed_are_listed() {
    let site = Site::dated(&(PLAIN.to_owned() + &feed("f.xml", "rss", "")), &[("a.md", "2026-05-01")]);
    let entries = numbered(1500, |n| format!("<item><guid>{n:04}</guid></item>"));
    let published = format!("<rss><channel>{entries}</channel></rss>");
    let findings = site.lines(&site.pin(&[("old.xml", published.as_bytes())]).diagnostics);
    assert_eq!(findings.len(), 1001);
    let named = "info[unknown-entry] old.xml `0999` matches no article";
    assert!(findings.iter().any(|line| line.starts_with(named)), "{findings:?}");
    let more = "info[unknown-entry] old.xml 500 more published entries match no article";
    assert!(findings.iter().any(|line| line == more), "{findings:?}");
}

#[cfg(unix)]
#[test]
fn a_link_that_appears_while_pin_runs_is_not_followed() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-04-01"))]);
    site.clean();
    let published = site.read("atom.xml").replace("https://blog.org/a/", "https://old.org/a");
    files(&site.path("outside"), &[("a.md", &article("A", "date = 2026-04-01"))]);
    let before = tree(&site.path("outside"));
    // Before the metadata is read; the file read then is the article outside.
    let done = site.try_pin(&[("old", published.as_bytes())], &|progress| {
        if matches!(progress, Progress::Reading { .. }) {
            fs::remove_file(site.path("content/a.md")).unwrap();
            std::os::unix::fs::symlink(site.path("outside/a.md"), site.path("content/a.md")).unwrap();
        }
    });
    assert_eq!(tree(&site.path("outside")), before, "{done:?}");
}

#[test]
fn files_without_a_head_that_pin_can_edit_are_told_where_the_id_goes() {
    let page = "<html><head><title>A page</title><meta property=\"article:published_time\" content=\"2026-05-08T10:00:00Z\"></head><body><article><p>Text</p></article></body></html>";
    let settings = PLAIN.to_owned() + &feed("f.xml", "rss", "");
    let json = "{\n \"title\": \"J\",\n \"date\": \"2026-05-04\"\n}\nBody.\n";
    let site = Site::new(&settings, &[("page.html", page), ("j.md", json)]);
    let published = rss(&[
        ("A page", "https://blog.org/page.html", "old:1", "08"),
        ("J", "https://blog.org/j/", "old:2", "04"),
    ]);
    let found = findings(&site, &[&published]);
    let json = fs::read_to_string(site.path("content/j.md")).unwrap();
    assert!(json.contains("\"id\": \"old:2\","), "{json}");
    assert_eq!(
        found,
        [
            "error[unsafe-edit] content/page.html the file has no metadata, so it was left as it is | write pins = \"pins.toml\" under [content] in feedwright.toml, and pin again: the ids are then in that file"
        ]
    );
}

#[test]
fn the_term_of_a_fanned_out_feed_may_be_elsewhere_in_its_id() {
    let each = "[[feed]]\neach = \"language\"\npath = \"{language}/atom.xml\"\nformat = \"atom\"\n";
    let of = |language: &str| article(language, &format!("date = 2026-05-01\nlanguage = \"{language}\""));
    let settings = PLAIN.replace("blog.org", "kabarteluk.id") + each;
    let site = Site::new(&settings, &[("a.md", &of("ar")), ("b.md", &of("id"))]);
    let old = |id: &str, language: &str| {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{id}</id><link rel=\"self\" href=\"https://kabarteluk.id/{language}/atom.xml\"/></feed>"
        )
    };
    for (pattern, name) in
        [("https://kabarteluk.id/{}/atom.xml", "a"), ("tag:kabarteluk.id,2026:{}:arid", "b")]
    {
        let [ar, id] = ["ar", "id"].map(|language| old(&pattern.replace("{}", language), language));
        let pinned = site.pin(&[(name, ar.as_bytes()), (name, id.as_bytes())]);
        assert_eq!(pinned.written.len(), 1, "{:?}", site.lines(&pinned.diagnostics));
        assert_eq!(pinned.written[0].text, format!("id = \"{}\"", pattern.replace("{}", "{language}")));
        let settings = site.path("feedwright.toml");
        let text =
            fs::read_to_string(&settings).unwrap().replace(&format!("{}\n", pinned.written[0].text), "");
        fs::write(settings, text).unwrap();
    }
}
