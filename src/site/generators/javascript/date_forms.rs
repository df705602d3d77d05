//! How a program writes a date in, the form of `strftime` for that out, if all of it is known.

/// A language of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum FormLanguage {
    /// `%Y-%m-%d`
    Strftime,
    /// `YYYY-MM-DD`, of Moment and Day.js.
    Moment,
    /// `yyyy-MM-dd`, of Luxon and date-fns.
    Luxon,
}

/// A part of a form, and what it is in `strftime`.
type Parts = &'static [(&'static str, &'static str)];

/// The parts that Moment and Luxon share.
const SHARED: Parts =
    &[("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("M", "%-m"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S")];

const MOMENT: Parts = &[("YYYY", "%Y"), ("YY", "%y"), ("DD", "%d"), ("D", "%-d")];

const LUXON: Parts = &[
    ("yyyy", "%Y"),
    ("yy", "%y"),
    ("LLLL", "%B"),
    ("LLL", "%b"),
    ("LL", "%m"),
    ("L", "%-m"),
    ("dd", "%d"),
    ("d", "%-d"),
];

/// The parts of a date in ISO 8601: where each begins and ends, and what it is.
const ISO: &[((usize, usize), &str)] = &[
    ((0, 4), "%Y"),
    ((0, 7), "%Y-%m"),
    ((0, 10), "%Y-%m-%d"),
    ((2, 10), "%y-%m-%d"),
    ((5, 7), "%m"),
    ((5, 10), "%m-%d"),
    ((8, 10), "%d"),
];

impl FormLanguage {
    /// The form of `strftime` that a form of this language is.
    pub(in crate::site::generators) fn form(self, written: &str) -> Option<String> {
        match self {
            FormLanguage::Strftime => strftime(written),
            FormLanguage::Moment => translated(written, MOMENT, ('[', ']')),
            FormLanguage::Luxon => translated(written, LUXON, ('\'', '\'')),
        }
    }
}

/// The same form, if all of it is known.
fn strftime(written: &str) -> Option<String> {
    let is_known = written.split('%').skip(1).all(|rest| {
        // What has a hyphen is a number without zeros before it.
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        rest.starts_with(['Y', 'm', 'd', 'y', 'H', 'M', 'S', 'j', 'B', 'b', 'F'])
    });
    is_known.then(|| written.to_owned())
}

/// A form whose parts are letters. What is between two marks is text.
fn translated(written: &str, parts: Parts, (open, close): (char, char)) -> Option<String> {
    let (mut form, mut rest) = (String::new(), written);
    while let Some(first) = rest.chars().next() {
        if let Some((text, behind)) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            form.push_str(&text.replace('%', "%%"));
            rest = behind;
            continue;
        }
        let (part, behind) = rest.split_at(rest.find(|c| c != first).unwrap_or(rest.len()));
        let known = SHARED.iter().chain(parts).find(|(known, _)| *known == part);
        form.push_str(match known {
            Some((_, form)) => form,
            None if !first.is_alphanumeric() && !"'[]%".contains(first) => part,
            None => return None,
        });
        rest = behind;
    }
    Some(form)
}

/// The form that the methods of a date give: `.toISOString().slice(0, 10)`, `.getFullYear()`.
pub(in crate::site::generators) fn of_methods(methods: &str) -> Option<String> {
    let squashed: String = methods.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = squashed.replace(['\'', '`'], "\"");
    let plain = plain.trim_end_matches([';', '}']);
    if let Some((_, rest)) = plain.rsplit_once(".toISO") {
        return of_iso(rest);
    }
    let part =
        |name: &str| plain.contains(&format!(".get{name}()")) || plain.contains(&format!(".getUTC{name}()"));
    let is_padded = plain.contains(".padStart(2,\"0\")") || plain.contains(").slice(-2)");
    match (part("FullYear"), part("Month"), part("Date")) {
        (true, false, false) => Some("%Y".to_owned()),
        (false, true, false) if plain.contains("+1") => Some(if is_padded { "%m" } else { "%-m" }.to_owned()),
        (false, false, true) => Some(if is_padded { "%d" } else { "%-d" }.to_owned()),
        _ => None,
    }
}

/// What is taken of a date in ISO 8601: `String().slice(0,10)`, `Date()`, perhaps with slashes for its hyphens.
fn of_iso(taken: &str) -> Option<String> {
    let slashed = [".replace(/-/g,\"/\")", ".replaceAll(\"-\",\"/\")"];
    let with_slashes = slashed.iter().find_map(|end| taken.strip_suffix(end));
    let form = match with_slashes.unwrap_or(taken).trim_end_matches(')') {
        "Date("
        | "String().split(\"T\")[0]"
        | "String().split(\"T\").at(0"
        | "String().split(\"T\").shift(" => "%Y-%m-%d",
        taken => {
            let range = [".slice(", ".substring("]
                .iter()
                .find_map(|call| taken.strip_prefix("String()")?.strip_prefix(call));
            let (start, end) = range?.split_once(',')?;
            let range = (start.parse().ok()?, end.parse().ok()?);
            ISO.iter().find(|(known, _)| *known == range)?.1
        }
    };
    Some(if with_slashes.is_some() { form.replace('-', "/") } else { form.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_of_forms_has_its_own_letters() {
        let cases = [
            (FormLanguage::Moment, "YYYY/MM/DD", Some("%Y/%m/%d")),
            (FormLanguage::Moment, "[in] MMMM D", Some("in %B %-d")),
            (FormLanguage::Moment, "yyyy", None),
            (FormLanguage::Moment, "YYYY-MM-dd", None),
            (FormLanguage::Luxon, "yyyy/LL/dd", Some("%Y/%m/%d")),
            (FormLanguage::Luxon, "'in' MMM d", Some("in %b %-d")),
            (FormLanguage::Luxon, "YYYY", None),
            (FormLanguage::Luxon, "DD", None),
            (FormLanguage::Strftime, "%Y/%-m", Some("%Y/%-m")),
            (FormLanguage::Strftime, "%Q", None),
        ];
        for (language, written, expected) in cases {
            assert_eq!(language.form(written).as_deref(), expected, "{language:?} {written}");
        }
    }

    #[test]
    fn methods_of_a_date_have_the_form_of_what_they_give() {
        let cases = [
            ("d.getFullYear()", Some("%Y")),
            ("String(d.getUTCMonth() + 1).padStart(2, '0')", Some("%m")),
            ("d.getMonth()", None),
            ("('0' + d.getDate()).slice(-2)", Some("%d")),
            ("d.toISOString().slice(0, 10)", Some("%Y-%m-%d")),
            ("(d.toISOString().split('T')[0])", Some("%Y-%m-%d")),
            ("d.toISOString().substring(5, 7)", Some("%m")),
            ("d.toISOString().slice(0, 10).replace(/-/g, '/')", Some("%Y/%m/%d")),
            ("d.toISODate()", Some("%Y-%m-%d")),
            ("d.toISOString().slice(1, 3)", None),
            ("d.toISOString()", None),
        ];
        for (methods, expected) in cases {
            assert_eq!(of_methods(methods).as_deref(), expected, "{methods}");
        }
    }
}
