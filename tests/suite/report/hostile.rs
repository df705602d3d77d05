//! Untrusted text in outputs never controls terminals, logs or CI runners.

use std::path::Path;
use std::rc::Rc;

use feedwright::diagnostic::{Diagnostic, Place, Position, Span};
use feedwright::published::change::{Change, Comparison, FeedPair, Kind};
use feedwright::report::{self, Lines, MessageFormat, Output, Results, Secrets};
use feedwright::site::document::{Outcome, Published, Status, Summary};
use proptest::prelude::*;
use serde_json::Value;

use super::{ERROR, at};
use crate::suite::support::{MARKS, invisible, steering};

const FORMATS: [MessageFormat; 4] =
    [MessageFormat::Human, MessageFormat::Json, MessageFormat::Github, MessageFormat::Sarif];

/// The text written to both outputs.
fn written(write: impl for<'w> FnOnce(&mut Lines<'w>, &mut Lines<'w>)) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    write(&mut Lines::new(&mut out), &mut Lines::new(&mut err));
    String::from_utf8([out, err].concat()).unwrap()
}

/// A build of which every text is `text`, and a comparison.
fn everything(text: &str, format: MessageFormat, color: bool, secrets: &Secrets) -> String {
    let place = Place {
        file: text.into(),
        span: Some(Span { start: Position { line: 1, column: 1 }, end: Position { line: 1, column: 2 } }),
    };
    let finding = || Diagnostic::new(&ERROR, text).help(text);
    let outcome = Outcome {
        diagnostics: vec![finding().at(place), finding().at(Place::file(Path::new(text))), finding()],
        documents: vec![Published { path: text.to_owned(), status: Status::Created, entries: 1, bytes: 1 }],
        summary: Summary::default(),
        ..Outcome::default()
    };
    let known = |text: &str| {
        let title = text.replace(|c: char| c.is_control(), "");
        let feed = format!(
            "<rss version='2.0'><channel><title>x</title><item><title><![CDATA[{title}]]></title><guid><![CDATA[{title}]]></guid></item></channel></rss>"
        );
        feedwright::published::read(feed.as_bytes())
    };
    let change = Change { kind: Kind::New, old: None, new: Some(0), evidence: None };
    let pair = FeedPair {
        old_name: text.to_owned(),
        new_name: text.to_owned(),
        old: known(""),
        new: known(text).or_else(|| known("")),
        comparison: Comparison {
            changes: vec![change],
            moved: Some((text.to_owned(), text.to_owned())),
            feed_id: Some((text.to_owned(), text.to_owned())),
            ..Comparison::default()
        },
    };
    let mut load = |_: &Path| Some(Rc::new(text.to_owned()));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    {
        let mut out = Lines::new(&mut out).hiding(secrets.clone());
        let mut err = Lines::new(&mut err).hiding(secrets.clone());
        let output = Output { format, color, out: &mut out, err: &mut err };
        report::findings(&outcome.diagnostics, output, &mut load).unwrap();
        report::results(&outcome, Results::of(format), &mut out).unwrap();
        let mut diff = report::Diff::new(Results::of(format));
        diff.pair(&pair, &mut out).unwrap();
        diff.finish(&mut out).unwrap();
    }
    String::from_utf8([out, err].concat()).unwrap()
}

fn assert_harmless(text: &str) {
    for format in FORMATS {
        for color in [false, true] {
            let output = everything(text, format, color, &Secrets::default());
            let found =
                steering(&output, format == MessageFormat::Github, color && format == MessageFormat::Human);
            assert!(found.is_empty(), "{format:?} of {text:?}: {found:#?}");
        }
    }
    let output = written(|out, _| {
        out.line(text).unwrap();
        out.text(text).unwrap();
        out.line(&format!("{} {}", out.printable(text), out.printable(text))).unwrap();
        out.json(&[text]).unwrap();
    });
    let found = steering(&output, false, false);
    assert!(found.is_empty(), "{text:?}: {found:#?}");
}

