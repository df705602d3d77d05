//! The language of an article in, the direction of its text out. Readers lay out every text from left to right that does not
//! say otherwise.

use oxilangtag::LanguageTag;

use super::elements::Elements;
use crate::feed::Language;

/// Scripts that run from right to left (ISO 15924).
const SCRIPTS: &[&str] =
    &["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"];

/// Languages that are written in one of them unless their tag says otherwise (CLDR, likely subtags).
const LANGUAGES: &[&str] = &[
    "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec", "afb", "aii", "ajp", "apc",
    "apd", "ar", "arb", "arc", "arq", "ars", "ary", "arz", "ayl", "bal", "bcc", "bgn", "bgp", "bqi", "brh",
    "ckb", "dv", "fa", "fas", "gju", "glk", "gwc", "haz", "he", "heb", "hnd", "hno", "iw", "khw", "ks",
    "lki", "lrc", "mvy", "mzn", "nqo", "pbt", "per", "phr", "pnb", "prs", "ps", "pus", "rhg", "rmt", "sd",
    "sdh", "skr", "snd", "ssh", "syc", "syr", "trw", "ug", "uig", "ur", "urd", "uzs", "yi", "yid",
];

/// Regions in which languages of two scripts are written from right to left.
const REGIONS: &[(&str, &[&str])] =
    &[("az", &["IQ", "IR"]), ("ku", &["IQ", "IR", "LB"]), ("ms", &["CC"]), ("pa", &["PK"]), ("uz", &["AF"])];

/// Whether a language runs from right to left. Its script decides where the tag names one.
#[must_use]
pub(super) fn is_right_to_left(language: &Language) -> bool {
    let Ok(tag) = LanguageTag::parse(language.as_str()) else { return false };
    let primary = tag.primary_language();
    match (tag.script(), tag.region()) {
        (Some(script), _) => SCRIPTS.iter().any(|known| known.eq_ignore_ascii_case(script)),
        (None, Some(region))
            if REGIONS.iter().any(|(known, at)| *known == primary && at.contains(&region)) =>
        {
            true
        }
        (None, _) => LANGUAGES.binary_search(&primary).is_ok(),
    }
}

/// Marks code, which runs from left to right in every language.
pub(super) fn mark_code(elements: &Elements<'_>) {
    for code in elements.named(&["code", "kbd", "math", "pre", "samp"]) {
        if !code.has_attr("dir") {
            code.set_attr("dir", "ltr");
        }
    }
}

/// HTML with its direction.
#[must_use]
pub(super) fn wrapped(html: &str) -> String {
    format!("<div dir=\"rtl\">\n{html}\n</div>")
}
