//! A short line of its own in; whether it orders something about its publication, as it has no other words than such
//! orders have: `Release: 1 December 2026`, `Kill notice`, `Exclusively for Tuesday's papers`. Prose and headlines speak of
//! other things, too.

use super::dates::{self, Reading};
use super::until::is_month;
use super::words::{
    DATE_FILLERS, DATE_SUFFIXES, HOUR_WORDS, NOON, PUBLICATION_WORDS, PUBLISHED_LABELS, RELATIVE_DAYS,
    TIME_PREFIXES, TIME_WORDS, UNTIL, WEEKDAYS, ZONES, contains,
};
use crate::site::date::WrittenDate;

/// What such a line orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Not to publish the text.
    Hold,
    /// Not to publish it before a time that the line says.
    Wait,
}

/// The maximum length of such a line, in characters and in words.
const MAX_LENGTH: usize = 120;
const MAX_WORDS: usize = 16;

/// Words of publication, in lower case.
const RELEASE: &str = "\
     release, released, publication, publish, published, broadcast, distribution, veröffentlichung, freigabe, freigegeben, frei, \
     verwendung, sendung, publicación, difusión, parution, diffusion, publicação, divulgação, pubblicazione, diffusione, \
     publicatie, vrijgave, publicering, offentliggørelse, publisering, publikacja, publikacji, yayın, yayınlanma, publikasi, \
     publikasikan, siarkan, siaran, penyiaran, terbit, terbitkan, penerbitan, tayang, tayangkan, penayangan, dimuat, публикация, публикации, публиковать, \
     опубликовать, публікації, публікувати, النشر, للنشر, نشر, công, bố, phát, hành, đăng";

/// Words that forbid, in lower case.
const FORBIDDEN: &str = "\
     not, no, never, nicht, kein, keine, pas, ne, não, non, niet, ikke, inte, nie, tidak, bukan, jangan, belum, dilarang, не, \
     нельзя, لا, ليس, ليست, يحظر, يمنع, không, chưa, cấm";

/// Words that leave a text to few, in lower case.
const ONLY: &str = "\
     only, exclusively, exclusive, nur, ausschließlich, exklusiv, uniquement, seulement, exclusivement, solo, sólo, solamente, \
     exclusivamente, exclusivo, apenas, somente, soltanto, esclusivamente, alleen, uitsluitend, hanya, khusus, только, \
     исключительно, فقط, حصريا, chỉ";

/// Those who get a text, and what for, in lower case.
const READERS: &str = "\
     paper, papers, newspapers, editors, editor, desks, newsrooms, media, information, redaktion, redaktionen, zeitungen, \
     rédaction, rédactions, journaux, redacción, redacciones, redação, redações, redazione, redazioni, redactie, redacties, \
     redaksi, redaktur, internal, pelanggan, koran, informasi, información, informação, informazione, informatie, редакций, редакции, сведения";

/// Words that withdraw a text, in lower case.
const WITHDRAWN: &str = "\
     kill, killed, bust, busted, spike, spiked, disregard, withdrawn, withdraw, withheld, retract, retracted, cabut, dicabut, pencabutan, ditarik, penarikan, \
     dibatalkan, pembatalan, zurückgezogen, \
     storniert, annulliert, anulado, anulada, retirado, retirada, annulé, annulée, retiré, retirée, ritirato, ritirata, \
     annullato, annullata, ingetrokken, отозвано, отозван, аннулировано, سحب, إلغاء";

/// Words for a text that only tests the way to its readers, and those that ask to ignore it, in lower case.
const TESTS: &str = "\
     test, testing, tes, uji, ujicoba, coba, prueba, teste, essai, prova, proef, prøve, тест, проверка, اختبار";
const IGNORE: &str = "\
     ignore, ignored, abaikan, diabaikan, ignorieren, beachten, ignorar, ignoren, ignorez, ignorer, ignorare, negeren, \
     ignorera, игнорировать, تجاهل";

/// The first words of a line that sends a text ahead of its time, in lower case: `ADVANCE FOR SUNDAY`, `ADV13`.
const ADVANCE: &str = "advance";
const ADV: &str = "adv";

