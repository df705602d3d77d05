//! Which file the metadata beside it belongs to.

use feedwright::site::kind::is_sidecar;
use feedwright::site::sidecar::{other_owner, owners, recording_of};

#[test]
fn metadata_belongs_to_a_text_else_to_a_recording_else_to_an_image() {
    assert_eq!(owners(&["a.jpg", "a.mp3", "a.TXT", "a.toml"], false), ["a.TXT"]);
    assert_eq!(owners(&["a.jpg", "a.mp3", "a.png", "a.TOML"], false), ["a.mp3"]);
    assert_eq!(owners(&["a.jpg", "a"], false), ["a"]);
    assert_eq!(owners(&["a.JPG", "a.toml"], false), ["a.JPG"]);
    assert_eq!(owners(&["a.toml"], false), [""; 0]);
}

#[test]
fn files_of_the_same_kind_are_rivals() {
    assert_eq!(owners(&["a.jpg", "a.html", "a.md"], false), ["a.html", "a.md"]);
    assert_eq!(other_owner("a.md", &["a.html", "a.md"], false), Some("a.html"));
    assert_eq!(other_owner("a.mp3", &["a.jpg", "a.pdf"], false), Some("a.pdf"));
    assert_eq!(other_owner("a.jpg", &["a.png"], false), Some("a.png"));
    assert_eq!(other_owner("a.jpg", &["a.toml", "a.jpg"], false), None);
}

#[test]
fn a_file_without_text_has_a_rival_in_each_that_comes_first() {
    assert_eq!(other_owner("a.mp3", &["a.md"], false), Some("a.md"));
    assert_eq!(other_owner("a.jpg", &["a.mp3"], false), Some("a.mp3"));
    assert_eq!(other_owner("a.md", &["a.mp3", "a.jpg"], false), None);
}

#[test]
fn only_files_with_the_extension_are_metadata() {
    assert!(["a.toml", "a.b/c.TOML"].into_iter().all(is_sidecar));
    assert!(!["toml", "a.toml.md", "a.toml/b"].into_iter().any(is_sidecar));
}

#[test]
fn beside_a_recording_of_a_podcast_a_text_is_its_transcript() {
    for name in ["a.html", "a.json", "a.srt", "a.txt", "a.vtt"] {
        assert_eq!(recording_of(name, &["a.m4a", "a.toml"], true), Some("a.m4a"), "{name}");
    }
    for name in ["a.md", "a.htm", "a.pdf", "b.txt", "a.id.txt"] {
        assert_eq!(recording_of(name, &["a.mp3", "a.toml"], true), None, "{name}");
    }
    assert_eq!(recording_of("a.txt", &["a.jpg", "a.pdf"], true), None);
    assert_eq!(recording_of("a.txt", &["a.mp3"], false), None, "a text without a head may become an article");
    assert_eq!(owners(&["a.html", "a.mp3", "a.srt", "a.txt", "a.vtt"], true), ["a.mp3"]);
    assert_eq!(owners(&["a.mp3", "a.srt", "a.vtt"], false), ["a.mp3"]);
    assert_eq!(owners(&["a.md", "a.mp3", "a.txt"], true), ["a.md"]);
    assert_eq!(owners(&["a.flac", "a.m4a", "a.mp3", "a.txt"], true), ["a.mp3"]);
}
