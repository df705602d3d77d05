//! Tests of `scan`.

mod parallel;
mod git;
mod ignored;
mod output;

use std::fs;
use std::path::Path;

use feedwright::root::Root;
use feedwright::site::config::Content;
use feedwright::site::files::Source;
use feedwright::site::scan;

use crate::suite::harness::{PLAIN, Site, article};
use crate::suite::support::{files, lines};

/// The sources below `content`, as `path (kind, sidecar)`, and the findings, both without the folder.
fn sources(root: &Path, content: &Content) -> (Vec<String>, Vec<String>) {
    let folder = Root::open(&root.join("content")).unwrap();
    let found = scan::sources(&folder, content, &root.join("public")).unwrap();
    let prefix = format!("{}/", root.join("content").display());
    let shown = found.sources.iter().map(|source| {
        let sidecar = if source.sidecar().is_some() { "+toml" } else { "" };
        format!("{} {:?}{sidecar}", source.path, source.kind)
    });
    (shown.collect(), lines(&found.diagnostics).iter().map(|line| line.replace(&prefix, "")).collect())
}

#[track_caller]
fn check(tree: &[(&str, &str)], expected: &[&str], expected_findings: &[&str]) {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), tree);
    let (found, findings) = sources(root.path(), &Content::default());
    assert_eq!(found, expected);
    assert_eq!(findings, expected_findings);
}

#[test]
fn articles_are_found_in_the_order_of_their_paths() {
    check(
        &[
            ("content/b.md", ""),
            ("content/a/z.markdown", ""),
            ("content/a/b.HTML", ""),
            ("content/c.txt", ""),
        ],
        &["a/b.HTML Html", "a/z.markdown Markdown", "b.md Markdown", "c.txt Text"],
        &[],
    );
}

#[test]
fn index_pages_readmes_hidden_files_and_other_files_are_not_articles() {
    check(
        &[
            ("content/_index.md", ""),
            ("content/_index.id.md", ""),
            ("content/README.md", ""),
            ("content/Readme.txt", ""),
            ("content/.hidden.md", ""),
            ("content/.git/a.md", ""),
            ("content/photo.jpg", ""),
            ("content/style.css", ""),
            ("content/readme-first.md", ""),
        ],
        &["readme-first.md Markdown"],
        &[],
    );
}

#[test]
fn metadata_beside_a_file_belongs_to_it() {
    check(
        &[
            ("content/a.txt", ""),
            ("content/a.toml", ""),
            ("content/a.jpg", ""),
            ("content/b.id.html", ""),
            ("content/b.id.toml", ""),
            ("content/e.mp3", ""),
            ("content/e.toml", ""),
            ("content/e.jpg", ""),
            ("content/p.jpg", ""),
            ("content/p.toml", ""),
        ],
        &["a.txt Text+toml", "b.id.html Html+toml", "e.mp3 Media+toml", "p.jpg Media+toml"],
        &[],
    );
}

#[test]
fn metadata_does_not_belong_to_a_file_in_a_folder_that_begins_with_its_name() {
    check(
        &[("content/a.toml", ""), ("content/a.b/c", "")],
        &[],
        &[
            "info[lonely-metadata] a.toml metadata file without an article beside it | metadata in `a.toml` belongs to `a.txt`, `a.html`, `a.mp3` …",
        ],
    );
}

#[test]
fn metadata_for_two_files_or_for_none_is_reported() {
    check(
        &[("content/a.md", ""), ("content/a.txt", ""), ("content/a.toml", ""), ("content/data.toml", "")],
        &[],
        &[
            "error[ambiguous-metadata] a.toml the metadata could belong to `a.md` or `a.txt` | rename one of them, or leave one out with `exclude`",
            "info[lonely-metadata] data.toml metadata file without an article beside it | metadata in `a.toml` belongs to `a.txt`, `a.html`, `a.mp3` …",
        ],
    );
}

