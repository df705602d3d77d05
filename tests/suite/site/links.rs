//! Links between the files of articles.

use crate::suite::harness::{PLAIN, Site};

fn body(keys: &str, text: &str) -> String {
    format!("+++\ntitle = \"T\"\n{keys}\n+++\n{text}\n")
}

/// What the article `a/one.md` becomes beside others, and the findings.
fn shown(text: &str) -> (String, Vec<String>) {
    let files = [
        ("a/one.md", body("date = 2026-04-02", text)),
        ("a/two.md", body("date = 2026-04-01\nurl = \"/second/\"", "x")),
        ("b/three.md", body("date = 2026-04-01", "x")),
        ("b/draft.md", body("date = 2026-04-01\ndraft = true", "x")),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = Site::new(PLAIN, &files);
    let outcome = site.build();
    let found = site.findings_of(&outcome);
    let first = site.texts("feed.xml", "encoded").into_iter().next().unwrap();
    (first, found)
}

#[test]
fn a_link_to_the_file_of_an_article_leads_to_its_page() {
    for (link, expected) in [
        ("two.md", "second/"),
        ("./two.md#x", "second/#x"),
        ("../b/three.md", "b/three/"),
        ("/b/three.md", "b/three/"),
        ("@/a/two.md", "second/"),
        ("{filename}two.md", "second/"),
        ("{filename}/b/three.md#y", "b/three/#y"),
        ("{static}/c.pdf", "c.pdf"),
        ("{attach}c.pdf", "a/one/c.pdf"),
        ("{{< ref \"two.md\" >}}", "second/"),
        ("{{% relref \"three#z\" %}}", "b/three/#z"),
        ("{% post_url two %}", "second/"),
        ("{% link a/two.md %}", "second/"),
        ("two.html", "a/one/two.html"),
        ("https://example.com/two.md", "ABSOLUTE"),
    ] {
        let (html, found) = shown(&format!("See [it]({link})."));
        let address =
            if expected == "ABSOLUTE" { link.to_owned() } else { format!("https://blog.org/{expected}") };
        assert_eq!(html, format!("<p>See <a href=\"{address}\">it</a>.</p>"), "{link}");
        assert_eq!(found, Vec::<String>::new(), "{link}");
    }
    let (html, _) = shown("{% post_link two Two %}, <a href=\"{{< ref `two` >}}\">x</a>");
    assert_eq!(html.matches("href=\"https://blog.org/second/\"").count(), 2, "{html}");
}

#[test]
fn a_link_to_no_public_article_keeps_its_text_and_is_reported_at_its_place() {
    for (link, shown_link, column) in [
        ("nope.md", "nope.md", 10),
        ("@/b/none.md", "@/b/none.md", 10),
        ("{{< ref \"none\" >}}", "none", 19),
        ("{filename}none.md", "{filename}none.md", 10),
    ] {
        let (html, found) = shown(&format!("See [it]({link})."));
        assert_eq!(html, "<p>See it.</p>", "{link}");
        let expected = format!(
            "warning[dead-link] content/a/one.md:5:{column} `{shown_link}` is not the file of a public article"
        );
        assert_eq!(found.len(), 1, "{link}");
        assert!(found[0].starts_with(&expected), "{found:?}");
    }
}

#[test]
fn a_link_to_an_article_that_is_left_out_says_why_in_whatever_form_it_is() {
    let reason = "is the file of an article that is left out (draft) | publish that article, or remove the link; until then, feeds have only its text";
    for (text, shown_link, place, expected) in [
        ("See [it](../b/draft.md).", "../b/draft.md", "5:10", "<p>See it.</p>"),
        ("See [it](/b/draft.md#part).", "/b/draft.md#part", "5:10", "<p>See it.</p>"),
        ("See <a href=\"../b/draft.md\">it</a>.", "../b/draft.md", "5:14", "<p>See it.</p>"),
        ("<div><a href=\"../b/draft.md\">it</a></div>", "../b/draft.md", "5:15", "<div>it</div>"),
        ("See [it]({{< ref \"b/draft\" >}}).", "b/draft", "5:19", "<p>See it.</p>"),
        ("See ![it](../b/draft.md).", "../b/draft.md", "5:11", "<p>See it.</p>"),
    ] {
        let (html, found) = shown(text);
        assert_eq!(html, expected, "{text}");
        let expected = format!("warning[dead-link] content/a/one.md:{place} `{shown_link}` {reason}");
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn the_source_of_an_article_is_no_picture() {
    let reason = "is a text, not a picture or a recording | correct the path, or make it a link";
    for (text, shown_link, place) in [
        ("See ![it](two.md).", "two.md", "5:11"),
        ("See ![it](none.md).", "none.md", "5:11"),
        ("See <img src=\"../b/three.md?x\" alt=\"it\">.", "../b/three.md?x", "5:15"),
    ] {
        let (html, found) = shown(text);
        assert_eq!(html, "<p>See it.</p>", "{text}");
        assert_eq!(
            found,
            [format!("warning[dead-link] content/a/one.md:{place} `{shown_link}` {reason}")],
            "{text}"
        );
    }
    let (_, found) = shown("![it](%7Bx%7D.png) ![it](@x/y.png)");
    assert!(!found.iter().any(|line| line.contains("dead-link")), "{found:?}");
    let (html, _) = shown("![it](https://example.com/two.md)");
    assert!(html.contains("src=\"https://example.com/two.md\""), "{html}");
}

#[test]
fn the_file_that_a_dead_link_may_mean_is_named_if_it_is_public() {
    for (link, nearest) in [("twoo.md", "a/two.md"), ("three.md", "b/three.md")] {
        let (_, found) = shown(&format!("[it]({link})"));
        assert!(found[0].ends_with(&format!("| did you mean `{nearest}`?")), "{found:?}");
    }
    let (_, found) = shown("[it](draft.md)");
    assert!(!found[0].contains("b/draft.md"), "{found:?}");
}
