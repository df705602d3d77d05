//! Docusaurus.

use feedwright::site::config::Overrides;

use super::{Site, WRITE_EXCLUDE, WRITE_SELECT};

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
        ("i18n/fr/docusaurus-plugin-content-blog/2024-01-04-only.md", &head("")),
        ("docs/2024-01-02-c.md", &head("")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "blog/2024-01-02-a.md /blog/2024/01/02/a",
            "blog/2024-01-03-b.md /blog/2024/01/03/b",
            "i18n/fr/docusaurus-plugin-content-blog/2024-01-02-a.md /fr/blog/2024/01/02/a",
            "i18n/fr/docusaurus-plugin-content-blog/2024-01-03-b.md /fr/blog/2024/01/03/b",
        ]
    );
    let feeds = site.feeds();
    assert_eq!(feeds[0], "blog/rss.xml rss: blog/2024-01-03-b.md blog/2024-01-02-a.md");
    let folder = "i18n/fr/docusaurus-plugin-content-blog";
    assert_eq!(feeds[2], format!("fr/blog/rss.xml rss: {folder}/2024-01-03-b.md {folder}/2024-01-02-a.md"));
    assert_eq!(site.feed_ids()[2], "fr/blog/rss.xml https://reef.org/docs/fr/blog");
}