/// Words for other ways to pass a text on, in lower case, which only forbidding makes an order.
const SHARING: &str = "\
     konsumsi, disebarluaskan, disebarkan, disebar, diedarkan, dikutip, dibagikan";

/// Words that make a text wait, in lower case, and what it may wait for.
const HOLDS: &str = "tahan, tunda";
const CONFIRMATIONS: &str =
    "konfirmasi, klarifikasi, verifikasi, persetujuan, pemberitahuan, instruksi, arahan";

/// Words of "for immediate release", in lower case: a day behind them is that of the text, unless a word says "after".
const IMMEDIATE: &str = "segera";
const AFTER: &str = "setelah, sesudah, usai";

/// The beginning of a line that leaves a text to few only as its first word, in lower case.
const LIMITED: &str = "terbatas";

/// Labels before the time at which a text is to go out, in lower case. A day alone is often that on which it did.
const SCHEDULE_LABELS: &str = "\
     tayang, terbit, jadwal tayang, jadwal terbit, jadwal siar, rencana tayang, rencana terbit, waktu tayang, waktu terbit, \
     tanggal tayang, tanggal terbit";

/// Words for a text, in lower case.
const ITEMS: &str = "\
     story, article, item, text, copy, notice, report, berita, naskah, artikel, meldung, beitrag, bericht, dépêche, artículo, \
     noticia, nota, notícia, artigo, articolo, notizia, сообщение, материал, статья, الخبر, خبر";

/// Small words around all these, in lower case.
const FILLERS: &str = "\
     an, and, any, advance, advisory, all, are, be, by, date, do, eastern, ct, et, mt, pt, for, from, in, is, it, local, \
     or, our, please, that, this, use, with, your, bitte, das, dem, der, des, die, diese, dieser, dieses, erst, für, oder, \
     und, vom, zu, zum, zur, au, aux, ce, cette, d, du, dès, en, l, la, les, partir, pour, desde, esta, este, los, para, \
     por, su, da, dos, o, os, dal, dalle, gli, lo, per, questa, questo, deze, dit, een, het, van, vanaf, bahan, hari, ini, \
     itu, kepada, mulai, pada, sejak, tanggal, untuk, setelah, sesudah, denne, detta, efter, etter, från, fra, för, dla, \
     agar, akan, bisa, boleh, dahulu, dapat, dulu, harap, hendaknya, kalangan, keperluan, kebutuhan, lebih, lanjut, \
     mohon, dimohon, terlebih, tolong, ada, adanya, dari, depan, publik, umum, od, po, tego, bu, için, sonra, для, на, от, с, этот, после, بعد, من, هذا, هذه, after, nach, après, después, depois, \
     após, dopo, này, sau, từ, tin";

/// What a line orders.
pub(super) fn order(text: &str) -> Option<Order> {
    let words = words(text);
    if is_schedule(text) || is_advance(&words) {
        return Some(Order::Wait);
    }
    let is_short = text.chars().count() <= MAX_LENGTH && (2..=MAX_WORDS).contains(&words.len());
    if is_short && is_test(&words) {
        return Some(Order::Hold);
    }
    // `Published 1 December 2026`
    if !is_short || !words.iter().all(|word| is_known(word)) || is_published(text) {
        return None;
    }
    let has = |table: &str| words.iter().any(|word| contains(table, word));
    let has_release = has(RELEASE) || has(PUBLICATION_WORDS);
    let is_dated = is_dated(&words);
    let is_limited = || words.first().is_some_and(|first| contains(LIMITED, first));
    let is_withdrawn = has(WITHDRAWN) && has(ITEMS);
    let is_forbidden = (has_release || has(SHARING)) && has(FORBIDDEN) && !is_dated;
    let is_for_few = has(READERS) && (has(ONLY) || is_limited() || is_dated);
    let is_held = has(HOLDS) && !is_dated && (has_release || has(CONFIRMATIONS));
    if is_withdrawn || is_forbidden || is_for_few || is_held {
        return Some(Order::Hold);
    }
    let is_immediate = has(IMMEDIATE) && !has(AFTER);
    let is_awaited = has_release && !is_immediate || has(HOLDS) && has(UNTIL);
    (is_awaited && is_dated).then_some(Order::Wait)
}

