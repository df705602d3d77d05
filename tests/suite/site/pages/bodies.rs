//! `body-from = "page"`: the text of an entry is that of its page.

use super::{add_pages, contents};
use crate::suite::harness::{PLAIN, Site, article};

const FEED: &str = "[[feed]]\npath = \"feed.json\"\nformat = \"json\"\n";

const FROM_PAGE: &str = "[content]\nbody-from = \"page\"\n";

fn settings() -> String {
    format!("{PLAIN}{FROM_PAGE}{FEED}")
}

fn page(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title} | Blog</title></head><body><nav>Menu</nav><main><article><h1>{title}</h1>\
         <div class=\"post-content\">{text}</div></article></main></body></html>"
    )
}

/// The HTML of the only entry.
#[track_caller]
fn only(site: &Site) -> String {
    match contents(site, "feed.json").as_slice() {
        [(_, html)] => html.clone(),
        several => panic!("{several:?}"),
    }
}

#[test]
fn an_entry_has_the_text_of_its_page() {
    let site = Site::new(
        &settings(),
        &[("a.md", &article("A", "date = 2026-01-01").replace("\n+++\n", "\n+++\n{{< tide >}}"))],
    );
    add_pages(&site, &[("a/index.html", &page("A", "<p>High at nine.</p>"))]);
    site.clean();
    assert_eq!(only(&site), "<p>High at nine.</p>");
}

#[test]
fn texts_that_only_their_generator_renders_are_on_their_pages() {
    let head = |title: &str| format!("+++\ntitle = \"{title}\"\ndate = 2026-01-01\n+++\n* source\n");
    let notebook = "{\"cells\": []}";
    let site = Site::new(
        &settings(),
        &[
            ("a.mdx", &head("A")),
            ("b.rst", &head("B")),
            ("c.adoc", &head("C")),
            ("d.org", &head("D")),
            ("e.ipynb", notebook),
            ("e.toml", "title = \"E\"\ndate = 2026-01-01\n"),
        ],
    );
    for name in ["a", "b", "c", "d", "e"] {
        add_pages(
            &site,
            &[(
                &format!("{name}/index.html"),
                &page(&name.to_uppercase(), &format!("<p>Text of {name}.</p>")),
            )],
        );
    }
    site.clean();
    let texts: Vec<_> =
        contents(&site, "feed.json").into_iter().map(|(title, html)| format!("{title} {html}")).collect();
    assert_eq!(
        texts,
        [
            "A <p>Text of a.</p>",
            "B <p>Text of b.</p>",
            "C <p>Text of c.</p>",
            "D <p>Text of d.</p>",
            "E <p>Text of e.</p>"
        ]
    );
}

#[test]
fn an_article_without_a_page_is_an_error_and_a_link_post_has_the_text_of_its_source() {
    let link = article("L", "date = 2026-01-02\nurl = \"https://elsewhere.org/l/\"")
        .replace("Words of L.", "About it.");
    let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01")), ("l.md", &link)]);
    assert_eq!(
        site.findings(),
        [
            "error[missing-page] content/a.md no page of this article in `public` | build the site first; if the site has no page of it, leave it out with `exclude`"
        ]
    );
    add_pages(&site, &[("a.html", &page("A", "<p>On the page.</p>"))]);
    site.clean();
    let texts: Vec<_> = contents(&site, "feed.json").into_iter().map(|(_, html)| html).collect();
    assert_eq!(texts, ["<p>About it.</p>", "<p>On the page.</p>"]);
}

#[test]
fn an_article_that_its_generator_does_not_render_has_the_text_of_its_source() {
    let zola = "base_url = \"https://blog.org\"\ntitle = \"Blog\"\ngenerate_feeds = true\nfeed_filenames = [\"rss.xml\"]\n";
    let site = Site::new(
        &format!("[content]\ngenerator = \"zola\"\nbody-from = \"page\"\n{FEED}"),
        &[
            ("a.md", &article("A", "date = 2026-01-02")),
            (
                "b.md",
                &article("B", "date = 2026-01-01\nrender = false").replace("Words of B.", "In the source."),
            ),
        ],
    );
    std::fs::write(site.path("zola.toml"), zola).unwrap();
    add_pages(&site, &[("a/index.html", &page("A", "<p>On the page.</p>"))]);
    site.clean();
    let texts: Vec<_> = contents(&site, "feed.json").into_iter().map(|(_, html)| html).collect();
    assert_eq!(texts, ["<p>On the page.</p>", "<p>In the source.</p>"]);
}

