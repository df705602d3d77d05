//! Podcasts: what `[feed.podcast]` and `[episode]` say in RSS, which articles are episodes, and what is measured of their
//! files.

use std::fs;
use std::path::Path;

use feedwright::check::{self, Options, Profile};
use roxmltree::{Document, Node};

use crate::harness::{Site, article, feed};
use crate::pictures::png;

pub(crate) const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
pub(crate) const PODCAST: &str = "https://podcastindex.org/namespace/1.0";

/// What directories require, and a guid, without which every build advises to add one.
const SHOW: &str = r#"[feed.podcast]
image = "/cover.jpg"
categories = [["Society & Culture", "Documentary"]]
explicit = false
guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
owner = { name = "Radio Kampung", email = "radio@kampung.org" }
"#;

const SITE: &str = "[site]\nbase-url = \"https://kampung.org/\"\ntitle = \"Kampung\"\ndescription = \"Rain and shine\"\ntimezone = \"UTC\"\nlanguage = \"id\"\nauthors = [\"Ana\"]\n";

pub(crate) fn show(more: &str) -> String {
    format!("{SITE}{}{SHOW}{more}\n", feed("show.xml", "rss", ""))
}

/// An episode with a file beside it.
pub(crate) fn episode(number: u32, more: &str) -> String {
    let keys = format!("date = 2026-04-0{number}\nenclosure = \"e{number}.mp3\"\n{more}");
    article(&format!("Episode about {number}"), &keys)
}

/// Frames of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 1152 samples in 417 bytes each.
pub(crate) fn mp3(seconds: u32) -> Vec<u8> {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0x64];
    frame.resize(417, 0);
    frame.repeat((seconds * 44_100).div_ceil(1152) as usize)
}

/// A transcript.
pub(crate) const SRT: &[u8] = b"1\n00:00:00,000 --> 00:00:01,000\nRain.\n";

/// A file of chapters.
pub(crate) const CHAPTERS_FILE: &[u8] = b"{\"version\": \"1.2.0\", \"chapters\": [{\"startTime\": 0}]}";

/// A site with these files, and a cover that directories take.
pub(crate) fn with_files(settings: &str, articles: &[(&str, &str)], files: &[(&str, &[u8])]) -> Site {
    let site = Site::new(settings, articles);
    fs::write(site.path("content/cover.jpg"), jpeg(1400, 3)).unwrap();
    for (name, bytes) in files {
        fs::write(site.path("content").join(name), bytes).unwrap();
    }
    site
}

/// The elements with a name, as attributes in the order of their names, and text.
pub(crate) fn elements(document: &str, (namespace, name): (&str, &str)) -> Vec<String> {
    let document = Document::parse(document).unwrap();
    let is_wanted = |node: &Node<'_, '_>| {
        node.tag_name().name() == name && node.tag_name().namespace().unwrap_or_default() == namespace
    };
    document.descendants().filter(is_wanted).map(|node| shown(&node)).collect()
}

fn shown(node: &Node<'_, '_>) -> String {
    let mut parts: Vec<_> =
        node.attributes().map(|attribute| format!("{}={}", attribute.name(), attribute.value())).collect();
    parts.sort();
    parts.extend(node.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned));
    parts.join(" ")
}

/// What is wrong with a document by the profile of podcasts, but for advice.
fn problems(site: &Site, path: &str) -> Vec<String> {
    let mut options = Options::default();
    options.profiles = [Profile::Podcast].into();
    let checked = check::document(Path::new(path), site.read(path).as_bytes(), &options);
    let found = checked.findings.into_iter().map(|(finding, _)| finding);
    let is_problem = |severity: &str| severity != "info";
    found
        .filter(|finding| is_problem(finding.severity.as_str()))
        .map(|finding| format!("{}: {}", finding.code.name, finding.message))
        .collect()
}

#[test]
fn a_show_says_what_directories_require_and_passes_their_profile() {
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(10))]);
    site.clean();
    let xml = site.read("show.xml");
    let of = |name| elements(&xml, (ITUNES, name));
    assert_eq!(of("image"), ["href=https://kampung.org/cover.jpg"]);
    assert_eq!(of("category"), ["text=Society & Culture", "text=Documentary"]);
    assert_eq!(of("explicit"), ["false"]);
    assert_eq!(of("author"), ["Ana"], "the site's, since the show names none");
    assert_eq!(of("name"), ["Radio Kampung"]);
    assert_eq!(of("email"), ["radio@kampung.org"]);
    assert_eq!(elements(&xml, (PODCAST, "guid")), ["9b024349-ccf0-5f69-a609-6b82873eab3c"]);
    assert_eq!(of("duration"), ["10"]);
    assert_eq!(problems(&site, "show.xml"), [""; 0]);
}

