//! The elements of a tree, by their names and by the names of their attributes: one walk answers what every step of the
//! clean-up asks, and most articles have little that any of them looks for.

use std::collections::BTreeMap;

use dom_query::NodeRef;

/// Elements, each with its place in the order of the document.
type Index<'t> = BTreeMap<String, Vec<(usize, NodeRef<'t>)>>;

/// The elements that a tree had when they were listed. What has left the tree since is among them: a step that changes
/// it as well harms nobody, one that reads lists anew.
#[derive(Default)]
pub(super) struct Elements<'t> {
    names: Index<'t>,
    attributes: Index<'t>,
}

impl<'t> Elements<'t> {
    /// Lists those below a node.
    pub(super) fn below(root: &NodeRef<'t>) -> Elements<'t> {
        let mut elements = Elements::default();
        for (place, node) in root.descendants_it().enumerate() {
            let Some(element) = node.element_ref() else { continue };
            note(&mut elements.names, &element.name.local, (place, node));
            // Those of another namespace, as `xlink:href`, are others.
            for attribute in element.attrs.iter().filter(|attribute| attribute.name.ns.is_empty()) {
                note(&mut elements.attributes, &attribute.name.local, (place, node));
            }
        }
        elements
    }

    /// Those of the names, in the order of the document.
    pub(super) fn named(&self, names: &[&str]) -> Vec<NodeRef<'t>> {
        pick(&self.names, names)
    }

    /// Those that have one of the attributes, in the order of the document.
    pub(super) fn having(&self, attributes: &[&str]) -> Vec<NodeRef<'t>> {
        pick(&self.attributes, attributes)
    }
}

fn note<'t>(index: &mut Index<'t>, name: &str, element: (usize, NodeRef<'t>)) {
    match index.get_mut(name) {
        Some(others) => others.push(element),
        None => _ = index.insert(name.to_owned(), vec![element]),
    }
}

fn pick<'t>(index: &Index<'t>, names: &[&str]) -> Vec<NodeRef<'t>> {
    let found = names.iter().filter_map(|name| index.get(*name)).flatten().copied();
    found.collect::<BTreeMap<_, _>>().into_values().collect()
}
