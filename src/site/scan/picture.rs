//! The file of a picture in; how large it is, and why readers could not show it, out. Only its headers are read, and of a
//! JPEG its end.

use std::io::{BufReader, Read, Seek, SeekFrom};

use imagesize::{Compression, ImageType};
use memchr::memmem;

use super::{LARGE_IMAGE, UNUSABLE_IMAGE};
use crate::diagnostic::Diagnostic;
use crate::site::file_name::extension;

/// The bytes of a picture above which readers on phones give up, or their owners do.
const MAX_BYTES: u64 = 10_000_000;

/// The types of pictures that readers show, with a name and the extensions of their files.
const TYPES: &[(ImageType, &str, &[&str])] = &[
    (ImageType::Jpeg, "a JPEG", &["jpg", "jpeg", "jpe", "jfif"]),
    (ImageType::Png, "a PNG", &["png", "apng"]),
    (ImageType::Gif, "a GIF", &["gif"]),
    (ImageType::Webp, "a WebP", &["webp"]),
    (ImageType::Heif(Compression::Av1), "an AVIF", &["avif"]),
    (ImageType::Heif(Compression::Hevc), "a HEIC", &["heic", "heif"]),
    (ImageType::Jxl, "a JPEG XL", &["jxl"]),
    (ImageType::Bmp, "a BMP", &["bmp"]),
    (ImageType::Tiff, "a TIFF", &["tif", "tiff"]),
];

/// The end of a JPEG, in which a marker of its image data is certain to be (ITU-T T.81 §B.1.1.2).
const JPEG_END: u64 = 4096;

/// A picture by its headers.
pub(super) struct Picture {
    pub(super) kind: Option<ImageType>,
    pub(super) bytes: u64,
    /// Width and height in pixels.
    pub(super) size: Option<(u32, u32)>,
    /// Why readers could not show it, as the end of a sentence about it.
    pub(super) problem: Option<String>,
}

/// Looks at the headers of a file with a name.
pub(super) fn look(file: &mut (impl Read + Seek), name: &str) -> Option<Picture> {
    let bytes = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    let mut reader = BufReader::new(&mut *file);
    let kind = imagesize::reader_type(&mut reader).ok();
    reader.seek(SeekFrom::Start(0)).ok()?;
    let pixels = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let size = imagesize::reader_size(reader).ok().map(|size| (pixels(size.width), pixels(size.height)));
    let problem = problem(file, name, bytes, kind.filter(|_| size.is_some()));
    Some(Picture { kind, bytes, size, problem })
}

impl Picture {
    /// The finding about it, without its place.
    pub(super) fn finding(&self, src: &str) -> Option<Diagnostic> {
        if let Some(problem) = &self.problem {
            let finding = Diagnostic::new(&UNUSABLE_IMAGE, format!("the image `{src}` {problem}"));
            let help = "replace it with the complete picture, with the extension that matches its content";
            return Some(finding.help(help));
        }
        (self.bytes > MAX_BYTES).then(|| {
            let message = format!(
                "the image `{src}` has {} MB, and readers download all of it",
                self.bytes.div_ceil(1_000_000)
            );
            let help = "use a smaller image: at most 10 MB, and preferably less than 1 MB";
            Diagnostic::new(&LARGE_IMAGE, message).help(help)
        })
    }
}

/// The type that an extension promises.
fn promised(extension: &str) -> Option<&'static (ImageType, &'static str, &'static [&'static str])> {
    TYPES.iter().find(|(_, _, known)| known.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Names of other kinds, such as `.svg`, promise nothing that is known here.
fn problem(file: &mut (impl Read + Seek), name: &str, bytes: u64, kind: Option<ImageType>) -> Option<String> {
    // What follows `?` or `#` is no part of the name, unless the file is called so.
    let of_name = || promised(extension(name.split(['?', '#']).next().unwrap_or(name)));
    let promised = promised(extension(name)).or_else(of_name);
    let found = TYPES.iter().find(|(known, ..)| Some(*known) == kind);
    match (promised, found) {
        _ if bytes == 0 => Some("is empty".to_owned()),
        (Some(_), None) => Some("is damaged, or not an image".to_owned()),
        (Some((promised, ..)), Some((found, name, _))) if promised != found => {
            Some(format!("is {name}, which does not match its extension"))
        }
        (_, Some((found, ..))) if is_cut_off(file, *found, bytes) == Some(true) => {
            Some("was cut off when it was copied".to_owned())
        }
        (_, Some(_)) | (None, None) => None,
    }
}

/// Whether a picture lacks its end; `None` if that cannot be told by its headers.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum of the crate grows with each form of pictures that it knows"
)]
fn is_cut_off(file: &mut (impl Read + Seek), kind: ImageType, bytes: u64) -> Option<bool> {
    match kind {
        ImageType::Jpeg => ends_in_image_data(file, bytes),
        ImageType::Png => lacks_last_chunk(file, bytes),
        ImageType::Webp => {
            let [.., a, b, c, d] = at::<8>(file, 0)?;
            // The size in the header is that of what follows it.
            Some(u64::from(u32::from_le_bytes([a, b, c, d])) + 8 > bytes + 1)
        }
        ImageType::Gif => Some(at(file, bytes.checked_sub(1)?)? != [0x3B]),
        _ => None,
    }
}

/// Whether a JPEG has no end, and no other data behind its end: in image data, `FF` stands only before `00`, the eight
/// markers of restarts, and itself.
fn ends_in_image_data(file: &mut (impl Read + Seek), bytes: u64) -> Option<bool> {
    let mut end = Vec::new();
    file.seek(SeekFrom::Start(bytes.saturating_sub(JPEG_END))).ok()?;
    file.take(JPEG_END).read_to_end(&mut end).ok()?;
    let is_data = |pair: &[u8]| !matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xD0..=0xD7 | 0xFF));
    let is_long = bytes > JPEG_END;
    let has_end = memmem::find(&end, &[0xFF, 0xD9]).is_some();
    Some(if is_long { end.windows(2).all(is_data) } else { !has_end })
}

/// Whether the chunks of a PNG go on behind the end of the file (PNG §5.3).
fn lacks_last_chunk(file: &mut (impl Read + Seek), bytes: u64) -> Option<bool> {
    let mut place = 8;
    loop {
        let Some([a, b, c, d, kind @ ..]) = at::<8>(file, place) else { return Some(true) };
        place += u64::from(u32::from_be_bytes([a, b, c, d])) + 12;
        match &kind {
            _ if place > bytes => return Some(true),
            b"IEND" => return Some(false),
            _ => {}
        }
    }
}

/// Bytes at a place.
fn at<const N: usize>(file: &mut (impl Read + Seek), place: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(place)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}