#[test]
fn every_key_of_a_show_is_in_its_feed() {
    let more = r#"author = "Radio"
type = "serial"
complete = true
block = true
new-feed-url = "https://new.org/feed.xml"
locked = true
medium = "music"
txt = ["plain", { purpose = "verify", value = "abc" }]
update-frequency = { text = "Weekly", rrule = "FREQ=WEEKLY" }
license = "CC-BY-4.0"
location = { name = "Jakarta", geo = "geo:-6.2,106.8", osm = "R6362934" }
funding = { url = "https://give.org/", text = "Give" }
person = ["Ana", { name = "Budi", role = "Editor", group = "Audio Post-Production", url = "https://budi.org/", image = "https://budi.org/b.jpg" }]
trailer = { src = "/t.mp3", title = "Soon", date = 2026-03-01, season = 1 }
"#;
    let one = episode(1, "episode = { number = 1 }");
    let site = with_files(&show(more), &[("a.md", &one)], &[("e1.mp3", &mp3(1)), ("t.mp3", &mp3(2))]);
    site.clean();
    let xml = site.read("show.xml");
    let expected: &[((&str, &str), &[&str])] = &[
        ((ITUNES, "author"), &["Radio"]),
        ((ITUNES, "type"), &["serial"]),
        ((ITUNES, "complete"), &["Yes"]),
        ((ITUNES, "block"), &["Yes"]),
        ((ITUNES, "new-feed-url"), &["https://new.org/feed.xml"]),
        ((PODCAST, "locked"), &["owner=radio@kampung.org yes"]),
        ((PODCAST, "medium"), &["music"]),
        ((PODCAST, "txt"), &["plain", "purpose=verify abc"]),
        ((PODCAST, "updateFrequency"), &["rrule=FREQ=WEEKLY Weekly"]),
        ((PODCAST, "license"), &["cc-by-4.0"]),
        ((PODCAST, "location"), &["geo=geo:-6.2,106.8 osm=R6362934 Jakarta"]),
        ((PODCAST, "funding"), &["url=https://give.org/ Give"]),
        (
            (PODCAST, "person"),
            &[
                "Ana",
                "group=audio post-production href=https://budi.org/ img=https://budi.org/b.jpg role=editor Budi",
            ],
        ),
        (
            (PODCAST, "trailer"),
            &[&format!(
                "length={} pubdate=Sun, 01 Mar 2026 00:00:00 +0000 season=1 type=audio/mpeg url=https://kampung.org/t.mp3 Soon",
                mp3(2).len()
            )],
        ),
    ];
    for (name, texts) in expected {
        assert_eq!(elements(&xml, *name), *texts, "{}", name.1);
    }
    assert_eq!(problems(&site, "show.xml"), [""; 0]);
}

#[test]
fn every_key_of_an_episode_is_in_its_feed() {
    let keys = r#"[episode]
number = 3
season = { number = 2, name = "Rain" }
type = "bonus"
title = "Rain"
explicit = true
image = "/e.png"
duration = "1:02:03"
chapters = "chapters.json"
transcript = ["t.vtt", { src = "t.srt", language = "en" }]
person = ["Citra"]
location = "Depok"
soundbite = { start = "1:10", duration = 30.5, title = "The best" }
block = true
license = { name = "Ours", url = "https://kampung.org/license" }
funding = { url = "https://give.org/", text = "Give" }
"#;
    let files: &[(&str, &[u8])] =
        &[("e1.mp3", &mp3(1)), ("chapters.json", CHAPTERS_FILE), ("t.vtt", b"WEBVTT"), ("t.srt", SRT)];
    let site = with_files(&show(""), &[("a.md", &episode(1, keys))], files);
    site.clean();
    let xml = site.read("show.xml");
    let document = Document::parse(&xml).unwrap();
    let item = document.descendants().find(|node| node.has_tag_name("item")).unwrap();
    let of = |(namespace, name)| {
        let wanted = item.descendants().filter(|node| node.has_tag_name((namespace, name)));
        wanted.map(|node| shown(&node)).collect::<Vec<_>>()
    };
    let page = "https://kampung.org/a";
    let expected: &[((&str, &str), &[&str])] = &[
        ((ITUNES, "episode"), &["3"]),
        ((PODCAST, "episode"), &["3"]),
        ((ITUNES, "season"), &["2"]),
        ((PODCAST, "season"), &["name=Rain 2"]),
        ((ITUNES, "episodeType"), &["bonus"]),
        ((ITUNES, "title"), &["Rain"]),
        ((ITUNES, "explicit"), &["true"]),
        ((ITUNES, "image"), &["href=https://kampung.org/e.png"]),
        ((ITUNES, "duration"), &["3723"]),
        ((ITUNES, "block"), &["Yes"]),
        ((PODCAST, "chapters"), &[&format!("type=application/json+chapters url={page}/chapters.json")]),
        (
            (PODCAST, "transcript"),
            &[
                &format!("type=text/vtt url={page}/t.vtt"),
                &format!("language=en type=application/x-subrip url={page}/t.srt"),
            ],
        ),
        ((PODCAST, "person"), &["Citra"]),
        ((PODCAST, "location"), &["Depok"]),
        ((PODCAST, "soundbite"), &["duration=30.5 startTime=70 The best"]),
        ((PODCAST, "license"), &["url=https://kampung.org/license Ours"]),
        ((PODCAST, "funding"), &["url=https://give.org/ Give"]),
    ];
    for (name, texts) in expected {
        assert_eq!(of(*name), *texts, "{}", name.1);
    }
    assert_eq!(problems(&site, "show.xml"), [""; 0]);
}

