//! Hugo's templates of feeds, which sites and themes have of their own.

use super::{CHOOSE, Site, WRITE_SELECT};

const BEGINNING: &str = "{{- $pctx := . -}}{{- if .IsHome -}}{{ $pctx = .Site }}{{- end -}}{{- $pages := slice -}}\
     {{- if or $.IsHome $.IsSection -}}{{- $pages = $pctx.RegularPages -}}\
     {{- else -}}{{- $pages = $pctx.Pages -}}{{- end -}}";

/// A template of RSS whose loop is over `pages`, with an entry.
fn rss(before: &str, pages: &str, entry: &str) -> String {
    format!("{before}<rss><channel>{{{{ range {pages} }}}}{entry}{{{{ end }}}}</channel></rss>")
}

/// The feeds of the same site with this configuration, and with a file.
fn feeds(config: &str, file: &str, template: &str) -> Vec<String> {
    site(config, file, template).feeds()
}

fn site(config: &str, file: &str, template: &str) -> Site {
    let config =
        format!("baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['taxonomy']\n{config}");
    let dated = |date: &str, more: &str| format!("---\ntitle: T\ndate: {date}\n{more}---\n");
    Site::of(&[
        ("hugo.toml", &config),
        ("content/posts/a.md", &dated("2026-01-05", "tags: [x]\nquiet: true\n")),
        ("content/posts/b.md", &dated("2026-01-04", "type: notes\ntags: [x]\nlabels: [nonpublic]\n")),
        ("content/posts/deep/_index.md", "---\ntitle: Deep\n---\n"),
        ("content/posts/deep/c.md", &dated("2026-01-03", "series: [one, two]\nlevel: 2\n")),
        ("content/notes/d.md", &dated("2026-01-02", "params: { quiet: true }\n")),
        ("content/e.md", &dated("2026-01-01", "layout: search\nlastmod: 2026-01-06\n")),
        (file, template),
    ])
}

/// The entries of the home page, with a template in the theme.
#[track_caller]
fn home(config: &str, before: &str, pages: &str, entry: &str) -> String {
    let feeds = feeds(config, "layouts/index.rss.xml", &rss(before, pages, entry));
    let home = feeds.iter().find_map(|feed| feed.strip_prefix("index.xml rss:")).unwrap_or("none");
    home.replace("posts/", "").replace("deep/", "").replace("notes/", "").replace(".md", "").trim().to_owned()
}

#[test]
fn a_template_tells_the_articles_of_its_feed() {
    let cases = [
        (".Site.RegularPages", "a b c d e"),
        ("first 2 .Site.RegularPages", "a b"),
        ("(first 2 site.RegularPages.ByDate.Reverse)", "a b"),
        (".Site.RegularPages | first 3", "a b c"),
        (".Data.Pages", "a b c d e"),
        (".RegularPages", "e"),
        ("where .Site.RegularPages \"Section\" \"posts\"", "a b c"),
        ("where .Site.Pages \"Type\" \"notes\"", "b d"),
        ("where .Site.RegularPages \"Type\" \"!=\" \"page\"", "a b c d"),
        ("(where .Site.RegularPages \".Section\" \"in\" (slice \"notes\" \"else\"))", "d"),
        ("where .Site.RegularPages \"Params.quiet\" \"!=\" true", "b c e"),
        ("where .Site.RegularPages \"Params.series\" \"intersect\" (slice \"two\")", "c"),
        ("where .Site.RegularPages \"Params.quiet\" \"ne\" nil", "a d"),
        ("where .Site.RegularPages \"Date\" \"le\" now", "a b c d e"),
        ("where .Site.RegularPages \"Lang\" .Language.Lang", "a b c d e"),
        ("(.Site.GetPage \"section\" \"notes\").Pages", "d"),
        ("(site.GetPage \"/notes\").RegularPages", "d"),
        ("site.Home.RegularPagesRecursive", "a b c d e"),
        (
            "cond (isset .Site.Params \"few\") (first 1 .Site.RegularPages) (first 2 .Site.RegularPages)",
            "a b",
        ),
        (
            "(where (where .Site.RegularPages \"Section\" \"posts\") \"Params.quiet\" \"ne\" true) | first 1",
            "b",
        ),
        (
            "intersect (where .Site.RegularPages \"Section\" \"posts\") (where .Site.RegularPages \"Params.quiet\" \"!=\" true)",
            "b c",
        ),
        (
            "(.RegularPagesRecursive | intersect (where site.RegularPages \"Params.quiet\" nil)) | first 2",
            "b c",
        ),
        ("$i, $page := sort .Site.RegularPages \"Date\" \"desc\"", "a b c d e"),
        (
            "union (where .Site.RegularPages \"Type\" \"page\") (where .Site.RegularPages \"Section\" \"notes\")",
            "d e",
        ),
    ];
    for (pages, expected) in cases {
        assert_eq!(home("", "", pages, "<item></item>"), expected, "{pages}");
    }
}

