//! Reads heads, bodies, media and published documents.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::refused::{refused, unreadable};
use super::{CHANGED_FILE, NOT_UTF8, UNREADABLE_FILE};
use super::{audio, walk_error};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::feed::text::unify_line_ends;
use crate::root::{self, OpenError, Root};
use crate::site::file_name::extension;
use crate::site::files::{Head, Source};
use crate::site::heads::{HeadForm, HeadRange, head_range};
use crate::site::kind::FileKind;
use crate::site::recording::Tags;
use crate::site::source_text::SourceText;
use crate::source::bounds::{ARTICLE, DOCUMENT};
use crate::source::encoding::{BYTE_ORDER_MARK, NotText, bytes_without_bom, help_to_convert, normalized};
use crate::source::html;

/// A first read that holds nearly every head. What is read besides takes time, too.
const FIRST_READ: usize = 2048;

const MIB: u64 = 1024 * 1024;

/// How much of a file tells whether it is a feed of ours.
const SNIFF: u64 = 16 * 1024;

/// The texts that hold the metadata of a source below the content folder: of the article no more than its head. What is
/// read goes into `buffer`, which may serve for any number of files.
///
/// # Errors
/// A finding, if a file cannot be read or is not UTF-8.
pub(crate) fn head<'b>(
    root: &Root,
    source: &Source,
    buffer: &'b mut Vec<u8>,
) -> Result<Head<'b>, Diagnostic> {
    let sidecar = source.sidecar_path().map(|path| article(root, &path)).transpose()?;
    let (text, range) = match source.kind {
        FileKind::Media => (Cow::Borrowed(""), None),
        FileKind::Markdown | FileKind::Html | FileKind::Text | FileKind::Unrendered => {
            beginning(root, source, buffer)?
        }
    };
    Ok(Head { text, range, sidecar, tags: tags(root, source).map(Box::new) })
}

/// The tags of a recording, where they count.
fn tags(root: &Root, source: &Source) -> Option<Tags> {
    let counts = source.head == HeadForm::Tags;
    let file = counts.then(|| root.file(source.file_path().as_ref()).ok()).flatten()?;
    audio::tags(file, extension(source.name()))
}

/// A whole text below the content folder.
fn article(root: &Root, path: &str) -> Result<String, Diagnostic> {
    let called = || called(root, path.as_ref());
    let file = root.file(path.as_ref()).map_err(|error| refused(&called(), &error))?;
    text_of(&called(), file, ARTICLE)
}

/// A file as articles and their findings call it.
fn called(root: &Root, below: &Path) -> PathBuf {
    root::without_dots(root.path()).join(below)
}

/// The beginning of a file: its head, or if its end is unknown, what was read; and where its metadata is in that, if it is
/// as in the file.
fn beginning<'b>(
    root: &Root,
    source: &Source,
    buffer: &'b mut Vec<u8>,
) -> Result<(Cow<'b, str>, Option<HeadRange>), Diagnostic> {
    let refused = |error| refused(&source.file(), &error);
    let file = root.found_file(source.file_path().as_ref()).map_err(refused)?;
    let filled = match fill(&file, buffer, source.head) {
        Ok(filled) if filled.head.is_some() => filled,
        // What gives no head may be no file anymore, such as a pipe that nobody writes into, or a device.
        filled => root::still_regular(&file).and(filled.map_err(OpenError::from)).map_err(refused)?,
    };
    let bytes = buffer.get(..filled.length).unwrap_or_default();
    let needs_head = matches!(source.kind, FileKind::Markdown | FileKind::Unrendered);
    match filled.head.and_then(|end| simdutf8::basic::from_utf8(bytes_without_bom(bytes).get(..end)?).ok()) {
        Some(head) => {
            let text = unify_line_ends(head);
            let range = matches!(text, Cow::Borrowed(_)).then_some(filled.range);
            Ok((text, range))
        }
        None if needs_head && let Some(what) = NotText::of(bytes) => Err(not_text(&source.file(), what)),
        None => decode_beginning(source, bytes, filled.is_all).map(|text| (Cow::Owned(text), None)),
    }
}

