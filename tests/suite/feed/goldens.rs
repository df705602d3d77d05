//! Each case is a feed; its documents stand in `goldens/` in every format.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use feedwright::feed::{
    self, Archives, Category, Comments, Element, Enclosure, Entry, EventPlace, Feed, Format, GeoPoint, Id,
    Image, ImageForm, Language, Namespace, Origin, Person, Text, Translation, Url,
};

use super::judge::judge;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn feed(title: &str, entries: Vec<Entry>) -> Feed {
    let home = url("https://blog.org/");
    let entries = entries.into_iter().map(Arc::new).collect();
    Feed { entries, ..Feed::new(title, home.clone(), home.below("feed").unwrap()) }
}

fn entry(path: &str, title: &str) -> Entry {
    Entry::new(url("https://blog.org/").below(path).unwrap(), title, time("2026-04-01T15:30:00Z"))
}

#[test]
fn names_that_would_break_a_document_are_refused() {
    for (prefix, uri) in [
        ("", "https://example.org/"),
        ("xml", "https://example.org/"),
        ("XmlStuff", "https://example.org/"),
        ("1a", "https://example.org/"),
        ("a.b", "https://example.org/"),
        ("_a", "https://example.org/"),
        ("a b", "https://example.org/"),
        ("media", "https://example.org/"),
        ("feedwright", "https://example.org/"),
        ("ex", ""),
        ("ex", "not absolute"),
        ("ex", "http://www.w3.org/XML/1998/namespace"),
        ("ex", "http://www.w3.org/2000/xmlns/"),
    ] {
        assert_eq!(Namespace::new(prefix, uri), None, "{prefix} {uri}");
    }
    let namespace = Namespace::new("ex", "https://example.org/").unwrap();
    for name in ["", "1", "-a", "a b", "a:b", "a>", "\u{B7}", "a\u{D7}", "🦀"] {
        assert_eq!(Element::new(&namespace, name), None, "{name}");
        assert_eq!(Element::new(&namespace, "a").unwrap().with(name, "x"), None, "{name}");
    }
    assert_eq!(Element::new(&namespace, "a").unwrap().with("xmlns", "x"), None);
}

#[test]
fn an_atom_feed_has_no_second_element_of_its_own_format() {
    let atom = Namespace::new("atom", "http://www.w3.org/2005/Atom").unwrap();
    let mut id = Element::new(&atom, "id").unwrap();
    id.text = "x".into();
    let entry = Entry { elements: vec![id], ..entry("a/", "A") };
    let text = String::from_utf8(Format::Atom.write(&feed("T", vec![entry]))).unwrap();
    assert!(!text.contains("atom:id"), "{text}");
}

fn cases() -> Vec<(&'static str, Feed)> {
    vec![
        ("archive", archive()),
        ("authors", feed("Authors", authors())),
        ("elements", elements()),
        ("full", full()),
        ("hostile", hostile()),
        ("ids", feed("Identities", ids())),
        ("minimal", feed("Minimal", vec![entry("a/", "A title")])),
        (
            "no-summary",
            feed(
                "Only content",
                vec![Entry { content: Some("<p>All of it.</p>".into()), ..entry("a/", "A") }],
            ),
        ),
        ("pictures", feed("Pictures", pictures())),
        (
            "summary-only",
            feed("Only summaries", vec![Entry { summary: Some("R&D <soon>".into()), ..entry("a/", "A") }]),
        ),
        ("translations", translations()),
        ("untitled", feed("Notes", untitled())),
    ]
}

fn archive() -> Feed {
    let archives = Archives {
        previous: Some(url("https://blog.org/feed-archive-1.xml?a=1&b=2")),
        next: Some(url("https://blog.org/feed-archive-3.xml")),
        current: Some(url("https://blog.org/feed.xml")),
    };
    let hubs = vec![url("https://hub.org/?x=1&y=2"), url("https://other.org/hub")];
    Feed {
        id: Id::new("https://blog.org/feed.xml"),
        hubs,
        archives,
        ..feed("Archive", vec![entry("a/", "An old one")])
    }
}

