//! Feeds from the network, served on the loopback: the response is checked too, and failed requests are reported.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{Site, article, feed};
use crate::server::{self, Request};
use crate::support::{Gathering, files};

const FEED: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Kampung News</title><link>https://kampung.example/</link><description>What happened</description><language>en</language><atom:link rel=\"self\" type=\"application/rss+xml\" href=\"SELF\"/><item><title>Rain</title><link>https://kampung.example/rain</link><guid>https://kampung.example/rain</guid><pubDate>Tue, 19 May 2026 08:00:00 GMT</pubDate></item></channel></rss>\n";

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml; charset=utf-8\r\n";

/// A server with fixed responses by path, and 304 for requests with the tag `"1"`; returns its address.
fn serve(answers: &[(&'static str, &'static str)]) -> String {
    let answers: BTreeMap<_, _> = answers.iter().copied().collect();
    server::serve(move |request, stream| {
        let Request { base, path, .. } = request;
        let head = answers.get(path.as_str()).copied().unwrap_or("HTTP/1.1 404 Not Found\r\n");
        let unchanged = head.contains("etag") && request.head.contains("if-none-match: \"1\"");
        let body = FEED.replace("SELF", &format!("{base}{path}"));
        let answer = match (unchanged, head.starts_with("HTTP/1.1 200")) {
            (true, _) => "HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n".to_owned(),
            (false, true) => {
                format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
            }
            (false, false) => {
                format!("{}connection: close\r\ncontent-length: 0\r\n\r\n", head.replace("BASE", base))
            }
        };
        let _ = stream.write_all(answer.as_bytes());
    })
}

fn check(address: &str) -> Output {
    let args = ["check", "--message-format", "json", "--now", "2026-11-01T00:00:00Z", address];
    Command::new(env!("CARGO_BIN_EXE_feedwright")).args(args).output().unwrap()
}

/// The codes of the findings at an address.
fn codes(address: &str) -> Vec<String> {
    let output = check(address);
    let lines = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let codes = lines.lines().map(line).filter_map(|line| line["code"].as_str().map(str::to_owned));
    let codes: Vec<_> = codes.collect();
    assert!(!lines.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    codes
}

#[test]
fn the_response_header_of_a_feed_is_checked() {
    const GOOD: &str =
        "HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml; charset=utf-8\r\netag: \"1\"\r\n";
    const PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\netag: \"1\"\r\n";
    const DEAF: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml\r\nlast-modified: Tue, 19 May 2026 08:00:00 GMT\r\n";
    let address = serve(&[("/feed.xml", GOOD), ("/page.xml", PAGE), ("/bare.xml", OK), ("/deaf.xml", DEAF)]);
    // The loopback knows neither encryption nor compression.
    let always = ["not-compressed", "not-https"];
    let besides = |path: &str| {
        let codes = codes(&format!("{address}{path}"));
        codes.into_iter().filter(|code| !always.contains(&code.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&format!("{address}/feed.xml")), always);
    assert_eq!(besides("/page.xml"), ["wrong-content-type"]);
    assert_eq!(besides("/bare.xml"), ["no-validators"]);
    assert_eq!(besides("/deaf.xml"), ["not-revalidated"]);
}

#[test]
fn a_packed_response_is_known_as_one() {
    let address = server::serve(|request, stream| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        let own = format!("{}{}", request.base, request.path);
        packer.write_all(FEED.replace("SELF", &own).as_bytes()).unwrap();
        let body = packer.finish().unwrap();
        let cut = if request.path == "/cut.xml" { body.len() / 2 } else { body.len() };
        let body = &body[..cut];
        let head = format!("{OK}etag: \"1\"\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n", body.len());
        assert!(request.head.contains("accept-encoding: gzip"), "{}", request.head);
        let _ = stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes());
        let _ = stream.write_all(body);
    });
    assert_eq!(codes(&format!("{address}/feed.xml")), ["not-https", "not-revalidated"]);
    let output = check(&format!("{address}/cut.xml"));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("the response cannot be decompressed"),
        "{output:?}"
    );
}

#[test]
fn redirects_are_followed_to_an_end_and_the_feed_is_where_they_lead() {
    let address = serve(&[
        ("/old.xml", "HTTP/1.1 301 Moved Permanently\r\nlocation: BASE/feed.xml\r\n"),
        ("/loop.xml", "HTTP/1.1 302 Found\r\nlocation: BASE/loop.xml\r\n"),
        ("/feed.xml", OK),
    ]);
    assert!(!codes(&format!("{address}/old.xml")).contains(&"self-link-elsewhere".to_owned()));
    let output = check(&format!("{address}/loop.xml"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("more than 5 redirects"), "{output:?}");
}

#[test]
fn a_server_without_a_feed_or_without_a_response_is_reported() {
    let address = serve(&[("/broken.xml", "HTTP/1.1 500 Internal Server Error\r\n")]);
    for (path, said) in [("/nothing.xml", "404"), ("/broken.xml", "500")] {
        let output = check(&format!("{address}{path}"));
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stdout).contains(said), "{output:?}");
    }
    let output = check(&format!("{}/feed.xml", server::nobody()));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("cannot fetch"), "{output:?}");
}

