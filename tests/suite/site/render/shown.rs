//! What readers show of a text: what its page hides is left out, and what they cannot show leaves something in its place.

use feedwright::site::kind::FileKind;

use super::cases::E;
use super::{html, rendered, summary};

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(html(FileKind::Html, body), expected.replace("{E}", E), "{body}");
    }
}

#[test]
fn what_the_page_hides_is_left_out() {
    check(&[
        ("<p>a</p><p hidden>b</p><p hidden=\"hidden\">b</p>", "<p>a</p>"),
        ("<div style=\"display: none\">b</div>a", "a"),
        ("<div style=\"DISPLAY : None !important; display: block\">b</div>a", "a"),
        ("<div style=\"display: none; display: block\">a</div>", "<div>a</div>"),
        ("<div style=\"dis/* x */play:none\">b</div>", ""),
        ("<div style=\"d\\69 splay:none\">b</div>", ""),
        ("<span style=\"visibility:hidden\">b</span><span style=\"visibility:collapse\">b</span>a", "a"),
        ("<p hidden=\"until-found\">a</p>", "<p>a</p>"),
        ("<dialog>b</dialog><dialog open>a</dialog>", "a"),
        ("<p style=\"color:red\">a</p>", "<p>a</p>"),
    ]);
}

#[test]
fn what_is_only_for_the_eye_has_a_twin_that_stays() {
    check(&[
        (
            "<span class=\"katex\"><span class=\"katex-mathml\"><math><mi>x</mi></math></span><span class=\"katex-html\" aria-hidden=\"true\"><span>x</span></span></span>",
            "<span><span><math><mi>x</mi></math></span></span>",
        ),
        (
            "<pre><code><span aria-hidden=\"true\">1</span>a\n<span aria-hidden=\"TRUE\">2</span>b</code></pre>",
            "<pre><code>a\nb</code></pre>",
        ),
        ("<p aria-hidden=\"false\">a</p>", "<p>a</p>"),
        (
            "<aside aria-label=\"Tip\"><p aria-hidden=\"true\">Tip</p><p>a</p></aside>",
            "<aside><p>Tip</p><p>a</p></aside>",
        ),
        (
            "<img src=\"a.png\" alt=\"\" aria-hidden=\"true\">",
            "<img src=\"https://blog.org/news/a/a.png\" alt=\"\">",
        ),
    ]);
}

#[test]
fn what_the_page_shows_only_on_demand_is_left_out_unless_readers_can_open_it() {
    check(&[
        ("<p>a</p><div popover>b</div><div popover=\"manual\">c</div>", "<p>a</p>"),
        ("<p>a</p><dialog><p>b</p></dialog>", "<p>a</p>"),
        ("<dialog open><p>b</p></dialog>", "<p>b</p>"),
        ("<div hidden=\"until-found\">a</div>", "<div>a</div>"),
        ("<details><summary>a</summary>b</details>", "<details><summary>a</summary>b</details>"),
        // What stands for a picture or a sign is for those who hear the page, and its twin is gone.
        (
            "<p><span aria-hidden=\"true\">★★☆</span><span class=\"sr-only\">2 of 3</span></p>",
            "<p><span>2 of 3</span></p>",
        ),
    ]);
}

#[test]
fn a_lazily_loaded_picture_is_not_hidden() {
    check(&[(
        "<img data-src=\"a.png\" style=\"visibility:hidden\" alt=\"A\">",
        "<img alt=\"A\" src=\"https://blog.org/news/a/a.png\">",
    )]);
}

