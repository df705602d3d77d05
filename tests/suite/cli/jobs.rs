//! Feedwright in jobs and hooks: several projects, projects in folders of a repository, only some articles, and quiet.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use serde_sarif::sarif::Sarif;

use crate::harness::{PLAIN, Site, article, feed, project};
use crate::support::files;

fn run_in(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(args).current_dir(folder).env("SOURCE_DATE_EPOCH", "1780000000");
    command.env_remove("GITHUB_WORKSPACE").output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8([output.stdout.as_slice(), &output.stderr].concat()).unwrap()
}

/// The text and the exit status of a run.
fn run(folder: &Path, args: &[&str]) -> (String, i32) {
    let output = run_in(folder, args);
    (text(&output), output.status.code().unwrap())
}

/// A project in a folder of a repository, with a mistake in an article whose name needs encoding.
fn below_a_repository() -> Site {
    let site = Site::new("", &[]);
    let bad = "+++\ntitle = \"A\"\n\ndate = \"x\"\n+++\nA.\n";
    files(
        &site.path(""),
        &[("docs/site/feedwright.toml", PLAIN), ("docs/site/content/50% ü.md", bad), (".git/HEAD", "")],
    );
    fs::remove_file(site.path("feedwright.toml")).unwrap();
    site
}

#[test]
fn annotations_start_at_the_root_of_the_repository() {
    let site = below_a_repository();
    let at_root = "::error file=docs/site/content/50%25 ü.md,line=4,";
    for (folder, args) in [
        ("docs/site", &["build"][..]),
        ("", &["build", "--config", "docs/site/feedwright.toml"]),
        ("content", &["build", "--config", "../docs/site/feedwright.toml"]),
        ("docs/site/content", &["build"]),
    ] {
        let args = [args, &["--message-format", "github"]].concat();
        let (said, status) = run(&site.path(folder), &args);
        assert_eq!(status, 1, "{said}");
        assert!(said.starts_with(at_root), "{folder}: {said}");
    }
}

#[test]
fn sarif_has_encoded_paths_from_the_root_of_the_repository() {
    let site = below_a_repository();
    let output = run_in(&site.path("docs/site"), &["build", "--message-format", "sarif"]);
    let document: Sarif = serde_json::from_slice(&output.stdout).unwrap();
    let result = &document.runs[0].results.as_ref().unwrap()[0];
    let place = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
    let location = place.artifact_location.as_ref().unwrap();
    assert_eq!(location.uri.as_deref(), Some("docs/site/content/50%25%20%C3%BC.md"));
    assert_eq!(location.uri_base_id.as_deref(), Some("%SRCROOT%"));
}

#[test]
fn people_and_programs_get_paths_from_the_working_folder() {
    let site = below_a_repository();
    let (said, _) = run(&site.path("docs"), &["build", "--config", "site/feedwright.toml"]);
    assert!(said.contains(" --> site/content/50% ü.md:4:"), "{said}");
    let (said, _) = run(&site.path("docs/site/content"), &["build", "--message-format", "json"]);
    assert!(said.contains("\"file\":\"../content/50% ü.md\""), "{said}");
}

#[test]
fn a_runner_without_a_repository_names_its_workspace() {
    let site = below_a_repository();
    fs::remove_dir_all(site.path(".git")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["build", "--message-format", "github"]).current_dir(site.path("docs/site"));
    let output = command.env("GITHUB_WORKSPACE", site.path("docs")).output().unwrap();
    let said = text(&output);
    assert!(said.starts_with("::error file=site/content/50%25 ü.md,"), "{said}");
}

#[test]
fn the_configuration_is_found_from_the_folders_below() {
    let site = Site::dated(PLAIN, &[("news/a.md", "2026-05-01")]);
    let (said, status) = run(&site.path("content/news"), &["build"]);
    assert_eq!(status, 0, "{said}");
    assert!(site.path("public/feed.xml").is_file());
    assert!(!site.path("content/news/public").exists());
    let (said, status) = run(&site.path("content/news"), &["list", "a.md"]);
    assert!(status == 0 && said.starts_with("../../content/news/a.md\n"), "{said}");
    let (said, status) = run(&site.path("content/news"), &["new", "b.md"]);
    assert!(status == 0 && site.path("content/news/b.md").is_file(), "{said}");
}