fn elements() -> Feed {
    let ours = Namespace::new("ex", "https://example.org/ns?a=1&b=2").unwrap();
    let theirs = Namespace::new("ex", "https://other.example.org/").unwrap();
    let itunes = Namespace::new("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd").unwrap();
    let text = |namespace: &Namespace, name: &str, text: &str| {
        let mut element = Element::new(namespace, name).unwrap();
        element.text = Text::new(text);
        element
    };
    let rating = text(&ours, "rating", "4 < 5 & \"half\"").with("scale", "5 \"stars\" & more").unwrap();
    let mut place = Element::new(&ours, "place").unwrap().with("kind", "island").unwrap();
    place.children =
        vec![text(&ours, "name", "Lirang"), text(&itunes, "keywords", "a,b"), text(&ours, "name", "二")];
    let entry = Entry {
        elements: vec![
            rating,
            text(&ours, "note", "one"),
            text(&ours, "note", "two"),
            place,
            text(&itunes, "duration", "60"),
            text(&theirs, "note", "elsewhere"),
            Element::new(&ours, "flag").unwrap(),
        ],
        ..entry("a/", "A")
    };
    Feed { elements: vec![text(&ours, "editor", "Ana")], ..feed("Elements", vec![entry]) }
}

fn authors() -> Vec<Entry> {
    let mailed = Person { email: Some("ana@blog.org".into()), ..Person::named("Ana Ruiz") };
    let linked = Person { url: Some(url("https://bob.org/")), ..Person::named("Bob & Co") };
    vec![
        Entry { authors: vec![mailed.clone()], ..entry("one/", "One with an address") },
        Entry { authors: vec![linked.clone()], ..entry("two/", "One without") },
        Entry { authors: vec![mailed, linked], ..entry("three/", "Two") },
    ]
}

fn full() -> Feed {
    let entry = Entry {
        updated: Some(time("2026-04-02T08:00:00Z")),
        summary: Some("What it is about".into()),
        content: Some("<p>One &amp; <em>two</em>.</p>\n<pre><code>a\n  b\n</code></pre>".into()),
        authors: vec![Person::named("Ana Ruiz")],
        categories: vec![
            Category {
                page: Some(url("https://blog.org/tags/rust/?a&b")),
                taxonomy: Some(url("https://blog.org/tags/?a&b")),
                ..Category::named("Rust")
            },
            Category::named("C & C++"),
        ],
        language: Language::parse("id"),
        rights: Some("© 2026 Ana".into()),
        license: Some(url("https://creativecommons.org/licenses/by/4.0/")),
        image: Some(bridge()),
        place: Some(EventPlace {
            point: GeoPoint::new(-6.25, 106.8456),
            ..EventPlace::named("Lirang & bay")
        }),
        enclosures: vec![
            Enclosure {
                seconds: Some(61),
                ..Enclosure::new(url("https://blog.org/a/episode.mp3"), 98765, "audio/mpeg")
            },
            Enclosure::new(url("https://blog.org/a/episode.m4a"), 0, "audio/x-m4a"),
        ],
        origin: Some(Origin {
            name: "The Agency".into(),
            url: Some(url("https://agency.org/x")),
            feed: Some(url("https://agency.org/feed.xml")),
        }),
        comments: Comments {
            url: Some(url("https://blog.org/a/#comments")),
            count: Some(3),
            feed: Some(url("https://blog.org/a/comments.xml")),
        },
        ..entry("a/", "Everything")
    };
    Feed {
        description: Some("A feed with everything".into()),
        id: Id::new("tag:blog.org,2026:feed"),
        language: Language::parse("en"),
        authors: vec![Person { email: Some("ed@blog.org".into()), ..Person::named("The Editor") }],
        rights: Some("© 2026 Blog".into()),
        logo: Some(url("https://blog.org/logo.png")),
        logo_size: Some((144, 72)),
        icon: Some(url("https://blog.org/icon.png")),
        icon_size: Some((128, 128)),
        ..feed("Full", vec![entry])
    }
}

