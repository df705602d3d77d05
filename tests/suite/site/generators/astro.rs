//! Astro.

use super::{CHOOSE, Site, WRITE_EXCLUDE, WRITE_SELECT};

const CONFIG: (&str, &str) = (
    "astro.config.mjs",
    "// site: 'https://no.org'\nexport default defineConfig({\n\tsite: 'https://reef.org',\n});\n",
);
const CONSTANTS: (&str, &str) = ("src/consts.ts", "export const SITE_TITLE = 'Reef';\n");
const COLLECTION: (&str, &str) = (
    "src/content.config.ts",
    "const notes = defineCollection({ loader: glob({ base: './src/notes', pattern: '**/*.md' }) });\n\
     const blog = defineCollection({\n\tloader: glob({ base: './src/data/blog', pattern: '**/*.{md,mdx}' }),\n});\n",
);
const FEED: (&str, &str) = (
    "src/pages/rss.xml.js",
    "import rss from '@astrojs/rss';\nexport async function GET(context) {\n\tconst posts = await getCollection('blog');\n\
     \treturn rss({\n\t\ttitle: SITE_TITLE,\n\t\titems: posts.map((post) => ({ link: `/log/${post.id}/` })),\n\t});\n}\n",
);
const ROUTE: &str = "const posts = await getCollection('blog');\nreturn posts.map((post) => ({ params: { slug: post.id } }));\n";

/// A head with a date and more lines.
fn head(more: &str) -> String {
    format!("---\ntitle: T\npubDate: 'Jan 02 2026'\n{more}---\n")
}

fn page_of(site: &Site) -> Vec<String> {
    site.pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect()
}

#[test]
fn pages_have_the_ids_of_entries() {
    let plain = head("");
    let site = Site::of(&[
        CONFIG,
        CONSTANTS,
        COLLECTION,
        FEED,
        ("src/data/blog/v1.2 Über_x.md", &plain),
        ("src/data/blog/C++ & C#.md", &plain),
        ("src/data/blog/Deep Sea/x/index.mdx", &plain),
        ("src/data/blog/日本 🎉.md", &plain),
        ("src/data/blog/key.md", &head("slug: Own/Slug.x\n")),
        ("src/data/blog/_hidden.md", &plain),
        ("src/notes/other.md", &plain),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "C++ & C#.md /log/c--c/",
            "Deep Sea/x/index.mdx /log/deep-sea/x/",
            "key.md /log/Own/Slug.x/",
            "v1.2 Über_x.md /log/v12-%C3%BCber_x/",
            "日本 🎉.md /log/%E6%97%A5%E6%9C%AC-/",
        ]
    );
    assert!(site.feeds()[0].starts_with("rss.xml rss: "), "{:?}", site.feeds());
}

#[test]
fn the_route_of_a_collection_gives_the_path_of_its_pages() {
    let feed = FEED.1.replace("link: `/log/${post.id}/`", "link: url(post)");
    let site = Site::of(&[
        CONFIG,
        COLLECTION,
        ("src/pages/feeds/rss.xml.ts", &feed),
        ("src/pages/posts/[...slug]/index.astro", ROUTE),
        ("src/pages/tags/[tag].astro", ROUTE),
        ("src/data/blog/a.md", &head("")),
    ]);
    assert_eq!(page_of(&site), ["a.md /posts/a/"]);
    assert_eq!(site.feeds(), ["feeds/rss.xml rss: a.md"]);
}

#[test]
fn a_route_that_is_computed_is_read_from_the_built_site() {
    let feed = FEED.1.replace("link: `/log/${post.id}/`", "link: getPath(post.id)");
    let files = [
        CONFIG,
        COLLECTION,
        ("src/pages/rss.xml.ts", feed.as_str()),
        ("src/pages/posts/[...slug].astro", ROUTE),
        ("src/data/blog/Sub/a.md", &head("")),
    ];
    let computed = ROUTE.replace("slug: post.id", "slug: getPath(post.id, false)");
    let mut files = files;
    files[3].1 = &computed;
    let findings = Site::of(&files).findings();
    assert!(
        findings[0].starts_with(
            "error[unbuilt-site] the addresses of pages are computed in `src/pages/posts/[...slug].astro`"
        ),
        "{findings:?}"
    );
    let built = Site::of(&[files.as_slice(), &[("dist/posts/x/a/index.html", "<title>T</title>")]].concat());
    assert_eq!(page_of(&built), ["Sub/a.md /posts/x/a/"]);
}

