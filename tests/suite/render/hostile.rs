//! Content that attacks readers, and what is left of it.

use feedwright::model::source::Kind;

use super::judge::{addresses, misplaced};
use super::rendered;
use crate::support::numbered;

/// Attacks, with what they are between them.
const ATTACKS: &str = include_str!("attacks.txt");

/// Attacks with characters that a file of text does not carry well.
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

/// What a browser would run, in the tree that an HTML parser makes.
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
fn nothing_that_runs_is_left_of_an_attack() {
    assert!(attacks().count() > 200);
    for attack in attacks() {
        for kind in [Kind::Html, Kind::Markdown] {
            for body in [attack.to_owned(), format!("Before.\n\n{attack}\n\nAfter.")] {
                let (rendered, _) = rendered(kind, "", &body);
                harmless(rendered.content.as_str(), attack);
            }
        }
    }
}

/// By the tree that a browser makes, and by the tags as they stand, which say the same when they are read again.
#[track_caller]
fn harmless(html: &str, attack: &str) {
    assert_eq!(dangers(html), Vec::<String>::new(), "{attack}: {html}");
    assert_eq!(misplaced(html), Vec::<String>::new(), "{attack}: {html}");
    let again = dom_query::Document::fragment(html).html_root().inner_html().to_string();
    assert_eq!(dangers(&again), Vec::<String>::new(), "{attack}: {html}");
}

#[test]
fn what_stands_beside_an_attack_is_kept() {
    for attack in attacks().filter(|attack| attack.ends_with("</script>") && !attack.contains("<plaintext")) {
        let (rendered, _) = rendered(Kind::Markdown, "", &format!("Before.\n\n{attack}\n\nAfter."));
        assert!(rendered.content.as_str().contains("Before."), "{attack}: {}", rendered.content);
    }
}

#[test]
fn an_attack_in_plain_text_is_words() {
    for attack in attacks() {
        let (rendered, _) = rendered(Kind::Text, "", attack);
        harmless(rendered.content.as_str(), attack);
        let tags = rendered.content.as_str().matches('<').count();
        let ours = ["<p>", "</p>", "<br>"].map(|tag| rendered.content.as_str().matches(tag).count());
        assert_eq!(tags, ours.iter().sum::<usize>(), "{}", rendered.content);
    }
}

#[test]
fn nesting_that_pages_have_is_kept() {
    let body = format!("{}x{}", "<div>".repeat(100), "</div>".repeat(100));
    let (rendered, _) = rendered(Kind::Html, "", &body);
    assert_eq!(rendered.content.as_str(), body);
}

#[test]
fn of_nesting_beyond_reason_the_text_is_kept() {
    let body = format!("{}<p>x</p>{}<p>y</p>", "<div>".repeat(5_000), "</div>".repeat(5_000));
    let (rendered, _) = rendered(Kind::Html, "", &body);
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
        let (rendered, _) = rendered(Kind::Html, "", &format!("{}<h2>z</h2>", unit.repeat(600)));
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
fn formatting_that_nobody_closes_does_not_multiply() {
    let formats = numbered(2_000, |n| format!("<div><i id={n}>x</div>"));
    let (rendered, _) = rendered(Kind::Html, "", &format!("{formats}<p><b>y</b> z</p>"));
    let html = rendered.content.as_str();
    assert!(html.matches("<i").count() < 40_000, "{}", html.len());
    assert_eq!(html.matches('x').count(), 2_000);
    assert!(html.contains('z') && !html.contains("</b> z</b>"), "{html}");
}

#[test]
fn of_a_long_text_nothing_is_lost() {
    for (kind, words) in
        [(Kind::Text, "à & · "), (Kind::Html, "à &amp; &middot; "), (Kind::Markdown, "à & &#xb7; ")]
    {
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
        survives(Kind::Html, open, 50_000);
    }
    for open in markdown {
        survives(Kind::Markdown, open, 50_000);
    }
    for open in ["<b>", "<ul><li>", "<table><tr><td>", "&", "<a href=x>"] {
        survives(Kind::Html, open, 5_000);
        survives(Kind::Markdown, open, 5_000);
    }
}

#[track_caller]
fn survives(kind: Kind, open: &str, times: usize) {
    let (rendered, _) = rendered(kind, "", &open.repeat(times));
    assert_eq!(dangers(rendered.content.as_str()), Vec::<String>::new(), "{open}");
}

#[test]
fn many_mistakes_are_said_in_linear_time() {
    let (_, found) = rendered(Kind::Markdown, "", &"[a](http://[x) \u{1}\n".repeat(5_000));
    assert_eq!(found.len(), 10_000);
    let last = "warning[unresolvable-link] news/a.x:5000:5 `http://[x` is no URL | correct the link, or write it as code if it is none";
    assert_eq!(found.last().map(String::as_str), Some(last));
}
