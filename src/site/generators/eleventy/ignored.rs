//! The ignore files of a site and the calls of its program in, the files that it does not build out. Calls whose arguments are
//! computed are reported.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::super::{javascript, unread_files};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::file_name::join;
use crate::site::rules::Project;
use crate::source::javascript::is_name;

/// The files that a site does not build.
pub(super) struct Ignored {
    input: String,
    patterns: Gitignore,
    /// The arguments of calls that are computed.
    unread: Vec<String>,
}

impl Ignored {
    /// Reads `.gitignore`, unless the program turns that off, `.eleventyignore`, and the calls of `ignores.add`.
    pub(super) fn read(project: Project<'_>, input: &str, program: &str) -> Ignored {
        let mut builder = GitignoreBuilder::new("");
        let git = (!program.contains("setUseGitIgnore(false)")).then_some(".gitignore");
        for file in git.into_iter().chain([".eleventyignore"]) {
            add(&mut builder, &project.text(file).unwrap_or_default());
        }
        if !input.is_empty() {
            let text = project.text(&join(input, ".eleventyignore")).unwrap_or_default();
            let below: Vec<_> = text.lines().map(|line| below(input, line)).collect();
            add(&mut builder, &below.join("\n"));
        }
        let mut unread = Vec::new();
        for argument in javascript::calls(program, "ignores.add").map(str::trim) {
            match pattern(program, argument) {
                Some(path) => add(&mut builder, &anchored(&path)),
                None => unread.push(argument.to_owned()),
            }
        }
        let patterns = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Ignored { input: input.to_owned(), patterns, unread }
    }

    /// The findings about calls that are not read.
    pub(super) fn found(&self, place: &Place) -> Vec<Diagnostic> {
        let finding = |argument: &String| {
            let argument = argument.escape_debug();
            let message = format!("`ignores.add({argument})` is computed, and may leave out articles");
            unread_files(message, place.clone())
        };
        self.unread.iter().map(finding).collect()
    }

    /// Whether a file below the input folder is one of them.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.patterns.matched_path_or_any_parents(join(&self.input, path), false).is_ignore()
    }
}

/// The text of an argument: a literal, or a constant of the program. The variable of a loop has many values.
fn pattern(program: &str, argument: &str) -> Option<String> {
    let is_constant = is_name(argument) && program.contains(&format!("const {argument} ="));
    let literal = || javascript::texts(argument).into_iter().next();
    if is_constant { javascript::text_of(program, argument) } else { literal() }
}

fn add(builder: &mut GitignoreBuilder, text: &str) {
    for line in text.lines() {
        // What is not a pattern matches nothing there, either.
        let _ = builder.add_line(None, line.strip_prefix("./").unwrap_or(line));
    }
}

/// A pattern of an ignore file in a folder, relative to the project.
fn below(folder: &str, line: &str) -> String {
    let (mark, pattern) = line.strip_prefix('!').map_or(("", line), |pattern| ("!", pattern));
    let pattern = pattern.trim_start_matches("./");
    match pattern.trim() {
        "" => String::new(),
        text if text.starts_with('#') => String::new(),
        text if text.trim_end_matches('/').contains('/') => {
            format!("{mark}/{folder}/{}", text.trim_start_matches('/'))
        }
        text => format!("{mark}/{folder}/**/{text}"),
    }
}

/// A path or pattern of the program, which is relative to the project.
fn anchored(path: &str) -> String {
    format!("/{}", path.trim_start_matches("./").trim_start_matches('/'))
}
