//! What several modules need: findings as lines, folders made of texts.

use std::fs;
use std::path::Path;

use feedwright::diagnostic::Diagnostic;

/// Findings as `severity[code] file:line:column message | help`, one a line.
pub(crate) fn lines(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(line).collect()
}

fn line(finding: &Diagnostic) -> String {
    let place = match &finding.place {
        Some(place) => match place.span {
            Some(span) => format!("{}:{}:{} ", place.file.display(), span.start.line, span.start.column),
            None => format!("{} ", place.file.display()),
        },
        None => String::new(),
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!(" | {help}"));
    format!("{}[{}] {place}{}{help}", finding.severity.as_str(), finding.code.name, finding.message)
}

/// Writes files below a folder: path and content.
pub(crate) fn files(root: &Path, files: &[(&str, &str)]) {
    for (path, content) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}
