//! `build --against` and `diff` with files, folders, and a server on the loopback that answers well or badly.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{PLAIN, Site, article, feed};
use crate::server::{self, Request, serve};
use crate::support::{Gathering, files, numbered};

/// How many documents are asked for at once.
const REQUESTS: usize = 6;

/// The published feed: an article with an id that a build would change.
const PUBLISHED: &str = "<rss version=\"2.0\"><channel><title>Blog</title><link>https://blog.org/</link><description>D</description><item><title>a.md</title><link>https://blog.org/a/</link><guid isPermaLink=\"false\">1</guid><pubDate>Fri, 01 May 2026 00:00:00 GMT</pubDate></item></channel></rss>";

/// A site of one article, and of as many feeds as are asked for at once, and more.
fn large_site(feeds: usize) -> Site {
    let feeds = numbered(feeds, |n| feed(&format!("f{n:02}.xml"), "rss", ""));
    Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")])
}

/// A site of one article and two feeds.
fn site() -> Site {
    let feeds = feed("f.xml", "rss", "") + &feed("news/f.json", "json", "");
    Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")])
}

fn run(site: &Site, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(args).current_dir(site.path(""));
    command.output().unwrap()
}

fn build(site: &Site, against: &str) -> Output {
    run(site, &["build", "--now", "2026-06-01T00:00:00Z", "--against", against])
}

/// The build's exit status and standard error.
fn printed(site: &Site, against: &str) -> (i32, String) {
    let output = build(site, against);
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The build is stopped by the one article that would be published again.
#[track_caller]
fn is_caught(site: &Site, against: &str) {
    let (status, printed) = printed(site, against);
    assert_eq!(status, 1, "{printed}");
    assert_eq!(printed.matches("error[reidentified-entry]").count(), 1, "{printed}");
    assert!(printed.contains("published as `1`, but would become `https://blog.org/a/`"), "{printed}");
    assert!(printed.contains(" --> content/a.md:2:9"), "{printed}");
    assert!(printed.contains(&format!("pin --from {against}")), "{printed}");
    assert!(!site.path("public").exists(), "nothing is written");
}

/// The build could not run, and nothing is written.
#[track_caller]
fn fails(site: &Site, against: &str, why: &str) {
    could_not_run(site, &build(site, against), why);
}

/// The build gives up on a server after a second.
#[track_caller]
fn times_out(site: &Site, against: &str) {
    let args = ["build", "--now", "2026-06-01T00:00:00Z", "--timeout", "1", "--against", against];
    could_not_run(site, &run(site, &args), "timeout");
}

#[track_caller]
fn could_not_run(site: &Site, output: &Output, why: &str) {
    let (status, printed) = (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr));
    assert_eq!(status, 2, "{printed}");
    assert!(printed.starts_with("error: cannot ") && printed.contains(why), "{printed}");
    assert!(!site.path("public").exists(), "nothing is written");
}

/// The build stops at an error, and nothing is written.
#[track_caller]
fn stops(site: &Site, against: &str, error: &str) {
    let (status, printed) = printed(site, against);
    assert_eq!(status, 1, "{printed}");
    assert!(printed.contains(error), "{printed}");
    assert!(!site.path("public").exists(), "nothing is written");
}