#[test]
fn an_article_without_a_page_is_left_out_of_a_site_that_is_built() {
    let feed = FEED.1.replace("link: `/log/${post.id}/`", "link: getPath(post.id)");
    let computed = ROUTE.replace("slug: post.id", "slug: getPath(post.id, false)");
    let (public, withheld) = (head(""), head("isEarly: true\n"));
    let built = |pages: &[(&str, &str)]| {
        let files = [
            CONFIG,
            CONSTANTS,
            COLLECTION,
            ("src/pages/rss.xml.js", feed.as_str()),
            ("src/pages/posts/[...slug].astro", &computed),
            ("src/data/blog/ant.md", &public),
            ("src/data/blog/bee.md", &public),
            ("src/data/blog/cow.md", &withheld),
        ];
        let site = Site::of(&[&files, pages].concat());
        assert!(site.text().contains("\npermalink = \"pages\"\n"), "{}", site.text());
        (site.findings(), page_of(&site), site.left_out())
    };
    let [ant, bee] = ["ant", "bee"].map(|name| format!("dist/posts/x/{name}/index.html"));
    let ant = (ant.as_str(), "<title>Ant</title>");
    let (found, pages, left_out) = built(&[ant, (&bee, "<title>Bee</title>")]);
    let warning = "warning[missing-page] src/data/blog/cow.md no page of this article in `dist`, so it is left out | build the site first: `npm run build`";
    assert_eq!(found, [warning]);
    assert_eq!(pages, ["ant.md /posts/x/ant/", "bee.md /posts/x/bee/"]);
    assert_eq!(left_out, ["cow.md excluded"]);
    // Most of the site is not built.
    let (found, _, left_out) = built(&[ant]);
    assert!(found.iter().all(|line| line.starts_with("error[missing-page]")), "{found:?}");
    assert_eq!(left_out, ["bee.md invalid", "cow.md invalid"]);
}

#[test]
fn dates_are_read_as_javascript_does() {
    let article = |date: &str| format!("---\ntitle: T\npubDatetime: {date}\n---\n");
    let texts = [
        "'Jul 08 2022'",
        "July 9, 2022",
        "2022-07-10",
        "2022-07-11T08:00:00",
        "12 Jul 2022",
        "2022/07/13",
        "07/14/2022",
    ];
    let articles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, date)| (format!("src/data/blog/{at}.md"), article(date)))
        .collect();
    let articles = articles.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    let site = Site::of(&[CONFIG, COLLECTION, FEED].into_iter().chain(articles).collect::<Vec<_>>());
    assert_eq!(
        site.articles(),
        [
            "6.md 2022-07-14T00:00:00Z https://reef.org/log/6/",
            "5.md 2022-07-13T00:00:00Z https://reef.org/log/5/",
            "4.md 2022-07-12T00:00:00Z https://reef.org/log/4/",
            "3.md 2022-07-11T08:00:00Z https://reef.org/log/3/",
            "2.md 2022-07-10T00:00:00Z https://reef.org/log/2/",
            "1.md 2022-07-09T00:00:00Z https://reef.org/log/1/",
            "0.md 2022-07-08T00:00:00Z https://reef.org/log/0/",
        ]
    );
}

#[test]
fn drafts_future_articles_and_pages_without_a_date_are_left_out() {
    let site = Site::of(&[
        CONFIG,
        COLLECTION,
        FEED,
        ("src/data/blog/draft.md", &head("draft: true\n")),
        ("src/data/blog/hidden.md", &head("hidden: true\n")),
        ("src/data/blog/later.md", "---\ntitle: T\npubDate: 2036-01-02\n---\n"),
        ("src/data/blog/page.md", "---\ntitle: T\n---\n"),
    ]);
    assert_eq!(
        site.left_out(),
        ["draft.md draft", "hidden.md withheld", "later.md scheduled", "page.md undated"]
    );
}