#[test]
fn only_the_pages_of_articles_in_feeds_are_read() {
    let site = Site::new(
        &format!("{}limit = 1\n", settings()),
        &[("a.md", &article("A", "date = 2026-01-02")), ("b.md", &article("B", "date = 2026-01-01"))],
    );
    add_pages(&site, &[("a/index.html", &page("A", "<p>Read.</p>"))]);
    site.clean();
    assert_eq!(only(&site), "<p>Read.</p>");
}

#[test]
fn links_and_pictures_are_relative_to_the_page_or_to_its_base() {
    let text = "<h2 id=\"x\">X</h2><p><a href=\"#x\">x</a> <a href=\"../b/\">b</a> <img src=\"p.png\" alt=\"p\"></p>";
    let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
    add_pages(&site, &[("a/index.html", &page("A", text))]);
    site.clean();
    let html = only(&site);
    for part in ["href=\"#e", "href=\"https://blog.org/b/\"", "src=\"https://blog.org/a/p.png\""] {
        assert!(html.contains(part), "{part} {html}");
    }
    add_pages(
        &site,
        &[("a/index.html", &page("A", text).replace("<head>", "<head><base href=\"/files/\">"))],
    );
    site.clean();
    let html = only(&site);
    for part in ["href=\"#e", "href=\"https://blog.org/b/\"", "src=\"https://blog.org/files/p.png\""] {
        assert!(html.contains(part), "{part} {html}");
    }
}

#[test]
fn links_of_a_page_that_is_no_folder_are_relative_to_its_file() {
    let text = "<p><a href=\"b.html#x\">b</a> <a href=\"../up/\">up</a> <img src=\"p.png\" alt=\"p\"></p>";
    let site = Site::new(&settings(), &[("news/a.md", &article("A", "date = 2026-01-01"))]);
    let expected = |addresses: [&str; 3]| {
        let html = only(&site);
        for address in addresses {
            assert!(html.contains(&format!("\"https://blog.org/{address}\"")), "{address}: {html}");
        }
    };
    add_pages(&site, &[("news/a.html", &page("A", text))]);
    site.clean();
    expected(["news/b.html#x", "up/", "news/p.png"]);
    std::fs::remove_file(site.path("public/news/a.html")).unwrap();
    add_pages(&site, &[("news/a/index.html", &page("A", text))]);
    site.clean();
    expected(["news/a/b.html#x", "news/up/", "news/a/p.png"]);
}

#[test]
fn the_configuration_may_name_the_element() {
    let site = Site::new(
        &settings().replace("body-from", "page-body = \"#text .words\"\nbody-from"),
        &[("a.md", &article("A", "date = 2026-01-02")), ("b.md", &article("B", "date = 2026-01-01"))],
    );
    let words = "<section id=\"text\"><div class=\"words\"><p>These words.</p></div></section>";
    add_pages(
        &site,
        &[
            ("a/index.html", &page("A", &format!("<p>Not these.</p>{words}"))),
            ("b/index.html", &page("B", "<p>Without that element.</p>")),
        ],
    );
    assert_eq!(
        site.findings(),
        [
            "warning[different-page-body] content/b.md its text was found on the page with `.post-content`, not with `#text \
          .words` | check the text; if it is wrong, set its element under [content] in feedwright.toml: page-body = \"article .content\""
        ]
    );
    let texts: Vec<_> = contents(&site, "feed.json").into_iter().map(|(_, html)| html).collect();
    assert_eq!(texts, ["<p>These words.</p>", "<p>Without that element.</p>"]);
}

#[test]
fn all_elements_that_the_configuration_names_are_the_text() {
    let site = Site::new(
        &settings().replace("body-from", "page-body = \".block, figure\"\nbody-from"),
        &[("a.md", &article("A", "date = 2026-01-02"))],
    );
    let text = "<div class=block><h1>A</h1><p>One.</p><div class=block><p>Two.</p></div></div><p>Ad.</p>\
        <figure><img src=p.png alt=Pier></figure><div class=block></div><div class=block><p>Three.</p></div>";
    add_pages(&site, &[("a/index.html", &page("A", text))]);
    site.clean();
    assert_eq!(super::words(&only(&site)), ["One", "Two", "Three"]);
    assert!(only(&site).contains("https://blog.org/a/p.png"), "{}", only(&site));
}

