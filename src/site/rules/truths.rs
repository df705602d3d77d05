//! A value of a key in; yes or no, as its author means it, out.

use super::draft_words::folded;
use crate::site::fields::Value;

/// How people say yes and no, in the languages of the words for drafts, too, without the marks of letters. To some generators,
/// `y` and `n` are booleans, and to others texts; no author means by them anything else.
const YES: &[&str] = &["iya", "ja", "oui", "on", "si", "sim", "true", "y", "ya", "yes"];
const NO: &[&str] = &["false", "n", "nao", "nein", "no", "non", "off", "tidak"];

/// The truth of a value as its author means it: also one of the words for it.
#[must_use]
pub(crate) fn said_truth(value: &Value<'_>) -> Option<bool> {
    value.truth().or_else(|| {
        let word = folded(value.as_text()?.trim());
        if YES.contains(&&*word) { Some(true) } else { NO.contains(&&*word).then_some(false) }
    })
}
