//! What is wrong with episodes that would reach listeners all the same: files that are absent or something else than their
//! names say, numbers and files that two episodes share.

use std::fs;

use crate::harness::{article, feed};
use crate::pictures::png;
use crate::podcasts::{ITUNES, PODCAST, elements, episode, jpeg, mp3, show, with_files};

/// An episode with this file.
fn with_enclosure(src: &str) -> String {
    article("a", &format!("date = 2026-04-01\nenclosure = \"{src}\""))
}

#[test]
fn an_episode_whose_file_is_absent_stops_the_build() {
    let cases = [
        (
            "gone.mp3",
            "[missing-file] content/a.md:4:13 the file `gone.mp3` does not exist: there is no `content/gone.mp3` | \
             add the file, or write a path on the site (\"/images/…\") or an absolute URL",
        ),
        (
            "/audio/gone.mp3",
            "[unmeasured-enclosure] content/a.md:4:13 the size of `/audio/gone.mp3` is unknown | add the file as \
             `content/audio/gone.mp3` or `public/audio/gone.mp3`, or write `bytes` beside `src`, such as 12345678",
        ),
        (
            "https://cdn.org/e.mp3",
            "[unmeasured-enclosure] content/a.md:4:13 the size of `https://cdn.org/e.mp3` is unknown | run `feedwright \
             measure`, which adds it, or write `bytes` beside `src`, such as 12345678",
        ),
    ];
    for (src, expected) in cases {
        let one = with_enclosure(src);
        let of_show = with_files(&show(""), &[("a.md", &one)], &[]);
        assert_eq!(of_show.findings(), [format!("error{expected}")]);
        assert!(!of_show.path("public").exists());
        // Readers of a blog show the text.
        let blog = with_files(crate::harness::PLAIN, &[("a.md", &one)], &[]);
        assert_eq!(blog.findings(), [format!("warning{expected}")]);
    }
}

#[test]
fn what_else_an_episode_has_may_be_absent() {
    let keys = "enclosure = [\"e1.mp3\", \"gone.m4a\"]\n[episode]\nalternate = \"gone.mp4\"";
    let one = article("a", &format!("date = 2026-04-01\n{keys}"));
    let site = with_files(&show(""), &[("a.md", &one)], &[("e1.mp3", &mp3(1))]);
    let found = site.findings();
    assert!(
        found.len() == 2 && found.iter().all(|line| line.starts_with("warning[missing-file]")),
        "{found:#?}"
    );
}

#[test]
fn a_file_with_a_query_is_measured() {
    let site =
        with_files(&show(""), &[("a.md", &with_enclosure("e1.mp3?from=feed"))], &[("e1.mp3", &mp3(10))]);
    site.clean();
    let xml = site.read("show.xml");
    assert_eq!(elements(&xml, (ITUNES, "duration")), ["10"]);
    let file = elements(&xml, ("", "enclosure")).concat();
    assert!(file.ends_with("type=audio/mpeg url=https://kampung.org/a/e1.mp3?from=feed"), "{file}");
}

