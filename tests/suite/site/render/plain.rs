//! Plain text: what a reader of the file sees as paragraphs, verses, lists and tables stays that.

use feedwright::site::kind::FileKind;

use super::html;

/// Prose as a mail program wraps it at 66 columns.
const PROSE: &str = "The ferry between the two islands will run twice an hour from Monday\non, the operator said in Lirang this morning. Tickets stay as cheap as\nthey were.";
const JOINED: &str = "<p>The ferry between the two islands will run twice an hour from Monday on, the operator said in Lirang this morning. Tickets stay as cheap as they were.</p>";

/// A paragraph on one line, as in a wire text.
const LINE: &str = "The ferry between the two islands will run twice an hour from Monday on, the operator said in Lirang this morning.";

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(html(FileKind::Text, text), expected, "{text}");
}

/// A block in a text that is wrapped by hand, and in one that has a paragraph a line.
#[track_caller]
fn check_block(block: &str, expected: &str) {
    check(&format!("{PROSE}\n\n{block}\n\n{PROSE}\n"), &format!("{JOINED}\n{expected}\n{JOINED}"));
    check(&format!("{LINE}\n\n{block}\n\n{LINE}\n"), &format!("<p>{LINE}</p>\n{expected}\n<p>{LINE}</p>"));
}

#[test]
fn short_lines_of_a_block_keep_their_ends() {
    for (block, expected) in [
        // A verse, with lines that are nearly as long as each other.
        (
            "The tide comes in, the tide goes out,\nthe ferry waits beside the quay,\nand nobody can tell about\nthe things that happened out at sea",
            "<p>The tide comes in, the tide goes out,<br>\nthe ferry waits beside the quay,<br>\nand nobody can tell about<br>\nthe things that happened out at sea</p>",
        ),
        (
            "Ana Ruiz\nHarbour Street 1\n12345 Lirang",
            "<p>Ana Ruiz<br>\nHarbour Street 1<br>\n12345 Lirang</p>",
        ),
        ("- apples & pears\n- plums\n- figs", "<p>- apples &amp; pears<br>\n- plums<br>\n- figs</p>"),
        ("1. Lirang\n2. Tanjung\n3. Selong", "<p>1. Lirang<br>\n2. Tanjung<br>\n3. Selong</p>"),
        (
            "Lirang      3\nTanjung     1\nSelong      0",
            "<p>Lirang      3<br>\nTanjung     1<br>\nSelong      0</p>",
        ),
        ("When: Monday, 6 pm\nWhere: Town Hall", "<p>When: Monday, 6 pm<br>\nWhere: Town Hall</p>"),
    ] {
        check_block(block, expected);
    }
}

#[test]
fn lines_in_a_wrapped_text_that_end_where_the_next_word_had_room_are_kept() {
    // Long lines of a verse: each could have held the next word.
    let verse = "And what the river took from us that winter, it gave to those\nwho live below the bridge, where nobody had asked for it, and\nwhere nobody has thanked it since";
    let expected = verse.replace('\n', "<br>\n");
    check(&format!("{PROSE}\n\n{verse}\n"), &format!("{JOINED}\n<p>{expected}</p>"));
    // A table as wide as the text.
    let table = "Ana Ruiz        Lirang Rowing Club of 1924                     12:04.3\nBudi Santoso    Tanjung Sailing Association                    12:09.8";
    let expected = table.replace('\n', "<br>\n");
    check(&format!("{PROSE}\n\n{table}\n"), &format!("{JOINED}\n<p>{expected}</p>"));
    // Items that are wrapped themselves.
    check(
        &format!(
            "{PROSE}\n\n- a list of items that are just as long as the lines of the text\nabove\n- plums\n"
        ),
        &format!(
            "{JOINED}\n<p>- a list of items that are just as long as the lines of the text above<br>\n- plums</p>"
        ),
    );
}

#[test]
fn prose_that_was_wrapped_is_put_together_however_it_was_wrapped() {
    check(&format!("{PROSE}\n"), JOINED);
    check(&format!("{PROSE}\n\n{PROSE}\n"), &format!("{JOINED}\n{JOINED}"));
    // By somebody who pressed the key where it seemed right, in a language that writes nouns with capitals.
    let german = "Die Fähre zwischen den beiden Inseln fährt von Montag an\nzweimal in der Stunde, wie der Betreiber am Morgen in\nLirang sagte. Der Preis der Fahrkarten bleibt, wie er vor\nden Ferien war.";
    let joined = format!("<p>{}</p>", german.replace('\n', " "));
    check(&format!("{german}\n\n{german}\n"), &format!("{joined}\n{joined}"));
}

#[test]
fn a_text_of_verses_is_not_put_together() {
    let verse = "The tide comes in and goes again\nThe ferry waits beside the quay\nAnd nobody will tell us when\nWe may go out again to sea";
    let expected = verse.replace('\n', "<br>\n");
    check(&format!("{verse}\n\n{verse}\n"), &format!("<p>{expected}</p>\n<p>{expected}</p>"));
}

#[test]
fn short_paragraphs_of_a_wire_text_stay_paragraphs() {
    check(
        &format!("{LINE}\n\nHe said yes.\nShe said no.\n\n{LINE}\n"),
        &format!("<p>{LINE}</p>\n<p>He said yes.</p>\n<p>She said no.</p>\n<p>{LINE}</p>"),
    );
    // A subheading, and a headline.
    check(
        &format!("Ferry runs twice an hour\n{LINE}\n\nWhat it costs\n{LINE}\n"),
        &format!("<p>Ferry runs twice an hour</p>\n<p>{LINE}</p>\n<p>What it costs</p>\n<p>{LINE}</p>"),
    );
}
