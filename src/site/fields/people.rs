//! Values of a key in, people out: names, or tables with a name, an email address, a URL and the URL of a picture.

use std::ops::Range;

use super::{Fields, Located, Node, Value};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::feed::{Person, Text, Url};
use crate::source::email::is_address;

codes! {
    INVALID_PERSON "invalid-person" Error "person without a name, or with an invalid email address or URL" "RFC 4287 §3.2";
}

/// The people of a key. A single text or table counts as a list of one; a path on the site is below its address.
pub(crate) fn list(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    site: &Url,
    unknown: &'static Code,
) -> Option<Vec<Person>> {
    let values = fields.list(key)?;
    Some(values.iter().filter_map(|value| person(fields, value, site, unknown)).collect())
}

fn person(
    fields: &mut Fields<'_, '_>,
    value: &Value<'_>,
    site: &Url,
    unknown: &'static Code,
) -> Option<Person> {
    let Node::Table(table) = &value.node else {
        let name = fields.as_text(value)?;
        let person = Person { name: fields.clean(&name), email: None, url: None, avatar: None };
        return require_name(fields, person, &name.span);
    };
    let mut inside = fields.inside(table);
    let name = inside.text("name").map(|name| (inside.clean(&name), name.span));
    let email = inside.text("email").and_then(|email| address(&mut inside, &email));
    let [url, avatar] =
        ["url", "avatar"].map(|key| inside.text(key).and_then(|url| page(&mut inside, &url, site)));
    inside.finish(unknown);
    let (name, span) = name.unwrap_or_else(|| (Text::default(), value.span.clone()));
    require_name(fields, Person { name, email, url, avatar }, &span)
}

fn require_name(fields: &mut Fields<'_, '_>, person: Person, span: &Range<usize>) -> Option<Person> {
    if person.name.is_blank() {
        let finding = Diagnostic::new(&INVALID_PERSON, "person without a name");
        let help = format!("write {}, or remove it", fields.pair("name", "\"…\""));
        fields.report(finding.help(help), span);
        return None;
    }
    Some(person)
}

fn address(fields: &mut Fields<'_, '_>, email: &Located<&str>) -> Option<Text> {
    // Readers do not parse quotation marks in an author's address (RSS 2.0 <author>).
    if is_address(email.value) && !email.value.contains('"') {
        return Some(Text::line(email.value));
    }
    let message = format!("`{}` is not an email address", email.value.escape_debug());
    fields.report(
        Diagnostic::new(&INVALID_PERSON, message).help("write it like name@example.org"),
        &email.span,
    );
    None
}

fn page(fields: &mut Fields<'_, '_>, url: &Located<&str>, site: &Url) -> Option<Url> {
    match site.named(url.value) {
        Ok(url) => Some(url),
        Err(error) => {
            let message = format!("`{}` is not a URL: {error}", url.value.escape_debug());
            let help = "write an absolute URL, with https://, or a path on the site, which begins with `/`";
            fields.report(Diagnostic::new(&INVALID_PERSON, message).help(help), &url.span);
            None
        }
    }
}