fn bridge() -> Image {
    Image {
        media_type: Some("image/jpeg".to_owned()),
        bytes: Some(12345),
        size: Some((640, 360)),
        alt: Some("A bridge".into()),
        caption: Some("The bridge at dawn".into()),
        credit: Some("THX/TTXVN".into()),
        copyright: Some("© THX".into()),
        ..Image::new(url("https://blog.org/a/photo.jpg?w=640&h=360"))
    }
}

fn pictures() -> Vec<Entry> {
    let form = |name: &str, width, height| ImageForm {
        media_type: Some("image/webp".to_owned()),
        size: Some((width, height)),
        ..ImageForm::new(url("https://blog.org/a/").below(name).unwrap())
    };
    let forms = vec![form("large.webp", 1600, 900), form("small.webp", 320, 180)];
    let grouped = Image { forms: forms.clone(), ..bridge() };
    let boat = Image { credit: Some("Ana".into()), ..Image::new(url("https://blog.org/a/boat.png")) };
    let bare = Image::new(url("https://blog.org/a/quay.png"));
    vec![
        Entry { image: Some(boat.clone()), images: vec![bare.clone(), bridge()], ..entry("a/", "Several") },
        Entry {
            image: Some(grouped.clone()),
            content: Some("<p>Words.</p>".into()),
            ..entry("b/", "Several forms of one")
        },
        Entry { image: Some(Image { forms, ..bare }), images: vec![grouped], ..entry("c/", "Both") },
        Entry { thumbnail: Some(form("list.webp", 640, 360)), ..entry("d/", "One for lists") },
        Entry {
            image: Some(boat),
            content: Some("<img src=\"https://blog.org/a/boat.png\">".into()),
            ..entry("e/", "Shown in the text")
        },
    ]
}

fn hostile() -> Feed {
    let text = "]]> <b> & \" ' \u{202E}עברית\u{202C} 🦀 \u{FFFD} é";
    let entry = Entry {
        summary: Some(text.into()),
        content: Some(Text::new("<p>]]&gt; ]]> &amp; <b>x</b></p>")),
        categories: vec![Text::new("line\none").into(), Category::named("\"quoted\" & <b>")],
        authors: vec![Person::named("O'Neil \"Q\" <x>")],
        rights: Some(Text::new(text)),
        image: Some(Image {
            alt: Some(Text::new(text)),
            ..Image::new(url("https://blog.org/a.jpg?a=1&b=\"2\""))
        }),
        origin: Some(Origin {
            name: Text::new(text),
            url: Some(url("https://a.org/?x=1&y='2'")),
            feed: None,
        }),
        ..entry("a/", text)
    };
    feed(text, vec![entry])
}

fn ids() -> Vec<Entry> {
    let with = |path, id| Entry { id, ..entry(path, path) };
    vec![
        with("tag", Id::new("tag:blog.org,2026:a").unwrap()),
        with("bare", Id::new("post 17 & more").unwrap()),
        with("both", Id::distinct("17", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a").unwrap()),
        with("moved", Id::new("https://old.org/moved").unwrap()),
    ]
}

fn translations() -> Feed {
    let english = Entry {
        language: Language::parse("en"),
        translations: vec![
            Translation { language: Language::parse("id").unwrap(), url: url("https://blog.org/id/a/") },
            Translation {
                language: Language::parse("zh-Hant").unwrap(),
                url: url("https://blog.org/zh-hant/a/"),
            },
        ],
        ..entry("a/", "Hello")
    };
    Feed { language: Language::parse("en"), ..feed("Translations", vec![english]) }
}

fn untitled() -> Vec<Entry> {
    let long = "A note without a title whose first words must stand in for one where a title is required, cut at a word.";
    vec![
        Entry { summary: Some(long.into()), content: Some("<p>A note.</p>".into()), ..entry("long/", "") },
        Entry { summary: Some("短い".into()), ..entry("short/", "") },
        entry("nothing/", ""),
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/feed/goldens")
}

/// `SNAPSHOTS=overwrite` writes the goldens anew; then read them.
#[test]
fn every_document_matches_its_golden() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut produced = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, feed) in cases() {
        for &format in Format::ALL {
            let extension = if format == Format::Json { "json" } else { "xml" };
            let file = format!("{name}.{}.{extension}", format.name());
            let bytes = format.write(&feed);
            judge(&bytes, format.name(), &feed);
            if overwrite {
                fs::write(folder().join(&file), &bytes).unwrap();
            }
            if fs::read(folder().join(&file)).ok().as_deref() != Some(&bytes) {
                wrong.push(format!("{file}:\n{}", String::from_utf8_lossy(&bytes)));
            }
            produced.insert(file);
        }
    }
    assert!(wrong.is_empty(), "other than the goldens:\n{}", wrong.join("\n"));
    let there: BTreeSet<_> = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, produced, "a golden that no case makes, or none for a case");
}