#[test]
fn a_language_may_have_folders_and_addresses_of_its_own() {
    let i18n = "i18n: { path: 'translations', defaultLocale: 'en', locales: ['en', 'fr', 'x_cn'], localeConfigs: {\n\
        en: { htmlLang: 'en-GB' },\n\
        fr: { label: 'Français', path: 'french', baseUrl: '/docs/fr-ca/' },\n\
        x_cn: { htmlLang: 'zh-CN' } } }";
    let config = format!("{}const i18n = {{ {i18n} }};\n", CONFIG.1);
    let site = Site::of(&[
        ("docusaurus.config.js", &config),
        ("blog/2024-01-02-a.md", &head("")),
        ("translations/french/docusaurus-plugin-content-blog/2024-01-02-a.md", &head("")),
        ("translations/x_cn/docusaurus-plugin-content-blog/2024-01-02-a.md", &head("")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "blog/2024-01-02-a.md /blog/2024/01/02/a",
            "translations/french/docusaurus-plugin-content-blog/2024-01-02-a.md /fr-ca/blog/2024/01/02/a",
            "translations/x_cn/docusaurus-plugin-content-blog/2024-01-02-a.md /x_cn/blog/2024/01/02/a",
        ]
    );
    let paths: Vec<_> =
        site.feed_ids().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(
        paths,
        [
            "blog/rss.xml",
            "blog/atom.xml",
            "fr-ca/blog/rss.xml",
            "fr-ca/blog/atom.xml",
            "x_cn/blog/rss.xml",
            "x_cn/blog/atom.xml"
        ]
    );
    assert_eq!(site.feed_ids()[2], "fr-ca/blog/rss.xml https://reef.org/docs/fr-ca/blog");
}

#[test]
fn the_oldest_post_comes_first_where_the_blog_says_so() {
    let feed = |order: &str| {
        let options = format!("feedOptions: {{ limit: 2 }}, sortPosts: '{order}'");
        let config = CONFIG.1.replace("showReadingTime: true", &options);
        let files = [
            ("docusaurus.config.js", config.as_str()),
            ("blog/2024-01-02-a.md", &head("")),
            ("blog/2024-01-03-b.md", &head("")),
            ("blog/2024-01-03-c.md", &head("")),
        ];
        Site::of(&files).feeds()[0].clone()
    };
    assert_eq!(feed("descending"), "blog/rss.xml rss: 2024-01-03-b.md 2024-01-03-c.md");
    assert_eq!(feed("ascending"), "blog/rss.xml rss: 2024-01-02-a.md 2024-01-03-c.md");
}

#[test]
fn what_is_wrong_with_an_article_in_several_languages_is_said_once() {
    let config = format!(
        "{}const i18n = {{ i18n: {{ defaultLocale: 'en', locales: ['en', 'fr', 'de'] }} }};\n",
        CONFIG.1
    );
    let site = Site::of(&[
        ("docusaurus.config.js", &config),
        ("blog/2024-01-02-a.md", &head("date: never\n")),
        ("blog/2024-01-03-b.md", &head("draft: true\n")),
        ("blog/2024-01-04-c.md", &head("")),
    ]);
    assert_eq!(site.findings().len(), 1, "{:?}", site.findings());
    assert_eq!(site.left_out(), ["blog/2024-01-02-a.md invalid", "blog/2024-01-03-b.md draft"]);
    assert_eq!(site.pages().len(), 3);
}

#[test]
fn ids_are_addresses_without_percent_signs() {
    let site = Site::of(&[
        CONFIG,
        ("blog/2024-01-02-Zwölf 12.md", &head("")),
        ("blog/2024-01-01-100%.md", &head("slug: 100%/é\n")),
    ]);
    assert_eq!(
        site.articles(),
        [
            "2024-01-02-Zwölf 12.md 2024-01-02T00:00:00Z https://reef.org/docs/blog/2024/01/02/Zw%C3%B6lf%2012 https://reef.org/docs/blog/2024/01/02/Zwölf 12",
            "2024-01-01-100%.md 2024-01-01T00:00:00Z https://reef.org/docs/blog/100%25/%C3%A9 https://reef.org/docs/blog/100%/é",
        ]
    );
    assert_eq!(
        site.feed_ids(),
        ["blog/rss.xml https://reef.org/docs/blog", "blog/atom.xml https://reef.org/docs/blog"]
    );
}

#[test]
fn addresses_end_as_the_configuration_wants() {
    let page = |setting: &str| {
        let config = format!("{}const o = {{ trailingSlash: {setting} }};\n", CONFIG.1);
        let files =
            [("docusaurus.config.js", config.as_str()), ("blog/2024-01-02-a.md", &head("slug: /a/\n"))];
        page_of(&Site::of(&files)).concat()
    };
    assert_eq!(page("true"), "2024-01-02-a.md /blog/a/");
    assert_eq!(page("false"), "2024-01-02-a.md /blog/a");
    assert_eq!(page("undefined"), "2024-01-02-a.md /blog/a/");
}

#[test]
fn every_type_of_feed_can_be_chosen() {
    let feeds = |kind: &str| {
        let config = CONFIG.1.replace("showReadingTime: true", &format!("feedOptions: {{ type: {kind} }}"));
        let files = [("docusaurus.config.js", config.as_str()), ("blog/2024-01-02-a.md", &head(""))];
        let feeds: Vec<_> =
            Site::of(&files).feeds().iter().map(|feed| feed.split(' ').next().unwrap().to_owned()).collect();
        feeds.join(" ")
    };
    assert_eq!(feeds("'all'"), "blog/rss.xml blog/atom.xml blog/feed.json");
    assert_eq!(feeds("'json'"), "blog/feed.json");
    assert_eq!(feeds("['atom', 'json']"), "blog/atom.xml blog/feed.json");
}

#[test]
fn a_title_is_the_first_heading_or_the_name_of_the_file() {
    let long = format!("---\nx: {}\n---\n\n# Behind a long head\n\nText.\n", "y".repeat(5000));
    let site = Site::of(&[
        CONFIG,
        ("blog/2024-01-09-a.md", "---\ntitle: Key\n---\n# Heading\n\nText.\n"),
        ("blog/2024-01-08-b.md", "---\nx: 1\n---\n\n\n# The `reef` at night {#night}\n\nText.\n"),
        ("blog/2024-01-07-c.md", "Underlined #1\n===\n\nText.\n"),
        ("blog/2024-01-06-d.md", "---\nx: 1\n---\nimport A from 'a';\nimport B from 'b';\n\n# Imported\n"),
        ("blog/2024-01-05-e.md", &long),
        ("blog/2024-01-04-f.md", "---\nx: 1\n---\n## Second level\n\n# Too late\n"),
        ("blog/2024-01-03-v1.2_map.md", "---\nx: 1\n---\nText.\n\n# Too late\n"),
        ("blog/2024-01-02-hut/index.md", "#No heading\n"),
    ]);
    assert_eq!(
        site.titles(),
        [
            "Key",
            "The reef at night",
            "Underlined #1",
            "Imported",
            "Behind a long head",
            "f",
            "v1.2_map",
            "hut"
        ]
    );
    assert_eq!(site.findings(), Vec::<String>::new());
}

#[test]
fn an_excerpt_ends_at_truncate() {
    let site = Site::of(&[
        CONFIG,
        ("blog/2024-01-03-a.md", "One.\n\nTwo.\n\n<!-- truncate -->\n\nThree.\n"),
        ("blog/2024-01-02-b.md", "One.\n\nTwo.\n\n{/* truncate */}\n\nThree.\n"),
        ("blog/2024-01-01-c.md", "One.\n\n<!-- more -->\n\nTwo.\n"),
    ]);
    assert_eq!(site.summaries(), ["One. Two.", "One. Two.", "One."]);
}

#[test]
fn ids_of_a_file_in_several_languages_are_pinned_beside_it() {
    let config =
        format!("{}const i18n = {{ i18n: {{ defaultLocale: 'en', locales: ['en', 'fr'] }} }};\n", CONFIG.1);
    let files = [("docusaurus.config.js", config.as_str()), ("blog/2024-01-02-a.md", &head(""))];
    let feed = |language: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>R</title><link>https://reef.org/</link><item><title>T</title>\
             <link>https://reef.org/docs{language}/blog/2024/01/02/a</link><guid>old{language}</guid></item></channel></rss>"
        )
    };
    let (own, french) = (feed(""), feed("/fr"));
    let published = [("rss.xml", own.as_bytes()), ("fr.xml", french.as_bytes())];
    let pinned = Site::of(&files).pin(&published);
    assert_eq!(pinned.0, Vec::<String>::new());
    assert_eq!(
        pinned.1,
        ["error[unsafe-edit] blog/2024-01-02-a.md several articles with different ids, so it was left as it is | write pins = \"pins.toml\" under [content] in feedwright.toml, and pin again";
            2]
    );
    let pins = "pins = \"pins.toml\"";
    let pinned = Site::of_setting(pins, &files).pin(&published);
    assert_eq!(
        pinned.0,
        [
            "\"blog/2024-01-02-a.md\" = \"old\"",
            "\"i18n/fr/docusaurus-plugin-content-blog/2024-01-02-a.md\" = \"old/fr\"",
        ]
    );
}

