//! The lines above a wire text that are no part of it: captions with their credits, headlines and bylines.

use std::path::Path;

use feedwright::authoring::adopt::{self, Certainty, DateSource, FileFacts};
use feedwright::site::files::Source;

const TEXT: &str =
    "The ferry over the river ran again today, after six months of repairs that the city had paid for.";

/// The known value of a key, and the numbers of the lines that leave the text.
fn adopted(text: &str) -> (impl Fn(&str) -> String + use<>, Vec<usize>) {
    let source = Source::new(&Path::new("content").into(), "a.txt".to_owned());
    let draft = adopt::read(&source, text.as_bytes()).unwrap();
    let date = draft.date(DateSource::Text);
    let adoption = draft.adopt(&FileFacts { date, picture: Some("a.jpg"), ..FileFacts::default() });
    let entries = adoption.entries;
    let value = move |key: &str| {
        let known = entries.iter().filter(|entry| entry.certainty != Certainty::Unknown);
        known.filter(|entry| entry.key == key).map(|entry| entry.value.clone()).collect()
    };
    (value, adoption.lifted)
}

#[test]
fn a_caption_above_the_headline_ends_with_its_credit_in_the_form_of_agencies() {
    let caption = "Passengers board the night ferry on Saturday.";
    for (line, caption, credit) in [
        ("Passengers board the night ferry on Saturday. REUTERS/Maria Tan", caption, "REUTERS/Maria Tan"),
        (
            "Passengers board the night ferry on Saturday. Photo by Maria Tan/Getty Images",
            caption,
            "Maria Tan/Getty Images",
        ),
        (
            "Passengers board the night ferry on Saturday. Maria Tan/AFP via Getty Images",
            caption,
            "Maria Tan/AFP via Getty Images",
        ),
        ("Passengers board the night ferry on Saturday. © Maria Tan", caption, "Maria Tan"),
        ("Passengers board the night ferry on Saturday. © dpa", caption, "dpa"),
        ("Passengers board the night ferry on Saturday. EFE/Maria Tan", caption, "EFE/Maria Tan"),
        (
            "Passengers board the night ferry on Saturday. ANTARA FOTO/Maria Tan",
            caption,
            "ANTARA FOTO/Maria Tan",
        ),
        (
            "FILE PHOTO: Passengers board the night ferry. REUTERS/Maria Tan",
            "FILE PHOTO: Passengers board the night ferry.",
            "REUTERS/Maria Tan",
        ),
        ("夜の船に乗る人々(共同)", "夜の船に乗る人々", "共同"),
        ("夜の船に乗る人々（共同）", "夜の船に乗る人々", "共同"),
        (
            "Reisende am Bahnhof in Berlin. Foto: Maria Tan/dpa",
            "Reisende am Bahnhof in Berlin.",
            "Maria Tan/dpa",
        ),
    ] {
        let (value, lifted) = adopted(&format!("{line}\nFerry runs again\nBy John Smith\n{TEXT}\n"));
        let image = format!("{{ src = \"a.jpg\", caption = \"{caption}\", credit = \"{credit}\" }}");
        assert_eq!((value("image"), lifted), (image, vec![1, 3]), "{line}");
        assert_eq!(
            (value("title"), value("authors")),
            ("\"Ferry runs again\"".into(), "[\"John Smith\"]".into())
        );
        let (value, _) = adopted(&format!("{line}\nBy John Smith\n{TEXT}\n{TEXT}\n"));
        assert_eq!((value("title"), value("authors")), (String::new(), "[\"John Smith\"]".into()), "{line}");
    }
    for line in
        ["The minister spoke to Reuters. Nobody asked.", "Ferry runs again, says AP", "Copyright © or not"]
    {
        let (value, _) = adopted(&format!("{line}\n{TEXT}\n{TEXT}\n"));
        assert_eq!(value("image"), "{ src = \"a.jpg\" }", "{line}");
    }
}

