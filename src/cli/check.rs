//! `feedwright check`: files and URLs in, a report of findings out. The rules are in [`crate::check`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{self, Answer, Checked, Options, Profile, Subject};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::feed::Url;
use crate::feed::text::unify_line_ends;
use crate::report;
use crate::report::summary::SummaryPart;
use crate::root::{Root, slashed, without_dots};
use crate::site::pages::links;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, in_order};
use crate::site::pipeline::{BuiltSite, NamedFeed};
use crate::site::scan::{self, FoundFeeds, PathKind};
use crate::source::encoding;

use crate::cli::args::{Check, ProfileName};
use crate::cli::failure::Failure;
use crate::cli::fetch::{Client, Fetched};
use crate::cli::input::{STDIN, is_address};
use crate::cli::progress::Bar;
use crate::cli::session::{Counts, ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{location, output, settings};

/// A document with its context.
struct Input {
    name: PathBuf,
    bytes: Vec<u8>,
    options: Options,
}

pub(crate) fn run(args: &Check, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    let settings = settings::check(args.config.as_deref())?;
    let levels = settings::levels(&args.levels, &settings)?;
    let profiles = args.profile.iter().map(|name| profile(*name)).chain(settings.profiles.iter().copied());
    let base = args.base.as_deref().map(base).transpose()?;
    let site = args.site.as_deref().zip(base.as_ref()).map(|(dir, url)| CheckedSite::open(dir, url));
    let site = site.transpose()?;
    let common = Options {
        profiles: profiles.collect(),
        base: base.filter(|_| site.is_none()),
        now: Some(settings::clock(args.now)?),
        site: site.as_ref().map(|site| Arc::clone(&site.built) as _),
        ..Options::default()
    };
    let (fetched, failures) = fetch(&args.inputs, &common, client);
    let is_quiet = session.is_quiet();
    let mut results = Results { is_quiet, fetched, failures, site, ..Results::default() };
    for input in Bar::checking(&args.inputs, is_quiet) {
        if let Err(failure) = results.check_input(input, &common) {
            results.failures.push(failure);
        }
    }
    let of_pages = results.site.as_ref().map(CheckedSite::feeds).unwrap_or_default();
    results.findings.extend(of_pages);
    let findings = levels.apply(std::mem::take(&mut results.findings));
    let failures = std::mem::take(&mut results.failures);
    let is_failed = !failures.is_empty();
    session.each_once(&findings, &mut results.texts)?;
    session.failures(failures)?;
    results.write_totals(session, &findings)?;
    session.advice(report::fix_first(&findings))?;
    if is_failed {
        return Ok(ExitStatus::Failed);
    }
    Ok(ExitStatus::of(findings.iter().any(|finding| finding.severity == Severity::Error)))
}

/// A built site, and its feeds that are checked.
struct CheckedSite {
    dir: PathBuf,
    base_url: Url,
    built: Arc<BuiltSite>,
    feeds: Vec<NamedFeed>,
}

impl CheckedSite {
    fn open(dir: &Path, url: &Url) -> Result<CheckedSite, Failure> {
        let named = |error| Failure::Io(Error::new("read the folder of the site", dir, error));
        let base_url = url.below("").map_err(|error| Failure::usage(format!("--base: {error}")))?;
        let root = Root::open(dir).map_err(named)?;
        let built = Arc::new(BuiltSite::new(vec![root], &base_url, BTreeSet::new()));
        Ok(CheckedSite { dir: without_dots(dir), base_url, built, feeds: Vec::new() })
    }

    /// The path of a file below the folder of the site.
    fn below(&self, file: &Path) -> Option<String> {
        without_dots(file).strip_prefix(&self.dir).ok().map(slashed)
    }

    /// What is wrong with the feeds that pages name.
    fn feeds(&self) -> Vec<Diagnostic> {
        self.built.feeds(&self.feeds)
    }
}

fn base(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|error| Failure::usage(format!("--base: `{text}` is not a URL: {error}")))
}

const fn profile(name: ProfileName) -> Profile {
    match name {
        ProfileName::Podcast => Profile::Podcast,
        ProfileName::News => Profile::News,
    }
}

/// Fetches and checks the documents of all addresses.
fn fetch(
    inputs: &[String],
    common: &Options,
    client: &Client,
) -> (BTreeMap<PathBuf, CheckedInput>, Vec<Failure>) {
    let addresses: BTreeSet<_> = inputs.iter().filter(|input| is_address(input)).collect();
    let addresses: Vec<_> = addresses.into_iter().collect();
    let request = |address: &&String| {
        let fetched = client.get(address);
        (fetched.as_ref().map_or(0, |fetched| fetched.document.max_size()), fetched)
    };
    let process = |address: &&String, fetched: Result<Fetched<'_>, Error>| {
        let Fetched { document, url, answer } = fetched?;
        let base = common.base.clone().or(Some(url));
        let options = Options { base, answer: Some(answer), ..common.clone() };
        let bytes = document.load()?.unwrap_or_default();
        let input = Input { name: PathBuf::from(address), bytes, options };
        Ok::<_, Failure>((input.name.clone(), input.check(true)))
    };
    let (mut checked, mut failures) = (BTreeMap::new(), Vec::new());
    in_order(&addresses, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, |one| match one {
        Ok((name, input)) => {
            checked.insert(name, input);
        }
        Err(failure) => failures.push(failure),
    });
    (checked, failures)
}

