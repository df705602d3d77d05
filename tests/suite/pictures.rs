//! Pictures of articles: what `image`, `images` and those in the text become in feeds, and what is found in their files.

use std::fs;
use std::io::{Seek, SeekFrom, Write};

use feed_rs::model::MediaObject;
use roxmltree::{Document, Node};

use crate::harness::{PLAIN, Site, article, feed};

const MEDIA: &str = "http://search.yahoo.com/mrss/";

const DAY: &str = "date = 2026-04-01";

/// The end of a PNG: the chunk `IEND`.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// A PNG of this size by its headers, with some data.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\x06IDATpixels\0\0\0\0");
    [bytes.as_slice(), PNG_END].concat()
}

/// A JPEG of this size by its headers, with image data of `length` bytes.
fn jpeg(width: u16, height: u16, length: usize) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xC0\0\x11\x08".to_vec();
    bytes.extend([height.to_be_bytes(), width.to_be_bytes()].concat());
    bytes.extend(b"\x03\x01\x11\0\x02\x11\0\x03\x11\0\xFF\xDA\0\x0C\x03\x01\0\x02\0\x03\0\0\x3F\0");
    bytes.extend([0xA5, 0xFF, 0x00, 0x17].into_iter().cycle().take(length));
    [bytes.as_slice(), b"\xFF\xD9"].concat()
}

/// A site with an RSS, an Atom and a JSON feed, an article, and files beside it.
fn with_files(keys: &str, body: &str, files: &[(&str, &[u8])]) -> Site {
    let feeds = format!(
        "{PLAIN}{}{}{}",
        feed("a.xml", "atom", ""),
        feed("r.xml", "rss", ""),
        feed("j.json", "json", "")
    );
    let site = Site::new(&feeds, &[("n/a.md", &format!("+++\ntitle = \"T\"\n{DAY}\n{keys}\n+++\n{body}\n"))]);
    for (name, bytes) in files {
        fs::write(site.path("content/n").join(name), bytes).unwrap();
    }
    site
}

/// The pictures of the only entry of a document, each with its files and texts, as they stand in it.
fn pictures(site: &Site, path: &str) -> Vec<String> {
    let text = site.read(path);
    let document = Document::parse(&text).unwrap();
    let entry =
        document.descendants().find(|node| matches!(node.tag_name().name(), "item" | "entry")).unwrap();
    entry
        .children()
        .filter(|node| node.tag_name().namespace() == Some(MEDIA))
        .map(|node| shown(&node))
        .collect()
}

/// Its name, its attributes in the order of their names, its text and its children.
fn shown(node: &Node<'_, '_>) -> String {
    let attributes = node.attributes().filter(|one| !["medium", "isDefault"].contains(&one.name()));
    let mut attributes: Vec<_> = attributes
        .map(|one| format!(" {}={}", one.name(), one.value().replace("https://blog.org/n/a/", "")))
        .collect();
    attributes.sort();
    let text = node.text().map(str::trim).filter(|text| !text.is_empty()).map(|text| format!(": {text}"));
    let children = node.children().filter(Node::is_element).map(|child| format!(" <{}>", shown(&child)));
    let name = node.tag_name().name().to_owned();
    [name].into_iter().chain(attributes).chain(text).chain(children).collect()
}

fn json(site: &Site) -> serde_json::Value {
    let feed: serde_json::Value = serde_json::from_str(&site.read("j.json")).unwrap();
    feed["items"][0].clone()
}

#[test]
fn several_pictures_are_in_the_feeds_with_all_that_is_known_of_each() {
    let keys = r#"image = { src = "quay.png", alt = "A quay", caption = "The quay at dawn", credit = "Ana", copyright = "© Ana" }
images = [{ src = "boat.jpg", credit = "Budi" }, "https://cdn.org/map.png"]"#;
    let files: &[(&str, &[u8])] = &[("quay.png", &png(640, 360)), ("boat.jpg", &jpeg(300, 400, 9))];
    let site = with_files(keys, "Words.", files);
    site.clean();
    let expected = [
        "content fileSize=63 height=360 type=image/png url=quay.png width=640 <copyright: © Ana> <credit: Ana> \
         <description type=plain: The quay at dawn> <title type=plain: A quay>",
        "content fileSize=46 height=400 type=image/jpeg url=boat.jpg width=300 <credit: Budi>",
        "content type=image/png url=https://cdn.org/map.png",
        "thumbnail height=360 url=quay.png width=640",
    ];
    for path in ["r.xml", "a.xml"] {
        assert_eq!(pictures(&site, path), expected, "{path}");
    }
    let item = json(&site);
    assert_eq!(item["image"], "https://blog.org/n/a/quay.png");
    let html = item["content_html"].as_str().unwrap();
    assert_eq!(html.matches("<img").count(), 3, "readers show the pictures of the text alone: {html}");
    assert!(html.contains("<figcaption>The quay at dawn <small>(Ana)</small>"), "{html}");
    assert!(
        html.find("quay.png") < html.find("Words.") && html.find("Words.") < html.find("boat.jpg"),
        "{html}"
    );
    assert!(
        html.contains("width=\"300\" height=\"400\"") && html.contains("<small>(Budi)</small>"),
        "{html}"
    );
}

