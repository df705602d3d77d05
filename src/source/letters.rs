//! HTML or Markdown in, how much there is to read in it out. It is measured in one pass and without a tree, so it is only
//! good for comparing texts.

/// The number of letters and digits of a text, without those of tags, comments and addresses.
#[must_use]
pub(crate) fn letters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, is_letter) = piece(rest);
        at += length;
        count += usize::from(is_letter);
    }
    count
}

/// The length of the piece at the beginning of a text, and whether it is a letter.
fn piece(rest: &[u8]) -> (usize, bool) {
    let until = |end: &dyn Fn(u8) -> bool| rest.iter().position(|byte| end(*byte)).unwrap_or(rest.len());
    match rest {
        [b'<', b'!', b'-', b'-', inside @ ..] => {
            let end = inside.windows(3).position(|end| end == b"-->");
            (end.map_or(rest.len(), |end| end + 7), false)
        }
        [b'<', b'/' | b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
            (until(&|byte| byte == b'>') + 1, false)
        }
        [b']', b'(', target @ ..] => {
            let end = target.iter().position(|byte| b")]<".contains(byte) || byte.is_ascii_whitespace());
            (end.map_or(rest.len(), |end| end + 2), false)
        }
        [b'h', ..] if rest.starts_with(b"https://") || rest.starts_with(b"http://") => {
            (until(&|byte| b"<>\"')".contains(&byte) || byte.is_ascii_whitespace()), false)
        }
        [b'&', name @ ..] => match name.iter().take(MAX_REFERENCE).position(|byte| *byte == b';') {
            Some(end) if name.iter().take(end).all(|byte| *byte == b'#' || byte.is_ascii_alphanumeric()) => {
                (end + 2, true)
            }
            Some(_) | None => (1, false),
        },
        // The first byte of a character.
        [byte, ..] => (1, byte.is_ascii_alphanumeric() || *byte >= 0xC0),
        [] => (0, false),
    }
}

/// The longest character reference, without its `&`.
const MAX_REFERENCE: usize = 10;
