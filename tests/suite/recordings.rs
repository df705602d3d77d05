//! Recordings that are articles themselves, by the tags in them or the metadata beside them, and the files that belong to an
//! episode.

use std::fs;

use crate::harness::{Site, article};
use crate::podcasts::{CHAPTERS_FILE, ITUNES, PODCAST, elements, episode, jpeg, mp3, show, with_files};

/// A number with seven bits in each byte.
fn sync_safe(number: usize) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| u8::try_from((number >> shift) & 0x7F).unwrap())
}

/// A frame of `ID3v2`.4.
pub(crate) fn frame(id: &str, content: &[u8]) -> Vec<u8> {
    [id.as_bytes(), &sync_safe(content.len()), &[0, 0], content].concat()
}

/// A frame with a text in UTF-8.
pub(crate) fn text(id: &str, text: &str) -> Vec<u8> {
    frame(id, &[&[3], text.as_bytes()].concat())
}

/// An MP3 of 10 seconds with a tag before it.
pub(crate) fn tagged(frames: &[Vec<u8>]) -> Vec<u8> {
    let frames = frames.concat();
    [b"ID3\x04\0\0".as_slice(), &sync_safe(frames.len()), &frames, &mp3(10)].concat()
}

fn rain() -> Vec<u8> {
    let about = text("TDES", "What fell, and where.");
    tagged(&[text("TIT2", "Rain"), text("TDRC", "2026-04-01"), text("TPE1", "Citra"), about])
}

#[test]
fn what_tags_say_in_several_lines_is_the_text_of_the_episode() {
    let notes = "What fell, and where, is the question of this episode about the rain over the islands.\r\n\r\nWhen: Monday\r\nWho: Citra\r\nWhere: Lirang";
    let expected = "<p>What fell, and where, is the question of this episode about the rain over the islands.</p>\n<p>When: Monday<br>\nWho: Citra<br>\nWhere: Lirang</p>";
    let comment = |text: &str| frame("COMM", &[b"\x03eng\0", text.as_bytes()].concat());
    let lyrics = |text: &str| frame("USLT", &[b"\x03eng\0", text.as_bytes()].concat());
    for about in [text("TDES", notes), comment(notes), lyrics(notes)] {
        let bytes = tagged(&[text("TIT2", "Rain"), text("TDRC", "2026-04-01"), about]);
        let site = with_files(&show(""), &[], &[("rain.mp3", &bytes)]);
        site.clean();
        let content = ("http://purl.org/rss/1.0/modules/content/", "encoded");
        assert_eq!(elements(&site.read("show.xml"), content), [expected]);
        assert_eq!(
            site.texts("show.xml", "description")[1],
            "What fell, and where, is the question of this episode about the rain over the islands."
        );
    }
    let bytes = tagged(&[text("TIT2", "Rain"), text("TDRC", "2026-04-01"), comment(notes)]);
    let site = with_files(&show(""), &[("rain.toml", "summary = \"What fell\"")], &[("rain.mp3", &bytes)]);
    site.clean();
    assert_eq!(site.texts("show.xml", "description")[1], "What fell", "what stands beside it wins");
}

/// A FLAC file of 10 seconds, without sound.
fn flac() -> Vec<u8> {
    let mut info = vec![0; 34];
    // 16 bits, two channels, 44,100 Hz, 441,000 samples.
    info[0..4].copy_from_slice(&[0x10, 0, 0x10, 0]);
    info[10..18].copy_from_slice(&[0x0A, 0xC4, 0x42, 0xF0, 0, 0x06, 0xBA, 0xA8]);
    [b"fLaC\x80\0\0\x22".as_slice(), &info].concat()
}

/// A box of an MP4.
pub(crate) fn mp4_box(name: &str, content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], name.as_bytes(), content].concat()
}

/// An item of an MP4.
pub(crate) fn item(name: [u8; 4], value: &str) -> Vec<u8> {
    let data = mp4_box("data", &[&[0, 0, 0, 1, 0, 0, 0, 0], value.as_bytes()].concat());
    [&u32::try_from(data.len() + 8).unwrap().to_be_bytes()[..], &name, &data].concat()
}

/// An MP4 with chapters and items, and nothing to play.
pub(crate) fn mp4(chapters: &[(u64, &str)], items: &[Vec<u8>]) -> Vec<u8> {
    let mut list = vec![0; 4];
    list.push(u8::try_from(chapters.len()).unwrap());
    for (seconds, title) in chapters {
        list.extend((seconds * 10_000_000).to_be_bytes());
        list.push(u8::try_from(title.len()).unwrap());
        list.extend(title.as_bytes());
    }
    let chapters = if chapters.is_empty() { Vec::new() } else { mp4_box("chpl", &list) };
    let handler = mp4_box("hdlr", &[&[0; 8][..], b"mdirappl", &[0; 9]].concat());
    let meta = mp4_box("meta", &[&[0; 4][..], &handler, &mp4_box("ilst", &items.concat())].concat());
    let mut header = vec![0; 100];
    header[12..20].copy_from_slice(&[0, 0, 3, 0xE8, 0, 0, 0x27, 0x10]);
    let movie = [mp4_box("mvhd", &header), mp4_box("udta", &[meta, chapters].concat())].concat();
    [mp4_box("ftyp", b"M4A \0\0\0\0isom"), mp4_box("moov", &movie)].concat()
}

#[test]
fn a_recording_is_an_episode_by_its_tags() {
    let site = with_files(&show(""), &[], &[("rain.mp3", &rain())]);
    site.clean();
    assert_eq!(site.titles("show.xml"), ["Rain"]);
    let xml = site.read("show.xml");
    assert_eq!(elements(&xml, (ITUNES, "duration")), ["10"]);
    let bytes = rain().len();
    assert_eq!(
        elements(&xml, ("", "enclosure")),
        [format!("length={bytes} type=audio/mpeg url=https://kampung.org/rain/rain.mp3")]
    );
    assert_eq!(site.texts("show.xml", "pubDate"), ["Wed, 01 Apr 2026 00:00:00 +0000"]);
    assert!(xml.contains("What fell, and where.") && xml.contains("<dc:creator>Citra</dc:creator>"), "{xml}");
    site.clean();
}

