//! What `init` shows: what was detected, and what to do next.

use std::io;
use std::path::Path;

use crate::authoring::init::{AddressesFrom, CONFIG, InitPlan, Learned};
use crate::diagnostic::Diagnostic;
use crate::report::Lines;
use crate::root::slashed;
use crate::site::article::Reason;
use crate::site::config::BodyFrom;
use crate::site::kind::FileKind;
use crate::site::metadata::{MISSING_METADATA, NO_METADATA};
use crate::site::pages::UNBUILT_SITE;
use crate::site::pipeline::Index;
use crate::site::rules::{Detected, Preset};

/// What was detected.
pub(super) struct Report<'r> {
    pub(super) plan: &'r InitPlan,
    /// The folder of the site, below the one that was named.
    pub(super) below: Option<&'r str>,
    /// The folder, if it does not exist yet.
    pub(super) missing: Option<&'r Path>,
    /// Where the site is published, and the file that says so.
    pub(super) published: Option<&'r Detected>,
    /// What was learned from the published feeds.
    pub(super) learned: Option<&'r Learned>,
    pub(super) index: Option<&'r Index<'r>>,
    /// Where the texts of articles come from.
    pub(super) body_from: BodyFrom,
}

impl Report<'_> {
    pub(super) fn write(&self, out: &mut Lines<'_>) -> io::Result<()> {
        if let Some(folder) = self.below {
            out.line(&format!("found a site in `{folder}`"))?;
        }
        self.generator(out)?;
        if self.plan.is_new {
            return Ok(());
        }
        preset(out, &self.plan.preset)?;
        if let Some(Detected { value, from }) = self.published {
            let from = if from == "--from" { from.clone() } else { format!("`{from}` publishes the site") };
            out.line(&format!("  {:<12} {value} ({from})", "against"))?;
        }
        if let Some(AddressesFrom::OtherZone(count)) = self.plan.addresses {
            let have = if count == 1 { "page has" } else { "pages have" };
            let reason =
                format!("the site was built in another time zone: {count} {have} its dates in the address");
            out.line(&format!("  {:<12} pages ({reason})", "permalink"))?;
        }
        articles(out, self.index)?;
        for key in self.learned.map_or(&[][..], |learned| &learned.ignored) {
            out.line(&format!("  {:<12} {key} (published articles have it)", "ignore-keys"))?;
        }
        for name in self.learned.map_or(&[][..], |learned| &learned.ours) {
            out.line(&format!("  {:<12} {name} (made by Feedwright)", "ignored"))?;
        }
        if self.body_from == BodyFrom::Page {
            out.line(&format!("  {:<12} page (each article of the feeds has one)", "body-from"))?;
        }
        self.invalid(out)
    }

    fn generator(&self, out: &mut Lines<'_>) -> io::Result<()> {
        let plan = self.plan;
        match (&plan.generator, plan.unsupported) {
            (Some((generator, file)), _) => {
                out.line(&format!("this site is built with {} (found `{file}`)", generator.title))?;
                for (name, file) in &plan.others {
                    out.line(&format!(
                        "  (also found `{file}` of {name}; if the site is built with {name}, remove the old files)"
                    ))?;
                }
                Ok(())
            }
            (None, Some((generator, file))) => out.line(&format!(
                "this site is built with {} (found `{file}`), which Feedwright does not support: under [content], set \
                 `dir` to the folder of the articles; to take their URLs from the built site, set `pages` to its \
                 folder, and permalink = \"pages\"",
                generator.title
            )),
            (None, None) if plan.is_new => match self.missing {
                Some(folder) => {
                    out.line(&format!("`{}` does not exist: starting a small new site there", slashed(folder)))
                }
                None => out.line("the folder is empty: starting a small new site"),
            },
            (None, None) if plan.is_show => {
                out.line("no known generator found; the folder has recordings, so its feed is a podcast")
            }
            (None, None) => out.line("no known generator found; the site seems to be made by hand"),
        }
    }

    /// Why articles are invalid, if their metadata is not what they lack.
    fn invalid(&self, out: &mut Lines<'_>) -> io::Result<()> {
        let Some(index) = self.index else { return Ok(()) };
        let unbuilt = index.diagnostics.iter().find(|finding| finding.code == &UNBUILT_SITE);
        if let Some(finding) = unbuilt {
            let help = finding.help.as_deref().unwrap_or_default();
            return out.line(&format!("  ({}; {help})", finding.message));
        }
        let invalid = index.left_out.iter().filter(|left| left.reason == Reason::Invalid).count();
        if invalid > self.without_metadata() {
            out.line("  (run `feedwright list` to see what is invalid)")?;
        }
        Ok(())
    }

    /// The number of articles without metadata.
    pub(super) fn without_metadata(&self) -> usize {
        let found = self.index.map_or(&[][..], |index| &index.diagnostics);
        found.iter().filter(|finding| finding.code == &MISSING_METADATA).count()
    }

    /// The number of files to adopt: of wire texts, none has metadata at first.
    pub(super) fn to_adopt(&self) -> usize {
        let is_bare = |finding: &&Diagnostic| {
            let file = finding.place.as_ref().map(|place| slashed(&place.file)).unwrap_or_default();
            finding.code == &NO_METADATA && FileKind::of_text(&file) == Some(FileKind::Text)
        };
        let texts = match self.index {
            Some(index) if index.articles.is_empty() && self.plan.generator.is_none() => {
                index.diagnostics.iter().filter(is_bare).count()
            }
            Some(_) | None => 0,
        };
        self.without_metadata() + texts
    }
}