/// The part of a file that was read.
struct Filled {
    length: usize,
    /// Where the head ends, behind a mark of order, if its fence closes.
    head: Option<usize>,
    /// Where its metadata is, behind a mark of order.
    range: HeadRange,
    /// Whether the file ends there.
    is_all: bool,
}

/// Reads until the metadata's fence closes, or it is clear that there is none. Nearly always that takes one read.
fn fill(mut file: &File, buffer: &mut Vec<u8>, form: HeadForm) -> io::Result<Filled> {
    let mut length = 0;
    loop {
        let wanted = if length < FIRST_READ { FIRST_READ } else { FIRST_READ + form.limit() };
        if buffer.len() < wanted {
            buffer.resize(wanted, 0);
        }
        let read = match file.read(buffer.get_mut(length..wanted).unwrap_or_default()) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        length += read;
        let bytes = bytes_without_bom(buffer.get(..length).unwrap_or_default());
        // The last line may go on behind what was read.
        let whole = if read == 0 { bytes } else { whole_lines(bytes) };
        let range = head_range(whole, form);
        let (head, is_enough) = match &range {
            HeadRange::Closed { body, .. } => {
                let end = form.end(whole, *body);
                (end.or((read == 0).then_some(whole.len())), end.is_some())
            }
            HeadRange::Open(_) => (None, false),
            HeadRange::Absent => (None, length >= FIRST_READ && !form.may_open(bytes)),
        };
        if is_enough || length > form.limit() || read == 0 {
            return Ok(Filled { length, head, range, is_all: read == 0 });
        }
    }
}

/// The lines of a text whose end is there.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    memchr::memrchr(b'\n', bytes).and_then(|end| bytes.get(..=end)).unwrap_or_default()
}

/// Text of the bytes so far; the last character may not be whole yet.
fn decode_beginning(source: &Source, bytes: &[u8], ended: bool) -> Result<String, Diagnostic> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if !ended && error.error_len().is_none() => lossless(bytes, error.valid_up_to()),
        // What is wrong behind the head is for whoever reads the body; without a head it may be no article at all.
        Err(error) => {
            let before = normalized(lossless(bytes, error.valid_up_to()));
            let is_cut = |body: usize| {
                // Without a fence, a head goes on behind what is wrong in it.
                let has_fence =
                    !matches!(source.head, HeadForm::Lines | HeadForm::Rst | HeadForm::Org | HeadForm::Html);
                !has_fence && source.head.end(before.as_bytes(), body).is_none()
            };
            return match head_range(&*before, source.head) {
                HeadRange::Closed { body, .. } if !is_cut(body) => Ok(before.into_owned()),
                HeadRange::Absent => Ok(html::beginning(bytes).into_owned()),
                HeadRange::Closed { .. } | HeadRange::Open(_) => {
                    Err(not_utf8(&source.file(), bytes, error.valid_up_to()))
                }
            };
        }
    };
    let text = if ended { text } else { text.strip_suffix('\r').unwrap_or(text) };
    Ok(normalized(text).into_owned())
}

