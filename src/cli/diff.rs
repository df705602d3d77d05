//! `feedwright diff`

use std::path::Path;
use std::process::ExitCode;

use feedwright::diagnostic::{Levels, Severity};
use feedwright::{pipeline, report};

use crate::Failure;
use crate::args::{Diff, MessageFormat};
use crate::fetch::Client;
use crate::published::{self, Published};
use crate::{output, settings};

pub(crate) fn run(args: &Diff, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let here = Path::new("");
    let (old, new) = (published::find(&args.old, here, client)?, published::find(&args.new, here, client)?);
    if matches!((&old, &new), (Published::Site(_), Published::Site(_))) {
        let (message, help) =
            ("nobody knows which feeds two sites have", "name two feeds, or a folder of feeds and a site");
        return Err(Failure::UsageHelp(message.to_owned(), help.to_owned()));
    }
    let (find_old, find_new) = (published::finder(&old, client), published::finder(&new, client));
    let sides = (published::side(&args.old, &old, &find_old)?, published::side(&args.new, &new, &find_new)?);
    let pairs = pipeline::diff(&sides.0, &sides.1)?;
    let accepted = args.accept.iter().map(|accept| accept.meant()).collect();
    let findings = Levels::default().apply(pipeline::findings(&pairs, &accepted));
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    let (mut out, mut err) = (output::stdout(), output::stderr());
    let format = settings::report_format(format);
    report::diff(&pairs, &findings, format, settings::report_options(false), &mut out, &mut err)?;
    Ok(if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
