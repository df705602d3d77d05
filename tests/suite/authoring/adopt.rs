//! Tests of `adopt`: the metadata inferred from each text and how certain it is, the edits, and the files left
//! alone.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use feedwright::authoring::adopt::{self, AdoptRequest, Adopted, Adoption, Certainty, DateSource, FileFacts};
use feedwright::feed::Language;
use feedwright::site::config::{self, Overrides};
use feedwright::site::files::Source;
use feedwright::site::kind::FileKind;
use feedwright::site::rules;
use proptest::prelude::*;

use crate::suite::harness::{PLAIN, Site};

const ENGLISH: &str =
    "Many words of plain English follow here, so that the detector can be sure which language this is.";

fn source(name: &str) -> Source {
    Source::new(&Path::new("content").into(), name.to_owned())
}

/// Adopts a file of that name by its name and its text alone.
fn adopted(name: &str, text: &str, picture: Option<&str>) -> Adoption {
    let source = source(name);
    let draft = adopt::read(&source, text.as_bytes()).unwrap();
    let date = draft.date(DateSource::Filename).or_else(|| draft.date(DateSource::Text));
    draft.adopt(&FileFacts { date, picture, ..FileFacts::default() })
}

/// The output line for a key.
fn entry(adoption: &Adoption, key: &str) -> Option<(String, String, Certainty)> {
    let entry = adoption.entries.iter().find(|entry| entry.key == key)?;
    Some((entry.value.clone(), entry.from.clone(), entry.certainty))
}

fn texts(adoption: &Adoption) -> Vec<(&str, &str)> {
    adoption
        .edits
        .iter()
        .map(|edit| (edit.file.to_str().unwrap(), std::str::from_utf8(&edit.after).unwrap()))
        .collect()
}

#[test]
fn a_wire_text_gives_caption_credit_and_counter_to_its_metadata_and_keeps_the_rest() {
    let text = "\nKereta di jembatan (Foto: THX/TTXVN)\nJembatan dibuka\nJembatan di atas Sungai Lirang kembali dibuka hari ini setelah enam bulan diperbaiki oleh pemerintah kota.\nKomentar (0)\n\n";
    let adoption = adopted("berita.txt", text, Some("berita.jpg"));
    let metadata = "title = \"Jembatan dibuka\"\n# date = 2026-04-01  # write the date of publication, and remove the first #\nlanguage = \"id\"\nimage = { src = \"berita.jpg\", caption = \"Kereta di jembatan\", credit = \"THX/TTXVN\" }\ncomments = { count = 0 }\n";
    let rest = "\nJembatan dibuka\nJembatan di atas Sungai Lirang kembali dibuka hari ini setelah enam bulan diperbaiki oleh pemerintah kota.\n\n";
    assert_eq!(
        texts(&adoption),
        [("content/berita.toml", metadata), ("content/berita.txt", rest)],
        "the metadata first"
    );
    assert_eq!(adoption.lifted, [2, 5]);
    let likely = |from: &str, value: &str| Some((value.to_owned(), from.to_owned(), Certainty::Likely));
    assert_eq!(entry(&adoption, "title"), likely("from the first line", "\"Jembatan dibuka\""));
    assert_eq!(entry(&adoption, "language"), likely("detected", "\"id\""), "it may be Malay");
    // Without a picture the caption is kept in a comment: a build refuses an image without a file.
    let alone = adopted("berita.txt", text, None);
    let line = "# image = { src = \"…\", caption = \"Kereta di jembatan\", credit = \"THX/TTXVN\" }  # write the image file, and remove the first #\n";
    assert!(texts(&alone)[0].1.contains(line), "{:?}", texts(&alone));
}

#[test]
fn the_date_line_of_a_wire_text_moves_into_its_metadata() {
    let words = "The bridge was opened today, after six months of work on it and its two towers.";
    let case = |name: &str, text: &str| {
        let adoption = adopted(name, text, None);
        let (date, _, _) = entry(&adoption, "date").unwrap();
        (date, adoption.lifted)
    };
    let line = "Monday, 18 May 2026 14:30 UTC";
    let date = "2026-05-18T14:30:00Z".to_owned();
    for (text, lifted) in [
        (format!("{line}\n{words}\n"), vec![1]),
        (format!("Bridge opens\n{line}\n{words}\n"), vec![2]),
        (format!("{line}\n\nBridge opens\n\n{words}\n"), vec![1]),
        (format!("A train (Photo: X)\nBridge opens\n{line}\n{words}\nComments (3)\n"), vec![1, 3, 5]),
        (format!("{words}\n{line}\n{words}\n"), vec![]),
        (format!("{words}\n{line}\n"), vec![]),
        (format!("{line}\n{words}\n19 May 2026\n{words}\n"), vec![]),
    ] {
        assert_eq!(case("a.txt", &text), (date.clone(), lifted), "{text}");
    }
    let unsure = format!("02/01/2024\n{words}\n");
    assert_eq!(case("a.txt", &unsure).1, [0; 0], "what can be read in two ways stays");
    let text = format!("{line}\n{words}\n");
    assert_eq!(case("2026-05-18-a.txt", &text), (date, vec![1]), "the name says the same day");
    assert_eq!(case("2026-05-19-a.txt", &text), ("2026-05-19".to_owned(), vec![]), "the name says another");
    assert_eq!(case("a.md", &text).1, [0; 0], "Markdown stays as it is");
}

