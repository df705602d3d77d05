//! Eleventy: the metadata of articles in other syntaxes than YAML, and the data that folders add to it.

use super::Site;

const CONFIG: (&str, &str) = (
    ".eleventy.js",
    "module.exports = function (config) {\n  config.addPlugin(feedPlugin, {\n    outputPath: \"/feed.xml\",\n    collection: { \
     name: \"posts\", limit: 10 },\n    metadata: { title: \"Reef\", base: \"https://reef.org/\" },\n  });\n};\n",
);

fn pages(site: &Site) -> Vec<String> {
    site.pages().into_iter().map(|(file, page)| format!("{file} {page}")).collect()
}

#[test]
fn heads_may_be_in_any_syntax_that_has_a_name() {
    let object = "---js\n{\n  title: 'Kelp', // the first\n  date: new Date(\"2026-01-05\"), tags: ['posts', `kelp`],\n  permalink: \
                  (data) => `/k/${data.page.fileSlug}/`,\n}\n---\nText.\n";
    let variables = "---javascript\nconst title = \"Tide\";\nlet date = \"2026-01-04\"\nconst tags = [\"posts\"]\nfunction \
                     permalink({ title }) {\n  return `/t/${this.slugify(title)}/`\n}\n---\nText.\n";
    let site = Site::of(&[
        CONFIG,
        ("a.md", object),
        ("b.md", variables),
        (
            "c.md",
            "---json\n{ \"title\": \"Sand\", \"date\": \"2026-01-03\", \"tags\": [\"posts\"] }\n---\nText.\n",
        ),
        ("d.md", "---toml\ntitle = \"Rock\"\ndate = 2026-01-02\ntags = [\"posts\"]\n---\nText.\n"),
        ("e.md", "---yaml\ntitle: Foam\ndate: 2026-01-01\ntags: posts\n---\nText.\n"),
        ("f.md", "---js\n{ title: 'Draft', date: '2026-01-01', draft: true }\n---\nText.\n"),
        ("g.md", "---toml\ntitle = \"Private\"\ndate = 2026-01-02\nprivate = true\n---\nText.\n"),
        ("h.md", "---js\n{ title: 'None', date: '2026-01-01', permalink: false }\n---\nText.\n"),
    ]);
    assert_eq!(pages(&site), ["a.md /k/a/", "b.md /t/tide/", "c.md /c/", "d.md /d/", "e.md /e/"]);
    assert_eq!(site.titles(), ["Kelp", "Tide", "Sand", "Rock", "Foam"]);
    assert_eq!(site.feeds(), ["feed.xml atom: a.md b.md c.md d.md e.md"]);
    assert_eq!(site.left_out(), ["f.md draft", "g.md withheld", "h.md excluded"]);
}

#[test]
fn what_only_a_program_knows_of_an_article_is_reported() {
    let head = |more: &str| format!("---js\n{{ title: 'T', date: '2026-01-05',\n{more} }}\n---\nText.\n");
    let site = Site::of(&[
        CONFIG,
        ("a.md", &head("draft: isDraft(), theme: color()")),
        ("b.md", &head("tags: [base, 'x']")),
        ("c.md", &head("...base")),
        ("d.md", &head("private: f()")),
        ("e.md", "---js\nconst title = 'T';\nconst date = now();\n---\nText.\n"),
        ("f.md", &head("eleventyExcludeFromCollections: !process.env.X")),
        ("g.md", &head("description: text()")),
        ("h.md", &head("permalink: address()")),
    ]);
    assert_eq!(
        site.findings(),
        [
            "error[computed-value] a.md:3:8 `draft` is computed, and Feedwright runs no programs | write the value itself",
            "error[computed-value] b.md:3:7 `tags` is computed, and Feedwright runs no programs | write the value itself",
            "error[computed-value] c.md:3:1 computed keys are not known | write the keys and their \
             values one by one",
            "info[withheld] d.md:3:10 withheld by `private`",
            "error[computed-value] e.md:3:14 `date` is computed, and Feedwright runs no programs | write the value itself",
            "error[computed-value] f.md:3:33 `eleventyExcludeFromCollections` is computed, and Feedwright runs no programs \
             | write the value itself",
            "warning[computed-value] g.md:3:14 `description` is computed, and Feedwright runs no programs | write the value \
             itself",
            "error[unbuilt-site] `_site` has no pages | build the site first: `npx @11ty/eleventy`, or write `permalink` under \
             [content] in feedwright.toml",
        ]
    );
    let withheld: Vec<_> = site.left_out().into_iter().filter(|left| !left.ends_with(" invalid")).collect();
    assert_eq!(withheld, ["d.md withheld"]);
}

