//! Code blocks of a tree in, the same blocks without line numbers and with all their line breaks out. Highlights
//! nothing.

use dom_query::{NodeRef, Selection};

use super::elements::Elements;

/// Selectors of line numbers added by highlighters, in a column or before each line.
const NUMBERS: &str = "td.lineno, td.linenos, td.rouge-gutter, td.gutter, td.hljs-ln-numbers, pre.lineno, \
     span.lnt, span.lineno, span.linenos, pre span.ln, span.line-numbers-rows";

/// Classes of tables added by highlighters for line numbers.
const TABLES: &[&str] = &["lntable", "rouge-table", "highlighttable"];

/// Cleans up the code blocks.
pub(super) fn clean(elements: &Elements<'_>) {
    Selection::from(elements.with_attributes(&["class"])).filter(NUMBERS).remove();
    let has_numbers = |table: &NodeRef<'_>| TABLES.iter().any(|class| table.has_class(class));
    for table in elements.named(&["table"]).iter().filter(|table| has_numbers(table)) {
        let blocks: Vec<_> = table.descendants_it().filter(|node| node.has_name("pre")).collect();
        if let Some(code) = blocks.into_iter().rfind(|block| !block.text().trim().is_empty()) {
            replace_table(table, &code);
        }
    }
    elements.named(&["pre"]).iter().for_each(keep_first_line);
}

/// Replaces a table by its code. Within another code block, only the lines are kept.
fn replace_table(table: &NodeRef<'_>, code: &NodeRef<'_>) {
    match code.first_child() {
        Some(first) if is_in_code(table) => table.insert_siblings_before(&first),
        Some(_) | None => table.insert_before(code),
    }
    table.remove_from_parent();
}

fn is_in_code(table: &NodeRef<'_>) -> bool {
    table.ancestors_it(None).any(|above| above.has_name("pre"))
}

/// Parsers drop a line break at the start of a block (HTML §13.1.2.5). The sanitizer and the reader each drop one.
fn keep_first_line(block: &NodeRef<'_>) {
    let Some(first) = block.first_child().filter(NodeRef::is_text) else { return };
    if first.text().starts_with('\n') {
        let text = format!("\n\n{}", first.text());
        first.set_text(text);
    }
}
