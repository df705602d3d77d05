//! `feedwright check`

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
    let profiles =
        args.profile.iter().map(|profile| profile.meant()).chain(settings.profiles.iter().copied());
    let base = args.base.as_deref().map(base).transpose()?;
    let common =
        Options { profiles: profiles.collect(), base, now: Some(settings::clock(args.now)?), answer: None };
    let mut reported = Reported { fetched: fetch(&args.inputs, &common, client)?, ..Reported::default() };
    for input in &args.inputs {
        reported.input(input, &common)?;
    }
    let findings = levels.apply(std::mem::take(&mut reported.findings));
    reported.write(&findings, format)?;
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn base(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|error| Failure::Usage(format!("--base: `{text}` is not a URL: {error}")))
}

impl ProfileName {
    fn meant(self) -> Profile {
        match self {
            ProfileName::Podcast => Profile::Podcast,
            ProfileName::News => Profile::News,
        }
    }
}

/// Fetches the documents of all addresses, and checks them one by one.
fn fetch(inputs: &[String], common: &Options, client: &Client) -> Result<BTreeMap<PathBuf, Judged>, Failure> {
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
        Ok((input.name.clone(), input.judge(true)))
    };
    let mut found = Vec::new();
    in_order(&addresses, MAX_CONCURRENT_REQUESTS, &ItemTask { request, process }, |one| found.push(one));
    Failure::first_of(found).map(|judged| judged.into_iter().collect())
}

/// What was found in a document, and the text that findings show lines of, if it is in no file.
#[derive(Clone)]
struct Judged {
    checked: Checked,
    text: Option<String>,
}

impl Input {
    fn judge(&self, keep: bool) -> Judged {
        let checked = check::document(&self.name, &self.bytes, &self.options);
        let text =
            (keep && !checked.findings.is_empty()).then(|| String::from_utf8_lossy(&self.bytes).into_owned());
        Judged { checked, text }
    }
}

/// The final verdict.
#[derive(Default)]
struct Reported {
    /// What came of the documents that were fetched.
    fetched: BTreeMap<PathBuf, Judged>,
    findings: Vec<Diagnostic>,
    feeds: usize,
    entries: usize,
    /// The texts of documents that are in no file.
    texts: settings::Texts,
}

impl Reported {
    fn input(&mut self, input: &str, common: &Options) -> Result<(), Failure> {
        if input == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Failure::Usage(format!("cannot read standard input: {error}")))?;
            self.document(&Input { name: PathBuf::from("<stdin>"), bytes, options: common.clone() }, true);
            return Ok(());
        }
        let path = Path::new(input);
        if location::is_address(input) {
            if let Some(judged) = self.fetched.get(path).cloned() {
                self.judged(path, judged);
            }
            return Ok(());
        }
        if !path.is_dir() {
            return self.file(path, common);
        }
        let files = scan::feeds(path, &check::is_feed)?;
        if files.is_empty() {
            return Err(Failure::Usage(format!("no feeds found in `{input}`")));
        }
        files.iter().try_for_each(|file| self.file(file, common))
    }

    fn file(&mut self, path: &Path, common: &Options) -> Result<(), Failure> {
        let Some(bytes) = scan::bytes(path)? else {
            return Err(Failure::Usage(format!("`{}` does not exist", path.display())));
        };
        self.document(&Input { name: path.to_path_buf(), bytes, options: common.clone() }, false);
        Ok(())
    }

    fn document(&mut self, input: &Input, keep: bool) {
        self.judged(&input.name, input.judge(keep));
    }

    fn judged(&mut self, name: &Path, judged: Judged) {
        let Checked { entries, findings, .. } = judged.checked;
        self.feeds += 1;
        self.entries += entries;
        self.findings.extend(findings.into_iter().map(|(finding, _)| finding));
        if let Some(text) = judged.text {
            self.texts.keep(name, text);
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
