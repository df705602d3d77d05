//! A style attribute in, the first declaration that sanitizers remove out.

/// Prefixes of properties that stay in place and load nothing: `margin` includes `margin-top`.
const HARMLESS: &[&str] = &[
    "align",
    "aspect-ratio",
    "azimuth",
    "background-color",
    "block-size",
    "border",
    "box-sizing",
    "break",
    "caption-side",
    "clear",
    "color",
    "column",
    "cursor",
    "direction",
    "display",
    "elevation",
    "empty-cells",
    "flex",
    "float",
    "font",
    "gap",
    "grid",
    "height",
    "hyphens",
    "inline-size",
    "justify",
    "letter-spacing",
    "line-height",
    "list-style",
    "margin",
    "max-",
    "min-",
    "object-fit",
    "object-position",
    "opacity",
    "order",
    "orphans",
    "outline",
    "overflow",
    "padding",
    "page-break",
    "pause",
    "pitch",
    "place-",
    "quotes",
    "richness",
    "row-gap",
    "ruby",
    "speak",
    "speech-rate",
    "stress",
    "tab-size",
    "table-layout",
    "text-",
    "unicode-bidi",
    "vertical-align",
    "visibility",
    "voice-family",
    "volume",
    "white-space",
    "widows",
    "width",
    "word-",
    "writing-mode",
];

/// The maximum length, in any unit; with more an element covers the reader's own page.
const MAX_LENGTH: f64 = 9999.0;

/// Describes the first part of a style that readers would remove.
pub(super) fn first_danger(style: &str) -> Option<String> {
    style.split(';').map(str::trim).filter(|declaration| !declaration.is_empty()).find_map(danger)
}

fn danger(declaration: &str) -> Option<String> {
    let Some((property, value)) = declaration.split_once(':') else {
        return Some(format!("the invalid declaration `{}`", crate::check::finding::excerpt(declaration)));
    };
    let property = property.trim().to_ascii_lowercase();
    let value = value.trim().to_ascii_lowercase();
    let is_plain_background = property == "background" && !value.contains('(');
    let is_harmless = is_plain_background || HARMLESS.iter().any(|start| property.starts_with(start));
    if !is_harmless {
        return Some(format!("the property `{}`", crate::check::finding::excerpt(&property)));
    }
    if ["url(", "expression(", "javascript:", "@import", "image-set("].iter().any(|call| value.contains(call))
    {
        return Some(format!("a value for `{property}` that loads or runs something"));
    }
    let is_huge =
        value.split([' ', ',']).any(|part| number(part).is_some_and(|number| number.abs() > MAX_LENGTH));
    is_huge.then(|| format!("a length in `{property}` that covers the whole page"))
}

/// The leading number of a length. Colors are not lengths.
fn number(part: &str) -> Option<f64> {
    let end =
        part.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(part.len());
    part.get(..end)?.parse().ok()
}
