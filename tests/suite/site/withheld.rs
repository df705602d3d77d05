//! What withholds articles on every site, and what is left out of a build that goes on.

use std::fs;

use crate::suite::harness::{PLAIN, Site, article};
use crate::suite::support::files;

/// A head in YAML with a date and more lines.
fn head(keys: &str) -> String {
    format!("---\ntitle: T\ndate: 2026-05-01\n{keys}---\nText.\n")
}

/// The reasons why articles with these keys are left out; `-` if they are not.
fn reasons(settings: &str, keys: &[&str]) -> Vec<String> {
    let heads: Vec<_> = keys.iter().map(|keys| head(keys)).collect();
    let site = Site::new(settings, &[]);
    for (at, text) in heads.iter().enumerate() {
        site.add(&[(&format!("a{at:02}.md"), text)]);
    }
    let outcome = site.build();
    let reason = |at: usize| {
        let path = format!("a{at:02}.md");
        let left = outcome.left_out.iter().find(|left| left.path() == path);
        left.map_or("-", |left| left.reason.as_str()).to_owned()
    };
    (0..keys.len()).map(reason).collect()
}

#[test]
fn keys_that_withhold_do_so_on_every_site() {
    let withhold = [
        "hidden: true\n",
        "private: yes\n",
        "unlisted: 1\n",
        "headless: \"true\"\n",
        "published: false\n",
        "published:\n",
        "published: ~\n",
        "publish: false\n",
        "published: n\n",
        "published: N\n",
        "published: 'n'\n",
        "published: off\n",
        "publish: nein\n",
        "status: draft\n",
        "status: Pending\n",
        "status: sealed\n",
        "password: open sesame\n",
    ];
    assert!(reasons(PLAIN, &withhold).iter().all(|reason| reason == "withheld"));
    let publish = [
        "hidden: false\n",
        "private: no\n",
        "unlisted: 0\n",
        "headless: \"\"\n",
        "published: true\n",
        "published: \"\"\n",
        "publish: true\n",
        "publish: y\n",
        "published: Y\n",
        "published: on\n",
        "status: Published\n",
        "password: \"\"\n",
    ];
    assert!(reasons(PLAIN, &publish).iter().all(|reason| reason == "-"), "{:?}", reasons(PLAIN, &publish));
}

#[test]
fn a_word_for_no_that_generators_may_take_for_a_text_is_withheld_with_advice() {
    let found = |value: &str| {
        Site::new(PLAIN, &[("a.md", &head(&format!("published: {value}\n"))), ("b.md", &head(""))]).findings()
    };
    let place = "info[withheld] content/a.md:4:12 withheld by `published`";
    for word in ["n", "off", "'false'"] {
        let advice = "write `false`, so that every generator withholds the page, too";
        assert_eq!(found(word), [format!("{place} | {advice}")], "{word}");
    }
    for plain in ["false", "False"] {
        assert_eq!(found(plain), [place], "{plain}");
    }
}

#[test]
fn each_known_word_of_a_status_is_no_surprise() {
    let withhold = ["draft", "hidden", "private", "skip", "pending", "unpublished", "Trash"];
    let publish = ["published", "publish", "PUBLIC"];
    let site = Site::new(PLAIN, &[]);
    for word in withhold.iter().chain(&publish) {
        site.add(&[(&format!("{word}.md"), &head(&format!("status: {word}\n")))]);
    }
    let outcome = site.build();
    let mut left_out: Vec<_> = outcome.left_out.iter().map(|left| left.path().replace(".md", "")).collect();
    left_out.sort_by_key(|word| word.to_lowercase());
    assert_eq!(left_out, ["draft", "hidden", "pending", "private", "skip", "Trash", "unpublished"]);
    let found = site.findings_of(&outcome);
    assert!(found.iter().all(|line| line.contains("[withheld]")), "{found:#?}");
}

#[test]
fn a_withheld_article_with_a_mistake_is_withheld() {
    assert_eq!(reasons(PLAIN, &["hidden: true\nslug: a/b\n", "slug: a/b\n"]), ["withheld", "invalid"]);
}

#[test]
fn a_mistake_in_an_article_that_is_in_no_feed_is_a_warning() {
    let withheld = ["draft: true\n", "feed: false\n", "published: false\n", "status: private\n"];
    for key in withheld {
        let mut site = Site::new(PLAIN, &[("a.md", &head(""))]);
        site.add(&[("b.md", &head(&format!("{key}slug: a/b\nid: \"\"\n")))]);
        let outcome = site.build();
        let found = site.findings_of(&outcome);
        assert_eq!(outcome.summary.errors, 0, "{key}: {found:#?}");
        let slug = found.iter().find(|line| line.contains("[invalid-slug]")).unwrap();
        assert!(slug.starts_with("warning[invalid-slug] content/b.md:5:7 "), "{slug}");
        assert_eq!(outcome.left_out.len(), 1, "{key}: {:?}", outcome.left_out);
        site.options.drafts = true;
        let errors = site.build().summary.errors;
        assert_eq!(errors > 0, key.starts_with("draft"), "{key} with drafts");
    }
    assert_eq!(
        reasons(PLAIN, &["draft: true\nslug: a/b\n", "feed: false\nslug: a/b\n"]),
        ["draft", "excluded"]
    );
}