#[test]
fn two_episodes_with_one_number_or_one_file_are_findings_at_their_keys() {
    let numbered = |day: u32, file: &str, keys: &str| {
        article("a", &format!("date = 2026-04-0{day}\nenclosure = \"{file}\"\n[episode]\n{keys}"))
    };
    let articles = [
        ("a.md", numbered(4, "e1.mp3", "number = 1")),
        ("b.md", numbered(3, "e2.mp3", "number = 1")),
        ("c.md", numbered(2, "e3.mp3", "number = 1\ntype = \"bonus\"")),
        ("d.md", numbered(1, "e4.mp3", "number = 1\nseason = 2")),
    ];
    let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let sound = mp3(1);
    let files = ["e1.mp3", "e2.mp3", "e3.mp3", "e4.mp3"].map(|name| (name, sound.as_slice()));
    let site = with_files(&show(""), &articles, &files);
    let found = site.findings();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .starts_with("warning[duplicate-episode-number] content/a.md:6:10 `b.md` is episode 1, too | "),
        "{found:#?}"
    );
    assert!(found[0].ends_with("write another `number`, or the `season` that it is in, under [episode]"));
    // The older one is beyond the limit of the feed.
    let limited = show("").replace("format = \"rss\"", "format = \"rss\"\nlimit = 1");
    let site = with_files(&limited, &articles, &files);
    assert_eq!(site.findings(), found);

    let same = numbered(3, "/a/e1.mp3", "number = 2");
    let site = with_files(&show(""), &[articles[0], ("b.md", &same)], &[("e1.mp3", &sound)]);
    fs::create_dir_all(site.path("public/a")).unwrap();
    fs::write(site.path("public/a/e1.mp3"), &sound).unwrap();
    let found = site.findings();
    assert!(
        found[0].starts_with(
            "error[duplicate-enclosure] content/a.md:4:13 `b.md` has the same recording `e1.mp3` | "
        ),
        "{found:#?}"
    );
}

#[test]
fn a_recording_that_two_articles_use_is_found_wherever_their_pages_are() {
    let with = |day: u32, file: &str| article("a", &format!("date = 2026-04-0{day}\nenclosure = {file}"));
    let sound = mp3(1);
    for (path, file) in [
        ("b.md", "\"e1.mp3\""),
        ("b.md", "\"./e1.mp3\""),
        ("talks/b.md", "\"../e1.mp3\""),
        ("talks/b.md", "[\"/e1.mp3\", \"../e2.mp3\"]"),
        ("talks/b.md", "[\"../e2.mp3\", \"/e1.mp3\"]"),
    ] {
        let site = with_files(
            &show(""),
            &[("a.md", &with(4, "\"e1.mp3\"")), (path, &with(3, file))],
            &[("e1.mp3", &sound), ("e2.mp3", &sound)],
        );
        let expected = format!(
            "error[duplicate-enclosure] content/a.md:4:13 `{path}` has the same recording `e1.mp3` | write another file in \
             `enclosure`, or leave one of the articles out"
        );
        let found = site.findings();
        assert!(found.contains(&expected), "{path}, {file}: {found:#?}");
        assert!(!site.path("public").exists());
    }
    // Other feeds have only the URLs of the files.
    let same = "date = 2026-04-03\nenclosure = { src = \"https://cdn.org/e.mp3\", bytes = 9 }";
    let articles = [("a.md", article("a", same)), ("b.md", article("b", same))];
    let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let blog = with_files(crate::harness::PLAIN, &articles, &[]).findings();
    let expected = "another entry has the same enclosure, in `a.md` (in feed.xml)";
    assert!(
        blog.iter().any(|line| line.contains("content/b.md:4:13") && line.contains(expected)),
        "{blog:#?}"
    );
    let twice = with(4, "[\"e1.mp3\", \"e1.mp3\"]");
    let site = with_files(&show(""), &[("a.md", &twice)], &[("e1.mp3", &sound)]);
    let expected = "warning[duplicate-enclosure] content/a.md:4:13 the article names one of its files twice | remove one of \
                    the two";
    assert_eq!(site.findings(), [expected]);
    let numbered = |name: &str, day: u32| with(day, &format!("\"{name}\""));
    let (one, other) = (numbered("ep #1.mp3", 1), numbered("ep #2.mp3", 2));
    let files: &[(&str, &[u8])] = &[("ep #1.mp3", &sound), ("ep #2.mp3", &sound)];
    with_files(&show(""), &[("a.md", &one), ("b.md", &other)], files).clean();
}

