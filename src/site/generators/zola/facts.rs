//! An article in, what the templates of feeds may ask of it out.

use std::sync::Arc;

use serde_json::Value;

use super::pages::Pages;
use crate::site::fields;
use crate::site::file_name::{dir, join};
use crate::site::function::Function;
use crate::site::generators::condition::{Condition, Fact, Field, Test, Truthiness, Values, of_key};
use crate::site::generators::settings::at;
use crate::site::rules::{ArticlePredicate, PageLocation, PageParts};

/// Its path on the site.
pub(super) const PATH: &str = "path";

/// The path of its file.
pub(super) const FILE: &str = "relative_path";

/// The sections that it is in.
pub(super) const ANCESTORS: &str = "ancestors";

/// Whether it has a page.
const RENDERED: &str = "rendered";

/// Before the name of a setting of the article itself, or else of the nearest section that has it, or of the site.
const NEAREST: &str = "nearest ";

/// The nearest setting of a name.
pub(super) fn nearest(name: &str) -> Field {
    Field { fact: Fact::Given(format!("{NEAREST}{name}")), default: None }
}

/// That an article has a page.
pub(super) fn rendered() -> Condition {
    Condition::Is(
        Field { fact: Fact::Given(RENDERED.to_owned()), default: None },
        Test::True(Truthiness::Filled),
    )
}

/// Whether an article satisfies a condition.
pub(super) fn satisfies(pages: Arc<Pages>, condition: Condition) -> Function<ArticlePredicate> {
    Function::new(Arc::new(move |parts: &PageParts<'_>| condition.holds(&|fact| pages.values(parts, fact))))
}

impl Pages {
    fn values(&self, parts: &PageParts<'_>, fact: &Fact) -> Values {
        let one = |text: String| Values::text(Some(text));
        match fact {
            Fact::Key(path) => of_key(parts.head, path),
            Fact::Given(name) if name == PATH => match self.page(parts) {
                PageLocation::At(path) => one(format!("/{path}")),
                PageLocation::Encoded(_)
                | PageLocation::Elsewhere(_)
                | PageLocation::Computed(_)
                | PageLocation::Nowhere => Values::default(),
            },
            Fact::Given(name) if name == FILE => one(parts.path.to_owned()),
            Fact::Given(name) if name == RENDERED => one(is_rendered(parts).to_string()),
            Fact::Given(name) if name == ANCESTORS => {
                let sections = self.sections_of(parts).into_iter().map(|(file, _)| file);
                Values::list(sections.collect())
            }
            Fact::Given(name) => name.strip_prefix(NEAREST).map_or_else(Values::default, |name| {
                let own = of_key(parts.head, &["extra".to_owned(), name.to_owned()]);
                if own.all.is_empty() { self.inherited(parts, name) } else { own }
            }),
            Fact::Section | Fact::Type => Values::default(),
        }
    }

    /// The setting that an article has by its sections, or by the site.
    fn inherited(&self, parts: &PageParts<'_>, name: &str) -> Values {
        let of_sections = self.sections_of(parts).into_iter();
        let of_sections = of_sections.filter_map(|(_, head)| at(head, &["extra", name]));
        let found = of_sections.chain(self.extra.get(name)).find_map(Value::as_str);
        Values::text(found.map(str::to_owned))
    }

    /// The sections that an article is in, the nearest first: their files and heads.
    fn sections_of(&self, parts: &PageParts<'_>) -> Vec<(String, &Value)> {
        let suffix = self.key_of(parts);
        let name = if suffix.is_empty() { "_index.md".to_owned() } else { format!("_index.{suffix}.md") };
        let mut folders = vec![parts.file_name.dir];
        while let Some(last) = folders.last().copied().filter(|last| !last.is_empty()) {
            folders.push(dir(last));
        }
        let section = |folder: &str| self.sections.get(&(folder.to_owned(), suffix.to_owned()));
        folders.into_iter().filter_map(|folder| Some((join(folder, &name), section(folder)?))).collect()
    }
}

/// Whether an article has a page.
pub(super) fn is_rendered(parts: &PageParts<'_>) -> bool {
    parts.head.get("render").and_then(fields::Value::truth) != Some(false)
}
