//! The output for each kind of body.

use feedwright::site::kind::FileKind;

use super::{html, rendered, summary};

/// The prefix of every id in the article: the first eight digits of the version 5 UUID of its permalink.
pub(super) const E: &str = "e5d1ee74f-";

#[track_caller]
fn check(kind: FileKind, body: &str, expected: &str) {
    assert_eq!(html(kind, body), expected.replace("{E}", E), "{body}");
}

#[test]
fn markdown_is_commonmark_with_strikethrough() {
    check(
        FileKind::Markdown,
        "A *b* `c <d>` -- \"e\" ...",
        "<p>A <em>b</em> <code>c &lt;d&gt;</code> -- \"e\" ...</p>",
    );
    check(FileKind::Markdown, "~~gone~~", "<p><del>gone</del></p>");
}

#[test]
fn code_keeps_its_line_breaks_and_the_name_of_its_language() {
    check(
        FileKind::Markdown,
        "```rust\nfn a() {\n\n    b(\"&amp;\");\n}\n```",
        "<pre><code class=\"language-rust\">fn a() {\n\n    b(\"&amp;amp;\");\n}\n</code></pre>",
    );
    check(
        FileKind::Html,
        "<pre class=\"chroma\"><code><span class=\"lnt\">1\n</span><span class=\"k\">fn</span> a\n\n  b<br>c</code></pre>",
        "<pre><code><span>fn</span> a\n\n  b<br>c</code></pre>",
    );
}

#[test]
fn a_block_of_code_keeps_the_blank_line_it_begins_with() {
    let body = "<pre>\n\n  a\n\n</pre>";
    check(FileKind::Html, body, body);
    check(FileKind::Html, "<pre>\n  a\n</pre>", "<pre>  a\n</pre>");
}

#[test]
fn line_numbers_of_code_are_removed() {
    let code = "<pre><code>a\nb\n</code></pre>";
    let bodies = [
        "<table class=\"lntable\"><tr><td class=\"lntd\"><pre><code><span class=\"lnt\">1\n</span><span class=\"lnt\">2\n</span></code></pre></td><td class=\"lntd\"><pre><code>a\nb\n</code></pre></td></tr></table>",
        "<pre><code><table class=\"rouge-table\"><tbody><tr><td class=\"rouge-gutter gl\"><pre class=\"lineno\">1\n2\n</pre></td><td class=\"rouge-code\"><pre>a\nb\n</pre></td></tr></tbody></table></code></pre>",
        "<table class=\"highlighttable\"><tr><td class=\"linenos\"><pre>1\n2</pre></td><td class=\"code\"><pre><code>a\nb\n</code></pre></td></tr></table>",
    ];
    for body in bodies {
        check(FileKind::Html, body, code);
    }
    check(
        FileKind::Html,
        "<pre><code><span class=\"line\"><span class=\"ln\">1</span><span class=\"cl\">a\n</span></span></code></pre>",
        "<pre><code><span><span>a\n</span></span></code></pre>",
    );
}

