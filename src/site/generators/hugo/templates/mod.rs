//! The templates of feeds in a site and in its themes; the articles that each of them shows, out, as far as reading shows
//! them. No template is run.

mod compare;
mod evaluate;
mod filters;
mod returned;
mod syntax;
mod texts;
mod tokens;
mod values;
mod walk;

pub(super) use values::{PageOrder, Scope};

use std::collections::BTreeSet;

use self::evaluate::{Context, Place};
use self::values::Value;
use self::walk::{Found, MAX_PARTIALS};
use super::mount::plain;
use crate::feed::Format;
use crate::site::fields::{Node, Table, Value as Field};
use crate::site::file_name::{extension, join};
use crate::site::generators::condition::{ALWAYS, Condition, Fact, Kind, Truth, Values};
use crate::site::generators::settings::{Settings, list, text};
use crate::site::rules::{ListedBy, Project};

/// The page whose feed is looked for.
#[derive(Clone, Copy)]
pub(super) struct TemplateRequest<'a> {
    /// `home`, `section` or `term`.
    pub(super) kind: &'a str,
    /// The name of its section, or of its taxonomy; empty for the home page.
    pub(super) section: &'a str,
    /// Whether it is right below the home page.
    pub(super) is_in_home: bool,
    /// The name of the output format.
    pub(super) output: &'a str,
    /// The extension of the feed.
    pub(super) extension: &'a str,
    /// The key of its language.
    pub(super) language: &'a str,
}

/// A template of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Template {
    /// Its file.
    pub(super) file: String,
    /// Its format, if that is written in it.
    pub(super) format: Option<Format>,
    /// The date that it shows of an article.
    pub(super) dated_by: ListedBy,
    /// Whether it mentions email addresses.
    pub(super) names_email: bool,
    /// What it shows; `None` if only running Hugo tells.
    pub(super) shows: Option<Shown>,
    /// Whether it may leave out articles for what they say, if it is not known what it shows.
    pub(super) may_filter: bool,
    /// For which articles it shows their whole texts.
    pub(super) shows_text: Truth,
}

/// The articles that a template shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) scope: Scope,
    /// What they satisfy; `None` for all.
    pub(super) condition: Option<Condition>,
    pub(super) limit: Option<usize>,
    /// What those up to the limit satisfy; `None` for all.
    pub(super) guard: Option<Condition>,
    /// The order that decides about the limit.
    pub(super) order: PageOrder,
}

/// The names of templates for a kind of page, the most particular first. `rss` is one for a feed of any kind.
const NAMES: &[(&str, &[&str])] = &[
    ("home", &["index", "home", "", "list", "all"]),
    ("section", &["section", "", "list", "all"]),
    ("term", &["term", "taxonomy", "", "list", "all"]),
];

/// The folders of templates for a kind of page, besides those of its section.
const FOLDERS: &[(&str, &[&str])] = &[
    ("home", &["", "_default"]),
    ("section", &["section", "", "_default"]),
    ("term", &["term", "taxonomy", "", "_default"]),
];

/// The templates of a site.
pub(super) struct Templates<'t> {
    project: Project<'t>,
    settings: &'t Settings,
    /// The folders of templates, the site's own first.
    roots: Vec<String>,
    /// The files in them.
    files: BTreeSet<String>,
    /// The section with most pages, which a site is mainly about if it does not say what it is about.
    largest: Option<&'t str>,
}

