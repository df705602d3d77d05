//! `feedwright init`: a folder in, a configuration and a report of what was detected out. Generators are detected by
//! [`init`].

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};

use crate::authoring::init::{self, CONFIG, Learned, Plan, Published, Request};
use crate::authoring::{self, Edit};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::report::Lines;
use crate::root::slashed;
use crate::site::article::Reason;
use crate::site::config::{Config, Overrides};
use crate::site::pipeline::{self, Index, Options, PublishedDocument};
use crate::site::rules::{Detected, Preset};

use crate::cli::Failure;
use crate::cli::args::{Init, MessageFormat};
use crate::cli::fetch::Client;
use crate::cli::{location, output, settings, written};

pub(crate) fn run(args: &Init, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let root = if args.dir == Path::new(".") { PathBuf::new() } else { args.dir.clone() };
    // A broken link also counts as existing.
    let exists = std::fs::symlink_metadata(root.join(CONFIG)).is_ok();
    if exists && !args.dry_run {
        return Err(already_exists(&root));
    }
    let now = settings::clock(None)?;
    let address = args.from.iter().find(|name| location::is_address(name));
    let against = address.map(String::as_str);
    let request = Request {
        base_url: args.base_url.as_deref(),
        title: args.title.as_deref(),
        against,
        ..Request::at(now)
    };
    let planned = |request| pipeline::with_project(&root, None, |project| init::site(project, request));
    let mut plan = planned(request);
    let (mut config, mut found) = configuration(&plan, &root, format)?;
    let mut learned = None;
    let built = built_site(&plan, &root);
    let from = if args.from.is_empty() { built.as_slice() } else { &args.from };
    match learn(from, &config, now, client) {
        Ok(None) => {}
        Ok(Some(known)) => {
            found.extend(known.found.iter().cloned());
            plan = planned(Request { learned: Some(&known), ..request });
            config = configuration(&plan, &root, format)?.0;
            learned = Some(known);
        }
        // Whatever is in the way there, nobody asked for it.
        Err(_) if args.from.is_empty() => {}
        Err(failure) => return Err(failure),
    }
    // Without a content folder there are no articles to report.
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {}).ok();
    if !args.dry_run {
        authoring::write(&root, &plan.edits)?;
    }
    let found = Levels::default().apply(found);
    settings::findings(&found, settings::Texts::of(&config), format)?;
    let human = matches!(format, MessageFormat::Human | MessageFormat::Github);
    if human {
        report_detected(&mut output::stdout(), &plan, index.as_ref())?;
    }
    // Existing files are not changed.
    let edits = if exists { &[][..] } else { &plan.edits };
    let warnings = found.iter().filter(|finding| finding.severity == Severity::Warning).count();
    written::report(edits, format, args.dry_run, warnings)?;
    let mut out = output::stdout();
    match (human, args.dry_run) {
        (true, true) => plan.edits.iter().try_for_each(|edit| write_content(&mut out, edit))?,
        (true, false) => {
            let steps = Steps { plan: &plan, root: &root, learned: learned.as_ref(), from };
            steps.write(&mut out, without_metadata(index.as_ref()))?;
        }
        (false, _) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder that the site's generator has written, if there is any.
fn built_site(plan: &Plan, root: &Path) -> Vec<String> {
    let output = plan.generator.as_ref().and(plan.preset.output.as_ref());
    let folder = output.map(|output| root.join(&output.value)).filter(|folder| folder.is_dir());
    folder.map(|folder| slashed(&folder)).into_iter().collect()
}

/// Learns from the feeds that are published, if any are named.
fn learn(
    from: &[String],
    config: &Config,
    now: DateTime<Utc>,
    client: &Client,
) -> Result<Option<Learned>, Failure> {
    if from.is_empty() {
        return Ok(None);
    }
    let index = pipeline::index(config, &Options::at(now), Vec::new(), &|_| {})?;
    let names: Vec<_> = from.iter().map(String::as_str).collect();
    let expected: Vec<_> = config.feeds.iter().map(|feed| feed.path.as_str()).chain(USUAL).collect();
    let mut published = Vec::new();
    for documents in location::find_all(&names, client)? {
        documents.for_each(
            &expected,
            |path, document| {
                let path = path.map(str::to_owned).or_else(|| path_of(&document, config));
                path.map(|path| Published { path, name: document.name, feed: document.feed })
            },
            |document| published.extend(document),
        )?;
    }
    // What we made ourselves says nothing about the site.
    let (ours, published): (Vec<_>, Vec<_>) = published.into_iter().partition(|document| document.feed.ours);
    if published.is_empty() {
        let names = names.join("`, `");
        let message = if ours.is_empty() {
            format!("no feeds found in `{names}`")
        } else {
            format!("found only feeds that Feedwright made in `{names}`")
        };
        let help =
            "pass a feed of the site's generator, a folder that contains its feeds, or the URL of the site";
        return Err(Failure::UsageHelp(message, help.to_owned()));
    }
    match index.articles(config) {
        Ok(articles) => Ok(Some(init::learn(config, &index, &articles, &published))),
        Err(changed) => Ok(Some(Learned { found: vec![changed], ..Learned::default() })),
    }
}

/// Where sites have their feeds, most of them.
const USUAL: [&str; 8] = [
    "feed.xml",
    "atom.xml",
    "rss.xml",
    "index.xml",
    "feed/index.xml",
    "feed/feed.xml",
    "feed.json",
    "blog/feed.xml",
];

/// The path of a document below the base URL: of its self link, or else its name.
fn path_of(document: &PublishedDocument, config: &Config) -> Option<String> {
    let base = config.site.base_url.as_str();
    let below = |url: &str| url.strip_prefix(base).map(str::to_owned);
    let named = || document.name.rsplit('/').next().map(str::to_owned);
    let self_url = document.feed.self_url.as_deref();
    let path = self_url.and_then(below).or_else(|| below(&document.name)).or_else(named)?;
    Some(path).filter(|path| !path.is_empty() && !path.ends_with('/'))
}

/// The error for an existing configuration, which is not replaced.
fn already_exists(root: &Path) -> Failure {
    let file = slashed(&root.join(CONFIG));
    let help = "run `feedwright init --dry-run` to see what a new one would contain";
    Failure::UsageHelp(format!("`{file}` already exists"), help.to_owned())
}

/// Reads the configuration that is to be written, and returns its findings. A missing address is not an error here.
fn configuration(
    plan: &Plan,
    root: &Path,
    format: MessageFormat,
) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let text = plan.edits.first().map(|edit| String::from_utf8_lossy(&edit.after)).unwrap_or_default();
    let base_url = plan.preset.base_url.is_none().then(|| settings::PLACEHOLDER_URL.to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, mut found) = pipeline::configure(&root.join(CONFIG), &text, &overrides);
    if plan.preset.base_url.is_none() {
        found.clear();
    }
    // The file does not exist yet.
    for finding in &mut found {
        finding.place = None;
    }
    match config {
        Some(config) => Ok((config, found)),
        None => {
            found.retain(|finding| finding.severity == Severity::Error);
            settings::findings(&found, settings::Texts::default(), format)?;
            Err(Failure::Usage("the configuration would be invalid, so nothing was written".to_owned()))
        }
    }
}