#[test]
fn every_address_is_absolute() {
    let cases = [
        ("<a href=\"../b/?x=1#y\">a</a>", "<a href=\"https://blog.org/news/b/?x=1#y\">a</a>"),
        ("<a href=\"/b\">a</a>", "<a href=\"https://blog.org/b\">a</a>"),
        ("<a href=\"//c.org/b\">a</a>", "<a href=\"https://c.org/b\">a</a>"),
        ("<a href=\"#x\">a</a>", "<a href=\"https://blog.org/news/a/#x\">a</a>"),
        ("<a href=\"#x#y\">a</a>", "<a href=\"https://blog.org/news/a/#x%23y\">a</a>"),
        ("<a href=\"#100% &lt;x\">a</a>", "<a href=\"https://blog.org/news/a/#100%25%20%3Cx\">a</a>"),
        ("<a href=\"https://c.org/#x#y\">a</a>", "<a href=\"https://c.org/#x%23y\">a</a>"),
        ("<a href=\"mailto:a@b.org\">a</a>", "<a href=\"mailto:a@b.org\">a</a>"),
        ("<a href=\"ü b.html\">a</a>", "<a href=\"https://blog.org/news/a/%C3%BC%20b.html\">a</a>"),
        ("<img src=\"a.png\" alt=\"\">", "<img src=\"https://blog.org/news/a/a.png\" alt=\"\">"),
        (
            "<img src=\"a.png\" srcset=\"a.png 1x, b,c.png 2x,d.png\">",
            "<img src=\"https://blog.org/news/a/a.png\" srcset=\"https://blog.org/news/a/a.png 1x, https://blog.org/news/a/b,c.png 2x, https://blog.org/news/a/d.png\">",
        ),
        (
            "<picture><source srcset=\"a.webp 640w\" type=\"image/webp\"><img src=\"a.png\"></picture>",
            "<picture><source srcset=\"https://blog.org/news/a/a.webp 640w\" type=\"image/webp\"><img src=\"https://blog.org/news/a/a.png\"></picture>",
        ),
        (
            "<video poster=\"p.jpg\" src=\"v.mp4\" controls><track src=\"t.vtt\" kind=\"captions\"></video>",
            "<video poster=\"https://blog.org/news/a/p.jpg\" src=\"https://blog.org/news/a/v.mp4\" controls=\"\"><track src=\"https://blog.org/news/a/t.vtt\" kind=\"captions\"></video>",
        ),
        (
            "<blockquote cite=\"../q\">x</blockquote>",
            "<blockquote cite=\"https://blog.org/news/q\">x</blockquote>",
        ),
    ];
    for (body, expected) in cases {
        check(FileKind::Html, body, expected);
    }
}

#[test]
fn ids_are_the_entrys_own_and_links_to_them_follow() {
    check(
        FileKind::Html,
        "<p id=\"x\">a</p><a href=\"#x\">b</a><a href=\"https://blog.org/news/a/#x\">c</a><a href=\"#no\">d</a>",
        "<p id=\"{E}x\">a</p><a href=\"#{E}x\">b</a><a href=\"#{E}x\">c</a><a href=\"https://blog.org/news/a/#no\">d</a>",
    );
}

#[test]
fn an_invalid_url_is_left_out_and_reported() {
    let (rendered, found) = rendered(FileKind::Markdown, "", "A [b](http://[x) c");
    assert_eq!(rendered.content.as_str(), "<p>A <a>b</a> c</p>");
    let expected = "warning[unresolvable-link] news/a.x:1:7 `http://[x` is not a URL | correct the link, or write it as code if it is not a link";
    assert_eq!(found, [expected]);
}

#[test]
fn each_invalid_url_is_reported_at_its_place() {
    let body = "<img src='http://[x' srcset='a.png 1x, http://[y 2x'>\n<q cite='http://[x'>a</q>\n\
        <video poster='http://[z' controls></video>";
    let (_, found) = rendered(FileKind::Html, "", body);
    let places: Vec<_> = found.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(places, ["news/a.x:1:11", "news/a.x:1:40", "news/a.x:2:10", "news/a.x:3:16"]);
}

#[test]
fn the_document_around_the_article_is_ignored() {
    let page =
        |inside: &str| format!("<html><body><p id=\"n\"><img src=\"p.jpg\"></p>{inside}</body></html>");
    check(
        FileKind::Html,
        &page("<a href=\"http://[x\">x</a><article><a href=\"#n\">a</a></article>"),
        "<a href=\"https://blog.org/news/a/#n\">a</a>",
    );
    let (rendered, _) =
        rendered(FileKind::Html, "image = { src = \"p.jpg\" }", &page("<article>a</article>"));
    assert_eq!(rendered.content.as_str().matches("p.jpg").count(), 1);
}

#[test]
fn a_removed_id_is_not_a_link_target() {
    check(
        FileKind::Html,
        "<script id=\"s\"></script><form id=\"f\">x</form><a name=\"n\">y</a><a href=\"#s\">s</a><a href=\"#f\">f</a><a href=\"#n\">n</a>",
        "x<a id=\"{E}n\">y</a><a href=\"https://blog.org/news/a/#s\">s</a><a href=\"https://blog.org/news/a/#f\">f</a><a href=\"#{E}n\">n</a>",
    );
}

