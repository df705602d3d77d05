//! Pipes, sockets and links in place of files: none is opened, since opening one might block forever. Only what the user
//! names as a feed may be a pipe.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{PLAIN, Site};

/// Puts something at a path.
type Make = fn(&Path);

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn special_files_are_reported_wherever_a_text_is_expected() {
    for path in ["content/a.md", "content/n/b.txt", "content/c.toml", "content/.ignore", "content/n/.ignore"]
    {
        let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
        pipe(&site.path(path));
        let expected = format!(
            "error[unreadable-file] {path} `{path}` is a pipe, not a file | replace it with a file, or move it away"
        );
        assert_eq!(site.findings(), [expected]);
        assert!(site.published().is_empty());
    }
}

#[test]
fn a_template_that_is_a_pipe_is_reported() {
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
    pipe(&site.path("templates/entry.html"));
    assert!(site.findings()[0].starts_with("error[unreadable-file] templates/entry.html"));
}

/// The exit status and the standard error of the program. It must not block.
fn run_output(site: &Site, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new("timeout");
    command.args(["20", env!("CARGO_BIN_EXE_feedwright")]).args(args).current_dir(site.path(""));
    let done = command.output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

/// A feed with one entry whose link is relative.
const FEED: &str = "<rss version=\"2.0\"><channel><title>Desa</title><link>https://desa.example/</link><description>Kabar</description>\n<item><title>Hujan</title><link>/hujan</link><guid isPermaLink=\"false\">hujan-1</guid></item></channel></rss>";

/// Runs the program with a feed in its standard input and in the named pipe `pipe.xml`.
fn run_with_pipes(site: &Site, args: &[&str]) -> String {
    pipe(&site.path("pipe.xml"));
    fs::write(site.path("feed.xml"), FEED).unwrap();
    let mut writer =
        Command::new("cp").args(["feed.xml", "pipe.xml"]).current_dir(site.path("")).spawn().unwrap();
    let mut cat = Command::new("cat").arg(site.path("feed.xml")).stdout(Stdio::piped()).spawn().unwrap();
    let mut command = Command::new("timeout");
    command.args(["20", env!("CARGO_BIN_EXE_feedwright")]).args(args).current_dir(site.path(""));
    let done = command.stdin(cat.stdout.take().unwrap()).output().unwrap();
    // A pipe that nobody reads keeps its writer waiting.
    writer.kill().unwrap();
    writer.wait().unwrap();
    cat.wait().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    format!("{}{}", text(done.stdout), text(done.stderr))
}

#[test]
fn a_feed_is_checked_that_comes_through_a_pipe() {
    for name in ["/dev/stdin", "pipe.xml"] {
        let site = Site::new(PLAIN, &[]);
        let output = run_with_pipes(&site, &["check", name]);
        assert!(output.starts_with("1 feed, 1 entry; 1 error,"), "{name}: {output}");
        let quoted = format!(" --> {name}:2:33\n  |\n2 | <item><title>Hujan</title><link>/hujan</link>");
        assert!(output.contains(&quoted), "{name}: {output}");
    }
}

#[test]
fn feeds_are_compared_and_pinned_that_come_through_pipes() {
    let site = Site::new(PLAIN, &[]);
    let output = run_with_pipes(&site, &["diff", "/dev/stdin", "pipe.xml"]);
    assert!(output.contains("no visible change"), "{output}");
    let site = Site::dated(PLAIN, &[("hujan.md", "2026-04-01")]);
    let output = run_with_pipes(&site, &["pin", "--from", "pipe.xml", "--dry-run"]);
    assert!(output.contains("would pin"), "{output}");
}

#[test]
fn a_folder_of_feeds_with_a_pipe_in_it_is_checked_without_it() {
    let site = Site::new(PLAIN, &[]);
    fs::create_dir(site.path("feeds")).unwrap();
    fs::write(site.path("feeds/a.xml"), FEED).unwrap();
    pipe(&site.path("feeds/b.xml"));
    let (status, output) = run_output(&site, &["check", "feeds"]);
    assert_eq!((status, output.contains("feeds/a.xml:2:33")), (Some(1), true), "{output}");
}

#[test]
fn a_configuration_that_is_not_a_file_is_reported_at_once() {
    let make: [(&str, Make); 3] = [
        ("a pipe", pipe),
        ("a folder", |path| fs::create_dir(path).unwrap()),
        ("a socket", |path| {
            // The name stays after the listener is closed.
            drop(UnixListener::bind(path).unwrap());
        }),
    ];
    for (what, make) in make {
        let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
        fs::remove_file(site.path("feedwright.toml")).unwrap();
        make(&site.path("feedwright.toml"));
        let expected = format!("error[unreadable-file]: `feedwright.toml` is {what}, not a file");
        let here: [&[&str]; 5] =
            [&["build"], &["list"], &["check", "x.xml"], &["new", "a"], &["adopt", "content"]];
        for args in here {
            let (status, output) = run_output(&site, args);
            assert!(output.starts_with(&expected), "{args:?}: {output}");
            assert_eq!(status, Some(2), "{args:?}: {output}");
        }
        fs::rename(site.path("feedwright.toml"), site.path("other.toml")).unwrap();
        let (status, output) = run_output(&site, &["build", "--config", "other.toml"]);
        assert_eq!((status, output.contains(&format!("is {what}, not a file"))), (Some(2), true), "{output}");
    }
}

#[test]
fn a_generators_configuration_that_is_a_pipe_is_not_waited_for() {
    for file in ["hugo.toml", "_config.yml", "config.toml"] {
        let site = Site::new(PLAIN, &[]);
        pipe(&site.path("old").join(file));
        let (status, output) = run_output(&site, &["init", "old"]);
        assert_eq!(status, Some(0), "{file}: {output}");
    }
}

#[test]
fn a_socket_is_reported_unless_it_is_excluded_or_not_a_text() {
    let settings = format!("{PLAIN}[content]\nexclude = [\"b.md\"]\n");
    let site = Site::dated(&settings, &[("x.md", "2026-04-01")]);
    for path in ["content/b.md", "content/photo.jpg", "content/.hidden.md", "content/README.md"] {
        pipe(&site.path(path));
    }
    site.clean();
    let _socket = UnixListener::bind(site.path("content/s.md")).unwrap();
    let found = site.findings();
    assert!(found.len() == 1 && found[0].contains("s.md` is a socket, not a file"), "{found:?}");
}

#[test]
fn a_pipe_is_not_an_image() {
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01\nimage = { src = \"p.jpg\" }")]);
    pipe(&site.path("content/p.jpg"));
    assert!(site.findings()[0].starts_with("warning[missing-file] content/x.md:4"));
}

