//! Settings of generators that publish what articles withhold.

use super::Site;

/// The findings about such settings, without their help.
fn messages(site: &Site) -> Vec<String> {
    let message = |line: String| line.split(" | ").next().unwrap_or_default().to_owned();
    let found = site.findings().into_iter().filter(|line| line.contains("[published-by-setting]"));
    found.map(message).collect()
}

fn hugo(config: &str) -> Vec<String> {
    let config = format!("baseURL = \"https://a.org/\"\ntitle = \"A\"\n{config}");
    let site = Site::of(&[
        ("hugo.toml", &config),
        ("content/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
        ("content/b.md", "---\ntitle: T\ndate: 2026-01-02\ndraft: true\n---\n"),
        ("content/c.md", "---\ntitle: T\ndate: 2026-01-02\npublished: false\n---\n"),
        ("content/d.md", "---\ntitle: T\ndate: 2099-01-02\n---\n"),
    ]);
    messages(&site)
}

fn jekyll(config: &str) -> Vec<String> {
    let site = Site::of(&[
        ("_config.yml", &format!("url: https://a.org\n{config}")),
        ("_posts/2026-01-02-a.md", "---\n---\n"),
        ("_posts/2026-01-02-b.md", "---\npublished: false\n---\n"),
        ("_posts/2099-01-02-c.md", "---\n---\n"),
        ("_drafts/2026-01-01-d.md", "---\n---\n"),
    ]);
    messages(&site)
}

#[test]
fn a_setting_that_publishes_what_articles_withhold_is_reported() {
    assert_eq!(hugo(""), [""; 0]);
    let drafts = "warning[published-by-setting] hugo.toml `buildDrafts` publishes drafts (2 articles)";
    assert_eq!(hugo("buildDrafts = true\n"), [drafts]);
    let future = "warning[published-by-setting] hugo.toml `buildFuture` publishes articles with a date in the future (1 article)";
    assert_eq!(hugo("buildFuture = true\n"), [future]);
    assert_eq!(jekyll(""), [""; 0]);
    let unpublished = "warning[published-by-setting] _config.yml `unpublished` publishes articles with `published: false` (1 article)";
    assert_eq!(jekyll("unpublished: true\n"), [unpublished]);
    let future = "warning[published-by-setting] _config.yml `future` publishes articles with a date in the future (1 article)";
    assert_eq!(jekyll("future: true\n"), [future]);
    let drafts = "warning[published-by-setting] _config.yml `show_drafts` publishes drafts (1 article)";
    assert_eq!(jekyll("show_drafts: true\n"), [drafts]);
}

#[test]
fn a_setting_that_publishes_nothing_more_is_not_reported() {
    let of = |config: &str| {
        let config = format!("baseURL = \"https://a.org/\"\ntitle = \"A\"\n{config}");
        Site::of(&[("hugo.toml", &config), ("content/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n")])
            .findings()
    };
    assert_eq!(of("buildDrafts = true\nbuildFuture = true\n"), [""; 0]);
}
