//! Examples as whole documents: what a rule's page leaves out is put around the piece, but for what the piece has
//! itself. Marks become places.

use std::fmt::Write as _;

use feedwright::check::{Answer, Options, Profile};
use feedwright::diagnostic::{Code, Context, Example};

/// A document, and what has to be said about it.
pub(crate) struct Case {
    pub(crate) bytes: Vec<u8>,
    pub(crate) options: Options,
    /// Codes with their places: `line:column-line:column`, or the name alone for the file as such.
    pub(crate) expected: Vec<String>,
}

const START: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const ATOM: &str = " xmlns:atom=\"http://www.w3.org/2005/Atom\"";
const PODCAST: &str = " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"";
const NEWS: &str =
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"";
const SELF: &str =
    "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://kampung.example/feed.xml\"/>";

type Parts<'p> = Vec<(&'p str, String)>;

fn part<'p>(name: &'p str, text: &str) -> (&'p str, String) {
    (name, format!("<{name}>{text}</{name}>"))
}

fn channel() -> Parts<'static> {
    vec![
        part("title", "Kampung News"),
        part("link", "https://kampung.example/"),
        part("description", "What happened"),
        part("language", "en"),
        ("atom:link", SELF.to_owned()),
    ]
}

fn podcast() -> Parts<'static> {
    let mut parts = channel();
    parts.extend([
        part("itunes:author", "Ana"),
        (
            "itunes:owner",
            "<itunes:owner><itunes:email>ana@kampung.example</itunes:email></itunes:owner>".to_owned(),
        ),
        ("itunes:category", "<itunes:category text=\"News\"/>".to_owned()),
        part("itunes:explicit", "false"),
        ("itunes:image", "<itunes:image href=\"https://kampung.example/cover.jpg\"/>".to_owned()),
    ]);
    parts
}

fn item() -> Parts<'static> {
    vec![
        part("title", "Rain"),
        part("link", "https://kampung.example/rain"),
        part("guid", "https://kampung.example/rain"),
        part("pubDate", "Mon, 19 Oct 2026 08:00:00 GMT"),
        part("description", "It rained."),
    ]
}

fn episode() -> Parts<'static> {
    let mut parts = item();
    parts.push((
        "enclosure",
        "<enclosure url=\"https://kampung.example/rain.mp3\" length=\"4096\" type=\"audio/mpeg\"/>"
            .to_owned(),
    ));
    parts
}

/// More text than news partners want.
fn long() -> String {
    "It rained all night, and in the morning the road was under water. ".repeat(6).trim().to_owned()
}

fn article(number: usize) -> Parts<'static> {
    vec![
        part("title", &format!("Heavy rain floods village number {number}")),
        part("link", &format!("https://kampung.example/{number}")),
        part("guid", &format!("https://kampung.example/{number}")),
        part("pubDate", &format!("Sun, 18 Oct 2026 10:{number:02}:00 GMT")),
        part("dc:creator", "Ana"),
        part("description", &long()),
        (
            "media:content",
            format!(
                "<media:content url=\"https://kampung.example/{number}.jpg\" medium=\"image\" width=\"1200\" height=\"800\"><media:credit role=\"photographer\">Ana</media:credit></media:content>"
            ),
        ),
    ]
}

fn articles(numbers: std::ops::Range<usize>) -> String {
    numbers.fold(String::new(), |text, number| text + &format!("<item>{}</item>\n", joined(&article(number))))
}

fn feed() -> Parts<'static> {
    vec![
        part("id", "tag:kampung.example,2026:feed"),
        part("title", "Kampung News"),
        part("updated", "2026-10-19T08:00:00Z"),
        part("author", "<name>Ana</name>"),
        (
            "",
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://kampung.example/atom.xml\"/>"
                .to_owned(),
        ),
        ("", "<link href=\"https://kampung.example/\"/>".to_owned()),
    ]
}

fn entry() -> Parts<'static> {
    vec![
        part("id", "tag:kampung.example,2026:rain"),
        part("title", "Rain"),
        part("updated", "2026-10-19T08:00:00Z"),
        ("link", "<link href=\"https://kampung.example/rain\"/>".to_owned()),
        part("summary", "It rained."),
    ]
}

const JSON_FEED: [(&str, &str); 5] = [
    ("version", "\"https://jsonfeed.org/version/1.1\""),
    ("title", "\"Kampung News\""),
    ("home_page_url", "\"https://kampung.example/\""),
    ("feed_url", "\"https://kampung.example/feed.json\""),
    ("language", "\"en\""),
];

const JSON_ITEM: [(&str, &str); 4] = [
    ("id", "\"https://kampung.example/rain\""),
    ("url", "\"https://kampung.example/rain\""),
    ("content_text", "\"It rained.\""),
    ("date_published", "\"2026-10-19T08:00:00Z\""),
];

fn joined(parts: &Parts<'_>) -> String {
    parts.iter().fold(String::new(), |text, (_, part)| text + part + "\n").trim_end().to_owned()
}