#[test]
fn ignore_files_count_and_those_of_git_do_not() {
    check(
        &[
            ("content/.ignore", "drafts/\n"),
            ("content/.gitignore", "*.md\n"),
            (".gitignore", "content\n"),
            (".git/HEAD", "ref: refs/heads/main\n"),
            (".ignore", "*.md\n"),
            ("content/drafts/a.md", ""),
            ("content/b.md", ""),
        ],
        &["b.md Markdown"],
        &[],
    );
}

#[test]
fn an_unreadable_ignore_pattern_is_reported_since_files_would_be_published() {
    let help = "correct the pattern; otherwise, the files that it should exclude would be published";
    let line = |file: &str, line: u32| format!("error[unreadable-file] {file}:{line}:1 invalid pattern");
    for folder in ["", "x/"] {
        let root = tempfile::tempdir().unwrap();
        let file = format!("{folder}.ignore");
        files(
            root.path(),
            &[(&format!("content/{file}"), "# a\nb.md\n{c\n[z-a]\n"), (&format!("content/{folder}b.md"), "")],
        );
        let (found, diagnostics) = sources(root.path(), &Content::default());
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
        for (finding, at) in diagnostics.iter().zip([3, 4]) {
            assert!(finding.starts_with(&line(&file, at)) && finding.ends_with(help), "{finding}");
        }
    }
}

#[test]
fn expensive_patterns_are_matched_or_reported() {
    let sources_with = |pattern: &str| {
        let root = tempfile::tempdir().unwrap();
        files(root.path(), &[("content/.ignore", &format!("a\n{pattern}\n")), ("content/b.md", "")]);
        sources(root.path(), &Content::default())
    };
    let findings = "error[unreadable-file] .ignore:2:1 pattern with more than 100 lists of alternatives";
    for pattern in ["{a,b}".repeat(10_000), format!("{}a{}", "{".repeat(10_000), "}".repeat(10_000))] {
        let (found, diagnostics) = sources_with(&pattern);
        assert!(found.is_empty() && diagnostics[0].starts_with(findings), "{diagnostics:?}");
    }
    for pattern in [
        "{a,b}".repeat(100),
        format!("{}a{}", "{".repeat(100), "}".repeat(100)),
        "?".repeat(60_000),
        "*a".repeat(30_000),
        "**/".repeat(20_000),
        format!("[{}]", "a-z".repeat(20_000)),
        "[!a]".repeat(15_000),
        "[".repeat(60_000),
        "a,".repeat(30_000),
    ] {
        // A pattern that can match nothing is reported.
        let (_, diagnostics) = sources_with(&pattern);
        let is_said = |line: &String| line.contains("a pattern cannot be read");
        let shown = pattern.get(..20).unwrap();
        assert!(diagnostics.len() <= 1 && diagnostics.iter().all(is_said), "{shown}: {}", diagnostics.len());
    }
}

#[test]
fn include_and_exclude_are_patterns_below_the_content_folder() {
    let root = tempfile::tempdir().unwrap();
    files(
        root.path(),
        &[
            ("content/a.md", ""),
            ("content/a.tmp.md", ""),
            ("content/x/b.tmp.md", ""),
            ("content/x/b.md", ""),
            ("content/drafts/c.md", ""),
            ("content/x/drafts/c.md", ""),
            ("content/x/y/d.md", ""),
            ("content/e.html", ""),
        ],
    );
    let patterns = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
    let check = |include: &[&str], exclude: &[&str], expected: &[&str]| {
        let content =
            Content { include: patterns(include), exclude: patterns(exclude), ..Content::default() };
        assert_eq!(sources(root.path(), &content).0, expected, "{include:?} {exclude:?}");
    };
    check(&["*.html"], &[], &["e.html Html"]);
    files(root.path(), &[("content/f.txt", ""), ("content/f.toml", "")]);
    check(&["*.txt"], &[], &["f.txt Text+toml"]);
    std::fs::remove_file(root.path().join("content/f.txt")).unwrap();
    std::fs::remove_file(root.path().join("content/f.toml")).unwrap();
    check(&["x/*.md"], &[], &["x/b.md Markdown", "x/b.tmp.md Markdown"]);
    check(&[], &["*.tmp.md", "drafts/", "x/y/**"], &["a.md Markdown", "e.html Html", "x/b.md Markdown"]);
    check(&["*.md"], &["/x/"], &["a.md Markdown", "a.tmp.md Markdown", "drafts/c.md Markdown"]);
}

