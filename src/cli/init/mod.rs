//! `feedwright init`: a folder in, a configuration and a report of what was detected out. Generators are detected by
//! [`init`].

mod learn;
mod report;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::authoring::init::{self, CONFIG, InitPlan, InitRequest, SiteInFeeds};
use crate::authoring::{self, Edit};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::report::{Lines, Results};
use crate::root::slashed;
use crate::site::config::{BodyFrom, Config, Content, LOCAL_BASE_URL, Overrides, is_broken_promise};
use crate::site::generators::UNREAD_FILTER;
use crate::site::pipeline::{self, Bodies, BuiltSite, Options};
use crate::site::rules::Detected;

use crate::cli::args::Init;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::input::is_address;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{output, settings, written};

use learn::{built_site, learn};
use report::{Report, Steps};

pub(crate) fn run(args: &Init, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    let (root, below) = site_folder(args)?;
    let exists = exists(&root);
    if exists && !args.dry_run {
        return Err(already_exists(&root, &args.from));
    }
    let now = settings::clock(None)?;
    let address = args.from.iter().find(|name| is_address(name));
    let request = InitRequest {
        base_url: args.base_url.as_deref(),
        title: args.title.as_deref(),
        against: address.map(String::as_str),
        ..InitRequest::at(now)
    };
    let planned = |request| pipeline::with_project(&root, None, |project| init::site(project, request));
    let is_missing = !root.as_os_str().is_empty() && !root.exists();
    let mut plan = planned(request);
    let (mut config, mut found) = configuration(&plan, &root, session)?;
    let said = learn::said(&args.from, &config, &plan.preset, client)?;
    let request = InitRequest { said: Some(&said), ..request };
    if said != SiteInFeeds::default() {
        plan = planned(request);
        (config, found) = configuration(&plan, &root, session)?;
    }
    let (mut learned, mut published, mut request) = (None, None, request);
    let built = built_site(&plan, &root);
    let from = if args.from.is_empty() { built.as_slice() } else { &args.from };
    match learn(from, &config, now, client) {
        Ok(known) => learned = known,
        // Whatever is in the way there, nobody asked for it.
        Err(_) if args.from.is_empty() => {}
        Err(failure) => return Err(failure),
    }
    if let Some(known) = &learned {
        published = match address {
            Some(address) => Some(Detected::new(address, "--from")),
            None => published_at(&plan, &root).filter(|_| args.from.is_empty()),
        };
        let against = published.as_ref().map(|known| known.value.as_str());
        request = InitRequest { learned: Some(known), against, ..request };
        plan = planned(request);
        (config, found) = configuration(&plan, &root, session)?;
    }
    found.extend(learned.iter().flat_map(|known| known.found.iter().cloned()));
    if BuiltSite::of(&config, BTreeSet::new()).has_pages() {
        let on_pages = has_texts_on_pages(&config, now);
        let body_from = if on_pages { BodyFrom::Page } else { request.body_from };
        plan = planned(InitRequest { body_from, has_pages: true, ..request });
        config = configuration(&plan, &root, session)?.0;
    }
    // Without a content folder there are no articles to report.
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {}).ok();
    if !args.dry_run {
        authoring::write(&root, &plan.edits)?;
    }
    let found = Levels::default().apply(found);
    session.findings(&found, &mut Texts::of(&config))?;
    let human = session.results() == Results::Lines;
    let report = Report {
        plan: &plan,
        below: below.as_deref(),
        missing: is_missing.then_some(&*root),
        published: published.as_ref(),
        learned: learned.as_ref(),
        index: index.as_ref(),
        body_from: config.content.body_from,
    };
    if human {
        report.write(&mut output::stdout())?;
    }
    // Existing files are not changed.
    let edits = if exists { &[][..] } else { &plan.edits };
    let warnings = found.iter().filter(|finding| finding.severity == Severity::Warning).count();
    written::report(edits, session, args.dry_run, warnings)?;
    let mut out = output::stdout();
    match (human, args.dry_run) {
        (true, true) => plan.edits.iter().try_for_each(|edit| write_content(&mut out, edit))?,
        (true, false) => {
            let steps = Steps { plan: &plan, root: &root, learned: learned.as_ref(), from };
            steps.write(&mut out, report.to_adopt())?;
        }
        (false, _) => {}
    }
    Ok(ExitStatus::Clean)
}

