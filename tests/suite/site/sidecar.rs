//! Which file the metadata beside it belongs to.

use feedwright::site::kind::is_sidecar;
use feedwright::site::sidecar::{other_owner, owners};

#[test]
fn metadata_belongs_to_a_text_else_to_a_recording_else_to_an_image() {
    assert_eq!(owners(&["a.jpg", "a.mp3", "a.TXT", "a.toml"]), ["a.TXT"]);
    assert_eq!(owners(&["a.jpg", "a.mp3", "a.png", "a.TOML"]), ["a.mp3"]);
    assert_eq!(owners(&["a.jpg", "a"]), ["a"]);
    assert_eq!(owners(&["a.JPG", "a.toml"]), ["a.JPG"]);
    assert_eq!(owners(&["a.toml"]), [""; 0]);
}

#[test]
fn files_of_the_same_kind_are_rivals() {
    assert_eq!(owners(&["a.jpg", "a.html", "a.md"]), ["a.html", "a.md"]);
    assert_eq!(other_owner("a.md", &["a.html", "a.md"]), Some("a.html"));
    assert_eq!(other_owner("a.mp3", &["a.jpg", "a.pdf"]), Some("a.pdf"));
    assert_eq!(other_owner("a.jpg", &["a.png"]), Some("a.png"));
    assert_eq!(other_owner("a.jpg", &["a.toml", "a.jpg"]), None);
}

#[test]
fn a_file_without_text_has_a_rival_in_each_that_comes_first() {
    assert_eq!(other_owner("a.mp3", &["a.md"]), Some("a.md"));
    assert_eq!(other_owner("a.jpg", &["a.mp3"]), Some("a.mp3"));
    assert_eq!(other_owner("a.md", &["a.mp3", "a.jpg"]), None);
}

#[test]
fn only_files_with_the_extension_are_metadata() {
    assert!(["a.toml", "a.b/c.TOML"].into_iter().all(is_sidecar));
    assert!(!["toml", "a.toml.md", "a.toml/b"].into_iter().any(is_sidecar));
}