#[test]
fn without_collections_texts_are_pages_themselves() {
    let site = Site::of(&[
        CONFIG,
        ("src/pages/posts/One Two.md", &head("")),
        ("src/pages/index.astro", ""),
        ("src/pages/posts/x/index.md", &head("")),
    ]);
    assert_eq!(page_of(&site), ["posts/One Two.md /posts/One%20Two/", "posts/x/index.md /posts/x/"]);
}

#[test]
fn a_license_counts_if_it_is_a_url_or_one_of_creative_commons() {
    for (license, expected) in [
        ("CC-BY-SA-3.0", Some("https://creativecommons.org/licenses/by-sa/3.0/")),
        ("https://reef.org/terms", Some("https://reef.org/terms")),
        ("MIT", None),
        ("All rights reserved", None),
    ] {
        let post = head(&format!("license: {license}\n"));
        let site = Site::of(&[CONFIG, CONSTANTS, COLLECTION, FEED, ("src/data/blog/a.md", &post)]);
        assert_eq!(site.findings(), Vec::<String>::new(), "{license}");
        let found = site.whole()[0].license.clone().map(|url| url.to_string());
        assert_eq!(found.as_deref(), expected, "{license}");
    }
}

#[test]
fn the_base_path_is_in_addresses_once_whether_the_links_of_the_feed_have_it_or_not() {
    let config = "export default defineConfig({ site: 'https://reef.org', base: '/divers/' });\n";
    for link in
        ["/divers/dives/${post.id}/", "/dives/${post.id}/", "${import.meta.env.BASE_URL}dives/${post.id}/"]
    {
        let feed = FEED.1.replace("/log/${post.id}/", link);
        let site = Site::of(&[
            (CONFIG.0, config),
            COLLECTION,
            (FEED.0, &feed),
            ("src/pages/dives/[...slug].astro", ROUTE),
            ("src/data/blog/wreck.md", &head("")),
        ]);
        let articles = site.articles();
        assert!(articles[0].ends_with(" https://reef.org/divers/dives/wreck/"), "{link}: {articles:?}");
    }
}

#[test]
fn addresses_end_without_a_slash_if_the_feed_wants_that() {
    let page = |from: &str, to: &str| {
        let feed = FEED.1.replace(from, to);
        page_of(&Site::of(&[CONFIG, COLLECTION, (FEED.0, &feed), ("src/data/blog/a/b.md", &head(""))]))
    };
    assert_eq!(page("title: SITE_TITLE", "trailingSlash: true"), ["a/b.md /log/a/b/"]);
    assert_eq!(page("title: SITE_TITLE", "trailingSlash: false"), ["a/b.md /log/a/b"]);
    assert_eq!(page("`/log", "`${import.meta.env.BASE_URL}log"), ["a/b.md /log/a/b/"]);
}

#[test]
fn the_link_of_a_feed_may_be_written_in_many_ways() {
    let constants = ("src/consts.ts", "export const SITE_TITLE = 'Reef';\nexport const FOLDER = 'dives';\n");
    let page = |link: &str, more: &str| {
        let feed = FEED
            .1
            .replace("link: `/log/${post.id}/`", &format!("link: {link}"))
            .replace("import rss", &format!("import {{ FOLDER }} from '../consts';\n{more}\nimport rss"));
        let files =
            [CONFIG, constants, COLLECTION, (FEED.0, feed.as_str()), ("src/data/blog/a.md", &head(""))];
        page_of(&Site::of(&files)).concat()
    };
    for link in [
        "'/dives/' + post.id + '/'",
        "\"/dives/\" + post.slug",
        "new URL(`dives/${post.id}/`, context.site).href",
        "`https://reef.org/dives/${post.id}`",
        "`/${FOLDER}/${post.id}`",
        "`/dives/${id}/`",
    ] {
        assert_eq!(page(link, ""), "a.md /dives/a/", "{link}");
    }
    let function = "const address = (post) => `/dives/${post.id}/`;";
    assert_eq!(page("address(post)", function), "a.md /dives/a/");
    assert_eq!(page("post.id", ""), "a.md /a/");
    assert_eq!(page("`/${post.collection}/${post.id}/`", ""), "a.md /blog/a/");
    // Another part of the address is unknown where the head does not have it.
    assert_eq!(page("`/${post.data.year}/${post.id}/`", ""), "");
    assert_eq!(page("address(post)", "const address = (post) => { const a = post.id; return a; };"), "");
}

