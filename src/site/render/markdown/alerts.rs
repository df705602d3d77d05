//! The beginning of a quotation in, the name of an alert and its title out: `[!NOTE]`, which GitHub knows, and `[!INFO] Title`,
//! which other programs know.

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

/// The most events that the mark of an alert may be: a paragraph, and the texts `[`, `!NOTE`, `]` and the title.
pub(super) const MARK: usize = 5;

/// An alert.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alert {
    /// Its name as readers show it.
    name: String,
    /// The beginning of its title, with a space before it.
    pub(super) title: String,
}

impl Alert {
    /// An alert of GitHub, which has no title.
    pub(super) fn of(kind: BlockQuoteKind) -> Alert {
        let name = match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        };
        Alert { name: name.to_owned(), title: String::new() }
    }

    /// The alert that a quotation begins with, and how many of its first events say so.
    pub(super) fn at_start(events: &[Event<'_>]) -> Option<(Alert, usize)> {
        let (Event::Start(Tag::Paragraph), texts) = events.split_first()? else { return None };
        let texts: Vec<_> = texts.iter().map_while(text).collect();
        let line = texts.concat();
        let (kind, title) = line.split_once(']')?;
        Some((Alert::written(kind, title)?, texts.len() + 1))
    }

    /// An alert by what stands before and behind the bracket that closes its mark: `[!NOTE` and `- Title`.
    fn written(kind: &str, title: &str) -> Option<Alert> {
        let kind =
            kind.strip_prefix("[!").filter(|kind| kind.starts_with(|c: char| c.is_ascii_alphabetic()))?;
        let is_word = kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        // A sign says whether a page shows it open or folded.
        let title = title.strip_prefix(['+', '-']).unwrap_or(title);
        let title = if title.is_empty() { String::new() } else { format!(" {}", title.trim_start()) };
        is_word.then(|| Alert { name: capitalized(kind), title })
    }

    /// What an alert begins with.
    pub(super) fn html(&self) -> String {
        format!("<strong>{}</strong>:", self.name)
    }
}

fn text<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    if let Event::Text(text) = event { Some(text) } else { None }
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_ascii_lowercase();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