#[test]
fn rejected_frames_are_removed_and_videos_have_controls() {
    check(
        FileKind::Html,
        "<iframe src=\"http://b.org/\"></iframe><iframe></iframe><iframe data-src=\"//b.org/v\"></iframe>",
        "<a href=\"http://b.org/\">http://b.org/</a><iframe src=\"https://b.org/v\"></iframe>\
         <p><a href=\"https://b.org/v\">https://b.org/v</a></p>",
    );
    check(
        FileKind::Html,
        "<iframe src=\"https://b.org/\"><p>Your browser knows no frames: <img src=x onerror=alert(1)></p></iframe>",
        "<iframe src=\"https://b.org/\"></iframe><p><a href=\"https://b.org/\">https://b.org/</a></p>",
    );
    check(
        FileKind::Html,
        "<video src=\"a.mp4\" autoplay loop muted></video>",
        "<video src=\"https://blog.org/news/a/a.mp4\" loop=\"\" controls=\"\"></video>",
    );
    check(FileKind::Html, "<object data=\"a.swf\"><param name=\"x\"><p>Words</p></object>", "<p>Words</p>");
}

#[test]
fn the_text_of_a_form_is_kept_and_its_controls_are_reported_once() {
    let (rendered, found) = rendered(
        FileKind::Html,
        "",
        "Ask:\n<form action=\"/x\"><p>a <label>b</label></p><input name=\"q\"><select><option>o</option></select><textarea>t</textarea><button>Send</button></form>",
    );
    assert_eq!(rendered.content.as_str(), "Ask:\n<p>a b</p>");
    assert_eq!(
        found,
        [
            "warning[removed-element] news/a.x:2:1 readers cannot show `<form>`, so it was removed | add a link to it, or text that readers can show in its place"
        ]
    );
}

#[test]
fn embedded_images_are_kept_if_they_are_images() {
    let kept = "<img src=\"data:image/png;base64,AA==\">";
    check(FileKind::Html, kept, kept);
    check(FileKind::Html, "<img src=\"data:image/svg+xml,<svg>\" alt=\"A map\">", "A map");
    check(FileKind::Html, "<img src=\"data:image/pngx;base64,AA\" alt=\"\">", "");
    check(
        FileKind::Html,
        "<audio controls src=\"data:image/png;base64,AA\"></audio>",
        "<audio controls=\"\"></audio>",
    );
}

#[test]
fn a_heading_loses_the_link_to_itself() {
    for anchor in [
        "<a class=\"anchor\" href=\"#t\">#</a>",
        "<a class=\"headerlink\" href=\"#t\" title=\"Permalink\">¶</a>",
        "<a aria-hidden=\"true\" href=\"#t\"><svg><path d=\"x\"/></svg></a>",
        "<a href=\"#t\">🔗</a>",
        "<a href=\"#t\"></a>",
        "<a class=\"zola-anchor\" href=\"#t\" aria-label=\"Anchor link for: t\">🔗</a>",
        "<a href=\"https://blog.org/news/a/#t\">#</a>",
        "<a href=\"/news/a/#t\">#</a>",
        "<a class=\"anchor\" href=\"#t\"><span class=\"sr-only\">Link to this section</span></a>",
        "<a href=\"#t\"><svg><title>Link icon</title></svg></a>",
    ] {
        check(FileKind::Html, &format!("<h2 id=\"t\">Title{anchor}</h2>"), "<h2 id=\"{E}t\">Title</h2>");
    }
    check(
        FileKind::Html,
        "<h2 id=\"t\"><a href=\"#t\">Title <em>x</em></a></h2>",
        "<h2 id=\"{E}t\">Title <em>x</em></h2>",
    );
    check(FileKind::Html, "<h2>T</h2><a class=\"anchor\" href=\"#t\"><svg></svg></a>", "<h2>T</h2>");
    check(
        FileKind::Html,
        "<dl><dt>f()<a class=\"headerlink\" href=\"#f\">¶</a></dt></dl>",
        "<dl><dt>f()</dt></dl>",
    );
    for kept in [
        "<h2><a href=\"https://b.org/\">Title</a></h2>",
        "<h2>See <a href=\"https://blog.org/news/a/#x\">below</a></h2>",
        "<p><a href=\"https://blog.org/news/a/#x\">#</a></p>",
        "<h2>T <a href=\"https://b.org/\">#</a></h2>",
    ] {
        check(FileKind::Html, kept, kept);
    }
}