#[test]
fn a_head_that_cannot_be_read_is_an_error_whatever_else_it_says() {
    let heads = [
        "---\ntitle: T\ndraft: true\ndate: [\n---\n",
        "---\ntitle: T\ndraft: true\ndraft: false\ndate: 2026-05-01\n---\n",
        "+++\ntitle = \"T\"\ndraft = true\ndate = \n+++\n",
        "+++\ntitle = \"T\"\ndraft = true\n",
        "---\ntitle: T\ndraft: maybe\ndate: 2026-05-01\n---\n",
    ];
    for text in heads {
        let site = Site::new(PLAIN, &[("a.md", &head(""))]);
        site.add(&[("b.md", text)]);
        assert!(site.build().summary.errors > 0, "{text}");
    }
}

#[test]
fn dates_of_other_tools_withhold_until_and_after() {
    let keys = ["publishDate: 2099-01-01\n", "published: 2099-01-01\n", "expiryDate: 2026-05-02\n"];
    assert_eq!(reasons(PLAIN, &keys), ["scheduled", "scheduled", "expired"]);
}

#[test]
fn a_key_that_means_something_else_can_be_ignored() {
    let settings = format!("{PLAIN}[content]\nignore-keys = [\"hidden\", \"mood\"]\n");
    assert_eq!(reasons(&settings, &["hidden: true\nmood: calm\n"]), ["-"]);
}

#[test]
fn each_withheld_article_is_reported_at_its_key_and_an_unknown_word_once() {
    let site = Site::new(PLAIN, &[("a.md", &head("status: sealed\n")), ("b.md", &head("status: sealed\n"))]);
    site.add(&[("c.md", &head(""))]);
    let found = site.findings();
    let about = |code: &str| found.iter().filter(|line| line.contains(code)).cloned().collect::<Vec<_>>();
    assert_eq!(
        about("[withheld]"),
        [
            "info[withheld] content/a.md:4:9 withheld by `status`",
            "info[withheld] content/b.md:4:9 withheld by `status`"
        ]
    );
    assert_eq!(about("[unknown-status]").len(), 1, "{found:#?}");
}

#[test]
fn keys_have_the_names_that_the_configuration_gives_them() {
    let settings = format!(
        "{PLAIN}[content]\nkeys = {{ headline = \"title\", \"meta.when\" = \"date\" }}\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n"
    );
    let site =
        Site::new(&settings, &[("a.md", "---\nheadline: Rain\nmeta:\n  when: 2026-05-01\n---\nIt rains.\n")]);
    site.build();
    assert_eq!(site.titles("feed.xml"), ["Rain"]);
}

const ONE_FEED: &str = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n";

#[test]
fn invalid_articles_are_skipped_on_request_and_named() {
    let mut site = Site::new(&format!("{PLAIN}{ONE_FEED}"), &[("a.md", &head("")), ("b.md", &head(""))]);
    site.add(&[("b.md", "---\ntitle: B\ndate: 2015-02-30\n---\nText.\n")]);
    assert!(site.build().summary.errors > 0);
    site.options.skip_invalid = true;
    let outcome = site.build();
    let found = site.findings_of(&outcome);
    assert_eq!(outcome.summary.errors, 0, "{found:#?}");
    assert!(
        found.iter().any(|line| line.starts_with("warning[skipped-article] content/b.md left out")),
        "{found:#?}"
    );
    assert!(
        found.iter().any(|line| line.starts_with("warning[invalid-date] content/b.md:3:7")),
        "{found:#?}"
    );
    assert_eq!(site.titles("feed.xml"), ["T"]);
}

#[test]
fn two_articles_of_one_page_stop_the_build_even_if_invalid_ones_are_skipped() {
    let same = head("slug: same\n");
    let mut site = Site::new(PLAIN, &[("a.md", &same), ("b.md", &same), ("c.md", "---\ndate: soon\n---\n")]);
    site.options.skip_invalid = true;
    let outcome = site.build();
    assert_eq!(outcome.summary.errors, 1);
    let found = site.findings_of(&outcome);
    assert!(
        found.iter().any(|line| line.starts_with("error[duplicate-permalink] content/b.md:")),
        "{found:#?}"
    );
    assert!(site.published().is_empty());
}

