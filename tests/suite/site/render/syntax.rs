//! Template syntax in texts.

use feedwright::feed::Url;
use feedwright::site::article_paths::ArticlePaths;
use feedwright::site::kind::FileKind;
use feedwright::site::render::{self, Templates};
use feedwright::site::rules::{PathsFrom, SiteRules, Syntax};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::article;
use crate::suite::support::lines;

/// What a function makes of an article on a site with these rules, which is below its host.
fn with_rules<T>(
    rules: &SiteRules,
    syntax_is_text: bool,
    function: impl FnOnce(render::Context<'_>) -> T,
) -> T {
    function(render::Context {
        templates: &Templates::built_in(),
        rules,
        base_url: &Url::parse("https://blog.org/base/").unwrap(),
        authors: &[],
        timezone: None,
        articles: &ArticlePaths::of(&[], &[], &|_| false),
        syntax_is_text,
        measure: &|_, _, _| None,
        has_markdown: false,
    })
}

/// What an article becomes: its HTML, and the findings.
fn rendered(rules: &SiteRules, body: &str, syntax_is_text: bool) -> (String, Vec<String>) {
    let article = article(FileKind::Markdown, "");
    let (rendered, found) =
        with_rules(rules, syntax_is_text, |context| render::entry(&article, body, &[], context));
    (rendered.content.to_string(), lines(&found))
}

/// The same with a template language.
fn shown(syntax: Syntax, body: &str, syntax_is_text: bool) -> (String, Vec<String>) {
    rendered(&SiteRules { syntax, ..SiteRules::default() }, body, syntax_is_text)
}

#[track_caller]
fn check(syntax: Syntax, body: &str, expected: &str) {
    assert_eq!(shown(syntax, body, false), (expected.to_owned(), Vec::new()), "{body}");
}

/// With one finding at each of the places.
#[track_caller]
fn check_left_out(syntax: Syntax, body: &str, expected: &str, places: &[&str]) {
    let (html, found) = shown(syntax, body, false);
    assert_eq!(html, expected, "{body}");
    let found: Vec<_> = found.iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
    let places: Vec<_> = places.iter().map(|place| format!("news/a.x:{place}")).collect();
    assert_eq!(found, places, "{body}");
}

#[test]
fn a_comment_of_a_template_is_left_out_on_every_site_and_the_id_of_a_heading_is_none() {
    check(Syntax::ANY, "a {# not ready #}b", "<p>a b</p>");
    let (html, _) = shown(Syntax::ANY, "# A {#one}\n\nb\n\n# C {#two}\n\nd #} e", false);
    assert!(html.contains(">b<") && html.contains("d #} e"), "{html}");
}

#[test]
fn what_a_shortcode_is_known_to_show_is_shown() {
    for (body, expected) in [
        (
            "{{< figure src=\"b.jpg\" alt=\"A *boat*\" >}}",
            "<img src=\"https://blog.org/news/a/b.jpg\" alt=\"A *boat*\">",
        ),
        (
            "{{< figure src=\"b.jpg\" caption=\"A boat\" >}}\nNext *line*.",
            "<figure><img src=\"https://blog.org/news/a/b.jpg\" alt=\"A boat\"><figcaption>A boat</figcaption></figure>\n<p>Next <em>line</em>.</p>",
        ),
        (
            "- {{< figure src=b.jpg caption=\"A boat\" >}}\n  x\n- y",
            "<ul>\n<li><figure><img src=\"https://blog.org/news/a/b.jpg\" alt=\"A boat\"><figcaption>A boat</figcaption></figure>\nx</li>\n<li>y</li>\n</ul>",
        ),
        (
            "{{% details \"More\" %}}\n*x*\n{{% /details %}}",
            "<details><summary>More</summary>\n<p><em>x</em></p>\n</details>",
        ),
        (
            "A {{< x user=\"ana\" id=\"12\" >}}",
            "<p>A <a href=\"https://x.com/ana/status/12\">https://x.com/ana/status/12</a></p>",
        ),
        ("a{{/* not yet */}}b", "<p>ab</p>"),
        (
            "Write {{</* figure */>}} or `{{</* figure */>}}`",
            "<p>Write {{&lt; figure &gt;}} or <code>{{&lt; figure &gt;}}</code></p>",
        ),
    ] {
        check(Syntax::HUGO, body, expected);
    }
}

#[test]
fn liquid_is_understood_where_it_says_what_readers_would_see() {
    for (body, expected) in [
        ("![p]({{ site.baseurl }}/p.png)", "<p><img src=\"https://blog.org/base/p.png\" alt=\"p\"></p>"),
        ("![p]({{ '/p.png' | relative_url }})", "<p><img src=\"https://blog.org/base/p.png\" alt=\"p\"></p>"),
        ("{{ page.title }}", "<p>T</p>"),
        (
            "a\n\n{% highlight ruby linenos %}\ndef *a*; \"{{ b }}\"\n\nend\n{% endhighlight %}\n*b*",
            "<p>a</p>\n<pre><code class=\"language-ruby\">def *a*; \"{{ b }}\"\n\nend</code></pre>\n<p><em>b</em></p>",
        ),
        ("a {% raw %}{{ b }}{% endraw %}", "<p>a {{ b }}</p>"),
        ("{% raw %}\n```\n{{ b }}\n```\n{% endraw %}", "<pre><code>{{ b }}\n</code></pre>"),
        ("```\n{% raw %}{{ b }}{% endraw %}\n```", "<pre><code>{{ b }}\n</code></pre>"),
        ("a{% comment %} {{ b }}\n\nc {% endcomment %}d", "<p>ad</p>"),
        ("* TOC\n{:toc}\n\na {: .lead}", "<p>a</p>"),
        (
            "{% include image.html src=\"/p.png\" alt=\"p\" %}",
            "<img src=\"https://blog.org/p.png\" alt=\"p\">",
        ),
        (
            "`{% if a %}` and `{{ b }}`\n\n    {{ c }}",
            "<p><code>{% if a %}</code> and <code>{{ b }}</code></p>\n<pre><code>{{ c }}</code></pre>",
        ),
    ] {
        check(Syntax::LIQUID, body, expected);
    }
}

#[test]
fn what_is_not_known_is_left_out_and_reported_at_its_place() {
    check_left_out(
        Syntax::ANY,
        "a\n\nb {{ page.mood | upcase }} c {% gallery %}",
        "<p>a</p>\n<p>b  c</p>",
        &["3:3", "3:30"],
    );
    check_left_out(
        Syntax::ZOLA,
        "{{ map(x=1) }}\n\n{% note(by=\"B\") %}\nThe *water*.\n{% end %}",
        "<p>The <em>water</em>.</p>",
        &["1:1", "3:1"],
    );
    check_left_out(Syntax::LIQUID, "{% callout %}a{% endcallout %}", "<p>a</p>", &["1:1"]);
    // A fence in highlighted text is no fence.
    check_left_out(
        Syntax::LIQUID,
        "{% highlight md %}\n```\n{% endhighlight %}\nä {{ x }}",
        "<pre><code class=\"language-md\">```</code></pre>\n<p>ä</p>",
        &["4:3"],
    );
    let (_, found) = shown(Syntax::ANY, "{{ x }}", false);
    let expected =
        "warning[template-syntax] news/a.x:1:1 `{{ x }}` is template syntax, so it was left out | write";
    assert!(found[0].starts_with(expected), "{found:?}");
}

#[test]
fn the_text_of_a_condition_is_left_out_and_that_of_another_tag_stays() {
    for (syntax, body, expected, places) in [
        (Syntax::LIQUID, "a {% if user.staff %}b{% else %}c{% endif %} d", "<p>a  d</p>", &["1:3"][..]),
        (
            Syntax::LIQUID,
            "{% unless live %}{% if x %}b{% endif %}{{ y }}{% endunless %}c",
            "<p>c</p>",
            &["1:1"],
        ),
        (Syntax::LIQUID, "{% for p in all %}\n- {{ p }}\n{% endfor %}\n\nc", "<p>c</p>", &["1:1"]),
        (Syntax::ANY, "a {{ if .Draft }}b{{ end }} c", "<p>a  c</p>", &["1:3"]),
        (Syntax::ANY, "a {{#if x}}b{{/if}} c", "<p>a  c</p>", &["1:3"]),
        (Syntax::HUGO, "a {{< members >}}b{{< /members >}} c", "<p>a  c</p>", &["1:3"]),
        (Syntax::LIQUID, "a {% if x %} b", "<p>a  b</p>", &["1:3"]),
        (Syntax::ANY, "a {{ end }} b {{ with }} c", "<p>a  b  c</p>", &["1:3", "1:15"]),
    ] {
        check_left_out(syntax, body, expected, places);
    }
    let said = |body: &str| shown(Syntax::LIQUID, body, false).1.concat();
    let condition = said("{% if x %}a{% endif %}");
    assert!(
        condition.contains("`{% if x %}` decides whether the text in it is shown, so both were left out")
    );
    let tag = said("{% callout %}a{% endcallout %}");
    assert!(
        tag.contains("`{% callout %}` is template syntax, so it was left out; the text in it stays"),
        "{tag}"
    );
    assert_eq!(shown(Syntax::LIQUID, "{% if x %}a{% endif %}", true).0, "<p>{% if x %}a{% endif %}</p>");
}

#[test]
fn braces_are_text_where_the_finding_is_allowed() {
    let (html, found) = shown(Syntax::ANY, "Dear {{ name }}, {% x %}{% comment %}no{% endcomment %}", true);
    assert_eq!((html.as_str(), found), ("<p>Dear {{ name }}, {% x %}</p>", Vec::new()));
    check(Syntax::MDX, "Dear {{ name }}", "<p>Dear {{ name }}</p>");
    check(Syntax::ANY, "{ a } {{ b, {% c", "<p>{ a } {{ b, {% c</p>");
}

#[test]
fn mdx_becomes_what_it_shows() {
    for (body, expected) in [
        ("import A from './a'\nimport { B } from \"b\";\n\nText.", "<p>Text.</p>"),
        ("export const a = {\n\n  b: 1 }\n\nText.", "<p>Text.</p>"),
        ("The *depth*.{/* in March */}{' '}x", "<p>The <em>depth</em>. x</p>"),
        ("<Left><Right label=\"N\">The **pier**</Right></Left>", "<p>The <strong>pier</strong></p>"),
        ("<Tabs>\n**md**\n</Tabs>\n\nx", "<p><strong>md</strong></p>\n\n<p>x</p>"),
        ("<Image src={hero} alt=\"the pier\" />\n\nx", "the pier\n<p>x</p>"),
        ("<Image src={'/p.png'} alt=\"p\" /> x", "<p><img src=\"https://blog.org/p.png\" alt=\"p\"> x</p>"),
        ("<Link to=\"/x\">y</Link>", "<p><a href=\"https://blog.org/x\">y</a></p>"),
        ("`{a}` <br/> imports", "<p><code>{a}</code> <br> imports</p>"),
        (
            "```js\nimport a from 'a'\n\n<A b={c} />\n```",
            "<pre><code class=\"language-js\">import a from 'a'\n\n&lt;A b={c} /&gt;\n</code></pre>",
        ),
    ] {
        check(Syntax::ALL_MDX, body, expected);
    }
    check_left_out(Syntax::ALL_MDX, "a\n\nIt is {harbour.depth} m.", "<p>a</p>\n<p>It is  m.</p>", &["3:7"]);
}

/// What template languages are made of.
const PARTS: &[&str] = &[
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{<",
    ">}}",
    "{{%",
    "%}}",
    "{:",
    "{/*",
    "*/}",
    "{#",
    "#}",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "> ",
    "<A ",
    "/>",
    "</A>",
    "<code>",
    "</code>",
    "<!--",
    "-->",
    " a ",
    " comment ",
    " endcomment ",
    "\"",
    "'",
    "=",
    "import a from 'b'",
    "export default {",
    "é",
    "[x](",
    ")",
    "{{< a >}}",
    "{{ a }}",
    "{% a %}",
    "/",
    "end",
];

/// What makes a part of a text raw.
const RAW_PARTS: &[&str] =
    &[" raw ", " endraw ", " highlight ", " endhighlight ", "{% raw %}", "{% endraw %}"];

/// Texts of such parts.
fn texts(parts: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(parts), 0..24).prop_map(|parts| parts.concat())
}

/// Texts of all of them.
fn all_texts() -> impl Strategy<Value = String> {
    texts([PARTS, RAW_PARTS].concat())
}

/// What stands for code in a text.
const CODE: &str = "¤";

proptest! {
    // The same texts at every run.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_template_syntax_is_left_outside_of_code(text in texts(PARTS.to_vec())) {
        for (syntax, left) in [
            (Syntax::ANY, vec![("{{<", ">}}"), ("{{", "}}"), ("{%", "%}")]),
            (Syntax::LIQUID, vec![("{{", "}}"), ("{%", "%}")]),
            (Syntax::ALL_MDX, vec![]),
        ] {
            let (html, _) = shown(syntax, &text, false);
            let document = dom_query::Document::fragment(html.as_str());
            document.select("code, pre").replace_with_html(CODE);
            for block in document.select("p, li, h1, h2").nodes() {
                for line in block.text().lines() {
                    for (open, close) in &left {
                        // Marks around code belong to text that is no syntax.
                        let inside = line.split_once(open).and_then(|(_, after)| after.split_once(close));
                        let is_left = inside.is_some_and(|(inside, _)| !inside.contains(CODE));
                        prop_assert!(!is_left, "{}\n{}", text, html);
                    }
                }
            }
        }
    }

    #[test]
    fn every_finding_is_at_a_brace(text in all_texts()) {
        for syntax in [Syntax::ANY, Syntax::HUGO, Syntax::NUNJUCKS, Syntax::ZOLA, Syntax::ALL_MDX] {
            let (_, found) = shown(syntax, &text, false);
            for line in found.iter().filter(|line| line.contains("template-syntax")) {
                let place = line.split(' ').nth(1).unwrap();
                let mut numbers = place.split(':').skip(1).map(|number| number.parse::<usize>().unwrap());
                let (at, column) = (numbers.next().unwrap(), numbers.next().unwrap());
                let character = text.lines().nth(at - 1).and_then(|line| line.chars().nth(column - 1));
                prop_assert_eq!(character, Some('{'), "{}", line);
            }
        }
    }
}