#[test]
fn a_show_that_directories_would_reject_names_every_key_to_add_at_once() {
    let lacking = "error[incomplete-podcast] feedwright.toml:12:1 podcast without `image`, `categories`, `explicit`, which \
                   directories require | add to [feed.podcast]: image = \"/cover.jpg\" (square, JPEG or PNG, 1400 to 3000 \
                   pixels), categories = [[\"Society & Culture\", \"Documentary\"]] (of Apple's list), explicit = false \
                   (true if it is not for children)";
    for empty in ["", "categories = []\n"] {
        let settings = format!("{SITE}{}[feed.podcast]\n{empty}", feed("show.xml", "rss", ""));
        let site = Site::new(&settings, &[]);
        let found = site.findings();
        assert!(found.iter().any(|line| line == lacking), "{found:#?}");
        assert!(!site.path("public").exists());
    }
}

#[test]
fn one_build_names_every_key_that_promises_require_in_the_configuration_and_in_articles() {
    let feeds = feed("show.xml", "rss", "[feed.podcast]") + &feed("news.xml", "rss", "profile = \"news\"");
    let settings = format!("{}{feeds}", crate::harness::PLAIN);
    let nothing = article("a", "date = 2026-04-01\nenclosure = \"https://cdn.org/e.mp3\"");
    let site = with_files(&settings, &[("a.md", &nothing)], &[]);
    let found = site.findings();
    let expected = [
        "error[incomplete-podcast] feedwright.toml:1:1 podcast without `language`, which directories require | add to \
         [site]: language = \"en\"",
        "error[incomplete-podcast] feedwright.toml:8:1 podcast without `image`, `categories`, `explicit`, which",
        "error[incomplete-news] feedwright.toml:12:11 news feed without `limit`, which partners require",
        "warning[missing-podcast-contact] feedwright.toml:8:1 the podcast has no author",
        "error[unmeasured-enclosure] content/a.md:4:13 the size of `https://cdn.org/e.mp3` is unknown",
    ];
    for line in expected {
        assert!(found.iter().any(|found| found.starts_with(line)), "{line}: {found:#?}");
    }
    assert!(found.iter().all(|line| !line.contains("missing-language")), "{found:#?}");
    let sized =
        nothing.replace("\"https://cdn.org/e.mp3\"", "{ src = \"https://cdn.org/e.mp3\", bytes = 99 }");
    let site = with_files(&settings, &[("a.md", &sized)], &[]);
    let found = site.findings();
    for code in [
        "incomplete-podcast",
        "incomplete-news",
        "news-short-text",
        "news-without-byline",
        "news-without-image",
    ] {
        assert!(found.iter().any(|line| line.starts_with(&format!("error[{code}]"))), "{code}: {found:#?}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn wrong_values_of_a_show_are_errors_at_their_places() {
    let bad: &[(&str, &str)] = &[
        ("categories = [[\"Socety & Culture\"]]", "did you mean [\"Society & Culture\"]?"),
        ("categories = [\"Documentary\"]", "did you mean [\"Society & Culture\", \"Documentary\"]?"),
        ("medium = \"film noir\"", "write one of"),
        ("guid = \"kampung.org/show.xml\"", "write the guid that the feed has, or remove it"),
        ("owner = { name = \"Radio\" }", "write email = \"name@example.org\"; it is public"),
        ("location = [\"Jakarta\", \"Bandung\"]", "write the one that matters most: location = \"…\""),
        ("license = [\"cc0-1.0\"]", "write the one that matters most: license = \"…\""),
        (
            "location = { name = \"J\", geo = \"106.8, -6.2\" }",
            "write them in degrees: \"-6.2088, 106.8456\"",
        ),
        (
            "location = { name = \"J\", geo = \"geo:Jakarta\" }",
            "write them in degrees: \"-6.2088, 106.8456\"",
        ),
        ("location = { name = \"J\", osm = \"113314\" }", "and its number: \"R113314\""),
        ("location = { name = \"J\", osm = \"Relation 113314\" }", "and its number: \"R113314\""),
        ("license = \"cc-by-40\"", "did you mean `cc-by-4.0`?"),
        ("license = \"Ours\"", "or its address, too: { name = \"…\", url = \"https://…\" }"),
        ("trailer = { src = \"/t.mp3\" }", "write src = \"…\", title = \"…\", date = \"…\""),
        ("type = \"weekly\"", "write \"episodic\" or \"serial\""),
        ("enclosure-prefix = \"https://count.org/e\"", "write \"https://count.org/e/\""),
    ];
    for (line, help) in bad {
        let key = line.split(' ').next().unwrap();
        let kept: Vec<_> = SHOW.lines().filter(|line| !line.starts_with(key)).collect();
        let settings = format!("{SITE}{}{}\n{line}\n", feed("show.xml", "rss", ""), kept.join("\n"));
        let site = Site::new(&settings, &[]);
        let found = feedwright::Site::read(&site.path("feedwright.toml"), &site.overrides).unwrap_err();
        let found = site.lines(&found);
        assert_eq!(found.len(), 1, "{line}: {found:#?}");
        let is_ours = ["[invalid-podcast-value] ", "[invalid-setting] ", "[wrong-type] "]
            .iter()
            .any(|code| found.concat().contains(code));
        assert!(is_ours, "{found:#?}");
        assert!(found.concat().contains(help), "{line}: {found:#?}");
    }
}

#[test]
fn a_podcast_is_an_rss_feed() {
    let settings = format!("{SITE}{}{SHOW}", feed("show.xml", "atom", ""));
    let site = Site::new(&settings, &[]);
    let found = feedwright::Site::read(&site.path("feedwright.toml"), &site.overrides).unwrap_err();
    let found = site.lines(&found).concat();
    assert!(found.contains("[invalid-setting]") && found.contains("write format = \"rss\""), "{found}");
}

#[test]
fn only_articles_with_a_file_are_episodes() {
    let blog = feed("blog.xml", "rss", "");
    let site = with_files(
        &format!("{SITE}{blog}{}{SHOW}", feed("show.xml", "rss", "")),
        &[("a.md", &episode(1, "")), ("words.md", &article("words", "date = 2026-04-02"))],
        &[("e1.mp3", &mp3(1))],
    );
    site.clean();
    assert_eq!(site.titles("show.xml"), ["Episode about 1"]);
    assert_eq!(site.titles("blog.xml"), ["words", "Episode about 1"]);
    assert!(!site.read("blog.xml").contains("itunes"), "a blog is no podcast");
}

#[test]
fn an_episode_without_a_file_stops_the_build() {
    let keys = "date = 2026-04-01\nepisode = { number = 1 }";
    let site = Site::new(&show(""), &[("a.md", &article("a", keys))]);
    let found = site.findings().concat();
    assert!(found.contains("error[episode-without-file] content/a.md:"), "{found}");
}

#[test]
fn a_guid_that_is_not_written_down_is_made_of_the_first_address_with_advice_to_keep_it() {
    let settings = show("").replace("guid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\"\n", "");
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    let found = site.findings();
    let guid = elements(&site.read("show.xml"), (PODCAST, "guid")).concat();
    let expected = format!("add guid = \"{guid}\" to [feed.podcast], and keep it if the feed moves");
    assert!(found.iter().any(|line| line.starts_with("info[unpinned-podcast]") && line.ends_with(&expected)));
}

#[test]
fn one_guid_for_the_shows_of_several_feeds_is_an_error_at_its_key() {
    let settings = show("").replace("path = \"show.xml\"", "path = \"{section}.xml\"\neach = \"section\"");
    let site = Site::new(&settings, &[]);
    let found = feedwright::site::Site::read(&site.path("feedwright.toml"), &site.overrides).unwrap_err();
    let found = site.lines(&found);
    let at = settings.lines().position(|line| line.starts_with("guid = ")).unwrap() + 1;
    let expected = format!(
        "error[invalid-setting] feedwright.toml:{at}:8 every feed of `each` has the same `guid`, so apps would take them for one show | remove `guid`"
    );
    assert!(found.len() == 1 && found[0].starts_with(&expected), "{found:#?}");
}

#[test]
fn shows_that_share_their_settings_are_not_advised_to_share_a_guid() {
    let settings = show("").replace("guid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\"\n", "");
    let settings = settings.replace("path = \"show.xml\"", "path = \"{section}.xml\"\neach = \"section\"");
    let site = with_files(&settings, &[], &[]);
    for folder in ["a", "b"] {
        fs::create_dir(site.path("content").join(folder)).unwrap();
        fs::write(site.path("content").join(folder).join("e1.mp3"), mp3(1)).unwrap();
        fs::write(site.path("content").join(folder).join("one.md"), episode(1, "")).unwrap();
    }
    let found = site.findings();
    assert!(site.path("public/a.xml").exists() && site.path("public/b.xml").exists(), "{found:#?}");
    assert!(found.iter().all(|line| !line.contains("[unpinned-podcast]")), "{found:#?}");
}

#[test]
fn files_are_counted_by_a_service_only_in_the_podcast() {
    let settings = format!(
        "{SITE}{}{}{SHOW}enclosure-prefix = \"https://count.org/e/\"\n",
        feed("blog.xml", "rss", ""),
        feed("show.xml", "rss", "")
    );
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    site.clean();
    let url = |path: &str| elements(&site.read(path), ("", "enclosure")).concat();
    assert!(url("show.xml").contains("url=https://count.org/e/kampung.org/a/e1.mp3"), "{}", url("show.xml"));
    assert!(url("blog.xml").contains("url=https://kampung.org/a/e1.mp3"));
}

#[test]
fn several_files_are_alternatives_in_a_podcast_and_all_there_elsewhere() {
    let settings = format!("{}{}{}", show(""), feed("atom.xml", "atom", ""), feed("feed.json", "json", ""));
    let keys = "date = 2026-04-01\nenclosure = [\"e.mp3\", { src = \"e.m4a\", duration = 61 }]";
    let files: &[(&str, &[u8])] = &[("e.mp3", &mp3(61)), ("e.m4a", b"not measured, since it is damaged")];
    let site = with_files(&settings, &[("a.md", &article("a", keys))], files);
    let found = site.findings();
    assert!(found.concat().contains("warning[unplayable-media] content/a.md:4:23"), "{found:#?}");
    let xml = site.read("show.xml");
    assert_eq!(elements(&xml, ("", "enclosure")).len(), 1);
    assert_eq!(elements(&xml, (PODCAST, "alternateEnclosure")), ["length=33 type=audio/x-m4a"]);
    assert_eq!(elements(&xml, (PODCAST, "source")), ["uri=https://kampung.org/a/e.m4a"]);
    let atom = site.read("atom.xml");
    assert_eq!(atom.matches("rel=\"enclosure\"").count(), 2);
    let json = site.read("feed.json");
    assert_eq!(json.matches("\"duration_in_seconds\": 61").count(), 2, "{json}");
}

#[test]
fn transcripts_and_chapters_beside_the_audio_are_found_by_name() {
    let files: &[(&str, &[u8])] = &[
        ("e1.mp3", &mp3(1)),
        ("e1.vtt", b"WEBVTT"),
        ("e1.srt", SRT),
        ("e1.chapters.json", CHAPTERS_FILE),
        ("e2.vtt", b"WEBVTT"),
    ];
    let site = with_files(&show(""), &[("e1.md", &episode(1, ""))], files);
    site.clean();
    let xml = site.read("show.xml");
    assert_eq!(
        elements(&xml, (PODCAST, "transcript")),
        [
            "type=text/vtt url=https://kampung.org/e1/e1.vtt",
            "type=application/x-subrip url=https://kampung.org/e1/e1.srt"
        ]
    );
    assert_eq!(
        elements(&xml, (PODCAST, "chapters")),
        ["type=application/json+chapters url=https://kampung.org/e1/e1.chapters.json"]
    );
}

#[test]
fn a_file_that_cannot_be_played_is_a_finding_at_its_key() {
    let wav = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0";
    let cases: &[(&[u8], &str)] = &[
        (b"", "error[empty-media] content/a.md:4:13 the file `e1.mp3` is empty"),
        (wav, "warning[unplayable-media] content/a.md:4:13 the file `e1.mp3` contains WAV, not MP3"),
        (
            b"<!DOCTYPE html>",
            "warning[unplayable-media] content/a.md:4:13 the file `e1.mp3` is damaged or cut off",
        ),
    ];
    for (bytes, expected) in cases {
        let site = with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", bytes)]);
        let found = site.findings();
        assert!(found.iter().any(|line| line.starts_with(expected)), "{found:#?}");
    }
}

#[test]
fn a_missing_file_of_an_episode_is_a_finding() {
    let keys = "[episode]\ntranscript = \"gone.vtt\"";
    let site = with_files(&show(""), &[("a.md", &episode(1, keys))], &[("e1.mp3", &mp3(1))]);
    let found = site.findings().concat();
    assert!(found.contains("warning[missing-file] content/a.md:"), "{found}");
    assert!(found.contains("the file `gone.vtt` does not exist: there is no `content/gone.vtt`"), "{found}");
}

#[test]
fn wrong_values_of_an_episode_are_errors_at_their_places() {
    let bad = [
        ("number = \"three\"", "expected a whole number, 1 or more, found the text `three`"),
        ("number = \"three\"", "write a number such as number = 12"),
        ("number = \"3\"", "remove the quotes: number = 3"),
        ("number = 5000000000", "`number` is 5000000000, which is too large"),
        ("explicit = \"yes\"", "write explicit = true"),
        ("explicit = yes", "write `true`, or put text in quotation marks"),
        ("number = 0", "expected a whole number, 1 or more, found `0`"),
        ("type = \"extra\"", "expected \"full\", \"trailer\" or \"bonus\", found `extra`"),
        ("duration = \"1:75\"", "`duration` is not a duration"),
        ("transcript = \"t.docx\"", "`t.docx` is not a transcript that apps read"),
        ("soundbite = { start = 1 }", "`soundbite` without `duration`"),
        ("person = { role = \"guest\" }", "`person` without `name`"),
        (
            "location = [\"Jakarta\", \"Bandung\"]",
            "content/a.md:6:12 expected a single value, found an array",
        ),
        ("license = [\"cc0-1.0\"]", "write the one that matters most: license = \"…\""),
        ("numbr = 3", "unknown key `numbr`"),
    ];
    for (line, message) in bad {
        let site = with_files(
            &show(""),
            &[("a.md", &episode(1, &format!("[episode]\n{line}")))],
            &[("e1.mp3", &mp3(1))],
        );
        let found = site.findings();
        assert!(found.iter().any(|found| found.contains(message)), "{line}: {found:#?}");
    }
}

#[test]
fn places_and_licenses_are_written_as_the_namespace_has_them() {
    let cases = [
        ("location = { name = \"J\", geo = \"-6.2, 106.8\" }", "location", "geo=geo:-6.2,106.8 J"),
        (
            "location = { name = \"J\", geo = \"geo:-6.2,106.8,12;u=35\" }",
            "location",
            "geo=geo:-6.2,106.8,12;u=35 J",
        ),
        (
            "location = { name = \"J\", osm = \"https://www.openstreetmap.org/relation/6362934\" }",
            "location",
            "osm=R6362934 J",
        ),
        ("location = { name = \"J\", osm = \"W123#4\" }", "location", "osm=W123#4 J"),
        ("license = { name = \"CC0-1.0\" }", "license", "cc0-1.0"),
        ("license = \"MIT\"", "license", "mit"),
    ];
    for (line, name, expected) in cases {
        let site = with_files(
            &show(""),
            &[("a.md", &episode(1, &format!("[episode]\n{line}")))],
            &[("e1.mp3", &mp3(1))],
        );
        site.clean();
        assert_eq!(elements(&site.read("show.xml"), (PODCAST, name)), [expected], "{line}");
    }
}

#[test]
fn the_date_of_a_trailer_is_in_the_zone_of_the_site() {
    let trailer = |date: &str| {
        let keys = format!("trailer = {{ src = \"/t.mp3\", title = \"Soon\", date = {date} }}");
        let settings = show(&keys).replace("timezone = \"UTC\"", "timezone = \"Asia/Jakarta\"");
        let site =
            with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1)), ("t.mp3", &mp3(1))]);
        site.clean();
        elements(&site.read("show.xml"), (PODCAST, "trailer")).concat()
    };
    for (date, expected) in [
        ("2026-03-01", "Sat, 28 Feb 2026 17:00:00 +0000"),
        ("2026-03-01T09:30:00", "Sun, 01 Mar 2026 02:30:00 +0000"),
        ("2026-03-01T09:30:00Z", "Sun, 01 Mar 2026 09:30:00 +0000"),
    ] {
        let written = trailer(date);
        assert!(written.contains(&format!("pubdate={expected}")), "{date}: {written}");
    }
}

