//! `measure`: recordings on another host, served on the loopback, and what is written into the metadata of their articles.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Output};
use std::{fs, str};

use tempfile::TempDir;

use crate::podcasts::mp3;
use crate::server::{self, Request};
use crate::support::files;

/// A recording of a minute, which is longer than a block.
fn recording() -> Vec<u8> {
    mp3(60)
}

/// The bytes that a request asks for.
fn range(head: &str, length: usize) -> Option<(usize, usize)> {
    let (_, range) = head.split_once("range: bytes=")?;
    let (start, end) = range.lines().next()?.trim().split_once('-')?;
    Some((start.parse().ok()?, end.parse::<usize>().ok()?.min(length - 1)))
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nconnection: close\r\n\r\n").as_bytes());
    let _ = stream.write_all(body);
}

/// A server that answers each path in its own way.
fn answer(request: &Request, stream: &mut TcpStream) {
    let bytes = recording();
    let is_head = request.head.starts_with("head ");
    let mpeg = format!("content-type: audio/mpeg\r\ncontent-length: {}", bytes.len());
    let part = |stream: &mut TcpStream, total: &str| {
        let Some((start, end)) = range(&request.head, bytes.len()) else { return };
        let head = format!(
            "206 Partial Content\r\ncontent-type: audio/mpeg\r\ncontent-range: bytes {start}-{end}/{total}\r\ncontent-length: {}",
            end + 1 - start
        );
        send(stream, &head, &bytes[start..=end]);
    };
    match request.path.as_str() {
        "/moved.mp3" => send(stream, &format!("302 Found\r\nlocation: {}/good.mp3", request.base), b""),
        "/gone.mp3" => send(stream, "404 Not Found\r\ncontent-length: 0", b""),
        "/page.mp3" => send(stream, "200 OK\r\ncontent-type: text/html; charset=utf-8", b"<!DOCTYPE html>"),
        "/lies.mp3" => {
            send(stream, "200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 15", b"<!DOCTYPE html>");
        }
        "/only-get.mp3" if is_head => send(stream, "405 Method Not Allowed", b""),
        "/whole.mp3" if !is_head => send(stream, &format!("200 OK\r\n{mpeg}"), &bytes),
        "/endless.mp3" if is_head => send(stream, "200 OK\r\ncontent-type: audio/mpeg", b""),
        "/endless.mp3" => part(stream, "*"),
        "/slow.mp3" => _ = stream.read(&mut [0]),
        _ if is_head => send(stream, &format!("200 OK\r\n{mpeg}"), b""),
        _ => part(stream, &bytes.len().to_string()),
    }
}

/// A site of articles, whose recordings are at `BASE`.
struct Site {
    root: TempDir,
    base: String,
}

impl Site {
    fn new(articles: &[(&str, &str)]) -> Site {
        let (root, base) = (tempfile::tempdir().unwrap(), server::serve(answer));
        let settings = "[site]\nbase-url = \"https://kampung.org/\"\ntimezone = \"UTC\"\n";
        fs::write(root.path().join("feedwright.toml"), settings).unwrap();
        let articles: Vec<_> =
            articles.iter().map(|(path, text)| (*path, text.replace("BASE", &base))).collect();
        let articles: Vec<_> = articles.iter().map(|(path, text)| (*path, text.as_str())).collect();
        files(&root.path().join("content"), &articles);
        Site { root, base }
    }

    fn measure(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_feedwright"))
            .arg("measure")
            .args(arguments)
            .current_dir(self.root.path())
            .output()
            .unwrap()
    }

    /// What is written to standard output and error.
    fn report(&self, arguments: &[&str]) -> (String, String) {
        let output = self.measure(arguments);
        let text = |bytes: &[u8]| str::from_utf8(bytes).unwrap().replace(&self.base, "BASE");
        (text(&output.stdout), text(&output.stderr))
    }

    fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.root.path().join("content").join(path)).unwrap();
        text.replace(&self.base, "BASE")
    }
}

fn article(enclosure: &str) -> String {
    format!("+++\ntitle = \"Rain\"\ndate = 2026-04-01\n{enclosure}\n+++\nIt rained.\n")
}

const MEASURES: &str = "bytes = 957849, duration = 60";

