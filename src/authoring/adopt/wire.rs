//! The lines of a wire text in; its caption, credit and comment count out.

use super::lines::Line;
use super::words::{COMMENT_LABELS, CREDIT_LABELS, contains};

/// Additions by a news agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wire {
    /// The picture's caption and credit.
    pub(super) picture: Option<Picture>,
    /// The number of comments, and the number of that line.
    pub(super) comments: Option<(u32, usize)>,
}

/// A line about a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Its caption; may be empty.
    pub(super) caption: String,
    /// Its credit.
    pub(super) credit: String,
    /// The number of its line.
    pub(super) line: usize,
}

impl Wire {
    /// The lines to be moved out of the text.
    pub(super) fn lines(&self) -> Vec<usize> {
        let picture = self.picture.as_ref().map(|picture| picture.line);
        picture.into_iter().chain(self.comments.map(|(_, line)| line)).collect()
    }
}

/// Reads the first line, or the second after a headline, and the last line. If nothing else would be left of the text,
/// it is not a wire text.
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
    let is_credit = contains(CREDIT_LABELS, label) && !credit.trim().is_empty();
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
    contains(COMMENT_LABELS, word).then_some(number)
}
