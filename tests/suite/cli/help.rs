//! What the program says of itself: help that fits a screen, examples that run, completions, the manual page, colors.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::harness::{PLAIN, Site, article, project};
use crate::support::{files, tree};

/// The number of lines of a screen, less the command itself.
const SCREEN: usize = 34;

fn run(arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied()).args(arguments).current_dir(folder).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments, Path::new("."), &[]);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that `-h` lists.
fn commands() -> Vec<String> {
    let help = printed(&["-h"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let names = list.split("\n\n").next().unwrap().lines().map(|line| line.trim().split(' ').next().unwrap());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The options of a command, as its help lists them.
fn options(command: &str) -> BTreeSet<String> {
    let help = printed(&[command, "--help"]);
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = lines.flat_map(|line| line.split([' ', ','])).filter(|word| word.starts_with("--"));
    words.map(str::to_owned).collect()
}

#[test]
fn the_short_help_of_every_command_fits_a_screen() {
    let lines = |arguments: &[&str]| printed(arguments).lines().count();
    let mut long: Vec<_> = commands()
        .iter()
        .map(|name| (name.clone(), lines(&[name, "-h"])))
        .filter(|(_, lines)| *lines > SCREEN)
        .collect();
    long.extend(Some(("feedwright".to_owned(), lines(&["-h"]))).filter(|(_, lines)| *lines > SCREEN));
    assert_eq!(long, []);
}

/// A site, feeds that were published of it, and texts from elsewhere.
fn site() -> Site {
    let site = Site::new(PLAIN, &[("hello.md", &article("Hello", "date = 2026-05-01"))]);
    files(&site.path("wire"), &[("rain.txt", "Heavy rain\n\nIt rained in Jakarta on Monday.\n")]);
    let build = |output: &str| {
        let arguments =
            ["build", "--now", "2026-06-01T00:00:00Z", "--output", output, "--message-format", "json"];
        let done = run(&arguments, &site.path(""), &[]);
        assert!(done.status.success());
        std::fs::write(site.path("build.jsonl"), done.stdout).unwrap();
    };
    build("old");
    build("public");
    site
}

#[test]
fn every_command_has_examples_that_run() {
    let mut count = 0;
    for name in commands() {
        let help = printed(&[&name, "--help"]);
        let examples = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no example")).1;
        for example in examples.lines() {
            let arguments =
                example.strip_prefix("  feedwright ").unwrap_or_else(|| panic!("{name}: {example}"));
            let arguments: Vec<_> = arguments.split(" > ").next().unwrap().split(' ').collect();
            assert_eq!(arguments[0], name);
            let output = run(&arguments, &site().path(""), &[]);
            assert!(output.status.success(), "{example}: {output:?}");
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn completions_have_every_command_and_option() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for name in commands() {
            assert!(script.contains(&name), "{shell}: {name}");
            for option in options(&name) {
                let found = if shell == "fish" { option.trim_start_matches('-') } else { &option };
                assert!(script.contains(found), "{shell}: {name} {option}");
            }
        }
    }
}

/// Bash lists them in this order.
#[test]
fn the_completions_of_bash_have_commands_before_options() {
    let script = printed(&["completions", "bash"]);
    let words: Vec<_> = script.lines().filter_map(|line| line.trim().strip_prefix("opts=\"")).collect();
    assert!(words.iter().any(|words| words.starts_with("build list check ")), "{words:?}");
    assert!(words.iter().any(|words| words.starts_with("config article --")), "{words:?}");
    for words in words {
        let is_option: Vec<_> = words.split(' ').map(|word| word.starts_with('-')).collect();
        assert!(is_option.is_sorted(), "{words}");
    }
}

#[cfg(unix)]
#[test]
fn bash_can_read_its_completions() {
    let mut bash =
        Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(printed(&["completions", "bash"]).as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

/// Those that the Debian package takes are among them.
#[cfg(unix)]
#[test]
fn packages_have_the_manual_page_and_completions() {
    let out = tempfile::tempdir().unwrap();
    let mut script = Command::new(project().join("packages/reference"));
    let output = script.arg(env!("CARGO_BIN_EXE_feedwright")).arg(out.path()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let made = tree(out.path());
    assert_eq!(made["feedwright.1"], printed(&["man"]).into_bytes());
    let shells = ["feedwright.bash", "feedwright.elv", "feedwright.fish", "_feedwright.ps1", "_feedwright"];
    for (shell, file) in ["bash", "elvish", "fish", "powershell", "zsh"].into_iter().zip(shells) {
        assert_eq!(
            made[&format!("completions/{file}")],
            printed(&["completions", shell]).into_bytes(),
            "{file}"
        );
    }
    assert_eq!(made.len(), 1 + shells.len());
    let manifest = fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let packed: Vec<_> = manifest.split("\"target/reference/").skip(1).collect();
    assert!(packed.len() > 3, "{packed:?}");
    for rest in packed {
        let file = rest.split('"').next().unwrap();
        assert!(made.contains_key(file), "{file}");
    }
}

#[test]
fn the_manual_page_has_every_command_and_option() {
    let page = printed(&["man"]).replace("\\-", "-");
    assert!(page.contains("\n.TH feedwright 1 "), "{page}");
    let (_, sections) = page.split_once("\n.SH OPTIONS").unwrap();
    let globals = sections.split_once("\n.SH BUILD\n").unwrap().0;
    for name in commands() {
        let (_, section) = sections
            .split_once(&format!("\n.SH {}\n", name.to_uppercase()))
            .unwrap_or_else(|| panic!("{name}"));
        let section = section.split("\n.SH ").next().unwrap();
        for option in options(&name) {
            let is_there = [section, globals].iter().any(|text| text.contains(&option));
            assert!(is_there, "{name} {option}");
        }
        assert!(section.contains("feedwright "), "the example of {name}");
    }
    let undescribed: Vec<_> = page
        .split("\n.TP\n")
        .skip(1)
        .filter(|option| option.lines().nth(1).is_none_or(|help| help.is_empty() || help.starts_with('.')))
        .map(|option| option.lines().next().unwrap())
        .collect();
    assert_eq!(undescribed, Vec::<&str>::new(), "options without a description");
    let macros: BTreeSet<_> = page
        .lines()
        .filter(|line| line.starts_with('.'))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    let known = [".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".br", ".IP", ".ie", ".el", ".nf", ".fi"];
    assert!(macros.iter().all(|name| known.contains(name)), "{macros:?}");
    assert!(!page.contains('\u{1B}'));
}

/// A page is the same wherever it is printed.
#[test]
fn pages_do_not_depend_on_the_environment() {
    for arguments in [&["man"][..], &["completions", "zsh"], &["schema", "config"]] {
        let forced =
            run(arguments, Path::new("."), &[("CLICOLOR_FORCE", "1"), ("COLUMNS", "40"), ("LANG", "vi_VN")]);
        assert_eq!(String::from_utf8(forced.stdout).unwrap(), printed(arguments), "{arguments:?}");
    }
}

#[test]
fn colors_are_as_the_option_says_and_else_as_the_environment_says() {
    type Case<'c> = (&'c [&'c str], &'c [(&'c str, &'c str)], bool);
    let site = Site::new(PLAIN, &[("a.md", "+++\ntitle = 1\n+++\n")]);
    let is_colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = run(arguments, &site.path(""), environment);
        output.stderr.contains(&0x1B)
    };
    let cases: &[Case<'_>] = &[
        (&[], &[], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["--color", "always"], &[], true),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&["--color", "auto"], &[("CLICOLOR_FORCE", "1")], true),
    ];
    for (arguments, environment, expected) in cases {
        // A finding, and what is wrong with the arguments.
        for command in [&["build"][..], &["build", "--no-such-option"]] {
            let arguments = [command, arguments].concat();
            assert_eq!(is_colored(&arguments, environment), *expected, "{arguments:?} {environment:?}");
        }
    }
}
