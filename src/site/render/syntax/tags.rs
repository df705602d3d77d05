//! The constructs of a text in, the text with what they stand for out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::arguments::Arguments;
use super::code::{Language, Ranges};
use super::html::{self, escaped, link};
use super::scan::{COMMENTS, Found, HIGHLIGHTS, VERBATIM};
use super::standard::Shown;
use super::{Inside, Pass, REFERENCE, TITLED_REFERENCE, expression, standard};
use crate::site::rules::ConstructKind;

/// Writes a text, and instead of its constructs what they stand for.
pub(super) fn write(pass: &mut Pass<'_>, found: &[Found]) {
    let text = pass.source.text.as_str();
    let (pairs, mark) = (Pairs::of(text, found), pass.mark());
    let (mut at, mut ends) = (0, BTreeMap::new());
    for (index, one) in found.iter().enumerate() {
        // What is in a text that was left out is gone with it.
        if one.range.start < at {
            continue;
        }
        pass.writer.copy(at..one.range.start);
        if let Some(end) = pairs.end_of_condition(text, found, index).filter(|_| !pass.about.is_text) {
            pass.report(&one.range, Inside::LeftOut);
            pass.replace(&(one.range.start..end), "");
            at = end;
            continue;
        }
        at = one.range.end;
        if mark == Some(one.range.start) {
            pass.writer.copy(one.range.clone());
            continue;
        }
        match one.means {
            ConstructKind::Comment => pass.replace(&one.range, ""),
            ConstructKind::Attributes => attributes(pass, one),
            ConstructKind::Literal => literal(pass, one),
            ConstructKind::Output => output(pass, one),
            ConstructKind::Tag => tag(pass, one, (index, &pairs), &mut ends),
        }
    }
    pass.writer.copy(at..text.len());
}

/// Which tags end which.
struct Pairs {
    ends: BTreeMap<usize, usize>,
    begins: BTreeMap<usize, usize>,
}

impl Pairs {
    fn of(text: &str, found: &[Found]) -> Pairs {
        let mut pairs = Pairs { ends: BTreeMap::new(), begins: BTreeMap::new() };
        let (mut open, mut counts): (Vec<(usize, &str)>, BTreeMap<&str, usize>) =
            (Vec::new(), BTreeMap::new());
        let tags = found.iter().enumerate().filter(|(_, one)| one.body.is_none() && is_tag(one, text));
        for (index, one) in tags {
            let name = one.name(text).trim_start_matches('#');
            let Some(ended) = ended(name) else {
                open.push((index, name));
                *counts.entry(name).or_default() += 1;
                continue;
            };
            if !ended.is_empty() && counts.get(ended).is_none_or(|count| *count == 0) {
                continue;
            }
            while let Some((begin, begun)) = open.pop() {
                if let Some(count) = counts.get_mut(begun) {
                    *count -= 1;
                }
                if ended.is_empty() || begun == ended {
                    pairs.ends.insert(begin, index);
                    pairs.begins.insert(index, begin);
                    break;
                }
            }
        }
        pairs
    }

    /// Where the text of a condition ends, with the tag that ends it.
    fn end_of_condition(&self, text: &str, found: &[Found], index: usize) -> Option<usize> {
        let one = found.get(index)?;
        let is_condition = CONDITIONS.contains(&one.name(text).trim_start_matches('#'));
        let end = self.ends.get(&index).filter(|_| is_condition)?;
        Some(found.get(*end)?.range.end)
    }
}

/// Tags that decide whether the text in them is shown, and to whom.
const CONDITIONS: &[&str] = &[
    "case",
    "draft",
    "each",
    "for",
    "hidden",
    "hide",
    "if",
    "ifchanged",
    "ifequal",
    "ifnotequal",
    "ifversion",
    "members",
    "paywall",
    "private",
    "range",
    "subscribers",
    "switch",
    "unless",
    "with",
];

/// Whether a construct may begin or end the text of a tag. In Go's templates and in Handlebars, these look like values.
fn is_tag(one: &Found, text: &str) -> bool {
    let name = one.name(text);
    let is_block = || {
        name.starts_with(['#', '/'])
            || name == "end"
            || CONDITIONS.contains(&name) && !one.arguments(text).is_empty()
    };
    match one.means {
        ConstructKind::Tag => true,
        ConstructKind::Output => is_block(),
        ConstructKind::Comment | ConstructKind::Attributes | ConstructKind::Literal => false,
    }
}

/// The name of the tag that a tag ends; empty for any.
fn ended(name: &str) -> Option<&str> {
    name.strip_prefix('/').map(str::trim_start).or_else(|| name.strip_prefix("end"))
}

fn tag(
    pass: &mut Pass<'_>,
    one: &Found,
    (index, pairs): (usize, &Pairs),
    ends: &mut BTreeMap<usize, String>,
) {
    let text = pass.source.text.as_str();
    let (name, arguments) = (one.name(text), Arguments::of(one.arguments(text)));
    if let Some(body) = &one.body {
        return verbatim(pass, one, name, (&arguments, body.clone()));
    }
    if pairs.begins.contains_key(&index) {
        // What begins it has been reported, if it is not understood.
        return match ends.remove(&index) {
            None if pass.about.is_text => pass.writer.copy(one.range.clone()),
            close => pass.replace(&one.range, &close.unwrap_or_default()),
        };
    }
    let paired = pairs.ends.get(&index).and_then(|end| Some((end, standard::paired(name, &arguments)?)));
    if let Some((end, (open, close))) = paired {
        ends.insert(*end, close);
        return pass.replace(&one.range, &open);
    }
    let inside = if pairs.ends.contains_key(&index) { Inside::Kept } else { Inside::Nothing };
    shortcode(pass, one, (name, inside), &arguments);
}

