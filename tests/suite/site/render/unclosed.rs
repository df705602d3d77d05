//! Tests of markup that is never closed.

use feedwright::site::kind::FileKind;

use super::rendered;

fn found(kind: FileKind, body: &str) -> Vec<String> {
    let (_, found) = rendered(kind, "", body);
    found.into_iter().filter(|line| line.contains("[unclosed-markup]")).collect()
}

#[test]
fn markup_that_hides_the_rest_of_a_text_is_reported_where_it_begins() {
    for kind in [FileKind::Html, FileKind::Markdown] {
        for begin in [
            "<textarea>",
            "<style>",
            "<script>",
            "<!-- oops",
            "<title>",
            "<noscript>",
            "<iframe src=\"https://b.org\">",
            "<a href=\"x",
            "<p title=\"x",
            "<select><option>",
            "<IFRAME src='https://b.org'/>",
            "<!-- a -- b",
            "<template>",
        ] {
            let found = found(kind, &format!("<p>before</p>\n{begin}\n<p>after</p>\n"));
            assert!(
                found.len() == 1 && found[0].starts_with("warning[unclosed-markup] news/a.x:2:1 "),
                "{begin}: {found:?}"
            );
        }
    }
}

#[test]
fn markup_that_is_closed_or_text_is_not_reported() {
    for body in [
        "<p>a</p>\n<!-- a > b -->\n<!---->\n<script>if (a < b) x(\"<p\")</script>\n<textarea>a</TEXTAREA >\n",
        "<p title=\"a > b\">c</p>",
        "<p>1 < 2 <3</p>",
        "<svg><title>a</title><style/><path d=\"\"/></svg><p>b</p>",
        "<!doctype html><p>a</p>",
        "<p title=it's>a</p>",
    ] {
        assert_eq!(found(FileKind::Html, body), Vec::<String>::new(), "{body}");
    }
    for body in ["`<textarea>`\n\n```html\n<!-- a\n```\n", "a <b and `<a href=\"`", "<https://b.org/>"] {
        assert_eq!(found(FileKind::Markdown, body), Vec::<String>::new(), "{body}");
    }
    assert_eq!(found(FileKind::Text, "<textarea> a"), Vec::<String>::new());
}

#[test]
fn the_place_is_that_of_the_one_that_is_open() {
    let body = "<p>a</p>\n\n<!-- b -->\n\n<!-- c";
    assert_eq!(
        found(FileKind::Html, body),
        [
            "warning[unclosed-markup] news/a.x:5:1 the comment that begins here is never closed, so readers do not see what follows | add `-->`, or write `&lt;` if `<` is meant as text"
        ]
    );
}

#[test]
fn a_picture_that_readers_do_not_load_leaves_its_words_or_a_finding() {
    let (shown, found) =
        rendered(FileKind::Html, "", "<p>a <img src=\"file:///etc/x.png\" alt=\"A cat\"> b</p>");
    assert_eq!((shown.content.as_str(), found), ("<p>a A cat b</p>", vec![]));
    let (shown, found) = rendered(FileKind::Html, "", "<p>a</p>\n<img src=\"file:///etc/x.png\">");
    assert_eq!(shown.content.as_str(), "<p>a</p>");
    assert!(found.len() == 1 && found[0].starts_with("warning[removed-element] news/a.x:2:1"), "{found:?}");
}