/// Builds, and accepts some changes: the exit status, standard output and standard error.
fn accepting(site: &Site, against: &str, accept: &str) -> (i32, String, String) {
    let args = ["build", "--now", "2026-06-01T00:00:00Z", "--against", against, "--accept", accept];
    let output = run(site, &args);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Published by us: nothing changes.
fn published() -> (Site, String) {
    let site = site();
    assert_eq!(accepting(&site, "none", "first").0, 0);
    let feed = site.read("f.xml");
    fs::remove_dir_all(site.path("public")).unwrap();
    (site, feed)
}

#[test]
fn a_first_publication_is_accepted_once_and_the_finding_says_how() {
    let site = site();
    files(&site.path(""), &[("empty/x", "")]);
    stops(&site, "empty", "build once with --accept first");
    let (status, _, printed) = accepting(&site, "empty", "first");
    assert_eq!((status, printed.as_str()), (0, ""));
    fs::rename(site.path("public"), site.path("old")).unwrap();
    let (status, out, printed) = accepting(&site, "old", "first");
    assert_eq!(status, 0, "{printed}");
    assert!(printed.starts_with("warning[needless-accept]"), "{printed}");
    assert!(out.contains("compared 2 documents with old: nothing changes for subscribers"), "{out}");
}

#[test]
fn a_page_for_every_document_means_that_nothing_is_published_and_for_one_that_it_cannot_be_read() {
    let page = b"<!doctype html><title>Hello</title>";
    let all = serve(|_, stream| answer(stream, "200 OK", page)) + "/";
    stops(&site(), &all, "error[nothing-published]");
    let (site, feed) = published();
    let one = serve(move |request, stream| match request.path.as_str() {
        "/f.xml" => answer(stream, "200 OK", feed.as_bytes()),
        _ => answer(stream, "200 OK", page),
    }) + "/";
    stops(&site, &one, "error[not-compared]");
    let (status, _, printed) = accepting(&site, &one, "unreadable");
    assert_eq!(status, 0, "{printed}");
    assert!(printed.contains("info[not-compared]"), "{printed}");
}

#[test]
fn what_is_published_and_cannot_be_read_stops_the_build_whatever_its_format() {
    let deep = format!("<rss><channel>{}", "<a>".repeat(1_000_000));
    for text in ["", "<rss version=\"2.0\"><channel><item>", "{\"version\": \"https://jsonfeed.org", &deep] {
        let (site, feed) = published();
        files(&site.path(""), &[("old/f.xml", feed.as_str()), ("old/news/f.json", text)]);
        stops(&site, "old", "error[not-compared]");
        assert_eq!(accepting(&site, "old", "unreadable").0, 0);
    }
}

#[test]
fn a_document_that_is_not_published_yet_is_listed_and_a_comparison_says_what_it_did() {
    let (site, feed) = published();
    files(&site.path(""), &[("old/f.xml", feed.as_str())]);
    site.add(&[("b.md", "+++\ntitle = \"B\"\ndate = 2026-05-02\n+++\nB.\n")]);
    let output = build(&site, "old");
    let (out, printed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("info[new-document]: `news/f.json` is not published at `old` yet"), "{printed}");
    assert!(out.contains("compared 1 document with old: 1 new, 1 as they were"), "{out}");
    assert!(!out.contains("nothing was compared"), "{out}");
}

#[test]
fn a_build_with_nothing_to_compare_with_says_so_once() {
    let site = site();
    let built = |site: &Site| {
        let output = run(site, &["build", "--now", "2026-06-01T00:00:00Z"]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(built(&site).contains("nothing was compared; use --against to compare with the published feeds"));
    site.add(&[("b.md", "+++\ntitle = \"B\"\ndate = 2026-05-02\n+++\nB.\n")]);
    assert!(!built(&site).contains("nothing was compared"));
}

#[test]
fn the_configured_place_is_asked_only_for_what_the_output_folder_does_not_hold() {
    let (site, feed) = published();
    let settings = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let configure = |against: &str| {
        let settings = settings.replacen("[site]", &format!("[site]\nagainst = \"{against}\""), 1);
        fs::write(site.path("feedwright.toml"), settings).unwrap();
    };
    // A clean checkout.
    let nobody = server::nobody() + "/";
    configure(&nobody);
    let plain = ["build", "--now", "2026-06-01T00:00:00Z"];
    assert_eq!(run(&site, &plain).status.code(), Some(2), "a server that does not answer stops the build");
    let none = [plain.as_slice(), &["--against", "none"]].concat();
    assert_eq!(run(&site, &none).status.code(), Some(0));
    // On a plane.
    assert_eq!(run(&site, &plain).status.code(), Some(0), "the output folder holds all documents");
    // What is there is the feed of another program.
    configure("old");
    files(&site.path(""), &[("old/f.xml", PUBLISHED)]);
    fs::write(site.path("public/f.xml"), feed.replace("Feedwright", "Another")).unwrap();
    let output = run(&site, &plain);
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[reidentified-entry]"), "{output:?}");
}

#[test]
fn a_published_document_that_no_feed_writes_any_more_is_reported() {
    let (site, feed) = published();
    let own = feed.replace("/f.xml", "/feed.xml");
    // What redirects to another feed is not lost.
    files(&site.path(""), &[("old/f.xml", &feed), ("old/feed.xml", &own), ("old/atom.xml", &feed)]);
    let lost = "warning[lost-document]: `feed.xml` is published at `old`, but no feed writes it anymore";
    let keep = "add [[feed]], path = \"feed.xml\", format = \"rss\" to feedwright.toml";
    let output = build(&site, "old");
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.contains(lost) && printed.contains(keep), "{printed}");
    assert_eq!((printed.matches("lost-document").count(), output.status.code()), (1, Some(0)), "{printed}");
    // Another program writes it.
    files(&site.path(""), &[("public/feed.xml", "<rss version=\"2.0\"></rss>")]);
    let output = build(&site, "old");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("lost-document"), "{output:?}");
}

#[test]
fn a_feed_of_the_generator_that_nobody_writes_any_more_is_lost_once_the_site_is_built() {
    let (site, feed) = published();
    let settings = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let hugo = "[content]\ngenerator = \"hugo\"\npermalink = \"/{slug}/\"\n[[feed]]";
    fs::write(site.path("feedwright.toml"), settings.replacen("[[feed]]", hugo, 1)).unwrap();
    let own = feed.replace("/f.xml", "/index.xml");
    files(&site.path(""), &[("old/f.xml", &feed), ("old/index.xml", &own)]);
    let is_lost = |site: &Site| {
        let _ = fs::remove_file(site.path("public/f.xml"));
        let printed = printed(site, "old").1;
        printed.contains("warning[lost-document]: `index.xml` is published at `old`")
    };
    assert!(!is_lost(&site), "Hugo may be about to write it");
    files(&site.path("public"), &[("a/index.html", "<p>x</p>")]);
    assert!(is_lost(&site));
    files(&site.path("public"), &[("index.xml", &own.replace("Feedwright", "Hugo"))]);
    assert!(!is_lost(&site), "Hugo writes it");
}

fn answer(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    let _ = stream.write_all(body);
}

/// Sends nothing while the client is connected.
fn stall(stream: &mut TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_mins(1)));
    let _ = std::io::Read::read(stream, &mut [0]);
}