#[test]
fn the_items_of_an_mp4_count_as_tags() {
    let items =
        [item(*b"\xa9nam", "Fog"), item(*b"\xa9day", "2026-04-03T07:00:00Z"), item(*b"desc", "It lay.")];
    let site = with_files(&show(""), &[], &[("fog.m4a", &mp4(&[], &items))]);
    site.build();
    assert_eq!(site.titles("show.xml"), ["Fog"]);
    assert_eq!(site.texts("show.xml", "pubDate"), ["Fri, 03 Apr 2026 07:00:00 +0000"]);
    assert!(site.read("show.xml").contains("It lay."));
}

/// A text in the user data of a MOV.
fn user_text(name: [u8; 4], text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap().to_be_bytes();
    let content = [&length[..], &[0x15, 0xC7], text.as_bytes()].concat();
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], &name, &content].concat()
}

/// Metadata of a MOV with the names of its keys.
fn keyed(texts: &[(&str, &str)]) -> Vec<u8> {
    let names: Vec<_> = texts.iter().map(|(name, _)| mp4_box("mdta", name.as_bytes())).collect();
    let count = u32::try_from(texts.len()).unwrap().to_be_bytes();
    let keys = mp4_box("keys", &[&[0; 4], &count[..], &names.concat()].concat());
    let items: Vec<_> = (1_u32..).zip(texts).map(|(at, (_, text))| item(at.to_be_bytes(), text)).collect();
    let handler = mp4_box("hdlr", &[&[0; 8][..], b"mdta", &[0; 13]].concat());
    mp4_box("meta", &[handler, keys, mp4_box("ilst", &items.concat())].concat())
}

/// A MOV with these atoms in its movie, and nothing to play.
fn mov(atoms: &[Vec<u8>]) -> Vec<u8> {
    let mut header = vec![0; 100];
    header[12..20].copy_from_slice(&[0, 0, 3, 0xE8, 0, 0, 0x27, 0x10]);
    let movie = [&[mp4_box("mvhd", &header)], atoms].concat().concat();
    [mp4_box("ftyp", b"qt  \0\0\0\0qt  "), mp4_box("moov", &movie)].concat()
}

#[test]
fn the_texts_of_a_mov_count_as_tags() {
    let user = mp4_box(
        "udta",
        &[
            user_text(*b"\xa9nam", "Fog"),
            user_text(*b"\xa9day", "2026-04-03"),
            user_text(*b"\xa9ART", "Citra"),
        ]
        .concat(),
    );
    let keys = keyed(&[
        ("com.apple.quicktime.title", "Fog"),
        ("com.apple.quicktime.creationdate", "2026-04-03T07:00:00+0700"),
        ("com.apple.quicktime.artist", "Citra"),
        ("com.apple.quicktime.description", "It lay."),
    ]);
    for (bytes, date) in
        [(mov(&[user]), "Fri, 03 Apr 2026 00:00:00 +0000"), (mov(&[keys]), "Fri, 03 Apr 2026 00:00:00 +0000")]
    {
        let site = with_files(&show(""), &[], &[("fog.mov", &bytes)]);
        site.build();
        assert_eq!(site.titles("show.xml"), ["Fog"]);
        assert_eq!(site.texts("show.xml", "pubDate"), [date]);
        assert!(site.read("show.xml").contains("<dc:creator>Citra</dc:creator>"));
    }
}

#[test]
fn of_several_recordings_with_one_name_the_one_is_an_episode_that_apple_plays() {
    let files: &[(&str, &[u8])] = &[
        ("rain.flac", &flac()),
        ("rain.m4a", &mp4(&[], &[item(*b"\xa9nam", "Rain"), item(*b"\xa9day", "2026-04-01")])),
        ("rain.mp3", &rain()),
        ("wind.opus", b"OggS"),
    ];
    let site = with_files(&show(""), &[], files);
    site.clean();
    let urls = elements(&site.read("show.xml"), ("", "enclosure"));
    assert!(urls.len() == 1 && urls[0].ends_with("/rain/rain.mp3"), "{urls:#?}");
}

#[test]
fn a_description_in_a_frame_of_its_own_name_is_the_summary() {
    let about = frame("TXXX", b"\x03description\0What fell.");
    let comment = frame("COMM", b"\x03eng\0Made with a tool");
    let frames = [text("TIT2", "Rain"), text("TDRC", "2026-04-01"), comment.clone(), about];
    let site = with_files(&show(""), &[], &[("rain.mp3", &tagged(&frames))]);
    site.clean();
    assert!(site.read("show.xml").contains("<description><![CDATA[What fell.]]></description>"));
    let frames = [text("TIT2", "Rain"), text("TDRC", "2026-04-01"), comment];
    let site = with_files(&show(""), &[], &[("rain.mp3", &tagged(&frames))]);
    site.clean();
    assert!(site.read("show.xml").contains("<description><![CDATA[Made with a tool]]></description>"));
}

/// Comments as FLAC and Ogg have them (Xiph, Vorbis I §5).
fn comments(fields: &[&str]) -> Vec<u8> {
    let counted = |text: &[u8]| [&u32::try_from(text.len()).unwrap().to_le_bytes(), text].concat();
    let count = u32::try_from(fields.len()).unwrap().to_le_bytes();
    let fields: Vec<_> = fields.iter().map(|field| counted(field.as_bytes())).collect();
    [counted(b"a tool"), count.to_vec(), fields.concat()].concat()
}

