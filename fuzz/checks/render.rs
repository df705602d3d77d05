//! Any body, in any language that bodies are written in: what comes out is HTML in which nothing runs and every address
//! is whole, and it stays so when it is read and written again.

use std::path::Path;
use std::sync::LazyLock;

use feedwright::diagnostic::Diagnostic;
use feedwright::feed::Url;
use feedwright::feed::text::{forbidden, unify_line_ends};
use feedwright::site::article::Article;
use feedwright::site::article_paths::ArticlePaths;
use feedwright::site::files::{Head, Source};
use feedwright::site::kind::FileKind;
use feedwright::site::metadata::{self, ParseOutcome};
use feedwright::site::render::{self, Context, Rendered, Templates};
use feedwright::site::rules::SiteRules;

use super::head::context;
use super::judge::misplaced;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::built_in);

static BASE_URL: LazyLock<Url> = LazyLock::new(|| Url::parse("https://blog.org/").unwrap());

static ARTICLE: LazyLock<Article> = LazyLock::new(|| {
    let keys =
        "title = \"T\"\ndate = 2026-04-01T00:00:00Z\nsource = { name = \"N\", url = \"https://n.org/\" }\n";
    let source = Source::new(&Path::new("").into(), "news/a.md".to_owned()).with_sidecar("a.toml");
    let head = Head { sidecar: Some(keys.to_owned()), ..Head::default() };
    match metadata::parse(&source, &head, context()).outcome {
        ParseOutcome::Article(article) => *article,
        other @ (ParseOutcome::LeftOut(_) | ParseOutcome::NotAnArticle) => panic!("{other:?}"),
    }
});

/// Renders what follows the first byte; `h` there means HTML, `t` plain text, anything else Markdown.
pub fn render(bytes: &[u8]) {
    let Some((language, body)) = bytes.split_first() else { return };
    let kind = match language {
        b'h' => FileKind::Html,
        b't' => FileKind::Text,
        _ => FileKind::Markdown,
    };
    let lossy = String::from_utf8_lossy(body);
    let body = unify_line_ends(&lossy);
    let once = clean(kind, &body);
    clean(FileKind::Html, &once);
    templated(&body);
}

/// What a template brings is clean, too, and its addresses are those that browsers read (see the judge). A template that
/// does more than bring HTML is none of ours.
fn templated(html: &str) {
    if html.contains("endraw") {
        return;
    }
    let text = format!("{{% raw %}}{html}{{% endraw %}}");
    let Ok(templates) = Templates::with_entry(Path::new("entry.html"), text) else { return };
    let (rendered, _) = rendered(&ARTICLE, "", &templates);
    let html = rendered.content.as_str();
    assert_eq!(misplaced(html), Vec::<String>::new(), "{html}");
}

/// Renders on a site without a generator and without other articles.
fn rendered(article: &Article, body: &str, templates: &Templates) -> (Rendered, Vec<Diagnostic>) {
    let context = Context {
        templates,
        rules: &SiteRules::default(),
        base_url: &BASE_URL,
        authors: &[],
        timezone: None,
        articles: &ArticlePaths::of(&[], &[], &|_| false),
        syntax_is_text: false,
        has_markdown: false,
        measure: &|_, _, _| None,
    };
    render::entry(article, body, &[], context)
}

/// What a body becomes: clean.
fn clean(kind: FileKind, body: &str) -> String {
    let mut article = ARTICLE.clone();
    article.source.kind = kind;
    let (rendered, found) = rendered(&article, body, &TEMPLATES);
    super::are_within(&found, body);
    assert!(
        found
            .iter()
            .all(|finding| finding.place.as_ref().is_some_and(|place| place.file == Path::new("news/a.md")))
    );
    let html = rendered.content.as_str();
    assert_eq!(misplaced(html), Vec::<String>::new(), "{html}");
    let summary = rendered.summary.as_ref().map_or("", |summary| summary.as_str());
    assert_eq!(forbidden(html).count() + forbidden(summary).count(), 0);
    rendered.content.to_string()
}
