//! A second checker of HTML, besides the tree of `dangers`: it reads the tags of the text with another parser, and
//! knows only what is allowed. The fuzzer uses it, too.

use html5gum::{EndTag, StartTag, Token, Tokenizer};

/// Elements that do not run scripts or change styles, and do not change how the following text is parsed.
const ELEMENTS: &str = "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd \
     del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img ins kbd li \
     main mark math menclose menu merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms \
     mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover nav ol p picture pre q rp rt ruby s samp section semantics small source span strong sub summary sup \
     table tbody td tfoot th thead time tr track u ul var video wbr";

/// The void elements among them.
const VOID: &str = "br col hr img source track wbr";

/// Attributes that load nothing.
const WORDS: &str = "accent accentunder align allowfullscreen alt alttext class colspan columnalign columnspacing \
     columnspan controls datetime depth dir display displaystyle fence form headers height hreflang id kind label lang \
     largeop linethickness loop lspace mathvariant maxsize media minsize movablelimits notation open preload reversed \
     role rowspacing rowspan rspace scope scriptlevel separator sizes span srclang start stretchy symmetric title type \
     valign value voffset width";

/// Attributes that hold an address.
const ADDRESSES: &str = "cite href poster src";

/// Schemes that a link may not have: they run something, read the reader's own files, or start a program unasked.
const HARMFUL: &str = "about blob data file filesystem intent jar hcp its javascript jscript livescript mhtml mk mocha res search-ms vbs vbscript \
    view-source wyciwyg";

/// The address at which a reader shows the entry, unrelated to the page that it was written for.
const READER: &str = "https://reader.test/";

/// Pictures that may stand within a document.
const PICTURES: &[&str] = &["data:image/gif", "data:image/jpeg", "data:image/png", "data:image/webp"];

/// Everything that is not allowed in an entry.
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
            // The content of a frame is markup to one parser and text to another.
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
    let attributes: Vec<_> =
        tag.attributes.iter().map(|(key, value)| (name.to_owned(), text(key), text(value))).collect();
    let bad = attributes
        .iter()
        .filter(|(_, key, _)| !is_in(WORDS, key) && !is_in(ADDRESSES, key) && key != "srcset");
    let bad = bad.map(|(name, key, value)| format!("<{name} {key}={value:?}>"));
    let frame = name == "iframe" && !attributes.iter().any(|(_, key, _)| key == "src");
    let frame = frame.then(|| "a frame without an address".to_owned());
    element.into_iter().chain(frame).chain(bad).chain(addresses(&attributes)).collect()
}

/// The addresses among attributes that are not allowed in an entry: element, name and value.
pub(crate) fn addresses(attributes: &[(String, String, String)]) -> Vec<String> {
    let bad = attributes.iter().filter(|(name, key, value)| !is_harmless(name, key, value));
    bad.map(|(name, key, value)| format!("<{name} {key}={value:?}>")).collect()
}

fn is_harmless(name: &str, key: &str, value: &str) -> bool {
    match (name, key) {
        (_, "srcset") => {
            let found = candidates(value);
            !found.is_empty() && found.iter().all(|(address, _)| is_whole(address, "http https"))
        }
        ("iframe", "src") => is_whole(value, "https"),
        ("img", "src") | ("video", "poster") if is_picture(value) => true,
        (_, "src" | "poster") => is_whole(value, "http https"),
        _ if is_in(ADDRESSES, key) => is_link(value),
        _ => true,
    }
}

/// Whether an address is a whole one that may be followed, or a place in the entry.
fn is_link(value: &str) -> bool {
    let read = url::Url::parse(READER).and_then(|reader| reader.join(value));
    let is_here = value.strip_prefix("#e").is_some_and(|rest| !rest.is_empty());
    read.is_ok_and(|url| is_here || url.as_str() == value && !is_in(HARMFUL, url.scheme()))
}

/// Whether a browser reads an address as it stands, wherever it stands, and its scheme is one of those.
fn is_whole(value: &str, schemes: &str) -> bool {
    let read = url::Url::parse(READER).and_then(|reader| reader.join(value));
    read.is_ok_and(|url| url.as_str() == value && is_in(schemes, url.scheme()))
}

fn is_picture(value: &str) -> bool {
    let read = url::Url::parse(value).map(|url| url.as_str().to_lowercase());
    read.is_ok_and(|url| {
        PICTURES.iter().any(|kind| url.strip_prefix(kind).is_some_and(|rest| rest.starts_with([';', ','])))
    })
}

/// The candidates of a `srcset` that browsers know, with their descriptors (HTML §4.8.4.2.1, step by step).
pub(crate) fn candidates(srcset: &str) -> Vec<(String, String)> {
    let is_space = |character: &char| matches!(character, '\t' | '\n' | '\u{c}' | '\r' | ' ');
    let text: Vec<char> = srcset.chars().collect();
    let (mut at, mut found) = (0, Vec::new());
    loop {
        at += text.iter().skip(at).take_while(|c| is_space(c) || **c == ',').count();
        let mut address: String = text.iter().skip(at).take_while(|c| !is_space(c)).collect();
        at += address.chars().count();
        if address.is_empty() {
            return found;
        }
        let (mut descriptors, mut descriptor) = (Vec::new(), String::new());
        if address.ends_with(',') {
            address.truncate(address.trim_end_matches(',').len());
        } else {
            let mut in_parentheses = false;
            while let Some(character) = text.get(at) {
                at += 1;
                match character {
                    ',' if !in_parentheses => break,
                    c if !in_parentheses && is_space(c) => descriptors.push(std::mem::take(&mut descriptor)),
                    c => {
                        in_parentheses = if in_parentheses { *c != ')' } else { *c == '(' };
                        descriptor.push(*c);
                    }
                }
            }
        }
        descriptors.push(descriptor);
        descriptors.retain(|descriptor| !descriptor.is_empty());
        if are_known(&descriptors) {
            found.push((address, descriptors.join(" ")));
        }
    }
}

/// A width, perhaps with a height; a density; or nothing.
fn are_known(descriptors: &[String]) -> bool {
    let count =
        |number: &str| number.bytes().all(|b| b.is_ascii_digit()) && number.bytes().any(|b| b != b'0');
    let density = |number: &str| {
        let begins = number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let part = number.split(['e', 'E']).next().is_some_and(|part| !part.ends_with('.'));
        begins && part && number.parse::<f64>().is_ok()
    };
    let mut kinds: Vec<_> = descriptors
        .iter()
        .map(|descriptor| {
            let (number, unit) =
                descriptor.split_at(descriptor.char_indices().last().map_or(0, |(at, _)| at));
            match unit {
                "w" | "h" if count(number) => unit,
                "x" if density(number) => unit,
                _ => "",
            }
        })
        .collect();
    kinds.sort_unstable();
    [&[][..], &["x"], &["w"], &["h", "w"]].contains(&kinds.as_slice())
}

fn is_in(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
