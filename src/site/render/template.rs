//! An article's HTML in, the HTML with image and source out, from a template: `templates/entry.html`, built in or the
//! user's. Sanitizes nothing.

use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::{BROKEN_TEMPLATE, TEMPLATE_WITHOUT_CONTENT, UNKNOWN_TEMPLATE};
use crate::diagnostic::{Diagnostic, Place, Position, Span, nearest};
use crate::error;
use crate::feed::{Image, Language, Person, Text, Url};
use crate::site::article::Article;
use crate::site::nesting::{self, MAX_OPERATORS, STACK_SIZE};
use crate::site::source_text::SourceText;
use crate::site::stylesheet;
use crate::site::zone::Zone;
use crate::source::bounds::{Budget, Oversized};

const NAME: &str = "entry.html";

/// The template of the page beside the feeds.
pub(super) const COMPANION: &str = "companion.html";

/// Every file that a user may have in the folder of templates.
const NAMES: &[&str] = &[NAME, COMPANION, stylesheet::CSS.name, stylesheet::SCRIPT.name];

/// The maximum recursion depth of macros and blocks, for which the stack of any thread is large enough.
const MAX_RECURSION: usize = 100;

/// The template of entries.
#[derive(Debug)]
pub(crate) struct Templates {
    environment: Environment<'static>,
    file: PathBuf,
    text: String,
}

/// An entry as templates see it.
#[derive(Serialize)]
pub(super) struct View<'a> {
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
    images: Vec<Picture<'a>>,
    source: Option<Name<'a>>,
    extra: &'a serde_json::Value,
}

/// A person or an agency.
#[derive(Serialize)]
struct Name<'a> {
    name: &'a Text,
    url: Option<&'a Url>,
}

/// An image.
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
    /// The built-in template.
    ///
    /// # Panics
    /// Never: every test renders with the built-in template.
    #[must_use]
    pub(crate) fn built_in() -> Templates {
        let file = PathBuf::from("templates").join(NAME);
        #[expect(clippy::expect_used, reason = "a test renders with it")]
        Templates::with_entry(&file, include_str!("../../../templates/entry.html").to_owned())
            .expect("our template is right")
    }

    /// A user's `entry.html` instead of the built-in one.
    ///
    /// # Errors
    /// A finding with its line, if it cannot be parsed.
    pub(crate) fn with_entry(file: &Path, text: String) -> Result<Templates, Diagnostic> {
        let environment = compile(NAME, file, &text)?;
        Ok(Templates { environment, file: file.to_path_buf(), text })
    }

    /// Reports a template that shows nothing of an article's text.
    #[must_use]
    pub(crate) fn without_content(&self) -> Option<Diagnostic> {
        let template = self.environment.get_template(NAME).ok()?;
        let names = template.undeclared_variables(false);
        (!names.contains("content")).then(|| {
            let message = "the template does not contain `{{ content }}`, so entries have no text";
            Diagnostic::new(&TEMPLATE_WITHOUT_CONTENT, message)
                .at(Place::file(&self.file))
                .help("write {{ content }} where the text of the article belongs")
        })
    }

    /// Reports a file in the folder of templates whose name is nearly that of one.
    #[must_use]
    pub(crate) fn misnamed(folder: &Path, names: &[String]) -> Option<Diagnostic> {
        let mut others = names.iter().filter(|name| !NAMES.contains(&name.as_str()));
        let (written, meant) = others.find_map(|name| Some((name, nearest(name, NAMES.iter().copied())?)))?;
        let message =
            format!("`{}` is not the name of a template, so it is not used", written.escape_debug());
        let finding = Diagnostic::new(&UNKNOWN_TEMPLATE, message).at(Place::file(&folder.join(written)));
        Some(finding.help(format!("rename it to `{meant}`, or move it to another folder")))
    }

    /// The template's file.
    #[must_use]
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Puts an article's HTML into the template.
    pub(super) fn wrap(
        &self,
        article: &Article,
        view: View<'_>,
        content: &str,
        budget: Budget,
    ) -> Result<String, WrapError> {
        let view = Value::from(Serde(view));
        let values = context! { content => Value::from_safe_string(content.to_owned()), ..view };
        match render(&self.environment, NAME, &values, budget) {
            WrittenHtml::Html(html) => Ok(html),
            WrittenHtml::Oversized(oversized) => Err(WrapError::Oversized(oversized)),
            WrittenHtml::Failed(error) => {
                Err(WrapError::Broken(self.rendering_error(article, &error, &values)))
            }
        }
    }

    fn rendering_error(&self, article: &Article, error: &Error, values: &Value) -> Diagnostic {
        let finding = broken_template(SourceText { file: &self.file, text: &self.text }, error);
        let cure = help(&self.text, error, values);
        let joint = if cure.ends_with('?') { " It" } else { "; it" };
        finding.help(format!("{cure}{joint} fails on `{}`", article.source.file().display()))
    }
}

