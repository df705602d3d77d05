//! Values in, findings about their syntax out, by kind of value. Shared by elements, attributes and JSON keys.

mod dates;
mod ids;
mod language;
mod numbers;
mod people;
mod places;
mod plain;
mod types;
mod urls;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::check::codes::grammar::{BLANK_ATTRIBUTE, BLANK_ELEMENT};
use crate::check::codes::values::UNKNOWN_VALUE;
use crate::check::finding::{Level, excerpt};
use crate::check::registries::Registry;
use crate::check::scope::Scope;
use crate::check::targets;
use crate::diagnostic;
use crate::source::text::{Offset, Value};

pub(crate) use language::is_country;
#[cfg(feature = "site")]
pub(crate) use language::registered_language;
pub(crate) use plain::{first_tag, markup};
pub(crate) use types::is_xml;
pub(crate) use urls::absolute;

/// The kind of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueKind {
    /// Anything at all.
    Any,
    /// Anything that is not blank.
    NonBlank,
    /// Plain text for people.
    Plain,
    /// HTML, checked by the HTML rules.
    Html,
    /// An absolute URL, in ASCII.
    Url,
    /// An absolute URL of http or https.
    HttpUrl,
    /// A host name or address.
    Domain,
    /// An IRI, or one relative to a base.
    Iri,
    /// An absolute URI of any kind.
    Uri,
    /// A URL that may be relative, such as `xml:base`.
    Reference,
    /// An id in any form.
    Identifier,
    /// An Atom id.
    Id,
    /// A relation between two documents.
    Relation,
    /// RFC 822, with four-digit years.
    Rfc822,
    /// RFC 3339.
    Rfc3339,
    /// W3C Date and Time Formats.
    W3cDate,
    /// An email address with a name, as in RSS.
    Contact,
    /// An email address without a name.
    Email,
    /// The name of a person.
    Name,
    /// A BCP 47 tag.
    Language,
    /// A media type.
    MediaType,
    /// 0, 1, 2 …
    Natural,
    /// Natural numbers separated by commas.
    Naturals,
    /// 1, 2, 3 …
    Positive,
    /// An integer in a range.
    Range(i64, i64),
    /// A number that may have a fraction.
    Decimal,
    /// One of these keywords.
    OneOf(&'static [&'static str]),
    /// One of the names in a registry.
    Registered(&'static Registry),
    /// Whether something is explicit, for Apple.
    Explicit,
    /// A UUID.
    Uuid,
    /// Seconds, or hours, minutes and seconds.
    Duration,
    /// A time within a recording: RFC 2326 normal play time.
    PlayTime,
    /// Pairs of latitude and longitude, at least this many.
    Points(usize),
    /// A number between minus and plus this.
    Degrees(f64),
    /// Text of at most this many bytes.
    MaxBytes(usize),
}

/// The owner of a value, for messages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner<'o> {
    /// An element.
    Element(&'o str),
    /// An attribute: its element and its name.
    Attribute(&'o str, &'o str),
    /// The target of the link from a feed to itself.
    SelfLink,
    /// A JSON key.
    Key(&'o str),
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Element(name) => write!(f, "`<{name}>`"),
            Owner::Attribute(element, name) => write!(f, "`{name}` of `<{element}>`"),
            Owner::SelfLink => f.write_str("`href` of the self link"),
            Owner::Key(name) => write!(f, "`{name}`"),
        }
    }
}

/// A value to check.
#[derive(Debug)]
pub(crate) struct FieldValue<'a> {
    pub(crate) owner: Owner<'a>,
    pub(crate) value: &'a Value<'a>,
    /// Its content.
    pub(crate) content: Cow<'a, str>,
    /// The range of findings about the whole value.
    pub(crate) range: Range<Offset>,
    /// Whether it must not be left out.
    is_required: bool,
}

impl<'a> FieldValue<'a> {
    pub(crate) fn new(owner: Owner<'a>, value: &'a Value<'a>, range: Range<Offset>) -> FieldValue<'a> {
        FieldValue { owner, value, content: value.text(), range, is_required: false }
    }

    /// The same value of an element, attribute or key that may be required.
    pub(crate) fn required(mut self, is_required: bool) -> FieldValue<'a> {
        self.is_required = is_required;
        self
    }

    /// The help for a missing value: `to_write` says what to write.
    fn fill_in(&self, to_write: &str) -> String {
        let or = if self.is_required { "" } else { ", or remove it" };
        format!("{to_write}{or}")
    }

    /// Its content without surrounding whitespace.
    pub(crate) fn text(&self) -> &str {
        self.content.trim()
    }

    /// The range of a part of [`Self::text`] in the file.
    pub(crate) fn part(&self, part: Range<usize>) -> Range<Offset> {
        let before = self.content.len() - self.content.trim_start().len();
        self.value.locate(before + part.start..before + part.end)
    }

    /// Reports a finding about the whole value.
    pub(crate) fn report(
        &self,
        scope: &mut Scope<'_>,
        code: impl Into<Level>,
        problem: impl fmt::Display,
        help: impl Into<String>,
    ) {
        scope.findings.add(code, self.range.clone(), format!("{} {problem}", self.owner), help);
    }

