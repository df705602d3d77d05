//! Tests of `init`: detecting the generator of a site, the configuration that is written, and reading it back.

use std::collections::BTreeMap;
use std::path::Path;

use feedwright::authoring::init::{self, InitPlan, InitRequest};
use feedwright::site::config::{self, Config, Known, Overrides};
use feedwright::site::generators::{self, GENERATORS};
use feedwright::site::pipeline;
use feedwright::site::rules::Project;

use crate::suite::harness::{Site, now};
use crate::suite::repository::Change::Write;
use crate::suite::repository::Commits;
use crate::suite::support::{files, lines, numbered};

/// Files of a folder: paths and texts.
type Files<'f> = &'f [File<'f>];
type File<'f> = (&'f str, &'f str);

/// The plan for a folder of those files.
fn plan(files: Files<'_>) -> InitPlan {
    plan_with(files, InitRequest::at(now()))
}

fn plan_with(files: Files<'_>, request: InitRequest<'_>) -> InitPlan {
    let texts: BTreeMap<_, _> = files.iter().copied().collect();
    let read = |file: &str| texts.get(file).map(|text| Ok((*text).to_owned()));
    let list = |dir: &str| {
        let below = |file: &&str| Some(file.strip_prefix(dir)?.trim_start_matches('/').to_owned());
        texts.keys().filter_map(below).collect()
    };
    init::detect(Project { root: Path::new(""), read: &read, list: &list, content: None }, request)
}

fn text(plan: &InitPlan) -> String {
    String::from_utf8(plan.edits[0].after.clone()).unwrap()
}

/// The sources of dates and the comment above them that `init` writes for a site in a repository.
fn dates_of(commits: &Commits, uncommitted: Files<'_>) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    commits.write(folder.path());
    files(folder.path(), uncommitted);
    let request = InitRequest::at(now());
    let plan = pipeline::with_project(folder.path(), None, |project| init::site(project, request));
    let text = text(&plan);
    let mut lines = text.lines().zip(text.lines().skip(1));
    let (comment, line) = lines.find(|(_, line)| line.starts_with("date-from"))?;
    Some(format!("{comment}\n{line}"))
}

/// A history of so many articles, with lines of YAML at their heads.
fn articles(count: usize, folder: &str, keys: &str) -> Commits {
    let mut commits = Commits::default();
    let (paths, text) =
        (numbered(count, |n| format!("{folder}/a{n}.md ")), format!("---\ntitle: T\n{keys}---\nA\n"));
    let changes: Vec<_> = paths.split_whitespace().map(|path| Write(path, &text)).collect();
    commits.commit(&[], &changes);
    commits
}

#[test]
fn sites_whose_dates_are_elsewhere_get_that_setting() {
    let git = "# 10 of 10 articles have no date in their metadata or name; git knows when they were added.\n\
               date-from = [\"metadata\", \"filename\", \"git\"]";
    let path = "# 10 of 10 articles have no date in their metadata or name; the path of their page or file has one.\n\
                date-from = [\"metadata\", \"filename\", \"path\"]";
    let zola = ("zola.toml", "title = \"T\"\n");
    for more in [&[zola][..], &[]] {
        assert_eq!(dates_of(&articles(10, "content", ""), more).as_deref(), Some(git), "{more:?}");
        assert_eq!(
            dates_of(&articles(10, "content/2026/04/01", ""), more).as_deref(),
            Some(path),
            "{more:?}"
        );
        assert_eq!(dates_of(&articles(10, "content", "date: 2026-04-01\n"), more), None, "{more:?}");
    }
}

#[test]
fn pages_among_dated_articles_get_no_dates_from_git() {
    let dated = "---\ntitle: D\ndate: 2026-04-01\n---\nD\n";
    let pages = articles(10, "content", "");
    assert!(dates_of(&pages, &[("content/one.md", dated)]).is_some());
    assert_eq!(dates_of(&pages, &[("content/one.md", dated), ("content/two.md", dated)]), None);
    let few = articles(10, "content/2026/04/01", "");
    let text = "---\ntitle: D\n---\nD\n";
    assert_eq!(dates_of(&few, &[("content/one.md", text), ("content/two.md", text)]), None, "not nearly all");
}

/// The configuration of a plan, as `config::read` reads it; `https://blog.org/` stands in for an unknown base URL.
#[track_caller]
fn read(plan: &InitPlan) -> Config {
    let (codes, generators) = (feedwright::codes(), generators::names());
    let mut known = Known { generators: &generators, ..Known::new(&codes) };
    if plan.generator.is_some() {
        known.preset = &plan.preset;
    }
    let base_url = plan.preset.base_url.is_none().then(|| "https://blog.org/".to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, found) = config::read(Path::new("feedwright.toml"), &text(plan), &overrides, known);
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
        (&[("config.toml", "port = ")], None),
        // Whoever wrote these may have made a mistake.
        (&[("config.toml", "title = \nbase_url = \"https://a.org\"")], Some("Zola")),
        (&[("config.yaml", "title: A\n  bad: [\nbaseURL: x")], Some("Hugo")),
        (&[("config.json", "{ \"baseURL\": ")], Some("Hugo")),
        (&[("hugo.json", "{}")], Some("Hugo")),
        (&[("config/_default/config.yaml", "title: A")], Some("Hugo")),
        (&[("_config.yml", "title: A")], Some("Jekyll")),
        (
            &[("_config.yml", "title: A"), ("package.json", "{\"dependencies\": {\"hexo\": \"8\"}}")],
            Some("Hexo"),
        ),
        (&[("docusaurus.config.js", "")], Some("Docusaurus")),
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
        assert_eq!(plan.generator.as_ref().map(|(generator, _)| generator.title), *name, "{files:?}");
        assert!(!plan.is_new, "{files:?}");
        read(&plan);
    }
    assert!(GENERATORS.iter().all(|one| cases.iter().any(|(_, name)| *name == Some(one.title))));
}