#[test]
fn a_lazily_loaded_image_is_shown() {
    let shown = "<img alt=\"A\" src=\"https://blog.org/news/a/a.jpg\">";
    for body in [
        "<img alt=\"A\" data-src=\"a.jpg\" loading=\"lazy\">",
        "<img alt=\"A\" data-lazy-src=\"a.jpg\">",
        "<img alt=\"A\" data-original=\"a.jpg\"><noscript><img alt=\"A\" src=\"a.jpg\"></noscript>",
        "<noscript><img alt=\"A\" src=\"a.jpg\"></noscript>",
    ] {
        check(FileKind::Html, body, shown);
    }
    for body in [
        "<img src=\"s.gif\"><noscript><img alt=\"A\" src=\"a.jpg\"></noscript>",
        "<img alt=\"A\" data-src=\"a.jpg\"><noscript><img src=\"a-large.jpg\"></noscript>",
        "<noscript><p>Switch scripts on.</p></noscript><img alt=\"A\" data-src=\"a.jpg\">",
    ] {
        check(FileKind::Html, body, shown);
    }
    let within = "<p><img alt=\"A\" data-src=\"a.jpg\"></p><noscript><img src=\"a.jpg\"></noscript>";
    check(FileKind::Html, within, &format!("<p>{shown}</p>"));
    check(
        FileKind::Html,
        "<picture><source data-srcset=\"a.webp 1x\"><img data-src=\"a.jpg\"></picture><noscript><img src=\"b.jpg\"></noscript>",
        "<picture><source srcset=\"https://blog.org/news/a/a.webp 1x\"><img src=\"https://blog.org/news/a/a.jpg\"></picture>",
    );
    let (rendered, _) = rendered(
        FileKind::Html,
        "",
        "<img src=\"data:image/gif;base64,R0lGOD\" data-src=\"a.jpg\" alt=\"A\">",
    );
    assert!(rendered.content.as_str().contains("https://blog.org/news/a/a.jpg"), "{}", rendered.content);
}

#[test]
fn only_the_article_of_a_whole_document_is_used() {
    let page = |inside: &str| {
        format!("<!DOCTYPE html><html><head><title>x</title></head><body><nav>n</nav>{inside}</body></html>")
    };
    check(FileKind::Html, &page("<main>m<article><p>a</p></article></main>"), "<p>a</p>");
    check(FileKind::Html, &page("<main><p>m</p></main>"), "<p>m</p>");
    check(FileKind::Html, "<html><body><p>b</p></body></html>", "<p>b</p>");
    let fragment = "<article>a</article><article>b</article>";
    check(FileKind::Html, fragment, fragment);
    let based = "<html><head><base href=\"https://b.org/x/\"></head><body><a href=\"y\">y</a></body></html>";
    check(FileKind::Html, based, "<a href=\"https://b.org/x/y\">y</a>");
}

#[test]
fn wire_text_has_a_paragraph_a_line() {
    check(
        FileKind::Text,
        "\n\nFirst & <b>.\nSecond.\n\nThird.\n\n",
        "<p>First &amp; &lt;b&gt;.</p>\n<p>Second.</p>\n<p>Third.</p>",
    );
}

#[test]
fn text_that_was_wrapped_by_hand_is_put_together() {
    check(
        FileKind::Text,
        "This is a paragraph whose lines were\nwrapped by hand, as in a mail, so it\nis one.\n\nAnd here is another of the same kind\nwith two lines.\n",
        "<p>This is a paragraph whose lines were wrapped by hand, as in a mail, so it is one.</p>\n<p>And here is another of the same kind with two lines.</p>",
    );
    check(
        FileKind::Text,
        "这一段文字是用手工换行的，所以两行\n应该合在一起。\n\n第二段也是这样的，一共有两行文字\n在这里。",
        "<p>这一段文字是用手工换行的，所以两行应该合在一起。</p>\n<p>第二段也是这样的，一共有两行文字在这里。</p>",
    );
}