#[test]
fn adopting_again_lists_unfilled_lines_and_changes_nothing() {
    let two = "Published: 02/01/2024\n\nIt rains all day long,\nand nobody knows why.\n";
    let site = Site::new(PLAIN, &[("a.txt", two), ("b.md", two)]);
    run(&site, &["content"], &[DateSource::Text]);
    let read = |file: &str| std::fs::read_to_string(site.path(file)).unwrap();
    std::fs::write(
        site.path("content/b.md"),
        read("content/b.md").replace("# title = \"B\"", "title = \"C\""),
    )
    .unwrap();
    let before = [read("content/a.toml"), read("content/b.md")];
    let (again, findings) = run(&site, &["content"], &[DateSource::Text]);
    assert_eq!((findings.len(), again.articles.len(), again.already), (0, 0, 2));
    let unfilled: Vec<_> = again
        .unfilled
        .iter()
        .map(|(file, unfilled)| (file.file_name().unwrap().to_str().unwrap(), unfilled.line, unfilled.key))
        .collect();
    assert_eq!(
        unfilled,
        [
            ("a.toml", 1, "title"),
            ("a.toml", 2, "date"),
            ("a.toml", 3, "language"),
            ("b.md", 3, "date"),
            ("b.md", 4, "language")
        ]
    );
    assert_eq!([read("content/a.toml"), read("content/b.md")], before);
}

#[test]
fn credits_and_comment_counts_are_recognized_in_many_languages() {
    let lifted =
        |first: &str, last: &str| adopted("a.txt", &format!("{first}\n{ENGLISH}\n{last}\n"), None).lifted;
    for first in [
        "A (Photo: X)",
        "Tàu (Ảnh: X).",
        "Поезд (Фото: X)",
        "火车（图：X）",
        "(Foto: X)",
        "Zug (Bild: X)",
        "Photo: X",
        "A [X/AFP]",
        "A — Foto: X",
        "A - AP Photo/X Y",
        "A (LIRANG FOTO/X)",
        "A (X Y/Kabar Lirang)",
        "A (courtesy of X)",
        "قطار. تصوير: أحمد\u{200F}",
    ] {
        assert_eq!(lifted(first, "End."), [1], "{first}");
    }
    for last in
        ["Comments (3)", "Bình luận (2)", "Комментарии (1)", "Komentar: 4", "12 comments", "评论（0）"]
    {
        assert_eq!(lifted("Begin.", last), [3], "{last}");
    }
    for first in [
        "A (Photo)",
        "A (Photo: )",
        "A (Note: X)",
        "A (Photo: X) and more",
        "Photo: the bridge",
        "A (and/or B)",
    ] {
        assert_eq!(lifted(first, "End."), [0; 0], "{first}");
    }
    for last in
        ["Comments (many)", "We got 3 comments today", "(3)", "3", "Chapter (3)", "Comments (1) and (2)"]
    {
        assert_eq!(lifted("Begin.", last), [0; 0], "{last}");
    }
    assert_eq!(
        adopted("a.txt", "A (Photo: X)\nComments (3)\n", None).lifted,
        [0; 0],
        "nothing would be left"
    );
}

#[test]
fn dates_are_read_in_many_languages() {
    let one = "2026-05-18";
    let cases = [
        ("Published: 18 May 2026", one),
        ("Posted on May 18th, 2026", one),
        ("Date: 2026-05-18 14:30", "2026-05-18T14:30:00"),
        ("2026-05-18T14:30:00+07:00", "2026-05-18T14:30:00+07:00"),
        ("Monday, May 18, 2026 at 2:30 p.m.", "2026-05-18T14:30:00"),
        ("Mon, 18 May 2026 14:30:00 +0700", "2026-05-18T14:30:00+07:00"),
        ("Senin, 18 Mei 2026", one),
        ("Jakarta, 18/5/2026 14:30 WIB", "2026-05-18T14:30:00+07:00"),
        ("Jum'at, 18 Mei 2026 | 14.30 WITA", "2026-05-18T14:30:00+08:00"),
        ("Thứ Hai, 18/5/2026 14:30 (GMT+7)", "2026-05-18T14:30:00+07:00"),
        ("Hà Nội, ngày 18 tháng 5 năm 2026", one),
        ("Понедельник, 18 мая 2026 г.", one),
        ("18 мая 2026, 14:30 МСК", "2026-05-18T14:30:00+03:00"),
        ("Lunes, 18 de mayo de 2026", one),
        ("São Paulo, 18 de maio de 2026 às 14h30", "2026-05-18T14:30:00"),
        ("Publié le 1er mai 2026", "2026-05-01"),
        ("Montag, 18. Mai 2026, 14:30 Uhr", "2026-05-18T14:30:00"),
        ("*18 maggio 2026*", one),
        ("18 Mayıs 2026", one),
        ("2026年5月18日星期一", one),
        ("发布时间：2026-05-18", one),
        ("2026년 5월 18일", one),
        ("18.05.2026", one),
        ("2026/5/18", one),
        ("5/5/2026", "2026-05-05"),
    ];
    for (line, date) in cases {
        let adoption = adopted("a.txt", &format!("{ENGLISH}\n{line}\n{ENGLISH}\n"), None);
        let (value, _, certainty) = entry(&adoption, "date").unwrap();
        assert_eq!((value.as_str(), certainty == Certainty::Unknown), (date, false), "{line}");
        assert!(texts(&adoption).len() == 1, "the line stays in the text");
    }
}

