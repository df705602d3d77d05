//! Tests of files that a build would ignore: the prediction before they exist matches the build.

use std::fs;

use feedwright::root::Root;
use feedwright::site::config::Content;
use feedwright::site::scan;

/// Files of a small site, and whether a build looks at them.
const FILES: &[(&str, bool)] = &[
    ("a.md", true),
    (".a.md", false),
    (".hidden/a.md", false),
    ("news/a.md", true),
    ("news/a.txt", false),
    ("old/a.md", false),
    ("public/a.md", false),
    ("notes/private.md", false),
    ("notes/public.md", true),
    ("notes/deep/private.md", true),
];

#[test]
fn an_output_folder_that_contains_the_content_is_not_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let (root, content) = (folder.path().join("docs/posts"), Content::default());
    fs::create_dir_all(&root).unwrap();
    for output in ["docs", "docs/posts", "docs/posts/.", "."] {
        let why = scan::ignored(&root, "a.md", &content, &folder.path().join(output));
        assert_eq!(why, None, "{output}");
    }
    // Also through paths with `..`.
    fs::create_dir_all(root.join("public")).unwrap();
    let output = folder.path().join("docs/../docs/posts/public");
    assert!(scan::ignored(&root, "public/a.md", &content, &output).is_some());
}

#[test]
fn the_reason_for_an_ignored_file_matches_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let (root, output) = (folder.path().join("content"), folder.path().join("content/public"));
    let content =
        Content { include: vec!["*.md".to_owned()], exclude: vec!["old/".to_owned()], ..Content::default() };
    for (path, _) in FILES {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "").unwrap();
    }
    fs::write(root.join("notes/.ignore"), "private.md\n").unwrap();
    fs::write(root.join("notes/deep/.ignore"), "!private.md\n").unwrap();
    let seen = scan::sources(&Root::open(&root).unwrap(), &content, &output).unwrap().sources;
    for (path, is_seen) in FILES {
        let why = scan::ignored(&root, path, &content, &output);
        assert_eq!(why.is_none(), *is_seen, "{path}: {why:?}");
        assert_eq!(seen.iter().any(|source| *source.path == **path), *is_seen, "{path}");
    }
}