#[test]
fn no_control_character_and_no_format_character_is_written_in_any_format() {
    for c in invisible() {
        assert_harmless(&format!("a{c}b"));
    }
    assert_harmless(&invisible().collect::<String>());
}

#[test]
fn nothing_is_a_command_to_a_ci_runner_in_any_format() {
    for mark in MARKS {
        assert_harmless(mark);
    }
}

#[test]
fn unprintable_characters_are_escaped() {
    let escaped = |text: &str| written(|out, _| out.line(text).unwrap());
    assert_eq!(escaped(" ::error::x"), " \\u{3a}:error::x\n");
    assert_eq!(escaped("a ::b:: ex::y"), "a ::b:: ex::y\n");
    assert_eq!(escaped("##[error]x"), "#\\u{23}[error]x\n");
    assert_eq!(escaped("##vso[x] ## [ok](#x)"), "#\\u{23}vso[x] ## [ok](#x)\n");
    assert_eq!(
        escaped("a\nb\tc\u{1B}[2J\u{9B}\u{202E}\u{AD}\u{E0041}"),
        "a\\u{a}b c\\u{1b}[2J\\u{9b}\\u{202e}\\u{ad}\\u{e0041}\n"
    );
}

#[test]
fn joiners_stay_in_the_scripts_that_are_written_with_them_and_are_seen_elsewhere() {
    let escaped = |text: &str| written(|out, _| out.line(text).unwrap());
    for text in ["می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}🚀"] {
        assert_eq!(escaped(text), format!("{text}\n"));
    }
    assert_eq!(escaped("é\u{200D}b\u{200C}é"), "é\\u{200d}b\\u{200c}é\n");
    assert_eq!(escaped("é\u{200D}\u{200C}é\u{200C}"), "é\\u{200d}\\u{200c}é\\u{200c}\n");
}

#[test]
fn programs_read_the_same_text() {
    let texts =
        MARKS.iter().copied().map(str::to_owned).chain([invisible().collect(), "é 文 \"\\ ##".to_owned()]);
    for text in texts {
        let line = written(|out, _| out.json(&[&text]).unwrap());
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), serde_json::json!([text]), "{line}");
        let sarif = everything(&text, MessageFormat::Sarif, false, &Secrets::default());
        let document =
            serde_json::Deserializer::from_str(&sarif).into_iter::<Value>().next().unwrap().unwrap();
        let message = format!("{text}\n\n{text}");
        assert_eq!(document["runs"][0]["results"][0]["message"]["text"], Value::String(message), "{sarif}");
    }
}

#[test]
fn a_source_line_keeps_its_columns_when_characters_are_replaced() {
    let line = "a##[error]\u{200B}https://ana:word@blog.org/ HERE";
    let column = u32::try_from(line.chars().position(|c| c == 'H').unwrap()).unwrap() + 1;
    let outcome = Outcome {
        diagnostics: vec![Diagnostic::new(&ERROR, "m").at(at(1, column, column + 4))],
        ..Outcome::default()
    };
    let err = written(|out, err| {
        let mut load = |_: &Path| Some(Rc::new(line.to_owned()));
        let found = &outcome.diagnostics;
        let output = Output { format: MessageFormat::Human, color: false, out, err };
        report::findings(found, output, &mut load).unwrap();
    });
    let lines: Vec<_> = err.lines().skip_while(|line| !line.starts_with("error")).collect();
    assert_eq!(lines[1], format!(" --> content/a,b.md:1:{column}"));
    assert_eq!(lines[3], "1 | a#\u{FFFD}[error]\u{FFFD}https://……………………@blog.org/ HERE");
    let before = lines[3].split("HERE").next().unwrap().chars().count();
    assert_eq!(lines[4].find("^^^^"), Some(before), "{err}");
}

