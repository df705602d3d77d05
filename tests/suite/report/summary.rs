//! Tests of `report::summary`: what a job shows of a build, read back by a parser of Markdown.

use std::collections::{BTreeMap, BTreeSet};

use feedwright::published::change::{ChangedEntry, DocumentChange, Kind};
use feedwright::report::summary::{SummaryPart, summary};
use feedwright::site::Outcome;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::suite::harness::{PLAIN, Site, article, feed};

/// A page of Markdown as a reader sees it: its text, with a line for each row of a table; and the targets of links.
fn shown(markdown: &str) -> (String, BTreeSet<String>) {
    let (mut text, mut links) = (String::new(), BTreeSet::new());
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH,
    ) {
        match event {
            Event::Text(part) | Event::Code(part) => text += &part,
            Event::Start(Tag::Link { dest_url, .. }) => _ = links.insert(dest_url.to_string()),
            Event::End(TagEnd::TableCell) => text += " | ",
            Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::Paragraph | TagEnd::Heading(_)) => {
                text += "\n";
            }
            Event::InlineHtml(html) if &*html == "<br>" => text += " / ",
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in\n{markdown}"),
            Event::InlineMath(math) | Event::DisplayMath(math) => panic!("{math} in\n{markdown}"),
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_),
            ) => {
                panic!("{event:?} in\n{markdown}")
            }
            Event::Start(_)
            | Event::End(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    (text, links)
}

fn of(outcome: &Outcome) -> String {
    summary(&[SummaryPart::of_build("Blog", outcome)])
}

fn settings() -> String {
    PLAIN.to_owned() + &feed("feed.xml", "rss", "") + &feed("atom.xml", "atom", "")
}

#[test]
fn a_summary_says_what_subscribers_will_see_entry_by_entry() {
    let text = |title: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = 2026-05-0{}\n+++\nOn {title}.\n", title.len() % 10)
    };
    let site =
        Site::new(&settings(), &[("a.md", &text("Rain")), ("b.md", &text("A wind")), ("c.md", &text("Fog"))]);
    site.clean();
    site.add(&[("a.md", &text("Rain").replace("On", "More on")), ("d.md", &text("The sun"))]);
    std::fs::remove_file(site.path("content/c.md")).unwrap();
    let (text, links) = shown(&of(&site.build()));
    for row in [
        "The sun | new | atom.xml, feed.xml | \n",
        "Rain | updated silently | atom.xml, feed.xml | \n",
        "Fog | gone | atom.xml, feed.xml | \n",
        "feed.xml | changed | 3 | 1 | 1 |  | 1 | \n",
    ] {
        assert!(text.contains(row), "{row} in\n{text}");
    }
    assert!(links.contains("https://blog.org/d/"), "{links:?}");
    assert!(!text.contains("wind"), "{text}");
}

#[test]
fn an_entry_whose_article_is_invalid_is_not_gone_from_the_summary_of_a_build_that_failed() {
    let site = Site::new(
        &settings(),
        &[("a.md", &article("a", "date = 2026-05-01")), ("b.md", &article("b", "date = 2026-05-02"))],
    );
    site.clean();
    site.add(&[("a.md", &article("a", "date = 1")), ("d.md", &article("d", "date = 2026-05-03"))]);
    let (text, _) = shown(&of(&site.build()));
    assert!(text.contains("What subscribers would see"), "{text}");
    assert!(text.contains("d | new | atom.xml, feed.xml | \n"), "{text}");
    assert!(!text.contains("| gone |  | ") && !text.contains("a | gone"), "{text}");
    assert!(text.contains("nothing was published"), "{text}");
}

#[test]
fn a_summary_lists_the_findings_with_the_worst_first() {
    let site = Site::new(
        &settings(),
        &[("a.md", &article("a", "date = 2026-05-01")), ("b.md", &article("b", "dat = 1"))],
    );
    site.add(&[("c.md", "+++\ntitle = \"C\"\ndate = \"1/2/3\"\n+++\n")]);
    let outcome = site.build();
    let (text, _) = shown(&of(&outcome));
    let rows: Vec<_> = text.lines().skip_while(|line| !line.starts_with("Findings")).collect();
    assert!(rows[2].starts_with("error | ") && rows[2].contains("c.md:3:8 | 1/2/3 is not a date"), "{text}");
    assert!(
        rows[3..].iter().any(|row| row.starts_with("warning | ") && row.contains("did you mean date?")),
        "{text}"
    );
    assert!(text.contains("nothing was published"), "{text}");
}

