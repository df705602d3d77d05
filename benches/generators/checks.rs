//! What must hold of the feeds of a site. Articles whose titles begin with `Withheld` are those that may be in none.

use std::fmt;
use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::documents::{self, Feed, Feeds};
use crate::sites::Site;
use crate::tools;

/// The counts in the last line of a comparison that must be zero: whatever subscribers would see.
const SEEN: &[&str] = &["shown_again", "hidden", "redated", "new_entries", "gone"];

/// Something that must hold, with how much was looked at, and what is wrong.
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) count: usize,
    pub(crate) problems: Vec<String>,
}

impl Check {
    fn new(name: &str, count: usize, mut problems: Vec<String>) -> Check {
        if count == 0 {
            problems.push("there was nothing to look at".to_owned());
        }
        Check { name: name.to_owned(), count, problems }
    }

    pub(crate) fn failed(name: &str, problem: String) -> Check {
        Check { name: name.to_owned(), count: 0, problems: vec![problem] }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.problems.is_empty() { "ok  " } else { "FAIL" };
        write!(f, "{verdict} {} ({})", self.name, self.count)?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n    {}", problem.replace('\n', "\n    ")))
    }
}

/// The site itself is a good one: its feeds have articles, and some of its articles are withheld.
pub(crate) fn own(output: &Path, site: &Site) -> Check {
    let feeds = documents::feeds(output);
    let withheld =
        tools::files(&tools::sources(site)).iter().filter(|path| is_withheld_file(site, path)).count();
    let mut problems = nothing_withheld(&feeds).problems;
    if withheld == 0 {
        problems.push("no article of the site is withheld".to_owned());
    }
    Check::new("the generator's own feeds hold nothing withheld", withheld, problems)
}

fn is_withheld_file(site: &Site, path: &str) -> bool {
    let text = std::fs::read(tools::sources(site).join(path)).unwrap();
    String::from_utf8_lossy(&text).contains("Withheld")
}

/// The same feeds, at the same paths.
pub(crate) fn same_feeds(own: &Feeds, ours: &Feeds, site: &Site) -> Check {
    let is_list = |path: &str| site.lists.iter().any(|list| path.ends_with(list));
    let wanted = own.iter().filter(|(path, feed)| !feed.entries.is_empty() && !is_list(path));
    let missing = wanted.clone().filter(|(path, _)| !ours.contains_key(*path));
    let missing = missing.map(|(path, _)| format!("missing: {path}"));
    let more = ours
        .keys()
        .filter(|path| !own.contains_key(*path))
        .map(|path| format!("not the generator's: {path}"));
    Check::new("the same feeds", wanted.clone().count(), missing.chain(more).collect())
}

/// The same ids of the feeds themselves.
pub(crate) fn same_feed_ids(own: &Feeds, ours: &Feeds) -> Check {
    let differing = pairs(own, ours).filter(|(_, own, ours)| own.id != ours.id);
    let problem =
        |(path, own, ours): (&String, &Feed, &Feed)| format!("{path}: {:?} -> {:?}", own.id, ours.id);
    Check::new("the same ids of feeds", pairs(own, ours).count(), differing.map(problem).collect())
}

/// The same ids in the same order.
pub(crate) fn same_ids(own: &Feeds, ours: &Feeds) -> Check {
    let mut count = 0;
    let mut problems = Vec::new();
    for (path, own, ours) in pairs(own, ours) {
        let ids = |feed: &Feed| feed.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
        let (own, ours) = (ids(own), ids(ours));
        count += own.len();
        if own != ours {
            problems.push(format!("{path}: {}", difference(&own, &ours)));
        }
    }
    Check::new("the same ids in the same order", count, problems)
}

/// What only one of two lists has, or that only their order differs.
fn difference(own: &[String], ours: &[String]) -> String {
    let only = |these: &[String], those: &[String], mark: &str| {
        let only = these.iter().filter(|value| !those.contains(value));
        only.map(|value| format!("\n{mark} {value}")).collect::<Vec<_>>().concat()
    };
    let found = only(own, ours, "-") + &only(ours, own, "+");
    if found.is_empty() { format!("another order\n- {}\n+ {}", own.join(" "), ours.join(" ")) } else { found }
}

