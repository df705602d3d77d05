//! `feedwright diff`

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use feedwright::diagnostic::{Levels, Severity};
use feedwright::error::Error;
use feedwright::pipeline::{self, Documents, Side};
use feedwright::{check, report, scan};

use crate::Failure;
use crate::args::{Diff, MessageFormat};
use crate::fetch::Client;
use crate::published::{self, Published};
use crate::settings;

pub(crate) fn run(args: &Diff, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let here = Path::new("");
    let (old, new) = (published::find(&args.old, here, client)?, published::find(&args.new, here, client)?);
    if matches!((&old, &new), (Published::Site(_), Published::Site(_))) {
        let message = "nobody knows which feeds two sites have\n  help: name two feeds, or a folder of feeds and a site";
        return Err(Failure::Usage(message.to_owned()));
    }
    let find = |side: &Published, path: &str| match side {
        Published::Site(site) => published::below(site, path, client),
        Published::Document(_) | Published::Folder(_) => Ok(None),
    };
    let (find_old, find_new) = (|path: &str| find(&old, path), |path: &str| find(&new, path));
    let sides = (side(&args.old, &old, &find_old)?, side(&args.new, &new, &find_new)?);
    let pairs = pipeline::diff(&sides.0, &sides.1)?;
    let accepted = args.accept.iter().map(|accept| accept.meant()).collect();
    let findings = Levels::default().apply(pipeline::findings(&pairs, &accepted));
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    let (mut out, mut err) = (anstream::stdout().lock(), anstream::stderr().lock());
    let format = settings::report_format(format);
    report::diff(&pairs, &findings, format, settings::report_options(false), &mut out, &mut err)?;
    Ok(if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

type Find<'f> = dyn Fn(&str) -> Result<Option<Vec<u8>>, Error> + Sync + 'f;

fn side<'f>(name: &str, published: &Published, find: &'f Find<'f>) -> Result<Side<'f>, Failure> {
    let documents = match published {
        Published::Document(bytes) => Documents::One(bytes.clone()),
        Published::Site(_) => Documents::Each(find),
        Published::Folder(folder) => Documents::Folder(feeds(name, folder)?),
    };
    Ok(Side { name: name.to_owned(), documents })
}

/// The feeds in a folder, by their paths in it.
pub(crate) fn feeds(name: &str, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut feeds = BTreeMap::new();
    for file in scan::feeds(folder, &check::is_feed)? {
        let below = file.strip_prefix(folder).unwrap_or(&file);
        let path = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        feeds.extend(scan::bytes(&file)?.map(|bytes| (path, bytes)));
    }
    if feeds.is_empty() {
        return Err(Failure::Usage(format!("there is no feed in `{name}`")));
    }
    Ok(feeds)
}
