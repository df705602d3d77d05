//! HTML trees that stay within a budget of nodes and of HTML.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;

use dom_query::{Document, Matcher, NodeId, NodeRef};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment};

use super::limits::MAX_ATTRIBUTES;
use crate::source::bounds::{self, Budget, Oversized};

/// How much is parsed between two checks of the tree's size.
const PIECE: usize = 4 * 1024;

/// Parses a whole document.
///
/// # Errors
/// If its tree exceeds the budget.
pub(crate) fn document(html: &str, budget: Budget) -> Result<Document, Oversized> {
    parse(parse_document(Bounded::new(Document::default(), budget), options(false)), html)
}

/// Parses the content of a document's body.
///
/// # Errors
/// If its tree exceeds the budget.
pub(crate) fn fragment(html: &str, budget: Budget) -> Result<Document, Oversized> {
    let sink = Bounded::new(Document::fragment_sink(), budget);
    let body = QualName::new(None, ns!(html), local_name!("body"));
    parse(parse_fragment(sink, options(true), body, Vec::new(), false), html)
}

/// Whether a text is a CSS selector.
pub(crate) fn is_selector(text: &str) -> bool {
    Matcher::new(text).is_ok()
}

/// Replaces an element by its content.
pub(crate) fn unwrap(element: &NodeRef<'_>) {
    if let Some(first) = element.first_child() {
        element.insert_siblings_before(&first);
    }
    element.remove_from_parent();
}

/// As `dom_query` has them.
fn options(drop_doctype: bool) -> ParseOpts {
    let tree_builder =
        TreeBuilderOpts { scripting_enabled: false, drop_doctype, ..TreeBuilderOpts::default() };
    ParseOpts { tree_builder, ..ParseOpts::default() }
}

fn parse(mut parser: Parser<Bounded>, html: &str) -> Result<Document, Oversized> {
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece(rest));
        parser.process(StrTendril::from(piece));
        parser.tokenizer.sink.sink.fits()?;
        rest = after;
    }
    let bounded = parser.finish();
    bounded.fits()?;
    Ok(bounded.document)
}

/// The length of a piece that ends before a tag, if possible.
fn piece(rest: &str) -> usize {
    let most = rest.floor_char_boundary(PIECE);
    let tag = rest.get(1..most).and_then(|piece| piece.rfind('<')).map(|at| at + 1);
    if most == rest.len() { most } else { tag.unwrap_or(most) }
}

/// A document that counts what is put into it, since a short text can make a large tree: formatting is opened again in each
/// block (WHATWG HTML §13.2.4.3).
struct Bounded {
    document: Document,
    budget: Budget,
    nodes: Cell<usize>,
    bytes: Cell<usize>,
    /// The number of attributes that tags added to existing elements.
    added: Cell<usize>,
    /// The depth at which each node was first inserted, and the maximum depth.
    depths: RefCell<BTreeMap<NodeId, usize>>,
    deepest: Cell<usize>,
}

impl Bounded {
    fn new(document: Document, budget: Budget) -> Bounded {
        Bounded {
            document,
            budget,
            nodes: Cell::default(),
            bytes: Cell::default(),
            added: Cell::default(),
            depths: RefCell::default(),
            deepest: Cell::default(),
        }
    }

    fn fits(&self) -> Result<(), Oversized> {
        self.budget.check_nodes(self.nodes.get())?;
        bounds::check_depth(self.deepest.get())?;
        self.budget.check_html(self.bytes.get())
    }

    /// The parser goes through all elements that are open for each tag: what the limits on the text let through is counted
    /// here.
    fn note_depth(&self, parent: NodeId, child: &NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = child {
            let mut depths = self.depths.borrow_mut();
            let depth = depths.get(&parent).copied().unwrap_or_default() + 1;
            depths.insert(*node, depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }

    fn count(&self, nodes: usize, bytes: usize) {
        self.nodes.set(self.nodes.get() + nodes);
        self.bytes.set(self.bytes.get() + bytes);
    }
}

impl TreeSink for Bounded {
    type Handle = NodeId;
    type Output = Bounded;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Bounded {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        // What does not fit is thrown away with the whole tree, at the end of the piece.
        let attributes = if self.fits().is_ok() { attributes } else { Vec::new() };
        let bytes = attributes.iter().map(|one| one.name.local.len() + one.value.len() + 4).sum::<usize>();
        // A text may stand behind it.
        self.count(2 + attributes.len(), 2 * name.local.len() + 5 + bytes);
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count(2, text.len());
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count(2, target.len() + data.len());
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.note_depth(*parent, &child);
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        self.note_depth(*before, &child);
        self.document.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.document.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.note_depth(*sibling, &child);
        self.document.append_before_sibling(sibling, child);
    }

    /// The attributes of `<html>` and `<body>` tags, which may be anywhere: each is compared with all before it.
    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.added.set(self.added.get() + attributes.len());
        if self.added.get() <= MAX_ATTRIBUTES {
            self.document.add_attrs_if_missing(target, attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

/// Whether an element has the attribute that hides it. Visitors open the panels of tabs, and find what is hidden until then.
#[must_use]
pub(crate) fn has_hidden(node: &NodeRef<'_>) -> bool {
    let is_hidden = node.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    is_hidden && !is_tab_panel(node)
}

/// Whether an element is the panel of a tab.
#[must_use]
pub(crate) fn is_tab_panel(node: &NodeRef<'_>) -> bool {
    node.attr("role").is_some_and(|role| role.trim().eq_ignore_ascii_case("tabpanel"))
}
