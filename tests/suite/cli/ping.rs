//! `feedwright ping` with hubs on the loopback that take what they are told, or fail in every way.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::Value;

use crate::harness::{Site, article, feed};
use crate::server::{self, Request};

/// What a hub was asked, and what it has to answer to each request in a row; the last answer is repeated.
#[derive(Default)]
struct State {
    /// The documents of the site: those that are live.
    live: BTreeMap<String, Vec<u8>>,
    /// How many more requests for a document are answered with its old bytes.
    late: usize,
    forms: Vec<(String, String)>,
    asked: BTreeMap<String, usize>,
}

struct World {
    site: Site,
    address: String,
    state: Arc<Mutex<State>>,
    /// Lets requests go that hang.
    end: Arc<(Mutex<bool>, Condvar)>,
}

/// What became of a document at a hub, and after how many attempts, by hub.
type Answers = BTreeMap<String, (String, u64)>;

impl Drop for World {
    fn drop(&mut self) {
        *self.end.0.lock().unwrap() = true;
        self.end.1.notify_all();
    }
}

const OK: &str = "HTTP/1.1 200 OK\r\n";

/// The answers of a hub with this name to its first request, and so on.
fn answers(name: &str) -> &'static [&'static str] {
    match name {
        "good" => &["HTTP/1.1 204 No Content\r\n"],
        "none" => &["HTTP/1.1 404 Not Found\r\n"],
        "busy" => &["HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\n", "HTTP/1.1 202 Accepted\r\n"],
        "dated" => &[
            "HTTP/1.1 503 No\r\ndate: Sun, 29 Nov 2026 10:00:00 GMT\r\nretry-after: Sun, 29 Nov 2026 10:00:00 GMT\r\n",
            "HTTP/1.1 202 Accepted\r\n",
        ],
        "tomorrow" => &["HTTP/1.1 429 Too Many Requests\r\nretry-after: 86400\r\n"],
        "broken" => &["HTTP/1.1 500 Internal Server Error\r\n", "HTTP/1.1 202 Accepted\r\n"],
        "always-broken" => &["HTTP/1.1 502 Bad Gateway\r\n"],
        "moved" => &["HTTP/1.1 301 Moved Permanently\r\nlocation: /good\r\n"],
        "closes" => &["", "HTTP/1.1 202 Accepted\r\n"],
        "large" => &["HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n"],
        "hangs" => &["hang"],
        other => panic!("{other}"),
    }
}

impl World {
    /// A site of one article with a feed that has these hubs, which is built, and is live.
    fn new(hubs: &[&str]) -> World {
        let state = Arc::new(Mutex::new(State::default()));
        let end = Arc::new((Mutex::new(false), Condvar::new()));
        let (shared, ending) = (Arc::clone(&state), Arc::clone(&end));
        let address = server::serve(move |request, stream| {
            if request.head.starts_with("post") {
                hub(request, stream, &shared, &ending);
            } else {
                document(request, stream, &shared);
            }
        });
        let hubs = hubs.iter().map(|hub| {
            if hub.contains("://") { format!("\"{hub}\"") } else { format!("\"{address}/{hub}\"") }
        });
        let hubs = hubs.collect::<Vec<_>>().join(", ");
        let settings = format!("[site]\nbase-url = \"{address}/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\n");
        let feeds = feed("feed.xml", "rss", &format!("hub = [{hubs}]")) + &feed("quiet.xml", "rss", "");
        let site = Site::new(&(settings + &feeds), &[("a.md", &article("a", "date = 2026-05-01"))]);
        let world = World { site, address, state, end };
        let output = world.run(&["build", "--allow-local", "--message-format", "json"]);
        assert!(output.status.success(), "{output:?}");
        fs::write(world.site.path("build.json"), &output.stdout).unwrap();
        world.publish();
        world
    }

    fn publish(&self) {
        self.state.lock().unwrap().live = self.site.published();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        let command =
            command.args(args).current_dir(self.site.path("")).env("SOURCE_DATE_EPOCH", "1780000000");
        command.output().unwrap()
    }

    /// Tells the hubs, in two seconds at most; what they answered, by hub.
    fn ping(&self) -> (Answers, Vec<String>, Option<i32>) {
        let output =
            self.run(&["ping", "build.json", "--allow-local", "--timeout", "2", "--message-format", "json"]);
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let told = lines.iter().filter(|line| line["kind"] == "ping").map(|line| {
            let hub = line["hub"].as_str().unwrap();
            let name = hub.rsplit('/').next().unwrap().to_owned();
            assert_eq!(
                (line["path"].as_str(), line["url"].as_str()),
                (Some("feed.xml"), Some(self.url().as_str()))
            );
            (name, (line["status"].as_str().unwrap().to_owned(), line["attempts"].as_u64().unwrap()))
        });
        let found = lines.iter().filter(|line| line["kind"] == "diagnostic");
        let found = found.map(|line| {
            format!("[{}] {}", line["code"].as_str().unwrap(), line["message"].as_str().unwrap())
        });
        (told.collect(), found.collect(), output.status.code())
    }