#[test]
fn a_feed_without_entries_is_valid_too() {
    let empty = feed("Empty", Vec::new());
    for &format in Format::ALL {
        judge(&format.write(&empty), format.name(), &empty);
    }
}

#[test]
fn blank_and_extreme_values_give_valid_documents() {
    let nobody = Person::named("");
    let far = DateTime::<Utc>::MAX_UTC;
    let entry = Entry {
        authors: vec![nobody.clone()],
        categories: vec![Category::named("")],
        updated: Some(far),
        enclosures: vec![Enclosure::new(url("https://blog.org/x"), 0, "no type")],
        ..Entry::new(url("https://blog.org/a/"), "", DateTime::<Utc>::MIN_UTC)
    };
    let feed = Feed { authors: vec![nobody], ..feed("", vec![entry]) };
    for &format in Format::ALL {
        let bytes = format.write(&feed);
        let text = String::from_utf8(bytes).unwrap();
        crate::suite::support::well_formed(&text);
        assert!(
            text.contains("application/octet-stream") && text.contains("9999") && text.contains("0001"),
            "{text}"
        );
        assert!(
            !text.contains("<name></name>")
                && !text.contains("\"name\": \"\"")
                && !text.contains("<title></title>"),
            "{text}"
        );
    }
}

#[test]
fn special_characters_of_a_mailbox_comment_are_escaped() {
    let author = Person { email: Some("a@blog.org".into()), ..Person::named("Ana (the \\ one)") };
    let channel = feed::rss::channel(&Feed { authors: vec![author], ..feed("F", Vec::new()) });
    assert_eq!(channel.managing_editor.as_deref(), Some("a@blog.org (Ana \\(the \\\\ one\\))"));
}

#[test]
fn an_author_is_a_name_and_an_address_only_without_one() {
    let ana = Person { email: Some("a@blog.org".into()), ..Person::named("Ana") };
    let nameless = Person { email: Some("b@blog.org".into()), ..Person::named("") };
    let item = |authors: &[&Person]| {
        let authors = authors.iter().map(|author| (*author).clone()).collect();
        let channel = feed::rss::channel(&feed("F", vec![Entry { authors, ..entry("a/", "A") }]));
        let creators = channel.items[0].extensions().get("dc").and_then(|dc| dc.get("creator"));
        let names = creators.into_iter().flatten().filter_map(|name| name.value.clone()).collect::<Vec<_>>();
        (channel.items[0].author.clone(), names)
    };
    assert_eq!(item(&[&ana]), (None, vec!["Ana".to_owned()]));
    assert_eq!(item(&[&nameless]), (Some("b@blog.org".to_owned()), Vec::new()));
    assert_eq!(item(&[&ana, &nameless]), (None, vec!["Ana".to_owned()]));
}

