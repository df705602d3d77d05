//! A tree in, its elements by name and by attribute out. One walk serves all steps of the clean-up, most of which find
//! little in most articles.

use std::collections::BTreeMap;

use dom_query::NodeRef;

pub(super) use crate::source::html::unwrap;

/// Elements with their positions in document order.
type Index<'t> = BTreeMap<String, Vec<(usize, NodeRef<'t>)>>;

/// The elements of a tree when they were listed. They may have been removed since then: modifying them is harmless, but
/// a step that reads must list them again.
#[derive(Default)]
pub(super) struct Elements<'t> {
    names: Index<'t>,
    attributes: Index<'t>,
}

impl<'t> Elements<'t> {
    /// Lists the elements below a node.
    pub(super) fn below(root: &NodeRef<'t>) -> Elements<'t> {
        let mut elements = Elements::default();
        for (place, node) in root.descendants_it().enumerate() {
            let Some(element) = node.element_ref() else { continue };
            add(&mut elements.names, &element.name.local, (place, node));
            // Attributes in another namespace, such as `xlink:href`, are different ones.
            for attribute in element.attrs.iter().filter(|attribute| attribute.name.ns.is_empty()) {
                add(&mut elements.attributes, &attribute.name.local, (place, node));
            }
        }
        elements
    }

    /// The elements with one of the names, in document order.
    pub(super) fn named(&self, names: &[&str]) -> Vec<NodeRef<'t>> {
        find(&self.names, names)
    }

    /// The elements whose name passes a test, in document order.
    pub(super) fn named_by(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<NodeRef<'t>> {
        let names: Vec<_> = self.names.keys().map(String::as_str).filter(|name| is_wanted(name)).collect();
        self.named(&names)
    }

    /// The elements with one of the attributes, in document order.
    pub(super) fn with_attributes(&self, attributes: &[&str]) -> Vec<NodeRef<'t>> {
        find(&self.attributes, attributes)
    }
}

fn add<'t>(index: &mut Index<'t>, name: &str, element: (usize, NodeRef<'t>)) {
    match index.get_mut(name) {
        Some(others) => others.push(element),
        None => _ = index.insert(name.to_owned(), vec![element]),
    }
}

fn find<'t>(index: &Index<'t>, names: &[&str]) -> Vec<NodeRef<'t>> {
    let found = names.iter().filter_map(|name| index.get(*name)).flatten().copied();
    found.collect::<BTreeMap<_, _>>().into_values().collect()
}
