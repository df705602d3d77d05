//! Keys that themes and plugins define, with the same names as ours.

use super::Site;

/// Lines of heads that mean nothing to us, and are no mistakes.
const OTHERS: &[&str] = &[
    "image: {path: a.png, alt: x}",
    "image: {feature: a.jpg, credit: Someone}",
    "images: {a: b}",
    "images: [a.png]",
    "enclosure: {url: 'https://x.org/a.mp3', length: 12, type: audio/mpeg}",
    "episode: {number: pilot, foo: bar}",
    "episode: 12",
    "source: {title: X, link: 'https://x.org'}",
    "place: {city: Berlin}",
    "correction: true",
    "comments: {id: 123, host: mastodon.example, username: me}",
    "updated: yesterday",
    "updated: [2026-01-01]",
    "expires: never",
    "authors: [{name: X, email: bad, url: 'not a url'}]",
    "tags: {a: b}",
    "tags: [{a: b}, c]",
    "categories: {a: b}",
    "language: Klingon of old",
    "draft: 'false'",
    "id: 12",
    "id: my-post",
    "translations: [a, b]",
    "rights: {a: b}",
    "summary: [a]",
    "description: {text: x}",
    "extra: [a, b]",
];

/// The sites of generators whose articles have YAML heads: the configuration, and the path of an article.
const SITES: &[(&[(&str, &str)], &str)] = &[
    (&[("config.toml", "base_url = \"https://a.org\"\n")], "content/N.md"),
    (&[("hugo.toml", "baseURL = \"https://a.org\"\n")], "content/N.md"),
    (&[("_config.yml", "url: https://a.org\nplugins: [jekyll-feed]\n")], "_posts/2026-01-02-N.md"),
    (&[("_config.yml", "url: https://a.org\nbaseurl: /b\n")], "_posts/2026-01-02-N.md"),
    (&[("_config.yml", "url: https://a.org\n"), ("package.json", "{\"hexo\": \"8\"}")], "source/_posts/N.md"),
    (
        &[(
            "docusaurus.config.js",
            "export default {url: 'https://a.org', presets: [['classic', {blog: {}}]]};",
        )],
        "blog/N.md",
    ),
    (
        &[
            (
                "eleventy.config.js",
                "module.exports = function (c) { c.addPlugin(feedPlugin, {collection: {name: 'posts'}, metadata: {base: 'https://a.org/'}}); };",
            ),
            ("posts/posts.json", "{\"tags\": \"posts\"}"),
        ],
        "posts/N.md",
    ),
];

#[test]
fn keys_of_other_programs_are_no_mistakes_and_change_no_id() {
    for (config, path) in SITES {
        let head = |line: &str| format!("---\ntitle: T\ndate: 2026-01-02\n{line}\n---\nWords.\n");
        let articles =
            OTHERS.iter().enumerate().map(|(at, line)| (path.replace('N', &format!("k{at}")), head(line)));
        let articles: Vec<_> = articles.collect();
        let articles = articles.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let files: Vec<_> = config.iter().copied().chain(articles).collect();
        let site = Site::of(&files);
        let errors: Vec<_> = site.findings().into_iter().filter(|line| line.starts_with("error")).collect();
        assert_eq!(errors, [""; 0], "{path}");
        let ids = site.ids();
        assert_eq!(ids.len(), OTHERS.len(), "{path}: {:?}", site.left_out());
        assert!(ids.iter().all(|id| id.starts_with("https://a.org/")), "{path}: {ids:?}");
    }
}

#[test]
fn a_picture_of_a_jekyll_site_is_relative_to_its_folder_also_with_a_base_path() {
    let config = "url: https://a.org\nbaseurl: /b\nplugins: [jekyll-feed]\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("_posts/2026-01-02-a.md", "---\nimage: {path: /p/a.png, alt: x}\n---\nx\n"),
        ("_posts/2026-01-01-b.md", "---\nimage: p/b.png\n---\nx\n"),
    ]);
    assert_eq!(site.pictures("feed.xml"), ["https://a.org/b/p/a.png None", "https://a.org/b/p/b.png None"]);
}

#[test]
fn a_language_that_is_not_registered_stops_no_build() {
    let languages = |tag: &str, post: &str| {
        let config = format!("url: https://a.org\nlang: {tag}\nplugins: [jekyll-feed]\n");
        let post = format!("---\ntitle: T\nlang: {post}\n---\n");
        let site = Site::of(&[("_config.yml", &config), ("_posts/2026-01-02-a.md", &post)]);
        let feed = &site.rendered().feeds[0].feed;
        let tag = |language: &Option<feedwright::feed::Language>| {
            language.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
        };
        let found = site.findings().into_iter().filter(|line| line.contains("registered language"));
        (tag(&feed.language), tag(&feed.entries[0].language), found.collect::<Vec<_>>())
    };
    let said = |tag: &str, instead: &str| {
        vec![format!(
            "info[unread-setting] _config.yml `{tag}` is not a registered language, so {instead} | write language = \"en\" into \
             feedwright.toml"
        )]
    };
    assert_eq!(languages("jp", "en-UK"), ("ja".to_owned(), "en-GB".to_owned(), said("jp", "feeds say `ja`")));
    assert_eq!(languages("fr", "de-DE"), ("fr".to_owned(), "de-DE".to_owned(), Vec::new()));
    assert_eq!(
        languages("xq", "en-EN"),
        ("-".to_owned(), "en".to_owned(), said("xq", "feeds do not name it"))
    );
}