/// A template that makes a feed for each tag.
fn tag_feeds(head: &str, body: &str) -> String {
    format!(
        "---\npagination:\n  data: collections\n  size: 1\n  alias: tag\n{head}---\n<feed><title>{{{{ metadata.title }}}}: \
         {{{{ tag }}}}</title>{body}</feed>\n"
    )
}

const TAGGED: &[(&str, &str)] = &[
    CONFIG,
    ("_data/metadata.json", "{ \"title\": \"Reef\" }"),
    ("posts/posts.json", "{ \"tags\": \"posts\" }"),
    ("posts/a.md", "---\ntitle: A\ndate: 2026-01-03\ntags: [Sea Kelp, sand]\n---\n"),
    ("posts/b.md", "---\ntitle: B\ndate: 2026-01-02\ntags: [Sea Kelp]\n---\n"),
    ("posts/c.md", "---\ntitle: C\ndate: 2026-01-01\ntags: [sand]\n---\n"),
];

const LOOP: &str = "{% for post in collections[tag] | reverse %}<entry></entry>{% endfor %}";

#[test]
fn a_template_that_is_repeated_for_each_tag_makes_a_feed_of_each() {
    let head = "  filter: [all, posts]\npermalink: /tags/{{ tag | slugify }}/feed.xml\n";
    let template = tag_feeds(head, LOOP);
    let site = Site::of(&[TAGGED, &[("tag-feed.njk", &template)]].concat());
    assert_eq!(
        site.feeds(),
        [
            "feed.xml atom: posts/a.md posts/b.md posts/c.md",
            "tags/sand/feed.xml atom: posts/a.md posts/c.md",
            "tags/sea-kelp/feed.xml atom: posts/a.md posts/b.md",
        ]
    );
    let titles = [
        "feed.xml: Reef, -",
        "tags/sand/feed.xml: Reef: sand, -",
        "tags/sea-kelp/feed.xml: Reef: Sea Kelp, -",
    ];
    assert_eq!(site.titles_of_feeds(), titles);
    assert_eq!(site.feed_ids(), ["feed.xml https://reef.org/"]);
    assert_eq!(site.findings(), [""; 0]);
}

#[test]
fn collections_that_are_no_tags_have_such_feeds_too() {
    let head = "  filter: posts\npermalink: \"/t/{{ tag }}.xml\"\n";
    let body = "{% set newest = collections[ tag ] %}{% for post in newest | reverse | head(1) %}<entry></entry>{% endfor %}";
    let program = (
        "eleventy.config.js",
        "export default (c) => {\n  c.addCollection('new', (api) => api.getFilteredByTag('sand'));\n};\n",
    );
    let data = ("_data/metadata.json", "{ \"url\": \"https://reef.org/\", \"title\": \"Reef\" }");
    let template = tag_feeds(head, body);
    let site = Site::of(&[&TAGGED[2..], &[program, data, ("feeds.njk", &template)]].concat());
    assert_eq!(
        site.feeds(),
        [
            "t/Sea Kelp.xml atom: posts/a.md",
            "t/sand.xml atom: posts/a.md",
            "t/all.xml atom: posts/a.md",
            "t/new.xml atom: posts/a.md",
        ]
    );
    assert_eq!(site.feed_ids(), [""; 0]);
}