/// Whether the texts of the articles in the feeds are on pages of the built site.
fn has_texts_on_pages(config: &Config, now: DateTime<Utc>) -> bool {
    let content = Content { body_from: BodyFrom::Page, ..config.content.clone() };
    let config = Config { content, ..config.clone() };
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {});
    index.is_ok_and(|index| Bodies::new(&config, &index).are_on_pages())
}

/// The folder of the site: the one that was named, or the one in it that has a site.
fn site_folder(args: &Init) -> Result<(PathBuf, Option<String>), Failure> {
    let root = if args.dir == Path::new(".") { PathBuf::new() } else { args.dir.clone() };
    if root.is_file() {
        let message = format!("`{}` is a file", slashed(&root));
        return Err(Failure::usage(message).help("pass the folder of the site"));
    }
    if exists(&root) {
        return Ok((root, None));
    }
    let sites = pipeline::with_project(&root, None, init::sites_below);
    match sites.as_slice() {
        [] => Ok((root, None)),
        [site] => Ok((root.join(&site.folder), Some(site.folder.clone()))),
        several => {
            let path = |folder: &str| slashed(&root.join(folder));
            let named = several.iter().map(|site| format!("`{}` ({})", path(&site.folder), site.generator));
            let commands = several.iter().map(|site| format!("`feedwright init {}`", path(&site.folder)));
            let (named, commands): (Vec<_>, Vec<_>) = (named.collect(), commands.collect());
            let message = format!("found several sites: {}", named.join(", "));
            Err(Failure::usage(message).help(format!("run {}", commands.join(" or "))))
        }
    }
}

/// Whether a folder has a configuration. A broken link also counts as existing.
fn exists(root: &Path) -> bool {
    std::fs::symlink_metadata(root.join(CONFIG)).is_ok()
}

/// Where the site is published, if that is certain without asking there.
fn published_at(plan: &InitPlan, root: &Path) -> Option<Detected> {
    pipeline::with_project(root, None, |project| init::published_at(project, &plan.preset))
}

/// The error for an existing configuration, which is not replaced.
fn already_exists(root: &Path, from: &[String]) -> Failure {
    let file = slashed(&root.join(CONFIG));
    let from = from.iter().flat_map(|published| ["--from", published]);
    let command: Vec<_> = ["feedwright", "init"].into_iter().chain(from).chain(["--dry-run"]).collect();
    let help = format!(
        "run `{}` to see what a new one would contain; to replace the file, delete it first",
        command.join(" ")
    );
    Failure::usage(format!("`{file}` already exists")).at(&root.join(CONFIG)).help(help)
}

/// Reads the configuration that is to be written, and returns its findings. A missing address is not an error here.
fn configuration(
    plan: &InitPlan,
    root: &Path,
    session: &Session,
) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let text = plan.edits.first().map(|edit| String::from_utf8_lossy(&edit.after)).unwrap_or_default();
    let base_url = plan.preset.base_url.is_none().then(|| settings::PLACEHOLDER_URL.to_owned());
    let overrides = Overrides { base_url, ..Overrides::default() };
    let (config, mut found) = pipeline::configure(&root.join(CONFIG), &text, &overrides, &crate::codes());
    let own = root.join(CONFIG);
    let is_own = |finding: &Diagnostic| finding.place.as_ref().is_none_or(|place| place.file == own);
    if plan.preset.base_url.is_none() {
        found.retain(|finding| finding.severity == Severity::Error || !is_own(finding));
    }
    // The file does not exist yet.
    for finding in found.iter_mut().filter(|finding| is_own(finding)) {
        finding.place = None;
        if finding.code == &LOCAL_BASE_URL {
            let preview =
                "`feedwright build --base-url http://localhost:8080/ --allow-local` makes a preview";
            finding.help = Some(format!("write the public URL; {preview}"));
        }
    }
    // What a podcast lacks is said by its first build.
    found.retain(|finding| !is_broken_promise(finding));
    // What stops a build is no reason to write nothing.
    for finding in found.iter_mut().filter(|finding| finding.code == &UNREAD_FILTER) {
        finding.severity = Severity::Warning;
    }
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    match config.filter(|_| !found.iter().any(is_error)) {
        Some(config) => Ok((config, found)),
        None => {
            found.retain(is_error);
            session.findings(&found, &mut Texts::default())?;
            Err(Failure::usage("the configuration would be invalid, so nothing was written"))
        }
    }
}

fn write_content(out: &mut Lines<'_>, edit: &Edit) -> io::Result<()> {
    out.line("")?;
    out.text(String::from_utf8_lossy(&edit.after).trim_end())
}
