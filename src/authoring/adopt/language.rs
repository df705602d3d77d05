//! A text in; its language out, if the detector is certain, and which languages its script rules out.

use whatlang::{Lang, Script};

use super::Certainty;
use super::words::contains;
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

/// Scripts in which languages are written beside those that the detector knows, and languages that it does not know.
/// A language that stands nowhere is one of the Latin script.
const ALSO: &[(Script, &str)] = &[
    (Script::Arabic, "az, ckb, kk, ks, ku, ky, ms, pa, ps, sd, ug, uz"),
    (Script::Bengali, "as, mni"),
    (Script::Cyrillic, "az, ba, cv, kk, ky, mn, ro, tg, tk, tt, uz"),
    (Script::Devanagari, "bho, kok, mai, sa, sd"),
    (Script::Ethiopic, "ti"),
    (Script::Hebrew, "lad"),
    (Script::Latin, "iu, kk, ku, mn, sr, ug, yi"),
    (Script::Mandarin, "ja, ko, wuu, yue"),
];

/// Scripts by the names that tags have for them: `sr-Latn`.
const SUBTAGS: &[(&str, Script)] = &[
    ("Arab", Script::Arabic),
    ("Cyrl", Script::Cyrillic),
    ("Deva", Script::Devanagari),
    ("Hans", Script::Mandarin),
    ("Hant", Script::Mandarin),
    ("Latn", Script::Latin),
];

/// What the script of a text says about its language.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    script: Script,
    likely: Option<Language>,
}

/// The script of most of a text, and the likeliest language that has it.
pub(super) fn guess(text: &str) -> Option<Guess> {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let script = whatlang::detect_script(&text)?;
    Some(Guess { script, likely: whatlang::detect_lang(&text).and_then(tag) })
}

impl Guess {
    /// A language that has the script: English, if it can be.
    pub(super) fn example(&self) -> &str {
        let likely = self.likely.as_ref().filter(|_| self.script != Script::Latin);
        likely.map_or("en", Language::as_str)
    }

    /// The language, if no other has the script.
    pub(super) fn only(&self) -> Option<&Language> {
        let is_only = self.script.langs().len() == 1 && self.script != Script::Mandarin;
        self.likely.as_ref().filter(|_| is_only)
    }

    /// Whether a text is likely to be in a language, which may be one that is easily confused with the likeliest.
    pub(super) fn is_likely(&self, primary: &str) -> bool {
        let likely = self.likely.as_ref().map_or("", Language::as_str);
        let is_confusable = |tag: &str| LANGUAGES.iter().any(|(_, known, is)| *known == tag && *is);
        likely == primary
            || is_confusable(likely) && is_confusable(primary)
            || primary == "ms" && likely == "id"
    }

    /// Whether texts of a language may have this script.
    pub(super) fn fits(&self, language: &Language) -> bool {
        let mut subtags = language.as_str().split('-');
        let primary = subtags.next().unwrap_or_default();
        if let Some((_, script)) =
            subtags.next().and_then(|tag| SUBTAGS.iter().find(|(name, _)| *name == tag))
        {
            return *script == self.script;
        }
        let scripts: Vec<_> =
            Script::all().iter().filter(|script| is_written_in(primary, **script)).collect();
        if scripts.is_empty() { self.script == Script::Latin } else { scripts.contains(&&self.script) }
    }
}

fn is_written_in(primary: &str, script: Script) -> bool {
    let knows = |lang: &Lang| LANGUAGES.iter().any(|(known, tag, _)| known == lang && *tag == primary);
    let mut also = ALSO.iter().filter(|(other, _)| *other == script);
    script.langs().iter().any(knows) || also.any(|(_, tags)| contains(tags, primary))
}

fn tag(lang: Lang) -> Option<Language> {
    LANGUAGES.iter().find(|(known, _, _)| *known == lang).and_then(|(_, tag, _)| Language::parse(tag))
}

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
