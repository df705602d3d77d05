//! Tests of `[content] dir` with several folders.

use std::path::Path;

use super::{refused, valid};

#[test]
fn several_content_folders_are_below_the_project() {
    let content = valid("[content]\ndir = [\"posts/\", \"./notes/sea\"]\n").content;
    assert_eq!(
        (content.dir.as_path(), content.folders),
        (Path::new(""), vec!["posts".into(), "notes/sea".into()])
    );
    let one = valid("[content]\ndir = [\"posts\"]\n").content;
    assert_eq!((one.dir.as_path(), one.folders), (Path::new("posts"), Vec::<String>::new()));
}

#[test]
fn content_folders_that_contain_each_other_are_refused_at_the_second() {
    let refused_at_dir = |dirs: &str, expected: &str| {
        let text = format!("site.base-url = \"https://blog.org/\"\n[content]\ndir = [{dirs}]\n");
        refused(&text, &[&format!("error[invalid-setting] feedwright.toml:{expected}")]);
    };
    let overlap = "remove one of them; `include` and `exclude` choose files in a folder";
    let cases = [
        ("\"posts\", \"posts/sea\"", "3:17 `posts/sea` is inside `posts`, which is also listed"),
        ("\"posts/sea\", \"posts\"", "3:21 `posts` contains `posts/sea`, which is also listed"),
        ("\".\", \"posts\"", "3:13 `posts` is inside `.`, which is also listed"),
        ("\"posts\", \"./posts/\"", "3:17 `./posts/` is listed twice"),
    ];
    for (dirs, expected) in cases {
        refused_at_dir(dirs, &format!("{expected} | {overlap}"));
    }
    refused_at_dir(
        "\"posts\", \"../notes\"",
        "3:17 `../notes` is not below the project | write folders below the folder of feedwright.toml",
    );
    refused_at_dir(
        "\"posts\", \"notes/.sea\"",
        "3:17 `notes/.sea` is a hidden folder | rename it: files and folders whose names begin with a dot are hidden",
    );
    refused_at_dir("", "3:1 no content folder | write the folder of the articles");
}
