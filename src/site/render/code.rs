//! Code as people read it: no columns of line numbers, and each of its own line breaks.

use dom_query::{NodeRef, Selection};

use super::elements::Elements;

/// Line numbers that highlighters put beside code, in a column or before each line.
const NUMBERS: &str = "td.lineno, td.linenos, td.rouge-gutter, td.gutter, td.hljs-ln-numbers, pre.lineno, \
     span.lnt, span.lineno, span.linenos, pre span.ln, span.line-numbers-rows";

/// Classes of tables that highlighters make to put them there.
const TABLES: &[&str] = &["lntable", "rouge-table", "highlighttable"];

/// Tidies the code blocks.
pub(super) fn tidy(elements: &Elements<'_>) {
    Selection::from(elements.having(&["class"])).filter(NUMBERS).remove();
    let has_numbers = |table: &NodeRef<'_>| TABLES.iter().any(|class| table.has_class(class));
    for table in elements.named(&["table"]).iter().filter(|table| has_numbers(table)) {
        let blocks: Vec<_> = table.descendants_it().filter(|node| node.has_name("pre")).collect();
        if let Some(code) = blocks.into_iter().rfind(|block| !block.text().trim().is_empty()) {
            put_in_place_of(table, &code);
        }
    }
    elements.named(&["pre"]).iter().for_each(keep_first_line);
}

/// A block within a block is its lines alone.
fn put_in_place_of(table: &NodeRef<'_>, code: &NodeRef<'_>) {
    match code.first_child() {
        Some(first) if is_in_code(table) => table.insert_siblings_before(&first),
        Some(_) | None => table.insert_before(code),
    }
    table.remove_from_parent();
}

fn is_in_code(table: &NodeRef<'_>) -> bool {
    table.ancestors_it(None).any(|above| above.has_name("pre"))
}

/// Every parser drops a line break at the start of a block (HTML §13.1.2.5): the sanitizer does, and readers do.
fn keep_first_line(block: &NodeRef<'_>) {
    let Some(first) = block.first_child().filter(NodeRef::is_text) else { return };
    if first.text().starts_with('\n') {
        let text = format!("\n\n{}", first.text());
        first.set_text(text);
    }
}
