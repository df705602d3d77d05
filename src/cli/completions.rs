//! `feedwright completions` and `feedwright man`: the definition of the command line in, completions for a shell or the
//! manual page out.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::args::{Cli, Completions};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::session::ExitStatus;

/// Completions for a shell.
pub(crate) fn run(args: &Completions) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    if args.shell == Shell::Bash {
        script = commands_first(&String::from_utf8_lossy(&script)).into_bytes();
    }
    write(&script)
}

/// The script for Bash, which lists words in the order of the script: commands and values before options, and long options
/// before short ones.
fn commands_first(script: &str) -> String {
    let rank = |word: &&str| (word.starts_with('-'), !word.starts_with("--"));
    let line = |line: &str| match line
        .split_once("opts=\"")
        .and_then(|(before, rest)| Some((before, rest.strip_suffix('"')?)))
    {
        None => format!("{line}\n"),
        Some((before, words)) => {
            let mut words: Vec<_> = words.split_whitespace().collect();
            words.sort_by_key(rank);
            format!("{before}opts=\"{}\"\n", words.join(" "))
        }
    };
    script.lines().map(line).collect()
}

const NAME: &str = "feedwright";

/// The manual page: all commands on one page, with what the short help leaves out.
pub(crate) fn man() -> Result<ExitStatus, Failure> {
    let mut command = Cli::command().mut_args(|argument| argument.hide_short_help(false));
    command.build();
    write(&page(&command)?)
}

fn write(text: &[u8]) -> Result<ExitStatus, Failure> {
    output::stdout().own_text(&String::from_utf8_lossy(text))?;
    Ok(ExitStatus::Clean)
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(command.clone()).section("1").manual("Feedwright");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        page.extend(of_command(command)?);
    }
    Ok(page)
}

/// The section of a command: what stands on a page of its own, with its headings one level below.
fn of_command(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut options = Vec::new();
    let own = command.clone().mut_args(|argument| {
        let is_global = argument.is_global_set();
        argument.hide(is_global).hide_short_help(false)
    });
    let man = Man::new(own);
    man.render_description_section(&mut options)?;
    man.render_synopsis_section(&mut options)?;
    man.render_options_section(&mut options)?;
    man.render_extra_section(&mut options)?;
    let options = String::from_utf8_lossy(&options);
    let name = command.get_name().to_uppercase();
    let body: String = options.lines().filter_map(nested).collect();
    Ok(format!(".SH {name}\n{body}.fi\n").into_bytes())
}

/// A line of a page of its own, one level below; none if it is only for the beginning of a page.
fn nested(line: &str) -> Option<String> {
    match line {
        ".SH DESCRIPTION" => Some(".PP\n".to_owned()),
        ".SH EXTRA" => Some(".SS EXAMPLES\n.nf\n".to_owned()),
        "Examples:" => None,
        _ if line.starts_with(".ie ") || line.starts_with(".el ") => None,
        _ => Some(format!("{}\n", line.replacen(".SH ", ".SS ", 1))),
    }
}
