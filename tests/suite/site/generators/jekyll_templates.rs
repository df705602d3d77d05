//! What the templates of feeds on a Jekyll site ask of documents.

use super::{CHOOSE, Site, WRITE_SELECT};

/// The posts of the feed whose template has these lines, by the last letters of their names.
#[track_caller]
fn posts(before: &str, range: &str, entry: &str) -> String {
    let template = format!("---\n---\n<rss>{before}{{% for post in {range} %}}{entry}{{% endfor %}}</rss>");
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\n"),
        ("_posts/2026-01-05-a.md", "---\nquiet: true\ncategories: [news, x]\n---\n"),
        ("_posts/2026-01-04-b.md", "---\ntag: solo\nkind: note\n---\n"),
        ("_posts/2026-01-03-c.md", "---\ncategory: news\nquiet: false\n---\n"),
        ("_posts/2026-01-02-d.md", "---\ntags: [solo, other]\nlevel: 2.5\n---\n"),
        ("rss.xml", &template),
    ]);
    if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
        return "not read".to_owned();
    }
    if site.findings().iter().any(|finding| finding.contains("[unread-setting]")) {
        return "not all read".to_owned();
    }
    let feeds = site.feeds();
    let [feed] = feeds.as_slice() else { panic!("{feeds:?}") };
    let names = feed.split_whitespace().skip(2).filter_map(|path| path.strip_suffix(".md")?.chars().last());
    names.map(String::from).collect::<Vec<_>>().join(" ")
}

#[test]
fn values_count_as_true_where_they_do_for_liquid() {
    let posts = |filter: &str, condition: &str| {
        let entry = format!("{{% if {condition} %}}<item></item>{{% endif %}}");
        let template = format!(
            "---\n---\n<rss>{{% assign all = site.posts{filter} %}}{{% for post in all %}}{entry}{{% endfor %}}</rss>"
        );
        let values = [
            ("a", "yes"),
            ("b", "Off"),
            ("c", "''"),
            ("d", "[]"),
            ("e", "{x: 1}"),
            ("f", "'no'"),
            ("g", "0"),
            ("h", "~"),
        ];
        let files = values.map(|(name, value)| {
            (format!("_posts/2026-01-05-{name}.md"), format!("---\nclosed: {value}\n---\n"))
        });
        let mut all = vec![("_config.yml", "url: https://a.org\n"), ("rss.xml", template.as_str())];
        all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let site = Site::of(&all);
        assert_eq!(site.findings(), [""; 0]);
        let feeds = site.feeds();
        let [feed] = feeds.as_slice() else { panic!("{feeds:?}") };
        let names =
            feed.split_whitespace().skip(2).filter_map(|path| path.strip_suffix(".md")?.chars().last());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names.into_iter().collect::<String>()
    };
    assert_eq!(posts("", "post.closed"), "acdefg");
    assert_eq!(posts("", "post.closed == true"), "a");
    assert_eq!(posts("", "post.closed == false"), "b");
    assert_eq!(posts("", "post.closed == nil"), "h");
    assert_eq!(posts("", "post.closed == empty"), "cd");
    assert_eq!(posts("", "post.closed != blank"), "abcdefgh");
    assert_eq!(posts("", "post.tags"), "abcdefgh");
    assert_eq!(posts(" | where: 'closed', ''", "post.tags"), "c");
    assert_eq!(posts(" | where: 'closed', nil", "post.tags"), "h");
}

