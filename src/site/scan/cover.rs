//! The files that a show names in: what directories reject of its cover, and the measures of its trailers, out.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use imagesize::ImageType;

use super::on_site::{Roots, named_literally, on_site, path_on_site};
use super::{MISSING_COVER, MISSING_FILE, UNFIT_EPISODE_IMAGE, UNUSABLE_COVER, audio, picture};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Url;
use crate::feed::podcast::Podcast;
use crate::site::file_name::extension;
use crate::source::media_type;

/// The sides of a cover that Apple takes, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 1400..=3000;

/// Checks the cover at a URL, if it is a file of the site at `base`.
#[must_use]
pub(crate) fn cover(image: &Url, base: &Url, place: &Place, roots: Roots<'_>) -> Option<Diagnostic> {
    let literal = named_literally(image, roots);
    let image = literal.as_ref().unwrap_or(image);
    let path = path_on_site(image, base)?;
    let Some(mut file) = on_site(image, roots) else {
        // What is wrong with its address is an error.
        if !has_extension(image) {
            return None;
        }
        let message = format!("the cover `{path}` is neither in the content folder nor in the output folder");
        let finding = Diagnostic::new(&MISSING_COVER, message).at(place.clone());
        return Some(finding.help("add the file to one of them, or correct `image`"));
    };
    let problem = problem(&mut file, &path)?;
    let finding = Diagnostic::new(&UNUSABLE_COVER, format!("the cover `{path}` {problem}")).at(place.clone());
    Some(finding.help(COVER_HELP))
}

/// What directories take.
pub(super) const COVER_HELP: &str =
    "use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels";

/// Checks the image of an episode, as written and at its URL. By its extension, the rules for podcasts judge it.
#[must_use]
pub(super) fn episode_image((src, url): (&str, &Url), file: Option<File>) -> Option<Diagnostic> {
    let problem = problem(&mut file.filter(|_| has_extension(url))?, src)?;
    let message = format!("the episode image `{src}` {problem}");
    Some(Diagnostic::new(&UNFIT_EPISODE_IMAGE, message).help(COVER_HELP))
}

fn has_extension(image: &Url) -> bool {
    IMAGES.iter().any(|known| extension(image.path()).eq_ignore_ascii_case(known))
}

/// The extensions of pictures that Apple shows.
pub(super) const IMAGES: &[&str] = &["jpg", "jpeg", "png"];

/// Gives a show the URLs of its files whose names have a meaning in a URL, and measures the trailers that are files of the
/// site at `base`.
#[must_use]
pub(crate) fn trailers(show: &mut Podcast, base: &Url, place: &Place, roots: Roots<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(image) = named_literally(&show.image, roots) {
        show.image = image;
    }
    for trailer in &mut show.trailers {
        if let Some(url) = named_literally(&trailer.file.url, roots) {
            let known = media_type::by_extension(extension(url.path()));
            known.unwrap_or("audio/mpeg").clone_into(&mut trailer.file.media_type);
            trailer.file.url = url;
        }
        let Some(path) = path_on_site(&trailer.file.url, base) else { continue };
        let Some(file) = on_site(&trailer.file.url, roots) else {
            found.extend((trailer.file.bytes == 0).then(|| missing_trailer(&path).at(place.clone())));
            continue;
        };
        let Some(measured) = audio::measure(file, extension(&path)) else { continue };
        found.extend(audio::unplayable(&path, &measured).map(|finding| finding.at(place.clone())));
        if trailer.file.bytes == 0 {
            trailer.file.bytes = measured.bytes;
        }
    }
    found
}

fn missing_trailer(path: &str) -> Diagnostic {
    let message = format!("the trailer `{path}` is neither in the content folder nor in the output folder");
    Diagnostic::new(&MISSING_FILE, message)
        .help("add the file to one of them, correct `src`, or write `bytes` beside it")
}

/// Why directories do not show a picture that is to have a name, as the end of a sentence about it.
pub(super) fn problem_of(picture: &[u8], name: &str) -> Option<String> {
    problem(&mut Cursor::new(picture), name)
}

/// Why directories reject a cover, as the end of a sentence about it.
fn problem(file: &mut (impl Read + Seek), name: &str) -> Option<String> {
    let picture = picture::look(file, name)?;
    if let Some(problem) = picture.problem {
        return Some(problem);
    }
    let is_jpeg = match picture.kind {
        Some(ImageType::Jpeg) => true,
        Some(ImageType::Png) => false,
        Some(_) | None => return Some("is neither a JPEG nor a PNG".to_owned()),
    };
    let (width, height) = picture.size?;
    if width != height {
        Some(format!("is {width} × {height} pixels, not square"))
    } else if !SIDES.contains(&width) {
        Some(format!("is {width} × {height} pixels"))
    } else if is_jpeg && components(file) == Some(4) {
        Some("has CMYK colors, which apps display incorrectly".to_owned())
    } else {
        None
    }
}

/// The number of color components of a JPEG, out of its frame header (ITU-T T.81 §B.2.2).
fn components(file: &mut (impl Read + Seek)) -> Option<u8> {
    file.seek(SeekFrom::Start(0)).ok()?;
    let mut reader = BufReader::new(file);
    let mut start = [0; 2];
    reader.read_exact(&mut start).ok()?;
    loop {
        let mut marker = [0; 4];
        reader.read_exact(&mut marker).ok()?;
        let [0xFF, kind, high, low] = marker else { return None };
        let length = u64::from(u16::from_be_bytes([high, low])).checked_sub(2)?;
        if matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC) {
            let mut frame = [0; 6];
            reader.read_exact(&mut frame).ok()?;
            return frame.last().copied();
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).ok()?;
    }
}