#[test]
fn one_picture_in_several_sizes_is_a_group_and_lists_get_the_smallest() {
    let keys = r#"image = { src = ["quay.jpg", "quay-800.webp", "quay-320.jpg"], credit = "Ana" }"#;
    let webp = [b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x1F\x03\0\xC1\x01\0".as_slice()].concat();
    let files: &[(&str, &[u8])] =
        &[("quay.jpg", &jpeg(1600, 900, 9)), ("quay-800.webp", &webp), ("quay-320.jpg", &jpeg(320, 180, 9))];
    let site = with_files(keys, "Words.", files);
    site.clean();
    for path in ["r.xml", "a.xml"] {
        let found = pictures(&site, path);
        let (group, thumbnail) = (&found[0], &found[1]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            group.starts_with(
                "group <content fileSize=46 height=900 type=image/jpeg url=quay.jpg width=1600>"
            ),
            "{group}"
        );
        assert!(
            group.contains("<content fileSize=30 height=450 type=image/webp url=quay-800.webp width=800>"),
            "{group}"
        );
        assert!(group.contains("<credit: Ana>"), "{group}");
        assert_eq!(thumbnail, "thumbnail height=180 url=quay-320.jpg width=320");
        let read = feed_rs::parser::parse(site.read(path).as_bytes()).unwrap();
        let of_group = |media: &MediaObject| media.content.iter().map(|one| one.width).collect::<Vec<_>>();
        let widths: Vec<_> = read.entries[0].media.iter().map(of_group).collect();
        assert!(widths.contains(&vec![Some(1600), Some(800), Some(320)]), "{widths:?}");
    }
}

#[test]
fn a_picture_in_several_sizes_keeps_its_place_among_the_others() {
    let keys = "image = { src = [\"quay.jpg\", \"quay-320.jpg\"] }\nimages = [\"pier.jpg\"]";
    let files: &[(&str, &[u8])] = &[
        ("quay.jpg", &jpeg(1600, 900, 9)),
        ("quay-320.jpg", &jpeg(320, 180, 9)),
        ("pier.jpg", &jpeg(800, 600, 9)),
    ];
    let site = with_files(keys, "Words.", files);
    site.clean();
    for path in ["r.xml", "a.xml"] {
        let found = pictures(&site, path);
        let names: Vec<_> = found.iter().filter_map(|picture| picture.split(' ').next()).collect();
        assert_eq!(names, ["group", "content", "thumbnail"], "{path}: {found:?}");
    }
}

#[test]
fn a_picture_in_the_text_gets_its_size_and_stands_for_the_entry_in_lists() {
    let body = "![An icon](icon.png)\n\n![A quay](quay.png) <img src=\"quay.png\" width=\"320\" alt=\"small\">\n\n![Away](https://cdn.org/a.png)";
    let files: &[(&str, &[u8])] = &[("quay.png", &png(640, 360)), ("icon.png", &png(32, 32))];
    let site = with_files("", body, files);
    site.clean();
    let item = json(&site);
    let html = item["content_html"].as_str().unwrap();
    for size in [
        "alt=\"An icon\" width=\"32\" height=\"32\"",
        "alt=\"A quay\" width=\"640\" height=\"360\"",
        "width=\"320\" alt=\"small\" height=\"180\"",
    ] {
        assert!(html.contains(size), "{size} in {html}");
    }
    assert!(html.contains("<img src=\"https://cdn.org/a.png\" alt=\"Away\">"), "nobody measured it: {html}");
    for path in ["r.xml", "a.xml"] {
        let expected = ["thumbnail height=360 url=quay.png width=640"];
        assert_eq!(pictures(&site, path), expected, "what the text shows is no attachment");
    }
    assert_eq!(item["image"], "https://blog.org/n/a/quay.png");
}

#[test]
fn a_credit_of_a_picture_in_the_text_stands_under_it() {
    let keys =
        "images = [{ src = \"quay.png\", credit = \"Ana\" }, { src = \"boat.png\", credit = \"Budi\" }]";
    let files: &[(&str, &[u8])] = &[("quay.png", &png(640, 360)), ("boat.png", &png(640, 360))];
    let site = with_files(keys, "One.\n\n![Boat](boat.png)\n\nTwo.\n\n![Quay](quay.png)", files);
    site.clean();
    let html = json(&site)["content_html"].as_str().unwrap().to_owned();
    assert_eq!(html.matches("<img").count(), 2, "{html}");
    let place = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} in {html}"));
    assert!(place("boat.png") < place("(Budi)") && place("(Budi)") < place("quay.png"), "{html}");
}