fn lossless(bytes: &[u8], valid: usize) -> &str {
    bytes.get(..valid).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The whole text of a source, whose body starts at `start`; a file without text of its own has none.
///
/// # Errors
/// As [`text`]; and if its body starts elsewhere by now: somebody is just saving it, and has written half of it, or
/// nothing.
pub(crate) fn body(root: &Root, source: &Source, start: usize) -> Result<String, Diagnostic> {
    if matches!(source.kind, FileKind::Media | FileKind::Unrendered) {
        return Ok(String::new());
    }
    let text = article(root, source.file_path())?;
    let found = match head_range(&text, source.head) {
        HeadRange::Closed { body, .. } => body,
        // Its metadata is beside it, or it needs none.
        HeadRange::Absent | HeadRange::Open(_) => 0,
    };
    if found == start { Ok(text) } else { Err(changed(&source.file())) }
}

/// A whole text file: less a BOM, line ends unified.
///
/// # Errors
/// A finding, if it cannot be read, is not UTF-8, or is too long to be a text.
pub(crate) fn text(path: &Path) -> Result<String, Diagnostic> {
    let file = root::open(path).map_err(|error| refused(path, &error))?;
    text_of(path, file, DOCUMENT)
}

/// A whole text file of at most `limit` bytes.
///
/// # Errors
/// As [`text`].
pub(crate) fn text_up_to(path: &Path, limit: usize) -> Result<String, Diagnostic> {
    let file = root::open(path).map_err(|error| refused(path, &error))?;
    text_of(path, file, limit)
}

/// A whole text file below an open folder.
///
/// # Errors
/// As [`text`]; and if it lies outside.
pub(crate) fn text_below(root: &Root, below: &Path) -> Result<String, Diagnostic> {
    let path = called(root, below);
    let file = root.file(below).map_err(|error| refused(&path, &error))?;
    text_of(&path, file, DOCUMENT)
}

pub(super) fn text_of(path: &Path, mut file: File, limit: usize) -> Result<String, Diagnostic> {
    let limit = limit as u64;
    let failed = |error: io::Error| unreadable(path, &error);
    let length = file.metadata().map_err(failed)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or_default() + 1);
    if length <= limit {
        // It may grow meanwhile.
        (&mut file).take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if length > limit || bytes.len() as u64 > limit {
        return Err(too_long(path, limit));
    }
    if let Some(utf_16) = NotText::of(&bytes).filter(|what| *what != NotText::Binary) {
        return Err(not_text(path, utf_16));
    }
    match String::from_utf8(bytes) {
        // Most texts are clean, and stay where they are.
        Ok(text) if !text.starts_with(BYTE_ORDER_MARK) && !text.contains('\r') => Ok(text),
        Ok(text) => Ok(normalized(&text).into_owned()),
        Err(error) => match page_in_its_encoding(path, error.as_bytes()) {
            Some(page) => Ok(normalized(&page).into_owned()),
            None => Err(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to())),
        },
    }
}

/// The text of a page that declares an encoding other than UTF-8.
fn page_in_its_encoding(path: &Path, bytes: &[u8]) -> Option<String> {
    (FileKind::of_text(path.to_str()?)? == FileKind::Html).then(|| html::decoded(bytes))?
}

/// A text file of at most `limit` bytes that need not be there.
///
/// # Errors
/// As [`text`].
pub(crate) fn optional(path: &Path, limit: usize) -> Result<Option<String>, Diagnostic> {
    match root::open(path) {
        Ok(file) => text_of(path, file, limit).map(Some),
        Err(OpenError::Io(error)) if root::is_not_found_error(&error) => Ok(None),
        Err(error) => Err(refused(path, &error)),
    }
}

fn too_long(path: &Path, limit: u64) -> Diagnostic {
    let message = format!("`{}` is larger than {} MiB", path.display(), limit / MIB);
    Diagnostic::new(&UNREADABLE_FILE, message)
        .at(Place::file(path))
        .help("shorten it, or leave it out with `exclude` if it is not an article")
}

fn not_text(path: &Path, what: NotText) -> Diagnostic {
    // Other files, such as the configuration, cannot be left out.
    let is_needed = what == NotText::Binary && path.to_str().and_then(FileKind::of_text).is_none();
    let help = if is_needed { "replace it with a text file".to_owned() } else { what.help(path) };
    Diagnostic::new(&NOT_UTF8, what.is_what()).at(Place::file(path)).help(help)
}

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> Diagnostic {
    if let Some(what) = NotText::of(bytes) {
        return not_text(path, what);
    }
    let before = normalized(lossless(bytes, valid));
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let place = SourceText { file: path, text: &before }.place(before.len()..before.len());
    Diagnostic::new(&NOT_UTF8, format!("the byte 0x{byte:02X} is not valid UTF-8"))
        .at(place)
        .help(help_to_convert(path))
}

/// Reports a file that changed since it was first read.
#[must_use]
pub(crate) fn changed(path: &Path) -> Diagnostic {
    Diagnostic::new(&CHANGED_FILE, format!("`{}` changed while it was read", path.display()))
        .at(Place::file(path))
        .help("build again when no other program is writing it")
}