#[test]
fn an_audio_file_with_its_metadata_beside_it_is_an_episode() {
    let site = with_files(
        &show(""),
        &[("rain.toml", "title = \"Rain\"\ndate = 2026-04-01\nsummary = \"Rain fell.\"\n")],
        &[("rain.mp3", &mp3(5))],
    );
    site.clean();
    assert_eq!(site.titles("show.xml"), ["Rain"]);
    assert_eq!(elements(&site.read("show.xml"), (ITUNES, "duration")), ["5"]);
}

#[test]
fn a_site_without_a_language_is_no_show() {
    let settings = show("").replace("language = \"id\"\n", "");
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    let found = site.findings().concat();
    assert!(found.contains("add to [site]: language"), "{found}");
}

/// A JPEG with these sides, and so many color components.
pub(crate) fn jpeg(side: u16, components: u8) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 8 + 3 * components, 8];
    bytes.extend(side.to_be_bytes().into_iter().chain(side.to_be_bytes()));
    bytes.push(components);
    bytes.extend(vec![0; 3 * usize::from(components)]);
    bytes.extend([0xFF, 0xD9]);
    bytes
}

#[test]
fn a_cover_that_directories_reject_stops_the_build() {
    let cases: &[(&str, Vec<u8>, Option<&str>)] = &[
        ("png", png(1400, 1400), None),
        ("jpg", jpeg(3000, 3), None),
        ("png", png(1399, 1399), Some("the cover `cover.png` is 1399 × 1399 pixels")),
        ("png", png(2000, 1500), Some("the cover `cover.png` is 2000 × 1500 pixels, not square")),
        ("jpg", jpeg(3000, 4), Some("the cover `cover.jpg` has CMYK colors")),
        (
            "jpg",
            b"GIF89a\x10\0\x10\0\0\0\0,\0\0\0\0\x10\0\x10\0\0\x02\0\x3B".to_vec(),
            Some("the cover `cover.jpg` is a GIF, which does not match its extension"),
        ),
    ];
    for (extension, bytes, expected) in cases {
        let name = format!("cover.{extension}");
        let settings = show("").replace("cover.jpg", &name);
        let site =
            with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1)), (&name, bytes)]);
        let found = site.findings();
        match expected {
            None => assert_eq!(found, [""; 0]),
            Some(problem) => {
                let expected = format!("error[unusable-cover] feedwright.toml:13:9 {problem}");
                assert!(found.iter().any(|line| line.starts_with(&expected)), "{found:#?}");
            }
        }
    }
}