/// A tag that is not one of a pair that is understood.
fn shortcode(pass: &mut Pass<'_>, one: &Found, (name, inside): (&str, Inside), arguments: &Arguments<'_>) {
    if let Some((target, shown)) = standard::reference(name, arguments) {
        let address = format!("{REFERENCE}{}", html::address(target));
        // The address is a whole one.
        pass.remove_base();
        return match shown {
            Shown::Text(text) => pass.replace(&one.range, &link(&address, &text)),
            Shown::Title => {
                let address = format!("{TITLED_REFERENCE}{}", html::address(target));
                pass.replace(&one.range, &link(&address, target));
            }
            Shown::Address if is_address(pass.writer.line()) => pass.replace(&one.range, &address),
            Shown::Address => pass.replace(&one.range, &link(&address, target)),
        };
    }
    match standard::single(name, arguments) {
        Some(made) => pass.replace(&one.range, &made),
        None => _ = pass.leave_out(&one.range, inside),
    }
}

/// Whether an address follows this.
fn is_address(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("](")
        || before.ends_with("](<")
        || before.ends_with("]:")
        || before.ends_with(['"', '\'', '='])
}

fn verbatim(pass: &mut Pass<'_>, one: &Found, name: &str, (arguments, body): (&Arguments<'_>, Range<usize>)) {
    let inside = pass.source.part(body.clone());
    if COMMENTS.contains(&name) {
        pass.replace(&one.range, "");
    } else if HIGHLIGHTS.contains(&name) {
        let language = arguments.named(&["lang", "language"]).or_else(|| arguments.first());
        let is_language = |word: &&str| {
            !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "+-#._".contains(c))
        };
        let made = html::code(inside, language.filter(is_language));
        pass.replace(&one.range, &made);
    } else if VERBATIM.contains(&name) {
        raw(pass, one, body);
    }
}

/// Text that only looks like syntax. In code it is copied; elsewhere, its braces are written as references.
fn raw(pass: &mut Pass<'_>, one: &Found, body: Range<usize>) {
    if one.in_code {
        pass.changed = true;
        return pass.writer.copy(body);
    }
    let inside = pass.source.part(body);
    let code = Ranges::of(inside, Language::Markdown);
    let mut made = String::with_capacity(inside.len());
    let mut at = 0;
    while let Some(next) = inside.get(at..).and_then(|rest| rest.find('{')).map(|next| at + next) {
        made.push_str(inside.get(at..next).unwrap_or_default());
        at = code.end(next).unwrap_or(next + 1);
        match inside.get(next..at) {
            Some("{") => made.push_str("&#123;"),
            code => made.push_str(code.unwrap_or_default()),
        }
    }
    made.push_str(inside.get(at..).unwrap_or_default());
    pass.replace(&one.range, &made);
}

fn literal(pass: &mut Pass<'_>, one: &Found) {
    let (open, close) = (one.construct.open.replace("/*", ""), one.construct.close.replace("*/", ""));
    let shown = format!("{open}{}{close}", pass.source.part(one.inner.clone()));
    let shown = if one.in_code { shown } else { escaped(&shown) };
    pass.replace(&one.range, &shown);
}

fn output(pass: &mut Pass<'_>, one: &Found) {
    let text = pass.source.text.as_str();
    let inner = pass.source.part(one.inner.clone());
    if let Some(value) = expression::value(inner, pass.about) {
        // `{{ site.url }}{{ site.baseurl }}` and `{{ site.url }}{{ page.url }}` name the site once.
        if value.starts_with("https://") || value.starts_with("http://") {
            pass.remove_base();
        }
        return pass.replace(&one.range, &value);
    }
    let (name, arguments) = (one.name(text), one.arguments(text));
    if arguments.trim_start().starts_with('(') {
        shortcode(pass, one, (name, Inside::Nothing), &Arguments::of(arguments));
    } else {
        pass.leave_out(&one.range, Inside::Nothing);
    }
}

/// Attributes say how something looks. A table of contents takes the place of the list that it stands at.
fn attributes(pass: &mut Pass<'_>, one: &Found) {
    let is_contents = pass.source.part(one.inner.clone()).trim() == "toc";
    let written = pass.writer.written().trim_end_matches('\n');
    let start = written.rfind('\n').map_or(0, |end| end + 1);
    let line = written.get(start..).unwrap_or_default();
    let is_heading = line.trim_start().starts_with('#');
    if is_contents && ["* ", "- ", "1. "].iter().any(|mark| line.starts_with(mark)) {
        pass.writer.truncate(start);
    }
    // Those of a heading name its id, which Markdown reads.
    if is_heading {
        return pass.writer.copy(one.range.clone());
    }
    pass.replace(&one.range, "");
}
