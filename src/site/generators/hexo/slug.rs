//! A text in, its part of a path out.

use crate::site::generators::settings::Settings;

/// The case of slugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Same,
    Lower,
    Upper,
}

impl Case {
    /// `filename_case`
    pub(super) fn of(settings: &Settings) -> Case {
        match settings.text(&["filename_case"]).map(|case| case.value).as_deref() {
            Some("1") => Case::Lower,
            Some("2") => Case::Upper,
            Some(_) | None => Case::Same,
        }
    }
}

/// Latin letters without marks, and hyphens for white space and punctuation.
pub(super) fn slugized(text: &str, case: Case) -> String {
    let plain = |c: char| match c {
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            deunicode::deunicode_char(c).map_or_else(|| c.to_string(), str::to_owned)
        }
        c => c.to_string(),
    };
    let text: String = text.chars().map(plain).collect();
    let is_mark = |c: char| c.is_whitespace() || c.is_control() || c.is_ascii_punctuation();
    let slug = text.split(is_mark).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    match case {
        Case::Same => slug,
        Case::Lower => slug.to_lowercase(),
        Case::Upper => slug.to_uppercase(),
    }
}
