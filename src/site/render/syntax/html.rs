//! Small pieces of HTML that stand in Markdown as well: on one line, with nothing in them that Markdown reads.

use std::fmt::Write as _;

/// What a line of HTML begins with, so that Markdown leaves that line alone, and reads the next one.
pub(super) const LINE: &str = "<!---->";

/// A text in which neither HTML nor Markdown finds anything.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        if matches!(
            c,
            '&' | '<'
                | '>'
                | '"'
                | '\''
                | '*'
                | '_'
                | '`'
                | '['
                | ']'
                | '\\'
                | '|'
                | '~'
                | '{'
                | '}'
                | '$'
                | '!'
                | '\n'
        ) {
            let _ = write!(escaped, "&#{};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// An address in the place of one in Markdown, or in an attribute.
pub(super) fn address(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\'' | '<' | '>' | '(' | ')' | '{' | '}' | '`' | '\\' | '*' | '_' | ' ' | '\n' | '['
            | ']' | '|' => {
                let _ = write!(encoded, "%{:02X}", u32::from(c));
            }
            _ => encoded.push(c),
        }
    }
    encoded
}

/// A picture with its caption.
pub(super) fn figure(src: &str, alt: &str, caption: Option<&str>, link: Option<&str>) -> String {
    let image = format!("<img src=\"{}\" alt=\"{}\">", attribute_address(src), escaped(alt));
    let image = match link {
        Some(link) => format!("<a href=\"{}\">{image}</a>", attribute_address(link)),
        None => image,
    };
    match caption {
        Some(caption) => {
            format!("{LINE}<figure>{image}<figcaption>{}</figcaption></figure>", escaped(caption))
        }
        None => image,
    }
}

/// A link.
pub(super) fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", attribute_address(href), escaped(text))
}

/// Code in a language.
pub(super) fn code(text: &str, language: Option<&str>) -> String {
    let class =
        language.map(|language| format!(" class=\"language-{}\"", escaped(language))).unwrap_or_default();
    format!("{LINE}<pre><code{class}>{}</code></pre>", escaped(&dedented(text.trim_matches('\n'))))
}

/// An address in an attribute.
pub(super) fn attribute_address(text: &str) -> String {
    text.trim()
        .replace('&', "&amp;")
        .replace('"', "%22")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('{', "%7B")
        .replace('}', "%7D")
}

/// Lines without the spaces that all of them begin with.
fn dedented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let common = lines.map(indent).min().unwrap_or_default();
    let lines: Vec<_> = text.lines().map(|line| line.get(common..).unwrap_or_default()).collect();
    lines.join("\n").trim_end().to_owned()
}