#[test]
fn a_text_that_begins_with_an_import_is_mdx_where_no_generator_says_otherwise() {
    let body = "import Tide from '../Tide.astro';\n\n<Left>The **pier**</Left> is {/* not */}open.";
    check(Syntax::ANY, body, "<p>The <strong>pier</strong> is open.</p>");
    let prose = "import duties from abroad rose.\n\nA set {a}.";
    check(Syntax::ANY, prose, "<p>import duties from abroad rose.</p>\n<p>A set {a}.</p>");
}

/// The summary of an article with one in its metadata, and the findings about it.
fn summary_of(summary: &str, syntax: Syntax) -> (Option<String>, Vec<String>) {
    let rules = SiteRules { syntax, ..SiteRules::default() };
    let mut article = article(FileKind::Markdown, &format!("summary = '{summary}'"));
    let found = with_rules(&rules, false, |context| render::clean_summary(&mut article, context));
    (article.summary.map(|summary| summary.to_string()), lines(&found))
}

#[test]
fn a_summary_in_the_metadata_has_no_template_syntax_either() {
    for (written, expected, count) in [
        ("No syntax < here & there", Some("No syntax < here & there"), 0),
        ("Of {{ page.title }} < 3", Some("Of T < 3"), 0),
        ("A {{< tide >}} b", Some("A b"), 1),
        ("A {% include x.html %}", Some("A"), 1),
        ("{{< tide >}}", None, 1),
        ("Write `{{ x }}` & go", Some("Write `{{ x }}` & go"), 0),
        ("{% comment %}secret{% endcomment %}Open", Some("Open"), 0),
        ("{ \"a\": 1 }", Some("{ \"a\": 1 }"), 0),
    ] {
        let (summary, found) = summary_of(written, Syntax::ANY);
        assert_eq!((summary.as_deref(), found.len()), (expected, count), "{written}: {found:#?}");
        assert!(
            found.iter().all(|line| line.starts_with("warning[template-syntax] news/a.toml:3:11 ")),
            "{found:#?}"
        );
    }
}

