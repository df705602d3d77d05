//! Containers and tables of contents that generators add to Markdown.

use feedwright::site::kind::FileKind;

use super::html;

/// With a single line end between blocks.
#[track_caller]
fn check(body: &str, expected: &str) {
    let html = html(FileKind::Markdown, body);
    let lines: Vec<_> = html.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.join("\n"), expected, "{body}");
}

const NOTE: &str = "<p>a</p>\n<blockquote>\n<p><strong>Note</strong>:</p>\n<p>Closed <em>now</em>.</p>\n</blockquote>\n<p>b</p>";

#[test]
fn a_container_is_a_quotation_as_an_alert_is() {
    for body in [
        "a\n\n:::note\n\nClosed *now*.\n\n:::\n\nb",
        "a\n:::note\nClosed *now*.\n:::\nb",
        "a\n\n::: note\nClosed *now*.\n:::\n\nb",
        "a\n\n::::note{.x}\nClosed *now*.\n::::\n\nb",
        "a\n\n::: {.callout-note appearance=\"simple\"}\nClosed *now*.\n:::\n\nb",
        "a\n\n!!! note\n    Closed *now*.\n\nb",
        "a\n\n!!! Note \"\"\n\n\tClosed *now*.\n\nb",
        "a\n\n???+ note\n    Closed *now*.\n\nb",
    ] {
        check(body, NOTE);
    }
}

#[test]
fn a_title_is_kept() {
    let titled = "<blockquote>\n<p><strong>Low <em>tide</em></strong></p>\n<p>x</p>\n</blockquote>";
    for body in [
        ":::tip[Low *tide*]\nx\n:::",
        ":::tip Low *tide*\nx\n:::",
        "::: {.callout-tip title=\"Low *tide*\"}\nx\n:::",
        "!!! tip \"Low *tide*\"\n    x",
    ] {
        check(body, titled);
    }
    check(
        "::: details More & more\n*x*\n:::",
        "<details><summary>More &amp; more</summary>\n<p><em>x</em></p>\n</details>",
    );
}

#[test]
fn other_containers_leave_their_text() {
    check("::: code-group\n\nx\n\n:::\n\ny", "<p>x</p>\n<p>y</p>");
    check("::: {.column-margin}\nx\n:::", "<p>x</p>");
    check(
        ":::note\n\n:::tip\nx\n:::\n\n:::",
        "<blockquote>\n<p><strong>Note</strong>:</p>\n<blockquote>\n<p><strong>Tip</strong>:</p>\n<p>x</p>\n</blockquote>\n</blockquote>",
    );
}

#[test]
fn what_is_no_container_stays() {
    for (body, expected) in [
        ("::: note\nx", "<p>::: note\nx</p>"),
        ("```\n:::note\nx\n:::\n```", "<pre><code>:::note\nx\n:::\n</code></pre>"),
        ("!!! note\nx", "<p>!!! note\nx</p>"),
        ("Wow!!! note\n\n    x", "<p>Wow!!! note</p>\n<pre><code>x</code></pre>"),
        ("A [TOC] b", "<p>A [TOC] b</p>"),
        ("`[TOC]`", "<p><code>[TOC]</code></p>"),
        ("    [TOC]", "<pre><code>[TOC]</code></pre>"),
    ] {
        check(body, expected);
    }
}

#[test]
fn a_table_of_contents_is_left_out() {
    for mark in ["[TOC]", "[[toc]]", "[[_TOC_]]"] {
        check(&format!("a\n\n{mark}\n\nb"), "<p>a</p>\n<p>b</p>");
    }
    check("[TOC]\n\nb", "<p>b</p>");
}

#[test]
fn many_containers_take_no_more_time_than_their_length() {
    let start = std::time::Instant::now();
    let many = ":::note\nx\n:::\n".repeat(3_000);
    assert_eq!(html(FileKind::Markdown, &many).matches("<blockquote>").count(), 3_000);
    let deep = (0..300).map(|depth| "    ".repeat(depth) + "!!! note\n").collect::<String>();
    let _ = super::rendered(FileKind::Markdown, "", &deep);
    let open = ":::note\n".repeat(20_000);
    let _ = super::rendered(FileKind::Markdown, "", &open);
    assert!(start.elapsed() < std::time::Duration::from_mins(1), "{:?}", start.elapsed());
}
