//! Bodies that take other programs time in proportion to the square of their length, or worse: the pathological cases of
//! the `CommonMark` project, and their like in HTML and plain text. Four times the length takes about four times as long.

use std::time::{Duration, Instant};

use feedwright::model::source::Kind;

use super::rendered;
use crate::support::numbered;

/// What takes less says nothing about more.
const FLOOR: Duration = Duration::from_millis(10);

/// The square of four is sixteen; what is linear takes four times as long, and noise.
const MOST: u32 = 10;

type Body = fn(usize) -> String;

/// Bodies by their length in parts.
const MARKDOWN: &[(&str, Body)] = &[
    ("nested strong emphasis", |n| format!("{}b{}", "*a **a ".repeat(n), " a** a*".repeat(n))),
    ("emphasis that only closes", |n| "a_ ".repeat(n)),
    ("emphasis that only opens", |n| "_a ".repeat(n)),
    ("links that only close", |n| "a]".repeat(n)),
    ("links that only open", |n| "[a".repeat(n)),
    ("openers and closers that do not match", |n| "*a_ ".repeat(n)),
    ("openers of one kind, closers of two", |n| format!("{}{}", "*a ".repeat(n), "_a*_ ".repeat(n))),
    ("openers and closers, a multiple of three", |n| format!("a**b{}", "c* ".repeat(n))),
    ("links that open and emphasis that closes", |n| "[ a_".repeat(n)),
    ("strikethrough that does not close", |n| "~~a ~b ".repeat(n)),
    ("brackets and parentheses", |n| "[ (](".repeat(n)),
    ("pictures that only open", |n| "![[]()".repeat(n)),
    ("brackets in brackets", |n| format!("{}a{}", "[".repeat(n), "]".repeat(n))),
    ("parentheses in a link", |n| format!("[a]({}", "(".repeat(n))),
    ("emphasis without words", |n| format!("{}a{}", "*".repeat(n), "*".repeat(n))),
    ("quotations in quotations", |n| format!("{}a", "> ".repeat(n))),
    ("quotations without end", |n| "> a\n".repeat(n)),
    ("emphasis in deep quotations", |n| format!("{}{}", ">".repeat(n), "a*".repeat(n))),
    ("lists in lists", |n| "- ".repeat(n) + "a"),
    ("blank lines in deep lists", |n| format!("{}x{}", "- ".repeat(n), "\n".repeat(n))),
    ("blank lines in deep lists in a quotation", |n| format!("> {}x\n{}", "- ".repeat(n), ">\n".repeat(n))),
    ("lists of all lengths", |n| "* a\n1. b\n".repeat(n)),
    ("nulls", |n| "abc\u{0}de\u{0}".repeat(n)),
    ("backticks of all lengths", |n| numbered(n.isqrt() * 2, |x| format!("e{}", "`".repeat(x)))),
    ("code that does not end", |n| "`a``b".repeat(n)),
    ("fences that do not end", |n| "```\n~~~\n".repeat(n)),
    ("links that do not end", |n| "[a](<b".repeat(n)),
    ("links that do not end, without brackets", |n| "[a](b".repeat(n)),
    ("titles that do not end", |n| "[a](b \"c".repeat(n)),
    ("comments that do not end", |n| format!("</{}", "<!--".repeat(n))),
    ("declarations that do not end", |n| "x <!A ".repeat(n)),
    ("instructions that do not end", |n| "x <?".repeat(n)),
    ("character data that does not end", |n| "x <![CDATA[".repeat(n)),
    ("tags that do not end", |n| "x <a b=\"".repeat(n)),
    ("autolinks that do not end", |n| "<http:a".repeat(n)),
    ("autolinks of mail that do not end", |n| "<a@b.".repeat(n)),
    ("references", |n| numbered(n, |x| format!("[a{x}]: /u{x}\n")) + &"[0] [a1]".repeat(n)),
    ("references to one long address", |n| format!("[a]: /{}\n\n{}", "u".repeat(n), "[a] ".repeat(n))),
    ("references that do not end", |n| "[a]: <b\n".repeat(n)),
    ("notes", |n| numbered(n, |x| format!("a[^{x}]\n\n[^{x}]: b\n\n"))),
    ("notes in notes", |n| numbered(n, |x| format!("[^{x}]: [^{}]\n", x + 1)) + "[^0]"),
    ("notes that are not there", |n| "[^a] ".repeat(n)),
    ("one note, many times", |n| format!("{}\n\n[^a]: b", "[^a] ".repeat(n))),
    ("lines that may be tables", |n| "|a|b\n|-|\n".repeat(n)),
    ("lines that may be headings", |n| "a\n".repeat(n) + "==="),
    ("rules", |n| "* ".repeat(n) + "a"),
    ("ampersands", |n| "&amp".repeat(n)),
    ("backslashes", |n| "\\".repeat(n) + "a"),
    ("blanks", |n| " ".repeat(n) + "a" + &" ".repeat(n)),
    ("task lists", |n| "- [ ] a\n".repeat(n)),
];

