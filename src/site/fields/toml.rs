//! TOML as tables with the place of every value: plain tables by a fast path, others by the crate `toml`.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::BROKEN_TOML;
use super::mistakes::{self, Mistake};
use super::plain;
use super::problems;
use super::value::{Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::site::source_text::SourceText;

/// Parses the TOML in `range` of a text. The readable part of malformed TOML is returned, too.
#[must_use]
pub(crate) fn toml(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let source = text.text.get(range.clone()).unwrap_or_default();
    if let Some(table) = plain::table(source, range.start) {
        return (table, Vec::new());
    }
    let (table, mut errors) = DeTable::parse_recoverable(source);
    let is_fenced = text.text.get(..range.start).is_some_and(|before| before.trim_end().ends_with("+++"));
    let lines = mistakes::Toml::of(if errors.is_empty() { "" } else { source });
    let finding = |span: Range<usize>, message: String, help: String| {
        let place = text.place(range.start + span.start..range.start + span.end);
        Diagnostic::new(&BROKEN_TOML, message).at(place).help(help)
    };
    let mut found: Vec<Diagnostic> = Vec::new();
    if let Some(Mistake { range, message, help }) = lines.fences().filter(|_| is_fenced) {
        found.push(finding(range, message, help));
        errors.clear();
    }
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let finding = match lines.at(span.start) {
            Some(Mistake { range, message, help }) => finding(range, message, help),
            None => {
                let rest = source.get(span.start..).unwrap_or_default();
                let (message, help) = problems::toml(error.message(), rest, lines.pair_at(span.start));
                finding(span, message, help)
            }
        };
        // One mistake may be several errors.
        if found.last() != Some(&finding) {
            found.push(finding);
        }
    }
    (convert_table(table.into_inner(), range.clone(), range.start), found)
}

fn convert_table(table: DeTable<'_>, span: Range<usize>, base: usize) -> Table<'_> {
    let entries = table.into_iter().map(|(key, value)| {
        let key_span = shift(key.span(), base);
        (key.into_inner(), key_span, convert(value, base))
    });
    let mut entries: Vec<_> = entries.collect();
    // `toml` sorts entries by name.
    entries.sort_by_key(|(_, span, _)| span.start);
    Table { entries, span }
}

fn convert(value: toml::Spanned<DeValue<'_>>, base: usize) -> Value<'_> {
    let span = shift(value.span(), base);
    let node = match value.into_inner() {
        DeValue::String(text) => Node::Text(text),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Node::Integer(number),
            Err(_) => Node::Plain(Cow::Owned(integer.to_string())),
        },
        DeValue::Float(float) => Node::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(boolean) => Node::Boolean(boolean),
        DeValue::Datetime(datetime) => Node::Datetime(datetime),
        DeValue::Array(values) => Node::List(values.into_iter().map(|value| convert(value, base)).collect()),
        DeValue::Table(table) => Node::Table(convert_table(table, span.clone(), base)),
    };
    Value { node, span }
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}
