//! The body of a loop in a template in, the condition on the way to its entry out: that of each `if` and `unless` around it.
//! Of a template that is not read, it is told whether there may be one.

use std::collections::BTreeSet;

use super::condition::{ALWAYS, Condition};
use super::markup::{Token, body, split, tokens, without_comments};

/// A part of the body of a loop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Tag(&'t str),
}

/// A branch that is open.
struct Branch {
    /// What the branches before it do not take; `None` if that is unknown.
    left: Option<Condition>,
    /// Its own condition.
    own: Option<Condition>,
}

impl Branch {
    fn of(own: Option<Condition>) -> Branch {
        Branch { left: Some(ALWAYS), own }
    }

    /// The next branch of the same tag.
    fn next(self, own: Option<Condition>) -> Branch {
        let left = self.left.zip(self.own).map(|(left, before)| left.and(before.not()));
        Branch { left, own }
    }

    fn whole(&self) -> Option<Condition> {
        Some(self.left.clone()?.and(self.own.clone()?))
    }
}

/// The condition on the way to the first text for which `is_wanted` is true, and the number of articles up to which there is
/// one; `None` if it is unknown. `condition` reads that of a tag.
pub(super) fn guard<'t>(
    parts: impl IntoIterator<Item = Part<'t>>,
    condition: &dyn Fn(&str) -> Option<Condition>,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Option<(Condition, Option<usize>)> {
    let parts: Vec<_> = parts.into_iter().collect();
    let blocks = blocks(&parts);
    let mut around: Vec<Branch> = Vec::new();
    let together = |around: &[Branch]| around.iter().try_fold(ALWAYS, |all, one| Some(all.and(one.whole()?)));
    let (mut reached, mut loops) = (ALWAYS, 0_usize);
    // Who is not skipped by now: behind the text, that decides only about what ends the loop.
    let mut left = ALWAYS;
    // Whether the text has come: what comes behind it only ends the loop.
    let mut is_found = false;
    for part in parts {
        let tag = match part {
            Part::Text(text) => {
                if !is_found && is_wanted(text) {
                    reached = reached.and(together(&around)?);
                    is_found = true;
                }
                continue;
            }
            Part::Tag(tag) => tag,
        };
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let unknown = || Branch { left: None, own: None };
        match name {
            // The rest of the loop is not for those that it skips.
            "continue" if loops == 0 => {
                let others = together(&around)?.not();
                left = left.and(others.clone());
                reached = if is_found { reached } else { reached.and(others) };
            }
            // Those that are skipped before it would come behind it in any case.
            "break" if loops == 0 && !is_found => {
                reached = reached.and(Condition::First(together(&around)?.begins_at()?));
            }
            // The article at which it comes is taken. One that is skipped before it does not end the loop.
            "break" if loops == 0 => {
                let last = left.clone().and(together(&around)?).begins_at()?;
                reached = reached.and(Condition::First(last.saturating_add(1)));
            }
            "if" => around.push(Branch::of(condition(rest))),
            "unless" => around.push(Branch::of(condition(rest).map(Condition::not))),
            "for" => {
                loops += 1;
                around.push(unknown());
            }
            "case" => around.push(unknown()),
            "else" => {
                let last = around.pop();
                around.extend(last.map(|last| last.next(Some(ALWAYS))));
            }
            "elsif" | "elif" | "elseif" => {
                let last = around.pop();
                around.extend(last.map(|last| last.next(condition(rest))));
            }
            "when" => {
                around.pop();
                around.push(unknown());
            }
            "endfor" => {
                loops = loops.saturating_sub(1);
                around.pop();
            }
            "endif" | "endunless" | "endcase" => drop(around.pop()),
            // What another tag does with what is in it is not known.
            name if blocks.contains(name) => around.push(unknown()),
            name if name.strip_prefix("end").is_some_and(|name| blocks.contains(name)) => drop(around.pop()),
            _ => {}
        }
    }
    is_found.then_some(reached)?.cut()
}

/// Tags that show what is in them as it is.
const SHOWING: &[&str] = &["autoescape", "block", "filter", "raw", "spaceless", "verbatim"];

/// The tags of which one ends what another begins, besides those whose meaning is known.
fn blocks<'t>(parts: &[Part<'t>]) -> BTreeSet<&'t str> {
    let names = parts.iter().filter_map(|part| match part {
        Part::Tag(tag) => tag.split_whitespace().next()?.strip_prefix("end"),
        Part::Text(_) => None,
    });
    let known = ["", "case", "for", "if", "unless"];
    names.filter(|name| !known.contains(name) && !SHOWING.contains(name)).collect()
}

