//! A head in; the key by which its author keeps the article from being published, out, and keys that may be meant so.
//! Many tools have such keys, and what may be private is never published on a guess.

use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::KeyRules;
use super::draft_words::{self, folded};
use super::truths::said_truth;
use crate::diagnostic::nearest;
use crate::site::date::{self, WrittenDate};
use crate::site::fields::{Node, Table, Value};

/// What keeps an article from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Withheld {
    /// The key.
    pub key: &'static str,
    /// The place of its value.
    pub span: Range<usize>,
    /// The word of a `status` or `visibility` that no tool is known to use.
    pub unknown: Option<String>,
    /// The text of an `embargo` that is not a date.
    pub undated: Option<String>,
}

/// What an unknown key is probably meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    /// Our key for it.
    pub key: &'static str,
    /// Its value, where the one of the unknown key would say the opposite of it: `visible: false` is `hidden: true`.
    pub value: Option<&'static str>,
}

impl Meant {
    fn with_same_value(key: &'static str) -> Meant {
        Meant { key, value: None }
    }
}

/// Tells whether a value withholds.
type Withholds = fn(&Value<'_>) -> bool;

/// The keys, and whether a value withholds.
const KEYS: &[(&str, Withholds)] = &[
    (EMBARGO, is_true_or_words),
    ("hidden", is_true),
    ("private", is_true),
    ("unlisted", is_true),
    ("headless", is_true),
    ("published", is_false_or_nothing),
    ("publish", is_false),
    (STATUS, is_not_public),
    (VISIBILITY, is_not_public),
    (PASSWORD, has_text),
];

/// Our own keys, and the names that other tools have for them, with whether a value may withhold.
const OWN_KEYS: &[(&str, &str, Withholds)] = &[
    ("draft", "draft", is_true),
    ("feed", "feed", is_false),
    ("publish", "publish", is_date),
    ("publishDate", "publish", is_date),
    ("published", "publish", is_date),
    (EMBARGO, "publish", is_date),
    ("expires", "expires", is_date),
    ("expiryDate", "expires", is_date),
];

const EMBARGO: &str = "embargo";
const STATUS: &str = "status";
const VISIBILITY: &str = "visibility";
const PASSWORD: &str = "password";

/// The words of a `status` that publish.
const PUBLIC: &[&str] = &["published", "publish", "public"];

/// The words of a `status` that withhold.
const NOT_PUBLIC: &[&str] = &["draft", "hidden", "private", "skip", "pending", "unpublished", "trash"];

/// Words that are parts of keys by which some tools withhold, besides those for a draft, our key for them, and whether a
/// value withholds: `embargoUntil`, `expires_at`, and their like in other languages, without the marks of letters.
const PARTS: &[(&str, &str, Withholds)] = &[
    ("drafts", "draft", withholds_surely),
    ("unpublished", "draft", withholds_surely),
    ("unapproved", "draft", withholds_surely),
    ("wip", "draft", withholds_surely),
    ("unveroffentlicht", "draft", withholds_surely),
    ("sperrfrist", "publish", is_true_or_date),
    ("embargo", "publish", is_true_or_date),
    ("embargoed", "publish", is_true_or_date),
    ("hidden", "hidden", withholds_surely),
    ("invisible", "hidden", withholds_surely),
    ("unlisted", "unlisted", withholds_surely),
    ("private", "private", withholds_surely),
    ("confidential", "private", withholds_surely),
    ("secret", "private", withholds_surely),
    ("confidencial", "private", withholds_surely),
    ("confidentiel", "private", withholds_surely),
    ("geheim", "private", withholds_surely),
    ("nascosto", "hidden", withholds_surely),
    ("oculto", "hidden", withholds_surely),
    ("pribadi", "private", withholds_surely),
    ("privado", "private", withholds_surely),
    ("privat", "private", withholds_surely),
    ("privato", "private", withholds_surely),
    ("prive", "private", withholds_surely),
    ("rahasia", "private", withholds_surely),
    ("riservato", "private", withholds_surely),
    ("tersembunyi", "hidden", withholds_surely),
    ("versteckt", "hidden", withholds_surely),
    ("vertraulich", "private", withholds_surely),
    ("members", "private", withholds_surely),
    ("subscribers", "private", withholds_surely),
    ("expires", "expires", is_date),
    ("expire", "expires", is_date),
    ("expired", "expires", is_date),
    ("expiry", "expires", is_date),
    ("expiration", "expires", is_date),
    ("unpublish", "expires", is_date),
    ("access", "private", is_restricted),
    ("audience", "private", is_restricted),
    ("classification", "private", is_restricted),
    ("distribution", "private", is_restricted),
];

/// Words whose negation withholds, in keys that have nothing else than such words, `NEUTRAL` ones and `NEGATIONS`:
/// `visible: false`, `do_not_publish: true`.
const PUBLIC_PARTS: &[(&str, &str)] = &[
    ("visible", "hidden"),
    ("public", "private"),
    ("published", "draft"),
    ("publish", "draft"),
    ("publication", "draft"),
    ("approved", "draft"),
    ("active", "draft"),
    ("enabled", "draft"),
    ("live", "draft"),
    ("online", "draft"),
    ("ready", "draft"),
    ("publicado", "draft"),
    ("pubblicato", "draft"),
    ("publie", "draft"),
    ("terbit", "draft"),
    ("veroffentlicht", "draft"),
    ("listed", "unlisted"),
    ("feed", "feed"),
    ("feeds", "feed"),
    ("rss", "feed"),
];

/// Words of keys that say nothing themselves.
const NEUTRAL: &[&str] =
    &["is", "page", "post", "article", "entry", "for", "from", "to", "all", "in", "on", "flag", "do"];

/// Words of keys that negate the others, also as the beginning of a word: `noFeed`, `nopublish`.
const NEGATIONS: &[&str] = &["dont", "donot", "not", "non", "no", "never", "exclude", "hide", "omit", "skip"];

/// Whole keys by which some tools withhold, squashed, and our key for them.
const WHOLE: &[(&str, &str)] = &[
    ("deleted", "draft"),
    ("disabled", "draft"),
    ("exclude", "hidden"),
    ("excluded", "hidden"),
    ("expired", "draft"),
    ("hide", "hidden"),
    ("hold", "draft"),
    ("intern", "private"),
    ("internal", "private"),
    ("internalonly", "private"),
    ("interno", "private"),
    ("kill", "draft"),
    ("killed", "draft"),
    ("membersonly", "private"),
    ("omit", "hidden"),
    ("onhold", "draft"),
    ("retracted", "draft"),
    ("skip", "hidden"),
    ("subscribersonly", "private"),
    ("withdrawn", "draft"),
];

/// Keys of the time of publication, squashed, whatever their case and marks.
const STARTS: &[&str] = &[
    "notbefore",
    "publishafter",
    "publishat",
    "publishon",
    "publishfrom",
    "golive",
    "goliveat",
    "availablefrom",
    "schedule",
    "scheduled",
    "scheduledat",
    "scheduledfor",
];

/// Keys that may be the time of publication, or that of what the article is about, or say the same as `date`.
const RELEASES: &[&str] = &[
    "datepublished",
    "dateofpublication",
    "pubdate",
    "publicationdate",
    "publicationtime",
    "publishedat",
    "publisheddate",
    "publishedon",
    "publishtime",
    "release",
    "releaseat",
    "releasedate",
    "releaseon",
];

/// The words of an `access` or an `audience` that not everybody has.
const RESTRICTED: &[&str] = &[
    "confidential",
    "employees",
    "intern",
    "internal",
    "interne",
    "interno",
    "member",
    "members",
    "paid",
    "private",
    "rahasia",
    "restricted",
    "secret",
    "staff",
    "subscriber",
    "subscribers",
    "vertraulich",
];

/// The keys that withhold.
pub(crate) fn withholding_keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// The keys that may mean something else on a site whose feeds contain articles with them. A password never does: what
/// is published of such an article may be encrypted. Neither do the keys by which the site's generator withholds.
pub(crate) fn overridable_keys(rules: &KeyRules) -> impl Iterator<Item = &'static str> {
    let is_certain = |key: &str| key == PASSWORD || rules.withholding.contains(&key);
    withholding_keys().filter(move |key| !is_certain(key))
}

