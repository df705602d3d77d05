//! The settings of a Hugo site by which it publishes what articles withhold.

use crate::site::generators::condition::{Condition, Conditions, Fact, Field, Test, Truthiness};
use crate::site::generators::settings::Settings;
use crate::site::rules::{Project, Release, Released};

/// Those that are on.
pub(super) fn all(project: Project<'_>, settings: &Settings, conditions: &Conditions) -> Vec<Release> {
    let says =
        |key: &str, test| Condition::Is(Field { fact: Fact::Key(vec![key.to_owned()]), default: None }, test);
    let drafts = || {
        let unpublished = says("published", Test::OneOf(vec!["false".to_owned()]));
        Condition::Any(vec![says("draft", Test::True(Truthiness::Filled)), unpublished])
    };
    let release = |setting: &'static str, words, released: &dyn Fn() -> Option<Released>| {
        let on = settings.text(&[setting]).filter(|_| settings.is_true(&[setting]))?;
        Some(Release { setting, place: project.place(&on.from), released: released()?, words })
    };
    let drafts = || conditions.number(drafts()).map(Released::That);
    let drafts = release("buildDrafts", "drafts", &drafts);
    let future = release("buildFuture", "articles with a date in the future", &|| Some(Released::Future));
    [drafts, future].into_iter().flatten().collect()
}
