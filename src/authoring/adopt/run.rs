//! Scan and authoring, for files that nobody gave metadata: which they are, what can be inferred of each, and the
//! writing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::authoring;
use crate::authoring::adopt::{self, Adoption, DateFrom, Draft, Entry, Facts, Unfilled};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::error::Error;
use crate::feed::text::unify_line_ends;
use crate::root::{self, Root};
use crate::site::config::{Config, Content};
use crate::site::file_name::{FileName, describes_folder, extension};
use crate::site::files::{Fence, Head, Kind, Source, fence};
use crate::site::metadata;
use crate::site::scan::{self, PathKind};

/// What is to be adopted, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Adopt<'a> {
    /// Files, and folders of files.
    pub paths: &'a [PathBuf],
    /// Where dates may come from: the first that has one.
    pub date_from: &'a [DateFrom],
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
pub(crate) type Dates<'d> = dyn Fn(DateFrom, &[&Path]) -> BTreeMap<PathBuf, DateTime<FixedOffset>> + 'd;

/// Gives metadata to the files that have none. What cannot be edited without a risk is refused, and the others go on.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn adopt(config: &Config, wish: Adopt<'_>, dates: &Dates<'_>) -> Result<Adopted, Error> {
    let mut adopted = Adopted::default();
    let sources = sources(config, wish.paths, &mut adopted.diagnostics)?;
    let mut folders = Folders::default();
    let files = bare(&sources, &mut folders, &mut adopted);
    let mut drafts = Vec::new();
    for (source, bytes) in &files {
        match adopt::read(source, bytes) {
            Ok(draft) => drafts.push((*source, draft)),
            Err((reason, help)) => adopted.diagnostics.push(adopt::refused(&source.file(), reason, help)),
        }
    }
    let found = dated(&drafts, wish.date_from, dates);
    for ((source, draft), date) in drafts.iter().zip(found) {
        let picture = folders.picture(source);
        let adoption = draft.adopt(&facts(config, source, date, picture.as_deref()));
        match accepted(config, &adoption).and_then(|()| write(&adoption, wish.dry_run)) {
            Ok(()) => adopted.articles.push(adoption),
            Err(finding) => adopted.diagnostics.push(finding),
        }
    }
    adopted.diagnostics = Levels::default().apply(adopted.diagnostics);
    Ok(adopted)
}