#[test]
fn the_output_folder_is_not_scanned() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("content/a.md", ""), ("content/public/a.html", "")]);
    let output = root.path().join("content/public");
    let folder = Root::open(&root.path().join("content")).unwrap();
    let found = scan::sources(&folder, &Content::default(), &output).unwrap();
    assert_eq!(found.sources.len(), 1);
}

#[test]
fn a_content_folder_that_is_not_there_is_an_error_with_its_path() {
    let folder = Root::open_optional(Path::new("no/such/folder")).unwrap();
    let error = scan::sources(&folder, &Content::default(), Path::new("public")).unwrap_err();
    assert!(error.is_not_found());
    assert!(error.to_string().contains("cannot read the content folder `no/such/folder`"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_that_cannot_lead_to_an_article_may_lead_anywhere() {
    use feedwright::site::function::Function;
    use feedwright::site::rules::SiteRules;
    use std::os::unix::fs::symlink;
    use std::sync::Arc;
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("content/a.md", ""), ("elsewhere/x.md", "")]);
    let content = root.path().join("content");
    for name in ["packages", "node_modules", "broken"] {
        let target = if name == "broken" { "../nowhere" } else { "../elsewhere" };
        symlink(target, content.join(name)).unwrap();
    }
    for name in ["logo.png", "LICENSE.md", "b.md", "c.toml"] {
        symlink("../elsewhere/x.md", content.join(name)).unwrap();
    }
    symlink("nowhere", content.join("broken.css")).unwrap();
    symlink("nowhere", content.join("v1.0")).unwrap();
    let refused = |settings: Content| {
        let (found, findings) = sources(root.path(), &settings);
        assert_eq!(found, ["a.md Markdown"]);
        assert!(findings.iter().all(|line| line.starts_with("error[link-leaves-content] ")), "{findings:#?}");
        let names = findings.iter().filter_map(|line| line.split([']', ' ']).nth(2));
        names.map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(refused(Content::default()), "LICENSE.md b.md broken c.toml packages v1.0");
    let exclude = ["packages/", "node_modules", "LICENSE.*", "broken/", "v*/"].map(str::to_owned).to_vec();
    assert_eq!(refused(Content { exclude, ..Content::default() }), "b.md c.toml");
    let include = vec!["a.md".to_owned()];
    assert_eq!(refused(Content { include, ..Content::default() }), "broken c.toml packages v1.0");
    let rules = SiteRules {
        is_article: Some(Function::new(Arc::new(|path: &str, _: &dyn Fn(&str) -> bool| path != "b.md"))),
        enters: Some(Function::new(Arc::new(|folder: &str| folder == "packages"))),
        ..SiteRules::default()
    };
    assert_eq!(refused(Content { rules, ..Content::default() }), "LICENSE.md c.toml packages");
}

#[cfg(unix)]
#[test]
fn a_link_within_the_content_is_followed_and_one_that_leaves_it_is_refused() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("content/a/a.md", ""), ("secret/s.md", "")]);
    let content = root.path().join("content");
    symlink("a/a.md", content.join("b.md")).unwrap();
    symlink("../secret", content.join("out")).unwrap();
    symlink("../secret/s.md", content.join("s.md")).unwrap();
    symlink("..", content.join("a/up")).unwrap();
    symlink("nowhere", content.join("n.md")).unwrap();
    let (found, mut findings) = sources(root.path(), &Content::default());
    findings.sort();
    assert_eq!(found, ["a/a.md Markdown", "b.md Markdown"]);
    assert_eq!(findings.len(), 4, "{findings:#?}");
    assert!(findings.iter().all(|line| line.starts_with("error[link-leaves-content]")), "{findings:#?}");
    assert!(findings.iter().any(|line| line.contains("forms a loop")), "{findings:#?}");
    assert!(findings.iter().any(|line| line.contains("is broken")), "{findings:#?}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("content/a.md", "")]);
    fs::write(root.path().join("content").join(std::ffi::OsStr::from_bytes(b"\xFF.md")), "").unwrap();
    let (found, findings) = sources(root.path(), &Content::default());
    assert_eq!(found, ["a.md Markdown"]);
    assert!(findings[0].starts_with("error[name-not-utf8]"), "{findings:?}");
}

