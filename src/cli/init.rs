//! `feedwright init`: a folder in, a configuration and a report of what was detected out. Generators are detected by
//! [`init`].

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::authoring::init::{self, CONFIG, Detected, Facts, Folder, Plan, Request};
use crate::authoring::{self, Edit};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::report::Lines;
use crate::root::slashed;
use crate::site::article::Reason;
use crate::site::config::{self, Config, Overrides};
use crate::site::pipeline::{self, Index, Options};
use crate::site::scan;
use crate::source::bounds::CONFIGURATION;

use crate::cli::Failure;
use crate::cli::args::{Init, MessageFormat};
use crate::cli::{output, settings, written};

pub(crate) fn run(args: &Init, format: MessageFormat) -> Result<ExitCode, Failure> {
    let root = if args.dir == Path::new(".") { PathBuf::new() } else { args.dir.clone() };
    // A broken link also counts as existing.
    let exists = std::fs::symlink_metadata(root.join(CONFIG)).is_ok();
    if exists && !args.dry_run {
        return Err(already_exists(&root));
    }
    let files = scan::listing(&args.dir)?;
    let read = |file: &str| scan::text_up_to(&root.join(file), CONFIGURATION);
    let folder = Folder { root: &root, files: &files, read: &read };
    let now = settings::clock(None)?;
    let request = Request { base_url: args.base_url.as_deref(), title: args.title.as_deref(), now };
    let plan = init::site(&folder, request);
    let (config, mut found) = configuration(&plan, &root, format)?;
    found.extend(plan.facts.found.iter().cloned());
    // Without a content folder there are no articles to report.
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {}).ok();
    found.extend(index.as_ref().map(|index| differing_pages(&plan, index, &config)).unwrap_or_default());
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
        (true, false) => next_steps(&mut out, &plan, &root, without_metadata(index.as_ref()))?,
        (false, _) => {}
    }
    Ok(ExitCode::SUCCESS)
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
    let base_url = plan.facts.base_url.is_none().then(|| settings::PLACEHOLDER_URL.to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, mut found) = config::read(&root.join(CONFIG), &text, &overrides, &crate::codes());
    if plan.facts.base_url.is_none() {
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

/// Reports articles whose pages have other URLs in the generator.
fn differing_pages(plan: &Plan, index: &Index<'_>, config: &Config) -> Vec<Diagnostic> {
    let Some((generator, _)) = plan.generator else { return Vec::new() };
    let undated: Vec<_> = index
        .left_out
        .iter()
        .filter(|left| left.reason == Reason::Undated)
        .map(|left| &left.source)
        .collect();
    let head = |source: &_| {
        let mut buffer = Vec::new();
        scan::head(&index.content, source, &mut buffer).ok().map(|head| head.text.into_owned())
    };
    let articles = match index.articles(config) {
        Ok(articles) => articles,
        Err(changed) => return vec![changed],
    };
    init::pages(&plan.facts, generator, &articles, &undated, &head, &config.site)
}

fn report_detected(out: &mut Lines<'_>, plan: &Plan, index: Option<&Index<'_>>) -> io::Result<()> {
    match &plan.generator {
        Some((generator, file)) => {
            out.line(&format!("this site is built with {} (found `{file}`)", generator.name))?;
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
        facts(out, &plan.facts)?;
        articles(out, index)?;
    }
    Ok(())
}

fn facts(out: &mut Lines<'_>, facts: &Facts) -> io::Result<()> {
    let rows = [
        ("base-url", facts.base_url.as_ref()),
        ("title", facts.title.as_ref()),
        ("description", facts.description.as_ref()),
        ("language", facts.language.as_ref()),
        ("timezone", facts.timezone.as_ref()),
        ("authors", facts.author.as_ref()),
        ("content", facts.content.as_ref()),
        ("permalink", facts.permalink.exact()),
        ("output", facts.output.as_ref()),
    ];
    for (name, detected) in rows {
        if let Some(Detected { value, from }) = detected {
            out.line(&format!("  {name:<12} {} ({from})", on_one_line(value)))?;
        }
    }
    if !facts.languages.is_empty() {
        let tags: Vec<_> = facts.languages.keys().map(String::as_str).collect();
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

/// Writes the next steps.
fn next_steps(out: &mut Lines<'_>, plan: &Plan, root: &Path, without_metadata: usize) -> io::Result<()> {
    let mut steps = Vec::new();
    if !root.as_os_str().is_empty() {
        steps.push(format!("cd {}", slashed(root)));
    }
    if plan.facts.base_url.is_none() {
        steps.push(format!("write the URL of the site into {CONFIG}: base-url = \"https://…/\""));
    }
    if !plan.is_new && plan.facts.permalink.exact().is_none() {
        steps.push(format!("write the path of an article's page into {CONFIG}: permalink = \"…\""));
    }
    if without_metadata > 0 {
        let content = plan.facts.content.as_ref().map_or("content", |detected| detected.value.as_str());
        let (files, have) = if without_metadata == 1 { ("file", "has") } else { ("files", "have") };
        steps.push(format!("feedwright adopt {content}  # {without_metadata} {files} {have} no metadata"));
    }
    let address = plan.facts.base_url.as_ref().map_or("https://…/", |detected| detected.value.as_str());
    if let Some((generator, _)) = &plan.generator {
        steps.push(generator.command.to_owned());
        steps.push(format!("feedwright build --dry-run --against {address}  # what subscribers would see"));
        let why = if generator.other_ids.is_empty() {
            "if that reports other ids".to_owned()
        } else {
            format!("since {}", generator.other_ids)
        };
        steps.push(format!("feedwright pin --from {address}  # {why}"));
    }
    steps.push("feedwright build".to_owned());
    out.line("next:")?;
    steps.iter().try_for_each(|step| out.line(&format!("  {step}")))
}