#[test]
fn tags_have_the_pages_that_docusaurus_makes() {
    let post = head("date: 2026-01-02\ntags: [Sea life, webGL2, HTMLParser, \"2nd\", 海]\n");
    let site = Site::of(&[CONFIG, ("blog/a.md", &post)]);
    assert_eq!(
        site.categories(),
        [
            "Sea life /blog/tags/sea-life /blog/tags",
            "webGL2 /blog/tags/web-gl-2 /blog/tags",
            "HTMLParser /blog/tags/html-parser /blog/tags",
            "2nd - -",
            "海 - -",
        ]
    );
    let with_file = Site::of(&[CONFIG, ("blog/a.md", &post), ("blog/tags.yml", "sea:\n  label: Sea\n")]);
    assert_eq!(with_file.categories()[0], "Sea life - -");
}

#[test]
fn each_blog_has_its_own_articles_addresses_and_feeds() {
    let config = "export default {\n  title: 'Reef', url: 'https://reef.org', baseUrl: '/',\n  \
        presets: [['classic', { docs: false, blog: { feedOptions: { type: 'rss' } } }]],\n  \
        plugins: [\n    ['@docusaurus/plugin-content-docs', { id: 'other', path: 'other' }],\n    \
        [require.resolve('@docusaurus/plugin-content-blog'), { id: 'second', path: './dives', routeBasePath: '/log/', \
        feedOptions: { type: 'all', limit: 1, title: 'Dives' } }],\n    ['content-blog', { id: 'third', path: 'news', \
        routeBasePath: 'news', feedOptions: { type: null } }],\n  ],\n};\n";
    let i18n = config
        .replace("title: 'Reef',", "title: 'Reef', i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },");
    let files = [
        ("blog/2024-01-02-a.md", head("")),
        ("dives/2024-01-02-a.md", head("")),
        ("dives/2024-01-03-b.md", head("")),
        ("news/2024-01-04-c.md", head("")),
        ("other/2024-01-04-c.md", head("")),
        ("i18n/fr/docusaurus-plugin-content-blog-second/2024-01-03-b.md", head("")),
    ];
    let site = |config: &str| {
        let texts = files.iter().map(|(path, text)| (*path, text.as_str()));
        Site::of(&[("docusaurus.config.js", config)].into_iter().chain(texts).collect::<Vec<_>>())
    };
    let own = site(config);
    assert_eq!(
        page_of(&own),
        [
            "blog/2024-01-02-a.md /blog/2024/01/02/a",
            "dives/2024-01-02-a.md /log/2024/01/02/a",
            "dives/2024-01-03-b.md /log/2024/01/03/b",
            "news/2024-01-04-c.md /news/2024/01/04/c",
        ]
    );
    assert_eq!(
        own.feeds(),
        [
            "blog/rss.xml rss: blog/2024-01-02-a.md",
            "log/rss.xml rss: dives/2024-01-03-b.md",
            "log/atom.xml atom: dives/2024-01-03-b.md",
            "log/feed.json json: dives/2024-01-03-b.md",
        ]
    );
    assert_eq!(own.feed_settings()[1], "log/rss.xml: Dives (Full)");
    let translated = site(&i18n);
    let folder = "i18n/fr/docusaurus-plugin-content-blog";
    assert!(page_of(&translated).contains(&format!("{folder}-second/2024-01-02-a.md /fr/log/2024/01/02/a")));
    assert!(translated.feeds().contains(&format!("fr/log/rss.xml rss: {folder}-second/2024-01-03-b.md")));
    assert!(translated.feeds().contains(&format!("fr/blog/rss.xml rss: {folder}/2024-01-02-a.md")));
}