/// Two projects, of which the first has an article with a mistake.
fn two_projects() -> Site {
    let site = Site::new("", &[]);
    let broken = "+++\ntitle = \"A\"\n+++\nA.\n";
    files(
        &site.path(""),
        &[
            ("one/feedwright.toml", PLAIN),
            ("one/content/a.md", &broken.replace("+++\nA", "dat = 1\n+++\nA")),
            ("two/feedwright.toml", PLAIN),
            ("two/content/b.md", &article("b", "date = 2026-05-01")),
        ],
    );
    site
}

const BOTH: [&str; 4] = ["--config", "one/feedwright.toml", "--config", "two/feedwright.toml"];

#[test]
fn several_projects_are_built_one_after_the_other_and_the_worst_status_counts() {
    let site = two_projects();
    files(&site.path(""), &[("one/content/a.md", "+++\ntitle = 1\ndate = \"x\"\n+++\nA.\n")]);
    let (said, status) = run(&site.path(""), &[&["build"][..], &BOTH].concat());
    assert_eq!(status, 1, "{said}");
    assert!(said.contains(" --> one/content/a.md:3:8"), "{said}");
    let lines: Vec<_> = said.lines().filter(|line| line.starts_with("project ")).collect();
    assert_eq!(lines, ["project one/feedwright.toml", "project two/feedwright.toml"]);
    assert!(site.path("two/public/feed.xml").is_file() && !site.path("one/public").exists());
    let reversed = ["build", "--config", "two/feedwright.toml", "--config", "none/feedwright.toml"];
    assert_eq!(run(&site.path(""), &reversed).1, 2);
}

#[test]
fn a_file_is_listed_by_the_project_that_it_is_in() {
    let site = two_projects();
    let (said, status) = run(&site.path(""), &[&["list", "two/content/b.md"][..], &BOTH].concat());
    assert_eq!(status, 0, "{said}");
    let (one, two) = said.split_once("project two/feedwright.toml\n").unwrap();
    assert_eq!(one, "project one/feedwright.toml\n");
    assert!(two.starts_with("two/content/b.md\n"), "{said}");
}

#[test]
fn several_projects_are_one_report_in_every_format() {
    let site = two_projects();
    files(&site.path(""), &[("one/feedwright.toml", "[site]\ntitel = \"x\"\n")]);
    let in_format =
        |format| run(&site.path(""), &[&["build", "--message-format", format][..], &BOTH].concat());
    let (json, status) = in_format("json");
    assert_eq!(status, 2, "{json}");
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    let ends: Vec<_> = kinds.iter().filter(|kind| ["project", "summary"].contains(kind)).collect();
    assert_eq!(ends, [&"project", &"summary", &"project", &"summary"]);
    assert_eq!(lines[0]["file"], "one/feedwright.toml");
    assert_eq!(lines.last().unwrap()["errors"], 0, "each has its own numbers: {json}");
    let (sarif, _) = in_format("sarif");
    let document: Sarif = serde_json::from_str(&sarif).unwrap();
    assert_eq!(document.runs.len(), 1);
    let (github, _) = in_format("github");
    assert!(github.contains("::error file=one/feedwright.toml,line=2,"), "{github}");
}

