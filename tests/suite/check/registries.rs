//! External registries: registered values are not reported, the data files have the form that lookups need, and the
//! script updates them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use feedwright::check::{self, Options};

use crate::suite::harness::project;

fn folder() -> PathBuf {
    project().join("src/check/registries")
}

/// The codes of the findings in an RSS feed with these elements in its channel and in its item.
fn codes(channel: &str, item: &str) -> BTreeSet<&'static str> {
    let feed = format!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
         xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <channel>{channel}<item>{item}</item></channel></rss>"
    );
    let checked = check::document(Path::new("feed.xml"), feed.as_bytes(), &Options::default());
    checked.findings.iter().map(|(finding, _)| finding.code.name).collect()
}

/// Asserts that a code is reported for the pieces of a feed in `reported`, and not for those in `silent`.
fn check(code: &str, piece: impl Fn(&str) -> (String, String), silent: &[&str], reported: &[&str]) {
    for (values, expected) in [(silent, false), (reported, true)] {
        for value in values {
            let (channel, item) = piece(value);
            let found = codes(&channel, &item);
            assert_eq!(found.contains(code), expected, "{value}: {found:?}");
        }
    }
}

fn in_channel(value: String) -> (String, String) {
    (value, String::new())
}

fn in_item(value: String) -> (String, String) {
    (String::new(), value)
}

#[test]
fn a_registered_relation_is_not_reported() {
    let piece = |rel: &str| in_item(format!("<atom:link rel=\"{rel}\" href=\"https://a.example/\"/>"));
    check("unknown-relation", piece, &["apple-touch-startup-image", "self", "webmention"], &["selfish"]);
}

#[test]
fn a_scheme_that_is_registered_or_in_use_is_not_reported() {
    let piece = |scheme: &str| in_item(format!("<link>{scheme}:rain</link>"));
    let silent = ["https", "web+ap", "pkg", "otpauth", "shttp", "mastodon"];
    check("unregistered-scheme", piece, &silent, &["htpps", "rain"]);
}

#[test]
fn a_language_with_registered_subtags_in_valid_places_is_not_reported() {
    let piece = |tag: &str| in_channel(format!("<language>{tag}</language>"));
    let silent = [
        "en",
        "EN-us",
        "tok",
        "en-CQ",
        "de-viennese",
        "zh-yue-Hant-HK",
        "sl-rozaj-biske-1994",
        "i-klingon",
        "qaa-Qaaa-QM",
        "x-rain",
        "de-DE-u-co-phonebk-x-rain",
    ];
    let reported = [
        "english",
        "en_US",
        "qb",
        "en-XYZ",
        "en-UK",
        "fr-viennese",
        "den-1996",
        "en-yue",
        "de-1996-1996",
        "en-a-rain-a-wind",
    ];
    check("unknown-language", piece, &silent, &reported);
}

#[test]
fn an_entity_of_html_in_a_plain_text_is_reported() {
    let piece = |text: &str| in_item(format!("<title>Rain {}</title>", text.replace('&', "&amp;")));
    let silent = ["AT&T;", "Q&A", "a&check", "&om;", "&"];
    check("html-in-text", piece, &silent, &["&hellip;", "&check;", "&omega", "&nbsp", "&#39;"]);
}

#[test]
fn an_element_that_html_has_or_had_is_not_reported() {
    let piece = |tag: &str| in_item(format!("<description>&lt;{tag}&gt;</description>"));
    let silent = ["selectedcontent", "menuitem", "nextid", "svg", "math", "p", "acronym", "my-rain"];
    check("unknown-html-element", piece, &silent, &["rain"]);
}

#[test]
fn an_element_that_svg_roots_or_html_lets_be_open_is_not_reported_as_open() {
    let piece = |html: &str| in_item(format!("<description>{}</description>", html.replace('<', "&lt;")));
    let silent = ["<svg/>a", "<svg><p></svg>", "<nextid n=\"1\">a", "<menu><menuitem>a</menu>", "<p>a"];
    check("unbalanced-html", piece, &silent, &["<b>a", "<selectedcontent>a"]);
}