impl<'t> Templates<'t> {
    pub(super) fn of(
        project: Project<'t>,
        settings: &'t Settings,
        largest: Option<&'t str>,
    ) -> Templates<'t> {
        let roots = roots(settings);
        let below = |root: &String| {
            (project.list)(root).into_iter().map(|file| join(root, &file)).collect::<Vec<_>>()
        };
        let files = roots.iter().flat_map(below).collect();
        Templates { project, settings, roots, files, largest }
    }

    /// The template of a feed, if the site or its themes have one.
    pub(super) fn find(&self, asked: TemplateRequest<'_>) -> Option<Template> {
        if self.files.is_empty() {
            return None;
        }
        let (file, text) = candidates(asked).into_iter().find_map(|name| {
            self.roots.iter().find_map(|root| {
                let file = Some(join(root, &name)).filter(|file| self.files.contains(file))?;
                let text = self.project.text(&file)?;
                Some((file, text))
            })
        })?;
        let names_email = text.to_lowercase().contains("email");
        let ((shows, shows_text), format) = (self.shown(&text, asked), self.format(&text));
        let is_own = self.roots.first().is_some_and(|root| file.starts_with(&format!("{root}/")));
        // Themes repeat Hugo's own template.
        let shows_text =
            if shows_text == Truth::Known(false) && !is_own { Truth::Known(true) } else { shows_text };
        let may_filter = shows.is_none() && filters::may_filter(&text, &|name| self.partial(name));
        Some(Template { shows, shows_text, may_filter, format, dated_by: dated_by(&text), names_email, file })
    }

    fn partial(&self, name: &str) -> Option<String> {
        let name = if extension(name).is_empty() { format!("{name}.html") } else { name.to_owned() };
        let folders = self.roots.iter().flat_map(|root| ["_partials", "partials"].map(|dir| join(root, dir)));
        let mut files = folders.map(|folder| join(&folder, &name)).filter(|file| self.files.contains(file));
        self.project.text(&files.next()?)
    }

    fn format(&self, text: &str) -> Option<Format> {
        let marks = [("<rss", Format::Rss), ("<feed", Format::Atom), ("jsonfeed.org/version", Format::Json)];
        let of =
            |text: &str| marks.into_iter().find_map(|(mark, format)| text.contains(mark).then_some(format));
        of(text).or_else(|| {
            let nodes = syntax::nodes(text);
            nodes.iter().find_map(|node| of(&self.partial(walk::partial_name(node)?)?))
        })
    }

    fn shown(&self, template: &str, asked: TemplateRequest<'_>) -> (Option<Shown>, Truth) {
        let setting = |path: &[&str]| {
            let own = [&["languages", asked.language], path].concat();
            self.settings.get(&own).or_else(|| self.settings.get(path)).map(|(value, _)| value.clone())
        };
        let limit = ["services.rss.limit", "rssLimit"].into_iter().find_map(|key| {
            let path: Vec<_> = key.split('.').collect();
            self.settings.text(&path)?.value.parse().ok()
        });
        let main_sections = main_sections(self.settings, asked.language);
        let main_sections =
            main_sections.unwrap_or_else(|| self.largest.map(str::to_owned).into_iter().collect());
        let context = Context {
            kind: asked.kind,
            section: asked.section,
            is_in_home: asked.is_in_home,
            limit: limit.unwrap_or(-1),
            main_sections: &main_sections,
            language: asked.language,
            setting: &setting,
            partial: &|name| self.partial(name),
        };
        let mut place =
            Place { context: &context, variables: [].into(), dot: Value::Page, left: MAX_PARTIALS };
        let found = walk::entries(&syntax::nodes(template), &mut place);
        (found.and_then(articles), texts::shown(template, &context))
    }
}

/// The articles of the entries that were found.
fn articles(found: Found) -> Option<Shown> {
    let Found::Entries(pages, guard) = found else { return None };
    let any = |condition| Some(condition).filter(|condition| *condition != ALWAYS);
    Some(Shown {
        scope: pages.scope,
        condition: any(pages.condition),
        limit: pages.limit,
        guard: any(guard),
        order: pages.order,
    })
}

/// The elements with the date of an entry, and where they end.
const DATES: [(&str, &str); 3] =
    [("<pubDate>", "</pubDate>"), ("<published>", "</published>"), ("\"date_published\"", "\n")];

/// The date that a template shows of an article. The channel of an RSS feed may have one before that.
fn dated_by(text: &str) -> ListedBy {
    let last = DATES.iter().find_map(|(start, end)| {
        let (_, rest) = text.rsplit_once(start)?;
        Some(rest.split_once(end).map_or(rest, |(date, _)| date))
    });
    match last {
        Some(date) if date.contains("PublishDate") => ListedBy::Published,
        Some(date) if date.contains(".Lastmod") => ListedBy::Updated,
        Some(date) if date.contains(".Date") => ListedBy::Date,
        Some(_) | None => ListedBy::Published,
    }
}

/// The paths that a template may have, below the folders of templates.
fn candidates(asked: TemplateRequest<'_>) -> Vec<String> {
    let of_kind = |table: &[(&str, &'static [&'static str])]| {
        table.iter().find(|(kind, _)| *kind == asked.kind).map_or(&[][..], |(_, names)| names)
    };
    let own = Some(asked.section).filter(|section| !section.is_empty());
    let folders = own.into_iter().chain(of_kind(FOLDERS).iter().copied());
    let (output, end, language) = (asked.output, asked.extension, asked.language);
    let in_folder = |folder: &str| {
        let named = |name: &&'static str| {
            // `rss.xml` is the feed of a page of any kind, and `rss.rss.xml` is none.
            let forms = match *name {
                "" => vec![format!("{output}.{language}.{end}"), format!("{output}.{end}")],
                name => vec![format!("{name}.{language}.{output}.{end}"), format!("{name}.{output}.{end}")],
            };
            forms.into_iter().map(|file| join(folder, &file)).collect::<Vec<_>>()
        };
        let plain = |name: &&'static str| join(folder, &format!("{name}.{end}"));
        let names = of_kind(NAMES);
        let particular = names.iter().flat_map(named).collect::<Vec<_>>();
        particular
            .into_iter()
            .chain(names.iter().filter(|name| !name.is_empty()).map(plain))
            .collect::<Vec<_>>()
    };
    folders.flat_map(in_folder).collect()
}