#[test]
fn what_readers_cannot_show_leaves_a_link() {
    check(&[
        (
            "<lite-youtube videoid=\"abc_-1\" playlabel=\"The film\"></lite-youtube>",
            "<a href=\"https://www.youtube.com/watch?v=abc_-1\">The film</a>",
        ),
        ("<x-map src=\"/map.html\" title=\"Map\"></x-map>", "<a href=\"https://blog.org/map.html\">Map</a>"),
        (
            "<embed src=\"a.pdf\">",
            "<a href=\"https://blog.org/news/a/a.pdf\">https://blog.org/news/a/a.pdf</a>",
        ),
        (
            "<object data=\"a.pdf\" title=\"Plan\"></object>",
            "<a href=\"https://blog.org/news/a/a.pdf\">Plan</a>",
        ),
        ("<object data=\"a.swf\"><p>Words</p></object>", "<p>Words</p>"),
        (
            "<iframe src=\"http://b.org/v\"><a href=\"/film\">The film</a></iframe>",
            "<a href=\"https://blog.org/film\">The film</a>",
        ),
        (
            "<iframe src=\"http://b.org/v\" title=\"The film\"></iframe>",
            "<a href=\"http://b.org/v\">The film</a>",
        ),
        ("<canvas><p>A chart of rain</p></canvas>", "<p>A chart of rain</p>"),
        ("<my-note>Words</my-note>", "Words"),
        (
            "<amp-youtube data-videoid=\"a-1\"></amp-youtube>",
            "<a href=\"https://www.youtube.com/watch?v=a-1\">https://www.youtube.com/watch?v=a-1</a>",
        ),
        ("<p><object data=\"a.pdf\"><p>Words</p></object></p>", "<p>Words</p>"),
        (
            "<script src=\"https://gist.github.com/ana/1a.js?file=b.rs\"></script>",
            "<a href=\"https://gist.github.com/ana/1a\">https://gist.github.com/ana/1a</a>",
        ),
        ("<script src=\"https://b.org/a.js\"></script>a", "a"),
        (
            "<map name=\"m\"><area href=\"/b\" alt=\"North pier\"><area alt=\"c\"></map>a",
            "<a href=\"https://blog.org/b\">North pier</a> a",
        ),
    ]);
}

#[test]
fn what_readers_cannot_show_leaves_its_own_text() {
    check(&[
        ("<svg><title>A chart</title><path d=\"M0\"/></svg>", "A chart"),
        ("<svg aria-label=\"Rain\"><title>x</title></svg>", "Rain"),
        ("<svg><text>May</text><text>June</text></svg>", "May June"),
        ("<svg><desc>Rain by month</desc><path d=\"M0\"/></svg>", "Rain by month"),
        ("<svg><foreignObject><p>Start</p></foreignObject></svg>", "Start"),
        ("<svg width=\"100\" height=\"20\"><text>North pier</text></svg>", "North pier"),
        ("<img src=\"data:image/svg+xml,%3Csvg/%3E\" alt=\"A map\">", "A map"),
        (
            "<a href=\"/b\"><svg width=\"12\"><title>Icon</title></svg> b</a>",
            "<a href=\"https://blog.org/b\"> b</a>",
        ),
        ("<svg width=\"1em\" height=\"1em\"><path/></svg>a", "a"),
    ]);
}

#[test]
fn what_leaves_nothing_is_reported_at_its_place() {
    let body = "a\n<x-player></x-player>\n<p><svg width=\"300\"><path/></svg></p>\n<img src=\"data:image/svg+xml,x\">\n\
        <embed type=\"x\"> <canvas></canvas>\n<select><option>b</option></select> Vec<T>";
    let (shown, found) = rendered(FileKind::Html, "", body);
    assert_eq!(shown.content.as_str(), "a\n\n\n\n \n Vec");
    let places: Vec<_> =
        found.iter().map(|line| line.split(' ').take(5).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        places,
        [
            "warning[removed-element] news/a.x:2:1 readers cannot show",
            "warning[removed-element] news/a.x:3:4 readers cannot show",
            "warning[removed-element] news/a.x:4:1 readers cannot show",
            "warning[removed-element] news/a.x:5:1 readers cannot show",
            "warning[removed-element] news/a.x:5:18 readers cannot show",
            "warning[removed-element] news/a.x:6:1 readers cannot show",
            "warning[removed-element] news/a.x:6:40 readers cannot show",
        ]
    );
    let (_, found_of_twins) = rendered(
        FileKind::Html,
        "",
        "<svg class=\"a\" id=\"m\"><title>A map</title></svg>\n<svg class=\"a\"><title>A map</title></svg>\n<svg class=\"a\"><path/></svg>",
    );
    assert!(found_of_twins[0].starts_with("warning[removed-element] news/a.x:3:1 "), "{found_of_twins:?}");
    // An element that stays is counted as one that does not.
    let (_, found_of_empty) =
        rendered(FileKind::Html, "", "<x-y a=b>c</x-y>\n<X-Y A='B'>c</X-Y>\n<x-y a=b></x-y>");
    assert!(found_of_empty[0].starts_with("warning[removed-element] news/a.x:3:1 "), "{found_of_empty:?}");
    assert!(found[6].contains("`<t>`") && found[6].contains("write `&lt;`"), "{}", found[6]);
}

