//! The other names that a configuration gives to keys: in, which keys may have them; out, rules that know them. Under
//! another name, a key means all that it means under its own.

use std::borrow::Cow;

use super::keys::KeyRules;
use super::name::{EVERYWHERE, Name};
use super::ours;
use super::reading::{Read, drafted, same};
use super::withheld::withholding_keys;

/// Keys of every article that are not ours on the site of a generator, which has keys with the same names.
const OTHERS: &[&str] = &["slug", "url"];

/// The keys that may have other names.
pub(crate) fn nameable_keys() -> impl Iterator<Item = &'static str> {
    let ours = ours::names().chain(OTHERS.iter().copied());
    let everywhere = EVERYWHERE.iter().filter_map(|name| match name.theirs {
        Cow::Borrowed(theirs) => Some(theirs),
        Cow::Owned(_) => None,
    });
    ours.chain(everywhere).chain(withholding_keys())
}

/// Gives a key another name, which counts before those that it has.
pub(crate) fn add_name(rules: &mut KeyRules, theirs: &str, ours: &str) {
    let withholding = withholding_keys().find(|key| *key == ours);
    let dates = EVERYWHERE.iter().filter(|name| name.theirs == ours);
    let mut names: Vec<_> =
        dates.map(|name| Name { theirs: theirs.to_owned().into(), ..name.clone() }).collect();
    if names.is_empty() && withholding.is_none() {
        // Where other values of our keys mean nothing, they are no mistakes.
        let read: Read = if rules.is_open && ours == "draft" { drafted } else { same };
        names.push(Name { theirs: theirs.to_owned().into(), ours: ours.to_owned().into(), read });
    }
    rules.names = names.into_iter().chain(rules.names.iter().cloned()).collect();
    rules.withholding_names.extend(withholding.map(|key| (theirs.to_owned(), key)));
}
