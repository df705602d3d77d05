//! The pictures in the tags of recordings that are episodes: published beside them, together with the feed, or said not to be.

use std::fs;

use feed_rs::parser;

use crate::harness::{Site, article, feed};
use crate::pictures::png;
use crate::podcasts::{ITUNES, elements, jpeg, show, with_files};
use crate::recordings::{frame, item, mp4, mp4_box, tagged, text};

/// A recording with this picture.
fn with_picture(picture: &[u8]) -> Vec<u8> {
    let picture = frame("APIC", &[b"\0image/jpeg\0\x03\0".as_slice(), picture].concat());
    tagged(&[picture, text("TIT2", "Rain"), text("TDRC", "2026-04-01"), text("TDES", "It rained.")])
}

fn site(recording: &[u8]) -> Site {
    with_files(&show(""), &[], &[("rain.mp3", recording)])
}

const IMAGE: &str = "href=https://kampung.org/rain/rain.cover.jpg";

fn episode_image(site: &Site) -> Vec<String> {
    elements(&site.read("show.xml"), (ITUNES, "image")).into_iter().skip(1).collect()
}

#[test]
fn the_picture_in_the_tags_is_published_as_the_image_of_the_episode() {
    let picture = jpeg(1400, 3);
    let settings = format!("{}{}", show(""), feed("feed.json", "json", ""));
    let site = with_files(&settings, &[], &[("rain.mp3", &with_picture(&picture))]);
    let outcome = site.clean();
    let listed: Vec<_> =
        outcome.documents.iter().map(|one| (one.path.as_str(), one.status.as_str())).collect();
    let created = |path| (path, "created");
    assert_eq!(listed, [created("feed.json"), created("rain/rain.cover.jpg"), created("show.xml")]);
    assert_eq!(episode_image(&site), [IMAGE]);
    assert!(site.read("feed.json").contains("\"image\": \"https://kampung.org/rain/rain.cover.jpg\""));
    let published = fs::read(site.path("public/rain/rain.cover.jpg")).unwrap();
    let comment = b"\xFF\xFE\0\x43written by Feedwright at https://kampung.org/rain/rain.cover.jpg\n";
    assert_eq!(
        published,
        [&picture[..8], comment, &picture[8..]].concat(),
        "the same picture, with a comment"
    );
    assert_eq!(parser::parse(site.read("show.xml").as_bytes()).unwrap().entries.len(), 1);
    let again = site.clean();
    assert_eq!((again.summary.unchanged, again.summary.changed), (3, 0), "nothing is written twice");
}

#[test]
fn the_artwork_of_an_mp4_is_published_too() {
    let picture = png(3000, 3000);
    let data = mp4_box("data", &[b"\0\0\0\x0E\0\0\0\0".as_slice(), &picture].concat());
    let items = [
        item(*b"\xa9nam", "Fog"),
        item(*b"\xa9day", "2026-04-03"),
        mp4_box("covr", &data),
        item(*b"desc", "It lay."),
    ];
    let site = with_files(&show(""), &[], &[("fog.m4a", &mp4(&[], &items))]);
    site.build();
    let published = fs::read(site.path("public/fog/fog.cover.png")).unwrap();
    let comment = published.len() - picture.len();
    assert_eq!([&published[..33], &published[33 + comment..]].concat(), picture);
    let chunk = &published[33..33 + comment];
    assert!(chunk.starts_with(b"\0\0\0\x47tEXtComment\0written by Feedwright at https://"), "{chunk:?}");
    let size = imagesize::blob_size(&published).unwrap();
    assert_eq!((size.width, size.height), (3000, 3000));
}

#[test]
fn a_picture_that_apps_do_not_show_is_said_not_to_be_used() {
    let cases = [
        (jpeg(600, 3), "is 600 × 600 pixels"),
        (jpeg(1400, 4), "has CMYK colors, which apps display incorrectly"),
        (b"GIF89a".to_vec(), "is neither a JPEG nor a PNG"),
    ];
    for (picture, problem) in cases {
        let site = site(&with_picture(&picture));
        let expected = format!(
            "info[unused-picture] content/rain.mp3 the picture in the tags of `rain.mp3` {problem}, so apps show the cover of \
             the show | use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels, in the tags or as a file \
             with the name of the recording beside it"
        );
        assert_eq!(site.findings(), [expected]);
        assert_eq!(episode_image(&site), [""; 0]);
        assert!(!site.path("public/rain").exists());
    }
    let elsewhere = [("rain.toml", "url = \"https://other.org/rain/\"\n")];
    let site = with_files(&show(""), &elsewhere, &[("rain.mp3", &with_picture(&jpeg(1400, 3)))]);
    let found = site.findings().concat();
    assert!(
        found.contains("info[unused-picture]") && found.contains("its page is on another host"),
        "{found}"
    );
}