fn source(file: &Path) -> Source {
    let name = file.file_name().unwrap().to_str().unwrap();
    Source::new(&file.parent().unwrap().into(), name.to_owned())
}

fn folder(file: &Path) -> Root {
    Root::open_optional(file.parent().unwrap()).unwrap()
}

#[track_caller]
fn head(bytes: &[u8]) -> Result<String, String> {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("a.md");
    fs::write(&file, bytes).unwrap();
    let prefix = format!("{}/", root.path().display());
    scan::head(&folder(&file), &source(&file), &mut Vec::new())
        .map(|head| head.text.into_owned())
        .map_err(|finding| lines(&[finding])[0].replace(&prefix, ""))
}

#[test]
fn little_more_than_the_head_of_a_long_article_is_read() {
    let long = format!("+++\ntitle = \"é\"\n+++\n{}", "é".repeat(100_000));
    assert!(head(long.as_bytes()).unwrap().len() <= 4096);
    let without = "word ".repeat(100_000);
    assert!(head(without.as_bytes()).unwrap().len() <= 4096);
    let wide = format!("+++\n{}\n+++\n{}", "# é\n".repeat(10_000), "b".repeat(100_000));
    let read = head(wide.as_bytes()).unwrap();
    assert!(read.contains("\n+++\n") && read.len() < 80_000, "{}", read.len());
}

#[test]
fn a_mark_of_order_and_foreign_line_ends_do_not_show() {
    assert_eq!(head(b"\xEF\xBB\xBF+++\r\na\rb\r\n+++\r\n").unwrap(), "+++\na\nb\n+++\n");
}

#[test]
fn a_line_end_across_two_reads_is_one() {
    let text = format!("+++\r\n{}\r\n+++\r\n", "x".repeat(4096 - 6));
    assert_eq!(head(text.as_bytes()).unwrap(), text.replace("\r\n", "\n"));
}

#[test]
fn a_head_that_ends_where_a_read_ends_is_whole() {
    for end in ["\n", "\r\n", "\r"] {
        for length in 4080..4110 {
            let fence = format!("+++{end}a = \"");
            let text =
                format!("{fence}{}\"{end}+++{end}", "x".repeat(length - fence.len() - 1 - 2 * end.len() - 3));
            let expected = text.replace("\r\n", "\n").replace('\r', "\n");
            let found = head(format!("{text}Body").as_bytes()).unwrap();
            assert!(found.starts_with(&expected), "{end:?} {length}");
        }
    }
    // A truncated read may hide more than a fence.
    let longer = format!("+++\na = \"\"\"\n{}\n+++more\n\"\"\"\n+++\n", "x".repeat(4096 - 19));
    assert_eq!(head(longer.as_bytes()).unwrap(), longer);
}

#[test]
fn bytes_that_are_not_utf8_are_reported_at_their_place() {
    let expected = "error[not-utf8] a.md:2:10 the byte 0xE9 is not valid UTF-8 | save the file as UTF-8; if it is in Windows-1252, as many old texts are, convert it: `iconv -f WINDOWS-1252 -t UTF-8 a.md > a.md.utf8 && mv a.md.utf8 a.md`";
    assert_eq!(head(b"+++\ntitle = \"\xE9\"\n+++\n").unwrap_err(), expected);
}