#[test]
fn a_new_repository_gets_a_small_site_that_builds_without_a_word() {
    for files in [&[][..], &[("README.md", "# Blog"), (".gitignore", "public"), ("LICENSE", "")]] {
        let request = InitRequest {
            base_url: Some("https://blog.org/"),
            title: Some("Blog"),
            ..InitRequest::at(now())
        };
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
    let dir = |files: Files<'_>| plan(files).preset.content.map(|known| known.value);
    assert_eq!(dir(&[("index.html", "")]), None);
    assert_eq!(
        dir(&[("content/a.txt", ""), ("docs/a.md", ""), ("docs/b.md", "")]).as_deref(),
        Some("content")
    );
    assert_eq!(dir(&[("docs/a.md", ""), ("posts/a.md", ""), ("posts/x/b.md", "")]).as_deref(), Some("posts"));
    assert_eq!(dir(&[("texts/a.txt", ""), ("robots.txt", "")]).as_deref(), Some("texts"));
    assert_eq!(
        dir(&[("texts/a.txt", ""), ("texts/b.txt", ""), ("posts/a.md", "")]).as_deref(),
        Some("posts")
    );
    assert_eq!(dir(&[("robots.txt", ""), ("requirements.txt", "")]), None);
    assert_eq!(dir(&[("a.md", ""), ("b.md", ""), ("README.md", ""), ("x.html", "")]).as_deref(), Some("."));
}

#[test]
fn a_folder_of_recordings_is_a_podcast() {
    let recordings =
        [("rain.mp3", ""), ("rain.vtt", ""), ("sun.m4a", ""), ("sun.toml", ""), ("cover.jpg", "")];
    let plan_of = plan(&recordings);
    assert!(plan_of.is_show);
    assert_eq!(plan_of.preset.content.as_ref().map(|known| known.value.as_str()), Some("."));
    let text = text(&plan_of);
    assert!(
        text.contains("[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n\n# What directories require"),
        "{text}"
    );
    assert!(text.contains("\n[feed.podcast]\n#image = "), "{text}");
    assert_eq!(text.matches("[[feed]]").count(), 1, "{text}");
    let config = read(&plan_of);
    assert!(config.feeds.len() == 1 && config.feeds[0].show.is_some());
    let dir = |files: Files<'_>| plan(files).preset.content.map(|known| known.value);
    assert_eq!(dir(&[("show/a.mp3", ""), ("show/b.mp3", ""), ("old/c.mp3", "")]).as_deref(), Some("show"));
    assert_eq!(dir(&[("content/a.mp3", "")]).as_deref(), Some("content"));
    for other in [("notes.md", ""), ("index.html", "<p>"), ("hugo.toml", "")] {
        let with: Vec<_> = recordings.iter().copied().chain([other]).collect();
        let text = self::text(&plan(&with));
        assert!(!text.contains("[feed.podcast]"), "{other:?}: {text}");
    }
    assert!(!plan(&[("cover.jpg", "")]).is_show);
}

#[test]
fn the_drafts_of_a_site_made_by_hand_are_left_out() {
    let exclude = |files: Files<'_>| read(&plan(files)).content.exclude;
    assert_eq!(exclude(&[("posts/a.md", ""), ("posts/drafts/b.md", "")]), ["drafts/"]);
    assert_eq!(exclude(&[("posts/a.md", ""), ("posts/my_drafts/b.md", "")]), Vec::<String>::new());
}

#[test]
fn a_site_in_a_folder_of_a_project_is_found() {
    let below = |files: Files<'_>| {
        let folder = tempfile::tempdir().unwrap();
        crate::suite::support::files(folder.path(), files);
        let sites = pipeline::with_project(folder.path(), None, init::sites_below);
        let named = sites.iter().map(|site| format!("{} {}", site.folder, site.generator));
        named.collect::<Vec<_>>().join(", ")
    };
    let jekyll = ("docs/_config.yml", "title: A");
    let hugo = ("blog/hugo.toml", "");
    assert_eq!(below(&[jekyll, ("src/lib.rs", "")]), "docs Jekyll");
    assert_eq!(
        below(&[jekyll, hugo, ("website/astro.config.mjs", "")]),
        "docs Jekyll, blog Hugo, website Astro"
    );
    assert_eq!(below(&[("docs/a.md", "")]), "");
    // Folders may have any name, if the texts of the project are in them.
    let zola = ("web/zola.toml", "");
    assert_eq!(below(&[zola, ("web/content/a.md", ""), ("README.md", ""), ("src/main.c", "")]), "web Zola");
    assert_eq!(below(&[zola, ("web/content/a.md", ""), ("posts/a.md", ""), ("posts/b.md", "")]), "");
    assert_eq!(below(&[zola, ("web/content/a.md", ""), ("content/keys.rs", "")]), "web Zola");
    assert_eq!(
        below(&[("sites/a/hugo.toml", ""), ("sites/a/content/a.md", ""), ("sites/b/hugo.toml", "")]),
        "sites/a Hugo, sites/b Hugo"
    );
    let mkdocs = ("docs/mkdocs.yml", "site_name: A");
    assert_eq!(below(&[mkdocs, ("docs/docs/a.md", ""), ("src/lib.rs", "")]), "docs MkDocs");
    assert_eq!(below(&[("web/.vitepress/config.ts", ""), ("web/a.md", "")]), "web VitePress");
    // That of a program is not that of its author's articles.
    assert_eq!(below(&[mkdocs, ("docs/docs/a.md", ""), ("posts/a.md", ""), ("posts/b.md", "")]), "");
    assert_eq!(below(&[("tests/hugo.toml", ""), ("tests/content/a.md", "")]), "");
    // The folder is a site itself.
    assert_eq!(below(&[jekyll, ("zola.toml", "")]), "");
    assert_eq!(below(&[jekyll, ("mkdocs.yml", "")]), "");
    assert_eq!(below(&[jekyll, ("content/a.md", "")]), "");
}