#[test]
fn a_line_with_more_than_a_date_or_with_another_date_has_none() {
    for line in [
        "On 18 May 2026 the bridge was opened.",
        "Deadline: 18 May 2026",
        "Updated: 18 May 2026",
        "The 18 May 2026 agreement",
        "18 May",
        "May 2026",
        "31 February 2026",
        "18/13/2026",
        "2026-13-01",
        "18-5/2026",
        "18 May 26",
        "version 1.2.2026",
        "Tel. 18 05 2026",
        "99:30",
    ] {
        let adoption = adopted("a.txt", &format!("{ENGLISH}\n{line}\n{ENGLISH}\n"), None);
        assert_eq!(entry(&adoption, "date").unwrap().2, Certainty::Unknown, "{line}");
    }
}

#[test]
fn an_ambiguous_date_is_never_guessed() {
    let adoption = adopted("a.md", &format!("# A\n\nPublished: 02/01/2024\n\n{ENGLISH}\n"), None);
    let head = "+++\ntitle = \"A\"\n# date = 2024-01-02  # or 2024-02-01: \"Published: 02/01/2024\" can be both\nlanguage = \"en\"\n+++\n# A\n";
    assert!(texts(&adoption)[0].1.starts_with(head), "{:?}", texts(&adoption));
    // A label takes precedence over text that only looks like a date, and the name over the text.
    let text = format!("3 March 2020\nPublished: 18 May 2026\n{ENGLISH}\n");
    assert_eq!(entry(&adopted("a.txt", &text, None), "date").unwrap().0, "2026-05-18");
    assert_eq!(entry(&adopted("2026-04-01-a.txt", &text, None), "date").unwrap().0, "2026-04-01");
}

#[test]
fn a_title_is_a_heading_or_a_line_that_looks_like_a_headline() {
    use Certainty::{Likely, Sure, Unknown};
    let cases: &[(&str, &str, &str, Certainty)] = &[
        ("a.md", "Intro.\n\n# The *one* `x`\n", "The one x", Sure),
        ("a.md", "Setext\n======\n", "Setext", Sure),
        ("a.md", "## Second\n\nWords.\n", "Second", Likely),
        ("a.md", "```\n# no\n```\n\n# Yes\n", "Yes", Sure),
        ("a.md", "A line alone\n\nWords.\n", "A line alone", Likely),
        ("a.md", "Words and more.\n\n## Section\n", "A", Unknown),
        ("a.md", "- item\n- item\n", "A", Unknown),
        ("a.md", "#\n", "A", Unknown),
        ("a.txt", "Bridge opens again\nThe bridge was opened today.\n", "Bridge opens again", Likely),
        ("a.txt", "Will it open?\n\nthe bridge\n", "Will it open?", Likely),
        ("a.txt", "«Мост» открыт\n18 мая 2026\nМост через реку открыт сегодня.\n", "«Мост» открыт", Likely),
        ("a.txt", "The bridge was opened today.\nIt is long.\n", "A", Unknown),
        ("a.txt", "A text that somebody\nwrapped by hand at a\nwidth.\n", "A", Unknown),
        ("a.txt", "Only one line", "", Likely),
        ("a.md", "It rains.\n", "", Likely),
        ("a.txt", "18 May 2026\nIt rains.\n", "", Likely),
        ("a.txt", "18 May 2026\n", "A", Unknown),
        ("a.txt", "18 May 2026\nThe bridge was opened today.\nIt is long.\n", "A", Unknown),
        ("a.txt", "18 May 2026\nBridge opens\nThe bridge was opened today.\n", "Bridge opens", Likely),
        ("hujan-lebat.mp3", "", "Hujan lebat", Unknown),
        ("a.html", "<title>B – Site</title><h1>B</h1>", "B", Sure),
        ("a.html", "<title>Site</title><h1>B</h1>", "B", Likely),
        ("a.html", "<title>C &amp; D</title><p>x", "C & D", Likely),
        ("a.html", "<title>C</title><h1>x</h1><h1>y</h1>", "C", Likely),
        ("a.html", "<h2>E</h2><p>x", "E", Likely),
        ("a.html", "<p>x", "A", Unknown),
        ("2026-04-01-a-song.mp3", "", "A song", Unknown),
    ];
    for (name, text, title, certainty) in cases {
        let (value, _, found) = entry(&adopted(name, text, None), "title").unwrap();
        assert_eq!((value, found), (format!("\"{title}\""), *certainty), "{text}");
    }
}

