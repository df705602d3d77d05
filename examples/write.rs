//! A feed of values in memory, written in every format: `cargo run --example write --no-default-features`.
#![expect(clippy::print_stdout, reason = "an example is a program of its own")]

use std::error::Error;

use feedwright::feed::{Entry, Feed, Format, Person, Text, Url};

fn main() -> Result<(), Box<dyn Error>> {
    let home = Url::parse("https://blog.ruiz.dev/")?;
    let mut feed = Feed::new("Ana's blog", home.clone(), home.below("feed.xml")?);
    feed.authors = vec![Person::named("Ana Ruiz")];

    let mut entry = Entry::new(home.below("rain/")?, "Rain & wind", "2026-04-01T15:30:00Z".parse()?);
    entry.summary = Some(Text::new("It rained all night."));
    // The HTML goes into the feed as it is: sanitize what others wrote before.
    entry.content = Some(Text::new("<p>It rained all night, and the wind…</p>"));
    feed.entries.push(entry.into());

    for format in Format::ALL {
        let document = format.write(&feed);
        println!("{format}, to be served as {}:\n{}", format.media_type(), String::from_utf8(document)?);
    }
    Ok(())
}
