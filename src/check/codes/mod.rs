//! The rules: for each area, a table of codes with their pages for `explain`, and functions that report them. Rules
//! that are only grammar are rows in the tables of `grammar`; only their codes are here.

pub(crate) mod dates;
pub(crate) mod entries;
pub(crate) mod feed;
pub(crate) mod grammar;
pub(crate) mod html;
pub(crate) mod http;
pub(crate) mod json;
pub(crate) mod links;
pub(crate) mod media;
pub(crate) mod modules;
pub(crate) mod news;
pub(crate) mod paging;
pub(crate) mod podcast;
pub(crate) mod text;
pub(crate) mod values;
pub(crate) mod xml;

use crate::diagnostic::{Code, Severity};

/// Declares the rules of an area: constant, name, severity, summary, specification, explanation of the consequences,
/// and an example with the defect and without it. A rule whose findings may have another severity lists it after `or`;
/// only such a rule can be reported with it.
macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident $(or $other:ident)* $summary:literal $spec:literal
        $explanation:literal $($context:ident $bad:literal => $good:literal)?;)*) => {
        $(rules!(@static $constant [$($other)*] $crate::diagnostic::Code {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            others: &[$($crate::diagnostic::Severity::$other),*],
            summary: $summary,
            spec: $spec,
            explanation: $explanation,
            example: rules!(@example $($context $bad => $good)?),
        });)*
        /// The rules of this area.
        pub(crate) static RULES: &[&$crate::diagnostic::Code] = &[$(rules!(@code $constant [$($other)*]),)*];
    };
    (@static $constant:ident [] $code:expr) => {
        pub(crate) static $constant: $crate::diagnostic::Code = $code;
    };
    (@static $constant:ident [$($other:ident)+] $code:expr) => {
        pub(crate) static $constant: $crate::check::finding::Graded = $crate::check::finding::Graded::new($code);
    };
    (@code $constant:ident []) => { &$constant };
    (@code $constant:ident [$($other:ident)+]) => { $constant.code() };
    (@example) => { None };
    (@example $context:ident $bad:literal => $good:literal) => {
        Some($crate::diagnostic::Example {
            context: $crate::diagnostic::ExampleContext::$context,
            bad: $bad,
            good: $good,
        })
    };
}

pub(crate) use rules;

/// Whether a code may be silenced: errors are always reported. Those of podcasts are warnings without that profile.
pub(crate) fn can_be_allowed(code: &Code) -> bool {
    let is_milder = code.others.iter().any(|severity| *severity != Severity::Error);
    code.severity != Severity::Error || is_milder || podcast::RULES.contains(&code)
}

/// Every rule, area by area.
pub(crate) fn all() -> Vec<&'static Code> {
    let areas = [
        xml::RULES,
        grammar::RULES,
        text::RULES,
        dates::RULES,
        links::RULES,
        values::RULES,
        feed::RULES,
        entries::RULES,
        html::RULES,
        media::RULES,
        modules::RULES,
        paging::RULES,
        podcast::RULES,
        json::RULES,
        news::RULES,
        http::RULES,
    ];
    areas.concat()
}