#[test]
fn the_date_and_language_of_a_page_are_read_from_its_head() {
    let page = |head: &str, body: &str| {
        adopted("a.html", &format!("<html lang='pt-br'><head>{head}</head><body>{body}</body>"), None)
    };
    let stated = page(
        "<meta property='article:published_time' content='2026-03-01T10:00:00Z'>",
        "<time datetime='2020-01-01'>",
    );
    assert_eq!(
        entry(&stated, "date").unwrap(),
        ("2026-03-01T10:00:00Z".into(), "from the page's metadata".into(), Certainty::Sure)
    );
    assert_eq!(entry(&stated, "language").unwrap().0, "\"pt-BR\"");
    let time = page("", "<article><time datetime='2026-05-18'>yesterday</time></article>");
    assert_eq!(entry(&time, "date").unwrap().0, "2026-05-18");
    let words = page("", "<p>Published: 18 May 2026</p><p>x</p>");
    assert_eq!(entry(&words, "date").unwrap().0, "2026-05-18");
    assert_eq!(stated.edits.len(), 1, "the page stays as it is");
}

#[test]
fn a_language_is_written_if_only_the_text_reveals_it() {
    let language = |text: &str, known: Option<&str>, names_language| {
        let source = source("a.txt");
        let draft = adopt::read(&source, text.as_bytes()).unwrap();
        let language = known.and_then(Language::parse);
        entry(&draft.adopt(&FileFacts { language, names_language, ..FileFacts::default() }), "language")
    };
    assert_eq!(language(ENGLISH, None, false).unwrap().0, "\"en\"");
    assert_eq!(language(ENGLISH, Some("id"), false).unwrap().0, "\"en\"");
    assert_eq!(language(ENGLISH, Some("en"), false), None, "the site says so");
    assert_eq!(language(ENGLISH, Some("id"), true), None, "its name says so");
    assert_eq!(language("Short.", None, false).unwrap().2, Certainty::Unknown);
    assert_eq!(language("Short.", Some("en"), false), None);
    for (text, tag) in [
        (
            "Сегодня после шести месяцев ремонта снова открыт мост через реку, сообщает администрация города. Первый поезд прошёл по нему в шесть часов утра, и пассажиры, которые долго ждали этого дня, аплодировали машинисту.",
            "ru",
        ),
        (
            "Cây cầu bắc qua sông đã được mở lại hôm nay sau sáu tháng sửa chữa, theo chính quyền thành phố.",
            "vi",
        ),
        ("经过六个月的维修，河上的大桥今天重新开放，市政府表示第一列火车已于清晨六点通过大桥。", "zh"),
    ] {
        let (value, _, certainty) = language(text, None, false).unwrap();
        assert_eq!((value.trim_matches('"'), certainty), (tag, Certainty::Sure));
    }
}

#[test]
fn a_head_without_fences_becomes_metadata_and_nothing_of_it_is_lost() {
    let text = "Title: My \"post\"\r\nDate: 2010-12-03 10:20\r\nModified: 02/01/2011\r\nCategory: Python\r\nTags: a, b\r\nKeywords: c\r\nSlug: my-post\r\nAuthors: Ana Ruiz, Budi\r\nSummary: Short\r\n    and long\r\nLang: nonsense words\r\nUrl: news/x/\r\nStatus: published\r\nTemplate: special\r\n\r\nThe content.\r\n";
    let adoption = adopted("a.md", text, None);
    let expected = "+++\r\ntitle = \"My \\\"post\\\"\"\r\ndate = 2010-12-03T10:20:00\r\n# updated = 2011-01-02  # or 2011-02-01: \"02/01/2011\" can be both\r\n# language = \"en\"  # write the language of the text, and remove the first #\r\nsummary = \"Short and long\"\r\nauthors = [\"Ana Ruiz\", \"Budi\"]\r\ntags = [\"a\", \"b\"]\r\ncategories = [\"Python\"]\r\nslug = \"my-post\"\r\nurl = \"/news/x/\"\r\nextra.keywords = \"c\"\r\nextra.lang = \"nonsense words\"\r\nextra.template = \"special\"\r\n+++\r\n\r\nThe content.\r\n";
    assert_eq!(texts(&adoption), [("content/a.md", expected)]);
    assert_eq!(adoption.lifted, (1..=14).collect::<Vec<_>>());
    for prose in ["Note: this is prose.\n\nMore.\n", "Title: x\nand prose\n\nMore.\n", "Words.\n\nTitle: x\n"]
    {
        assert_eq!(adopted("a.md", prose, None).lifted, [0; 0], "{prose}");
    }
    let odd = adopted("a.md", "Title: x\nDate: some day\nStatus: hidden\nSlug: a/b\n\nx\n", None);
    assert!(texts(&odd)[0].1.contains("# date = \"some day\"  # write it like 2026-04-01T18:30:00+07:00\n"));
    assert!(texts(&odd)[0].1.contains("extra.status = \"hidden\"\nextra.slug = \"a/b\"\n"));
}

