//! Eleventy.

use super::{CHOOSE, Site, WRITE_EXCLUDE, WRITE_SELECT};

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
        ("src/slug.md", &head("permalink: \"/s/{{ name | slug }}/\"\nname: \"What's new: v1.0, _now_?\"\n")),
        ("src/or.md", &head("permalink: \"/o/{{ slug or (title | slugify) }}/\"\n")),
        ("src/default.md", &head("permalink: \"/o/{{ slug | default: page.fileSlug }}/\"\n")),
        ("src/slugs.md", &head("permalink: \"{{ name | slugify }}/\"\nname: 'C++ & C#: Über_x'\n")),
        ("src/file.md", &head("permalink: 'x/file.html'\n")),
        ("src/none.md", &head("permalink: false\n")),
    ]);
    assert_eq!(
        page_of(&site),
        [
            "default.md /o/default/",
            "file.md /x/file.html",
            "key.md /a/t/",
            "or.md /o/t/",
            "posts/2024-01-02-Hello World.md /posts/2024-01-02-Hello%20World/",
            "posts/2024-03-04-bun/index.md /posts/2024-03-04-bun/",
            "posts/C# 100%.md /posts/C%23%20100%25/",
            "posts/own/own.md /posts/own/",
            "posts/日本.v1.md /posts/%E6%97%A5%E6%9C%AC.v1/",
            "slug.md /s/what's-new:-v1.0-_now_/",
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
            "a.md 2026-01-02T03:04:05Z https://reef.org/a/",
            "b.md 2026-01-02T01:04:05Z https://reef.org/b/",
        ]
    );
    assert_eq!(site.left_out(), ["2026-01-03-c.md undated", "e.md undated"]);
}

#[test]
fn a_date_that_is_asked_of_git_or_the_file_system_is_said_to_be_none() {
    let dated = |date: &str| format!("---\ntitle: T\ndate: {date}\ntags: posts\n---\n");
    let site = Site::of(&[
        CONFIG,
        ("src/a.md", &dated("git Created")),
        ("src/2026-01-03-b.md", &dated("Last Modified")),
        ("src/c.md", &dated("2026-01-04")),
    ]);
    assert_eq!(site.articles(), ["c.md 2026-01-04T00:00:00Z https://reef.org/c/"]);
    assert_eq!(
        site.findings(),
        [
            "warning[unwritten-date] src/2026-01-03-b.md:3:7 `Last Modified` is the time of the file, which changes with \
             every checkout, so the article has no date | write the date here, such as `date: 2026-04-01`",
            "warning[unwritten-date] src/a.md:3:7 `git Created` takes the date from git, but `date-from` does not include `git` | \
             write date-from = [\"metadata\", \"filename\", \"git\"] under [content] in feedwright.toml, or the date here",
        ]
    );
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
    let program = "module.exports = { permalink: (data) => `/${place(data)}/${data.page.fileSlug}/`, tags: ['posts'] };\n";
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
    // A page where it would be by default is left from before.
    let stale = [
        ("out/x/2026-01-02-kelp/index.html", "<title>T</title>"),
        ("out/posts/2026-01-02-kelp/index.html", "<title>T</title>"),
    ];
    let built = Site::of(&[files.as_slice(), &stale, &pages[1..]].concat());
    assert_eq!(page_of(&built), ["posts/2026-01-02-kelp.md /x/2026-01-02-kelp/", "tide.md /tide/"]);
    let built = Site::of(&[files.as_slice(), &stale[1..], &pages[1..]].concat());
    assert_eq!(page_of(&built), ["posts/2026-01-02-kelp.md /posts/2026-01-02-kelp/", "tide.md /tide/"]);
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
    let constant =
        "const OWN = 'src/own.md';\n".to_owned() + &program.replace("add('src/own.md')", "add(OWN)");
    assert_eq!(files(&constant), ["a.md", "kept.local.md", "kept.md"]);
}

#[test]
fn what_a_program_ignores_by_computed_paths_stops_a_build() {
    let found = |call: &str| {
        let program =
            format!("module.exports = (config) => {{\n  {call}\n}};\nconst page = {{ path: 'a.md' }};\n");
        Site::of(&[
            (".eleventy.js", &program),
            ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
            ("feed.njk", "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections.all %}<entry/>{% endfor %}</feed>"),
            ("a.md", &head("")),
        ])
        .findings()
    };
    let error = |argument: &str| {
        format!(
            "error[unread-filter] .eleventy.js `ignores.add({argument})` is computed, and may leave out articles | {WRITE_EXCLUDE}"
        )
    };
    assert_eq!(found("config.ignores.add(hidden());"), [error("hidden()")]);
    assert_eq!(found("for (const path of PATHS) config.ignores.add(path);"), [error("path")]);
    assert_eq!(found("config.ignores.add(`${dir}/b.md`);"), [error("`${dir}/b.md`")]);
    assert_eq!(found("config.ignores.add('b.md');"), [""; 0]);
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
        ("src/e.md", &head("tags: posts\neleventyExcludeFromCollections: [posts]\n")),
        ("src/f.md", &head("eleventyExcludeFromCollections: []\n")),
        ("src/g.md", "---json\n{ \"title\": \"G\", \"date\": \"2026-01-03\" }\n---\nText.\n"),
    ]);
    let files: Vec<_> = site.pages().into_iter().map(|(file, _)| file).collect();
    assert_eq!(files, ["a.md", "code/d.md", "e.md", "f.md", "g.md"]);
    assert_eq!(site.feeds(), ["feed/feed.xml atom: a.md"]);
    let mut left = site.left_out();
    left.sort();
    assert_eq!(left, ["code/c.md draft", "plain/b.md draft"]);
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