#[test]
fn texts_that_were_found_by_different_marks_are_reported_once_for_each_mark() {
    let site = Site::new(&settings(), &[]);
    for (name, class) in [
        ("a", "post-content"),
        ("b", "post-content"),
        ("c", "post-body"),
        ("d", "post-body"),
        ("e", "post-content"),
    ] {
        site.add(&[(&format!("{name}.md"), &article(name, "date = 2026-01-01"))]);
        let page = page(name, "<p>Text.</p>").replace("post-content", class);
        add_pages(&site, &[(&format!("{name}/index.html"), &page)]);
    }
    assert_eq!(
        site.findings(),
        [
            "warning[different-page-body] content/c.md its text was found on the page with `.post-body`, not with `.post-content`, as for 1 more | check the text; if it is wrong, set its element under [content] in feedwright.toml: page-body = \"article .content\""
        ]
    );
}

#[test]
fn a_page_of_an_earlier_build_is_reported() {
    let site = Site::new(
        &settings(),
        &[
            ("a.md", &article("The new title", "date = 2026-01-01")),
            ("b.md", &article("B", "date = 2026-01-01\nupdated = 2026-02-03")),
            ("c.md", &article("C *and* “D”", "date = 2026-01-01\nupdated = 2026-02-03T10:00:00Z")),
        ],
    );
    let modified = |date: &str| format!("<head><meta property=\"article:modified_time\" content=\"{date}\">");
    add_pages(
        &site,
        &[
            ("a/index.html", &page("The old title", "<p>Text.</p>")),
            ("b/index.html", &page("B", "<p>Text.</p>").replace("<head>", &modified("2026-01-01T00:00:00Z"))),
            (
                "c/index.html",
                &page("C and &quot;D&quot;", "<p>Text.</p>")
                    .replace("<head>", &modified("2026-02-03T11:00:00+01:00")),
            ),
        ],
    );
    assert_eq!(
        site.findings(),
        [
            "warning[old-page] content/a.md:2:9 its page `public/a/index.html` does not show this title, so its entry has an old \
             text | build the site again; then `feedwright build`",
            "warning[old-page] content/b.md:4:11 its page `public/b/index.html` was last changed on 2026-01-01T00:00:00Z, before \
             the article, so its entry has an old text | build the site again; then `feedwright build`",
        ]
    );
}

#[test]
fn a_page_without_text_is_an_error() {
    let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
    add_pages(
        &site,
        &[("a/index.html", "<!doctype html><title>A</title><body><div id=app></div><script>run()</script>")],
    );
    assert_eq!(
        site.findings(),
        [
            "error[missing-page-body] public/a/index.html the text of the article was not found on its page | set its element under [content] in feedwright.toml: page-body = \"article .content\""
        ]
    );
}

#[test]
fn a_page_that_only_leads_elsewhere_is_not_that_of_an_article() {
    for refresh in ["0; url=/new/", "0;URL='/new/'", "5 /new/"] {
        let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
        let head = format!("<head><meta http-equiv=\"Refresh\" content=\"{refresh}\">");
        add_pages(&site, &[("a/index.html", &page("A", "<p>Moved.</p>").replace("<head>", &head))]);
        assert_eq!(
            site.findings(),
            [
                "error[missing-page] content/a.md its page `public/a/index.html` has no text, and leads to `/new/` | if the \
                 article has another address, write that as `url`; or keep it out with `exclude`"
            ],
            "{refresh}"
        );
    }
    // It is loaded again now and then.
    for refresh in [
        "600",
        "600; url=",
        "600; url=https://blog.org/a/",
        "5; URL='/a/index.html'",
        "5 http://blog.org/a",
        "9; url=?again#now",
    ] {
        let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
        let head = format!("<head><meta http-equiv=refresh content=\"{refresh}\">");
        add_pages(&site, &[("a/index.html", &page("A", "<p>Live.</p>").replace("<head>", &head))]);
        assert_eq!(site.findings(), [] as [String; 0], "{refresh}");
        assert_eq!(only(&site), "<p>Live.</p>", "{refresh}");
    }
}

