//! Content that attacks feed readers, and the output of it.

use feedwright::site::kind::FileKind;

use super::judge::{addresses, misplaced};
use super::rendered;
use crate::suite::support::numbered;

/// Attacks, each after its description.
const ATTACKS: &str = include_str!("attacks.txt");

/// Attacks with characters that do not survive in a text file.
const MORE: &[&str] = &[
    "<a href='\u{1}javascript:alert(1)'>x</a>",
    "<a href='java\u{0}script:alert(1)'>x</a>",
    "<IMG SRC=java\0script:alert(\"XSS\")>",
    "<SCR\0IPT>alert(\"XSS\")</SCR\0IPT>",
    "<img src=x onerror\u{b}=alert(1)>",
    "<img\u{c}src=x\u{c}onerror=alert(1)>",
    "<a\u{a0}href='javascript:alert(1)'>x</a>",
    "<a href='\u{2028}javascript:alert(1)'>x</a>",
    "<a href='jav\u{ad}ascript:alert(1)'>x</a><a href='\u{202e}tpircsavaj'>y</a>",
    "<svg\u{b}onload=alert(1)>",
    "<\u{0}script>alert(1)</script>",
    "<script\u{0}>alert(1)</script>",
    "¼script¾alert(¢XSS¢)¼/script¾",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x]: data:text/html,x\n\n![x]",
    "<div>\n\n<script>\n\nalert(1)</script>\n\n</div>",
    "<!--\n\n--><img src=x onerror=alert(1)>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "a[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
];

fn attacks() -> impl Iterator<Item = &'static str> {
    let written = ATTACKS.trim_end().split("\n\n").filter(|attack| !attack.starts_with("# "));
    written.chain(MORE.iter().copied())
}

/// The parts that a browser would run, in the tree of an HTML parser.
pub(super) fn dangers(html: &str) -> Vec<String> {
    let document = dom_query::Document::fragment(html);
    let mut found = Vec::new();
    for node in document.root().descendants() {
        let Some(name) = node.node_name() else { continue };
        let bad = [
            "script", "style", "object", "embed", "form", "input", "svg", "link", "meta", "base", "template",
            "noscript", "textarea",
        ];
        if bad.contains(&&*name) {
            found.push(name.to_string());
        }
        for attribute in node.attrs() {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let unlisted = ["style", "srcdoc", "data", "action", "formaction", "ping", "background"];
            if key.starts_with("on") || unlisted.contains(&key.as_str()) {
                found.push(format!("{name} {key}={value}"));
            }
            found.extend(addresses(&[(name.to_string(), key, value)]));
        }
    }
    found
}

#[test]
fn nothing_executable_is_left_of_an_attack() {
    assert!(attacks().count() > 200);
    for attack in attacks() {
        for kind in [FileKind::Html, FileKind::Markdown] {
            for body in [attack.to_owned(), format!("Before.\n\n{attack}\n\nAfter.")] {
                let (rendered, _) = rendered(kind, "", &body);
                assert_harmless(rendered.content.as_str(), attack);
            }
        }
    }
}

/// Checks the tree that a browser builds and the tags of the text, and that both stay the same when parsed again.
#[track_caller]
fn assert_harmless(html: &str, attack: &str) {
    assert_eq!(dangers(html), Vec::<String>::new(), "{attack}: {html}");
    assert_eq!(misplaced(html), Vec::<String>::new(), "{attack}: {html}");
    let again = dom_query::Document::fragment(html).html_root().inner_html().to_string();
    assert_eq!(dangers(&again), Vec::<String>::new(), "{attack}: {html}");
}

#[test]
fn text_beside_an_attack_is_kept() {
    for attack in attacks().filter(|attack| attack.ends_with("</script>") && !attack.contains("<plaintext")) {
        let (rendered, _) = rendered(FileKind::Markdown, "", &format!("Before.\n\n{attack}\n\nAfter."));
        assert!(rendered.content.as_str().contains("Before."), "{attack}: {}", rendered.content);
    }
}

#[test]
fn an_attack_in_plain_text_is_words() {
    for attack in attacks() {
        let (rendered, _) = rendered(FileKind::Text, "", attack);
        assert_harmless(rendered.content.as_str(), attack);
        let tags = rendered.content.as_str().matches('<').count();
        let ours = ["<p>", "</p>", "<br>"].map(|tag| rendered.content.as_str().matches(tag).count());
        assert_eq!(tags, ours.iter().sum::<usize>(), "{}", rendered.content);
    }
}

#[test]
fn nesting_of_real_pages_is_kept() {
    let body = format!("{}x{}", "<div>".repeat(100), "</div>".repeat(100));
    let (rendered, _) = rendered(FileKind::Html, "", &body);
    assert_eq!(rendered.content.as_str(), body);
}