fn not_found(stream: &mut TcpStream) {
    answer(stream, "404 Not Found", b"no");
}

/// A site whose RSS feed is served with the given response; other paths are not found.
fn serving(feed: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> String {
    let address = serve(move |request, stream| match request.path.as_str() {
        "/blog/f.xml" => feed(request, stream),
        _ => not_found(stream),
    });
    address + "/blog/"
}

#[test]
fn a_file_is_compared_with_the_document_that_takes_its_place() {
    let site = site();
    files(&site.path(""), &[("old.xml", PUBLISHED), ("no.xml", "<html/>")]);
    is_caught(&site, "old.xml");
    fails(&site, "no.xml", "`no.xml`: it is not a feed");
    let (status, printed) = printed(&site, "gone.xml");
    assert!(status == 2 && printed.starts_with("error: `gone.xml` does not exist\n"), "{printed}");
}

#[test]
fn each_document_is_compared_with_the_one_at_its_path_in_a_folder() {
    let site = site();
    files(&site.path(""), &[("old/f.xml", PUBLISHED), ("empty/x", ""), ("wrong/f.xml", "words")]);
    is_caught(&site, "old");
    stops(&site, "empty", "error[nothing-published]");
    stops(&site, "wrong", "error[not-compared]");
}

#[test]
fn the_configuration_may_say_what_is_compared_with_and_its_path_starts_at_the_project() {
    let site = site();
    files(&site.path(""), &[("old/f.xml", PUBLISHED)]);
    let settings = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let settings = settings.replacen("[site]", "[site]\nagainst = \"old\"", 1);
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    let output = run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[reidentified-entry]"), "{output:?}");
}

#[test]
fn each_document_is_compared_with_the_one_at_its_address_and_one_that_is_not_there_is_new() {
    is_caught(&site(), &serving(|_, stream| answer(stream, "200 OK", PUBLISHED.as_bytes())));
    stops(&site(), &serving(|_, stream| not_found(stream)), "error[nothing-published]");
    stops(&site(), &serving(|_, stream| answer(stream, "410 Gone", b"")), "error[nothing-published]");
}

#[test]
fn a_change_that_is_accepted_is_published() {
    let site = site();
    let address = serving(|_, stream| answer(stream, "200 OK", PUBLISHED.as_bytes()));
    let args = ["build", "--now", "2026-06-01T00:00:00Z", "--against", &address, "--accept", "reidentified"];
    let output = run(&site, &args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(site.titles("f.xml"), ["a.md"]);
}

#[test]
fn redirects_are_followed_but_not_for_ever() {
    let moved = |request: &Request, stream: &mut TcpStream| {
        let to = &request.base;
        answer(stream, &format!("301 Moved Permanently\r\nlocation: {to}/new.xml"), b"");
    };
    let address = serve(move |request, stream| match request.path.as_str() {
        "/f.xml" => moved(request, stream),
        "/new.xml" => answer(stream, "200 OK", PUBLISHED.as_bytes()),
        _ => not_found(stream),
    });
    is_caught(&site(), &(address + "/"));
    let turning = |request: &Request, stream: &mut TcpStream| {
        answer(stream, &format!("302 Found\r\nlocation: {}/blog/f.xml", request.base), b"");
    };
    fails(&site(), &serving(turning), "redirect");
}

fn answer_if(is_complete: bool, stream: &mut TcpStream) {
    if is_complete {
        answer(stream, "200 OK", PUBLISHED.as_bytes());
    } else {
        answer(stream, "500 Internal Server Error", b"");
    }
}

#[test]
fn documents_are_requested_in_parallel() {
    // It answers no request before the maximum number of requests has arrived.
    let gathering = Gathering::of(REQUESTS);
    let address = serve(move |_, stream| answer_if(gathering.is_complete(), stream));
    is_caught(&large_site(2 * REQUESTS), &(address + "/"));
}

#[test]
fn named_documents_are_requested_in_parallel() {
    let pairs = || {
        let gathering = Gathering::of(2);
        serve(move |_, stream| answer_if(gathering.is_complete(), stream))
    };
    let (site, address) = (site(), pairs());
    let output = run(&site, &["diff", &format!("{address}/a.xml"), &format!("{address}/b.xml")]);
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(out.contains("/a.xml -> ") && out.contains("/b.xml: no visible change"), "{out}");
    let address = pairs();
    let (one, other) = (format!("{address}/a.xml"), format!("{address}/b.xml"));
    let output = run(&site, &["pin", "--dry-run", "--from", &one, "--from", &other]);
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(out.contains("would pin 1 article"), "{out}");
}

#[test]
fn a_run_ends_in_time_however_many_documents_do_not_come() {
    let site = large_site(20);
    let address = serve(|_, stream| stall(stream));
    let args = ["build", "--now", "2026-06-01T00:00:00Z", "--timeout", "1", "--against"];
    let output = run(&site, &[args.as_slice(), &[&format!("{address}/")]].concat());
    could_not_run(&site, &output, "timed out; --timeout allows 1 s for all requests in total");
    let printed = String::from_utf8_lossy(&output.stderr);
    for named in ["f00.xml`, `", "f09.xml` and 10 more: "] {
        assert!(printed.contains(named), "{printed}");
    }
    // Documents received before the timeout count, and do not help those that did not arrive.
    let address = serve(|request, stream| match request.path.as_str() {
        "/f18.xml" | "/f19.xml" => stall(stream),
        _ => answer(stream, "200 OK", PUBLISHED.as_bytes()),
    });
    let output = run(&site, &[args.as_slice(), &[&format!("{address}/")]].concat());
    let named = format!("cannot fetch `{address}/f18.xml`, `{address}/f19.xml`: timed out");
    could_not_run(&site, &output, &named);
}

#[test]
fn the_time_of_redirects_and_bodies_counts() {
    let redirected = serve(|request, stream| match request.path.as_str() {
        "/f.xml" => answer(stream, "302 Found\r\nlocation: /slow.xml", b""),
        "/slow.xml" => stall(stream),
        _ => not_found(stream),
    });
    times_out(&site(), &(redirected + "/"));
    let dripping = |_: &Request, stream: &mut TcpStream| {
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        // A timeout for each byte would never expire.
        let _ = stream.set_read_timeout(Some(Duration::from_millis(100)));
        while stream.write_all(b" ").is_ok() {
            let _ = std::io::Read::read(stream, &mut [0]);
        }
    };
    times_out(&site(), &serving(dripping));
}

#[test]
fn redirects_lead_where_browsers_would_go_and_only_over_http() {
    let to = |location: &'static str| {
        serve(move |request, stream| match request.path.as_str() {
            "/blog/f.xml" => {
                let host = request.base.trim_start_matches("http:");
                let location = location.replace("HOST", host);
                answer(stream, &format!("302 Found\r\nlocation: {location}"), b"");
            }
            "/blog/new.xml" => answer(stream, "200 OK", PUBLISHED.as_bytes()),
            // A redirect that is not followed does not become a path of this host.
            path if path.starts_with("/blog/") => not_found(stream),
            _ => answer(stream, "200 OK", PUBLISHED.as_bytes()),
        }) + "/blog/"
    };
    for location in
        ["new.xml", "/blog/new.xml", "./a/../new.xml", "HOST/blog/new.xml", "http:HOST/blog/new.xml"]
    {
        is_caught(&site(), &to(location));
    }
    for location in
        ["file:///etc/passwd", "javascript:alert(1)", "data:,a", "ftp://blog.org/", "feed:HOST/blog/new.xml"]
    {
        fails(&site(), &to(location), "which is not followed: only http and https are fetched");
    }
    fails(&site(), &to("http://"), "which is not followed: it has no host");
}

#[test]
fn more_redirects_than_five_are_refused() {
    let address = serve(|request, stream| {
        let count: usize =
            request.path.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        match count {
            _ if request.path == "/news/f.json" => not_found(stream),
            5 => answer(stream, "200 OK", PUBLISHED.as_bytes()),
            count => answer(stream, &format!("307 Temporary Redirect\r\nlocation: /{}", count + 1), b""),
        }
    });
    is_caught(&site(), &(address + "/"));
    let address = serve(|request, stream| {
        answer(stream, &format!("307 Temporary Redirect\r\nlocation: {}a", request.path), b"");
    });
    fails(&site(), &(address + "/"), "more than 5 redirects");
}

#[test]
fn a_document_is_whole_however_long_it_is() {
    // Longer than the initial buffer, compressed and uncompressed.
    let long = |feed: &str| {
        feed.replace("<title>Blog</title>", &format!("<title>Blog</title>{}", " ".repeat(3 << 20)))
    };
    let plain = move |_: &Request, stream: &mut TcpStream| {
        answer(stream, "200 OK", long(PUBLISHED).as_bytes());
    };
    is_caught(&site(), &serving(plain));
    let packed = move |_: &Request, stream: &mut TcpStream| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(long(PUBLISHED).as_bytes()).unwrap();
        answer(stream, "200 OK\r\ncontent-encoding: gzip", &packer.finish().unwrap());
    };
    is_caught(&site(), &serving(packed));
}

