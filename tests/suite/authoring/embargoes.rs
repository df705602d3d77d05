//! What keeps a wire text back: until when, and what is left to its user. Nothing that is withheld gets out early.

use std::path::Path;

use feedwright::authoring::adopt::{self, Adoption, Certainty, DateSource, Defaults, FileFacts};
use feedwright::feed::Language;
use feedwright::site::files::Source;
use feedwright::site::zone::Zone;

const EN: &str =
    "The ferry over the river ran again today, after six months of repairs that the city had paid for.";
const ID: &str = "Jembatan di atas Sungai Lirang kembali dibuka hari ini setelah enam bulan diperbaiki oleh pemerintah kota.";
const DE: &str =
    "Die Fähre über den Fluss fährt heute wieder, nach sechs Monaten Reparatur, die die Stadt bezahlt hat.";

const DRAFT: &str = "draft = true";

/// A site.
#[derive(Clone, Copy)]
struct Site {
    language: &'static str,
    zone: Option<&'static str>,
}

const JAKARTA: Site = Site { language: "en", zone: Some("Asia/Jakarta") };

fn adopted(site: Site, defaults: Defaults<'_>, name: &str, text: &str) -> Adoption {
    let source = Source::new(&Path::new("content").into(), name.to_owned());
    let draft = adopt::read(&source, text.as_bytes()).unwrap();
    let (language, zone) = (Language::parse(site.language), site.zone.and_then(Zone::named));
    draft.adopt(&FileFacts {
        date: draft.date(DateSource::Text),
        language: language.clone(),
        site_language: language.as_ref(),
        site_zone: zone.as_ref(),
        defaults,
        ..FileFacts::default()
    })
}

/// What keeps a text back, and its title.
fn withheld(adoption: &Adoption) -> (Vec<String>, String) {
    let known = adoption.entries.iter().filter(|entry| entry.certainty != Certainty::Unknown);
    let keys = ["publish", "draft"];
    let lines = known.clone().filter(|entry| keys.contains(&entry.key.as_str()));
    let title = known.clone().find(|entry| entry.key == "title");
    (
        lines.map(|entry| format!("{} = {}", entry.key, entry.value)).collect(),
        title.map(|entry| entry.value.clone()).unwrap_or_default(),
    )
}

fn on_jakarta(name: &str, text: &str) -> (Vec<String>, String) {
    withheld(&adopted(JAKARTA, Defaults::default(), name, text))
}