const HTML: &[(&str, Body)] = &[
    ("formatting that is opened again", |n| "<b><p>a".repeat(n)),
    ("formatting of all kinds", |n| numbered(n, |x| format!("<p><b id={x}>a"))),
    ("formatting that outlives its block", |n| numbered(n, |x| format!("<div><b><i id={x}>a</b></div>"))),
    ("links in links", |n| "<a href=x>".repeat(n)),
    ("links in tables", |n| "<table><a href=x>".repeat(n)),
    ("what does not belong in a table", |n| format!("<table>{}", "<b>a".repeat(n))),
    ("tables in tables", |n| "<table><tr><td>".repeat(n)),
    ("end tags", |n| "</p></b></x>".repeat(n)),
    ("attributes", |n| format!("<p {}>", numbered(n, |x| format!("a{x}=b ")))),
    ("one long attribute", |n| format!("<p title='{}'>", "a&lt;".repeat(n))),
    ("addresses that are none", |n| "<img src='http://[x'>".repeat(n)),
    ("candidates", |n| format!("<img srcset='{}'>", "a 1x, ".repeat(n))),
    ("ids", |n| numbered(n, |x| format!("<p id=a{x}><a href=#a{x}>b</a>"))),
    ("headings with anchors", |n| "<h2 id=a>b<a class=anchor href=#a>#</a></h2>".repeat(n)),
    ("pictures twice", |n| "<img data-src=a><noscript><img src=a></noscript>".repeat(n)),
    ("numbers of lines", |n| "<pre><span class=ln>1</span>a\n</pre>".repeat(n)),
    ("MathML", |n| "<math><mi>a</mi><mo><b>".repeat(n)),
    ("SVG", |n| "<svg><g><path/>".repeat(n)),
    ("comments", |n| "<!-- more --><!--".repeat(n)),
    ("raw text that does not end", |n| "<textarea><style><script>".repeat(n)),
    ("templates", |n| "<template><p>".repeat(n)),
    ("forms and selections", |n| "<form><select><option>a".repeat(n)),
    ("nulls", |n| "<p\0>a\0".repeat(n)),
    ("less than", |n| "<".repeat(n)),
    ("entities that are none", |n| "&notit;&#x110000;&".repeat(n)),
];

const TEXT: &[(&str, Body)] = &[
    ("lines", |n| "a\n".repeat(n)),
    ("blank lines", |n| "\n".repeat(n)),
    ("one line", |n| "a ".repeat(n)),
    ("wrapped lines", |n| "words of a paragraph that is wrapped\nby hand\n\n".repeat(n)),
    ("marks", |n| "a\u{301}\u{301}".repeat(n)),
];

#[test]
fn four_times_the_markdown_takes_four_times_as_long() {
    all_are_linear(Kind::Markdown, MARKDOWN);
}

#[test]
fn four_times_the_html_takes_four_times_as_long() {
    all_are_linear(Kind::Html, HTML);
}

#[test]
fn four_times_the_text_takes_four_times_as_long() {
    all_are_linear(Kind::Text, TEXT);
}

#[track_caller]
fn all_are_linear(kind: Kind, bodies: &[(&str, Body)]) {
    for (name, body) in bodies {
        assert!(is_linear(kind, *body), "{name}");
    }
}

/// Whether a body is rendered in linear time. Machines have other things to do, too: what is seen once is believed.
fn is_linear(kind: Kind, body: Body) -> bool {
    let (short, long) = (body(1_000), body(4_000));
    (0..5).any(|_| {
        let base = time(kind, &short).max(FLOOR);
        time(kind, &long) <= base * MOST
    })
}

fn time(kind: Kind, body: &str) -> Duration {
    let start = Instant::now();
    let _ = rendered(kind, "", body);
    start.elapsed()
}
