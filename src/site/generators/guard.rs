//! The body of a loop in a template in, the condition on the way to its entry out: that of each `if` and `unless` around it.

use super::condition::{ALWAYS, Condition};

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
            _ => {}
        }
    }
    is_found.then_some(reached)?.cut()
}

/// Marks of entries.
const ENTRIES: &[&str] = &["<item", "<entry", "\"id\"", "\"url\""];

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
