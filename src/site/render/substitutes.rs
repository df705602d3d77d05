//! A tree in, the same tree without what readers cannot show out: a link takes its place, or what its author wrote for programs
//! that cannot show it, or its own text. What leaves nothing is named.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::NodeRef;

use super::address::{Address, Base, Context};
use super::elements::{Elements, unwrap};
use crate::check::registries;
use crate::feed::url::trimmed;
use crate::source::bounds::Budget;
use crate::source::html::players::page_of;
use crate::source::html::{self, srcset, tags};

/// Attributes of components with an address, with a title, and with the id of a video.
const ADDRESSES: &[&str] = &["href", "src", "url", "data-href", "data-src", "data-url"];
const TITLES: &[&str] = &["title", "playlabel", "label", "alt", "aria-label", "caption"];
const VIDEO_IDS: &[&str] = &["videoid", "video-id", "data-videoid", "data-video-id", "id"];

/// Scripts that show a page: the beginnings of its address and theirs.
const EMBEDS: &[&str] = &["https://asciinema.org/a/", "https://gist.github.com/"];

/// Blocks, which stand in no paragraph.
const BLOCKS: &[&str] = &["blockquote", "div", "dl", "figure", "ol", "p", "pre", "table", "ul"];

/// What is shown by itself.
const MEDIA: &[&str] = &["audio", "iframe", "img", "math", "picture", "svg", "video"];

/// Elements with text in which a drawing is only an icon.
const LABELS: &[&str] = &["a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "summary"];

/// The largest drawing that is an icon, in pixels.
const ICON_SIZE: u32 = 48;

/// What takes the place of an element.
enum Substitute {
    /// Itself.
    Itself,
    /// Itself, less something that is reported.
    Rest,
    /// Its content.
    Content,
    /// A link.
    Link(String, String),
    /// Text, possibly none: there was nothing to be seen.
    Text(String),
    /// Nothing, which is reported.
    Nothing,
}

/// An element that left nothing in its place.
pub(super) struct Removed {
    pub(super) name: String,
    /// The names and values of its attributes, by which its tag is found.
    pub(super) attributes: Vec<(String, String)>,
    /// How many of the elements before it have the same tag.
    pub(super) earlier: usize,
}

/// The names and values of the attributes of a tag, in lower case.
type Attributes = Vec<(String, String)>;

/// The elements with one name that were met so far.
#[derive(Default)]
struct Met<'t> {
    /// How many there are of each tag.
    counted: BTreeMap<Attributes, usize>,
    /// Those whose attributes are not yet read. Most pictures stay, and may have a whole file in an attribute.
    unread: Vec<NodeRef<'t>>,
}

impl Met<'_> {
    /// The last element, which leaves nothing.
    fn removed(&mut self, name: &str) -> Option<Removed> {
        let last = self.unread.pop()?;
        let earlier = self.unread.drain(..).map(|node| attributes(&node));
        earlier.for_each(|earlier| *self.counted.entry(earlier).or_default() += 1);
        let attributes = attributes(&last);
        let count = self.counted.entry(attributes.clone()).or_default();
        *count += 1;
        Some(Removed { name: name.to_owned(), attributes, earlier: *count - 1 })
    }
}

fn attributes(node: &NodeRef<'_>) -> Attributes {
    let lower = |text: &str| text.to_ascii_lowercase();
    let attributes = node.attrs().into_iter();
    attributes.map(|attribute| (lower(&attribute.name.local), lower(&attribute.value))).collect()
}

