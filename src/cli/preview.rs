//! `feedwright preview`: articles in, a page that shows them as readers leave them out.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use crate::authoring::{self, Edit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::config::Config;
use crate::site::index::IndexedArticle;
use crate::site::pipeline::{self, Index, Options};
use crate::site::select::Selection;
use crate::site::{preview, scan};

use crate::cli::args::Preview;
use crate::cli::failure::Failure;
use crate::cli::requested::Requested;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{settings, written};

/// The number of entries if no file is named.
const NEWEST: usize = 5;

pub(crate) fn run(args: &Preview, session: &Session) -> Result<ExitStatus, Failure> {
    session.set_project(&settings::config_file(args.project.config.as_deref()));
    let config = settings::project(&args.project)?;
    let requested = Requested::new(&args.files, &config.content_dir())?;
    let levels = config.check.levels.clone();
    // Whoever names a draft wants to see it.
    let options = Options { drafts: !requested.is_all(), levels, ..Options::at(settings::clock(args.now)?) };
    let index = pipeline::index(&config, &options, Vec::new(), &|_| {})?;
    let wanted = wanted(&config, &index, &requested)?;
    let shown: Vec<_> = wanted.iter().map(|at| (*at, outside(&index, *at))).collect();
    let (page, found) = pipeline::preview(&config, &options, &index, &shown);
    let sources: Vec<_> =
        wanted.iter().filter_map(|at| index.articles.get(*at)).map(|article| &article.source).collect();
    let of_articles =
        if requested.is_all() { Vec::new() } else { requested.findings(index.diagnostics.clone(), &sources) };
    let found = serious(options.levels.apply([of_articles, found].concat()));
    session.findings(&found, &mut Texts::of(&config))?;
    let edit = edit(&args.output, page)?;
    let folder = args.output.parent().unwrap_or(Path::new(""));
    let edits: Vec<_> = edit.into_iter().collect();
    authoring::write(folder, &edits)?;
    written::report(&edits, session, false, session.counts().warnings)?;
    if args.open {
        open(&args.output)?;
    }
    Ok(ExitStatus::of(found.iter().any(|finding| finding.severity == Severity::Error)))
}

/// Why no subscriber sees an article, if it is in no feed.
fn outside(index: &Index<'_>, at: usize) -> Option<String> {
    let selections = &index.selections;
    if selections.iter().any(|selection| selection.all().any(|one| one == at)) {
        return None;
    }
    let is_beyond = |selection: &&Selection<'_>| selection.beyond.iter().any(|beyond| *beyond as usize == at);
    let beyond: Vec<_> =
        selections.iter().filter(is_beyond).map(|selection| selection.path.as_str()).collect();
    Some(match beyond.as_slice() {
        [] => "In no feed: not selected by any feed".to_owned(),
        beyond => format!("In no feed: beyond the limit of {}", beyond.join(", ")),
    })
}

/// The articles that were named, or the newest that are in a feed, the newest first.
fn wanted(config: &Config, index: &Index<'_>, requested: &Requested<'_>) -> Result<Vec<usize>, Failure> {
    let in_feeds: BTreeSet<_> = index.selections.iter().flat_map(Selection::all).collect();
    let is_wanted = |(at, article): &(usize, &IndexedArticle)| {
        if requested.is_all() { in_feeds.contains(at) } else { requested.has(&article.source) }
    };
    let mut wanted: Vec<_> = index.articles.iter().enumerate().filter(is_wanted).collect();
    wanted.sort_by_key(|(_, article)| Reverse(article.date));
    if requested.is_all() {
        wanted.truncate(NEWEST);
    }
    let sources: Vec<_> = wanted.iter().map(|(_, article)| &article.source).collect();
    if let Some(other) = requested.others(&sources, false).first() {
        return Err(left_out(config, index, requested, other));
    }
    Ok(wanted.into_iter().map(|(at, _)| at).collect())
}

/// Why a file that was named cannot be shown.
fn left_out(config: &Config, index: &Index<'_>, requested: &Requested<'_>, file: &Path) -> Failure {
    if let Some(belonging) = requested.belonging(file, config, index) {
        return belonging.failure(&file.display().to_string(), file);
    }
    let left_out = index.left_out.iter().find(|left| requested.has(&left.source));
    let (why, help) = match left_out {
        Some(left) => (
            format!("is left out of all feeds: {}", left.reason.as_str()),
            "`feedwright list FILE` shows what is wrong with it; --now shows a scheduled article",
        ),
        None => ("is not an article of this site".to_owned(), "pass a file below the content folder"),
    };
    Failure::usage(format!("`{}` {why}", file.display())).at(file).help(help)
}

/// Errors and warnings, which do not prevent a preview.
fn serious(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.severity != Severity::Info).collect()
}

/// The page as an edit of the file, if that changes it. A file that is not a preview is left alone.
fn edit(file: &Path, page: String) -> Result<Option<Edit>, Failure> {
    let before = scan::bytes(file)?;
    let is_other = |bytes: &Vec<u8>| !preview::is_ours(bytes);
    if before.as_ref().is_some_and(is_other) {
        let message = format!("`{}` exists and was not written by `feedwright preview`", file.display());
        return Err(Failure::usage(message).at(file).help("choose another file with --output"));
    }
    let after = page.into_bytes();
    let is_same = before.as_ref() == Some(&after);
    Ok((!is_same).then(|| Edit { file: file.to_path_buf(), before, after }))
}

/// Opens the page in the browser of the user's choice.
fn open(file: &Path) -> Result<(), Failure> {
    opener::open(file).map_err(|error| {
        let message = format!("`{}` could not be opened: {error}", file.display());
        Failure::usage(message).help("open it yourself; it has been written")
    })
}
