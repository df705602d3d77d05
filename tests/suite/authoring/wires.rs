//! Wire texts as agencies send them, in many languages and scripts: which lines are the article's, and which speak of
//! its picture, its writer, its place or its embargo.

use std::path::Path;

use feedwright::authoring::adopt::{self, Certainty, DateSource, FileFacts};
use feedwright::feed::Language;
use feedwright::site::files::Source;
use feedwright::site::zone::Zone;

/// A text, the metadata expected of it, and the numbers of the lines that leave the text.
struct Wire {
    text: &'static [&'static str],
    metadata: &'static [&'static str],
    lifted: &'static [usize],
}

const ID: &str = "Jembatan di atas Sungai Lirang kembali dibuka hari ini setelah enam bulan diperbaiki oleh pemerintah kota.";
const EN: &str = "The bridge over the river was opened again today, after six months of repairs that the city had paid for.";
const VI: &str =
    "Cây cầu bắc qua sông đã được mở lại hôm nay sau sáu tháng sửa chữa, theo chính quyền thành phố.";
const RU: &str = "Сегодня после шести месяцев ремонта снова открыт мост через реку, сообщает администрация города. Первый поезд прошёл по нему в шесть часов утра, и пассажиры, которые долго ждали этого дня, аплодировали машинисту.";
const AR: &str = "أعيد افتتاح الجسر فوق النهر اليوم بعد ستة أشهر من أعمال الترميم التي نفذتها بلدية المدينة، وعبر أول قطار في السادسة صباحا وسط تصفيق الركاب.";
const ZH: &str = "经过六个月的维修，河上的大桥今天重新开放，市政府表示第一列火车已于清晨六点通过大桥。";
const KO: &str = "강 위의 다리가 여섯 달의 수리를 마치고 오늘 다시 열렸으며 첫 기차가 아침 여섯 시에 다리를 건넜다고 시청이 밝혔다.";
const TH: &str = "สะพานข้ามแม่น้ำเปิดให้ใช้อีกครั้งในวันนี้หลังจากซ่อมแซมมานานหกเดือน ตามที่เทศบาลเมืองแจ้งไว้เมื่อเช้า";