#[test]
fn a_failed_request_does_not_keep_the_others_from_being_checked() {
    let address = serve(&[("/feed.xml", OK)]);
    let addresses = ["none.xml", "feed.xml", "gone.xml"].map(|name| format!("{address}/{name}"));
    let output =
        Command::new(env!("CARGO_BIN_EXE_feedwright")).arg("check").args(&addresses).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(out.starts_with("1 feed, 1 entry;"), "{out}");
    assert!(err.contains("warning[not-https]: "), "{err}");
    let failed = format!("error: cannot fetch `{}`, `{}`: ", addresses[2], addresses[0]);
    assert!(err.contains(&failed), "{err}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn addresses_are_asked_for_together() {
    let gathering = Gathering::of(4);
    let address = server::serve(move |request, stream| {
        let body = FEED.replace("SELF", &format!("{}{}", request.base, request.path));
        let (status, length) = if gathering.is_complete() { ("200 OK", body.len()) } else { ("500 No", 0) };
        let _ = write!(stream, "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
        let _ = stream.write_all(body.as_bytes());
    });
    let addresses = ["d", "b", "a", "c"].map(|name| format!("{address}/{name}.xml"));
    let output = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["check", "--message-format", "json", "--now", "2026-11-01T00:00:00Z"])
        .args(&addresses)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let mut files: Vec<_> =
        lines.lines().map(line).filter_map(|line| line["file"].as_str().map(str::to_owned)).collect();
    files.dedup();
    let sorted = ["a", "b", "c", "d"].map(|name| format!("{address}/{name}.xml"));
    assert_eq!(files, sorted, "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn feeds_to_which_the_home_page_links_are_learned() {
    let home = "<!doctype html><title>Kampung</title>\
        <link rel=\"alternate stylesheet\" type=\"text/css\" href=\"/a.css\">\
        <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss/latest.rss\">\
        <link rel=\"alternate\" type=\"application/atom+xml\" href=\"https://feeds.kampung.id/atom\">";
    let item = FEED.replace("https://kampung.example/rain", "https://kampung.id/rain/");
    let address = server::serve(move |request, stream| {
        let body = match request.path.as_str() {
            "/rss/latest.rss" => item.replace("SELF", "https://kampung.id/rss/latest.rss"),
            // As some hosts answer for everything.
            _ => home.to_owned(),
        };
        let _ = write!(stream, "{OK}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    });
    let site = tempfile::tempdir().unwrap();
    let rain = "---\ntitle: Rain\ndate: 2026-05-19T08:00:00Z\n---\nIt rains.\n";
    files(site.path(), &[("content/rain.md", rain)]);
    let from = format!("{address}/");
    let output = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["init", "--base-url", "https://kampung.id/", "--from", &from])
        .current_dir(site.path())
        .output()
        .unwrap();
    let text = std::fs::read_to_string(site.path().join("feedwright.toml")).unwrap_or_default();
    let feeds: Vec<_> = text.lines().filter(|line| line.starts_with("path = ")).collect();
    assert_eq!(feeds, ["path = \"rss/latest.rss\""], "{output:?}");
}

/// A proxy behind which every host redirects to this machine; returns its address, and what it is asked for.
fn proxy_to_local() -> (String, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let address = server::serve(move |request, stream| {
        seen.lock().unwrap().push(request.path.clone());
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
            head.push(byte[0]);
        }
        let answer = format!(
            "HTTP/1.1 302 Found\r\nlocation: {}/secret\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            request.base
        );
        let _ = stream.write_all(answer.as_bytes());
    });
    (address, asked)
}

#[test]
fn no_command_follows_a_public_host_to_this_machine() {
    const HOST: &str = "http://media.kampung.org";
    let enclosure = format!("date = 2026-05-01\nenclosure = \"{HOST}/rain.mp3\"");
    let hub = feed("feed.xml", "rss", "hub = \"https://hub.kampung.org/\"");
    let settings = format!("[site]\nbase-url = \"{HOST}/\"\ntitle = \"Kampung\"\ntimezone = \"UTC\"\n{hub}");
    let site = Site::new(&settings, &[("a.md", &article("a", &enclosure))]);
    let (proxy, asked) = proxy_to_local();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        command.args(args).current_dir(site.path("")).env("HTTP_PROXY", &proxy);
        for other in
            ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "http_proxy", "NO_PROXY", "no_proxy"]
        {
            command.env_remove(other);
        }
        command.output().unwrap()
    };
    let built = run(&["build", "--message-format", "json", "--now", "2026-06-01T00:00:00Z"]);
    fs::write(site.path("build.json"), &built.stdout).unwrap();
    let (document, folder) = (format!("{HOST}/feed.xml"), format!("{HOST}/"));
    let commands: &[&[&str]] = &[
        &["check", &document],
        &["diff", &document, "public/feed.xml"],
        &["build", "--against", &folder],
        &["build", "--against", &document],
        &["pin", "--from", &document],
        &["measure"],
        &["ping", "build.json", "--timeout", "1"],
    ];
    for args in commands {
        let output = run(args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains("it leads from a public host to a local one"), "{args:?}: {output:?}");
        let mut asked = asked.lock().unwrap();
        assert!(!asked.is_empty(), "{args:?}: {error}");
        assert!(asked.iter().all(|host| host == "media.kampung.org:80"), "{args:?}: {asked:?}");
        asked.clear();
    }
}