#[test]
fn lists_and_addresses_in_wrapped_text_keep_their_lines() {
    check(
        FileKind::Text,
        "Dear all,\n\nThis is a paragraph whose lines were\nwrapped by hand, as in a mail, so it\nis one.\n\n- apples & pears\n- plums\n\n1. a list of items that are just as long\n2. as the lines of the paragraph are\n\nJane Doe\n1 Street\n",
        "<p>Dear all,</p>\n<p>This is a paragraph whose lines were wrapped by hand, as in a mail, so it is one.</p>\n<p>- apples &amp; pears<br>\n- plums</p>\n<p>1. a list of items that are just as long<br>\n2. as the lines of the paragraph are</p>\n<p>Jane Doe<br>\n1 Street</p>",
    );
    // Lines that end where the next word had room are verses.
    check(
        FileKind::Text,
        "The road goes up\nand down the hill again\n\nand nobody\nhas seen its end",
        "<p>The road goes up<br>\nand down the hill again</p>\n<p>and nobody<br>\nhas seen its end</p>",
    );
}

#[test]
fn image_and_source_surround_the_text() {
    let keys = "image = { src = \"p.jpg\", alt = \"A \\\"b\\\"\", caption = \"C <d>\", credit = \"THX/TTXVN\", copyright = \"© X\" }\nsource = { name = \"N & M\", url = \"https://n.org/?a=1&b=2\" }";
    let (rendered, found) = rendered(FileKind::Text, keys, "Words.");
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        rendered.content.as_str(),
        "<figure>\n<img src=\"https://blog.org/news/a/p.jpg\" alt=\"A &quot;b&quot;\" width=\"640\" height=\"360\">\n<figcaption>C &lt;d&gt; <small>(THX/TTXVN)</small> <small>© X</small></figcaption>\n</figure>\n<p>Words.</p>\n\n<p>— <cite><a href=\"https://n.org/?a=1&amp;b=2\">N &amp; M</a></cite></p>"
    );
}

#[test]
fn an_image_in_the_text_is_not_shown_twice() {
    let (rendered, _) = rendered(FileKind::Markdown, "image = { src = \"p.jpg\" }", "![x](p.jpg)");
    assert_eq!(rendered.content.as_str().matches("p.jpg").count(), 1);
}

#[test]
fn a_summary_comes_from_metadata_or_the_text_before_more_or_the_first_paragraph() {
    assert_eq!(rendered(FileKind::Text, "summary = \"S\"", "x").0.summary.unwrap().as_str(), "S");
    assert_eq!(summary(FileKind::Markdown, "A *b*.\n\nC.\n\n<!--more-->\n\nD").as_deref(), Some("A b. C."));
    assert_eq!(summary(FileKind::Html, "<p>A</p><!-- more --><p>B</p>").as_deref(), Some("A"));
    assert_eq!(summary(FileKind::Markdown, "```\n<!-- more -->\n```\n\nA").as_deref(), Some("A"));
    assert_eq!(
        summary(FileKind::Markdown, "# H\n\n![i](p.png)\n\nFirst & <b>second</b>[^1].\n\nNo.\n\n[^1]: F")
            .as_deref(),
        Some("First & second.")
    );
    assert_eq!(summary(FileKind::Html, "a<br>b").as_deref(), Some("a b"));
    assert_eq!(summary(FileKind::Html, "<!-- more --><p>A</p>").as_deref(), Some("A"));
    assert_eq!(
        summary(FileKind::Html, "<p>A<sup id=\"r\"><a href=\"#n\">1</a></sup>.</p>").as_deref(),
        Some("A.")
    );
    assert_eq!(
        summary(FileKind::Html, "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字<sup>2</sup></p>")
            .as_deref(),
        Some("漢字2")
    );
    assert_eq!(summary(FileKind::Markdown, "![](p.png)"), None);
    assert_eq!(summary(FileKind::Text, ""), None);
}