#[test]
fn a_server_that_fails_or_does_not_answer_is_not_one_where_nothing_is_published() {
    fails(&site(), &serving(|_, stream| answer(stream, "500 Internal Server Error", b"")), "500");
    fails(&site(), &serving(|_, stream| answer(stream, "403 Forbidden", b"")), "403");
    fails(&site(), &(server::nobody() + "/"), "cannot fetch");
    times_out(&site(), &serving(|_, stream| stall(stream)));
}

#[test]
fn a_packed_answer_is_unpacked() {
    let packed = |_: &Request, stream: &mut TcpStream| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(PUBLISHED.as_bytes()).unwrap();
        answer(stream, "200 OK\r\ncontent-encoding: gzip", &packer.finish().unwrap());
    };
    is_caught(&site(), &serving(packed));
}

#[test]
fn a_page_instead_of_a_feed_is_reported() {
    let page = |_: &Request, stream: &mut TcpStream| {
        answer(stream, "200 OK\r\ncontent-type: text/html", b"<!doctype html><title>Hello</title>");
    };
    stops(&site(), &serving(page), "error[nothing-published]");
    // The content type does not matter: many servers send a wrong one.
    let plain = |_: &Request, stream: &mut TcpStream| {
        answer(stream, "200 OK\r\ncontent-type: text/plain", PUBLISHED.as_bytes());
    };
    is_caught(&site(), &serving(plain));
}

