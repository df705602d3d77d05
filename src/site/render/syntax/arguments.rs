//! The arguments of a tag or shortcode: `a b="c" d=e f: 'g'`, and the same with commas in parentheses.

/// Arguments, as written.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments<'t> {
    pub(super) positional: Vec<&'t str>,
    pub(super) named: Vec<(&'t str, &'t str)>,
}

impl<'t> Arguments<'t> {
    /// Reads arguments.
    pub(super) fn of(text: &'t str) -> Arguments<'t> {
        let mut arguments = Arguments::default();
        let mut rest = text;
        loop {
            rest = rest
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '=' | ':'));
            if rest.is_empty() {
                return arguments;
            }
            let (word, after, is_quoted) = value(rest);
            let following = after.trim_start();
            let assigned =
                following.strip_prefix('=').or_else(|| after.strip_prefix(':')).filter(|_| !is_quoted);
            match assigned {
                Some(assigned) => {
                    let (given, after, _) = value(assigned.trim_start());
                    arguments.named.push((word, given));
                    rest = after;
                }
                None => {
                    arguments.positional.push(word);
                    rest = after;
                }
            }
        }
    }

    /// The first that is there of several named ones.
    pub(super) fn named(&self, names: &[&str]) -> Option<&'t str> {
        let of = |name: &&str| self.named.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        names.iter().find_map(of).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A named one, or the first without a name.
    pub(super) fn any(&self, names: &[&str]) -> Option<&'t str> {
        self.named(names).or_else(|| self.first())
    }

    /// The first without a name.
    pub(super) fn first(&self) -> Option<&'t str> {
        self.positional.first().copied().filter(|value| !value.is_empty())
    }
}

/// The value at the beginning of a text, what follows, and whether it is in quotation marks.
fn value(text: &str) -> (&str, &str, bool) {
    let quoted = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    if let Some((inside, after)) = quoted.and_then(|quote| text.strip_prefix(quote)?.split_once(quote)) {
        return (inside, after, true);
    }
    let is_end = |(at, c): (usize, char)| {
        let is_assignment =
            c == ':' && text.get(at + 1..).is_some_and(|rest| rest.starts_with([' ', '"', '\'']));
        (c.is_whitespace() || matches!(c, ',' | '(' | ')' | '=') || is_assignment).then_some(at)
    };
    // Addresses have equals signs.
    let is_address = text.split_whitespace().next().is_some_and(|word| word.contains("://"));
    let end = if is_address {
        text.find(|c: char| c.is_whitespace() || matches!(c, ',' | ')'))
    } else {
        text.char_indices().skip(1).find_map(is_end)
    };
    let (word, after) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""));
    (word, after, false)
}