/// The first key of a head that withholds its article.
#[must_use]
pub(crate) fn withheld(head: &Table<'_>, rules: &KeyRules) -> Option<Withheld> {
    let own = head.entries.iter().map(|(name, _, value)| (&**name, &**name, value));
    let named = rules.withholding_names.iter().filter_map(|(theirs, key)| {
        let (_, value) = head.entry_at(theirs)?;
        Some((theirs.as_str(), *key, value))
    });
    let found = own.chain(named).find_map(|(name, key, value)| {
        let (key, withholds) = KEYS.iter().find(|(known, _)| *known == key)?;
        // A key that is ignored is so in a table, too.
        let is_same = name.rsplit('.').next() == Some(key);
        let is_ignored = rules.is_ignored(name) || is_same && rules.is_ignored(key);
        (withholds(value) && !is_ignored && !rules.decided.contains(&name)).then_some((*key, value))
    });
    let (key, value) = found?;
    let has_words = [STATUS, VISIBILITY].contains(&key);
    let unknown = words(value).find(|word| !PUBLIC.contains(&&**word) && !NOT_PUBLIC.contains(&&**word));
    let unknown = unknown.filter(|_| has_words);
    let undated =
        value.as_text().filter(|text| key == EMBARGO && value.truth().is_none() && !text.is_empty());
    Some(Withheld { key, span: value.span.clone(), unknown, undated: undated.map(str::to_owned) })
}