/// Compiles a template.
///
/// # Errors
/// A finding with its line, if it cannot be parsed.
pub(super) fn compile(
    name: &'static str,
    file: &Path,
    text: &str,
) -> Result<Environment<'static>, Diagnostic> {
    let source = SourceText { file, text };
    if let Some(tag) = nesting::too_deep(text) {
        let message = format!("nested too deeply: more than {MAX_OPERATORS} operators, or `elif`, in a row");
        return Err(Diagnostic::new(&BROKEN_TEMPLATE, message)
            .at(source.place(tag))
            .help("split the expression with {% set … %}"));
    }
    let template = text.to_owned();
    let compile = move || {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_recursion_limit(MAX_RECURSION);
        environment.add_template_owned(name, template).map(|()| environment)
    };
    let thread = thread::Builder::new().stack_size(STACK_SIZE).spawn(compile).map_err(|error| {
        let message = format!("cannot compile the template: {}", error::problem(&error));
        Diagnostic::new(&BROKEN_TEMPLATE, message).at(Place::file(file))
    })?;
    let compiled = thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
    compiled.map_err(|error| broken_template(source, &error).help(SYNTAX_HELP))
}

/// What a template makes of values.
pub(super) enum WrittenHtml {
    /// HTML.
    Html(String),
    /// It exceeds the budget.
    Oversized(Oversized),
    /// The template fails on them.
    Failed(Error),
}

/// Renders a template.
pub(super) fn render(
    environment: &Environment<'_>,
    name: &str,
    values: &Value,
    budget: Budget,
) -> WrittenHtml {
    let mut writer = Writer { html: Vec::new(), budget, oversized: None };
    let template = environment.get_template(name);
    let written = template.and_then(|template| template.render_captured_to(values, &mut writer).map(drop));
    match (written, writer.oversized) {
        (_, Some(oversized)) => WrittenHtml::Oversized(oversized),
        (Ok(()), None) => WrittenHtml::Html(String::from_utf8(writer.html).unwrap_or_default()),
        (Err(error), None) => WrittenHtml::Failed(error),
    }
}

/// How to mend a template that fails on values.
pub(super) fn help(template: &str, error: &Error, values: &Value) -> String {
    let suggestion = undefined(template, error).and_then(|name| suggestion(name, values));
    match (error.kind(), suggestion) {
        (_, Some(name)) => format!("did you mean `{name}`?"),
        (ErrorKind::UndefinedError, None) => "test optional values with {% if … %}".to_owned(),
        (_, None) => SYNTAX_HELP.to_owned(),
    }
}

/// An entry as templates see it, without its content.
pub(super) fn values(
    article: &Article,
    summary: Option<&Text>,
    images: Images<'_>,
    site: SiteOf<'_>,
) -> Value {
    Value::from(Serde(View::of(article, summary, images, site)))
}

/// The undefined variable that an error is about: the one that it names, or else the one at its place.
fn undefined<'e>(template: &'e str, error: &'e Error) -> Option<&'e str> {
    if error.kind() != ErrorKind::UndefinedError {
        return None;
    }
    match error.detail() {
        Some(detail) => detail.split('`').nth(1),
        None => error.range().and_then(|range| template.get(range)).map(str::trim),
    }
}

/// The variable with the most similar name, or the member of one: `site.title` for `site.titel`.
fn suggestion(name: &str, values: &Value) -> Option<String> {
    let (parents, name) = name.rsplit_once('.').map_or(("", name), |(parents, name)| (parents, name));
    let mut values = values.clone();
    for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
        values = values.get_attr(parent).ok().filter(|value| !value.is_undefined() && !value.is_none())?;
    }
    let known: Vec<_> = values.try_iter().ok()?.map(|key| key.to_string()).collect();
    let found = nearest(name, known.iter().map(String::as_str)).filter(|found| *found != name)?;
    Some(if parents.is_empty() { found.to_owned() } else { format!("{parents}.{found}") })
}

/// Why an article's HTML could not be put into the template.
#[derive(Debug)]
pub(super) enum WrapError {
    /// The template fails on it.
    Broken(Diagnostic),
    /// The result exceeds the budget.
    Oversized(Oversized),
}

/// Writes HTML up to the budget, since a loop in a template may be very long.
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

/// The picture of an article, and more of them.
pub(super) type Images<'i> = (Option<&'i Image>, Vec<&'i Image>);

/// The site's authors, and its time zone.
pub(crate) type SiteOf<'s> = (&'s [Person], Option<&'s Zone>);