/// Entries of one id that have another link, date or title.
pub(crate) fn same_entries(own: &Feeds, ours: &Feeds) -> Check {
    let mut count = 0;
    let mut problems = Vec::new();
    for (path, own, ours) in pairs(own, ours) {
        for entry in &own.entries {
            let Some(our) = ours.entries.iter().find(|our| our.id == entry.id) else { continue };
            count += 1;
            let parts = [(&entry.link, &our.link), (&entry.date, &our.date), (&entry.title, &our.title)];
            let differing = parts.iter().filter(|(own, ours)| own != ours);
            problems.extend(differing.map(|(own, ours)| format!("{path}: {}\n- {own}\n+ {ours}", entry.id)));
        }
    }
    Check::new("the same links, dates and titles", count, problems)
}

/// The feeds that both have.
fn pairs<'f>(own: &'f Feeds, ours: &'f Feeds) -> impl Iterator<Item = (&'f String, &'f Feed, &'f Feed)> {
    own.iter().filter_map(|(path, own)| Some((path, own, ours.get(path)?)))
}

/// Every permalink is a page that the generator wrote.
pub(crate) fn pages(ours: &Feeds, output: &Path, base: &str) -> Check {
    let links: Vec<_> = ours.values().flat_map(|feed| &feed.entries).map(|entry| &entry.link).collect();
    let dead = links.iter().filter(|link| !is_page(link, output, base));
    Check::new(
        "every permalink is a page",
        links.len(),
        dead.map(|link| format!("no page: {link}")).collect(),
    )
}

fn is_page(link: &str, output: &Path, base: &str) -> bool {
    let Some(path) = link.strip_prefix(base) else { return false };
    let path = percent_decode_str(path).decode_utf8_lossy();
    let files =
        [path.to_string(), format!("{path}index.html"), format!("{path}/index.html"), format!("{path}.html")];
    files.iter().any(|file| output.join(file).is_file())
}

/// No article that is withheld is in a feed.
pub(crate) fn nothing_withheld(feeds: &Feeds) -> Check {
    let entries =
        || feeds.iter().flat_map(|(path, feed)| feed.entries.iter().map(move |entry| (path, entry)));
    let withheld = entries().filter(|(_, entry)| entry.title.contains("Withheld"));
    let problems = withheld.map(|(path, entry)| format!("{path}: {}", entry.title)).collect();
    Check::new("nothing withheld is published", entries().count(), problems)
}

/// A subscriber who gets our feeds in place of the generator's sees nothing of it.
pub(crate) fn nothing_seen_again(own: &Path, ours: &Path, our_feeds: &Feeds) -> Check {
    let said = tools::diff(own, ours);
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<_> = our_feeds.keys().map(|path| ours.join(path).display().to_string()).collect();
    let is_one_of_ours = |line: &&Value| names.iter().any(|name| line["new"] == name.as_str());
    let totals: Vec<_> = lines.iter().filter(|line| line["kind"] == "diff").filter(is_one_of_ours).collect();
    let seen = totals.iter().filter(|line| is_seen(line, &lines));
    let mut problems: Vec<_> = seen.map(|totals| changes(totals, &lines)).collect();
    if totals.len() != our_feeds.len() {
        problems.push(format!("{} feeds were compared, of {}", totals.len(), our_feeds.len()));
    }
    Check::new("subscribers see nothing again", totals.len(), problems)
}

/// Whether subscribers see anything of a pair of feeds. Entries of Atom whose ids no valid feed can have are shown again.
fn is_seen(totals: &Value, lines: &[Value]) -> bool {
    let is_invalid = |line: &&Value| {
        line["feed"] == totals["new"]
            && line["change"] == "reidentified"
            && line["old_id"].as_str().is_some_and(|id| !documents::is_iri(id))
    };
    let allowed = lines.iter().filter(is_invalid).count();
    let is_more = |count: &str| {
        let allowed = if count == "shown_again" { allowed } else { 0 };
        totals[count].as_u64() != Some(allowed as u64)
    };
    totals["status"] == "new" || SEEN.iter().any(|count| is_more(count))
}

/// What subscribers see of a pair of feeds.
fn changes(totals: &Value, lines: &[Value]) -> String {
    let changes = lines.iter().filter(|line| line["feed"] == totals["new"] && line["change"] != "updated");
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let change = |line: &Value| {
        let [change, title, old, new] = ["change", "title", "old_id", "new_id"].map(|key| text(&line[key]));
        let [from, to] = ["old_date", "new_date"].map(|key| text(&line[key]));
        format!("\n{change}: {title}\n  {old} {from} -> {new} {to}")
    };
    format!("{}{}", text(&totals["new"]), changes.map(change).collect::<Vec<_>>().concat())
}
