//! `feedwright links`: the tags of a page's head, a list of all feeds, or what is wrong with the tags of built pages, out.

use std::collections::BTreeSet;
use std::path::Path;

use memchr::memmem;
use serde::Serialize;

use crate::authoring::{self, Edit};
use crate::diagnostic::{Diagnostic, Place, Severity, nearest};
use crate::error::Error;
use crate::feed::Language;
use crate::report::Results;
use crate::root::{Root, or_current_dir, slashed, without_dots};
use crate::site::config::Config;
use crate::site::kind::FileKind;
use crate::site::pipeline::discovery::{self, FeedLink, PageContext};
use crate::site::pipeline::{self, BuiltSite, Index, NamedFeed, Options};
use crate::site::scan;

use crate::cli::args::Links;
use crate::cli::failure::{Failure, UNKNOWN_PAGE};
use crate::cli::requested::Belonging;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{output, settings, written};

/// A line of `--message-format json`: a feed that the page names.
#[derive(Serialize)]
struct Line<'l> {
    kind: &'static str,
    rel: &'static str,
    r#type: &'static str,
    title: &'l str,
    href: &'l str,
    path: &'l str,
}

pub(crate) fn run(args: &Links, session: &Session) -> Result<ExitStatus, Failure> {
    let named = args.config.as_deref();
    session.set_project(&settings::config_file(named));
    let (config, found) = settings::config(named, &args.site.place)?;
    let levels = settings::levels(&args.levels, &config.check)?;
    let options = Options {
        drafts: args.site.drafts,
        levels: levels.clone(),
        ..Options::at(settings::now(&args.site)?)
    };
    let index = pipeline::index(&config, &options, found, &|_| {})?;
    let feeds = discovery::feeds(&config, &index);
    // What is not an error was reported by the build.
    let errors = index.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let mut found: Vec<_> = errors.cloned().collect();
    let page = page(args, &config, &index)?;
    found.extend(unknown_page(args, &config, &index, &feeds, &page));
    if let Some(folder) = &args.check {
        found.extend(unnamed(&config, &index, &feeds, folder)?);
    }
    let found = levels.apply(found);
    session.findings(&found, &mut Texts::of(&config))?;
    match (&args.check, &args.opml) {
        (Some(_), _) => session.summary()?,
        (None, Some(file)) if file == Path::new("-") => {
            output::stdout().own_text(&String::from_utf8_lossy(&discovery::opml(&config, &feeds)))?;
        }
        (None, Some(file)) => list(&config, &feeds, file, session)?,
        (None, None) => tags(&feeds, &page, session)?,
    }
    Ok(ExitStatus::of(found.iter().any(|finding| finding.severity == Severity::Error)))
}

/// The page that the arguments mean.
fn page(args: &Links, config: &Config, index: &Index<'_>) -> Result<PageContext, Failure> {
    let Some(name) = &args.page else {
        known_section(args, index)?;
        known_language(args, config, index)?;
        let home = discovery::home(config);
        let language = args.language.clone().or(home.language);
        return Ok(PageContext { language, section: args.section.clone(), ..home });
    };
    let path = Path::new(name);
    if let Some(below) = below(path, &config.content_dir()) {
        return discovery::page_of_file(config, index, &below).ok_or_else(|| {
            if let Some(belonging) = Belonging::of(&below, config, index) {
                return belonging.failure(name, path);
            }
            let help = "run `feedwright list FILE` to see why, or pass the path of its page on the site";
            Failure::usage(format!("`{name}` is not a public article")).at(path).help(help)
        });
    }
    let content = slashed(&config.content_dir());
    let below_project = slashed(&without_dots(path));
    if let Some(missing) = below_project.strip_prefix(&content).and_then(|rest| rest.strip_prefix('/')) {
        return Err(missing_article(name, missing, config, index));
    }
    let file = below(path, &config.output);
    if file.is_none() && is_file_of_article(name) {
        return Err(unknown_file(name, config, index));
    }
    Ok(discovery::page_at(config, index, file.as_deref().unwrap_or(name)))
}

/// Whether a name is one of a file that an article is written in, and not of a page.
fn is_file_of_article(name: &str) -> bool {
    let kind = FileKind::of_text(name).filter(|kind| *kind != FileKind::Html);
    kind.is_some() && !name.starts_with('/')
}

/// The failure to find an article at a path that is not below the content folder.
fn unknown_file(name: &str, config: &Config, index: &Index<'_>) -> Failure {
    let path = Path::new(name);
    if path.exists() {
        let help = "pass the file of an article, or the path of its page on the site, such as /about/";
        return Failure::usage(format!("`{name}` is not an article of this site")).at(path).help(help);
    }
    missing_article(name, name, config, index)
}

/// The failure to find an article, with that of the nearest path: `below` is the path below the content folder.
fn missing_article(name: &str, below: &str, config: &Config, index: &Index<'_>) -> Failure {
    let files: BTreeSet<_> = index.articles.iter().map(|article| article.source.file_path()).collect();
    let help = match nearest(below, files.into_iter()) {
        Some(file) => format!("did you mean `{}`?", slashed(&config.content_dir().join(file))),
        None => "run `feedwright list` to see the articles".to_owned(),
    };
    Failure::usage(format!("`{name}` does not exist")).at(Path::new(name)).help(help)
}

/// A section without articles has no pages.
fn known_section(args: &Links, index: &Index<'_>) -> Result<(), Failure> {
    let Some(section) = &args.section else { return Ok(()) };
    let symbols = index.articles.iter().filter_map(|article| article.section);
    let known: BTreeSet<_> = symbols.map(|symbol| index.terms.symbols().text(symbol).to_string()).collect();
    if known.contains(section) {
        return Ok(());
    }
    Err(unknown("section", section, &known))
}