#[test]
fn generators_without_rules_are_known_by_name() {
    let cases: &[(Files<'_>, Option<&str>)] = &[
        (&[("mkdocs.yml", "site_name: A"), ("docs/a.md", "")], Some("MkDocs")),
        (&[("_quarto.yml", ""), ("posts/a.qmd", "")], Some("Quarto")),
        (&[("docs/.vitepress/config.mts", ""), ("docs/a.md", "")], Some("VitePress")),
        (&[("astro.config.mjs", "import starlight from '@astrojs/starlight'")], Some("Starlight")),
        (&[("astro.config.mjs", "")], None),
        // A generator that is supported comes first.
        (&[("mkdocs.yml", ""), ("hugo.toml", "")], None),
    ];
    for (files, name) in cases {
        let plan = plan(files);
        assert_eq!(plan.unsupported.map(|(known, _)| known.title), *name, "{files:?}");
        assert_eq!(plan.generator.is_none(), name.is_some(), "{files:?}");
        read(&plan);
    }
}

#[test]
fn a_site_is_published_where_a_file_and_a_public_address_say_so() {
    let at = |address: &str, file: &str, text: &str| {
        let folder = tempfile::tempdir().unwrap();
        let hugo = format!("baseURL = \"{address}\"");
        files(folder.path(), &[("hugo.toml", &hugo), (file, text)]);
        pipeline::with_project(folder.path(), None, |project| {
            let preset = init::detect(project, InitRequest::at(now())).preset;
            init::published_at(project, &preset).map(|known| format!("{} {}", known.value, known.from))
        })
    };
    let home = "https://blog.ruiz.dev/";
    let known = |file: &str| Some(format!("{home} {file}"));
    assert_eq!(at(home, "static/CNAME", "blog.ruiz.dev"), known("static/CNAME"));
    assert_eq!(at(home, "netlify.toml", ""), known("netlify.toml"));
    let workflow = ".github/workflows/site.yml";
    assert_eq!(at(home, workflow, "uses: actions/deploy-pages@v4"), known(workflow));
    assert_eq!(at(home, workflow, "run: cargo test"), None);
    assert_eq!(at(home, ".github/workflows/README.md", "How netlify works."), None);
    assert_eq!(at(home, "README.md", ""), None);
    assert_eq!(at("https://example.org/", "netlify.toml", ""), None);
    assert_eq!(at("http://localhost:1313/", "netlify.toml", ""), None);
}

#[test]
fn a_mistake_in_the_file_of_a_generator_is_reported_there() {
    let found = |file: &str, text: &str| {
        let plan = plan(&[(file, text)]);
        let found = lines(&plan.preset.found);
        found.first().map(|line| line.split(": ").next().unwrap().to_owned()).unwrap_or_default()
    };
    let message = |place: &str| {
        format!("warning[unread-setting] {place} only part of this generator configuration could be read")
    };
    assert_eq!(found("hugo.toml", "title = \n"), message("hugo.toml:1:9"));
    assert_eq!(found("config.yaml", "baseURL: x\n  bad: [\n"), message("config.yaml:2:1"));
    assert_eq!(found("_config.yml", "title: A\n  bad: [\n"), message("_config.yml:2:1"));
    assert_eq!(found("zola.toml", "title = \n"), message("zola.toml:1:9"));
}

#[test]
fn pages_whose_addresses_are_computed_are_read_from_the_built_site() {
    let text = |permalink: &str| {
        let folder = tempfile::tempdir().unwrap();
        let post = format!("---\ntitle: T\ndate: 2026-01-02\npermalink: {permalink}\n---\n");
        files(folder.path(), &[("eleventy.config.js", ""), ("a.md", &post)]);
        let request = InitRequest::at(now());
        text(&pipeline::with_project(folder.path(), None, |project| init::site(project, request)))
    };
    assert!(text("\"/{{ page.date | year }}/\"").contains("\npermalink = \"pages\"\n"));
    assert!(!text("/a/").contains("permalink"));
}
