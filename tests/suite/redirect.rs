//! Tests of redirects: which ones are followed, and where they lead.

use feedwright::cli::redirect;
use feedwright::feed::Url;

const PUBLIC: &str = "https://blog.org/feeds/a.xml?b#c";

fn resolve(from: &str, location: &str) -> Result<String, String> {
    let url = redirect::resolve(&Url::parse(from).unwrap(), location);
    url.map(|url| url.to_string()).map_err(|refused| refused.to_string())
}

#[track_caller]
fn is_refused(from: &str, location: &str, why: &str) {
    let refused = resolve(from, location).unwrap_err();
    assert!(refused.ends_with(why), "{refused}");
}

#[test]
fn a_location_is_resolved_as_browsers_do() {
    for (location, to) in [
        ("b.xml", "https://blog.org/feeds/b.xml"),
        ("/b.xml", "https://blog.org/b.xml"),
        ("../b.xml", "https://blog.org/b.xml"),
        (" ?page=2 ", "https://blog.org/feeds/a.xml?page=2"),
        ("//other.org/b.xml", "https://other.org/b.xml"),
        ("https://other.org", "https://other.org/"),
        ("HTTPS:\\\\other.org\\b.xml", "https://other.org/b.xml"),
    ] {
        assert_eq!(resolve(PUBLIC, location).as_deref(), Ok(to), "{location}");
    }
}

#[test]
fn only_http_is_followed() {
    for location in [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:application/rss+xml,<rss/>",
        "ftp://blog.org/a.xml",
        "blob:https://blog.org/1",
        "feed:https://blog.org/a.xml",
        "mailto:a@blog.org",
    ] {
        is_refused(PUBLIC, location, "which is not followed: only http and https are fetched");
    }
    is_refused(PUBLIC, "https://", "it has no host");
    is_refused(PUBLIC, "https://a b/", "its host contains a character that is not allowed in a host");
}

#[test]
fn a_redirect_does_not_give_up_encryption() {
    is_refused(PUBLIC, "http://blog.org/a.xml", "it downgrades from https to http");
    assert!(resolve("http://blog.org/a.xml", "https://blog.org/a.xml").is_ok());
    assert!(resolve("http://blog.org/a.xml", "http://blog.org/b.xml").is_ok());
}

#[test]
fn a_public_host_does_not_lead_to_a_local_one() {
    for host in [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "[::1]",
        "[::ffff:169.254.169.254]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "metadata.google.internal",
        "intranet",
        "printer.local.",
    ] {
        is_refused(PUBLIC, &format!("https://{host}/"), "it leads from a public host to a local one");
        assert!(resolve("https://127.0.0.1/", &format!("https://{host}/")).is_ok(), "{host}");
    }
    assert!(resolve(PUBLIC, "https://100.128.0.1/").is_ok());
}

#[test]
fn credentials_stay_with_their_host() {
    let from = "https://user:secret@blog.org/a.xml";
    assert_eq!(resolve(from, "//other.org/").as_deref(), Ok("https://other.org/"));
    assert_eq!(resolve(from, "https://other.org/").as_deref(), Ok("https://other.org/"));
    assert_eq!(resolve(from, "/b.xml").as_deref(), Ok("https://user:secret@blog.org/b.xml"));
}