#[test]
fn a_summary_is_cut_at_a_word_and_never_within_a_grapheme() {
    use unicode_segmentation::UnicodeSegmentation;
    for text in [
        "word & <more> ".repeat(60),
        "e\u{301}".repeat(400),
        "👩‍👩‍👧‍👦".repeat(400),
        "科学之夜吸引六千名观众".repeat(40),
        format!("{} tail", "x".repeat(298)),
        "-".repeat(400),
    ] {
        let cut = summary(FileKind::Text, &text).unwrap();
        let kept = cut.strip_suffix('…').unwrap();
        assert!(cut.graphemes(true).count() <= 300, "{cut}");
        assert!(text.starts_with(kept) && !kept.is_empty(), "{cut}");
        assert!(
            text.graphemes(true).collect::<Vec<_>>().starts_with(&kept.graphemes(true).collect::<Vec<_>>()),
            "{cut}"
        );
    }
    assert!(summary(FileKind::Text, &"word ".repeat(100)).unwrap().ends_with("word…"));
    let short = "x".repeat(300);
    assert_eq!(summary(FileKind::Text, &short), Some(short));
}

#[test]
fn a_character_that_xml_forbids_is_left_out_and_named_at_its_place() {
    let reported = |place: &str, code: &str| {
        format!(
            "warning[forbidden-character] news/a.x:{place} removed the forbidden character U+{code} | remove it"
        )
    };
    let (text, found) = rendered(FileKind::Markdown, "", "ab\n\u{B}\u{B}c\u{1}");
    assert_eq!(text.content.as_str(), "<p>ab\nc</p>");
    assert_eq!(found, [reported("2:1", "000B"), reported("2:4", "0001")]);
    let (text, found) = rendered(FileKind::Markdown, "", "雨，\u{FFFE}￥\u{FFFD}");
    assert_eq!(text.content.as_str(), "<p>雨，￥\u{FFFD}</p>");
    assert_eq!(found, [reported("1:3", "FFFE")]);
    let (text, found) = rendered(FileKind::Html, "", "<p>a&#x1F;b&#11;c</p>");
    assert_eq!(text.content.as_str(), "<p>abc</p>");
    assert_eq!(found, [reported("1:5", "001F"), reported("1:12", "000B")]);
    let (_, found) = rendered(FileKind::Html, "", "<p>a&#11;b\n&#xB;</p>");
    assert_eq!(found, [reported("1:5", "000B"), reported("2:1", "000B")]);
    let (text, found) = rendered(FileKind::Markdown, "", "`&#11;`");
    assert_eq!((text.content.as_str(), found), ("<p><code>&amp;#11;</code></p>", Vec::new()));
}

#[test]
fn a_title_that_the_text_begins_with_is_not_shown_twice() {
    for (kind, body) in [
        (FileKind::Markdown, "# T\n\nWords."),
        (FileKind::Markdown, "T\n=\n\nWords."),
        (FileKind::Text, "T\nWords."),
        (FileKind::Html, "<!-- a --><header><h1> T </h1></header><p>Words.</p>"),
    ] {
        let shown = html(kind, body).replace(['\n'], "");
        assert_eq!(shown.replace("<header></header>", ""), "<p>Words.</p>", "{body}");
        assert_eq!(summary(kind, body).as_deref(), Some("Words."));
    }
    // Another text, a link, a picture, a later place, or nothing beside it: it stays.
    check(FileKind::Markdown, "# T!\n\nWords.", "<h1>T!</h1>\n<p>Words.</p>");
    check(
        FileKind::Html,
        "<h1><a href=\"https://a.org/\">T</a></h1><p>Words.</p>",
        "<h1><a href=\"https://a.org/\">T</a></h1><p>Words.</p>",
    );
    check(FileKind::Markdown, "Words.\n\n# T", "<p>Words.</p>\n<h1>T</h1>");
    check(FileKind::Text, "T", "<p>T</p>");
}

#[test]
fn a_heading_in_an_unknown_element_in_a_heading_follows_it() {
    let once = html(FileKind::Html, "<h2>a<x-y><h2>b</h2></x-y></h2><p>c</p>");
    assert_eq!(html(FileKind::Html, &once), once);
    assert!(once.contains("<h2>a</h2><h2>b</h2>"), "{once}");
    check(
        FileKind::Html,
        "<h2><x-y><h3>a</h3></x-y></h2> <a href=\"/b/\">b</a> <img src=\"c.jpg\" alt=\"\">",
        "<h2></h2><h3>a</h3> <a href=\"https://blog.org/b/\">b</a> <img src=\"https://blog.org/news/a/c.jpg\" alt=\"\">",
    );
}
