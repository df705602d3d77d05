//! A site, built: `cargo run --example site --no-default-features --features site -- feedwright.toml`.
#![expect(clippy::print_stdout, reason = "an example is a program of its own")]

use std::env;
use std::error::Error;
use std::path::Path;

use feedwright::site::{Options, Overrides, Site};

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).unwrap_or("feedwright.toml".to_owned());
    let site = match Site::read(Path::new(&file), &Overrides::default()) {
        Ok(site) => site,
        Err(found) => return Err(format!("{file}: {}", found[0].message).into()),
    };
    // The same inputs give the same documents: the time is one of them.
    let mut options = Options::at("2026-12-01T00:00:00Z".parse()?);
    options.dry_run = true;
    let outcome = site.build(&options, &|_| {})?;
    for finding in &outcome.diagnostics {
        println!("{}[{}]: {}", finding.severity.as_str(), finding.code.name, finding.message);
    }
    for document in &outcome.documents {
        println!("{}: {}, {} entries", document.path, document.status.as_str(), document.entries);
    }
    Ok(())
}