#[test]
fn entries_may_have_conditions() {
    let item = "<item></item>";
    let cases = [
        ("{% if post.categories contains 'news' %}ITEM{% endif %}", "a c"),
        ("{% unless post.quiet %}ITEM{% endunless %}", "b c d"),
        ("{% if post.quiet == true %}{% else %}ITEM{% endif %}", "b c d"),
        ("{% if post.quiet != true and post.kind != \"note\" %}ITEM{% endif %}", "c d"),
        ("{% if post.tags contains 'solo' or post.quiet %}ITEM{% endif %}", "a b d"),
        ("{% if post.level > 2 %}ITEM{% endif %}", "d"),
        ("{% unless post.level >= 2 %}ITEM{% endunless %}", "a b c"),
        ("{% if post.level < 2 %}ITEM{% endif %}", ""),
        ("{% if post.kind == nil %}ITEM{% endif %}", "a c d"),
        ("{% for tag in post.tags %}{{ tag }}{% endfor %}ITEM", "a b c d"),
        ("{% if post.quiet %}{% elsif post.kind %}ITEM{% endif %}", "b"),
        ("{% if post.tags.size > 0 %}ITEM{% endif %}", "b d"),
        ("{% if post.path contains '-01-04-' %}ITEM{% endif %}", "b"),
        ("{% if post.date <= site.time %}ITEM{% endif %}", "a b c d"),
        ("{% if forloop.index <= 2 %}ITEM{% endif %}", "a b"),
        ("{% if forloop.index0 >= 3 %}{% break %}{% endif %}ITEM", "a b c"),
        // Only what is around an entry counts for it.
        ("{% if forloop.index > 1 %},{% endif %}ITEM", "a b c d"),
        ("{% for tag in post.tags %}{% if forloop.index > 1 %},{% endif %}{% endfor %}ITEM", "a b c d"),
        ("ITEM{% if forloop.index == 2 %}{% break %}{% endif %}", "a b"),
        ("{% if forloop.index == 2 %}{% break %}{% endif %}ITEM", "a"),
        ("{% if post.quiet %}ITEM{% break %}{% endif %}", "not read"),
        ("ITEM{% break %}", "a"),
        ("{% if forloop.index > 1 %}ITEM{% endif %}", "not read"),
        ("{% if forloop.index <= 2 or post.quiet %}ITEM{% endif %}", "not read"),
        (
            "{% if forloop.index > 3 %}{% continue %}{% endif %}{% unless post.quiet %}ITEM{% endunless %}",
            "b c",
        ),
        ("{% if post.date > site.start %}ITEM{% endif %}", "not read"),
        ("{% if site.x %}ITEM{% endif %}", "not read"),
        ("{% if post.quiet %}{% continue %}{% endif %}ITEM", "b c d"),
        ("{% if post.quiet %}{% break %}{% endif %}ITEM", "not read"),
        ("{% case post.kind %}{% when 'note' %}ITEM{% endcase %}", "not read"),
    ];
    for (entry, expected) in cases {
        assert_eq!(posts("", "site.posts", &entry.replace("ITEM", item)), expected, "{entry}");
    }
    // A branch for a key that the template does not have is not taken; what any other makes of the posts is not known.
    let loud = "{% assign all = site.posts | where_exp: 'post', 'post.quiet != true' %}";
    let all = |condition: &str| format!("{loud}{condition}{{% assign all = site.posts %}}{{% endif %}}");
    assert_eq!(posts(&all("{% if page.all %}"), "all", item), "b c d");
    assert_eq!(posts(&all("{% if site.x %}"), "all", item), "not read");
    assert_eq!(posts("{% if site.x %}", "site.posts", item), "not all read");
    // What the loop leaves out counts for the limit.
    assert_eq!(posts("", "site.posts limit: 2", "{% unless post.quiet %}<item></item>{% endunless %}"), "b");
}