fn preset(out: &mut Lines<'_>, preset: &Preset) -> io::Result<()> {
    let rows = [
        ("base-url", preset.base_url.as_ref()),
        ("title", preset.title.as_ref()),
        ("description", preset.description.as_ref()),
        ("language", preset.language.as_ref()),
        ("timezone", preset.timezone.as_ref()),
        ("authors", preset.author.as_ref()),
        ("content", preset.content.as_ref()),
        ("output", preset.output.as_ref()),
    ];
    for (name, detected) in rows {
        if let Some(Detected { value, from }) = detected {
            out.line(&format!("  {name:<12} {} ({from})", on_one_line(value)))?;
        }
    }
    if !preset.languages.is_empty() {
        let tags: Vec<_> = preset.languages.keys().map(String::as_str).collect();
        out.line(&format!("  {:<12} {}", "languages", tags.join(", ")))?;
    }
    let unknown: Vec<_> =
        rows.iter().filter(|(_, detected)| detected.is_none()).map(|(name, _)| *name).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    out.line(&format!("  {:<12} {}", "unknown", unknown.join(", ")))
}

/// A value on one line.
fn on_one_line(value: &str) -> String {
    value.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect()
}

fn articles(out: &mut Lines<'_>, index: Option<&Index<'_>>) -> io::Result<()> {
    let Some(index) = index else {
        return out.line(&format!("  {:<12} none: cannot read the content folder", "articles"));
    };
    let count = index.articles.len();
    let reasons = [
        Reason::Draft,
        Reason::Scheduled,
        Reason::Expired,
        Reason::Excluded,
        Reason::Withheld,
        Reason::Undated,
        Reason::Invalid,
    ];
    let left = |reason: &Reason| index.left_out.iter().filter(|left| left.reason == *reason).count();
    let counts = reasons.iter().map(|reason| (left(reason), reason.as_str())).filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, reason)| format!("{count} {reason}")).collect();
    let rest = if counts.is_empty() { String::new() } else { format!("; left out: {}", counts.join(", ")) };
    out.line(&format!("  {:<12} {count}{rest}", "articles"))
}

/// The next steps.
pub(super) struct Steps<'s> {
    pub(super) plan: &'s InitPlan,
    pub(super) root: &'s Path,
    pub(super) learned: Option<&'s Learned>,
    pub(super) from: &'s [String],
}

impl Steps<'_> {
    pub(super) fn write(&self, out: &mut Lines<'_>, without_metadata: usize) -> io::Result<()> {
        let plan = self.plan;
        let mut steps = Vec::new();
        if !self.root.as_os_str().is_empty() {
            steps.push(format!("cd {}", slashed(self.root)));
        }
        if plan.preset.base_url.is_none() {
            steps.push(format!("write the URL of the site into {CONFIG}: base-url = \"https://…/\""));
        }
        if without_metadata > 0 {
            let content = plan.preset.content.as_ref().map_or("content", |detected| detected.value.as_str());
            let (files, have) = if without_metadata == 1 { ("file", "has") } else { ("files", "have") };
            steps
                .push(format!("feedwright adopt {content}  # {without_metadata} {files} {have} no metadata"));
        }
        if let Some((generator, _)) = &plan.generator {
            steps.push(plan.preset.command.unwrap_or(generator.command).to_owned());
        }
        steps.extend(self.published());
        steps.push("feedwright build".to_owned());
        out.line("next:")?;
        steps.iter().try_for_each(|step| out.line(&format!("  {step}")))
    }

    /// The steps that keep the published ids.
    fn published(&self) -> Vec<String> {
        let from: Vec<_> = self.from.iter().map(|name| format!(" --from {name}")).collect();
        let from = from.concat();
        match self.learned {
            Some(Learned { to_pin: 0, .. }) => Vec::new(),
            Some(Learned { to_pin, .. }) => {
                let ids = if *to_pin == 1 { "id".to_owned() } else { "ids".to_owned() };
                vec![format!("feedwright pin{from}  # writes {to_pin} published {ids} that no rule explains")]
            }
            None if self.plan.generator.is_some() => {
                let address = self
                    .plan
                    .preset
                    .base_url
                    .as_ref()
                    .map_or("https://…/", |detected| detected.value.as_str());
                vec![
                    format!("feedwright build --dry-run --against {address}  # what subscribers would see"),
                    format!("feedwright pin --from {address}  # if that reports other ids"),
                ]
            }
            None => Vec::new(),
        }
    }
}