#[test]
fn a_head_of_json_becomes_toml_and_a_build_reads_it() {
    let head = "{\n  \"title\": \"A \\\"b\\\"\",\n  \"date\": \"2026-05-18T14:30:00Z\",\n  \"tags\": [\"x, y\"],\n  \"draft\": false,\n  \"menu\": null,\n  \"extra\": { \"a b\": 1 }\n}\n";
    let text = format!("{head}\nWords.\n");
    let adoption = adopted("a.md", &text, None);
    let expected = "+++\ntitle = \"A \\\"b\\\"\"\ndate = 2026-05-18T14:30:00Z\n# language = \"en\"  # write the language of the text, and remove the first #\ntags = [\"x, y\"]\ndraft = false\nextra = { \"a b\" = 1 }\n+++\n\nWords.\n";
    assert_eq!(texts(&adoption), [("content/a.md", expected)]);
    let site = Site::new(PLAIN, &[("a.md", &text)]);
    assert_eq!(site.findings(), Vec::<String>::new(), "a build reads the head as it is, too");
    let (_, findings) = run(&site, &["content"], ORDER);
    assert_eq!(
        (findings, site.findings(), site.titles("feed.xml")),
        (vec![], vec![], vec!["A \"b\"".to_owned()])
    );
}

#[test]
fn byte_order_mark_and_line_ends_stay_as_they_are() {
    let marked = adopted("a.md", "\u{FEFF}# A\r\n\r\nWords.", None);
    assert!(texts(&marked)[0].1.starts_with("\u{FEFF}+++\r\ntitle = \"A\"\r\n"), "{:?}", texts(&marked));
    assert!(texts(&marked)[0].1.ends_with("+++\r\n# A\r\n\r\nWords."));
    let old = adopted("a.txt", "\u{FEFF}A (Photo: X)\rWords here.\rComments (1)", None);
    assert_eq!(texts(&old)[1].1, "\u{FEFF}Words here.\r");
    assert!(texts(&old)[0].1.ends_with("comments = { count = 1 }\r"));
}

#[test]
fn a_file_that_seems_to_have_metadata_is_refused_with_a_reason() {
    for (text, reason) in [
        (&b"\xFF"[..], "it is not UTF-8"),
        (b"---\ntitle: a\n", "its first line opens metadata that is never closed"),
        (b"+++\ntitle = 'a'\n", "its first line opens metadata that is never closed"),
        (b"+++\n+++\n", "it already has metadata"),
        (b"{\n\"title\": 1\nWords.\n", "it seems to begin with metadata that is neither TOML nor YAML"),
        (b"{\"title\": 1,}\nWords.\n", "it seems to begin with metadata that is neither TOML nor YAML"),
        (b"---json\n{}\n---\n", "it seems to begin with metadata that is neither TOML nor YAML"),
    ] {
        assert_eq!(
            adopt::read(&source("a.md"), text).unwrap_err().0,
            reason,
            "{}",
            String::from_utf8_lossy(text)
        );
    }
}

#[test]
fn files_that_no_build_reads_are_not_adopted() {
    for (name, text) in [("a.md", "\n".repeat(1_100_000)), ("a.html", "<p>".repeat(1_100_000))] {
        let (reason, _) = adopt::read(&source(name), text.as_bytes()).unwrap_err();
        assert_eq!(reason, "it has more markup characters than a build accepts");
    }
    let site = Site::new(PLAIN, &[]);
    std::fs::write(site.path("content/a.md"), "a".repeat(9 * 1024 * 1024)).unwrap();
    let (_, findings) = run(&site, &["content"], ORDER);
    assert!(findings.len() == 1 && findings[0].contains("it is larger than 8 MiB"), "{findings:?}");
}

#[test]
fn a_json_object_without_a_title_or_date_is_content() {
    for text in ["{}\nWords.\n", "{ \"name\": \"x\" }\n\nThat is how it is configured.\n"] {
        match adopt::read(&source("a.md"), text.as_bytes()) {
            Ok(draft) => assert!(format!("{draft:?}").contains("unfenced: None"), "{text}"),
            Err((reason, _)) => {
                assert_eq!(reason, "it seems to begin with metadata that is neither TOML nor YAML");
            }
        }
    }
}

#[test]
fn a_date_of_json_that_can_be_two_days_is_left_to_the_user() {
    let adoption = adopted("a.md", "{\"title\": \"A\", \"date\": \"03/04/2026\"}\nWords.\n", None);
    let texts = texts(&adoption);
    let (_, text) = &texts[0];
    assert!(text.contains("\n# date = 2026-04-03  # or 2026-03-04: \"03/04/2026\" can be both"), "{text}");
}

