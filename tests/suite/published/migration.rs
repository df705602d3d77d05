//! Migrations that re-announce every article unless its id is pinned first: changes within a site, and moves from
//! another generator.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use feedwright::published;
use feedwright::published::change::Kind;

use crate::suite::harness::{PLAIN, Site, feed};

/// Every syntax and kind of file that holds metadata: path, and slug of its page.
const ARTICLES: &[(&str, &str)] = &[
    ("toml.md", "toml"),
    ("news/yaml.md", "news/yaml"),
    ("news/2026-03-03-dated.md", "news/dated"),
    ("wire.txt", "wire"),
    ("page.html", "page"),
    ("news/kabar.id.md", "id/news/kabar"),
    ("folder/index.md", "folder"),
];

const MOVED: usize = ARTICLES.len();

fn settings() -> String {
    format!("{PLAIN}languages.id = {{}}\n")
}

/// A site with those articles, published once.
fn published() -> (Site, BTreeMap<String, Vec<u8>>) {
    let site = Site::new(&settings(), &[]);
    for (at, (path, _)) in ARTICLES.iter().enumerate() {
        let (title, date) = (format!("Title {at}"), format!("2026-03-0{}", at + 1));
        match path.rsplit_once('.').unwrap() {
            (stem, "txt" | "html") => site.add(&[
                (path, &format!("Words {at}")),
                (&format!("{stem}.toml"), &format!("title = \"{title}\"\ndate = {date} # first\n")),
            ]),
            ("news/yaml", _) => {
                site.add(&[(
                    path,
                    &format!("---\r\ntitle: {title}\r\ndate: {date}\r\n---\r\nWords {at}\r\n"),
                )]);
            }
            _ => site.add(&[(path, &format!("+++\ntitle = '{title}'\ndate = {date}\n+++\nWords {at}\n"))]),
        }
    }
    site.clean();
    let documents = site.published();
    (site, documents)
}