#[test]
fn list_of_files_tells_only_of_these_and_of_what_is_wrong_with_them() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01"), ("b.md", "2026-05-02")]);
    site.add(&[("c.md", "+++\ntitle = 1\ndate = \"x\"\n+++\nC.\n"), ("d.txt", "D.\n")]);
    site.add(&[("d.toml", "title = \"D\"\ndate = 2026-05-04\ndat = 1\n"), ("photo.jpg", "")]);
    let (said, status) = run(&site.path(""), &["list", "content/a.md"]);
    assert!(status == 0 && !said.contains("error[") && !said.contains("b.md"), "{said}");
    let (said, status) = run(&site.path(""), &["list", "content/a.md", "content/c.md"]);
    assert!(status == 1 && said.contains(" --> content/c.md:3:8"), "{said}");
    assert!(said.contains("content/c.md\n  in no feed: invalid"), "{said}");
    let (said, status) = run(&site.path(""), &["list", "content/d.toml"]);
    assert!(status == 0 && said.contains("content/d.txt\n"), "{said}");
    assert!(said.contains("warning[unknown-key]") && said.contains(" --> content/d.toml:3:1"), "{said}");
    let (said, status) = run(&site.path(""), &["list", "content/photo.jpg"]);
    assert_eq!(
        (said.as_str(), status),
        ("content/photo.jpg\n  in no feed: not an article of this site\n", 0)
    );
}

#[test]
fn list_of_files_finds_what_a_build_would_find_in_their_texts() {
    let keys = "date = 2026-05-01\nimage = \"none.jpg\"";
    let site = Site::new(PLAIN, &[("a.md", &article("a", keys)), ("b.md", &article("b", keys))]);
    site.add(&[("c.md", &(article("c", "date = 2026-05-01\ndraft = true")))]);
    let (said, status) = run(&site.path(""), &["list", "content/a.md"]);
    assert!(status == 0 && said.contains("warning[missing-file]"), "{said}");
    assert_eq!(said.matches("warning[").count(), 1, "{said}");
    assert_eq!(run(&site.path(""), &["list", "content/a.md", "--deny", "missing-file"]).1, 1);
    assert!(!run(&site.path(""), &["list", "content/c.md"]).0.contains("warning["));
}

#[test]
fn list_obeys_the_levels_of_the_configuration_and_of_the_command_line() {
    let site = Site::new(PLAIN, &[("a.md", &article("a", "date = 2026-05-01\ndat = 1"))]);
    let file = "content/a.md";
    assert_eq!(run(&site.path(""), &["list", file]).1, 0);
    assert_eq!(run(&site.path(""), &["list", file, "--deny", "warnings"]).1, 1);
    assert_eq!(run(&site.path(""), &["list", file, "--deny", "unknown-key"]).1, 1);
    let (said, status) = run(&site.path(""), &["list", file, "--allow", "unknown-key"]);
    assert!(status == 0 && !said.contains("unknown-key"), "{said}");
    let denying = format!("{PLAIN}[check]\ndeny = [\"unknown-key\"]\n");
    files(&site.path(""), &[("feedwright.toml", &denying)]);
    assert_eq!(run(&site.path(""), &["list", file]).1, 1);
}

#[test]
fn a_duplicate_is_wrong_with_both_articles() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01"), ("b.md", "2026-05-01"), ("c.md", "2026-05-01")]);
    site.add(&[("b.md", &article("b", "date = 2026-05-01\nslug = \"a\""))]);
    for file in ["content/a.md", "content/b.md"] {
        let (said, status) = run(&site.path(""), &["list", file]);
        assert!(status == 1 && said.contains("error[duplicate-permalink]"), "{said}");
    }
    assert_eq!(run(&site.path(""), &["list", "content/c.md"]).1, 0);
    let (sarif, _) = run(&site.path(""), &["build", "--message-format", "sarif"]);
    let document: Sarif = serde_json::from_str(&sarif).unwrap();
    let result = &document.runs[0].results.as_ref().unwrap()[0];
    let related = result.related_locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
    assert_eq!(related.artifact_location.as_ref().unwrap().uri.as_deref(), Some("content/a.md"));
}

