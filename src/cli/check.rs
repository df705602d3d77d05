//! `feedwright check`

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use feedwright::check::{self, Checked, Options, Profile};
use feedwright::diagnostic::{Diagnostic, Severity};
use feedwright::model::url::Url;
use feedwright::{report, scan};

use crate::Failure;
use crate::args::{Check, MessageFormat, ProfileName};
use crate::fetch::Client;
use crate::{output, settings};

/// A document, and what is known beside its bytes.
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
    let mut told = Told::default();
    for input in &args.inputs {
        told.input(input, &common, client)?;
    }
    let findings = levels.apply(std::mem::take(&mut told.findings));
    told.write(&findings, format)?;
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn base(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|error| Failure::Usage(format!("--base: `{text}` is no address: {error}")))
}

impl ProfileName {
    fn meant(self) -> Profile {
        match self {
            ProfileName::Podcast => Profile::Podcast,
            ProfileName::News => Profile::News,
        }
    }
}

/// What is to be said in the end.
#[derive(Default)]
struct Told {
    findings: Vec<Diagnostic>,
    feeds: usize,
    entries: usize,
    /// The texts of documents that are in no file.
    texts: settings::Texts,
}

impl Told {
    fn input(&mut self, input: &str, common: &Options, client: &Client) -> Result<(), Failure> {
        if input == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| Failure::Usage(format!("cannot read standard input: {error}")))?;
            self.document(&Input { name: PathBuf::from("<stdin>"), bytes, options: common.clone() }, true);
            return Ok(());
        }
        if input.starts_with("http://") || input.starts_with("https://") {
            let fetched = client.get(input)?;
            let base = common.base.clone().or(Some(fetched.url));
            let options = Options { base, answer: Some(fetched.answer), ..common.clone() };
            self.document(&Input { name: PathBuf::from(input), bytes: fetched.bytes, options }, true);
            return Ok(());
        }
        let path = Path::new(input);
        if !path.is_dir() {
            return self.file(path, common);
        }
        let files = scan::feeds(path, &check::is_feed)?;
        if files.is_empty() {
            return Err(Failure::Usage(format!("there is no feed in `{input}`")));
        }
        files.iter().try_for_each(|file| self.file(file, common))
    }

    fn file(&mut self, path: &Path, common: &Options) -> Result<(), Failure> {
        let Some(bytes) = scan::bytes(path)? else {
            return Err(Failure::Usage(format!("there is no file `{}`", path.display())));
        };
        self.document(&Input { name: path.to_path_buf(), bytes, options: common.clone() }, false);
        Ok(())
    }

    fn document(&mut self, input: &Input, keep: bool) {
        let Checked { entries, findings, .. } = check::document(&input.name, &input.bytes, &input.options);
        self.feeds += 1;
        self.entries += entries;
        self.findings.extend(findings.into_iter().map(|(finding, _)| finding));
        if keep {
            self.texts.keep(&input.name, &String::from_utf8_lossy(&input.bytes));
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