#[test]
fn values_may_be_constants_and_plugins_may_be_the_only_blogs() {
    let config = "import type { Config } from '@docusaurus/types';\nconst baseUrl = '/club/';\nconst home = 'https://reef.org';\n\
        const config: Config = {\n  title: 'Reef', url: home, baseUrl,\n  presets: [['classic', { blog: false }]],\n  \
        plugins: [['./src/plugins/blog-plugin', { path: 'journal', routeBasePath: 'journal', feedOptions: {\n    \
        createFeedItems: async ({ blogPosts, defaultCreateFeedItems, ...rest }) =>\n      \
        defaultCreateFeedItems({ blogPosts: blogPosts.slice(0, 1), ...rest }),\n  } }]],\n};\n";
    let site = Site::of(&[
        ("docusaurus.config.ts", config),
        ("journal/2024-01-02-a.md", &head("")),
        ("journal/2024-01-03-b.md", &head("")),
        ("blog/2024-01-04-c.md", &head("")),
    ]);
    assert_eq!(
        site.articles().last().unwrap(),
        "2024-01-02-a.md 2024-01-02T00:00:00Z https://reef.org/club/journal/2024/01/02/a"
    );
    assert_eq!(site.feeds()[0], "journal/rss.xml rss: 2024-01-03-b.md");
}

/// The pages of a site whose blogs have these options, and what is found.
fn with_options(blog: &str, plugin: &str) -> (Vec<String>, Vec<String>) {
    let config = format!(
        "const HIDDEN = ['own/**'];\nexport default {{ title: 'Reef', url: 'https://reef.org', baseUrl: '/',\n  \
         presets: [['classic', {{ blog: {{ {blog} }} }}]],\n  \
         plugins: [['@docusaurus/plugin-content-blog', {{ id: 'dives', path: 'dives', routeBasePath: 'dives', {plugin} }}]],\n}};\n"
    );
    let text = head("date: 2024-01-02\n");
    let names = ["a.md", "_b.md", "own/c.md", "own/deep/d.mdx", "e.test.md"];
    let in_blog = |blog: &str| names.map(|name| format!("{blog}/{name}"));
    let paths = [in_blog("blog"), in_blog("dives")].concat();
    let files = paths.iter().map(|path| (path.as_str(), text.as_str()));
    let site =
        Site::of(&[("docusaurus.config.js", config.as_str())].into_iter().chain(files).collect::<Vec<_>>());
    (site.pages().into_iter().map(|(file, _)| file).collect(), site.findings())
}

