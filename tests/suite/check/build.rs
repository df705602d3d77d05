//! `build` reports the same errors as `check`: in the bytes that it is about to publish, at the article that they
//! come from.

use feedwright::diagnostic::Severity;

use crate::suite::harness::{PLAIN, Site, feed};

const HEAD: &str = "+++\ntitle = \"Rain\"\ndate = 2026-04-01\n+++\n";

fn denied(site: &mut Site, code: &str) -> Vec<String> {
    site.options.levels.deny.insert(code.to_owned());
    site.findings()
}

#[test]
fn a_finding_in_the_text_is_reported_at_the_body_and_nothing_is_published() {
    let config = format!("{PLAIN}\n[check]\nprofiles = [\"news\"]\n");
    let mut site = Site::new(&config, &[("b.md", &format!("{HEAD}\n\nIt rained.\n"))]);
    let findings = denied(&mut site, "news-short-text");
    assert!(
        findings.iter().any(|line| line.starts_with("error[news-short-text] content/b.md:7:1 ")),
        "{findings:?}"
    );
    assert!(site.published().is_empty());
}

#[test]
fn a_finding_in_a_title_is_reported_at_the_key_once_for_all_documents() {
    let feeds =
        "[[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n[[feed]]\npath = \"b.xml\"\nformat = \"atom\"\n";
    let site = Site::new(&format!("[site]\nbase-url = \"https://blog.org/\"\n{feeds}"), &[]);
    site.add(&[("a.md", "+++\ntags = [\"x\"]\ntitle = \"The <b> element\"\ndate = 2026-04-01\n+++\nIt.\n")]);
    let findings = site.findings();
    let [only] = findings.iter().filter(|line| line.contains("html-in-text")).collect::<Vec<_>>()[..] else {
        panic!("{findings:?}")
    };
    assert!(only.starts_with("warning[html-in-text] content/a.md:3:9 `title` is plain text"), "{only}");
    assert!(only.contains("(in atom.xml)"), "{only}");
}

#[test]
fn characters_that_xml_escapes_cause_no_finding_in_our_output() {
    let keys = "title = \"Q&A: a < b & c > d\"\nauthors = [\"Bob & Co\"]\ntags = [\"R&D\"]";
    let article = format!("+++\n{keys}\ndate = 2026-04-01\n+++\nR&D\n");
    let mut site = Site::new(PLAIN, &[("a.md", &article)]);
    assert_eq!(denied(&mut site, "fragile-escape"), Vec::<String>::new());
    assert!(!site.published().is_empty());
}

#[test]
fn a_finding_about_no_article_is_reported_at_the_document() {
    let article = |title: &str| format!("+++\ntitle = \"{title}\"\ndate = 2026-04-01\n+++\n{title}\n");
    let mut site = Site::new(PLAIN, &[("a.md", &article("Rain")), ("b.md", &article("Wind"))]);
    let findings = denied(&mut site, "missing-language");
    assert!(
        findings
            .iter()
            .any(|line| line.starts_with("error[missing-language] public/feed.xml the feed has no language")),
        "{findings:?}"
    );
}

#[test]
fn a_document_that_is_too_large_for_some_readers_is_published_with_a_warning() {
    let site = Site::new(PLAIN, &[("a.md", &format!("{HEAD}{}", "It rained all night. ".repeat(60_000)))]);
    let outcome = site.build();
    assert!(outcome.diagnostics.iter().all(|finding| finding.severity == Severity::Warning));
    assert!(outcome.diagnostics.iter().any(|finding| finding.code.name == "large-feed"));
    assert!(!site.published().is_empty());
}

#[test]
fn the_configuration_denies_and_chooses_profiles() {
    let config = format!("{PLAIN}\n[check]\nprofiles = [\"news\"]\n");
    let site = Site::new(&config, &[("a.md", &format!("{HEAD}It rained.\n"))]);
    let findings = site.findings();
    assert!(
        findings.iter().any(|line| line.starts_with("warning[news-short-text] content/a.md:5:1 ")),
        "{findings:?}"
    );
}

#[test]
fn errors_of_documents_are_reported_once() {
    let article = "+++\ntitle = \"Rain\"\ndate = 2026-04-01\nid = \"x\"\n+++\nRain.\n";
    let site = Site::new(PLAIN, &[("a.md", article), ("b.md", article)]);
    let findings = site.findings();
    assert!(findings.iter().all(|line| line.contains("[duplicate-id]")), "{findings:?}");
}

/// The findings of a build with a profile.
fn with_profile(profile: &str, files: &[(&str, &str)]) -> Vec<String> {
    let settings = format!("language = \"en\"\n[check]\nprofiles = [\"{profile}\"]\n");
    Site::new(&(PLAIN.to_owned() + &settings + &feed("feed.xml", "rss", "")), files).findings()
}

#[test]
fn a_profile_names_the_keys_to_write_all_in_one_run() {
    let found = with_profile("news", &[("b.md", &format!("{HEAD}\n\nIt rained.\n"))]);
    assert_eq!(
        found,
        [
            "warning[news-title-length] content/b.md:2:9 the title has 4 characters, but MSN requires 21 to 150 (in feed.xml) | write a `title` of 21 to 150 characters; the first 60 are shown everywhere",
            "warning[news-without-byline] content/b.md:2:9 the article has no author, which Flipboard, SmartNews and Apple News require (in feed.xml) | write authors = [\"…\"]",
            "warning[news-without-image] content/b.md:2:9 the article has no image, which Flipboard and MSN require (in feed.xml) | write image = { src = \"photo.jpg\", credit = \"…\" }",
            "warning[news-short-text] content/b.md:7:1 the article's longest text has 10 characters, but Flipboard requires 300 (in feed.xml) | write the full text: 300 characters or more",
            "warning[news-few-entries] feedwright.toml:9:8 the feed has 1 article, but Flipboard requires at least 30 (in feed.xml) | if there are more articles, write limit = 30 or more under its [[feed]]",
        ]
    );
}