#[test]
fn a_published_entry_that_is_skipped_stops_the_build_and_a_draft_does_not() {
    let mut site = Site::new(&format!("{PLAIN}{ONE_FEED}"), &[]);
    for day in 1..6 {
        let path = format!("a{day}.md");
        site.add(&[(&path, &article(&path, &format!("date = 2026-05-0{day}")))]);
    }
    site.clean();
    site.options.skip_invalid = true;
    let text = "+++\ntitle = \"x\"\ndate = \"soon\"\n+++\n";
    fs::write(site.path("content").join("a3.md"), text).unwrap();
    let stopped = |found: &[String]| found.iter().any(|line| line.contains("error[skipped-entry]"));
    assert!(stopped(&site.findings()), "{:#?}", site.findings());
    site.add(&[
        ("a3.md", &article("a3.md", "date = 2026-05-03\ndraft = true")),
        ("b.md", "---\ndate: soon\n---\n"),
    ]);
    assert!(!stopped(&site.findings()), "{:#?}", site.findings());
}

/// The codes of the findings about an article with these keys.
fn found(head: &str) -> Vec<String> {
    let site = Site::new(PLAIN, &[("a.md", head), ("b.md", &article("b.md", "date = 2026-05-01"))]);
    site.findings()
}

#[track_caller]
fn stops(keys: &str, expected: &str) {
    let found = found(&head(keys));
    assert!(found.iter().any(|line| line.starts_with(expected)), "{keys}: {found:#?}");
}

#[test]
fn a_misspelled_key_that_may_withhold_stops_the_build() {
    for keys in [
        "Draft: true\n",
        "dratf: true\n",
        "drafts: yes\n",
        "DRAFT: maybe\n",
        "publish_date: 2027-01-01\n",
        "publishdate: 2027-01-01\n",
        "expire: 2026-05-02\n",
        "Feed: false\n",
        "Hidden: true\n",
        "privat: true\n",
        "Status: draft\n",
        "statsu: draft\n",
    ] {
        stops(keys, "error[misspelled-key] content/a.md:4:1 unknown key");
    }
    for keys in ["dratf: false\n", "publisher: Penguin\n", "food: rice\n", "craft: beer\n", "state: new\n"] {
        let found = found(&head(keys));
        assert!(found.iter().all(|line| line.starts_with("warning[unknown-key]")), "{keys}: {found:#?}");
    }
    let settings = format!("{PLAIN}[content]\nignore-keys = [\"Draft\"]\n");
    assert_eq!(reasons(&settings, &["Draft: true\n"]), ["-"]);
}

#[test]
fn a_key_that_withholds_is_not_overlooked_in_a_table() {
    let toml = "+++\ntitle = \"T\"\ndate = 2026-05-01\n[extra]\ndraft = true\n+++\nText.\n";
    let found_in = found(toml);
    assert_eq!(
        found_in,
        [
            "error[misplaced-key] content/a.md:5:1 `draft` has no effect in the table `extra`, so the article would be published | write it before the first table, or list `extra.draft` in `ignore-keys` under [content] if it has another meaning"
        ]
    );
    stops("image:\n  src: https://b.org/a.png\n  draft: true\n", "error[misplaced-key] content/a.md:6:3");
    stops("extra:\n  visibility: private\n", "error[misplaced-key] content/a.md:5:3");
    for keys in
        ["extra:\n  status: in progress\n", "extra:\n  draft: false\n", "extra:\n  feed: https://b.org/\n"]
    {
        assert_eq!(found(&head(keys)), Vec::<String>::new(), "{keys}");
    }
    let settings = format!("{PLAIN}[content]\nignore-keys = [\"extra.draft\"]\n");
    assert_eq!(reasons(&settings, &["extra:\n  draft: true\n"]), ["-"]);
}

#[test]
fn an_empty_draft_is_no_absence() {
    for keys in ["draft:\n", "draft: ~\n", "draft: null # soon\n"] {
        stops(keys, "error[wrong-type] content/a.md:4:");
    }
    assert!(found(&head("draft:\n"))[0].contains("expected `true` or `false`, found nothing"));
    assert!(found(&head("draft: \"\"\n"))[0].contains("expected `true` or `false`, found empty text"));
    assert_eq!(found(&head("expires:\nhidden:\n")), Vec::<String>::new());
}

