//! Tests of the Markdown dialect.

use feedwright::site::kind::FileKind;
use proptest::prelude::*;

use super::cases::E;
use super::{html, summary};

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(html(FileKind::Markdown, body), expected.replace("{E}", E), "{body}");
    }
}

/// What a reader sees of a text.
fn shown(body: &str) -> String {
    dom_query::Document::fragment(html(FileKind::Markdown, body)).text().to_string()
}

#[test]
fn the_cells_of_a_table_are_aligned_as_their_column() {
    check(&[
        (
            "|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|*4*|",
            "<table><thead><tr><th align=\"left\">a</th><th align=\"right\">b</th><th align=\"center\">c</th><th>d</th></tr></thead><tbody>\n\
             <tr><td align=\"left\">1</td><td align=\"right\">2</td><td align=\"center\">3</td><td><em>4</em></td></tr>\n</tbody></table>",
        ),
        (
            "|a|\n|-:|\n|1|\n\n|b|\n|-|\n|2|",
            "<table><thead><tr><th align=\"right\">a</th></tr></thead><tbody>\n<tr><td align=\"right\">1</td></tr>\n</tbody></table>\n\
             <table><thead><tr><th>b</th></tr></thead><tbody>\n<tr><td>2</td></tr>\n</tbody></table>",
        ),
    ]);
}

#[test]
fn an_alert_is_a_quotation_that_begins_with_its_name() {
    for (kind, name) in [
        ("NOTE", "Note"),
        ("tip", "Tip"),
        ("IMPORTANT", "Important"),
        ("WARNING", "Warning"),
        ("CAUTION", "Caution"),
    ] {
        check(&[(
            &format!("> [!{kind}]\n> Closed."),
            &format!("<blockquote>\n<p><strong>{name}</strong>:</p>\n<p>Closed.</p>\n</blockquote>"),
        )]);
    }
    check(&[("> [!ODD]\n> a", "<blockquote>\n<p><strong>Odd</strong>:</p>\n<p>a</p>\n</blockquote>")]);
    assert_eq!(summary(FileKind::Markdown, "> [!NOTE]\n> Closed.").as_deref(), Some("Note: Closed."));
}

#[test]
fn an_alert_may_have_a_title() {
    let alert =
        |begin: &str, rest: &str| format!("<blockquote>\n<p><strong>{begin}</p>\n{rest}</blockquote>");
    check(&[
        ("> [!TIP] Bring a rope\n> A *b*.", &alert("Tip</strong>: Bring a rope", "<p>A <em>b</em>.</p>\n")),
        ("> [!note]- Bring *a* rope\n> b", &alert("Note</strong>: Bring <em>a</em> rope", "<p>b</p>\n")),
        ("> [!INFO]+\n>\n> a", &alert("Info</strong>:", "<p>a</p>\n")),
        ("> [!tl-dr] `a`  \n> b", &alert("Tl-dr</strong>: <code>a</code>", "<p>b</p>\n")),
        ("> > [!TIP] a", &format!("<blockquote>\n{}\n</blockquote>", alert("Tip</strong>: a", ""))),
        (
            "> [!TIP](x) a",
            "<blockquote>\n<p><a href=\"https://blog.org/news/a/x\">!TIP</a> a</p>\n</blockquote>",
        ),
        ("> [! a\n> b", "<blockquote>\n<p>[! a\nb</p>\n</blockquote>"),
        ("> [!1] a", "<blockquote>\n<p>[!1] a</p>\n</blockquote>"),
        ("> a\n\n[!TIP] b", "<blockquote>\n<p>a</p>\n</blockquote>\n<p>[!TIP] b</p>"),
    ]);
}

#[test]
fn a_bare_address_is_a_link() {
    for (text, address, after) in [
        ("https://b.org/a_b_c?x=*1*&y=2", "https://b.org/a_b_c?x=*1*&amp;y=2", ""),
        ("http://b.org", "http://b.org", "."),
        ("https://b.org/_x_/~y~z", "https://b.org/_x_/~y~z", ""),
        ("https://b.org/a_(b)", "https://b.org/a_(b)", ") c"),
        ("www.b.org/c", "http://www.b.org/c", ", d"),
        ("a.b@c.org", "mailto:a.b@c.org", "!"),
        ("https://b.org/x", "https://b.org/x", "。谢谢"),
        ("https://b.org/x", "https://b.org/x", "**"),
    ] {
        let words = text.replace('&', "&amp;");
        let (before, expected) = match after {
            "**" => ("**", format!("<strong><a href=\"{address}\">{words}</a></strong>")),
            _ => ("(", format!("(<a href=\"{address}\">{words}</a>{after}")),
        };
        let path = if address.ends_with("b.org") { address.to_owned() + "/" } else { address.to_owned() };
        let expected = expected.replace(&format!("\"{address}\""), &format!("\"{path}\""));
        check(&[(&format!("{before}{text}{after}"), &format!("<p>{expected}</p>"))]);
    }
}