/// The folders of templates: of the site, then of its themes, wherever they are kept.
fn roots(settings: &Settings) -> Vec<String> {
    let own = settings.text(&["layoutDir"]).map_or_else(|| "layouts".to_owned(), |dir| plain(&dir.value));
    let themes_dir =
        settings.text(&["themesDir"]).map_or_else(|| "themes".to_owned(), |dir| plain(&dir.value));
    let imports = settings.get(&["module", "imports"]).map(|(imports, _)| imports);
    let imported = imports.and_then(|imports| imports.as_array()).into_iter().flatten();
    let imported = imported.filter_map(|import| text(import, &["path"]));
    let themes = settings.list(&["theme"]).into_iter().chain(imported).flat_map(|theme| {
        let last = theme.rsplit('/').next().unwrap_or_default().to_owned();
        [join(&themes_dir, &theme), join("_vendor", &theme), join(&themes_dir, &last)]
    });
    let layouts = themes.map(|theme| join(&theme, "layouts"));
    [own].into_iter().chain(layouts).collect()
}

/// The sections that a site says it is mainly about.
fn main_sections(settings: &Settings, language: &str) -> Option<Vec<String>> {
    let own = ["mainSections"];
    let paths: [&[&str]; 4] =
        [&["languages", language, "params"], &["languages", language], &["params"], &[]];
    paths.iter().find_map(|path| {
        let (value, _) = settings.get(&[path, &own[..]].concat())?;
        Some(list(value))
    })
}

/// The values of what a condition asks for, of an article in these sections.
pub(super) fn values(head: &Table<'_>, fact: &Fact, section: &str) -> Values {
    let text = |text: &str| Values { kind: Some(Kind::Text), ..Values::text(Some(text.to_owned())) };
    match fact {
        Fact::Section => text(section),
        Fact::Given(_) => missing(),
        Fact::Key(path) => of_key(head, path),
        Fact::Type => {
            let own = of_key(head, &["type".to_owned()]);
            let by_place = if section.is_empty() { "page" } else { section };
            if own.all.is_empty() { text(by_place) } else { own }
        }
    }
}

/// The values of a key, in `params` or else at the top level.
fn of_key(head: &Table<'_>, path: &[String]) -> Values {
    let Some((first, rest)) = path.split_first() else { return missing() };
    let own = head.get("params").and_then(Field::as_table).and_then(|params| named(params, first));
    let value = rest
        .iter()
        .try_fold(own.or_else(|| named(head, first)), |value, name| Some(named(value?.as_table()?, name)));
    value.flatten().map_or_else(missing, said)
}

fn missing() -> Values {
    Values { kind: Some(Kind::Missing), ..Values::default() }
}

/// The value of a key, whose case does not matter.
fn named<'h>(table: &'h Table<'h>, name: &str) -> Option<&'h Field<'h>> {
    table.entries.iter().find(|(key, ..)| key.eq_ignore_ascii_case(name)).map(|(_, _, value)| value)
}

fn said(value: &Field<'_>) -> Values {
    let all = value.items().iter().filter_map(plain_text).collect();
    Values { is_list: value.as_list().is_some(), is_said: true, all, kind: Some(kind(value)) }
}

/// The kind that Hugo gives to a value.
fn kind(value: &Field<'_>) -> Kind {
    let of_many = |is_empty: bool| if is_empty { Kind::Empty } else { Kind::Filled };
    match &value.node {
        Node::Text(_) => Kind::Text,
        Node::Plain(text) if ["", "~", "null", "Null", "NULL"].contains(&&**text) => Kind::Null,
        Node::Plain(text) => Kind::of(text),
        Node::Integer(_) | Node::Float(_) => Kind::Number,
        Node::Boolean(_) => Kind::Truth,
        Node::Datetime(_) => Kind::Date,
        Node::List(list) => of_many(list.is_empty()),
        Node::Table(table) => of_many(table.entries.is_empty()),
        Node::Computed(_) => Kind::Filled,
    }
}

/// A single value as a text that is the same for the same value.
fn plain_text(value: &Field<'_>) -> Option<String> {
    let text = value.scalar()?;
    Some(match kind(value) {
        Kind::Truth => text.to_lowercase(),
        Kind::Number => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => number.to_string(),
            (Err(_), Ok(number)) => number.to_string(),
            (Err(_), Err(_)) => text,
        },
        Kind::Missing | Kind::Null | Kind::Text | Kind::Date | Kind::Empty | Kind::Filled => text,
    })
}