#[test]
fn a_template_that_is_repeated_in_another_way_is_reported() {
    let head = "  filter: [all]\npermalink: /tags/{{ tag | own }}/feed.xml\n";
    let filter = tag_feeds(head, LOOP);
    let list = tag_feeds("permalink: /t/{{ tag }}.xml\n", LOOP)
        .replace("data: collections\n", "data: collections.tagList\n");
    let page = "---\npagination:\n  data: collections.posts\n  size: 5\npermalink: /p/{{ pagination.pageNumber }}/\n---\n<feed-list/>";
    // What has one path is one feed, whatever repeats it.
    let limited = "---\npagination:\n  data: collections.posts\n  size: 9\npermalink: /one.xml\n---\n<feed>{% for post in \
                   collections.posts %}<entry></entry>{% endfor %}</feed>";
    let templates =
        [("filter.njk", filter.as_str()), ("list.njk", &list), ("page.njk", page), ("one.njk", limited)];
    let site = Site::of(&[TAGGED, &templates].concat());
    let posts = "posts/a.md posts/b.md posts/c.md";
    assert_eq!(site.feeds(), [format!("feed.xml atom: {posts}"), format!("one.xml atom: {posts}")]);
    let finding = |file: &str| {
        format!(
            "warning[unread-setting] {file} this template makes several feeds in a way that is not understood, so this build has \
             none of them | write each of them as [[feed]] in feedwright.toml; `each` makes one per tag, category or language"
        )
    };
    assert_eq!(site.findings(), [finding("filter.njk"), finding("list.njk")]);
}

#[test]
fn tags_of_folders_are_put_together_unless_they_are_overridden() {
    let dated = |more: &str| format!("---\ntitle: T\ndate: 2026-01-01\n{more}---\n");
    let files = [
        CONFIG,
        ("posts/posts.json", "{ \"tags\": [\"posts\"], \"author\": \"Ana\" }"),
        ("posts/deep/deep.json", "{ \"override:tags\": [\"deep\"], \"override:author\": \"Budi\" }"),
        ("posts/code/code.11tydata.js", "export default { \"override:tags\": ['code'] };\n"),
        ("posts/more/more.json", "{ \"tags\": \"more\" }"),
        ("posts/a.md", &dated("tags: [own]\n")),
        ("posts/b.md", &dated("override:tags: [own]\n")),
        ("posts/c.md", &dated("override:draft: true\n")),
        ("posts/deep/d.md", &dated("tags: [own]\n")),
        ("posts/code/e.md", &dated("")),
        ("posts/more/f.md", &dated("")),
    ];
    let more = "[[feed]]\npath = \"{tag}.xml\"\nformat = \"rss\"\neach = \"tag\"\n";
    let site = Site::of_config(more, &files);
    assert_eq!(
        site.feeds(),
        [
            "code.xml rss: posts/code/e.md",
            "deep.xml rss: posts/deep/d.md",
            "more.xml rss: posts/more/f.md",
            "own.xml rss: posts/deep/d.md posts/b.md posts/a.md",
            "posts.xml rss: posts/more/f.md posts/a.md",
        ]
    );
    assert_eq!(site.authors(), ["Ana", "Budi", "Ana", "Ana", "Ana"]);
    assert_eq!(site.left_out(), ["posts/c.md draft"]);
    let config = CONFIG.1.replace("(config) {\n", "(config) {\n  config.setDataDeepMerge(false);\n");
    let site = Site::of_config(more, &[&[(CONFIG.0, config.as_str())], &files[1..]].concat());
    let posts = site.feeds().into_iter().find(|feed| feed.starts_with("posts.xml"));
    assert_eq!(posts, None);
}