/// A FLAC with comments, and a picture of so many bytes before them.
fn flac_with(fields: &[&str], picture: usize) -> Vec<u8> {
    let block = |kind: u8, content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&[kind], &length[1..], content].concat()
    };
    let info = &flac()[8..];
    [b"fLaC".to_vec(), block(0, info), block(6, &vec![7; picture]), block(0x84, &comments(fields))].concat()
}

/// The pages of an Ogg, each of one packet (RFC 3533 §6).
fn ogg(packets: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, packet) in packets.iter().enumerate() {
        let mut lacing = vec![255; packet.len() / 255];
        lacing.push(u8::try_from(packet.len() % 255).unwrap());
        for (part, lacing) in lacing.chunks(255).enumerate() {
            let start = part * 255 * 255;
            let length: usize = lacing.iter().map(|length| usize::from(*length)).sum();
            let is_last = at + 1 == packets.len();
            let kind = if at == 0 { 2 } else { u8::from(part > 0) + if is_last { 4 } else { 0 } };
            let granule = if is_last { 480_000_u64 } else { 0 };
            bytes.extend([b"OggS\0".as_slice(), &[kind], &granule.to_le_bytes(), &[1, 0, 0, 0]].concat());
            bytes.extend(u32::try_from(at + part).unwrap().to_le_bytes());
            bytes.extend([0; 4]);
            bytes.push(u8::try_from(lacing.len()).unwrap());
            bytes.extend(lacing);
            bytes.extend(&packet[start..start + length]);
        }
    }
    bytes
}

fn opus(fields: &[&str]) -> Vec<u8> {
    let head = [b"OpusHead\x01\x02".as_slice(), &[0, 0], &48_000_u32.to_le_bytes(), &[0, 0, 0]].concat();
    ogg(&[&head, &[b"OpusTags".as_slice(), &comments(fields)].concat(), &[0xFC; 100]])
}

/// A feed of all articles beside a podcast that has none of those without a tag.
fn blog_beside_show() -> String {
    let settings = show("").replace("[feed.podcast]", "select = { tag = \"show\" }\n[feed.podcast]");
    format!("{settings}{}", crate::harness::feed("blog.xml", "rss", ""))
}

#[test]
fn the_comments_of_flac_and_ogg_count_as_tags() {
    let picture = format!("METADATA_BLOCK_PICTURE={}", "A".repeat(2_000_000));
    let comment = "COMMENT=Made with a tool";
    let fields =
        |title: &'static str| [title, "date=2026-04-01", "ARTIST=Citra", comment, "Description=What fell."];
    let with_picture: Vec<_> = std::iter::once(picture.as_str()).chain(fields("TITLE=Wind")).collect();
    let files: &[(&str, &[u8])] = &[
        ("e2.mp3", &mp3(1)),
        ("fog.flac", &flac_with(&fields("TITLE=Fog"), 3_000_000)),
        ("rain.opus", &opus(&fields("TITLE=Rain"))),
        ("wind.ogg", &opus(&with_picture)),
        // Apple plays none of them, so only those are articles that have metadata beside them.
        ("master.flac", &flac_with(&fields("TITLE=Master"), 0)),
    ];
    let show_note = episode(2, "tags = [\"show\"]");
    let articles = [("a.md", show_note.as_str()), ("fog.toml", ""), ("rain.toml", ""), ("wind.toml", "")];
    let site = with_files(&blog_beside_show(), &articles, files);
    site.clean();
    let mut titles = site.titles("blog.xml");
    titles.sort();
    assert_eq!(titles, ["Episode about 2", "Fog", "Rain", "Wind"]);
    let blog = site.read("blog.xml");
    assert_eq!(blog.matches("<description><![CDATA[What fell.]]></description>").count(), 3, "{blog}");
    assert_eq!(blog.matches("<dc:creator>Citra</dc:creator>").count(), 3, "{blog}");
}

#[test]
fn what_stands_beside_a_recording_wins_over_its_tags() {
    let beside = "title = \"Heavy rain\"\nid = \"urn:rain\"\n";
    let site = with_files(&show(""), &[("rain.toml", beside)], &[("rain.mp3", &rain())]);
    site.clean();
    assert_eq!(site.titles("show.xml"), ["Heavy rain"]);
    assert_eq!(site.texts("show.xml", "pubDate"), ["Wed, 01 Apr 2026 00:00:00 +0000"]);
    assert_eq!(site.texts("show.xml", "guid")[0], "9b024349-ccf0-5f69-a609-6b82873eab3c");
    assert_eq!(site.texts("show.xml", "guid")[1], "urn:rain");
}

#[test]
fn a_recording_without_title_or_day_is_a_file_beside_others() {
    let files: &[(&str, &[u8])] = &[
        ("bare.mp3", &mp3(1)),
        ("undated.mp3", &tagged(&[text("TIT2", "Song"), text("TDRC", "2026")])),
        ("untitled.mp3", &tagged(&[text("TDRC", "2026-04-01")])),
        ("e1.mp3", &mp3(1)),
    ];
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], files);
    let found = site.findings();
    let lines = [
        "info[no-metadata] content/bare.mp3 recording without a title and a date in its tags, so it is not an article",
        "info[no-metadata] content/undated.mp3 recording without a full date in its tags, so it is not an article",
        "info[no-metadata] content/untitled.mp3 recording without a title in its tags, so it is not an article",
    ];
    assert_eq!(found.len(), lines.len(), "{found:#?}");
    for (found, line) in found.iter().zip(lines) {
        assert!(found.starts_with(line), "{found}");
    }
    assert!(found[0].ends_with(
        "put its title and date in `bare.toml` beside it, or name it as `enclosure` of an article"
    ));
    assert_eq!(site.titles("show.xml"), ["Episode about 1"]);
}

#[test]
fn a_site_without_a_podcast_reads_no_tags() {
    let site = with_files(
        crate::harness::PLAIN,
        &[("a.md", &article("a", "date = 2026-04-01"))],
        &[("rain.mp3", &rain()), ("bare.mp3", &mp3(1))],
    );
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["a"]);
}

