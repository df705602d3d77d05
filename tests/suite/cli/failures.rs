//! Commands that cannot run: whatever is in the way, the report is complete in the format that was asked for.

use std::io::{Read, Write};
use std::process::{Command, Output};

use serde_json::Value;
use serde_sarif::sarif::Sarif;

use crate::harness::{PLAIN, Site, article};
use crate::server;
use crate::support::files;

/// A server that closes connections, stops in the middle, never answers, or has a fault, by path.
fn faulty() -> String {
    server::serve(|request, stream| match request.path.trim_start_matches('/') {
        "hangs-up.xml" => {}
        "loop.xml" => {
            let _ = stream.write_all(
                b"HTTP/1.1 302 Found\r\nlocation: /loop.xml\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            );
        }
        "stops.xml" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>");
        }
        "stalls.xml" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>");
            let _ = stream.read_to_end(&mut Vec::new());
        }
        // Until the client closes the connection.
        "never.xml" => {
            let _ = stream.read_to_end(&mut Vec::new());
        }
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    })
}

/// A site with an article, a feed, a folder without feeds, and a broken configuration.
fn site() -> Site {
    let site = Site::new(PLAIN, &[("a.md", &article("a.md", "date = 2026-05-01"))]);
    let broken = "[site]\nbase-url = \"https://blog.org/\"\ntitel = \"x\"\n";
    let nowhere = "[site]\nbase-url = \"https://blog.org/\"\n[content]\ndir = \"nowhere\"\n";
    let rss = "<rss version=\"2.0\"><channel><title>T</title><link>https://blog.org/</link><description>D</description></channel></rss>";
    files(
        &site.path(""),
        &[("broken.toml", broken), ("nowhere.toml", nowhere), ("new.xml", rss), ("empty/x", "")],
    );
    site
}

const FORMATS: [&str; 4] = ["human", "json", "github", "sarif"];

fn run(site: &Site, format: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(args).args(["--message-format", format]).current_dir(site.path(""));
    command.env("SOURCE_DATE_EPOCH", "1780000000").env_remove("GITHUB_WORKSPACE").output().unwrap()
}

/// Runs a command in each format: it fails, and says so in that format, with these words and with help.
#[track_caller]
fn fails(site: &Site, args: &[&str], expected: &str, words: &str) {
    let code = expected.trim_matches(['[', ']']);
    for format in FORMATS {
        let output = run(site, format, args);
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{format} of {args:?}: {out}{err}");
        let said = if format == "human" { &err } else { &out };
        assert!(said.contains(words), "{words:?} in {format} of {args:?}: {out}{err}");
        assert!(!said.contains("timeout: "), "{format} of {args:?}: {said}");
        match format {
            "human" => assert!(err.contains("error: ") && err.contains("help: "), "{args:?}: {err}"),
            "json" => assert_json(&out, code),
            "github" => assert_github(&out, code),
            _ => assert_sarif(&out, code),
        }
        assert!(format == "human" || err.is_empty(), "{format} of {args:?}: {err}");
    }
}

fn assert_json(out: &str, code: &str) {
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, found) = lines.split_last().unwrap();
    assert_eq!(summary["kind"], "summary", "{out}");
    assert!(summary["errors"].as_u64() > Some(0) && summary["warnings"].is_u64(), "{out}");
    let is_it = |line: &&Value| line["kind"] == "diagnostic" && line["code"] == code;
    let finding = found.iter().find(is_it).unwrap_or_else(|| panic!("{code}: {out}"));
    assert_eq!(finding["severity"], "error");
    assert!(finding["help"].is_string(), "{out}");
}

fn assert_github(out: &str, code: &str) {
    let title = format!("title={code}::");
    let is_it =
        |line: &str| line.starts_with("::error ") && line.contains(&title) && line.contains("%0Ahelp: ");
    assert!(out.lines().any(is_it), "{code}: {out}");
}

fn assert_sarif(out: &str, code: &str) {
    let document: Sarif = serde_json::from_str(out).unwrap();
    let results = document.runs[0].results.as_ref().unwrap();
    let result = results.iter().find(|result| result.rule_id.as_deref() == Some(code));
    let result = result.unwrap_or_else(|| panic!("{code}: {out}"));
    let place = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
    assert!(place.artifact_location.as_ref().unwrap().uri.is_some(), "{out}");
}

/// The commands that ask for a document, or read one from a path.
fn asking(name: &str) -> [Vec<&str>; 5] {
    [
        vec!["check", name],
        vec!["diff", name, "new.xml"],
        vec!["build", "--against", name],
        vec!["pin", "--from", name],
        vec!["init", "--dry-run", "--from", name],
    ]
}

#[test]
fn a_server_that_does_not_serve_is_a_finding_in_every_format() {
    let (site, faulty) = (site(), faulty());
    let refused = format!("{}/feed.xml", server::nobody());
    let at = |path: &str| format!("{faulty}/{path}");
    let closed = "the server closed the connection before the response was complete";
    let slow = "timed out; --timeout allows 1 s for all requests in total";
    for (address, words) in [
        (refused, "the connection was refused"),
        (at("hangs-up.xml"), closed),
        (at("stops.xml"), closed),
        (at("never.xml"), slow),
        (at("stalls.xml"), slow),
        (at("broken.xml"), "the server responded with 500"),
        (at("loop.xml"), "more than 5 redirects"),
    ] {
        // Waiting takes time, and the commands share what waits.
        let commands = asking(&address);
        let some = if words == slow { &commands[..1] } else { &commands[..] };
        for args in some {
            fails(&site, &[args.as_slice(), &["--timeout", "1"]].concat(), "[failed-request]", words);
        }
    }
}

