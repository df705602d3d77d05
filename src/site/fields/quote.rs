//! Texts in, quoted values for TOML and YAML out. Nothing is parsed here.

use std::fmt::Write;

/// A text as a TOML basic string on one line, which is also a double-quoted scalar of YAML (TOML 1.1, *String*; YAML
/// 1.2 §5.7).
#[must_use]
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Characters that are invisible in editors, or are line ends in either syntax.
            control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