#[test]
fn a_cover_that_is_nowhere_on_the_site_is_a_finding_at_its_key() {
    let settings = show("").replace("/cover.jpg", "/covers/a.jpg");
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    let expected = "warning[missing-cover] feedwright.toml:13:9 the cover `covers/a.jpg` is neither in the content folder nor in the output folder | add the file to one of them, or correct `image`";
    assert_eq!(site.findings(), [expected]);
    // The site's generator may have put it there.
    fs::create_dir_all(site.path("public/covers")).unwrap();
    fs::write(site.path("public/covers/a.jpg"), jpeg(1400, 3)).unwrap();
    site.clean();
    let elsewhere = show("").replace("/cover.jpg", "https://cdn.org/a.jpg");
    with_files(&elsewhere, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]).clean();
}

#[test]
fn a_missing_cover_does_not_hide_what_directories_reject() {
    let settings = show("").replace("/cover.jpg", "/cover.webp");
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    let found = site.findings();
    assert_eq!(places(&found, "podcast-image-format"), ["feedwright.toml:13:9"]);
    assert!(!site.path("public").exists());
}

#[test]
fn an_episode_image_that_directories_do_not_show_is_a_finding_at_its_key() {
    let cases: &[(Vec<u8>, Option<&str>)] = &[
        (png(1400, 1400), None),
        (png(300, 300), Some("is 300 × 300 pixels")),
        (png(3000, 1500), Some("is 3000 × 1500 pixels, not square")),
        (jpeg(1400, 4), Some("has CMYK colors, which apps display incorrectly")),
    ];
    for (bytes, problem) in cases {
        let name = if bytes.starts_with(b"\x89PNG") { "e #1.png" } else { "e #1.jpg" };
        let one = episode(1, &format!("[episode]\nimage = \"{name}\""));
        let site = with_files(&show(""), &[("a.md", &one)], &[("e1.mp3", &mp3(1)), (name, bytes)]);
        let found = site.findings();
        let expected = problem.map(|problem| {
            format!("warning[unfit-episode-image] content/a.md:6:9 the episode image `{name}` {problem} | use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels")
        });
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        assert_eq!(site.titles("show.xml"), ["Episode about 1"]);
    }
}

