//! Properties: for every feed, every parser reads each document, and all formats have the same content.

use std::sync::Arc;

use chrono::DateTime;
use feedwright::feed::{
    Category, Comments, Element, Entry, Feed, Format, Id, Image, ImageForm, Language, Namespace, Origin,
    Person, Text, Translation, Url,
};
use proptest::prelude::*;

use super::judge::judge;

/// Any Unicode text, with many troublesome characters.
fn any_text() -> impl Strategy<Value = Text> {
    let pieces = prop_oneof![
        any::<String>(),
        proptest::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        Just("]]>".to_owned()),
        Just("&amp;<b>\"'".to_owned()),
        Just("\u{0}\u{B}\u{1F}\u{FFFE}\u{FFFF}\r\n\t ".to_owned()),
        Just("<![CDATA[ x".to_owned()),
    ];
    proptest::collection::vec(pieces, 0..4).prop_map(|pieces| Text::new(&pieces.concat()))
}

fn any_line() -> impl Strategy<Value = Text> {
    any_text().prop_map(|text| Text::line(text.as_str()))
}

fn any_name() -> impl Strategy<Value = Text> {
    any_line().prop_map(|text| if text.is_blank() { "somebody".into() } else { text })
}

fn any_url() -> impl Strategy<Value = Url> {
    let path = prop_oneof![any::<String>(), "[ -~]{0,20}"];
    path.prop_map(|path| {
        let base = Url::parse("https://blog.org/").unwrap();
        base.join(&path).ok().filter(|url| url.scheme().starts_with("http")).unwrap_or(base)
    })
}

fn any_id() -> impl Strategy<Value = Option<Id>> {
    any_text().prop_map(|text| Id::new(text.as_str().trim()))
}

fn any_image() -> impl Strategy<Value = Image> {
    (any_url(), any::<Option<u64>>(), proptest::option::of(any_line()), proptest::option::of(any_line()))
        .prop_map(|(url, bytes, alt, caption)| Image {
            bytes: bytes.filter(|bytes| *bytes > 0),
            credit: caption.clone(),
            copyright: alt.clone(),
            forms: alt.iter().map(|_| ImageForm::new(url.clone())).collect(),
            alt,
            caption,
            ..Image::new(url)
        })
}

/// Elements of other namespaces, with any text.
fn any_elements() -> impl Strategy<Value = Vec<Element>> {
    let names = ("[a-z][a-z0-9_-]{0,3}", "https://[a-z]{1,3}\\.org/", "[a-zé_][a-z0-9.é_-]{0,3}");
    let element = (names, any_line(), proptest::option::of(any_line()), any::<bool>());
    let element = element.prop_filter_map("a name", |((prefix, uri, name), text, value, has_child)| {
        let namespace = Namespace::new(&prefix, &uri)?;
        let element = |name: &str| {
            let mut element = Element::new(&namespace, name)?;
            element.text = text.clone();
            Some(element)
        };
        let mut made = match &value {
            Some(value) => element(&name)?.with("v", value.as_str())?,
            None => element(&name)?,
        };
        made.children.extend(element("inner").filter(|_| has_child));
        Some(made)
    });
    proptest::collection::vec(element, 0..3)
}

prop_compose! {
    fn any_entry()(
        url in any_url(),
        id in any_id(),
        title in any_line(),
        date in 0i64..4_000_000_000,
        updated in proptest::option::of(0i64..4_000_000_000),
        summary in proptest::option::of(any_line()),
        content in proptest::option::of(any_text()),
        authors in proptest::collection::vec(any_name(), 0..3),
        categories in proptest::collection::btree_set(any_line(), 0..3),
        image in proptest::option::of(any_image()),
        images in proptest::collection::vec(any_image(), 0..3),
        thumbnail in proptest::option::of(any_url().prop_map(ImageForm::new)),
        origin in proptest::option::of((any_name(), proptest::option::of(any_url()), proptest::option::of(any_url()))),
        comments in (proptest::option::of(any_url()), any::<Option<u64>>(), proptest::option::of(any_url())),
        other in proptest::option::of(any_url()),
        elements in any_elements(),
    ) -> Entry {
        let time = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let (page, count, feed) = comments;
        Entry {
            updated: updated.map(time),
            summary,
            content,
            authors: authors.iter().map(|name| Person::named(name.as_str())).collect(),
            categories: categories.into_iter().map(Category::from).collect(),
            rights: Some(title.clone()),
            image,
            images,
            thumbnail,
            origin: origin.map(|(name, url, feed)| Origin { name, url, feed }),
            comments: Comments { url: page, count, feed },
            translations: other.map(|url| Translation { language: Language::parse("id").unwrap(), url }).into_iter().collect(),
            language: Language::parse("en"),
            id: id.unwrap_or_else(|| Id::permalink(&url)),
            title: title.clone(),
            elements,
            ..Entry::new(url, "", time(date))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_feed_is_read_by_every_parser(
        title in any_line(),
        description in proptest::option::of(any_line()),
        entries in proptest::collection::vec(any_entry().prop_map(Arc::new), 0..4),
        elements in any_elements(),
    ) {
        let home = Url::parse("https://blog.org/").unwrap();
        let feed = Feed { description, elements, entries, ..Feed::new(title.as_str(), home.clone(), home.below("feed").unwrap()) };
        for &format in Format::ALL {
            judge(&format.write(&feed), format.name(), &feed);
        }
    }

    #[test]
    fn text_loses_nothing_but_what_xml_forbids(text in any::<String>()) {
        let kept: String = text.replace("\r\n", "\n").replace('\r', "\n").chars()
            .filter(|c| !matches!(c, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'))
            .collect();
        prop_assert_eq!(Text::new(&text).to_string(), kept);
    }
}