/// A file that the user named; none if there is no such regular file.
///
/// # Errors
/// If it is there and cannot be read.
pub(crate) fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    bytes_of(path, root::open(path), DOCUMENT)
}

/// A document that the user named, which may come through a pipe. None if it does not exist.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn named(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    bytes_of(path, root::open_any(path), DOCUMENT)
}

/// How large a file is; 0 if there is none.
#[must_use]
pub(crate) fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// How large a file below an open folder is; 0 if there is none.
#[must_use]
pub(crate) fn size_below(root: &Root, below: &Path) -> u64 {
    root.file(below).ok().and_then(|file| file.metadata().ok()).map_or(0, |metadata| metadata.len())
}

/// A file below an open folder, such as a published document; none if there is no such regular file there.
///
/// # Errors
/// If it is there and cannot be read.
pub(crate) fn bytes_below(root: &Root, below: &Path) -> Result<Option<Vec<u8>>, Error> {
    bytes_of(&root.path().join(below), root.file(below), DOCUMENT)
}

/// The same of an article, which is not as long as a document may be.
///
/// # Errors
/// As [`bytes_below`].
pub(crate) fn article_bytes_below(root: &Root, below: &Path) -> Result<Option<Vec<u8>>, Error> {
    bytes_of(&root.path().join(below), root.file(below), ARTICLE)
}

fn bytes_of(path: &Path, opened: Result<File, OpenError>, limit: usize) -> Result<Option<Vec<u8>>, Error> {
    let failed = |error| Error::new("read", path, error);
    match opened {
        Ok(file) => bytes_up_to(file, limit as u64).map(Some).map_err(failed),
        Err(OpenError::Io(error)) if root::is_not_found_error(&error) => Ok(None),
        // What is not a regular file, or lies outside, is for `publish` to refuse.
        Err(OpenError::NotAFile(_) | OpenError::Outside) => Ok(None),
        Err(OpenError::Io(error)) => Err(failed(error)),
    }
}

fn bytes_up_to(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let too_large =
        || io::Error::new(ErrorKind::FileTooLarge, format!("it is larger than {} MiB", limit / MIB));
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size > limit {
        return Err(too_large());
    }
    // As large as it says it is, and one byte more to see that it ends there.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// The feeds in a folder.
#[derive(Debug, Default)]
pub(crate) struct FoundFeeds {
    /// Their files, sorted.
    pub(crate) files: Vec<PathBuf>,
    /// The files and folders that could not be read, so that it is unknown whether they are or contain feeds.
    pub(crate) unreadable: Vec<Error>,
}

/// The files below a folder that are feeds by their names and first bytes, according to `is_feed`. Hidden files are ignored.
///
/// # Errors
/// If the folder itself cannot be read.
pub(crate) fn feeds(root: &Path, is_feed: &dyn Fn(&Path, &[u8]) -> bool) -> Result<FoundFeeds, Error> {
    let failed = |path: &Path, error| Error::new("read", path, error);
    let folder = Root::open(root).map_err(|error| failed(root, error))?;
    let mut found = FoundFeeds::default();
    for entry in WalkBuilder::new(root).standard_filters(false).hidden(true).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                match folder.below(entry.path()).and_then(|below| first_bytes(&folder, below)) {
                    Ok(head) if is_feed(entry.path(), &head) => found.files.push(entry.into_path()),
                    Ok(_) => {}
                    Err(error) => found.unreadable.push(failed(entry.path(), error.into())),
                }
            }
            Ok(_) => {}
            Err(error) => found.unreadable.push(walk_error::failure(root, &error)),
        }
    }
    found.files.sort();
    found.unreadable.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(found)
}

/// As much of a file as tells whether it is a feed, and whether of ours.
pub(super) fn first_bytes(root: &Root, below: &Path) -> Result<Vec<u8>, OpenError> {
    let mut head = Vec::new();
    root.file(below)?.take(SNIFF).read_to_end(&mut head)?;
    Ok(head)
}