#[test]
fn the_text_of_excessive_nesting_is_kept() {
    let body = format!("{}<p>x</p>{}<p>y</p>", "<div>".repeat(5_000), "</div>".repeat(5_000));
    let (rendered, _) = rendered(FileKind::Html, "", &body);
    let html = rendered.content.as_str();
    assert!(html.ends_with("<p>y</p>") && html.contains('x'), "{html}");
    assert!(html.matches("<div>").count() < 300);
}

#[test]
fn long_pages_keep_all_of_their_elements() {
    for unit in [
        "<p>x",
        "<ul><li>x<li>y</ul>",
        "<p>x<br/></p>",
        "<svg><path d='x'/><path d='y'/></svg>",
        "<math><mspace/></math>",
        "<script>if (a<b) c;</script>",
        "<!-- <b> --><!-->",
        "<!-- <b> --!>",
        "<textarea><b></textarea>",
        "<div><span>x</div>",
        "<table><tr><td>x<td>y</table>",
        "<dl><dt>x<dd>y</dl>",
        "<p title='a > b <i>'>x</p>",
        "<p title = \"a > b <i>\">it's x</p>",
        "<p>a < b</p>",
        "<p><b><i>x</i></b></p>",
        "<p><b>x<i>y</b>z</i></p>",
    ] {
        let (rendered, _) = rendered(FileKind::Html, "", &format!("{}<h2>z</h2>", unit.repeat(600)));
        assert!(rendered.content.as_str().ends_with("<h2>z</h2>"), "{unit}");
        let blocks = ["<p>", "<ul>", "<div>", "<table>", "<dl>", "<math>"].map(|tag| {
            (tag, unit.matches(tag).count() * 600, rendered.content.as_str().matches(tag).count())
        });
        for (tag, expected, kept) in blocks {
            assert_eq!(expected, kept, "{tag} of {unit}");
        }
    }
}

#[test]
fn unclosed_formatting_does_not_multiply() {
    let formats = numbered(2_000, |n| format!("<div><i id={n}>x</div>"));
    let (rendered, _) = rendered(FileKind::Html, "", &format!("{formats}<p><b>y</b> z</p>"));
    let html = rendered.content.as_str();
    assert!(html.matches("<i").count() < 40_000, "{}", html.len());
    assert_eq!(html.matches('x').count(), 2_000);
    assert!(html.contains('z') && !html.contains("</b> z</b>"), "{html}");
}

#[test]
fn nothing_of_a_long_text_is_lost() {
    for (kind, words) in [
        (FileKind::Text, "à & · "),
        (FileKind::Html, "à &amp; &middot; "),
        (FileKind::Markdown, "à & &#xb7; "),
    ] {
        let (rendered, _) = rendered(kind, "", &words.repeat(8_000));
        let html = rendered.content.as_str();
        let shown = "à &amp; · ".repeat(8_000);
        assert_eq!(html.trim_start_matches("<p>").trim_end_matches("</p>").trim(), shown.trim());
    }
}

#[test]
fn deep_nesting_neither_breaks_nor_stalls() {
    let html = ["<div><p>", "<blockquote>", "<span>", "<svg><p>", "<noscript><img src=a>", "<!--", "<"];
    let markdown = ["<div>", "> ", "- ", "[", "![", "*a ", "**a _b ", "`", "[^1]"];
    for open in html {
        survives(FileKind::Html, open, 50_000);
    }
    for open in markdown {
        survives(FileKind::Markdown, open, 50_000);
    }
    for open in ["<b>", "<ul><li>", "<table><tr><td>", "&", "<a href=x>"] {
        survives(FileKind::Html, open, 5_000);
        survives(FileKind::Markdown, open, 5_000);
    }
}

#[track_caller]
fn survives(kind: FileKind, open: &str, times: usize) {
    let (rendered, _) = rendered(kind, "", &open.repeat(times));
    assert_eq!(dangers(rendered.content.as_str()), Vec::<String>::new(), "{open}");
}

#[test]
fn many_mistakes_are_reported_in_linear_time() {
    let (_, found) = rendered(FileKind::Markdown, "", &"[a](http://[x) \u{1}\n".repeat(5_000));
    assert_eq!(found.len(), 10_000);
    let last = "warning[unresolvable-link] news/a.x:5000:5 `http://[x` is not a URL | correct the link, or write it as code if it is not a link";
    assert_eq!(found.last().map(String::as_str), Some(last));
}

/// The findings about a body, without the help.
fn found(kind: FileKind, body: &str) -> Vec<String> {
    let (_, found) = rendered(kind, "", body);
    found.iter().map(|line| line.split(" | ").next().unwrap().to_owned()).collect()
}

#[test]
fn the_first_attributes_of_a_long_tag_are_kept_and_the_rest_is_reported() {
    let many = |first: &str, last: &str| {
        format!("<p>x</p>\n<p {first}{}{last}>y</p>", numbered(500, |n| format!("a{n} ")))
    };
    let expected_findings =
        "warning[excessive-markup] news/a.x:2:1 a tag has more than 200 attributes; the rest was removed";
    for kind in [FileKind::Html, FileKind::Markdown] {
        let (html, _) = rendered(kind, "", &many("title=z ", "lang=en"));
        assert_eq!(html.content.as_str().replace('\n', ""), "<p>x</p><p title=\"z\">y</p>");
        assert_eq!(found(kind, &many("", "lang=en")), [expected_findings]);
    }
    let few = format!("<p {}lang=en>y</p>", numbered(199, |n| format!("a{n} ")));
    assert_eq!(super::html(FileKind::Html, &few), "<p lang=\"en\">y</p>");
}

