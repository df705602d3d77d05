//! The cover of a show in, what directories reject of it out.

use std::fs::File;
use std::io::{BufReader, Read};

use imagesize::ImageType;
use percent_encoding::percent_decode_str;

use super::media::Roots;
use super::{UNUSABLE_COVER, read};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Url;

/// The sides of a cover that Apple takes, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 1400..=3000;

/// Checks the cover at a URL, if it is a file of the site at `base`.
#[must_use]
pub(crate) fn cover(image: &Url, base: &Url, place: &Place, roots: Roots<'_>) -> Option<Diagnostic> {
    let path = image.as_str().strip_prefix(base.as_str())?;
    let path = percent_decode_str(path.split(['?', '#']).next()?).decode_utf8_lossy();
    let open =
        || roots.content.file(path.as_ref().as_ref()).or_else(|_| roots.output.file(path.as_ref().as_ref()));
    let problem = problem(&open().ok()?, || open().ok())?;
    let finding = Diagnostic::new(&UNUSABLE_COVER, format!("the cover `{path}` {problem}")).at(place.clone());
    Some(finding.help("use a square JPEG or PNG in RGB colors, with sides of 1400 to 3000 pixels"))
}

/// Why directories reject a cover, as the end of a sentence about it.
fn problem(file: &File, again: impl Fn() -> Option<File>) -> Option<String> {
    let kind = imagesize::reader_type(BufReader::new(file)).ok();
    let is_jpeg = match kind {
        Some(ImageType::Jpeg) => true,
        Some(ImageType::Png) => false,
        Some(_) | None => return Some("is neither a JPEG nor a PNG".to_owned()),
    };
    let (width, height) = read::measure(again()?)?.size?;
    if width != height {
        Some(format!("is {width} × {height} pixels, and not square"))
    } else if !SIDES.contains(&width) {
        Some(format!("is {width} × {height} pixels"))
    } else if is_jpeg && components(again()?) == Some(4) {
        Some("has CMYK colors, which apps show wrong".to_owned())
    } else {
        None
    }
}

/// The number of color components of a JPEG, out of its frame header (ITU-T T.81 §B.2.2).
fn components(file: File) -> Option<u8> {
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
