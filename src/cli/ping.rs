//! `feedwright ping`: the lines of a build in, requests to the WebSub hubs of what it changed out. A hub fetches a document
//! as soon as it is told of it, so each document is told of when its address has the new bytes (WebSub §7).
//!
//! Waiting is measured by `--timeout`: the first pause is a hundredth of it, each further one twice as long, up to a quarter;
//! and a single request takes a quarter at most.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::feed::Url;
use crate::report::Results;
use crate::root::{Root, slashed};
use crate::site::config::Config;
use crate::site::pipeline::in_order::{ItemTask, MAX_CONCURRENT_REQUESTS, in_order};
use crate::site::scan;

use crate::cli::args::Ping;
use crate::cli::failure::{DOCUMENT_NOT_LIVE, Failure, UNTOLD_HUB};
use crate::cli::fetch::{Client, FormResponse};
use crate::cli::session::{ExitStatus, Session};
use crate::cli::stopwatch::Running;
use crate::cli::texts::Texts;
use crate::cli::{output, settings};

/// The maximum number of requests to one hub about one document.
const MAX_ATTEMPTS: u32 = 5;

/// A changed document with hubs.
struct Changed {
    path: String,
    url: Url,
    bytes: Vec<u8>,
    hubs: Vec<Url>,
    /// Why it is not live, if it is not, once somebody has waited for that.
    live: OnceLock<Result<(), String>>,
}

/// A line of `--message-format json`: the result for a document at a hub.
#[derive(Serialize)]
struct Line {
    kind: &'static str,
    path: String,
    url: String,
    hub: String,
    status: PingStatus,
    attempts: u32,
    #[serde(skip)]
    problem: Option<String>,
}

/// The result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum PingStatus {
    /// The hub knows.
    Told,
    /// The hub did not take it.
    Failed,
    /// The document is not at its address yet, so that no hub was told.
    NotLive,
}

impl PingStatus {
    fn as_str(self) -> &'static str {
        match self {
            PingStatus::Told => "told",
            PingStatus::Failed => "failed",
            PingStatus::NotLive => "not live",
        }
    }
}

pub(crate) fn run(args: &Ping, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    let named = args.config.as_deref();
    let file = settings::config_file(named);
    session.set_project(&file);
    let (config, _) = settings::config(named, &args.place)?;
    let levels = settings::levels(&args.levels, &config.check)?;
    let paths = changed_paths(&args.build, &slashed(&file))?;
    let documents = documents(&config, &paths)?;
    let time = client.start();
    let lines = notify_all(&documents, (client, &time));
    let found = levels.apply(lines.iter().filter_map(|line| finding(line, &config)).collect());
    session.findings(&found, &mut Texts::of(&config))?;
    write(&lines, &paths, session)?;
    session.summary()?;
    Ok(ExitStatus::of(found.iter().any(|finding| finding.severity == Severity::Error)))
}

