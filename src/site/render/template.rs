//! The template around an article's HTML, with image and source: `templates/entry.html`, ours or the user's.

use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::SecondsFormat;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::BROKEN_TEMPLATE;
use super::nesting::{self, OPERATORS, STACK};
use crate::diagnostic::{Diagnostic, Place, Position, Span};
use crate::feed::{Image, Language, Text, Url};
use crate::site::article::Article;
use crate::site::files::SourceText;
use crate::source::bounds::{Budget, Oversized};

const NAME: &str = "entry.html";

/// How deep macros and blocks may call each other: what the stack of any thread has room for.
const RECURSION: usize = 100;

/// The template that entries are put into.
#[derive(Debug)]
pub(crate) struct Templates {
    environment: Environment<'static>,
    file: PathBuf,
}

/// An entry as templates see it.
#[derive(Serialize)]
struct View<'a> {
    title: &'a Text,
    url: &'a Url,
    id: &'a str,
    date: String,
    updated: Option<String>,
    language: Option<&'a Language>,
    section: Option<&'a str>,
    authors: Vec<Name<'a>>,
    tags: &'a [Text],
    categories: &'a [Text],
    rights: Option<&'a Text>,
    license: Option<&'a Url>,
    summary: Option<&'a Text>,
    image: Option<Picture<'a>>,
    source: Option<Name<'a>>,
    extra: &'a serde_json::Value,
}

/// Somebody, or an agency.
#[derive(Serialize)]
struct Name<'a> {
    name: &'a Text,
    url: Option<&'a Url>,
}

/// A picture.
#[derive(Serialize)]
struct Picture<'a> {
    url: &'a Url,
    alt: Option<&'a Text>,
    caption: Option<&'a Text>,
    credit: Option<&'a Text>,
    copyright: Option<&'a Text>,
    width: Option<u32>,
    height: Option<u32>,
}

impl Templates {
    /// Our own.
    ///
    /// # Panics
    /// Never: our template is right, and every test renders with it.
    #[must_use]
    pub(crate) fn built_in() -> Templates {
        let file = PathBuf::from("templates").join(NAME);
        #[expect(clippy::expect_used, reason = "a test renders with it")]
        Templates::with_entry(&file, include_str!("../../../templates/entry.html").to_owned())
            .expect("our template is right")
    }

    /// A user's `entry.html` in place of ours.
    ///
    /// # Errors
    /// A finding at its line, if it cannot be parsed.
    pub(crate) fn with_entry(file: &Path, text: String) -> Result<Templates, Diagnostic> {
        if let Some(tag) = nesting::too_deep(&text) {
            let message = format!("nested too deeply: more than {OPERATORS} operators, or `elif`, in a row");
            return Err(Diagnostic::new(&BROKEN_TEMPLATE, message)
                .at(SourceText { file, text: &text }.place(tag))
                .help("split the expression with {% set … %}"));
        }
        let compile = move || {
            let mut environment = Environment::new();
            environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
            environment.set_auto_escape_callback(|_| AutoEscape::Html);
            environment.set_recursion_limit(RECURSION);
            environment.add_template_owned(NAME, text).map(|()| environment)
        };
        let compiler = thread::Builder::new().stack_size(STACK).spawn(compile).map_err(|error| {
            let message = format!("cannot compile the template: {error}");
            Diagnostic::new(&BROKEN_TEMPLATE, message).at(Place::file(file))
        })?;
        match compiler.join().unwrap_or_else(|panic| panic::resume_unwind(panic)) {
            Ok(environment) => Ok(Templates { environment, file: file.to_path_buf() }),
            Err(error) => Err(broken(file, &error)),
        }
    }

    /// Puts an article's HTML into the template.
    pub(super) fn wrap(
        &self,
        article: &Article,
        summary: Option<&Text>,
        image: Option<&Image>,
        content: &str,
        budget: Budget,
    ) -> Result<String, Unwrapped> {
        let view = Value::from(Serde(View::of(article, summary, image)));
        let values = context! { content => Value::from_safe_string(content.to_owned()), ..view };
        let mut writer = Writer { html: Vec::with_capacity(content.len()), budget, oversized: None };
        let template = self.environment.get_template(NAME);
        let written =
            template.and_then(|template| template.render_captured_to(values, &mut writer).map(drop));
        match (written, writer.oversized) {
            (_, Some(oversized)) => Err(Unwrapped::Oversized(oversized)),
            (Ok(()), None) => Ok(String::from_utf8(writer.html).unwrap_or_default()),
            (Err(error), None) => Err(Unwrapped::Broken(self.fails_on(article, &error))),
        }
    }

    fn fails_on(&self, article: &Article, error: &Error) -> Diagnostic {
        let finding = broken(&self.file, error);
        let where_from = format!("it fails on `{}`", article.source.file().display());
        let help = finding.help.clone().map_or(where_from.clone(), |help| format!("{help}; {where_from}"));
        finding.help(help)
    }
}

/// Why an article's HTML is in no template.
#[derive(Debug)]
pub(super) enum Unwrapped {
    /// The template fails on it.
    Broken(Diagnostic),
    /// The template makes more of it than there is room for.
    Oversized(Oversized),
}

/// Writes until there is no more room: a loop in a template may have no end that anybody waits for.
struct Writer {
    html: Vec<u8>,
    budget: Budget,
    oversized: Option<Oversized>,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.oversized = self.budget.check_html(self.html.len() + bytes.len()).err();
        if self.oversized.is_some() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.html.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> View<'a> {
    fn of(article: &'a Article, summary: Option<&'a Text>, image: Option<&'a Image>) -> View<'a> {
        let authors =
            article.authors.iter().map(|author| Name { name: &author.name, url: author.url.as_ref() });
        let origin = article.origin.as_ref();
        View {
            title: &article.title,
            url: &article.permalink,
            id: article.id.as_str(),
            date: article.date.to_rfc3339_opts(SecondsFormat::Secs, true),
            updated: article.updated.map(|updated| updated.to_rfc3339_opts(SecondsFormat::Secs, true)),
            language: article.language.as_ref(),
            section: article.section.as_deref(),
            authors: authors.collect(),
            tags: &article.tags,
            categories: &article.categories,
            rights: article.rights.as_ref(),
            license: article.license.as_ref(),
            summary,
            image: image.map(Picture::of),
            source: origin.map(|origin| Name { name: &origin.name, url: origin.url.as_ref() }),
            extra: &article.extra,
        }
    }
}

impl<'a> Picture<'a> {
    fn of(image: &'a Image) -> Picture<'a> {
        Picture {
            url: &image.url,
            alt: image.alt.as_ref(),
            caption: image.caption.as_ref(),
            credit: image.credit.as_ref(),
            copyright: image.copyright.as_ref(),
            width: image.size.map(|(width, _)| width),
            height: image.size.map(|(_, height)| height),
        }
    }
}

/// A template's mistake at its line.
fn broken(file: &Path, error: &Error) -> Diagnostic {
    let line = u32::try_from(error.line().unwrap_or(1)).unwrap_or(1);
    let start = Position { line, column: 1 };
    let message = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    Diagnostic::new(&BROKEN_TEMPLATE, message)
        .at(Place::at(file, Span { start, end: start }))
        .help("check the Jinja syntax, and test optional values with {% if … %}")
}