const WIRES: &[Wire] = &[
    Wire {
        text: &["Kapal kembali berlayar", "Fotografer: Budi Lirang", ID],
        metadata: &[
            "title = \"Kapal kembali berlayar\"",
            "image = { src = \"a.jpg\", credit = \"Budi Lirang\" }",
        ],
        lifted: &[2],
    },
    Wire {
        text: &["Bridge opens again", "By Ana Ruiz", "Photos by Kira Lund/AFP", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "language = \"en\"",
            "authors = [\"Ana Ruiz\"]",
            "image = { src = \"a.jpg\", credit = \"Kira Lund/AFP\" }",
        ],
        lifted: &[2, 3],
    },
    Wire {
        text: &["A train crosses the bridge on Monday.", "Photographer: Kira Lund", "Bridge opens again", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "language = \"en\"",
            "image = { src = \"a.jpg\", caption = \"A train crosses the bridge on Monday.\", credit = \"Kira Lund\" }",
        ],
        lifted: &[1, 2],
    },
    Wire {
        text: &["Мост снова открыт", "Фотограф: Анна Руис", RU],
        metadata: &[
            "title = \"Мост снова открыт\"",
            "language = \"ru\"",
            "image = { src = \"a.jpg\", credit = \"Анна Руис\" }",
        ],
        lifted: &[2],
    },
    Wire {
        text: &["Kapal di dermaga (ANTARA FOTO/Budi Lirang)", "Kapal kembali berlayar", ID],
        metadata: &[
            "title = \"Kapal kembali berlayar\"",
            "image = { src = \"a.jpg\", caption = \"Kapal di dermaga\", credit = \"ANTARA FOTO/Budi Lirang\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Warga menyapu jalan (dok. Pemkab Lirang).", ID, ID],
        metadata: &[
            "title ?",
            "image = { src = \"a.jpg\", caption = \"Warga menyapu jalan\", credit = \"dok. Pemkab Lirang\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Kapal di pelabuhan [Foto: AFP/Kira Lund]", ID],
        metadata: &[
            "title ?",
            "image = { src = \"a.jpg\", caption = \"Kapal di pelabuhan\", credit = \"AFP/Kira Lund\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["A train on the bridge — Reuters/Ana Ruiz", "Bridge opens again", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "language = \"en\"",
            "image = { src = \"a.jpg\", caption = \"A train on the bridge\", credit = \"Reuters/Ana Ruiz\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Bridge opens again", "A train on the bridge. Photo: Ana Ruiz", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "language = \"en\"",
            "image = { src = \"a.jpg\", caption = \"A train on the bridge.\", credit = \"Ana Ruiz\" }",
        ],
        lifted: &[2],
    },
    Wire {
        text: &["Bến tàu sáng thứ Ba. Ảnh: Lê Thu/TTXVN", VI, VI],
        metadata: &[
            "title ?",
            "language = \"vi\"",
            "image = { src = \"a.jpg\", caption = \"Bến tàu sáng thứ Ba.\", credit = \"Lê Thu/TTXVN\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Поезд на мосту. Фото: Анна Руис/ТАСС", "Мост снова открыт", RU],
        metadata: &[
            "title = \"Мост снова открыт\"",
            "language = \"ru\"",
            "image = { src = \"a.jpg\", caption = \"Поезд на мосту.\", credit = \"Анна Руис/ТАСС\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["قطار على الجسر (تصوير: أحمد علي)", "الجسر يفتح من جديد", AR],
        metadata: &[
            "title = \"الجسر يفتح من جديد\"",
            "language = \"ar\"",
            "image = { src = \"a.jpg\", caption = \"قطار على الجسر\", credit = \"أحمد علي\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["قطار على الجسر صباح اليوم (رويترز)", AR],
        metadata: &[
            "title ?",
            "language = \"ar\"",
            "image = { src = \"a.jpg\", caption = \"قطار على الجسر صباح اليوم\", credit = \"رويترز\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["火车通过大桥（新华社记者 王明 摄）", "大桥重新开放", ZH],
        metadata: &[
            "title = \"大桥重新开放\"",
            "language = \"zh\"",
            "image = { src = \"a.jpg\", caption = \"火车通过大桥\", credit = \"新华社记者 王明 摄\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["대교 재개통", "대교를 건너는 기차 [사진: 연합뉴스]", KO],
        metadata: &[
            "title = \"대교 재개통\"",
            "language = \"ko\"",
            "image = { src = \"a.jpg\", caption = \"대교를 건너는 기차\", credit = \"연합뉴스\" }",
        ],
        lifted: &[2],
    },
    Wire {
        text: &["รถไฟบนสะพาน (ภาพ: เอเอฟพี)", TH],
        metadata: &[
            "title ?",
            "language = \"th\"",
            "image = { src = \"a.jpg\", caption = \"รถไฟบนสะพาน\", credit = \"เอเอฟพี\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["EMBARGO sampai 21 Mei 2026 pukul 05.30 WIB", "Tarif kapal naik", ID],
        metadata: &[
            "title = \"Tarif kapal naik\"",
            "publish = 2026-05-21T05:30:00+07:00",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Embargoed until 06:00 GMT, 20 May 2026", EN, EN],
        metadata: &[
            "title ?",
            "publish = 2026-05-20T06:00:00Z",
            "language = \"en\"",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["ЭМБАРГО до понедельника", "Мост снова открыт", RU],
        metadata: &[
            "title = \"Мост снова открыт\"",
            "date ?",
            "publish ?",
            "language = \"ru\"",
            "draft = true",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Jembatan dibuka kembali", "Oleh Budi", ID],
        metadata: &[
            "title = \"Jembatan dibuka kembali\"",
            "authors = [\"Budi\"]",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[2],
    },
    Wire {
        text: &["By Ana Ruiz and Kira Lund", "Bridge opens again", "Monday, 18 May 2026", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "date = 2026-05-18",
            "language = \"en\"",
            "authors = [\"Ana Ruiz\", \"Kira Lund\"]",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[1, 3],
    },
    Wire {
        text: &["القاهرة - رويترز", "الجسر يفتح من جديد", AR],
        metadata: &[
            "title = \"الجسر يفتح من جديد\"",
            "language = \"ar\"",
            "source = { name = \"رويترز\" }",
            "image = { src = \"a.jpg\" }",
            "dateline = \"القاهرة - رويترز\"",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["FOR IMMEDIATE RELEASE", "Bridge opens again", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "language = \"en\"",
            "image = { src = \"a.jpg\" }",
            "extra.desk = \"FOR IMMEDIATE RELEASE\"",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["Under embargo until 06:00 GMT on Wednesday, 20 May 2026", "Bridge opens again", EN],
        metadata: &[
            "title = \"Bridge opens again\"",
            "publish = 2026-05-20T06:00:00Z",
            "language = \"en\"",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["EMBARGO sampai 20 Mei 2026"],
        metadata: &["title ?", "publish = 2026-05-20", "image = { src = \"a.jpg\" }"],
        lifted: &[],
    },
    Wire {
        text: &["JAKARTA, KOMPAS —", "Jembatan dibuka kembali", ID],
        metadata: &[
            "title = \"Jembatan dibuka kembali\"",
            "source = { name = \"KOMPAS\" }",
            "image = { src = \"a.jpg\" }",
            "dateline = \"JAKARTA, KOMPAS —\"",
        ],
        lifted: &[1],
    },
    Wire {
        text: &["МОСКВА, 18 мая. /ТАСС/. Мост через реку снова открыт", RU],
        metadata: &[
            "title ?",
            "language = \"ru\"",
            "source = { name = \"ТАСС\" }",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[],
    },
    Wire {
        text: &["新华社北京5月18日电 大桥今天重新开放", ZH],
        metadata: &[
            "title ?",
            "language = \"zh\"",
            "source = { name = \"新华社\" }",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[],
    },
    Wire {
        text: &["القاهرة (رويترز) - أعيد افتتاح الجسر", AR],
        metadata: &[
            "title ?",
            "language = \"ar\"",
            "source = { name = \"رويترز\" }",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[],
    },
    Wire {
        text: &["(서울=연합뉴스) 김민수 기자 = 대교가 다시 열렸다", KO],
        metadata: &[
            "title ?",
            "language = \"ko\"",
            "source = { name = \"연합뉴스\" }",
            "image = { src = \"a.jpg\" }",
        ],
        lifted: &[],
    },
    Wire { text: &[ID], metadata: &["title ?", "image = { src = \"a.jpg\" }"], lifted: &[] },
];

/// Adopts a text on a site in Indonesian, with a picture beside it.
fn adopted(text: &str) -> adopt::Adoption {
    let source = Source::new(&Path::new("content").into(), "a.txt".to_owned());
    let draft = adopt::read(&source, text.as_bytes()).unwrap();
    let (language, zone) = (Language::parse("id"), Zone::named("Asia/Jakarta"));
    draft.adopt(&FileFacts {
        date: draft.date(DateSource::Text),
        picture: Some("a.jpg"),
        language: language.clone(),
        site_language: language.as_ref(),
        site_zone: zone.as_ref(),
        ..FileFacts::default()
    })
}

/// A line for each entry: its value, or a question mark where it is left to fill in.
fn metadata(adoption: &adopt::Adoption) -> Vec<String> {
    let line = |entry: &adopt::MetadataLine| match entry.certainty {
        Certainty::Unknown => format!("{} ?", entry.key),
        Certainty::Sure | Certainty::Likely | Certainty::Guess => format!("{} = {}", entry.key, entry.value),
    };
    adoption.entries.iter().map(line).collect()
}

#[test]
fn a_language_that_the_script_rules_out_is_never_assumed() {
    let language = |text: &str, site: &str| {
        let source = Source::new(&Path::new("content").into(), "a.txt".to_owned());
        let draft = adopt::read(&source, text.as_bytes()).unwrap();
        let adoption = draft.adopt(&FileFacts { language: Language::parse(site), ..FileFacts::default() });
        metadata(&adoption).into_iter().find(|line| line.starts_with("language"))
    };
    let open = Some("language ?".to_owned());
    for (text, site, expected) in [
        ("فتح الجسر\nفتح الجسر اليوم.\n", "id", open.clone()),
        ("فتح الجسر\nفتح الجسر اليوم.\n", "ar", None),
        ("فتح الجسر\nفتح الجسر اليوم.\n", "ckb", None),
        ("Мост открыт.\n", "en", open.clone()),
        ("Мост открыт.\n", "kk", None),
        ("Мост открыт.\n", "sr-Latn", open.clone()),
        ("Most je otvoren.\n", "sr", None),
        ("Most je otvoren.\n", "ru", open),
        ("สะพานเปิดแล้ว\n", "id", Some("language = \"th\"".to_owned())),
        ("大桥开放。\n", "ja", None),
        ("12:30\n", "ar", None),
    ] {
        assert_eq!(language(text, site), expected, "{text} on a site in {site}");
    }
}

#[test]
fn lines_of_antara_are_metadata() {
    let headline = "title = \"Jembatan dibuka\"";
    let day = "date = 2026-11-30T08:00:00+07:00";
    let of = |first: &str, last: &str| {
        let text = format!("{first}Jembatan dibuka\nSenin, 30 November 2026 08:00 WIB\n{ID}\n{ID}\n{last}");
        metadata(&adopted(&text))
    };
    for (line, image) in [
        (
            "Foto udara pelabuhan. ANTARA FOTO/Rina/foc.",
            "caption = \"Foto udara pelabuhan.\", credit = \"ANTARA FOTO/Rina/foc\"",
        ),
        ("Foto: Istimewa", "credit = \"Istimewa\""),
        (
            "Ilustrasi - Petani memanen padi. (Shutterstock)",
            "caption = \"Ilustrasi - Petani memanen padi.\", credit = \"Shutterstock\"",
        ),
    ] {
        let image = format!("image = {{ src = \"a.jpg\", {image} }}");
        assert_eq!(of(&format!("{line}\n"), ""), [headline, day, &image], "{line}");
    }
    let image = "image = { src = \"a.jpg\" }";
    assert_eq!(of("RALAT\n", ""), [headline, day, image, "extra.desk = \"RALAT\""]);
    let imprint = "Pewarta: Siti Aminah\nEditor: Budi Santoso\nCOPYRIGHT © ANTARA 2026\n";
    let made = ["authors = [\"Siti Aminah\"]", "rights = \"COPYRIGHT © ANTARA 2026\"", image];
    let expected = [&[headline, day][..], &made, &["extra.editor = \"Budi Santoso\""]].concat();
    assert_eq!(of("", imprint), expected);
    let text = format!("Jembatan dibuka\n{ID}\n{ID}\n{imprint}");
    assert_eq!(adopted(&text).lifted, [4, 5, 6]);
    // What only looks so stays in the text.
    for last in ["Editor: memeriksa naskah ini\n", "© di atas kertas\n", "Penulis: siapa yang tahu?\n"] {
        assert_eq!(of("", last), [headline, day, image], "{last}");
    }
}

#[test]
fn a_day_that_its_month_does_not_have_is_shown_where_the_date_is_to_be_filled_in() {
    let date = |line: &str| {
        let adoption = adopted(&format!("Jembatan dibuka\n{line}\n{ID}\n"));
        let date = adoption.entries.into_iter().find(|entry| entry.key == "date").unwrap();
        assert_eq!(date.certainty, Certainty::Unknown, "{line}");
        (date.line(), date.from)
    };
    for line in ["Jumat, 31 April 2026", "Jumat, 31 April 2026 08:00 WIB", "30 Februari 2026", "2026-02-29"] {
        let (written, from) = date(line);
        assert!(written.ends_with(&format!("remove the first #: \"{line}\" is no date")), "{written}");
        assert_eq!(from, format!("`{line}` is no date"));
    }
    assert_eq!(date("Harga naik 31 persen").1, "no date of publication was found");
}

#[test]
fn what_the_user_knows_of_a_folder_fills_in_what_its_texts_do_not_say() {
    let authors = ["Ana Ruiz".to_owned()];
    let zone = Zone::named("Asia/Jakarta");
    let defaults =
        adopt::Defaults { authors: &authors, source: Some("Kabar Lirang"), timezone: zone.as_ref() };
    let adopted = |text: &str| {
        let source = Source::new(&Path::new("content").into(), "a.txt".to_owned());
        let draft = adopt::read(&source, text.as_bytes()).unwrap();
        let language = Language::parse("id");
        metadata(&draft.adopt(&FileFacts {
            date: draft.date(DateSource::Text),
            language,
            defaults,
            ..FileFacts::default()
        }))
    };
    let headline = "title = \"Jembatan dibuka\"";
    assert_eq!(
        adopted(&format!("Jembatan dibuka\n18 Mei 2026 14:30\n{ID}\n")),
        [
            headline,
            "date = 2026-05-18T14:30:00+07:00",
            "authors = [\"Ana Ruiz\"]",
            "source = { name = \"Kabar Lirang\" }"
        ]
    );
    assert_eq!(
        adopted(&format!("Jembatan dibuka\nOleh: Budi\n18 Mei 2026 14:30 WITA\nLIRANG (ANTARA) - {ID}\n")),
        [
            headline,
            "date = 2026-05-18T14:30:00+08:00",
            "authors = [\"Budi\"]",
            "source = { name = \"ANTARA\" }"
        ],
        "the text itself takes precedence"
    );
}

#[test]
fn headlines_that_resemble_lines_of_a_wire_stay_headlines() {
    for headline in [
        "By the river, a new bridge",
        "Embargo on oil is lifted",
        "Galeri Foto: Banjir di Lirang",
        "Pameran foto dibuka (gratis)",
        "Penularan penyakit turun (HIV/AIDS)",
        "Lirang – kota yang berubah",
        "HARGA BERAS NAIK",
        "Menteri: Harga beras turun",
        "Jakarta, kota yang tenggelam",
    ] {
        let adoption = adopted(&format!("{headline}\n{ID}\n"));
        let title = metadata(&adoption).remove(0);
        assert_eq!((title, adoption.lifted), (format!("title = \"{headline}\""), vec![]));
    }
}

#[test]
fn lines_of_wire_texts_that_are_not_the_articles_become_metadata() {
    let mut wrong = Vec::new();
    for wire in WIRES {
        let adoption = adopted(&(wire.text.join("\n") + "\n"));
        let found: Vec<_> = metadata(&adoption)
            .into_iter()
            .filter(|line| line != "date ?" || wire.metadata.contains(&"date ?"))
            .collect();
        if found != wire.metadata || adoption.lifted != wire.lifted {
            wrong.push(format!("{:#?}\n{found:#?} {:?}", wire.text, adoption.lifted));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), WIRES.len(), wrong.join("\n"));
}

/// The metadata about an embargo of a file, and its title.
fn withheld(name: &str, text: &str) -> (Vec<String>, Vec<usize>, String) {
    let source = Source::new(&Path::new("content").into(), name.to_owned());
    let zone = Zone::named("Asia/Jakarta");
    let facts = FileFacts { site_zone: zone.as_ref(), ..FileFacts::default() };
    let adoption = adopt::read(&source, text.as_bytes()).unwrap().adopt(&facts);
    let keys = ["publish", "draft"];
    let title = adoption.entries.iter().find(|entry| entry.key == "title").unwrap().value.clone();
    let withheld = adoption.entries.iter().filter(|entry| keys.contains(&entry.key.as_str()));
    let known = withheld.filter(|entry| entry.certainty != Certainty::Unknown);
    let lines = known.map(|entry| format!("{} = {}", entry.key, entry.value)).collect();
    (lines, adoption.lifted.clone(), title)
}

#[test]
fn an_embargo_holds_in_every_kind_of_file_and_at_its_end() {
    let line = "EMBARGOED UNTIL 20 December 2026 06:00 GMT";
    let publish = || vec!["publish = 2026-12-20T06:00:00Z".to_owned()];
    let cases = [
        ("a.md", format!("{line}\n\nBridge opens again\n\n{EN}\n"), vec![1]),
        ("a.md", format!("# Bridge opens again\n\n**{line}**\n\n{EN}\n"), vec![3]),
        ("a.md", format!("# {line}\n\n## Bridge opens again\n\n{EN}\n"), vec![1]),
        ("a.md", format!("# Bridge opens again\n\n{}{line}\n", format!("{EN}\n\n").repeat(20)), vec![43]),
        (
            "a.md",
            format!("Title: Bridge opens again\nEmbargo: 20 December 2026 06:00 GMT\n\n{EN}\n"),
            vec![1, 2],
        ),
        ("a.txt", format!("Bridge opens again\n{EN}\n{line}\n"), vec![3]),
        ("a.txt", format!("Bridge opens again\n{EN}\n{EN}\n{line}\nComments (3)\n"), vec![4, 5]),
        ("a.html", format!("<p>{line}</p>\n<h1>Bridge opens again</h1>\n<p>{EN}</p>\n"), vec![]),
        ("a.html", format!("<h1>{line}</h1>\n<h1>Bridge opens again</h1>\n<p>{EN}</p>\n"), vec![]),
        ("a.html", format!("<h1>Bridge opens again</h1>\n<p>{EN}</p>\n<div>{line}</div>\n"), vec![]),
    ];
    for (name, text, lifted) in cases {
        let title = "\"Bridge opens again\"".to_owned();
        assert_eq!(withheld(name, &text), (publish(), lifted, title), "{text}");
    }
}

#[test]
fn an_embargo_in_other_words_makes_a_draft_unless_its_time_is_understood() {
    for (line, expected) in [
        ("***EMBARGO*** until Sunday", "draft = true"),
        ("HOLD UNTIL 6AM SUNDAY", "draft = true"),
        ("Hold for release until Sunday at 6", "draft = true"),
        ("NOT FOR RELEASE UNTIL 20 December 2026 06:00 GMT", "publish = 2026-12-20T06:00:00Z"),
        ("NOT FOR RELEASE UNTIL the minister has spoken", "draft = true"),
        ("Not for publication", "draft = true"),
        ("Cấm phát hành trước 20/12/2026", "publish = 2026-12-20"),
        ("Cấm phát hành trước Chủ nhật", "draft = true"),
        ("禁止发布至2026年12月20日", "publish = 2026-12-20"),
        ("禁止发布至星期天", "draft = true"),
        ("This story is embargoed until 20 December 2026 at 06:00 GMT.", "publish = 2026-12-20T06:00:00Z"),
        ("[EMBARGO: Sunday morning]", "draft = true"),
        ("EMBARGOED UNTIL 15 December 2026 6:00 EST", "publish = 2026-12-15T06:00:00-05:00"),
        ("EMBARGOED UNTIL 15 December 2026 6:00 a.m. ET", "draft = true"),
        ("SPERRFRIST 15. Dezember 10 Uhr", "draft = true"),
    ] {
        for (name, text) in [
            ("a.txt", format!("{line}\nBridge opens again\n{EN}\n")),
            ("a.md", format!("{line}\n\nBridge opens again\n\n{EN}\n")),
        ] {
            let (found, lifted, title) = withheld(name, &text);
            assert_eq!(
                (found, title.as_str()),
                (vec![expected.to_owned()], "\"Bridge opens again\""),
                "{text}"
            );
            assert_eq!(lifted, [1], "{text}");
        }
    }
    for line in ["Hold until firm", "Holding on", "Release notes", "Do not publish or perish"] {
        let (found, _, _) = withheld("a.md", &format!("# Bridge opens again\n\n{line}\n\n{EN}\n"));
        assert_eq!(found, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_line_of_its_own_that_forbids_publication_in_plain_words_withholds_at_the_top_and_at_the_end() {
    let day = "publish = 2031-06-07";
    let draft = "draft = true";
    for (line, expected) in [
        ("Embargoed for release until 7 June 2031. Contact: Ana Ruiz, +62 812 0000 0000", day),
        ("Embargoed for release until 7 June 2031 – Ana Ruiz", day),
        ("EMBARGO 7 June 2031 (see note below)", draft),
        ("EMBARGO 7 June 2031 (18:00 in Jakarta)", draft),
        ("EMBARGO 7 June 2031 (noon)", "publish = 2031-06-07T12:00:00"),
        ("Nicht vor dem 7. Juni 2031 veröffentlichen", day),
        ("No publicar hasta el 7 de junio de 2031", day),
        ("Jangan diterbitkan sebelum 7 Juni 2031", day),
        ("NOTE TO EDITORS: do not publish", draft),
        ("NOTE TO EDITORS: Do not publish until 7 June 2031", day),
        ("DRAFT - not approved", draft),
        ("[Draft]", draft),
        ("HOLD", draft),
        ("HOLD FOR LEGAL", draft),
        ("CONFIDENTIAL", draft),
        ("INTERNAL USE ONLY", draft),
        ("KILL KILL KILL", draft),
        ("Vertraulich!", draft),
        ("草稿", draft),
    ] {
        for (name, text) in [
            ("a.txt", format!("{line}\nBridge opens again\n{EN}\n")),
            ("a.txt", format!("Bridge opens again\n{EN}\n{line}\n")),
            ("a.md", format!("{line}\n\n# Bridge opens again\n\n{EN}\n")),
            ("a.md", format!("# Bridge opens again\n\n{EN}\n\n{line}\n")),
            ("a.html", format!("<h1>Bridge opens again</h1>\n<p>{EN}</p>\n<div>{line}</div>\n")),
        ] {
            let (found, _, title) = withheld(name, &text);
            assert_eq!((found, &*title), (vec![expected.to_owned()], "\"Bridge opens again\""), "{text}");
        }
    }
    for line in [
        "The draft was not approved by parliament.",
        "Hold the line, said the minister.",
        "Draft law passes",
        "DRAFT LAW PASSES",
        "Kill",
        "Internal",
        "Nicht vor dem Winter",
        "Confidential papers were found in the river. Nobody knows whose.",
        "Note: the bridge is closed on Sundays",
    ] {
        let (found, ..) = withheld("a.md", &format!("# Bridge opens again\n\n{line}\n\n{EN}\n"));
        assert_eq!(found, Vec::<String>::new(), "{line}");
    }
    let middle = format!("{EN}\n\n").repeat(9);
    let (found, ..) = withheld("a.md", &format!("# Bridge opens again\n\n{middle}CONFIDENTIAL\n\n{middle}"));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_draft_by_a_line_names_the_line_and_comes_beside_an_embargo() {
    let text = format!("CONFIDENTIAL\nEMBARGO 7 June 2031\nBridge opens again\n{EN}\n");
    let (found, lifted, _) = withheld("a.txt", &text);
    assert_eq!(
        (found, lifted),
        (vec!["publish = 2031-06-07".to_owned(), "draft = true".to_owned()], vec![1, 2])
    );
    let adoption = adopted(&text);
    let draft = adoption.entries.iter().find(|entry| entry.key == "draft").unwrap();
    assert_eq!(draft.from, "from the line `CONFIDENTIAL`");
}

/// The lines of the metadata that a text gets, as they are written.
fn written(text: &str) -> Vec<String> {
    adopted(text).entries.iter().map(adopt::MetadataLine::line).collect()
}

#[test]
fn a_time_whose_zone_is_unknown_is_left_to_fill_in() {
    let line = "Lirang, 12 Mei 2026 10:00 XYZT";
    let text = |line: &str| format!("Jembatan dibuka kembali\n{line}\n{ID}\n");
    let expected = format!("# date = 2026-05-12  # write the time, too, and remove the first #: \"{line}\"");
    assert!(written(&text(line)).contains(&expected), "{:#?}", written(&text(line)));
    let adoption = adopted(&text(line));
    let date = adoption.entries.iter().find(|entry| entry.key == "date").unwrap();
    assert_eq!(
        (date.from.as_str(), date.lines.as_slice()),
        (&*format!("the time zone of `{line}` is unknown"), &[2][..])
    );
    for (line, date) in [
        ("Lirang, 12 Mei 2026 10:00 WIB", "date = 2026-05-12T10:00:00+07:00"),
        ("November 28, 2026 9:05 PM EST", "date = 2026-11-28T21:05:00-05:00"),
        ("November 28, 2026 9:05 PM MST", "date = 2026-11-28T21:05:00-07:00"),
        ("November 28, 2026, noon GMT", "date = 2026-11-28T12:00:00Z"),
    ] {
        assert!(written(&text(line)).contains(&date.to_owned()), "{line}: {:#?}", written(&text(line)));
    }
    let lines = written(&format!("Title: Jembatan\nDate: 12 Mei 2026 10:00 XYZT\n\n{ID}\n"));
    let is_open = |line: &String| line.starts_with("# date = 2026-05-12") && line.contains("10:00 XYZT");
    assert!(lines.iter().any(is_open), "{lines:#?}");
}

#[test]
fn a_title_behind_a_writer_is_not_a_second_one() {
    for (byline, authors, is_noted) in [
        ("Oleh Siti Rahma, Wartawan Senior", "[\"Siti Rahma\"]", true),
        ("By Ana Ruiz, Senior Correspondent, and Budi Santoso", "[\"Ana Ruiz\", \"Budi Santoso\"]", true),
        ("Von Anna Roth, Redakteurin", "[\"Anna Roth\"]", true),
        ("Oleh Siti Rahma, Budi Santoso", "[\"Siti Rahma\", \"Budi Santoso\"]", false),
    ] {
        let lines = written(&format!("Jembatan dibuka kembali\n{byline}\n{ID}\n"));
        let note = if is_noted { format!("  # the text says: \"{byline}\"") } else { String::new() };
        assert!(lines.contains(&format!("authors = {authors}{note}")), "{byline}: {lines:#?}");
    }
}

#[test]
fn an_embargo_is_read_in_the_languages_of_wires() {
    for line in [
        "Sperrfrist: 20. Mai 2026, 06:00 MESZ",
        "Unter Embargo bis 20. Mai 2026, 06:00 MESZ",
        "Sous embargo jusqu'au 20 mai 2026, 06:00 CEST",
        "Embargado hasta el 20 de mayo de 2026, 06:00 CEST",
        "Bajo embargo hasta 20 mayo 2026 06:00 CEST",
        "Embargo hingga 20 Mei 2026 11:00 WIB",
        "Onder embargo tot 20 mei 2026 06:00 CEST",
        "Sob embargo até 20 de maio de 2026 06:00 CEST",
        "Embargado até 20 de maio de 2026 06:00 CEST",
        "Sotto embargo fino al 20 maggio 2026 06:00 CEST",
    ] {
        let text = format!("{line}\nJembatan dibuka kembali\n{ID}\n");
        let (found, lifted, title) = withheld("a.txt", &text);
        let zone = if line.ends_with("WIB") { "T11:00:00+07:00" } else { "T06:00:00+02:00" };
        assert_eq!(found, [format!("publish = 2026-05-20{zone}")], "{line}");
        assert_eq!((lifted, title.as_str()), (vec![1], "\"Jembatan dibuka kembali\""), "{line}");
    }
}

#[test]
fn a_line_that_orders_to_wait_or_to_kill_holds_without_a_colon() {
    for line in [
        "EMBARGO May 20, 2099 6 PM",
        "FOR RELEASE MAY 20, 2099 6:00 AM ET",
        "+++ Sperrfrist 20.5.2099, 10 Uhr +++",
        "Sperrfrist Mittwoch, 10.00 Uhr",
        "Bitte beachten Sie die Sperrfrist: 20. Mai 2099, 10.00 Uhr",
        "EMBARGO TUESDAY",
        "Hold for release Wednesday",
        "À ne pas publier avant mercredi 6 heures",
        "MANDATORY KILL",
        "STORY WITHDRAWN",
        "BERITA DICABUT",
        "ADVISORY: NOT FOR PUBLICATION",
        "Nicht zur Veröffentlichung bestimmt",
    ] {
        for text in [
            format!("{line}\nJembatan dibuka kembali\n{ID}\n"),
            format!("Jembatan dibuka kembali\n{ID}\n\n{line}\n"),
        ] {
            let lines = written(&text);
            let is_held = |entry: &String| {
                entry.starts_with("draft = true") || entry.starts_with("publish = 2099-05-20")
            };
            assert!(lines.iter().any(is_held), "{line}: {lines:#?}");
        }
    }
    for line in ["Embargo on oil lifted", "For release notes, see version 2.0"] {
        let lines = written(&format!("Jembatan dibuka kembali\n{ID}\n\n{line}\n"));
        assert!(lines.iter().all(|entry| !entry.starts_with("draft")), "{line}: {lines:#?}");
    }
}
