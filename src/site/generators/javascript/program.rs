//! A program of a project in, its text with those of the files of the project that it imports out.

use super::aliases::Aliases;
use super::{literal, without_comments};
use crate::site::file_name::extension;
use crate::site::rules::Project;

/// How many files a program may import, and how deep.
const FILES: usize = 40;
const DEPTH: usize = 3;

/// The extensions of files that programs import without naming them.
const EXTENSIONS: &[&str] =
    &["", ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", "/index.js", "/index.ts", "/index.mjs"];

/// A program, without comments.
#[derive(Debug, Default)]
pub(crate) struct Program {
    /// Its own text.
    pub(crate) own: String,
    /// Its own text, and the texts of what it imports.
    pub(crate) whole: String,
    /// The files in that, and where each of them begins.
    files: Vec<(String, usize)>,
}

impl Program {
    /// A program of these texts, whose files are not told apart.
    pub(crate) fn of(own: String, whole: String) -> Program {
        Program { own, whole, files: Vec::new() }
    }

    /// Reads a program.
    pub(crate) fn read(project: Project<'_>, file: &str) -> Option<Program> {
        let own = text(project, file)?;
        let mut files = vec![(file.to_owned(), 0)];
        let mut whole = own.clone();
        let sources = Sources { project, aliases: Aliases::read(project) };
        sources.add((file, &own), &mut whole, &mut files, DEPTH);
        Some(Program { own, whole, files })
    }

    /// The files that it consists of, and their texts: its own first.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let ends = self.files.iter().skip(1).map(|(_, start)| *start).chain([self.whole.len()]);
        let files = self.files.iter().zip(ends);
        files.filter_map(|((file, start), end)| Some((file.as_str(), self.whole.get(*start..end)?)))
    }

    /// The text that a name has in the program itself, or else in what it imports.
    pub(crate) fn literal(&self, name: &str) -> Option<String> {
        super::literal_in(&self.own, &self.whole, name).or_else(|| literal(&self.whole, name))
    }
}

/// The text of a file. The program of a component is between its fences.
fn text(project: Project<'_>, file: &str) -> Option<String> {
    let text = project.text(file)?;
    let between = |text: &str| Some(text.trim_start().strip_prefix("---")?.split_once("\n---")?.0.to_owned());
    let program = if extension(file) == "astro" { between(&text) } else { None };
    Some(without_comments(&program.unwrap_or(text)))
}

/// The files of a project that programs import.
struct Sources<'s> {
    project: Project<'s>,
    aliases: Aliases,
}

impl Sources<'_> {
    /// Adds what a file imports, each file once.
    fn add(
        &self,
        (file, program): (&str, &str),
        whole: &mut String,
        files: &mut Vec<(String, usize)>,
        left: usize,
    ) {
        let Some(left) = left.checked_sub(1) else { return };
        for import in imports(program) {
            let Some((path, text)) = self.imported(file, import) else { continue };
            if files.len() >= FILES || files.iter().any(|(known, _)| *known == path) {
                continue;
            }
            whole.push('\n');
            files.push((path.clone(), whole.len()));
            whole.push_str(&text);
            self.add((&path, &text), whole, files, left);
        }
    }

    /// The file of an import, and its text.
    fn imported(&self, file: &str, import: &str) -> Option<(String, String)> {
        let paths = self.aliases.paths(file, import).into_iter().filter(|path| !path.starts_with(".."));
        let named = paths.flat_map(|path| {
            // TypeScript is imported by the names of what it is compiled to.
            let stem = path.strip_suffix(".js").filter(|stem| !stem.is_empty()).map(str::to_owned);
            let all = [Some(path), stem].into_iter().flatten();
            all.flat_map(|path| EXTENSIONS.iter().map(move |end| format!("{path}{end}"))).collect::<Vec<_>>()
        });
        let program =
            |path: &String| ["js", "ts", "mjs", "cjs", "mts", "cts", "astro"].contains(&extension(path));
        named.filter(program).find_map(|path| text(self.project, &path).map(|text| (path, text)))
    }
}

/// What a program imports: `from "./a.js"`, `require("../b")`, `import("@/c")`.
fn imports(program: &str) -> Vec<&str> {
    let marks = ["from", "require(", "import(", "import"];
    let named = marks.iter().flat_map(|mark| {
        program.match_indices(mark).filter_map(|(at, mark)| {
            let rest = program.get(at + mark.len()..)?.trim_start();
            rest.strip_prefix(['"', '\''])?.split(['"', '\'', '\n']).next()
        })
    });
    named.collect()
}
