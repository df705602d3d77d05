//! A feed, checked: `cargo run --example check --no-default-features --features check -- feed.xml`.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "an example is a program of its own")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use feedwright::check::{self, Options, Profile};

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).unwrap_or("public/feed.xml".to_owned());
    let mut options = Options::default();
    options.profiles.insert(Profile::News);
    let checked = check::document(Path::new(&file), &fs::read(&file)?, &options);
    for (finding, _) in &checked.findings {
        let line = finding.place.as_ref().and_then(|place| place.span).map_or(0, |span| span.start.line);
        println!("{file}:{line}: {}[{}]: {}", finding.severity.as_str(), finding.code.name, finding.message);
    }
    println!("{} entries, {} findings", checked.entries, checked.findings.len());
    Ok(())
}