#[test]
fn a_file_in_another_encoding_that_is_not_an_article_is_ignored() {
    assert_eq!(head(b"caf\xE9 words").unwrap(), "caf\u{FFFD} words");
    let utf_16 = "error[not-utf8] a.md the file is in UTF-16 | convert it: `iconv -f UTF-16 -t UTF-8 a.md > a.md.utf8 && mv a.md.utf8 a.md`";
    assert_eq!(head(b"\xFF\xFE+\0").unwrap_err(), utf_16);
}

#[test]
fn invalid_bytes_after_the_head_are_left_to_the_reader_of_the_body() {
    assert_eq!(head(b"+++\na\n+++\nbody \xE9").unwrap(), "+++\na\n+++\n");
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("a.md");
    fs::write(&file, b"+++\na\n+++\nbody \xE9").unwrap();
    assert!(
        lines(&[scan::body(&folder(&file), &source(&file), 10).unwrap_err()])[0]
            .contains("a.md:4:6 the byte 0xE9")
    );
}

#[test]
fn a_file_that_disappeared_is_reported() {
    let gone = Path::new("content/gone.md");
    let finding = scan::head(&folder(gone), &source(gone), &mut Vec::new()).unwrap_err();
    assert!(
        lines(&[finding])[0]
            .starts_with("error[unreadable-file] content/gone.md cannot read `content/gone.md`")
    );
}

#[cfg(unix)]
#[test]
fn what_has_taken_the_place_of_a_file_since_it_was_found_is_reported() {
    use std::os::unix::net::UnixListener;
    let root = tempfile::tempdir().unwrap();
    let path = |name: &str| root.path().join(name);
    fs::create_dir(path("a folder.md")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(path("a pipe.md")).status().unwrap();
    assert!(made.success());
    let _socket = UnixListener::bind(path("a socket.md")).unwrap();
    for what in ["a folder", "a pipe", "a socket"] {
        let file = path(&format!("{what}.md"));
        let finding = scan::head(&folder(&file), &source(&file), &mut Vec::new()).unwrap_err();
        assert_eq!(finding.message, format!("`{}` is {what}, not a file", file.display()));
    }
    assert_eq!(head(b"").unwrap(), "");
}

#[test]
fn exclude_means_what_a_line_of_an_ignore_file_means() {
    let files = [
        ("a.md", "date = 2026-05-01"),
        ("olden/b.md", "date = 2026-05-02"),
        ("x/olden/c.md", "date = 2026-05-03"),
    ];
    let titles = |pattern: &str| {
        let settings = format!("{PLAIN}[content]\nexclude = [\"{pattern}\"]\n");
        let site = Site::new(&settings, &[]);
        for (path, keys) in files {
            site.add(&[(path, &article(path, keys))]);
        }
        assert_eq!(site.findings(), Vec::<String>::new(), "{pattern}");
        site.titles("feed.xml")
    };
    for pattern in ["olden", "olden/", "**/olden/", "olde?"] {
        assert_eq!(titles(pattern), ["a.md"], "{pattern}");
    }
    for pattern in ["/olden", "./olden/b.md", "olden/b.md", "olden/*"] {
        assert_eq!(titles(pattern), ["x/olden/c.md", "a.md"], "{pattern}");
    }
}

#[test]
fn a_pattern_without_a_file_is_a_warning_at_its_place() {
    let settings = format!(
        "{PLAIN}[content]\ninclude = [\"*.md\", \"*.txt\"]\nexclude = [\"draft/\", \"*.css\", \".git\", \"empty/\"]\n"
    );
    let site = Site::new(&settings, &[("a.md", &article("a.md", "date = 2026-05-01")), ("drafts/b.css", "")]);
    fs::create_dir_all(site.path("content/empty")).unwrap();
    let found = site.findings();
    let unused: Vec<_> = found.iter().filter(|line| line.contains("[unused-pattern]")).collect();
    assert_eq!(unused.len(), 2, "{found:#?}");
    assert!(
        unused[0].starts_with("warning[unused-pattern] feedwright.toml:6:20 no file matches `*.txt`"),
        "{unused:?}"
    );
    assert!(
        unused[1].starts_with("warning[unused-pattern] feedwright.toml:7:12 no file matches `draft/`"),
        "{unused:?}"
    );
}
