//! Untrusted titles, file names, keys, ids and arguments in every command and format: none controls the terminal or
//! the CI runner.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{MARKS, files, invisible, steering};

const FORMATS: [&str; 4] = ["human", "json", "github", "sarif"];

fn run(folder: &Path, format: &str, colors: bool, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(args).args(["--message-format", format]).current_dir(folder);
    command.env("SOURCE_DATE_EPOCH", "1780000000").env_remove("NO_COLOR");
    if colors {
        command.env("CLICOLOR_FORCE", "1");
    }
    command.output().unwrap()
}

/// Runs a command in every format, and as on a terminal; returns the combined output.
fn assert_harmless(folder: &Path, args: &[&str]) -> String {
    let mut all = String::new();
    for (format, colors) in
        FORMATS.map(|format| (format, false)).into_iter().chain([("human", true), ("github", true)])
    {
        let output = run(folder, format, colors, args);
        for channel in [output.stdout, output.stderr] {
            let printed = String::from_utf8(channel).unwrap();
            let found = steering(&printed, format == "github", colors);
            assert!(found.is_empty(), "{format} of {args:?}: {found:#?}");
            all += &printed;
        }
    }
    all
}

/// A text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A text as a TOML string.
fn toml(text: &str) -> String {
    let escaped = |c: char| format!("\\U{:08x}", u32::from(c));
    let text: String = text
        .chars()
        .map(|c| if c.is_ascii_graphic() && !"\"\\".contains(c) { c.into() } else { escaped(c) })
        .collect();
    format!("\"{text}\"")
}

/// The part of a text that can be a file name.
fn name(text: &str) -> String {
    text.replace(['/', '\0'], "_")
}

/// Texts that hold every invisible character and every mark, half of the marks at their beginnings.
fn texts() -> Vec<String> {
    let (invisible, marks): (Vec<char>, _) = (invisible().collect(), MARKS.chunks(2));
    let groups = invisible.chunks(invisible.len().div_ceil(marks.len()));
    let together =
        |(marks, group): (&[&str], &[char])| marks.join(&format!("a{}z", group.iter().collect::<String>()));
    marks.zip(groups).map(together).collect()
}

fn feed(text: &str, id: &str) -> String {
    let item = |title: &str, id: &str| {
        format!(
            r#"{{"id":{},"url":"https://blog.org/a/","title":{},"content_text":{},"date_published":"2026-04-01T00:00:00Z","tags":[{}]}}"#,
            quoted(id),
            quoted(title),
            quoted(title),
            quoted(title)
        )
    };
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":{0},"home_page_url":"https://blog.org/","feed_url":{1},{0}:1,"items":[{2},{3}]}}"#,
        quoted(text),
        quoted(&format!("https://blog.org/{id}")),
        item(text, &format!("{text}{id}")),
        item("", &format!("{text} {id}")),
    )
}

/// A site in which every text from a user is `text`.
fn site(root: &Path, text: &str) {
    let (value, file) = (toml(text), name(text));
    let config = format!(
        "[site]\nbase-url = \"https://blog.org/\"\ntitle = {value}\nlanguage = \"en\"\n{value} = {value}\n\n[[feed]]\npath = \"feed.json\"\nformat = \"json\"\n"
    );
    let good = format!(
        "+++\ntitle = {value}\ndate = 2026-04-01\nid = {value}\ntags = [{value}]\nsummary = {value}\n{value} = {value}\nauthors = [{{ name = {value}, url = {value} }}]\n+++\n\n[{file}]({file} \"x\") <img src=\"{file}\" onerror=x> {file}\n"
    );
    let bad = format!("+++\ntitle = {value}\ndate = {value}\nlanguage = {value}\n+++\n");
    files(
        root,
        &[
            ("feedwright.toml", &config),
            (&format!("content/{file}.md"), &good),
            ("content/good.md", &good.replacen("id = ", "x = ", 1)),
            (&format!("content/draft {file}.md"), &good.replacen("+++\n", "+++\ndraft = true\n", 1)),
            (&format!("bad/content/{file}.md"), &bad),
            ("bad/feedwright.toml", &config),
            (
                &format!("config/{file}.toml"),
                &config.replace("[site]", &format!("[site]\nurl = {value}\n[{value}]")),
            ),
            (&format!("bare/{file}.txt"), &format!("{file}\n\n{file} and so on.\n\n{file}\n")),
            (&format!("bare/{file}.md"), &format!("# {file}\n\n{file} and so on.\n")),
            (&format!("old/{file}.json"), &feed(text, "old")),
            (&format!("new/{file}.json"), &feed(text, "new")),
            ("public/feed.json", &feed(text, "feed.json")),
            ("hugo/hugo.toml", &format!("baseURL = {value}\ntitle = {value}\nlanguageCode = {value}\n")),
            (&format!("hugo/content/posts/{file}.md"), &good),
        ],
    );
}

#[test]
fn untrusted_text_never_controls_the_terminal_or_the_runner() {
    for text in texts() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        site(root, &text);
        let file = name(&text);
        let [old, new, config, article] = [
            format!("old/{file}.json"),
            format!("new/{file}.json"),
            format!("config/{file}.toml"),
            format!("content/{file}.md"),
        ];
        let commands: &[&[&str]] = &[
            &["build", "--dry-run"],
            &["build", "--dry-run", "--against", &old],
            &["build", "--dry-run", "--config", "bad/feedwright.toml"],
            &["build", "--dry-run", "--config", &config],
            &["list"],
            &["list", &article],
            &["list", &format!("./{file}")],
            &["check", &old, &new],
            &["check", "old"],
            &["check", &format!("./{file}")],
            &["diff", &old, &new],
            &["diff", "old", "new"],
            &["diff", "old", &format!("./{file}")],
            &["pin", "--dry-run", "--from", &old],
            &["adopt", "--dry-run", "bare"],
            &["adopt", "--dry-run", &format!("./{file}")],
            &["new", "--dry-run", &article],
            &["new", "--dry-run", &format!("content/2{file}.md"), "--title", &text.replace('\0', "")],
            &["new", "--dry-run", &format!("./{file}.md")],
            &["init", "--dry-run", "hugo"],
            &["init", "--dry-run", "bad"],
            &["explain", &file],
            &["check", &format!("--x{file}"), "a"],
            &[&file],
            &["build", "--now", &file],
            &["build", "--deny", &file],
            &["build", "--base-url", &file],
        ];
        let printed: Vec<_> = commands.iter().map(|args| assert_harmless(root, args)).collect();
        assert!(printed.iter().all(|printed| !printed.is_empty()), "{text:?}: {commands:?} {printed:#?}");
        fs::remove_dir_all(root.join("public")).unwrap();
        assert_harmless(root, &["build"]);
        assert_harmless(root, &["adopt", "bare"]);
    }
}