#[test]
fn a_picture_that_is_something_else_than_its_name_says_is_a_finding_at_its_key() {
    let sound = mp3(1);
    let one = episode(1, "[episode]\nimage = \"e #1.jpg\"");
    let body = format!("{one}\n![A quay](quay.jpg)\n\n![The same](quay.jpg)\n");
    let page = b"<!doctype html><title>404</title>".as_slice();
    let files: &[(&str, &[u8])] = &[
        ("e1.mp3", &sound),
        ("cover.jpg", &png(1400, 1400)),
        ("e #1.jpg", &png(1400, 1400)),
        ("quay.jpg", page),
    ];
    let site = with_files(&show(""), &[("a.md", &body)], files);
    assert_eq!(
        site.findings(),
        [
            "warning[unfit-episode-image] content/a.md:6:9 the episode image `e #1.jpg` is a PNG, which does not match its \
             extension | use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels",
            "warning[unusable-image] content/a.md:10:11 the image `quay.jpg` is damaged, or not an image | replace it with \
             the complete picture, with the extension that matches its content",
            "error[unusable-cover] feedwright.toml:13:9 the cover `cover.jpg` is a PNG, which does not match its extension | \
             use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels",
        ]
    );
    let whole = jpeg(1400, 3);
    for (bytes, problem) in [
        (page, "is damaged, or not an image"),
        (b"".as_slice(), "is empty"),
        (&whole[..whole.len() - 2], "was cut off when it was copied"),
    ] {
        let site =
            with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", &sound), ("cover.jpg", bytes)]);
        let expected =
            format!("error[unusable-cover] feedwright.toml:13:9 the cover `cover.jpg` {problem} | ");
        let found = site.findings();
        assert!(found.len() == 1 && found[0].starts_with(&expected), "{found:#?}");
    }
}

#[test]
fn a_picture_in_the_text_that_a_key_names_is_reported_once() {
    let one = article("a", "date = 2026-04-01\nimage = \"quay.png\"");
    let text = format!("{one}\n![A quay](quay.png)\n");
    let site = with_files(crate::harness::PLAIN, &[("a.md", &text)], &[("quay.png", &jpeg(100, 3))]);
    let found = site.findings();
    assert!(
        found.len() == 1 && found[0].starts_with("warning[unusable-image] content/a.md:4:9 "),
        "{found:#?}"
    );
}

#[test]
fn paths_on_the_site_are_urls_of_people_licenses_and_funding() {
    let settings = show(
        "funding = [{ url = \"/give/\", text = \"Give\" }, { url = \"https://give.org/\", text = \"Or there\" }]\nperson = { \
         name = \"Ana\", url = \"/ana/\", image = \"/ana.jpg\" }\nlicense = { name = \"Ours\", url = \"/license/\" }\n\
         new-feed-url = \"/new.xml\"\nenclosure-prefix = \"/count/\"",
    );
    let settings = settings.replace("https://kampung.org/", "https://kampung.org/radio/");
    let keys = "[episode]\nperson = [{ name = \"Budi\", url = \"/budi/\", image = \"/radio/budi.jpg\" }]\nfunding = { url = \
                \"/give/\", text = \"Give\" }\nlicense = { name = \"Ours\", url = \"/license/\" }";
    let site = with_files(&settings, &[("a.md", &episode(1, keys))], &[("e1.mp3", &mp3(1))]);
    site.clean();
    let xml = site.read("show.xml");
    let of = |name| elements(&xml, (PODCAST, name));
    let base = "https://kampung.org/radio";
    let give = format!("url={base}/give/ Give");
    assert_eq!(of("funding"), [&give, "url=https://give.org/ Or there", &give]);
    assert_eq!(
        of("person"),
        [
            format!("href={base}/ana/ img={base}/ana.jpg Ana"),
            format!("href={base}/budi/ img={base}/budi.jpg Budi")
        ]
    );
    assert_eq!(of("license"), [format!("url={base}/license/ Ours"), format!("url={base}/license/ Ours")]);
    assert_eq!(elements(&xml, (ITUNES, "new-feed-url")), [format!("{base}/new.xml")]);
    assert!(
        elements(&xml, ("", "enclosure"))
            .concat()
            .contains(&format!("url={base}/count/kampung.org/radio/a/e1.mp3"))
    );
    for key in [
        "funding = { url = \"give\", text = \"Give\" }",
        "person = { name = \"Ana\", url = \"mailto:a@b.org\" }",
    ] {
        let site = with_files(
            &show(""),
            &[("a.md", &episode(1, &format!("[episode]\n{key}")))],
            &[("e1.mp3", &mp3(1))],
        );
        let found = site.findings().concat();
        assert!(
            found.contains("error[invalid-podcast-value] content/a.md:6:")
                && found.contains("or a path on the site"),
            "{found}"
        );
    }
}

