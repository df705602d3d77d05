//! Metadata between `---` with the name of its syntax, and `---`.

use super::HeadRange;
use super::fence::lines;
use crate::site::fields::Syntax;

/// The mark before a name, and behind the metadata.
const MARK: &[u8] = b"---";

/// The syntaxes by name.
const SYNTAXES: &[(&[u8], Syntax)] = &[
    (b"json", Syntax::Json),
    (b"yaml", Syntax::Yaml),
    (b"yml", Syntax::Yaml),
    (b"toml", Syntax::Toml),
    (b"js", Syntax::JavaScript),
    (b"javascript", Syntax::JavaScript),
];

/// The place of the metadata; `None` if the text does not begin with such a mark.
pub(super) fn range(text: &[u8]) -> Option<HeadRange> {
    let mut lines = lines(text);
    let (_, opening) = lines.next()?;
    let name = opening.strip_prefix(MARK)?.trim_ascii();
    let (_, syntax) = SYNTAXES.iter().find(|(known, _)| *known == name)?;
    let closing = lines.find(|(_, line)| line.trim_ascii_end() == MARK);
    Some(closing.map_or(HeadRange::Open(0..MARK.len()), |(end, line)| {
        let metadata = opening.len()..end;
        let is_object =
            text.get(metadata.clone()).is_some_and(|text| text.trim_ascii_start().starts_with(b"{"));
        let has_variables = *syntax == Syntax::JavaScript && !is_object;
        let syntax = if has_variables { Syntax::Variables } else { *syntax };
        HeadRange::Closed { syntax, metadata, body: end + line.len() }
    }))
}