#[test]
fn an_output_folder_that_is_not_a_folder_is_reported() {
    let help = "move it away, or choose another output folder";
    let make: [Make; 3] = [
        |path| fs::write(path, "precious").unwrap(),
        |path| symlink("nowhere", path).unwrap(),
        |path| pipe(path),
    ];
    for make in make {
        let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
        make(&site.path("public"));
        let expected =
            format!("error[obstructed-path] public the output folder `public` is not a folder | {help}");
        assert_eq!(site.findings(), [expected]);
        assert!(fs::symlink_metadata(site.path("public")).is_ok_and(|found| !found.is_dir()));
    }
}

#[test]
fn an_output_folder_in_a_link_loop_is_reported() {
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
    symlink("public", site.path("public")).unwrap();
    let error = site.try_build(&|_| {}).unwrap_err().to_string();
    assert!(error.starts_with("cannot open") && error.contains("symbolic link"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn full_standard_output_is_reported() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
    let done = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["build", "--now", "2026-06-01T00:00:00Z"])
        .current_dir(site.path(""))
        .stdout(full)
        .output()
        .unwrap();
    let output = String::from_utf8(done.stderr).unwrap();
    assert!(output.starts_with("error: cannot write the output: the disk is full"), "{output}");
    assert_eq!((done.status.code(), site.published().len()), (Some(2), 3));
}
