//! Path parts out of words, for any script.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// NFC and lower case; letters, marks, digits, `_` and `.` of every script stay, each run of anything else becomes
/// one hyphen. Empty if nothing is left that could name a file.
#[must_use]
pub fn slug(words: &str) -> String {
    let lower: String = words.nfc().collect::<String>().to_lowercase().nfc().collect();
    let kept: String = lower.chars().map(|c| if stays(c) { c } else { ' ' }).collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-");
    if joined.chars().all(|c| c == '.') { String::new() } else { joined }
}

fn stays(c: char) -> bool {
    let group = c.general_category_group();
    matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number)
        || c == '_'
        || c == '.'
}

/// What two spellings of one term share: NFC and case folding.
#[must_use]
pub fn fold(term: &str) -> String {
    let composed: String = term.nfc().collect();
    unicase::UniCase::unicode(composed).to_folded_case().nfc().collect()
}
