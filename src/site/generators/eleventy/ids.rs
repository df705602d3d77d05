//! The template of a feed in, how it makes the ids of entries out, if that is simple and not the address of the page.

use percent_encoding::percent_decode_str;

use crate::site::rules::{Detected, PageAddress};

/// The id of an entry: texts, and the path of its page in their middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IdTemplate {
    before: String,
    after: String,
}

impl IdTemplate {
    /// Reads a template. `data` gives the texts of names such as `metadata.url`.
    pub(super) fn of(template: &str, data: &dyn Fn((&str, &str)) -> Option<Detected>) -> Option<IdTemplate> {
        let (mut rest, _) = element(template)?.split_once("</")?;
        let mut id = IdTemplate { before: String::new(), after: String::new() };
        let mut has_path = false;
        while let Some((text, behind)) = rest.split_once("{{") {
            let (expression, behind) = behind.split_once("}}")?;
            let expression = expression.trim_matches(['-', ' ']);
            let part = if has_path { &mut id.after } else { &mut id.before };
            part.push_str(text.trim_start());
            if matches!(expression, "post.url" | "item.url" | "entry.url" | "page.url") {
                has_path = true;
            } else {
                part.push_str(&data(expression.split_once('.')?)?.value);
            }
            rest = behind;
        }
        id.after.push_str(rest.trim_end());
        has_path.then_some(id)
    }

    /// The id of the entry with a page.
    pub(super) fn id(&self, page: &PageAddress<'_>) -> String {
        let path = percent_decode_str(page.path).decode_utf8_lossy();
        format!("{}/{}{}", self.before, path.trim_start_matches('/'), self.after)
    }
}

/// What follows the beginning of the element with the id of an entry.
fn element(template: &str) -> Option<&str> {
    let entry = ["<item", "<entry"].iter().find_map(|mark| Some(template.split_once(mark)?.1))?;
    let of_rss = || entry.split_once("<guid")?.1.split_once('>').map(|(_, rest)| rest);
    of_rss().or_else(|| Some(entry.split_once("<id>")?.1))
}