/// The elements that stand at the top of a piece, each with its start tag.
fn top(piece: &str) -> Vec<(String, String)> {
    let plain = piece.replace(['«', '»'], "");
    let (mut depth, mut found, mut rest) = (0_i32, Vec::new(), plain.as_str());
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap();
        let end = rest.find('>').unwrap_or(rest.len() - 1);
        let tag = rest.get(..=end).unwrap();
        if tag.starts_with("</") {
            depth -= 1;
        } else if !tag.starts_with("<!") && !tag.starts_with("<?") {
            if depth == 0 {
                let name = tag
                    .get(1..)
                    .unwrap()
                    .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
                    .next()
                    .unwrap();
                found.push((name.to_owned(), tag.to_owned()));
            }
            depth += i32::from(!tag.ends_with("/>"));
        }
        rest = rest.get(end + 1..).unwrap();
    }
    found
}

/// The default parts that the piece has not itself.
fn without<'p>(parts: Parts<'p>, piece: &str) -> Parts<'p> {
    let top = top(piece);
    let has = |name: &str| top.iter().any(|(known, _)| known == name);
    let mut kept: Parts<'p> = parts.into_iter().filter(|(name, _)| !has(name)).collect();
    if has("link") && !has("guid") {
        kept.iter_mut().filter(|(name, _)| *name == "guid").for_each(|(_, text)| {
            "<guid isPermaLink=\"false\">tag:kampung.example,2026:rain</guid>".clone_into(text);
        });
    }
    let has_body = has("content:encoded") || has("content");
    kept.retain(|(name, _)| !(has_body && matches!(*name, "description" | "summary")));
    kept
}

fn rss(namespaces: &str, channel: &str) -> String {
    format!("{START}<rss version=\"2.0\"{ATOM}{namespaces}>\n<channel>\n{channel}\n</channel>\n</rss>\n")
}

fn in_channel(namespaces: &str, parts: Parts<'_>, item: &Parts<'_>, piece: &str) -> String {
    let items = if top(piece).iter().any(|(name, _)| name == "item") {
        String::new()
    } else {
        format!("\n<item>\n{}\n</item>", joined(item))
    };
    rss(namespaces, &format!("{}\n{piece}{items}", joined(&without(parts, piece))))
}

fn in_item(namespaces: &str, parts: &Parts<'_>, item: Parts<'_>, piece: &str) -> String {
    rss(
        namespaces,
        &format!("{}\n<item>\n{}\n{piece}\n</item>", joined(parts), joined(&without(item, piece))),
    )
}

/// Links of Atom are told apart by their relation: another page of the entry replaces the default one.
fn in_entry(piece: &str) -> String {
    let is_page = |tag: &str| tag.starts_with("<link") && !tag.contains("rel=");
    let replaced = top(piece).iter().any(|(_, tag)| is_page(tag));
    let parts: Parts<'_> = entry()
        .into_iter()
        .filter(|(name, _)| *name != "link" || !replaced)
        .map(|(name, text)| (if name == "link" { "" } else { name }, text))
        .collect();
    format!("{}\n{piece}", joined(&without(parts, piece)))
}

fn members(defaults: &[(&str, &str)], piece: &str) -> String {
    let plain = piece.replace(['«', '»'], "");
    let kept = defaults.iter().filter(|(key, _)| !plain.contains(&format!("\"{key}\":")));
    let kept: Vec<_> = kept.map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{piece}\n{}", kept.join(",\n"))
}

/// Fills in what an example of a whole file leaves out.
fn filled(piece: &str) -> String {
    let item = joined(&item());
    let channel_text = format!("{}\n<item>{item}</item>", joined(&channel()));
    let json_item = members(&JSON_ITEM, "");
    let places = [
        ("{rss}", rss("", &channel_text).replace(START, "").trim_end().to_owned()),
        (
            "{atom}",
            atom(&format!("{}\n<entry>{}</entry>", joined(&feed()), joined(&entry())))
                .replace(START, "")
                .trim_end()
                .to_owned(),
        ),
        ("{channel}", channel_text),
        ("{feed}", format!("{}\n<entry>{}</entry>", joined(&feed()), joined(&entry()))),
        ("{item}", item),
        ("{entry}", joined(&entry())),
        ("{json-item}", json_item.trim().to_owned()),
        ("{episode}", joined(&episode())),
        ("{news-item}", joined(&article(1))),
        ("{news}", joined(&channel())),
        ("{thirty}", articles(10..40)),
        ("{long}", long()),
    ];
    places.iter().fold(piece.to_owned(), |text, (place, value)| text.replace(place, value))
}

fn atom(inner: &str) -> String {
    format!("{START}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n{inner}\n</feed>\n")
}

