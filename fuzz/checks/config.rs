//! Any text as a configuration: a configuration that can be built with, or an error that says why there is none; and
//! nothing in it that would lead out of the output folder.

use std::path::{Component, Path};

use feedwright::site::config::{self, Overrides};

/// Reads a configuration, with and without a base URL from the command line.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read(&text, &Overrides::default());
    read(&text, &Overrides { base_url: Some("https://blog.ruiz.dev/".to_owned()), ..Overrides::default() });
    let (check, found) = config::check(Path::new("feedwright.toml"), &text, &feedwright::codes());
    assert_eq!(check.is_none(), super::is_refused(&found), "{found:?}");
}

fn read(text: &str, overrides: &Overrides) {
    let file = Path::new("feedwright.toml");
    let (config, found) = config::read(file, text, overrides, config::Known::new(&feedwright::codes()));
    super::are_within(&found, text);
    // What a feed lacks for its promise is an error that its articles are checked in spite of.
    assert_eq!(config.is_some(), config::is_readable(&found), "{found:?}");
    assert_eq!(
        (config.clone(), found),
        config::read(file, text, overrides, config::Known::new(&feedwright::codes())),
        "twice is not the same"
    );
    let Some(config) = config else { return };
    assert!(
        matches!(config.site.base_url.scheme(), "http" | "https")
            && config.site.base_url.path().ends_with('/')
    );
    for feed in &config.feeds {
        let stays = Path::new(&feed.path).components().all(|part| matches!(part, Component::Normal(_)));
        assert!(stays && !feed.path.contains('\0'), "{:?}", feed.path);
    }
}