fn replace(site: &Site, file: &str, from: &str, to: &str) {
    let path = site.path(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn set_permalink(site: &Site, pattern: &str) {
    replace(
        site,
        "feedwright.toml",
        "languages.id",
        &format!("languages.id = {{}}\n[content]\npermalink = \"{pattern}\"\n#"),
    );
}

fn edit_slugs(site: &Site) {
    for (at, (path, _)) in ARTICLES.iter().enumerate() {
        let metadata = path.replace(".txt", ".toml").replace(".html", ".toml");
        let slug = if path.contains("yaml") { "slug: other\r\ntitle" } else { "slug = \"other-N\"\ntitle" };
        replace(site, &format!("content/{metadata}"), "title", &slug.replace('N', &at.to_string()));
    }
}

fn rename_files(site: &Site) {
    for (path, _) in ARTICLES {
        let (stem, end) = path.split_once('.').unwrap();
        let to = if stem == "folder/index" { "moved/index".to_owned() } else { format!("{stem}-moved") };
        fs::create_dir_all(site.path("content/moved")).unwrap();
        fs::rename(site.path("content").join(path), site.path(&format!("content/{to}.{end}"))).unwrap();
        let _ =
            fs::rename(site.path(&format!("content/{stem}.toml")), site.path(&format!("content/{to}.toml")));
    }
}

/// A change of a site, and its name.
type Move = (&'static str, fn(&Site));

/// Migrations within a site.
const MOVES: &[Move] = &[
    ("scheme", |site| replace(site, "feedwright.toml", "https://", "http://")),
    ("host", |site| replace(site, "feedwright.toml", "blog.org", "news.blog.org")),
    ("folder of the site", |site| replace(site, "feedwright.toml", "blog.org/", "blog.org/blog/")),
    ("slash at the end", |site| set_permalink(site, "/{language}/{dir}/{slug}")),
    ("ending", |site| set_permalink(site, "/{language}/{dir}/{slug}.html")),
    ("pattern", |site| set_permalink(site, "/{language}/{year}/{month}/{slug}/")),
    ("slugs", edit_slugs),
    ("files", rename_files),
];

fn reidentified(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.starts_with("error[reidentified-entry]")).count()
}

/// The entries that subscribers of each document would get again, or not at all.
#[track_caller]
fn nobody_sees_anything_again(name: &str, before: &BTreeMap<String, Vec<u8>>, site: &Site) {
    let now = site.published();
    for (path, old) in before {
        let (old, new) = (published::read(old).unwrap(), published::read(&now[path]).unwrap());
        let comparison = published::compare(&old, &new);
        let seen = comparison.changes.iter().filter(|change| change.kind != Kind::Updated);
        assert_eq!(
            seen.collect::<Vec<_>>(),
            Vec::<&feedwright::published::change::Change>::new(),
            "{name}: {path}"
        );
        assert_eq!(old.id, new.id, "{name}: {path}");
        assert_eq!(new.items.len(), MOVED, "{name}: {path}");
    }
}

fn pin(site: &Site, published: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let named: Vec<_> = published.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let pinned = site.pin(&named);
    assert_eq!(site.lines(&pinned.diagnostics), Vec::<String>::new());
    assert_eq!(pinned.unpublished, 0);
    pinned.written.iter().map(|written| written.text.clone()).collect()
}

#[test]
fn a_move_is_caught_with_the_exact_count_and_nothing_is_written() {
    for (name, make) in MOVES {
        let (site, before) = published();
        make(&site);
        assert_eq!(reidentified(&site.findings()), MOVED, "{name}");
        assert_eq!(site.published(), before, "{name}");
    }
}

#[test]
fn after_pinning_moved_articles_the_build_passes_and_no_entry_is_shown_again() {
    for (name, make) in MOVES {
        let (site, before) = published();
        make(&site);
        assert_eq!(pin(&site, &before).len(), MOVED + 1, "{name}: the articles, and the Atom feed");
        assert_eq!(site.build().summary.errors, 0, "{name}");
        nobody_sees_anything_again(name, &before, &site);
        assert_eq!(pin(&site, &before), Vec::<String>::new(), "{name}: twice is once");
    }
}

#[test]
fn after_pinning_everything_may_move_at_once() {
    let (site, before) = published();
    pin(&site, &before);
    for (name, make) in MOVES.iter().filter(|(name, _)| !["slash at the end", "ending"].contains(name)) {
        make(&site);
        assert_eq!(site.build().summary.errors, 0, "{name}");
    }
    nobody_sees_anything_again("all", &before, &site);
}

/// A generator's default feed: an entry from an article's number, page and date.
struct Generator {
    name: &'static str,
    /// The path that it publishes to.
    path: &'static str,
    /// The settings of our feed that replaces it.
    format: &'static str,
    start: &'static str,
    entry: fn(usize, &str) -> String,
    end: &'static str,
}

const RSS: &str = "<rss version=\"2.0\"><channel><title>Blog</title><link>https://blog.org/</link>";
const ATOM: &str =
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Blog</title><id>https://blog.org/</id>";

fn rss(at: usize, link: &str, guid: &str) -> String {
    let day = at + 1;
    format!(
        "<item><title>Title {at}</title><link>{link}</link><guid{}>{guid}</guid><pubDate>{day} Mar 2026 00:00:00 +0000</pubDate></item>",
        if guid.starts_with("http") { "" } else { " isPermaLink=\"false\"" }
    )
}

fn atom(at: usize, link: &str, id: &str) -> String {
    let day = at + 1;
    format!(
        "<entry><title type=\"html\">Title {at}</title><link href=\"{link}\"/><id>{id}</id><updated>2026-03-0{day}T00:00:00Z</updated></entry>"
    )
}

const GENERATORS: &[Generator] = &[
    Generator {
        name: "Hugo",
        path: "index.xml",
        format: "rss",
        start: RSS,
        entry: |at, page| {
            let url = format!("https://blog.org/posts/{page}/");
            rss(at, &url, &url)
        },
        end: "</channel></rss>",
    },
    Generator {
        name: "Zola",
        path: "atom.xml",
        format: "atom",
        start: ATOM,
        entry: |at, page| {
            let url = format!("https://blog.org/blog/{page}/");
            atom(at, &url, &url)
        },
        end: "</feed>",
    },
    Generator {
        name: "Jekyll",
        path: "feed.xml",
        format: "atom",
        start: ATOM,
        entry: |at, page| {
            let id = format!("https://blog.org/2026/03/0{}/{page}", at + 1);
            atom(at, &format!("{id}.html"), &id)
        },
        end: "</feed>",
    },
    Generator {
        name: "Eleventy",
        path: "feed/feed.json",
        format: "json",
        start: "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Blog\", \"items\": [null",
        entry: |at, page| {
            let (day, url) = (at + 1, format!("https://blog.org/blog/{page}/"));
            format!(
                ",{{\"id\": \"{url}\", \"url\": \"{url}\", \"title\": \"Title {at}\", \"date_published\": \"2026-03-0{day}T00:00:00Z\"}}"
            )
        },
        end: "]}",
    },
    Generator {
        name: "Astro",
        path: "rss.xml",
        format: "rss",
        start: RSS,
        entry: |at, page| {
            let url = format!("https://blog.org/blog/{page}");
            rss(at, &url, &url)
        },
        end: "</channel></rss>",
    },
    Generator {
        name: "Pelican",
        path: "feeds/all.rss.xml",
        format: "rss",
        start: RSS,
        entry: |at, page| {
            let link = format!("https://blog.org/{page}.html");
            rss(at, &link, &format!("tag:blog.org,2026-03-0{}:/{page}.html", at + 1))
        },
        end: "</channel></rss>",
    },
];

impl Generator {
    fn feed(&self) -> String {
        let mut feed = self.start.replace("[null", "[");
        for (at, (_, page)) in ARTICLES.iter().enumerate() {
            write!(feed, "{}", (self.entry)(at, page)).unwrap();
        }
        feed.replace("[,", "[") + self.end
    }
}

#[test]
fn another_generators_ids_are_caught_and_kept() {
    for generator in GENERATORS {
        let (site, _) = published();
        fs::remove_dir_all(site.path("public")).unwrap();
        let settings = settings() + &feed(generator.path, generator.format, "");
        fs::write(site.path("feedwright.toml"), settings).unwrap();
        let old = generator.feed();
        let against = Some((generator.path, old.as_bytes()));
        let name = generator.name;

        let lines = site.findings_of(&site.build_against(against));
        assert_eq!(reidentified(&lines), MOVED, "{name}: {lines:#?}");
        assert!(site.published().is_empty(), "{name}");

        let before = BTreeMap::from([(generator.path.to_owned(), old.clone().into_bytes())]);
        pin(&site, &before);
        let lines = site.findings_of(&site.build_against(against));
        assert!(lines.iter().all(|line| !line.starts_with("error")), "{name}: {lines:#?}");
        nobody_sees_anything_again(name, &before, &site);
    }
}

#[test]
fn ids_that_differ_between_the_formats_are_kept_in_both() {
    let (site, _) = published();
    fs::remove_dir_all(site.path("public")).unwrap();
    let of = |name: &str| GENERATORS.iter().find(|generator| generator.name == name).unwrap().feed();
    let (old_rss, old_atom) = (of("Pelican"), of("Jekyll"));
    let both = [("feed.xml", old_rss.as_bytes()), ("atom.xml", old_atom.as_bytes())];
    let pinned = site.pin(&both);
    assert_eq!(site.lines(&pinned.diagnostics), Vec::<String>::new());
    assert_eq!(
        pinned.written[0].text,
        "id = { rss = \"tag:blog.org,2026-03-07:/folder.html\", atom = \"https://blog.org/2026/03/07/folder\" }"
    );
    site.build();
    let before = both.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).into();
    nobody_sees_anything_again("both", &before, &site);
}

/// Three articles, published, of which the second and the third swap their slugs.
fn swapped() -> Site {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01"), ("b.md", "2026-04-02"), ("c.md", "2026-04-03")]);
    site.clean();
    replace(&site, "content/b.md", "title =", "slug = \"c\"\ntitle =");
    replace(&site, "content/c.md", "title =", "slug = \"b\"\ntitle =");
    site
}

#[test]
fn articles_that_swap_their_addresses_are_caught_and_pinned_to_what_they_were() {
    let site = swapped();
    let caught = site.build();
    let reused = site.findings_of(&caught).iter().filter(|line| line.starts_with("error[reused-id]")).count();
    assert_eq!((caught.summary.errors, reused), (2, 2), "{:?}", site.findings_of(&caught));
    let feed = site.published()["feed.xml"].clone();
    let pinned = site.pin(&[("feed.xml", &feed)]);
    let ids: Vec<_> = pinned.written.iter().map(|written| written.text.as_str()).collect();
    assert_eq!(
        ids,
        ["id = \"https://blog.org/a/\"", "id = \"https://blog.org/b/\"", "id = \"https://blog.org/c/\""]
    );
    assert_eq!(site.build().summary.errors, 0);
}

#[test]
fn a_truncated_published_file_is_reported_since_subscribers_are_not_protected() {
    for cut in [0, 300] {
        let site = Site::dated(PLAIN, &[("a.md", "2026-04-01")]);
        site.clean();
        let whole = site.published()["feed.xml"].clone();
        fs::write(site.path("public/feed.xml"), &whole[..cut]).unwrap();
        let findings = site.findings_of(&site.build());
        assert!(
            findings.iter().any(|line| line.starts_with("error[not-compared] public/feed.xml")),
            "{findings:?}"
        );
    }
}

#[test]
fn a_note_is_pinned_from_atom_which_shows_its_beginning_for_a_title() {
    let only_atom = PLAIN.to_owned() + "[[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n";
    let note = "+++\ntitle = \"\"\ndate = 2026-04-01\n+++\nJust a note.\n";
    let site = Site::new(&only_atom, &[("n.md", note), ("m.md", &note.replace("04-01", "04-02"))]);
    site.clean();
    let feed = site.published()["atom.xml"].clone();
    let moved = format!("{only_atom}[content]\npermalink = \"/x/{{slug}}/\"\n");
    fs::write(site.path("feedwright.toml"), moved).unwrap();
    let caught = site.build();
    assert_eq!(caught.summary.errors, 2, "{:?}", site.findings_of(&caught));
    let pinned = site.pin(&[("atom.xml", &feed)]);
    assert_eq!(pinned.written.iter().filter(|written| written.feed.is_none()).count(), 2);
    assert_eq!(site.build().summary.errors, 0);
}