#[test]
fn a_size_of_zero_is_unknown() {
    let of = |src: &str| {
        article("Rain", &format!("date = 2026-04-01\nenclosure = {{ src = \"{src}\", bytes = 0 }}"))
    };
    let remote = with_files(&show(""), &[("a.md", &of("https://cdn.org/e.mp3"))], &[]);
    assert_eq!(
        remote.findings(),
        [
            "error[unmeasured-enclosure] content/a.md:4:13 the size of `https://cdn.org/e.mp3` is unknown | run `feedwright measure`, which adds it, or write `bytes` beside `src`, such as 12345678"
        ]
    );
    let beside = with_files(&show(""), &[("a.md", &of("e1.mp3"))], &[("e1.mp3", &mp3(1))]);
    beside.clean();
    let file = elements(&beside.read("show.xml"), ("", "enclosure")).concat();
    assert!(file.starts_with(&format!("length={} ", mp3(1).len())), "{file}");
}

#[test]
fn the_guid_of_a_show_stays_when_it_moves() {
    let settings = show("").replace("guid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\"\n", "");
    let mut site = with_files(
        &settings,
        &[("a.md", &episode(1, "id = \"tag:kampung.org,2026:1\""))],
        &[("e1.mp3", &mp3(1))],
    );
    site.build();
    let guid = elements(&site.read("show.xml"), (PODCAST, "guid")).concat();
    site.overrides.base_url = Some("https://new.org/".to_owned());
    let expected = format!(
        "but it is published as `{guid}` | write guid = \"{guid}\" under [feed.podcast], or build with --accept reidentified"
    );
    let found = site.findings();
    let is_said = |line: &&String| {
        line.starts_with("error[changed-podcast-guid] feedwright.toml:12:1 ") && line.ends_with(&expected)
    };
    assert!(found.iter().any(|line| is_said(&line)), "{found:#?}");
    assert!(found.iter().all(|line| !line.contains("[unpinned-podcast]")), "{found:#?}");
    assert!(site.read("show.xml").contains("https://kampung.org/"), "nothing is published");
    site.options.accept = [feedwright::published::Accept::Reidentified].into();
    let found = site.findings();
    assert!(found.iter().any(|line| line.starts_with("info[changed-podcast-guid]")), "{found:#?}");
    // The guid that is written down is the same on every host.
    let pinned = settings.replace("[feed.podcast]", &format!("[feed.podcast]\nguid = \"{guid}\""));
    let mut moved = with_files(
        &pinned,
        &[("a.md", &episode(1, "id = \"tag:kampung.org,2026:1\""))],
        &[("e1.mp3", &mp3(1))],
    );
    moved.build();
    moved.overrides.base_url = Some("https://new.org/".to_owned());
    let found = moved.findings();
    assert!(found.iter().all(|line| !line.contains("podcast-guid")), "{found:#?}");
    assert_eq!(elements(&moved.read("show.xml"), (PODCAST, "guid")), [guid]);
}