/// Replaces what readers cannot show. Returns the elements that left nothing.
pub(super) fn replace(elements: &Elements<'_>, base: Base<'_>) -> Vec<Removed> {
    let (mut removed, mut links, mut met) =
        (Vec::new(), links(elements, base), BTreeMap::<String, Met<'_>>::new());
    for node in elements.named_by(&|name| may_be_replaced(name)) {
        let Some(name) = node.node_name().filter(|_| node.parent().is_some()) else { continue };
        let parent = node.parent();
        let met = met.entry(name.to_string()).or_default();
        met.unread.push(node);
        match substitute(&node, &name, base, &mut links) {
            Substitute::Itself => {}
            Substitute::Rest => removed.extend(met.removed(&name)),
            Substitute::Content => {
                unwrap(&node);
                parent.into_iter().filter(has_block).for_each(|parent| unwrap(&parent));
                continue;
            }
            Substitute::Link(address, text) => {
                node.insert_before(&link(&node, &address, &text));
                node.remove_from_parent();
            }
            Substitute::Text(text) => {
                node.insert_before(&node.tree.new_text(text));
                node.remove_from_parent();
            }
            Substitute::Nothing => {
                node.remove_from_parent();
                removed.extend(met.removed(&name));
            }
        }
        parent.into_iter().filter(is_empty_paragraph).for_each(|parent| parent.remove_from_parent());
    }
    removed
}

/// Whether a paragraph has lost all that was in it.
fn is_empty_paragraph(node: &NodeRef<'_>) -> bool {
    node.has_name("p") && node.element_children().is_empty() && node.text().trim().is_empty()
}

/// Whether a paragraph has got a block into it.
fn has_block(node: &NodeRef<'_>) -> bool {
    let is_block = |child: &NodeRef<'_>| BLOCKS.iter().any(|name| child.has_name(name));
    node.has_name("p") && node.element_children().iter().any(is_block)
}

/// Where the links of a text lead, if it has frames.
fn links(elements: &Elements<'_>, base: Base<'_>) -> BTreeSet<String> {
    if elements.named(&["iframe"]).is_empty() {
        return BTreeSet::new();
    }
    let links = elements.named(&["a"]).into_iter().filter_map(|link| link.attr("href"));
    let addresses = links.filter_map(|href| Address::parse_in(&href, Context::Link, base));
    addresses
        .filter_map(|address| match address {
            Address::Url(url) => Some(url.to_string()),
            Address::Fragment(_) | Address::InlineImage(_) | Address::Other(_) => None,
        })
        .collect()
}

fn may_be_replaced(name: &str) -> bool {
    let known = ["applet", "area", "canvas", "embed", "form", "iframe", "img", "object", "script", "svg"];
    known.contains(&name) || is_control(name) || is_component(name)
}

fn is_control(name: &str) -> bool {
    matches!(name, "button" | "input" | "select" | "textarea")
}

/// Whether an element is one that a script defines, or unknown. Word processors write others, with a colon.
fn is_component(name: &str) -> bool {
    !registries::is_html(name) && !name.contains(':')
}

fn substitute(node: &NodeRef<'_>, name: &str, base: Base<'_>, links: &mut BTreeSet<String>) -> Substitute {
    match name {
        "iframe" => frame(node, base, links),
        "img" => picture(node, base),
        "svg" => drawing(node),
        "embed" => linked(node, &["src"], base),
        "area" => area(node, base),
        "script" => script(node, base),
        "object" | "applet" | "canvas" if has_content(node) => Substitute::Content,
        "object" => linked(node, &["data"], base),
        "applet" | "canvas" => Substitute::Nothing,
        "form" => form(node),
        name if is_control(name) => control(node, name),
        _ if is_foreign(node) => Substitute::Itself,
        name => component(node, name, base),
    }
}

/// Whether an element belongs to a drawing or a formula.
fn is_foreign(node: &NodeRef<'_>) -> bool {
    node.qual_name_ref().is_some_and(|name| &*name.ns != "http://www.w3.org/1999/xhtml")
}

/// A frame that stays has a link beside it, since most readers remove frames.
fn frame(node: &NodeRef<'_>, base: Base<'_>, links: &mut BTreeSet<String>) -> Substitute {
    let source = node.attr("src").unwrap_or_default();
    if let Some(Address::Url(url)) = Address::parse_in(&source, Context::Frame, base) {
        node.remove_children();
        add_link(node, url.as_str(), links);
        return Substitute::Itself;
    }
    // What stands in a frame is text to the parser.
    let fallback = node.text();
    if source.trim().is_empty() && !node.has_attr("srcdoc") && fallback.trim().is_empty() {
        return Substitute::Text(String::new());
    }
    if tags::has_any(&fallback, &["a"]) {
        let html = html::limited(&fallback).html;
        if html::fragment(&html, Budget::of_part(fallback.len())).is_ok() {
            node.before_html(html.into_owned());
            return Substitute::Text(String::new());
        }
    }
    linked(node, &["src"], base)
}

fn add_link(frame: &NodeRef<'_>, source: &str, links: &mut BTreeSet<String>) {
    let page = page_of(source);
    if links.contains(source) || !links.insert(page.clone()) {
        return;
    }
    let link = link(frame, &page, &title(frame).unwrap_or_else(|| page.clone()));
    let is_in_text =
        frame.parent().is_some_and(|parent| ["figure", "p", "span"].iter().any(|name| parent.has_name(name)));
    if is_in_text {
        frame.insert_after(&link);
        frame.insert_after(&frame.tree.new_element("br"));
    } else {
        let paragraph = frame.tree.new_element("p");
        paragraph.append_child(&link);
        frame.insert_after(&paragraph);
    }
}

/// A picture that readers cannot load says what it shows.
fn picture(node: &NodeRef<'_>, base: Base<'_>) -> Substitute {
    let is_shown = |address: &str, context| Address::parse_in(address, context, base).is_some();
    let (source, set) = (node.attr("src").unwrap_or_default(), node.attr("srcset").unwrap_or_default());
    // `data:`, `blob:`, `cid:`, `file:` …
    let has_scheme = url::Url::parse(trimmed(&source)).is_ok();
    let has_other =
        srcset::candidates(&set).iter().any(|candidate| is_shown(candidate.address, Context::Media))
            || node.parent().is_some_and(|parent| parent.has_name("picture"));
    // What is not an address is reported elsewhere.
    if is_shown(&source, Context::Image) || has_other || !(has_scheme || trimmed(&source).is_empty()) {
        return Substitute::Itself;
    }
    match node.attr("alt") {
        Some(alt) => Substitute::Text(alt.trim().to_owned()),
        None if has_scheme => Substitute::Nothing,
        None => Substitute::Text(String::new()),
    }
}

/// A part of a picture that is a link.
fn area(node: &NodeRef<'_>, base: Base<'_>) -> Substitute {
    match linked(node, &["href"], base) {
        Substitute::Link(address, text) => {
            node.insert_after(&node.tree.new_text(" "));
            Substitute::Link(address, text)
        }
        Substitute::Itself
        | Substitute::Rest
        | Substitute::Content
        | Substitute::Text(_)
        | Substitute::Nothing => Substitute::Text(String::new()),
    }
}

/// Some scripts show a page in their place: `https://gist.github.com/ana/1.js`
fn script(node: &NodeRef<'_>, base: Base<'_>) -> Substitute {
    let source = node.attr("src").unwrap_or_default();
    let Some(Address::Url(url)) = Address::parse_in(&source, Context::Media, base) else {
        return Substitute::Itself;
    };
    let is_embed = EMBEDS.iter().any(|start| url.as_str().starts_with(start));
    match url.as_str().split_once(".js") {
        Some((page, _)) if is_embed => Substitute::Link(page.to_owned(), page.to_owned()),
        Some(_) | None => Substitute::Itself,
    }
}

/// A drawing says what it is called, or what is written in it.
fn drawing(node: &NodeRef<'_>) -> Substitute {
    let below = |name: &str| {
        let found =
            node.descendants_it().filter(|node| node.has_name(name)).map(|node| node.text().to_string());
        let words = found.collect::<Vec<_>>().join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let label = node.attr("aria-label").map(|label| label.trim().to_owned());
    let label = label
        .into_iter()
        .chain(["title", "desc", "text", "foreignObject"].map(below))
        .find(|text| !text.is_empty());
    match label {
        _ if node.ancestors_it(None).any(|above| LABELS.iter().any(|name| above.has_name(name))) => {
            Substitute::Text(String::new())
        }
        Some(label) => Substitute::Text(label),
        None if is_icon(node) => Substitute::Text(String::new()),
        None => Substitute::Nothing,
    }
}

/// Whether a drawing is as small as a letter on each side that has a size.
fn is_icon(node: &NodeRef<'_>) -> bool {
    let sizes: Vec<_> = ["width", "height"].iter().filter_map(|side| node.attr(side)).collect();
    !sizes.is_empty() && sizes.iter().all(|size| is_small(size))
}

fn is_small(size: &str) -> bool {
    size.ends_with("em") || size.trim_end_matches("px").parse::<u32>().is_ok_and(|pixels| pixels <= ICON_SIZE)
}

/// A link to the address in one of the attributes.
fn linked(node: &NodeRef<'_>, attributes: &[&str], base: Base<'_>) -> Substitute {
    let address = |name: &&str| match Address::parse_in(&node.attr(name)?, Context::Media, base)? {
        Address::Url(url) => Some(url),
        Address::Fragment(_) | Address::InlineImage(_) | Address::Other(_) => None,
    };
    match attributes.iter().find_map(address) {
        Some(url) => {
            let page = page_of(url.as_str());
            let text = title(node).unwrap_or_else(|| page.clone());
            Substitute::Link(page, text)
        }
        None => title(node).map_or(Substitute::Nothing, Substitute::Text),
    }
}

/// The text of a form stays; that its controls are gone is reported once.
fn form(node: &NodeRef<'_>) -> Substitute {
    let controls: Vec<_> = node
        .descendants_it()
        .filter(|below| below.node_name().is_some_and(|name| is_control(&name)) && !is_checkbox(below))
        .collect();
    controls.iter().for_each(NodeRef::remove_from_parent);
    if controls.is_empty() { Substitute::Itself } else { Substitute::Rest }
}

fn control(node: &NodeRef<'_>, name: &str) -> Substitute {
    let text = node.text().to_lowercase();
    let is_of_page =
        ["", "copy", "copied"].iter().any(|word| text.trim().trim_end_matches(['!', '.']) == *word)
            || node.ancestors_it(None).any(|above| above.has_name("pre"));
    match name {
        "input" if is_checkbox(node) => Substitute::Itself,
        "input" if node.attr("type").is_some_and(|kind| &*kind == "hidden") => {
            Substitute::Text(String::new())
        }
        "button" if is_of_page => Substitute::Text(String::new()),
        _ => Substitute::Nothing,
    }
}

/// Those of task lists are shown as characters.
fn is_checkbox(node: &NodeRef<'_>) -> bool {
    node.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
}

fn component(node: &NodeRef<'_>, name: &str, base: Base<'_>) -> Substitute {
    if has_content(node) {
        return Substitute::Itself;
    }
    match video(node, name) {
        Some(page) => {
            let text = title(node).unwrap_or_else(|| page.clone());
            Substitute::Link(page, text)
        }
        None => linked(node, ADDRESSES, base),
    }
}

/// The page of the video that a component shows: `<lite-youtube videoid="…">`
fn video(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let page = [("youtube", "https://www.youtube.com/watch?v="), ("vimeo", "https://vimeo.com/")]
        .into_iter()
        .find(|(host, _)| name.contains(host))?
        .1;
    let id = VIDEO_IDS.iter().find_map(|attribute| node.attr(attribute))?;
    let is_id =
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_id.then(|| format!("{page}{id}"))
}

fn title(node: &NodeRef<'_>) -> Option<String> {
    let texts = TITLES.iter().filter_map(|name| node.attr(name)).map(|text| text.trim().to_owned());
    texts.into_iter().find(|text| !text.is_empty())
}

fn has_content(node: &NodeRef<'_>) -> bool {
    let is_media = |node: NodeRef<'_>| node.node_name().is_some_and(|name| MEDIA.contains(&&*name));
    !node.text().trim().is_empty() || node.descendants_it().any(is_media)
}

fn link<'t>(near: &NodeRef<'t>, address: &str, text: &str) -> NodeRef<'t> {
    let link = near.tree.new_element("a");
    link.set_attr("href", address);
    link.append_child(&near.tree.new_text(text));
    link
}