#[test]
fn variables_conditions_and_settings_of_a_template_are_read() {
    let limited = format!(
        "{BEGINNING}{{{{/* first {{{{ of them */}}}}{{{{ $limit := .Site.Config.Services.RSS.Limit }}}}\
         {{{{ if ge $limit 1 }}}}{{{{ $pages = $pages | first $limit }}}}{{{{ end }}}}"
    );
    assert_eq!(home("", &limited, "$pages", "<item></item>"), "a b c d e");
    assert_eq!(home("[services.rss]\nlimit = 2\n", &limited, "$pages", "<item></item>"), "a b");
    let counted = |condition: &str| {
        let before =
            format!("{BEGINNING}{{{{ if {condition} }}}}{{{{ $pages = first 2 $pages }}}}{{{{ end }}}}");
        let site = site("", "layouts/index.rss.xml", &rss(&before, "$pages", "<item></item>"));
        (site.feeds()[0].matches(".md").count(), site.findings().len())
    };
    // How many there are is not known, but that there is one.
    assert_eq!(counted("gt (len $pages) 20"), (5, 1));
    assert_eq!(counted("gt (len $pages) 0"), (2, 0));
    assert_eq!(counted("lt (len $pages) 1"), (5, 0));
    assert_eq!(counted("ne (len $pages) 0"), (2, 0));
    let main = "where .Site.RegularPages \"Type\" \"in\" site.Params.mainSections";
    assert_eq!(home("[params]\nmainSections = ['notes']\n", "", main, "<item></item>"), "b d");
    // Without a setting, it is the section with most pages.
    assert_eq!(home("", "", main, "<item></item>"), "a c");
    let count = "first (.Site.Params.home.rss | default 3) .Site.RegularPages";
    assert_eq!(home("", "", count, "<item></item>"), "a b c");
    assert_eq!(home("[params.home]\nrss = 1\n", "", count, "<item></item>"), "a");
}

#[test]
fn entries_may_have_conditions() {
    let cases = [
        ("{{ if and (ne .Layout `search`) (ne .Layout `archives`) }}<item></item>{{ end }}", "a b c d"),
        ("{{ if not .Params.quiet }}<item></item>{{ end }}", "b c e"),
        ("{{ if .Param \"quiet\" | default false }}<item></item>{{ end }}", "a d"),
        ("{{ if eq .Section \"notes\" }}{{ else }}<item></item>{{ end }}", "a b c e"),
        ("{{ with .Params.series }}<item></item>{{ end }}", "c"),
        ("{{ if not (isset .Params \"series\") }}<item></item>{{ end }}", "a b d e"),
        ("{{ if not .Date.IsZero }}<item></item>{{ end }}", "a b c d e"),
        ("{{ if .Params.quiet }}{{ continue }}{{ end }}<item></item>", "b c e"),
        ("{{ if not (in .Params.labels \"public\") }}<item></item>{{ end }}", "a b c d e"),
        ("{{ if lt .Params.level 2 }}<item></item>{{ end }}", "a b d e"),
        ("{{ if and (le 2 (.Params.level | default 0)) (not .Params.quiet) }}<item></item>{{ end }}", "c"),
        ("{{ if and (ge now .PublishDate) (.Date.Before now) }}<item></item>{{ end }}", "a b c d e"),
        (
            "{{ $skip := .Params.quiet }}{{ if $skip }}{{ else if eq .Type \"page\" }}<item></item>{{ end }}",
            "e",
        ),
    ];
    for (entry, expected) in cases {
        assert_eq!(home("", "", ".Site.RegularPages", entry), expected, "{entry}");
    }
    // What the loop leaves out counts for the limit.
    let quiet = "{{ if not .Params.quiet }}<item></item>{{ end }}";
    assert_eq!(home("", "", "first 2 .Site.RegularPages", quiet), "b");
}

