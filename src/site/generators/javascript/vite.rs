//! The aliases of Vite in, the paths that they stand for out: `resolve.alias`, whose values are plain paths or made of the
//! folder of the project.

use super::{block, definition, inside, items, literal, outside, text_of, without_comments};
use crate::site::generators::paths::resolved;
use crate::site::rules::Project;
use crate::source::javascript::string;

/// The files with settings of Vite.
const FILES: &[&str] = &["astro.config", "vite.config"];
const EXTENSIONS: &[&str] = &["mjs", "js", "ts", "mts", "cjs", "cts"];

/// How often one name may stand for another.
const DEPTH: usize = 4;

/// What the folder of the project is called.
const PROJECT: &[&str] = &["__dirname", "import.meta.dirname", "process.cwd()"];

/// The patterns of aliases, with at most one `*` each, and the paths that they stand for, relative to the project.
pub(super) fn aliases(project: Project<'_>) -> Vec<(String, Vec<String>)> {
    let files = FILES.iter().flat_map(|stem| EXTENSIONS.iter().map(move |end| format!("{stem}.{end}")));
    let programs = files.filter_map(|file| project.text(&file)).map(|text| without_comments(&text));
    programs.flat_map(|program| of_program(&program)).collect()
}

fn of_program(program: &str) -> Vec<(String, Vec<String>)> {
    let resolve = block(program, "resolve").unwrap_or(program);
    let Some(written) = super::expression(resolve, "alias") else { return Vec::new() };
    let written = if written.starts_with(['{', '[']) { Some(written) } else { definition(program, written) };
    let all = written.and_then(|written| match written.strip_prefix('[') {
        Some(list) => Some(items(inside(list)?).into_iter().filter_map(listed).collect::<Vec<_>>()),
        None => Some(items(inside(written.strip_prefix('{')?)?).into_iter().filter_map(keyed).collect()),
    });
    let known = all.unwrap_or_default().into_iter().filter_map(|(name, value)| {
        let path = path(program, value, DEPTH)?;
        let below = format!("{}/*", path.trim_end_matches('/'));
        let name = name.trim_end_matches('/');
        Some([
            (format!("{name}/*"), vec![below.trim_start_matches('/').to_owned()]),
            (name.to_owned(), vec![path]),
        ])
    });
    known.flatten().collect()
}

/// `{ find: "@", replacement: "/src" }`
fn listed(item: &str) -> Option<(String, &str)> {
    let table = inside(item.trim().strip_prefix('{')?)?;
    Some((literal(table, "find")?, super::expression(table, "replacement")?))
}

/// `"@": "/src"`
fn keyed(item: &str) -> Option<(String, &str)> {
    let item = item.trim();
    if let Some((name, rest)) = string(item) {
        return Some((name, rest.trim_start().strip_prefix(':')?));
    }
    let (name, value) = item.split_once(':')?;
    Some((name.trim().to_owned(), value))
}

/// The path of an expression, relative to the project.
fn path(program: &str, expression: &str, left: usize) -> Option<String> {
    let left = left.checked_sub(1)?;
    let expression = expression.trim();
    let called = |start: &str| {
        let rest = expression.strip_prefix(start)?;
        let arguments = inside(rest)?;
        Some((items(arguments), rest.get(arguments.len() + 1..)?.trim()))
    };
    if let Some((arguments, rest)) = called("new URL(") {
        let is_own = arguments.get(1).is_some_and(|base| base.contains("import.meta.url"));
        let is_path = ["", ".pathname", ".href"].contains(&rest);
        return Some(resolved("", &text_of(program, arguments.first()?)?)).filter(|_| is_own && is_path);
    }
    if let Some((arguments, "")) = ["fileURLToPath(", "url.fileURLToPath("].into_iter().find_map(called) {
        return path(program, arguments.first()?, left);
    }
    let joins = ["path.resolve(", "path.join(", "path.posix.join(", "resolve(", "join("];
    if let Some((arguments, "")) = joins.into_iter().find_map(called) {
        let parts = arguments.iter().map(|part| path(program, part, left)).collect::<Option<Vec<_>>>()?;
        return Some(resolved("", &parts.join("/")));
    }
    if PROJECT.contains(&expression) {
        return Some(String::new());
    }
    match text_of(program, expression) {
        Some(text) => Some(resolved("", &text)),
        None => path(
            program,
            definition(program, expression).filter(|_| outside(expression, '.').is_empty())?,
            left,
        ),
    }
}
