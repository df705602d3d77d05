//! Metadata beside an article: which file a `.toml` belongs to.

use crate::site::file_name::extension;
use crate::site::kind::{Kind, is_sidecar};
use crate::source::media_type;

/// Whether a file is an image, which is likely the cover of a recording with the same name.
fn is_image(path: &str) -> bool {
    media_type::is_image(extension(path))
}

/// The image of an article, out of the other files in its folder with the same name except for the extension.
#[must_use]
pub(crate) fn image<'n>(others: &[&'n str]) -> Option<&'n str> {
    others.iter().copied().find(|path| is_image(path))
}

/// The files that the metadata beside them can belong to, out of those in one folder with the same name except for the
/// extension: texts, else recordings and documents, else images. If there are several, it is unknown which one.
#[must_use]
pub(crate) fn owners<'n>(files: &[&'n str]) -> Vec<&'n str> {
    let candidates: Vec<_> = files.iter().copied().filter(|path| !is_sidecar(path)).collect();
    let only = |is_kind: fn(&str) -> bool| {
        let found: Vec<_> = candidates.iter().copied().filter(|path| is_kind(path)).collect();
        (!found.is_empty()).then_some(found)
    };
    only(|path| Kind::of_text(path).is_some()).or_else(|| only(|path| !is_image(path))).unwrap_or(candidates)
}

/// Another file that the metadata beside `name` could belong to, out of `others` in its folder with the same name except
/// for the extension.
#[must_use]
pub(crate) fn rival<'n>(name: &'n str, others: &[&'n str]) -> Option<&'n str> {
    owners(&[&[name], others].concat()).into_iter().find(|owner| *owner != name)
}
