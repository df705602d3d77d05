//! A site's generator and its configuration in; the settings that it knows, and the rules of the site, out. Each
//! generator has a file of its own. Only configuration that is data is read: no program is run.

mod astro;
mod bodies;
mod condition;
mod docusaurus;
mod eleventy;
mod folders;
mod guard;
mod hexo;
mod hugo;
mod inlined;
mod javascript;
mod jekyll;
mod markup;
mod paths;
mod pelican;
mod settings;
mod unsupported;
mod usable;
mod zola;

pub(crate) use unsupported::{Unsupported, unsupported};
pub(crate) use usable::usable;

use crate::diagnostic::{Diagnostic, Place, Severity, codes, nearest};
use crate::site::rules::{Preset, Project};

codes! {
    UNREAD_FILTER "unread-filter" Error or Warning "articles that only the site's own code leaves out of a feed" ""
        "The program or template of a feed may leave out articles that their author does not want to publish. Where it \
         cannot be read, a feed with all articles could publish them, so the build stops. It goes on as soon as each feed is \
         written as [[feed]] with its `select`, which replaces all conditions of the site's own code. Articles that no feed may \
         contain are marked with `draft = true`, or by a key of their own that is named in [content], such as \
         `keys = { archived = \"draft\" }`. Code that keeps articles off the whole site stops it until `exclude` or `include` \
         says which files are articles.";
    UNREAD_SETTING "unread-setting" Info "setting of the site's generator that could not be used" "";
}

/// What to do about a program that chooses the articles of a feed. Either ends the finding.
const CHOOSE: &str = "compare `feedwright list` with the site, and write into feedwright.toml either the files that it leaves \
                      out, as `exclude` under [content], or each feed as [[feed]] with its `select`";

/// What to do about a program that leaves articles out of a feed.
const WRITE_SELECT: &str = "write each feed as [[feed]] with its `select` in feedwright.toml, and mark articles that no feed may \
                            contain with `draft = true`";

/// What to do about a program that keeps articles off the whole site.
const WRITE_EXCLUDE: &str = "compare `feedwright list` with the site, and write the files that it leaves out as `exclude` under \
                             [content] in feedwright.toml, or `exclude = []` if there are none";

/// What to do about a file that makes several feeds, of which it is not known which.
const WRITE_FEEDS: &str =
    "write each of them as [[feed]] in feedwright.toml; `each` makes one per tag, category or language";

/// A generator of sites.
#[derive(Debug)]
pub(crate) struct Generator {
    /// Its name in `feedwright.toml`.
    pub name: &'static str,
    /// Its name in sentences.
    pub title: &'static str,
    /// The command that builds a site.
    pub command: &'static str,
    /// How to turn off its own feed.
    pub turn_off: &'static str,
    /// Where its own feeds of a whole site usually are.
    pub usual_feeds: &'static [&'static str],
    /// Returns a file that shows that a folder is a site of this generator.
    pub detect: fn(Project<'_>) -> Option<String>,
    /// Reads a site.
    pub preset: fn(Project<'_>) -> Preset,
}

/// The known generators, in order of detection.
pub(crate) static GENERATORS: &[&Generator] = &[
    &zola::ZOLA,
    &hugo::HUGO,
    &hexo::HEXO,
    &jekyll::JEKYLL,
    &eleventy::ELEVENTY,
    &astro::ASTRO,
    &docusaurus::DOCUSAURUS,
    &pelican::PELICAN,
];

/// The finding about code that may leave out what is not to be published.
fn unread_filter(message: impl Into<String>, place: Place) -> Diagnostic {
    Diagnostic::new(&UNREAD_FILTER, message.into()).at(place).help(WRITE_SELECT)
}

/// The finding about code that may keep articles off the whole site, so that no feed may have them.
fn unread_files(message: impl Into<String>, place: Place) -> Diagnostic {
    Diagnostic::new(&UNREAD_FILTER, message.into()).at(place).help(WRITE_EXCLUDE)
}

/// The finding about code that chooses articles, or their order, but leaves out none for what they say.
fn unread_choice(message: impl Into<String>, place: Place) -> Diagnostic {
    let finding = Diagnostic::new(&UNREAD_SETTING, message.into()).at(place).help(CHOOSE);
    Diagnostic { severity: Severity::Warning, ..finding }
}

/// The finding about a template that only its generator understands. What feeds have instead is said where the template leaves
/// out no articles: otherwise, the build stops.
fn unread_template(generator: &str, may_filter: bool, instead: &str, place: Place) -> Diagnostic {
    let message = format!("only {generator} can tell which articles this template shows");
    if may_filter {
        return unread_filter(message, place);
    }
    unread_choice(format!("{message}, so {instead}"), place)
}

/// The generator of a name.
#[must_use]
pub(crate) fn named(name: &str) -> Option<&'static Generator> {
    GENERATORS.iter().copied().find(|generator| generator.name == name)
}

/// The generator of a name, or of the one that is most like it: of a site whose generator is misspelled, nothing else is
/// wrong.
#[must_use]
pub(crate) fn meant(name: &str) -> Option<&'static Generator> {
    named(name).or_else(|| named(nearest(name, names().into_iter())?))
}

/// The names of all generators.
#[must_use]
pub(crate) fn names() -> Vec<&'static str> {
    GENERATORS.iter().map(|generator| generator.name).collect()
}