#[test]
fn an_article_may_be_kept_out_of_single_collections() {
    let dated = |more: &str| format!("---\ntitle: T\ndate: 2026-01-01\n{more}---\n");
    let head = "  filter: [all]\npermalink: /tags/{{ tag | slugify }}.xml\n";
    let all = "---\npermalink: /all.xml\n---\n<feed>{% for post in collections.all | reverse %}<entry></entry>{% endfor %}</feed>\n";
    let site = Site::of(&[
        CONFIG,
        ("tags.njk", &tag_feeds(head, LOOP)),
        ("all.njk", all),
        ("kept/kept.json", "{ \"eleventyExcludeFromCollections\": [\"posts\"] }"),
        ("a.md", &dated("tags: [posts, kelp]\n")),
        ("b.md", &dated("tags: [posts, kelp]\neleventyExcludeFromCollections: [kelp]\n")),
        ("c.md", &dated("tags: [posts, kelp]\neleventyExcludeFromCollections: [all, sand]\n")),
        ("kept/d.md", &dated("tags: [posts, kelp]\n")),
        ("e.md", &dated("tags: [posts, kelp]\neleventyExcludeFromCollections: posts,all\n")),
        ("f.md", &dated("tags: [posts, kelp]\neleventyExcludeFromCollections: true\n")),
    ]);
    assert_eq!(
        site.feeds(),
        [
            "feed.xml atom: c.md b.md a.md",
            "all.xml atom: kept/d.md e.md c.md b.md a.md",
            "tags/kelp.xml atom: kept/d.md e.md c.md a.md",
            "tags/posts.xml atom: c.md b.md a.md",
        ]
    );
    assert_eq!(site.left_out(), ["all.njk undated", "f.md excluded", "tags.njk undated"]);
}

#[test]
fn a_key_that_a_feed_asks_for_may_not_be_computed() {
    let template = "---\npermalink: /all.xml\n---\n<feed>{% for post in collections.posts | reverse %}{% if not post.data.quiet \
                    %}<entry></entry>{% endif %}{% endfor %}</feed>\n";
    let head = |quiet: &str| {
        format!("---js\n{{ title: 'T', date: '2026-01-05', tags: ['posts'], quiet: {quiet} }}\n---\n")
    };
    let site = Site::of(&[
        CONFIG,
        ("all.njk", template),
        ("a.md", &head("true")),
        ("b.md", &head("false")),
        ("c.md", &head("isQuiet()")),
    ]);
    assert_eq!(site.feeds(), ["feed.xml atom: b.md a.md", "all.xml atom: b.md"]);
    let errors: Vec<_> =
        site.findings().into_iter().filter(|finding| finding.contains("computed-value")).collect();
    assert_eq!(
        errors,
        [
            "error[computed-value] c.md:2:59 `quiet` is computed, and Feedwright runs no programs | write the value itself"
        ]
    );
}

#[test]
fn collections_of_several_tags_or_of_files_heed_the_lists_that_articles_are_not_in() {
    let program = "export default (c) => {\n  c.addCollection('both', (api) => api.getFilteredByTags('a', 'b'));\n  \
                   c.addCollection('files', (api) => api.getFilteredByGlob('*.md'));\n};\n";
    let of = |name: &str| {
        format!(
            "---\npermalink: /{name}.xml\n---\n<feed>{{% for post in collections.{name} | reverse %}}<entry></entry>{{% endfor %}}</feed>\n"
        )
    };
    let dated = |more: &str| format!("---\ntitle: T\ndate: 2026-01-01\ntags: [a, b]\n{more}---\n");
    let site = Site::of(&[
        ("eleventy.config.js", program),
        ("_data/metadata.json", "{ \"url\": \"https://reef.org/\" }"),
        ("both.njk", &of("both")),
        ("files.njk", &of("files")),
        ("a.md", &dated("")),
        ("b.md", &dated("eleventyExcludeFromCollections: [b]\n")),
        ("c.md", &dated("eleventyExcludeFromCollections: [files]\n")),
    ]);
    assert_eq!(site.feeds(), ["both.xml atom: c.md a.md", "files.xml atom: c.md b.md a.md"]);
}

/// The findings about what is computed in an article with this head, and the page that it has otherwise.
fn found(head: &str, files: &[(&str, &str)]) -> Vec<String> {
    let text = format!("{head}\n---\nText.\n");
    let site = Site::of(&[&[CONFIG, ("2026-01-05-a.md", text.as_str())], files].concat());
    let computed = site.findings().into_iter().filter(|finding| finding.contains("[computed-"));
    let computed: Vec<_> = computed.map(|finding| finding.split(" | ").next().unwrap().to_owned()).collect();
    let left = site.left_out().into_iter().filter(|left| !left.ends_with(" invalid"));
    pages(&site).into_iter().chain(left).chain(computed).collect()
}

