//! HTML nested beyond reason takes parsers time in proportion to the square of its depth. Nobody writes it by hand: tags
//! below a depth that no page reaches are left out before anything parses them, and their text stays.

use std::borrow::Cow;

/// Deeper than any page; readers stop showing structure long before.
const DEPTH: usize = 256;

/// Elements that hold nothing (HTML §13.1.2).
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// HTML whose tags open no more than [`DEPTH`] elements at a time.
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= DEPTH {
        return html.into();
    }
    let mut out = String::with_capacity(html.len());
    let (mut depth, mut left_out) = (0usize, 0usize);
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        out.push_str(before);
        let keep = match step(tag) {
            Step::Open if depth >= DEPTH => {
                left_out += 1;
                false
            }
            Step::Open => {
                depth += 1;
                true
            }
            Step::Close if left_out > 0 => {
                left_out -= 1;
                false
            }
            Step::Close => {
                depth = depth.saturating_sub(1);
                true
            }
            Step::Level => true,
        };
        out.push_str(if keep { tag } else { "" });
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// What a tag does to the depth.
enum Step {
    Open,
    Close,
    Level,
}

fn step(tag: &str) -> Step {
    let inside = tag.trim_start_matches('<');
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let name: String =
        inside.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match (closes, name.as_str()) {
        (_, "") => Step::Level,
        (_, name) if VOID.contains(&name) => Step::Level,
        (true, _) => Step::Close,
        (false, _) => Step::Open,
    }
}

/// What stands before the next tag, the tag, and what stands behind it.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find('<')?;
    let (before, from) = html.split_at(start);
    let end = from.find('>').map_or(from.len(), |end| end + 1);
    let (tag, after) = from.split_at(end);
    Some((before, tag, after))
}
