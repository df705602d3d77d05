//! Adopts files without metadata: infers it for each of them, and writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::files::{Folders, Read, read, sources};
use crate::authoring;
use crate::authoring::adopt::{
    self, Adoption, DateSource, Defaults, Draft, FileFacts, MetadataLine, Unfilled,
};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::error::Error;
use crate::root::Root;
use crate::site::config::Config;
use crate::site::file_name::FileName;
use crate::site::files::{Head, Source};
use crate::site::history::History;
use crate::site::kind::FileKind;
use crate::site::metadata::{self, Context, ParseOutcome};
use crate::site::scan;
use crate::source::encoding::normalized;

/// What is to be adopted, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AdoptRequest<'a> {
    /// Files, and folders of files.
    pub paths: &'a [PathBuf],
    /// Where dates may come from: the first that has one.
    pub date_from: &'a [DateSource],
    /// Metadata for what a text does not say itself.
    pub defaults: Defaults<'a>,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// What adopting did, or would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Adopted {
    /// The files that got metadata, in their order.
    pub articles: Vec<Adoption>,
    /// How many had some before.
    pub already: usize,
    /// What is still to be filled in of those that had some: their files, and the lines.
    pub unfilled: Vec<(PathBuf, Unfilled)>,
    /// What was refused, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// The dates that git or the file system know of files.
pub(crate) type Dates<'d> = dyn Fn(DateSource, &[&Path]) -> BTreeMap<PathBuf, DateTime<FixedOffset>> + 'd;

/// Gives metadata to the files that have none. What cannot be edited without a risk is refused, and the others go on.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn adopt(config: &Config, wish: AdoptRequest<'_>, dates: &Dates<'_>) -> Result<Adopted, Error> {
    let mut adopted = Adopted::default();
    let sources = sources(config, wish.paths, &mut adopted.diagnostics)?;
    let mut folders = Folders::default();
    let files = bare(config, (&sources, wish.paths), &mut folders, &mut adopted);
    let mut drafts = Vec::new();
    for (source, bytes) in &files {
        match adopt::read(source, bytes) {
            Ok(draft) => drafts.push((*source, draft)),
            Err((reason, help)) => adopted.diagnostics.push(adopt::refused(&source.file(), reason, &help)),
        }
    }
    let found = dated(&drafts, wish.date_from, dates);
    for ((source, draft), date) in drafts.iter().zip(found) {
        let picture = folders.picture(source);
        let facts =
            FileFacts { date, picture: picture.as_deref(), defaults: wish.defaults, ..facts(config, source) };
        let adoption = draft.adopt(&facts);
        match accepted(config, &adoption).and_then(|()| write(&adoption, wish.dry_run)) {
            Ok(()) => adopted.articles.push(adoption),
            Err(finding) => adopted.diagnostics.push(finding),
        }
    }
    adopted.diagnostics = Levels::default().apply(adopted.diagnostics);
    Ok(adopted)
}

/// What metadata is read with, to see what would become of it: drafts count as articles.
fn context<'c>(config: &'c Config, history: &'c History) -> Context<'c> {
    Context { site: &config.site, content: &config.content, history, drafts: true, keeps_places: true }
}

/// Whether a page says itself what an article of it needs: then metadata beside it would replace all that, and the
/// page's address and id with it.
fn is_article(config: &Config, source: &Source, bytes: &[u8]) -> bool {
    if source.kind != FileKind::Html {
        return false;
    }
    let text = String::from_utf8_lossy(bytes);
    let head = Head { text: normalized(&text), ..Head::default() };
    let history = History::default();
    let context = context(config, &history);
    !matches!(metadata::parse(source, &head, context).outcome, ParseOutcome::NotAnArticle)
}

/// The refusal of a transcript that was named. Those in a folder are passed over.
fn transcript(source: &Source, recording: &str, paths: &[PathBuf]) -> Option<Diagnostic> {
    let whole = scan::canonical(&source.file());
    let is_named = paths.iter().any(|path| scan::canonical(path) == whole);
    is_named.then(|| {
        let reason = format!("it is the transcript of `{recording}`");
        adopt::refused(&source.file(), &reason, "if it is an article, give it another name")
    })
}

/// The files that have no metadata, with their bytes.
fn bare<'s>(
    config: &Config,
    (sources, paths): (&'s BTreeSet<Source>, &[PathBuf]),
    folders: &mut Folders,
    adopted: &mut Adopted,
) -> Vec<(&'s Source, Vec<u8>)> {
    let mut files = Vec::new();
    for source in sources {
        match read(source, folders, config.content.has_shows) {
            Ok(Read::Bare(bytes)) if is_article(config, source, &bytes) => adopted.already += 1,
            Ok(Read::Bare(bytes)) => match source.recording() {
                Some(recording) => adopted.diagnostics.extend(transcript(source, recording, paths)),
                None => files.push((source, bytes)),
            },
            Ok(Read::Has(unfilled)) => {
                adopted.already += 1;
                let file = source.metadata_file();
                adopted.unfilled.extend(unfilled.into_iter().map(|unfilled| (file.clone(), unfilled)));
            }
            Err(finding) => adopted.diagnostics.push(finding),
        }
    }
    files
}