#[test]
fn of_several_articles_on_a_page_the_text_is_that_of_the_one_with_the_title() {
    let other = |words: usize| {
        let text = "kelp tide pier boat ".repeat(words);
        format!("<article><h2>B</h2><div class=text><p>{text}</p></div></article>")
    };
    let own = "<article><h1>A</h1><div class=text><p>Kelp grows at the pier.</p></div></article>";
    for (before, after) in [(other(1), other(1)), (String::new(), other(30)), (other(30), String::new())] {
        for class in ["text", "entry-content"] {
            let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
            let body =
                format!("<main>{before}{own}{after}</main>").replace("class=text", &format!("class={class}"));
            let page = format!("<!doctype html><title>A</title><body>{body}</body>");
            add_pages(&site, &[("a/index.html", &page)]);
            site.clean();
            assert_eq!(
                super::words(&only(&site)).join(" "),
                "Kelp grows at the pier",
                "{class} {before} {after}"
            );
        }
    }
}

#[test]
fn every_panel_of_tabs_is_in_the_text() {
    let text = of_page(
        "<div role=tabpanel>First.</div><div role=tabpanel hidden>Second.</div>\
         <div role=tabpanel style=\"display: none\" aria-hidden=true>Third.</div><p hidden=until-found>Fourth.</p><p hidden>No.</p>",
    );
    assert_eq!(super::words(&text), ["First", "Second", "Third", "Fourth"]);
}