#[test]
fn quiet_runs_say_only_errors_and_what_was_asked_for() {
    let feeds = feed("feed.xml", "rss", "") + &feed("tags.xml", "rss", "select = { tag = \"x\" }");
    let site = Site::dated(&(PLAIN.to_owned() + &feeds), &[("a.md", "2026-05-01")]);
    let (said, status) = run(&site.path(""), &["build", "--quiet"]);
    assert_eq!((said.as_str(), status), ("", 0));
    assert!(run(&site.path(""), &["-q", "list"]).0.contains("content/a.md"));
    assert!(run(&site.path(""), &["-q", "diff", "public", "public"]).0.contains("no visible change"));
    assert_eq!(run(&site.path(""), &["-q", "check", "public"]).0, "");
    assert_eq!(run(&site.path(""), &["-q", "new", "b.md"]).0, "");
    let (json, _) = run(&site.path(""), &["build", "-q", "--message-format", "json"]);
    assert!(!json.contains("empty-feed") && json.contains("\"kind\":\"summary\""), "{json}");
    site.add(&[("c.md", "+++\ntitle = 1\n+++\n")]);
    let (said, status) = run(&site.path(""), &["build", "-q"]);
    assert!(status == 1 && said.starts_with("error[") && !said.contains("warning"), "{said}");
}

/// The code blocks of the page about jobs that a sentence names files for, by their files.
fn blocks() -> Vec<(String, String)> {
    let page = fs::read_to_string(project().join("content/guide/ci-jobs.md")).unwrap();
    let mut blocks = Vec::new();
    for part in page.split("\nWrite `").skip(1) {
        let (file, rest) = part.split_once('`').unwrap();
        let (_, block) = rest.split_once("```").unwrap();
        let (_, block) = block.split_once('\n').unwrap();
        blocks.push((file.to_owned(), block.split("\n```").next().unwrap().to_owned() + "\n"));
    }
    blocks
}

fn block(file: &str) -> String {
    blocks().into_iter().find(|(name, _)| name == file).unwrap_or_else(|| panic!("{file}")).1
}

/// The commands of a job, without those that install the program. What is published is not asked for.
fn script(file: &str, mark: &str) -> Vec<String> {
    let command = |line: &str| match line.strip_prefix("arguments: ") {
        // The action builds unless it is told otherwise.
        Some(arguments) => Some(format!("feedwright build {arguments}")),
        None => line.strip_prefix(mark).map(str::to_owned),
    };
    let text = block(file);
    let lines = text.lines().filter_map(|line| command(line.trim_start()));
    let lines = lines.filter(|line| line.starts_with("feedwright "));
    lines.map(|line| line.replace("--against https://blog.ruiz.dev/", "--against none")).collect()
}

#[cfg(unix)]
fn shell(folder: &Path, script: &str) -> (String, i32) {
    let program = Path::new(env!("CARGO_BIN_EXE_feedwright")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command
        .args(["-ec", script])
        .current_dir(folder)
        .env("PATH", path)
        .env("SOURCE_DATE_EPOCH", "1780000000");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "A").env(format!("GIT_{name}_EMAIL"), "a@blog.org");
    }
    let output = command.output().unwrap();
    (text(&output), output.status.code().unwrap())
}

