//! Elements in, findings about their grammar out. The grammar is data: for each element, its parents, how often it may
//! occur, its content, and its attributes.

mod atom;
mod atom_text;
mod itunes;
mod media;
mod modules;
mod podcast;
mod rss;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::check::codes::grammar::{
    MISPLACED_ELEMENT, MISSING_ATTRIBUTE, MISSING_ELEMENT, OLD_ATOM, REPEATED_ELEMENT, UNEXPECTED_MARKUP,
    UNEXPECTED_TEXT, UNKNOWN_ATTRIBUTE, UNKNOWN_ELEMENT,
};
use crate::check::finding::excerpt;
use crate::check::html;
use crate::check::registries;
use crate::check::scope::{Flavor, Scope};
use crate::check::values::{self, FieldValue, Owner, ValueKind, alternatives};
use crate::diagnostic;
use crate::diagnostic::Severity;
use crate::source::text::Offset;
use crate::source::xml::Ns;
use crate::source::xml::tree::{self, Element};

/// The grammar of an element.
#[derive(Debug)]
struct Row {
    ns: Ns,
    name: &'static str,
    /// The elements that may contain it, with the number of occurrences.
    parents: &'static [(&'static str, Occurrence)],
    content: ContentModel,
    attributes: &'static [Attribute],
}

/// The number of occurrences of an element in its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Occurrence {
    One,
    Optional,
    Any,
    Some,
}

use Occurrence::{Any, One, Optional, Some as AtLeastOne};

/// The content of an element.
#[derive(Clone, Copy, Debug)]
enum ContentModel {
    /// Elements from the tables.
    Elements,
    /// Text of a kind.
    Text(ValueKind),
    /// An Atom text, whose attribute `type` determines its kind.
    AtomText,
    /// Atom content.
    AtomContent,
    /// Nothing.
    Nothing,
    /// Content without a meaning: text and elements of other namespaces (RFC 4287 §4.2.7).
    Undefined,
    /// Anything.
    Anything,
}

#[derive(Debug)]
struct Attribute {
    name: &'static str,
    is_required: bool,
    kind: ValueKind,
}

const fn row(
    ns: Ns,
    name: &'static str,
    parents: &'static [(&'static str, Occurrence)],
    content: ContentModel,
    attributes: &'static [Attribute],
) -> Row {
    Row { ns, name, parents, content, attributes }
}

/// A required attribute.
const fn required(name: &'static str, kind: ValueKind) -> Attribute {
    Attribute { name, is_required: true, kind }
}

/// An optional attribute.
const fn optional(name: &'static str, kind: ValueKind) -> Attribute {
    Attribute { name, is_required: false, kind }
}

/// Placeholders for a feed and an entry of either format, as parents.
const FEED: &str = "FEED";
const ENTRY: &str = "ENTRY";

type Name<'n> = (Ns, &'n str);

/// The tables, indexed for lookup.
#[derive(Default)]
struct Grammar {
    /// By parent and element.
    rows: BTreeMap<(Name<'static>, Name<'static>), (&'static Row, Occurrence)>,
    children: BTreeMap<Name<'static>, Vec<(&'static Row, Occurrence)>>,
    names: BTreeMap<Name<'static>, Vec<&'static Row>>,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let tables = [rss::ROWS, atom::ROWS, itunes::ROWS, podcast::ROWS, media::ROWS, modules::ROWS];
    let mut grammar = Grammar::default();
    for row in tables.into_iter().flatten() {
        let name = (row.ns, row.name);
        grammar.names.entry(name).or_default().push(row);
        for (place, times) in row.parents {
            for parent in parent_names(place) {
                grammar.rows.insert((parent, name), (row, *times));
                grammar.children.entry(parent).or_default().push((row, *times));
            }
        }
    }
    grammar
});