#[test]
fn an_embargo_a_visibility_and_a_list_withhold_too() {
    let keys = [
        "embargo: 2099-01-01\n",
        "embargo: true\n",
        "embargo: until Sunday\n",
        "embargo: 2099-01-01\npublish: 2026-05-01\n",
        "visibility: private\n",
        "visibility: members\n",
        "status: [published, draft]\n",
        "hidden: maybe\n",
    ];
    let expected =
        ["scheduled", "withheld", "withheld", "invalid", "withheld", "withheld", "withheld", "withheld"];
    assert_eq!(reasons(PLAIN, &keys), expected);
    let public =
        ["embargo: 2026-05-01\n", "embargo: false\n", "visibility: public\n", "status: [published]\n"];
    assert_eq!(reasons(PLAIN, &public), ["-", "-", "-", "-"]);
}

#[test]
fn an_embargo_that_is_not_a_date_says_how_to_write_one() {
    let findings = |head: &str| {
        let text = format!("---\ntitle: A\ndate: 2026-05-01\n{head}---\nText.\n");
        let outcome = Site::new(PLAIN, &[("a.md", &text)]).build();
        let found = outcome.diagnostics.into_iter().find(|finding| finding.code.name == "withheld").unwrap();
        (found.message, found.help)
    };
    let (message, help) = findings("embargo: until Monday\n");
    assert_eq!(message, "withheld by `embargo`: `until Monday` is not a date");
    assert!(help.unwrap().starts_with("write it like 2026-04-01"));
    let (_, help) = findings("embargo: 02/03/2027\n");
    assert_eq!(help.unwrap(), "write 2027-03-02 or 2027-02-03");
    assert_eq!(findings("embargo: true\n"), ("withheld by `embargo`".to_owned(), None));
}

#[test]
fn articles_in_a_private_folder_or_one_of_drafts_are_withheld_and_listed() {
    let public = article("a.md", "date = 2026-05-01");
    let site = Site::new(
        PLAIN,
        &[
            ("a.md", &public),
            ("x/_drafts/b.md", "No head."),
            ("Private/x/c.md", &public),
            ("_private/d.md", &public),
            ("Drafts/e.md", &public),
            ("unpublished/f.md", &public),
            ("embargo/h.md", &public),
            ("WIP/i.md", &public),
            ("Entw\u{fc}rfe/j.md", &public),
            ("privates/g.md", &public),
        ],
    );
    let outcome = site.build();
    let finding = |file: &str, folder: &str| {
        format!(
            "info[withheld] content/{file} withheld by its folder `{folder}` | if its articles are public, list the folder in `ignore-keys` under [content]"
        )
    };
    assert_eq!(
        site.findings_of(&outcome),
        [
            finding("Drafts/e.md", "Drafts"),
            finding("Entw\u{fc}rfe/j.md", "Entw\u{fc}rfe"),
            finding("Private/x/c.md", "Private"),
            finding("WIP/i.md", "WIP"),
            finding("_private/d.md", "_private"),
            finding("embargo/h.md", "embargo"),
            finding("unpublished/f.md", "unpublished"),
            finding("x/_drafts/b.md", "_drafts"),
        ]
    );
    assert!(outcome.left_out.iter().all(|left| left.reason.as_str() == "withheld"));
    assert_eq!(site.titles("feed.xml").len(), 2);
}

#[test]
fn a_folder_that_the_configuration_names_does_not_withhold() {
    let settings = format!("{PLAIN}[content]\ndir = [\"drafts\", \"notes\"]\n");
    let site = Site::new(&settings, &[]);
    let public = article("a", "date = 2026-05-01");
    files(
        &site.path(""),
        &[("drafts/a.md", &public), ("notes/b.md", &public), ("notes/private/c.md", &public)],
    );
    assert_eq!(site.build().left_out.len(), 1);
    assert_eq!(site.titles("feed.xml").len(), 2);
}

#[test]
fn a_folder_whose_name_is_an_ignored_key_does_not_withhold() {
    let settings = format!("{PLAIN}[content]\nignore-keys = [\"private\"]\n");
    let site = Site::new(&settings, &[("private/a.md", &article("a.md", "date = 2026-05-01"))]);
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["a.md"]);
}

#[test]
fn what_is_meant_as_a_date_of_publication_is_one_or_a_mistake() {
    let values = ["5", "20260501", "[2026-05-01]", "{ a = 1 }", "\"soon\"", "1.5"];
    for key in ["publish", "published"] {
        for value in values {
            let text = article("A", &format!("date = 2026-05-01\n{key} = {value}"));
            let found = Site::new(PLAIN, &[("a.md", &text)]).findings();
            let place = format!("content/a.md:4:{} ", key.len() + 4);
            let [only] = found.as_slice() else { panic!("{key} = {value}: {found:?}") };
            assert!(only.starts_with("error[") && only.contains(&place), "{key} = {value}: {only}");
        }
    }
    // On the site of a generator they are its own keys.
    let settings = format!("{PLAIN}[content]\ngenerator = \"jekyll\"\n");
    let site = Site::new(&settings, &[]);
    let posts = site.path("_posts");
    fs::create_dir(&posts).unwrap();
    for (at, value) in ["[mastodon, rss]", "{ to: mastodon }"].iter().enumerate() {
        fs::write(posts.join(format!("2026-05-01-a{at}.md")), head(&format!("publish: {value}\n"))).unwrap();
    }
    let outcome = site.build();
    assert_eq!(
        (outcome.summary.errors, outcome.summary.left_out),
        (0, 0),
        "{:?}",
        site.findings_of(&outcome)
    );
}