/// Notifies all hubs, each at the same time as the others, so that one that hangs keeps no other one waiting: the results in the
/// order of the documents.
fn notify_all(documents: &[Changed], (client, time): (&Client, &Running<'_>)) -> Vec<Line> {
    let hubs: BTreeSet<_> = documents.iter().flat_map(|document| &document.hubs).map(Url::as_str).collect();
    let of_hub = |name: &str| {
        let asks = |document: &Changed| document.hubs.iter().position(|hub| hub.as_str() == name);
        let asked =
            documents.iter().enumerate().filter_map(|(at, document)| Some((at, document, asks(document)?)));
        let asked: Vec<_> = asked.collect();
        let task = ItemTask {
            request: |_: &(usize, &Changed, usize)| (0, ()),
            process: |(at, document, hub): &(usize, &Changed, usize), ()| {
                let line = document.hubs.get(*hub).map(|hub| Notifier { client, time, document }.notify(hub));
                ((*at, *hub), line)
            },
        };
        let mut told = Vec::new();
        in_order(&asked, MAX_CONCURRENT_REQUESTS, &task, |line| told.push(line));
        told
    };
    let of_hub = &of_hub;
    let mut told: Vec<_> = thread::scope(|scope| {
        let each: Vec<_> = hubs.iter().map(|hub| scope.spawn(move || of_hub(hub))).collect();
        each.into_iter().flat_map(|hub| hub.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    told.sort_unstable_by_key(|(place, _)| *place);
    told.into_iter().filter_map(|(_, line)| line).collect()
}

/// The paths of the documents that a build created or changed, of the project with this configuration.
fn changed_paths(name: &str, config: &str) -> Result<Vec<String>, Failure> {
    let text = read(name)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
    let lines = lines.map_err(|_| no_build(name))?;
    let is = |line: &Value, kind: &str| line["kind"] == kind;
    if !lines.iter().any(|line| is(line, "summary") && line.get("rendered").is_some()) {
        return Err(no_build(name));
    }
    let (mut paths, mut is_ours) = (Vec::new(), true);
    for line in &lines {
        if is(line, "project") {
            is_ours = line["file"] == config;
        }
        let is_changed = ["created", "changed"].iter().any(|status| line["status"] == *status);
        let path = line["path"].as_str().filter(|_| is_ours && is_changed && is(line, "document"));
        paths.extend(path.map(str::to_owned));
    }
    Ok(paths)
}

fn read(name: &str) -> Result<String, Failure> {
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Error::new("read", Path::new("standard input"), error))?;
        bytes
    } else {
        scan::named(Path::new(name))?.ok_or_else(|| Failure::missing(Path::new(name)))?
    };
    String::from_utf8(bytes).map_err(|_| no_build(name))
}

fn no_build(name: &str) -> Failure {
    let help = "pass the output of a whole build: feedwright build --message-format json > build.json";
    Failure::usage(format!("`{name}` does not contain the output of a build")).help(help)
}

/// The documents that have hubs, as they are in the output folder.
fn documents(config: &Config, paths: &[String]) -> Result<Vec<Changed>, Failure> {
    let root = Root::open_optional(&config.output);
    let root = root.map_err(|error| Failure::Io(Error::new("open", &config.output, error)))?;
    let mut documents = Vec::new();
    for path in paths {
        let feed = config.feeds.iter().find(|feed| feed.is_at(path));
        let hubs = feed.map(|feed| feed.hubs.clone()).unwrap_or_default();
        let base = &config.site.base_url;
        let url = feed.and_then(|feed| feed.url_at(path, base)).or_else(|| base.file_below(path).ok());
        let Some(url) = url.filter(|_| !hubs.is_empty()) else { continue };
        let Some(bytes) = scan::bytes_below(&root, Path::new(path))? else {
            let file = config.output.join(path);
            let help = "run `feedwright ping` where the build wrote its documents, or pass their folder with --output";
            return Err(Failure::usage(format!("`{}` does not exist", file.display())).at(&file).help(help));
        };
        documents.push(Changed { path: path.clone(), url, bytes, hubs, live: OnceLock::new() });
    }
    Ok(documents)
}

/// Notifies hubs of one document.
struct Notifier<'t> {
    client: &'t Client,
    time: &'t Running<'t>,
    document: &'t Changed,
}

impl Notifier<'_> {
    fn notify(&self, hub: &Url) -> Line {
        match self.document.live.get_or_init(|| self.wait_until_live()) {
            Err(problem) => self.line(hub, PingStatus::NotLive, 0, Some(problem.clone())),
            Ok(()) => self.notify_hub(hub),
        }
    }

    fn line(&self, hub: &Url, status: PingStatus, attempts: u32, problem: Option<String>) -> Line {
        let Changed { path, url, .. } = self.document;
        let (path, url, hub) = (path.clone(), url.to_string(), hub.to_string());
        Line { kind: "ping", path, url, hub, status, attempts, problem }
    }

    /// Waits until the address of the document has its bytes.
    fn wait_until_live(&self) -> Result<(), String> {
        let mut backoff = Backoff::new(self.client.limit());
        loop {
            let problem = match self.client.fresh(self.document.url.as_str()) {
                Ok(Some(bytes)) if bytes == self.document.bytes => return Ok(()),
                Ok(Some(_)) => "its URL serves different bytes than the file".to_owned(),
                Ok(None) => "nothing is published at its URL".to_owned(),
                Err(problem) => problem,
            };
            if !backoff.wait(self.time, None) {
                return Err(problem);
            }
        }
    }

    fn notify_hub(&self, hub: &Url) -> Line {
        let form: String = ::url::form_urlencoded::Serializer::new(String::new())
            .append_pair("hub.mode", "publish")
            .append_pair("hub.url", self.document.url.as_str())
            .finish();
        let mut backoff = Backoff::new(self.client.limit());
        let mut attempts = 0;
        loop {
            attempts += 1;
            let (problem, wait) = match self.client.post(hub.as_str(), &form) {
                Ok(FormResponse { status: 200..=299, .. }) => {
                    return self.line(hub, PingStatus::Told, attempts, None);
                }
                Ok(answer) => match retry(&answer) {
                    Retry::Never(problem) => {
                        return self.line(hub, PingStatus::Failed, attempts, Some(problem));
                    }
                    Retry::After(problem, wait) => (problem, wait),
                },
                Err(problem) => (problem, None),
            };
            if attempts == MAX_ATTEMPTS || !backoff.wait(self.time, wait) {
                return self.line(hub, PingStatus::Failed, attempts, Some(problem));
            }
        }
    }
}