/// Adopts paths of a site. Git knows every file since May 2020, and the file system since June.
fn run(site: &Site, paths: &[&str], order: &[DateSource]) -> (Adopted, Vec<String>) {
    let file = site.path("feedwright.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let config = config::read(
        &file,
        &text,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    )
    .0
    .unwrap();
    let paths: Vec<PathBuf> = paths.iter().map(|path| site.path(path)).collect();
    let request = AdoptRequest {
        paths: &paths,
        date_from: order,
        defaults: adopt::Defaults::default(),
        dry_run: false,
    };
    let dates = |from: DateSource, files: &[&Path]| {
        let month = if from == DateSource::Git { "05" } else { "06" };
        let date: DateTime<FixedOffset> = format!("2020-{month}-01T10:00:00+07:00").parse().unwrap();
        files.iter().map(|file| (file.to_path_buf(), date)).collect()
    };
    let adopted = feedwright::authoring::adopt::adopt(&config, request, &dates).unwrap();
    let findings = site.lines(&adopted.diagnostics);
    (adopted, findings)
}

const ORDER: &[DateSource] = &[DateSource::Filename, DateSource::Text, DateSource::Git];

fn files(adopted: &Adopted) -> Vec<&str> {
    adopted.articles.iter().map(|adoption| &*adoption.source.path).collect()
}

#[test]
fn adopted_files_build_without_an_error_and_adopting_again_changes_nothing() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.txt", &format!("Cap (Photo: X)\nBridge opens\n{ENGLISH}\nComments (3)\n")),
            ("b.md", &format!("# Bee\n\nPublished: 18 May 2026\n\n{ENGLISH}\n")),
            ("sub/c.html", "<h1>Sea</h1><p>Words.</p>"),
            ("d.md", "+++\ntitle = \"D\"\ndate = 2026-01-01\n+++\nWords.\n"),
            ("_index.md", "no article"),
            ("README.md", "no article"),
            (".hidden.md", "no article"),
        ],
    );
    let (adopted, findings) = run(&site, &["content"], ORDER);
    assert_eq!(
        (findings.len(), files(&adopted), adopted.already),
        (0, vec!["a.txt", "b.md", "sub/c.html"], 1),
        "{findings:?}"
    );
    assert_eq!(site.findings(), Vec::<String>::new());
    assert_eq!(site.titles("feed.xml"), ["Bee", "D", "Bridge opens", "Sea"], "by date");
    let (again, findings) = run(&site, &["content", "content/a.txt"], ORDER);
    assert_eq!((findings.len(), again.articles.len(), again.already), (0, 0, 4));
}

#[test]
fn a_date_may_come_from_the_path() {
    let site = Site::new(PLAIN, &[("2026/04/01/a.txt", ENGLISH), ("2026/04/b.txt", ENGLISH)]);
    let (adopted, _) = run(&site, &["content"], &[DateSource::Filename, DateSource::Path]);
    let date = |at: usize| entry(&adopted.articles[at], "date").unwrap();
    assert_eq!(date(0), ("2026-04-01".into(), "from the path".into(), Certainty::Likely));
    assert_eq!(date(1).2, Certainty::Unknown);
}

#[test]
fn the_names_of_sources_are_those_of_the_configuration() {
    let names = |from: &[&str]| from.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let ours: Vec<_> = DateSource::ALL.iter().map(|from| from.as_str().to_owned()).collect();
    let theirs: Vec<_> = rules::DateFrom::ALL.iter().map(|from| from.as_str().to_owned()).collect();
    assert_eq!(ours, names(&["filename", "path", "text", "git", "mtime"]));
    assert_eq!(theirs, names(&["metadata", "filename", "path", "git"]));
}

#[test]
fn dates_come_from_the_first_of_the_named_sources() {
    use DateSource::{Filename, Git, Mtime, Text};
    let text = format!("Published: 18 May 2026\n{ENGLISH}\n");
    let date = |order: &[DateSource]| {
        let site = Site::new(PLAIN, &[("2026-04-01-a.txt", &text)]);
        let (adopted, _) = run(&site, &["content"], order);
        entry(&adopted.articles[0], "date").unwrap()
    };
    assert_eq!(date(&[Filename, Text]).0, "2026-04-01");
    assert_eq!(date(&[Text, Filename]).0, "2026-05-18");
    assert_eq!(
        date(&[Git, Text]),
        ("2020-05-01T10:00:00+07:00".into(), "from the first commit".into(), Certainty::Guess)
    );
    assert_eq!(
        date(&[Mtime, Git]),
        ("2020-06-01T10:00:00+07:00".into(), "from the file system".into(), Certainty::Guess)
    );
}