#[test]
fn what_belongs_to_the_page_goes_without_a_word() {
    check(&[
        ("<pre><code>a</code></pre><button>Copy</button>", "<pre><code>a</code></pre>"),
        ("<input type=\"hidden\" name=\"x\">a", "a"),
        ("<script>x</script><style>y</style>a", "a"),
    ]);
}

#[test]
fn a_frame_that_stays_has_a_link_beside_it_once() {
    check(&[
        (
            "<iframe src=\"https://www.youtube.com/embed/abc?rel=0\" title=\"The film\"></iframe>",
            "<iframe src=\"https://www.youtube.com/embed/abc?rel=0\" title=\"The film\"></iframe>\
             <p><a href=\"https://www.youtube.com/watch?v=abc\">The film</a></p>",
        ),
        (
            "<p><iframe src=\"https://b.org/v\"></iframe></p>",
            "<p><iframe src=\"https://b.org/v\"></iframe><br><a href=\"https://b.org/v\">https://b.org/v</a></p>",
        ),
        (
            "<p><iframe src=\"https://b.org/v\"></iframe> <a href=\"https://b.org/v\">Film</a></p>",
            "<p><iframe src=\"https://b.org/v\"></iframe> <a href=\"https://b.org/v\">Film</a></p>",
        ),
    ]);
}

#[test]
fn sizes_in_styles_become_attributes() {
    let image = |attributes: &str| format!("<img src=\"https://blog.org/news/a/a.png\"{attributes}>");
    check(&[
        ("<img src=\"a.png\" style=\"width: 300px\">", &image(" width=\"300\"")),
        ("<img src=\"a.png\" style=\"width:15.4px;height:16px\">", &image(" width=\"15\" height=\"16\"")),
        ("<img src=\"a.png\" width=\"900\" height=\"600\" style=\"width:300px\">", &image(" width=\"300\"")),
        ("<img src=\"a.png\" style=\"width:100%\">", &image("")),
        ("<img class=\"emoji\" alt=\"🌧\" src=\"a.png\" style=\"height:1em\">", "🌧"),
        ("<img alt=\"🌧\" src=\"a.png\" style=\"height: 1.2EM\">", "🌧"),
        (
            "<img alt=\":-)\" src=\"a.png\" style=\"height:1em\">",
            &image(" height=\"16\"").replace("src", "alt=\":-)\" src"),
        ),
        ("<img src=\"a.png\" style=\"width:20rem\">", &image(" width=\"320\"")),
        ("<img src=\"a.png\" style=\"width:1in;height:12pt\">", &image(" width=\"96\" height=\"16\"")),
        ("<img src=\"a.png\" style=\"width:50vw\">", &image("")),
        (
            "<div style=\"position:relative; padding-bottom: 56.25%\"><iframe src=\"https://b.org/v\"></iframe></div><a href=\"https://b.org/v\">v</a>",
            "<div><iframe src=\"https://b.org/v\" width=\"640\" height=\"360\"></iframe></div><a href=\"https://b.org/v\">v</a>",
        ),
        (
            "<iframe src=\"https://b.org/v\" style=\"aspect-ratio: 4 / 3\"></iframe><a href=\"https://b.org/v\">v</a>",
            "<iframe src=\"https://b.org/v\" width=\"640\" height=\"480\"></iframe><a href=\"https://b.org/v\">v</a>",
        ),
    ]);
}

#[test]
fn obsolete_elements_get_their_modern_form() {
    check(&[
        (
            "<acronym title=\"A\">a</acronym><strike>b</strike><tt>c</tt><big>d</big><center>e</center>",
            "<abbr title=\"A\">a</abbr><s>b</s><code>c</code><strong>d</strong><div align=\"center\">e</div>",
        ),
        (
            "<video src=\"https://b.org/v\" loop preload=\"none\"></video>",
            "<video src=\"https://b.org/v\" loop=\"\" preload=\"none\" controls=\"\"></video>",
        ),
        (
            "<math><semantics><mstyle displaystyle=\"true\"><merror>x</merror></mstyle></semantics></math>",
            "<math><semantics><mstyle displaystyle=\"true\"><merror>x</merror></mstyle></semantics></math>",
        ),
    ]);
}