/// A site with a recording that says all of an article, and an article that may be about it.
fn beside(path: &str, article: &str) -> Site {
    with_files(
        &show(""),
        &[(path, article), ("other.md", &episode(1, ""))],
        &[("rain.mp3", &rain()), ("e1.mp3", &mp3(1)), ("e2.mp3", &mp3(1))],
    )
}

#[test]
fn a_recording_that_an_article_names_is_no_article() {
    let cases = [
        ("a.md", article("a", "date = 2026-04-02\nenclosure = \"rain.mp3\"")),
        (
            "a.md",
            article(
                "a",
                "date = 2026-04-02\nenclosure = { src = \"e2.mp3\" }\nepisode = { alternate = \"./rain.mp3\" }",
            ),
        ),
        ("notes/a.md", article("a", "date = 2026-04-02\nenclosure = \"../rain.mp3\"")),
        ("a.md", format!("{}\n<audio src=\"rain.mp3\"></audio>\n", article("a", "date = 2026-04-02"))),
        ("rain.md", article("a", "date = 2026-04-02")),
        ("rain.id.md", article("a", "date = 2026-04-02")),
        ("rain.html", article("a", "date = 2026-04-02")),
    ];
    for (path, text) in cases {
        let site = beside(path, &text);
        site.build();
        assert!(!site.read("show.xml").contains("<title>Rain</title>"), "{path}: {text}");
    }
}

#[test]
fn a_recording_of_an_article_that_is_kept_out_of_feeds_is_not_published_by_its_tags() {
    for key in
        ["draft = true", "hidden = true", "publish = 2027-01-01", "feed = false", "expires = 2026-05-01"]
    {
        for (path, src) in [("a.md", "rain.mp3"), ("notes/a.md", "/rain.mp3")] {
            let keys = format!("date = 2026-04-02\n{key}\nenclosure = \"{src}\"");
            let site = beside(path, &article("a", &keys));
            site.build();
            assert_eq!(site.titles("show.xml"), ["Episode about 1"], "{key}, {path}");
        }
    }
}

#[test]
fn an_empty_recording_is_one_error_also_with_its_metadata_beside_it() {
    let site = with_files(
        &show(""),
        &[("a.md", &episode(1, "")), ("rain.toml", "title = \"Rain\"\ndate = 2026-04-02\n")],
        &[("e1.mp3", &mp3(1)), ("rain.mp3", b"")],
    );
    let found = site.findings();
    let of_it: Vec<_> = found.iter().filter(|line| line.contains("content/rain.")).collect();
    let [only] = of_it.as_slice() else { panic!("{found:#?}") };
    assert!(only.starts_with("error[empty-media] content/rain.toml the file `rain.mp3` is empty"), "{only}");
}

/// The titles of the podcast of a site, with findings allowed to stand.
fn titles_of(articles: &[(&str, &str)], recordings: &[(&str, &str)], skip_invalid: bool) -> Vec<String> {
    let other = episode(1, "");
    let mut site =
        with_files(&show(""), &[articles, &[("other.md", &other)]].concat(), &[("e1.mp3", &mp3(1))]);
    for (path, title) in recordings {
        let path = site.path("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, tagged(&[text("TIT2", title), text("TDRC", "2026-04-01")])).unwrap();
    }
    site.options.skip_invalid = skip_invalid;
    site.build();
    site.titles("show.xml")
}

#[test]
fn a_recording_of_an_article_without_a_valid_date_is_not_published_by_its_tags() {
    let cases = [
        ("draft = true", false),
        ("draft = true\ndate = \"rubbish\"", false),
        ("", false),
        ("date = \"rubbish\"", true),
    ];
    let files = [
        "enclosure = \"audio/\\u0073ecret.mp3\"",
        "[episode]\nalternate = [{ src = \"audio/\\u0073ecret.mp3\" }]",
    ];
    for (keys, skip_invalid) in cases {
        for file in files {
            let draft = article("d", &format!("{keys}\n{file}"));
            let titles = titles_of(&[("d.md", &draft)], &[("audio/secret.mp3", "Secret")], skip_invalid);
            assert_eq!(titles, ["Episode about 1"], "{keys}, {file}");
        }
    }
}

#[test]
fn a_recording_that_a_text_in_another_folder_mentions_is_not_published_by_its_tags() {
    let mentions = [
        "<audio src=\"audio/my (secret).mp3\"></audio>",
        "<audio src=../audio/my%20(secret).mp3></audio>",
        "[Listen](/audio/my%20%28secret%29.mp3)",
        "![[my (secret).mp3|Listen]]",
        "Its name is my (secret).mp3.",
    ];
    for mention in mentions {
        for path in ["d.md", "drafts/d.md"] {
            let draft = format!("{}{mention}\n", article("d", "draft = true"));
            let titles = titles_of(&[(path, &draft)], &[("audio/my (secret).mp3", "Secret")], false);
            assert_eq!(titles, ["Episode about 1"], "{path}: {mention}");
        }
    }
}

#[test]
fn a_recording_beside_a_draft_that_is_no_text_is_not_published_by_its_tags() {
    let site = beside("a.md", "");
    let draft = [article("a", "draft = true").as_bytes(), &b"caf\xe9 ".repeat(40_000)].concat();
    fs::write(site.path("content/a.md"), [&draft, b"<audio src=\"rain.mp3\">".as_slice()].concat()).unwrap();
    site.build();
    let feed = fs::read_to_string(site.path("public/show.xml")).unwrap_or_default();
    assert!(!feed.contains("<title>Rain</title>"), "{feed}");
}

#[test]
fn a_name_that_ends_as_another_one_does_not_mention_that() {
    let mentions = ["[x](11.mp3)", "<audio src='/11.mp3'>", "part-1.mp3, 1.mp3s, 1.mp30", "my_1.mp3"];
    for mention in mentions {
        let post = format!("{}{mention}\n", article("a", "date = 2026-04-02"));
        let titles = titles_of(&[("post.md", &post)], &[("1.mp3", "One"), ("audio/1.mp3", "Two")], false);
        assert!(
            titles.contains(&"One".to_owned()) && titles.contains(&"Two".to_owned()),
            "{mention}: {titles:?}"
        );
    }
    let post = article("a", "date = 2026-04-02\nenclosure = \"11.mp3\"");
    let titles = titles_of(&[("post.md", &post)], &[("1.mp3", "One"), ("11.mp3", "Eleven")], false);
    assert!(titles.contains(&"One".to_owned()) && !titles.contains(&"Eleven".to_owned()), "{titles:?}");
}

#[test]
fn of_recordings_with_one_name_a_link_mentions_the_one_that_it_leads_to() {
    for link in ["talk.mp3", "./talk.mp3", "../b/talk.mp3", "/b/talk.mp3"] {
        let post = format!("{}[Listen]({link})\n", article("a", "date = 2026-04-02"));
        let recordings = [("a/talk.mp3", "First"), ("b/talk.mp3", "Second")];
        let titles = titles_of(&[("b/post.md", &post)], &recordings, false);
        assert!(
            titles.contains(&"First".to_owned()) && !titles.contains(&"Second".to_owned()),
            "{link}: {titles:?}"
        );
    }
}

#[test]
fn a_transcript_of_a_recording_does_not_keep_it_from_being_an_article() {
    let files: &[(&str, &[u8])] = &[("rain.mp3", &rain()), ("rain.txt", b"It rained.")];
    let site = with_files(&show(""), &[], files);
    site.clean();
    assert_eq!(site.titles("show.xml"), ["Rain"]);
    assert_eq!(
        elements(&site.read("show.xml"), (PODCAST, "transcript")),
        ["type=text/plain url=https://kampung.org/rain/rain.txt"]
    );
}

/// What the program says to a command in the folder of a site, and its exit status.
fn run(site: &Site, args: &[&str]) -> (String, Option<i32>) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(args)
        .current_dir(site.path(""))
        .output()
        .unwrap();
    (String::from_utf8([output.stdout, output.stderr].concat()).unwrap(), output.status.code())
}