#[test]
fn files_that_cannot_be_adopted_are_rejected_and_the_others_are_adopted() {
    let site = Site::new(
        PLAIN,
        &[
            ("a.txt", "Words.\n"),
            ("a.html", "<p>Words."),
            ("b.md", "# B\n"),
            ("blank.md", "\u{FEFF}\n"),
            ("blanks.txt", " \n\n"),
            ("c.txt", "x"),
            ("c.toml", "title = 'c'"),
            ("README.md", "r"),
            ("e.mp3", ""),
            ("e.jpg", ""),
            ("f.mp3", ""),
            ("f.ogg", ""),
            ("g.jpg", ""),
            ("g.png", ""),
        ],
    );
    std::fs::write(site.path("content/latin.txt"), b"caf\xE9").unwrap();
    std::fs::write(site.path("content/open.md"), "+++\ntitle = 'a'\n").unwrap();
    let (adopted, findings) = run(
        &site,
        &["content", "content/README.md", "content/e.mp3", "content/f.mp3", "content/g.jpg"],
        ORDER,
    );
    assert_eq!(files(&adopted), ["b.md", "e.mp3"]);
    assert_eq!(adopted.already, 1);
    assert_eq!(
        findings,
        [
            "error[unsafe-edit] content/README.md files with this name are not articles, so it was left as it is | adopt the article itself",
            "error[unsafe-edit] content/a.html `content/a.toml` would also be the metadata of `a.txt`, so it was left as it is | rename one of the two",
            "error[unsafe-edit] content/a.txt `content/a.toml` would also be the metadata of `a.html`, so it was left as it is | rename one of the two",
            "error[unsafe-edit] content/blank.md it is empty, so it was left as it is | write its text first",
            "error[unsafe-edit] content/blanks.txt it is empty, so it was left as it is | write its text first",
            "error[unsafe-edit] content/f.mp3 `content/f.toml` would also be the metadata of `f.ogg`, so it was left as it is | rename one of the two",
            "error[unsafe-edit] content/g.jpg `content/g.toml` would also be the metadata of `g.png`, so it was left as it is | rename one of the two",
            "error[unsafe-edit] content/latin.txt it is not UTF-8, so it was left as it is | save the file as UTF-8; if it is in Windows-1252, as many old texts are, convert it: `iconv -f WINDOWS-1252 -t UTF-8 content/latin.txt > content/latin.txt.utf8 && mv content/latin.txt.utf8 content/latin.txt`",
            "error[unsafe-edit] content/open.md its first line opens metadata that is never closed, so it was left as it is | close it with the same line, or write `***` if it is a horizontal rule",
        ]
    );
}

#[test]
fn a_file_that_changes_meanwhile_is_left_alone_and_nothing_is_written_beside_it() {
    let site = Site::new(
        PLAIN,
        &[("a.txt", &format!("A (Photo: X)\n{ENGLISH}\n")), ("b.txt", "Bee line\n\nWords.\n")],
    );
    let (file, config) = (site.path("content/a.txt"), site.path("feedwright.toml"));
    let config = config::read(
        &config,
        PLAIN,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    )
    .0
    .unwrap();
    let request = AdoptRequest {
        paths: &[site.path("content")],
        date_from: ORDER,
        defaults: adopt::Defaults::default(),
        dry_run: false,
    };
    let adopted = feedwright::authoring::adopt::adopt(&config, request, &|_, _| {
        std::fs::write(&file, "Somebody's.\n").unwrap();
        std::collections::BTreeMap::new()
    });
    let adopted = adopted.unwrap();
    assert_eq!(files(&adopted), ["b.txt"]);
    assert_eq!(
        site.lines(&adopted.diagnostics),
        [
            "error[unsafe-edit] content/a.txt it changed after it was read, so it was left as it is | run again"
        ]
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Somebody's.\n");
    assert!(!site.path("content/a.toml").exists());
}

#[cfg(unix)]
#[test]
fn a_file_is_adopted_rather_than_a_link_to_it() {
    let site = Site::new(PLAIN, &[("b.md", "# B\n")]);
    std::os::unix::fs::symlink("b.md", site.path("content/a.md")).unwrap();
    std::os::unix::fs::symlink("b.md", site.path("content/c.md")).unwrap();
    let (adopted, findings) = run(&site, &["content"], ORDER);
    assert_eq!((files(&adopted), findings.len()), (vec!["b.md"], 0));
}

/// Texts as agencies and people write them, with any line end, and anything else.
fn articles() -> impl Strategy<Value = (String, String)> {
    let line = prop_oneof![
        Just("Caption here (Foto: THX/TTXVN)".to_owned()),
        Just("Comments (3)".to_owned()),
        Just("A headline".to_owned()),
        Just("# A heading".to_owned()),
        Just("Title: a".to_owned()),
        Just("Tags: b, \"c\"".to_owned()),
        Just("Published: 02/01/2024".to_owned()),
        Just("Senin, 18 Mei 2026 14:30 WIB".to_owned()),
        Just(ENGLISH.to_owned()),
        Just(String::new()),
        Just("<p>HTML</p>".to_owned()),
        "[ -~é中\\t]{0,30}",
    ];
    let lines = proptest::collection::vec(line, 0..9);
    let ends = proptest::sample::select(vec!["\n", "\r\n", "\r"]);
    let names = proptest::sample::select(vec!["a.md", "a.txt", "a.html", "2026-04-01-a.md"]);
    (lines, ends, names, any::<bool>()).prop_map(|(lines, end, name, mark)| {
        (name.to_owned(), format!("{}{}", if mark { "\u{FEFF}" } else { "" }, lines.join(end)))
    })
}

/// The lines of a text, with their ends.
fn whole_lines(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\u{1}");
    text.split_inclusive(['\n', '\r', '\u{1}']).map(|line| line.replace('\u{1}', "\r\n")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_body_is_unchanged_except_for_the_reported_lines((name, text) in articles()) {
        let source = source(&name);
        let Ok(draft) = adopt::read(&source, text.as_bytes()) else { return Ok(()) };
        let adoption = draft.adopt(&FileFacts::default());
        let kept: String = whole_lines(&text).into_iter().enumerate()
            .filter(|(at, _)| !adoption.lifted.contains(&(at + 1)))
            .map(|(_, line)| line).collect();
        let body = match adoption.edits.iter().find(|edit| edit.file == source.file()) {
            Some(edit) => {
                prop_assert_eq!(edit.before.as_deref(), Some(text.as_bytes()));
                String::from_utf8(edit.after.clone()).unwrap()
            }
            None => text.clone(),
        };
        prop_assert_eq!(body.starts_with('\u{FEFF}'), text.starts_with('\u{FEFF}'));
        let body = body.trim_start_matches('\u{FEFF}');
        if source.kind == FileKind::Markdown {
            let head = body.strip_suffix(kept.as_str());
            prop_assert!(head.is_some_and(|head| head.starts_with("+++")), "{:?}", body);
            let twice = adopt::read(&source, adoption.edits[0].after.as_slice());
            prop_assert_eq!(twice.unwrap_err().0, "it already has metadata");
        } else {
            prop_assert_eq!(body, kept.as_str());
            prop_assert!(adoption.edits[0].before.is_none(), "the metadata is written first");
        }
        // Removed text is in the metadata word for word.
        let findings: String = adoption.entries.iter().map(feedwright::authoring::adopt::MetadataLine::line).collect();
        for line in adoption.lifted.iter().map(|number| whole_lines(&text)[number - 1].clone()) {
            for word in line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 9) {
                prop_assert!(findings.contains(word), "{} of {:?} in {}", word, line, findings);
            }
        }
    }

    #[test]
    fn any_bytes_are_adopted_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80), kind in 0..4usize) {
        let source = source(["a.md", "a.txt", "a.html", "a.mp3"][kind]);
        if let Ok(draft) = adopt::read(&source, &bytes) {
            let _ = draft.adopt(&FileFacts::default());
        }
    }
}