#[test]
fn footnotes_keep_their_classes_roles_and_way_back() {
    check(&[(
        "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote x\">1</a></sup></p>\
         <div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn:1\"><p>b <a href=\"#fnref:1\" class=\"reversefootnote\" role=\"doc-backlink\">↩</a></p></li></ol></div>",
        "<p>a<sup id=\"{E}fnref:1\" role=\"doc-noteref\"><a href=\"#{E}fn:1\" class=\"footnote\">1</a></sup></p>\
         <div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"{E}fn:1\"><p>b <a href=\"#{E}fnref:1\" class=\"reversefootnote\" role=\"doc-backlink\">↩</a></p></li></ol></div>",
    )]);
    check(&[("<p class=\"lead footnote\" role=\"button\">a</p>", "<p class=\"footnote\">a</p>")]);
}

#[test]
fn a_link_to_a_note_has_the_class_that_readers_look_for() {
    for (written, expected) in [
        // Pandoc, Hugo, GitHub, Zola, and by hand.
        (
            "<a href=\"#fn1\" class=\"footnote-ref\" role=\"doc-noteref\"><sup>1</sup></a>",
            "<a href=\"#{E}fn1\" class=\"footnote footnote-ref\" role=\"doc-noteref\"><sup>1</sup></a>",
        ),
        (
            "<sup><a href=\"#fn1\" data-footnote-ref>1</a></sup>",
            "<sup><a href=\"#{E}fn1\" class=\"footnote\">1</a></sup>",
        ),
        (
            "<sup class=\"footnote-reference\"><a href=\"#fn1\">1</a></sup>",
            "<sup class=\"footnote-reference\"><a href=\"#{E}fn1\" class=\"footnote\">1</a></sup>",
        ),
        ("<sup><a href=\"#fn1\">1</a></sup>", "<sup><a href=\"#{E}fn1\" class=\"footnote\">1</a></sup>"),
        ("<a href=\"#fn1\">up</a>", "<a href=\"#{E}fn1\">up</a>"),
    ] {
        let note = "<p id=\"fn1\">b</p>";
        let shown = |text: &str| text.replace("id=\"fn1\"", "id=\"{E}fn1\"");
        check(&[(&format!("<p>a{written}</p>{note}"), &format!("<p>a{expected}</p>{}", shown(note)))]);
    }
}

#[test]
fn links_that_other_programs_open_stay() {
    for link in [
        "tg://resolve?domain=a",
        "whatsapp://send?text=a",
        "ipfs://bafy/a",
        "tel:+62",
        "nostr:npub1a",
        "at://ana.example.org/app.bsky.feed.post/1",
        "signal://a",
        "obsidian://open?vault=a",
        "x-made.up+1:a",
    ] {
        let body = format!("<a href=\"{link}\">a</a>");
        assert_eq!(html(FileKind::Html, &body), body);
    }
    for link in [
        "javascript:a",
        "vbscript:a",
        "file:///a",
        "data:text/html,a",
        "intent:a",
        "ms-msdt:a",
        "view-source:https://a.org",
        "chrome://settings",
        "shell:startup",
        "jscript:a",
        "vbs:a",
        "wyciwyg://0/a",
        "its:a.chm::/a.htm",
        "ms-its:a.chm::/a.htm",
        "mk:@MSITStore:a.chm::/a.htm",
        "res://a.dll/a",
        "hcp://system/a",
        "ms-officecmd:a",
        "search-ms:query=a",
        "jnlp:https://a.org/a",
        "applescript://com.apple.scripteditor?action=new",
        "help:runscript=a",
        "moz-icon://a",
        "java\nscript:a",
        "java&#9;script:a",
        "&#74;avaScript:a",
        " &#1; javascript:a",
        "feed:javascript:a",
    ] {
        assert_eq!(html(FileKind::Html, &format!("<a href=\"{link}\">a</a>")), "<a>a</a>");
    }
}