#[test]
fn a_note_without_title_and_summary_is_headed_by_its_words() {
    let note = Entry { content: Some("<p>Short &amp; <b>bold</b></p>".into()), ..entry("a/", "") };
    let document = Format::Atom.write(&feed("F", vec![note]));
    assert!(String::from_utf8(document).unwrap().contains("<title>Short &amp; bold</title>"));
}

#[test]
fn an_origin_that_is_only_a_feed_is_linked() {
    let origin = Origin { name: Text::default(), url: None, feed: Some(url("https://o.org/feed")) };
    let entry = Entry { origin: Some(origin), ..entry("a/", "A") };
    let feed = feed("F", vec![entry]);
    let text = |format: Format| String::from_utf8(format.write(&feed)).unwrap();
    assert!(
        text(Format::Atom).contains("rel=\"via\" href=\"https://o.org/feed\" title=\"https://o.org/feed\"")
    );
    assert!(text(Format::Rss).contains("<source url=\"https://o.org/feed\">https://o.org/feed</source>"));
}

#[test]
fn a_string_that_is_not_an_iri_always_has_the_same_uuid() {
    let id = Id::new("post 17 & more").unwrap();
    assert_eq!(id.as_str(), "post 17 & more");
    assert_eq!(id.atom(), "urn:uuid:f9e15e23-76a0-5f9d-8415-2b7612d5052b");
}

#[test]
fn ids_that_no_feed_can_contain_are_rejected() {
    for id in ["", "  ", "a\u{0B}b", "\u{FFFE}"] {
        assert_eq!(Id::new(id), None, "{id:?}");
    }
    assert_eq!(Id::distinct("a", "not an iri"), None);
}

fn hostile_in(format: Format) -> String {
    String::from_utf8(format.write(&hostile())).unwrap()
}

/// The text outside of CDATA.
fn outside_cdata(document: &str) -> String {
    let parts = document.split("<![CDATA[");
    parts.map(|part| part.rsplit_once("]]>").map_or(part, |(_, after)| after)).collect()
}

#[test]
fn text_is_written_with_plain_references() {
    for format in [Format::Rss, Format::Atom] {
        let document = hostile_in(format);
        assert!(document.contains("<title>]]&gt; &lt;b&gt; &amp; \" ' "), "{document}");
        // Line ends in attributes have no other form (XML 1.0 §3.3.3).
        let outside = outside_cdata(&document).replace("<category term=\"line&#xA;one\"/>", "");
        let references: BTreeSet<_> =
            outside.split('&').skip(1).map(|rest| rest.split_once(';').unwrap().0).collect();
        assert!(references.is_subset(&BTreeSet::from(["amp", "lt", "gt", "quot"])), "{references:?}");
    }
}

#[test]
fn quotation_marks_are_escaped_only_where_they_would_end_an_attribute() {
    let atom = hostile_in(Format::Atom);
    assert!(atom.contains(" title=\"]]&gt; &lt;b&gt; &amp; &quot; ' "), "{atom}");
}

#[test]
fn html_is_cdata_in_rss_and_atom() {
    let html = "<![CDATA[<p>]]&gt; ]]]]><![CDATA[> &amp; <b>x</b></p>]]>";
    let rss = hostile_in(Format::Rss);
    assert!(rss.contains(&format!("<content:encoded>{html}</content:encoded>")), "{rss}");
    let atom = hostile_in(Format::Atom);
    assert!(atom.contains(&format!("<content type=\"html\">{html}</content>")), "{atom}");
}

#[test]
fn tags_of_a_format_in_texts_stay_text() {
    let tags = "</item>\n    <item>\n  </channel>\n</rss></entry></feed>";
    let entries = (0..3).map(|at| Entry {
        content: Some(tags.into()),
        license: (at == 2).then(|| url("https://blog.org/license")),
        ..entry(&format!("{at}/"), "</title> <item> & more")
    });
    let feed = feed("</channel> <item>", entries.collect());
    for &format in Format::ALL {
        judge(&format.write(&feed), format.name(), &feed);
    }
}