#[test]
fn branches_for_what_settings_and_the_template_say_are_taken_or_not() {
    let item = "<item></item>";
    let hidden = "{% assign posts = posts | where_exp: 'post', 'post.quiet != true' %}";
    let all = "{% assign posts = site.posts %}";
    for before in [
        format!("{all}{{% unless site.show_drafts %}}{hidden}{{% endunless %}}"),
        format!(
            "{{% if page.tags %}}{{% assign posts = site.tags[page.tags] %}}{{% else %}}{all}{{% endif %}}{hidden}"
        ),
        format!("{{% if site.unpublished %}}{all}{{% elsif page.x %}}{{% else %}}{all}{hidden}{{% endif %}}"),
        format!(
            "{all}{{% if site.url %}}{hidden}{{% else %}}{{% if x %}}{{% assign posts = x %}}{{% endif %}}{{% endif %}}"
        ),
    ] {
        assert_eq!(posts(&before, "posts", item), "b c d", "{before}");
    }
    // The variable of a loop may be called as the template is.
    let template = "---\n---\n<rss>{% for page in site.posts %}{% if page.quiet %}{% continue %}{% endif %}<item></item>{% endfor %}</rss>";
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\n"),
        ("_posts/2026-01-05-a.md", "---\nquiet: true\n---\n"),
        ("_posts/2026-01-04-b.md", "---\n---\n"),
        ("rss.xml", template),
    ]);
    assert_eq!(site.feeds(), ["rss.xml rss: _posts/2026-01-04-b.md"]);
    let template = format!(
        "---\n---\n<rss>{all}{{% unless site.show_drafts %}}{hidden}{{% endunless %}}{{% for post in posts %}}{item}{{% endfor %}}</rss>"
    );
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\nshow_drafts: no\n"),
        ("_posts/2026-01-05-a.md", "---\nquiet: true\n---\n"),
        ("_posts/2026-01-04-b.md", "---\n---\n"),
        ("rss.xml", &template),
    ]);
    assert_eq!(site.feeds(), ["rss.xml rss: _posts/2026-01-04-b.md"]);
    let in_case = "{% if page.x %}{% case site.kind %}{% when 'a' %}{% else %}{% assign posts = x %}{% endcase %}{% endif %}";
    assert_eq!(posts(&format!("{all}{in_case}{hidden}"), "posts", item), "b c d");
    let before = format!("{all}{{% unless site.other %}}{hidden}{{% endunless %}}");
    assert_eq!(posts(&before, "posts", item), "not read");
    assert_eq!(
        posts(
            "",
            "site.posts",
            "{% if page.url %}{% unless post.quiet %}<item></item>{% endunless %}{% endif %}"
        ),
        "not read"
    );
}

#[test]
fn a_feed_may_have_the_posts_in_the_language_of_the_site() {
    let config = "url: https://a.org\nplugins: [jekyll-polyglot]\nlanguages: [en, fr]\n";
    let of = |config: &str, template: &str| {
        let template = format!("---\n---\n<rss>{template}</rss>");
        let site = Site::of(&[
            ("_config.yml", config),
            ("_posts/2026-01-02-a.md", "---\ntitle: A\nlang: en\n---\n"),
            ("_posts/2026-01-03-b.md", "---\ntitle: B\nlang: fr\n---\n"),
            ("_posts/2026-01-04-c.md", "---\ntitle: C\n---\n"),
            ("rss.xml", &template),
        ]);
        (site.findings().len(), site.feeds())
    };
    let feeds = ["rss.xml rss: _posts/2026-01-02-a.md", "fr/rss.xml rss: _posts/2026-01-03-b.md"];
    for template in [
        "{% assign posts = site.posts | where: 'lang', site.active_lang %}{% for post in posts %}<item></item>{% endfor %}",
        "{% for post in site.posts %}{% if post.lang == site.active_lang %}<item></item>{% endif %}{% endfor %}",
        "{% for post in site.posts %}{% unless post.lang == site.active_lang %}{% continue %}{% endunless %}<item></item>{% endfor %}",
    ] {
        assert_eq!(of(config, template), (0, feeds.map(str::to_owned).into()), "{template}");
        // Without the plugin, it is not known what this is.
        assert_eq!(of("url: https://a.org\n", template).0, 1, "{template}");
    }
}