#[test]
fn an_address_in_code_or_in_a_link_is_no_further_link() {
    for body in [
        "`https://b.org/`",
        "```\nhttps://b.org/ www.b.org a@b.org\n```",
        "    https://b.org/",
        "<code>https://b.org/</code>",
        "<div>https://b.org/</div>",
        "![see https://b.org/](a.png)",
    ] {
        assert!(!html(FileKind::Markdown, body).contains("<a "), "{body}");
    }
    for body in [
        "[see https://b.org/ now](https://b.org/)",
        "<a href=\"https://b.org/\">https://b.org/ *x*</a>",
        "<https://b.org/>",
        "[a][b]\n\n[b]: https://b.org/ \"www.b.org\"",
        "[](https://b.org/)",
        "[a *b*](https://b.org/ 'www.b.org')",
    ] {
        let html = html(FileKind::Markdown, body);
        assert_eq!(
            (html.matches("<a ").count(), html.contains("<a href=\"https://b.org/\"")),
            (1, true),
            "{html}"
        );
    }
    for body in ["readme.md", "@a@b.org", "xhttp://b.org", "ftp.b.org", "javascript:a@b"] {
        check(&[(body, &format!("<p>{body}</p>"))]);
    }
}

#[test]
fn the_box_of_a_task_stands_before_its_words() {
    check(&[
        ("- [x] a\n- [ ] *b*", "<ul>\n<li>☑ a</li>\n<li>☐ <em>b</em></li>\n</ul>"),
        ("- [x] a\n\n  b", "<ul>\n<li>\n<p>☑ a</p>\n<p>b</p>\n</li>\n</ul>"),
    ]);
}

/// A reference to a note.
fn reference(id: &str, note: &str, number: usize) -> String {
    format!(
        "<sup class=\"footnote-ref\" id=\"{{E}}fnref-{id}\"><a href=\"#{{E}}fn-{note}\" role=\"doc-noteref\" class=\"footnote\">{number}</a></sup>"
    )
}

fn back(id: &str, sign: &str) -> String {
    format!("<a href=\"#{{E}}fnref-{id}\" class=\"footnote-backref\" role=\"doc-backlink\">{sign}</a>")
}

fn notes(items: &str) -> String {
    format!("<section class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n{items}</ol>\n</section>")
}

#[test]
fn notes_are_a_list_at_the_end_with_ways_back() {
    let item = |id: &str, inside: &str| format!("<li id=\"{{E}}fn-{id}\">\n{inside}</li>\n");
    check(&[
        (
            "a[^x] b[^1]\n\n[^1]: One.\n\n[^none]: No.\n\n[^X]: Two\n\n    of *two*.\n\nc[^x]",
            &format!(
                "<p>a{} b{}</p>\n<p>c{}</p>\n{}",
                reference("x", "x", 1),
                reference("1", "1", 2),
                reference("x-2", "x", 1),
                notes(
                    &(item(
                        "x",
                        &format!(
                            "<p>Two</p>\n<p>of <em>two</em>. {} {}</p>\n",
                            back("x", "↩"),
                            back("x-2", "↩<sup>2</sup>")
                        )
                    ) + &item("1", &format!("<p>One. {}</p>\n", back("1", "↩"))))
                )
            ),
        ),
        (
            "a[^a]\n\n[^b]: B[^a].\n\n[^a]: A[^b].",
            &format!(
                "<p>a{}</p>\n{}",
                reference("a", "a", 1),
                notes(
                    &(item(
                        "a",
                        &format!(
                            "<p>A{}. {} {}</p>\n",
                            reference("b", "b", 2),
                            back("a", "↩"),
                            back("a-2", "↩<sup>2</sup>")
                        )
                    ) + &item("b", &format!("<p>B{}. {}</p>\n", reference("a-2", "a", 1), back("b", "↩"))))
                )
            ),
        ),
        (
            "a[^1]\n\n[^1]: ```\n    code\n    ```",
            &format!(
                "<p>a{}</p>\n{}",
                reference("1", "1", 1),
                notes(&item("1", &format!("<pre><code>code\n</code></pre>\n{}", back("1", "↩"))))
            ),
        ),
        ("a [^no] b", "<p>a [^no] b</p>"),
        ("a\n\n[^1]: b", "<p>a</p>"),
    ]);
}