#[test]
fn categories_are_looked_up_in_their_category() {
    let piece = |text: &str| {
        let inner = match text.split_once('/') {
            Some((_, inner)) => format!("<itunes:category text=\"{inner}\"/>"),
            None => String::new(),
        };
        let group = text.split('/').next().unwrap();
        in_channel(format!("<itunes:category text=\"{group}\">{inner}</itunes:category>"))
    };
    let current = ["Arts", "Arts/Fashion &amp; Beauty", "TV &amp; Film/TV Reviews", "True Crime"];
    let old = ["Games &amp; Hobbies", "Educational Technology", "International"];
    check(
        "unknown-podcast-category",
        piece,
        &[current.as_slice(), &old].concat(),
        &["Rain", "Books", "Arts/Rain"],
    );
    check("obsolete-podcast-category", piece, &current, &old);
}

#[test]
fn a_category_in_the_wrong_place_is_reported_with_its_place() {
    for (xml, expected) in [
        ("text=\"Food\"/>", "`Food` is a subcategory | put it inside <itunes:category text=\"Arts\">"),
        (
            "text=\"Automotive\"/>",
            "`Automotive` is a subcategory | put it inside <itunes:category text=\"Leisure\">",
        ),
        (
            "text=\"Medicine\"/>",
            "`Medicine` is a subcategory | put it inside <itunes:category text=\"Health &amp; Fitness\">",
        ),
        (
            "text=\"Technology\"><itunes:category text=\"Tech News\"/></itunes:category>",
            "Apple moved the category `Tech News` in 2019 | put it inside <itunes:category text=\"News\">",
        ),
        (
            "text=\"Arts\"><itunes:category text=\"Golf\"/><itunes:category text=\"Tennis\"/></itunes:category>",
            "`Golf` is not a subcategory of `Arts` | put it inside <itunes:category text=\"Sports\">",
        ),
        (
            "text=\"Society &amp; Culture\"><itunes:category text=\"History\"/></itunes:category>",
            "Apple moved the category `History` in 2019 | put it directly inside <channel>",
        ),
        (
            "text=\"News\"><itunes:category text=\"Fiction\"/></itunes:category>",
            "`Fiction` is not a subcategory of `News` | put it directly inside <channel>",
        ),
        ("text=\"arts\"/>", "`arts` is not one of Apple's categories | did you mean `Arts`?"),
        ("text=\"Rain\"/>", "`Rain` is not one of Apple's categories | choose a category from Apple's list"),
        (
            "text=\"Kids &amp;amp; Family\"/>",
            "`Kids &amp; Family` is escaped twice | write text=\"Kids &amp; Family\"",
        ),
        ("text=\"TV &amp;#38; Film\"/>", "`TV &#38; Film` is escaped twice | write text=\"TV &amp; Film\""),
        (
            "text=\"Games &amp;amp; Hobbies\"/>",
            "Apple removed the category `Games & Hobbies` in 2019 | choose a category from the new list",
        ),
    ] {
        let feed = format!(
            "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><itunes:category {xml}</channel></rss>"
        );
        let checked = check::document(Path::new("feed.xml"), feed.as_bytes(), &Options::default());
        let about = |name: &str| name.ends_with("-podcast-category");
        let found =
            checked.findings.iter().map(|(finding, _)| finding).find(|finding| about(finding.code.name));
        let found =
            found.map(|found| format!("{} | {}", found.message, found.help.as_deref().unwrap_or_default()));
        assert_eq!(found.as_deref(), Some(expected));
    }
}

#[test]
fn a_medium_of_podcasting_2_is_not_reported() {
    let piece = |medium: &str| in_channel(format!("<podcast:medium>{medium}</podcast:medium>"));
    check("unknown-value", piece, &["podcast", "courseL", "mixed"], &["radio", "mixedL"]);
}

#[test]
fn a_role_of_the_broadcasters_or_of_media_rss_is_not_reported() {
    let piece = |role: &str| in_item(format!("<media:credit role=\"{role}\">Ana</media:credit>"));
    check("unknown-credit-role", piece, &["photographer", "choir", "uploader"], &["Photographer", "photo"]);
}