#[test]
fn a_transcript_beside_a_recording_is_no_article_whatever_the_command() {
    let all: &[(&str, &[u8])] = &[
        ("rain.mp3", &rain()),
        ("rain.html", b"<p>It rained."),
        ("rain.txt", b"It rained."),
        ("rain.vtt", b"WEBVTT"),
    ];
    let beside: &[(&str, &str)] = &[("rain.toml", "summary = \"What fell\"")];
    for beside in [&[], beside] {
        let site = with_files(&show(""), beside, all);
        site.clean();
        let episodes = site.read("show.xml");
        assert_eq!(elements(&episodes, (PODCAST, "transcript")).len(), 3, "{episodes}");
        let (said, status) = run(&site, &["adopt", "content"]);
        assert_eq!(status, Some(0), "{said}");
        let already = beside.len();
        assert!(said.contains(&format!("adopted 0 files, {already} already had metadata")), "{said}");
        let (said, status) = run(&site, &["adopt", "content/rain.txt"]);
        assert!(status == Some(1) && said.contains("it is the transcript of `rain.mp3`"), "{said}");
        let (said, _) = run(&site, &["list", "content/rain.txt"]);
        assert!(said.contains("in no feed: the transcript of `content/rain.mp3`"), "{said}");
        for command in [&["preview"][..], &["links", "--page"]] {
            let (said, status) = run(&site, &[command, &["content/rain.txt"]].concat());
            let expected =
                "`content/rain.txt` is not an article of this site, but the transcript of `content/rain.mp3`";
            assert!(status == Some(2) && said.contains(expected), "{command:?}: {said}");
            assert!(said.contains("pass `content/rain.mp3`"), "{said}");
        }
        site.clean();
        assert_eq!(site.read("show.xml"), episodes);
    }
    let site = with_files(&show(""), &[], &[("wind.mp3", &rain())]);
    let (said, status) = run(&site, &["new", "wind.txt"]);
    assert!(status == Some(2) && said.contains("would be the transcript of `wind.mp3`"), "{said}");
    let (said, status) = run(&site, &["new", "wind.mp3", "--dry-run"]);
    assert!(status == Some(0) && said.contains("wind.toml"), "{said}");
}

#[test]
fn a_file_that_an_article_names_is_known_as_that() {
    let keys = "[episode]\ntranscript = \"words.vtt\"\nimage = \"art.jpg\"";
    let all: &[(&str, &[u8])] = &[
        ("e1.mp3", &mp3(1)),
        ("e1.chapters.json", CHAPTERS_FILE),
        ("words.vtt", b"WEBVTT"),
        ("art.jpg", &jpeg(1400, 3)),
        ("other.vtt", b"WEBVTT"),
    ];
    let site = with_files(&show(""), &[("a.md", &episode(1, keys))], all);
    for (file, what) in [
        ("e1.mp3", "the recording of `content/a.md`"),
        ("e1.chapters.json", "the chapters of `content/a.md`"),
        ("words.vtt", "a transcript of `content/a.md`"),
        ("art.jpg", "the image of `content/a.md`"),
        ("other.vtt", "not an article of this site"),
    ] {
        let (said, _) = run(&site, &["list", &format!("content/{file}")]);
        assert!(said.contains(&format!("in no feed: {what}")), "{file}: {said}");
    }
}

