//! An article in; its Markdown for feeds that have it beside the HTML, or why there is none, out.

use pulldown_cmark::{Event, Parser, Tag};

use super::Page;
use super::UNWRITTEN_MARKDOWN;
use super::address::{Address, Base, Context};
use super::body::Body;
use super::files::Files;
use super::markdown::{EXTENSIONS, absolute};
use super::notes;
use super::summary::with_mark;
use crate::diagnostic::Diagnostic;
use crate::feed::{Image, Text};
use crate::site::article::Article;
use crate::site::kind::FileKind;
use crate::site::rules::Excerpt;

/// The characters of a text that mean something in Markdown.
const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '#', '|', '~'];

/// The Markdown of an article. `markup` is its text without template syntax.
pub(super) fn of(
    article: &Article,
    (body, markup, excerpt): (&Body<'_>, &Text, &Excerpt),
    (first, more): (Option<&Image>, &[&Image]),
    page: &Page,
    files: Files<'_, '_>,
) -> Result<Text, Diagnostic> {
    let unwritten = |reason: &str| {
        let message = format!("the feed has no Markdown of this article: {reason}");
        let finding = Diagnostic::new(&UNWRITTEN_MARKDOWN, message).at(article.place("title"));
        finding.help("nothing has to be done: readers show its HTML")
    };
    if body.element.is_some() {
        return Err(unwritten("its text comes from its page"));
    }
    if body.kind != FileKind::Markdown {
        return Err(unwritten("it is not written in Markdown"));
    }
    if *markup != Text::new(&with_mark(body.rest(), excerpt)) {
        return Err(unwritten("its text has template syntax"));
    }
    let resolve = |destination: &str, is_link: bool| address(destination, is_link, page, files);
    let absolute = absolute(body.rest(), &resolve).ok_or_else(|| unwritten("its text has HTML"))?;
    let dateline = article.dateline.as_ref().and_then(notes::Dateline::of);
    let text = dateline.map_or_else(|| absolute.clone(), |dateline| dated(&absolute, &dateline));
    let corrected =
        article.correction.as_ref().map(|correction| format!("*{}*", escaped(correction.as_str())));
    let blocks = first.map(picture).into_iter().chain(corrected).chain([text.trim().to_owned()]);
    let blocks: Vec<_> = blocks.chain(more.iter().map(|image| picture(image))).collect();
    Ok(Text::new(&blocks.join("\n\n")))
}

/// A picture that the text does not show, with what is known of it below.
fn picture(image: &Image) -> String {
    let said = |text: &Option<Text>| text.as_ref().map(|text| escaped(text.as_str()));
    let credit = said(&image.credit).map(|credit| format!("({credit})"));
    let below: Vec<_> =
        [said(&image.caption), credit, said(&image.copyright)].into_iter().flatten().collect();
    let below = if below.is_empty() { String::new() } else { format!("\n\n*{}*", below.join(" ")) };
    format!("![{}](<{}>){below}", said(&image.alt).unwrap_or_default(), image.url)
}

/// A text with a dateline before its first paragraph, unless it is there.
fn dated(text: &str, dateline: &notes::Dateline<'_>) -> String {
    match first_paragraph(text) {
        Some((_, words)) if dateline.begins(&words) => text.to_owned(),
        Some((start, _)) => {
            let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
            format!("{before}{}{rest}", mark(dateline))
        }
        None => format!("{}\n\n{text}", mark(dateline).trim_end()),
    }
}

/// Where the first paragraph of a text that is in nothing else begins, and its words.
fn first_paragraph(text: &str) -> Option<(usize, String)> {
    let (mut depth, mut paragraph) = (0_usize, None);
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        if let Event::Start(tag) = &event {
            let is_it = depth == 0 && *tag == Tag::Paragraph;
            paragraph = paragraph.or(is_it.then(|| (range.start, String::new())));
            depth += 1;
        } else if let Event::End(_) = event {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let whole = paragraph.take().filter(|(_, words): &(_, String)| !words.trim().is_empty());
                if whole.is_some() {
                    return whole;
                }
            }
        } else if let (Event::Text(words) | Event::Code(words), Some((_, all))) = (event, &mut paragraph) {
            all.push_str(&words);
        }
    }
    None
}

fn mark(dateline: &notes::Dateline<'_>) -> String {
    format!("{}{}", escaped(dateline.place), dateline.between)
}

/// The address that a destination means, if it leads anywhere.
fn address(destination: &str, is_link: bool, page: &Page, files: Files<'_, '_>) -> Option<String> {
    let own = page.url.as_str().split('#').next().unwrap_or_default().to_owned();
    let context = if is_link { Context::Link } else { Context::Image };
    let found = files.meant(destination, is_link)?;
    let base = Base { page, url: &page.url };
    Some(match Address::parse_in(&found, context, base)? {
        Address::Fragment(fragment) => format!("{own}#{fragment}"),
        Address::Url(url) => url.to_string(),
        Address::InlineImage(other) | Address::Other(other) => other,
    })
}

/// A text without meaning in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if MARKS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
