//! The positioned tree: elements, attributes and texts as ranges of the file. Small on purpose: a node is 36 bytes and
//! copies nothing, so that an entry costs little more than its own text.

use std::borrow::Cow;
use std::ops::Range;

use super::Ns;
use crate::source::entities::Entities;
use crate::source::text::{Offset, Part, Value};

/// An element's index in the tree.
pub(crate) type NodeId = u32;

/// After the last sibling.
const NOTHING: NodeId = 0;

#[derive(Clone, Copy, Debug)]
struct Node {
    start: Offset,
    /// After the start tag's `>`; the end of a text.
    open_end: Offset,
    /// After the end tag.
    end: Offset,
    parent: NodeId,
    next: NodeId,
    first_attribute: u32,
    name_length: u16,
    /// The length of the prefix with its colon.
    prefix_length: u16,
    ns: Ns,
    is_text: bool,
}

#[derive(Clone, Copy, Debug)]
struct AttributeNode {
    name: Offset,
    value: Offset,
    value_end: Offset,
    name_length: u16,
    prefix_length: u16,
    ns: Ns,
}

/// A name as written: its place, its length, and the length of its prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenName {
    pub(crate) start: Offset,
    pub(crate) length: u16,
    pub(crate) prefix_length: u16,
    pub(crate) ns: Ns,
}

/// The tree of the elements that were read and not dropped.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    pub(crate) text: &'t str,
    /// Those that the document declares; none if references to them stand as they are written.
    pub(crate) entities: Option<Entities>,
    nodes: Vec<Node>,
    attributes: Vec<AttributeNode>,
    /// The last child of each open element, to be linked to its next sibling.
    open: Vec<(NodeId, NodeId)>,
    /// Whether only comments follow the text that was read last.
    in_text: bool,
}

impl<'t> Tree<'t> {
    pub(crate) fn new(text: &'t str, entities: Option<Entities>) -> Tree<'t> {
        Tree { text, entities, nodes: Vec::new(), attributes: Vec::new(), open: Vec::new(), in_text: false }
    }

    /// The root element, once it has begun.
    pub(crate) fn root(&self) -> Option<Element<'_>> {
        (!self.nodes.is_empty()).then_some(Element { tree: self, id: 0 })
    }

    #[inline]
    pub(crate) fn element(&self, id: NodeId) -> Element<'_> {
        Element { tree: self, id }
    }

    /// How many elements are open.
    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open element.
    #[inline]
    pub(crate) fn innermost(&self) -> Option<Element<'_>> {
        self.open.last().map(|(id, _)| self.element(*id))
    }

    /// The open elements, innermost first.
    pub(crate) fn ancestors(&self) -> impl Iterator<Item = Element<'_>> {
        self.open.iter().rev().map(|(id, _)| self.element(*id))
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX);
        let last = self.open.last().map_or(NOTHING, |(_, last)| *last);
        if last != NOTHING
            && let Some(sibling) = self.nodes.get_mut(last as usize)
        {
            sibling.next = id;
        }
        if let Some((_, last)) = self.open.last_mut() {
            *last = id;
        }
        self.nodes.push(node);
        id
    }

    /// Opens an element; its attributes follow.
    pub(crate) fn open(&mut self, name: WrittenName, open_end: Offset) -> NodeId {
        self.in_text = false;
        let parent = self.open.last().map_or(NOTHING, |(id, _)| *id);
        let id = self.push(Node {
            start: name.start.saturating_sub(1),
            open_end,
            end: open_end,
            parent,
            next: NOTHING,
            first_attribute: u32::try_from(self.attributes.len()).unwrap_or(u32::MAX),
            name_length: name.length,
            prefix_length: name.prefix_length,
            ns: name.ns,
            is_text: false,
        });
        self.open.push((id, NOTHING));
        id
    }

    /// Adds an attribute to the element opened last.
    pub(crate) fn attribute(&mut self, name: WrittenName, value: Range<Offset>) {
        self.attributes.push(AttributeNode {
            name: name.start,
            value: value.start,
            value_end: value.end,
            name_length: name.length,
            prefix_length: name.prefix_length,
            ns: name.ns,
        });
    }

    /// Adds text, or extends the text before it.
    pub(crate) fn text(&mut self, range: Range<Offset>) {
        let Some((parent, last)) = self.open.last().copied() else { return };
        if let Some(node) = self.nodes.get_mut(last as usize)
            && self.in_text
        {
            node.open_end = range.end;
            node.end = range.end;
            return;
        }
        self.in_text = true;
        self.push(Node {
            start: range.start,
            open_end: range.end,
            end: range.end,
            parent,
            next: NOTHING,
            first_attribute: u32::try_from(self.attributes.len()).unwrap_or(u32::MAX),
            name_length: 0,
            prefix_length: 0,
            ns: Ns::NONE,
            is_text: true,
        });
    }

    /// Closes the innermost element.
    pub(crate) fn close(&mut self, end: Offset) -> Option<NodeId> {
        self.in_text = false;
        let (id, _) = self.open.pop()?;
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.end = end;
        }
        Some(id)
    }

    /// Removes the element closed last.
    pub(crate) fn forget(&mut self, id: NodeId) {
        let Some(node) = self.nodes.get(id as usize) else { return };
        self.attributes.truncate(node.first_attribute as usize);
        self.nodes.truncate(id as usize);
        let before = self.last_child_before(id);
        if let Some((_, last)) = self.open.last_mut() {
            *last = before;
        }
        if before != NOTHING
            && let Some(sibling) = self.nodes.get_mut(before as usize)
        {
            sibling.next = NOTHING;
        }
    }

    /// The sibling before a node that is the last of the tree: the child of the innermost open element that it stood
    /// in before.
    fn last_child_before(&self, id: NodeId) -> NodeId {
        let Some((parent, _)) = self.open.last() else { return NOTHING };
        let mut at = id.saturating_sub(1);
        while let Some(node) = self.nodes.get(at as usize) {
            if at <= *parent {
                return NOTHING;
            }
            if node.parent == *parent {
                return at;
            }
            at = node.parent;
        }
        NOTHING
    }

    /// The text of a range: of an attribute or between tags.
    #[inline]
    pub(crate) fn value(&self, range: Range<Offset>, part: Part) -> Value<'_> {
        Value::new(self.text, self.entities.as_ref(), range, part)
    }

    #[inline]
    fn slice(&self, range: Range<Offset>) -> &'t str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}

