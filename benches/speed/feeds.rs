//! A folder of many small feeds, beside as many other files, checked at once.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::Figure;
use crate::measure::{Measured, best, mebibytes, run};
use crate::program::program;

const FILES: usize = 10_000;

/// What the check of 10,000 feeds takes, beside that of a thousand: a folder is never in memory at once.
pub(crate) fn check(_: usize) -> Vec<Figure> {
    let (few, all) = (folder(FILES / 10), folder(FILES));
    let [few, many] = best([&|| checked(few.path()), &|| checked(all.path())]);
    println!("check: {FILES} feeds in {:.3} s, {:.0} MiB", many.seconds, mebibytes(many.bytes));
    vec![
        ("seconds for 10,000 feeds", many.seconds, 10.0),
        ("times the time of a tenth of them", many.seconds / few.seconds, 12.0),
        ("MiB for all of them", mebibytes(many.bytes), 100.0),
    ]
}

fn checked(folder: &Path) -> Measured {
    let arguments = ["check", "--message-format", "json", "--now", "2026-11-01T00:00:00Z"];
    run(program().args(arguments).arg(folder))
}

/// So many feeds, each with a warning, and as many source files that mention one.
fn folder(feeds: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    (0..feeds).into_par_iter().for_each(|number| {
        let sub = folder.path().join(format!("{}", number % 100));
        fs::create_dir_all(&sub).unwrap();
        fs::write(sub.join(format!("{number}.xml")), feed(number)).unwrap();
        fs::write(sub.join(format!("{number}.rs")), "const START: &str = \"<rss version='2.0'>\";").unwrap();
    });
    folder
}

fn feed(number: usize) -> String {
    let items = (0..10).map(|item| {
        format!("<item><title>Artikel {item}</title><link>https://kampung.example/{number}/{item}</link><pubDate>Mon, 19 Oct 2026 08:{item:02}:00 GMT</pubDate><description>&lt;p&gt;Hujan.&lt;/p&gt;</description></item>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Kampung</title><link>https://kampung.example/</link><description>Berita</description><language>id</language>{}</channel></rss>\n",
        items.collect::<String>()
    )
}