#[test]
fn text_that_runs_from_right_to_left_says_so() {
    for language in ["ar", "fa-IR", "he", "iw", "prs", "ur", "az-Arab", "ku-IQ", "pa-pk", "sd", "nqo"] {
        let (shown, _) =
            rendered(FileKind::Html, &format!("language = \"{language}\""), "<p>a <code>b</code></p>");
        assert_eq!(
            shown.content.as_str(),
            "<div dir=\"rtl\">\n<p>\u{200F}a <code dir=\"ltr\">b</code></p>\n</div>",
            "{language}"
        );
    }
    let direction = |body: &str| {
        let html = rendered(FileKind::Html, "language = \"ar\"", body).0.content.to_string();
        html.replace("<div dir=\"rtl\">\n", "").replace("\n</div>", "").replace('\u{200F}', "MARK")
    };
    for (body, expected) in [
        ("<p>هذا a</p>", "<p>هذا a</p>"),
        ("<p><b>1 &amp; iPhone</b> هذا</p>", "<p><b>1 &amp; MARKiPhone</b> هذا</p>"),
        ("<p><code>a</code> هذا</p>", "<p><code dir=\"ltr\">a</code> هذا</p>"),
        ("<p>&nbsp;1</p>", "<p>&nbsp;1</p>"),
    ] {
        assert_eq!(direction(body), expected);
    }
    for language in ["en", "az", "az-Latn", "ur-Latn", "pa", "ku", "sd-IN", "zh-Hant-TW"] {
        let (shown, _) = rendered(FileKind::Html, &format!("language = \"{language}\""), "<p>a</p>");
        assert_eq!(shown.content.as_str(), "<p>a</p>", "{language}");
    }
}

#[test]
fn caption_and_credit_stand_under_the_picture_that_the_text_shows() {
    let image = "<img src=\"https://blog.org/news/a/p.jpg\" alt=\"A\">";
    let caption = "<figcaption>C <small>(THX)</small></figcaption>";
    for (body, expected) in [
        (
            "<p>a</p><p><img src=\"p.jpg\" alt=\"A\"></p>",
            format!("<p>a</p><figure>{image}{caption}</figure>"),
        ),
        ("<img src=\"p.jpg\">", format!("<figure>{image}{caption}</figure>")),
        (
            "<p><a href=\"/b\"><img src=\"p.jpg\" alt=\"A\"></a></p>",
            format!("<figure><a href=\"https://blog.org/b\">{image}</a>{caption}</figure>"),
        ),
        ("<figure><img src=\"p.jpg\" alt=\"A\"></figure>", format!("<figure>{image}{caption}</figure>")),
        (
            "<figure><img src=\"p.jpg\" alt=\"A\"><figcaption>C</figcaption></figure>",
            format!("<figure>{image}{caption}</figure>"),
        ),
        (
            "<figure><img src=\"p.jpg\" alt=\"A\"><figcaption>C by THX</figcaption></figure>",
            format!("<figure>{image}<figcaption>C by THX</figcaption></figure>"),
        ),
        (
            "<p>a <img src=\"p.jpg\" alt=\"A\"> b</p>",
            format!("<p>a {image} b</p><p>C <small>(THX)</small></p>"),
        ),
    ] {
        let keys = "image = { src = \"p.jpg\", alt = \"A\", caption = \"C\", credit = \"THX\" }";
        assert_eq!(rendered(FileKind::Html, keys, body).0.content.as_str(), expected, "{body}");
    }
}