#[test]
fn words_about_the_end_of_an_embargo_that_are_not_understood_make_a_draft() {
    let mut wrong = Vec::new();
    for (line, expected) in [
        ("Embargoed until noon GMT, December 2, 2026", "publish = 2026-12-02T12:00:00Z"),
        ("Embargoed until 12 noon GMT on December 2, 2026", "publish = 2026-12-02T12:00:00Z"),
        ("Embargoed until December 2, 2026 at noon GMT", "publish = 2026-12-02T12:00:00Z"),
        ("Embargoed until December 2, 2026", "publish = 2026-12-02"),
        ("Embargoed until after 06:00 GMT on December 2, 2026", "publish = 2026-12-02T06:00:00Z"),
        ("Embargoed until after December 2, 2026", DRAFT),
        ("Embargoed until end of day 1 December 2026", DRAFT),
        ("Embargoed until the evening of 1 December 2026", DRAFT),
        ("Embargoed until after the speech on 1 December 2026", DRAFT),
        ("Embargoed until midnight on December 2", DRAFT),
        ("Embargoed until midnight on December 2, 2026", DRAFT),
        ("Embargoed until December 2, 2026, midnight", DRAFT),
        ("EMBARGO 2 December 2026 - after the speech", DRAFT),
        ("EMBARGO 2 DECEMBER 2026 - AFTER THE SPEECH", DRAFT),
        ("Sperrfrist: 1. Dezember 2026, nach der Rede", DRAFT),
        ("EMBARGO 7 June 2031 06:00 GMT. Extended to 9 June 2031 06:00 GMT", DRAFT),
        ("EMBARGO 7 June 2031 06:00 GMT. Contact: Ana Ruiz, +62 812 345", "publish = 2031-06-07T06:00:00Z"),
    ] {
        let (found, title) = on_jakarta("a.txt", &format!("{line}\nFerry runs again\n{EN}\n"));
        if (found.as_slice(), &*title) != (&[expected.to_owned()], "\"Ferry runs again\"") {
            wrong.push(format!("{line}: {found:?} {title}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn two_lines_that_say_different_ends_of_an_embargo_make_a_draft() {
    let of = |lines: &str| on_jakarta("a.txt", &format!("{lines}\nFerry runs again\n{EN}\n")).0;
    let late = "EMBARGO 3 December 2026 06:00 GMT";
    assert_eq!(of(&format!("Release: 1 December 2026\n{late}")), [DRAFT]);
    assert_eq!(of(&format!("{late}\nRelease: 1 December 2026")), [DRAFT]);
    assert_eq!(of(&format!("{late}\n{late}")), ["publish = 2026-12-03T06:00:00Z"]);
}

#[test]
fn an_embargo_without_a_zone_is_read_in_that_of_the_site_only_if_the_text_is_from_there() {
    let site = |language, zone| Site { language, zone: Some(zone) };
    let (berlin, id) = (site("de", "Europe/Berlin"), site("id", "Asia/Jakarta"));
    let new_york = site("en", "America/New_York");
    let without = Site { zone: None, ..JAKARTA };
    for (site, line, text, expected) in [
        (id, "EMBARGO sampai 2 Desember 2026 pukul 06.00", ID, "publish = 2026-12-02T06:00:00"),
        (berlin, "SPERRFRIST: 1. Dezember 2026, 06:00 Uhr", DE, "publish = 2026-12-01T06:00:00"),
        (JAKARTA, "Embargoed until 2 December 2026, 06:00", EN, "publish = 2026-12-02T06:00:00"),
        (new_york, "Embargoed until 12/13/2026 6:00 AM", EN, "publish = 2026-12-13T06:00:00"),
        (without, "Embargoed until 2 December 2026, 06:00 GMT", EN, "publish = 2026-12-02T06:00:00Z"),
        (without, "Embargoed until 2 December 2026, 06:00", EN, DRAFT),
        (JAKARTA, "SPERRFRIST: 1. Dezember 2026, 06:00 Uhr", DE, DRAFT),
        (JAKARTA, "SPERRFRIST: 1. Dezember 2026, 06:00 Uhr", EN, DRAFT),
        (JAKARTA, "Sous embargo jusqu'au 1er décembre 2026", EN, DRAFT),
        (JAKARTA, "Embargado hasta el 1 de diciembre de 2026, 06:00", EN, DRAFT),
        (JAKARTA, "Embargoed until 12/13/2026 6:00 AM", EN, DRAFT),
        (id, "Embargoed until 2 December 2026, 06:00", EN, DRAFT),
    ] {
        let text = format!("{line}\nLirang 2026\n{text}\n");
        let adoption = adopted(site, Defaults::default(), "a.txt", &text);
        assert_eq!(withheld(&adoption).0, [expected], "{line} on a site in {}", site.language);
        if let Some(publish) = adoption.entries.iter().find(|entry| entry.value == "2026-12-02T06:00:00") {
            let from = if expected == DRAFT { "its time zone is not written" } else { "in Asia/Jakarta" };
            let is_said = publish.from.ends_with(from) || site.zone.is_none();
            assert!(is_said, "{}", publish.from);
        }
    }
    let agency = format!("Embargoed until 2 December 2026, 06:00\nFerry runs again\nPARIS (AFP) - {EN}\n");
    assert_eq!(on_jakarta("a.txt", &agency).0, [DRAFT]);
    let zone = Zone::named("Europe/Paris");
    let given = Defaults { timezone: zone.as_ref(), ..Defaults::default() };
    assert_eq!(
        withheld(&adopted(JAKARTA, given, "a.txt", &agency)).0,
        ["publish = 2026-12-02T06:00:00+01:00"]
    );
    let day = agency.replace(", 06:00", "");
    assert_eq!(
        withheld(&adopted(JAKARTA, given, "a.txt", &day)).0,
        ["publish = 2026-12-02T00:00:00+01:00"],
        "a day begins there, too"
    );
}

#[test]
fn a_line_that_only_speaks_of_publication_keeps_the_text_back_at_its_beginning_and_its_end() {
    let mut wrong = Vec::new();
    let instant = "publish = 2026-12-31T06:00:00Z";
    for (line, expected) in [
        ("Publication not before 31 December 2026, 06:00 GMT", instant),
        ("Release: 31 December 2026, 06:00 GMT", instant),
        ("Release date: 31 December 2026, 06:00 GMT", instant),
        ("No publication before 6 a.m. GMT on 31.12.2026", instant),
        ("No publication before 6 a.m. on 1.12.2026", DRAFT),
        ("ADVANCE FOR RELEASE THURSDAY, DEC. 31, 2026", "publish = 2026-12-31"),
        ("KILL NOTICE", DRAFT),
        ("Please disregard this story", DRAFT),
        ("DO NOT USE", DRAFT),
        ("Exclusively for Tuesday's papers", DRAFT),
        ("Frei ab 31.12.2026, 10 Uhr", DRAFT),
        ("Veröffentlichung erst ab 1. Dezember 2026", DRAFT),
        ("Nur zur Information der Redaktionen", DRAFT),
        ("解禁日時:2026年12月1日 6時", DRAFT),
        ("يحظر النشر حتى 1 ديسمبر 2026", DRAFT),
        ("BUKAN UNTUK PUBLIKASI", DRAFT),
        ("PAS POUR PUBLICATION", DRAFT),
        ("Siarkan setelah 1 Desember 2026 pukul 06.00", DRAFT),
        ("Siarkan setelah 31 Desember 2026 pukul 13.00 WIB", "publish = 2026-12-31T13:00:00+07:00"),
    ] {
        for (name, text) in [
            ("a.txt", format!("{line}\nFerry runs again\n{EN}\n")),
            ("a.txt", format!("Ferry runs again\n{EN}\n{line}\n")),
            ("a.md", format!("{line}\n\n# Ferry runs again\n\n{EN}\n")),
            ("a.md", format!("# Ferry runs again\n\n{EN}\n\n{line}\n")),
            ("a.html", format!("<h1>Ferry runs again</h1>\n<p>{line}</p>\n<p>{EN}</p>\n")),
        ] {
            let (found, title) = on_jakarta(name, &text);
            if (found.as_slice(), &*title) != (&[expected.to_owned()], "\"Ferry runs again\"") {
                wrong.push(format!("{text}: {found:?} {title}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn indonesian_restrictions_keep_the_text_back_as_its_first_and_last_line() {
    let mut wrong = Vec::new();
    let morning = "publish = 2026-12-02T06:00:00+07:00";
    for (line, expected) in [
        ("Khusus internal redaksi", DRAFT),
        ("Untuk keperluan internal", DRAFT),
        ("Hanya untuk kalangan internal", DRAFT),
        ("Terbatas untuk pelanggan", DRAFT),
        ("Khusus untuk pelanggan", DRAFT),
        ("TERBATAS", DRAFT),
        ("Bukan untuk konsumsi publik", DRAFT),
        ("Catatan: bukan untuk konsumsi publik", DRAFT),
        ("Catatan redaksi: jangan tayang dulu", DRAFT),
        ("Mohon tidak disebarluaskan", DRAFT),
        ("Belum boleh tayang", DRAFT),
        ("Tahan sampai ada konfirmasi", DRAFT),
        ("Tahan sampai Rabu", DRAFT),
        ("Tunda tayang", DRAFT),
        ("Tahan sampai 2 Desember 2026 pukul 06.00 WIB", morning),
        ("PENCABUTAN BERITA", DRAFT),
        ("Penarikan berita", DRAFT),
        ("Ditarik", DRAFT),
        ("Dicabut", DRAFT),
        ("Untuk terbit besok", DRAFT),
        ("Untuk disiarkan nanti malam", DRAFT),
        ("Mohon tidak ditayangkan sebelum pukul 18.00 WIB", DRAFT),
        ("Mohon tidak ditayangkan sebelum rapat selesai", DRAFT),
        ("Mohon jangan disiarkan sebelum wali kota berbicara", DRAFT),
        ("Dapat disiarkan mulai 2 Desember 2026 pukul 06.00 WIB", morning),
        ("Boleh tayang mulai 2 Desember 2026 pukul 06.00 WIB", morning),
        ("UNTUK SIARAN SEGERA SETELAH 5 Desember 2026", DRAFT),
        ("Tayang: Rabu 2 Desember 2026 pukul 06.00 WIB", morning),
        ("Terbit: 2 Desember 2026 pukul 06.00 WIB", morning),
        ("Jadwal tayang: 2 Desember 2026, 06.00 WIB", morning),
        ("For release tomorrow", DRAFT),
        ("Please do not publish until the mayor has spoken", DRAFT),
    ] {
        let date = "Senin, 30 November 2026 08:00 WIB";
        for (name, text) in [
            ("a.txt", format!("{line}\nRapat besok\n{date}\n{ID}\n")),
            ("a.txt", format!("Rapat besok\n{date}\n{ID}\n{line}\n")),
            ("a.md", format!("{line}\n\n# Rapat besok\n\n{ID}\n")),
            ("a.md", format!("# Rapat besok\n\n{date}\n\n{ID}\n\n{line}\n")),
            ("a.html", format!("<h1>Rapat besok</h1>\n<p>{line}</p>\n<p>{ID}</p>\n")),
        ] {
            let (found, title) = on_jakarta(name, &text);
            if (found.as_slice(), &*title) != (&[expected.to_owned()], "\"Rapat besok\"") {
                wrong.push(format!("{text}: {found:?} {title}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_that_are_withdrawn_sent_ahead_or_only_tests_are_drafts() {
    let mut wrong = Vec::new();
    for line in [
        "ADVANCE FOR SUNDAY, DEC. 13",
        "Advance for Sunday, Dec. 13",
        "ADV13",
        "^Adv13",
        "ADV FOR SUNDAY",
        "HFR",
        "HFR: Ferry report",
        "HFR Sunday, Dec. 13",
        "WITHDRAWN: Ferry runs again",
        "[RETRACTED] Ferry runs again",
        "RETRACTED: Ferry runs again on Sunday after six months of repairs that the whole city had waited for",
        "DITARIK: Feri kembali berlayar",
        "DICABUT: Feri kembali berlayar",
        "ZURÜCKGEZOGEN: Fähre fährt wieder",
        "RETIRADA: Vuelve el ferry",
        "ANNULÉE: Le bac reprend",
        "RITIRATA: Torna il traghetto",
        "ОТОЗВАНО: Паром снова ходит",
        "撤稿：渡轮复航",
        "Editors note: not for use before Friday",
        "Editor note: do not publish",
        "Nota del editor: no publicar",
        "BUST THIS STORY",
        "Please bust this story",
        "Draf pertama, belum disunting",
        "Primer borrador, sin editar",
        "Erster Entwurf - noch nicht redigiert",
        "Premier jet, non relu",
        "Not yet edited",
        "TEST - PLEASE IGNORE",
        "Tes, mohon abaikan",
        "TEST - BITTE IGNORIEREN",
        "This is a test",
        "Ralat: berita ini ditarik",
        "Correction: withdrawn",
        "Koreksi: jangan dimuat",
    ] {
        for (name, text) in [
            ("a.txt", format!("{line}\nLirang berlayar\n{EN}\n")),
            ("a.txt", format!("Lirang berlayar\n{EN}\n{line}\n")),
            ("a.md", format!("{line}\n\n# Lirang berlayar\n\n{EN}\n")),
            ("a.html", format!("<h1>Lirang berlayar</h1>\n<p>{line}</p>\n<p>{EN}</p>\n")),
        ] {
            let (found, title) = on_jakarta(name, &text);
            if (found.as_slice(), &*title) != (&[DRAFT.to_owned()], "\"Lirang berlayar\"") {
                wrong.push(format!("{text}: {found:?} {title}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is left of a text, with what keeps it back.
fn left(name: &str, text: &str) -> (Vec<String>, String) {
    let adoption = adopted(JAKARTA, Defaults::default(), name, text);
    let edit = adoption.edits.iter().find(|edit| edit.file.ends_with(name));
    let after = edit.map_or(text.to_owned(), |edit| String::from_utf8(edit.after.clone()).unwrap());
    let body = after.rsplit("+++\n").next().unwrap().to_owned();
    (withheld(&adoption).0, body)
}

#[test]
fn notes_to_editors_leave_the_text_and_what_they_forbid_makes_a_draft() {
    let long =
        "The ferry carried forty passengers on its first day, among them the mayor and two of his guests.";
    for note in [
        "Note to editors: the guest is Ana Ruiz, do not name",
        "[CATATAN REDAKSI: nama tamu jangan dimuat]",
        "[Catatan untuk redaksi: nama tamu\nadalah Ana Ruiz, mohon tidak disebut]",
        "NOTES TO EDITORS\nThe guest is Ana Ruiz. Do not name her.",
        "Editors' note: the guest is Ana Ruiz and\nmust not be named",
        "Hinweis an die Redaktion: Ana Ruiz bitte nicht nennen",
        "Nota a los editores: no nombrar a Ana Ruiz",
        "Note aux rédactions : ne pas citer Ana Ruiz",
        "Вниманию редакторов: имя не называть",
        "Note to editors – off the record: Ana Ruiz",
    ] {
        for name in ["a.txt", "a.md"] {
            let title = if name == "a.md" { "# Ferry runs again" } else { "Ferry runs again" };
            let whole = format!("{title}\n\n{EN}\n\n{note}\n\n{long}\n\n{EN}\n\n{long}\n\n{EN}\n\n{long}\n");
            let (found, body) = left(name, &whole);
            assert_eq!(found, [DRAFT], "{note}");
            assert_eq!(body, whole.replace(&format!("{note}\n"), ""), "{note}");
        }
        let end = if note.starts_with("NOTES") { "</p>\n<p>" } else { " " };
        let page = format!("<h1>Ferry runs again</h1>\n<p>{}</p>\n<p>{EN}</p>\n", note.replace('\n', end));
        assert_eq!(left("a.html", &page).0, [DRAFT], "{note}");
    }
    let text = |note: &str| format!("Ferry runs again\n{EN}\n{note}\n{long}\n");
    let (found, body) = left("a.txt", &text("Note to editors: photos are with Ana Ruiz"));
    assert_eq!((found.len(), body), (0, text("").replace("\n\n", "\n")), "it orders nothing");
    let (found, body) = left("a.txt", &text("Catatan redaksi: artikel ini telah diperbarui"));
    assert_eq!(
        (found.len(), body),
        (0, text("Catatan redaksi: artikel ini telah diperbarui")),
        "it is for readers"
    );
}

#[test]
fn every_order_leaves_the_text_and_stays_in_the_comment() {
    let note = "Note to editors: the guest is Ana Ruiz, do not name";
    let text = format!("KILL KILL KILL\nFerry runs again\n{EN}\n{note}\n{EN}\n");
    let adoption = adopted(JAKARTA, Defaults::default(), "a.txt", &text);
    assert_eq!(adoption.lifted, [1, 4]);
    let draft = adoption.entries.iter().find(|entry| entry.key == "draft").unwrap().line();
    assert_eq!(draft, format!("draft = true  # the text says: \"{note}\"; \"KILL KILL KILL\""));
}

#[test]
fn headlines_and_prose_about_publications_keep_nothing_back() {
    let mut wrong = Vec::new();
    for line in [
        "Apple to release iPhone before December",
        "Publication of the report is due on 1 December",
        "Published 1 December 2026",
        "Publication date: 1 December 2026",
        "FOR IMMEDIATE RELEASE",
        "Press release, 1 December 2026",
        "News release",
        "Nur zur sofortigen Information der Reisenden",
        "Release 2.0",
        "Killed in action",
        "Bond film release delayed until December 2026",
        "Frei Otto baut ab 2026",
        "No report before Tuesday",
        "Ferry notice for Tuesday",
        "Terbit 1 Desember 2026",
        "Siaran pers",
        "Why only editors release news",
        "Papers on Tuesday's release of the minister",
        "Film release on Thursday pleases critics",
        "Berita duka",
        "Catatan: harga beras naik besok",
        "Dapat hadiah mulai 2 Desember 2026",
        "Ditahan sampai Senin, tersangka mengaku",
        "Ditarik, 1.000 mobil dengan rem rusak",
        "Film Lirang tayang besok",
        "Informasi terbatas",
        "Internal partai memanas",
        "Jadwal tayang Senin, 30 November 2026",
        "Khusus pelajar, tiket feri gratis",
        "Khusus pelanggan: diskon 50 persen",
        "Konsumsi publik naik",
        "Mobil listrik ditarik dari pasar",
        "Pelanggan terbatas",
        "Pencabutan berita acara diprotes",
        "Pencabutan izin tambang dibatalkan",
        "Polisi tahan tersangka sampai Senin",
        "Rapat internal redaksi besok",
        "Rilis data inflasi Desember 2026",
        "Siaran langsung Senin pukul 18.00 WIB",
        "Siaran pers, 1 Desember 2026",
        "Stok beras terbatas untuk pelanggan",
        "Tahan sampai akhir, Persib menang",
        "Tahan sampai menit ke-90, Persib menang",
        "Tayang perdana",
        "Tayang 1 Desember 2026",
        "Terbit: 1 Desember 2026",
        "Tunda pilkada sampai 2027",
        "Tunda rapat sampai ada konfirmasi",
        "UNTUK SIARAN SEGERA, 1 Desember 2026",
        "Untuk segera disiarkan",
        "Advance notice for Tuesday",
        "Adv: hotel baru di Lirang",
        "Advokat 13 tahun",
        "Bust of the poet returns",
        "Catatan redaksi: artikel ini telah diperbarui",
        "Correction: the ferry runs on Monday",
        "Ditarik: mobil dengan rem rusak",
        "DITARIK, 1.000 MOBIL DENGAN REM RUSAK",
        "Draf pertama RUU dibahas",
        "Editor's note: this story was updated on Monday",
        "First draft of the bill",
        "Koreksi: harga beras naik",
        "Note: do not miss the ferry",
        "Ralat undang-undang ditolak",
        "Retracted: a study of ferries",
        "Spike in prices for Tuesday",
        "Test cricket: ignore the weather",
        "Tes masuk universitas",
        "Uji coba siaran Senin",
        "Unedited: the letters of a captain",
        "Withdrawn ferry returns",
    ] {
        for (name, text) in [
            ("a.txt", format!("{line}\n{EN}\n{EN}\n")),
            ("a.txt", format!("Ferry runs again\n{EN}\n{line}\n")),
            ("a.md", format!("# {line}\n\n{EN}\n")),
        ] {
            let found = on_jakarta(name, &text).0;
            wrong.extend((!found.is_empty()).then(|| format!("{text}: {found:?}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_line_above_the_text_that_may_be_an_embargo_is_named_where_there_is_no_headline() {
    let text =
        format!("The agency's publication is on 1 December 2026 in Lirang,\nFerry runs again.\n{EN}\n");
    let adoption = adopted(JAKARTA, Defaults::default(), "a.txt", &text);
    let title = adoption.entries.iter().find(|entry| entry.key == "title").unwrap();
    assert_eq!(title.from, "no headline was found, and line 1 may be an embargo");
}