/// The key that an unknown one is probably meant to be, if its value would then withhold the article. `known` are the
/// keys that articles have.
#[must_use]
pub(crate) fn meant(key: &str, value: &Value<'_>, known: &[&'static str], head: &Table<'_>) -> Option<Meant> {
    let own = OWN_KEYS.iter().map(|(name, ours, withholds)| (*name, *ours, *withholds));
    let others = KEYS.iter().map(|(name, withholds)| (*name, *name, *withholds));
    let all: Vec<(&str, &str, Withholds)> = own.chain(others).collect();
    let squashed = squash(key);
    let same = all.iter().find(|(name, _, withholds)| squash(name) == squashed && withholds(value));
    // `unpublished: false` says that the article is published, and `publishedAt` of the same day nothing new.
    let is_clear = || parts(key).iter().any(|part| of_part(part).is_some()) || RELEASES.contains(&&*squashed);
    let near = || {
        let name = nearest(key, known.iter().copied().chain(all.iter().map(|(name, ..)| *name)))?;
        all.iter().find(|(known, _, withholds)| *known == name && is_certain(value) && withholds(value))
    };
    let same = same.map(|(_, ours, _)| *ours);
    let is_whole = |(name, _): &&(&str, &str)| *name == squashed && withholds_surely(value);
    let whole = || WHOLE.iter().find(is_whole).map(|(_, ours)| *ours);
    let by_value = || {
        by_time(&squashed, value, head)
            .or_else(|| has_withholding_word(value).then_some("draft"))
            .or_else(|| near().filter(|_| !is_clear()).map(|(_, ours, _)| *ours))
    };
    let named = same.or_else(whole).map(Meant::with_same_value);
    named.or_else(|| by_parts(key, value)).or_else(|| by_value().map(Meant::with_same_value))
}