#[test]
fn an_endless_answer_is_ended() {
    // Compressed, so that the limit of decompressed bytes is soon reached.
    let endless = |_: &Request, stream: &mut TcpStream| {
        let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\n\r\n";
        let _ = stream.write_all(head.as_bytes());
        let mut packer = GzEncoder::new(stream, Compression::fast());
        while packer.write_all(&[b' '; 1 << 10]).is_ok() {}
    };
    fails(&site(), &serving(endless), "it is larger than 64 MiB");
    let slow = |_: &Request, stream: &mut TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<rss>");
        stall(stream);
    };
    times_out(&site(), &serving(slow));
}

#[test]
fn two_feeds_are_compared_wherever_they_are() {
    let site = site();
    assert_eq!(build(&site, "none").status.code(), Some(0));
    let address = serving(|_, stream| answer(stream, "200 OK", PUBLISHED.as_bytes()));
    let output = run(&site, &["diff", &address, "public"]);
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{out}");
    assert!(out.contains("1 shown again"), "{out}");
    // The same feed, in two formats.
    let output = run(&site, &["diff", "public/f.xml", "public/news/f.json"]);
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{out}");
    assert!(out.contains("no visible change; 1 unchanged"), "{out}");
}

#[test]
fn a_feed_that_would_be_empty_is_compared_with_what_is_published_at_its_path() {
    let feeds = feed("f.xml", "rss", "") + &feed("n.xml", "rss", "select = { tag = \"none\" }");
    let site = Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")]);
    files(&site.path(""), &[("old/n.xml", PUBLISHED)]);
    let (status, printed) = printed(&site, "old");
    assert_eq!(status, 1, "{printed}");
    assert!(printed.contains("error[emptied]: the number of entries would drop from 1 to 0"), "{printed}");
}