fn document(context: Context, piece: &str) -> String {
    let piece = &filled(piece);
    match context {
        Context::File => format!("{}\n", piece.trim_end()),
        Context::Channel => in_channel("", channel(), &item(), piece),
        Context::Item => in_item("", &channel(), item(), piece),
        Context::Feed => atom(&format!(
            "{}\n{piece}\n<entry>{}</entry>",
            joined(&without(feed(), piece)),
            joined(&entry())
        )),
        Context::Entry => atom(&format!("{}\n<entry>\n{}\n</entry>", joined(&feed()), in_entry(piece))),
        Context::Html => {
            in_item("", &channel(), item(), &format!("<description><![CDATA[{piece}]]></description>"))
        }
        Context::Json => format!(
            "{{\n{},\n\"items\": [{{\n{}\n}}]\n}}\n",
            members(&JSON_FEED, piece),
            members(&JSON_ITEM, "").trim()
        ),
        Context::JsonItem => format!(
            "{{\n{},\n\"items\": [{{\n{}\n}}]\n}}\n",
            members(&JSON_FEED, "").trim(),
            members(&JSON_ITEM, piece)
        ),
        Context::Podcast => in_channel(PODCAST, podcast(), &episode(), piece),
        Context::Episode => in_item(PODCAST, &podcast(), episode(), piece),
        Context::News => rss(NEWS, &format!("{}\n{piece}\n{}", joined(&channel()), articles(10..40))),
        Context::NewsItem => {
            let item = joined(&without(article(1), piece));
            rss(
                NEWS,
                &format!("{}\n<item>\n{item}\n{piece}\n</item>\n{}", joined(&channel()), articles(10..40)),
            )
        }
        Context::Http => rss("", &format!("{}\n<item>{}</item>", joined(&channel()), joined(&item()))),
    }
}

/// The time at which all cases are checked.
pub(crate) fn options() -> Options {
    Options { now: Some("2026-11-01T00:00:00Z".parse().unwrap()), ..Options::default() }
}

fn options_for(context: Context, piece: &str) -> Options {
    let mut options = options();
    if matches!(context, Context::Podcast | Context::Episode) || piece.contains("{episode}") {
        options.profiles.insert(Profile::Podcast);
    }
    if matches!(context, Context::News | Context::NewsItem) || piece.contains("{news}") {
        options.profiles.insert(Profile::News);
    }
    if context == Context::Http {
        let fields = piece
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        options.answer = Some(Answer { fields: fields.collect(), revalidated: None });
    }
    options
}

/// The document with the defect, and what is to be said about it; and the one without.
pub(crate) fn cases(code: &Code, example: &Example) -> [Case; 2] {
    [case(code, example, example.bad, true), case(code, example, example.good, false)]
}

fn case(code: &Code, example: &Example, piece: &str, is_bad: bool) -> Case {
    let context = example.context;
    let marked = document(context, piece);
    let (text, mut marks) = unmarked(&marked);
    let parent = match context {
        Context::Channel | Context::Podcast => Some("<channel"),
        Context::Item | Context::NewsItem | Context::Episode | Context::Html | Context::News => Some("<item"),
        Context::Feed => Some("<feed"),
        Context::Entry => Some("<entry"),
        Context::File | Context::Json | Context::JsonItem | Context::Http => None,
    };
    if let Some(parent) = parent.filter(|_| is_bad && marks.is_empty()) {
        let start = text.find(parent).unwrap() + 1;
        marks.push(start..start + parent.len() - 1);
    }
    let mut expected: Vec<_> =
        marks.iter().map(|mark| format!("{} {}", code.name, place(&text, mark))).collect();
    if is_bad && expected.is_empty() {
        expected.push(code.name.to_owned());
    }
    Case { bytes: text.into_bytes(), options: options_for(context, piece), expected }
}

/// The text without marks, and what stood between them.
fn unmarked(marked: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut marks, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '«' => start = text.len(),
            '»' => marks.push(start..text.len()),
            c => text.push(c),
        }
    }
    (text, marks)
}

fn place(text: &str, range: &std::ops::Range<usize>) -> String {
    let position = |at: usize| {
        let before = text.get(..at).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{line}:{column}")
    };
    format!("{}-{}", position(range.start), position(range.end))
}

/// The case as a file: what it is about and what is expected stands at its end, where it moves no place.
pub(crate) fn annotated(code: &Code, case: &Case) -> Vec<u8> {
    let is_clean = case.expected.is_empty();
    let description =
        if is_clean { format!("{}: without the defect", code.name) } else { code.summary.to_owned() };
    let expected = if is_clean { vec!["clean".to_owned()] } else { case.expected.clone() };
    if case.bytes.starts_with(b"{") {
        let words = serde_json::json!({ "about": "https://feedwright.github.io/", "Description": description, "Expect": expected });
        let text = String::from_utf8(case.bytes.clone()).unwrap();
        let object = text.trim_end().strip_suffix('}').unwrap().trim_end();
        return format!("{object},\n\"_case\": {words}\n}}\n").into_bytes();
    }
    let mut words = format!("Description: {description}\n");
    for expected in &expected {
        writeln!(words, "Expect: {expected}").unwrap();
    }
    if let Some(answer) = &case.options.answer {
        words.push_str("Answer:\n");
        answer.fields.iter().for_each(|(name, value)| writeln!(words, "  {name}: {value}").unwrap());
    }
    [case.bytes.as_slice(), format!("<!--\n{words}-->\n").as_bytes()].concat()
}