#[test]
fn no_summary_has_words_of_a_note() {
    let body = "First[^1].\n\n<!-- more -->\n\nSecond.\n\n[^1]: The note.";
    assert_eq!(summary(FileKind::Markdown, body).as_deref(), Some("First."));
    assert!(html(FileKind::Markdown, body).contains("The note. <a "));
    let body = "[^1]: The note.\n\nFirst[^1].";
    assert_eq!(summary(FileKind::Markdown, body).as_deref(), Some("First."));
    assert_eq!(summary(FileKind::Markdown, "[^1]\n\n[^1]: The note."), None);
}

#[test]
fn a_heading_has_its_own_id_or_githubs_where_a_link_leads_there() {
    check(&[
        ("## Piers {#piers}", "<h2 id=\"{E}piers\">Piers</h2>"),
        (
            "## Piers {#piers .wide key=x}\n[a](#piers)",
            "<h2 id=\"{E}piers\">Piers</h2>\n<p><a href=\"#{E}piers\">a</a></p>",
        ),
        ("Piers {#piers}\n-----", "<h2 id=\"{E}piers\">Piers</h2>"),
        (
            "## The `pier`, *now*!\n[a](#the-pier-now)",
            "<h2 id=\"{E}the-pier-now\">The <code>pier</code>, <em>now</em>!</h2>\n<p><a href=\"#{E}the-pier-now\">a</a></p>",
        ),
        ("[b](#a-1)\n# A\n# a", "<p><a href=\"#{E}a-1\">b</a></p>\n<h1>A</h1>\n<h1 id=\"{E}a-1\">a</h1>"),
        (
            "<a href=\"#größe\">b</a>\n# Größe",
            "<p><a href=\"#{E}gr%C3%B6%C3%9Fe\">b</a></p>\n<h1 id=\"{E}größe\">Größe</h1>",
        ),
        ("[b](<#a>)\n# A", "<p><a href=\"#{E}a\">b</a></p>\n<h1 id=\"{E}a\">A</h1>"),
        ("# No link", "<h1>No link</h1>"),
        ("No link: b#a\n# A", "<p>No link: b#a</p>\n<h1>A</h1>"),
        ("# The set {a, b}", "<h1>The set {a, b}</h1>"),
        ("# The set {a, b} #", "<h1>The set {a, b}</h1>"),
        ("# A {: #b_c_d .e}", "<h1 id=\"{E}b_c_d\">A</h1>"),
        ("The set {a b}\n===", "<h1>The set {a b}</h1>"),
        ("# $x_1$ of {a b}", "<h1>$x_1$ of {a b}</h1>"),
    ]);
}

#[test]
fn terms_have_their_definitions() {
    check(&[
        ("Fare\n: What one *pays*", "<dl>\n<dt>Fare</dt>\n<dd>What one <em>pays</em></dd>\n</dl>"),
        ("a: b\n\n: c", "<dl>\n<dt>a: b</dt>\n<dd>\n<p>c</p>\n</dd>\n</dl>"),
    ]);
}

#[test]
fn an_abbreviation_says_what_it_means() {
    check(&[
        (
            "HTML, `HTML` and XHTML.\n\n*[HTML]: Hypertext \"Markup\" Language\n*[W3C]: Consortium",
            "<p><abbr title=\"Hypertext &quot;Markup&quot; Language\">HTML</abbr>, <code>HTML</code> and XHTML.</p>",
        ),
        (
            "> The U.S. *U.S.A.*\n>\n> *[U.S.]: United States\n> *[U.S.A.]: of America",
            "<blockquote>\n<p>The <abbr title=\"United States\">U.S.</abbr> <em><abbr title=\"of America\">U.S.A.</abbr></em></p>\n</blockquote>",
        ),
        ("a *[b]: c*", "<p>a <em>[b]: c</em></p>"),
    ]);
    assert_eq!(summary(FileKind::Markdown, "*[A]: B\n\nAn A.").as_deref(), Some("An A."));
}