/// Whether to ask again after an answer, and the problem that it tells of.
enum Retry {
    Never(String),
    After(String, Option<Duration>),
}

fn retry(answer: &FormResponse) -> Retry {
    let said = format!("the hub responded with {}", answer.status);
    match (answer.status, &answer.location) {
        (429 | 500..=599, _) => match answer.retry_after {
            Some(wait) => Retry::After(format!("{said} and asks to wait {} s", wait.as_secs()), Some(wait)),
            None => Retry::After(said, None),
        },
        (300..=399, Some(location)) => Retry::Never(format!("{said}: it moved to `{location}`")),
        (_, _) => Retry::Never(said),
    }
}

/// The pauses between requests.
struct Backoff {
    next: Duration,
    longest: Duration,
}

impl Backoff {
    fn new(limit: Duration) -> Backoff {
        Backoff { next: limit / 100, longest: limit / 4 }
    }

    /// Waits, for as long as a server says if it does; false if there is no time for that.
    fn wait(&mut self, time: &Running<'_>, wanted: Option<Duration>) -> bool {
        let pause = wanted.unwrap_or(self.next);
        self.next = (self.next * 2).min(self.longest);
        let has_time = time.left().is_some_and(|left| left > pause);
        if has_time {
            thread::sleep(pause);
        }
        has_time
    }
}

/// The finding about a hub that was not told.
fn finding(line: &Line, config: &Config) -> Option<Diagnostic> {
    let problem = line.problem.as_ref()?;
    let finding = match line.status {
        PingStatus::Told => return None,
        PingStatus::NotLive => {
            let message =
                format!("`{}` is not published yet, so its hubs were not notified: {problem}", line.path);
            Diagnostic::new(&DOCUMENT_NOT_LIVE, message).help(
                "run `feedwright ping` after the site is published, or wait longer with --timeout SECONDS",
            )
        }
        PingStatus::Failed => {
            let message = format!("the hub {} was not notified of `{}`: {problem}", line.hub, line.path);
            Diagnostic::new(&UNTOLD_HUB, message)
                .help("run `feedwright ping` again later, or correct `hub` of the feed")
        }
    };
    Some(finding.at(Place::file(&config.output.join(&line.path))))
}

/// Writes the table of results.
fn write(lines: &[Line], paths: &[String], session: &Session) -> Result<(), Failure> {
    let mut out = output::stdout();
    match session.results() {
        Results::Hidden => {}
        Results::Json => lines.iter().try_for_each(|line| out.json(line))?,
        Results::Lines if lines.is_empty() => out.line(match paths {
            [] => "no hubs to notify: the build changed no documents",
            [_, ..] => "no hubs to notify: no changed document has a `hub`",
        })?,
        Results::Lines => {
            let longest = lines.iter().map(|line| line.path.chars().count()).max().unwrap_or_default();
            for Line { status, path, hub, .. } in lines {
                out.line(&format!("{:8}  {path:longest$}  {hub}", status.as_str()))?;
            }
        }
    }
    Ok(())
}