/// The findings with this code, up to their messages.
fn places(found: &[String], code: &str) -> Vec<String> {
    let of_code = found.iter().filter(|line| line.contains(&format!("[{code}]")));
    of_code.map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn findings_about_episodes_and_shows_are_at_the_keys_that_cure_them() {
    let settings = show("type = \"serial\"").replace("/cover.jpg", "/cover.webp");
    let articles = [
        ("a.md", episode(1, "")),
        (
            "b.md",
            episode(2, "enclosure = { src = \"e2.ogg\" }\nepisode = { season = 1 }").replacen(
                "enclosure = \"e2.mp3\"\n",
                "",
                1,
            ),
        ),
        ("c.md", episode(3, "episode = { number = 3, image = \"/c.webp\" }")),
        ("d.toml", "title = \"D\"\ndate = 2026-04-04\nepisode.number = 4\n".to_owned()),
    ];
    let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let sound = mp3(1);
    let files: &[(&str, &[u8])] =
        &[("e1.mp3", &sound), ("e2.ogg", b"OggS"), ("e3.mp3", &sound), ("d.ogg", b"OggS")];
    let found = with_files(&settings, &articles, files).findings();
    assert_eq!(places(&found, "serial-without-episode-number"), ["content/a.md:2:9", "content/b.md:5:11"]);
    let help = |place: &str| {
        let line =
            found.iter().find(|line| line.contains(&format!("[serial-without-episode-number] {place} ")));
        line.and_then(|line| line.split(" | ").nth(1)).unwrap_or_default()
    };
    assert_eq!(help("content/a.md:2:9"), "write episode = { number = 1 }");
    assert_eq!(help("content/b.md:5:11"), "add number = 1 to `episode`");
    assert_eq!(places(&found, "podcast-file-extension"), ["content/b.md:4:21", "content/d.ogg"]);
    assert_eq!(places(&found, "podcast-image-format"), ["content/c.md:5:33", "feedwright.toml:13:9"]);
}

#[test]
fn a_published_show_in_a_folder_of_the_server_is_learned_with_its_url() {
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", &mp3(1))]);
    site.clean();
    let published =
        site.read("show.xml").replace("https://kampung.org/show.xml", "https://kampung.org/feed/");
    let of_others: Vec<_> = published.lines().filter(|line| !line.contains("<generator>")).collect();
    fs::write(site.path("old.xml"), of_others.join("\n")).unwrap();
    fs::remove_file(site.path("feedwright.toml")).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["init", "--from", "old.xml", "--base-url", "https://kampung.org/"])
        .current_dir(site.path(""))
        .output()
        .unwrap();
    let learned = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let expected = "path = \"feed/index.xml\"\nformat = \"rss\"\nurl = \"https://kampung.org/feed/\"\n";
    assert!(learned.contains(expected), "{learned}{}", String::from_utf8_lossy(&output.stderr));
}