#[test]
fn an_article_with_the_name_of_an_episode_at_a_path_on_the_site_is_no_transcript() {
    let note = "+++\ntitle = \"A note\"\ndate = 2026-04-02\ndraft = true\n+++\nPrivate.\n";
    let episodes = with_enclosure("/audio/e1.mp3");
    let site = with_files(
        &show(""),
        &[("a.md", &episodes), ("audio/e1.txt", note), ("audio/e1.vtt", "WEBVTT")],
        &[],
    );
    fs::write(site.path("content/audio/e1.mp3"), mp3(1)).unwrap();
    site.build();
    let transcripts = elements(&site.read("show.xml"), (PODCAST, "transcript"));
    assert_eq!(transcripts, ["type=text/vtt url=https://kampung.org/audio/e1.vtt"]);
    // A name may contain what has a meaning in a URL.
    let odd = "ep #1";
    let file = |extension: &str| format!("{odd}.{extension}");
    let named = with_enclosure(&file("mp3"));
    let site = with_files(&show(""), &[("a.md", &named), (&file("txt"), note)], &[(&file("mp3"), &mp3(1))]);
    site.build();
    assert_eq!(elements(&site.read("show.xml"), (PODCAST, "transcript")), [""; 0]);
}

#[test]
fn a_trailer_that_is_nowhere_on_the_site_is_a_finding_at_its_key() {
    let trailer = |more: &str| {
        show(&format!("trailer = {{ src = \"/t.mp3\", title = \"Soon\", date = 2026-03-01{more} }}"))
    };
    let build = |settings: &str| {
        with_files(settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]).findings()
    };
    assert_eq!(
        build(&trailer("")),
        [
            "warning[missing-file] feedwright.toml:18:11 the trailer `t.mp3` is neither in the content folder nor in the output \
             folder | add the file to one of them, correct `src`, or write `bytes` beside it"
        ]
    );
    assert_eq!(build(&trailer(", bytes = 5")), [""; 0]);
}