/// A site whose feeds are published at their URLs, one of them on another host.
fn site_with_urls(elsewhere: &str) -> Site {
    let feeds = feed("f.xml", "rss", "url = \"/feed/\"")
        + &feed("g.json", "json", &format!("url = \"{elsewhere}/g\""));
    Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")])
}

#[test]
fn a_feed_is_compared_where_it_says_that_it_is_published() {
    let other = serve(|request, stream| match request.path.as_str() {
        "/g" => answer(
            stream,
            "200 OK",
            br#"{"version":"https://jsonfeed.org/version/1.1","title":"Blog","items":[]}"#,
        ),
        _ => not_found(stream),
    });
    let at_url = serve(|request, stream| match request.path.as_str() {
        "/feed/" => answer(stream, "200 OK", PUBLISHED.as_bytes()),
        _ => not_found(stream),
    });
    let site = site_with_urls(&other);
    let (status, found) = printed(&site, &format!("{at_url}/"));
    assert_eq!(status, 1, "{found}");
    assert!(found.contains("published as `1`, but would become `https://blog.org/a/`"), "{found}");
    let at_path = serve(|request, stream| match request.path.as_str() {
        "/f.xml" => answer(stream, "200 OK", PUBLISHED.as_bytes()),
        _ => not_found(stream),
    });
    let (status, found) = printed(&site, &format!("{at_path}/"));
    assert_eq!(status, 1, "{found}");
    assert!(
        found.contains("error[nothing-published]: nothing is published at `feed/`, the `url` of the feed"),
        "{found}"
    );
    assert!(found.contains(" --> feedwright.toml:8:7"), "{found}");
    assert!(!found.contains("reidentified"), "{found}");
    let (status, _, found) = accepting(&site, &format!("{at_path}/"), "first");
    assert_eq!(status, 0, "{found}");
    assert!(!found.contains("needless-accept"), "{found}");
}

#[test]
fn a_document_of_a_feed_with_a_url_is_stale_as_any_other() {
    let tags = "each = \"tag\"\nurl = \"https://feeds.blog.org/tags/{tag}\"";
    let feeds = |path: &str| {
        let settings = feed("f.xml", "rss", "") + &feed("tags/{tag}.xml", "rss", tags);
        format!("{PLAIN}{settings}{}", feed(path, "json", "url = \"https://feeds.blog.org/all\""))
    };
    let article = |more: &str| {
        format!("+++\ntitle = \"B\"\ndate = 2026-01-02\ntags = [\"rain\"]\n{more}+++\nIt rained.\n")
    };
    let site = Site::dated(&feeds("old.json"), &[("a.md", "2026-05-01")]);
    site.add(&[("b.md", &article(""))]);
    site.clean();
    site.add(&[("b.md", &article("draft = true\n"))]);
    files(&site.path(""), &[("feedwright.toml", &feeds("new.json"))]);
    let found = site.findings();
    for path in ["tags/rain.xml", "old.json"] {
        assert!(found.iter().any(|line| line.contains(&format!("`{path}`"))), "{path}: {found:#?}");
    }
}

#[test]
fn a_feed_that_describes_itself_differently_changes_what_subscribers_see_in_their_lists() {
    let site = site();
    assert_eq!(run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]).status.code(), Some(0));
    fs::rename(site.path("public"), site.path("published")).unwrap();
    let settings = fs::read_to_string(site.path("feedwright.toml")).unwrap();
    let author = "authors = [{ name = \"Tari\", email = \"tari@blog.org\" }]";
    let settings =
        settings.replace("title = \"Blog\"", &format!("title = \"Rain | Sun\"\nlanguage = \"en\"\n{author}"));
    fs::write(site.path("feedwright.toml"), settings).unwrap();
    let args =
        ["build", "--now", "2026-06-01T00:00:00Z", "--against", "published", "--summary", "summary.md"];
    let said = String::from_utf8(run(&site, &args).stdout).unwrap();
    let expected = "compared 2 documents with published: 2 feeds with changed metadata, 2 as they were\n";
    assert!(said.contains(expected), "{said}");
    let summary = fs::read_to_string(site.path("summary.md")).unwrap();
    let row = "| the feed itself | title: Rain \\| Sun (before: Blog) | `f.xml`, `news/f.json` |\n";
    assert!(summary.contains(row), "{summary}");
    assert!(summary.contains("| the feed itself | language: en (before: none) |"), "{summary}");
    let said = String::from_utf8(run(&site, &["diff", "published/f.xml", "public/f.xml"]).stdout).unwrap();
    for row in [
        "  title        Blog -> Rain | Sun\n",
        "  description  Blog -> Rain | Sun\n",
        "  language     none -> en\n",
        "  authors      none -> tari@blog.org (Tari)\n",
        "no visible change of entries; 1 unchanged\n",
    ] {
        assert!(said.contains(row), "{said}");
    }
    let json = ["diff", "published/f.xml", "public/f.xml", "--message-format", "json"];
    let said = String::from_utf8(run(&site, &json).stdout).unwrap();
    assert!(
        said.contains("\"status\":\"changed\"") && said.contains("\"title\":[\"Blog\",\"Rain | Sun\"]"),
        "{said}"
    );
}

