//! Two states of a feed, compared as the readers of its subscribers compare them:
//! `cargo run --example diff --no-default-features --features check -- old.xml new.xml`.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "an example is a program of its own")]

use std::error::Error;
use std::{env, fs};

use feedwright::published::{self, PublishedFeed};

fn read(file: Option<String>) -> Result<PublishedFeed, Box<dyn Error>> {
    let file = file.ok_or("expected two files")?;
    published::read(&fs::read(&file)?).ok_or_else(|| format!("{file} is not a feed").into())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = env::args().skip(1);
    let (old, new) = (read(files.next())?, read(files.next())?);
    let comparison = published::compare(&old, &new);
    for change in &comparison.changes {
        let entry = change.new.map_or_else(|| change.old.map(|at| &old.items[at]), |at| Some(&new.items[at]));
        println!("{:?}: {}", change.kind, entry.map_or("", |entry| &entry.title));
    }
    println!("{} entries are as they were", comparison.unchanged);
    Ok(())
}