/// Texts that would be more than text.
const HOSTILE: &[&str] = &[
    "@octocat approves",
    "see #1, GH-1, gh-12 and owner/repo#3",
    "High-5 with 2GH-3",
    "www.evil.example, (www.evil.example)",
    "at 12:30: a :tada: and :+1:",
    "from 2026-04-01T18:30:00+03:00 to 18:30:00-03:00",
    "!1 $2 &3 ~4 %5 ^6",
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example/)",
    "![x](https://evil.example/x.png)",
    "a | b | c",
    "a\\| b",
    "**bold** _it_ ~~no~~ `code` ``more``",
    "`unclosed",
    "$x$ $$y$$",
    "<!-- hidden",
    "&lt;b&gt; &#64;octocat",
    "https://evil.example/ and www.evil.example",
    "# heading",
    "```",
    "back\\",
];

#[test]
fn whatever_titles_say_they_stay_text_in_their_cell() {
    let entry = |at: usize, title: &&str| ChangedEntry {
        kind: Kind::New,
        title: (*title).to_owned(),
        id: at.to_string(),
        link: Some(format!("https://blog.org/{at}?a=(b)|<c>")),
    };
    let entries: Vec<_> = HOSTILE.iter().enumerate().map(|(at, title)| entry(at, title)).collect();
    let mut outcome = Outcome::default();
    outcome.changes.push(DocumentChange {
        path: "feed.xml".into(),
        parts: BTreeMap::new(),
        counts: [(Kind::New, entries.len())].into(),
        entries,
    });
    let page = of(&outcome);
    let (text, links) = shown(&page);
    for title in HOSTILE {
        assert!(
            text.lines().any(|line| line == format!("{title} | new | feed.xml | ")),
            "{title} in\n{text}\n{page}"
        );
    }
    assert_eq!(links.len(), HOSTILE.len(), "{links:?}");
    assert!(links.iter().all(|link| link.starts_with("https://blog.org/")), "{links:?}");
    for mention in ["@octocat", "#1", "https://evil", "www.evil", "GH-1", "gh-12", "#3", ":tada:", ":+1:"] {
        assert!(!page.contains(mention), "{mention} in\n{page}");
    }
    assert!(page.contains("12\\:30: a"), "a time is no emoji\n{page}");
    assert!(page.contains("T18\\:30\\:00+03\\:00 to"), "nor is one with a zone\n{page}");
    assert!(page.contains("High-5 with 2GH-3"), "the end of a word is no reference\n{page}");
}

#[test]
fn a_page_that_is_no_web_page_is_not_linked() {
    let link = Some("javascript:alert(1)".to_owned());
    let entries = vec![ChangedEntry { kind: Kind::New, title: "A".into(), id: "a".into(), link }];
    let mut outcome = Outcome::default();
    outcome.changes.push(DocumentChange {
        path: "feed.xml".into(),
        parts: BTreeMap::new(),
        counts: [(Kind::New, 1)].into(),
        entries,
    });
    assert!(shown(&of(&outcome)).1.is_empty());
}

#[test]
fn a_summary_fits_into_a_comment_however_much_there_is() {
    let entry = |at: usize| ChangedEntry {
        kind: Kind::Reidentified,
        title: format!("{at:04}{}", "*é".repeat(400)),
        id: String::new(),
        link: Some(format!("https://blog.org/{}", "é".repeat(100))),
    };
    let change = |at: usize| DocumentChange {
        path: format!("tags/{at}/{}.xml", "x".repeat(100)),
        parts: BTreeMap::new(),
        counts: [(Kind::Reidentified, 100)].into(),
        entries: (0..100).map(entry).collect(),
    };
    let mut outcome = Outcome { changes: (0..500).map(change).collect(), ..Outcome::default() };
    let site = Site::new(&settings(), &[]);
    for at in 0..400 {
        site.add(&[(
            &format!("{at}.md"),
            &format!("+++\ntitle = \"T\"\n\"{}\" = 1\n+++\n", "k|".repeat(200)),
        )]);
    }
    outcome.diagnostics = site.build().diagnostics;
    let one = of(&outcome);
    let part = || SummaryPart::of_build("Blog", &outcome);
    let several = summary(&[part(), part(), part(), part()]);
    for page in [&one, &several] {
        assert!(page.len() <= 60_000, "{}", page.len());
        assert!(page.matches("… and ").count() >= 3, "{page}");
        shown(page);
    }
}