#[test]
fn an_unknown_key_that_plainly_withholds_stops_the_build_and_names_the_key_to_write() {
    for (keys, meant) in [
        ("is_draft: true\n", "draft"),
        ("isDraft: true\n", "draft"),
        ("embargo_until: 2099-01-01\n", "publish"),
        ("embargoed_until: Sunday\n", "publish"),
        ("embargoUntil: 2099-01-01\n", "publish"),
        ("post_status: draft\n", "draft"),
        ("state: draft\n", "draft"),
        ("stage: Draft\n", "draft"),
        ("type: private\n", "draft"),
        ("unpublished: true\n", "draft"),
        ("not_before: 2099-01-01\n", "publish"),
        ("release_date: 2099-01-01\n", "publish"),
        ("invisible: true\n", "hidden"),
        ("confidential: true\n", "private"),
        ("members_only: true\n", "private"),
        ("expires_at: 2026-05-02\n", "expires"),
        ("do_not_publish: true\n", "draft"),
        ("nopublish: yes\n", "draft"),
        ("not_published: true\n", "draft"),
        ("in_feed: false\n", "feed"),
        ("rss: false\n", "feed"),
        ("membersonly: true\n", "private"),
        ("access: subscribers\n", "private"),
        ("scheduled: 2099-01-01\n", "publish"),
        ("withdrawn: true\n", "draft"),
        ("kill: true\n", "draft"),
        ("not_for_publication: true\n", "draft"),
        ("retracted: true\n", "draft"),
        ("wip: true\n", "draft"),
        ("stage: wip\n", "draft"),
        ("internal: true\n", "private"),
        ("sperrfrist: 2099-01-01\n", "publish"),
        ("Entwurf: true\n", "draft"),
        ("brouillon: yes\n", "draft"),
        ("privé: true\n", "private"),
        ("estado: borrador\n", "draft"),
        ("stato: Bozza\n", "draft"),
        ("rahasia: true\n", "private"),
        ("expired: true\n", "draft"),
        ("entwurf: ja\n", "draft"),
        ("borrador: Sí\n", "draft"),
        ("nopublish: oui\n", "draft"),
        ("exclude: true\n", "hidden"),
        ("excluded: yes\n", "hidden"),
        ("omit: true\n", "hidden"),
        ("skip: true\n", "hidden"),
        ("audience: internal\n", "private"),
        ("audience: [staff]\n", "private"),
        ("distribution: internal\n", "private"),
        ("classification: confidential\n", "private"),
        ("access_level: internal\n", "private"),
        ("date_published: 2030-01-01\n", "publish"),
        ("publishedAt: 2030-01-01\n", "publish"),
        ("pubDate: 2030-01-01\n", "publish"),
        ("publication-date: 2030-01-01T08:00:00Z\n", "publish"),
        ("\u{ff44}\u{ff52}\u{ff41}\u{ff46}\u{ff54}: true\n", "draft"),
    ] {
        let found = found(&head(keys));
        let is_named = |line: &String| {
            line.starts_with("error[misspelled-key] content/a.md:4:1 unknown key")
                && line.contains(&format!("did you mean `{meant}`?"))
                && line.contains("`ignore-keys`")
        };
        assert!(found.iter().any(is_named), "{keys}: {found:#?}");
    }
}

#[test]
fn an_unknown_key_that_withholds_nothing_is_only_unknown() {
    for keys in [
        "is_draft: false\n",
        "not_published: false\n",
        "in_feed: true\n",
        "rss: https://blog.org/rss\n",
        "feed_note: true\n",
        "no_comments: true\n",
        "access: everybody\n",
        "withdrawn: false\n",
        "draft_editor: Ana\n",
        "embargo_until: \"\"\n",
        "state: new\n",
        "release_date: 2020-01-01\n",
        "visible: true\n",
        "public_comments: false\n",
        "members: [Ana, Budi]\n",
        "unpublished: false\n",
        "wip: false\n",
        "live: true\n",
        "live_blog: false\n",
        "internal: false\n",
        "exclude: false\n",
        "exclude: [a.jpg]\n",
        "audience: everybody\n",
        "audience_size: 30\n",
        "distribution: worldwide\n",
        "date_published: 2026-04-30\n",
        "publishedAt: 2026-05-01\n",
        "skip: false\n",
        "internal_id: true\n",
        "expired: false\n",
        "entwurf: nein\n",
        "veröffentlicht: ja\n",
    ] {
        let found = found(&head(keys));
        assert!(found.iter().all(|line| line.starts_with("warning[unknown-key]")), "{keys}: {found:#?}");
        assert!(!found.iter().any(|line| keys.starts_with("state") && line.contains("`date`")), "{found:#?}");
    }
}

