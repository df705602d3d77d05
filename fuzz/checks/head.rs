//! Any text as the head of an article, in the file and beside it: an article without an error, or an error that says
//! why there is none; and nothing in the article that a feed could not carry.

use std::path::Path;
use std::sync::LazyLock;

use feedwright::feed::text::{Text, forbidden, unify_line_ends};
use feedwright::site::article::{Article, Reason};
use feedwright::site::config::{self, Config, Overrides};
use feedwright::site::files::{Head, Source};
use feedwright::site::history::History;
use feedwright::site::metadata::{self, Context, ParseOutcome};

/// A site with two languages, without a time zone.
pub(crate) static SITE: LazyLock<Config> = LazyLock::new(|| {
    let text = "[site]\nbase-url = \"https://blog.ruiz.dev/x/\"\nlanguage = \"en\"\nlanguages.id = {}\n";
    let (config, found) = config::read(
        "feedwright.toml".as_ref(),
        text,
        &Overrides::default(),
        config::Known::new(&feedwright::codes()),
    );
    config.unwrap_or_else(|| panic!("{found:?}"))
});

/// What its articles are read with.
pub(crate) fn context() -> Context<'static> {
    static NONE: LazyLock<History> = LazyLock::new(History::default);
    Context { site: &SITE.site, content: &SITE.content, history: &NONE, drafts: false, keeps_places: true }
}

/// Reads metadata.
pub fn head(bytes: &[u8]) {
    let lossy = String::from_utf8_lossy(bytes);
    let text = unify_line_ends(&lossy).into_owned();
    read(&Head { text: text.as_str().into(), ..Head::default() }, &text);
    read(&Head { sidecar: Some(text.clone()), ..Head::default() }, &text);
}

fn read(head: &Head<'_>, text: &str) {
    let source = Source::new(&Path::new("").into(), "news/2026-04-01-a.id.md".to_owned());
    let source = if head.sidecar.is_some() { source.with_sidecar("a.toml") } else { source };
    let parsed = metadata::parse(&source, head, context());
    super::are_within(&parsed.diagnostics, text);
    let refused = super::is_refused(&parsed.diagnostics);
    match &parsed.outcome {
        ParseOutcome::Article(article) => {
            assert!(!refused, "{:?}", parsed.diagnostics);
            can_be_carried(article, head);
        }
        ParseOutcome::LeftOut(Reason::Invalid) => assert!(refused, "an error that nobody is told"),
        ParseOutcome::LeftOut(_) | ParseOutcome::NotAnArticle => {
            assert!(!refused, "{:?}", parsed.diagnostics);
        }
    }
    assert_eq!(parsed, metadata::parse(&source, head, context()), "twice is not the same");
}

/// Pages are on the web; texts, ids and addresses have no character that XML forbids.
fn can_be_carried(article: &Article, head: &Head) {
    assert!(matches!(article.permalink.scheme(), "http" | "https"), "{}", article.permalink);
    assert!(head.text.is_char_boundary(article.body_start));
    assert!(!article.slug.contains(['/', '\\', '\0']) && article.slug != "..", "{:?}", article.slug);
    let texts = [Some(&article.title), article.summary.as_ref(), article.rights.as_ref()];
    let lists = article.tags.iter().chain(&article.categories);
    let ids = [article.id.as_str(), article.id.atom()];
    let all = texts.into_iter().flatten().chain(lists).map(Text::as_str).chain(ids);
    for text in all {
        assert_eq!(forbidden(text).count(), 0, "{text:?}");
    }
}