/// The file that computes the addresses of a site that is not built.
fn computed_in(files: &[(&str, &str)]) -> String {
    let found = Site::of(
        &[&[CONFIG, ("src/posts/2026-01-02-kelp.md", "---\ntitle: T\ntags: posts\n---\n")], files].concat(),
    );
    let findings = found.findings();
    let unbuilt = findings.iter().find_map(|finding| finding.strip_prefix("error[unbuilt-site] "));
    assert_eq!(unbuilt.is_some(), found.articles().is_empty(), "{findings:?}");
    unbuilt.map_or_else(String::new, |finding| finding.split(" | ").next().unwrap().to_owned())
}

#[test]
fn a_permalink_that_only_the_site_can_compute_is_no_guess() {
    let in_file = |file: &str| {
        format!("the addresses of pages are computed in `{file}`, and `out` has no pages to read them from")
    };
    let function = "permalink: (data) => `/${place(data)}/`";
    for file in ["src/_data/eleventyComputed.js", "src/posts/posts.11tydata.js"] {
        let program = format!("module.exports = {{ {function} }};\n");
        assert_eq!(computed_in(&[(file, &program)]), in_file(file));
    }
    let program = format!("module.exports = {{ eleventyComputed: {{ {function} }} }};\n");
    assert_eq!(
        computed_in(&[("src/posts/posts.11tydata.js", &program)]),
        in_file("src/posts/posts.11tydata.js")
    );
    // What the head of an article says cannot be said of the site.
    let unknown = "`out` has no pages";
    for key in [
        "permalink: \"/{{ page.date | year }}/x/\"\n",
        "eleventyComputed:\n  permalink: \"/{{ place }}/x/\"\n",
    ] {
        assert_eq!(computed_in(&[("src/posts/x.md", &head(key))]), unknown, "{key}");
    }
    let simple = "eleventyComputed:\n  permalink: \"/why/{{ title | slugify }}/\"\n";
    assert_eq!(computed_in(&[("src/posts/x.md", &head(simple))]), "");
}

#[test]
fn a_program_that_only_leaves_out_drafts_computes_no_address() {
    let drafts = "function draftPermalink() {\n  return (data) => {\n    if (data.draft && !process.env.BUILD_DRAFTS) {\n      \
        return false;\n    }\n    return data.permalink;\n  };\n}\nmodule.exports = (config) => {\n  \
        config.addGlobalData(\"eleventyComputed.permalink\", draftPermalink);\n};\n";
    let program =
        PROGRAM.replace("{\n  config.add", "{\n  config.addPlugin(require(\"./drafts.js\"));\n  config.add");
    let site = |drafts: &str| {
        let files =
            [(CONFIG.0, program.as_str()), ("drafts.js", drafts), ("src/a.md", &head("permalink: /own/\n"))];
        page_of(&Site::of(&files))
    };
    assert_eq!(site(drafts), ["a.md /own/"]);
    assert_eq!(site(&drafts.replace("return data.permalink", "return `/x${data.page.url}`")), [""; 0]);
}

#[test]
fn data_in_programs_may_have_nested_values_of_the_same_name() {
    let metadata = "// url: 'https://no.org'\nconst home = process.env.URL || 'https://reef.org';\nmodule.exports = {\n  title: 'Reef', url: `${home}/`,\n  \
        author: { name: 'Ana', url: 'https://reef.org/about/' },\n};\n";
    let site = Site::of(&[(".eleventy.js", ""), ("_data/metadata.js", metadata), ("a.md", &head(""))]);
    assert_eq!(site.articles(), ["a.md 2026-01-02T00:00:00Z https://reef.org/a/"]);
}

#[test]
fn the_address_and_the_ids_are_those_of_the_template_of_the_feed() {
    let template = "---\npermalink: /feed.xml\n---\n<rss><title>{{ reef.name }}</title>{% for post in collections.posts %}<item>\
        <guid isPermaLink=\"false\">{{ reef.home }}{{ post.url }}#id</guid></item>{% endfor %}</rss>";
    let site = Site::of(&[
        (".eleventy.js", ""),
        ("_data/reef.js", "export default { name: 'Reef', home: 'https://reef.org/' };"),
        ("feed.njk", template),
        ("a b.md", &head("tags: posts\n")),
    ]);
    assert_eq!(
        site.articles(),
        ["a b.md 2026-01-02T00:00:00Z https://reef.org/a%20b/ https://reef.org//a b/#id"]
    );
}

#[test]
fn collections_may_be_defined_by_patterns_and_in_other_files() {
    let feed = "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections.blog | reverse %}{% endfor %}</feed>";
    let program = "const { getAllPosts } = require('./lib/collections.js');\nmodule.exports = (config) => {\n  \
        config.addCollection('blog', getAllPosts);\n  return { dir: { input: 'src' } };\n};\n";
    let feeds = |function: &str| {
        let collections =
            format!("/** Posts */\nconst getAllPosts = {function};\nmodule.exports = {{ getAllPosts }};\n");
        Site::of(&[
            (".eleventy.js", program),
            ("lib/collections.js", &collections),
            ("src/_data/site.json", "{ \"url\": \"https://reef.org\" }"),
            ("src/feed.njk", feed),
            ("src/posts/a.md", &head("tags: x\n")),
            ("src/posts/sub/b.md", &head("")),
            ("src/notes/c.md", &head("")),
        ])
        .feeds()
        .concat()
    };
    assert_eq!(feeds("(api) => api.getFilteredByGlob('./src/posts/*.md')"), "feed.xml atom: posts/a.md");
    assert_eq!(
        feeds("(api) => api.getFilteredByGlob(['src/posts/**/*.md']).slice(0, 1)"),
        "feed.xml atom: posts/sub/b.md"
    );
    assert_eq!(
        feeds("(api) => api.getFilteredByGlob(['src/**/*.md', '!src/notes/**', '!./src/posts/a.*'])"),
        "feed.xml atom: posts/sub/b.md"
    );
    assert_eq!(feeds("(api) => api.getFilteredByTag('x')"), "feed.xml atom: posts/a.md");
    assert_eq!(
        feeds("function (api) { return api.getAll(); }"),
        "feed.xml atom: posts/sub/b.md posts/a.md notes/c.md"
    );
}

