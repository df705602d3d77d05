//! The agencies, people and times that the lines of a wire text name, in the forms in which agencies write them.

use std::path::Path;

use feedwright::authoring::adopt::{self, Certainty, DateSource, FileFacts};
use feedwright::site::files::Source;
use feedwright::site::zone::Zone;

const TEXT: &str = "The bridge over the river was opened again today, after six months of repairs that the city had paid for.";

/// The known values of the metadata of a text, by key, and the numbers of the lines that leave the text.
fn adopted(text: &str) -> (Vec<(String, String)>, Vec<usize>) {
    let source = Source::new(&Path::new("content").into(), "a.txt".to_owned());
    let draft = adopt::read(&source, text.as_bytes()).unwrap();
    let date = draft.date(DateSource::Text);
    let zone = Zone::named("Asia/Jakarta");
    let facts = FileFacts { date, picture: Some("a.jpg"), site_zone: zone.as_ref(), ..FileFacts::default() };
    let adoption = draft.adopt(&facts);
    let known = adoption.entries.into_iter().filter(|entry| entry.certainty != Certainty::Unknown);
    (known.map(|entry| (entry.key, entry.value)).collect(), adoption.lifted)
}

fn value(text: &str, key: &str) -> Option<String> {
    adopted(text).0.into_iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

#[test]
fn the_agency_of_a_dateline_is_found_in_the_form_in_which_it_writes_itself() {
    for (head, agency) in [
        ("Berlin (dpa) - ", "dpa"),
        ("Berlin (dpa/lno) – ", "dpa"),
        ("Frankfurt am Main (dpa-AFX) - ", "dpa-AFX"),
        ("Frankfurt a.M. (epd). ", "epd"),
        ("BERLIN, 20. Mai (epd) - ", "epd"),
        ("Bonn (KNA) ", "KNA"),
        ("Wien (APA) - ", "APA"),
        ("Wien/Graz (APA/dpa) - ", "APA"),
        ("Bern (sda) ", "sda"),
        ("Bern, 20. Mai (Keystone-SDA) - ", "Keystone-SDA"),
        ("Lausanne (Keystone-ATS) — ", "Keystone-ATS"),
        ("Köln (SID) - ", "SID"),
        ("(ANSA) - ROMA, 20 MAG - ", "ANSA"),
        ("Roma, 20 mag. (Adnkronos) - ", "Adnkronos"),
        ("Madrid, 20 may (EFE).- ", "EFE"),
        ("MADRID, 20 May. (EUROPA PRESS) - ", "EUROPA PRESS"),
        ("Lisboa, 20 mai 2026 (Lusa) – ", "Lusa"),
        ("Warszawa (PAP) - ", "PAP"),
        ("Praha 20. května (ČTK) - ", "ČTK"),
        ("Budapest, 2026. május 20., szerda (MTI) - ", "MTI"),
        ("København /ritzau/ - ", "ritzau"),
        ("Stockholm (TT) - ", "TT"),
        ("Oslo (NTB): ", "NTB"),
        ("AMSTERDAM (ANP) - ", "ANP"),
        ("Paris, 20 mai 2026 (AFP) - ", "AFP"),
        ("PARIS, May 20 (Reuters) - ", "Reuters"),
        ("LONDON (PA) - ", "PA"),
        ("OTTAWA (CP) — ", "CP"),
        ("SYDNEY (AAP) - ", "AAP"),
        ("MOSCOW, May 20. /TASS/. ", "TASS"),
        ("БЕРЛИН, 20 мая — РИА Новости. ", "РИА Новости"),
        ("ANKARA (AA) - ", "AA"),
        ("TOKYO (Kyodo) -- ", "Kyodo"),
        ("SEOUL, May 20 (Yonhap) -- ", "Yonhap"),
        ("BEIJING, May 20 (Xinhua) -- ", "Xinhua"),
        ("New Delhi, May 20 (PTI) ", "PTI"),
        ("New Delhi [India], May 20 (ANI): ", "ANI"),
        ("Jakarta (ANTARA) - ", "ANTARA"),
        ("KUALA LUMPUR, May 20 (Bernama) -- ", "Bernama"),
        ("Hà Nội (TTXVN) - ", "TTXVN"),
    ] {
        let (found, lifted) = adopted(&format!("Bridge opens again\n{head}{TEXT}\n"));
        let source = found.iter().find(|(key, _)| key == "source").map(|(_, value)| value.as_str());
        let expected = format!("{{ name = \"{agency}\" }}");
        assert_eq!((source, lifted), (Some(expected.as_str()), vec![]), "{head}");
        assert_eq!(found[0].1, "\"Bridge opens again\"", "{head}");
    }
}

#[test]
fn a_dateline_on_its_own_line_and_the_agency_that_signs_a_text_leave_it() {
    for line in [
        "BERLIN, 20. Mai (epd)",
        "Berlin, 20. Mai (dpa)",
        "WIEN (APA)",
        "PARIS, 20 mai 2026 (AFP).",
        "LONDON (PA)",
    ] {
        let (found, lifted) = adopted(&format!("Bridge opens again\n{line}\n{TEXT}\n"));
        assert!(found.contains(&("dateline".to_owned(), format!("\"{line}\""))), "{line}: {found:?}");
        assert!(found.iter().any(|(key, _)| key == "source"), "{line}");
        assert_eq!(lifted, [2], "{line}");
    }
    for (line, agency) in [("(PAP)", "PAP"), ("(dpa)", "dpa"), ("/ritzau/", "ritzau"), ("(TT).", "TT")] {
        let text = format!("Bridge opens again\n{TEXT}\n{TEXT}\n{line}\n");
        let expected = Some(format!("{{ name = \"{agency}\" }}"));
        assert_eq!((value(&text, "source"), adopted(&text).1), (expected, vec![4]), "{line}");
    }
}

#[test]
fn sentences_and_captions_that_resemble_a_dateline_are_none() {
    for line in [
        "Associated Press (AP) said on Monday that the bridge was open again, and that nobody had been hurt on it.",
        "Ana Ruiz, an engineer (she is 40), said on Monday that the bridge was open again, and nobody was hurt.",
        "Harrisburg (PA is its state) said on Monday that the bridge was open again, and that nobody had been hurt.",
        "Das Protokoll - dpa liegt es vor - nennt keine Namen von Leuten, die auf der alten Brücke gearbeitet haben.",
        "It is a sid (AP) of something that was written by others a long time ago, and that nobody remembers now.",
    ] {
        assert_eq!(value(&format!("Bridge opens again\n{line}\n"), "source"), None, "{line}");
    }
    let caption = "A train on the bridge in Berlin (dpa)";
    let image = "{ src = \"a.jpg\", caption = \"A train on the bridge in Berlin\", credit = \"dpa\" }";
    assert_eq!(value(&format!("{caption}\nBridge opens again\n{TEXT}\n"), "image"), Some(image.to_owned()));
}

#[test]
fn a_photographer_in_a_byline_is_a_credit_and_an_agency_is_the_source() {
    let two = "[\"Élodie Martin\"]";
    let credit = "{ src = \"a.jpg\", credit = \"Jan Kim\" }";
    let none = "{ src = \"a.jpg\" }";
    for (line, authors, image, source) in [
        ("Élodie Martin (Text), Jan Kim (Foto)", two, credit, None),
        ("Von Élodie Martin (Text) und Jan Kim (Fotos)", two, credit, None),
        ("Text: Élodie Martin, Fotos: Jan Kim", two, credit, None),
        ("Text: Élodie Martin | Fotos: Jan Kim", two, credit, None),
        ("Teks: Élodie Martin / Foto: Jan Kim", two, credit, None),
        ("Par Élodie Martin (texte) et Jan Kim (photos)", two, credit, None),
        ("Oleh Élodie Martin (teks) dan Jan Kim (foto)", two, credit, None),
        ("Text und Fotos: Jan Kim", "[\"Jan Kim\"]", credit, None),
        ("Text and photos by Jan Kim", "[\"Jan Kim\"]", credit, None),
        ("Von Jan Kim (Text und Fotos)", "[\"Jan Kim\"]", credit, None),
        ("Von Jan Kim, dpa", "[\"Jan Kim\"]", none, Some("dpa")),
        (
            "By Élodie Martin and Jan Kim, Associated Press",
            "[\"Élodie Martin\", \"Jan Kim\"]",
            none,
            Some("Associated Press"),
        ),
        ("By Jan Kim, The Canadian Press", "[\"Jan Kim\"]", none, Some("The Canadian Press")),
        ("Oleh: Jan Kim/ANTARA", "[\"Jan Kim\"]", none, Some("ANTARA")),
        ("By Jan Kim (Lirang)", "[\"Jan Kim (Lirang)\"]", none, None),
    ] {
        let text = format!("Bridge opens again\n{line}\n{TEXT}\n");
        let (found, lifted) = adopted(&text);
        assert_eq!(value(&text, "authors").as_deref(), Some(authors), "{line}: {found:?}");
        assert_eq!(value(&text, "image").as_deref(), Some(image), "{line}");
        assert_eq!(value(&text, "source"), source.map(|name| format!("{{ name = \"{name}\" }}")), "{line}");
        assert_eq!(lifted, [2], "{line}");
    }
    let text = format!("Bridge opens again\nBy AFP\n{TEXT}\n");
    assert_eq!(
        (value(&text, "authors"), value(&text, "source").as_deref()),
        (None, Some("{ name = \"AFP\" }"))
    );
    let text = format!("A train (AFP)\nBridge opens again\nBy Ana Ruiz (text) and Jan Kim (photo)\n{TEXT}\n");
    let caption = "{ src = \"a.jpg\", caption = \"A train\", credit = \"AFP\" }";
    assert_eq!(value(&text, "image").as_deref(), Some(caption), "the caption has its own credit");
}

#[test]
fn a_time_is_read_with_a_dot_and_with_a_word_for_the_hour() {
    for (time, expected) in [
        ("20. Mai 2026, 18.00 Uhr", "2026-05-20T18:00:00"),
        ("20. Mai 2026, 18 Uhr", "2026-05-20T18:00:00"),
        ("20. Mai 2026, 18 Uhr 30", "2026-05-20T18:30:00"),
        ("20. Mai 2026, 18 Uhr MESZ", "2026-05-20T18:00:00+02:00"),
        ("20 mai 2026 à 18h00", "2026-05-20T18:00:00"),
        ("20 mai 2026 à 18 h", "2026-05-20T18:00:00"),
        ("20 mai 2026 à 18 heures", "2026-05-20T18:00:00"),
        ("20 May 2026 18.00 GMT", "2026-05-20T18:00:00Z"),
        ("20 May 2026 at 6 pm", "2026-05-20T18:00:00"),
        ("20 May 2026 at 6 p.m. GMT", "2026-05-20T18:00:00Z"),
        ("20 May 2026 1800 GMT", "2026-05-20T18:00:00Z"),
        ("20 May 2026, 0600 hours", "2026-05-20T06:00:00"),
        ("20 Mei 2026 pukul 18.00 WIB", "2026-05-20T18:00:00+07:00"),
        ("20 de mayo de 2026, 18 horas", "2026-05-20T18:00:00"),
    ] {
        let text = format!("Bridge opens again\nLirang, {time}\n{TEXT}\n");
        assert_eq!(value(&text, "date").as_deref(), Some(expected), "{time}");
    }
}

#[test]
fn an_embargo_never_ends_before_the_time_that_it_names() {
    for (line, publish) in [
        ("Embargoed until 20 May 2026, 18.00 BST", None),
        ("Embargoed until 18.00 BST on 20 May 2026", None),
        ("Embargoed until 18.00 BST, 20 May 2026", None),
        ("Embargoed until 20 May 2026, 18:00 BST", None),
        ("Embargoed until 20 May 2026, 1800 BST", None),
        ("Embargoed until 20 May 2026, 6pm BST", None),
        ("Embargoed until 18.00 GMT, 20 May 2026", Some("2026-05-20T18:00:00Z")),
        ("Embargoed until 1800 GMT on 20 May 2026", Some("2026-05-20T18:00:00Z")),
        ("Embargoed until 6pm on Wednesday, 20 May 2026", Some("2026-05-20T18:00:00")),
        ("Sous embargo jusqu'au 20 mai 2026 à 18h00", Some("2026-05-20T18:00:00")),
        ("Sous embargo jusqu'au 20 mai 2026, 18h", Some("2026-05-20T18:00:00")),
        ("Sperrfrist: 20. Mai 2026, 18 Uhr", Some("2026-05-20T18:00:00")),
        ("Sperrfrist: 20. Mai 2026, 18.00 Uhr MESZ", Some("2026-05-20T18:00:00+02:00")),
        ("Sperrfrist bis 18 Uhr am 20. Mai 2026", Some("2026-05-20T18:00:00")),
        ("EMBARGO sampai 20 Mei 2026 pukul 06.00 WIB", Some("2026-05-20T06:00:00+07:00")),
    ] {
        let text = format!("{line}\nBridge opens again\n{TEXT}\n");
        assert_eq!(value(&text, "publish").as_deref(), publish, "{line}");
        assert_eq!(value(&text, "draft").is_some(), publish.is_none(), "{line}");
    }
}

#[test]
fn counts_of_comments_are_read_in_the_forms_that_sites_write() {
    for (line, count) in [
        ("1.234 Kommentare", 1234),
        ("1,234 comments", 1234),
        ("1 234 commentaires", 1234),
        ("1\u{202F}234 commentaires", 1234),
        ("12 commentaires", 12),
        ("12 comments.", 12),
        ("Kommentare: 1.234", 1234),
        ("Kommentare (1.234)", 1234),
        ("Kommentare 12", 12),
        ("3,4 rb komentar", 3400),
        ("1.2K comments", 1200),
        ("Comments (1.2K)", 1200),
        ("2k comments", 2000),
        ("1,25 тыс. комментариев", 1250),
        ("1,2 Tsd. Kommentare", 1200),
        ("2 mil comentarios", 2000),
        ("1.2万条评论", 12000),
        ("12条评论", 12),
        ("댓글 12개", 12),
        ("No comments", 0),
        ("Keine Kommentare", 0),
        ("Belum ada komentar", 0),
    ] {
        let text = format!("Bridge opens again\n{TEXT}\n{line}\n");
        let expected = Some(format!("{{ count = {count} }}"));
        assert_eq!((value(&text, "comments"), adopted(&text).1), (expected, vec![3]), "{line}");
    }
    for line in [
        "1.23 Kommentare",
        "12.3456 comments",
        "2026-05-20 comments",
        "5. Kommentar",
        "3 comments and 2 replies",
        "99999999999 comments",
        "1.2.3K comments",
        "1,2K",
    ] {
        assert_eq!(value(&format!("Bridge opens again\n{TEXT}\n{line}\n"), "comments"), None, "{line}");
    }
}