#[test]
fn an_unknown_key_of_the_opposite_sense_is_answered_with_the_whole_line_to_write() {
    for (keys, line) in [
        ("public: false\n", "private: true"),
        ("is-public: false\n", "private: true"),
        ("visible: false\n", "hidden: true"),
        ("listed: no\n", "unlisted: true"),
        ("live: no\n", "draft: true"),
        ("live: false\n", "draft: true"),
        ("online: false\n", "draft: true"),
        ("ready: false\n", "draft: true"),
        ("veröffentlicht: false\n", "draft: true"),
        ("veröffentlicht: nein\n", "draft: true"),
        ("embargoed: true\n", "draft: true"),
        ("noFeed: true\n", "feed: false"),
        ("exclude_from_feed: true\n", "feed: false"),
    ] {
        let found = found(&head(keys));
        let wanted = format!("| write `{line}`. If the key has another meaning, ");
        let is_said = |found: &String| found.starts_with("error[misspelled-key] ") && found.contains(&wanted);
        assert!(found.iter().any(is_said), "{keys}: {found:#?}");
        assert!(!found.iter().any(|found| found.contains("did you mean")), "{keys}: {found:#?}");
        assert_ne!(reasons(PLAIN, &[&format!("{line}\n")]), ["-"], "{line}");
    }
    for (head, line) in [
        ("+++\ntitle = \"T\"\ndate = 2026-05-01\npublic = false\n+++\nText.\n", "private = true"),
        ("{\"title\": \"T\", \"date\": \"2026-05-01\", \"ready\": false}\nText.\n", "\"draft\": true"),
    ] {
        let found = found(head);
        assert!(found.iter().any(|found| found.contains(&format!("| write `{line}`. "))), "{found:#?}");
    }
}

#[test]
fn an_empty_status_withholds() {
    assert_eq!(
        reasons(PLAIN, &["status: \"\"\n", "status: \" \"\n", "status: published\n"]),
        ["withheld", "withheld", "-"]
    );
}

#[test]
fn an_article_whose_text_cannot_be_read_is_skipped_like_others() {
    let mut site = Site::new(&format!("{PLAIN}{ONE_FEED}"), &[("a.md", &head(""))]);
    let text = [head("").as_bytes(), " ".repeat(100_000).as_bytes(), b"caf\xe9\n"].concat();
    fs::write(site.path("content/b.md"), text).unwrap();
    assert!(site.build().summary.errors > 0);
    site.options.skip_invalid = true;
    let outcome = site.build();
    let found = site.findings_of(&outcome);
    assert_eq!(outcome.summary.errors, 0, "{found:#?}");
    let skipped = "warning[skipped-article] content/b.md left out, since it has errors";
    assert!(found.iter().any(|line| line.starts_with(skipped)), "{found:#?}");
    assert!(found.iter().any(|line| line.starts_with("warning[not-utf8] content/b.md:")), "{found:#?}");
    assert_eq!(site.titles("feed.xml"), ["T"]);
}

#[test]
fn a_text_that_no_feed_needs_does_not_leave_out_its_article() {
    let mut site = Site::new(&format!("{PLAIN}{ONE_FEED}body = \"summary\"\n"), &[]);
    let text = [head("summary: S\n").as_bytes(), b"caf\xe9\n"].concat();
    fs::write(site.path("content/a.md"), text).unwrap();
    site.options.skip_invalid = true;
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["T"]);
}

/// The settings with other names of keys.
fn naming(keys: &str) -> String {
    format!("{PLAIN}[content]\nkeys = {{ {keys} }}\n")
}

#[test]
fn a_key_withholds_under_the_name_that_the_configuration_gives_it() {
    let cases = [
        ("live = \"published\"", "live: false\n", "live: true\n"),
        ("live = \"publish\"", "live: false\n", "live: yes\n"),
        ("secret = \"private\"", "secret: true\n", "secret: false\n"),
        ("\"meta.state\" = \"status\"", "meta:\n  state: draft\n", "meta:\n  state: public\n"),
        ("sealed = \"embargo\"", "sealed: until June\n", "sealed: false\n"),
    ];
    for (keys, withholds, publishes) in cases {
        assert_eq!(reasons(&naming(keys), &[withholds, publishes]), ["withheld", "-"], "{keys}");
        let site = Site::new(&naming(keys), &[("a.md", &head(withholds)), ("b.md", &head(publishes))]);
        let found = site.findings();
        assert!(found.iter().all(|line| !line.starts_with("error")), "{keys}: {found:#?}");
    }
    for ours in ["published", "publish", "embargo", "publishDate"] {
        let settings = naming(&format!("live = \"{ours}\""));
        assert_eq!(reasons(&settings, &["live: 2027-01-01\n", ""]), ["scheduled", "-"], "{ours}");
    }
}