#[test]
fn each_call_of_the_feed_plugin_makes_a_feed_with_its_own_title() {
    let call = |path: &str, title: &str| {
        format!(
            "  config.addPlugin(feedPlugin, {{ outputPath: '{path}', collection: {{ name: 'posts' }}, metadata: {{ title: '{title}', base: 'https://reef.org/' }} }});\n"
        )
    };
    let program =
        format!("export default (config) => {{\n{}{}}};\n", call("/a.xml", "One"), call("/b.xml", "Two"));
    let site = Site::of(&[("eleventy.config.js", &program), ("a.md", &head("tags: posts\n"))]);
    assert_eq!(site.feed_settings(), ["a.xml: One (Full)", "b.xml: Two (Full)"]);
}

#[test]
fn data_of_folders_may_be_in_other_forms_and_is_reported_where_it_is_broken() {
    let program =
        "module.exports = (config) => {\n  config.addDataExtension('yaml, yml', (text) => load(text));\n};\n";
    let site = |data: (&str, &str)| {
        let url = ("_data/site.json", "{ \"url\": \"https://reef.org\" }");
        Site::of(&[(".eleventy.js", program), url, data, ("posts/a.md", &head(""))])
    };
    let yaml = "tags: posts\npermalink: \"/w/{{ page.fileSlug }}/\"\n";
    assert_eq!(page_of(&site(("posts/posts.yaml", yaml))), ["posts/a.md /w/a/"]);
    let found = site(("posts/posts.json", "{ \"permalink\": ")).findings();
    assert!(found[0].starts_with("warning[unread-setting] posts/posts.json:1:"), "{found:?}");
}

#[test]
fn an_address_that_is_computed_is_an_error_that_says_what_to_write() {
    let settings = "[site]\nbase-url = \"https://reef.org/\"\n[content]\ngenerator = \"eleventy\"\n";
    let files =
        [CONFIG, ("src/a.md", &head("permalink: \"/{{ page.date | year }}/a/\"\n")), ("src/b.md", &head(""))];
    let site = Site::with(settings, &files);
    let found = site.findings();
    let expected = "error[computed-address] src/a.md:4:1 the address of the page is computed by the site's own code, which \
        Feedwright does not run | build the site first: `npx @11ty/eleventy`; then write permalink = \"pages\" under [content] \
        in feedwright.toml";
    assert_eq!(found[0], expected);
    assert_eq!(page_of(&site), ["b.md /b/"]);
    let with_pages = format!("{settings}permalink = \"pages\"\n");
    let pages = [("out/2026/a/index.html", "<title>T</title>"), ("out/b/index.html", "<title>T</title>")];
    let built = Site::with(&with_pages, &[&files[..], &pages].concat());
    assert_eq!(page_of(&built), ["a.md /2026/a/", "b.md /b/"]);
}

/// The articles in the feed of a template, by the letters of their names.
#[track_caller]
fn chosen(program: &str, file: &str, template: &str) -> String {
    let dated = |day: &str, more: &str| format!("---\ntitle: T\ndate: 2026-01-{day}\n{more}---\n");
    let site = Site::of(&[
        (".eleventy.js", program),
        ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
        ("logs/logs.json", "{ \"tags\": [\"logs\"] }"),
        ("logs/a.md", &dated("05", "tags: kelp\n")),
        ("logs/b.md", &dated("04", "quiet: true\n")),
        ("logs/c.md", &dated("03", "tags: [kelp, sand]\nkind: { name: dive }\nclosed: []\n")),
        ("logs/d.md", &dated("02", "draft: true\n")),
        ("logs/e.md", &dated("01", "rank: 4\n")),
        ("n.md", &dated("06", "tags: sand\n")),
        (file, template),
    ]);
    if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
        return "not read".to_owned();
    }
    if site.findings().iter().any(|finding| finding.contains("[unread-setting]")) {
        return "not all read".to_owned();
    }
    let feeds = site.feeds();
    let feed = feeds.iter().find_map(|feed| feed.strip_prefix("feed.xml atom:")).unwrap_or("none");
    feed.replace("logs/", "").replace(".md", "").trim().to_owned()
}

const NO_PROGRAM: &str = "module.exports = (config) => {};\n";

/// The articles in the feed of a template in Nunjucks with a loop.
#[track_caller]
fn looped(before: &str, list: &str, entry: &str) -> String {
    let template = format!(
        "---\npermalink: /feed.xml\n---\n<feed>{before}{{% for post in {list} %}}{entry}{{% endfor %}}</feed>"
    );
    chosen(NO_PROGRAM, "feed.njk", &template)
}

/// The articles in the feed of a collection that a program defines.
#[track_caller]
fn collected(function: &str) -> String {
    let program = format!("module.exports = (c) => {{\n  c.addCollection('all-logs', {function})\n}}\n");
    let template = "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections['all-logs'] | reverse %}<entry></entry>{% endfor %}</feed>";
    chosen(&program, "feed.njk", template)
}

