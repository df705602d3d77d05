//! The bytes of a page that are not UTF-8 in, its text in the encoding that the page itself declares out.

use std::borrow::Cow;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::tags::{self, Event, Tag};

/// How much of a page is searched for its declaration (WHATWG HTML §13.2.3.2).
const PRESCAN: usize = 1024;

/// A page as text, by the encoding in its `<meta>`; `None` if it declares none, or is not what it declares.
#[must_use]
pub(crate) fn decoded(page: &[u8]) -> Option<String> {
    let text = declared(page)?.decode_without_bom_handling_and_without_replacement(page)?;
    Some(text.into_owned())
}

/// The beginning of a page as text, whatever is wrong with it. The last character need not be whole.
#[must_use]
pub(crate) fn beginning(page: &[u8]) -> Cow<'_, str> {
    let is_utf_8 = std::str::from_utf8(page).map_or_else(|error| error.error_len().is_none(), |_| true);
    match declared(page).filter(|_| !is_utf_8) {
        Some(encoding) => encoding.decode_without_bom_handling(page).0,
        None => String::from_utf8_lossy(page),
    }
}

/// The encoding that a page declares, if its bytes can be in that.
fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let (start, _) = WINDOWS_1252.decode_without_bom_handling(page.get(..PRESCAN.min(page.len()))?);
    let mut found = None;
    tags::read(&start, &mut |event| {
        if let Event::Start { tag, .. } = event
            && tag.name == "meta"
        {
            found = charset(&tag);
        }
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let encoding = Encoding::for_label(found?.as_bytes())?;
    // A declaration that can be read byte by byte cannot be in UTF-16.
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then_some(encoding)
}

/// `<meta charset=…>`, `<meta http-equiv=content-type content="text/html; charset=…">`
fn charset(tag: &Tag) -> Option<String> {
    let of_type = || {
        tag.value("http-equiv").filter(|name| name.eq_ignore_ascii_case("content-type"))?;
        let content = tag.value("content")?.to_ascii_lowercase();
        let (_, label) = content.split_once("charset")?;
        let label = label.trim_start().strip_prefix('=')?.split(';').next()?;
        Some(label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).to_owned())
    };
    tag.value("charset").map(str::to_owned).or_else(of_type)
}
