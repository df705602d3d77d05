//! The addresses of a document in, findings about those that lead nowhere on the site out. Reads no files: the
//! caller knows them.

use std::ops::Range;

use super::finding::Findings;
use super::scope::Scope;
use super::{Options, Targets};
use crate::source::text::Offset;

/// Checks a value that is an address.
pub(super) fn check_value(address: &str, range: &Range<Offset>, scope: &mut Scope<'_>) {
    if let Some(site) = site(scope.options) {
        let base = scope.base.as_ref().or(scope.document_base.as_ref());
        check(address, base, site, || range.clone(), &mut scope.findings);
    }
}

/// The site of a check.
pub(super) fn site(options: &Options) -> Option<&dyn Targets> {
    options.site.as_deref()
}

/// Checks an address, which may be relative to a base.
pub(super) fn check(
    address: &str,
    base: Option<&url::Url>,
    site: &dyn Targets,
    range: impl FnOnce() -> Range<Offset>,
    findings: &mut Findings,
) {
    // A fragment alone is a place in the entry.
    if address.is_empty() || address.starts_with('#') {
        return;
    }
    let absolute = match base {
        Some(base) => base.join(address),
        None => url::Url::parse(address),
    };
    if let Some(problem) = absolute.ok().and_then(|url| site.problem(url.as_str())) {
        let help = problem.help.unwrap_or_default();
        findings.add(problem.code, range(), problem.message, help);
    }
}
