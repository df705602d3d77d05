//! Examples of findings about sites: files and commands that have the defect, and the same without it. They are data, which
//! a test runs; an example that no test can run is a sentence.

/// The examples by code: `# code`, then the one with the defect, `== instead`, and the one without. In them, `-- path`
/// begins a file, `== then` a second run, `$` a command other than `feedwright build`, and `~` a sentence.
const EXAMPLES: &str = include_str!("examples.txt");

/// An example with the defect, and without it, as lines of a page.
pub(super) struct SiteExample {
    pub(super) bad: String,
    pub(super) good: String,
}

/// The example of a code.
pub(super) fn of(code: &str) -> Option<SiteExample> {
    let mut examples = EXAMPLES.split("\n# ").filter_map(|example| example.split_once('\n'));
    let (_, example) = examples.find(|(name, _)| name.trim_start_matches("# ") == code)?;
    let (bad, good) = example.split_once("\n== instead\n")?;
    Some(SiteExample { bad: shown(bad), good: shown(good) })
}

/// The lines of an example, with those of a file indented below its path.
fn shown(example: &str) -> String {
    let mut is_in_file = false;
    let mut lines = String::new();
    for line in example.lines() {
        let mark = ["-- ", "== ", "$ ", "~ "].into_iter().find(|mark| line.starts_with(mark));
        let rest = mark.and_then(|mark| line.strip_prefix(mark)).unwrap_or(line);
        let line = match mark {
            Some("-- ") => format!("{rest}:"),
            Some("== ") => format!("and {rest}:"),
            Some("$ ") => line.to_owned(),
            Some(_) => rest.to_owned(),
            None => format!("{}{line}", if is_in_file { "  " } else { "" }),
        };
        is_in_file = mark == Some("-- ") || (mark.is_none() && is_in_file);
        lines = lines + "    " + &line + "\n";
    }
    lines
}
