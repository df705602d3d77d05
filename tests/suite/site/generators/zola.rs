//! Zola.

use super::Site;

const CONFIG: (&str, &str) =
    ("config.toml", "base_url = \"https://a.org/b\"\ntitle = \"A\"\ngenerate_feeds = true\n");

/// A head with a date and more lines.
fn head(more: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-01-02\n{more}+++\n")
}

#[test]
fn pages_are_where_zola_puts_them() {
    let plain = head("");
    let site = Site::of(&[
        CONFIG,
        ("content/blog/Rust 1.8.0.md", &plain),
        ("content/blog/日本.md", &plain),
        ("content/blog/½ don’t ä.md", &plain),
        ("content/blog/2018-10-10.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/2018-10-11-x_y.md", "+++\ntitle = \"T\"\n+++\n"),
        ("content/blog/bundle/index.md", &plain),
        ("content/Raw Folder/p.md", &head("slug = \"A b\"\n")),
        ("content/q.md", &head("path = \"a/B c\"\n")),
        ("content/blog/index.fr.md", &plain),
    ]);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(
        pages,
        [
            "/Raw%20Folder/a-b/",
            "/blog/2018-10-10/",
            "/blog/x-y/",
            "/blog/rust-1-8-0/",
            "/blog/bundle/",
            "/blog/index-fr/",
            "/blog/1-2-don-t-a/",
            "/blog/ri-ben/",
            "/a/B%20c/",
        ]
    );
}

#[test]
fn a_site_whose_dates_are_in_its_paths_gets_that_setting() {
    let head = |path: &str| format!("+++\ntitle = \"T\"\npath = \"{path}\"\n+++\n");
    let site = Site::of(&[
        CONFIG,
        ("content/rain.md", &head("2026/04/01/Rain")),
        ("content/inner/wind.md", &head("inner/2026/04/02/Wind")),
        ("content/inner/about.md", &head("inner/about")),
        ("content/a.md", &head("2026/03/01/a")),
        ("content/b.md", &head("2026/03/02/b")),
        ("content/c.md", &head("2026/03/03/c")),
        ("content/d.md", &head("2026/03/04/d")),
        ("content/e.md", &head("2026/03/05/e")),
        ("content/f.md", &head("2026/03/06/f")),
        ("content/g.md", &head("2026/03/07/g")),
    ]);
    let articles = site.articles();
    assert_eq!(articles.len(), 9);
    assert_eq!(articles[0], "inner/wind.md 2026-04-02T00:00:00Z https://a.org/b/inner/2026/04/02/Wind/");
    assert_eq!(site.left_out(), ["inner/about.md undated"]);
}

