//! Eleventy.

use super::Site;

const PROGRAM: &str = "module.exports = function (config) {\n  config.addPlugin(feedPlugin, {\n    type: \"atom\",\n    \
    outputPath: \"/feed/feed.xml\",\n    collection: { name: \"posts\", limit: 10 },\n    metadata: { title: \"Reef\", base: \
    \"https://reef.org/\", author: { name: \"Ana\" } },\n  });\n  return { dir: { input: 'src', output: \"out\" } };\n};\n";

const CONFIG: (&str, &str) = (".eleventy.js", PROGRAM);

/// A head with a date and more lines.
fn head(more: &str) -> String {
    format!("---\ntitle: T\ndate: 2026-01-02\n{more}---\n")
}

fn page_of(site: &Site) -> Vec<String> {
    site.pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect()
}

#[test]
fn pages_are_where_eleventy_puts_them() {
    let plain = head("");
    let site = Site::of(&[
        CONFIG,
        ("src/posts/2024-01-02-Hello World.md", &plain),
        ("src/posts/2024-03-04-bun/index.md", "---\ntitle: T\n---\n"),
        ("src/posts/own/own.md", &plain),
        ("src/posts/C# 100%.md", &plain),
        ("src/posts/日本.v1.md", &plain),
        ("src/key.md", &head("permalink: /a/{{ title | slugify }}/index.html\n")),
        ("src/slugs.md", &head("permalink: \"{{ name | slugify }}/\"\nname: 'C++ & C#: Über_x'\n")),
        ("src/file.md", &head("permalink: 'x/file.html'\n")),
        ("src/none.md", &head("permalink: false\n")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "file.md /x/file.html",
            "key.md /a/t/",
            "posts/2024-01-02-Hello World.md /posts/2024-01-02-Hello%20World/",
            "posts/2024-03-04-bun/index.md /posts/2024-03-04-bun/",
            "posts/C# 100%.md /posts/C%23%20100%25/",
            "posts/own/own.md /posts/own/",
            "posts/日本.v1.md /posts/%E6%97%A5%E6%9C%AC.v1/",
            "slugs.md /c-and-c-ueber-x/",
        ]
    );
    assert_eq!(site.left_out(), ["none.md excluded"]);
}

#[test]
fn folders_and_layouts_give_permalinks_and_tags() {
    let site = Site::of(&[
        CONFIG,
        ("src/posts/posts.json", "{ \"layout\": \"post.njk\", \"tags\": [\"posts\"] }"),
        ("src/_includes/post.njk", "---\nlayout: base\n---\n<article>{{ content }}</article>"),
        (
            "src/_includes/base.html",
            "---\npermalink: \"/blog/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/\"\n---\n",
        ),
        (
            "src/notes/notes.11tydata.js",
            "module.exports = {\n  tags: 'posts',\n  permalink: \"/n{{ page.filePathStem }}.html\",\n};\n",
        ),
        ("src/posts/2024-05-06-a.md", "---\ntitle: T\ntags: [kelp]\n---\n"),
        ("src/notes/2024-05-07-b.md", "---\ntitle: T\n---\n"),
        ("src/notes/c.md", &head("permalink: /own/\n")),
        ("src/_includes/x.md", &head("")),
        ("src/other.md", &head("")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "notes/2024-05-07-b.md /n/notes/b.html",
            "notes/c.md /own/",
            "other.md /other/",
            "posts/2024-05-06-a.md /blog/2024/05/a/",
        ]
    );
    assert_eq!(site.feeds(), ["feed/feed.xml atom: notes/c.md notes/2024-05-07-b.md posts/2024-05-06-a.md"]);
}

#[test]
fn dates_are_in_utc_and_equal_ones_last_path_first() {
    let site = Site::of(&[
        CONFIG,
        ("src/a.md", "---\ntitle: T\ndate: 2026-01-02 3:04:05\n---\n"),
        ("src/b.md", "---\ntitle: T\ndate: '2026-01-02T03:04:05+02:00'\n---\n"),
        ("src/2026-01-03-c.md", "---\ntitle: T\ndate: git Last Modified\n---\n"),
        ("src/2026-01-03-d.md", "---\ntitle: T\n---\n"),
        ("src/e.md", "---\ntitle: T\n---\n"),
    ]);
    assert_eq!(
        site.articles(),
        [
            "2026-01-03-d.md 2026-01-03T00:00:00Z https://reef.org/2026-01-03-d/",
            "2026-01-03-c.md 2026-01-03T00:00:00Z https://reef.org/2026-01-03-c/",
            "a.md 2026-01-02T03:04:05Z https://reef.org/a/",
            "b.md 2026-01-02T01:04:05Z https://reef.org/b/",
        ]
    );
    assert_eq!(site.left_out(), ["e.md undated"]);
}

#[test]
fn what_the_site_keeps_out_stays_out() {
    let site = Site::of(&[
        (".eleventy.js", "module.exports = () => ({ pathPrefix: '/base/' });\n"),
        ("_data/metadata.json", "{ \"url\": \"https://reef.org\", \"title\": \"Reef\" }"),
        (".eleventyignore", "# comment\nsecret.md\n./old/\n"),
        ("a.md", &head("")),
        ("draft.md", &head("draft: true\n")),
        ("hidden.md", &head("eleventyExcludeFromCollections: true\n")),
        ("withheld.md", &head("private: true\n")),
        ("secret.md", &head("")),
        ("old/b.md", &head("")),
        ("node_modules/x/c.md", &head("")),
        ("_site/d.md", &head("")),
        ("_includes/e.md", &head("")),
    ]);
    assert_eq!(site.articles(), ["a.md 2026-01-02T00:00:00Z https://reef.org/base/a/"]);
    assert_eq!(site.left_out(), ["draft.md draft", "hidden.md excluded", "withheld.md withheld"]);
}

#[test]
fn computed_permalinks_are_read_from_the_built_site() {
    let program = "module.exports = { permalink: (data) => `/x/${data.page.fileSlug}/`, tags: ['posts'] };\n";
    let files = [
        CONFIG,
        ("src/posts/posts.11tydata.js", program),
        ("src/posts/2026-01-02-kelp.md", "---\ntitle: T\n---\n"),
        ("src/tide.md", &head("")),
    ];
    let unbuilt = Site::of(&files);
    assert_eq!(unbuilt.articles(), [""; 0]);
    assert_eq!(
        unbuilt.findings(),
        [
            "error[unbuilt-site] the addresses of pages are computed in `src/posts/posts.11tydata.js`, and `out` has no pages \
             to read them from | build the site first: `npx @11ty/eleventy`, or write `permalink` under [content] in \
             feedwright.toml"
        ]
    );
    let pages = [("out/x/kelp/index.html", "<title>K</title>"), ("out/tide/index.html", "<title>T</title>")];
    let built = Site::of(&[files.as_slice(), pages.as_slice()].concat());
    assert_eq!(page_of(&built), ["posts/2026-01-02-kelp.md /x/kelp/", "tide.md /tide/"]);
}

#[test]
fn a_template_that_builds_a_feed_gives_its_path_address_and_collection() {
    let template = "---json\n{ \"permalink\": \"/blog/feed.xml\", \"metadata\": { \"url\": \"https://reef.org\", \"title\": \"Reef\" } }\n---\n\
        <feed><updated>{{ collections.all | newest }}</updated>{%- for post in collections.recent %}{% endfor %}</feed>";
    let program = "module.exports = (c) => { c.addCollection('recent', (api) => api.getFilteredByTag(\"blog\").reverse().slice(0, 2)) }\n";
    let plain = head("tags: blog\n");
    let site = Site::of(&[
        (".eleventy.js", program),
        ("blog/feed.njk", template),
        ("a.md", &plain),
        ("b.md", &plain),
        ("c.md", &plain),
        ("d.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["blog/feed.xml atom: c.md b.md"]);
}

#[test]
fn what_eleventy_ignores_is_no_article() {
    let program = "export default function (config) {\n  config.ignores.add('src/own.md');\n  // config.ignores.add('src/kept.md');\n}\n\
                   export const config = { dir: { input: 'src' } };\n";
    let files = |program| {
        let site = Site::of(&[
            ("eleventy.config.js", program),
            ("src/_data/metadata.json", "{ \"url\": \"https://a.org/\" }"),
            (".gitignore", "node_modules\n*.local.md\nsrc/drafts/\n!src/kept.local.md\n"),
            (".eleventyignore", "./src/hidden.md\n"),
            ("src/.eleventyignore", "inner.md\nposts/*.tmp.md\n"),
            ("src/a.md", &head("")),
            ("src/b.local.md", &head("")),
            ("src/kept.local.md", &head("")),
            ("src/kept.md", &head("")),
            ("src/own.md", &head("")),
            ("src/drafts/c.md", &head("")),
            ("src/hidden.md", &head("")),
            ("src/posts/inner.md", &head("")),
            ("src/posts/d.tmp.md", &head("")),
        ]);
        site.pages().into_iter().map(|(file, _)| file).collect::<Vec<_>>()
    };
    assert_eq!(files(program), ["a.md", "kept.local.md", "kept.md"]);
    let without_git = program.replace("{\n  config.ign", "{\n  config.setUseGitIgnore(false);\n  config.ign");
    let all = ["a.md", "b.local.md", "drafts/c.md", "kept.local.md", "kept.md"];
    assert_eq!(files(&without_git), all);
}

#[test]
fn drafts_may_be_marked_by_folders_and_lists_may_be_named() {
    let site = Site::of(&[
        CONFIG,
        ("src/a.md", &head("tags: posts\n")),
        ("src/plain/plain.json", "{\"draft\": true}"),
        ("src/plain/b.md", &head("")),
        ("src/code/code.11tydata.js", "export default { draft: true };\n"),
        ("src/code/c.md", &head("")),
        ("src/code/d.md", &head("draft: false\n")),
        ("src/e.md", &head("eleventyExcludeFromCollections: [posts]\n")),
        ("src/f.md", &head("eleventyExcludeFromCollections: []\n")),
        ("src/g.md", "---json\n{ \"title\": \"G\", \"date\": \"2026-01-03\" }\n---\nText.\n"),
    ]);
    let files: Vec<_> = site.pages().into_iter().map(|(file, _)| file).collect();
    assert_eq!(files, ["a.md", "code/d.md", "f.md", "g.md"]);
    let mut left = site.left_out();
    left.sort();
    assert_eq!(left, ["code/c.md draft", "e.md excluded", "plain/b.md draft"]);
    assert_eq!(site.titles()[0], "G");
    assert_eq!(site.findings(), [] as [String; 0]);
}

#[test]
fn texts_in_nunjucks_have_its_comments() {
    let program = "export const config = { markdownTemplateEngine: \"njk\", dir: { input: \"src\" } };\n";
    let text = head("tags: posts\n") + "One {# call the lawyer\nfirst #}two.\n";
    let data = ("src/_data/metadata.json", "{ \"url\": \"https://a.org/\" }");
    let site = Site::of(&[("eleventy.config.js", program), data, ("src/a.md", &text)]);
    assert_eq!(site.summaries(), ["One two."]);
}

#[test]
fn posts_that_are_templates_have_the_texts_of_their_pages() {
    let tagged =
        |title: &str| format!("---\ntitle: {title}\ndate: 2026-01-02\ntags: posts\n---\n{{{{ title }}}}\n");
    let (rye, oat) = (tagged("Rye"), tagged("Oat"));
    let files = [
        CONFIG,
        ("src/posts/2026-01-02-rye.njk", rye.as_str()),
        ("src/posts/oat.liquid", oat.as_str()),
        ("src/posts/list.njk", "---\ntitle: All\n---\n"),
        ("src/_includes/base.njk", rye.as_str()),
        ("src/a.hbs", rye.as_str()),
    ];
    let unbuilt = Site::of(&files);
    assert_eq!(
        page_of(&unbuilt),
        ["posts/2026-01-02-rye.njk /posts/2026-01-02-rye/", "posts/oat.liquid /posts/oat/"]
    );
    assert_eq!(unbuilt.left_out(), ["posts/list.njk undated"]);
    assert_eq!(unbuilt.findings(), [] as [String; 0]);
    let found = unbuilt.findings_of_texts();
    let missing = "warning[missing-page] src/posts/oat.liquid only the site's generator can render this file, but `out` has no page of it, so its entry has no text | build the site first: `npx @11ty/eleventy`";
    assert!(found.len() == 2 && found.contains(&missing.to_owned()), "{found:#?}");
    let page =
        "<title>Oat</title><article><h1>Oat</h1><div class=\"post-content\"><p>Soak it.</p></div></article>";
    let pages = [
        ("out/posts/oat/index.html", page),
        ("out/posts/2026-01-02-rye/index.html", &page.replace("Oat", "Rye")),
    ];
    let built = Site::of_setting("body-from = \"source\"", &[&files[..], &pages].concat());
    assert_eq!(built.contents(), ["<p>Soak it.</p>", "<p>Soak it.</p>"]);
    assert_eq!(built.findings_of_texts(), [] as [String; 0]);
}