#[test]
fn the_data_files_are_sorted_and_say_where_they_are_from() {
    let advice = "src/check/registries/renew writes it";
    let script = fs::read_to_string(folder().join("renew")).unwrap();
    let code =
        ["mod.rs", "languages.rs"].map(|file| fs::read_to_string(folder().join(file)).unwrap()).concat();
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    assert!(!files.is_empty());
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let (first, names) = text.split_once('\n').unwrap();
        let is_renewed = script.contains(&format!("names {name} "));
        assert!(
            first.starts_with("# ") && is_renewed != first.ends_with("nothing renews it."),
            "{name}: {first}"
        );
        let names: Vec<_> = names.lines().collect();
        assert!(!names.is_empty() && names.iter().all(|name| !name.is_empty()), "{name}: {advice}");
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name}: {advice}");
        let disorder = names.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(disorder, None, "{name}: not sorted, or not unique; {advice}");
        assert!(code.contains(&format!("include_str!(\"{name}.txt\")")), "{name}: nobody reads it");
    }
}

/// Runs the script on the files in `samples`, and returns its output if it failed.
#[cfg(unix)]
fn renew(samples: &Path, to: &Path) -> Result<(), String> {
    let mut command = std::process::Command::new("bash");
    command.arg(folder().join("renew")).arg("--from").arg(samples).arg("--to").arg(to);
    let output = command.args(["--as-of", "2026-01-02"]).output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

#[cfg(unix)]
fn samples() -> PathBuf {
    project().join("tests/suite/check/registries")
}

#[cfg(unix)]
#[test]
fn the_script_cuts_each_data_file_out_of_the_registrys_own() {
    let to = tempfile::tempdir().unwrap();
    renew(&samples(), to.path()).unwrap();
    let expected = [
        ("apple-categories", "Arts, Arts/Books, Arts/Fashion & Beauty, Government"),
        (
            "creative-commons-licenses",
            "CC-BY-2.5-AU https://creativecommons.org/licenses/by/2.5/au/, CC0-1.0 https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        ("extlangs", "hnm zh"),
        ("grandfathered-tags", "i-klingon"),
        ("html-elements", "applet, p"),
        ("languages", "id, tok"),
        ("likely-scripts", "az Latn, az-IQ Arab, fa Arab, fas Arab, prs Arab, sd Arab, sd-IN Deva"),
        ("link-relations", "about, up"),
        ("media-roles", "art director, editor/producer, producer"),
        ("podcast-mediums", "mixed, music, musicL, podcast, podcastL"),
        ("regions", "ID"),
        ("right-to-left-scripts", "Arab"),
        ("scripts", "Hant"),
        ("spdx-licenses", "cc-by-2.5-au, cc0-1.0, mit"),
        ("uri-schemes", "https, ibi, shttp"),
        ("variants", "1994 sl-rozaj sl-rozaj-biske, fonipa"),
        ("xhtml-entities", "fnof, hellip, nbsp"),
    ];
    for (file, names) in expected {
        let text = fs::read_to_string(to.path().join(file).with_extension("txt")).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        assert!(first.starts_with("# From https://"), "{file}: {first}");
        assert!(first.ends_with(", 2026-01-02. Written by src/check/registries/renew."), "{file}: {first}");
        assert_eq!(rest.lines().collect::<Vec<_>>().join(", "), names, "{file}");
    }
    assert_eq!(fs::read_dir(to.path()).unwrap().count(), expected.len());
}

#[cfg(unix)]
#[test]
fn the_script_keeps_a_data_file_whose_source_has_another_form_now() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(samples().join("medium.md"), from.path().join("medium.md")).unwrap();
    renew(from.path(), to.path()).unwrap();
    let file = to.path().join("podcast-mediums.txt");
    let before = fs::read_to_string(&file).unwrap();
    for text in ["<html></html>\n", "- `podcast` alone\n"] {
        fs::write(from.path().join("medium.md"), text).unwrap();
        let error = renew(from.path(), to.path()).unwrap_err();
        assert!(error.contains("podcast-mediums.txt has 5 names"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), before);
    }
}
