//! A text in, its language out, if the detector is certain.

use whatlang::Lang;

use super::Certainty;
use crate::feed::Language;

/// The minimum number of letters for a reliable result.
const MIN_LETTERS: usize = 60;

/// The same, for scripts that write a word with one or two characters.
const MIN_DENSE_LETTERS: usize = 20;

/// The maximum length of the examined text, in characters.
const MAX_CHARS: usize = 20_000;

/// The detector's languages as BCP 47 tags, and whether a similar language is easily confused with it, such as Malay
/// with Indonesian, or Bosnian with Croatian.
const LANGUAGES: &[(Lang, &str, bool)] = &[
    (Lang::Afr, "af", false),
    (Lang::Aka, "ak", false),
    (Lang::Amh, "am", false),
    (Lang::Ara, "ar", false),
    (Lang::Aze, "az", false),
    (Lang::Bel, "be", false),
    (Lang::Ben, "bn", false),
    (Lang::Bul, "bg", false),
    (Lang::Cat, "ca", false),
    (Lang::Ces, "cs", false),
    (Lang::Cmn, "zh", false),
    (Lang::Cym, "cy", false),
    (Lang::Dan, "da", true),
    (Lang::Deu, "de", false),
    (Lang::Ell, "el", false),
    (Lang::Eng, "en", false),
    (Lang::Epo, "eo", false),
    (Lang::Est, "et", false),
    (Lang::Fin, "fi", false),
    (Lang::Fra, "fr", false),
    (Lang::Guj, "gu", false),
    (Lang::Heb, "he", false),
    (Lang::Hin, "hi", true),
    (Lang::Hrv, "hr", true),
    (Lang::Hun, "hu", false),
    (Lang::Hye, "hy", false),
    (Lang::Ind, "id", true),
    (Lang::Ita, "it", false),
    (Lang::Jav, "jv", true),
    (Lang::Jpn, "ja", false),
    (Lang::Kan, "kn", false),
    (Lang::Kat, "ka", false),
    (Lang::Khm, "km", false),
    (Lang::Kor, "ko", false),
    (Lang::Lat, "la", false),
    (Lang::Lav, "lv", false),
    (Lang::Lit, "lt", false),
    (Lang::Mal, "ml", false),
    (Lang::Mar, "mr", false),
    (Lang::Mkd, "mk", false),
    (Lang::Mya, "my", false),
    (Lang::Nep, "ne", false),
    (Lang::Nld, "nl", false),
    (Lang::Nob, "nb", true),
    (Lang::Ori, "or", false),
    (Lang::Pan, "pa", false),
    (Lang::Pes, "fa", true),
    (Lang::Pol, "pl", false),
    (Lang::Por, "pt", false),
    (Lang::Ron, "ro", false),
    (Lang::Rus, "ru", false),
    (Lang::Sin, "si", false),
    (Lang::Slk, "sk", false),
    (Lang::Slv, "sl", false),
    (Lang::Sna, "sn", false),
    (Lang::Spa, "es", false),
    (Lang::Srp, "sr", true),
    (Lang::Swe, "sv", false),
    (Lang::Tam, "ta", false),
    (Lang::Tel, "te", false),
    (Lang::Tgl, "tl", false),
    (Lang::Tha, "th", false),
    (Lang::Tuk, "tk", false),
    (Lang::Tur, "tr", false),
    (Lang::Ukr, "uk", false),
    (Lang::Urd, "ur", false),
    (Lang::Uzb, "uz", false),
    (Lang::Vie, "vi", false),
    (Lang::Yid, "yi", false),
    (Lang::Zul, "zu", true),
];

/// The language and its certainty.
pub(super) fn detect(text: &str) -> Option<(Language, Certainty)> {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let found = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
    let (_, tag, is_confusable) = LANGUAGES.iter().find(|(lang, _, _)| *lang == found.lang())?;
    let is_dense = matches!(found.lang(), Lang::Cmn | Lang::Jpn | Lang::Kor);
    let needed = if is_dense { MIN_DENSE_LETTERS } else { MIN_LETTERS };
    let is_enough = text.chars().filter(|c| c.is_alphabetic()).nth(needed - 1).is_some();
    let certainty = if *is_confusable { Certainty::Likely } else { Certainty::Sure };
    Some((Language::parse(tag)?, certainty)).filter(|_| is_enough)
}
