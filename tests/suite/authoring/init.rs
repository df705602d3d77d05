//! Tests of `init`: detecting the generator of a site, the configuration that is written, and reading it back.

use std::collections::BTreeMap;
use std::path::Path;

use feedwright::authoring::init::{self, Folder, GENERATORS, Pattern, Plan, Request};
use feedwright::diagnostic::Severity;
use feedwright::feed::{Language, Text};
use feedwright::site::config::{self, Config, Overrides};
use feedwright::site::files::Source;
use feedwright::site::pipeline;
use proptest::prelude::*;

use crate::suite::harness::{Site, now};
use crate::suite::support::lines;

/// Files of a folder: paths and texts.
type Files<'f> = &'f [File<'f>];
type File<'f> = (&'f str, &'f str);

/// The plan for a folder of those files.
fn plan(files: Files<'_>) -> Plan {
    plan_with(files, Request { base_url: None, title: None, now: now() })
}

fn plan_with(files: Files<'_>, request: Request<'_>) -> Plan {
    let texts: BTreeMap<_, _> = files.iter().copied().collect();
    let names: Vec<_> = texts.keys().map(|name| (*name).to_owned()).collect();
    let read = |file: &str| Ok(texts[file].to_owned());
    init::site(&Folder { root: Path::new(""), files: &names, read: &read }, request)
}

fn text(plan: &Plan) -> String {
    String::from_utf8(plan.edits[0].after.clone()).unwrap()
}

/// The configuration of a plan, as `config::read` reads it; `https://blog.org/` stands in for an unknown base URL.
#[track_caller]
fn read(plan: &Plan) -> Config {
    let base_url = plan.facts.base_url.is_none().then(|| "https://blog.org/".to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, found) =
        config::read(Path::new("feedwright.toml"), &text(plan), &overrides, &feedwright::codes());
    config.unwrap_or_else(|| panic!("{:?}\n{}", lines(&found), text(plan)))
}

#[test]
fn a_site_is_known_by_its_generators_files() {
    let cases: &[(Files<'_>, Option<&str>)] = &[
        (&[("zola.toml", "")], Some("Zola")),
        (&[("config.toml", "base_url = \"https://a.org\"")], Some("Zola")),
        (&[("config.toml", "baseURL = \"https://a.org\"")], Some("Hugo")),
        (&[("config.toml", "baseurl = \"https://a.org\"")], Some("Hugo")),
        (&[("config.toml", "port = 80")], None),
        (&[("hugo.json", "{}")], Some("Hugo")),
        (&[("config/_default/config.yaml", "title: A")], Some("Hugo")),
        (&[("_config.yml", "title: A")], Some("Jekyll")),
        (&[("_config.yml", "title: A"), ("source/_posts/a.md", "")], None),
        (&[(".eleventy.js", "")], Some("Eleventy")),
        (&[("eleventy.config.ts", "")], Some("Eleventy")),
        (&[("package.json", "{\"devDependencies\": {\"@11ty/eleventy\": \"3\"}}")], Some("Eleventy")),
        (&[("package.json", "{}")], None),
        (&[("astro.config.mjs", "")], Some("Astro")),
        (&[("pelicanconf.py", "")], Some("Pelican")),
        (&[("site/pelicanconf.py", "")], None),
    ];
    for (files, name) in cases {
        let plan = plan(files);
        assert_eq!(plan.generator.as_ref().map(|(generator, _)| generator.name), *name, "{files:?}");
        assert!(!plan.is_new, "{files:?}");
        read(&plan);
    }
    assert!(GENERATORS.iter().all(|one| cases.iter().any(|(_, name)| *name == Some(one.name))));
}

#[test]
fn another_generators_files_are_named_too() {
    let plan = plan(&[("_config.yml", ""), ("eleventy.config.js", "")]);
    assert_eq!(plan.others, [("Eleventy", "eleventy.config.js".to_owned())]);
}

/// The permalink pattern of a plan: the pattern itself if it is exact, or `#` and the nearest one.
fn pattern(files: Files<'_>) -> String {
    let plan = plan(files);
    read(&plan);
    match &plan.facts.permalink {
        Pattern::Exact(known) => known.value.clone(),
        Pattern::Near(known, _) => {
            let found = lines(&plan.facts.found);
            assert!(found.iter().any(|line| line.starts_with("warning[inexact-permalink]")), "{found:?}");
            assert!(
                text(&plan).contains(&format!("\n#permalink = \"{}\"\n", known.value)),
                "{}",
                text(&plan)
            );
            format!("#{}", known.value)
        }
        Pattern::Unknown => String::new(),
    }
}

#[test]
fn a_jekyll_pattern_is_translated_or_disabled() {
    let cases = [
        ("", "/{year}/{month}/{day}/{slug}.html"),
        ("permalink: pretty", "/{year}/{month}/{day}/{slug}/"),
        ("permalink: none", "/{slug}.html"),
        ("permalink: ordinal", "#/{year}/{slug}.html"),
        ("permalink: /blog/:year/:title", "/blog/{year}/{slug}"),
        ("permalink: /:short_year/:slug/", "#/{slug}/"),
        ("permalink: /blog/", "#/{language}/{dir}/{slug}/"),
        ("collections: {posts: {permalink: '/p/:slug/'}}\npermalink: pretty", "/p/{slug}/"),
        ("defaults: [{scope: {path: '', type: posts}, values: {permalink: '/d/:title/'}}]", "/d/{slug}/"),
        (
            "defaults: [{scope: {path: '', type: pages}, values: {permalink: '/d/:title/'}}]",
            "/{year}/{month}/{day}/{slug}.html",
        ),
    ];
    for (config, expected) in cases {
        assert_eq!(pattern(&[("_config.yml", config)]), expected, "{config}");
    }
}

#[test]
fn a_hugo_pattern_is_translated_or_disabled() {
    let posts = ("content/posts/a.md", "");
    let notes = ("content/notes/a.md", "");
    let cases: &[(&str, Files<'_>, &str)] = &[
        ("", &[posts], "/{language}/{dir}/{slug}/"),
        ("permalinks: {posts: '/:year/:month/:slug/'}", &[posts], "/{language}/{year}/{month}/{slug}/"),
        ("permalinks: {page: {posts: '/:sections/:filename/'}}", &[posts], "/{language}/{dir}/{slug}/"),
        ("permalinks: {posts: '/:year/:slug/'}", &[posts, notes], "#/{language}/{dir}/{slug}/"),
        ("permalinks: {posts: '/:year/:slug/'}", &[notes], "/{language}/{dir}/{slug}/"),
        (
            "permalinks: {posts: '/:section/:slug/', notes: '/:section/:slug/'}",
            &[posts, notes],
            "/{language}/{section}/{slug}/",
        ),
        ("permalinks: {posts: '/:yearday/:slug/'}", &[posts], "#/{language}/{slug}/"),
        ("permalinks: [{pattern: '/:slug/'}]", &[posts], "#/{language}/{dir}/{slug}/"),
        ("uglyURLs: true", &[posts], "/{language}/{dir}/{slug}.html"),
        ("defaultContentLanguage: id\ndefaultContentLanguageInSubdir: true", &[posts], "/id/{dir}/{slug}/"),
        (
            "defaultContentLanguageInSubdir: true\nlanguages: {en: {weight: 1}, id: {weight: 2}}",
            &[posts],
            "#/{language}/{dir}/{slug}/",
        ),
        (
            "languages: {en: {contentDir: content/en}, id: {contentDir: content/id}}",
            &[posts],
            "#/{language}/{dir}/{slug}/",
        ),
    ];
    for (config, files, expected) in cases {
        let files = [&[("hugo.yaml", *config)][..], *files].concat();
        assert_eq!(pattern(&files), *expected, "{config}");
    }
}

#[test]
fn an_eleventy_pattern_is_translated_or_disabled() {
    let cases = [
        ("", "/{dir}/{slug}/"),
        ("{\"permalink\": \"/{{ page.fileSlug }}/index.html\"}", "/{slug}/"),
        (
            "{\"permalink\": \"blog/{{page.date | date: '%Y/%m'}}/{{ page.fileSlug }}/\"}",
            "/blog/{year}/{month}/{slug}/",
        ),
        ("{\"permalink\": \"{{ page.filePathStem }}.html\"}", "/{dir}/{slug}.html"),
        ("{\"permalink\": \"/{{ title | slugify }}/\"}", "#/{language}/{dir}/{slug}/"),
        ("{\"permalink\": false}", "#/{language}/{dir}/{slug}/"),
    ];
    for (data, expected) in cases {
        let files = [(".eleventy.js", ""), ("posts/posts.json", data), ("posts/a.md", "")];
        assert_eq!(pattern(&files), expected, "{data}");
    }
    let computed = [
        (".eleventy.js", ""),
        ("posts/posts.11tydata.js", "module.exports = { permalink: page => page.url }"),
        ("posts/a.md", ""),
    ];
    assert_eq!(pattern(&computed), "#/{dir}/{slug}/");
    let of_one =
        [(".eleventy.js", ""), ("posts/posts.json", cases[1].0), ("posts/a.md", ""), ("notes/a.md", "")];
    assert_eq!(pattern(&of_one), "#/{dir}/{slug}/");
}

#[test]
fn an_astro_pattern_is_where_its_routes_are_or_left_off() {
    let article = ("src/content/blog/a.md", "");
    let cases: &[(&str, Files<'_>, &str, &str)] = &[
        ("", &[article, ("src/pages/blog/[...slug].astro", "")], "/{dir}/{slug}/", "src/content"),
        (
            "trailingSlash: 'never'",
            &[article, ("src/pages/blog/[id].astro", "")],
            "/{dir}/{slug}",
            "src/content",
        ),
        (
            "build: { format: 'file' }",
            &[article, ("src/pages/blog/[id].astro", "")],
            "#/{dir}/{slug}.html",
            "src/content",
        ),
        ("", &[article, ("src/pages/[...slug].astro", "")], "/{dir}/{slug}/", "src/content/blog"),
        ("", &[article, ("src/pages/index.astro", "")], "#/{dir}/{slug}/", "src/content"),
        ("", &[("src/pages/posts/a.md", "")], "/{dir}/{slug}/", "src/pages"),
        (
            "",
            &[
                (
                    "src/content.config.ts",
                    "const blog = defineCollection({ loader: glob({ base: \"./src/data/blog\" }) });",
                ),
                ("src/data/blog/a.md", ""),
                ("src/pages/posts/[...slug].astro", ""),
            ],
            "/posts/{dir}/{slug}/",
            "src/data/blog",
        ),
    ];
    for (config, files, expected, dir) in cases {
        let config = format!("export default defineConfig({{ {config} }})");
        let files = [&[("astro.config.mjs", config.as_str())][..], *files].concat();
        assert_eq!(pattern(&files), *expected, "{files:?}");
        assert_eq!(read(&plan(&files)).content.dir, Path::new(dir), "{files:?}");
    }
}

#[test]
fn a_pelican_pattern_is_translated_or_disabled() {
    let cases = [
        ("", "/{slug}.html"),
        ("ARTICLE_URL = '{date:%Y}/{date:%m}/{date:%d}/{slug}/'", "/{year}/{month}/{day}/{slug}/"),
        ("ARTICLE_URL = '{date:%Y}/{date:%b}/{slug}/'", "#/{language}/{dir}/{slug}/"),
        ("ARTICLE_URL = '{category}/{slug}.html'", "#/{slug}.html"),
    ];
    for (settings, expected) in cases {
        assert_eq!(pattern(&[("pelicanconf.py", settings)]), expected, "{settings}");
    }
}

#[test]
fn only_string_literals_of_a_program_are_read() {
    let python = [
        ("SITENAME = 'A'", Some("A")),
        ("SITENAME = \"A \\\"b\\\" \\u00e9\"  # it is called", Some("A \"b\" é")),
        ("SITENAME = u'A'", None),
        ("SITENAME = r'A\\n'", None),
        ("SITENAME = f'A{x}'", None),
        ("SITENAME = 'A' + B", None),
        ("SITENAME = 'A' 'B'", None),
        ("SITENAME = 'A'.upper()", None),
        ("SITENAME = 'A' if X else 'B'", None),
        ("SITENAME = os.environ['A']", None),
        ("SITENAME = \"\"\"A\"\"\"", None),
        ("# SITENAME = 'A'", None),
        ("X = \"\"\"\nSITENAME = 'A'\n\"\"\"", None),
        ("if X:\n    SITENAME = 'A'", None),
        ("SITENAME = 'A'\nSITENAME = 'B'", Some("B")),
        ("SITENAME = 'A'\nSITENAME = X", None),
        ("SITENAME == 'A'", None),
        ("SITENAME = 'A", None),
        ("LINKS = (('a', 'b'),)\nSITENAME = 'A'", Some("A")),
    ];
    for (program, expected) in python {
        let plan = plan(&[("pelicanconf.py", program)]);
        assert_eq!(plan.facts.title.as_ref().map(|known| known.value.as_str()), expected, "{program}");
    }
    let javascript = [
        ("export default { title: 'A' };", Some("A")),
        ("module.exports = {\n\t\"title\": \"A\",\n}", Some("A")),
        ("export default { title: `A \\`b\\`` }", Some("A `b`")),
        ("export default { title: `A ${b}` }", None),
        ("export default { title: 'A' + b }", None),
        ("export default { title: process.env.TITLE || 'A' }", None),
        ("export default { title: x ? 'A' : 'B' }", None),
        ("export default { title: 'A'.trim() }", None),
        ("// title: 'A'\n/* title: 'B', */ export default { }", None),
        ("export default { title: 'A' as const }", Some("A")),
        ("const a = { title: 'A' }, b = { title: 'B' }", None),
        ("const a = { title: 'A' }, b = { title: 'A' }", Some("A")),
        ("export default { page: { title: 'A' } }", None),
        ("export default { pages: [{ title: 'A' }] }", None),
        ("export default { page: make({ title: 'A' }) }", None),
        ("const title = 'A';\nexport default { title };", Some("A")),
        ("export default { 'x': \"it's // no remark\", title: 'A' }", Some("A")),
        ("export default { title: 'A", None),
    ];
    for (program, expected) in javascript {
        let plan = plan(&[(".eleventy.js", ""), ("_data/site.js", program)]);
        assert_eq!(plan.facts.title.as_ref().map(|known| known.value.as_str()), expected, "{program}");
    }
}

#[test]
fn invalid_values_of_the_generator_are_ignored_and_reported() {
    let config = "url: http://localhost:4000\ntimezone: Indonesia/Jakarta\nlang: english\ntitle: 2024";
    let local = plan(&[("_config.yml", config)]);
    assert_eq!(
        lines(&local.facts.found),
        [
            "info[unread-setting] _config.yml `http://localhost:4000/` was ignored: it works only on one machine or network | write base-url = \"https://…/\" into feedwright.toml",
            "info[unread-setting] _config.yml `Indonesia/Jakarta` was ignored: it is not a time zone of the IANA database | write timezone = \"Asia/Jakarta\" into feedwright.toml",
            "info[unread-setting] _config.yml `english` was ignored: it is not a BCP 47 tag | write language = \"en\" into feedwright.toml",
        ]
    );
    let config = read(&local);
    assert_eq!(
        (config.site.title.as_str(), config.site.timezone, config.site.language),
        ("2024", None, None)
    );

    let anchored = plan(&[("_config.yml", "a: &x 1\ntitle: A\n")]);
    assert_eq!(
        lines(&anchored.facts.found),
        [
            "info[unread-setting] _config.yml:1:4 only part of it could be read: metadata cannot contain an anchor | correct it and run this again, or write the missing settings into feedwright.toml",
            "warning[inexact-permalink] only part of `_config.yml` could be read, and the rest may define another pattern of pages | compare the URL of a page with `feedwright list`, and write the right pattern as `permalink` into feedwright.toml, or `url` into the articles",
        ]
    );
}

#[test]
fn an_unknown_permalink_is_disabled_and_the_default_is_named() {
    let broken = plan(&[("hugo.toml", "baseURL = \"https://x.org/\"\ntitle = \"X\n")]);
    assert!(
        lines(&broken.facts.found).iter().any(|line| line.starts_with("info[unread-setting] hugo.toml:2:"))
    );
    let by_hand = plan(&[("words/a.md", "+++\ntitle = 'A'\ndate = 2026-01-01\n+++\n")]);
    for plan in [broken, by_hand] {
        let (text, counts) = (text(&plan), read(&plan).content.permalink);
        assert!(text.contains("\n#permalink = \"/"), "{text}");
        assert!(
            text.contains(&format!(" is {counts}\n")) || text.contains(&format!(": {counts} by default.\n")),
            "{text}"
        );
    }
}

#[test]
fn values_of_the_user_override_the_generator_without_findings() {
    let request = Request { base_url: Some("https://kampung.id/"), title: Some("Kampung"), now: now() };
    let plan = plan_with(&[("_config.yml", "url: http://localhost:4000\ntitle: Blog")], request);
    assert_eq!(lines(&plan.facts.found), Vec::<String>::new());
    let site = read(&plan).site;
    assert_eq!((site.base_url.as_str(), site.title.as_str()), ("https://kampung.id/", "Kampung"));
}

#[test]
fn a_locale_becomes_a_language_and_a_url_gets_its_path_and_slash() {
    let plan = plan(&[("_config.yml", "locale: pt_BR.UTF-8\nbaseurl: blog"), ("CNAME", "www.kampung.id\n")]);
    let config = read(&plan);
    assert_eq!(config.site.base_url.as_str(), "https://www.kampung.id/blog/");
    assert_eq!(config.site.language.unwrap().as_str(), "pt-BR");
}

#[test]
fn languages_come_along_with_their_titles() {
    let hugo = "defaultContentLanguage: id\nlanguages:\n  id: {title: Kabar, weight: 1}\n  en: {title: News, params: {description: All}}\n  ru: {disabled: true}";
    let config = read(&plan(&[("hugo.yaml", hugo)]));
    assert_eq!(config.site.title.as_str(), "Kabar");
    assert_eq!(config.site.language.unwrap().as_str(), "id");
    let languages: Vec<_> = config.site.languages.keys().map(Language::as_str).collect();
    assert_eq!(languages, ["en"]);
    let unspecified = read(&plan(&[("hugo.yaml", "languages: {en: {}, id: {}}")]));
    assert_eq!(unspecified.site.language.unwrap().as_str(), "en");
    assert_eq!(config.site.languages.values().next().unwrap().description, Some(Text::line("All")));
}

#[test]
fn settings_in_a_folder_are_read_like_one_file() {
    let files = [
        ("config/_default/hugo.toml", "title = 'Common'\nbaseURL = 'http://localhost/'"),
        ("config/_default/languages.toml", "[id]\ntitle = 'Kabar'"),
        ("config/_default/params.yaml", "description: All of it"),
        ("config/production/hugo.toml", "baseURL = 'https://kabar.id/'"),
    ];
    let config = read(&plan(&files));
    assert_eq!(config.site.base_url.as_str(), "https://kabar.id/");
    assert_eq!(config.site.description, Some(Text::line("All of it")));
    assert_eq!(config.site.languages.len(), 1);
}

/// A site of each generator, one made by hand, and a new one.
const SITES: &[Files<'_>] = &[
    &[("zola.toml", "languages.id.title = 'Kabar'")],
    &[("hugo.toml", "")],
    &[("_config.yml", "")],
    &[(".eleventy.js", ""), ("posts/a.md", "")],
    &[("astro.config.mjs", "")],
    &[("pelicanconf.py", "")],
    &[("notes/a.md", ""), ("index.html", "")],
    &[],
];

#[test]
fn every_key_that_is_off_can_be_switched_on() {
    for files in SITES {
        let plan = plan(files);
        read(&plan);
        let off = |line: &str| {
            line.strip_prefix('#')
                .is_some_and(|rest| rest.starts_with(|c: char| c == '[' || c.is_ascii_lowercase()))
        };
        let text = text(&plan);
        let on = |line| if off(line) { line.trim_start_matches('#') } else { line };
        let on: Vec<_> = text.lines().map(on).collect();
        let (_, found) = config::read(
            Path::new("feedwright.toml"),
            &on.join("\n"),
            &Overrides::default(),
            &feedwright::codes(),
        );
        let errors: Vec<_> =
            found.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert_eq!(lines(&errors), Vec::<String>::new(), "{}", on.join("\n"));
    }
}

#[test]
fn a_new_repository_gets_a_small_site_that_builds_without_a_word() {
    for files in [&[][..], &[("README.md", "# Blog"), (".gitignore", "public"), ("LICENSE", "")]] {
        let request = Request { base_url: Some("https://blog.org/"), title: Some("Blog"), now: now() };
        let plan = plan_with(files, request);
        assert!(plan.is_new);
        let of = |at: usize| std::str::from_utf8(&plan.edits[at].after).unwrap();
        let site = Site::new(
            &format!("{}\n", of(0)).replace("#timezone = \"Asia/Jakarta\"", "timezone = \"UTC\""),
            &[],
        );
        for edit in &plan.edits[1..] {
            let below = edit.file.strip_prefix("content").unwrap().to_str().unwrap();
            site.add(&[(below, std::str::from_utf8(&edit.after).unwrap())]);
        }
        site.clean();
        assert_eq!(site.titles("feed.xml").len(), plan.edits.len() - 1);
        assert_eq!(site.texts("atom.xml", "published")[0], "2026-06-01T00:00:00Z");
    }
}

#[test]
fn a_site_made_by_hand_has_its_articles_where_most_texts_are() {
    let dir = |files: Files<'_>| plan(files).facts.content.map(|known| known.value);
    assert_eq!(dir(&[("index.html", "")]), None);
    assert_eq!(
        dir(&[("content/a.txt", ""), ("docs/a.md", ""), ("docs/b.md", "")]).as_deref(),
        Some("content")
    );
    assert_eq!(dir(&[("docs/a.md", ""), ("posts/a.md", ""), ("posts/x/b.md", "")]).as_deref(), Some("posts"));
    assert_eq!(dir(&[("a.md", ""), ("b.md", ""), ("README.md", ""), ("x.html", "")]).as_deref(), Some("."));
}

/// The findings about articles below the content folder of a site with a generator's configuration.
fn findings(config: File<'_>, content: &str, articles: Files<'_>) -> Vec<String> {
    let paths: Vec<_> = articles.iter().map(|(path, head)| (format!("{content}/{path}"), *head)).collect();
    let files: Vec<_> = paths.iter().map(|(path, head)| (path.as_str(), *head)).chain([config]).collect();
    let plan = plan(&files);
    let site = Site::new(&text(&plan), &[]);
    crate::suite::support::files(&site.path(""), &files);
    let overrides = Overrides { base_url: Some("https://blog.org/".to_owned()), ..Overrides::default() };
    let (config, _) =
        config::read(&site.path("feedwright.toml"), &text(&plan), &overrides, &feedwright::codes());
    let config = config.unwrap();
    let index = pipeline::index(&config, &site.options, Vec::new(), &|_| {}).unwrap();
    let undated: Vec<_> = index.left_out.iter().map(|left| &left.source).collect();
    let head = |source: &Source| std::fs::read_to_string(source.file()).ok();
    let articles = index.articles(&config).unwrap();
    let found = init::pages(&plan.facts, plan.generator.unwrap().0, &articles, &undated, &head, &config.site);
    let mut findings = site.lines(&found);
    findings.sort();
    findings
}

#[test]
fn an_article_whose_page_the_generator_puts_elsewhere_is_named() {
    let dated = |keys: &str| format!("---\ntitle: Hi, there\ndate: 2026-01-01\n{keys}\n---\n");
    let plain = dated("");
    let plain = plain.as_str();
    // A configuration, the content folder, a file, its keys, and the expected finding: nothing, or a part of it.
    let cases: &[(File<'_>, &str, &str, &str, &str)] = &[
        (("zola.toml", ""), "content", "news/a-b.md", "", ""),
        (("zola.toml", ""), "content", "2026-01-01-a.md", "", ""),
        (("zola.toml", ""), "content", "a/index.md", "", ""),
        (("zola.toml", ""), "content", "a_b.md", "", "its slug is `a-b`, not `a_b` | set `slug` to `a-b`"),
        (("zola.toml", ""), "content", "a_b.md", "slug: x", ""),
        (("zola.toml", ""), "content", "a_b.md", "url: /x/", ""),
        (("zola.toml", ""), "content", "é.md", "", "its slug for `é` is unpredictable"),
        (("zola.toml", ""), "content", "New Things/a.md", "", "it changes the folder name `New Things`"),
        (("zola.toml", ""), "content", "a.md", "path: x", "`path` affects it"),
        (("zola.toml", "slugify.paths = 'off'"), "content", "a_b.md", "", ""),
        (
            ("zola.toml", "slugify.paths_keep_dates = true"),
            "content",
            "2026-01-01-a.md",
            "",
            "its slug is `2026-01-01-a`, not `a`",
        ),
        (("hugo.toml", ""), "content", "posts/A b.md", "", ""),
        (("hugo.toml", ""), "content", "2026-01-01-a.md", "", "its slug is `2026-01-01-a`, not `a`"),
        (("hugo.toml", "frontmatter.date = [':filename']"), "content", "2026-01-01-a.md", "", ""),
        (
            ("hugo.toml", "permalinks.posts = '/:title/'"),
            "content",
            "posts/a.md",
            "",
            "its slug is `hi-there`, not `a`",
        ),
        (("hugo.toml", "permalinks.posts = '/:title/'"), "content", "posts/a.md", "slug: hi-there", ""),
        (("hugo.toml", "permalinks.posts = '/:slug/'"), "content", "posts/a.md", "slug: x", ""),
        (
            ("hugo.toml", "permalinks.posts = '/:contentbasename/'"),
            "content",
            "posts/a.md",
            "slug: x",
            "its slug is `a`, not `x`",
        ),
        (("_config.yml", ""), "_posts", "2026-01-01-a.md", "", ""),
        (("_config.yml", ""), "_posts", "2026-01-01-A.md", "", "its slug is `A`, not `a`"),
        (("_config.yml", "permalink: /:slug/"), "_posts", "2026-01-01-A.md", "", ""),
        (("_config.yml", ""), "_posts", "2026-01-01-a.md", "category: x", "`category` affects it"),
        (("_config.yml", "permalink: /:title/"), "_posts", "2026-01-01-a.md", "category: x", ""),
        (("_config.yml", ""), "_posts", "2026-01-01-a.md", "permalink: /x/", "`permalink` affects it"),
        ((".eleventy.js", "export const config = { dir: { input: 'src' } }"), "src", "b/a.md", "", ""),
        (
            (".eleventy.js", "export const config = { dir: { input: 'src' } }"),
            "src",
            "b/a.md",
            "slug: x",
            "its slug is `a`, not `x`",
        ),
        (
            (".eleventy.js", "export const config = { dir: { input: 'src' } }"),
            "src",
            "a/a.md",
            "",
            "its slug for `a` is unpredictable",
        ),
        (
            (".eleventy.js", "export const config = { dir: { input: 'src' } }"),
            "src",
            "b/2026-01-01-a.md",
            "",
            "its slug is `2026-01-01-a`",
        ),
        (("pelicanconf.py", "PATH = 'content'"), "content", "hi-there.md", "", ""),
        (("pelicanconf.py", "PATH = 'content'"), "content", "a.md", "", "its slug is `hi-there`, not `a`"),
        (("pelicanconf.py", "SLUGIFY_SOURCE = 'basename'"), "content", "a.md", "", ""),
    ];
    for (config, content, file, keys, expected) in cases {
        let text = if keys.is_empty() { plain.to_owned() } else { dated(keys) };
        let findings = findings(*config, content, &[(file, &text)]);
        match findings.as_slice() {
            [] => assert!(expected.is_empty(), "{config:?} {file} {keys}: nothing"),
            [one] => assert!(
                !expected.is_empty() && one.starts_with("warning[other-page] ") && one.contains(expected),
                "{config:?} {file} {keys}: {one}"
            ),
            more => panic!("{config:?} {file}: {more:?}"),
        }
    }
}

#[test]
fn an_article_that_the_generator_does_not_publish_is_named() {
    let cases = [
        (("_config.yml", ""), "_posts", "published: false", true),
        (("_config.yml", ""), "_posts", "published: true", false),
        (("pelicanconf.py", ""), "content", "slug: a\nstatus: Draft", true),
        (("pelicanconf.py", ""), "content", "slug: a\nstatus: published", false),
    ];
    for (config, content, keys, hidden) in cases {
        let article = format!("---\ntitle: A\ndate: 2026-01-01\n{keys}\n---\n");
        let findings = findings(config, content, &[("a.md", &article)]);
        assert_eq!(findings.len(), usize::from(hidden), "{findings:?}");
        assert!(
            findings
                .iter()
                .all(|line| line.starts_with("warning[hidden-article] ")
                    && line.contains("set `draft` to true")),
            "{findings:?}"
        );
    }
}

#[test]
fn the_drafts_of_a_site_made_by_hand_are_left_out() {
    let exclude = |files: Files<'_>| read(&plan(files)).content.exclude;
    assert_eq!(exclude(&[("posts/a.md", ""), ("posts/drafts/b.md", "")]), ["drafts/"]);
    assert_eq!(exclude(&[("posts/a.md", ""), ("posts/my_drafts/b.md", "")]), Vec::<String>::new());
}

#[test]
fn a_date_under_another_key_is_named() {
    let article = "---\ntitle: A\npubDate: Feb 03 2026\n---\n";
    assert_eq!(
        findings(("zola.toml", ""), "content", &[("a.md", article)]),
        [
            "warning[foreign-date] content/a.md the date is in `pubDate`, but Feedwright reads `date` | add the same date as `date`, in a form such as 2026-04-01"
        ]
    );
}

proptest! {
    #[test]
    fn a_generated_configuration_is_valid_for_any_title(title in any::<String>(), other in any::<String>()) {
        let json = serde_json::json!({
            "baseURL": other, "title": title, "languageCode": other, "timeZone": other, "contentDir": other,
            "publishDir": other, "params": { "description": other, "author": title },
            "languages": { other.as_str(): { "title": title } },
            "permalinks": { "posts": other },
        });
        let plan = plan(&[("hugo.json", &json.to_string()), ("content/posts/a.md", "")]);
        let config = read(&plan);
        let spoken = Text::line(title.trim());
        if !spoken.is_blank() {
            prop_assert_eq!(config.site.title, spoken);
        }
    }

    #[test]
    fn no_program_text_stops_the_reader(program in "([a-z]+ ?[:=] ?)?[\"'`{}()\\[\\]/*#\\\\$,;:=a-z \n]{0,40}") {
        read(&plan(&[("pelicanconf.py", &program)]));
        read(&plan(&[(".eleventy.js", &program), ("_data/site.js", &program)]));
    }
}