#[test]
fn a_missing_path_is_a_finding_in_every_format() {
    let site = site();
    for args in asking("none.xml") {
        fails(&site, &args, "[cannot-run]", "`none.xml` does not exist");
    }
    for command in ["list", "adopt"] {
        fails(&site, &[command, "none.md"], "[cannot-run]", "`none.md` does not exist");
    }
    fails(&site, &["new", "../none.md"], "[cannot-run]", "is not below the content folder");
    fails(&site, &["init"], "[cannot-run]", "`feedwright.toml` already exists");
}

#[test]
fn a_folder_that_is_not_what_it_should_be_is_a_finding_in_every_format() {
    let site = site();
    let nowhere = "cannot read the content folder `nowhere`: it does not exist";
    for args in [&["build"][..], &["list"], &["pin", "--from", "new.xml"]] {
        fails(&site, &[args, &["--config", "nowhere.toml"]].concat(), "[failed-access]", nowhere);
    }
    for args in [&["check", "empty"][..], &["diff", "empty", "new.xml"], &["diff", "new.xml", "empty"]] {
        fails(&site, args, "[cannot-run]", "no feeds found in the folder `empty`");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_a_finding_in_every_format() {
    let site = site();
    let memory = "/proc/self/mem";
    for args in [&["check", memory][..], &["diff", memory, "new.xml"], &["pin", "--from", memory]] {
        let output = run(&site, "json", args);
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(out.contains("\"file\":\"/proc/self/mem\""), "{out}");
        assert!(out.contains("\"code\":\"failed-access\"") && out.contains("cannot read"), "{out}");
    }
}

#[test]
fn a_broken_configuration_is_a_finding_in_every_format() {
    let site = site();
    for args in
        [&["build"][..], &["list"], &["pin", "--from", "new.xml"], &["adopt", "content"], &["new", "b.md"]]
    {
        let args = [args, &["--config", "broken.toml"]].concat();
        fails(&site, &args, "[unknown-setting]", "unknown key `titel`");
    }
    files(&site.path(""), &[("check.toml", "[check]\nalow = []\n")]);
    fails(&site, &["check", "new.xml", "--config", "check.toml"], "[unknown-setting]", "unknown key `alow`");
}

#[test]
fn arguments_that_cannot_be_parsed_are_a_finding_in_every_format() {
    let site = site();
    for (args, words) in [
        (&["build", "--dry-rn"][..], "unexpected argument '--dry-rn' found"),
        (&["bild"], "unrecognized subcommand 'bild'"),
        (&["build", "--now", "x"], "expected a date and a time"),
        (&["check"], "the following required arguments were not provided: <FILE|DIR|URL|-"),
        (&["explain", "typo"], "unknown code `typo`"),
        (&["build", "--allow", "missing-title"], "only warnings and infos can be allowed"),
    ] {
        for format in ["json", "github", "sarif"] {
            let output = run(&site, format, args);
            let out = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(2), "{out}");
            assert!(out.contains(words), "{words:?} in {format} of {args:?}: {out}");
        }
    }
    let out = String::from_utf8(run(&site, "sarif", &["bild"]).stdout).unwrap();
    assert_sarif(&out, "cannot-run");
}

#[test]
fn a_page_is_the_same_in_every_format() {
    let site = site();
    let page = run(&site, "human", &["explain", "missing-title"]).stdout;
    for format in FORMATS {
        let output = run(&site, format, &["explain", "missing-title"]);
        assert_eq!((output.status.code(), &output.stdout), (Some(0), &page), "{format}");
    }
}

#[test]
fn what_was_checked_is_reported_beside_what_could_not_be() {
    let site = site();
    let output = run(&site, "json", &["check", "none.xml", "new.xml"]);
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        out.contains("\"code\":\"missing-self-link\"") && out.contains("\"code\":\"cannot-run\""),
        "{out}"
    );
    let summary = out.lines().last().unwrap();
    assert!(summary.starts_with("{\"kind\":\"summary\",\"feeds\":1,\"entries\":0,\"errors\":1,"), "{out}");
}

/// The exit status of a command whose outputs nobody reads.
fn unread(site: &Site, args: &[&str]) -> Option<i32> {
    let closed = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(args).current_dir(site.path("")).env("SOURCE_DATE_EPOCH", "1780000000");
    command.stdout(closed()).stderr(closed()).status().unwrap().code()
}

#[test]
fn the_exit_status_is_the_same_if_nobody_reads_the_output() {
    let site = site();
    site.add(&[("b.md", "+++\ndate = 2026-05-01\n+++\nText.\n")]);
    let commands: [(&[&str], i32); 8] = [
        (&["build"], 1),
        (&["build", "--skip-invalid", "--output", "there"], 0),
        (&["build", "--watch", "--poll"], 1),
        (&["build", "--watch", "--poll", "--config", "broken.toml"], 2),
        (&["check", "none.xml", "new.xml"], 2),
        (&["check", "new.xml", "--deny", "missing-self-link"], 1),
        (&["list", "--config", "broken.toml"], 2),
        (&["explain", "missing-title"], 0),
    ];
    for (args, status) in commands {
        assert_eq!(unread(&site, args), Some(status), "{args:?}");
        for format in FORMATS.iter().filter(|format| !(args.contains(&"--watch") && **format == "sarif")) {
            let args = [args, &["--message-format", format]].concat();
            assert_eq!(unread(&site, &args), Some(status), "{args:?}");
        }
    }
    assert!(site.path("there/feed.xml").exists());
}
