//! A second judge of HTML, beside the tree of `dangers`: it reads the tags as they stand in the text, by another parser,
//! and knows only what may be there. The fuzzer uses it, too.

use html5gum::{EndTag, StartTag, Token, Tokenizer};

/// Elements that neither run, nor style, nor change how what follows is read.
const ELEMENTS: &str = "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd \
     del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img ins kbd li \
     main mark math menu mfrac mi mn mo mover mroot mrow ms mspace msqrt msub msubsup msup mtable mtd mtext mtr \
     munder munderover nav ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup \
     table tbody td tfoot th thead time tr track u ul var video wbr";

/// Those of them that hold nothing.
const VOID: &str = "br col hr img source track wbr";

/// Attributes that load nothing.
const WORDS: &str = "align allowfullscreen alt class colspan controls datetime dir display headers height hreflang id \
     kind label lang media open reversed rowspan scope sizes span srclang start title type value width";

/// Attributes that hold an address.
const ADDRESSES: &str = "cite href poster src";

/// What no address in a feed begins with: it would run, or read the reader's own files.
const FORBIDDEN_SCHEMES: &[&str] = &["about", "blob", "data", "file", "filesystem", "javascript", "vbscript"];

/// Pictures that may stand within a document.
const PICTURES: &[&str] = &["data:image/gif", "data:image/jpeg", "data:image/png", "data:image/webp"];

/// Everything that has no place in an entry.
pub(crate) fn misplaced(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html).map(|Ok(token)| token) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                found.extend(in_tag(&name, &tag));
                if !is_in(VOID, &name) {
                    open.push(name);
                }
            }
            Token::EndTag(EndTag { name, .. }) => {
                let name = text(&name);
                if open.pop().as_ref() != Some(&name) {
                    found.push(format!("</{name}> that closes something else"));
                }
            }
            // What stands in a frame is markup to one parser and text to another.
            Token::String(words) if open.last().is_some_and(|name| name == "iframe") => {
                found.push(format!("{} in a frame", text(&words)));
            }
            Token::String(_) | Token::Error(_) => {}
            Token::Comment(comment) => found.push(format!("a comment: {}", text(&comment))),
            Token::Doctype(_) => found.push("a document type".to_owned()),
        }
    }
    found.extend(open.into_iter().map(|name| format!("<{name}> that is not closed")));
    found
}

fn in_tag(name: &str, tag: &StartTag<()>) -> Vec<String> {
    let element = (!is_in(ELEMENTS, name)).then(|| format!("<{name}>"));
    let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(value)));
    let bad = attributes.filter(|(key, value)| !is_harmless(name, key, value));
    element.into_iter().chain(bad.map(|(key, value)| format!("<{name} {key}={value:?}>"))).collect()
}

fn is_harmless(name: &str, key: &str, value: &str) -> bool {
    match key {
        "srcset" => value.split(", ").all(|candidate| ["http:", "https:"].contains(&scheme(candidate))),
        "src" if name == "iframe" => value.starts_with("https://"),
        "src" | "poster" if PICTURES.iter().any(|picture| value.to_lowercase().starts_with(picture)) => {
            name == "img" || name == "video"
        }
        _ if is_in(ADDRESSES, key) => is_absolute(value),
        _ => is_in(WORDS, key),
    }
}

/// Whether an address is whole, by the URL standard, and harmless.
fn is_absolute(value: &str) -> bool {
    let parsed = url::Url::parse(value);
    parsed.is_ok_and(|url| url.as_str() == value && !FORBIDDEN_SCHEMES.contains(&url.scheme()))
}

fn scheme(address: &str) -> &str {
    address.find(':').and_then(|at| address.get(..=at)).unwrap_or_default()
}

fn is_in(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