#[test]
fn a_program_that_is_not_only_declarations_has_unknown_keys() {
    for program in [
        "if (x) { var draft = true }",
        "let n = 1\nn++\nconst draft = true",
        "let draft = false; ({ draft } = flags)",
        "({ title: 'A', draft: true })",
    ] {
        let findings = found(&format!("---js\n{program}"), &[]);
        assert!(
            findings.iter().any(|line| line.starts_with("error[computed-value]")
                && line.ends_with("computed keys are not known")),
            "{program}: {findings:?}"
        );
        assert_eq!(findings.iter().filter(|line| line.contains(".md /")).count(), 0, "{program}");
    }
    for program in [
        "let title = 'A', draft;\nfunction f() { draft = true }",
        "let draft = false, f = () => draft |= x",
        "const a = 1, { draft } = flags",
    ] {
        let findings = found(&format!("---js\n{program}"), &[]);
        let is_draft =
            |line: &String| line.starts_with("error[computed-value]") && line.contains("`draft` is computed");
        assert!(findings.iter().any(is_draft), "{program}: {findings:?}");
    }
    assert_eq!(found("---js\nlet summary, draft = true;", &[])[0], "2026-01-05-a.md draft");
}

#[test]
fn a_function_of_one_page_that_may_leave_it_out_is_no_address() {
    let of = |permalink: &str| found(&format!("---js\n{{ title: 'A', permalink: {permalink} }}"), &[]);
    assert_eq!(of("() => false"), ["2026-01-05-a.md excluded"]);
    assert_eq!(of("function () { return false }"), ["2026-01-05-a.md excluded"]);
    assert_eq!(of("() => '/a/'"), ["2026-01-05-a.md /a/"]);
    for permalink in ["() => process.env.CI ? false : undefined", "(data) => data.isDraft ? false : '/a/'"] {
        let found = of(permalink);
        assert!(!found.iter().any(|line| line.starts_with("2026")), "{permalink}: {found:?}");
    }
}

#[test]
fn what_computes_keys_of_an_article_is_reported_under_their_names() {
    let key = "`eleventyExcludeFromCollections` is computed, and Feedwright runs no programs";
    let object = "---js\n{ title: 'A', eleventyComputed: { eleventyExcludeFromCollections: d => hide(d) } }";
    assert_eq!(found(object, &[]), [format!("error[computed-value] 2026-01-05-a.md:2:67 {key}")]);
    let yaml = "---\ntitle: A\neleventyComputed:\n  eleventyExcludeFromCollections: \"{{ x }}\"";
    assert_eq!(found(yaml, &[]), [format!("error[computed-value] 2026-01-05-a.md:4:35 {key}")]);
    let json = "---json\n{ \"title\": \"A\", \"eleventyComputed\": { \"draft\": \"{{ x }}\", \"menu\": 1 } }";
    assert!(found(json, &[])[0].ends_with("`draft` is computed, and Feedwright runs no programs"));
    assert!(
        found("---js\n{ title: 'A', eleventyComputed: f() }", &[])[0]
            .contains("`eleventyComputed` is computed")
    );
    let plain = "---\ntitle: A";
    let hidden = [
        (
            "2026-01-05-a.11tydata.js",
            "module.exports = { eleventyComputed: { eleventyExcludeFromCollections: (d) => hide(d) } };\n",
        ),
        (
            "_data/eleventyComputed.js",
            "module.exports = { eleventyExcludeFromCollections: (d) => hide(d) };\n",
        ),
        ("_data/eleventyComputed.json", "{ \"eleventyExcludeFromCollections\": \"{{ x }}\" }"),
        (
            "2026-01-05-a.11tydata.json",
            "{ \"eleventyComputed\": { \"eleventyExcludeFromCollections\": \"{{ x }}\" } }",
        ),
    ];
    for (file, data) in hidden {
        assert_eq!(
            found(plain, &[(file, data)]),
            [format!("error[computed-value] 2026-01-05-a.md {key}")],
            "{file}"
        );
    }
    let layouts = [
        (
            "_includes/post.njk",
            "---\neleventyComputed:\n  eleventyExcludeFromCollections: \"{{ x }}\"\n---\n",
        ),
        ("_includes/inner.njk", "---\nlayout: post.njk\n---\n"),
        (
            "_includes/script.njk",
            "---js\n{ eleventyComputed: { eleventyExcludeFromCollections: (d) => hide(d) } }\n---\n",
        ),
        (
            "eleventy.config.js",
            "module.exports = (c) => {\n  c.addPlugin(feedPlugin, { collection: { name: 'posts' }, metadata: { base: \
             'https://reef.org/' } });\n  c.addLayoutAlias('short', 'inner.njk');\n};\n",
        ),
    ];
    for (head, folder) in [
        ("layout: post.njk", ""),
        ("layout: post", ""),
        ("layout: inner.njk", ""),
        ("layout: short", ""),
        ("layout: script.njk", ""),
        ("", "inner.njk"),
    ] {
        let data = format!("{{ \"layout\": \"{folder}\" }}");
        let text = format!("---\ntitle: A\ndate: 2026-01-05\n{head}\n---\nText.\n");
        let files = [("p/p.json", data.as_str()), ("p/a.md", &text)];
        let site = Site::of(&[&files[..], &layouts].concat());
        assert_eq!(
            site.findings(),
            [format!(
                "error[computed-value] p/a.md {key} | write the value itself into each article, instead of computing it in the data of the site"
            )],
            "{head}{folder}"
        );
    }
    let drafts = "module.exports = {\n  permalink: (data) => data.draft ? false : data.permalink,\n  eleventyExcludeFromCollections: \
                  (data) => {\n    if (data.draft) return true;\n    return data.eleventyExcludeFromCollections;\n  },\n  mood: f,\n};\n";
    let public = found(plain, &[("_data/eleventyComputed.js", drafts)]);
    assert!(public.len() == 1 && public[0].starts_with("2026-01-05-a.md /"), "{public:?}");
}

