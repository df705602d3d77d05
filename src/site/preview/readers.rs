//! Readers that clean up what they show, each with what it keeps, as data.

use std::collections::BTreeMap;

/// A reader.
pub(super) struct Reader {
    /// Its name.
    pub name: &'static str,
    /// Its name in the page: a class.
    pub class: &'static str,
    data: &'static str,
}

/// Every reader that is shown.
pub(super) const ALL: &[Reader] = &[
    Reader { name: "Miniflux", class: "miniflux", data: include_str!("miniflux.txt") },
    Reader { name: "FreshRSS", class: "freshrss", data: include_str!("freshrss.txt") },
    Reader { name: "Text only", class: "text", data: include_str!("text.txt") },
];

/// What a reader keeps.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct KeptHtml {
    /// The attributes of each element.
    pub elements: BTreeMap<&'static str, Vec<&'static str>>,
    /// The attributes of all elements.
    pub everywhere: Vec<&'static str>,
    /// Elements that go with their content.
    pub dropped: Vec<&'static str>,
    /// The hosts that frames may come from; empty for all.
    pub frames: Vec<&'static str>,
    /// The attributes of which an element needs one, or it goes.
    pub needed: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Reader {
    /// What it keeps.
    pub(super) fn kept(&self) -> KeptHtml {
        let mut kept = KeptHtml::default();
        for line in self.data.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let Some(first) = words.next() else { continue };
            let mut rest: Vec<_> = words.collect();
            match first {
                "need" if !rest.is_empty() => _ = kept.needed.insert(rest.remove(0), rest),
                "*" => kept.everywhere = rest,
                "drop" => kept.dropped = rest,
                "frames" => kept.frames = rest,
                element => _ = kept.elements.insert(element, rest),
            }
        }
        kept
    }
}