#[test]
fn a_template_tells_the_articles_of_its_feed() {
    let entry = "<entry></entry>";
    let lists = [
        ("collections.logs | reverse", "a b c e"),
        ("collections.logs | head(-2)", "a b"),
        ("collections.logs | reverse | head(2)", "a b"),
        ("collections.logs | reverse | limit(2) | reverse", "a b"),
        // These are the oldest ones.
        ("collections.logs | head(2)", "not all read"),
        ("collections.logs | shuffle", "not read"),
        ("collections.all | reverse", "n a b c e"),
        ("collections.logs | sort(true, false, 'data.date') | limit(1)", "a"),
    ];
    for (list, expected) in lists {
        assert_eq!(looped("", list, entry), expected, "{list}");
    }
    let entries = [
        ("{% if not post.data.quiet %}ENTRY{% endif %}", "a c e"),
        ("{%- if post.data.quiet -%}x{%- else -%}ENTRY{%- endif -%}", "a c e"),
        ("{% if post.data.quiet %}{% elif post.data.kind.name == 'dive' %}ENTRY{% endif %}", "c"),
        ("{% if 'kelp' in post.data.tags and not post.data.quiet %}ENTRY{% endif %}", "a c"),
        ("{% if post.data.tags.includes('sand') or post.data.quiet === true %}ENTRY{% endif %}", "b c"),
        ("{% if post.url and post.url != '/logs/a/' %}ENTRY{% endif %}", "b c e"),
        ("{% if post.data.date <= now %}ENTRY{% endif %}", "not read"),
        ("{% if loop.index <= 2 %}ENTRY{% endif %}", "a b"),
        ("{% if loop.index0 < 2 and not post.data.quiet %}ENTRY{% endif %}", "a"),
        ("{# {% if x %} #}ENTRY", "a b c e"),
        ("{% if post.data.rank > 3 %}ENTRY{% endif %}", "e"),
        ("{% if not (post.data.rank >= 3) and not post.data.quiet %}ENTRY{% endif %}", "a c"),
        ("{% if post.data.rank > post.data.most %}ENTRY{% endif %}", "not read"),
        // Only what is around an entry counts for it.
        ("{% if loop.index0 > 0 %},{% endif %}ENTRY", "a b c e"),
        ("{% for tag in post.data.tags %}{% if loop.index > 1 %}, {% endif %}{% endfor %}ENTRY", "a b c e"),
        ("{% if loop.index > 2 %}ENTRY{% endif %}", "not read"),
        ("{% if loop.index <= 2 or post.data.quiet %}ENTRY{% endif %}", "not read"),
        ("{% if loop.index > 1 %}{% else %}ENTRY{% endif %}", "a"),
        ("{% if loop.index > 3 %}{% break %}{% endif %}{% if loop.index < 3 %}x{% endif %}ENTRY", "a b c"),
    ];
    for (body, expected) in entries {
        let found = looped("", "collections.logs | reverse", &body.replace("ENTRY", entry));
        assert_eq!(found, expected, "{body}");
    }
    let script = "---js\n{ permalink: '/feed.xml', eleventyExcludeFromCollections: true }\n---\n<feed>{% for post in collections.kelp %}<entry></entry>{% endfor %}</feed>";
    assert_eq!(chosen(NO_PROGRAM, "feed.njk", script), "a c");
    let set = "{% set newest = collections.logs | reverse | limit(3) %}";
    assert_eq!(looped(set, "newest", entry), "a b c");
    let liquid = "---\npermalink: /feed.xml\n---\n<feed>{% assign all = collections.logs | reverse | where: \"data.quiet\", true %}\
        {% for post in all limit: 3 %}{% unless post.data.draft %}<entry></entry>{% endunless %}{% endfor %}</feed>";
    assert_eq!(chosen(NO_PROGRAM, "feed.liquid", liquid), "b");
}

