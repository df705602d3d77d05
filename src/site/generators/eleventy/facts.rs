//! What conditions of feeds ask of an article in, what the article says out.

use super::super::condition::{Condition, Fact, Values, of_key};
use super::data::{Data, EXCLUDED, FOLDER_EXCLUDED, FOLDER_TAGS, LISTED_TAGS, OVERRIDDEN_TAGS};
use crate::site::fields::Table;
use crate::site::file_name::{DateInName, join, without_extension};
use crate::site::rules::{PageLocation, PageParts, commas};

/// Tells the page of an article.
pub(super) type FindPage = fn(&PageParts<'_>, &Data) -> PageLocation;

/// Whether an article satisfies a condition. Its path is below the folder `input`, and `page` tells its page.
pub(super) fn holds(
    condition: &Condition,
    parts: &PageParts<'_>,
    input: &str,
    data: &Data,
    page: FindPage,
) -> bool {
    condition.holds(&|fact| match fact {
        Fact::Key(path) => said(parts.head, path),
        Fact::Given(name) => {
            let text = given(name, parts, input, || page(parts, data));
            Values::text(text)
        }
        Fact::Section | Fact::Type => Values::default(),
    })
}

/// The values of a key. The tags of an article are its own and those of its folders.
fn said(head: &Table<'_>, path: &[String]) -> Values {
    if path == [LISTED_TAGS] {
        let Values { is_list, is_said, mut all, .. } = said(head, &["tags".to_owned()]);
        let without = [EXCLUDED, FOLDER_EXCLUDED].into_iter().filter_map(|key| commas(head.get(key)?));
        let without: Vec<_> = without.flat_map(|list| Values::of(&list).all).collect();
        all.retain(|tag| !without.contains(tag));
        return Values { is_list, is_said, all, ..Values::default() };
    }
    if path != ["tags"] {
        return of_key(head, path);
    }
    let own = head.get(OVERRIDDEN_TAGS);
    let others = ["tags", FOLDER_TAGS].into_iter().filter(|_| own.is_none());
    let lists = own.into_iter().chain(others.filter_map(|key| head.get(key)));
    let all = lists.flat_map(|list| Values::of(&commas(list).unwrap_or_else(|| list.clone())).all);
    Values::list(all.collect())
}

/// What Eleventy says of a page besides its data.
fn given(name: &str, parts: &PageParts<'_>, input: &str, page: impl Fn() -> PageLocation) -> Option<String> {
    match name {
        "inputPath" => Some(format!("./{}", join(input, parts.path))),
        "filePathStem" => Some(format!("/{}", without_extension(parts.path))),
        "fileSlug" => Some(parts.file_name.words(DateInName::Iso).to_owned()),
        "url" => match page() {
            PageLocation::Encoded(path) | PageLocation::At(path) => Some(format!("/{path}")),
            PageLocation::Elsewhere(url) => Some(url),
            PageLocation::Computed(_) => Some("/".to_owned()),
            PageLocation::Nowhere => None,
        },
        _ => None,
    }
}