#[cfg(unix)]
#[test]
fn the_jobs_of_the_guide_build_and_check() {
    for (file, mark) in [(".github/workflows/feeds.yml", "- run: "), (".gitlab-ci.yml", "- ")] {
        let lines = script(file, mark);
        assert!(lines.len() >= 2, "{file}: {lines:?}");
        let settings = format!("{PLAIN}language = \"en\"\n");
        let site = Site::dated(&settings, &[("a.md", "2026-05-01")]);
        let (said, status) = shell(&site.path(""), &lines.join("\n"));
        assert_eq!(status, 0, "{file}: {said}");
        assert!(site.path("public/feed.xml").is_file());
        site.add(&[("b.md", "+++\ntitle = 1\n+++\n")]);
        let (said, status) = shell(&site.path(""), &lines.join("\n"));
        assert_eq!(status, 1, "{file}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn the_hook_of_the_guide_stops_a_commit_with_a_mistake() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::dated(PLAIN, &[("a b.md", "2026-05-01")]);
    let (said, status) = shell(&site.path(""), "git init -q && git add -A && git commit -qm 1");
    assert_eq!(status, 0, "{said}");
    let hook = site.path(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, block(".git/hooks/pre-commit")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let commit = "git add -A && git commit -qm 2";
    site.add(&[("c d.md", "+++\ntitle = 1\ndate = 2026-05-01\n+++\n")]);
    let (said, status) = shell(&site.path(""), commit);
    assert!(status == 1 && said.contains(" --> content/c d.md:2:9"), "{said}");
    fs::remove_file(site.path("content/c d.md")).unwrap();
    fs::remove_file(site.path("content/a b.md")).unwrap();
    files(&site.path(""), &[("note.txt", "N.")]);
    let (said, status) = shell(&site.path(""), commit);
    assert_eq!(status, 0, "a commit that only deletes articles: {said}");
    site.add(&[("e.md", &article("e", "date = 2026-05-01"))]);
    assert_eq!(shell(&site.path(""), commit).1, 0);
}

#[cfg(unix)]
#[test]
fn the_hook_for_pre_commit_tells_of_the_files_that_it_gets() {
    let value = |text: &str, key: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(key));
        line.unwrap_or_else(|| panic!("{key}")).to_owned()
    };
    let id = value(&block(".pre-commit-config.yaml"), "- id: ");
    let hooks = fs::read_to_string(project().join(".pre-commit-hooks.yaml")).unwrap();
    let hook = hooks.split("\n\n").find(|hook| hook.contains(&format!("- id: {id}\n")));
    let entry = value(hook.unwrap_or_else(|| panic!("{id}")), "entry: ");
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01")]);
    site.add(&[("b.md", "+++\ntitle = 1\n+++\n"), ("photo.jpg", "")]);
    assert_eq!(shell(&site.path(""), &format!("{entry} content/a.md content/photo.jpg")).1, 0);
    assert_eq!(shell(&site.path(""), &format!("{entry} content/a.md content/b.md")).1, 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_says_what_was_done() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    let run = |args: &[&str]| {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        let output = command.args(args).current_dir(site.path("")).stdout(full).output().unwrap();
        (String::from_utf8(output.stderr).unwrap(), output.status.code())
    };
    let (said, status) = run(&["build", "--dry-run"]);
    assert!(!said.contains("published") && status == Some(2), "{said}");
    let incomplete = "only this report is incomplete\n";
    let (said, status) = run(&["build"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.ends_with(&format!("  help: the documents are published; {incomplete}")), "{said}");
    assert!(site.path("public/feed.xml").exists());
    let (said, _) = run(&["new", "content/b.md"]);
    assert!(said.ends_with(&format!("  help: the files are written; {incomplete}")), "{said}");
    assert!(site.path("content/b.md").exists());
}

#[test]
fn drafts_in_feeds_with_a_public_url_are_a_warning() {
    let draft = article("D", "date = 2026-05-02\ndraft = true");
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01")), ("d.md", &draft)]);
    let warning = "warning[draft-in-feed]: 1 draft in the feeds of https://blog.org/\n--> content/d.md\n";
    let (said, status) = run(&site.path(""), &["build", "--drafts", "--dry-run"]);
    assert!(said.contains(warning) && status == 0, "{said}");
    let local = ["--base-url", "http://localhost:8080/", "--allow-local", "--output", "preview"];
    for quiet in [&["build"][..], &["list", "--drafts"], &[&["build", "--drafts"][..], &local].concat()] {
        let (said, status) = run(&site.path(""), quiet);
        assert!(!said.contains("draft-in-feed") && status == 0, "{quiet:?}: {said}");
    }
    let denied = ["build", "--drafts", "--deny", "draft-in-feed"];
    assert_eq!(run(&site.path(""), &denied).1, 1, "a job can forbid it");
}

#[test]
fn a_file_url_is_answered_with_its_path() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    assert_eq!(run(&site.path(""), &["build"]).1, 0);
    for command in [&["check"][..], &["build", "--against"], &["diff", "public"]] {
        let (said, status) = run(&site.path(""), &[command, &["file:///no%20such/feed.xml"]].concat());
        assert_eq!(status, 2, "{said}");
        assert!(said.contains("  help: pass the path instead of a URL: /no such/feed.xml\n"), "{said}");
    }
}