#[test]
fn a_program_tells_the_articles_of_its_collections() {
    let cases = [
        ("(api) => api.getFilteredByGlob('logs/*.md').filter((p) => !p.data.quiet)", "a c e"),
        ("(api) => api.getFilteredByTag('logs').slice(-2)", "a b"),
        // In JavaScript, an empty list counts as true.
        ("(api) => api.getFilteredByTag('logs').filter((p) => !p.data.closed)", "a b e"),
        ("(api) => api.getFilteredByTags('kelp', 'sand')", "c"),
        (
            "(api) => [...api.getFilteredByTag('sand'), ...api.getFilteredByTag('kelp')].sort((a, b) => a.date - b.date)",
            "n a c",
        ),
        ("function (api) { return api.getAll().filter((p) => p.data.tags?.includes('kelp')); }", "a c"),
        (
            "function (api) {\n const all = api.getFilteredByTag('logs')\n const loud = all.filter((p) => {\n if (p.data.quiet) return false\n return p.date <= new Date()\n })\n return loud\n }",
            "a c e",
        ),
        ("(api) => api.getFilteredByTag('logs').filter(({ data: { quiet } }) => quiet !== true)", "a c e"),
        (
            "(api) => api.getAll().filter((p) => p.inputPath.startsWith('./logs/') && p.fileSlug !== 'a')",
            "b c e",
        ),
        (
            "(api) => { let i = 0; return api.getFilteredByTag('logs').reverse().filter(() => i++ < 2); }",
            "a b",
        ),
        ("(api) => api.getFilteredByTag('logs').filter((p) => p.data.rank > p.data.most)", "not read"),
        (
            "(api) => api.getFilteredByTag('logs').sort((a, b) => a.data.rank - b.data.rank).slice(0, 2)",
            "not all read",
        ),
        (
            "(api) => [...api.getFilteredByTag('kelp'), ...api.getFilteredByTag('logs').filter((p) => !p.data.quiet)]",
            "not read",
        ),
        (
            "(api) => api.getFilteredByTag('logs').map((p) => (p.data.quiet ? null : p)).filter(Boolean)",
            "a c e",
        ),
        (
            "(api) => { const loud = (p) => (p.data.quiet ? null : p); return api.getFilteredByTag('logs').map(loud).filter((x) => !!x); }",
            "a c e",
        ),
        (
            "(api) => api.getFilteredByTag('logs').map((p) => (p.data.quiet ? null : p)).filter((p) => p !== null)",
            "not read",
        ),
        ("(api) => api.getFilteredByTag('logs').map((p) => p).filter(Boolean)", "a b c e"),
        ("(api) => api.getFilteredByTag('logs').flatMap((p) => (p.data.quiet ? [] : [p]))", "a c e"),
        ("(api) => api.getFilteredByTag('logs').flatMap((p) => [...(p.data.quiet ? [] : [p])])", "a c e"),
        (
            "(api) => { let all = api.getFilteredByTag('logs'); all = all.filter((p) => !p.data.quiet); return all; }",
            "a c e",
        ),
    ];
    for (function, expected) in cases {
        assert_eq!(collected(function), expected, "{function}");
    }
    let filtered = [
        ("(p) => env !== 'production' || !p.data.quiet", "a c e"),
        ("(p) => (process.env.NODE_ENV && env) === 'production' && !p.data.quiet", "a c e"),
        ("(p) => p.date < Date.now() + 60", "a b c e"),
        ("(p) => p.date < Date.now() - 60", "not read"),
        ("(p) => p.data.date <= new Date()", "a b c e"),
        ("(p) => !p.data.quiet && 3 > (p.data.rank ?? 0)", "a c"),
        ("(p) => p.data.rank < 4", "none"),
        ("(p) => p.data.rank <= 4.5", "not read"),
        ("(p) => p.data.date + 60 <= new Date()", "not read"),
        // Such a date withholds nothing on this site.
        ("(p) => p.data.publishedAt <= new Date()", "not read"),
        ("(p, at) => at < 2 || p.data.quiet", "not read"),
    ];
    for (filter, expected) in filtered {
        let program = format!(
            "const env = process.env.ELEVENTY_ENV || 'development';\nmodule.exports = (c) => {{\n  c.addCollection('all-logs', \
             (api) => api.getFilteredByTag('logs').filter({filter}))\n}}\n"
        );
        let template = "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections['all-logs'] | reverse %}<entry></entry>{% endfor %}</feed>";
        assert_eq!(chosen(&program, "feed.njk", template), expected, "{filter}");
    }
    for method in ["splice(0, 2)", "map((p) => p).splice(0, 2)"] {
        assert_eq!(
            collected(&format!("(api) => api.getFilteredByTag('logs').{method}")),
            "not all read",
            "{method}"
        );
    }
    let twice = "class Feed {\n  data() { return { permalink: '/feed.xml' }; }\n  render({ collections }) {\n    const logs = \
        collections.logs.reverse().slice(0, 2);\n    let all = '<feed>';\n    for (const log of logs) all += `<entry>${log.url}</entry>`;\n    return all;\n  }\n}\n";
    assert_eq!(chosen(NO_PROGRAM, "feed.11ty.js", twice), "a b");
    for skipped in ["{ if (log.data.quiet) continue; all +=", "if (!log.data.quiet) all +="] {
        let program = twice.replace("all +=", skipped);
        assert_eq!(chosen(NO_PROGRAM, "feed.11ty.js", &program), "a", "{skipped}");
    }
    let program = "class Feed {\n  data() { return { permalink: '/feed.xml' }; }\n  render({ collections }) {\n    const logs = collections.logs\n      \
        .filter((log) => !log.data.quiet)\n      .reverse()\n    return `<feed>${logs.slice(0, 2).map((log) => `<entry>${log.url}</entry>`)}</feed>`\n  }\n}\n";
    assert_eq!(chosen(NO_PROGRAM, "feed.11ty.js", program), "a c");
    let filter = "module.exports = (c) => { c.addFilter('loud', (list, most) => list.filter((p) => !p.data.quiet).reverse().slice(0, most)); };\n";
    let template = "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections.logs | loud(2) %}<entry></entry>{% endfor %}</feed>";
    assert_eq!(chosen(filter, "feed.njk", template), "a c");
}

#[test]
fn a_function_may_return_a_simple_permalink() {
    let page = |function: &str| {
        let data = format!("module.exports = {{\n  tags: 'posts',\n  permalink: {function},\n}};\n");
        let head = "---\ntitle: Coral Reef\ndate: 2026-01-02\n---\n";
        page_of(&Site::of(&[CONFIG, ("src/w/w.11tydata.js", &data), ("src/w/2026-01-02-a.md", head)]))
            .concat()
    };
    assert_eq!(page("(data) => `/log/${data.page.fileSlug}/`"), "w/2026-01-02-a.md /log/a/");
    assert_eq!(
        page("function (data) { return `/log/${this.slugify(data.title)}/`; }"),
        "w/2026-01-02-a.md /log/coral-reef/"
    );
    assert_eq!(
        page("({ title, draft }) => draft ? false : `/${title}.html`"),
        "w/2026-01-02-a.md /Coral%20Reef.html"
    );
    assert_eq!(page("(data) => `/log/${data.slug || data.page.fileSlug}/`"), "w/2026-01-02-a.md /log/a/");
    assert_eq!(page("(data) => `/log/${data.rank * 2}/`"), "");
}

#[test]
fn a_feed_whose_articles_are_filtered_by_code_is_reported() {
    let found = |filter: &str, condition: &str| {
        let program = format!(
            "module.exports = (c) => {{ c.addCollection('recent', (api) => api.getFilteredByTag('blog'){filter}) }}\n"
        );
        let template = format!(
            "---\npermalink: /feed.xml\n---\n<feed>{{% for post in collections.recent %}}{condition}<entry></entry>{{% endfor %}}</feed>"
        );
        let site = Site::of(&[
            (".eleventy.js", &program),
            ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
            ("feed.njk", &template),
            ("a.md", &head("tags: blog\n")),
        ]);
        site.findings()
    };
    let unread = |file: &str| {
        format!(
            "error[unread-filter] {file} only the site's own code can tell which articles `feed.xml` leaves out | {WRITE_SELECT}"
        )
    };
    assert_eq!(found("", ""), [""; 0]);
    assert_eq!(found(".filter((post) => !post.data.draft)", ""), [""; 0]);
    assert_eq!(
        found(".filter((post) => !post.data.draft && post.data.rank > post.data.most)", ""),
        [unread(".eleventy.js")]
    );
    assert_eq!(found("", "{%- if post.data.rank > post.data.most %}"), [unread("feed.njk")]);
}