proptest! {
    // Each case builds a site.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adopted_metadata_is_accepted_and_adopting_is_idempotent((name, text) in articles()) {
        let site = Site::new(PLAIN, &[]);
        std::fs::write(site.path("content").join(&name), &text).unwrap();
        let (adopted, refused) = run(&site, &["content"], ORDER);
        prop_assert!(adopted.articles.len() + refused.len() + adopted.already == 1, "{refused:?}");
        if refused.is_empty() {
            // A single article without a date is in no feed.
            let is_expected = |line: &String| line.contains("[missing-title]") || line.contains("[nothing-to-publish]");
            let errors: Vec<_> = site.findings().into_iter()
                .filter(|line| line.starts_with("error") && !is_expected(line)).collect();
            prop_assert_eq!(errors, Vec::<String>::new());
            let (again, findings) = run(&site, &["content"], ORDER);
            prop_assert_eq!((again.articles.len(), findings.len(), again.already), (0, 0, 1));
        }
    }
}

#[test]
fn a_page_that_is_an_article_by_itself_keeps_its_address() {
    let page = "<html><head><title>A page</title><meta property=\"article:published_time\" content=\"2026-05-08T10:00:00Z\"></head><body><article><h1>A page</h1><p>Text</p></article></body></html>";
    let site = Site::new(PLAIN, &[("page.html", page), ("other.html", "<h1>Other</h1><p>Words.</p>")]);
    site.build();
    let before = site.read("feed.xml");
    let (adopted, found) = run(&site, &["content"], &[DateSource::Mtime]);
    assert_eq!((files(&adopted), adopted.already, found), (vec!["other.html"], 1, vec![]));
    assert!(before.contains("https://blog.org/page.html"));
}

#[test]
fn a_page_that_search_engines_are_to_ignore_becomes_a_draft() {
    let page = |robots: &str| {
        let head = format!(
            "<html lang=\"en\"><head><title>A</title><meta name=\"robots\" content=\"{robots}\"></head>"
        );
        adopted("2026-04-01-a.html", &format!("{head}<body><h1>A</h1><p>{ENGLISH}</body></html>"), None)
    };
    let draft = entry(&page("NoIndex, follow"), "draft");
    assert_eq!(draft, Some(("true".to_owned(), "from <meta name=\"robots\">".to_owned(), Certainty::Sure)));
    assert!(texts(&page("noindex"))[0].1.contains("draft = true"), "{:?}", texts(&page("noindex")));
    assert_eq!(entry(&page("index, follow"), "draft"), None);
}
