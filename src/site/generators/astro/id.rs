//! The path of an entry in, its id out; and the parts of ids that addresses are made of.

/// A part of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IdPart {
    Whole,
    /// Without the folders in it whose names begin with `_`.
    Visible,
    /// Without the first such text in it.
    Without(String),
    /// Without such a text at its beginning.
    After(String),
    /// Without so many folders at its beginning.
    Below(usize),
    /// Without all of its folders.
    Last,
}

impl IdPart {
    /// The part of an id.
    pub(super) fn of(&self, id: &str) -> String {
        let parts: Vec<_> = id.split('/').collect();
        match self {
            IdPart::Whole => id.to_owned(),
            IdPart::Visible => {
                parts.into_iter().filter(|part| !part.starts_with('_')).collect::<Vec<_>>().join("/")
            }
            IdPart::Without(text) => id.replacen(text, "", 1),
            IdPart::After(text) => id.strip_prefix(text.as_str()).unwrap_or(id).to_owned(),
            IdPart::Below(count) => parts.get(*count..).unwrap_or_default().join("/"),
            IdPart::Last => parts.last().copied().unwrap_or_default().to_owned(),
        }
    }

    /// The part that methods of an id give: `.replace("en/", "")`, `.split("/").slice(1).join("/")`.
    fn of_methods(methods: &str) -> Option<IdPart> {
        let squashed: String = methods.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = squashed.replace(['\'', '`'], "\"");
        if let Some(pattern) = plain.strip_prefix(".replace(").and_then(|rest| rest.strip_suffix(",\"\")")) {
            if let Some(text) = pattern.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                return Some(IdPart::Without(text.to_owned()));
            }
            let text = pattern.strip_prefix("/^")?.strip_suffix('/')?.replace("\\/", "/");
            let is_plain = !text.contains(['(', '[', '.', '*', '+', '?', '|', '{', '\\', '$']);
            return is_plain.then_some(IdPart::After(text));
        }
        let parts = plain.strip_prefix(".split(\"/\")")?;
        if parts == ".pop()" || parts == ".at(-1)" || parts == ".slice(-1)[0]" {
            return Some(IdPart::Last);
        }
        let count = parts.strip_prefix(".slice(")?.strip_suffix(").join(\"/\")")?;
        count.parse().ok().map(IdPart::Below)
    }
}

/// The part of an id that an expression is.
pub(super) fn part_of_id(expression: &str) -> Option<IdPart> {
    let method = [".id.", ".slug.", ".id?.", ".slug?."].iter().find_map(|id| {
        let (before, methods) = expression.split_once(id)?;
        let is_name = before.chars().all(|c| c.is_alphanumeric() || "_$.".contains(c));
        is_name.then_some(methods)
    });
    IdPart::of_methods(&format!(".{}", method?))
}

/// The id of an entry: each part of the path as GitHub makes anchors.
pub(super) fn id_of(path: &str) -> String {
    let path = path.strip_suffix("/index").unwrap_or(path);
    let kept = |c: &char| c.is_alphanumeric() || is_mark(*c) || matches!(c, '-' | '_' | ' ');
    let part = |part: &str| {
        part.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect::<String>()
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn is_mark(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    c.general_category_group() == GeneralCategoryGroup::Mark
}
