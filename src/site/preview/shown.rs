//! What a reader leaves of an entry in, the same as the page shows it out: it loads nothing. Pictures of the site are in it,
//! and links stand for all else that a browser would fetch.

use data_encoding::BASE64;
use dom_query::{Document, NodeRef};

use crate::site::file_name::extension;
use crate::source::bounds::{Budget, Oversized};
use crate::source::{html, media_type};

/// The file of the site at an address, if it is at hand.
pub(crate) type LoadFile<'l> = dyn Fn(&str) -> Option<Vec<u8>> + 'l;

/// The attributes by which elements name what they load.
const LOADED: &[&str] = &["src", "srcset", "sizes", "poster", "loading"];

/// The HTML as the page shows it.
///
/// # Errors
/// If it is too large to be laid out.
pub(super) fn html(text: &str, load: &LoadFile<'_>) -> Result<String, Oversized> {
    let limited = html::limited(text).html;
    let document: Document = html::fragment(&limited, Budget::of_article(text.len()))?;
    let root = document.html_root();
    let named = |names: &[&str]| -> Vec<NodeRef<'_>> {
        let nodes = root.descendants_it();
        nodes.filter(|node| node.node_name().is_some_and(|name| names.contains(&&*name))).collect()
    };
    named(&["source", "track"]).iter().for_each(NodeRef::remove_from_parent);
    for picture in named(&["img"]) {
        show_picture(&picture, load);
    }
    for player in named(&["audio", "iframe", "video"]) {
        let name = player.node_name().unwrap_or_default().to_string();
        let address = player.attr("src").unwrap_or_default().to_string();
        player.rename("a");
        player.remove_attrs(LOADED);
        player.set_attr("class", "loaded");
        player.set_attr("href", &address);
        player.set_text(format!("{name}: {address}"));
    }
    Ok(root.inner_html().to_string())
}

/// A picture of the site is shown; of any other there is its text.
fn show_picture(picture: &NodeRef<'_>, load: &LoadFile<'_>) {
    let address = picture.attr("src").unwrap_or_default().to_string();
    picture.remove_attrs(LOADED);
    if address.starts_with("data:image/") {
        return picture.set_attr("src", &address);
    }
    let kind = media_type::by_extension(extension(address.split(['?', '#']).next().unwrap_or_default()));
    let bytes = kind.filter(|kind| kind.starts_with("image/")).and_then(|kind| Some((kind, load(&address)?)));
    match bytes {
        Some((kind, bytes)) => {
            picture.set_attr("src", &format!("data:{kind};base64,{}", BASE64.encode(&bytes)));
        }
        None => picture.set_attr("title", &address),
    }
}