/// The files that have no metadata, with their bytes.
fn bare<'s>(
    sources: &'s BTreeSet<Source>,
    folders: &mut Folders,
    adopted: &mut Adopted,
) -> Vec<(&'s Source, Vec<u8>)> {
    let mut files = Vec::new();
    for source in sources {
        match read(source, folders) {
            Ok(Read::Bare(bytes)) => files.push((source, bytes)),
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

/// The files that are meant, each once.
fn sources(
    config: &Config,
    paths: &[PathBuf],
    found: &mut Vec<Diagnostic>,
) -> Result<BTreeSet<Source>, Error> {
    let root = config.project.join(&config.content.dir);
    let mut sources: BTreeMap<PathBuf, Source> = BTreeMap::new();
    for path in paths {
        if scan::leads_out(&root, path) {
            found.push(outside(path));
            continue;
        }
        let meant = if scan::path_kind(path) == PathKind::Folder {
            below(config, &root, path, found)?
        } else {
            named(&root, path, found).into_iter().collect()
        };
        for source in meant {
            // Of a file and links to it, the file itself is meant.
            let whole = scan::canonical(&source.file());
            if !scan::is_link(&source.file()) || !sources.contains_key(&whole) {
                sources.insert(whole, source);
            }
        }
    }
    Ok(sources.into_values().collect())
}

/// What is said of a path in the content folder that leads out of it.
fn outside(path: &Path) -> Diagnostic {
    let (reason, help) = if scan::is_link(path) {
        ("it is a symbolic link that points outside of the content folder", "adopt the target of the link")
    } else {
        ("a symbolic link in its path points outside of the content folder", "adopt it at its real path")
    };
    adopt::refused(path, reason, help)
}

/// The files of a folder. Of the content folder, and of what it lies in, those that can be articles of the site.
fn below(
    config: &Config,
    root: &Path,
    folder: &Path,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<Source>, Error> {
    let (content, wanted) = (scan::canonical(root), scan::canonical(folder));
    let is_ours = scan::path_kind(root) == PathKind::Folder
        && (wanted.starts_with(&content) || content.starts_with(&wanted));
    let open = |folder: &Path| {
        Root::open(folder).map_err(|error| Error::new("read the content folder", folder, error))
    };
    let scanned = if is_ours {
        scan::sources(&open(root)?, &config.content, &config.output)?
    } else {
        scan::sources(
            &open(folder)?,
            &Content { include: Vec::new(), exclude: Vec::new(), ..config.content.clone() },
            &config.output,
        )?
    };
    let is_wanted = |file: &Path| {
        let folder = file.parent().map(scan::canonical).unwrap_or_default();
        folder.starts_with(&wanted) || folder.starts_with(&content) && content.starts_with(&wanted)
    };
    let serious = scanned.diagnostics.into_iter().filter(|finding| finding.severity == Severity::Error);
    found.extend(serious.filter(|finding| finding.place.as_ref().is_none_or(|place| is_wanted(&place.file))));
    Ok(scanned.sources.into_iter().filter(|source| is_wanted(&source.file())).collect())
}

/// A file that was named.
fn named(root: &Path, file: &Path, found: &mut Vec<Diagnostic>) -> Option<Source> {
    let name = file.file_name().and_then(|name| name.to_str())?;
    let help = "adopt the article itself";
    if describes_folder(name) || name.starts_with('.') || extension(name).eq_ignore_ascii_case("toml") {
        found.push(adopt::refused(file, "its name marks it as not being an article", help));
        return None;
    }
    let is_known = Kind::of_text(name).is_some() || mime_guess::from_path(name).first().is_some();
    let reason = match scan::path_kind(file) {
        PathKind::File if is_known => None,
        PathKind::File | PathKind::Folder | PathKind::Other => {
            Some("its file type is not supported for articles")
        }
        PathKind::Nothing => Some("it does not exist"),
    };
    if let Some(reason) = reason {
        found.push(adopt::refused(file, reason, help));
        return None;
    }
    let below = scan::canonical(file).strip_prefix(scan::canonical(root)).ok().map(root::slashed);
    let beside = file.parent().unwrap_or(Path::new(""));
    let source = match below {
        Some(path) => Source::new(&root.into(), path),
        None if scan::leads_out(beside, file) => {
            let reason = "it is a symbolic link to another folder";
            found.push(adopt::refused(file, reason, "adopt the target of the link"));
            return None;
        }
        None => Source::new(&beside.into(), name.to_owned()),
    };
    let beside = format!("{}.toml", source.stem());
    let has_metadata = scan::path_kind(&source.file().with_file_name(&beside)) == PathKind::File;
    Some(if has_metadata { source.with_sidecar(&beside) } else { source })
}

/// What lies in folders: names by stem, each folder read once.
#[derive(Default)]
struct Folders(BTreeMap<PathBuf, BTreeMap<String, Vec<String>>>);

impl Folders {
    /// The other files of the same stem.
    fn beside(&mut self, source: &Source) -> Vec<String> {
        let file = source.file();
        let folder = file.parent().unwrap_or(Path::new(""));
        let names = self.0.entry(folder.to_path_buf()).or_insert_with(|| scan::names(folder));
        let same = names.get(source.stem()).into_iter().flatten();
        same.filter(|name| *name != source.name()).cloned().collect()
    }

    fn picture(&mut self, source: &Source) -> Option<String> {
        self.beside(source).into_iter().find(|name| is_picture(name))
    }
}

fn is_picture(name: &str) -> bool {
    mime_guess::from_path(name).first().is_some_and(|kind| kind.type_() == "image")
}

/// What was read of a file.
enum Read {
    /// It has no metadata: its bytes.
    Bare(Vec<u8>),
    /// It has some: what is still to be filled in.
    Has(Vec<Unfilled>),
}

fn read(source: &Source, folders: &mut Folders) -> Result<Read, Diagnostic> {
    let beside = folders.beside(source);
    let others = || beside.iter().filter(|name| claims(name, source.kind));
    // The metadata of Markdown may lie beside it, but does not have to.
    let shares = source.kind != Kind::Markdown || source.sidecar().is_some();
    if let Some(other) = others().next().filter(|_| shares) {
        let metadata = source.file().with_extension("toml");
        let reason = format!("`{}` would also be the metadata of `{other}`", metadata.display());
        return Err(adopt::refused(&source.file(), &reason, "rename one of the two"));
    }
    if source.kind == Kind::Media && source.sidecar().is_none() {
        return Ok(Read::Bare(Vec::new()));
    }
    let file = source.metadata_file();
    let unreadable = |error: Error| adopt::refused(&file, &error.to_string(), "check whether it is readable");
    let root = Root::open(source.folder())
        .map_err(|error| unreadable(Error::new("open", source.folder(), error)))?;
    let bytes = scan::article_bytes_below(&root, source.metadata_path().as_ref()).map_err(unreadable)?;
    let Some(bytes) = bytes else {
        let leaves = scan::leads_out(source.folder(), &file);
        let reason =
            if leaves { "a symbolic link points outside of its folder" } else { "it is not a regular file" };
        return Err(adopt::refused(&file, reason, "replace it with the file itself"));
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = unify_line_ends(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    if source.sidecar().is_some() {
        return Ok(Read::Has(adopt::unfilled(&text)));
    }
    match fence(&*text) {
        Fence::Closed { metadata, .. } => {
            // Lines are counted from the beginning of the file.
            Ok(Read::Has(adopt::unfilled(text.get(..metadata.end).unwrap_or_default())))
        }
        Fence::Absent | Fence::Open(_) => {
            drop(text);
            Ok(Read::Bare(bytes))
        }
    }
}

/// Whether a `.toml` could be that of the file of this name, beside one of `kind`.
fn claims(name: &str, kind: Kind) -> bool {
    let is_other_media =
        kind == Kind::Media && !extension(name).eq_ignore_ascii_case("toml") && !is_picture(name);
    Kind::of_text(name).is_some() || is_other_media
}

/// The date of each draft, from the first that has one. Git and the file system are asked once for all that need them.
fn dated(drafts: &[(&Source, Draft<'_>)], order: &[DateFrom], dates: &Dates<'_>) -> Vec<Option<Entry>> {
    let mut found: Vec<Option<Entry>> = vec![None; drafts.len()];
    for from in order {
        let open: Vec<_> = drafts
            .iter()
            .zip(&found)
            .filter(|((_, draft), date)| date.is_none() && !draft.tells_date())
            .collect();
        let files: Vec<_> = open.iter().map(|((source, _), _)| source.file()).collect();
        let is_outside = matches!(from, DateFrom::Git | DateFrom::Mtime);
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

fn facts<'f>(config: &Config, source: &Source, date: Option<Entry>, picture: Option<&'f str>) -> Facts<'f> {
    let FileName { language, .. } = FileName::of(source, &config.site);
    let names_language = language.is_some();
    Facts { date, picture, names_language, language: language.or_else(|| config.site.language.clone()) }
}

/// Nothing is trusted that can be looked at: the metadata must be such that a build takes it. What is still to be
/// filled in is no mistake.
fn accepted(config: &Config, adoption: &Adoption) -> Result<(), Diagnostic> {
    let Some(edit) = adoption.edits.first() else { return Ok(()) };
    let text = String::from_utf8_lossy(&edit.after);
    let text = unify_line_ends(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).into_owned();
    let source = adoption.source.clone();
    let (source, head) = if adoption.file == source.file() {
        (source, Head { text: text.into(), sidecar: None })
    } else {
        let name = adoption.file.file_name().unwrap_or_default().to_string_lossy();
        (source.with_sidecar(&name), Head { text: "".into(), sidecar: Some(text) })
    };
    let parsed = metadata::parse(&source, &head, &config.site, &config.content);
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
            adopt::refused(error.path(), &reason, "fix the problem, and run again")
        }
    })
}