/// An element of the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The name of an element or attribute in a rule.
pub(crate) type Name = (Ns, &'static str);

impl<'t> Element<'t> {
    #[inline]
    fn node(self) -> Node {
        const GONE: Node = Node {
            start: 0,
            open_end: 0,
            end: 0,
            parent: NOTHING,
            next: NOTHING,
            first_attribute: u32::MAX,
            name_length: 0,
            prefix_length: 0,
            ns: Ns::UNKNOWN,
            is_text: false,
        };
        self.tree.nodes.get(self.id as usize).copied().unwrap_or(GONE)
    }

    #[inline]
    pub(crate) fn ns(self) -> Ns {
        self.node().ns
    }

    /// The name as written: `media:content`.
    #[inline]
    pub(crate) fn written(self) -> &'t str {
        self.tree.slice(self.name_range())
    }

    /// The name without its prefix.
    #[inline]
    pub(crate) fn local(self) -> &'t str {
        let range = self.name_range();
        self.tree.slice(range.start + Offset::from(self.node().prefix_length)..range.end)
    }

    /// The prefix as written; empty if absent.
    #[inline]
    pub(crate) fn prefix(self) -> &'t str {
        let node = self.node();
        // The prefix ends before the colon.
        match node.prefix_length.checked_sub(1) {
            Some(length) => self.tree.slice(node.start + 1..node.start + 1 + Offset::from(length)),
            None => "",
        }
    }

    #[inline]
    pub(crate) fn is(self, name: Name) -> bool {
        self.ns() == name.0 && self.local() == name.1
    }

    /// The range of its name in its start tag.
    #[inline]
    pub(crate) fn name_range(self) -> Range<Offset> {
        let node = self.node();
        node.start + 1..node.start + 1 + Offset::from(node.name_length)
    }

    /// The start tag.
    pub(crate) fn tag(self) -> Range<Offset> {
        let node = self.node();
        node.start..node.open_end
    }

    /// The whole element.
    pub(crate) fn range(self) -> Range<Offset> {
        let node = self.node();
        node.start..node.end
    }

    pub(crate) fn parent(self) -> Option<Element<'t>> {
        (self.id != 0).then(|| Element { tree: self.tree, id: self.node().parent })
    }

    fn nodes(self) -> impl Iterator<Item = (NodeId, Node)> {
        let first = self.id + 1;
        let is_child = |node: &&Node| node.parent == self.id;
        let start = self.tree.nodes.get(first as usize).filter(is_child).map_or(NOTHING, |_| first);
        std::iter::successors(Some(start), move |at| self.tree.nodes.get(*at as usize).map(|node| node.next))
            .take_while(|at| *at != NOTHING)
            .filter_map(move |at| Some((at, *self.tree.nodes.get(at as usize)?)))
    }

    /// Its child elements.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.nodes().filter(|(_, node)| !node.is_text).map(move |(id, _)| Element { tree: self.tree, id })
    }

    /// Its descendants, in document order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        let end = self.node().end;
        (self.id + 1..)
            .map_while(move |id| Some((id, *self.tree.nodes.get(id as usize)?)))
            .take_while(move |(_, node)| node.start < end)
            .filter(|(_, node)| !node.is_text)
            .map(move |(id, _)| Element { tree: self.tree, id })
    }

    /// The children with a name.
    pub(crate) fn all(self, name: Name) -> impl Iterator<Item = Element<'t>> {
        self.children().filter(move |child| child.is(name))
    }

    /// The first child with a name.
    pub(crate) fn child(self, name: Name) -> Option<Element<'t>> {
        self.all(name).next()
    }

    /// Its own texts, one for each stretch without an element.
    pub(crate) fn texts(self) -> impl Iterator<Item = Value<'t>> {
        self.nodes()
            .filter(|(_, node)| node.is_text)
            .map(move |(_, node)| self.tree.value(node.start..node.open_end, Part::Content))
    }

    /// Its text: the first stretch that is not whitespace, otherwise an empty one.
    pub(crate) fn text(self) -> Value<'t> {
        let mut first = None;
        for text in self.texts() {
            if !text.is_blank() {
                return text;
            }
            first = first.or(Some(text));
        }
        let here = self.node().open_end;
        first.unwrap_or_else(|| self.tree.value(here..here, Part::Content))
    }

    /// Its text without surrounding whitespace.
    pub(crate) fn trimmed(self) -> Cow<'t, str> {
        match self.text().into_text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Whether that is `text`; a long text is decoded only as far as necessary.
    pub(crate) fn equals_trimmed(self, text: &str) -> bool {
        self.text().equals_trimmed(text)
    }

    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        let node = self.node();
        let next = self.tree.nodes.get(self.id as usize + 1).map(|next| next.first_attribute as usize);
        let from = (node.first_attribute as usize).min(self.tree.attributes.len());
        let to = next.unwrap_or(self.tree.attributes.len()).max(from);
        let all = self.tree.attributes.get(from..to).unwrap_or_default();
        all.iter().map(move |node| Attribute { tree: self.tree, node })
    }

    /// The unprefixed attribute with a name.
    pub(crate) fn attribute(self, name: &str) -> Option<Attribute<'t>> {
        self.attributes().find(|attribute| attribute.ns() == Ns::NONE && attribute.local() == name)
    }

    /// An attribute of the `xml` namespace.
    pub(crate) fn xml_attribute(self, name: &str) -> Option<Attribute<'t>> {
        self.attributes().find(|attribute| attribute.ns() == Ns::XML && attribute.local() == name)
    }
}

/// An attribute of an element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute<'t> {
    tree: &'t Tree<'t>,
    node: &'t AttributeNode,
}

impl<'t> Attribute<'t> {
    #[inline]
    pub(crate) fn ns(self) -> Ns {
        self.node.ns
    }

    #[inline]
    pub(crate) fn written(self) -> &'t str {
        self.tree.slice(self.name_range())
    }

    #[inline]
    pub(crate) fn local(self) -> &'t str {
        let range = self.name_range();
        self.tree.slice(range.start + Offset::from(self.node.prefix_length)..range.end)
    }

    #[inline]
    pub(crate) fn name_range(self) -> Range<Offset> {
        self.node.name..self.node.name + Offset::from(self.node.name_length)
    }

    /// The range with its name and quotes.
    pub(crate) fn range(self) -> Range<Offset> {
        self.node.name..self.node.value_end + 1
    }

    pub(crate) fn value(self) -> Value<'t> {
        self.tree.value(self.node.value..self.node.value_end, Part::Attribute)
    }

    pub(crate) fn trimmed(self) -> Cow<'t, str> {
        match self.value().into_text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }
}
