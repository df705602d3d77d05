//! How much there is to read in a text.

use feedwright::source::letters::letters;

#[test]
fn only_letters_and_digits_that_readers_see_count() {
    let cases = [
        ("", 0),
        ("Reef 12, deep.", 10),
        ("größer 珊瑚", 8),
        // Tags, and what looks like one.
        ("<p class=\"lead\">reef</p>", 4),
        ("a < b and 2<3", 7),
        ("reef<br", 4),
        // Comments may contain marks of tags.
        ("a<!-- <b>hidden</b> -->b", 2),
        ("a<!-- open", 1),
        // Addresses.
        ("[reef](https://a.org/deep/reef.html \"map\")", 7),
        ("![reef](reef.jpg)", 4),
        ("see https://a.org/deep, or http://b.org", 5),
        ("https: or http", 11),
        // A character reference is one letter, whatever it stands for.
        ("caf&eacute; &amp; &#233;&#xE9;", 7),
        ("AT&T & more; fish", 11),
        ("&averyverylongname;", 17),
    ];
    for (text, expected) in cases {
        assert_eq!(letters(text), expected, "{text}");
    }
}