#[test]
fn a_recording_on_another_host_is_measured_once() {
    let site = Site::new(&[("a.md", &article("enclosure = \"BASE/good.mp3\" # the talk"))]);
    let (out, error) = site.report(&["--allow-local"]);
    assert_eq!(
        out,
        format!("content/a.md: BASE/good.mp3: {MEASURES}\nwrote the measurements of 1 file\n"),
        "{error}"
    );
    let line = format!("enclosure = {{ src = \"BASE/good.mp3\", {MEASURES} }} # the talk");
    assert_eq!(site.read("a.md"), article(&line));
    let (again, _) = site.report(&["--allow-local"]);
    assert_eq!(again, "wrote the measurements of 0 files\n");
}

#[test]
fn nothing_is_written_on_trial() {
    let text = article("enclosure = \"BASE/good.mp3\"");
    let site = Site::new(&[("a.md", &text)]);
    let (out, _) = site.report(&["--allow-local", "--dry-run"]);
    assert!(out.ends_with("would write the measurements of 1 file\n"), "{out}");
    assert_eq!(site.read("a.md"), text);
}

#[test]
fn only_the_named_articles_are_measured() {
    let text = article("enclosure = \"BASE/good.mp3\"");
    let site = Site::new(&[("a.md", &text), ("b.md", &text)]);
    site.report(&["--allow-local", "content/b.md"]);
    assert_eq!(site.read("a.md"), text);
    assert!(site.read("b.md").contains(MEASURES));
}

#[test]
fn every_form_of_metadata_keeps_its_form() {
    let yaml = |lines: &str| format!("---\ntitle: Rain\ndate: 2026-04-01\n{lines}\n---\nIt rained.\n");
    let cases = [
        ("a.md", article("enclosure = { src = \"BASE/good.mp3\" }"), article(&format!("enclosure = {{ src = \"BASE/good.mp3\", {MEASURES} }}"))),
        (
            "b.md",
            article("[enclosure]\nsrc = \"BASE/good.mp3\" # here\n[extra]\na = 1"),
            article("[enclosure]\nsrc = \"BASE/good.mp3\" # here\nbytes = 957849\nduration = 60\n[extra]\na = 1"),
        ),
        (
            "c.md",
            article("enclosure = [\"BASE/good.mp3\", \"BASE/moved.mp3\"]\nepisode = { duration = \"1:00\" }"),
            article("enclosure = [{ src = \"BASE/good.mp3\", bytes = 957849 }, { src = \"BASE/moved.mp3\", bytes = 957849, duration = 60 }]\nepisode = { duration = \"1:00\" }"),
        ),
        (
            "d.md",
            article("enclosure = { src = \"https://cdn.org/e.mp3\", bytes = 1 }\n[episode]\nalternate = \"BASE/good.mp3\""),
            article(&format!("enclosure = {{ src = \"https://cdn.org/e.mp3\", bytes = 1 }}\n[episode]\nalternate = {{ src = \"BASE/good.mp3\", {MEASURES} }}")),
        ),
        ("e.md", yaml("enclosure: BASE/good.mp3"), yaml("enclosure: { src: \"BASE/good.mp3\", bytes: 957849, duration: 60 }")),
        (
            "f.md",
            yaml("enclosure:\n  src: BASE/good.mp3\n  type: audio/mpeg"),
            yaml("enclosure:\n  src: BASE/good.mp3\n  bytes: 957849\n  duration: 60\n  type: audio/mpeg"),
        ),
        (
            "g.md",
            yaml("enclosure:\n  - src: BASE/good.mp3"),
            yaml("enclosure:\n  - src: BASE/good.mp3\n    bytes: 957849\n    duration: 60"),
        ),
        (
            "h.md",
            "{ \"title\": \"Rain\", \"date\": \"2026-04-01\", \"enclosure\": \"BASE/good.mp3\" }\nIt rained.\n".to_owned(),
            "{ \"title\": \"Rain\", \"date\": \"2026-04-01\", \"enclosure\": { \"src\": \"BASE/good.mp3\", \"bytes\": 957849, \"duration\": 60 } }\nIt rained.\n".to_owned(),
        ),
        (
            "i.toml",
            "title = \"Rain\"\r\ndate = 2026-04-01\r\nenclosure = \"BASE/good.mp3\"\r\n".to_owned(),
            format!("title = \"Rain\"\r\ndate = 2026-04-01\r\nenclosure = {{ src = \"BASE/good.mp3\", {MEASURES} }}\r\n"),
        ),
        (
            "j.md",
            article("enclosure = { bytes = 0, src = \"BASE/good.mp3\" } # later"),
            article("enclosure = { bytes = 957849, src = \"BASE/good.mp3\", duration = 60 } # later"),
        ),
        (
            "k.md",
            yaml("enclosure:\n  - src: BASE/good.mp3\n    bytes: 0\n    duration: 61"),
            yaml("enclosure:\n  - src: BASE/good.mp3\n    bytes: 957849\n    duration: 61"),
        ),
    ];
    let mut articles: Vec<_> = cases.iter().map(|(path, before, _)| (*path, before.as_str())).collect();
    articles.push(("i.txt", "It rained."));
    let site = Site::new(&articles);
    let (out, error) = site.report(&["--allow-local"]);
    assert_eq!(error, "", "{out}");
    for (path, _, after) in cases {
        assert_eq!(site.read(path), after, "{path}");
    }
}