#[test]
fn files_after_the_first_are_in_every_format() {
    let keys = r#"enclosure = ["https://cdn.org/a.mp3", { src = "https://cdn.org/b.mp4", bytes = 99, duration = 61 }, "https://cdn.org/c.pdf"]"#;
    let site = with_files(keys, "Words.", &[]);
    site.build();
    let expected = [
        "content duration=61 fileSize=99 type=video/mp4 url=https://cdn.org/b.mp4",
        "content type=application/pdf url=https://cdn.org/c.pdf",
    ];
    assert_eq!(pictures(&site, "r.xml"), expected);
    assert!(site.read("r.xml").contains("medium=\"video\""));
    assert_eq!(site.read("a.xml").matches("rel=\"enclosure\"").count(), 3);
    assert_eq!(json(&site)["attachments"].as_array().unwrap().len(), 3);
    let read = feed_rs::parser::parse(site.read("r.xml").as_bytes()).unwrap();
    let files = read.entries[0].media.iter().flat_map(|media| &media.content);
    let urls: Vec<_> = files.filter_map(|file| file.url.as_ref()).map(ToString::to_string).collect();
    assert!(urls.contains(&"https://cdn.org/b.mp4".to_owned()), "{urls:?}");
}

#[test]
fn a_picture_that_the_text_does_not_show_is_a_banner() {
    let settings = format!("{PLAIN}{}", feed("j.json", "json", "body = \"summary\""));
    let one = article("a", &format!("{DAY}\nimage = \"https://cdn.org/a.png\""));
    let site = Site::new(&settings, &[("a.md", &one)]);
    site.clean();
    let item = json(&site);
    assert_eq!(
        (&item["image"], &item["banner_image"]),
        (&"https://cdn.org/a.png".into(), &"https://cdn.org/a.png".into())
    );
    let with_text = with_files("image = \"https://cdn.org/a.png\"", "Words.", &[]);
    with_text.clean();
    assert!(json(&with_text)["banner_image"].is_null(), "readers would show it twice");
}

#[test]
fn what_readers_could_not_show_of_a_picture_is_found_at_its_key() {
    let cut = |bytes: Vec<u8>, by: usize| bytes[..bytes.len() - by].to_vec();
    let file = |name: &str| {
        with_files(
            &format!("images = [\n  \"https://cdn.org/ok.png\",\n  {{ src = \"{name}\" }},\n]"),
            "Words.",
            &[],
        )
    };
    let gif = b"GIF89a\x10\0\x10\0\0\0\0,\0\0\0\0\x10\0\x10\0\0\x02\0\x3B".to_vec();
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("a.png", png(640, 360), ""),
        ("a.png", Vec::new(), "is empty"),
        ("a.png", cut(png(640, 360), 12), "was cut off when it was copied"),
        ("a.png", [png(640, 360), b"trailing".to_vec()].concat(), ""),
        ("a.png", jpeg(64, 64, 9), "is a JPEG, which does not match its extension"),
        ("a.png", b"<!doctype html>".to_vec(), "is damaged, or not an image"),
        ("a.jpg", jpeg(640, 360, 9000), ""),
        ("a.JPG", cut(jpeg(640, 360, 9000), 2), "was cut off when it was copied"),
        ("a.jpg", cut(jpeg(640, 360, 9), 2), "was cut off when it was copied"),
        ("a.jpg", [jpeg(640, 360, 9000), vec![0; 9000], b"\xFF\x11".to_vec()].concat(), ""),
        ("a.gif", gif.clone(), ""),
        ("a.gif", cut(gif, 1), "was cut off when it was copied"),
        ("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), ""),
        (
            "a.webp",
            b"RIFF\x16\x10\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x1F\x03\0\xC1\x01\0".to_vec(),
            "was cut off when it was copied",
        ),
    ];
    for (name, bytes, problem) in cases {
        let site = file(name);
        fs::write(site.path("content/n").join(name), bytes).unwrap();
        let expected = format!(
            "warning[unusable-image] content/n/a.md:6:3 the image `{name}` {problem} | replace it with the complete \
             picture, with the extension that matches its content"
        );
        let expected = Vec::from_iter((!problem.is_empty()).then_some(expected));
        assert_eq!(site.findings(), expected, "{name} {} bytes", bytes.len());
    }
    let missing = file("a.png");
    let found = missing.findings();
    assert!(
        found[0].starts_with("warning[missing-file] content/n/a.md:6:3 the file `a.png` does not exist"),
        "{found:?}"
    );
}