#[test]
fn template_syntax_that_a_page_shows_stays_and_is_reported_at_its_place() {
    let found = |text: &str| {
        let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
        let elsewhere = "<title>A {{ count }} {{ x }}";
        let page = page("A", &format!("\n{text}")).replace("<title>A", elsewhere);
        let page = page.replace("<nav>Menu", "<nav>Menu {{ count }} {{ x }}");
        add_pages(&site, &[("a/index.html", &page)]);
        let found = site.findings();
        assert_eq!(super::words(&only(&site)), super::words(text), "{text}");
        found
    };
    let help =
        "correct it in the article, and build the site again; if it is meant as text, write it as code";
    let long = format!("<p>{{{{ {} }}}} &amp; {{{{ x }}}}</p>", "a ".repeat(200));
    for (syntax, written, text) in [
        ("{{ count }}", "{{ count }} items", "<p>It has {{ count }} items.</p>"),
        ("{{ count }}", "{{ count }} items", "<pre>{{ count }}</pre><p>It&#39;s {{ count }} items.</p>"),
        ("{{< figure src=x >}}", "{{&lt;", "<p>{{&lt; figure src=x >}}</p>"),
        ("{{< figure src=x >}}", "{{&lt;", "<p>1 &lt; 2 &amp; {{&lt; figure src=x &gt;}}</p>"),
        ("{%- include a.html %}", "{%- include", "<p>{%- include a.html %} and {% raw %}</p>"),
        ("{{ x }}", "{{ x }}", &long),
    ] {
        let place = format!(":2:{}", text.find(written).unwrap() + 1);
        let expected = format!(
            "warning[template-on-page] public/a/index.html{place} the page shows the template syntax `{syntax}` | {help}"
        );
        assert_eq!(found(text), [expected], "{text}");
    }
    for text in [
        "<p>It is <code>{{ count }}</code>.</p>",
        "<pre>{% raw %}</pre>",
        "<p>A formula: $\\frac{{a}}{{b}}$ {{}} }} {{ open</p>",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn without_a_usual_mark_readability_finds_the_text() {
    let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
    let sentence = "The harbor was built of stone from the island, and the stone was carried in small boats, one a day, ";
    let text = format!("<p>{}</p>", sentence.repeat(3)).repeat(4);
    let page = format!(
        "<!doctype html><title>A</title><body><div class=x1><ul><li><a href=/>Home</a><li><a href=/b>All</a></ul></div>\
         <div class=x2><h1>A</h1><div class=x3>{text}</div></div><div class=x4><a href=/z>Last</a></div>"
    );
    add_pages(&site, &[("a/index.html", &page)]);
    site.clean();
    let html = only(&site);
    assert_eq!(super::words(&html).len(), super::words(&text).len(), "{html}");
}

#[test]
fn the_page_that_has_the_address_is_read_wherever_its_file_is() {
    let config = settings().replace("body-from", "permalink = \"pages\"\nbody-from");
    let site = Site::new(&config, &[("a.md", &article("A", "date = 2026-01-01"))]);
    let canonical = "<head><link rel=\"canonical\" href=\"https://blog.org/posts/a\">";
    add_pages(&site, &[("x/a/index.html", &page("A", "<p>There.</p>").replace("<head>", canonical))]);
    site.clean();
    assert_eq!(only(&site), "<p>There.</p>");
}

#[test]
fn a_wrong_setting_is_an_error_at_its_key() {
    let lines = |setting: &str| {
        let text = format!("{PLAIN}[content]\n{setting}\n");
        let (_, found) = feedwright::site::pipeline::configure(
            "feedwright.toml".as_ref(),
            &text,
            &feedwright::site::config::Overrides::default(),
            &feedwright::codes(),
        );
        crate::suite::support::lines(&found)
    };
    assert_eq!(
        lines("body-from = \"pages\""),
        [
            "error[invalid-setting] feedwright.toml:6:13 expected `source`, `page`, found `pages` | did you mean `page`?"
        ]
    );
    assert_eq!(
        lines("page-body = \"article >\""),
        [
            "error[invalid-setting] feedwright.toml:6:13 `article >` is not a CSS selector | write something like \"article \
          .content\""
        ]
    );
}

#[test]
fn every_list_of_marks_is_sorted() {
    assert_eq!(feedwright::site::pages::boilerplate::unsorted(), Vec::<&str>::new());
}

/// The text of an entry whose page has this text.
#[track_caller]
fn of_page(text: &str) -> String {
    let site = Site::new(&settings(), &[("a.md", &article("A", "date = 2026-01-01"))]);
    add_pages(&site, &[("a/index.html", &page("A", text))]);
    site.clean();
    only(&site)
}

const PARTS: &str = "<h2 id=\"k\">Kelp</h2><p>It grows.</p><h2 id=\"t\">Tide</h2><p>It falls.</p>";

#[test]
fn a_table_of_contents_and_its_label_are_left_out() {
    let links = "<ul><li><a href=\"#k\">Kelp</a></li><li><a href=\"#t\">Tide</a></li></ul>";
    let text = of_page(&format!("<p>Intro of it all.</p><p>On this page</p>{links}{PARTS}"));
    assert!(
        text.starts_with("<p>Intro of it all.</p>\n<h2") || text.starts_with("<p>Intro of it all.</p><h2"),
        "{text}"
    );
}

#[test]
fn what_a_page_says_around_the_text_is_left_out_by_what_it_is() {
    let quote = "<blockquote><p>It rises.</p><footer>Budi</footer></blockquote>";
    let footnotes = "<footer><ol class=footnotes><li>A note.</li></ol></footer>";
    let footer = format!("<footer><p>{}</p></footer>", "A boat in every port. ".repeat(9));
    for (part, is_left_out) in [
        (footer.as_str(), true),
        (
            "<p>Share: <a href=\"https://twitter.com/intent/tweet?url=x\">X</a> <a href=\"https://www.facebook.com/sharer/x\">F</a></p>",
            true,
        ),
        (
            "<div><p><a href=\"https://github.com/ana/reef/edit/main/a.md\">Suggest a change</a></p></div>",
            true,
        ),
        ("<p>Filed under <a rel=tag href=/t/>plants</a></p>", true),
        ("<ul><li><a rel=prev href=/p/>Before</a></li><li><a rel=next href=/n/>After</a></li></ul>", true),
        ("<footer><p>Written on the pier.</p></footer>", true),
        ("<div class=post-meta>5 minutes</div>", true),
        ("<form><label>Your address</label><input name=a></form>", true),
        (
            "<p>See <a href=\"https://twitter.com/ana\">Ana's</a> and <a href=\"https://github.com/ana/reef\">the reef</a>.</p>",
            false,
        ),
        (quote, false),
        (footnotes, false),
    ] {
        let text = of_page(&format!("<p>It grows at the pier, and it falls there.</p>{part}"));
        let expected = if is_left_out { String::new() } else { part.to_owned() };
        let expected = format!("It grows at the pier, and it falls there. {expected}");
        assert_eq!(super::words(&text), super::words(&expected), "{part}");
    }
}

#[test]
fn a_list_that_says_more_than_its_links_is_no_table_of_contents() {
    let list = "<ul><li><a href=\"#k\">Kelp</a> is what grows below the pier in winter</li>\
        <li><a href=\"#t\">Tide</a> is what moves the boats twice a day</li></ul>";
    let text = of_page(&format!("<p>Intro of it all.</p>{list}{PARTS}"));
    assert!(text.contains("is what grows below the pier"), "{text}");
}

#[test]
fn a_heading_far_down_the_text_is_not_its_title() {
    let words = "kelp tide pier boat ".repeat(30);
    let text = of_page(&format!("<p>{words}</p><h2>A</h2><p>It grows.</p>"));
    assert!(text.contains("kelp tide pier boat"), "{text}");
}