/// Tags that decide about others, or give values.
const PLAIN: &[&str] = &[
    "assign",
    "break",
    "case",
    "continue",
    "cycle",
    "decrement",
    "default",
    "do",
    "elif",
    "else",
    "elseif",
    "elsif",
    "for",
    "if",
    "increment",
    "set",
    "set_global",
    "switch",
    "unless",
    "when",
    "with",
];

/// What makes the entries of a loop over articles.
pub(super) enum Entries<'t> {
    /// Its body with the texts that do.
    Parts(Vec<Part<'t>>),
    /// Something that the template only calls, which may leave out some of them.
    Called,
    /// Nothing in it is known to do so.
    None,
}

/// What makes the entries in the body of a loop, whose element has a name.
pub(super) fn entries<'t>(body: &[Token<'t>], variable: &str) -> Entries<'t> {
    let has_text = body.iter().any(|token| matches!(token, Token::Text(text) if makes_entry(text)));
    if !has_text {
        let mut called = body.iter().filter(|token| is_called(token, variable));
        return if called.next().is_some() { Entries::Called } else { Entries::None };
    }
    Entries::Parts(body.iter().filter_map(part).collect())
}

fn part<'t>(token: &Token<'t>) -> Option<Part<'t>> {
    match token {
        Token::Text(text) => Some(Part::Text(text)),
        Token::Tag(tag) => Some(Part::Tag(tag)),
        Token::Output(_) => None,
    }
}

/// The body of a loop without the mark of an entry: its first text or value counts, and also what it adds to a list.
pub(super) fn of_content<'t>(body: &[Token<'t>], variable: &str) -> Vec<Part<'t>> {
    let is_content = |token: &Token<'_>| match token {
        Token::Text(text) => text.contains(char::is_alphanumeric),
        Token::Output(inside) => names(inside).any(|name| name.split('.').next() == Some(variable)),
        Token::Tag(tag) => gathered(tag, variable).is_some(),
    };
    let wanted = |token: &Token<'t>| if is_content(token) { Some(Part::Text("<entry")) } else { part(token) };
    body.iter().filter_map(wanted).collect()
}

/// The list to which a tag adds the element of a loop: `set all = (all.push(post), all)`, `assign all = all | push: post`.
pub(super) fn gathered<'t>(tag: &'t str, variable: &str) -> Option<&'t str> {
    let rest = ["set ", "set_global ", "assign "].iter().find_map(|word| tag.strip_prefix(word))?;
    let (name, value) = rest.split_once('=')?;
    let name = name.trim();
    let adds = ["push", "concat"].iter().any(|word| value.contains(word));
    let all: Vec<_> = names(value).map(|path| path.split('.').next().unwrap_or(path)).collect();
    (adds && all.contains(&name) && all.contains(&variable)).then_some(name)
}

/// The names in an expression, with their members.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_$.".contains(c)).filter(|name| !name.is_empty())
}

/// Whether a token may show an entry that is made elsewhere.
fn is_called(token: &Token<'_>, variable: &str) -> bool {
    match token {
        Token::Text(_) => false,
        Token::Output(inside) => {
            let is_whole = names(inside).any(|name| name == variable);
            is_whole || inside.contains("::") || inside.contains(" if ") || makes_entry(inside)
        }
        Token::Tag(tag) => {
            let name = tag.split_whitespace().next().unwrap_or_default();
            !PLAIN.contains(&name) && !SHOWING.contains(&name) && !name.starts_with("end")
        }
    }
}

/// Filters that leave out no element of a list for what it is.
const KEEPING: &[&str] = &[
    "batch",
    "concat",
    "default",
    "first",
    "limit",
    "list",
    "reverse",
    "safe",
    "slice",
    "sort",
    "sort_by",
    "sort_natural",
    "uniq",
    "unique",
];