#[test]
fn a_text_with_a_head_beside_a_recording_is_an_article() {
    let text = article("Heavy rain", "date = 2026-04-02");
    let site = with_files(&show(""), &[("rain.txt", &text)], &[("rain.mp3", &rain())]);
    site.build();
    assert!(!site.path("public/show.xml").exists(), "the recording belongs to the article");
    let site = with_files(&show(""), &[("rain.txt", &text), ("rain.toml", "")], &[("rain.mp3", &rain())]);
    let found = site.findings();
    assert!(found.iter().any(|line| line.starts_with("error[duplicate-permalink]")), "{found:#?}");
}

#[test]
fn what_is_an_article_itself_is_no_transcript() {
    let other = article("another", "date = 2026-04-02\ndraft = true");
    let site = with_files(
        &show(""),
        &[("a.md", &episode(1, "")), ("e1.html", &other), ("e1.json", "{}"), ("e1.txt", "Words only.")],
        &[("e1.mp3", &mp3(1))],
    );
    site.build();
    let transcripts = elements(&site.read("show.xml"), (PODCAST, "transcript"));
    assert_eq!(
        transcripts,
        [
            "type=application/json url=https://kampung.org/a/e1.json",
            "type=text/plain url=https://kampung.org/a/e1.txt"
        ]
    );
}

#[test]
fn a_large_picture_in_the_tags_does_not_hide_the_others() {
    let picture = frame("APIC", &[&b"\0image/jpeg\0\x03\0"[..], &vec![7; 3_000_000]].concat());
    let frames = [picture, text("TIT2", "Rain"), text("TDRC", "2026-04-01"), text("TDES", "It rained.")];
    let site = with_files(&show(""), &[], &[("rain.mp3", &tagged(&frames))]);
    let found = site.findings();
    let expected = "info[unused-picture] content/rain.mp3 the picture in the tags of `rain.mp3` is neither a JPEG nor a PNG, so";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:#?}");
    assert_eq!(site.titles("show.xml"), ["Rain"]);
}

#[test]
fn an_episode_has_the_same_in_other_files() {
    let keys = r#"[episode]
alternate = ["e1.flac", { src = "https://cdn.org/e1.mp4", bytes = 99, type = "video/mp4", title = "Video", height = 720, bitrate = 128000, language = "en" }]
"#;
    let files: &[(&str, &[u8])] = &[("e1.mp3", &mp3(1)), ("e1.flac", &flac())];
    let site = with_files(&show(""), &[("a.md", &episode(1, keys))], files);
    site.clean();
    let xml = site.read("show.xml");
    assert_eq!(
        elements(&xml, (PODCAST, "alternateEnclosure")),
        [
            format!("length={} type=audio/flac", flac().len()),
            "bitrate=128000 height=720 lang=en length=99 title=Video type=video/mp4".to_owned()
        ]
    );
    assert_eq!(
        elements(&xml, (PODCAST, "source")),
        ["uri=https://kampung.org/a/e1.flac", "uri=https://cdn.org/e1.mp4"]
    );
}

#[test]
fn what_is_wrong_with_another_file_of_an_episode_is_said_at_its_key() {
    let cases = [
        (
            "\"gone.mp3\"",
            "warning[missing-file] content/a.md:5:25 the file `gone.mp3` does not exist: there is no `content/gone.mp3`",
        ),
        (
            "\"https://cdn.org/x.mp3\"",
            "warning[unmeasured-enclosure] content/a.md:5:25 the size of `https://cdn.org/x.mp3` is unknown",
        ),
        ("{ src = \"e1.mp3\", sze = 1 }", "warning[unknown-key] content/a.md:5:43 unknown key `sze`"),
    ];
    for (value, expected) in cases {
        let keys = format!("episode = {{ alternate = {value} }}");
        let site = with_files(&show(""), &[("a.md", &episode(1, &keys))], &[("e1.mp3", &mp3(1))]);
        let found = site.findings();
        assert!(found.iter().any(|line| line.starts_with(expected)), "{found:#?}");
    }
}

#[test]
fn a_trailer_on_the_site_is_measured() {
    let trailer = "trailer = [{ src = \"/t.mp3\", title = \"Soon\", date = 2026-03-01 }, { src = \"https://cdn.org/t.m4a\", title = \"Sooner\", date = 2026-03-01, bytes = 5 }]";
    let files: &[(&str, &[u8])] = &[("e1.mp3", &mp3(1)), ("t.mp3", &mp3(2))];
    let site = with_files(&show(trailer), &[("a.md", &episode(1, ""))], files);
    let found = site.findings();
    let trailers = elements(&site.read("show.xml"), (PODCAST, "trailer"));
    assert!(trailers[0].starts_with(&format!("length={} pubdate=", mp3(2).len())), "{trailers:#?}");
    assert!(trailers[1].starts_with("length=5 pubdate=") && trailers[1].contains("type=audio/x-m4a"));
    assert!(found.iter().all(|line| !line.contains("content/t.mp3")), "{found:#?}");
    fs::write(site.path("content/t.mp3"), "").unwrap();
    let found = site.findings();
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("error[empty-media] feedwright.toml:") && line.contains("`t.mp3`")),
        "{found:#?}"
    );
}

/// A chapter of `ID3v2`, in milliseconds, with more frames about it.
fn chapter(id: &str, times: [u32; 2], frames: &[Vec<u8>]) -> Vec<u8> {
    let times = times.map(u32::to_be_bytes).concat();
    frame("CHAP", &[id.as_bytes(), b"\0", &times, &[0xFF; 8], &frames.concat()].concat())
}

/// A table of contents of `ID3v2`.
fn contents(chapters: &[&str]) -> Vec<u8> {
    let ids: Vec<_> = chapters.iter().flat_map(|id| [id.as_bytes(), b"\0"].concat()).collect();
    frame("CTOC", &[b"toc\0\x03".as_slice(), &[u8::try_from(chapters.len()).unwrap()], &ids].concat())
}

