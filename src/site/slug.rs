//! Words in any script in, parts of a path out.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::source::nfc::nfc;

/// NFC and lower case; letters, marks, digits, `_` and `.` of every script stay, each run of anything else becomes
/// one hyphen. Dots at the beginning go, since they hide files. Empty if nothing is left that could name a file.
#[must_use]
pub(crate) fn slug(words: &str) -> String {
    if is_slug(words) {
        return words.to_owned();
    }
    let lower = nfc(words).to_lowercase();
    let kept: String = nfc(&lower).chars().map(|c| if stays(c) { c } else { ' ' }).collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-");
    joined.trim_start_matches(['.', '-']).to_owned()
}

/// Whether a word is a slug already, as most names of files are.
fn is_slug(word: &str) -> bool {
    let stays = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let parts = word.split('-');
    !word.is_empty() && parts.into_iter().all(|part| !part.is_empty() && part.bytes().all(stays))
}

fn stays(c: char) -> bool {
    let group = c.general_category_group();
    matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number)
        || c == '_'
        || c == '.'
}

/// What two spellings of one term share: NFC and case folding.
#[must_use]
pub(crate) fn fold(term: &str) -> String {
    nfc(&unicase::UniCase::unicode(nfc(term)).to_folded_case()).into_owned()
}
