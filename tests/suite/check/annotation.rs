//! Reads the annotation of a case, in its first comment or, in JSON, in its member `_case`: its description, every
//! expected finding, and its options.

use feedwright::check::{Answer, Options, Profile};
use feedwright::feed::Url;
use serde_json::Value;

/// The help for a file without an annotation.
const FORM: &str = "<!--\nDescription: one sentence\nExpect: clean\n-->";

const EXPECT: &str = "write `clean`, or every finding in order, such as `missing-link 3:2-3:6, large-feed`";

#[derive(Debug)]
pub(super) struct Annotation {
    /// Codes with their places, `code line:column-line:column`, or the code alone for the file as such; and ` as error`
    /// where a finding is worse or better than its code.
    pub(super) expected: Vec<String>,
    pub(super) options: Options,
}

/// The options of a case that names none: the time is always the same.
pub(super) fn options() -> Options {
    Options { now: Some("2026-11-01T00:00:00Z".parse().unwrap()), ..Options::default() }
}

/// Reads the annotation of an XML document.
pub(super) fn of_xml(text: &str) -> Result<Annotation, String> {
    let comment = text.split_once("<!--").and_then(|(_, rest)| rest.split_once("-->"));
    let (comment, _) = comment.ok_or_else(|| format!("no comment; begin with\n{FORM}"))?;
    let lines = comment.lines().map(str::trim).filter(|line| !line.is_empty());
    let fields = lines.map(|line| {
        line.split_once(':')
            .ok_or_else(|| format!("`{line}` in the first comment is no `Key: value`; write\n{FORM}"))
    });
    read(fields.collect::<Result<Vec<_>, _>>()?)
}

/// Reads the annotation of a JSON document, which need not be well-formed behind it.
pub(super) fn of_json(text: &str) -> Result<Annotation, String> {
    let missing = || r#"no `"_case": {"Description": "one sentence", "Expect": ["clean"]}`"#.to_owned();
    let (_, rest) = text.split_once("\"_case\":").ok_or_else(missing)?;
    let value = serde_json::Deserializer::from_str(rest).into_iter::<Value>().next();
    let Some(Ok(Value::Object(members))) = value else { return Err(missing()) };
    let mut fields = Vec::new();
    // The checker requires `about` in an extension.
    for (key, value) in members.iter().filter(|(key, _)| *key != "about") {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let text = value.as_str().ok_or_else(|| format!("`{key}` in `_case` is no string"))?;
            fields.push((key.as_str(), text));
        }
    }
    read(fields)
}

fn read(fields: Vec<(&str, &str)>) -> Result<Annotation, String> {
    let (mut description, mut expected, mut options) = (String::new(), Vec::new(), options());
    for (key, value) in fields {
        let value = value.trim();
        let invalid = |form: &str| format!("`{key}: {value}` is not understood; write `{key}: {form}`");
        match key {
            "Description" => value.clone_into(&mut description),
            "Expect" => expected.extend(value.split(',').map(|finding| finding.trim().to_owned())),
            "Profile" => {
                let profile = match value {
                    "podcast" => Profile::Podcast,
                    "news" => Profile::News,
                    _ => return Err(invalid("podcast` or `Profile: news")),
                };
                options.profiles.insert(profile);
            }
            "Base" => {
                let base = Url::parse(value).map_err(|_| invalid("https://kampung.example/feed.xml"))?;
                options.base = Some(base);
            }
            "Now" => {
                options.now = Some(value.parse().map_err(|_| invalid("2026-11-01T00:00:00Z"))?);
            }
            "Header" => {
                let (name, value) =
                    value.split_once(':').ok_or_else(|| invalid("content-type: text/html"))?;
                let answer = options.answer.get_or_insert_with(Answer::default);
                answer.fields.push((name.to_owned(), value.trim().to_owned()));
            }
            _ => {
                let known = "Description, Expect, Profile, Base, Now, or Header";
                return Err(format!("unknown key `{key}`; expected {known}"));
            }
        }
    }
    if description.is_empty() {
        return Err("no `Description:`; write in one sentence what the case shows".to_owned());
    }
    if expected.iter().any(String::is_empty) || expected.is_empty() {
        return Err(format!("no `Expect:`; {EXPECT}"));
    }
    if expected == ["clean"] {
        expected.clear();
    }
    Ok(Annotation { expected, options })
}

#[test]
fn an_annotation_is_read() {
    let text = "<?xml version=\"1.0\"?>\n<!--\nDescription: Where: there.\nExpect: a-code 1:2-1:3, other-code\n\
        Profile: news\nBase: https://kampung.example/\nNow: 2027-01-01T00:00:00Z\nHeader: link: <x>; rel=self\n--><rss/><!-- -->";
    let xml = of_xml(text).unwrap();
    assert_eq!(xml.expected, ["a-code 1:2-1:3", "other-code"]);
    assert_eq!(xml.options.answer.unwrap().fields, [("link".to_owned(), "<x>; rel=self".to_owned())]);
    assert!(xml.options.profiles.contains(&Profile::News) && xml.options.base.is_some());
    assert_eq!(xml.options.now.unwrap().to_rfc3339(), "2027-01-01T00:00:00+00:00");
    let json = r#"{"_case": {"about": "x", "Description": "Two.", "Expect": ["a-code 1:2-1:3", "other-code"]}, oops"#;
    assert_eq!(of_json(json).unwrap().expected, xml.expected);
    assert!(of_xml("<!--\nDescription: None.\nExpect: clean\n-->").unwrap().expected.is_empty());
}

#[test]
fn an_incomplete_annotation_is_reported() {
    for (lines, message) in [
        ("Expect: clean", "no `Description:`"),
        ("Description: Rain.", "no `Expect:`"),
        ("Description: Rain.\nExpect:", "no `Expect:`"),
        ("Description: Rain.\nExpect: a 1:1-1:2,", "no `Expect:`"),
        ("Description: Rain.\nExpects: clean", "unknown key `Expects`; expected Description,"),
        ("Description: Rain.\nExpect: clean\nProfile: music", "write `Profile: podcast`"),
        ("Description: Rain.\nExpect: clean\nNow: today", "write `Now: 2026-"),
        ("Description: Rain.\nExpect: clean\nBase: here", "write `Base: https:"),
        ("Description: Rain.\nExpect: clean\nHeader: etag", "write `Header: content-type"),
        ("It rained.", "`It rained.` in the first comment is no `Key: value`"),
    ] {
        let error = of_xml(&format!("<!--\n{lines}\n-->")).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
    assert!(of_xml("<rss/>").unwrap_err().contains("begin with\n<!--\nDescription:"));
    assert!(of_json("{}").unwrap_err().contains("no `\"_case\":"));
    assert!(of_json(r#"{"_case": {"Description": 1}}"#).unwrap_err().contains("`Description` in `_case`"));
}