#[test]
fn a_summary_says_something() {
    let summary = |body| summary(FileKind::Html, body).unwrap_or_default();
    assert_eq!(summary("<p>Ingredients:</p><ul><li>rain</li><li>wind</li></ul>"), "Ingredients: rain wind");
    assert_eq!(summary("<ul><li>First</li><li>Second</li></ul>"), "First");
    assert_eq!(summary("<div><p>Relative:</p></div><ul><li>rain</li></ul>"), "Relative: rain");
    assert_eq!(summary("<p>Words</p><p>Relative:</p>"), "Words");
    assert_eq!(summary("<blockquote><p>Relative:</p></blockquote><p></p><p>Words</p>"), "Words");
    assert_eq!(summary("<p>Relative:</p>"), "Relative:");
    assert_eq!(
        summary("<table><tr><th>Port</th><th>Ferries</th></tr><tr><td>Lirang</td><td>3</td></tr></table>"),
        "Port Ferries Lirang 3"
    );
    assert_eq!(summary("<details><summary>More</summary>words</details>"), "More words");
    assert_eq!(summary("<pre>let x = 1;</pre>"), "let x = 1;");
    assert_eq!(summary("<table><caption>Rain in May</caption><tr><td>1</td></tr></table>"), "Rain in May");
    assert_eq!(summary("<p><img src=\"a.png\" alt=\"The bridge at night\"></p>"), "The bridge at night");
    assert_eq!(
        summary("<figure><img src=\"a.png\" alt=\"x\"><figcaption>The bridge</figcaption></figure>"),
        "The bridge"
    );
    assert_eq!(summary("<table><tr><td><p>1</p></td></tr></table><p>Words</p>"), "Words");
    assert_eq!(summary("<iframe src=\"https://b.org/v\"></iframe><p>Words</p>"), "Words");
    assert_eq!(summary("<p>https://b.org/v</p>"), "https://b.org/v");
}

#[test]
fn pictures_in_a_line_are_read_with_it() {
    let summary = |body: &str| summary(FileKind::Html, body).unwrap_or_default();
    assert_eq!(
        summary("<p><img src=a.png alt=\"The bridge\"> and <img src=b.png alt=\"the harbor\">.</p><p>x</p>"),
        "The bridge and the harbor."
    );
    assert_eq!(
        summary("<p><img src=a.png> and <img src=b.png alt=\"\">.</p><p>Two pictures.</p>"),
        "Two pictures."
    );
    assert_eq!(
        summary("<p><img src=a.png alt=Build> | <img src=b.png alt=Tests></p><p>A tool.</p>"),
        "A tool."
    );
    assert_eq!(summary("<p>It rained <img src=a.png> all night.</p>"), "It rained all night.");
}

#[test]
fn a_formula_in_a_summary_is_read_as_one() {
    let summary = |body: &str| summary(FileKind::Html, &format!("<p>{body}</p>")).unwrap_or_default();
    let fraction =
        "<math><mfrac><mn>5</mn><mn>8</mn></mfrac><mo>+</mo><msup><mi>t</mi><mn>2</mn></msup></math>";
    assert_eq!(summary(&format!("It is {fraction}.")), "It is 5/8 + t².");
    assert_eq!(
        summary(
            "<math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">\\frac13</annotation></semantics></math>"
        ),
        "\\frac13"
    );
    assert_eq!(summary("a <math><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable></math> b"), "a b");
    assert_eq!(
        summary("<math><mfenced open=\"[\" separators=\";\"><mi>a</mi><mi>b</mi></mfenced></math>"),
        "[a;b)"
    );
    assert_eq!(summary("<math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>"), "√(a + b)");
}

#[test]
fn alignment_in_styles_becomes_attributes() {
    check(&[
        (
            "<table><tr style=\"vertical-align: top\"><td style=\"text-align:right\">1</td><th style=\"TEXT-ALIGN: Center; color: red\">2</th></tr></table>",
            "<table><tbody><tr valign=\"top\"><td align=\"right\">1</td><th align=\"center\">2</th></tr></tbody></table>",
        ),
        (
            "<p style=\"text-align:center\">a</p><div style=\"text-align: right\">b</div>",
            "<p align=\"center\">a</p><div align=\"right\">b</div>",
        ),
        ("<p align=\"left\" style=\"text-align:right\">a</p>", "<p align=\"right\">a</p>"),
        ("<p style=\"text-align:inherit;vertical-align:top\">a</p>", "<p>a</p>"),
        ("<h2 style=\"text-align:right\">a</h2>", "<h2>a</h2>"),
    ]);
}

#[test]
fn what_leaves_nothing_is_reported_where_it_stands_and_leaves_no_empty_paragraph() {
    let body = "<iframe src=\"http://b.org/\"></iframe>\n<p>a</p>\n<iframe srcdoc=\"x &amp; y\"></iframe>\n<p><svg><circle/></svg></p>b";
    let (rendered, found) = rendered(FileKind::Html, "", body);
    let places: Vec<_> = found.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(places, ["news/a.x:3:1", "news/a.x:4:4"]);
    assert_eq!(rendered.content.as_str(), "<a href=\"http://b.org/\">http://b.org/</a>\n<p>a</p>\n\nb");
}

