//! The heading that a text begins with in, the title that it is out, as Docusaurus reads it: `# Title`, or a line with
//! equals signs below it. Lines that import something may stand before it.

/// The title that a text begins with.
#[must_use]
pub(crate) fn heading(text: &str) -> Option<String> {
    let rest = text.get(start(text.as_bytes())..)?;
    let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
    let title = match first.strip_prefix('#').filter(|title| title.starts_with([' ', '\t'])) {
        Some(title) => without_mark(title),
        None => after.lines().next().filter(|line| is_underline(line)).map(|_| first)?,
    };
    let title = title.replace('`', "").trim().to_owned();
    (!title.is_empty()).then_some(title)
}

/// Where what can be the heading ends in a text whose body starts at `body`.
pub(super) fn end(text: &[u8], body: usize) -> Option<usize> {
    let rest = text.get(body..).unwrap_or_default();
    let start = start(rest);
    let mut ends = memchr::memchr_iter(b'\n', rest).filter(|end| *end >= start);
    ends.nth(1).map(|end| body + end + 1)
}

/// Where a text begins, behind blank lines and blocks of `import`.
fn start(text: &[u8]) -> usize {
    let rest = text.trim_ascii_start();
    let blank = text.len() - rest.len();
    if !rest.starts_with(b"import ") {
        return blank;
    }
    match memchr::memmem::find(rest, b"\n\n") {
        Some(end) => blank + end + start(rest.get(end..).unwrap_or_default()),
        None => text.len(),
    }
}

/// The text of a heading without the number signs or the name at its end: `Title {#name}`.
fn without_mark(title: &str) -> &str {
    let title = title.trim();
    let is_name = |name: &str| {
        let name = name.trim_start_matches('#');
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let named = title.strip_suffix('}').and_then(|title| title.rsplit_once('{'));
    let named = named.filter(|(_, name)| is_name(name)).map(|(title, _)| title);
    named.unwrap_or_else(|| title.trim_end_matches('#')).trim_end()
}

fn is_underline(line: &str) -> bool {
    line.starts_with('=') && line.trim_end().bytes().all(|byte| byte == b'=')
}
