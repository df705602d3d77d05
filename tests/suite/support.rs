//! What several modules need: findings as lines, folders made of texts and read again.

use std::collections::BTreeMap;
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

/// Every file below a folder, hidden ones too: path and content. None, where there is no folder.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A text of as many parts as are wanted, each made from its number.
pub(crate) fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |text, n| text + &part(n))
}

/// Asserts that a text is YAML.
#[track_caller]
pub(crate) fn assert_yaml(name: &str, text: &str) {
    for event in saphyr_parser::Parser::new_from_str(text) {
        assert!(event.is_ok(), "{name}: {event:?}");
    }
}