#[test]
fn patterns_choose_the_articles_of_each_blog() {
    let of = |blog: &str, plugin: &str| {
        let (pages, found) = with_options(blog, plugin);
        assert_eq!(found, [""; 0]);
        pages.join(" ")
    };
    let dives = "dives/a.md dives/own/c.md dives/own/deep/d.mdx";
    assert_eq!(of("", ""), format!("blog/a.md blog/own/c.md blog/own/deep/d.mdx {dives}"));
    // The patterns of the site take the place of the usual ones.
    assert_eq!(of("exclude: ['**/own/**']", ""), format!("blog/_b.md blog/a.md blog/e.test.md {dives}"));
    assert_eq!(
        of("exclude: HIDDEN, include: ['*.md']", "exclude: ['**/d.*', '*.md']"),
        "blog/_b.md blog/a.md blog/e.test.md dives/own/c.md"
    );
    assert_eq!(of("include: ['**/*.mdx']", "include: ['none']"), "blog/own/deep/d.mdx");
    assert_eq!(of("include: ['**/*.md', '!own/**']", "include: ['none']"), "blog/a.md");
}

#[test]
fn options_that_are_code_are_reported() {
    let found = |blog: &str| with_options(blog, "").1;
    let with_help = |key: &str, help: &str| {
        format!(
            "error[unread-filter] docusaurus.config.js the site's own code decides by `{key}` which articles the blog in \
             `blog` has | {help}"
        )
    };
    let unread = |key: &str| with_help(key, WRITE_EXCLUDE);
    let filter = "async ({ blogPosts }) => blogPosts.filter((post) => !post.metadata.frontMatter.wip)";
    assert_eq!(found(&format!("processBlogPosts: {filter}")), [unread("processBlogPosts")]);
    let items = format!("feedOptions: {{ createFeedItems: {filter} }}");
    assert_eq!(found(&items), [with_help("createFeedItems", WRITE_SELECT)]);
    assert_eq!(
        found("feedOptions: { createFeedItems: makeItems }"),
        [with_help("createFeedItems", WRITE_SELECT)]
    );
    assert_eq!(found("exclude: patterns()"), [unread("exclude")]);
    assert_eq!(found("exclude: ['own/[', '**/d.*']"), [unread("exclude")]);
    assert_eq!(found("include: ['@(a|b).md']"), [unread("include")]);
}

#[test]
fn a_feed_may_have_the_articles_of_the_generators_feed_at_its_path() {
    let config = "export default { title: 'Reef', url: 'https://reef.org', baseUrl: '/',\n  \
        presets: [['classic', { blog: {} }]],\n  plugins: [['@docusaurus/plugin-content-blog', { id: 'dives', \
        path: 'dives', routeBasePath: 'dives' }]],\n};\n";
    let text = head("");
    let files =
        [("docusaurus.config.js", config), ("blog/2024-01-02-a.md", &text), ("dives/2024-01-03-b.md", &text)];
    let feed = |path: &str, select: &str| {
        format!("\n[[feed]]\npath = \"{path}\"\nformat = \"rss\"\nselect = \"{select}\"\n")
    };
    let site = Site::of_config(&feed("dives/rss.xml", "generator"), &files);
    assert_eq!(site.feeds(), ["dives/rss.xml rss: dives/2024-01-03-b.md"]);
    let invalid = |text: &str| {
        let dir = tempfile::tempdir().unwrap();
        crate::suite::support::files(dir.path(), &files);
        let text = format!("[content]\ngenerator = \"docusaurus\"\n{text}");
        let file = dir.path().join("feedwright.toml");
        let (config, found) = feedwright::site::pipeline::configure(&file, &text, &Overrides::default(), &[]);
        assert!(config.is_none());
        crate::suite::support::lines(&found).concat()
    };
    // It would have all articles.
    let missing =
        "the generator of the site makes no feed at `gone/rss.xml` | write what its articles have, such as";
    assert!(invalid(&feed("gone/rss.xml", "generator")).contains(missing));
    assert!(invalid(&feed("dives/rss.xml", "dives")).contains("unknown selection `dives`"));
}