#[test]
fn layouts_give_what_the_articles_and_their_folders_lack() {
    let head = |more: &str| format!("---\ntitle: T\ndate: 2026-01-05\n{more}---\nText.\n");
    let (plain, shown) = (head("layout: hidden.njk\n"), head("layout: hidden.njk\ndraft: false\n"));
    let (tagged, other) = (head("layout: tagged.njk\ntags: [sand]\n"), head("layout: outer.njk\n"));
    let site = Site::of(&[
        CONFIG,
        ("_includes/hidden.njk", "---\ndraft: true\ntags: posts\n---\n"),
        ("_includes/tagged.njk", "---\ntags: [posts]\n---\n"),
        ("_includes/outer.njk", "---\nlayout: base.njk\n---\n"),
        ("_includes/base.njk", "---\neleventyExcludeFromCollections: true\ntags: posts\n---\n"),
        ("a.md", &plain),
        ("b.md", &shown),
        ("c.md", &tagged),
        ("d.md", &other),
    ]);
    assert_eq!(site.left_out(), ["a.md draft", "d.md excluded"]);
    assert_eq!(site.feeds(), ["feed.xml atom: c.md b.md"]);
}

#[test]
fn an_address_that_a_computed_key_is_in_is_computed() {
    let folder = ("posts/posts.json", "{ \"permalink\": \"/p/{{ handle or page.fileSlug }}/\" }");
    let of = |keys: &str| {
        let text = format!("---js\n{{ title: 'A', date: '2026-01-05', {keys} }}\n---\nText.\n");
        let site = Site::of(&[CONFIG, folder, ("posts/a.md", &text)]);
        (pages(&site), site.findings().iter().any(|finding| finding.starts_with("error[")))
    };
    assert_eq!(of("handle: 'b'"), (vec!["posts/a.md /p/b/".to_owned()], false));
    assert_eq!(of("mood: f()"), (vec!["posts/a.md /p/a/".to_owned()], false));
    for keys in ["handle: make('A')", "eleventyComputed: { handle: make }"] {
        assert_eq!(of(keys), (Vec::new(), true), "{keys}");
    }
}