#[test]
fn servers_that_answer_in_other_ways_are_understood() {
    let cases = [
        ("moved.mp3", "bytes = 957849, duration = 60"),
        ("only-get.mp3", "bytes = 957849, duration = 60"),
        // The end is needed for the duration of this recording, and its server sends only all of it.
        ("whole.mp3", "bytes = 957849"),
        ("episode?…", "bytes = 957849, type = \"audio/mpeg\", duration = 60"),
    ];
    for (path, keys) in cases {
        // Queries may be secrets, and are not shown.
        let named = path.replace('…', "id=7");
        let site = Site::new(&[("a.md", &article(&format!("enclosure = \"BASE/{named}\"")))]);
        let (out, error) = site.report(&["--allow-local"]);
        assert!(out.starts_with(&format!("content/a.md: BASE/{path}: {keys}\n")), "{path}: {out}{error}");
        let is_known = keys.contains("duration");
        let expected = format!("warning[unmeasured-duration]: the duration of `BASE/{path}` was not found");
        assert!(error.is_empty() == is_known && error.starts_with(&expected) != is_known, "{path}: {error}");
        assert!(
            is_known || error.contains("content/a.md:4:13") && error.contains("add it as `duration`"),
            "{error}"
        );
    }
    let site = Site::new(&[("a.md", &article("enclosure = { src = \"BASE/whole.mp3\", duration = 60 }"))]);
    let (out, error) = site.report(&["--allow-local"]);
    assert!(out.contains("bytes = 957849") && error.is_empty(), "{out}{error}");
}

#[test]
fn what_cannot_be_measured_is_an_error_at_its_key_and_left_as_it_is() {
    let cases = [
        ("gone.mp3", "404 Not Found"),
        ("page.mp3", "is `text/html`, not a recording"),
        ("lies.mp3", "is damaged or cut off, or not MP3 at all"),
        ("endless.mp3", "comes from a server that does not report its size"),
    ];
    for (path, problem) in cases {
        let text = article(&format!("enclosure = \"BASE/{path}\""));
        let site = Site::new(&[("a.md", &text)]);
        let output = site.measure(&["--allow-local"]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.starts_with("error[unmeasurable-enclosure]") && error.contains(problem),
            "{path}: {error}"
        );
        assert!(error.contains("content/a.md:4:13"), "{path}: {error}");
        assert_eq!(output.status.code(), Some(1), "{path}");
        assert_eq!(site.read("a.md"), text, "{path}");
    }
}

#[test]
fn a_server_that_does_not_answer_in_time_is_an_error() {
    let site = Site::new(&[("a.md", &article("enclosure = \"BASE/slow.mp3\""))]);
    let (_, error) = site.report(&["--allow-local", "--timeout", "1"]);
    assert!(error.contains("[unmeasurable-enclosure]") && error.contains("timed out"), "{error}");
}

#[test]
fn addresses_of_this_machine_are_not_asked() {
    let text = article("enclosure = \"BASE/good.mp3\"");
    let site = Site::new(&[("a.md", &text)]);
    let (_, error) = site.report(&[]);
    assert!(error.contains("is an address of this machine or its network"), "{error}");
    assert_eq!(site.read("a.md"), text);
}

#[test]
fn the_build_names_the_command_that_measures() {
    let site = Site::new(&[("a.md", &article("enclosure = \"https://cdn.org/rain.mp3\""))]);
    let output = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["build", "--now", "2026-06-01T00:00:00Z"])
        .current_dir(site.root.path())
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("[unmeasured-enclosure]") && error.contains("run `feedwright measure`, which adds it"),
        "{error}"
    );
}
