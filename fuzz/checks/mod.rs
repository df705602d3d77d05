//! What the targets do with the bytes that the fuzzer gives them: one function each. It panics if a promise is broken.

mod check;
mod config;
mod head;
mod page;
mod render;
mod site;

// The judge of the tests is the judge here, too.
#[path = "../../tests/suite/site/render/judge.rs"]
mod judge;

pub use check::check;
pub use config::config;
pub use head::head;
pub use page::page;
pub use render::render;
pub use site::site;

use feedwright::diagnostic::{Diagnostic, Severity};

/// Whether something was found that keeps its subject out of the feeds.
fn is_refused(found: &[Diagnostic]) -> bool {
    found.iter().any(|finding| finding.severity == Severity::Error)
}

/// Every place lies in the text that it is a place of.
fn are_within(found: &[Diagnostic], text: &str) {
    let lines = text.split(['\n', '\r']).count();
    for finding in found {
        let Some(span) = finding.place.as_ref().and_then(|place| place.span) else { continue };
        assert!(span.start <= span.end, "{finding:?}");
        assert!(span.end.line as usize <= lines, "{finding:?}");
    }
}
