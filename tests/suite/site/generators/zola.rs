//! Zola.

use super::Site;

const CONFIG: (&str, &str) =
    ("config.toml", "base_url = \"https://a.org/b\"\ntitle = \"A\"\ngenerate_feeds = true\n");

/// A head with a date and more lines.
fn head(more: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-01-02\n{more}+++\n")
}

#[test]
fn pages_are_where_zola_puts_them() {
    let plain = head("");
    let site = Site::of(&[
        CONFIG,
        ("content/blog/Rust 1.8.0.md", &plain),
        ("content/blog/日本.md", &plain),
        ("content/blog/½ don’t ä.md", &plain),
        ("content/blog/2018-10-10.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/2018-10-11-x_y.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/bundle/index.md", &plain),
        ("content/Raw Folder/p.md", &head("slug = \"A b\"\n")),
        ("content/q.md", &head("path = \"a/B c\"\n")),
        ("content/blog/index.fr.md", &plain),
    ]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(
        pages,
        [
            "/Raw%20Folder/a-b/",
            "/blog/2018-10-10/",
            "/blog/x-y/",
            "/blog/rust-1-8-0/",
            "/blog/bundle/",
            "/blog/index-fr/",
            "/blog/1-2-don-t-a/",
            "/blog/ri-ben/",
            "/a/B%20c/",
        ]
    );
}

#[test]
fn a_site_whose_dates_are_in_its_paths_gets_that_setting() {
    let head = |path: &str| format!("+++\ntitle = \"T\"\npath = \"{path}\"\n+++\n");
    let site = Site::of(&[
        CONFIG,
        ("content/rain.md", &head("2026/04/01/Rain")),
        ("content/inner/wind.md", &head("inner/2026/04/02/Wind")),
        ("content/inner/about.md", &head("inner/about")),
        ("content/a.md", &head("2026/03/01/a")),
        ("content/b.md", &head("2026/03/02/b")),
        ("content/c.md", &head("2026/03/03/c")),
        ("content/d.md", &head("2026/03/04/d")),
        ("content/e.md", &head("2026/03/05/e")),
        ("content/f.md", &head("2026/03/06/f")),
        ("content/g.md", &head("2026/03/07/g")),
    ]);
    let articles = site.articles();
    assert_eq!(articles.len(), 9);
    assert_eq!(articles[0], "inner/wind.md 2026-04-02T00:00:00Z https://a.org/b/inner/2026/04/02/Wind/");
    assert_eq!(site.left_out(), ["inner/about.md undated"]);
}

#[test]
fn the_feed_of_the_root_section_replaces_that_of_the_site() {
    let site = Site::of(&[
        CONFIG,
        ("content/_index.md", "+++\ntitle = \"Main\"\ngenerate_feeds = true\n+++\n"),
        ("content/a.md", &head("")),
        ("content/inner/b.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: a.md"]);
}

#[test]
fn terms_have_the_pages_that_zola_renders() {
    let config = "base_url = \"https://a.org/b\"\ntaxonomy_root = \"by\"\ntaxonomies = [{ name = \"tags\" }, { name = \
                  \"categories\", render = false }]\n[languages.fr]\ntaxonomies = [{ name = \"tags\" }]\n";
    let post = head("[taxonomies]\ntags = [\"Été 26\"]\ncategories = [\"Sea\"]\n");
    let site = Site::of(&[("config.toml", config), ("content/a.md", &post), ("content/b.fr.md", &post)]);
    let of =
        |folder: &str| ["Sea - -".to_owned(), format!("Été 26 {folder}by/tags/ete-26/ {folder}by/tags/")];
    assert_eq!(site.categories(), [of("/"), of("/fr/")].concat());
}