#[test]
fn a_template_whose_loop_is_not_read_may_filter_or_not() {
    let of = |paging: &str, list: &str, entry: &str| {
        let template = format!(
            "---\npermalink: /feed.xml\npagination:\n  data: collections.blog\n  size: 10\n{paging}---\n<feed>{{% for post in {list} \
             %}}{entry}{{% endfor %}}</feed>"
        );
        let site = Site::of(&[
            (".eleventy.js", NO_PROGRAM),
            ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
            ("feed.njk", &template),
            ("a.md", &head("tags: blog\n")),
        ]);
        let found = site.findings();
        found.first().map_or("none".to_owned(), |found| found.split(']').next().unwrap().to_owned())
    };
    let entry = "<entry></entry>";
    assert_eq!(of("", "pagination.items", entry), "warning[unread-setting");
    assert_eq!(of("", "pagination.items | reverse", entry), "warning[unread-setting");
    let numbered = "{% if loop.index < most %}<entry></entry>{% endif %}";
    assert_eq!(of("", "pagination.items", numbered), "warning[unread-setting");
    assert_eq!(of("  filter: [x]\n", "pagination.items", entry), "error[unread-filter");
    assert_eq!(of("", "pagination.items | open", entry), "error[unread-filter");
    let guarded = "{% if not post.data.secret %}<entry></entry>{% endif %}";
    assert_eq!(of("", "pagination.items", guarded), "error[unread-filter");
    let gathered = "all %}{% endfor %}{% for post in all | reverse";
    let gathering = "{% if post.data.open %}{% set all = (all.push(post), all) %}{% endif %}{% endfor %}{% for post in all %}<entry></entry>";
    assert_eq!(of("", "pagination.items", gathering), "error[unread-filter");
    assert_eq!(of("", gathered, entry), "warning[unread-setting");
}

#[test]
fn a_program_that_repeats_itself_keeps_no_build_busy() {
    let doubled = (0..60).fold("let a0 = p.data.quiet;\n".to_owned(), |text, at| {
        text + &format!("const a{} = a{at} && a{at};\n", at + 1)
    });
    let nested = (0..20).fold("p.data.quiet".to_owned(), |text, _| format!("({text} ? p.data.x : p.data.y)"));
    let blank = "\n".repeat(200_000);
    let bodies = [format!("{doubled}return a60;"), format!("return {nested};")];
    for body in bodies {
        let found = collected(&format!("(api) => api.getFilteredByTag('logs').filter((p) => {{ {body} }})"));
        assert_eq!(found, "not read");
    }
    let spaced =
        format!("(api) => api.getFilteredByTag('logs').filter((p) => {{ {blank}return !p.data.quiet }})");
    assert_eq!(collected(&spaced), "a c e");
    let open = "kept(".repeat(5_000);
    let called = format!("(api) => api.getFilteredByTag('logs').filter(kept))\n}}\nlet x = {open}");
    assert_eq!(collected(&called), "not read");
}

/// What is found, the public articles, and what is left out of them, of a site with a preprocessor.
fn preprocessed(arguments: &str) -> (Vec<String>, String, Vec<String>) {
    let program = PROGRAM.replace(
        "  config.addPlugin",
        &format!("  config.addPreprocessor({arguments});\n  config.addPlugin"),
    ) + "const isWip = (data) => (data.wip ? false : undefined);\n";
    let site = Site::of(&[
        (".eleventy.js", &program),
        ("src/public.md", &head("tags: posts\n")),
        ("src/wip.md", &head("tags: posts\nwip: true\n")),
        ("src/own.html", &head("tags: posts\nwip: true\nurl: https://reef.org/own/\n")),
        ("src/draft.md", &head("tags: posts\ndraft: true\nwip: true\n")),
    ]);
    let articles: Vec<_> =
        site.articles().iter().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    let mut articles = articles;
    articles.sort();
    (site.findings(), articles.join(" "), site.left_out())
}

#[test]
fn what_a_preprocessor_leaves_out_is_no_article() {
    for arguments in [
        "\"wip\", \"*\", (data) => data.wip ? false : undefined",
        "\"wip\", \"*\", ({ wip }) => (wip === true ? false : null)",
        "\"wip\", \"*\", (data) => !data.wip",
        "\"wip\", \"*\", isWip",
        "\"wip\", [\"md\", \"html\"], (data, content) => { if (data.wip) return false; return content.replace(/a/g, 'b'); }",
        "\"wip\", \"md,html\", (data, content) => {\n  const isBuild = process.env.ELEVENTY_RUN_MODE === \"build\";\n  if (data.draft) \
         {\n    data.title = `${data.title} (draft)`;\n  }\n  if (data.wip && isBuild) {\n    return false;\n  }\n  console.log(data.title);\n}",
    ] {
        let (found, articles, left_out) = preprocessed(arguments);
        assert_eq!(found, [""; 0], "{arguments}");
        assert_eq!(articles, "public.md", "{arguments}");
        assert_eq!(left_out, ["draft.md draft", "own.html excluded", "wip.md excluded"], "{arguments}");
    }
    let (found, articles, _) = preprocessed("\"wip\", \"md\", (data) => data.wip ? false : undefined");
    assert_eq!((found, articles.as_str()), (Vec::new(), "own.html public.md"));
}

#[test]
fn a_preprocessor_that_is_not_understood_is_reported() {
    let unread = format!(
        "error[unread-filter] .eleventy.js only the site's own code can tell which articles the preprocessor `wip` leaves out | \
         {WRITE_EXCLUDE}"
    );
    for function in [
        "shown",
        "(data) => isShown(data) ? undefined : false",
        "(data) => { if (data.wip) { return false } else { return isShown(data) } }",
        "(data) => { data.wip = isShown(data); if (data.wip) return false; }",
        "(data) => { for (const tag of data.tags) { if (tag === 'x') return false; } }",
        "(data, content) => content.includes('TODO') ? false : undefined",
    ] {
        assert_eq!(preprocessed(&format!("'wip', '*', {function}")).0, [unread.as_str()], "{function}");
    }
    let milder = format!(
        "warning[unread-setting] .eleventy.js the site's own code leaves out articles by the preprocessor `wip`, so this build may have \
         more of them | {CHOOSE}"
    );
    assert_eq!(preprocessed("'wip', '*', (data, content) => typeset(content)").0, [milder]);
    for function in
        ["(data, content) => content.replace(/a/g, 'b')", "(data) => { data.title = data.title.trim(); }"]
    {
        assert_eq!(preprocessed(&format!("'wip', '*', {function}")).0, [""; 0], "{function}");
    }
}