#[test]
fn the_label_of_a_caption_is_no_part_of_it() {
    for (lines, caption, credit) in [
        ("Foto: Suasana pasar malam (Dok. Warga)", "Suasana pasar malam", "Dok. Warga"),
        ("Foto : Suasana pasar malam (Dok. Warga)", "Suasana pasar malam", "Dok. Warga"),
        (
            "Keterangan foto: Suasana pasar malam - ANTARA FOTO/Rina",
            "Suasana pasar malam",
            "ANTARA FOTO/Rina",
        ),
        ("Photo: The night market. REUTERS/Maria Tan", "The night market.", "REUTERS/Maria Tan"),
        ("Bildunterschrift: Der Nachtmarkt (Foto: Maria Tan)", "Der Nachtmarkt", "Maria Tan"),
        ("Caption: The night market at eight.\nPhoto: Maria Tan", "The night market at eight.", "Maria Tan"),
        ("Lirang: the night market (Photo: Maria Tan)", "Lirang: the night market", "Maria Tan"),
    ] {
        let (value, _) = adopted(&format!("{lines}\nFerry runs again\n{TEXT}\n{TEXT}\n"));
        let image = format!("{{ src = \"a.jpg\", caption = \"{caption}\", credit = \"{credit}\" }}");
        assert_eq!((value("image"), value("title")), (image, "\"Ferry runs again\"".into()), "{lines}");
    }
}

#[test]
fn the_editor_below_a_byline_is_no_part_of_the_text() {
    for (line, editor) in [("Editor: Budi", "Budi"), ("Penyunting: Budi Santoso", "Budi Santoso")] {
        let (value, lifted) = adopted(&format!("Ferry runs again\nBy John Smith\n{line}\n{TEXT}\n{TEXT}\n"));
        assert_eq!((value("extra.editor"), lifted), (format!("\"{editor}\""), vec![2, 3]), "{line}");
        assert_eq!(value("authors"), "[\"John Smith\"]", "{line}");
    }
    let (value, lifted) = adopted(&format!("Ferry runs again\nEditor: who is it?\n{TEXT}\n{TEXT}\n"));
    assert_eq!((value("extra.editor"), lifted), (String::new(), vec![]));
}

#[test]
fn a_headline_may_ask_or_shout_or_have_another_below_it() {
    for (lines, headline) in [
        ("Why did the ferry run aground?", "Why did the ferry run aground?"),
        ("Ferry runs aground off Lirang!", "Ferry runs aground off Lirang!"),
        ("“We were lucky”", "“We were lucky”"),
        ("Ferry runs aground\nPassengers are safe", "Ferry runs aground"),
        ("Ferry runs aground\nPassengers are safe\nMonday, 18 May 2026", "Ferry runs aground"),
    ] {
        for byline in ["By John Smith\n", "Von Hanna Krüger, dpa\n", ""] {
            let (value, lifted) = adopted(&format!("{lines}\n{byline}{TEXT}\n{TEXT}\n"));
            assert_eq!(value("title"), format!("\"{headline}\""), "{lines}\n{byline}");
            let author = byline.split([' ', ',']).skip(1).take(2).collect::<Vec<_>>().join(" ");
            let authors = if byline.is_empty() { String::new() } else { format!("[\"{}\"]", author.trim()) };
            assert_eq!(value("authors"), authors, "{lines}\n{byline}");
            let is_dated = lines.ends_with("2026");
            assert_eq!(
                lifted.len(),
                usize::from(is_dated) + usize::from(!byline.is_empty()),
                "{lines}\n{byline}"
            );
        }
    }
}

#[test]
fn a_byline_with_an_agency_names_the_source() {
    for (byline, author, agency) in [
        ("By John Smith, Reuters", "John Smith", "Reuters"),
        ("By JOHN SMITH, Associated Press", "JOHN SMITH", "Associated Press"),
        ("Von Hanna Krüger, dpa", "Hanna Krüger", "dpa"),
    ] {
        let (value, _) = adopted(&format!("Ferry runs again\n{byline}\n{TEXT}\n"));
        let source = format!("{{ name = \"{agency}\" }}");
        assert_eq!((value("authors"), value("source")), (format!("[\"{author}\"]"), source), "{byline}");
    }
}

#[test]
fn the_full_date_of_a_dateline_is_that_of_publication() {
    for (dateline, agency, date) in [
        ("MARSEILLE, 28 nov 2026 (AFP) - ", "AFP", "2026-11-28"),
        ("NEW YORK, N.Y., Nov. 28, 2026 (AP) — ", "AP", "2026-11-28"),
        ("JAKARTA, 28 November 2026 (ANTARA) - ", "ANTARA", "2026-11-28"),
        ("MADRID, 28 nov (EFE).- ", "EFE", ""),
        ("Wismar (dpa/mv) - ", "dpa", ""),
        ("【東京共同】", "共同", ""),
    ] {
        let (value, lifted) = adopted(&format!("Ferry runs again\n{dateline}{TEXT}\n"));
        let source = format!("{{ name = \"{agency}\" }}");
        assert_eq!((value("source"), value("date")), (source, date.to_owned()), "{dateline}");
        assert_eq!(lifted, [0; 0], "{dateline}");
    }
}
