//! `cargo bench --bench speed [-- ARTICLES [ROW]]`: how long a build of 100,000 articles of 8 kB takes, as a multiple of the
//! time that it takes to find them and to read the first 4 KiB of each with two threads, and how much memory: into an empty
//! folder; into one that has a page for each article, where looking at each of them once counts too; and with nothing in
//! the cache, where reading takes 32 threads. Then a build of a tenth of them; feeds of everything; sites of generators; feeds
//! of pages alone, for a fifth of them; links that are checked, for a twentieth, since all of these are rendered; a show of
//! large episodes; a check of many feeds; and the start of the program. Each
//! figure is the best of several runs in turn, with files in the cache. With a ROW only those whose names begin with it:
//! `-- 1000000 growth`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark measures, prints, and fails where something is amiss"
)]

mod episodes;
mod existing;
mod feeds;
mod limit;
mod measure;
#[path = "../program/mod.rs"]
mod program;
mod site;

use std::process::ExitCode;

use measure::{Measured, best, drop_caches, limit};
use program::program;
use site::{Layout, Site};

const ARTICLES: usize = 100_000;
const MIB: u64 = 1024 * 1024;

/// The threads of the limits, with files in the cache and without.
const WARM_THREADS: usize = 2;
const COLD_THREADS: usize = 32;

/// Three feeds of the newest twenty, in full.
const NEWEST: &str = "";

