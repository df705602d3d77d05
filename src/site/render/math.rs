//! Formulas of a tree in, the same formulas in elements that readers show, with their source as alternative text out; and the text of a formula, for summaries.

use dom_query::NodeRef;

use super::elements::Elements;

/// Digits and signs as superscripts.
const SUPERSCRIPTS: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

/// Keeps the source of each formula, which is an annotation that readers would show as text.
pub(super) fn keep_source(elements: &Elements<'_>) {
    for formula in elements.named(&["math"]).iter().filter(|formula| !formula.has_attr("alttext")) {
        let source = formula.descendants_it().find(|node| {
            node.has_name("annotation")
                && node.attr("encoding").is_some_and(|encoding| encoding.contains("tex"))
        });
        if let Some(source) =
            source.map(|source| source.text().trim().to_owned()).filter(|text| !text.is_empty())
        {
            formula.set_attr("alttext", &source);
        }
    }
}

/// Writes what `MathML` has no element for any more with those that it has (`MathML` Core).
pub(super) fn modernize(elements: &Elements<'_>) {
    for fence in elements.named(&["mfenced"]) {
        unfence(&fence);
    }
    // Of the states of a formula, the first one is shown.
    for action in elements.named(&["maction"]) {
        action.element_children().iter().skip(1).for_each(NodeRef::remove_from_parent);
        action.rename("mrow");
    }
    // The place of a script that is left empty.
    let is_in_formula =
        |node: &NodeRef<'_>| node.parent().is_some_and(|parent| parent.has_name("mmultiscripts"));
    elements.named(&["none"]).iter().filter(|node| is_in_formula(node)).for_each(|none| none.rename("mrow"));
}

/// Writes the signs around and between the children of a fence.
fn unfence(fence: &NodeRef<'_>) {
    let attribute =
        |name, usual: &str| fence.attr(name).map_or(usual.to_owned(), |text| text.trim().to_owned());
    let sign = |text: &str| {
        let sign = fence.tree.new_element("mo");
        sign.append_child(&fence.tree.new_text(text));
        sign
    };
    let separators: Vec<_> =
        attribute("separators", ",").chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
    for (at, child) in fence.element_children().iter().skip(1).enumerate() {
        if let Some(separator) = separators.get(at).or(separators.last()) {
            child.insert_before(&sign(separator));
        }
    }
    fence.prepend_child(&sign(&attribute("open", "(")));
    fence.append_child(&sign(&attribute("close", ")")));
    fence.rename("mrow");
}

/// The text of a formula: its alternative text, or else what is written in it on one line. `None` if that cannot say it.
pub(super) fn text(formula: &NodeRef<'_>) -> Option<String> {
    match formula.attr("alttext").map(|text| text.trim().to_owned()) {
        Some(text) if !text.is_empty() => Some(text),
        Some(_) | None => row(formula).filter(|text| !text.is_empty()),
    }
}

fn row(parent: &NodeRef<'_>) -> Option<String> {
    parent.element_children().iter().map(element).collect()
}

fn element(node: &NodeRef<'_>) -> Option<String> {
    let name = node.node_name()?;
    let children = node.element_children();
    let part = |at: usize| children.get(at).and_then(element);
    match &*name {
        "mi" | "mn" | "mo" | "ms" | "mtext" => {
            let text = node.text();
            let text = text.trim();
            let is_spaced = &*name == "mo"
                && matches!(text, "+" | "−" | "-" | "=" | "<" | ">" | "≤" | "≥" | "≈" | "≠" | "→");
            Some(if is_spaced { format!(" {text} ") } else { text.to_owned() })
        }
        "mfrac" => Some(format!("{}/{}", grouped(&part(0)?), grouped(&part(1)?))),
        "msup" => Some(format!("{}{}", part(0)?, superscript(&part(1)?))),
        "msub" => Some(format!("{}_{}", part(0)?, grouped(&part(1)?))),
        "msubsup" => Some(format!("{}_{}{}", part(0)?, grouped(&part(1)?), superscript(&part(2)?))),
        "msqrt" => Some(format!("√{}", grouped(&row(node)?))),
        "mroot" => Some(format!("{}√{}", superscript(&part(1)?), grouped(&part(0)?))),
        "math" | "mrow" | "mstyle" | "mpadded" | "semantics" => row(node),
        "mspace" => Some(" ".to_owned()),
        "annotation" | "annotation-xml" | "mphantom" => Some(String::new()),
        _ => None,
    }
}

/// Parentheses around what is more than a word or a number.
fn grouped(text: &str) -> String {
    let text = text.trim();
    if text.chars().all(char::is_alphanumeric) { text.to_owned() } else { format!("({text})") }
}

fn superscript(text: &str) -> String {
    let raised = |c: char| SUPERSCRIPTS.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised);
    let text = text.trim();
    text.chars().map(raised).collect::<Option<String>>().unwrap_or_else(|| format!("^{}", grouped(text)))
}
