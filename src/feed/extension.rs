//! Names, attributes and texts in, elements of other namespaces in the `rss` crate's form out.

use std::collections::BTreeMap;

use rss::extension::{Extension, ExtensionMap};

pub(super) fn text(name: &str, value: &str) -> Extension {
    element(name, &[], Some(value))
}

pub(super) fn element(name: &str, attributes: &[(&str, &str)], value: Option<&str>) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        children: BTreeMap::new(),
    }
}

/// An element with children, which the `rss` crate sorts by name.
pub(super) fn parent(
    name: &str,
    attributes: &[(&str, &str)],
    children: impl IntoIterator<Item = Extension>,
) -> Extension {
    let mut parent = element(name, attributes, None);
    for child in children {
        let local = child.name.split_once(':').map_or(child.name.as_str(), |(_, local)| local).to_owned();
        parent.children.entry(local).or_default().push(child);
    }
    parent
}

/// Elements by prefix and local name, as in the `rss` crate, which sorts them so. Pictures keep their order, whether or not
/// they are groups.
pub(super) fn extensions(elements: impl IntoIterator<Item = Extension>) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for element in elements {
        let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
        let local = if element.name == "media:group" { "content" } else { local };
        let (prefix, local) = (prefix.to_owned(), local.to_owned());
        map.entry(prefix).or_default().entry(local).or_default().push(element);
    }
    map
}