/// What a page may say, by the name of the page.
const SAID: [(&str, &str); 18] = [
    ("none", ""),
    ("btrue", "x: true"),
    ("bfalse", "x: false"),
    ("wyes", "x: yes"),
    ("qtrue", "x: \"true\""),
    ("qfalse", "x: \"false\""),
    ("int1", "x: 1"),
    ("int0", "x: 0"),
    ("flt1", "x: 1.0"),
    ("tint", "x: internal"),
    ("q1", "x: \"1\""),
    ("empty", "x: \"\""),
    ("nul", "x:"),
    ("table", "x: {a: 1}"),
    ("etable", "params: {x: {}}"),
    ("lint", "x: [internal]"),
    ("lempty", "x: []"),
    ("over", "x: true\nparams: {x: internal}"),
];

#[test]
fn values_of_different_kinds_are_compared_as_hugo_does_it() {
    let heads = SAID.map(|(name, said)| {
        (format!("content/{name}.md"), format!("---\ntitle: {name}\ndate: 2026-01-01\n{said}\n---\n"))
    });
    let config =
        "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy', 'term']\n";
    let of = |pages: &str, entry: &str| {
        let template = rss("", pages, entry);
        let mut files = vec![("hugo.toml", config), ("layouts/rss.xml", &template)];
        files.extend(heads.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let feeds = Site::of(&files).feeds().concat();
        feeds.replace("index.xml rss:", "").replace(".md", "").trim().to_owned()
    };
    let where_ = |test: &str| of(&format!("where .Site.RegularPages \"Params.x\" {test}"), "<item></item>");
    for (test, expected) in [
        ("true", "btrue"),
        ("1", "flt1 int1"),
        ("\"internal\"", "over tint"),
        ("nil", "none nul"),
        ("\"!=\" true", "bfalse none nul"),
        ("\"!=\" 1", "int0 none nul"),
        ("\"ne\" \"internal\"", "empty none nul q1 qfalse qtrue wyes"),
        ("\"!=\" (slice \"internal\")", "none nul"),
        (
            "\"!=\" nil",
            "bfalse btrue empty etable flt1 int0 int1 lempty lint over q1 qfalse qtrue table tint wyes",
        ),
        ("\"in\" (slice \"internal\" 1 true)", "flt1 int1 over tint"),
        ("\"not in\" (slice \"internal\" 1)", "empty int0 q1 qfalse qtrue wyes"),
        ("\"not in\" (slice true \"staff\")", "empty flt1 int0 int1 over q1 qfalse qtrue tint wyes"),
        ("\"in\" \"the internal one\"", "empty over tint"),
        ("\"not in\" \"the internal one\"", "q1 qfalse qtrue wyes"),
        ("\"intersect\" (slice \"internal\" \"staff\")", "lint"),
    ] {
        assert_eq!(where_(test), expected, "{test}");
    }
    for (test, expected) in [
        (".Params.x", "btrue flt1 int1 lint over q1 qfalse qtrue table tint wyes"),
        ("not .Params.x", "bfalse empty etable int0 lempty none nul"),
        ("eq .Params.x nil", "none nul"),
        ("eq .Params.x true", "btrue"),
        ("eq \"1\" .Params.x", "q1"),
        ("not (isset .Params \"x\")", "none nul"),
        ("eq (.Params.x | default \"d\") \"d\"", "empty etable int0 lempty none nul"),
        ("not (.Param \"x\" | default false)", "bfalse empty etable int0 lempty none nul"),
        ("lt .Params.x 1", "bfalse empty etable int0 lempty none nul over qfalse qtrue tint wyes"),
        ("in (slice \"internal\" true 1) .Params.x", "btrue flt1 int1 over tint"),
    ] {
        let entry = format!("{{{{ if {test} }}}}<item></item>{{{{ end }}}}");
        assert_eq!(of(".Site.RegularPages", &entry), expected, "{test}");
    }
    // Settings do not tell whether a number is a text.
    let template =
        rss("", "where .Site.RegularPages \"Params.x\" \"not in\" site.Params.hidden", "<item></item>");
    let of_setting = |hidden: &str| {
        let config = format!("{config}[params]\nhidden = [{hidden}]\n");
        let files = [
            ("hugo.toml", config.as_str()),
            ("layouts/rss.xml", &template),
            ("content/q.md", "---\ntitle: T\nx: '2019'\n---\n"),
        ];
        Site::of(&files).findings().iter().any(|found| found.starts_with("error[unread-filter]"))
    };
    assert_eq!((of_setting("'internal'"), of_setting("'2019'")), (false, true));
    let listed = "where .Site.RegularPages \"Layout\" \"not in\" (slice \"search\")";
    assert_eq!(of(listed, "<item></item>").split(' ').count(), SAID.len());
}

#[test]
fn a_partial_template_may_return_articles() {
    let of = |partial: &str| {
        let config =
            "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy', 'term']\n";
        let site = Site::of(&[
            ("hugo.toml", config),
            ("content/logs/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
            ("content/logs/b.md", "---\ntitle: T\ndate: 2026-01-01\n---\n"),
            ("content/c.md", "---\ntitle: T\ndate: 2026-01-03\n---\n"),
            (
                "layouts/home.rss.xml",
                &rss("{{ $pages := partial \"pages.html\" . }}", "$pages", "<item></item>"),
            ),
            ("layouts/_partials/pages.html", partial),
        ]);
        if site.findings().is_empty() { site.feeds().concat() } else { "not read".to_owned() }
    };
    let of_section = "{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = where .Site.RegularPages \"Section\" \"logs\" }}{{ else }}\
        {{ $pages = .Pages | complement .Sections }}{{ if eq (len $pages) 0 }}{{ $pages = .Sections }}{{ end }}{{ end }}\
        {{ return $pages }}";
    assert_eq!(of(of_section), "index.xml rss: logs/a.md logs/b.md");
    assert_eq!(of("{{ return first 1 .Site.RegularPages }}"), "index.xml rss: c.md");
    assert_eq!(
        of("{{ if hugo.IsServer }}{{ return .Site.RegularPages }}{{ end }}{{ return .Pages }}"),
        "not read"
    );
    let stored = "{{ .Scratch.Set \"pages\" (where .Site.RegularPages \"Section\" \"logs\") }}";
    assert_eq!(home("", &stored.replace("logs", "notes"), "(.Scratch.Get \"pages\")", "<item></item>"), "d");
}

#[test]
fn a_template_may_ask_where_its_page_is() {
    let stored = "{{ if not $.Section }}{{ .Scratch.Set \"p\" (where $.Site.RegularPages \"Type\" \"in\" (slice \"notes\")) }}{{ else }}\
                  {{ if $.Parent.IsHome }}{{ .Scratch.Set \"p\" (where $.Site.RegularPages \"Type\" $.Section) }}{{ else }}\
                  {{ .Scratch.Set \"p\" (first 50 $.Pages) }}{{ end }}{{ end }}";
    let template = rss(stored, "(.Scratch.Get \"p\")", "<item></item>");
    let expected = [
        "index.xml rss: posts/b.md notes/d.md",
        "notes/index.xml rss: posts/b.md notes/d.md",
        "posts/index.xml rss: posts/a.md posts/deep/c.md",
        "posts/deep/index.xml rss: posts/deep/c.md",
        "tags/x/index.xml rss: posts/a.md posts/b.md",
    ];
    assert_eq!(feeds("", "layouts/_default/list.rss.xml", &template), expected);
}

#[test]
fn a_stored_value_that_may_have_changed_is_not_known() {
    for change in [
        "{{ if hugo.IsServer }}{{ .Scratch.Set \"p\" (where .Site.RegularPages \"Params.quiet\" nil) }}{{ end }}",
        "{{ range .Site.RegularPages }}{{ .Scratch.Delete \"p\" }}{{ end }}",
        "{{ .Scratch.Add \"p\" (where .Site.RegularPages \"Params.quiet\" nil) }}",
    ] {
        let before = format!("{{{{ .Scratch.Set \"p\" .Site.RegularPages }}}}{change}");
        let template = rss(&before, "(.Scratch.Get \"p\")", "<item></item>");
        let found = site("", "layouts/index.rss.xml", &template).findings();
        assert!(found.len() == 1 && found[0].contains("only Hugo can tell"), "{change} {found:?}");
    }
}

#[test]
fn a_template_may_list_all_articles_in_the_feed_of_a_term() {
    let config =
        "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['home', 'section', 'taxonomy']\n";
    let of = |pages: &str| {
        let site = Site::of(&[
            ("hugo.toml", config),
            ("content/a.md", "---\ntitle: T\ndate: 2026-01-03\ntags: [x]\n---\n"),
            ("content/b.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [y]\nquiet: true\n---\n"),
            ("content/c.md", "---\ntitle: T\ndate: 2026-01-01\n---\n"),
            ("layouts/rss.xml", &rss("", pages, "<item></item>")),
        ]);
        site.feeds()
    };
    assert_eq!(
        of("first 10 site.RegularPages"),
        ["tags/x/index.xml rss: a.md b.md c.md", "tags/y/index.xml rss: a.md b.md c.md"]
    );
    // The term of an article that is left out has a feed of the others.
    assert_eq!(
        of("first 1 (where site.RegularPages \"Params.quiet\" \"!=\" true)"),
        ["tags/x/index.xml rss: a.md", "tags/y/index.xml rss: a.md"]
    );
    assert_eq!(of("first 10 .Pages"), ["tags/x/index.xml rss: a.md", "tags/y/index.xml rss: b.md"]);
}

#[test]
fn the_most_particular_template_counts() {
    let one = rss("", "first 1 .Pages", "<item></item>");
    let own = |file: &str| feeds("", file, &one);
    let all = "index.xml rss: posts/a.md posts/b.md posts/deep/c.md notes/d.md e.md";
    let (posts, deep) =
        ("posts/index.xml rss: posts/a.md posts/b.md", "posts/deep/index.xml rss: posts/deep/c.md");
    let notes = "notes/index.xml rss: notes/d.md";
    let tags = "tags/x/index.xml rss: posts/a.md posts/b.md";
    let short_posts = "posts/index.xml rss: posts/a.md";
    assert_eq!(own("layouts/x.xml"), [all, notes, posts, deep, tags]);
    assert_eq!(own("layouts/posts/rss.xml"), [all, notes, short_posts, deep, tags]);
    assert_eq!(
        own("layouts/_default/term.rss.xml"),
        [all, notes, posts, deep, "tags/x/index.xml rss: posts/a.md"]
    );
    let everywhere =
        ["index.xml rss: posts/a.md", notes, short_posts, deep, "tags/x/index.xml rss: posts/a.md"];
    for file in ["layouts/rss.xml", "layouts/_default/rss.xml", "layouts/_default/list.rss.xml"] {
        assert_eq!(own(file), everywhere, "{file}");
    }
    let themed = |config: &str, file: &str| feeds(config, file, &one);
    assert_eq!(themed("theme = 'own'\n", "themes/own/layouts/rss.xml"), everywhere);
    assert_eq!(themed("theme = ['git.dev/u/own']\n", "_vendor/git.dev/u/own/layouts/rss.xml"), everywhere);
    let imported = "[[module.imports]]\npath = 'git.dev/u/own'\n";
    assert_eq!(themed(imported, "themes/own/layouts/rss.xml"), everywhere);
    assert_eq!(themed("theme = 'own'\n", "themes/other/layouts/rss.xml")[0], all);
}

#[test]
fn a_template_may_make_a_feed_of_any_media_type() {
    let config = "[outputs]\nhome = ['jsonfeed', 'json']\n[outputFormats.jsonfeed]\nmediaType = 'application/json'\nbaseName = 'feed'\n";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{{ range first 1 .Site.RegularPages }}{\"id\": 1}{{ end }}]}";
    let feeds = feeds(config, "layouts/index.jsonfeed.json", json);
    assert_eq!(feeds[0], "feed.json json: posts/a.md");
    assert!(!feeds.iter().any(|feed| feed.starts_with("index.json")));
}

#[test]
fn a_template_that_only_hugo_understands_is_reported() {
    for pages in [
        ".Paginator.Pages",
        "shuffle .Site.RegularPages",
        "where .Site.RegularPages \"Date\" \"gt\" .Site.LastChange",
    ] {
        let site = site("", "layouts/index.rss.xml", &rss("", pages, "<item></item>"));
        assert_eq!(site.feeds()[0].matches(".md").count(), 5, "{pages}");
        let (kind, help) = if pages.starts_with("where") {
            ("error[unread-filter]", WRITE_SELECT)
        } else {
            ("warning[unread-setting]", CHOOSE)
        };
        // Nothing is built where articles may be left out.
        let built = ", so its feeds have the articles of Hugo's built-in template";
        let built = if kind.starts_with("error") { "" } else { built };
        let found = format!(
            "{kind} layouts/index.rss.xml only Hugo can tell which articles this template shows{built} | {help}"
        );
        assert_eq!(site.findings(), [found], "{pages}");
    }
    let guarded = [
        "{{ if partial \"x\" . }}<item></item>{{ end }}",
        "{{ if .Params.quiet }}{{ break }}{{ end }}<item></item>",
        "{{ range where .Params.all \"x\" 1 }}<item></item>{{ end }}",
        "{{ range collections.Where .Params.all \"x\" 1 }}<item></item>{{ end }}",
        "{{ range site.Taxonomies.tags.x.Pages }}<item></item>{{ end }}",
        "{{ range .Site.RegularPages.Related . }}<item></item>{{ end }}",
        "{{ $hidden := false }}{{ if .Params.quiet }}{{ $hidden = true }}{{ end }}{{ if not $hidden }}<item></item>{{ end }}",
    ];
    for entry in guarded {
        let template = rss("", ".Site.RegularPages", entry);
        let found = site("", "layouts/rss.xml", &template).findings();
        assert!(found.len() == 1 && found[0].starts_with("error[unread-filter]"), "{entry} {found:?}");
    }
    let branches = "<rss>{{ if hugo.IsServer }}{{ range .Site.RegularPages }}<item></item>{{ end }}{{ else }}\
                    {{ range where .Site.RegularPages \"Params.quiet\" nil }}<item></item>{{ end }}{{ end }}</rss>";
    assert_eq!(site("", "layouts/rss.xml", branches).findings().len(), 1);
}

#[test]
fn the_order_of_a_limited_list_counts_or_is_reported() {
    let of = |file: &str, pages: &str| {
        let site = site("", file, &rss("", pages, "<item></item>"));
        let home = site.feeds().into_iter().find(|feed| feed.starts_with("index.xml")).unwrap();
        (home, site.findings())
    };
    let changed = "first 2 .Site.RegularPages.ByLastmod.Reverse";
    // Where the feeds of all kinds of pages have the same order, it is that of the site.
    let (feed, found) = of("layouts/rss.xml", changed);
    assert_eq!((feed.as_str(), found), ("index.xml rss: e.md posts/a.md", Vec::new()));
    let report = format!(
        "warning[unread-setting] layouts/index.rss.xml this template shows the first articles in an order of its own, and its \
         feeds have the newest ones | {CHOOSE}"
    );
    for pages in [
        changed,
        "first 2 (sort .Site.RegularPages \".Lastmod\" \"desc\")",
        "first 2 .Site.RegularPages.ByTitle",
        "first 2 (.Site.RegularPages.ByParam \"rank\")",
        "first 2 .Site.RegularPages.ByDate",
        "first 2 .Site.RegularPages.Reverse",
    ] {
        let (feed, found) = of("layouts/index.rss.xml", pages);
        assert_eq!(
            (feed.as_str(), found),
            ("index.xml rss: posts/a.md posts/b.md", vec![report.clone()]),
            "{pages}"
        );
    }
    for pages in [
        "(first 2 .Site.RegularPages).ByTitle",
        "first 2 (sort .Site.RegularPages \"Date\" \"desc\")",
        "first 2 .Site.RegularPages.ByPublishDate.Reverse",
        ".Site.RegularPages.ByTitle",
    ] {
        assert_eq!(of("layouts/index.rss.xml", pages).1, [""; 0], "{pages}");
    }
}

#[test]
fn weights_count_unless_a_template_sorts_by_date() {
    let of = |file: &str, pages: &str, config: &str| {
        let config = format!(
            "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy']\n{config}"
        );
        let site = Site::of(&[
            ("hugo.toml", &config),
            ("content/a.md", "---\ntitle: T\ndate: 2026-01-03\ntags: [x]\n---\n"),
            ("content/b.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [x]\nweight: 1\n---\n"),
            (file, &rss("", pages, "<item></item>")),
        ]);
        (site.feeds(), site.findings().len())
    };
    let both = |home: &str, term: &str| {
        vec![format!("index.xml rss: {home}"), format!("tags/x/index.xml rss: {term}")]
    };
    let by_date = "first 1 .Pages.ByDate.Reverse";
    assert_eq!(of("layouts/rss.xml", "first 1 .Pages", ""), (both("b.md", "b.md"), 0));
    assert_eq!(of("layouts/rss.xml", by_date, ""), (both("a.md", "a.md"), 0));
    assert_eq!(of("layouts/index.rss.xml", by_date, ""), (both("a.md", "a.md b.md"), 0));
    // Two limited lists have different orders.
    let limited = "[services.rss]\nlimit = 1\n";
    assert_eq!(of("layouts/index.rss.xml", by_date, limited), (both("b.md", "b.md"), 1));
}

#[test]
fn an_order_that_no_feed_can_have_does_not_change_that_of_the_others() {
    let of = |term: &str| {
        let site = Site::of(&[
            (
                "hugo.toml",
                "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy']\n",
            ),
            ("content/a.md", "---\ntitle: T\ndate: 2026-01-03\ntags: [x]\n---\n"),
            ("content/b.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [x]\nweight: 1\n---\n"),
            ("layouts/index.rss.xml", &rss("", "first 1 .Pages.ByDate.Reverse", "<item></item>")),
            ("layouts/term.rss.xml", &rss("", term, "<item></item>")),
        ]);
        let home = site.feeds().remove(0);
        (home, site.findings())
    };
    let found = |file: &str, message: &str| {
        vec![format!("warning[unread-setting] layouts/{file} {message} | {CHOOSE}")]
    };
    let own =
        "this template shows the first articles in an order of its own, and its feeds have the newest ones";
    assert_eq!(of("first 1 .Pages.ByTitle"), ("index.xml rss: a.md".to_owned(), found("term.rss.xml", own)));
    let weights = "this template sorts by date alone, but articles with a `weight` come first in its feeds";
    assert_eq!(of("first 1 .Pages"), ("index.xml rss: b.md".to_owned(), found("index.rss.xml", weights)));
}

#[test]
fn a_list_may_begin_with_what_was_published_last() {
    let first = |pages: &str| {
        let site = Site::of(&[
            (
                "hugo.toml",
                "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy', 'term']\n",
            ),
            ("content/a.md", "---\ntitle: T\ndate: 2026-01-03\n---\n"),
            ("content/b.md", "---\ntitle: T\ndate: 2026-01-02\npublishDate: 2026-01-04\n---\n"),
            ("layouts/index.rss.xml", &rss("", pages, "<item></item>")),
        ]);
        assert_eq!(site.findings(), [""; 0]);
        site.feeds()
    };
    assert_eq!(first("first 1 .Pages.ByPublishDate.Reverse"), ["index.xml rss: b.md"]);
    assert_eq!(first("first 1 (sort .Pages \"PublishDate\" \"desc\")"), ["index.xml rss: b.md"]);
    assert_eq!(first("first 1 .Pages.ByDate.Reverse"), ["index.xml rss: a.md"]);
}

#[test]
fn entries_may_be_in_a_partial_template() {
    let config =
        "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy', 'term']\n";
    let site = Site::of(&[
        ("hugo.toml", config),
        ("content/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
        ("content/b.md", "---\ntitle: T\ndate: 2026-01-01\n---\n"),
        (
            "layouts/index.rss.xml",
            "<rss>{{ range first 1 .Site.RegularPages }}{{ partial \"feed/item.xml\" . }}{{ end }}</rss>",
        ),
        ("layouts/partials/feed/item.xml", "<item></item>"),
    ]);
    assert_eq!(site.feeds(), ["index.xml rss: a.md"]);
}

#[test]
fn an_index_file_in_the_sites_own_language_says_nothing_about_the_others() {
    let config = "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['home', 'taxonomy', 'term']\n\
                  [languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n";
    let site = Site::of(&[
        ("hugo.toml", config),
        ("content/posts/_index.md", "---\ntitle: All posts\n---\n"),
        ("content/posts/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
        ("content/posts/a.fr.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
    ]);
    let titles = [
        "posts/index.xml: All posts on A, Recent content in All posts on A",
        "fr/posts/index.xml: Posts on A, Recent content in Posts on A",
    ];
    assert_eq!(site.titles_of_feeds(), titles);
}

#[test]
fn a_home_page_with_a_title_of_its_own_gives_it_to_its_feed() {
    let of = |title: &str| {
        let config =
            "baseURL = \"https://a.org/\"\ntitle = \"A\"\ndisableKinds = ['section', 'taxonomy', 'term']\n";
        let home = format!("---\ntitle: {title}\n---\n");
        let site = Site::of(&[
            ("hugo.toml", config),
            ("content/_index.md", &home),
            ("content/a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n"),
        ]);
        site.titles_of_feeds().concat()
    };
    assert_eq!(of("Start"), "index.xml: Start on A, Recent content in Start on A");
    assert_eq!(of("A"), "index.xml: A, Recent content on A");
}

#[test]
fn articles_that_a_template_gathers_have_their_conditions() {
    let of = |before: &str, pages: &str| {
        let site = site("", "layouts/index.rss.xml", &rss(before, pages, "<item></item>"));
        let is_unread = site.findings().iter().any(|found| found.starts_with("error[unread-filter]"));
        if is_unread { None } else { Some(site.feeds()[0].matches(".md").count()) }
    };
    let each = |body: &str| format!("{{{{ range .Site.RegularPages }}}}{body}{{{{ end }}}}");
    let all = of("", ".Site.RegularPages");
    let loud = of("", "(where .Site.RegularPages \"Params.quiet\" \"ne\" true)");
    assert!(all > loud && loud.is_some(), "{all:?} {loud:?}");
    for (add, list) in [
        ("$all = $all | append .", "$all"),
        ("$all = append (slice .) $all", "$all"),
        ("$.Scratch.Add \"all\" .", "(.Scratch.Get \"all\")"),
        ("$store.Add \"all\" (slice .)", "($store.Get \"all\")"),
    ] {
        let start = "{{ $all := slice }}{{ $store := newScratch }}";
        let of = |body: String| of(&(start.to_owned() + &each(&body)), list);
        assert_eq!(of(format!("{{{{ {add} }}}}")), all, "{add}");
        assert_eq!(of(format!("{{{{ if not .Params.quiet }}}}{{{{ {add} }}}}{{{{ end }}}}")), loud, "{add}");
        let continued = format!("{{{{ if .Params.quiet }}}}{{{{ continue }}}}{{{{ end }}}}{{{{ {add} }}}}");
        assert_eq!(of(continued), loud, "{add}");
        assert_eq!(of(format!("{{{{ if partial \"x\" . }}}}{{{{ {add} }}}}{{{{ end }}}}")), None, "{add}");
    }
    let without = "{{ if .Params.quiet }}{{ $.Store.Set \"all\" (complement (slice .) ($.Store.Get \"all\")) }}{{ end }}";
    let start = "{{ $.Store.Set \"all\" .Site.RegularPages }}";
    assert_eq!(of(&(start.to_owned() + &each(without)), "($.Store.Get \"all\")"), None);
    let mapped = "{{ $store := newScratch }}".to_owned() + &each("{{ $store.SetInMap \"all\" .Path . }}");
    assert_eq!(of(&mapped, "($store.GetSortedMapValues \"all\")"), None);
    assert_eq!(of("", "(.Site.GetPage \"/logs/open\").Pages"), None);
}