/// Our key for one of which a part is a word that withholds, or for one whose parts together deny publication.
fn by_parts(key: &str, value: &Value<'_>) -> Option<Meant> {
    let parts = parts(key);
    let mut found = parts.iter().filter_map(|part| of_part(part));
    let found = found.find(|(_, withholds)| withholds(value));
    // `publish: true` publishes.
    let is_endless = |ours: &str| ours == "publish" && says(value, true);
    let found = found.map(|(ours, _)| {
        if is_endless(ours) {
            Meant { key: "draft", value: Some("true") }
        } else {
            Meant::with_same_value(ours)
        }
    });
    found.or_else(|| by_negation(&parts, value))
}

/// Our key for a part of one by which some tools withhold, and whether a value of that withholds.
fn of_part(part: &str) -> Option<(&'static str, Withholds)> {
    if draft_words::is_draft(part) {
        return Some(("draft", withholds_surely));
    }
    PARTS.iter().find(|(word, ..)| *word == part).map(|(_, ours, withholds)| (*ours, *withholds))
}

/// Our key for one of public words, which are negated either by its other words or by its value.
fn by_negation(parts: &[String], value: &Value<'_>) -> Option<Meant> {
    let public = |word: &str| PUBLIC_PARTS.iter().find(|(public, _)| *public == word).map(|(_, ours)| *ours);
    let (mut found, mut is_negated) = (None, false);
    for part in parts {
        let rest = NEGATIONS.iter().find_map(|negation| part.strip_prefix(negation));
        let rest = rest.filter(|rest| rest.is_empty() || public(rest).is_some());
        is_negated |= rest.is_some();
        match public(rest.unwrap_or(part)) {
            Some(ours) => found = found.or(Some(ours)),
            None if rest.is_some() || NEUTRAL.contains(&part.as_str()) => {}
            None => return None,
        }
    }
    let is_withheld = says(value, is_negated);
    let value = |ours: &str| match (ours == "feed", is_negated) {
        (true, true) => Some("false"),
        (false, false) => Some("true"),
        (true, false) | (false, true) => None,
    };
    found.filter(|_| is_withheld).map(|ours| Meant { key: ours, value: value(ours) })
}

/// `publish` for a key of a time. A release before the article's own date is that of something else.
fn by_time(squashed: &str, value: &Value<'_>, head: &Table<'_>) -> Option<&'static str> {
    let is_later = || match (head.get("date").and_then(day), day(value)) {
        (Some(own), Some(release)) => release > own,
        (None, _) | (_, None) => true,
    };
    let is_start = STARTS.contains(&squashed) || RELEASES.contains(&squashed) && is_later();
    (is_start && is_date(value)).then_some("publish")
}