/// A language that neither the configuration nor an article has.
fn known_language(args: &Links, config: &Config, index: &Index<'_>) -> Result<(), Failure> {
    let Some(language) = &args.language else { return Ok(()) };
    let of_articles = index.articles.iter().filter_map(|article| article.language);
    let of_articles: BTreeSet<_> = of_articles.collect();
    let of_articles = of_articles.into_iter().filter_map(|symbol| index.terms.language(symbol));
    let configured = config.site.language.iter().chain(config.site.languages.keys()).cloned();
    let known: Vec<_> = configured.chain(of_articles).collect();
    if known.iter().any(|known| known.matches(language) || language.matches(known)) {
        return Ok(());
    }
    Err(unknown("language", &language.to_string(), &known.iter().map(Language::to_string).collect()))
}

fn unknown(kind: &str, name: &str, known: &BTreeSet<String>) -> Failure {
    let list: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None if list.is_empty() => format!("the site has no {kind}s: leave out --{kind}"),
        None => format!("write one of {}", list.join(", ")),
    };
    Failure::usage(format!("no public article has the {kind} `{name}`")).help(help)
}

/// A warning about a path that is nearly that of a page. Every other page may link to the feeds of the whole site.
fn unknown_page(
    args: &Links,
    config: &Config,
    index: &Index<'_>,
    feeds: &[FeedLink],
    page: &PageContext,
) -> Option<Diagnostic> {
    let name = args.page.as_deref().filter(|_| below(Path::new(&page.folder), &config.output).is_none())?;
    let known = discovery::page_folders(config, index, feeds);
    let near =
        nearest(&page.folder, known.iter().copied()).filter(|_| !known.contains(page.folder.as_str()))?;
    let message = format!("unknown page `{name}`");
    Some(Diagnostic::new(&UNKNOWN_PAGE, message).help(format!("did you mean `/{near}/`?")))
}

/// The path of a file below a folder, if it is there.
fn below(file: &Path, folder: &Path) -> Option<String> {
    let canonical = |path: &Path| or_current_dir(path).canonicalize().ok();
    let file = canonical(file).filter(|file| file.is_file())?;
    Some(slashed(file.strip_prefix(canonical(folder)?).ok()?))
}

fn tags(feeds: &[FeedLink], page: &PageContext, session: &Session) -> Result<(), Failure> {
    let mut out = output::stdout();
    for link in feeds.iter().filter(|link| link.is_for(page)) {
        match session.answer() {
            Results::Lines => out.line(&link.tag())?,
            Results::Json => out.json(&Line::of(link))?,
            Results::Hidden => {}
        }
    }
    drop(out);
    session.summary()
}

impl Line<'_> {
    fn of(link: &FeedLink) -> Line<'_> {
        Line {
            kind: "link",
            rel: "alternate",
            r#type: link.format.media_type(),
            title: &link.title,
            href: link.url.as_str(),
            path: &link.path,
        }
    }
}

/// Whether a file is a list of feeds, ours or that of another program. What it contains need not be well-formed.
fn is_list(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") && memmem::find(text, b"<opml").is_some()
}

/// Writes the list of all feeds, unless the file is the same already.
fn list(config: &Config, feeds: &[FeedLink], file: &Path, session: &Session) -> Result<(), Failure> {
    let before = scan::named(file).map_err(Failure::Io)?;
    if before.as_ref().is_some_and(|bytes| !is_list(bytes)) {
        let message = format!("`{}` already exists and is not an OPML list of feeds", file.display());
        return Err(Failure::usage(message).at(file).help("choose another file with --opml"));
    }
    let after = discovery::opml(config, feeds);
    let edits = Vec::from_iter((before.as_ref() != Some(&after)).then(|| Edit {
        file: file.to_path_buf(),
        before,
        after,
    }));
    for edit in &edits {
        if edit.before.is_some() {
            authoring::write_named(edit)?;
        } else {
            authoring::write(file.parent().unwrap_or(Path::new("")), std::slice::from_ref(edit))?;
        }
    }
    written::report(&edits, session, false, session.counts().warnings)?;
    Ok(())
}

/// What is wrong with the feeds that the pages in a folder name.
fn unnamed(
    config: &Config,
    index: &Index<'_>,
    feeds: &[FeedLink],
    folder: &Path,
) -> Result<Vec<Diagnostic>, Failure> {
    let root = Root::open(folder)
        .map_err(|error| Failure::Io(Error::new("read the folder of the site", folder, error)))?;
    let paths: BTreeSet<_> = feeds.iter().map(|feed| feed.path.clone()).collect();
    let site = BuiltSite::new(vec![root], &config.site.base_url, paths);
    if !site.has_pages() {
        let help = "build the site first, or pass the folder with its pages";
        return Err(Failure::usage(format!("no pages found in `{}`", folder.display()))
            .at(folder)
            .help(help));
    }
    let place = |feed: &FeedLink| {
        let made_by = config.feeds.iter().find(|config| config.is_at(&feed.path));
        let place = made_by.and_then(|config| config.place.clone());
        place.unwrap_or_else(|| Place::file(&config.output.join(&feed.path)))
    };
    let named = |feed: &FeedLink| NamedFeed {
        path: feed.path.clone(),
        format: Some(feed.format),
        title: feed.title.clone(),
        place: place(feed),
        is_generated: config.feed_at(&feed.path).is_some_and(|feed| feed.is_generated),
    };
    let mut found = site.feeds(&feeds.iter().map(named).collect::<Vec<_>>());
    found.extend(site.without_feeds(|file| {
        let page = discovery::page_at(config, index, file);
        let named = feeds.iter().filter(|feed| feed.is_for(&page));
        named.map(|feed| (feed.url.clone(), feed.tag())).collect()
    }));
    Ok(found)
}