#[test]
fn tags_have_the_labels_that_a_file_defines() {
    let file = "reef:\n  label: Coral Reef\n  permalink: /reef\nplain:\n  description: None\n";
    let site = Site::of(&[
        CONFIG,
        ("blog/tags.yml", file),
        ("blog/2026-01-02-a.md", &head("tags: [reef, plain, { label: Own, permalink: /own }]\n")),
    ]);
    let names =
        site.categories().into_iter().map(|category| category.replace(" - -", "")).collect::<Vec<_>>();
    assert_eq!(names, ["Coral Reef", "plain", "Own"]);
}

#[test]
fn the_copyright_of_feeds_is_known_or_reported() {
    let of = |blogs: &[&str]| {
        let blogs =
            blogs.iter().map(|options| format!("['@docusaurus/plugin-content-blog', {{ {options} }}]"));
        let config = format!(
            "const OWNER = 'Ana';\nexport default {{\n  title: 'Reef', url: 'https://reef.org', baseUrl: '/',\n  plugins: [{}],\n}};\n",
            blogs.collect::<Vec<_>>().join(", ")
        );
        Site::of(&[
            ("docusaurus.config.js", &config),
            ("blog/2024-01-02-a.md", &head("")),
            ("news/2024-01-03-b.md", &head("")),
        ])
    };
    let owner = "feedOptions: { title: 'Log', copyright: `© ${OWNER}` }";
    let news = |copyright: &str| {
        format!("id: 'news', path: 'news', routeBasePath: 'news', feedOptions: {{ copyright: {copyright} }}")
    };
    assert_eq!(of(&[owner]).rights(), ["© Ana", "© Ana"]);
    assert_eq!(of(&[owner]).titles_of_feeds()[0], "blog/rss.xml: Log, Reef Blog");
    assert_eq!(of(&[owner, &news("'© Ana'")]).rights(), ["© Ana"; 4]);
    for copyright in ["`© ${new Date().getFullYear()}`", "'© Budi'"] {
        let site = of(&[owner, &news(copyright)]);
        assert_eq!(site.rights(), ["-"; 4]);
        assert_eq!(
            site.findings(),
            [
                "info[unread-setting] docusaurus.config.js `copyright` of the feeds is computed, or differs between blogs, so the \
                 feeds say nothing about rights | write rights = \"© …\" under [site] in feedwright.toml",
            ]
        );
    }
}

#[test]
fn blogs_in_different_orders_are_reported() {
    let of = |order: &str| {
        let config = format!(
            "export default {{\n  title: 'Reef', url: 'https://reef.org', baseUrl: '/',\n  plugins: [['@docusaurus/plugin-content-blog', \
             {{ }}], ['@docusaurus/plugin-content-blog', {{ id: 'news', path: 'news', sortPosts: '{order}' }}]],\n}};\n"
        );
        let files = [("blog/2024-01-02-a.md", head("")), ("news/2024-01-03-b.md", head(""))];
        Site::of(&[("docusaurus.config.js", &*config), (files[0].0, &files[0].1), (files[1].0, &files[1].1)])
            .findings()
    };
    assert_eq!(of("descending"), [""; 0]);
    assert_eq!(
        of("ascending"),
        [
            "warning[unread-setting] docusaurus.config.js the feeds of `news` are in the order of those of `blog`, whatever its \
             `sortPosts` | if the feeds have fewer entries than the site, compare them before you switch: `feedwright diff`",
        ]
    );
}
