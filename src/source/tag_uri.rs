//! Tag URIs (RFC 4151 §2.1): `tag:example.org,2026:news/a1`.

use std::fmt;

use super::dates;

/// Who assigns ids, and a date on which they owned the name (RFC 4151 `taggingEntity`): `example.org,2026`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    /// A host, or an email address.
    name: String,
    /// A day, month or year on which the name belonged to the authority.
    date: String,
}

impl Authority {
    /// Reads `example.org,2026`. `None` if it is not an authority.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Authority> {
        let (name, date) = text.trim().split_once(',')?;
        (is_name(name) && is_date(date)).then(|| Authority { name: name.to_owned(), date: date.to_owned() })
    }

    /// The authority of a host without a date. `None` if no tag URI can have that host.
    #[must_use]
    pub(crate) fn of_host(host: &str) -> Option<Authority> {
        Authority::parse(&format!("{host},{DEFAULT_YEAR}"))
    }

    /// The first character that no authority has in its place.
    #[must_use]
    pub(crate) fn wrong_character(text: &str) -> Option<char> {
        let (name, date) = text.trim().split_once(',').unwrap_or((text.trim(), ""));
        let (local, host) = name.rsplit_once('@').unwrap_or(("", name));
        let wrong = |part: &str, others: &str| {
            part.chars().find(|c| !c.is_ascii_alphanumeric() && !others.contains(*c))
        };
        wrong(local, "-._").or_else(|| wrong(host, "-.")).or_else(|| wrong(date, "-"))
    }

    /// The tag with a specific part.
    pub(crate) fn tag(&self, specific: &str) -> String {
        format!("tag:{self}:{specific}")
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.name, self.date)
    }
}

/// A year that is the same in every build, so that generated ids do not change.
const DEFAULT_YEAR: &str = "2026";

/// Whether a text that begins with `tag:` is a tag URI.
pub(crate) fn is_tag(text: &str) -> bool {
    text.get(4..).and_then(|rest| rest.split_once(':')).is_some_and(|(entity, specific)| {
        entity.trim() == entity && Authority::parse(entity).is_some() && is_specific(specific)
    })
}

/// `pchar`, `/` and `?`, and a fragment (RFC 3986 §3.3): other characters are percent-encoded.
fn is_specific(specific: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?#%".contains(&byte);
    specific.bytes().all(is_allowed)
}

/// A host, or an email address with one.
fn is_name(name: &str) -> bool {
    let is_local = |local: &str| {
        !local.is_empty() && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    match name.rsplit_once('@') {
        Some((local, domain)) => is_local(local) && is_domain(domain),
        None => is_domain(name),
    }
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    domain.split('.').all(is_label)
}

/// Year, year and month, or year, month and day.
fn is_date(date: &str) -> bool {
    date.len() <= 10 && dates::w3c(date).is_some()
}