#[test]
fn addresses_that_are_put_together_name_the_site_once() {
    let page = "https://blog.org/news/a/";
    for (body, expected) in [
        ("[x]({{ site.url }}{{ site.baseurl }}/about/)", "https://blog.org/base/about/"),
        ("[x]({{ site.baseurl }}/about/)", "https://blog.org/base/about/"),
        ("[x]({{ site.url }}{{ page.url }})", page),
        ("[x]({{ site.url }}{{ site.baseurl }}{{ page.url }})", page),
    ] {
        check(Syntax::LIQUID, body, &format!("<p><a href=\"{expected}\">x</a></p>"));
    }
}

#[test]
fn paths_begin_at_the_host_or_at_the_address_of_the_site() {
    let shown = |paths_from: PathsFrom, address: &str| {
        let rules = SiteRules { paths_from, ..SiteRules::default() };
        let (html, _) = rendered(&rules, &format!("[x]({address})"), false);
        html.split('"').nth(1).unwrap().to_owned()
    };
    assert_eq!(shown(PathsFrom::Host, "/about/?a#b"), "https://blog.org/about/?a#b");
    assert_eq!(shown(PathsFrom::Site, "/about/?a#b"), "https://blog.org/base/about/?a#b");
    assert_eq!(shown(PathsFrom::Site, "/base/about/"), "https://blog.org/base/about/");
    assert_eq!(shown(PathsFrom::Site, "//other.org/about/"), "https://other.org/about/");
    assert_eq!(shown(PathsFrom::Site, "about/"), "https://blog.org/news/a/about/");
}
