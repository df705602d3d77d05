//! `feedwright explain`

use std::io::Write;
use std::process::ExitCode;

use feedwright::report;

use crate::Failure;
use crate::args::Explain;
use crate::settings;

pub(crate) fn run(args: &Explain) -> Result<ExitCode, Failure> {
    let mut out = anstream::stdout().lock();
    match &args.code {
        Some(name) => write!(out, "{}", report::page(settings::code(name)?))?,
        None => feedwright::codes().try_for_each(|code| writeln!(out, "{}", report::entry(code)))?,
    }
    Ok(ExitCode::SUCCESS)
}
