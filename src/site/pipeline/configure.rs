//! `feedwright.toml` and the configuration of the site's generator in, one configuration out.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use super::history;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::config::{self, Config, Known, Overrides};
use crate::site::generators;
use crate::site::pins::{self, Pins};
use crate::site::rules::{OwnFeed, Preset, Project};
use crate::site::scan;
use crate::source::bounds::CONFIGURATION;

/// Reads the configuration in `text` from `file`, and the generator's that it names. It may name these codes. `None` if
/// there is an error among the findings, other than that a feed lacks something for its promise.
#[must_use]
pub(crate) fn configure(
    file: &Path,
    text: &str,
    overrides: &Overrides,
    codes: &[&Code],
) -> (Option<Config>, Vec<Diagnostic>) {
    let keys = config::generator(file, text);
    let root = file.parent().unwrap_or(Path::new(""));
    let generator = keys.generator.as_deref().and_then(generators::meant);
    let looked_at = RefCell::new(BTreeSet::new());
    let note = |path: &str| _ = looked_at.borrow_mut().insert(path.to_owned());
    let preset = generator.map(|generator| {
        let with_command = |preset: Preset| {
            let command = preset.command.or(Some(generator.command));
            Preset { command, ..preset }
        };
        let preset = |project: Project<'_>| Preset {
            own_feed: Some(OwnFeed { generator: generator.title, usual_paths: generator.usual_feeds }),
            ..observed(project, &note, |project| generators::usable((generator.preset)(project), project))
        };
        with_command(with_project(root, keys.content.as_deref(), preset))
    });
    let (generators, none) = (generators::names(), Preset::default());
    let known = Known { codes, generators: &generators, preset: preset.as_ref().unwrap_or(&none) };
    let (mut config, mut found) = config::read(file, text, overrides, known);
    if let Some((file, pins)) = config.as_mut().and_then(|config| config.content.pins.as_mut()) {
        let path = root.join(&file);
        let read =
            scan::optional(&path, CONFIGURATION).map(|text| pins::read(&path, &text.unwrap_or_default()));
        let (read, about) = read.unwrap_or_else(|finding| (Pins::new(), vec![finding]));
        (*file, *pins) = (path, read);
        found.extend(about);
    }
    if let Some(config) = &mut config {
        config.read = looked_at.take();
    }
    let config = config.map(history::usable);
    found.extend(config.as_ref().and_then(history::problem));
    let is_readable = config::is_readable(&found);
    (config.filter(|_| is_readable), found)
}

/// Calls a function with a project, and `note` with each path that it looks at.
fn observed<T>(project: Project<'_>, note: &dyn Fn(&str), function: impl FnOnce(Project<'_>) -> T) -> T {
    let read = |file: &str| {
        note(file);
        (project.read)(file)
    };
    let list = |dir: &str| {
        note(dir);
        (project.list)(dir)
    };
    function(Project { read: &read, list: &list, ..project })
}

/// Calls a function with the folder of a site, whose files are read when they are asked for.
pub(crate) fn with_project<T>(
    root: &Path,
    content: Option<&str>,
    function: impl FnOnce(Project<'_>) -> T,
) -> T {
    let read = |file: &str| scan::optional(&root.join(file), CONFIGURATION).transpose();
    let list = |dir: &str| scan::names_below(&root.join(dir));
    function(Project { root, read: &read, list: &list, content })
}
