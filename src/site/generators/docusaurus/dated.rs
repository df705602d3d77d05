//! Dates in the paths of articles.

/// A path with a date: the last one in it.
pub(super) struct Dated<'p> {
    pub(super) folder: &'p str,
    pub(super) date: &'p str,
    pub(super) rest: &'p str,
}

impl<'p> Dated<'p> {
    pub(super) fn of(path: &'p str) -> Option<Dated<'p>> {
        let starts = path.char_indices().map(|(at, _)| at).rev();
        starts.filter_map(|at| path.split_at_checked(at)).find_map(|(folder, rest)| {
            let (date, rest) = date(rest)?;
            let rest = rest.strip_prefix(['-', '/']).unwrap_or(rest);
            Some(Dated { folder, date, rest: without_index(rest) })
        })
    }
}

/// A year, month and day with hyphens or slashes between them at the beginning of a text, and the rest.
pub(super) fn date(text: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = 4;
    if digits(text) < end {
        return None;
    }
    for _ in 0..2 {
        let rest = text.get(end..)?.strip_prefix(['-', '/'])?;
        let length = digits(rest).min(2);
        end += if length == 0 { return None } else { 1 + length };
    }
    text.split_at_checked(end)
}

/// A file without its extension; an `index` file is its folder.
pub(super) fn without_index(path: &str) -> &str {
    let path = crate::site::file_name::without_extension(path);
    path.strip_suffix("/index").unwrap_or(path)
}