#[test]
fn a_file_beside_the_recording_wins_over_the_picture_in_its_tags() {
    let files: &[(&str, &[u8])] =
        &[("rain.mp3", &with_picture(&jpeg(1400, 3))), ("rain.png", &png(1400, 1400))];
    let site = with_files(&show(""), &[], files);
    site.clean();
    assert_eq!(episode_image(&site), ["href=https://kampung.org/rain/rain.png"]);
    assert!(!site.path("public/rain").exists());
}

#[test]
fn a_picture_that_another_program_has_published_stays_as_it_is() {
    let site = site(&with_picture(&jpeg(1400, 3)));
    fs::create_dir_all(site.path("public/rain")).unwrap();
    fs::write(site.path("public/rain/rain.cover.jpg"), jpeg(2000, 3)).unwrap();
    site.clean();
    assert_eq!(fs::read(site.path("public/rain/rain.cover.jpg")).unwrap(), jpeg(2000, 3));
    assert_eq!(episode_image(&site), [IMAGE]);
}

#[test]
fn a_picture_is_published_only_if_the_feed_is_and_follows_its_recording() {
    let mut site = site(&with_picture(&jpeg(1400, 3)));
    fs::write(site.path("content/cover.jpg"), "").unwrap();
    assert!(site.findings().concat().contains("error[unusable-cover]"));
    assert!(!site.path("public").exists());
    fs::write(site.path("content/cover.jpg"), jpeg(1400, 3)).unwrap();
    site.clean();
    fs::write(site.path("content/rain.mp3"), with_picture(&jpeg(2000, 3))).unwrap();
    assert_eq!(site.clean().summary.changed, 1, "the recording is as long as before");
    let published = fs::read(site.path("public/rain/rain.cover.jpg")).unwrap();
    assert_eq!(imagesize::blob_size(&published).unwrap().width, 2000);
    // A copy that the site's generator makes elsewhere is not ours to remove.
    fs::create_dir_all(site.path("public/copy")).unwrap();
    fs::write(site.path("public/copy/rain.cover.jpg"), &published).unwrap();
    let bare = tagged(&[text("TIT2", "Rain"), text("TDRC", "2026-04-01"), text("TDES", "It rained.")]);
    fs::write(site.path("content/rain.mp3"), bare).unwrap();
    assert_eq!(
        site.findings(),
        [
            "info[stale-document] public/rain/rain.cover.jpg no episode uses `rain/rain.cover.jpg` anymore | build with --prune \
             to remove it"
        ]
    );
    site.options.prune = true;
    site.clean();
    assert!(
        !site.path("public/rain/rain.cover.jpg").exists() && site.path("public/copy/rain.cover.jpg").exists()
    );
}

#[test]
fn an_episode_with_notes_has_the_picture_of_its_recording_unless_the_notes_have_one() {
    let notes =
        |more: &str| article("Notes", &format!("date = 2026-04-01\nenclosure = \"rain.mp3\"\n{more}"));
    let recording = with_picture(&jpeg(1400, 3));
    let of = |text: &str, files: &[(&str, &[u8])]| {
        let site = with_files(
            &show(""),
            &[("notes.md", text)],
            &[&[("rain.mp3", recording.as_slice())], files].concat(),
        );
        site.build();
        episode_image(&site)
    };
    assert_eq!(of(&notes(""), &[]), [IMAGE.replace("/rain/", "/notes/")]);
    let beside = jpeg(1500, 3);
    assert_eq!(of(&notes(""), &[("rain.jpg", &beside)]).len(), 1);
    let own = notes("image = { src = \"own.jpg\", alt = \"Rain\" }");
    assert_eq!(of(&own, &[("own.jpg", &jpeg(1400, 3))]), Vec::<String>::new());
}
