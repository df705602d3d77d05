//! Addresses that hold a user name, a password or a token: no command prints those in any format.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::server::{self, Request};
use crate::support::files;

const FORMATS: [&str; 4] = ["human", "json", "github", "sarif"];

/// The secrets, which no output may hold.
const SECRETS: [&str; 4] = ["ana", "passw0rd", "s%2fcret", "s/cret"];

fn feed(base: &str, path: &str) -> String {
    let own = format!("{base}{path}").replace('&', "&amp;");
    format!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title><link>{own}</link><description>D</description><atom:link rel=\"self\" href=\"{own}\"/><item><title>{own}</title><link>{own}</link><guid>{own}</guid><pubDate>Tue, 19 May 2026 08:00:00 GMT</pubDate></item></channel></rss>\n"
    )
}

/// A server whose feeds name the address that was requested; returns its host.
fn host() -> String {
    let address = server::serve(move |request, stream| {
        let Request { base, path, .. } = request;
        let answer = match path.split('?').next().unwrap() {
            "/page" => "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<p>a\n".to_owned(),
            "/moved.xml" => format!(
                "HTTP/1.1 302 Found\r\nlocation: {base}/feed.xml?token=s%2fcret\r\ncontent-length: 0\r\n\r\n"
            ),
            "/loop.xml" => format!(
                "HTTP/1.1 302 Found\r\nlocation: {base}/loop.xml?token=s%2fcret\r\ncontent-length: 0\r\n\r\n"
            ),
            "/feed.xml" => {
                let body = feed(base, path);
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
            }
            _ => "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n".to_owned(),
        };
        let _ = stream.write_all(answer.replacen("\r\n", "\r\nconnection: close\r\n", 1).as_bytes());
    });
    address.strip_prefix("http://").unwrap().to_owned()
}

fn assert_hidden(folder: &Path, args: &[&str]) -> String {
    let mut printed = String::new();
    for format in FORMATS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        command.args(args).args(["--message-format", format]).current_dir(folder);
        let output = command.env("SOURCE_DATE_EPOCH", "1780000000").output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        for secret in SECRETS {
            assert!(!text.contains(secret), "`{secret}` in {format} of {args:?}: {text}");
        }
        printed += &text;
    }
    printed
}

#[test]
fn no_command_shows_the_secrets_of_an_address() {
    let host = host();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let address = |path: &str| format!("http://ana:passw0rd@{host}/{path}?token=s%2fcret&x=1#s%2fcret");
    let config = format!(
        "[site]\nbase-url = \"https://blog.org/\"\nagainst = \"{}\"\nunknown = \"{}\"\n",
        address("feed.xml"),
        "https://ana:passw0rd@blog.org/"
    );
    files(
        root,
        &[
            ("feedwright.toml", &config),
            ("content/a.md", "+++\ntitle = \"A\"\ndate = 2026-05-19\n+++\n\nA.\n"),
            ("empty/x", ""),
            ("old.xml", &feed("https://ana:passw0rd@blog.org", "/feed.xml")),
            ("new.xml", &feed("https://blog.org", "/feed.xml")),
        ],
    );
    let nobody = server::nobody().replace("http://", "http://ana:passw0rd@") + "/a?s%2fcret";
    let commands: &[&[&str]] = &[
        &["build", "--dry-run"],
        &["build", "--dry-run", "--against", &address("feed.xml")],
        &["build", "--dry-run", "--against", &address("")],
        &["build", "--dry-run", "--against", &address("page")],
        &["build", "--dry-run", "--against", &address("none")],
        &["build", "--dry-run", "--base-url", &address("")],
        &["check", &address("feed.xml")],
        &["check", &address("moved.xml")],
        &["check", &address("loop.xml")],
        &["check", &address("page")],
        &["check", &address("none")],
        &["check", &nobody],
        &["check", "old.xml"],
        &["check", "old.xml", "--base", &address("feed.xml")],
        &["check", "old.xml", "--base", "https://ana:passw0rd@blog .org/?s%2fcret"],
        &["check", "http://ana:pass/w0rd/passw0rd@blog.org/?s%2fcret"],
        &["diff", &address("feed.xml"), "new.xml"],
        &["diff", "new.xml", &address("feed.xml")],
        &["diff", "old.xml", "new.xml"],
        &["diff", &address("none"), "new.xml"],
        &["pin", "--dry-run", "--from", &address("feed.xml")],
        &["pin", "--dry-run", "--from", &address("none")],
        &["list", "--base-url", &address("")],
        &["init", "--dry-run", "empty", "--base-url", &address("")],
        &["build", "--againts", &address("")],
        &["build", &address("")],
        &["build", "--now", &address("")],
        &["explain", &address("")],
    ];
    for args in commands {
        assert!(!assert_hidden(root, args).is_empty(), "{args:?}");
    }
    let printed = assert_hidden(root, &["check", &address("none")]);
    assert!(printed.contains(&format!("`http://…@{host}/none?…#…`")), "{printed}");
    let printed = assert_hidden(root, &["check", &address("feed.xml")]);
    assert!(printed.contains(&format!("\"file\":\"http://…@{host}/feed.xml?…#…\"")), "{printed}");
}

#[test]
fn a_password_in_an_address_that_a_message_cuts_is_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("https://ana:{}@blog.org", "passw0rd".repeat(20));
    files(
        folder.path(),
        &[("feed.xml", &feed(&long, "/feed.xml")), ("bare/a.md", &format!("# {long}\n\nA.\n"))],
    );
    assert_hidden(folder.path(), &["check", "feed.xml", "--base", "https://blog.org/feed.xml"]);
    assert_hidden(folder.path(), &["adopt", "--dry-run", "bare"]);
}

#[test]
fn the_password_of_an_article_is_shown_in_no_format() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[site]\nbase-url = \"https://blog.ruiz.dev/\"\ntimezone = \"UTC\"\n";
    let yaml = "---\ntitle: A\ndate: 2026-05-01\npassword: passw0rd\n---\nText.\n";
    let toml = "+++\ntitle = \"B\"\ndate = 2026-05-01\npassword = \"passw0rd\"\n+++\nText.\n";
    let json = "{\n\"title\": \"C\", \"date\": \"2026-05-01\",\n\"password\": \"passw0rd\"\n}\nText.\n";
    let articles = [
        ("content/a.md", yaml),
        ("content/b.md", toml),
        ("content/c.md", json),
        ("feedwright.toml", settings),
    ];
    files(folder.path(), &articles);
    let printed = assert_hidden(folder.path(), &["build"]);
    assert!(printed.contains("withheld by `password`") && printed.contains("password: …"), "{printed}");
}