/// The date of each draft, from the first that has one. Git and the file system are asked once for all that need them.
fn dated(
    drafts: &[(&Source, Draft<'_>)],
    order: &[DateSource],
    dates: &Dates<'_>,
) -> Vec<Option<MetadataLine>> {
    let mut found: Vec<Option<MetadataLine>> = vec![None; drafts.len()];
    for from in order {
        let open: Vec<_> = drafts
            .iter()
            .zip(&found)
            .filter(|((_, draft), date)| date.is_none() && !draft.tells_date())
            .collect();
        let files: Vec<_> = open.iter().map(|((source, _), _)| source.file()).collect();
        let is_outside = matches!(from, DateSource::Git | DateSource::Mtime);
        let known = if is_outside && !files.is_empty() {
            dates(*from, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>())
        } else {
            BTreeMap::new()
        };
        for ((source, draft), date) in drafts.iter().zip(&mut found).filter(|(_, date)| date.is_none()) {
            let outside = known.get(&source.file()).and_then(|instant| adopt::outside(*from, *instant));
            *date = draft.date(*from).or(outside);
        }
    }
    found
}

/// What the site and the name of a file say of it.
fn facts<'f>(config: &'f Config, source: &Source) -> FileFacts<'f> {
    let FileName { language, .. } =
        FileName::of(&source.path, &config.content.rules.names, |tag| config.site.has_language(tag));
    let names_language = language.is_some();
    let language = language.or_else(|| config.site.language.clone());
    let (site_language, site_zone) = (config.site.language.as_ref(), config.site.timezone.as_ref());
    FileFacts { language, names_language, site_language, site_zone, ..FileFacts::default() }
}

/// Nothing is trusted that can be looked at: the metadata must be such that a build takes it. What is still to be
/// filled in is not a mistake.
fn accepted(config: &Config, adoption: &Adoption) -> Result<(), Diagnostic> {
    let Some(edit) = adoption.edits.first() else { return Ok(()) };
    let text = String::from_utf8_lossy(&edit.after);
    let text = normalized(&text).into_owned();
    let source = adoption.source.clone();
    let (source, head) = if adoption.file == source.file() {
        (source, Head { text: text.into(), ..Head::default() })
    } else {
        let name = adoption.file.file_name().unwrap_or_default().to_string_lossy();
        (source.with_sidecar(&name), Head { sidecar: Some(text), ..Head::default() })
    };
    let history = History::default();
    let context = context(config, &history);
    let parsed = metadata::parse(&source, &head, context);
    let is_mistake = |finding: &Diagnostic| {
        finding.severity == Severity::Error && finding.code != &metadata::MISSING_TITLE
    };
    match parsed.diagnostics.into_iter().find(is_mistake) {
        Some(mistake) => {
            let reason = format!("its metadata would be invalid ({})", mistake.message);
            let help = mistake.help.unwrap_or_default();
            Err(adopt::refused(&adoption.source.file(), &reason, &help))
        }
        None => Ok(()),
    }
}

/// Writes the files of one article: none of them, if one is no longer what was read.
fn write(adoption: &Adoption, dry_run: bool) -> Result<(), Diagnostic> {
    if dry_run {
        return Ok(());
    }
    let folder = adoption.source.folder();
    let root = Root::open(folder);
    let bytes = |file: &Path| {
        let root = root.as_ref().ok()?;
        scan::bytes_below(root, root.below(file).ok()?).ok().flatten()
    };
    for edit in adoption.edits.iter().filter(|edit| edit.before.is_some()) {
        if bytes(&edit.file) != edit.before {
            return Err(adopt::refused(&edit.file, "it changed after it was read", "run again"));
        }
    }
    authoring::write(folder, &adoption.edits).map_err(|error| {
        let reason = error.to_string();
        if error.path() == adoption.source.file() && adoption.edits.len() > 1 {
            let lines: Vec<_> = adoption.lifted.iter().map(usize::to_string).collect();
            let help = format!(
                "`{}` is written; remove line {} by hand",
                adoption.file.display(),
                lines.join(" and ")
            );
            adopt::refused(error.path(), &reason, &help)
        } else {
            adopt::refused(error.path(), &reason, error.help().unwrap_or("fix the problem, and run again"))
        }
    })
}
