//! Content that attacks readers, and what is left of it.

use feedwright::model::source::Kind;

use super::rendered;

/// Each attack, in HTML and in Markdown; nothing that runs is left.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)' x='<img'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#x09;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><input type=submit formaction='javascript:alert(1)'></form>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'><mi>x</mi></math>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href='x'>x</a>",
    "<body onload=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<img srcset='javascript:alert(1) 1x, x 2x'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<img data-src='javascript:alert(1)'>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<a href='java&NewLine;script&colon;alert(1)'>x</a>",
    "<a href='\u{1}javascript:alert(1)'>x</a>",
    "<a href='file:///etc/passwd'>x</a><a href='blob:https://b.org/x'>x</a>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<iframe src='data:text/html,<script>alert(1)</script>'></iframe>",
    "<video poster='javascript:alert(1)'></video><audio src='vbscript:x'></audio>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "<picture><source srcset='data:text/html,x 1x'></picture>",
    "<table background='javascript:alert(1)'><tr><td>x</table>",
    "<marquee onstart=alert(1)>x</marquee><isindex action=javascript:alert(1)>",
    "<noscript><img src=x onerror=alert(1)></noscript>",
    "<img data-srcset='javascript:alert(1) 1x' data-src='data:text/html,x'>",
    "<h2><a class=anchor href='#x' onclick=alert(1)>Title</a></h2>",
    "<a name='x' onclick=alert(1)>x</a>",
    "<table class=lntable><tr><td><pre onclick=alert(1)>x<script>alert(1)</script></pre></table>",
    "[x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
];

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
            let address = matches!(key.as_str(), "href" | "src" | "poster" | "cite" | "data" | "action");
            let whole =
                ["http://", "https://", "mailto:", "tel:"].iter().any(|start| value.starts_with(start));
            let picture =
                name.starts_with("im") && value.starts_with("data:image/") && !value.contains("svg");
            if key.starts_with("on") || key == "style" || key == "srcdoc" || (address && !whole && !picture) {
                found.push(format!("{name} {key}={value}"));
            }
            if key == "srcset" && !value.split(", ").all(|candidate| candidate.starts_with("http")) {
                found.push(format!("{name} {key}={value}"));
            }
        }
    }
    found
}

#[test]
fn nothing_that_runs_is_left_of_an_attack() {
    for attack in ATTACKS {
        for kind in [Kind::Html, Kind::Markdown] {
            let (rendered, _) = rendered(kind, "", &format!("Before.\n\n{attack}\n\nAfter."));
            assert_eq!(
                dangers(rendered.content.as_str()),
                Vec::<String>::new(),
                "{attack}: {}",
                rendered.content
            );
        }
    }
}

#[test]
fn an_attack_in_plain_text_is_words() {
    let (rendered, _) = rendered(Kind::Text, "", ATTACKS[0]);
    assert_eq!(rendered.content.as_str(), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
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