#[test]
fn a_function_may_join_the_folders_and_the_name_of_an_entry() {
    let function = "export function place(id: string, file?: string, withBase = true) {\n  const folders = file\n    ?.split(\"/\")\n    \
        .filter((part) => !part.startsWith(\"_\"))\n    .slice(0, -1);\n  const base = withBase ? \"/dives\" : \"\";\n  const name = id.split(\"/\").slice(-1);\n  \
        if (!folders) {\n    return [base, name].join(\"/\");\n  }\n  return [base, ...folders, name].join(\"/\");\n}\n";
    let collection = COLLECTION.1.replace("**/*.{md,mdx}", "**/[^_]*.md");
    let feed = FEED.1.replace("`/log/${post.id}/`", "place(post.id, post.filePath)") + function;
    let config = CONFIG.1.replace("'https://reef.org'", "settings.site.url")
        + "import settings from './src/settings';\n";
    let site = Site::of(&[
        (CONFIG.0, &config),
        ("src/settings.ts", "export default define({ site: { url: 'https://reef.org', title: 'Reef' } });\n"),
        ("src/content.config.ts", &collection),
        (FEED.0, &feed),
        ("src/data/blog/a.md", &head("")),
        ("src/data/blog/_2026/Red Sea/b.md", &head("")),
    ]);
    assert_eq!(page_of(&site), ["_2026/Red Sea/b.md /dives/red-sea/b/", "a.md /dives/a/"]);
}

#[test]
fn each_feed_has_the_articles_of_its_collections() {
    let both = "const posts = [...(await getCollection('blog')), ...(await getCollection('notes'))];";
    let all = FEED
        .1
        .replace("const posts = await getCollection('blog');", both)
        .replace("/log/", "/${post.collection}/");
    let notes =
        FEED.1.replace("'blog'", "'notes'").replace("/log/", "/notes/").replace("SITE_TITLE", "'Notes'");
    let files = [
        CONFIG,
        COLLECTION,
        ("src/pages/notes/rss.xml.ts", notes.as_str()),
        ("src/data/blog/a.md", &head("")),
        ("src/notes/b.md", &head("")),
        ("src/other/c.md", &head("")),
    ];
    let site = Site::of(&[&files[..], &[("src/pages/rss.xml.js", all.as_str())]].concat());
    assert_eq!(page_of(&site), ["data/blog/a.md /blog/a/", "notes/b.md /notes/b/"]);
    assert_eq!(site.feeds(), ["rss.xml rss: data/blog/a.md notes/b.md", "notes/rss.xml rss: notes/b.md"]);
    assert_eq!(site.feed_settings()[1], "notes/rss.xml: Notes (Summary)");
    let site = Site::of(&[&files[..], &[FEED]].concat());
    assert_eq!(site.feeds(), ["rss.xml rss: data/blog/a.md", "notes/rss.xml rss: notes/b.md"]);
}

#[test]
fn a_collection_may_be_in_the_folder_of_a_constant_and_name_what_is_hidden() {
    let collection = "export const BLOG_PATH = \"src/data/blog\";\nconst blog = defineCollection({\n  loader: glob({ pattern: \"**/[^_]*.md\", base: `./${BLOG_PATH}` }),\n});\n";
    let site = Site::of(&[
        CONFIG,
        CONSTANTS,
        ("src/content.config.ts", collection),
        FEED,
        ("src/data/blog/a.md", &head("")),
        ("src/data/blog/_b.md", &head("")),
        ("src/data/blog/_old/c.md", &head("")),
    ]);
    assert_eq!(page_of(&site), ["_old/c.md /log/_old/c/", "a.md /log/a/"]);
}

