//! Entries in, one page out that shows each as several readers leave it, and what each of them took away. The page has no
//! script and loads nothing.

mod clean;
mod readers;
mod shown;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use serde::Serialize;

use clean::Removed;
pub(crate) use shown::LoadFile;

use crate::feed::{Entry, Language, Text, Url};
use crate::source::html;

/// An entry as the page shows it.
#[derive(Serialize)]
struct View<'e> {
    title: &'e Text,
    url: &'e Url,
    language: Option<&'e Language>,
    /// Why it is in no feed.
    outside: Option<&'e str>,
    readers: Vec<ReaderView>,
}

#[derive(Serialize)]
struct ReaderView {
    name: &'static str,
    class: &'static str,
    html: Value,
    removed: Vec<Removed>,
}

/// The page of entries, each with why it is in no feed, if it is in none. `load` gives the files of the site.
///
/// # Panics
/// Never: the template is ours, and a test renders with it.
#[must_use]
pub(crate) fn page(entries: &[(&Entry, Option<&str>)], load: &LoadFile<'_>) -> String {
    let views: Vec<_> = entries.iter().zip(1..).map(|(entry, number)| view(*entry, number, load)).collect();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let template = include_str!("../../../templates/preview.html");
    let values = context! { entries => Value::from(Serde(views)) };
    #[expect(clippy::expect_used, reason = "a test renders with it")]
    let page = environment.render_named_str("preview.html", template, values).expect("our template is right");
    // Slashes need no escape, and people may read it.
    page.replace("&#x2f;", "/")
}

/// Whether a file is a page that [`page()`] has made.
#[must_use]
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    html::head(&String::from_utf8_lossy(bytes)).meta("generator") == Some("Feedwright preview")
}

fn view<'e>((entry, outside): (&'e Entry, Option<&'e str>), number: usize, load: &LoadFile<'_>) -> View<'e> {
    let content = entry.content.as_ref().or(entry.summary.as_ref()).map_or("", Text::as_str);
    let readers = readers::ALL.iter().map(|reader| {
        let prefix = format!("{}-{number}-", reader.class);
        let cleaned = clean::entry(content, &reader.kept(), &prefix)
            .and_then(|cleaned| Ok((shown::html(&cleaned.html, load)?, cleaned.removed)));
        let (html, removed) =
            cleaned.unwrap_or_else(|why| (String::new(), vec![Removed::text(why.to_string())]));
        ReaderView { name: reader.name, class: reader.class, html: Value::from_safe_string(html), removed }
    });
    let readers = readers.collect();
    View { title: &entry.title, url: &entry.url, language: entry.language.as_ref(), outside, readers }
}