/// The same, written out, for sites whose generator would make others.
const NEWEST_FEEDS: &str = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n\
    [[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n\
    [[feed]]\npath = \"feed.json\"\nformat = \"json\"\n";

/// The same, and one feed for each tag.
const TAGS: &str = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n\
    [[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n\
    [[feed]]\npath = \"feed.json\"\nformat = \"json\"\n\
    [[feed]]\neach = \"tag\"\npath = \"tags/{tag}.xml\"\nformat = \"atom\"\n";

/// A build, and what it may take.
struct Row {
    name: &'static str,
    layout: Layout,
    feeds: &'static str,
    /// Whether the output folder has a page for each article.
    pages: bool,
    /// Times the time of reading the heads and of looking at the pages.
    ratio: f64,
    mebibytes: u64,
}

const PLAIN: Row = Row {
    name: "newest 20",
    layout: Layout::Sections,
    feeds: NEWEST,
    pages: false,
    ratio: 2.2,
    mebibytes: 60,
};

const ROWS: &[Row] = &[
    PLAIN,
    Row { name: "pages", pages: true, ..PLAIN },
    Row { name: "and 50 tags", feeds: TAGS, ratio: 2.6, mebibytes: 100, ..PLAIN },
    Row { name: "YAML heads", layout: Layout::Yaml, ratio: 3.0, ..PLAIN },
    Row { name: "bundles", layout: Layout::Bundles, ratio: 3.0, ..PLAIN },
    Row { name: "one folder", layout: Layout::Flat, ratio: 3.0, ..PLAIN },
];

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [option, name, threads, folder] = arguments.as_slice()
        && option == "--limit"
    {
        limit::run(name, threads.parse().unwrap(), folder.as_ref());
        return ExitCode::SUCCESS;
    }
    let articles = arguments.first().map_or(ARTICLES, |count| count.parse().unwrap());
    let is_asked = |name: &str| arguments.get(1).is_none_or(|asked| name.starts_with(asked.as_str()));
    let mut failed = Vec::new();
    let mut check = |name: &str, figure: f64, most: f64| {
        if figure > most {
            failed.push(format!("{name}: {figure:.2}, at most {most}"));
        }
    };
    for row in ROWS.iter().filter(|row| is_asked(row.name)) {
        let site = Site::new(row.layout, articles, row.feeds);
        let site = if row.pages { site.with_pages(articles) } else { site };
        let heads = || limit("heads", WARM_THREADS, &site.content());
        let walk = || if row.pages { limit("walk", WARM_THREADS, &site.output()) } else { Measured::NOTHING };
        let [heads, walk, build, again] = best([&heads, &walk, &|| site.build(true), &|| site.build(false)]);
        let ratio = build.seconds / (heads.seconds + walk.seconds);
        let Measured { seconds, bytes } = build;
        println!(
            "{articles} articles, {:<12} heads {:.3} s, walk {:.3} s, build {seconds:.3} s: {ratio:.2} times (at most {}); again {:.3} s; {} MiB (at most {})",
            row.name,
            heads.seconds,
            walk.seconds,
            row.ratio,
            again.seconds,
            bytes / MIB,
            row.mebibytes
        );
        check(row.name, ratio, row.ratio);
        check(
            &format!("{}: MiB", row.name),
            measure::mebibytes(bytes),
            measure::mebibytes(row.mebibytes * MIB),
        );
        check(&format!("{}: seconds again", row.name), again.seconds, build.seconds * 1.1);
    }
    for (name, measure) in OTHERS.iter().filter(|(name, _)| is_asked(name)) {
        for (what, figure, most) in measure(articles) {
            println!("{name}: {what} {figure:.2} (at most {most})");
            check(name, figure, most);
        }
    }
    for failure in &failed {
        println!("TOO MUCH: {failure}");
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What was measured, the figure, and the most that it may be.
type Figure = (&'static str, f64, f64);

type Measure = fn(usize) -> Vec<Figure>;

/// What is no row of the table above, for so many articles.
const OTHERS: &[(&str, Measure)] = &[
    ("cold", cold),
    ("growth", growth),
    ("everything", everything),
    ("archives", archives),
    ("hugo", existing::hugo),
    ("built", existing::built),
    ("articles", existing::pages_alone),
    ("links", existing::links),
    ("languages", existing::languages),
    ("episodes", episodes::again),
    ("check", feeds::check),
    ("start", start),
];

/// What a build takes where nothing has been read since the machine was started.
fn cold(articles: usize) -> Vec<Figure> {
    let site = Site::new(Layout::Sections, articles, NEWEST);
    if !drop_caches() {
        println!("cold: skipped, since only root can empty the system's caches");
        return Vec::new();
    }
    let cold = |run: &dyn Fn() -> Measured| {
        assert!(drop_caches());
        run()
    };
    let heads = || cold(&|| limit("heads", COLD_THREADS, &site.content()));
    let [heads, build] = best([&heads, &|| cold(&|| site.build(true))]);
    println!("cold: heads {:.3} s, build {:.3} s", heads.seconds, build.seconds);
    vec![("times the time of the heads with 32 threads", build.seconds / heads.seconds, 1.5)]
}

/// What ten times the articles take, and the memory: 500 MiB for a million.
fn growth(articles: usize) -> Vec<Figure> {
    let site = |articles| Site::new(Layout::Sections, articles, NEWEST);
    let (few, many) = (site(articles / 10), site(articles));
    let [few, many] = best([&|| few.build(true), &|| many.build(true)]);
    let most = 500.0 * f64::from(u32::try_from(articles.max(ARTICLES)).unwrap()) / 1e6;
    let memory = ("MiB for all of them", measure::mebibytes(many.bytes), most.max(60.0));
    vec![("times the time of a tenth of the articles", many.seconds / few.seconds, 11.0), memory]
}

/// What an entry of a feed of 10,000 takes, beside one of a feed of 1,000; and the memory beside the document.
fn everything(_: usize) -> Vec<Figure> {
    let feeds = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\nlimit = \"all\"\n";
    let site = |articles| Site::new(Layout::Sections, articles, feeds);
    let (few, all) = (site(1_000), site(10_000));
    let [few, many] = best([&|| few.build(true), &|| all.build(true)]);
    let document = std::fs::metadata(all.output().join("feed.xml")).unwrap().len();
    println!("a feed of 10,000: {:.3} s, {} MiB", many.seconds, many.bytes / MIB);
    let memory = measure::mebibytes(many.bytes) / measure::mebibytes(document);
    vec![
        ("times the time of a tenth of the entries", many.seconds / few.seconds, 11.0),
        ("times the size of the document in memory", memory, 3.0),
    ]
}

/// What an entry takes where all articles of a site are archived, beside a site with a tenth of them; and the memory beside
/// that of the newest twenty alone, which does not grow with the archives but for the index.
fn archives(articles: usize) -> Vec<Figure> {
    let archived = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\narchive = 100\n";
    let site = |articles, feeds| Site::new(Layout::Sections, articles, feeds);
    let (few, all) = (site(articles / 10, archived), site(articles, archived));
    let newest = site(articles, "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n");
    let [few, many, newest] = best([&|| few.build(true), &|| all.build(true), &|| newest.build(true)]);
    let (_, documents) = all.rendered();
    println!(
        "archives: {documents} documents in {:.3} s, {} MiB; the newest 20 alone {} MiB",
        many.seconds,
        many.bytes / MIB,
        newest.bytes / MIB
    );
    let more = measure::mebibytes(many.bytes) - measure::mebibytes(newest.bytes);
    vec![
        ("times the time of a tenth of the articles", many.seconds / few.seconds, 12.0),
        ("MiB more", more, 40.0),
    ]
}

/// Milliseconds until the program says its version, and its size.
fn start(_: usize) -> Vec<Figure> {
    let [measured] = best([&|| measure::run(program().arg("--version"))]);
    let size = std::fs::metadata(program().get_program()).unwrap().len();
    vec![
        ("milliseconds until it says its version", measured.seconds * 1000.0, 5.0),
        ("MB of the program", measure::mebibytes(size) * 1.048_576, 12.0),
    ]
}
