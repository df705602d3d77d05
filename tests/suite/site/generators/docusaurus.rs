//! Docusaurus.

use super::Site;

const CONFIG: (&str, &str) = (
    "docusaurus.config.js",
    "const config = {\n  title: 'Reef',\n  url: 'https://reef.org',\n  baseUrl: '/docs/',\n  presets: [['classic', { blog: { \
     showReadingTime: true } }]],\n  themeConfig: { navbar: { title: 'Other' } },\n};\n",
);

/// A head with more lines.
fn head(more: &str) -> String {
    format!("---\ntitle: T\n{more}---\n")
}

fn page_of(site: &Site) -> Vec<String> {
    site.pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect()
}

#[test]
fn pages_are_where_docusaurus_puts_them() {
    let plain = head("");
    let dated = head("date: 2026-01-02\n");
    let site = Site::of(&[
        CONFIG,
        ("blog/2024-01-02-Hi.md", &plain),
        ("blog/x/2024-01-03-a.mdx", &plain),
        ("blog/2024-01-12/index.md", &plain),
        ("blog/2024/01/13/b.md", &plain),
        ("blog/2024-01-14-c/index.md", &plain),
        ("blog/2024-1-5-short.md", &plain),
        ("blog/2024-01-02-post-2023-05-06.md", &plain),
        ("blog/Über uns.md", &dated),
        ("blog/y/index.md", &dated),
        ("blog/2024-01-15-key.md", &head("slug: /own/Path\n")),
        ("blog/_hidden.md", &dated),
        ("blog/_x/hidden.md", &dated),
        ("blog/z.test.md", &dated),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "2024-01-02-Hi.md /blog/2024/01/02/Hi",
            "2024-01-02-post-2023-05-06.md /blog/2023/05/06/2024-01-02-post-",
            "2024-01-12/index.md /blog/2024/01/12/index",
            "2024-01-14-c/index.md /blog/2024/01/14/c",
            "2024-01-15-key.md /blog/own/Path",
            "2024-1-5-short.md /blog/2024/1/5/short",
            "2024/01/13/b.md /blog/2024/01/13/b",
            "x/2024-01-03-a.mdx /blog/2024/01/03/x/a",
            "y/index.md /blog/y",
            "Über uns.md /blog/%C3%9Cber%20uns",
        ]
    );
    assert_eq!(site.feeds().len(), 2);
}

#[test]
fn dates_are_those_of_heads_or_the_last_in_paths() {
    let site = Site::of(&[
        CONFIG,
        ("blog/2024-01-02-a.md", &head("date: 2026-01-05T10:00\n")),
        ("blog/2024-01-02-post-2023-05-06.md", &head("")),
        ("blog/undated.md", &head("")),
        ("blog/2024-01-03-draft.md", &head("draft: true\n")),
        ("blog/2022-01-03-headless.md", "Text.\n"),
        ("blog/2024-01-03-unlisted.md", &head("unlisted: true\n")),
    ]);
    assert_eq!(
        site.articles(),
        [
            "2024-01-02-a.md 2026-01-05T10:00:00Z https://reef.org/docs/blog/2024/01/02/a",
            "2024-01-02-post-2023-05-06.md 2023-05-06T00:00:00Z https://reef.org/docs/blog/2023/05/06/2024-01-02-post-",
            "2022-01-03-headless.md 2022-01-03T00:00:00Z https://reef.org/docs/blog/2022/01/03/headless",
        ]
    );
    assert_eq!(
        site.left_out(),
        ["2024-01-03-draft.md draft", "2024-01-03-unlisted.md withheld", "undated.md undated"]
    );
}

#[test]
fn options_of_the_blog_decide_its_path_and_feeds() {
    let config = "export default {\n  title: 'Reef', url: 'https://reef.org', baseUrl: '/', trailingSlash: true,\n  presets: [['classic', \
        { docs: { routeBasePath: '/' }, blog: { path: './news', routeBasePath: '/', feedOptions: { type: 'all', limit: 1 } } }]],\n};\n";
    let site = Site::of(&[
        ("docusaurus.config.ts", config),
        ("news/2024-01-02-a.md", &head("")),
        ("news/2024-01-03-b.md", &head("")),
    ]);
    assert_eq!(page_of(&site), ["2024-01-02-a.md /2024/01/02/a/", "2024-01-03-b.md /2024/01/03/b/"]);
    assert_eq!(
        site.feeds(),
        ["rss.xml rss: 2024-01-03-b.md", "atom.xml atom: 2024-01-03-b.md", "feed.json json: 2024-01-03-b.md",]
    );
}

#[test]
fn translations_lie_in_their_own_folders() {
    let config =
        format!("{}const i18n = {{ i18n: {{ defaultLocale: 'en', locales: ['en', 'fr'] }} }};\n", CONFIG.1);
    let site = Site::of(&[
        ("docusaurus.config.js", &config),
        ("blog/2024-01-02-a.md", &head("")),
        ("blog/2024-01-03-b.md", &head("")),
        ("i18n/fr/docusaurus-plugin-content-blog/2024-01-02-a.md", &head("")),
        ("docs/2024-01-02-c.md", &head("")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "blog/2024-01-02-a.md /blog/2024/01/02/a",
            "blog/2024-01-03-b.md /blog/2024/01/03/b",
            "i18n/fr/docusaurus-plugin-content-blog/2024-01-02-a.md /fr/blog/2024/01/02/a",
        ]
    );
    let feeds = site.feeds();
    assert_eq!(feeds[2], "fr/blog/rss.xml rss: i18n/fr/docusaurus-plugin-content-blog/2024-01-02-a.md");
}