#[test]
fn filters_may_have_conditions() {
    let of = |filter: &str, range: &str| {
        posts(&format!("{{% assign all = site.posts | {filter} %}}"), range, "<item></item>")
    };
    assert_eq!(of("where_exp: 'post', 'post.quiet != true'", "all"), "b c d");
    assert_eq!(of("where_exp: 'item', \"item.categories contains 'news'\"", "all limit: 1"), "a");
    assert_eq!(of("where: 'kind', 'note'", "all"), "b");
    assert_eq!(of("where: 'kind', nil", "all"), "a c d");
    let assigned = "{% assign kind = 'note' %}{% assign all = site.posts | where: 'kind', kind %}";
    assert_eq!(posts(assigned, "all", "<item></item>"), "b");
    assert_eq!(of("where_exp: 'post', 'post.url'", "all"), "not read");
    assert_eq!(of("public_posts", "all"), "not read");
    let joined = "{% assign quiet = site.posts | where: 'kind', 'note' %}{% assign all = site.posts | concat: quiet %}";
    assert_eq!(posts(joined, "all", "<item></item>"), "not read");
}

#[test]
fn what_leaves_out_the_newest_posts_is_not_taken_for_a_limit() {
    let of = |filter: &str, range: &str| {
        posts(&format!("{{% assign all = site.posts | {filter} %}}"), range, "<item></item>")
    };
    assert_eq!(posts("", "site.posts offset:1", "<item></item>"), "not all read");
    assert_eq!(posts("", "site.posts limit:2 offset:1", "<item></item>"), "not all read");
    // The limit counts before the order is reversed.
    assert_eq!(posts("", "site.posts reversed limit:2", "<item></item>"), "a b");
    assert_eq!(of("reverse | slice: 0, 2", "all"), "not all read");
    assert_eq!(of("reverse", "all limit: 2"), "not all read");
    assert_eq!(of("reverse", "all"), "a b c d");
    assert_eq!(of("sort: 'date' | reverse | slice: 0, 2", "all"), "a b");
    assert_eq!(of("sort: 'date'", "all limit: 2"), "not all read");
    // The limit may have a name, or be computed.
    assert_eq!(posts("{% assign n = 2 %}", "site.posts limit: n", "<item></item>"), "a b");
    let default = "{% assign n = page.most | default: 3 %}";
    assert_eq!(posts(default, "site.posts limit: n", "<item></item>"), "a b c");
    assert_eq!(posts("", "site.posts limit: page.most", "<item></item>"), "not all read");
    assert_eq!(of("slice: 0, page.most", "all"), "not all read");
}

#[test]
fn what_chooses_articles_here_ends_the_finding_about_a_template() {
    let files = [
        ("_config.yml", "url: https://a.org\n"),
        ("_posts/2026-01-05-a.md", "---\n---\n"),
        ("_posts/2026-01-04-b.md", "---\n---\n"),
        ("rss.xml", "---\n---\n<rss>{% for post in site.posts offset:1 %}<item></item>{% endfor %}</rss>"),
    ];
    let found = Site::of(&files).findings();
    assert!(found.len() == 1 && found[0].contains(CHOOSE), "{found:?}");
    let with = |select: &str| {
        let feed = format!("\n[[feed]]\npath = \"rss.xml\"\nformat = \"rss\"\n{select}");
        Site::of_config(&feed, &files).findings()
    };
    assert_eq!(
        with("select = { category = \"x\" }\n").iter().filter(|line| line.contains(CHOOSE)).count(),
        0
    );
    // The articles are those that were not understood, or all.
    assert_eq!((with("select = \"generator\"\n"), with("")), (found.clone(), found));
    let excluding = Site::with("[content]\ngenerator = \"jekyll\"\nexclude = [\"*-a.md\"]\n", &files);
    assert_eq!(
        (excluding.findings(), excluding.feeds()),
        (vec![], vec!["rss.xml rss: _posts/2026-01-04-b.md".to_owned()])
    );
}

#[test]
fn a_template_may_give_its_feed_an_id_and_change_its_whole_text() {
    let template = "---\n---\n{% capture source %}<feed><id>{{ \"/\" | absolute_url }}</id>\
        {% for post in site.posts limit: 1 %}{% assign page = post.url | absolute_url %}<entry><id>{{ page }}</id></entry>\
        {% endfor %}</feed>{% endcapture %}{{ source | replace: '&', '&amp;' }}";
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\nbaseurl: /b\n"),
        ("_posts/2026-01-05-a.md", "---\n---\n"),
        ("_posts/2026-01-04-b.md", "---\n---\n"),
        ("atom.xml", template),
    ]);
    assert_eq!(site.feed_ids(), ["atom.xml https://a.org/b/"]);
    assert_eq!(site.feeds(), ["atom.xml atom: _posts/2026-01-05-a.md"]);
    assert_eq!(site.findings(), [""; 0]);
}

