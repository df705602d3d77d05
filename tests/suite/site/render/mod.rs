//! Tests of `render`.

mod addresses;
mod cases;
mod containers;
mod hostile;
mod inputs;
mod judge;
mod linear;
mod losses;
mod markdown;
mod plain;
mod properties;
mod shown;
mod syntax;
mod templates;
mod unclosed;

use std::path::Path;

use feedwright::diagnostic::Diagnostic;
use feedwright::feed::{Image, Person, Url};
use feedwright::site::article::{Article, ImageRef};
use feedwright::site::article_paths::ArticlePaths;
use feedwright::site::files::{Head, Source};
use feedwright::site::kind::FileKind;
use feedwright::site::metadata::ParseOutcome;
use feedwright::site::render::{self, Rendered, Templates};
use feedwright::site::rules::SiteRules;
use feedwright::site::zone::Zone;

use crate::suite::site::metadata::{config, context};
use crate::suite::support::lines;

/// An article at `https://blog.org/news/a/`, without title words of its own; `keys` are lines of TOML.
fn article(kind: FileKind, keys: &str) -> Article {
    let mut source = Source::new(&Path::new("").into(), "news/a.x".to_owned()).with_sidecar("a.toml");
    source.kind = kind;
    let sidecar = format!("title = \"T\"\ndate = 2026-04-01T00:00:00Z\n{keys}");
    let head = Head { text: "".into(), sidecar: Some(sidecar), ..Head::default() };
    let config = config("timezone = \"UTC\"");
    match feedwright::site::metadata::parse(&source, &head, context(&config)) {
        feedwright::site::metadata::Parsed { outcome: ParseOutcome::Article(article), .. } => *article,
        other => panic!("{other:?}"),
    }
}

fn rendered(kind: FileKind, keys: &str, body: &str) -> (Rendered, Vec<String>) {
    let article = article(kind, keys);
    let image = |image: &ImageRef| Image {
        size: Some((640, 360)),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
        copyright: image.copyright.clone(),
        ..Image::new(image.file.url.clone())
    };
    let images: Vec<_> = article.images.iter().map(image).collect();
    let (rendered, found) = rendered_in(&article, body, &images, &Templates::built_in());
    (rendered, lines(&found))
}

/// Renders with templates, on a site without a generator and without other articles.
fn rendered_in(
    article: &Article,
    body: &str,
    images: &[Image],
    templates: &Templates,
) -> (Rendered, Vec<Diagnostic>) {
    let zone = Zone::named("Asia/Jakarta");
    let context = render::Context {
        templates,
        rules: &SiteRules::default(),
        base_url: &Url::parse("https://blog.org/").unwrap(),
        authors: &[Person::named("The site")],
        timezone: zone.as_ref(),
        articles: &ArticlePaths::of(&[], &[], &|_| false),
        syntax_is_text: false,
        measure: &|_, _, _| None,
        has_markdown: false,
    };
    render::entry(article, body, images, context)
}

/// The content alone, which gives no finding.
#[track_caller]
fn html(kind: FileKind, body: &str) -> String {
    let (rendered, found) = rendered(kind, "", body);
    assert_eq!(found, Vec::<String>::new(), "{body}");
    rendered.content.to_string()
}

fn summary(kind: FileKind, body: &str) -> Option<String> {
    rendered(kind, "", body).0.summary.map(|summary| summary.to_string())
}