#[test]
fn patterns_of_a_collection_may_begin_in_the_project() {
    let of = |loader: &str| {
        let collection = format!("const blog = defineCollection({{\n  loader: glob({{ {loader} }}),\n}});\n");
        let site = Site::of(&[
            CONFIG,
            CONSTANTS,
            ("src/content.config.ts", &collection),
            FEED,
            ("src/content/blog/a.md", &head("")),
            ("src/content/blog/b.md", &head("")),
            ("src/content/blog/old/c.md", &head("")),
        ]);
        let pages: String =
            page_of(&site).iter().filter_map(|page| page.split(".md").next()?.chars().last()).collect();
        (pages, site.findings())
    };
    let read = |pages: &str| (pages.to_owned(), Vec::<String>::new());
    assert_eq!(of("pattern: 'src/content/blog/**/*.md'"), read("abc"));
    assert_eq!(of("pattern: ['./src/content/blog/*.md', '!src/content/blog/**/b.*'], base: '.'"), read("a"));
    assert_eq!(of("pattern: '*.md'"), read("ab"));
    let unread = |pattern: &str| {
        let found = format!(
            "error[unread-filter] src/content.config.ts the pattern `{pattern}` could not be used, and may leave out \
             articles from `src/content/blog` | {WRITE_EXCLUDE}"
        );
        ("abc".to_owned(), vec![found])
    };
    assert_eq!(of("pattern: 'texts/*.md'"), unread("texts/*.md"));
    assert_eq!(of("pattern: '**/@(a|b).md', base: 'src/content/blog'"), unread("**/@(a|b).md"));
}

#[test]
fn a_site_may_have_more_conditions_than_are_known() {
    let feeds: Vec<_> = (10..80)
        .map(|at| {
            let chosen = format!("getCollection('blog', ({{ data }}) => data.rank === '{at}')");
            (format!("src/pages/f{at}/rss.xml.js"), FEED.1.replace("getCollection('blog')", &chosen))
        })
        .collect();
    let files = feeds.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let article = head("rank: 10\n");
    let own = [CONFIG, CONSTANTS, COLLECTION, ("src/data/blog/a.md", article.as_str())];
    let site = Site::of(&own.into_iter().chain(files).collect::<Vec<_>>());
    assert!(site.feeds().contains(&"f74/rss.xml rss: a.md".to_owned()), "{:?}", site.feeds());
    assert_eq!(site.findings().len(), 6);
    assert!(
        site.findings().iter().all(|line| line.starts_with("error[unread-filter]")),
        "{:?}",
        site.findings()
    );
}

#[test]
fn dates_are_those_of_the_feed() {
    let feed = FEED
        .1
        .replace(
            "items: posts.map((post) => ({",
            "items: posts.map(({ data, id }) => ({\n pubDate: new Date(data.changed ?? data.made),",
        )
        .replace("post.id", "id");
    let site = Site::of(&[
        CONFIG,
        COLLECTION,
        (FEED.0, &feed),
        ("src/data/blog/a.md", "---\ntitle: T\nmade: 2026-01-02\n---\n"),
        ("src/data/blog/b.md", "---\ntitle: T\nmade: 2026-01-02\nchanged: 2026-02-03\n---\n"),
    ]);
    assert_eq!(
        site.articles(),
        [
            "b.md 2026-02-03T00:00:00Z https://reef.org/log/b/",
            "a.md 2026-01-02T00:00:00Z https://reef.org/log/a/",
        ]
    );
}