#[test]
fn a_feed_that_only_jekyll_understands_has_the_articles_of_its_collections() {
    let template = "---\n---\n<rss>{% for post in site.posts limit: 1 %}{% if post.rank > post.most %}<item></item>{% endif %}{% endfor %}</rss>";
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\ncollections: {notes: {output: true}}\n"),
        ("_posts/2026-01-05-a.md", "---\n---\n"),
        ("_posts/2026-01-04-b.md", "---\n---\n"),
        ("_notes/c.md", "---\ndate: 2026-01-06\n---\n"),
        ("rss.xml", template),
    ]);
    assert_eq!(site.feeds(), ["rss.xml rss: _posts/2026-01-05-a.md"]);
    let error = "error[unread-filter] rss.xml only Jekyll can tell which articles this template shows | ";
    assert_eq!(site.findings(), [error.to_owned() + WRITE_SELECT]);
}

#[test]
fn one_tag_comes_before_several() {
    let config = "url: https://a.org\nplugins: [jekyll-feed]\nfeed: {tags: true}\ndefaults:\n  - {scope: {path: ''}, values: {tags: base}}\n";
    let tags = |head: &str| {
        let site =
            Site::of(&[("_config.yml", config), ("_posts/2026-01-02-a.md", &format!("---\n{head}---\n"))]);
        let paths = site.feeds().into_iter().filter_map(|feed| {
            feed.strip_prefix("feed/by_tag/").map(|rest| rest.split('.').next().unwrap().to_owned())
        });
        paths.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(tags("tag: one\n"), "one");
    assert_eq!(tags("tag: one\ntags: [two, three]\n"), "one");
    assert_eq!(tags("tag:\ntags: two three\n"), "three two");
    assert_eq!(tags(""), "base");
}

#[test]
fn rss_and_atom_may_have_other_ids() {
    let rss = "---\n---\n<rss>{% for post in site.posts %}<item><guid>{{ site.url }}{{ post.url }}</guid></item>{% endfor %}</rss>";
    let atom = "---\n---\n<feed>{% for post in site.posts %}<entry><id>{{ site.url }}{{ post.id }}</id></entry>{% endfor %}</feed>";
    let site = Site::of(&[
        ("_config.yml", "url: https://a.org\n"),
        ("_posts/2026-01-05-a.md", "---\n---\n"),
        ("atom.xml", atom),
        ("rss.xml", rss),
    ]);
    assert_eq!(site.ids(), ["https://a.org/2026/01/05/a.html https://a.org/2026/01/05/a"]);
}

#[test]
fn the_case_of_an_extension_does_not_matter() {
    let site = Site::of(&[("_config.yml", "url: https://a.org\n"), ("_posts/2026-01-05-A.MD", "---\n---\n")]);
    assert_eq!(site.pages(), [("_posts/2026-01-05-A.MD".to_owned(), "/2026/01/05/A.html".to_owned())]);
}

#[test]
fn references_in_titles_are_resolved_where_jekyll_feed_makes_the_feeds() {
    let of = |plugins: &str| {
        Site::of(&[
            ("_config.yml", &format!("url: https://a.org\nplugins: [{plugins}]\n")),
            ("_posts/2026-01-05-a.md", "---\ntitle: A &amp; B\n---\n"),
        ])
        .titles()
    };
    assert_eq!(of("jekyll-feed"), ["A & B"]);
    assert_eq!(of(""), ["A &amp; B"]);
}

#[test]
fn findings_about_pages_and_withheld_articles_are_at_what_decides() {
    let site = Site::of(&[
        (
            "_config.yml",
            "url: https://a.org\ndefaults:\n  - {scope: {path: '_posts/old'}, values: {published: false}}\n",
        ),
        ("_posts/2026-01-01-a.md", "---\ntitle: A\npermalink: /x/\n---\n"),
        ("_posts/2026-01-02-b.md", "---\ntitle: B\npermalink: /x/\n---\n"),
        ("_posts/old/2026-01-03-c.md", "---\ntitle: C\n---\n"),
    ]);
    let found = site.findings();
    let starts = [
        "error[duplicate-permalink] _posts/2026-01-02-b.md:3:12 ",
        "info[withheld] _posts/old/2026-01-03-c.md:1:1 withheld by `published`, which the site sets for it",
    ];
    for start in starts {
        assert!(found.iter().any(|finding| finding.starts_with(start)), "{start}: {found:?}");
    }
}

#[test]
fn a_feed_with_more_conditions_than_there_may_be_is_said() {
    let template = |key: usize| {
        format!(
            "---\n---\n<rss>{{% for post in site.posts %}}{{% unless post.k{key} %}}<item></item>{{% endunless %}}{{% endfor %}}</rss>"
        )
    };
    let mut files = vec![("_config.yml".to_owned(), "url: https://a.org\n".to_owned())];
    files.push(("_posts/2026-01-05-a.md".to_owned(), "---\n---\n".to_owned()));
    files.extend((10..80).map(|key| (format!("{key}.xml"), template(key))));
    let files: Vec<_> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    let site = Site::of(&files);
    assert_eq!(site.feeds().len(), 64);
    let unmade = |path: &str| {
        format!(
            "warning[unread-setting] _config.yml `{path}` is not made: the templates of the site's feeds have more than 64 \
             conditions | write it into feedwright.toml, as [[feed]] with its `select`"
        )
    };
    let paths = ["74.xml", "75.xml", "76.xml", "77.xml", "78.xml", "79.xml"];
    assert_eq!(site.findings(), paths.map(unmade));
}

#[test]
fn entries_that_a_template_has_from_elsewhere_have_their_conditions_or_stop_the_build() {
    let of = |shown: &str, files: &[(&str, &str)]| {
        let template = format!("---\n---\n<feed>{{% for post in site.posts %}}{shown}{{% endfor %}}</feed>");
        let own = [
            ("_config.yml", "url: https://a.org\n"),
            ("feed.xml", template.as_str()),
            ("_posts/2026-01-02-a.md", "---\ntitle: T\n---\n"),
            ("_posts/2026-01-03-b.md", "---\ntitle: T\nquiet: true\n---\n"),
        ];
        let site = Site::of(&[&own, files].concat());
        if site.findings().iter().any(|finding| finding.starts_with("error[unread-filter]")) {
            return "not read".to_owned();
        }
        site.feeds().concat().replace("_posts/2026-01-0", "")
    };
    let entry = "<entry>{{ include.p.url }}</entry>";
    let guarded = format!("{{% unless include.p.quiet %}}{entry}{{% endunless %}}");
    for (entry, expected) in
        [(guarded.as_str(), "feed.xml atom: 2-a.md"), (entry, "feed.xml atom: 3-b.md 2-a.md")]
    {
        for tag in ["include", "include_cached"] {
            let shown = format!("{{% {tag} e.xml p=post %}}");
            assert_eq!(of(&shown, &[("_includes/e.xml", entry)]), expected, "{tag}");
        }
    }
    let continued = "{% liquid\n  if post.quiet\n    continue\n  endif\n%}<entry></entry>";
    assert_eq!(of(continued, &[]), "feed.xml atom: 2-a.md");
    for shown in [
        "{% include none.xml %}",
        "{% include {{ page.entry }} %}",
        "{% entry post %}",
        "{{ post | entry }}",
        "{% capture e %}<entry></entry>{% endcapture %}{% unless post.quiet %}{{ e }}{% endunless %}",
    ] {
        assert_eq!(of(shown, &[]), "not read", "{shown}");
    }
}
