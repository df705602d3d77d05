//! Bodies of a given number of parts on which other programs take quadratic time, or disproportionate memory: the
//! pathological cases of the `CommonMark` project, and similar ones in HTML and plain text. Tests and benchmarks share
//! them.

use std::fmt::Write as _;

/// Makes a body of the given number of parts.
pub(crate) type Body = fn(usize) -> String;

/// A text of `count` parts, each made from its number.
fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{}", part(n));
        text
    })
}

/// Markdown.
pub(crate) const MARKDOWN: &[(&str, Body)] = &[
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
    ("tags that only open", |n| "{% a ".repeat(n)),
    ("tags that only close", |n| "{% enda %} ".repeat(n)),
    ("tags that open and end tags of others", |n| {
        format!("{}{}", "{% a %} ".repeat(n), "{% endb %} ".repeat(n))
    }),
    ("raw tags that only open", |n| "{% raw %} ".repeat(n)),
    ("raw tags in code, and one end", |n| format!("{}{{% endraw %}}", "`{% raw %}` ".repeat(n))),
    ("braces", |n| "{".repeat(n)),
    ("pairs of braces", |n| "{{a}} ".repeat(n)),
    ("arguments of a tag", |n| format!("{{{{< a {} >}}}}", "b=\"c ".repeat(n))),
    ("comments of templates", |n| "{{/* ".repeat(n)),
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
    ("one note, referred to without words between", |n| format!("{}\n\n[^1]: a", "[^1]".repeat(n))),
    ("cells", |n| format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(n))),
    ("a wide table of short rows", |n| {
        format!("{}\n{}\n{}", "|a".repeat(n), "|-".repeat(n), "|1\n".repeat(n))
    }),
    ("paragraphs", |n| "a\n\n".repeat(n)),
    ("headings of the same words", |n| "# a\n\n".repeat(n)),
    ("links", |n| "[a](b)".repeat(n)),
    ("pictures", |n| "![a](b)".repeat(n)),
    ("autolinks", |n| "<http://a.b>".repeat(n)),
    ("addresses that are none", |n| numbered(n, |x| format!("[a](http://[{x})\n"))),
    ("addresses that are none, and stand nowhere", |n| {
        numbered(n, |x| format!("<a href='http://[&amp;{x}'>x</a>\n"))
    }),
    ("forbidden characters", |n| "a\u{1}b ".repeat(n)),
    ("references to forbidden characters", |n| "&#1; a".repeat(n)),
    ("attributes in Markdown", |n| format!("<p {}>x</p>", numbered(n, |x| format!("{x} ")))),
    ("breaks", |n| "a\n".repeat(n)),
    ("short code", |n| "`a`".repeat(n)),
    ("formulas", |n| "$a$ ".repeat(n)),
    ("formulas that do not end", |n| "$a ".repeat(n)),
    ("formulas in lines that do not end", |n| "$$a\n".repeat(n)),
    ("formulas in items that do not end", |n| "- \\[a\n".repeat(n)),
    ("formulas that end in code", |n| "$a `b$`".repeat(n)),
    ("words in parentheses in parentheses", |n| format!("{}a{}", r"\(".repeat(n), r"\)".repeat(n))),
    ("dollars", |n| "$".repeat(n)),
    ("bare links", |n| "https://a.b www.c.d e@f.g ".repeat(n)),
    ("bare links without spaces", |n| "https://a.b/".repeat(n)),
    ("links that have no name", |n| "http://".repeat(n) + &"www.".repeat(n) + &"a@".repeat(n)),
    ("bare links in links", |n| "[www.a.b](c)".repeat(n)),
    ("elements without bare links", |n| "<a>www.a.b".repeat(n)),
    ("abbreviations", |n| numbered(n, |x| format!("*[A{x}]: b\n")) + &"A1 ".repeat(n)),
    ("abbreviations that do not end", |n| "*[A\n".repeat(n)),
    ("definitions", |n| "a\n: b\n\n".repeat(n)),
    ("definitions of definitions", |n| format!("a\n{}b", ": ".repeat(n))),
    ("alerts", |n| "> [!NOTE]\n> a\n\n".repeat(n)),
    ("alerts in alerts", |n| format!("{}[!NOTE]", "> ".repeat(n))),
    ("headings with braces", |n| "# a {b}\n".repeat(n)),
    ("headings that links lead to", |n| numbered(n, |x| format!("# a\n[b](#a-{x})\n"))),
    ("braces in a heading", |n| "# a".to_owned() + &" {b}".repeat(n)),
    ("one long name of a note", |n| {
        let name = "a".repeat(500);
        format!("{}\n\n[^{name}]: a", format!("[^{name}]").repeat(n / 100))
    }),
];

