//! Pages that say themselves what they are: `dir = "public"` makes feeds of any built site.

use serde_json::Value;

use super::add_pages;
use crate::suite::harness::Site;

const SETTINGS: &str = "[site]\nbase-url = \"https://reef.org/\"\ntitle = \"Reef\"\ntimezone = \"UTC\"\n[content]\n\
    dir = \"public\"\n[[feed]]\npath = \"feed.json\"\nformat = \"json\"\nlimit = \"all\"\n";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>Kelp | Reef</title>{head}</head><body>{body}</body></html>"
    )
}

/// The entries of a site of pages.
fn items(pages: &[(&str, &str)]) -> Vec<Value> {
    let site = Site::new(SETTINGS, &[]);
    add_pages(&site, pages);
    let found = site.findings();
    let is_known = |line: &String| {
        let known = [
            "info[no-metadata]",
            "warning[different-page-body]",
            "warning[empty-feed]",
            "error[nothing-to-publish]",
        ];
        known.iter().any(|known| line.starts_with(known))
    };
    assert!(found.iter().all(is_known), "{found:#?}");
    if !site.path("public/feed.json").is_file() {
        return Vec::new();
    }
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    feed["items"].as_array().unwrap().clone()
}

/// The only entry, of a page at `/kelp/`.
#[track_caller]
fn item(head: &str, body: &str) -> Value {
    match items(&[("kelp/index.html", &page(head, body))]).as_slice() {
        [only] => only.clone(),
        several => panic!("{several:#?}"),
    }
}

const TEXT: &str = "<main><article><h1>Kelp</h1><p>It grows.</p></article></main>";

#[test]
fn a_date_of_publication_in_any_vocabulary_makes_a_page_an_article() {
    for head in [
        "<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"datePublished\":\"2026-01-02\"}</script>",
        "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2026-01-02T00:00:00Z\"}]}</script>",
        "<script type=\"application/ld+json\">[{\"@type\":\"PodcastEpisode\",\"datePublished\":\"2026-01-02\"}]</script>",
        "<meta property=\"article:published_time\" content=\"2026-01-02\">",
        "<meta name=\"DC.date.issued\" content=\"2026-01-02\">",
        "<meta name=\"dcterms.date\" content=\"2026-01-02\">",
        "<meta name=\"date\" content=\"2026-01-02 00:00:00 +0000\">",
        "<meta itemprop=\"datePublished\" content=\"2026-01-02\">",
        "<meta http-equiv=refresh content=300><meta name=date content=2026-01-02>",
        "<meta http-equiv=refresh content=\"300; url=/kelp/\"><meta name=date content=2026-01-02>",
    ] {
        let item = item(head, TEXT);
        assert_eq!(item["date_published"], "2026-01-02T00:00:00Z", "{head}");
        assert_eq!(
            (&item["title"], &item["url"]),
            (&"Kelp".into(), &"https://reef.org/kelp/".into()),
            "{head}"
        );
        assert_eq!(item["content_html"], "<p>It grows.</p>", "{head}");
    }
    for body in [
        "<article class=h-entry><h1 class=p-name>Kelp</h1><time class=dt-published datetime=2026-01-02>2 January</time><p>It grows.</p></article>",
        "<article itemscope itemtype=https://schema.org/BlogPosting><h1 itemprop=headline>Kelp</h1><meta itemprop=datePublished content=2026-01-02><p>It grows.</p></article>",
        "<article><h1>Kelp</h1><p class=meta><time datetime=2026-01-02>2 January</time></p><p>It grows.</p></article>",
        "<main><h1>Kelp</h1><ul class=post-meta><li><time datetime=2026-01-02>2 January</time></ul><p>It grows.</p></main>",
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2026-01-02\"}</script><main><h1>Kelp</h1><p>It grows.</p></main>",
    ] {
        let item = item("", body);
        assert_eq!(item["date_published"], "2026-01-02T00:00:00Z", "{body}");
        assert_eq!(
            (&item["title"], &item["content_html"]),
            (&"Kelp".into(), &"<p>It grows.</p>".into()),
            "{body}"
        );
    }
}

