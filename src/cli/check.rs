//! `feedwright check`: files and URLs in, a report of findings out. The rules are in [`crate::check`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::{self, Answer, Checked, Options, Profile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, problem};
use crate::feed::Url;
use crate::feed::text::unify_line_ends;
use crate::report;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, in_order};
use crate::site::scan::{self, FoundFeeds, PathKind};
use crate::source::encoding;

use crate::cli::Failure;
use crate::cli::args::{Check, MessageFormat, ProfileName};
use crate::cli::fetch::{Client, Fetched};
use crate::cli::{location, output, settings};

/// A document with its context.
struct Input {
    name: PathBuf,
    bytes: Vec<u8>,
    options: Options,
}

pub(crate) fn run(args: &Check, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let settings = settings::check(args.config.as_deref(), format)?;
    let levels = settings::levels(&args.deny, &args.allow, &settings)?;
    let profiles = args.profile.iter().map(|name| profile(*name)).chain(settings.profiles.iter().copied());
    let base = args.base.as_deref().map(base).transpose()?;
    let common =
        Options { profiles: profiles.collect(), base, now: Some(settings::clock(args.now)?), answer: None };
    let (fetched, failures) = fetch(&args.inputs, &common, client);
    let mut results = Results { fetched, failures, ..Results::default() };
    for input in &args.inputs {
        if let Err(failure) = results.check_input(input, &common) {
            results.failures.push(failure);
        }
    }
    let findings = levels.apply(std::mem::take(&mut results.findings));
    let failures = std::mem::take(&mut results.failures);
    if results.feeds > 0 {
        results.write(&findings, format)?;
    }
    if !failures.is_empty() {
        Failure::report_all(failures)?;
        return Ok(ExitCode::from(2));
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn base(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|error| Failure::Usage(format!("--base: `{text}` is not a URL: {error}")))
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
    let addresses: BTreeSet<_> = inputs.iter().filter(|input| location::is_address(input)).collect();
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
    /// The results of fetched documents.
    fetched: BTreeMap<PathBuf, CheckedInput>,
    /// The inputs that could not be read.
    failures: Vec<Failure>,
    findings: Vec<Diagnostic>,
    feeds: usize,
    entries: usize,
    /// The texts of documents that are not files.
    texts: settings::Texts,
}

impl Results {
    fn check_input(&mut self, input: &str, common: &Options) -> Result<(), Failure> {
        if input == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
                Failure::Usage(format!("cannot read standard input: {}", problem(&error)))
            })?;
            self.check_document(
                &Input { name: PathBuf::from("<stdin>"), bytes, options: common.clone() },
                true,
            );
            return Ok(());
        }
        let path = Path::new(input);
        if location::is_address(input) {
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
        let FoundFeeds { files, unreadable } = scan::feeds(folder, &check::is_feed)?;
        if files.is_empty() && unreadable.is_empty() {
            return Err(Failure::Usage(format!("no feeds found in `{}`", folder.display())));
        }
        self.failures.extend(unreadable.into_iter().map(Failure::Io));
        for file in files {
            let checked = scan::bytes(&file).map_err(Failure::Io);
            let checked = checked.and_then(|bytes| self.check_file(&file, bytes, common));
            self.failures.extend(checked.err());
        }
        Ok(())
    }

    fn check_file(&mut self, path: &Path, bytes: Option<Vec<u8>>, common: &Options) -> Result<(), Failure> {
        let Some(bytes) = bytes else {
            return Err(Failure::Usage(format!("`{}` does not exist", path.display())));
        };
        let is_readable_again = scan::path_kind(path) == PathKind::File && !scan::is_link(path);
        let input = Input { name: path.to_path_buf(), bytes, options: common.clone() };
        self.check_document(&input, !is_readable_again);
        Ok(())
    }

    fn check_document(&mut self, input: &Input, keep_text: bool) {
        self.add(&input.name, input.check(keep_text));
    }

    fn add(&mut self, name: &Path, input: CheckedInput) {
        let Checked { entries, findings, .. } = input.checked;
        self.feeds += 1;
        self.entries += entries;
        self.findings.extend(findings.into_iter().map(|(finding, _)| finding));
        if let Some(text) = input.text {
            self.texts.insert(name, text);
        }
    }

    fn write(&mut self, findings: &[Diagnostic], format: MessageFormat) -> Result<(), Failure> {
        let mut load = |path: &Path| self.texts.load(path);
        let (mut out, mut err) = (output::stdout(), output::stderr());
        let format = settings::report_format(format);
        report::findings(findings, format, settings::report_options(false), &mut out, &mut err, &mut load)?;
        report::verdict(findings, self.feeds, self.entries, format, &mut out)?;
        Ok(())
    }
}