/// A site with archives of at most four entries, and a copy of what it has published.
fn archived() -> Site {
    let site = Site::new(&(PLAIN.to_owned() + &feed("f.xml", "rss", "limit = 2\narchive = 4")), &[]);
    for n in (1..29).step_by(2) {
        let name = format!("n{n:02}.md");
        site.add(&[(&name, &article(&name, &format!("date = 2026-04-{n:02}")))]);
    }
    assert_eq!(run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]).status.code(), Some(0));
    fs::rename(site.path("public"), site.path("published")).unwrap();
    site
}

/// The files of a folder, as a server has them, and what was asked for.
fn served(site: &Site, folder: &str) -> (String, Arc<Mutex<Vec<String>>>) {
    let (folder, asked) = (site.path(folder), Arc::new(Mutex::new(Vec::new())));
    let seen = Arc::clone(&asked);
    let address = serve(move |request: &Request, stream| {
        seen.lock().unwrap().push(request.path.clone());
        let found = fs::read(folder.join(request.path.trim_start_matches('/')));
        let head = if found.is_ok() { "200 OK" } else { "404 Not Found" };
        answer(stream, head, &found.unwrap_or_default());
    });
    (address + "/", asked)
}

#[test]
fn archives_that_a_clean_checkout_lacks_are_compared_with_those_that_are_published() {
    let site = archived();
    let (address, asked) = served(&site, "published");
    let archive = |path: &String| path.contains("-archive-");
    let same = String::from_utf8(build(&site, &address).stdout).unwrap();
    assert!(
        same.contains(&format!("compared 1 document and 3 archives with {address}: nothing changes")),
        "{same}"
    );
    let paths: BTreeSet<_> = asked.lock().unwrap().drain(..).filter(archive).collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
    for published in ["published", &address] {
        fs::remove_dir_all(site.path("public")).unwrap();
        site.add(&[("old.md", &article("old.md", "date = 2026-04-04"))]);
        let (status, said) = printed(&site, published);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("info[archive-changed]: entries of the archive `f-archive-2026-04-"), "{said}");
        assert!(said.contains("would change: 1 new"), "{said}");
        fs::remove_dir_all(site.path("public")).unwrap();
        fs::remove_file(site.path("content/old.md")).unwrap();
        site.add(&[("n03.md", &article("n03.md", "date = 2026-04-03\nid = \"other\""))]);
        let (status, said) = printed(&site, published);
        assert_eq!(status, 1, "{said}");
        assert_eq!(said.matches("error[reidentified-entry]").count(), 1, "{said}");
        assert!(said.contains("published as `https://blog.org/n03/`, but would become `other`"), "{said}");
        assert!(said.contains(&format!("pin --from {published}")), "{said}");
        site.add(&[("n03.md", &article("n03.md", "date = 2026-04-03"))]);
        assert_eq!(printed(&site, published).0, 0);
    }
}

#[test]
fn an_archive_that_is_not_published_yet_is_new_and_a_broken_one_stops_the_build() {
    let site = archived();
    let names = fs::read_dir(site.path("published")).unwrap().map(|entry| entry.unwrap().path());
    let mut archives: Vec<_> = names.filter(|path| path.to_str().unwrap().contains("-archive-")).collect();
    archives.sort();
    let (oldest, newest) = (&archives[0], archives.last().unwrap());
    let kept = fs::read(newest).unwrap();
    fs::remove_file(newest).unwrap();
    let (status, said) = printed(&site, "published");
    assert!(status == 0 && !said.contains("archive"), "one more is complete: {said}");
    fs::write(newest, kept).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    fs::remove_file(oldest).unwrap();
    let (status, said) = printed(&site, "published");
    assert!(status == 0 && said.contains("is new, but later archives already exist"), "{said}");
    fs::remove_dir_all(site.path("public")).unwrap();
    fs::write(oldest, "<rss version=\"2.0\"><chan").unwrap();
    let (status, said) = printed(&site, "published");
    assert!(status == 1 && said.contains("error[not-compared]"), "{said}");
    fs::write(oldest, "<!doctype html><title>Not found</title>").unwrap();
    assert_eq!(
        printed(&site, "published").0,
        0,
        "a host that answers with a page for whatever it does not have"
    );
}

