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
            "continue" if loops == 0 && !is_found => reached = reached.and(together(&around)?.not()),
            // It may come at the article of a number, which is still taken if it stands behind the text.
            "break" if loops == 0 => {
                let before = together(&around)?.begins_at()?;
                reached = reached.and(Condition::First(before.saturating_add(usize::from(is_found))));
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