/// Whether a template that is not read may leave out articles for what they say. Filters with a name of `keeping` do not.
pub(super) fn may_filter(template: &str, keeping: &[&str]) -> bool {
    let text = without_comments(template);
    let tokens = tokens(&text);
    let keeps = |filter: &&str| {
        let end = filter.find(['(', ':']).unwrap_or(filter.len());
        let name = filter.get(..end).unwrap_or_default().trim();
        KEEPING.contains(&name) || keeping.contains(&name)
    };
    // The variables with lists that lack something.
    let mut filtered: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Tag(tag) = token else { continue };
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let lacks = |value: &str, filtered: &[&str]| {
            let parts = split(value, '|');
            let (list, filters) = parts.split_first().unwrap_or((&"", &[]));
            let is_filtered =
                names(list).any(|name| filtered.contains(&name.split('.').next().unwrap_or(name)));
            let is_made =
                list.contains('(') && !list.trim_start().starts_with("get_section(") && !is_gathered(list);
            is_filtered
                || is_made && !list.contains("toArray()")
                || value.contains(" if ")
                || !filters.iter().all(keeps)
        };
        match (name, rest.split_once('='), rest.split_once(" in ")) {
            ("set" | "set_global" | "assign", Some((name, value)), _) if lacks(value, &filtered) => {
                filtered.push(name.trim());
            }
            ("for", _, Some((variable, list))) => {
                let inside = body(tokens.get(at + 1..).unwrap_or_default());
                match entries(inside, variable.trim()) {
                    Entries::Parts(parts) => return lacks(list, &filtered) || has_condition(parts),
                    Entries::Called | Entries::None
                        if lacks(list, &filtered) || inside.iter().any(is_branch) =>
                    {
                        filtered.extend(inside.iter().filter_map(assigned));
                    }
                    Entries::Called | Entries::None => {}
                }
            }
            _ => {}
        }
    }
    // The loop is in another file, or is none.
    true
}

/// Whether an expression adds something to a list.
fn is_gathered(list: &str) -> bool {
    list.contains(".push(") || list.contains(".concat(")
}

fn is_branch(token: &Token<'_>) -> bool {
    matches!(token, Token::Tag(tag) if ["if ", "unless ", "case "].iter().any(|word| tag.starts_with(word)))
}

/// The variable that a tag gives a value.
fn assigned<'t>(token: &Token<'t>) -> Option<&'t str> {
    let Token::Tag(tag) = token else { return None };
    let rest = ["set ", "set_global ", "assign "].iter().find_map(|word| tag.strip_prefix(word))?;
    Some(rest.split_once('=')?.0.trim())
}

/// Whether something else than its number decides about the entry of a loop.
fn has_condition(parts: Vec<Part<'_>>) -> bool {
    let by_number = |text: &str| {
        let is_number = ["loop.", "forloop."].iter().any(|start| text.starts_with(start));
        (is_number && ![" and ", " or "].iter().any(|word| text.contains(word)))
            .then_some(Condition::First(1))
    };
    guard(parts, &by_number, &makes_entry).is_none_or(|(condition, _)| condition != ALWAYS)
}

/// Marks of entries.
pub(super) const ENTRIES: &[&str] = &["<item", "<entry", "\"id\"", "\"url\""];

/// Whether a text contains the beginning of an entry.
pub(super) fn makes_entry(text: &str) -> bool {
    ENTRIES.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{Condition, Part, guard};
    use crate::site::generators::condition::Field;

    fn condition(text: &str) -> Option<Condition> {
        let number = text.strip_prefix("index >= ").and_then(|number| number.parse::<usize>().ok());
        match (text, number) {
            ("hidden", _) => Some(Field::key(&["hidden"]).one_of(&["true"])),
            (_, Some(number)) => Some(Condition::First(number - 1).not()),
            (_, None) => None,
        }
    }

    /// Up to which article a loop with these tags has entries; `None` if that is unknown.
    fn last(tags: &[&str]) -> Option<usize> {
        let parts = tags.iter().map(|tag| if *tag == "item" { Part::Text(tag) } else { Part::Tag(tag) });
        guard(parts, &condition, &|text| text == "item")?.1
    }

    const SKIP: [&str; 3] = ["if hidden", "continue", "endif"];
    const END: [&str; 3] = ["if index >= 4", "break", "endif"];
    const ITEM: [&str; 1] = ["item"];

    #[test]
    fn a_break_ends_the_loop_at_the_article_of_its_number() {
        assert_eq!(last(&[&END[..], &ITEM].concat()), Some(3));
        assert_eq!(last(&[&ITEM[..], &END].concat()), Some(4));
        assert_eq!(last(&["if hidden", "break", "endif", "item"]), None);
    }

    #[test]
    fn an_article_that_is_skipped_does_not_end_the_loop() {
        // The fourth article or a later one ends it: neither has an entry.
        assert_eq!(last(&[&SKIP[..], &END, &ITEM].concat()), Some(3));
        // The first one that is not hidden, from the fourth on, has an entry and ends it.
        assert_eq!(last(&[&SKIP[..], &ITEM, &END].concat()), None);
        assert_eq!(last(&[&ITEM[..], &SKIP, &END].concat()), None);
        // A hidden one ends the loop all the same.
        assert_eq!(last(&["unless hidden", "item", "endunless", "if index >= 4", "break", "endif"]), Some(4));
    }
}