/// Other systems open such a file.
#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_differs_in_case_is_named() {
    let of = |src: &str| {
        let keys = format!("image = \"{src}\"");
        with_files(&keys, "Words.", &[("Pier é.PNG", &png(300, 200)), ("b.png", &png(300, 200))]).findings()
    };
    let missing = |src: &str, looked_for: &str| {
        format!(
            "warning[missing-file] content/n/a.md:4:9 the file `{src}` does not exist: there is no `{looked_for}` | "
        )
    };
    let or = ", or write a path on the site (\"/images/…\") or an absolute URL";
    for src in ["pier é.png", "pier e\u{301}.PNG", "../n/pier%20é.png"] {
        let looked_for = format!("content/n/{}", src.trim_start_matches("../n/").replace("%20", " "));
        let found = missing(src, &looked_for) + "write `Pier é.PNG`, as the file is called" + or;
        assert_eq!(of(src), [found]);
    }
    assert_eq!(of("c.png"), [missing("c.png", "content/n/c.png") + "add the file" + or]);
}

#[test]
fn a_picture_of_the_text_that_is_nowhere_is_reported_where_no_generator_could_make_it() {
    let body = "![Sea](sea.png) ![Pier](img/pier.png)\n![Far](https://far.org/a.png) ![Root](/root.png)";
    let site = with_files("", body, &[("sea.png", &png(300, 200))]);
    let expected = "warning[missing-file] content/n/a.md:6:25 the file `img/pier.png` does not exist: there is no `content/n/img/pier.png` | add the file, or write a path on the site (\"/images/…\") or an absolute URL";
    assert_eq!(site.findings(), [expected]);
    fs::create_dir_all(site.path("public/n/a/img")).unwrap();
    fs::write(site.path("public/n/a/img/pier.png"), png(300, 200)).unwrap();
    site.clean();
    let settings = format!("{PLAIN}[content]\ngenerator = \"zola\"\n");
    let made =
        Site::new(&settings, &[("a.md", "+++\ntitle = \"A\"\ndate = 2026-04-01\n+++\n![Pier](pier.png)\n")]);
    assert!(!made.findings().concat().contains("missing-file"));
}

#[test]
fn a_picture_of_many_megabytes_is_read_by_its_headers_and_found_to_be_large() {
    let site = with_files("image = \"a.jpg\"", "Words.", &[("a.jpg", &jpeg(6000, 4000, 9))]);
    let file = fs::OpenOptions::new().write(true).open(site.path("content/n/a.jpg")).unwrap();
    let grow = |bytes: u64| {
        file.set_len(bytes - 2).unwrap();
        (&file).seek(SeekFrom::End(0)).unwrap();
        (&file).write_all(b"\xFF\xD9").unwrap();
    };
    grow(4_000_000_000);
    let expected = "warning[large-image] content/n/a.md:4:9 the image `a.jpg` has 4000 MB, and readers download all of it | use \
                    a smaller image: at most 10 MB, and preferably less than 1 MB";
    assert!(site.findings().iter().any(|found| found == expected), "{:?}", site.findings());
    grow(10_000_000);
    assert!(!site.findings().iter().any(|found| found.contains("large-image")), "{:?}", site.findings());
}
