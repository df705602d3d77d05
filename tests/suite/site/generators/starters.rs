//! Sites as the starters of generators make them: `init` and the build give the feeds that the site has, before it is built.

use super::Site;

const LINKED: &str = "{% for post in collections.posts | reverse %}<entry><id>{{ post.url | absoluteUrl(metadata.url) }}</id></entry>{% endfor %}</feed>";

/// A site whose feeds have the addresses and titles that its global data says.
fn with_metadata(more: &[(&str, &str)]) -> Site {
    let metadata = "{ \"title\": \"Reef\", \"url\": \"https://reef.org/\", \"description\": \"Notes\", \"feed\": { \"path\": \"/feed/feed.xml\", \
        \"subtitle\": \"All notes\" } }";
    let template = format!(
        "---\n# Where the feed is\npermalink: \"{{{{ metadata.feed.path }}}}\"\neleventyExcludeFromCollections: true\n---\n<?xml version=\"1.0\"?>\n\
         <feed><title>{{{{ metadata.title }}}}</title><subtitle>{{{{ metadata.feed.subtitle }}}}</subtitle>{LINKED}"
    );
    let files = [
        (
            ".eleventy.js",
            "module.exports = (config) => ({ dir: { input: \".\", includes: \"_includes\", output: \"_site\" } });\n",
        ),
        ("_data/metadata.json", metadata),
        ("feed/feed.njk", template.as_str()),
        ("_includes/layouts/post.njk", "---\nlayout: layouts/base.njk\n---\n"),
        ("posts/posts.json", "{ \"tags\": [\"posts\"] }"),
        ("posts/a.md", "---\ntitle: A\ndate: 2026-01-02\n---\n"),
        (
            "tags.njk",
            "---\npagination:\n  data: collections\n  alias: tag\npermalink: /tags/{{ tag | slugify }}/\n---\n",
        ),
        ("pages.njk", "---\npermalink: /pages/{% if pagination.pageNumber > 0 %}x{% endif %}/\n---\n"),
    ];
    Site::of(&[&files, more].concat())
}

#[test]
fn pages_at_computed_addresses_that_are_in_no_feed_hold_up_no_build() {
    let site = with_metadata(&[]);
    assert_eq!(site.articles(), ["posts/a.md 2026-01-02T00:00:00Z https://reef.org/posts/a/"]);
    assert_eq!(site.findings(), [] as [String; 0]);
    assert_eq!(
        site.left_out(),
        ["feed/feed.njk excluded", "pages.njk undated", "tags.njk undated"],
        "layouts are not pages"
    );
}

#[test]
fn the_path_and_the_title_of_a_feed_may_be_in_global_data() {
    assert_eq!(with_metadata(&[]).titles_of_feeds(), ["feed/feed.xml: Reef, All notes"]);
    let json = "---\npermalink: feed.json\n---\n{ \"version\": \"https://jsonfeed.org/version/1.1\",\n\"title\": {{ metadata.title | dump }},\n\
        \"items\": [{% for post in collections.posts %}{ \"id\": \"{{ post.url }}\" }{% endfor %}] }";
    let titles = with_metadata(&[("json.njk", json)]).titles_of_feeds();
    assert_eq!(titles, ["feed/feed.xml: Reef, All notes", "feed.json: Reef, Notes"]);
    let line = json
        .replace(",\n", ",")
        .replace("{{ metadata.title | dump }}", "\"{{ metadata.title }}, \\\"noted\\\"\"");
    let titles = with_metadata(&[("json.njk", &line)]).titles_of_feeds();
    assert_eq!(titles, ["feed/feed.xml: Reef, All notes", "feed.json: Reef, \"noted\", Notes"]);
}

#[test]
fn the_title_of_a_feed_is_read_as_its_template_means_it() {
    let with = |title: &str| {
        let feed = format!(
            "---\npermalink: two.xml\n---\n<?xml version=\"1.0\"?>\n<feed><title>{title}</title><subtitle>S</subtitle>{LINKED}"
        );
        with_metadata(&[("two.njk", &feed)]).titles_of_feeds()
    };
    assert!(with("Tom &amp; Jerry").contains(&"two.xml: Tom & Jerry, S".to_owned()));
    assert!(with("<![CDATA[Tom & Jerry]]>").contains(&"two.xml: Tom & Jerry, S".to_owned()));
}