#[test]
fn help_is_in_the_syntax_of_the_article() {
    let yaml = "---\ntitle: Rain\ndate: 2026-04-01\n---\nIt rained.\n";
    let found = with_profile("news", &[("b.md", yaml)]);
    assert!(found.iter().any(|line| line.ends_with("| write authors: [\"…\"]")), "{found:#?}");
    let json = "{ \"title\": \"Rain\", \"date\": \"2026-04-01\" }\nIt rained.\n";
    let found = with_profile("news", &[("b.md", json)]);
    assert!(found.iter().any(|line| line.ends_with("| write \"authors\": [\"…\"]")), "{found:#?}");
}

#[test]
fn a_finding_about_the_image_is_at_the_key_in_the_file_beside_the_article() {
    let sidecar = "title = \"Rain\"\ndate = 2026-04-01\nimage = \"https://pictures.org/photo.jpg\"\n";
    let found = with_profile("news", &[("b.txt", "It rained.\n"), ("b.toml", sidecar)]);
    let credit = "warning[news-image-without-credit] content/b.toml:3:9 the image has no credit, which partners that pay for images require (in feed.xml) | write image = { src = \"photo.jpg\", credit = \"…\" }";
    assert!(found.iter().any(|line| line == credit), "{found:#?}");
}

#[test]
fn an_episode_without_a_file_names_the_key_for_it() {
    let found = with_profile("podcast", &[("b.md", &format!("{HEAD}It rained.\n"))]);
    let file = "error[episode-without-file] content/b.md:2:9 ";
    let line = found.iter().find(|line| line.starts_with(file)).unwrap_or_else(|| panic!("{found:#?}"));
    assert!(line.ends_with("| write enclosure = \"episode.mp3\""), "{line}");
}

#[test]
fn several_mistakes_of_one_kind_are_reported_in_one_run() {
    let found = with_profile("podcast", &[("b.md", &format!("{HEAD}It rained.\n"))]);
    let missing = found.iter().filter(|line| line.starts_with("error[missing-podcast-element] "));
    assert!(missing.count() > 1, "{found:#?}");
}

#[test]
fn a_finding_about_the_caption_of_a_picture_is_at_the_caption() {
    let of = |format: &str, image: &str| {
        let settings = format!("{PLAIN}language = \"en\"\n{}", feed("f.xml", format, ""));
        let head = format!("+++\ntitle = \"Rain\"\ndate = 2026-04-01\nimage = {image}\n+++\nIt rained.\n");
        Site::new(&settings, &[("a.md", &head)]).findings()
    };
    for format in ["rss", "atom"] {
        let image = "{ src = \"/a.jpg\", alt = \"x\", caption = \"A <b>b</b>\", credit = \"A &amp; B\" }";
        assert_eq!(
            of(format, image),
            [
                "warning[html-in-text] content/a.md:4:48 `image.caption` is plain text, but contains the markup `<b>` (in f.xml) | write the text without markup",
                "warning[escaped-twice] content/a.md:4:71 `image.credit` is plain text, but contains the escape `&amp;` (in f.xml) | write the character itself, escaped once",
            ],
        );
    }
}

#[test]
fn a_finding_about_a_whole_feed_is_at_its_path_in_the_configuration() {
    let settings = format!("{PLAIN}{}{}", feed("a.xml", "rss", ""), feed("b.xml", "atom", ""));
    let mut site = Site::new(&settings, &[("a.md", &format!("{HEAD}It rained.\n"))]);
    assert_eq!(
        denied(&mut site, "missing-language"),
        [
            "error[missing-language] feedwright.toml:6:8 the feed has no language (in a.xml) | write language = \"en\" under [site]",
            "error[missing-language] feedwright.toml:10:8 the feed has no language (in b.xml) | write language = \"en\" under [site]",
        ],
    );
}

#[test]
fn an_article_with_an_error_hides_no_finding_about_another() {
    let settings = format!("{PLAIN}[check]\nprofiles = [\"news\"]\n");
    let corrected = "+++\ntitle = \"Wind\"\ndate = 2026-04-02\ncorrection = \"It blew.\"\n+++\nIt blew.\n";
    let site = Site::new(&settings, &[("a.md", &format!("{HEAD}It rained.\n")), ("b.md", corrected)]);
    let found = site.findings();
    let of = |start: &str| found.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(of("error[undated-correction] content/b.md:4:14 "), 1, "{found:#?}");
    assert_eq!(of("warning[news-short-text] content/a.md:5:1 "), 1, "{found:#?}");
    // What may follow from the error is not said: one article is left out.
    assert_eq!(found.iter().filter(|line| line.contains("[news-few-entries]")).count(), 0, "{found:#?}");
    assert!(found.iter().filter(|line| line.contains("content/b.md")).count() == 1, "{found:#?}");
}

#[test]
fn a_frame_that_we_publish_has_a_link_and_is_no_finding() {
    let frames = "<iframe src=\"https://www.youtube.com/embed/rain\"></iframe>\n\n<p>On                   <iframe src=\"https://maps.org/rain\"></iframe></p>\n";
    let mut site = Site::new(PLAIN, &[("a.md", &format!("{HEAD}It rained.\n\n{frames}"))]);
    let found = denied(&mut site, "iframe");
    assert!(found.iter().all(|line| !line.contains("[iframe]")), "{found:#?}");
    assert_eq!(site.read("feed.xml").matches("<iframe").count(), 2);
}
