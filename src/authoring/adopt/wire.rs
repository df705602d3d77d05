//! Wire text: the lines of a plain text in, its caption, credit and comment count out.

use super::lines::Line;
use super::words::{COMMENTS, CREDITS, holds};

/// What an agency adds to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wire {
    /// The picture's caption and credit.
    pub(super) picture: Option<Picture>,
    /// How many comments there are, and in which line that stands.
    pub(super) comments: Option<(u32, usize)>,
}

/// What a line says about a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// What it shows; may be empty.
    pub(super) caption: String,
    /// Whose it is.
    pub(super) credit: String,
    /// The number of its line.
    pub(super) line: usize,
}

impl Wire {
    /// The lines that are lifted out.
    pub(super) fn lines(&self) -> Vec<usize> {
        let picture = self.picture.as_ref().map(|picture| picture.line);
        picture.into_iter().chain(self.comments.map(|(_, line)| line)).collect()
    }
}

/// Looks at the first line, or at the second behind a headline, and at the last. Of a text that would be empty then,
/// nothing is wire.
pub(super) fn read(lines: &[Line<'_>]) -> Wire {
    let picture = lines.iter().take(2).find_map(picture);
    let comments = lines.last().and_then(|line| Some((count(line.text)?, line.number)));
    let wire = Wire { picture, comments };
    if wire.lines().len() < lines.len() { wire } else { Wire::default() }
}

/// `A train on the bridge (Photo: THX/TTXVN).`
fn picture(line: &Line<'_>) -> Option<Picture> {
    let text = line.text.trim_end_matches(['.', '。']);
    let inside = text.strip_suffix([')', '）'])?;
    let (caption, bracketed) = inside.rsplit_once(['(', '（'])?;
    let (label, credit) = bracketed.split_once([':', '：'])?;
    let is_credit = holds(CREDITS, label) && !credit.trim().is_empty();
    is_credit.then(|| Picture {
        caption: caption.trim().to_owned(),
        credit: credit.trim().to_owned(),
        line: line.number,
    })
}

/// `Comments (3)`, `Comments: 3`, `3 comments`
fn count(text: &str) -> Option<u32> {
    let is_number = |c: char| c.is_ascii_digit();
    let start = text.find(is_number)?;
    let end = text.rfind(is_number)? + 1;
    let number = text.get(start..end)?.parse().ok()?;
    let (before, after) = (text.get(..start)?.trim(), text.get(end..)?.trim());
    let word = match after {
        ")" | "）" => before.strip_suffix(['(', '（'])?,
        "" => before.strip_suffix([':', '：'])?,
        word if before.is_empty() => word,
        _ => return None,
    };
    holds(COMMENTS, word).then_some(number)
}