fn with_chapters() -> Vec<u8> {
    let link = frame("WXXX", b"\x03\0https://kampung.org/hill");
    let picture = frame("APIC", &[&b"\0image/png\0\0\0"[..], &vec![9; 900_000]].concat());
    tagged(&[
        contents(&["a", "b"]),
        chapter("b", [4500, 8000], &[text("TIT2", "The hill"), link]),
        chapter("a", [0, 4500], &[text("TIT2", "The <river>"), picture]),
        chapter("c", [8000, 8000], &[text("TIT2", "An advertisement")]),
    ])
}

const CHAPTERS: &str = r#"{
  "version": "1.2.0",
  "_feedwright": {
    "about": "https://feedwright.github.io/",
    "url": "https://kampung.org/a/e1.chapters.json"
  },
  "chapters": [
    {
      "startTime": 0,
      "endTime": 4.5,
      "title": "The <river>"
    },
    {
      "startTime": 4.5,
      "endTime": 8,
      "title": "The hill",
      "url": "https://kampung.org/hill"
    },
    {
      "startTime": 8,
      "title": "An advertisement",
      "toc": false
    }
  ]
}
"#;

const AT: &str = "type=application/json+chapters url=https://kampung.org/a/e1.chapters.json";

#[test]
fn chapters_in_the_tags_are_published_beside_the_episode() {
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", &with_chapters())]);
    let outcome = site.clean();
    assert_eq!(site.read("a/e1.chapters.json"), CHAPTERS);
    assert_eq!(elements(&site.read("show.xml"), (PODCAST, "chapters")), [AT]);
    let listed: Vec<_> =
        outcome.documents.iter().map(|one| (one.path.as_str(), one.status.as_str(), one.entries)).collect();
    assert_eq!(listed, [("a/e1.chapters.json", "created", 0), ("show.xml", "created", 1)]);
    let again = site.clean();
    assert_eq!((again.summary.unchanged, again.summary.changed), (2, 0), "nothing is written twice");
}

#[test]
fn the_list_of_chapters_of_an_mp4_is_published_too() {
    let keys = "date = 2026-04-01\nenclosure = \"e1.m4a\"";
    let list = mp4(&[(0, "One"), (90, "Two")], &[]);
    let site = with_files(&show(""), &[("a.md", &article("a", keys))], &[("e1.m4a", &list)]);
    site.build();
    let chapters = site.read("a/e1.chapters.json");
    assert!(chapters.contains("\"startTime\": 90,\n      \"title\": \"Two\""), "{chapters}");
}

#[test]
fn chapters_in_the_tags_count_only_where_nothing_else_names_any() {
    let named = episode(1, "episode = { chapters = \"own.json\" }");
    let files: &[(&str, &[u8])] = &[("e1.mp3", &with_chapters()), ("own.json", CHAPTERS_FILE)];
    let site = with_files(&show(""), &[("a.md", &named)], files);
    site.clean();
    assert!(!site.path("public/a").exists());
    let files: &[(&str, &[u8])] = &[("e1.mp3", &with_chapters()), ("e1.chapters.json", CHAPTERS_FILE)];
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], files);
    site.clean();
    assert!(!site.path("public/a").exists());
    assert_eq!(elements(&site.read("show.xml"), (PODCAST, "chapters")), [AT]);
}

#[test]
fn chapters_that_another_program_has_published_stay_as_they_are() {
    let site = with_files(&show(""), &[("a.md", &episode(1, ""))], &[("e1.mp3", &with_chapters())]);
    fs::create_dir_all(site.path("public/a")).unwrap();
    fs::write(site.path("public/a/e1.chapters.json"), "{ \"version\": \"1.2.0\", \"chapters\": [] }")
        .unwrap();
    site.clean();
    assert!(site.read("a/e1.chapters.json").contains("\"chapters\": []"));
    assert_eq!(elements(&site.read("show.xml"), (PODCAST, "chapters")), [AT]);
}

#[test]
fn chapters_are_published_only_if_the_feed_is() {
    let broken = article("broken", "date = 2026-13-01");
    let site = with_files(
        &show(""),
        &[("a.md", &episode(1, "")), ("b.md", &broken)],
        &[("e1.mp3", &with_chapters())],
    );
    site.build();
    assert!(!site.path("public").exists(), "an error stands");
}

#[test]
fn articles_outside_of_a_podcast_get_no_chapters() {
    let settings = blog_beside_show();
    let files: &[(&str, &[u8])] = &[("e1.mp3", &with_chapters()), ("e2.mp3", &mp3(1))];
    let site = with_files(
        &settings,
        &[("a.md", &episode(1, "")), ("b.md", &episode(2, "tags = [\"show\"]"))],
        files,
    );
    let found = site.findings();
    assert!(found.iter().all(|line| !line.starts_with("error")), "{found:#?}");
    assert_eq!(site.titles("show.xml"), ["Episode about 2"]);
    assert!(!site.path("public/a").exists());
}

#[test]
fn chapters_of_no_episode_are_listed_and_pruned() {
    let mut site = with_files(
        &show(""),
        &[("a.md", &episode(1, "")), ("b.md", &episode(2, ""))],
        &[("e1.mp3", &with_chapters()), ("e2.mp3", &mp3(1))],
    );
    site.clean();
    // A copy at another place is not ours to remove.
    fs::copy(site.path("public/a/e1.chapters.json"), site.path("public/copy.json")).unwrap();
    fs::write(site.path("content/e1.mp3"), mp3(10)).unwrap();
    assert_eq!(
        site.findings(),
        [
            "info[stale-document] public/a/e1.chapters.json no episode uses `a/e1.chapters.json` anymore | build with --prune to remove it"
        ]
    );
    site.options.prune = true;
    let outcome = site.clean();
    assert_eq!(outcome.summary.removed, 1);
    assert!(!site.path("public/a/e1.chapters.json").exists() && site.path("public/copy.json").exists());
}

