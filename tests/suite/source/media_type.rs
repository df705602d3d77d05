//! The media types of files.

use feedwright::source::media_type::{by_extension, is_image};

#[test]
fn podcast_apps_get_the_types_that_they_expect() {
    assert_eq!(
        ["mp3", "m4a", "M4A", "m4v", "pdf"].map(by_extension),
        ["audio/mpeg", "audio/x-m4a", "audio/x-m4a", "video/x-m4v", "application/pdf"].map(Some)
    );
    assert_eq!(["", "unknown-extension"].map(by_extension), [None, None]);
}

#[test]
fn images_are_told_from_other_files() {
    assert!(["jpg", "PNG", "svg", "webp"].into_iter().all(is_image));
    assert!(!["mp3", "pdf", "md", ""].into_iter().any(is_image));
}
