//! The one parser of `srcset` (HTML §4.8.4.2.1): a browser finds the same candidates in the text.

/// The maximum number of candidates: each becomes an absolute URL.
const CANDIDATES: usize = 100;

/// What ends a URL or a descriptor. Other Unicode whitespace is part of it.
const WHITE_SPACE: [char; 5] = ['\t', '\n', '\u{C}', '\r', ' '];

/// One image of a `srcset`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate<'s> {
    /// The URL as written.
    pub(crate) address: &'s str,
    /// The valid descriptors, such as `2x` or `640w 480h`, separated by a space; empty if there are none.
    pub(crate) descriptors: String,
}

/// The candidates of a `srcset`. Those with a descriptor that is not valid are left out, as browsers do.
pub(crate) fn candidates(srcset: &str) -> Vec<Candidate<'_>> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c| c == ',' || WHITE_SPACE.contains(&c));
        if rest.is_empty() || found.len() == CANDIDATES {
            return found;
        }
        let (address, after) = rest.split_at(rest.find(WHITE_SPACE).unwrap_or(rest.len()));
        // A comma within an address is part of it, one at its end is not.
        let bare = address.trim_end_matches(',');
        let (descriptors, next) =
            if bare.len() == address.len() { split_descriptors(after) } else { ("", after) };
        let descriptors: Vec<_> = descriptors.split(WHITE_SPACE).filter(|text| !text.is_empty()).collect();
        if are_valid(&descriptors) {
            found.push(Candidate { address: bare, descriptors: descriptors.join(" ") });
        }
        rest = next;
    }
}

/// The descriptors at the beginning of a text, and what follows the comma after them. A comma within parentheses does
/// not end them.
fn split_descriptors(text: &str) -> (&str, &str) {
    let mut is_within = false;
    let end = text.find(|c| {
        is_within = if is_within { c != ')' } else { c == '(' };
        c == ',' && !is_within
    });
    end.and_then(|end| text.split_at_checked(end))
        .map_or((text, ""), |(before, from)| (before, from.trim_start_matches(',')))
}

/// Whether descriptors are a width, a width and a height, a density, or none.
fn are_valid(descriptors: &[&str]) -> bool {
    let is_width = |text: &str| text.strip_suffix('w').is_some_and(is_positive_integer);
    let is_height = |text: &str| text.strip_suffix('h').is_some_and(is_positive_integer);
    match descriptors {
        [] => true,
        [one] => is_width(one) || one.strip_suffix('x').is_some_and(is_density),
        [first, second] => (is_width(first) && is_height(second)) || (is_height(first) && is_width(second)),
        [_, _, _, ..] => false,
    }
}

fn is_positive_integer(text: &str) -> bool {
    is_digits(text) && text.bytes().any(|byte| byte != b'0')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a valid floating-point number that is not negative (HTML §2.3.4.3).
fn is_density(text: &str) -> bool {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, number));
    (whole.is_empty() || is_digits(whole))
        && is_digits(fraction)
        && is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}