/// The words of a key in lower case: `is_draft`, `isDraft` and `is-draft` have the same.
fn parts(key: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in key.nfkd().filter(|c| !is_combining_mark(*c)) {
        let is_mark = !c.is_alphanumeric();
        if is_mark || c.is_uppercase() && was_lower {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut().filter(|_| !is_mark) {
            last.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn day(value: &Value<'_>) -> Option<NaiveDate> {
    Some(match date::written(value.scalar()?.trim())? {
        WrittenDate::Instant(instant) => instant.date_naive(),
        WrittenDate::Local(local) => local.date(),
        WrittenDate::Date(day) => day,
    })
}

fn has_withholding_word(value: &Value<'_>) -> bool {
    let withholds =
        |word: &str| word == "retracted" || draft_words::is_draft(word) || draft_words::is_not_public(word);
    value.as_list().is_none() && words(value).any(|word| withholds(&folded(&word)))
}

/// Whether a value is true, or a word that withholds.
fn withholds_surely(value: &Value<'_>) -> bool {
    says(value, true) || words(value).any(|word| NOT_PUBLIC.contains(&&*word))
}

/// Whether a value, or one of a list, is a truth, or one of the words for it.
fn says(value: &Value<'_>, truth: bool) -> bool {
    value.items().iter().any(|item| said_truth(item) == Some(truth))
}

/// Whether a value says that not everybody may read the article.
fn is_restricted(value: &Value<'_>) -> bool {
    words(value).any(|word| RESTRICTED.contains(&&*word))
}

/// Whether a value is not false.
fn is_true_or_date(value: &Value<'_>) -> bool {
    is_date(value) || is_true(value)
}

/// The keys inside of tables of the head that would withhold the article if they stood outside: their paths and places.
#[must_use]
pub(crate) fn misplaced(head: &Table<'_>, rules: &KeyRules) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for (name, _, value) in &head.entries {
        find_misplaced(name, value, rules, &mut found);
    }
    found
}

fn find_misplaced(path: &str, value: &Value<'_>, rules: &KeyRules, found: &mut Vec<(String, Range<usize>)>) {
    let Some(table) = value.as_table() else { return };
    for (key, span, value) in &table.entries {
        let path = format!("{path}.{key}");
        let is_named = rules.names.iter().any(|name| name.theirs == path)
            || rules.withholding_names.iter().any(|(theirs, _)| *theirs == path);
        if !is_named && !rules.is_ignored(&path) && may_withhold(key, value) {
            found.push((path, span.clone()));
        } else {
            find_misplaced(&path, value, rules, found);
        }
    }
}

/// Whether a key withholds, wherever it stands.
fn may_withhold(key: &str, value: &Value<'_>) -> bool {
    let own = OWN_KEYS.iter().any(|(name, _, withholds)| *name == key && withholds(value));
    let others = KEYS.iter().any(|(name, withholds)| *name == key && withholds(value));
    // Other words may be the state of something else.
    let has_words = [STATUS, VISIBILITY].contains(&key);
    let is_known = || words(value).any(|word| NOT_PUBLIC.contains(&&*word));
    own || others && (!has_words || is_known())
}

/// A key without what tools and people write differently.
fn squash(key: &str) -> String {
    folded(key).chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect()
}

/// Whether a value can hardly mean something else than a truth, a date or a word that withholds.
fn is_certain(value: &Value<'_>) -> bool {
    value.truth().is_some() || is_date(value) || words(value).any(|word| NOT_PUBLIC.contains(&&*word))
}

/// The words of a value in lower case, also of a list.
fn words(value: &Value<'_>) -> impl Iterator<Item = String> {
    let words = value.items().iter().filter_map(Value::scalar);
    words.map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty())
}

/// Whether a value is true, or anything else than false: a mistake, if it is not a truth at all.
fn is_true(value: &Value<'_>) -> bool {
    value.items().iter().any(|item| item.truth() != Some(false))
}

fn is_false(value: &Value<'_>) -> bool {
    let is_written = |item: &Value<'_>| item.scalar().is_some_and(|text| !text.trim().is_empty());
    value.items().iter().any(|item| said_truth(item) == Some(false) && is_written(item))
}

/// Whether a value is false, or there is none behind the key.
fn is_false_or_nothing(value: &Value<'_>) -> bool {
    is_false(value) || matches!(&value.node, Node::Plain(text) if text.is_empty())
}

/// Whether a value is true, or says something that is not a date, which `publish` stands for.
fn is_true_or_words(value: &Value<'_>) -> bool {
    is_true(value) && !is_date(value)
}

fn is_date(value: &Value<'_>) -> bool {
    let is_written = |text: &str| date::written(text.trim()).is_some();
    matches!(value.node, Node::Datetime(_)) || value.as_text().is_some_and(is_written)
}

fn has_text(value: &Value<'_>) -> bool {
    value.items().iter().any(|item| item.scalar().is_none_or(|text| !text.trim().is_empty()))
}

/// Whether a value is not one of the words that publish. No word does not, either.
fn is_not_public(value: &Value<'_>) -> bool {
    let is_empty = value.items().iter().filter_map(Value::scalar).any(|word| word.trim().is_empty());
    let is_table = value.items().iter().any(|item| item.as_table().is_some());
    is_table || is_empty || words(value).any(|word| !PUBLIC.contains(&&*word))
}