#[test]
fn an_article_that_is_only_a_picture_is_summarized_by_what_the_picture_says() {
    let said = |keys: &str, body: &str| {
        rendered(FileKind::Html, keys, body).0.summary.map(|summary| summary.to_string())
    };
    let picture = "image = { src = \"a.png\", alt = \"A boat\", caption = \"At dawn\" }";
    assert_eq!(said(picture, "").as_deref(), Some("A boat"));
    assert_eq!(said("image = { src = \"a.png\", caption = \"At dawn\" }", "").as_deref(), Some("At dawn"));
    assert_eq!(said(picture, "<p>Words.</p>").as_deref(), Some("Words."));
    assert_eq!(said("image = \"a.png\"", ""), None);
}

#[test]
fn a_picture_that_is_not_on_the_web_leaves_what_it_says() {
    check(&[
        ("<p><img src=\"blob:https://b.org/x\" alt=\"A boat\"> b</p>", "<p>A boat b</p>"),
        ("<img src=\"cid:a@b.org\" alt=\"B\"><img src=\"file:///c:/x.png\" alt=\"\">", "B"),
    ]);
    let (rendered, found) = rendered(FileKind::Html, "", "a<img src=\"blob:https://b.org/x\">");
    assert_eq!(rendered.content.as_str(), "a");
    assert!(found[0].starts_with("warning[removed-element] news/a.x:1:2"), "{found:?}");
}

#[test]
fn entries_about_one_page_have_ids_of_their_own() {
    let shown = |id: &str| {
        let keys = format!("url = \"https://o.org/x\"\nid = \"tag:blog.org,2026:{id}\"");
        rendered(FileKind::Html, &keys, "<p id=\"x\">a</p>").0.content.to_string()
    };
    assert_ne!(shown("a"), shown("b"));
    assert_eq!(shown("a"), shown("a"));
}

#[test]
fn a_formula_is_written_in_elements_that_browsers_show() {
    check(&[
        (
            "<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>",
            "<math><mrow><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow></math>",
        ),
        (
            "<math><mmultiscripts><mi>X</mi><mn>1</mn><none></none></mmultiscripts></math>",
            "<math><mmultiscripts><mi>X</mi><mn>1</mn><mrow></mrow></mmultiscripts></math>",
        ),
        ("<math><maction><mi>a</mi><mi>b</mi></maction></math>", "<math><mrow><mi>a</mi></mrow></math>"),
    ]);
}

#[test]
fn a_picture_with_candidates_alone_names_a_file_for_readers_that_know_none() {
    check(&[
        (
            "<img srcset=\"a.png 2x, b.png\" alt=\"A\">",
            "<img srcset=\"https://blog.org/news/a/a.png 2x, https://blog.org/news/a/b.png\" alt=\"A\" src=\"https://blog.org/news/a/a.png\">",
        ),
        (
            "<picture><source srcset=\"a.webp\"><img alt=\"A\"></picture>",
            "<picture><source srcset=\"https://blog.org/news/a/a.webp\"><img alt=\"A\" src=\"https://blog.org/news/a/a.webp\"></picture>",
        ),
    ]);
}

#[test]
fn a_picture_that_the_text_shows_in_another_size_is_not_shown_twice() {
    let image = "image = { src = \"p.jpg\", caption = \"C\" }";
    let body = "<picture><source srcset=\"p.jpg 1600w\"><img src=\"small.jpg\" alt=\"A\"></picture>";
    let (shown, _) = rendered(FileKind::Html, image, body);
    assert_eq!(
        shown.content.as_str(),
        "<figure><picture><source srcset=\"https://blog.org/news/a/p.jpg 1600w\"><img src=\"https://blog.org/news/a/small.jpg\" alt=\"A\"></picture><figcaption>C</figcaption></figure>"
    );
}

#[test]
fn a_credit_stands_alone_without_a_space_before_it() {
    let (shown, _) = rendered(FileKind::Html, "image = { src = \"p.jpg\", credit = \"THX\" }", "<p>a</p>");
    assert!(
        shown.content.as_str().contains("<figcaption><small>(THX)</small></figcaption>"),
        "{}",
        shown.content
    );
}