#[test]
fn a_name_of_a_key_that_does_not_exist_is_an_error_in_the_configuration() {
    let found = |keys: &str| {
        let text = naming(keys);
        let file = std::path::Path::new("feedwright.toml");
        let known = feedwright::site::config::Known::new(&[]);
        let (_, found) = feedwright::site::config::read(
            file,
            &text,
            &feedwright::site::config::Overrides::default(),
            known,
        );
        crate::suite::support::lines(&found)
    };
    let expected =
        |what: &str| format!("error[invalid-setting] feedwright.toml:6:16 unknown metadata key {what}");
    assert_eq!(
        found("foo = \"nope\""),
        [expected("`nope` | write a key of articles: { lastmod = \"updated\" }")]
    );
    assert_eq!(found("foo = \"updatd\""), [expected("`updatd` | did you mean `updated`?")]);
    let schema = feedwright::site::schema::article();
    for key in schema["properties"].as_object().unwrap().keys() {
        assert_eq!(found(&format!("foo = \"{key}\"")), Vec::<String>::new(), "{key}");
    }
}

#[test]
fn a_folder_whose_name_may_withhold_is_one_warning_while_its_articles_are_public() {
    let site = Site::new(PLAIN, &[]);
    for path in ["draft-posts/a.md", "draft-posts/b.md", "x/my drafts/c.md", "drafty/d.md"] {
        site.add(&[(path, &article(path, "date = 2026-05-01"))]);
    }
    site.add(&[("my drafts/e.md", &article("e", "date = 2026-05-01\ndraft = true"))]);
    let warning = |file: &str, articles: &str, folder: &str| {
        format!(
            "warning[doubtful-folder] content/{file} {articles} published from the folder `{folder}`, whose name may say otherwise | call \
             the folder `drafts` to keep its articles out of feeds; otherwise list `{folder}` in `ignore-keys` under [content]"
        )
    };
    let expected = [
        warning("draft-posts/a.md", "2 articles are", "draft-posts"),
        warning("x/my drafts/c.md", "1 article is", "my drafts"),
    ];
    assert_eq!(site.findings(), expected);
    let settings = format!("{PLAIN}[content]\nignore-keys = [\"draft-posts\", \"my drafts\"]\n");
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    site.clean();
}

#[test]
fn files_titles_tags_and_keys_that_may_say_that_a_text_is_not_public_are_warnings() {
    let site = Site::new(PLAIN, &[]);
    let public = article("P", "date = 2026-05-01");
    for path in
        ["DRAFT-h.md", "_g4.md", "i.draft.md", "j (copy).md", "x (conflicted copy).md", "draft-beer.md"]
    {
        site.add(&[(path, &public.replace("\"P\"", &format!("\"{path}\"")))]);
    }
    site.add(&[("draft-k.md", &public.replace("\"P\"", "\"K\"")), ("Wip l.txt", "L\n")]);
    site.add(&[("Wip l.toml", "title = \"L\"\ndate = 2026-05-01\n")]);
    for folder in ["Draft2", "Entwurf", "brouillon", "internal", "confidential", "members", "trash"] {
        site.add(&[(&format!("{folder}/a.md"), &public.replace("\"P\"", &format!("\"{folder}\"")))]);
    }
    let title = head("").replace("title: T", "title: \"DRAFT: U\"");
    site.add(&[("c.md", &head("categories: [rain, private]\n"))]);
    site.add(&[("t.md", &title), ("u.md", &head("tags: [draft, rain, private]\n"))]);
    site.add(&[("v.md", &head("noindex: true\n")), ("w.md", &head("noindex: false\n"))]);
    site.add(&[("y.md", &title.replace("---\nText", "draft: true\n---\nText"))]);
    let found = site.findings();
    let of = |code: &str| {
        let rests = found.iter().filter_map(|line| line.split_once(code)?.1.split(" | ").next());
        rests.map(str::to_owned).collect::<Vec<_>>()
    };
    let file = |name: &str| format!("{name} published from the file `{name}`, whose name may say otherwise");
    let files = [
        "DRAFT-h.md",
        "Wip l.txt",
        "_g4.md",
        "draft-k.md",
        "i.draft.md",
        "j (copy).md",
        "x (conflicted copy).md",
    ];
    assert_eq!(of("[doubtful-file] content/"), files.map(file));
    let folders = ["Draft2", "Entwurf", "brouillon", "confidential", "internal", "members", "trash"];
    assert_eq!(of("[doubtful-folder] content/").len(), folders.len(), "{found:#?}");
    let said = "published, although a text in";
    assert_eq!(
        of("[doubtful-metadata] content/"),
        [
            format!("c.md:4:20 {said} `categories` may say otherwise"),
            format!("t.md:2:8 {said} `title` may say otherwise"),
            format!("u.md:4:8 {said} `tags` may say otherwise"),
            format!("u.md:4:21 {said} `tags` may say otherwise"),
            "v.md:4:1 published, although `noindex` asks search engines to ignore its page".to_owned(),
        ]
    );
}