#[test]
fn the_atom_feed_of_the_plugin_shows_the_email_address_of_the_author() {
    let author = |kind: &str, files: &[(&str, &str)]| {
        let own = "author: { name: \"Ana\", email: \"ana@reef.org\" }";
        let program = PROGRAM.replace("author: { name: \"Ana\" }", own).replace("\"atom\"", kind);
        let post = head("tags: posts\n");
        let all = [&[(".eleventy.js", program.as_str()), ("src/a.md", post.as_str())], files].concat();
        Site::of(&all).author()
    };
    assert_eq!(author("\"atom\"", &[]), "Ana ana@reef.org");
    assert_eq!(author("\"rss\"", &[]), "Ana");
    let data = ("src/_data/metadata.js", "module.exports = { title: 'Other', author: { name: 'Budi' } };\n");
    assert_eq!(author("\"atom\"", &[data]), "Ana ana@reef.org");
}

/// The articles in the feed of a template with these files, of which `quiet.md` says that it is; "not read" if the build stops.
fn with_files(program: &str, feed: (&str, &str), files: &[(&str, &str)]) -> String {
    let own = [
        (".eleventy.js", program),
        ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
        ("logs/loud.md", &head("tags: logs\n")),
        ("logs/quiet.md", &head("tags: logs\nquiet: true\n")),
        feed,
    ];
    let site = Site::of(&[&own, files].concat());
    if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
        return "not read".to_owned();
    }
    let feeds = site.feeds();
    let feed = feeds.iter().find_map(|feed| feed.strip_prefix("feed.xml atom:")).unwrap_or("none");
    feed.replace("logs/", "").replace(".md", "").trim().to_owned()
}

const ENTRY: &str = "<entry>{{ post.url }}</entry>";

/// An entry for articles that are not quiet.
fn guarded() -> String {
    format!("{{% if not post.data.quiet %}}{ENTRY}{{% endif %}}")
}

#[test]
fn entries_in_macros_includes_and_layouts_have_their_conditions() {
    let of = |file: &str, before: &str, shown: &str, files: &[(&str, &str)]| {
        let template = format!(
            "---\npermalink: /feed.xml\n---\n{before}<feed>{{% for post in collections.logs %}}{shown}{{% endfor %}}</feed>"
        );
        with_files(NO_PROGRAM, (file, &template), files)
    };
    let (plain, guarded) = (ENTRY.to_owned(), guarded());
    for (entry, expected) in [(&guarded, "loud"), (&plain, "quiet loud")] {
        let of_macro = format!("{{% macro entry(p, base) %}}{}{{% endmacro %}}", entry.replace("post", "p"));
        assert_eq!(of("feed.njk", &of_macro, "{{ entry(post, '/') | safe }}", &[]), expected);
        let file = ("_includes/m.njk", of_macro.as_str());
        for (import, shown) in [
            ("{% import 'm.njk' as m %}", "{{ m.entry(post) }}"),
            ("{% from \"m.njk\" import entry as e %}", "{{ e(post) }}"),
        ] {
            assert_eq!(of("feed.njk", import, shown, &[file]), expected, "{import}");
        }
        let include = ("_includes/e.njk", entry.as_str());
        assert_eq!(of("feed.njk", "", "{% include 'e.njk' %}", &[include]), expected);
        let liquid = entry.replace("if not", "unless").replace("endif", "endunless");
        for (shown, item) in [("{% include 'e' %}", "post"), ("{% render 'e.liquid', item: post %}", "item")]
        {
            let text = liquid.replace("post", item);
            assert_eq!(of("feed.liquid", "", shown, &[("_includes/e.liquid", &text)]), expected, "{shown}");
        }
        let each = format!("{{% for post in collections.logs %}}{entry}{{% endfor %}}");
        let in_file = ("_includes/all.njk", each.as_str());
        let shown = "---\npermalink: /feed.xml\n---\n<feed>{% include 'all.njk' %}</feed>";
        assert_eq!(with_files(NO_PROGRAM, ("feed.njk", shown), &[in_file]), expected);
        let of_layout = format!("---\npermalink: /feed.xml\nlayout: feed.njk\n---\n{each}");
        let layout = ("_includes/feed.njk", "<feed>{{ content | safe }}</feed>");
        assert_eq!(with_files(NO_PROGRAM, ("feed.njk", &of_layout), &[layout]), expected);
        let extended = format!(
            "---\npermalink: /feed.xml\n---\n{{% extends 'base.njk' %}}{{% block all %}}{each}{{% endblock %}}"
        );
        let base = ("_includes/base.njk", "<feed>{% block all %}{% endblock %}</feed>");
        assert_eq!(with_files(NO_PROGRAM, ("feed.njk", &extended), &[base]), expected);
    }
    let caller = "{% macro open(post) %}{% if not post.data.quiet %}{{ caller() }}{% endif %}{% endmacro %}";
    assert_eq!(
        of("feed.njk", caller, &format!("{{% call open(post) %}}{ENTRY}{{% endcall %}}"), &[]),
        "loud"
    );
    assert_eq!(of("feed.njk", "", "{% include name %}", &[]), "not read");
}

