//! `FEEDWRIGHT_BROWSER=FOLDER cargo test --bench browser [-- NAME]`: what Chromium shows of feeds with a style sheet, with a
//! script, of the companion page, and of a preview: at two widths and on a phone, light and dark, in both directions.
//! `.ci/browser FOLDER` unpacks it; without that variable nothing is tested. With `FEEDWRIGHT_PICTURES=FOLDER`, pictures for
//! people are written there.
//!
//! The program is the one that cargo built, or `FEEDWRIGHT_PROGRAM`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it starts programs, prints, and fails where something is amiss"
)]

#[path = "../installed/mod.rs"]
mod installed;
#[path = "../program/mod.rs"]
mod program;
mod site;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use installed::Wanted;
use site::{Facts, Site, Visit};

/// What a page must show.
struct Page {
    name: &'static str,
    path: &'static str,
    is_arabic_site: bool,
    /// The name of the root element: a script makes a page of a feed.
    root: &'static str,
    direction: &'static str,
    /// Texts that are visible.
    shown: &'static [&'static str],
    /// Texts that are not.
    hidden: &'static [&'static str],
    /// A text that begins where its language does, at the right.
    at_right: Option<&'static str>,
    click: &'static [&'static str],
}

const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const NOTE: &str =
    "This is a web feed. To get new entries, copy its address from the address bar into a feed reader.";
const ARABIC_NOTE: &str = "هذه خلاصة ويب. للحصول على الجديد، انسخ عنوانها من شريط العناوين إلى قارئ خلاصات.";
const BRIDGE: &str = "https://kampung.org/bridge/";
const LIBRARY: &str = "مكتبة في الميناء";

const PLAIN: Page = Page {
    name: "",
    path: "",
    is_arabic_site: false,
    root: "html",
    direction: "ltr",
    shown: &[],
    hidden: &["<", "&lt;", "CDATA"],
    at_right: None,
    click: &[],
};

/// A feed with a style sheet.
const ENGLISH_FEED: Page = Page {
    shown: &[NOTE, "Kampung", "Rain and shine", "The bridge is open", "Trains cross again.", BRIDGE, LONG],
    hidden: &["<", "The first train crossed", "Feedwright"],
    at_right: Some(LIBRARY),
    ..PLAIN
};

