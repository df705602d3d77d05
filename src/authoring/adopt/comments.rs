//! The last line of a text in; the count of its comments out: `Comments (3)`, `1.234 Kommentare`, `3,4 rb komentar`.

use super::words::contains;

/// Labels of a comment count, in lower case.
const LABELS: &str = "\
     comment, comments, komentar, komen, bình luận, ý kiến, комментарий, комментарии, комментариев, \
     комментария, коментар, коментарі, коментарів, comentario, comentarios, comentário, comentários, commentaire, \
     commentaires, kommentar, kommentare, kommentarer, kommentarar, commento, commenti, reactie, reacties, komentarz, \
     komentarze, komentarzy, komentář, komentáře, komentářů, yorum, yorumlar, kommentti, kommenttia, 评论, 評論, 留言, コメント, \
     댓글, تعليق, تعليقات, التعليقات, ความคิดเห็น, टिप्पणी, टिप्पणियाँ";

/// Lines that say that there are none, in lower case.
const NONE: &str = "\
     no comments, no comments yet, belum ada komentar, tidak ada komentar, chưa có bình luận, chưa có bình luận nào, \
     нет комментариев, комментариев нет, комментариев пока нет, немає коментарів, sin comentarios, sem comentários, \
     aucun commentaire, keine kommentare, noch keine kommentare, nessun commento, geen reacties, nog geen reacties, \
     inga kommentarer, ingen kommentarer, brak komentarzy, yorum yok, henüz yorum yok, 暂无评论, 暫無評論, コメントはありません, 댓글 없음, \
     لا توجد تعليقات, لا تعليقات";

/// Short forms of large numbers, in lower case.
const THOUSANDS: &str =
    "k, rb, ribu, mil, тыс, тис, tsd, tys, tis, bin, nghìn, ngàn, n, ألف, พัน, हज़ार, 천, 千";
const TEN_THOUSANDS: &str = "万, 萬, 만, หมื่น";
const MILLIONS: &str = "m, mio, mln, jt, juta, tr, triệu, млн, مليون, ล้าน";

/// Words between a number and what it counts, in Chinese, Japanese and Korean.
const COUNTERS: &[char] = &['条', '條', '個', '个', '则', '則', '件', '개'];

/// Marks between a label and its number.
const MARKS: &[char] = &['(', ')', '[', ']', '（', '）', ':', '：', '|', '·', '•', '-', '–', '—'];

/// Marks between the digits of a number.
const GROUP_MARKS: &[char] = &['.', ',', ' ', '\u{A0}', '\u{2009}', '\u{202F}', '\'', '’', '٬', '،'];

/// Reads a line.
pub(super) fn count(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.');
    if contains(NONE, text) {
        return Some(0);
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let start = text.find(is_digit)?;
    let end = text.rfind(is_digit)? + 1;
    let (before, number, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let (factor, after) = factor(after);
    let after = unmarked(after.trim_start().trim_start_matches(COUNTERS));
    let before = unmarked(before);
    let is_counter =
        contains(LABELS, before) && after.is_empty() || before.is_empty() && contains(LABELS, after);
    is_counter.then(|| value(number, factor)).flatten()
}

fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c))
}

/// What a number before a text is multiplied by, and the rest of the text: `K comments`, ` rb komentar`.
fn factor(text: &str) -> (u64, &str) {
    let text = text.trim_start();
    let tables = [(THOUSANDS, 1_000), (TEN_THOUSANDS, 10_000), (MILLIONS, 1_000_000)];
    let words = tables.iter().flat_map(|(table, factor)| table.split(", ").map(|word| (word, *factor)));
    let rests = words.filter_map(|(word, factor)| Some((factor, after_word(text, word)?)));
    rests.min_by_key(|(_, rest)| rest.len()).unwrap_or((1, text))
}

/// The rest of a text after a word in any case. Chinese is written without spaces.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let length: usize = text.chars().take(word.chars().count()).map(char::len_utf8).sum();
    let (begin, rest) = text.split_at_checked(length)?;
    let is_whole = !rest.starts_with(char::is_alphabetic)
        || TEN_THOUSANDS.contains(word)
        || word == "千"
        || word == "천";
    (is_whole && begin.to_lowercase() == word).then(|| rest.trim_start_matches('.'))
}

/// `1.234` or `1,234`; before a multiplier, `1.2` or `1,2`.
fn value(number: &str, factor: u64) -> Option<u32> {
    if factor == 1 {
        let groups: Vec<_> = number.split(GROUP_MARKS).collect();
        let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
        let is_begun = groups.len() == 1 || groups.first().is_some_and(|first| first.len() <= 3);
        return (is_grouped && is_begun).then(|| groups.concat().parse().ok()).flatten();
    }
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = part.parse::<u64>().ok()?.checked_mul(factor)? / scale;
    u32::try_from(whole.parse::<u64>().ok()?.checked_mul(factor)?.checked_add(part)?).ok()
}