#[test]
fn everything_that_a_page_says_of_itself_is_in_its_entry() {
    let item = item(
        "<meta property=\"og:title\" content=\"Kelp &amp; tide\"><meta property=\"og:site_name\" content=\"Reef\">\
         <meta property=\"article:published_time\" content=\"2026-01-02T08:00:00+07:00\">\
         <meta property=\"article:modified_time\" content=\"2026-01-03T08:00:00+07:00\">\
         <meta property=\"article:section\" content=\"Plants\"><meta property=\"article:tag\" content=\"kelp\">\
         <meta property=\"article:tag\" content=\"tide\"><meta name=\"author\" content=\"Ana Ruiz\">\
         <meta name=\"description\" content=\"How it grows.\"><meta property=\"og:image\" content=\"https://reef.org/kelp.jpg\">\
         <meta property=\"og:image:alt\" content=\"A leaf\"><link rel=\"canonical\" href=\"https://reef.org/kelp\">",
        TEXT,
    );
    assert_eq!(item["title"], "Kelp & tide");
    assert_eq!(
        (&item["id"], &item["url"]),
        (&"https://reef.org/kelp".into(), &"https://reef.org/kelp".into())
    );
    assert_eq!(item["date_published"], "2026-01-02T01:00:00Z");
    assert_eq!(item["date_modified"], "2026-01-03T01:00:00Z");
    assert_eq!(item["authors"][0]["name"], "Ana Ruiz");
    assert_eq!(item["summary"], "How it grows.");
    assert_eq!(item["language"], "en");
    assert_eq!(item["image"], "https://reef.org/kelp.jpg");
    assert!(item["content_html"].as_str().unwrap().contains("alt=\"A leaf\""), "{item}");
    let mut tags: Vec<_> = item["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
    tags.sort_unstable();
    assert_eq!(tags, ["Plants", "kelp", "tide"]);
}

#[test]
fn the_title_of_the_site_is_no_part_of_a_title() {
    let titled = |title: &str, more: &str| {
        let head = format!("<meta property=\"article:published_time\" content=\"2026-01-02\">{more}");
        let page = page(&head, "<main><p>It grows.</p></main>").replacen("Kelp | Reef", title, 1);
        items(&[("kelp/index.html", &page)])[0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(titled("Kelp | Reef", ""), "Kelp");
    assert_eq!(titled("Reef • Kelp", ""), "Kelp");
    assert_eq!(titled("Kelp - a story – Reef", ""), "Kelp - a story");
    assert_eq!(titled("Kelp - a story", ""), "Kelp - a story");
    assert_eq!(titled("Kelp | The blog", "<meta property=og:site_name content=\"The blog\">"), "Kelp");
    assert_eq!(titled("x", "<meta property=og:title content=\"Kelp | Reef\">"), "Kelp");
}

#[test]
fn a_page_that_has_expired_or_is_a_draft_is_in_no_feed() {
    let dated = "<meta property=\"article:published_time\" content=\"2026-01-02\">";
    let json = |more: &str| {
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"BlogPosting\",\"datePublished\":\"2026-01-02\",{more}}}</script>"
        )
    };
    for head in [
        format!("{dated}<meta property=\"article:expiration_time\" content=\"2026-01-03T00:00:00Z\">"),
        format!("{dated}<meta name=\"unavailable_after\" content=\"2026-01-03\">"),
        json("\"expires\":\"2026-01-03\""),
        json("\"creativeWorkStatus\":\"Draft\""),
    ] {
        let found = items(&[("kelp/index.html", &page(&head, TEXT))]);
        assert_eq!(found, Vec::<Value>::new(), "{head}");
    }
    item(&json("\"expires\":\"2999-01-03\",\"creativeWorkStatus\":\"Published\""), TEXT);
}

#[test]
fn lists_redirects_errors_hidden_pages_and_our_own_are_no_articles() {
    let dated = "<meta property=\"article:published_time\" content=\"2026-01-02\">";
    let time = "<time datetime=2026-01-02>2 January</time>";
    let list = format!("<h1>Posts</h1><ul><li>{time} <a href=/a/>A</a><li>{time} <a href=/b/>B</a></ul>");
    let cards = format!(
        "<h1>Posts</h1><article><h2><a href=/a/>A</a></h2>{time}</article><article><h2>B</h2>{time}</article>"
    );
    let feed =
        format!("<div class=h-feed><div class=h-entry>{time}</div><div class=h-entry>{time}</div></div>");
    let blog = "<script type=\"application/ld+json\">{\"@type\":\"Blog\",\"blogPost\":[{\"@type\":\"BlogPosting\",\"datePublished\":\"2026-01-02\"}]}</script>";
    let several = "<script type=\"application/ld+json\">[{\"@type\":\"BlogPosting\",\"datePublished\":\"2026-01-02\"},{\"@type\":\"BlogPosting\",\"datePublished\":\"2026-01-03\"}]</script>";
    let one = format!("<main><h1>Tag</h1><p>{time}</p></main>");
    assert_eq!(
        items(&[
            ("index.html", &page(dated, TEXT)),
            ("404.html", &page(dated, TEXT)),
            (
                "old/index.html",
                &page(&format!("{dated}<meta http-equiv=refresh content=\"0; url=/new/\">"), TEXT)
            ),
            ("hidden/index.html", &page(&format!("{dated}<meta name=robots content=noindex>"), TEXT)),
            (
                "a/index.html",
                &page(&format!("{dated}<meta name=Googlebot content='nofollow, NoIndex'>"), TEXT)
            ),
            (
                "b/index.html",
                &page(
                    &format!("{dated}<meta name=robots content=nofollow><meta name=robots content=none>"),
                    TEXT,
                ),
            ),
            ("page/2/index.html", &page(dated, TEXT)),
            ("ours/index.html", &page(&format!("{dated}<meta name=generator content=Feedwright>"), TEXT)),
            ("list/index.html", &page("", &list)),
            ("cards/index.html", &page("", &cards)),
            ("feed/index.html", &page("", &feed)),
            ("blog/index.html", &page(blog, "<h1>Blog</h1>")),
            ("several/index.html", &page(several, "<h1>Blog</h1>")),
            ("tags/one/index.html", &page("", &one)),
            ("about/index.html", &page("", "<main><h1>About</h1><p>No date.</p></main>")),
        ]),
        Vec::<Value>::new()
    );
}

#[test]
fn a_page_that_names_another_as_the_original_is_no_second_article() {
    let head =
        "<meta property=\"article:published_time\" content=\"2026-01-02\"><link rel=canonical href=/kelp/>";
    let site = Site::new(SETTINGS, &[]);
    add_pages(&site, &[("kelp/index.html", &page(head, TEXT)), ("print/kelp/index.html", &page(head, TEXT))]);
    assert_eq!(
        site.findings(),
        [
            "info[copied-page] public/print/kelp/index.html the page names https://reef.org/kelp/ as the original, so it is not \
          an article"
        ]
    );
}

#[test]
fn pages_in_several_languages_are_translations_of_each_other() {
    let head = "<meta property=\"article:published_time\" content=\"2026-01-02\">\
        <link rel=alternate hreflang=en href=/kelp/><link rel=alternate hreflang=pt href=/pt/kelp/>\
        <link rel=alternate hreflang=x-default href=/kelp/>";
    let site = Site::new(&SETTINGS.replace("json", "atom"), &[]);
    add_pages(
        &site,
        &[
            ("kelp/index.html", &page(head, TEXT)),
            (
                "pt/kelp/index.html",
                &page(head, TEXT).replace("lang=\"en\"", "lang=\"pt\"").replace("Kelp", "Alga"),
            ),
        ],
    );
    site.clean();
    let feed = site.read("feed.atom");
    for language in ["en", "pt"] {
        let link = format!("type=\"text/html\" hreflang=\"{language}\"/>");
        assert_eq!(feed.matches(&link).count(), 2, "{feed}");
    }
}

#[test]
fn a_folder_of_the_built_site_keeps_its_place_there() {
    let head = "<meta property=\"article:published_time\" content=\"2026-01-02\">";
    let site = Site::new(&SETTINGS.replace("dir = \"public\"", "dir = \"public/blog\""), &[]);
    add_pages(&site, &[("blog/kelp.html", &page(head, TEXT)), ("news/tide.html", &page(head, TEXT))]);
    site.clean();
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
    assert_eq!(feed["items"][0]["url"], "https://reef.org/blog/kelp.html");
}

#[test]
fn a_head_of_ours_and_a_file_beside_it_come_before_what_a_page_says() {
    let head = "<meta property=\"article:published_time\" content=\"2026-01-02\">";
    let site = Site::new(SETTINGS, &[]);
    add_pages(
        &site,
        &[
            ("a.html", &page(head, TEXT)),
            ("a.toml", "title = \"Beside\"\ndate = 2026-02-02\n"),
            ("b.html", &format!("+++\ntitle = \"Ours\"\ndate = 2026-02-03\n+++\n{}", page(head, TEXT))),
        ],
    );
    let _ = site.build();
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    let titles: Vec<_> =
        feed["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Ours", "Beside"]);
}

#[test]
fn a_date_that_cannot_be_read_is_named() {
    for head in [
        "<meta name=date content='2 January 2026'>",
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2 January 2026\"}</script>",
    ] {
        let site = Site::new(SETTINGS, &[]);
        add_pages(&site, &[("kelp/index.html", &page(head, TEXT))]);
        let expected = "info[no-metadata] public/kelp/index.html the page names the date `2 January 2026`, which cannot be \
            read, so it is not an article | write it in the head of the page as `2026-01-31` or `2026-01-31T08:00:00Z`";
        let found = site.findings();
        assert!(found.iter().any(|line| line == expected), "{head}: {found:#?}");
    }
}

/// The entry of a page at `/kelp/` with these bytes.
#[track_caller]
fn of_bytes(bytes: &[u8]) -> Value {
    let site = Site::new(SETTINGS, &[]);
    add_pages(&site, &[("kelp/index.html", "")]);
    std::fs::write(site.path("public/kelp/index.html"), bytes).unwrap();
    site.clean();
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    feed["items"][0].clone()
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_declares() {
    let content_type = "<meta HTTP-EQUIV=Content-Type content=\"text/html; charset='CHARSET'\">";
    let charset = "<meta charset=\"CHARSET\">";
    for (label, meta, title) in [
        ("ISO-8859-1", charset, "Forêt d’algues"),
        ("windows-1251", content_type, "Лес водорослей"),
        ("Shift_JIS", content_type, "昆布の森"),
        ("gb2312", charset, "海带森林"),
        // What is UTF-8 is that, whatever it declares.
        ("utf-8", charset, "Rừng tảo"),
    ] {
        let head = meta.replace("CHARSET", label);
        let text = page(&format!("{head}<meta name=date content=2026-01-02>"), TEXT).replace("Kelp", title);
        // A text that ends in the middle of a character where the first read of a page does.
        let text = text.replace("It grows.", &title.repeat(3000));
        let (bytes, ..) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(&text);
        let item = of_bytes(&bytes);
        assert_eq!(item["title"], title, "{label}");
        assert_eq!(item["content_html"], format!("<p>{}</p>", title.repeat(3000)), "{label}");
    }
    // Whichever character the first read of the page ends in.
    for start in ["", "x", "xx"] {
        let text = format!("<main><h1>Forêt</h1><p>{start}{}</p></main>", "海".repeat(200_000));
        let mislabeled = page("<meta charset=iso-8859-1><meta name=date content=2026-01-02>", &text);
        assert_eq!(of_bytes(mislabeled.replace("Kelp", "Forêt").as_bytes())["title"], "Forêt");
    }
}

#[test]
fn a_page_in_an_encoding_that_it_does_not_declare_is_an_error() {
    for declared in ["", "<meta charset=utf-8>", "<meta charset=utf-16le>", "<meta charset=nonsense>"] {
        let site = Site::new(SETTINGS, &[]);
        let text = page(&format!("{declared}<meta name=date content=2026-01-02>"), TEXT);
        let bytes: Vec<u8> =
            text.replace("grows", "~").bytes().map(|b| if b == b'~' { 0xEA } else { b }).collect();
        add_pages(&site, &[("kelp/index.html", "")]);
        std::fs::write(site.path("public/kelp/index.html"), bytes).unwrap();
        let found = site.findings();
        assert!(
            found.iter().any(|line| line.starts_with("error[not-utf8] public/kelp/index.html:1:")),
            "{declared}: {found:#?}"
        );
    }
}

#[test]
fn a_date_far_down_the_page_is_found() {
    let script = format!("<script>{}</script>", "x();".repeat(20_000));
    let item = item(&script, &TEXT.replace("<p>", "<time datetime=2026-01-02>2 January</time><p>"));
    assert_eq!((&item["title"], &item["content_html"]), (&"Kelp".into(), &"<p>It grows.</p>".into()));
}

#[test]
fn what_a_page_cites_is_not_said_of_itself() {
    let body = "<article class=h-entry><div class=h-cite><a class=p-author>Budi</a><time class=dt-published datetime=2020-05-06>\
        6 May</time></div><h1 class=p-name>Kelp</h1><a class=p-author>Ana</a>\
        <time class=dt-published datetime=2026-01-02>2 January</time><p>It grows.</p></article>";
    let item = item("", body);
    assert_eq!(item["date_published"], "2026-01-02T00:00:00Z");
    assert_eq!(item["authors"], serde_json::json!([{ "name": "Ana" }]));
}

#[test]
fn a_page_with_several_entries_is_a_list() {
    let entry = |title: &str, day: u8| {
        format!(
            "<div class=h-entry><h2 class=p-name>{title}</h2><time class=dt-published datetime=2026-01-0{day}>x</time></div>"
        )
    };
    let body = format!("<main>{}{}</main>", entry("Kelp", 2), entry("Tide", 3));
    assert!(items(&[("kelp/index.html", &page("", &body))]).is_empty());
}

#[test]
fn a_page_that_is_not_to_be_indexed_is_not_advised_to_be_adopted() {
    let site = Site::new(SETTINGS, &[]);
    add_pages(&site, &[("kelp/index.html", &page("<meta name=\"robots\" content=\"noindex\">", TEXT))]);
    let found = site.findings();
    let expected = "info[no-metadata] public/kelp/index.html the page asks search engines not to index it, so it is not an \
        article";
    assert!(found.iter().any(|line| line == expected), "{found:#?}");
}