    /// Reports that the value is not the expected one.
    pub(crate) fn expected(
        &self,
        scope: &mut Scope<'_>,
        code: impl Into<Level>,
        expected: &str,
        help: impl Into<String>,
    ) {
        let text = self.text();
        let found = if text.is_empty() { "nothing".to_owned() } else { format!("`{}`", excerpt(text)) };
        scope.findings.add(
            code,
            self.range.clone(),
            format!("{} is {found}, expected {expected}", self.owner),
            help,
        );
    }
}

/// Checks a value.
pub(crate) fn check(kind: ValueKind, field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if matches!(kind, ValueKind::Url | ValueKind::HttpUrl | ValueKind::Iri) {
        targets::check_value(field.text(), &field.range, scope);
    }
    match kind {
        ValueKind::Any | ValueKind::Html => {}
        ValueKind::NonBlank => blank(field, scope),
        ValueKind::Plain => plain::check(field, scope),
        ValueKind::Name => people::name(field, scope),
        ValueKind::Url => urls::url(field, scope),
        ValueKind::HttpUrl => urls::http(field, scope),
        ValueKind::Domain => urls::domain(field, scope),
        ValueKind::Iri => urls::iri(field, scope),
        ValueKind::Uri => urls::uri(field, scope),
        ValueKind::Reference => urls::reference(field, scope),
        ValueKind::Identifier => urls::check_surrounding_space(field, scope),
        ValueKind::Id => ids::atom_id(field, scope),
        ValueKind::Relation => urls::relation(field, scope),
        ValueKind::Rfc822 => dates::check_rfc822(field, scope),
        ValueKind::Rfc3339 => {
            urls::check_surrounding_space(field, scope);
            dates::check_rfc3339(field, scope);
        }
        ValueKind::W3cDate => dates::check_w3c(field, scope),
        ValueKind::Contact => people::contact(field, scope),
        ValueKind::Email => people::email(field, scope),
        ValueKind::Language => language::check(field, scope),
        ValueKind::MediaType => types::media_type(field, scope),
        ValueKind::Natural => numbers::integer(field, scope, 0, i64::MAX),
        ValueKind::Naturals => numbers::list(field, scope),
        ValueKind::Positive => numbers::integer(field, scope, 1, i64::MAX),
        ValueKind::Range(min, max) => numbers::integer(field, scope, min, max),
        ValueKind::Decimal => numbers::decimal(field, scope),
        ValueKind::OneOf(words) => one_of(field, scope, words),
        ValueKind::Registered(registry) => one_of(field, scope, registry.names()),
        ValueKind::Explicit => explicit(field, scope),
        ValueKind::Uuid => ids::uuid(field, scope),
        ValueKind::Duration => numbers::duration(field, scope),
        ValueKind::PlayTime => numbers::play_time(field, scope),
        ValueKind::Points(min) => places::points(field, scope, min),
        ValueKind::Degrees(max) => places::degrees(field, scope, max),
        ValueKind::MaxBytes(bytes) => plain::max_bytes(field, scope, bytes),
    }
}

/// Reports a blank value.
fn blank(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if field.text().is_empty() {
        let code = match field.owner {
            Owner::Attribute(..) | Owner::SelfLink => &BLANK_ATTRIBUTE,
            Owner::Element(_) | Owner::Key(_) => &BLANK_ELEMENT,
        };
        field.report(scope, code, "is empty", field.fill_in("fill it in"));
    }
}

fn one_of(field: &FieldValue<'_>, scope: &mut Scope<'_>, words: &'static [&'static str]) {
    let text = field.text();
    if words.contains(&text) {
        return;
    }
    let same = words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied();
    let help = match same.or_else(|| diagnostic::nearest(text, words.iter().copied())) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None => format!("write {}", alternatives(words)),
    };
    field.expected(scope, &UNKNOWN_VALUE, &alternatives(words), help);
}

/// The values of `<itunes:explicit>`, today's and those from before 2019. They are compared letter by letter.
const EXPLICIT: &[(&str, &str)] = &[
    ("true", "true"),
    ("false", "false"),
    ("yes", "true"),
    ("explicit", "true"),
    ("no", "false"),
    ("clean", "false"),
];

fn explicit(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if EXPLICIT.iter().any(|(word, _)| field.content == *word) {
        return;
    }
    let meant = EXPLICIT.iter().find(|(word, _)| word.eq_ignore_ascii_case(field.text()));
    match meant {
        Some((word, now)) if field.text() == *word => {
            let help = format!("write `{now}` without spaces or line breaks around it");
            field.report(scope, &UNKNOWN_VALUE, "has whitespace around its value", help);
        }
        Some((_, now)) => {
            field.expected(scope, &UNKNOWN_VALUE, "`true` or `false`", format!("write `{now}`"));
        }
        None => {
            let help = "write `true` if it is only for adults, or else `false`";
            field.expected(scope, &UNKNOWN_VALUE, "`true` or `false`", help);
        }
    }
}

/// Alternatives in a sentence: `a`, `b` or `c`.
pub(crate) fn alternatives(words: &[&str]) -> String {
    const MAX_LISTED: usize = 12;
    if words.len() > MAX_LISTED {
        return format!(
            "one of {} words, such as `{}`",
            words.len(),
            words.first().copied().unwrap_or_default()
        );
    }
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