#[test]
fn the_feed_of_the_root_section_replaces_that_of_the_site() {
    let site = Site::of(&[
        CONFIG,
        ("content/_index.md", "+++\ntitle = \"Main\"\ngenerate_feeds = true\n+++\n"),
        ("content/a.md", &head("")),
        ("content/inner/b.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: a.md"]);
}

#[test]
fn terms_have_the_pages_that_zola_renders() {
    let config = "base_url = \"https://a.org/b\"\ntaxonomy_root = \"by\"\ntaxonomies = [{ name = \"tags\" }, { name = \
                  \"categories\", render = false }]\n[languages.fr]\ntaxonomies = [{ name = \"tags\" }]\n";
    let post = head("[taxonomies]\ntags = [\"Été 26\"]\ncategories = [\"Sea\"]\n");
    let site = Site::of(&[("config.toml", config), ("content/a.md", &post), ("content/b.fr.md", &post)]);
    let of =
        |folder: &str| ["Sea - -".to_owned(), format!("Été 26 {folder}by/tags/ete-26/ {folder}by/tags/")];
    assert_eq!(site.categories(), [of("/"), of("/fr/")].concat());
}

#[test]
fn slugs_may_be_safe_or_off_and_dates_may_stay() {
    let plain = head("");
    let pages = |settings: &str| {
        let config = format!("base_url = \"https://a.org\"\ngenerate_feeds = true\n{settings}");
        let files = [
            ("config.toml", config.as_str()),
            ("content/Été: b.md", &plain),
            ("content/2018-10-11-x_Y.md", "+++\ntitle = \"T\"\n+++\n"),
        ];
        Site::of(&files).pages().into_iter().map(|(_, page)| page).collect::<Vec<_>>()
    };
    assert_eq!(pages(""), ["/x-y/", "/ete-b/"]);
    assert_eq!(pages("[slugify]\npaths = \"safe\"\n"), ["/x_Y/", "/%C3%89t%C3%A9%20b/"]);
    assert_eq!(pages("[slugify]\npaths = \"off\"\n"), ["/x_Y/", "/%C3%89t%C3%A9:%20b/"]);
    assert_eq!(pages("[slugify]\npaths_keep_dates = true\n"), ["/2018-10-11-x-y/", "/ete-b/"]);
}

#[test]
fn the_feeds_are_those_that_zola_makes() {
    let config = "base_url = \"https://a.org\"\ntitle = \"A\"\ndescription = \"D\"\ndefault_language = \"zh\"\n\
                  generate_feeds = true\nfeed_limit = 2\nfeed_filenames = [\"rss.xml\", \"index.html\"]\n\
                  taxonomies = [{ name = \"tags\", feed = true }, { name = \"series\", feed = true }, { name = \"kinds\" }]\n\
                  [languages.zh-TW]\ntitle = \"B\"\ngenerate_feeds = true\nfeed_filenames = [\"atom.xml\"]\n\
                  taxonomies = [{ name = \"authors\", feed = true }]\n[languages.fr]\n";
    let dated = |day: u8, more: &str| format!("+++\ntitle = \"T\"\ndate = 2026-01-0{day}\n{more}+++\n");
    let site = Site::of(&[
        ("config.toml", config),
        (
            "content/a.md",
            &dated(1, "[taxonomies]\ntags = [\"C++\", \"c\"]\nseries = [\"Long Walks\"]\nkinds = [\"x\"]\n"),
        ),
        ("content/deep/er/b.md", &dated(2, "[taxonomies]\nseries = [\"Long Walks\"]\n")),
        ("content/c.md", &dated(3, "")),
        ("content/c.zh-TW.md", &dated(3, "[taxonomies]\nauthors = [\"Ana B\"]\n")),
        ("content/d.zh-TW.md", &dated(4, "")),
        ("content/e.fr.md", &dated(4, "")),
        ("content/undated.md", "+++\ntitle = \"T\"\n+++\n"),
    ]);
    let feeds = [
        "rss.xml rss: c.md deep/er/b.md",
        "tags/c/rss.xml rss: a.md",
        "series/long-walks/rss.xml rss: deep/er/b.md a.md",
        "zh-TW/atom.xml atom: d.zh-TW.md c.zh-TW.md",
        "zh-TW/authors/ana-b/atom.xml atom: c.zh-TW.md",
    ];
    assert_eq!(site.feeds(), feeds);
    let titles = [
        "rss.xml: A, D",
        "tags/c/rss.xml: A - C++, D",
        "series/long-walks/rss.xml: A - Long Walks, D",
        "zh-TW/atom.xml: B, D",
        "zh-TW/authors/ana-b/atom.xml: B - Ana B, D",
    ];
    assert_eq!(site.titles_of_feeds(), titles);
}

#[test]
fn a_section_has_a_feed_of_the_pages_in_its_list() {
    let config = "base_url = \"https://a.org\"\ntitle = \"A\"\n[languages.fr]\n";
    let section = |more: &str| format!("+++\ntitle = \"S\"\n{more}+++\n");
    let site = Site::of(&[
        ("config.toml", config),
        ("content/blog/_index.md", &section("description = \"E\"\ngenerate_feeds = true\n")),
        ("content/blog/a.md", &head("")),
        ("content/blog/bundle/index.md", &head("")),
        ("content/blog/bundle/other.md", &head("")),
        ("content/blog/link.md", &head("render = false\n")),
        ("content/blog/below/_index.md", &section("transparent = true\n")),
        ("content/blog/below/b.md", &head("")),
        ("content/blog/below/deep/_index.md", &section("transparent = true\n")),
        ("content/blog/below/deep/c.md", &head("")),
        ("content/blog/apart/_index.md", &section("")),
        ("content/blog/apart/d.md", &head("")),
        ("content/blog/a.fr.md", &head("")),
        ("content/notes/_index.fr.md", &section("generate_feeds = true\n")),
        ("content/notes/e.fr.md", &head("")),
        ("content/notes/e.md", &head("")),
        ("content/manual/_index.md", &section("generate_feeds = true\nsort_by = \"weight\"\n")),
        ("content/manual/f.md", &head("weight = 1\n")),
        ("content/manual/g.md", &head("")),
    ]);
    let feeds = [
        "blog/atom.xml atom: blog/a.md blog/below/b.md blog/below/deep/c.md blog/bundle/index.md",
        "manual/atom.xml atom: manual/f.md",
        "fr/notes/atom.xml atom: notes/e.fr.md",
    ];
    let mut found = site.feeds();
    found.sort_by_key(|feed| feed.starts_with("fr/"));
    assert_eq!(found, feeds);
    let titles = ["blog/atom.xml: A - S, E", "fr/notes/atom.xml: A - S, -", "manual/atom.xml: A - S, -"];
    let mut found = site.titles_of_feeds();
    found.sort();
    assert_eq!(found, titles);
}

#[test]
fn what_zola_withholds_is_in_no_feed() {
    let site = Site::of(&[
        (
            "config.toml",
            "base_url = \"https://a.org\"\ngenerate_feeds = true\nignored_content = [\"*.private.md\"]\n",
        ),
        ("content/a.md", &head("draft = true\n")),
        ("content/b.md", &head("render = false\n")),
        ("content/c.private.md", &head("")),
        ("content/.d.md", &head("")),
        ("content/later/_index.md", "+++\ndraft = true\n+++\n"),
        ("content/later/deep/e.md", &head("")),
        ("content/f.md", "+++\ntitle = \"T\"\ndate = 2027-01-02\n+++\n"),
        ("content/g.md", &head("[extra]\nhidden = true\n")),
        ("content/h.md", &head("hidden = true\n")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: b.md g.md"]);
    assert_eq!(site.left_out(), ["a.md draft", "f.md scheduled", "h.md withheld"]);
}

#[test]
fn languages_are_spelled_as_in_the_configuration_and_have_their_own_names_of_feeds() {
    let config = "base_url = \"https://a.org\"\ntitle = \"A\"\ngenerate_feeds = true\nfeed_filenames = [\"rss.xml\"]\n\
                  [languages.en]\ndescription = \"D\"\ntaxonomies = [{ name = \"tags\", feed = true }]\n\
                  [languages.zh-cn]\ntitle = \"Z\"\ngenerate_feeds = true\n\
                  [languages.pt_BR]\ngenerate_feeds = true\nfeed_filenames = [\"rss.xml\"]\n";
    let site = Site::of(&[
        ("config.toml", config),
        ("content/blog/_index.md", "+++\ngenerate_feeds = true\n+++\n"),
        ("content/blog/_index.zh-cn.md", "+++\ngenerate_feeds = true\n+++\n"),
        ("content/blog/a.md", &head("[taxonomies]\ntags = [\"T\"]\n")),
        ("content/blog/a.zh-cn.md", &head("")),
        ("content/blog/b/index.pt_BR.md", &head("")),
        ("content/blog/c.en.md", &head("")),
    ]);
    let feeds = [
        "rss.xml rss: blog/a.md blog/c.en.md",
        "tags/t/rss.xml rss: blog/a.md",
        "pt_BR/rss.xml rss: blog/b/index.pt_BR.md",
        "zh-cn/atom.xml atom: blog/a.zh-cn.md",
        "blog/rss.xml rss: blog/a.md blog/c.en.md",
        "zh-cn/blog/atom.xml atom: blog/a.zh-cn.md",
    ];
    assert_eq!(site.feeds(), feeds);
    let pages: Vec<_> = site.pages().into_iter().map(|(_, page)| page).collect();
    assert_eq!(pages, ["/blog/a/", "/zh-cn/blog/a/", "/pt_BR/blog/b/", "/blog/c-en/"]);
    assert_eq!(
        site.titles_of_feeds()[..4],
        ["rss.xml: A, D", "tags/t/rss.xml: A - T, D", "pt_BR/rss.xml: A, D", "zh-cn/atom.xml: Z, D"]
    );
}

#[test]
fn old_sites_have_the_same_names_of_feeds_in_all_languages() {
    let config = "base_url = \"https://a.org\"\ngenerate_feed = true\nfeed_filename = \"rss.xml\"\n[languages.fr]\n\
                  generate_feed = true\n";
    let site =
        Site::of(&[("config.toml", config), ("content/a.md", &head("")), ("content/a.fr.md", &head(""))]);
    assert_eq!(site.feeds(), ["rss.xml rss: a.md", "fr/rss.xml rss: a.fr.md"]);
}

#[test]
fn taxonomies_have_slugs_and_those_without_pages_have_no_feeds() {
    let config = "base_url = \"https://a.org\"\ntaxonomies = [{ name = \"Blog Tags\", feed = true }, \
                  { name = \"people\", feed = true, render = false }]\n";
    let post = head("[taxonomies]\n\"Blog Tags\" = [\"X y\"]\npeople = [\"Ana\"]\n");
    let site = Site::of(&[("config.toml", config), ("content/a.md", &post)]);
    assert_eq!(site.feeds(), ["blog-tags/x-y/atom.xml atom: a.md"]);
}

#[test]
fn a_section_asks_for_the_key_that_it_is_sorted_by_also_of_pages_passed_on() {
    let section = |more: &str| format!("+++\ntitle = \"S\"\n{more}+++\n");
    let site = Site::of(&[
        ("config.toml", "base_url = \"https://a.org\"\n"),
        ("content/m/_index.md", &section("generate_feeds = true\nsort_by = \"weight\"\n")),
        ("content/m/a.md", &head("weight = 1\n")),
        ("content/m/n/_index.md", &section("transparent = true\ngenerate_feeds = true\n")),
        ("content/m/n/b.md", &head("weight = 2\n")),
        ("content/m/n/c.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["m/atom.xml atom: m/a.md m/n/b.md", "m/n/atom.xml atom: m/n/b.md m/n/c.md"]);
}

/// The articles of the site's feed with these lines in its template, and of that of its section, by their names.
fn shown(template: &str) -> [String; 2] {
    let item = "<entry><id>{{ page.permalink }}</id></entry>";
    let template = format!("<feed>{}</feed>", template.replace("ITEM", item));
    let dated = |day: u8, more: &str| format!("+++\ntitle = \"T\"\ndate = 2026-01-0{day}\n{more}+++\n");
    let site = Site::of(&[
        (
            "config.toml",
            "base_url = \"https://a.org\"\ngenerate_feeds = true\nfeed_limit = 4\n[extra]\ncount = 2\nquiet = false\n",
        ),
        ("templates/atom.xml", &template),
        ("content/s/_index.md", "+++\ngenerate_feeds = true\nsort_by = \"date\"\n+++\n"),
        ("content/s/a.md", &dated(6, "[extra]\nhide = true\n")),
        ("content/s/b.md", &dated(5, "[taxonomies]\ntags = [\"x\"]\n")),
        ("content/t/_index.md", "+++\n[extra]\nhide = true\n+++\n"),
        ("content/t/c.md", &dated(4, "")),
        ("content/t/d.md", &dated(3, "[extra]\nhide = false\nkind = \"note\"\nlevel = 3\n")),
        ("content/s/e.md", &dated(2, "")),
    ]);
    if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
        return ["not read".to_owned(), String::new()];
    }
    if site.findings().iter().any(|finding| finding.contains("[unread-setting]")) {
        return ["not all read".to_owned(), String::new()];
    }
    let names = |path: &str| {
        let feeds = site.feeds();
        let feed = feeds.iter().find(|feed| feed.starts_with(&format!("{path} ")));
        let names = feed.into_iter().flat_map(|feed| feed.split_whitespace().skip(2));
        names
            .filter_map(|path| path.strip_suffix(".md")?.chars().last())
            .map(String::from)
            .collect::<Vec<_>>()
    };
    [names("atom.xml").join(" "), names("s/atom.xml").join(" ")]
}

#[test]
fn a_template_of_the_site_chooses_the_articles_of_its_feeds() {
    let each = |entry: &str| format!("{{% for page in pages %}}{entry}{{% endfor %}}");
    let cases = [
        (each("ITEM"), ["a b c d", "a b e"]),
        (each("{% if page.extra.hide %}{% continue %}{% endif %}ITEM"), ["b c d", "b e"]),
        (each("{%- if not page.extra.hide and page.date -%}ITEM{%- endif -%}"), ["b c d", "b e"]),
        (each("{% if page.extra.kind is defined %}ITEM{% endif %}"), ["d", ""]),
        (each("{% if page.extra.kind | default(value=\"\") != \"note\" %}ITEM{% endif %}"), ["a b c", "a b e"]),
        (each("{% if \"x\" in page.taxonomies.tags %}ITEM{% endif %}"), ["b", "b"]),
        (each("{% if page.path is starting_with(\"/t/\") %}ITEM{% endif %}"), ["c d", ""]),
        (each("{% if page.ancestors is containing(\"t/_index.md\") %}{% continue %}{% endif %}ITEM"), ["a b", "a b e"]),
        (each("{% if page.extra.hide and not section and not term %}{% continue %}{% endif %}ITEM"), ["b c d", "a b e"]),
        (each("{% if config.extra.quiet %}{% continue %}{% endif %}ITEM"), ["a b c d", "a b e"]),
        (
            each("{% if m::evaluate_setting_priority(setting=\"hide\", page=page, default_global_value=false) == \"true\" %}{% continue %}{% endif %}ITEM"),
            ["b d", "b e"],
        ),
        (each("ITEM{% if loop.index == 2 %}{% break %}{% endif %}"), ["a b", "a b"]),
        (each("{% if loop.index > 2 %}{% break %}{% endif %}ITEM"), ["a b", "a b"]),
        (each("{# {% continue %} #}ITEM"), ["a b c d", "a b e"]),
        ("{% for p in pages | slice(end=config.extra.count) %}ITEM{% endfor %}".to_owned(), ["a b", "a b"]),
        ("{% for page in pages | filter(attribute=\"extra.hide\", value=true) %}ITEM{% endfor %}".to_owned(), ["a", "a"]),
        (
            "{% set s = get_section(path=\"s/_index.md\") %}{% for page in s.pages | slice(end=2) %}ITEM{% endfor %}".to_owned(),
            ["a b", "a b"],
        ),
        (
            "{% if section %}{% for page in section.pages %}ITEM{% endfor %}{% else %}{% for page in pages %}\
             {% if not page.extra.hide %}ITEM{% endif %}{% endfor %}{% endif %}"
                .to_owned(),
            ["b c d", "a b e"],
        ),
        (each("{% if page.extra.level | default(value=0) <= 2 %}ITEM{% endif %}"), ["a b c", "a b e"]),
        (each("{% if now() > page.date %}ITEM{% endif %}"), ["not read", ""]),
        (each("{% if page.word_count > 9 %}ITEM{% endif %}"), ["not read", ""]),
        (each("{% if page.date == \"2026-01-05\" %}ITEM{% endif %}"), ["not read", ""]),
        (each("{% if page.date != \"2026-01-05\" %}ITEM{% endif %}"), ["not read", ""]),
        (each("{% if page.date is defined and page.date %}ITEM{% endif %}"), ["a b c d", "a b e"]),
        ("{% for page in pages | reverse | slice(end=2) %}ITEM{% endfor %}".to_owned(), ["not all read", ""]),
        (each("{% if loop.index <= config.extra.most %}ITEM{% endif %}"), ["not all read", ""]),
        (
            "{% set_global loud = [] %}{% for page in pages %}{% if not page.extra.hide %}{% set_global loud = loud | concat(with=page) %}\
             {% endif %}{% endfor %}{% for page in loud %}ITEM{% endfor %}"
                .to_owned(),
            ["not read", ""],
        ),
        (format!("{{% if {}x %}}{{% endif %}}{}", "(".repeat(5000), each("ITEM")), ["a b c d", "a b e"]),
    ];
    for (template, expected) in cases {
        assert_eq!(shown(&template), expected, "{template}");
    }
}

#[test]
fn the_template_of_a_theme_counts_where_the_site_has_none() {
    let config = "base_url = \"https://a.org\"\ngenerate_feeds = true\ntheme = \"plain\"\n";
    let template = "<feed>{% for page in pages %}{% if page.extra.hide %}{% continue %}{% endif %}<entry></entry>{% endfor %}</feed>";
    let site = Site::of(&[
        ("config.toml", config),
        ("themes/plain/templates/atom.xml", template),
        ("content/a.md", &head("[extra]\nhide = true\n")),
        ("content/b.md", &head("")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: b.md"]);
}

#[test]
fn a_template_that_is_not_understood_is_said() {
    let template =
        "<feed>{% for page in pages | group_by(attribute=\"year\") %}<entry></entry>{% endfor %}</feed>";
    let site = Site::of(&[CONFIG, ("templates/atom.xml", template), ("content/a.md", &head(""))]);
    assert_eq!(
        site.findings(),
        [format!(
            "error[unread-filter] templates/atom.xml only Zola can tell which articles this template shows | {}",
            super::WRITE_SELECT
        )]
    );
}

#[test]
fn a_list_in_reversed_order_of_paths_ends_with_the_first_of_a_day() {
    let template = "<feed>{% set s = get_section(path=dir ~ \"_index.md\") %}{% for page in s.pages | reverse %}<entry></entry>\
                    {% if loop.index == 2 %}{% break %}{% endif %}{% endfor %}</feed>";
    let site = Site::of(&[
        CONFIG,
        ("templates/atom.xml", template),
        ("content/_index.md", "+++\ngenerate_feeds = true\nsort_by = \"permalink\"\n+++\n"),
        ("content/a.md", &head("path = \"2026/01/02/a\"\n")),
        ("content/b.md", &head("path = \"2026/01/02/b\"\n")),
        ("content/c.md", &head("path = \"2026/01/02/c\"\n")),
    ]);
    assert_eq!(site.feeds(), ["atom.xml atom: c.md b.md"]);
    assert_eq!(site.findings(), [""; 0]);
}

#[test]
fn the_end_of_a_list_in_the_order_of_paths_is_the_newest_if_they_begin_with_dates() {
    let template =
        "<feed>{% for page in section.pages | reverse | slice(end=1) %}<entry></entry>{% endfor %}</feed>";
    let found = |sort_by: &str, files: [(&str, &str); 2]| {
        let section = format!("+++\ngenerate_feeds = true\nsort_by = \"{sort_by}\"\n+++\n");
        let dated = |day: &str, more: &str| format!("+++\ntitle = \"T\"\ndate = 2026-01-{day}\n{more}+++\n");
        let paths = files.map(|(path, _)| format!("content/s/{path}"));
        let site = Site::of(&[
            ("config.toml", "base_url = \"https://a.org\"\n"),
            ("templates/atom.xml", template),
            ("content/s/_index.md", &section),
            (&paths[0], &dated("02", files[0].1)),
            (&paths[1], &dated("03", files[1].1)),
        ]);
        (site.feeds(), site.findings().len())
    };
    let newest = |name: &str| (vec![format!("s/atom.xml atom: s/{name}")], 0);
    let dates = [("2026-01-02.md", ""), ("2026-01-03.md", "")];
    assert_eq!(found("slug", dates), newest("2026-01-03.md"));
    assert_eq!(found("permalink", dates), newest("2026-01-03.md"));
    let slugs = [("b.md", "slug = \"20260102-b\"\n"), ("a.md", "slug = \"20260103-a\"\n")];
    assert_eq!(found("slug", slugs), newest("a.md"));
    // Without their dates, names are in another order.
    for names in [[("2026-01-02-b.md", ""), ("2026-01-03-a.md", "")], [("b.md", ""), ("a.md", "")]] {
        assert_eq!(found("slug", names).1, 1, "{names:?}");
    }
    let moved = [("b.md", "path = \"x/2026/01/02\"\n"), ("a.md", "path = \"2026/01/03\"\n")];
    assert_eq!(found("permalink", moved).1, 1);
    assert_eq!(found("title", dates).1, 1);
}

#[test]
fn articles_with_no_date_but_in_their_paths_are_in_the_order_of_these() {
    let article = |path: &str| format!("+++\ntitle = \"T\"\npath = \"{path}\"\n+++\n");
    let template =
        "<feed>{% for page in section.pages | reverse | slice(end=1) %}<entry></entry>{% endfor %}</feed>";
    let site = Site::of(&[
        ("config.toml", "base_url = \"https://a.org\"\n"),
        ("templates/atom.xml", template),
        ("content/s/_index.md", "+++\ngenerate_feeds = true\nsort_by = \"permalink\"\n+++\n"),
        ("content/s/b.md", &article("2026/01/02/b")),
        ("content/s/a.md", &article("2026/01/03/a")),
    ]);
    assert_eq!(site.findings(), [""; 0]);
    assert_eq!(site.feeds(), ["s/atom.xml atom: s/a.md"]);
}

#[test]
fn entries_in_macros_and_includes_of_a_template_have_their_conditions() {
    let of = |before: &str, shown: &str, files: &[(&str, &str)]| {
        let template = format!("{before}<feed>{{% for page in pages %}}{shown}{{% endfor %}}</feed>");
        let (open, hidden) = (head(""), head("[extra]\nhide = true\n"));
        let own = [
            CONFIG,
            ("templates/atom.xml", template.as_str()),
            ("content/a.md", &open),
            ("content/b.md", &hidden),
        ];
        let site = Site::of(&[&own, files].concat());
        if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
            return "not read".to_owned();
        }
        site.feeds().concat()
    };
    let entry = "<entry>{{ page.permalink }}</entry>";
    let guarded = format!("{{% if not page.extra.hide %}}{entry}{{% endif %}}");
    for (entry, expected) in [(guarded.as_str(), "atom.xml atom: a.md"), (entry, "atom.xml atom: a.md b.md")]
    {
        let of_macro = format!("{{% macro entry(of) %}}{}{{% endmacro %}}", entry.replace("page", "of"));
        let import = "{% import \"m.html\" as m %}";
        let file = ("templates/m.html", of_macro.as_str());
        assert_eq!(of(import, "{{ m::entry(of=page) }}", &[file]), expected);
        assert_eq!(of(&of_macro, "{{ self::entry(of=page) }}", &[]), expected);
        for include in ["{% include \"e.html\" %}", "{% include [\"none.html\", \"e.html\"] %}"] {
            assert_eq!(of("", include, &[("templates/e.html", entry)]), expected, "{include}");
        }
    }
    assert_eq!(of("", "{{ m::entry(of=page) }}", &[]), "not read");
    for before in [
        "{% set_global shown = pages %}{% set_global pages = [] %}{% for page in shown %}{% if not page.extra.hide %}{% set_global pages = pages | concat(with=page) %}{% endif %}{% endfor %}",
        "{% set term = get_taxonomy_term(kind=\"tags\", term=\"x\") %}{% set pages = term.pages %}",
        "{% set kinds = pages | group_by(attribute=\"extra.kind\") %}{% set pages = kinds.open %}",
    ] {
        assert_eq!(of(before, entry, &[]), "not read", "{before}");
    }
}