/// The findings in a document, and the text that they quote, if it is not in a file.
#[derive(Clone)]
struct CheckedInput {
    checked: Checked,
    text: Option<String>,
}

impl Input {
    fn check(&self, keep_text: bool) -> CheckedInput {
        let checked = check::document(&self.name, &self.bytes, &self.options);
        let text = (keep_text && !checked.findings.is_empty()).then(|| self.text());
        CheckedInput { checked, text }
    }

    /// The text that the places of findings refer to.
    fn text(&self) -> String {
        let charset = self.options.answer.as_ref().and_then(Answer::charset);
        unify_line_ends(&encoding::decode(&self.bytes, charset).text).into_owned()
    }
}

/// The results of all inputs.
#[derive(Default)]
struct Results {
    /// Whether only errors are reported.
    is_quiet: bool,
    /// The results of fetched documents.
    fetched: BTreeMap<PathBuf, CheckedInput>,
    /// The inputs that could not be read.
    failures: Vec<Failure>,
    findings: Vec<Diagnostic>,
    feeds: usize,
    entries: usize,
    /// The texts of documents that are not files.
    texts: Texts,
    /// The site that links may lead into.
    site: Option<CheckedSite>,
}

impl Results {
    fn check_input(&mut self, input: &str, common: &Options) -> Result<(), Failure> {
        if input == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Error::new("read", Path::new(STDIN), error))?;
            self.check_document(&Input { name: PathBuf::from(STDIN), bytes, options: common.clone() }, true);
            return Ok(());
        }
        let path = Path::new(input);
        if is_address(input) {
            if let Some(checked) = self.fetched.get(path).cloned() {
                self.add(path, checked);
            }
            return Ok(());
        }
        if path.is_dir() {
            self.check_folder(path, common)
        } else {
            self.check_file(path, scan::named(path)?, common)
        }
    }

    fn check_folder(&mut self, folder: &Path, common: &Options) -> Result<(), Failure> {
        let FoundFeeds { files, unreadable } = scan::feeds(folder, &check::is_feed_file)?;
        if files.is_empty() && unreadable.is_empty() {
            return Err(location::no_feeds(&folder.display().to_string(), folder));
        }
        self.failures.extend(unreadable.into_iter().map(Failure::Io));
        for file in Bar::checking(&files, self.is_quiet) {
            let checked = scan::bytes(file).map_err(Failure::Io);
            let checked = checked.and_then(|bytes| self.check_file(file, bytes, common));
            self.failures.extend(checked.err());
        }
        Ok(())
    }

    fn check_file(&mut self, path: &Path, bytes: Option<Vec<u8>>, common: &Options) -> Result<(), Failure> {
        let Some(bytes) = bytes else {
            return Err(Failure::missing(path));
        };
        let is_readable_again = scan::path_kind(path) == PathKind::File && !scan::is_link(path);
        let below = self.site.as_ref().and_then(|site| Some((site, site.below(path)?)));
        let url = below.as_ref().and_then(|(site, below)| site.base_url.file_below(below).ok());
        let options = Options { base: url.or_else(|| common.base.clone()), ..common.clone() };
        let path_on_site = below.map(|(_, below)| below);
        let title = path_on_site.as_ref().and_then(|_| crate::published::read(&bytes)?.title);
        let checked = Input { name: path.to_path_buf(), bytes, options }.check(!is_readable_again);
        let format = checked.checked.format;
        if let (Some(site), Some(path_on_site)) = (&mut self.site, path_on_site) {
            let place = Place::file(path);
            let title = title.unwrap_or_else(|| path_on_site.clone());
            site.feeds.push(NamedFeed { path: path_on_site, format, title, place, is_generated: false });
        }
        self.add(path, checked);
        Ok(())
    }

    fn check_document(&mut self, input: &Input, keep_text: bool) {
        self.add(&input.name, input.check(keep_text));
    }

    fn add(&mut self, name: &Path, input: CheckedInput) {
        let Checked { entries, findings, .. } = input.checked;
        self.feeds += 1;
        self.entries += entries;
        // A picture may be in an entry several times, and a link is broken only once.
        let mut seen = BTreeSet::new();
        let mut is_new = |finding: &Diagnostic, subject: Option<Subject>| {
            let entry = subject.map(|subject| subject.entry);
            !links::CODES.contains(&finding.code) || seen.insert((entry, finding.message.clone()))
        };
        let findings = findings.into_iter().filter(|(finding, subject)| is_new(finding, *subject));
        self.findings.extend(findings.map(|(finding, _)| finding));
        if let Some(text) = input.text {
            self.texts.insert(name, text);
        }
    }

    /// Writes the numbers. People need none if nothing was checked.
    fn write_totals(&self, session: &Session, findings: &[Diagnostic]) -> Result<(), Failure> {
        let has_findings = !findings.is_empty();
        let Counts { errors, warnings } = session.counts();
        let Results { feeds, entries, .. } = *self;
        let totals = report::CheckTotals { feeds, entries, errors, warnings, has_findings };
        session.summarize(|| SummaryPart::of_check(&totals, findings));
        let results = session.results();
        if feeds > 0 || results == report::Results::Json {
            report::check_totals(&totals, results, &mut output::stdout())?;
        }
        Ok(())
    }
}
