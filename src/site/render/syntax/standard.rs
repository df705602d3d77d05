//! The tags and shortcodes that mean the same on most sites, as a table: their names, and what they are in HTML.

use super::arguments::Arguments;
use super::html::{LINE, attribute_address, escaped, figure, link};

/// Makes HTML of the arguments; `None` if they are not as expected.
type Make = fn(&Arguments<'_>) -> Option<String>;

/// Those without text of their own.
const SINGLE: &[(&[&str], Make)] = &[
    (&["figure", "img", "image", "picture", "asset_img", "imgproc", "figlink"], picture),
    (&["youtube", "youtube-lite", "youtube-lazy"], youtube),
    (&["vimeo"], vimeo),
    (&["video"], video),
    (&["audio"], audio),
    (&["gist"], gist),
    (&["tweet", "twitter", "x"], post),
    (&["link"], linked),
    (&["include", "render", "partial"], include),
    (&["asset_path"], asset_path),
    (&["asset_link"], asset_link),
];

/// Those that stand for the address of another article.
const REFERENCES: &[&str] = &["ref", "relref", "post_url", "post_path", "link"];

/// Makes the beginning of an element with text.
type Open = fn(&Arguments<'_>) -> String;

/// Those with text of their own: what it begins and ends with.
const PAIRED: &[(&[&str], Open, &str)] = &[
    (&["details", "collapse", "spoiler", "expand"], details, "</details>"),
    (&["quote", "blockquote"], |_| "<blockquote>".to_owned(), "</blockquote>"),
];

/// What a tag without text stands for.
pub(super) fn single(name: &str, arguments: &Arguments<'_>) -> Option<String> {
    SINGLE.iter().find(|(names, _)| names.contains(&name)).and_then(|(_, make)| make(arguments))
}

/// What a tag with text begins and ends with.
pub(super) fn paired(name: &str, arguments: &Arguments<'_>) -> Option<(String, String)> {
    let (_, open, close) = PAIRED.iter().find(|(names, ..)| names.contains(&name))?;
    Some((format!("{LINE}{}", open(arguments)), format!("{LINE}{close}")))
}

/// What a tag that refers to an article stands for.
pub(super) enum Shown {
    /// The address of the article.
    Address,
    /// A link with this text.
    Text(String),
    /// A link with the title of the article.
    Title,
}

/// The article that a tag refers to, and what is shown.
pub(super) fn reference<'t>(name: &str, arguments: &Arguments<'t>) -> Option<(&'t str, Shown)> {
    if name == "post_link" {
        let (target, words) = words_after(arguments)?;
        return Some((target, words.map_or(Shown::Title, Shown::Text)));
    }
    if !REFERENCES.contains(&name) || arguments.positional.len() > 1 && name == "link" {
        return None;
    }
    Some((arguments.any(&["path"])?, Shown::Address))
}

/// The first argument, and the words after it, if there are any. A truth at their end says how Hexo escapes them.
fn words_after<'t>(arguments: &Arguments<'t>) -> Option<(&'t str, Option<String>)> {
    let (first, words) = arguments.positional.split_first()?;
    let words = match words.split_last() {
        Some((&("true" | "false"), words)) => words,
        Some(_) | None => words,
    };
    Some((first, (!words.is_empty()).then(|| words.join(" "))))
}

fn asset_link(arguments: &Arguments<'_>) -> Option<String> {
    let (file, words) = words_after(arguments)?;
    Some(link(&attribute_address(file), words.as_deref().unwrap_or(file)))
}

fn picture(arguments: &Arguments<'_>) -> Option<String> {
    let is_path = |word: &&&str| word.contains(['.', '/']);
    let path = || arguments.positional.iter().find(is_path).copied();
    let src =
        arguments.named(&["src", "url", "path", "file", "image", "image_path", "href"]).or_else(path)?;
    let caption = arguments.named(&["caption", "title"]);
    let alt = arguments.named(&["alt", "caption", "title"]).or_else(|| {
        let last = arguments.positional.last().copied();
        last.filter(|last| *last != src && !last.bytes().all(|byte| byte.is_ascii_digit()))
    });
    Some(figure(src, alt.unwrap_or_default(), caption, arguments.named(&["link"])))
}

fn youtube(arguments: &Arguments<'_>) -> Option<String> {
    frame("https://www.youtube.com/embed/", arguments)
}

fn vimeo(arguments: &Arguments<'_>) -> Option<String> {
    frame("https://player.vimeo.com/video/", arguments)
}

fn frame(player: &str, arguments: &Arguments<'_>) -> Option<String> {
    let id = arguments.any(&["id", "video", "video_id", "videoid"])?;
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let title = arguments.named(&["title", "alt"]).map(|title| format!(" title=\"{}\"", escaped(title)));
    is_id.then(|| format!("{LINE}<iframe src=\"{player}{id}\"{}></iframe>", title.unwrap_or_default()))
}

fn video(arguments: &Arguments<'_>) -> Option<String> {
    media("video", arguments)
}

fn audio(arguments: &Arguments<'_>) -> Option<String> {
    media("audio", arguments)
}

fn media(element: &str, arguments: &Arguments<'_>) -> Option<String> {
    let src = arguments.any(&["src", "url", "file", "mp4", "webm", "mp3", "ogg"])?;
    Some(format!("{LINE}<{element} src=\"{}\" controls></{element}>", attribute_address(src)))
}

fn gist(arguments: &Arguments<'_>) -> Option<String> {
    let path = match arguments.positional.as_slice() {
        [user, id, ..] if !id.contains('.') => format!("{user}/{id}"),
        [id, ..] => (*id).to_owned(),
        [] => return None,
    };
    let url = format!("https://gist.github.com/{path}");
    Some(link(&url, &url))
}

fn post(arguments: &Arguments<'_>) -> Option<String> {
    let url = match (arguments.named(&["user"]), arguments.named(&["id"]).or_else(|| arguments.first())) {
        (Some(user), Some(id)) => format!("https://x.com/{user}/status/{id}"),
        (None, Some(url)) if url.contains("://") => url.to_owned(),
        (None, Some(id)) => format!("https://x.com/i/status/{id}"),
        (_, None) => return None,
    };
    Some(link(&url, &url))
}

fn linked(arguments: &Arguments<'_>) -> Option<String> {
    let href = arguments.positional.iter().find(|word| word.contains("://"))?;
    let words: Vec<_> = arguments.positional.iter().take_while(|word| *word != href).copied().collect();
    Some(link(href, if words.is_empty() { (*href).to_owned() } else { words.join(" ") }.as_str()))
}

/// What a file that is included is called tells what it makes.
fn include(arguments: &Arguments<'_>) -> Option<String> {
    let (file, rest) = arguments.positional.split_first()?;
    let name = file.rsplit('/').next()?.split('.').next()?;
    let given = Arguments { positional: rest.to_vec(), ..arguments.clone() };
    let is_include = ["include", "render", "partial"].contains(&name);
    if is_include { None } else { single(name, &given) }
}

fn asset_path(arguments: &Arguments<'_>) -> Option<String> {
    arguments.first().map(attribute_address)
}

fn details(arguments: &Arguments<'_>) -> String {
    let summary = arguments.any(&["summary", "title"]).unwrap_or("…");
    format!("<details><summary>{}</summary>", escaped(summary))
}