fn report_detected(out: &mut Lines<'_>, plan: &Plan, index: Option<&Index<'_>>) -> io::Result<()> {
    match &plan.generator {
        Some((generator, file)) => {
            out.line(&format!("this site is built with {} (found `{file}`)", generator.title))?;
            for (name, file) in &plan.others {
                out.line(&format!(
                    "  (found `{file}` of {name} too; if the site is built with {name}, remove the old files)"
                ))?;
            }
        }
        None if plan.is_new => out.line("the folder is empty: starting a small new site")?,
        None => out.line("no known generator found: this seems to be a hand-made site")?,
    }
    if !plan.is_new {
        preset(out, &plan.preset)?;
        articles(out, index)?;
    }
    Ok(())
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

fn write_content(out: &mut Lines<'_>, edit: &Edit) -> io::Result<()> {
    out.line("")?;
    out.text(String::from_utf8_lossy(&edit.after).trim_end())
}

/// The number of articles without metadata.
fn without_metadata(index: Option<&Index<'_>>) -> usize {
    let found = index.map_or(&[][..], |index| &index.diagnostics);
    found.iter().filter(|finding| finding.code.name == "missing-metadata").count()
}

/// The next steps.
struct Steps<'s> {
    plan: &'s Plan,
    root: &'s Path,
    learned: Option<&'s Learned>,
    from: &'s [String],
}

impl Steps<'_> {
    fn write(&self, out: &mut Lines<'_>, without_metadata: usize) -> io::Result<()> {
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
            steps.push(generator.command.to_owned());
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
