//! `feedwright check`: files and URLs in, a report of findings out. The rules are in [`crate::check`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::{self, Checked, Options, Profile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::feed::Url;
use crate::report;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, in_order};
use crate::site::scan;

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
    let mut results = Results { fetched: fetch(&args.inputs, &common, client)?, ..Results::default() };
    for input in &args.inputs {
        results.check_input(input, &common)?;
    }
    let findings = levels.apply(std::mem::take(&mut results.findings));
    results.write(&findings, format)?;
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
) -> Result<BTreeMap<PathBuf, CheckedInput>, Failure> {
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
        Ok((input.name.clone(), input.check(true)))
    };
    let mut found = Vec::new();
    in_order(&addresses, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, |one| found.push(one));
    Failure::first_of(found).map(|checked| checked.into_iter().collect())
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
        let text = (keep_text && !checked.findings.is_empty())
            .then(|| String::from_utf8_lossy(&self.bytes).into_owned());
        CheckedInput { checked, text }
    }
}

/// The results of all inputs.
#[derive(Default)]
struct Results {
    /// The results of fetched documents.
    fetched: BTreeMap<PathBuf, CheckedInput>,
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
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Failure::Usage(format!("cannot read standard input: {error}")))?;
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
        if !path.is_dir() {
            return self.check_file(path, common);
        }
        let files = scan::feeds(path, &check::is_feed)?;
        if files.is_empty() {
            return Err(Failure::Usage(format!("no feeds found in `{input}`")));
        }
        files.iter().try_for_each(|file| self.check_file(file, common))
    }

    fn check_file(&mut self, path: &Path, common: &Options) -> Result<(), Failure> {
        let Some(bytes) = scan::bytes(path)? else {
            return Err(Failure::Usage(format!("`{}` does not exist", path.display())));
        };
        self.check_document(&Input { name: path.to_path_buf(), bytes, options: common.clone() }, false);
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