/// HTML.
pub(crate) const HTML: &[(&str, Body)] = &[
    ("formatting that is opened again", |n| "<b><p>a".repeat(n)),
    ("formatting of all kinds", |n| numbered(n, |x| format!("<p><b id={x}>a"))),
    ("formatting that outlives its block", |n| numbered(n, |x| format!("<div><b><i id={x}>a</b></div>"))),
    ("links in links", |n| "<a href=x>".repeat(n)),
    ("links in tables", |n| "<table><a href=x>".repeat(n)),
    ("what does not belong in a table", |n| format!("<table>{}", "<b>a".repeat(n))),
    ("tables in tables", |n| "<table><tr><td>".repeat(n)),
    ("end tags", |n| "</p></b></x>".repeat(n)),
    ("attributes", |n| format!("<p {}>x</p>", numbered(n, |x| format!("{x} ")))),
    ("attributes with values", |n| format!("<p {}>", numbered(n, |x| format!("a{x}=b ")))),
    ("attributes of an end tag", |n| format!("<p>x</p {}>", numbered(n, |x| format!("{x} ")))),
    ("attributes of a script", |n| format!("<script {}>x</script>", numbered(n, |x| format!("{x} ")))),
    ("attributes in a selection", |n| format!("<select><title><p {}>x", numbered(n, |x| format!("{x} ")))),
    ("attributes without an end", |n| format!("<p {}", numbered(n, |x| format!("{x} ")))),
    ("attributes of the document", |n| numbered(n, |x| format!("<html a{x}>"))),
    ("attributes of the body", |n| format!("<html><body>{}x", numbered(n, |x| format!("<body a{x}>")))),
    ("attributes in text for browsers without scripts", |n| {
        format!("<noscript>&lt;img>&lt;p {}></noscript>", numbered(n, |x| format!("{x} ")))
    }),
    ("names of attributes", |n| numbered(n, |x| format!("<p a{x}>"))),
    ("names of elements", |n| numbered(n, |x| format!("<x{x}>a</x{x}>"))),
    ("formatting with many attributes", |n| {
        let attributes = numbered(150, |x| format!(" a{x}"));
        format!("<p>{}{}", numbered(16, |x| format!("<i id={x}{attributes}>")), "<p>a".repeat(n))
    }),
    ("formatting with a long attribute", |n| format!("<p><i title='{}'>{}", "x".repeat(n), "<p>a".repeat(n))),
    ("a link with a long address", |n| {
        format!("<p><a href='http://a.b/{}'>{}", "x".repeat(n), "<p>a".repeat(n))
    }),
    ("a long base", |n| {
        format!("<html><base href='http://a.b/{}/'>{}", "x".repeat(n), "<a href=b>a</a>".repeat(n))
    }),
    ("bases", |n| "<base href=x>".repeat(n)),
    ("classes", |n| format!("<p class='{}'>x</p><code class='{0}'>x</code>", "a ".repeat(n))),
    ("headers of a cell", |n| format!("<table><tr><td headers='{}'>x</table>", "a ".repeat(n))),
    ("paragraphs without an end", |n| "a<p>".repeat(n)),
    ("ends of paragraphs", |n| "</p>".repeat(n)),
    ("breaks", |n| "<br>".repeat(n)),
    ("elements that end themselves", |n| "<div><br/>".repeat(n)),
    ("formatting in links", |n| "<a><b>".repeat(n)),
    ("formatting that ends in another order", |n| "<b><i><a><p></b></i></a>".repeat(n)),
    ("kinds of one formatting", |n| numbered(n, |x| format!("<font a={x}><p>"))),
    ("text in a table", |n| format!("<table>{}", "a<tr>".repeat(n))),
    ("paragraphs in a table", |n| format!("<table>{}", "<p>a</p>".repeat(n))),
    ("cells", |n| format!("<table><tr>{}", "<td>a".repeat(n))),
    ("items", |n| "<li>a".repeat(n)),
    ("terms", |n| "<dt>a<dd>b".repeat(n)),
    ("the same id", |n| "<p id=a>x".repeat(n)),
    ("links in a heading", |n| format!("<h2>{}</h2>", "<a href=#x>b</a>".repeat(n))),
    ("copies of one picture", |n| format!("<img src=a>{}", "x<noscript><img src=a></noscript>".repeat(n))),
    ("check boxes", |n| "<input type=checkbox>".repeat(n)),
    ("frames", |n| "<iframe src=https://a.b></iframe>".repeat(n)),
    ("tables of code", |n| "<table class=lntable><tr><td>".repeat(n)),
    ("superscripts", |n| "<sup><a>x".repeat(n)),
    ("entities", |n| "&amp;".repeat(n)),
    ("one long attribute", |n| format!("<p title='{}'>", "a&lt;".repeat(n))),
    ("addresses that are none", |n| "<img src='http://[x'>".repeat(n)),
    ("candidates", |n| format!("<img srcset='{}'>", "a 1x, ".repeat(n))),
    ("ids", |n| numbered(n, |x| format!("<p id=a{x}><a href=#a{x}>b</a>"))),
    ("headings with anchors", |n| "<h2 id=a>b<a class=anchor href=#a>#</a></h2>".repeat(n)),
    ("pictures twice", |n| "<img data-src=a><noscript><img src=a></noscript>".repeat(n)),
    ("numbers of lines", |n| "<pre><span class=ln>1</span>a\n</pre>".repeat(n)),
    ("MathML", |n| "<math><mi>a</mi><mo><b>".repeat(n)),
    ("SVG", |n| "<svg><g><path/>".repeat(n)),
    ("elements that leave SVG", |n| format!("<svg>{}", "<div/>".repeat(n))),
    ("elements of other names", |n| "<p-x>".repeat(n)),
    ("elements behind a name that begins like a title", |n| format!("<title-x>{}", "<div>".repeat(n))),
    ("elements behind a title", |n| format!("<title></titlex><!-- </title>{}", "<div>".repeat(n))),
    ("elements behind a script", |n| {
        format!("<script><!--<script></script><!-- </script>{}", "<div>".repeat(n))
    }),
    ("comments", |n| "<!-- more --><!--".repeat(n)),
    ("raw text that does not end", |n| "<textarea><style><script>".repeat(n)),
    ("templates", |n| "<template><p>".repeat(n)),
    ("forms and selections", |n| "<form><select><option>a".repeat(n)),
    ("nulls", |n| "<p\0>a\0".repeat(n)),
    ("less than", |n| "<".repeat(n)),
    ("entities that are none", |n| "&notit;&#x110000;&".repeat(n)),
];

/// Plain text.
pub(crate) const TEXT: &[(&str, Body)] = &[
    ("lines", |n| "a\n".repeat(n)),
    ("blank lines", |n| "\n".repeat(n)),
    ("one line", |n| "a ".repeat(n)),
    ("wrapped lines", |n| "words of a paragraph that is wrapped\nby hand\n\n".repeat(n)),
    ("marks", |n| "a\u{301}\u{301}".repeat(n)),
];
