//! Findings in, SARIF 2.1.0 for code scanning services out, with a page for each rule.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};

use super::Lines;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::feed::url::escapes;
use crate::root::slashed;

/// The name of the folder in which relative paths start. Which folder that is on this machine is left open, so that the
/// same findings give the same bytes everywhere.
const ROOT: &str = "%SRCROOT%";

/// Writes all findings as one document.
pub(super) fn findings(diagnostics: &[Diagnostic], out: &mut Lines<'_>) -> io::Result<()> {
    let codes: BTreeMap<_, _> = diagnostics.iter().map(|finding| (finding.code.name, finding.code)).collect();
    let index: BTreeMap<_, _> = codes.keys().enumerate().map(|(at, name)| (*name, at)).collect();
    let rules: Vec<_> = codes.values().map(|code| rule(code)).collect();
    let results: Vec<_> =
        diagnostics.iter().map(|finding| result(finding, index.get(finding.code.name), out)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Feedwright",
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The root of the repository, or else the working folder." } },
            },
            "results": results,
        }],
    });
    out.pretty_json(&document)
}

fn rule(code: &Code) -> Value {
    let help = super::page::page(code);
    json!({
        "id": code.name,
        "shortDescription": { "text": code.summary },
        "fullDescription": { "text": if code.explanation.is_empty() { code.summary } else { code.explanation } },
        "help": { "text": help, "markdown": format!("```text\n{help}```\n") },
        "defaultConfiguration": { "level": level(code.severity) },
        "properties": { "tags": ["feed"], "spec": code.spec },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Diagnostic, rule: Option<&usize>, out: &Lines<'_>) -> Value {
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n\n{help}"));
    let mut result = json!({
        "ruleId": finding.code.name,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": format!("{}{help}", finding.message) },
        // Services show only results with a location, so a finding about the run gets the configuration file.
        "locations": [finding.place.as_ref().map_or_else(|| file("feedwright.toml"), |place| location(place, out))],
    });
    if let (Some(place), Some(members)) = (&finding.related, result.as_object_mut()) {
        members.insert("relatedLocations".to_owned(), json!([location(place, out)]));
    }
    result
}

fn file(path: &str) -> Value {
    let uri = uri(path);
    // Only a relative URI has a base.
    let location =
        if is_address(path) { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": ROOT }) };
    json!({ "physicalLocation": { "artifactLocation": location } })
}

fn location(place: &Place, out: &Lines<'_>) -> Value {
    // Secrets are hidden first, since they cannot be found once encoded.
    let mut location = file(&out.without_secrets(&slashed(&place.file)));
    if let (Some(span), Some(physical)) =
        (place.span, location.get_mut("physicalLocation").and_then(Value::as_object_mut))
    {
        let region = json!({
            "startLine": span.start.line,
            "startColumn": span.start.column,
            "endLine": span.end.line,
            "endColumn": span.end.column,
        });
        physical.insert("region".to_owned(), region);
    }
    location
}

fn is_address(path: &str) -> bool {
    path.starts_with("http://") || path.starts_with("https://")
}

/// A path as a relative URI; an address unchanged, except for its user name and password.
fn uri(path: &str) -> String {
    if is_address(path) {
        let encoded = path.replace("://…@", "://");
        return percent_encoding::utf8_percent_encode(&encoded, percent_encoding::CONTROLS).to_string();
    }
    let encoded = percent_encoding::utf8_percent_encode(path, escapes::FILE_NAME).to_string();
    let first = encoded.split('/').next().unwrap_or_default();
    if first.contains(':') { format!("./{encoded}") } else { encoded }
}
