//! The one spelling of special characters that every reader tested by the RSS Advisory Board got right (RSS Best
//! Practices Profile §3.1): outside CDATA, `&`, `<` and `>` as hexadecimal references. And elements without content
//! without so much as a line end between their tags, since that of `atom:link` must be empty (RFC 4287 §4.2.7).

use memchr::memmem;

/// What a byte is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    Attribute,
    Cdata,
}

const CDATA: &[u8] = b"<![CDATA[";
const CDATA_END: &[u8] = b"]]>";

/// References as the `rss` crate writes them, and what they become in text and in attributes.
const REFERENCES: &[(&[u8], &[u8], &[u8])] = &[
    (b"&amp;", b"&#x26;", b"&#x26;"),
    (b"&lt;", b"&#x3C;", b"&#x3C;"),
    (b"&gt;", b"&#x3E;", b"&#x3E;"),
    (b"&apos;", b"'", b"'"),
    (b"&quot;", b"\"", b"&quot;"),
];

/// One pass over what the crate wrote, from and to a place between elements.
pub(super) fn portable(xml: &[u8], out: &mut Vec<u8>) {
    let mut state = State::Text;
    let mut rest = xml;
    while let Some((&byte, after)) = rest.split_first() {
        let (taken, next) = step(state, byte, rest, out);
        state = next;
        rest = rest.get(taken..).unwrap_or(after);
    }
}

/// Writes what begins at `rest`: how many bytes were taken, and what follows.
fn step(state: State, byte: u8, rest: &[u8], out: &mut Vec<u8>) -> (usize, State) {
    match (state, byte) {
        (State::Cdata, _) => copy(out, cdata(rest), State::Text),
        (State::Text, b'<') if rest.starts_with(CDATA) => copy(out, CDATA, State::Cdata),
        (State::Text, b'\n') => line_end(rest, out),
        (State::Text, b'<') => copy(out, b"<", State::Tag),
        (State::Tag, b'>') => copy(out, b">", State::Text),
        (State::Tag, b'"') => copy(out, b"\"", State::Attribute),
        (State::Attribute, b'"') => copy(out, b"\"", State::Tag),
        (State::Text | State::Attribute, b'&') => reference(state, rest, out),
        (State::Text | State::Tag | State::Attribute, _) => copy(out, plain(rest), state),
    }
}

/// What is left of a CDATA section, with its end.
fn cdata(rest: &[u8]) -> &[u8] {
    let end = memmem::find(rest, CDATA_END).map_or(rest.len(), |at| at + CDATA_END.len());
    rest.get(..end).unwrap_or(rest)
}

/// The first byte, and those behind it that mean nothing anywhere.
fn plain(rest: &[u8]) -> &[u8] {
    let means_something = |byte: &u8| matches!(byte, b'<' | b'>' | b'&' | b'"' | b'\n');
    let end = rest.iter().skip(1).position(means_something).map_or(rest.len(), |at| at + 1);
    rest.get(..end).unwrap_or(rest)
}

/// The line end that pretty printing puts into an element without content goes, with the closing tag.
fn line_end(rest: &[u8], out: &mut Vec<u8>) -> (usize, State) {
    let length = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (space, after) = rest.split_at(length);
    let name = after.strip_prefix(b"</").and_then(|tag| tag.split(|byte| *byte == b'>').next());
    match name.filter(|name| just_opened(out, name)) {
        Some(name) => {
            out.pop();
            out.extend_from_slice(b"/>");
            (length + name.len() + b"</>".len(), State::Text)
        }
        None => copy(out, space, State::Text),
    }
}

/// Whether what was written ends in the opening tag of `name`.
fn just_opened(out: &[u8], name: &[u8]) -> bool {
    let Some(start) = out.iter().rposition(|byte| *byte == b'<') else { return false };
    let tag = out.get(start + 1..).unwrap_or_default();
    tag.strip_prefix(name)
        .is_some_and(|rest| matches!(rest.first(), Some(b' ' | b'>')) && rest.last() == Some(&b'>'))
}

fn copy(out: &mut Vec<u8>, bytes: &[u8], next: State) -> (usize, State) {
    out.extend_from_slice(bytes);
    (bytes.len(), next)
}

fn reference(state: State, rest: &[u8], out: &mut Vec<u8>) -> (usize, State) {
    let known = REFERENCES.iter().find(|(written, _, _)| rest.starts_with(written));
    let Some((written, in_text, in_attribute)) = known else { return copy(out, b"&", state) };
    out.extend_from_slice(if state == State::Attribute { in_attribute } else { in_text });
    (written.len(), state)
}