    fn url(&self) -> String {
        format!("{}/feed.xml", self.address)
    }

    fn forms(&self) -> Vec<(String, String)> {
        self.state.lock().unwrap().forms.clone()
    }
}

fn document(request: &Request, stream: &mut TcpStream, state: &Mutex<State>) {
    let mut state = state.lock().unwrap();
    let live = state.live.get(request.path.trim_start_matches('/')).cloned();
    let is_late = state.late > 0;
    state.late = state.late.saturating_sub(1);
    drop(state);
    assert!(request.head.contains("cache-control: no-cache"), "{}", request.head);
    let (head, body) = match live {
        Some(_) if is_late => (OK, b"old".to_vec()),
        Some(body) => (OK, body),
        None => ("HTTP/1.1 404 Not Found\r\n", Vec::new()),
    };
    let _ = write!(stream, "{head}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(&body);
}

fn hub(request: &Request, stream: &mut TcpStream, state: &Mutex<State>, end: &(Mutex<bool>, Condvar)) {
    let length = request.head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.trim().parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    assert!(request.head.contains("content-type: application/x-www-form-urlencoded"), "{}", request.head);
    let name = request.path.trim_start_matches('/').to_owned();
    let mut state = state.lock().unwrap();
    state.forms.push((name.clone(), String::from_utf8(body).unwrap()));
    let asked = state.asked.entry(name.clone()).or_default();
    let answers = answers(&name);
    let answer = answers[(*asked).min(answers.len() - 1)];
    *asked += 1;
    drop(state);
    if answer == "hang" {
        let ended = end.0.lock().unwrap();
        drop(end.1.wait_timeout_while(ended, Duration::from_mins(1), |ended| !*ended).unwrap());
    } else if name == "large" {
        let _ = write!(stream, "{answer}\r\n");
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    } else if !answer.is_empty() {
        let _ = write!(stream, "{answer}connection: close\r\ncontent-length: 0\r\n\r\n");
    }
}

#[test]
fn every_hub_is_told_of_every_document_that_changed() {
    let world = World::new(&["good", "large"]);
    let (told, found, status) = world.ping();
    let expected = ["good", "large"].map(|hub| (hub.to_owned(), ("told".to_owned(), 1)));
    assert_eq!((told, found, status), (expected.into(), Vec::new(), Some(0)));
    let url = world.url().replace(':', "%3A").replace('/', "%2F");
    let form = format!("hub.mode=publish&hub.url={url}");
    let forms: BTreeMap<_, _> = world.forms().into_iter().collect();
    assert_eq!(forms, ["good", "large"].map(|hub| (hub.to_owned(), form.clone())).into());
}

#[test]
fn a_hub_that_fails_for_a_while_is_asked_again() {
    let world = World::new(&["busy", "dated", "broken", "closes"]);
    let (told, found, status) = world.ping();
    let expected = ["broken", "busy", "closes", "dated"].map(|hub| (hub.to_owned(), ("told".to_owned(), 2)));
    assert_eq!((told, found, status), (expected.into(), Vec::new(), Some(0)));
}

#[test]
fn a_hub_that_fails_for_good_is_a_warning_and_the_others_are_told() {
    let world = World::new(&["none", "moved", "tomorrow", "good"]);
    let (told, found, status) = world.ping();
    let attempts: BTreeMap<_, _> =
        told.iter().map(|(hub, (status, attempts))| (hub.as_str(), (status.as_str(), *attempts))).collect();
    let expected = [
        ("good", ("told", 1)),
        ("moved", ("failed", 1)),
        ("none", ("failed", 1)),
        ("tomorrow", ("failed", 1)),
    ];
    assert_eq!(attempts, expected.into());
    assert_eq!(status, Some(0));
    let said = |hub: &str, why: &str| {
        format!("[untold-hub] the hub {}/{hub} was not notified of `feed.xml`: {why}", world.address)
    };
    assert_eq!(
        found,
        [
            said("moved", "the hub responded with 301: it moved to `/good`"),
            said("none", "the hub responded with 404"),
            said("tomorrow", "the hub responded with 429 and asks to wait 86400 s"),
        ]
    );
    let denied =
        world.run(&["ping", "build.json", "--allow-local", "--timeout", "2", "--deny", "untold-hub"]);
    assert_eq!(denied.status.code(), Some(1), "{denied:?}");
}

#[test]
fn a_hub_that_never_answers_takes_no_more_time_than_there_is() {
    let nobody = server::nobody();
    let world = World::new(&["always-broken", "hangs", &format!("{nobody}/refused")]);
    let (told, found, status) = world.ping();
    assert!(
        told.values().all(|(status, attempts)| status == "failed" && (1..=5).contains(attempts)),
        "{told:?}"
    );
    assert_eq!((told["always-broken"].1, told["refused"].1), (5, 5), "{told:?}");
    assert!(
        found.iter().any(|line| line.contains("/hangs was not notified of `feed.xml`: no response within")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|line| line.contains("/refused was not notified of `feed.xml`: the connection was refused")),
        "{found:?}"
    );
    assert_eq!((found.len(), status), (3, Some(0)));
}

#[test]
fn a_hub_is_told_when_the_document_is_live() {
    let world = World::new(&["good"]);
    world.state.lock().unwrap().late = 3;
    let (told, found, _) = world.ping();
    assert_eq!((told["good"].0.as_str(), found.len()), ("told", 0));
    let state = world.state.lock().unwrap();
    assert_eq!((state.late, state.forms.len()), (0, 1), "not before");
}

#[test]
fn no_hub_is_told_of_a_document_that_is_not_live() {
    let world = World::new(&["good"]);
    world.state.lock().unwrap().live.clear();
    let (told, found, status) = world.ping();
    assert_eq!(told["good"], ("not-live".to_owned(), 0));
    assert_eq!(
        found,
        [
            "[document-not-live] `feed.xml` is not published yet, so its hubs were not notified: nothing is published at its URL"
        ]
    );
    assert!(world.forms().is_empty() && status == Some(0));
}

#[test]
fn nothing_is_told_of_what_did_not_change_or_has_no_hub() {
    let world = World::new(&["good"]);
    let again = world.run(&["build", "--allow-local", "--message-format", "json"]);
    fs::write(world.site.path("build.json"), &again.stdout).unwrap();
    let output = world.run(&["ping", "build.json", "--allow-local"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "no hubs to notify: the build changed no documents\n"
    );
    fs::write(
        world.site.path("build.json"),
        "{\"kind\":\"document\",\"path\":\"quiet.xml\",\"status\":\"changed\"}\n{\"kind\":\"summary\",\"rendered\":1}\n",
    )
    .unwrap();
    let output = world.run(&["ping", "build.json", "--allow-local"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "no hubs to notify: no changed document has a `hub`\n");
    assert!(world.forms().is_empty());
}

#[test]
fn people_get_a_table_and_the_lines_may_come_through_a_pipe() {
    let world = World::new(&["good", "none"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["ping", "-", "--allow-local"]).current_dir(world.site.path(""));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = fs::read(world.site.path("build.json")).unwrap();
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let output = child.wait_with_output().unwrap();
    let address = &world.address;
    let table = format!("told      feed.xml  {address}/good\nfailed    feed.xml  {address}/none\n");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), table);
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("warning[untold-hub]: "));
}

#[test]
fn only_the_lines_of_a_build_are_taken() {
    let world = World::new(&["good"]);
    let summary = "{\"kind\":\"summary\",\"errors\":0,\"warnings\":0}\n";
    for text in ["", "created feed.xml\n", summary] {
        fs::write(world.site.path("build.json"), text).unwrap();
        let output = world.run(&["ping", "build.json", "--allow-local"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(
            String::from_utf8_lossy(&output.stderr)
                .contains("`build.json` does not contain the output of a build")
        );
    }
    let outside = "{\"kind\":\"document\",\"path\":\"../feed.xml\",\"status\":\"changed\"}\n{\"kind\":\"summary\",\"rendered\":1}\n";
    fs::write(world.site.path("build.json"), outside).unwrap();
    assert!(world.run(&["ping", "build.json", "--allow-local"]).status.success());
    assert!(world.forms().is_empty());
}

#[test]
fn of_several_projects_only_the_documents_of_this_one_are_told_of() {
    let world = World::new(&["good"]);
    let lines = fs::read_to_string(world.site.path("build.json")).unwrap();
    for (file, count) in [("other/feedwright.toml", 0), ("feedwright.toml", 1)] {
        let text = format!("{{\"kind\":\"project\",\"file\":\"{file}\"}}\n{lines}");
        fs::write(world.site.path("build.json"), text).unwrap();
        assert_eq!(world.ping().0.len(), count, "{file}");
    }
}

#[test]
fn a_hub_that_never_answers_keeps_no_other_hub_waiting_however_many_documents_changed() {
    let world = World::new(&["hangs", "good"]);
    let file = world.site.path("feedwright.toml");
    let settings = fs::read_to_string(&file).unwrap();
    let (site, feeds) = settings.split_once("[[feed]]").unwrap();
    let (first, _) = feeds.split_once("[[feed]]").unwrap();
    let feeds = (0..8).map(|n| format!("[[feed]]{}", first.replace("feed.xml", &format!("f{n}.xml"))));
    fs::write(&file, site.to_owned() + &feeds.collect::<String>()).unwrap();
    let built = world.run(&["build", "--allow-local", "--message-format", "json"]);
    fs::write(world.site.path("build.json"), &built.stdout).unwrap();
    world.publish();
    let output = world.run(&["ping", "build.json", "--allow-local", "--timeout", "2"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().filter(|line| line.starts_with("told ")).count(), 8, "{said}");
    let paths: Vec<_> = said.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert!(paths.is_sorted(), "in the order of the documents: {said}");
}