#[test]
fn a_folder_of_packages_is_never_content() {
    let public = article("P", "date = 2026-05-01");
    let site = Site::new(
        PLAIN,
        &[("a.md", &public), ("node_modules/x/b.md", &public), ("x/node_modules/c.md", "No head.")],
    );
    assert_eq!(site.build().summary.articles, 1);
    site.clean();
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_does_not_publish_what_its_target_withholds() {
    use std::os::unix::fs::symlink;

    let public = article("P", "date = 2026-05-01");
    let site = Site::new(PLAIN, &[("drafts/p.md", &public), ("notes/n.md", &public), ("x/y.md", &public)]);
    let wire = "title = \"W\"\ndate = 2026-05-01\n";
    files(&site.path("content"), &[("drafts/w.toml", wire), ("wire.txt", "It rained.")]);
    let link = |target: &str, path: &str| symlink(target, site.path("content").join(path)).unwrap();
    link("drafts/p.md", "pub.md");
    link("../drafts", "x/open");
    link("drafts/w.toml", "wire.toml");
    link("notes", "_private");
    link("notes/n.md", "again.md");
    let outcome = site.build();
    let left_out: Vec<_> = outcome.left_out.iter().map(|left| left.path().to_owned()).collect();
    assert_eq!(left_out, ["_private/n.md", "drafts/p.md", "pub.md", "wire.txt", "x/open/p.md"]);
    let expected = "info[withheld] content/pub.md withheld by the folder `drafts`, which its symbolic link leads to | if its articles \
                    are public, list the folder in `ignore-keys` under [content]";
    assert!(
        site.findings_of(&outcome).iter().any(|line| line == expected),
        "{:#?}",
        site.findings_of(&outcome)
    );
}

#[test]
fn an_article_with_two_heads_is_skipped_like_others() {
    let good = article("b.md", "date = 2026-05-01");
    let mut site = Site::new(PLAIN, &[("a.md", &good), ("b.md", &good)]);
    files(&site.path("content"), &[("a.toml", "title = \"A\"\ndate = 2026-05-01\n")]);
    site.options.skip_invalid = true;
    let outcome = site.build();
    assert_eq!(outcome.summary.errors, 0, "{:#?}", site.findings_of(&outcome));
    assert_eq!(site.titles("feed.xml"), ["b.md"]);
}

#[test]
fn no_computed_key_is_ignored_on_a_site_whose_keys_are_all_known() {
    let keys = [
        "isDraft: f()",
        "embargoUntil: f()",
        "url: f()",
        "slug: f()",
        "theme: f()",
        "episode: { season: f() }",
    ];
    for (at, key) in keys.iter().enumerate() {
        let site = Site::new(PLAIN, &[]);
        site.add(&[("a.md", &format!("---js\n{{ title: 'A', date: '2026-05-01', {key} }}\n---\nText.\n"))]);
        let outcome = site.build();
        let found: Vec<_> = outcome.diagnostics.iter().map(|finding| finding.code.name).collect();
        assert!(found.contains(&"computed-value"), "{at} {key}: {found:?}");
        assert_eq!(
            outcome.left_out.iter().filter(|left| left.reason.as_str() == "invalid").count(),
            1,
            "{key}: {found:?}"
        );
    }
}

#[test]
fn help_for_metadata_in_javascript_is_in_its_own_form() {
    let heads = [
        ("{ title: 'A', date: '2026-05-01', draft: 'true' }", "remove the quotes: draft: true"),
        ("const title = 'A', date = '2026-05-01', draft = 'true';", "remove the quotes: const draft = true"),
    ];
    for (head, help) in heads {
        let site = Site::new(PLAIN, &[]);
        site.add(&[("a.md", &format!("---js\n{head}\n---\nText.\n"))]);
        let found: Vec<_> = site.build().diagnostics.into_iter().filter_map(|finding| finding.help).collect();
        assert!(found.iter().any(|found| found.contains(help)), "{head}: {found:?}");
    }
}
