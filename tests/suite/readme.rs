//! Every example of the README is run as it stands: files are written, commands run, and their output compared.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: its language, its lines, and the text before it.
struct Block {
    language: String,
    text: String,
    before: String,
}

fn blocks() -> Vec<Block> {
    let readme = fs::read_to_string(crate::site::project().join("README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut parts = readme.split("\n```");
    let mut before = parts.next().unwrap();
    while let (Some(block), Some(after)) = (parts.next(), parts.next()) {
        let (language, text) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push(Block {
            language: language.to_owned(),
            text: format!("{text}\n"),
            before: before.to_owned(),
        });
        before = after;
    }
    blocks
}

/// The file that the text before a block says to write it to.
fn file(block: &Block) -> Option<String> {
    let last = block.before.trim_end().strip_suffix(':')?;
    let name = last.rsplit('`').nth(1)?;
    name.contains('.').then(|| name.to_owned())
}

/// Runs the program as the README does, and gives all that it says.
fn run(command: &str, folder: &Path) -> String {
    let words = command.strip_prefix("feedwright ").unwrap().split(' ');
    let output = Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(words)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1780000000")
        .output()
        .unwrap();
    String::from_utf8([output.stderr, output.stdout].concat()).unwrap()
}

#[test]
fn every_example_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for block in blocks() {
        if let Some(file) = file(&block) {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &block.text).unwrap();
        } else if block.language == "console" {
            let (command, expected) = block.text.strip_prefix("$ ").unwrap().split_once('\n').unwrap();
            let said = run(command, folder.path());
            assert!(
                said.starts_with(expected.trim_end()),
                "{command}\n--- said\n{said}\n--- expected\n{expected}"
            );
            commands += 1;
        }
    }
    assert_eq!(commands, 12);
}

#[test]
fn the_keys_that_the_readme_names_are_those_that_are_read() {
    let readme = fs::read_to_string(crate::site::project().join("README.md")).unwrap();
    let rows = readme
        .lines()
        .skip_while(|line| !line.starts_with("| key |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    for row in rows {
        for key in row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2) {
            let head = format!("+++\n{key} = 99\n+++\n");
            let said = crate::metadata::said(&head);
            assert!(!said.iter().any(|line| line.contains("unknown key")), "{key}: {said:?}");
        }
    }
}