#[test]
fn files_are_checked_before_a_commit_as_in_a_build() {
    let settings = format!("{}{}", show(""), feed("blog.xml", "rss", ""));
    let site = with_files(&settings, &[("a.md", &with_enclosure("gone.mp3"))], &[]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["list", "content/a.md", "--now", "2026-06-01T00:00:00Z"])
        .current_dir(site.path(""))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("error[missing-file]"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_transcript_or_chapters_that_apps_cannot_read_are_findings() {
    let cases: &[(&str, &str, &str)] = &[
        ("e1.vtt", "", "is empty"),
        (
            "e1.vtt",
            "1\n00:00:00,000 --> 00:00:01,000\nHi\n",
            "is not WebVTT: its first line must be `WEBVTT`",
        ),
        ("e1.vtt", "\u{FEFF}WEBVTT\r\n", ""),
        ("e1.srt", "\u{FEFF}1\r\n00:00:00,000 --> 00:00:01,000\r\nHi\r\n", ""),
        (
            "e1.srt",
            "<!doctype html>",
            "is not SubRip: it has no times, such as `00:00:00,000 --> 00:00:04,000`",
        ),
        ("e1.json", "words", "is not JSON"),
        ("e1.txt", "\n", "is empty"),
        ("e1.chapters.json", "not json", "is not JSON: expected ident at line 1 column 2"),
        ("e1.chapters.json", "{}", "has no `chapters` array"),
        ("e1.chapters.json", "{\"version\": \"1.2.0\", \"chapters\": []}", "has no chapters"),
        ("e1.chapters.json", "{\"chapters\": [{}]}", "has a chapter without a `startTime` in seconds"),
        (
            "e1.chapters.json",
            "{\"chapters\": [{\"startTime\": 9}, {\"startTime\": 3}]}",
            "has chapters that are not sorted by `startTime`",
        ),
        ("e1.chapters.json", "{\"chapters\": [{\"startTime\": 0}, {\"startTime\": 3.5}]}", ""),
    ];
    for (name, content, problem) in cases {
        let files: &[(&str, &[u8])] = &[("e1.mp3", &mp3(1)), (name, content.as_bytes())];
        let site = with_files(&show(""), &[("a.md", &episode(1, ""))], files);
        let expected = format!(
            "warning[unreadable-episode-text] content/a.md:4:13 the file `{name}` {problem} | correct the file, or give it the \
             extension that matches its content"
        );
        assert_eq!(
            site.findings(),
            Vec::from_iter((!problem.is_empty()).then_some(expected)),
            "{name}: {content}"
        );
    }
    let keys =
        "[episode]\ntranscript = { src = \"t.vtt\", language = \"in English\" }\nchapters = \"c.json\"";
    let files: &[(&str, &[u8])] = &[("e1.mp3", &mp3(1)), ("t.vtt", b"WEBVTT"), ("c.json", b"[]")];
    let found = with_files(&show(""), &[("a.md", &episode(1, keys))], files).findings();
    assert!(
        found[0]
            .starts_with("error[invalid-podcast-value] content/a.md:6:42 `in English` is not a language tag"),
        "{found:#?}"
    );
    let keys = keys.replace("in English", "en");
    let found = with_files(&show(""), &[("a.md", &episode(1, &keys))], files).findings();
    assert!(
        found.len() == 1
            && found[0].starts_with(
                "warning[unreadable-episode-text] content/a.md:7:12 the file `c.json` has no `chapters` array"
            ),
        "{found:#?}"
    );
}

#[test]
fn a_name_with_a_number_sign_is_a_name_wherever_a_key_names_a_file() {
    let settings = show("trailer = { src = \"/t #1.m4a\", title = \"Soon\", date = 2026-03-01 }")
        .replace("/cover.jpg", "/cover #1.jpg");
    let keys = "date = 2026-04-01\nenclosure = \"/e #1.mp3\"\nimage = { src = \"/p #1.jpg\" }\n[episode]\nimage = \
                \"/i #1.jpg\"\nchapters = \"/c #1.json\"\ntranscript = [\"t #1.vtt\", \"/t #2.srt\"]\nalternate = \
                \"/e #1.m4a\"";
    let chapters = b"{\"version\": \"1.2.0\", \"chapters\": [{\"startTime\": 0}]}";
    let (sound, picture) = (mp3(1), jpeg(1400, 3));
    let files: &[(&str, &[u8])] = &[
        ("e #1.mp3", &sound),
        ("e #1.m4a", b"x"),
        ("t #1.m4a", b"x"),
        ("p #1.jpg", &picture),
        ("i #1.jpg", &picture),
        ("cover #1.jpg", &picture),
        ("c #1.json", chapters),
        ("t #1.vtt", b"WEBVTT"),
        ("t #2.srt", b"1\n00:00:00,000 --> 00:00:01,000\nHi\n"),
    ];
    let site = with_files(&settings, &[("a.md", &article("a", keys))], files);
    let found = site.findings();
    assert!(found.iter().all(|line| line.starts_with("warning[unplayable-media]")), "{found:#?}");
    let xml = site.read("show.xml");
    for path in [
        "e%20%231.mp3",
        "e%20%231.m4a",
        "t%20%231.m4a",
        "p%20%231.jpg",
        "i%20%231.jpg",
        "cover%20%231.jpg",
        "c%20%231.json",
        "a/t%20%231.vtt",
        "t%20%232.srt",
    ] {
        assert!(xml.contains(&format!("\"https://kampung.org/{path}\"")), "{path}: {xml}");
    }
    assert!(!xml.contains('#'), "{xml}");
    assert!(elements(&xml, (PODCAST, "trailer")).concat().contains("type=audio/x-m4a"), "{xml}");
}

#[test]
fn a_soundbite_after_the_end_of_its_episode_is_a_warning() {
    let bite = |start: u32| {
        let keys = format!("[episode]\nsoundbite = {{ start = {start}, duration = 20 }}");
        with_files(&show(""), &[("a.md", &episode(1, &keys))], &[("e1.mp3", &mp3(60))]).findings()
    };
    assert_eq!(bite(40), [""; 0]);
    assert_eq!(
        bite(50),
        [
            "warning[soundbite-after-end] content/a.md:6:13 the soundbite ends at 70 seconds, but the episode at 60 (in \
             show.xml) | write a smaller `start` or `duration` of `soundbite` under [episode]"
        ]
    );
}

#[test]
fn a_warning_about_a_file_does_not_hide_that_directories_reject_it() {
    let site = with_files(&show(""), &[("a.md", &with_enclosure("e1.wav"))], &[("e1.wav", b"RIFF")]);
    let found = site.findings();
    let codes: Vec<_> = found.iter().filter_map(|line| line.split(']').next()).collect();
    assert_eq!(codes, ["error[podcast-file-extension", "warning[unplayable-media"], "{found:#?}");
    assert!(!site.path("public").exists());
}

#[test]
fn each_file_of_a_list_or_a_table_is_reported_at_its_own_place() {
    let head = "---\ntitle: a\ndate: 2026-04-01\nenclosure:\n  - src: e1.mp3\n  - src: gone.m4a\nepisode:\n  number: 3\n  \
                chapters: gone.json\n  transcript: [gone.vtt, gone.srt]\n  alternate: { src: gone.mp4 }\n---\nText.\n";
    let site = with_files(&show(""), &[("a.md", head)], &[("e1.mp3", &mp3(1))]);
    let found = site.findings();
    let places: Vec<_> = found
        .iter()
        .filter_map(|line| line.strip_prefix("warning[missing-file] content/a.md:")?.split(" does").next())
        .collect();
    assert_eq!(
        places,
        [
            "6:5 the file `gone.m4a`",
            "9:13 the file `gone.json`",
            "10:16 the file `gone.vtt`",
            "10:26 the file `gone.srt`",
            "11:14 the file `gone.mp4`",
        ],
        "{found:#?}"
    );
}

#[test]
fn a_mistake_in_a_head_does_not_hide_what_is_wrong_with_files_and_text() {
    let keys = "date = 2026-04-01\nslug = \"a/b\"\nimage = \"gone.jpg\"\nenclosure = \"gone.mp3\"\n[episode]\nnumber = 0\n\
                chapters = \"gone.json\"";
    let text = article("a", keys) + "\nA [link](nowhere.md).\n";
    let site = with_files(&show(""), &[("a.md", &text)], &[]);
    let found = site.findings();
    let codes: Vec<_> = found.iter().filter_map(|line| line.split([' ']).next()).collect();
    for code in [
        "error[invalid-slug]",
        "error[invalid-podcast-value]",
        "error[missing-file]",
        "warning[missing-file]",
        "warning[dead-link]",
    ] {
        assert!(codes.contains(&code), "{code}: {found:#?}");
    }
    assert_eq!(codes.iter().filter(|code| code.ends_with("[missing-file]")).count(), 3, "{found:#?}");
    assert!(!site.path("public").exists());
    // What is malformed says nothing for certain, and what is in no feed does not matter.
    for keys in [
        "slug = \"a/b\"\nimage = \"gone.jpg\"\npublish = 2099-01-01",
        "slug = \"a/b\"\nimage = \"gone.jpg\"\nx = = 1",
    ] {
        let one = article("a", &format!("date = 2026-04-01\n{keys}"));
        let found = with_files(&show(""), &[("a.md", &one)], &[]).findings();
        assert!(!found.iter().any(|line| line.contains("[missing-file]")), "{found:#?}");
    }
}