#[test]
fn names_passwords_and_the_queries_of_given_addresses_are_hidden_in_every_format() {
    let mut secrets = Secrets::default();
    secrets.add("https://ana:w%20rd@blog.org/feed.xml?token=a%2Fb:c,d&x=\"é#key");
    // The password is not part of a valid address.
    secrets.add("https://ana:w\"o`rd@blog.org/");
    let texts = [
        "see https://ana:w%20rd@blog.org/feed.xml?token=a%2Fb:c,d&x=\"é#key",
        "see https://ana:w%20rd@blog.org/feed.xml?token=a%2Fb:c,d&x=%22%C3%A9#key",
        "see https://ana:w%20rd@blog.org/feed.xml?token=a%2Fb:c,d&amp;x=%22%C3%A9#key",
        "see https://ana:w\"o`rd@blog.org/feed.xml",
    ];
    for text in texts {
        for format in FORMATS {
            let output = everything(text, format, false, &secrets);
            for secret in ["ana", "w%20rd", "o`rd", "token", "%2F", "key"] {
                assert!(!output.contains(secret), "{format:?} of {text}: {output}");
            }
            assert!(output.contains("blog.org/feed.xml"), "{output}");
        }
    }
}

#[test]
fn addresses_of_others_keep_their_queries() {
    let mut secrets = Secrets::default();
    secrets.add("https://blog.org/?p=2");
    let mut out = Vec::new();
    let text =
        "https://blog.org/?p=2 https://blog.org/?p=22 https://blog.org/?q=2 a@b.org https://m.org/@ana";
    Lines::new(&mut out).hiding(secrets).line(text).unwrap();
    let escaped =
        "https://blog.org/?… https://blog.org/?p=22 https://blog.org/?q=2 a@b.org https://m.org/@ana\n";
    assert_eq!(String::from_utf8(out).unwrap(), escaped);
}

#[test]
fn a_truncated_secret_is_hidden() {
    let mut secrets = Secrets::default();
    secrets.add("https://ana:word@blog.org/?token=abcdef");
    let mut out = Vec::new();
    Lines::new(&mut out)
        .hiding(secrets)
        .line("`https://blog.org/?token=abc…` `https://ana:wo…` ?t ?…")
        .unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "`https://blog.org/?……` `https://……` ?t ?…\n");
}

#[test]
fn the_secrets_of_an_invalid_url_are_hidden() {
    for address in ["https://ana:w/rd@blog.org/?key", "https://ana:w rd@blog .org/?key", "http://ana:w#rd@"] {
        let mut secrets = Secrets::default();
        secrets.add(address);
        let mut out = Vec::new();
        Lines::new(&mut out).hiding(secrets).line(&format!("`{address}` is no address")).unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert!(!printed.contains("ana") && !printed.contains("rd") && !printed.contains("key"), "{printed}");
    }
}

/// Texts that are likely to hold secrets.
fn hostile() -> impl Strategy<Value = String> {
    let invisible: Vec<char> = invisible().collect();
    let piece = prop_oneof![
        prop::sample::select(MARKS).prop_map(str::to_owned),
        prop::sample::select(invisible).prop_map(String::from),
        prop::sample::select(vec!["#", "[", ":", "::", "a", " ", "é", "\\", "\"", "...", "\u{FE0F}"])
            .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_harmless_in_every_format(text in hostile()) {
        for format in FORMATS {
            let output = everything(&text, format, false, &Secrets::default());
            let joins = |line: &String| line.starts_with("'\\u{200c}'") || line.starts_with("'\\u{200d}'");
            let mut found = steering(&output, format == MessageFormat::Github, false);
            // Between letters of scripts that are written with them.
            found.retain(|line| !joins(line));
            prop_assert!(found.is_empty(), "{:?}: {:#?}", format, found);
        }
    }
}

#[test]
fn a_line_steers_nothing_and_tells_no_password() {
    let mut out = Vec::new();
    Lines::new(&mut out).line("::error::\u{1B}[2J https://ana:word@blog.org/").unwrap();
    assert_eq!(String::from_utf8_lossy(&out), "\\u{3a}:error::\\u{1b}[2J https://…@blog.org/\n");
}