#[test]
fn a_formula_is_shown_as_it_is_typed() {
    for formula in [
        "$u_{k}^*v_{k}^*$",
        r"$\{p, q\}$",
        "$d*e*f$",
        "$H_t_ h_$",
        "$n$",
        r"$a \$ b$",
        "$a`b$",
        "$a < b$",
        "$$a_1 * b_1 * c$$",
        "$$\n\\begin{matrix} p & q \\\\ r & s \\end{matrix}\n$$",
        "$$\nu \\\\ v\n= w\n- x\n+ y\n# z\n> t\n$$",
        r"\(a_b*c*d\)",
        r"\(n\)",
        r"\[z\]",
        r"\[ u \\ v_1 * w_1 * \]",
        "\\[\nu \\\\\n- v\n\\]",
    ] {
        for body in
            [formula.to_owned(), format!("Inline {formula} and *more*."), format!("- {formula}\n- *b*")]
        {
            assert!(shown(&body).contains(formula), "{body}: {}", html(FileKind::Markdown, &body));
        }
        check(&[(
            &format!("*a* {formula}"),
            &format!(
                "<p><em>a</em> {}</p>",
                formula.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
            ),
        )]);
    }
    assert_eq!(shown("> $$\n> a\n> - b\n> $$\n>\n> *c*").trim(), "$$\na\n- b\n$$\nc");
    assert_eq!(shown("> > $$\n> > a\n> >> b\n> > $$").trim(), "$$\na\n> b\n$$");
    assert!(
        html(FileKind::Markdown, "![the $a_1 \"b_1\"$](a.png)").contains("alt=\"the $a_1 &quot;b_1&quot;$\"")
    );
    check(&[(
        "| a | b |\n|-|-|\n| $x_1 y_1$ | *c* |",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>$x_1 y_1$</td><td><em>c</em></td></tr>\n</tbody></table>",
    )]);
}

#[test]
fn prices_variables_and_escaped_brackets_are_no_formulas() {
    check(&[
        ("A ticket is $4, a *return* is $7.", "<p>A ticket is $4, a <em>return</em> is $7.</p>"),
        ("$5-*$10*", "<p>$5-<em>$10</em></p>"),
        ("US$5 *and* CA$6$", "<p>US$5 <em>and</em> CA$6$</p>"),
        ("from $x to `$y`", "<p>from $x to <code>$y</code></p>"),
        ("\\$a*b*c$", "<p>$a<em>b</em>c$</p>"),
        ("a $$ *b*\n\n$$ *c*", "<p>a $$ <em>b</em></p>\n<p>$$ <em>c</em></p>"),
        (r"\[sic\] \[1\] \(see *above*\)", "<p>[sic] [1] (see <em>above</em>)</p>"),
        (r"\[T\]he s\[e\]a, \[x\] *done*", "<p>[T]he s[e]a, [x] <em>done</em></p>"),
        (r"\[a_b\](https://b.org/)", "<p>[a_b](<a href=\"https://b.org/\">https://b.org/</a>)</p>"),
        (r"\\(a\\)", r"<p>\(a\)</p>"),
        ("[a $x$](/$y$) $z$", "<p><a href=\"https://blog.org/$y$\">a $x$</a> $z$</p>"),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_formula_survives(inside in r"[a-z][ -#%-~]{0,30}[a-z]", is_quoted in any::<bool>()) {
        let open = if is_quoted { "> a " } else { "a " };
        for (start, end) in [("$", "$"), ("$$", "$$")] {
            let inside = inside.replace('\\', r"\\");
            let formula = format!("{start}{inside}{end}");
            let shown = shown(&format!("{open}{formula} b"));
            prop_assert!(shown.contains(&formula), "{} in {}", formula, shown);
        }
        let inside = inside.replace('\\', "").replace(['(', ')', '[', ']'], "") + "=1";
        for formula in [format!(r"\({inside}\)"), format!(r"\[{inside}\]")] {
            let shown = shown(&format!("{open}{formula} b"));
            prop_assert!(shown.contains(&formula), "{} in {}", formula, shown);
        }
    }
}