/// The elements that a parent in the tables stands for.
fn parent_names(place: &'static str) -> Vec<Name<'static>> {
    match place {
        FEED => vec![(Ns::NONE, "channel"), (Ns::ATOM, "feed")],
        ENTRY => vec![(Ns::NONE, "item"), (Ns::ATOM, "entry")],
        place => match place.split_once(':') {
            Some((prefix, local)) => vec![(Ns::of_prefix(prefix).unwrap_or(Ns::UNKNOWN), local)],
            None => vec![(Ns::NONE, place)],
        },
    }
}

fn find<'g>(parent: Name<'g>, name: Name<'g>) -> Option<(&'static Row, Occurrence)> {
    let grammar: &'g Grammar = &GRAMMAR;
    let rows: &'g BTreeMap<(Name<'g>, Name<'g>), (&'static Row, Occurrence)> = &grammar.rows;
    rows.get(&(parent, name)).copied()
}

fn name(element: Element<'_>) -> Name<'_> {
    (element.ns(), element.local())
}

fn parent_name(element: Element<'_>) -> Name<'_> {
    element.parent().map_or((Ns::NONE, ""), name)
}

/// Elements of Media RSS that are called like others of an entry, with their names as subjects.
const MEDIA_NAMES: &[(&str, &str)] =
    &[("content", "media:content"), ("description", "media:description"), ("title", "media:title")];

/// The name of an element in the tables, used as the subject of findings.
pub(super) fn known_name(element: Element<'_>) -> &'static str {
    let known = find(parent_name(element), name(element)).map_or("", |(row, _)| row.name);
    let media = MEDIA_NAMES.iter().find(|(name, _)| element.ns() == Ns::MEDIA && *name == known);
    media.map_or(known, |(_, subject)| subject)
}

/// Whether an element is allowed in its parent.
pub(super) fn is_known(element: Element<'_>) -> bool {
    find(parent_name(element), name(element)).is_some()
}

/// Checks an element and its content.
pub(super) fn check(element: Element<'_>, scope: &mut Scope<'_>) {
    scope.enter_base(element);
    let mut skip_to = 0;
    let mut has_base = false;
    for at in std::iter::once(element).chain(element.descendants()) {
        if at.range().start < skip_to {
            continue;
        }
        let base = at.xml_attribute("base");
        if has_base || base.is_some() {
            scope.enter_base(at);
            has_base = true;
        }
        let Some((row, times)) = find(parent_name(at), name(at)) else {
            // A misplaced element is reported when its parent is checked.
            skip_to = at.range().end;
            continue;
        };
        if let Some(base) = base {
            check_xml_attribute(at, base, ("xml:base", ValueKind::Reference), scope);
        }
        check_attributes(at, row, scope);
        check_content(at, row, is_required(times), scope);
        if !matches!(row.content, ContentModel::Elements) {
            skip_to = at.range().end;
        }
    }
}

const fn is_required(times: Occurrence) -> bool {
    matches!(times, One | AtLeastOne)
}

fn check_content(element: Element<'_>, row: &'static Row, is_required: bool, scope: &mut Scope<'_>) {
    match row.content {
        ContentModel::Elements => {
            check_children(element, scope);
            no_text(element, scope);
        }
        ContentModel::Text(kind) => {
            if no_elements(element, scope) {
                let value = element.text();
                let range = if value.range().is_empty() { element.name_range() } else { value.range() };
                let field = FieldValue::new(Owner::Element(element.written()), &value, range);
                let field = field.required(is_required);
                if matches!(kind, ValueKind::Html) {
                    // Readers may prefer an empty text to the summary beside it.
                    if row.ns == Ns::CONTENT {
                        values::check(ValueKind::NonBlank, &field, scope);
                    }
                    html::defer(&value, row.name, scope);
                } else {
                    values::check(kind, &field, scope);
                }
            }
        }
        ContentModel::AtomText => atom_text::text(element, scope),
        ContentModel::AtomContent => atom_text::content(element, scope),
        ContentModel::Nothing => {
            if no_elements(element, scope) {
                no_text(element, scope);
            }
        }
        ContentModel::Undefined => check_undefined(element, scope),
        ContentModel::Anything => {}
    }
}

/// Checks content without a meaning, which must not be elements of Atom.
fn check_undefined(element: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(child) = element.children().find(|child| child.ns() == Ns::ATOM) {
        let (outer, inner) = (element.written(), excerpt(child.written()));
        let message = format!("`<{inner}>` is not allowed in `<{outer}>`");
        return scope.findings.add(
            &UNEXPECTED_MARKUP,
            child.name_range(),
            message,
            "move it out of the link",
        );
    }
    if let Some(text) = element.texts().find(|text| !text.is_blank()) {
        let content = text.text();
        let message = format!("readers ignore the text `{}` in `<{}>`", excerpt(&content), element.written());
        let lead = content.len() - content.trim_start().len();
        let range = text.locate(lead..content.trim_end().len());
        let help = "remove it, or write it as the attribute `title`";
        scope.findings.add(UNEXPECTED_TEXT.at(Severity::Warning), range, message, help);
    }
}

/// Reports text where only elements are allowed.
fn no_text(element: Element<'_>, scope: &mut Scope<'_>) {
    if let Some(text) = element.texts().find(|text| !text.is_blank()) {
        let message = format!("unexpected text `{1}` in `<{0}>`", element.written(), excerpt(&text.text()));
        let decoded = text.text();
        let lead = decoded.len() - decoded.trim_start().len();
        let range = text.locate(lead..decoded.trim_end().len());
        scope.findings.add(
            &UNEXPECTED_TEXT,
            range,
            message,
            "remove it, or move it into the element that it belongs to",
        );
    }
}

/// Reports elements where only text is allowed.
fn no_elements(element: Element<'_>, scope: &mut Scope<'_>) -> bool {
    let Some(child) = element.children().next() else { return true };
    unexpected_element(element, child, scope);
    false
}

fn unexpected_element(element: Element<'_>, child: Element<'_>, scope: &mut Scope<'_>) {
    let (outer, inner) = (element.written(), excerpt(child.written()));
    let message = format!("expected text in `<{outer}>`, found the element `<{inner}>`");
    let help = match (child.local(), child.trimmed()) {
        // Persons have elements in Atom, and a single text in RSS.
        ("name", name) if element.ns() == Ns::NONE => {
            format!(
                "write <dc:creator>{0}</dc:creator>, or <{outer}>name@example.org ({0})</{outer}>",
                excerpt(&name)
            )
        }
        (name, _) if registries::is_html(&name.to_ascii_lowercase()) && element.ns() != Ns::ATOM => {
            "write `&lt;` for `<`, or wrap the markup in a CDATA section".to_owned()
        }
        (name, _) if registries::is_html(&name.to_ascii_lowercase()) => {
            format!("write `&lt;` for `<`, and type=\"html\" on `<{outer}>`")
        }
        _ => format!("write the text of `<{outer}>` without elements"),
    };
    scope.findings.add(&UNEXPECTED_MARKUP, child.name_range(), message, help);
}

fn check_attributes(element: Element<'_>, row: &'static Row, scope: &mut Scope<'_>) {
    for attribute in row.attributes {
        match element.attribute(attribute.name) {
            Some(found) => {
                let value = found.value();
                let owner = owner(element, attribute.name);
                let field = FieldValue::new(owner, &value, found.range()).required(attribute.is_required);
                values::check(attribute.kind, &field, scope);
            }
            None if attribute.is_required => {
                let message = format!("`<{}>` has no attribute `{}`", element.written(), attribute.name);
                scope.findings.add(
                    &MISSING_ATTRIBUTE,
                    element.name_range(),
                    message,
                    format!("add {}=\"…\"", attribute.name),
                );
            }
            None => {}
        }
    }
    if matches!(row.content, ContentModel::Anything) && row.attributes.is_empty() {
        return;
    }
    for found in element.attributes().filter(|found| found.ns() == Ns::NONE) {
        let local = found.local();
        if !row.attributes.iter().any(|attribute| attribute.name == local) {
            let known: Vec<_> = row.attributes.iter().map(|attribute| attribute.name).collect();
            unknown_attribute(element, found.written(), found.name_range(), &known, scope);
        }
    }
    if let Some(language) = element.xml_attribute("lang") {
        check_xml_attribute(element, language, ("xml:lang", ValueKind::Language), scope);
    }
}

/// The owner of an attribute's value.
fn owner<'e>(element: Element<'e>, name: &'static str) -> Owner<'e> {
    let is_self = || element.attribute("rel").is_some_and(|rel| rel.trimmed() == "self");
    if name == "href" && element.is((Ns::ATOM, "link")) && is_self() {
        Owner::SelfLink
    } else {
        Owner::Attribute(element.written(), name)
    }
}

/// Checks an attribute that every element may have. An empty one resets the value of the elements around it
/// (XML 1.0 §2.12).
fn check_xml_attribute(
    element: Element<'_>,
    attribute: tree::Attribute<'_>,
    (name, kind): (&'static str, ValueKind),
    scope: &mut Scope<'_>,
) {
    let value = attribute.value();
    let field = FieldValue::new(Owner::Attribute(element.written(), name), &value, attribute.range());
    if !field.content.is_empty() {
        values::check(kind, &field, scope);
    }
}

fn unknown_attribute(
    element: Element<'_>,
    written: &str,
    at: std::ops::Range<Offset>,
    known: &[&'static str],
    scope: &mut Scope<'_>,
) {
    let same = known.iter().find(|name| name.eq_ignore_ascii_case(written)).copied();
    let help = match same.or_else(|| diagnostic::nearest(written, known.iter().copied())) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None if known.is_empty() => "remove it".to_owned(),
        None => format!("known attributes: {}", alternatives(known)),
    };
    let message = format!("unknown attribute `{1}` of `<{0}>`", element.written(), excerpt(written));
    let severity = if is_core(element.ns(), scope) { UNKNOWN_ATTRIBUTE.severity } else { Severity::Warning };
    scope.findings.add(UNKNOWN_ATTRIBUTE.at(severity), at, message, help);
}

/// Checks the children of an element, and their number.
pub(super) fn check_children(element: Element<'_>, scope: &mut Scope<'_>) {
    let parent = name(element);
    let mut seen: BTreeMap<Name<'_>, usize> = BTreeMap::new();
    for child in element.children() {
        let times = find(parent, name(child)).map(|(_, times)| times);
        let count = seen.entry(name(child)).or_default();
        *count += 1;
        match times {
            Some(One | Optional) if *count == 2 => {
                let message =
                    format!("`<{}>` appears more than once in `<{}>`", child.written(), element.written());
                scope.findings.add(&REPEATED_ELEMENT, child.name_range(), message, "keep one of them");
            }
            Some(_) => {}
            None => check_unknown(child, element, scope),
        }
    }
    let grammar: &Grammar = &GRAMMAR;
    let children: &BTreeMap<Name<'_>, Vec<(&'static Row, Occurrence)>> = &grammar.children;
    for (row, times) in children.get(&parent).into_iter().flatten() {
        if matches!(times, One | AtLeastOne) && !seen.contains_key(&(row.ns, row.name)) {
            let message = format!("`<{}>` has no `<{}>`", element.written(), qualified(row));
            scope.findings.add(
                &MISSING_ELEMENT,
                element.name_range(),
                message,
                format!("add <{}>", qualified(row)),
            );
        }
    }
}

/// The usual name of an element, with its prefix if it has one.
fn qualified(row: &Row) -> String {
    match row.ns.prefix() {
        "" | "atom" => row.name.to_owned(),
        prefix => format!("{prefix}:{}", row.name),
    }
}

/// The namespaces that are complete in the tables.
const COMPLETE: &[Ns] = &[
    Ns::ATOM,
    Ns::CONTENT,
    Ns::DC,
    Ns::MEDIA,
    Ns::ITUNES,
    Ns::SLASH,
    Ns::SY,
    Ns::WFW,
    Ns::THR,
    Ns::FH,
    Ns::GEORSS,
    Ns::GEO,
    Ns::CC,
    Ns::CREATIVE_COMMONS,
];

/// Whether a namespace is that of the format itself, not of a module.
fn is_core(ns: Ns, scope: &Scope<'_>) -> bool {
    ns == Ns::NONE || (ns == Ns::ATOM && scope.flavor == Flavor::Atom)
}

/// Reports an element that the tables do not allow here.
pub(super) fn check_unknown(child: Element<'_>, parent: Element<'_>, scope: &mut Scope<'_>) {
    let ns = child.ns();
    if ns == Ns::ATOM_03 {
        let message = format!("`<{}>` is in the namespace of Atom 0.3, a draft", excerpt(child.written()));
        let help = "bind its prefix to http://www.w3.org/2005/Atom";
        return scope.findings.add(OLD_ATOM.at(Severity::Warning), child.name_range(), message, help);
    }
    let is_core = is_core(ns, scope);
    // Names such as `dc:date.taken` qualify another one (Dublin Core, 1999).
    let is_qualified = ns == Ns::DC && child.local().contains('.');
    let is_complete = !is_qualified && (is_core || COMPLETE.contains(&ns));
    let grammar: &Grammar = &GRAMMAR;
    let names: &BTreeMap<Name<'_>, Vec<&'static Row>> = &grammar.names;
    if let Some(rows) = names.get(&name(child)).filter(|_| is_complete) {
        let places: Vec<_> =
            rows.iter().flat_map(|row| row.parents).flat_map(|(place, _)| parent_names(place)).collect();
        let elements = places.iter().filter(|(_, local)| !local.is_empty());
        let mut words: Vec<_> = elements.map(|(_, local)| format!("<{local}>")).collect();
        words.sort();
        words.dedup();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let message = format!("`<{}>` is not allowed in `<{}>`", excerpt(child.written()), parent.written());
        // The formats do not define where elements of modules are allowed.
        let severity = if is_core { MISPLACED_ELEMENT.severity } else { Severity::Warning };
        let help = format!("it belongs in {}", alternatives(&words));
        return scope.findings.add(MISPLACED_ELEMENT.at(severity), child.name_range(), message, help);
    }
    let children: &BTreeMap<Name<'_>, Vec<(&'static Row, Occurrence)>> = &grammar.children;
    let siblings = children.get(&name(parent)).into_iter().flatten().map(|(row, _)| row);
    let allowed: Vec<_> = siblings.filter(|row| row.ns == ns).map(|row| row.name).collect();
    let same = allowed.iter().find(|known| known.eq_ignore_ascii_case(child.local())).copied();
    if !is_complete && same.is_none() {
        return;
    }
    let message =
        format!("unknown element `<{}>` in {}", excerpt(child.written()), namespace_name(ns, scope.flavor));
    let prefix = if child.prefix().is_empty() { String::new() } else { format!("{}:", child.prefix()) };
    let help = match same.or_else(|| diagnostic::nearest(child.local(), allowed.iter().copied())) {
        Some(suggestion) => format!("did you mean `<{prefix}{suggestion}>`?"),
        None if is_core => "remove it, or move it to a namespace of your own".to_owned(),
        None => "remove it".to_owned(),
    };
    scope.findings.add(&UNKNOWN_ELEMENT, child.name_range(), message, help);
}

fn namespace_name(ns: Ns, flavor: Flavor) -> String {
    match (ns.known(), flavor) {
        (Some(known), _) if ns != Ns::ATOM => format!("the namespace `{}`", known.prefix),
        (None, Flavor::Rss) => "RSS 2.0".to_owned(),
        _ => "Atom".to_owned(),
    }
}