/// A site with 130 archives of each of two feeds, which are published and not in the output folder.
fn much_archived() -> Site {
    let settings =
        feed("f.xml", "rss", "limit = 2\narchive = 1") + &feed("g.xml", "rss", "limit = 2\narchive = 1");
    let site = Site::new(&(PLAIN.to_owned() + &settings), &[]);
    for n in 0..131 {
        let (name, date) =
            (format!("n{n:03}.md"), format!("date = 2026-{:02}-{:02}", 1 + n / 28, 1 + n % 28));
        site.add(&[(&name, &article(&name, &date))]);
    }
    assert_eq!(run(&site, &["build", "--now", "2026-06-01T00:00:00Z"]).status.code(), Some(0));
    fs::rename(site.path("public"), site.path("published")).unwrap();
    site
}

#[test]
fn every_archive_that_a_server_has_is_compared() {
    let site = much_archived();
    let (address, asked) = served(&site, "published");
    let said = String::from_utf8(build(&site, &address).stdout).unwrap();
    assert!(said.contains("compared 2 documents and 260 archives with"), "{said}");
    let asked = asked.lock().unwrap();
    let of = |feed: &str| asked.iter().filter(|path| path.starts_with(&format!("/{feed}-archive-"))).count();
    assert_eq!((of("f"), of("g")), (130, 130));
}

#[test]
fn archives_that_nothing_writes_anymore_say_what_keeps_them() {
    let site = archived();
    fs::rename(site.path("published"), site.path("public")).unwrap();
    let said = |settings: &str| {
        fs::write(site.path("feedwright.toml"), PLAIN.to_owned() + settings).unwrap();
        let output = run(&site, &["build", "--dry-run", "--now", "2026-06-01T00:00:00Z"]);
        String::from_utf8(output.stderr).unwrap()
    };
    let stale = "`f-archive-2026-04-05.xml` is no longer an archive of a feed";
    let without = said(&feed("f.xml", "rss", "limit = 2"));
    assert!(without.contains(stale), "{without}");
    let keep =
        "to keep it, add archive = 100 to the [[feed]] with path = \"f.xml\"; otherwise build with --prune";
    assert!(without.contains(keep), "{without}");
    let gone = said(&feed("g.xml", "rss", ""));
    assert!(gone.contains(stale), "{gone}");
    let keep = "add [[feed]], path = \"f.xml\", format = \"rss\", archive = 100 to feedwright.toml; otherwise build with --prune";
    assert!(gone.contains(keep), "{gone}");
    let other = said(&feed("f.xml", "rss", "limit = 2\narchive = 9"));
    assert!(
        other.contains("the articles are in other archives of `f.xml` now: build with --prune"),
        "{other}"
    );
    assert!(!other.contains("add [[feed]]"), "{other}");
}

#[test]
fn a_site_on_a_private_network_is_compared_with_what_its_user_names() {
    let private = PLAIN.replace("https://blog.org/", "http://192.168.1.20/");
    let site = Site::dated(
        &(private + &feed("f.xml", "rss", "limit = 2\narchive = 2")),
        &[("a.md", "2026-05-01"), ("b.md", "2026-05-02"), ("c.md", "2026-05-03"), ("d.md", "2026-05-04")],
    );
    let build = |more: &[&str]| {
        let output =
            run(&site, &[&["build", "--now", "2026-06-01T00:00:00Z", "--allow-local"], more].concat());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code(), said)
    };
    assert_eq!(build(&[]).0, Some(0));
    fs::rename(site.path("public"), site.path("published")).unwrap();
    let (status, said) = build(&["--against", "published", "--dry-run"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("compared 1 document and 2 archives with published: nothing changes"), "{said}");
    for name in ["a.md", "d.md"] {
        let date = if name == "a.md" { "date = 2026-05-01" } else { "date = 2026-05-04" };
        site.add(&[(name, &article(name, &format!("{date}\nid = \"other\"")))]);
        let (status, said) = build(&["--against", "published", "--dry-run"]);
        assert_eq!(status, Some(1), "{said}");
        assert!(
            said.contains("error[reidentified-entry]") && said.contains("would become `other`"),
            "{said}"
        );
        // A preview has no subscribers.
        assert_eq!(build(&["--dry-run"]).0, Some(0));
        site.add(&[(name, &article(name, date))]);
    }
    let (status, said) = build(&["--against", "nothing", "--dry-run"]);
    assert_ne!(status, Some(0), "{said}");
}