#[test]
fn what_a_function_of_the_program_makes_of_an_article_is_read_or_stops_the_build() {
    let of = |added: &str, shown: &str| {
        let program = format!("module.exports = (config) => {{ config.{added}; }};\n");
        let template = format!(
            "---\npermalink: /feed.xml\n---\n<feed>{{% for post in collections.logs %}}{shown}{{% endfor %}}</feed>"
        );
        with_files(&program, ("feed.njk", &template), &[])
    };
    let plain = "(post) => `<entry>${post.url}</entry>`";
    let guarded =
        "function (post) { if (post.data.quiet) { return ''; } return `<entry>${post.url}</entry>`; }";
    for (function, expected) in [(plain, "quiet loud"), (guarded, "loud"), ("made", "not read")] {
        assert_eq!(of(&format!("addShortcode('entry', {function})"), "{% entry post %}"), expected);
        assert_eq!(of(&format!("addFilter('entry', {function})"), "{{ post | entry | safe }}"), expected);
    }
    let paired = "addPairedShortcode('open', (content, post) => post.data.quiet ? '' : content)";
    assert_eq!(of(paired, &format!("{{% open post %}}{ENTRY}{{% endopen %}}")), "not read");
    assert_eq!(of("x()", "{{ '<entry>' + post.url if not post.data.quiet }}"), "not read");
}

#[test]
fn articles_that_a_template_gathers_and_entries_without_marks_have_their_conditions() {
    let of = |template: &str| {
        with_files(NO_PROGRAM, ("feed.njk", &format!("---\npermalink: /feed.xml\n---\n{template}")), &[])
    };
    let guarded = guarded();
    let gathered = "{% set all = [] %}{% for post in collections.logs %}{% if not post.data.quiet %}{% set all = (all.push(post), all) %}{% endif %}{% endfor %}";
    assert_eq!(of(&format!("{gathered}<feed>{{% for post in all %}}{ENTRY}{{% endfor %}}</feed>")), "loud");
    for (begin, end) in [("asyncEach", "endeach"), ("asyncAll", "endall")] {
        let template = format!("<feed>{{% {begin} post in collections.logs %}}{guarded}{{% {end} %}}</feed>");
        assert_eq!(of(&template), "loud", "{begin}");
    }
    let other = guarded.replace("<entry>", "<a:entry>");
    assert_eq!(
        of(&format!("<feed>{{% for post in collections.logs %}}{other}{{% endfor %}}</feed>")),
        "loud"
    );
    let switch = "{% switch post.data.quiet %}{% case true %}{% default %}<entry></entry>{% endswitch %}";
    assert_eq!(
        of(&format!("<feed>{{% for post in collections.logs %}}{switch}{{% endfor %}}</feed>")),
        "not read"
    );
}

#[test]
fn a_program_that_leaves_out_entries_is_read_or_stops_the_build() {
    let of = |body: &str| {
        let program = format!(
            "const {{ made }} = require('./lib/made.cjs');\nclass Feed {{\n  data() {{ return {{ permalink: '/feed.xml' }}; }}\n  \
             render({{ collections }}) {{\n    const items = [];\n    let out = '<feed>';\n{body}\n  }}\n}}\nmodule.exports = Feed;\n"
        );
        let library =
            "function made(post) { if (post.data.quiet) return ''; return `<entry>${post.url}</entry>`; }\n";
        with_files(NO_PROGRAM, ("feed.11ty.js", &program), &[("lib/made.cjs", library)])
    };
    let push = "items.push({ heading: post.data.title, to: post.url });";
    let logs = "const post of collections.logs";
    let read = [
        format!("for ({logs}) {{ if (!post.data.quiet) {{ {push} }} }}"),
        format!("for ({logs}) {{\n if (post.data.quiet) continue;\n {push} }}"),
        format!("for ({logs}) {{ if (post.data.quiet) {{ console.log(post.url); }} else {{ {push} }} }}"),
        format!("for ({logs}) post.data.quiet || {push}"),
        format!("collections.logs.forEach((post) => {{ if (post.data.quiet) return; {push} }});"),
        format!("for ({logs}) {{ if (post.data.quiet) continue; out += `<entry>${{post.url}}</entry>`; }}"),
        "return collections.logs.map((post) => made(post)).join('');".to_owned(),
        "return collections.logs.map(made).join('');".to_owned(),
        "return collections.logs.map((post) => `${post.data.quiet ? '' : `<entry/>`}`).join('');".to_owned(),
        "return collections.logs.reduce((all, post) => (post.data.quiet ? all : all + `<entry/>`), '');".to_owned(),
        "const all = [...collections.logs].reverse();\nconst open = all.filter((post) => !post.data.quiet);\nreturn open.map((post) => `<entry/>`);".to_owned(),
    ];
    for body in read {
        assert_eq!(of(&body), "loud", "{body}");
    }
    let unread = [
        format!("for ({logs}) {{ switch (post.data.quiet) {{ case true: break; default: {push} }} }}"),
        format!(
            "for (let at = 0; at < 2; at++) {{ const post = collections.logs[at]; if (!post.data.quiet) {push} }}"
        ),
        "return this.open(collections.logs).map((post) => `<entry/>`);".to_owned(),
        "return collections.logs.map((post) => this.entry(post));".to_owned(),
        "return collections.logs.map((post) => helpers.entry(post)).join('');".to_owned(),
        "return entries(collections.logs);".to_owned(),
        "const all = collections.logs;\nreturn helpers.entries(all);".to_owned(),
    ];
    for body in unread {
        assert_eq!(of(&body), "not read", "{body}");
    }
    let whole = [
        format!("for ({logs}) {{ const item = {{ id: post.url }}; if (post.data.image) {{ item.image = post.data.image; }} items.push(item); }}"),
        format!("for ({logs}) {{ out += '<entry>'; if (post.data.image) out += '<image/>'; out += '</entry>'; }}"),
        "return collections.logs.map((post) => `<entry>${post.data.note ? `<summary/>` : ''}</entry>`).join('');".to_owned(),
        "const all = collections.logs.reduce((all, post) => all.set(post.url, `<entry/>`), new Map());".to_owned(),
    ];
    for body in whole {
        assert_eq!(of(&body), "quiet loud", "{body}");
    }
}