/// What is found, and the articles of the feeds, where the articles of the feed are made so.
fn filtered(collection: &str, more: &str) -> (Vec<String>, Vec<String>) {
    let feed = FEED.1.replace("await getCollection('blog')", collection) + more;
    let dated = |day: &str, more: &str| format!("---\ntitle: T\npubDate: 2026-01-{day}\n{more}---\n");
    let site = Site::of(&[
        CONFIG,
        CONSTANTS,
        COLLECTION,
        (FEED.0, &feed),
        ("src/pages/log/[slug].astro", ROUTE),
        ("src/data/blog/a.md", &dated("03", "internal: true\n")),
        ("src/data/blog/b.md", &dated("02", "tags: [kelp]\n")),
        ("src/data/blog/c.md", &dated("01", "")),
    ]);
    (site.findings(), site.feeds())
}

#[test]
fn a_feed_has_the_articles_that_its_program_chooses() {
    let newest = "(one, two) => two.data.pubDate.valueOf() - one.data.pubDate.valueOf()";
    let cases = [
        ("await getCollection('blog')", "a.md b.md c.md"),
        ("await getCollection('blog', ({ data }) => data.draft !== true)", "a.md b.md c.md"),
        ("await getCollection('blog', ({ data }) => !data.internal)", "b.md c.md"),
        (
            "await getCollection('blog', ({ data }) => { return import.meta.env.PROD ? data.internal !== true : true; })",
            "b.md c.md",
        ),
        ("(await getCollection('blog')).filter((post) => post.data.tags?.includes('kelp'))", "b.md"),
        ("(await getCollection('blog')).sort(NEWEST).slice(0, 2)", "a.md b.md"),
        ("chosen(await getCollection('blog'))", "b.md"),
    ];
    let more = format!(
        "\nconst isShown = ({{ data }}: Entry) => {{\n  const isDue = Date.now() > new Date(data.pubDate).getTime() - 15 * 60;\n  return \
        !data.internal && (import.meta.env.DEV || isDue);\n}};\nfunction chosen(posts: Entry[]) {{ return posts.filter(isShown).sort({newest}).slice(0, 1); }}\n"
    );
    for (collection, expected) in cases {
        let (found, feeds) = filtered(&collection.replace("NEWEST", newest), &more);
        assert_eq!(found, [""; 0], "{collection}");
        assert_eq!(feeds, [format!("rss.xml rss: {expected}")], "{collection}");
    }
}

#[test]
fn a_feed_whose_articles_are_filtered_by_code_is_reported() {
    let unread = format!(
        "error[unread-filter] src/pages/rss.xml.js only the site's own code can tell which articles `rss.xml` leaves out | {WRITE_SELECT}"
    );
    let found = |collection: &str| filtered(collection, "").0;
    assert_eq!(
        found("(await getCollection('blog')).filter((post) => post.data.rank > post.data.most)"),
        [unread.as_str()]
    );
    let later = "(await getCollection('blog')).filter((post) => post.data.pubDate <= Date.now() - 60)";
    assert_eq!(found(later), [unread.as_str()]);
    let other = "await getCollection('blog', ({ data }) => data.publishedDate <= new Date())";
    assert_eq!(found(other), [unread.as_str()]);
    let cut = format!(
        "warning[unread-setting] src/pages/rss.xml.js the site's own code chooses the articles of `rss.xml`, so this build may have \
         more of them | {CHOOSE}"
    );
    assert_eq!(found("(await getCollection('blog')).slice(0, 2)"), [cut]);
}

#[test]
fn several_feeds_of_a_collection_have_articles_of_their_own() {
    let kelp =
        FEED.1.replace("getCollection('blog')", "getCollection('blog', ({ data }) => data.kind === 'kelp')");
    let site = Site::of(&[
        CONFIG,
        CONSTANTS,
        COLLECTION,
        FEED,
        ("src/pages/kelp/rss.xml.ts", &kelp),
        ("src/pages/log/[slug].astro", ROUTE),
        ("src/data/blog/a.md", "---\ntitle: T\npubDate: 2026-01-02\nkind: kelp\n---\n"),
        ("src/data/blog/b.md", "---\ntitle: T\npubDate: 2026-01-01\n---\n"),
    ]);
    assert_eq!(site.feeds(), ["rss.xml rss: a.md b.md", "kelp/rss.xml rss: a.md"]);
}
