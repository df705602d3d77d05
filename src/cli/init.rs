//! `feedwright init`

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::authoring::init::{self, CONFIG, Facts, Folder, Known, Made, Request};
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
    // A link that leads nowhere is in the way, too.
    let is_there = std::fs::symlink_metadata(root.join(CONFIG)).is_ok();
    if is_there && !args.dry_run {
        return Err(there(&root));
    }
    let files = scan::listing(&args.dir)?;
    let read = |file: &str| scan::text_up_to(&root.join(file), CONFIGURATION);
    let folder = Folder { root: &root, files: &files, read: &read };
    let now = settings::clock(None)?;
    let request = Request { base_url: args.base_url.as_deref(), title: args.title.as_deref(), now };
    let made = init::site(&folder, request);
    let (config, mut found) = configuration(&made, &root, format)?;
    found.extend(made.facts.found.iter().cloned());
    // Without a content folder there is nothing to be said about articles.
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {}).ok();
    found.extend(index.as_ref().map(|index| elsewhere(&made, index, &config)).unwrap_or_default());
    if !args.dry_run {
        authoring::write(&root, &made.edits)?;
    }
    let found = Levels::default().apply(found);
    settings::findings(&found, settings::Texts::of(&config), format)?;
    let human = matches!(format, MessageFormat::Human | MessageFormat::Github);
    if human {
        recognised(&mut output::stdout(), &made, index.as_ref())?;
    }
    // Existing files are not changed.
    let edits = if is_there { &[][..] } else { &made.edits };
    let warnings = found.iter().filter(|finding| finding.severity == Severity::Warning).count();
    written::report(edits, format, args.dry_run, warnings)?;
    let mut out = output::stdout();
    match (human, args.dry_run) {
        (true, true) => made.edits.iter().try_for_each(|edit| show(&mut out, edit))?,
        (true, false) => next(&mut out, &made, &root, bare(index.as_ref()))?,
        (false, _) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// An existing configuration is not replaced.
fn there(root: &Path) -> Failure {
    let file = slashed(&root.join(CONFIG));
    let help = "run `feedwright init --dry-run` to see what a new one would contain";
    Failure::UsageHelp(format!("`{file}` already exists"), help.to_owned())
}

/// The configuration as it will be read, and what is to be said about it. One without an address is as good as one
/// with.
fn configuration(
    made: &Made,
    root: &Path,
    format: MessageFormat,
) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let text = made.edits.first().map(|edit| String::from_utf8_lossy(&edit.after)).unwrap_or_default();
    let base_url = made.facts.base_url.is_none().then(|| settings::ANYWHERE.to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, mut found) = config::read(&root.join(CONFIG), &text, &overrides, &crate::codes());
    if made.facts.base_url.is_none() {
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

/// The articles whose pages the generator puts elsewhere.
fn elsewhere(made: &Made, index: &Index<'_>, config: &Config) -> Vec<Diagnostic> {
    let Some((generator, _)) = made.generator else { return Vec::new() };
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
    init::pages(&made.facts, generator, &articles, &undated, &head, &config.site)
}

fn recognised(out: &mut Lines<'_>, made: &Made, index: Option<&Index<'_>>) -> io::Result<()> {
    match &made.generator {
        Some((generator, file)) => {
            out.line(&format!("this site is built with {} (found `{file}`)", generator.name))?;
            for (name, file) in &made.others {
                out.line(&format!(
                    "  (found `{file}` of {name} too; if the site is built with {name}, remove the old files)"
                ))?;
            }
        }
        None if made.is_new => out.line("the folder is empty: starting a small new site")?,
        None => out.line("no known generator found: this seems to be a hand-made site")?,
    }
    if !made.is_new {
        facts(out, &made.facts)?;
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
    for (name, known) in rows {
        if let Some(Known { value, from }) = known {
            out.line(&format!("  {name:<12} {} ({from})", on_one_line(value)))?;
        }
    }
    if !facts.languages.is_empty() {
        let tags: Vec<_> = facts.languages.keys().map(String::as_str).collect();
        out.line(&format!("  {:<12} {}", "languages", tags.join(", ")))?;
    }
    let unknown: Vec<_> = rows.iter().filter(|(_, known)| known.is_none()).map(|(name, _)| *name).collect();
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
    let said = reasons.iter().map(|reason| (left(reason), reason.as_str())).filter(|(count, _)| *count > 0);
    let said: Vec<_> = said.map(|(count, reason)| format!("{count} {reason}")).collect();
    let rest = if said.is_empty() { String::new() } else { format!("; left out: {}", said.join(", ")) };
    out.line(&format!("  {:<12} {count}{rest}", "articles"))
}

fn show(out: &mut Lines<'_>, edit: &Edit) -> io::Result<()> {
    out.line("")?;
    out.text(String::from_utf8_lossy(&edit.after).trim_end())
}

/// How many articles have no metadata that a build reads.
fn bare(index: Option<&Index<'_>>) -> usize {
    let found = index.map_or(&[][..], |index| &index.diagnostics);
    found.iter().filter(|finding| finding.code.name == "missing-metadata").count()
}

/// What to do next.
fn next(out: &mut Lines<'_>, made: &Made, root: &Path, bare: usize) -> io::Result<()> {
    let mut steps = Vec::new();
    if !root.as_os_str().is_empty() {
        steps.push(format!("cd {}", slashed(root)));
    }
    if made.facts.base_url.is_none() {
        steps.push(format!("write the URL of the site into {CONFIG}: base-url = \"https://…/\""));
    }
    if !made.is_new && made.facts.permalink.exact().is_none() {
        steps.push(format!("write the path of an article's page into {CONFIG}: permalink = \"…\""));
    }
    if bare > 0 {
        let content = made.facts.content.as_ref().map_or("content", |known| known.value.as_str());
        let (files, have) = if bare == 1 { ("file", "has") } else { ("files", "have") };
        steps.push(format!("feedwright adopt {content}  # {bare} {files} {have} no metadata"));
    }
    let address = made.facts.base_url.as_ref().map_or("https://…/", |known| known.value.as_str());
    if let Some((generator, _)) = &made.generator {
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