impl<'a> View<'a> {
    /// An article with its summary, and with the pictures that its text does not show. Dates are in the site's time zone.
    pub(super) fn of(
        article: &'a Article,
        summary: Option<&'a Text>,
        (image, images): Images<'a>,
        (authors, timezone): SiteOf<'a>,
    ) -> View<'a> {
        let date = |instant| local(instant, timezone).to_rfc3339_opts(SecondsFormat::Secs, true);
        let authors = article
            .authors_or(authors)
            .iter()
            .map(|author| Name { name: &author.name, url: author.url.as_ref() });
        let origin = article.origin.as_ref();
        View {
            title: &article.title,
            url: &article.permalink,
            id: article.id.as_str(),
            date: date(article.date.to_utc()),
            updated: article.updated.map(date),
            language: article.language.as_ref(),
            section: article.section.as_deref(),
            authors: authors.collect(),
            tags: &article.tags,
            categories: &article.categories,
            rights: article.rights.as_ref(),
            license: article.license.as_ref(),
            summary,
            image: image.map(Picture::of),
            images: images.into_iter().map(Picture::of).collect(),
            source: origin.map(|origin| Name { name: &origin.name, url: origin.url.as_ref() }),
            extra: &article.extra,
        }
    }
}

/// An instant in the site's time zone.
pub(super) fn local(instant: DateTime<Utc>, zone: Option<&Zone>) -> DateTime<FixedOffset> {
    zone.map_or_else(|| instant.fixed_offset(), |zone| zone.at(instant))
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

const SYNTAX_HELP: &str = "correct the Jinja syntax";

/// An error in a template at its place.
pub(super) fn broken_template(template: SourceText<'_>, error: &Error) -> Diagnostic {
    let place = match (error.range(), error.line()) {
        (Some(range), _) => template.place(range),
        (None, line) => {
            let line = u32::try_from(line.unwrap_or(1)).unwrap_or(1);
            let start = Position { line, column: 1 };
            Place::at(template.file, Span { start, end: start })
        }
    };
    Diagnostic::new(&BROKEN_TEMPLATE, problem(template.text, error)).at(place)
}

/// Our words for kinds of errors.
const KINDS: &[(ErrorKind, &str)] = &[
    (ErrorKind::BadEscape, "unknown escape in a text"),
    (ErrorKind::BadInclude, "error in an included template"),
    (ErrorKind::CannotUnpack, "the value cannot be unpacked into these names"),
    (ErrorKind::EvalBlock, "error in a block"),
    (ErrorKind::InvalidOperation, "impossible operation"),
    (ErrorKind::MissingArgument, "missing argument"),
    (ErrorKind::SyntaxError, "syntax error"),
    (ErrorKind::TemplateNotFound, "unknown template"),
    (ErrorKind::TooManyArguments, "too many arguments"),
    (ErrorKind::UndefinedError, "undefined value"),
    (ErrorKind::UnknownBlock, "unknown block"),
    (ErrorKind::UnknownFilter, "unknown filter"),
    (ErrorKind::UnknownFunction, "unknown function"),
    (ErrorKind::UnknownMethod, "unknown method"),
    (ErrorKind::UnknownTest, "unknown test"),
];

/// What is wrong, in our words: what the template engine says about it is taken apart.
pub(super) fn problem(template: &str, error: &Error) -> String {
    let kind = KINDS.iter().find(|(kind, _)| *kind == error.kind());
    let kind = kind.map_or("invalid template", |(_, words)| words);
    let Some(detail) = error.detail() else {
        let name = undefined(template, error);
        return name.map_or_else(|| kind.to_owned(), |name| format!("`{name}` is undefined"));
    };
    if let Some(named) = detail.strip_suffix(" is unknown") {
        return format!("{kind} `{}`", named.rsplit(' ').next().unwrap_or_default());
    }
    if let Some((_, name)) = detail.split_once(" has no method named ") {
        return format!("{kind} `{name}`");
    }
    if let Some((operator, types)) = operation(detail) {
        return format!("cannot use `{operator}` with {types}");
    }
    match detail.strip_prefix("unexpected ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, expected)) => format!("{kind}: expected {expected}, found {found}"),
        None if error.kind() == ErrorKind::SyntaxError => format!("{kind}: {}", uncapitalized(detail)),
        None if error.kind() == ErrorKind::UndefinedError => detail.to_owned(),
        None => kind.to_owned(),
    }
}

/// The operator and the types of values for which there is no such operation.
fn operation(detail: &str) -> Option<(&str, &str)> {
    detail.strip_prefix("tried to use ")?.split_once(" operator on unsupported types ")
}

fn uncapitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_lowercase).chain(characters).collect()
}