/// Whether words send a text ahead of the day that they tell: `ADVANCE FOR SUNDAY, DEC. 13`, `ADV13`, `Adv for Sunday`.
fn is_advance(words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first().filter(|(_, rest)| rest.len() < MAX_WORDS) else {
        return false;
    };
    let is_day = |word: &String| {
        word.chars().count() > 2 && contains(WEEKDAYS, word) || is_month(word) || is_number(word)
    };
    let begins = |word: &String| word == "for" || is_day(word);
    let is_rest = rest.iter().all(|word| is_known(word)) && rest.first().is_none_or(begins);
    let day =
        first.strip_prefix(ADV).filter(|day| !day.is_empty() && day.chars().all(|c| c.is_ascii_digit()));
    is_rest
        && (day.is_some() || (first == ADV && rest.iter().any(is_day)) || first == ADVANCE && is_dated(rest))
}

/// Whether words say that a text is only a test: `TEST - PLEASE IGNORE`.
fn is_test(words: &[String]) -> bool {
    let has = |table: &str| words.iter().any(|word| contains(table, word));
    let is_of_one = |word: &String| is_known(word) || contains(TESTS, word) || contains(IGNORE, word);
    has(TESTS) && has(IGNORE) && words.iter().all(is_of_one)
}

/// Whether a line schedules the text for a time of a day: `Tayang: Rabu 2 Desember 2026 pukul 06.00 WIB`.
fn is_schedule(text: &str) -> bool {
    let Some((label, time)) = text.split_once([':', '：']) else { return false };
    let has_time = || match dates::parse(time.trim()) {
        Some((Reading::One(WrittenDate::Instant(_) | WrittenDate::Local(_)), _)) => true,
        Some((Reading::One(WrittenDate::Date(_)) | Reading::Either(..), loses_time)) => loses_time,
        None => false,
    };
    contains(SCHEDULE_LABELS, label) && has_time()
}

/// Whether a line tells when the text was published: `Published 1 December 2026`.
fn is_published(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut rests = PUBLISHED_LABELS.split(", ").filter_map(|label| lower.strip_prefix(label));
    rests.any(|rest| !rest.starts_with(char::is_alphabetic)) && dates::line(text).is_some()
}

/// Whether a line speaks of publication and of a time, among other words.
pub(super) fn may_be(text: &str) -> bool {
    let words = words(text);
    let has_release = words.iter().any(|word| contains(RELEASE, word) || contains(WITHDRAWN, word));
    text.chars().count() <= MAX_LENGTH && has_release && is_dated(&words) && dates::line(text).is_none()
}

/// Whether words tell a day or a time.
fn is_dated(words: &[String]) -> bool {
    let has = |is: fn(&String) -> bool| words.iter().any(is);
    let has_number = has(|word| is_number(word));
    let has_unit = has(|word| is_month(word) || contains(TIME_WORDS, word) || contains(HOUR_WORDS, word));
    let has_day =
        has(|word| word.chars().count() > 3 && contains(WEEKDAYS, word) || contains(RELATIVE_DAYS, word));
    has_number && has_unit || has_day || {
        // `1.12.2026`
        words.iter().filter(|word| is_number(word)).count() >= 3
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_known(word: &str) -> bool {
    let tables = [
        RELEASE,
        PUBLICATION_WORDS,
        FORBIDDEN,
        ONLY,
        READERS,
        WITHDRAWN,
        ITEMS,
        SHARING,
        HOLDS,
        CONFIRMATIONS,
        IMMEDIATE,
        LIMITED,
        FILLERS,
        UNTIL,
        WEEKDAYS,
        RELATIVE_DAYS,
        DATE_FILLERS,
        DATE_SUFFIXES,
        TIME_PREFIXES,
        TIME_WORDS,
        HOUR_WORDS,
        NOON,
    ];
    is_number(word)
        || is_month(word)
        || tables.iter().any(|table| contains(table, word))
        || ZONES.iter().any(|(zone, _)| *zone == word)
        || ["m", "p"].contains(&word)
}

/// The words of a text in lower case, without an `'s` at their end.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = words.map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    let bare = |word: String| {
        let end = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        end.map_or(word.clone(), str::to_owned)
    };
    words.map(bare).filter(|word| !word.is_empty()).collect()
}