const PAGES: &[Page] = &[
    Page {
        name: "rss",
        path: "/feed.xml",
        root: "rss",
        hidden: &["<", "The first train crossed", "isPermaLink", "Feedwright"],
        ..ENGLISH_FEED
    },
    Page { name: "atom", path: "/atom.xml", root: "feed", ..ENGLISH_FEED },
    Page {
        name: "rss-arabic",
        path: "/ar/feed.xml",
        root: "rss",
        shown: &[LIBRARY, "فتحت المكتبة أبوابها."],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page {
        name: "atom-arabic",
        path: "/ar/atom.xml",
        root: "feed",
        direction: "rtl",
        shown: &[ARABIC_NOTE, LIBRARY, "فتحت المكتبة أبوابها."],
        hidden: &["<", "This is a web feed"],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page {
        name: "script",
        path: "/script/feed.xml",
        shown: &[
            "Kampung",
            "The bridge is open",
            "The first train crossed at",
            "six",
            "Copy this address",
            "April 3, 2026",
            LONG,
        ],
        hidden: &["<", "copy its address from the address bar"],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page {
        name: "script-arabic",
        path: "/script/ar.xml",
        direction: "rtl",
        shown: &[LIBRARY, "أبوابها", "انسخ هذا العنوان"],
        hidden: &["<", "Copy this address"],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page { name: "script-copied", path: "/script/feed.xml", shown: &["Copied"], click: &["button"], ..PLAIN },
    Page {
        name: "companion",
        path: "/feeds/index.html",
        shown: &[
            "Kampung",
            "To subscribe, copy the address",
            "https://kampung.org/ar/atom.xml",
            "The bridge is open",
            LONG,
        ],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page {
        name: "companion-arabic",
        path: "/feeds/index.html",
        is_arabic_site: true,
        direction: "rtl",
        shown: &["القرية", "https://kampung.org/atom.xml", LIBRARY],
        at_right: Some(LIBRARY),
        ..PLAIN
    },
    Page {
        name: "preview",
        path: "/preview.html",
        shown: &[
            "As subscribers see it",
            "Miniflux",
            "FreshRSS",
            "Text only",
            "The first train crossed at",
            "Taken away",
            LONG,
        ],
        hidden: &["CDATA"],
        ..PLAIN
    },
    Page {
        name: "preview-dark-desktop",
        path: "/preview.html",
        shown: &["Miniflux", "The first train crossed at"],
        hidden: &["CDATA"],
        click: &["#dark", "#desktop"],
        ..PLAIN
    },
];

/// The least contrast that people with weak eyes can read (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// The smallest letters, in pixels.
const LETTERS: f64 = 12.0;

fn main() -> ExitCode {
    let Some(browser) = installed::folder("FEEDWRIGHT_BROWSER", ".ci/browser") else {
        return ExitCode::SUCCESS;
    };
    let wanted = Wanted::of_command_line();
    let mut problems: Vec<String> = Vec::new();
    for is_arabic in [false, true] {
        let pages: Vec<_> =
            PAGES.iter().filter(|page| page.is_arabic_site == is_arabic && wanted.has(page.name)).collect();
        problems.extend(look(&browser, is_arabic, &pages));
    }
    problems.extend(without_our_type(&browser));
    for problem in &problems {
        println!("{problem}");
    }
    println!("problems: {}", problems.len());
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Each page at two widths and on a phone, light and dark.
fn look(browser: &Path, is_arabic: bool, pages: &[&Page]) -> Vec<String> {
    let site = Site::built(is_arabic);
    let views = [(900, false), (400, false), (400, true)];
    let looks = views.iter().flat_map(|view| [false, true].map(|dark| (*view, dark)));
    let looks: Vec<_> = pages.iter().flat_map(|page| looks.clone().map(move |look| (*page, look))).collect();
    let visits: Vec<_> = looks.iter().map(|(page, look)| visit(page, *look)).collect();
    let found = site.look(browser, &visits);
    let judged = looks.iter().zip(&visits).zip(&found).flat_map(|(((page, _), visit), facts)| {
        let what = format!("{} at {}{}{}", page.name, visit.width, theme(visit.dark), screen(visit.phone));
        println!("{what}: {} texts", facts.lines.len());
        problems(page, visit, facts).into_iter().map(move |problem| format!("{what}: {problem}"))
    });
    judged.collect()
}

fn theme(dark: bool) -> &'static str {
    if dark { " dark" } else { " light" }
}

fn screen(phone: bool) -> &'static str {
    if phone { " phone" } else { "" }
}

fn visit(page: &Page, ((width, phone), dark): ((u32, bool), bool)) -> Visit {
    let name = format!("{}-{width}{}{}.png", page.name, theme(dark), screen(phone)).replace(' ', "-");
    let folder = std::env::var_os("FEEDWRIGHT_PICTURES").map(PathBuf::from);
    let picture = folder.map(|folder| std::path::absolute(folder).unwrap().join(name));
    Visit { path: page.path, width, dark, phone, click: page.click.to_vec(), picture }
}

/// What is wrong with what is visible.
fn problems(page: &Page, visit: &Visit, facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |is_right: bool, problem: String| found.extend((!is_right).then_some(problem));
    expect(facts.root == page.root, format!("its root is {}", facts.root));
    expect(facts.direction == page.direction, format!("it runs {}", facts.direction));
    expect(facts.scroll_width <= facts.width, format!("{} of {} wide", facts.scroll_width, facts.width));
    let texts = || facts.lines.iter().map(|line| &line.text).chain(&facts.made);
    for text in page.shown {
        expect(texts().any(|line| line.contains(text)), format!("`{text}` is not visible"));
    }
    for text in page.hidden {
        let shown = texts().find(|line| line.contains(text));
        expect(shown.is_none(), format!("`{text}` is visible: {shown:?}"));
    }
    for line in &facts.lines {
        expect(line.contrast >= CONTRAST, format!("contrast {:.1} of `{}`", line.contrast, line.text));
        expect(line.size >= LETTERS, format!("letters of {:.1} pixels: `{}`", line.size, line.text));
        let fits = line.scrolls || (line.left >= -1.0 && line.right <= facts.width + 1.0);
        expect(fits, format!("from {} to {}: `{}`", line.left, line.right, line.text));
    }
    if let Some(text) = page.at_right {
        let line = facts.lines.iter().find(|line| line.text.contains(text));
        let is_right = line.is_some_and(|line| facts.width - line.right < line.left);
        expect(is_right, format!("not at the right: {line:?}"));
    }
    let is_dark =
        facts.background.split(',').filter_map(|part| part.parse::<f64>().ok()).sum::<f64>() < 384.0;
    expect(is_dark == visit.dark, format!("its background is {}", facts.background));
    expect(links(page, facts), format!("its links: {:?}", facts.links));
    expect(requests(page, facts), format!("it asked for {:?}", facts.requested));
    found
}

/// A page that a script makes has linked titles; a preview shows the picture of the site.
fn links(page: &Page, facts: &Facts) -> bool {
    match page.path {
        "/script/feed.xml" => facts.links.contains(&("The bridge is open".to_owned(), BRIDGE.to_owned())),
        "/preview.html" => facts.pictures.contains(&(Some("A red bridge".to_owned()), 1.0)),
        _ => true,
    }
}

/// What a page loads: nothing but what it names.
fn requests(page: &Page, facts: &Facts) -> bool {
    let allowed = [page.path, "/feedwright.css", "/feedwright.js", "/favicon.ico"];
    let has_script = page.path.starts_with("/script/");
    facts.requested.iter().all(|path| allowed.contains(&path.as_str()))
        && facts.requested.iter().any(|path| path == "/feedwright.js") == has_script
}

/// What the guide says of servers: with the type of RSS, Chromium shows the text of the file.
fn without_our_type(browser: &Path) -> Option<String> {
    let visit = Visit { path: "/as-feed/feed.xml", width: 900, ..Visit::default() };
    let facts = Site::built(false).look(browser, &[visit]);
    let is_text = facts.iter().all(|facts| facts.lines.iter().any(|line| line.text.contains("<channel>")));
    (!is_text).then(|| format!("application/rss+xml is no longer shown as text: {facts:?}"))
}