#[test]
fn attributes_are_counted_as_browsers_read_them() {
    let quoted = |n| numbered(n, |n| format!("a{n}='>' b{n} = \">\" "));
    assert_eq!(
        super::html(FileKind::Html, &format!("<p {}lang=en>y</p>", quoted(99))),
        "<p lang=\"en\">y</p>"
    );
    assert_eq!(found(FileKind::Html, &format!("<p {}lang=en>y</p>", quoted(100))).len(), 1);
    for tag in ["<p/{}>y", "<p>y</p {}>", "<p {}", "<p {}/>y", "<p x=y\n{}>y"] {
        let attributes = numbered(300, |n| format!("{n}/"));
        assert_eq!(found(FileKind::Html, &tag.replace("{}", &attributes)).len(), 1, "{tag}");
    }
    // In kinds where tags are text there is nothing to count.
    let text = format!("<script>if (a<b {}) c</script><p>x</p>", numbered(500, |n| format!("&& c{n} ")));
    assert_eq!(super::html(FileKind::Html, &text), "<p>x</p>");
}

#[test]
fn html_of_too_many_names_keeps_its_text() {
    let names = numbered(6_000, |n| format!("<x{n} lang=en>{n} </x{n}>"));
    let (html, found) = rendered(FileKind::Html, "", &format!("<p>x</p>{names}<p>y</p>"));
    assert!(html.content.as_str().contains("5999") && html.content.as_str().ends_with("<p>y</p>"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("warning[excessive-markup] news/a.x:1:"), "{found:?}");
}

/// Bodies whose output would be disproportionately large.
#[test]
fn an_article_whose_html_is_out_of_proportion_is_an_error() {
    let html = "the entry's HTML is longer than";
    let nodes = "the entry's HTML has more than 1048576 elements, attributes and texts";
    let markup = "the article has more than 1048576 characters of markup";
    let opened = |formats: &str| format!("<p>{formats}{}", "<p>a".repeat(10_000));
    let long = "x".repeat(10_000);
    let formats = numbered(16, |x| format!("<i id={x}{}>", numbered(150, |n| format!(" a{n}"))));
    let relative = "<a href=b>c</a>".repeat(10_000);
    let cases = [
        (FileKind::Markdown, format!("{}\n\n[^1]: a", "[^1]".repeat(50_000)), html),
        (FileKind::Html, opened(&format!("<i title='{long}'>")), html),
        (FileKind::Html, opened(&format!("<a href='http://a.b/{long}'>")), html),
        (FileKind::Html, opened(&formats), html),
        (FileKind::Html, format!("<html><base href='http://a.b/{}/'>{relative}", "x".repeat(2_000)), html),
        (FileKind::Html, "<p>".repeat(600_000), nodes),
        (FileKind::Html, "<p>".repeat(1_100_000), markup),
        (FileKind::Markdown, "a\n\n".repeat(600_000), markup),
        (FileKind::Text, "a\n".repeat(1_100_000), markup),
    ];
    for (kind, body, expected) in cases {
        let (entry, found) = rendered(kind, "", &body);
        assert!(entry.content.as_str().is_empty(), "{expected}");
        let expected_findings = format!("error[oversized-entry] news/a.x {expected}");
        assert!(found.len() == 1 && found[0].starts_with(&expected_findings), "{found:?}");
    }
}

#[test]
fn long_articles_have_room() {
    let table = format!("|a|b|\n|-|:-:|\n{}", "|1|2|\n".repeat(4_000));
    for body in [table, "a [b](c) *d* `e`[^1]\n\n".repeat(2_000) + "[^1]: x", "- a\n".repeat(6_000)] {
        assert_eq!(found(FileKind::Markdown, &body), Vec::<String>::new());
    }
}

#[test]
fn mistakes_beyond_the_limit_are_not_reported() {
    assert_eq!(found(FileKind::Markdown, &"[a](http://[x) \u{1}\n".repeat(12_000)).len(), 20_000);
    assert_eq!(found(FileKind::Markdown, &"&#1; a ".repeat(12_000)).len(), 10_000);
}

#[test]
fn links_that_are_not_found_in_the_text_are_reported_without_a_place() {
    let body = numbered(150, |n| format!("<a href='http://[&amp;{n}'>x</a>\n"));
    let found = found(FileKind::Html, &format!("{body}<a href='http://[y'>x</a>"));
    assert_eq!(found.len(), 151);
    assert_eq!(found[0], "warning[unresolvable-link] news/a.x `http://[&0` is not a URL");
}