#[test]
fn the_address_of_a_site_may_be_in_the_template_of_its_feed_alone() {
    let of = |head: &str, url: &str| {
        let template = format!(
            "---\npermalink: /feed.xml\n---\n<rss>{head}{{% for post in collections.posts %}}<item><link>{url}</link></item>{{% endfor %}}</rss>"
        );
        let site = Site::of(&[
            (
                ".eleventy.js",
                "module.exports = (config) => config.addGlobalData('me', { home: 'https://reef.org' });\n",
            ),
            ("feed.njk", &template),
            ("a.md", "---\ntitle: A\ndate: 2026-01-02\ntags: posts\n---\n"),
        ]);
        site.articles().concat()
    };
    let expected = "a.md 2026-01-02T00:00:00Z https://reef.org/a/";
    assert_eq!(of("<title>Reef</title><link>https://reef.org/</link>", "{{ post.url }}"), expected);
    assert_eq!(of("", "{{ post.url | absoluteUrl(\"https://reef.org\") }}"), expected);
    assert_eq!(of("<link>{{ me.home }}</link>", "{{ post.url }}"), expected);
}

#[test]
fn an_article_without_a_page_is_left_out_where_others_have_theirs() {
    let article = |title: &str| format!("---\ntitle: {title}\ndate: 2026-01-02\ntags: posts\n---\n");
    let (one, two) = (article("One"), article("Two"));
    let files = [
        (".eleventy.js", ""),
        ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
        ("one.md", one.as_str()),
        ("two.md", two.as_str()),
    ];
    let pages = ["_site/one/index.html", "_site/two/index.html"].map(|file| (file, "<title>T</title>"));
    let of = |pages: &[(&str, &str)]| Site::of(&[files.as_slice(), pages].concat());
    assert_eq!(of(&[]).articles().len(), 2);
    assert_eq!(of(&pages).articles().len(), 2);
    let site = of(&pages[..1]);
    assert_eq!(site.articles(), ["one.md 2026-01-02T00:00:00Z https://reef.org/one/"]);
    assert_eq!(site.left_out(), ["two.md excluded"]);
    let help = "build the site first: `npx @11ty/eleventy`; if the page has another address, write permalink = \"pages\" under [content]";
    let found = format!(
        "warning[missing-page] two.md no page of this article in `_site`, so it is left out | {help}"
    );
    assert_eq!(site.findings(), [found]);
    // Where no article has a page, the site has them elsewhere.
    assert_eq!(of(&[("_site/index.html", "<title>T</title>")]).articles().len(), 2);
}

#[test]
fn an_article_may_name_the_collections_that_it_is_not_in_and_replace_the_tags_of_its_folder() {
    let article = |more: &str| format!("---\ntitle: T\ndate: 2026-01-02\n{more}---\n");
    let of = |more: &str| {
        let site = Site::of(&[
            (".eleventy.js", ""),
            ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
            (
                "feed.njk",
                "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections.posts %}<entry></entry>{% endfor %}</feed>",
            ),
            ("posts/posts.json", "{ \"tags\": \"posts\" }"),
            ("posts/a.md", &article("")),
            ("posts/b.md", &article(more)),
        ]);
        site.feeds().concat()
    };
    let (both, one) = ("feed.xml atom: posts/b.md posts/a.md", "feed.xml atom: posts/a.md");
    assert_eq!(of(""), both);
    assert_eq!(of("eleventyExcludeFromCollections: [nav]\n"), both);
    assert_eq!(of("eleventyExcludeFromCollections: [nav, posts]\n"), one);
    assert_eq!(of("eleventyExcludeFromCollections: true\n"), one);
    assert_eq!(of("tags: reef\n"), both);
    assert_eq!(of("override:tags: reef\n"), one);
    assert_eq!(of("override:tags: [reef, posts]\n"), both);
}

#[test]
fn the_address_and_title_of_a_site_are_not_those_of_a_test_or_of_something_inside() {
    let data = "export const url = process.env.URL || 'http://localhost:8080';\nexport const siteName = 'Reef';\n\
        export const blog = { name: 'Notes', links: [{ title: 'Atom', url: '/feed.xml' }] };\nexport const author = { name: 'Ana' };\n";
    let site = Site::of(&[
        (".eleventy.js", ""),
        ("package.json", "{ \"homepage\": \"https://reef.org\" }"),
        ("_data/meta.js", data),
        ("a.md", "---\ntitle: A\ndate: 2026-01-02\n---\n"),
    ]);
    assert_eq!(site.articles(), ["a.md 2026-01-02T00:00:00Z https://reef.org/a/"]);
    assert!(site.titles_of_feeds()[0].contains(": Reef, "), "{:?}", site.titles_of_feeds());
}