#[test]
fn chapters_of_an_episode_on_another_host_are_not_published_and_said() {
    let keys = "url = \"https://other.org/a/\"";
    let site = with_files(&show(""), &[("a.md", &episode(1, keys))], &[("e1.mp3", &with_chapters())]);
    let found = site.findings();
    assert_eq!(
        found,
        [
            "info[unwritten-chapters] content/a.md:4:13 the chapters in `e1.mp3` are not published because its page is on another host | publish them there as a file of JSON chapters, and set `chapters` under [episode] to its URL"
        ]
    );
    assert_eq!(elements(&site.read("show.xml"), (PODCAST, "chapters")), [""; 0]);
}

#[test]
fn chapters_are_published_where_the_output_is_the_content() {
    let settings = show("").replace("[[feed]]", "[output]\ndir = \"content\"\n[[feed]]");
    let site = with_files(&settings, &[("a.md", &episode(1, ""))], &[("e1.mp3", &with_chapters())]);
    site.clean();
    site.clean();
    assert_eq!(fs::read_to_string(site.path("content/a/e1.chapters.json")).unwrap(), CHAPTERS);
}

#[test]
fn a_picture_with_the_name_of_a_recording_is_that_of_the_episode() {
    let files: &[(&str, &[u8])] = &[("rain.mp3", &rain()), ("rain.jpg", &jpeg(1400, 3))];
    let site = with_files(&show(""), &[], files);
    site.clean();
    let images = elements(&site.read("show.xml"), (ITUNES, "image"));
    assert_eq!(images, ["href=https://kampung.org/cover.jpg", "href=https://kampung.org/rain/rain.jpg"]);
    fs::write(site.path("content/rain.jpg"), jpeg(300, 3)).unwrap();
    let found = site.findings();
    let expected =
        "warning[unfit-episode-image] content/rain.mp3 the episode image `rain.jpg` is 300 × 300 pixels";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:#?}");
}

#[test]
fn the_published_id_of_a_recording_is_pinned_beside_it() {
    let site = with_files(&show(""), &[], &[("rain.mp3", &rain())]);
    site.clean();
    let old = site.read("show.xml").replace("<guid>https://kampung.org/rain/", "<guid>https://old.org/rain/");
    let old = old.replace("<link>https://kampung.org/rain/", "<link>https://old.org/rain/");
    fs::write(site.path("old.xml"), old).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["pin", "--from", "old.xml", "--now", "2026-06-01T00:00:00Z"])
        .current_dir(site.path(""))
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        fs::read_to_string(site.path("content/rain.toml")).unwrap(),
        "id = \"https://old.org/rain/\"\n",
        "{error}"
    );
    fs::remove_dir_all(site.path("public")).unwrap();
    site.build();
    assert_eq!(site.texts("show.xml", "guid")[1], "https://old.org/rain/");
    assert_eq!(site.titles("show.xml"), ["Rain"]);
}

#[test]
fn what_is_wrong_with_tags_has_no_line() {
    let settings = show("").replace("timezone = \"UTC\"\n", "");
    let site = with_files(&settings, &[], &[("rain.mp3", &rain())]);
    let found = site.findings();
    assert!(
        found[0].starts_with("info[no-timezone] content/rain.mp3 a date without a time zone"),
        "{found:#?}"
    );
}

#[test]
fn an_independent_reader_finds_the_file_of_an_episode() {
    let site = with_files(&show(""), &[], &[("rain.mp3", &rain())]);
    site.clean();
    let feed = crate::support::well_formed(&site.read("show.xml"));
    let [media] = feed.entries[0].media.as_slice() else { panic!("{:#?}", feed.entries[0].media) };
    assert_eq!(media.content[0].url.as_ref().unwrap().as_str(), "https://kampung.org/rain/rain.mp3");
    assert_eq!(media.content[0].size, Some(u64::try_from(rain().len()).unwrap()));
}

#[test]
fn a_draft_keeps_its_recording_back_however_it_spells_the_name() {
    for (file, named) in
        [("rain.mp3", "Rain.MP3"), ("regen\u{fc}.mp3", "regenu\u{308}.mp3"), ("rain.mp3", "rain.mp3")]
    {
        for key in ["draft = true", "private = true"] {
            let notes = article("Notes", &format!("date = 2026-04-01\n{key}\nenclosure = \"{named}\""));
            let files: [(&str, &[u8]); 2] =
                [(file, &rain()), ("fog.mp3", &tagged(&[text("TIT2", "Fog"), text("TDRC", "2026-04-02")]))];
            let site = with_files(&show(""), &[("notes.md", &notes)], &files);
            site.build();
            assert_eq!(site.titles("show.xml"), ["Fog"], "{named} {key}");
        }
    }
}

#[test]
fn a_folder_of_recordings_is_configured_as_a_show_whose_build_names_all_that_is_missing() {
    let site = with_files("", &[], &[]);
    fs::remove_dir_all(site.path("content")).unwrap();
    fs::remove_file(site.path("feedwright.toml")).unwrap();
    fs::write(site.path("rain.mp3"), rain()).unwrap();
    let (said, status) = run(&site, &["init", "--base-url", "https://kampung.org/", "--title", "Kampung"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("the folder has recordings, so its feed is a podcast"), "{said}");
    assert!(said.contains("articles     1\n"), "{said}");
    let (said, status) = run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]);
    assert_eq!(status, Some(1), "{said}");
    for key in ["`image`", "`categories`", "`explicit`", "`language`"] {
        assert!(said.contains(key), "{key}: {said}");
    }
    fs::write(site.path("cover.jpg"), jpeg(1400, 3)).unwrap();
    let settings = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let settings = ["image", "categories", "explicit", "author", "owner", "language"]
        .iter()
        .fold(settings, |settings, key| settings.replace(&format!("\n#{key} = "), &format!("\n{key} = ")));
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    let (said, status) = run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(site.titles("feed.xml"), ["Rain"]);
}
