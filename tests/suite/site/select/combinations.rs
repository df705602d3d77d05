//! Feeds for each combination of several kinds of terms.

use crate::suite::harness::{PLAIN, Site};

fn article(tags: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-04-01\ntags = [{tags}]\n+++\nText.\n")
}

#[test]
fn each_combination_of_terms_has_a_document() {
    let settings = format!(
        "{PLAIN}language = \"en\"\n[site.languages.id]\ntitle = \"Blog Kami\"\n[[feed]]\neach = [\"language\", \"tag\"]\n\
         path = \"{{language}}/{{tag}}/atom.xml\"\nformat = \"atom\"\ntitle = \"{{site}}: {{tag}}\"\nmin = 2\n\
         id = \"tag:blog.org,2026:{{language}}:{{tag}}\"\n"
    );
    let site = Site::new(
        &settings,
        &[
            ("a.md", &article("\"Rain\", \"sea\"")),
            ("b.md", &article("\"rain\"")),
            ("c.id.md", &article("\"sea\", \"rain\"")),
            ("d.id.md", &article("\"sea\"")),
        ],
    );
    site.clean();
    let paths: Vec<_> = site.published().into_keys().collect();
    assert_eq!(paths, ["en/rain/atom.xml", "id/sea/atom.xml"]);
    assert_eq!(site.texts("id/sea/atom.xml", "title")[0], "Blog Kami: sea");
    assert_eq!(site.texts("en/rain/atom.xml", "id")[0], "tag:blog.org,2026:en:rain");
    // What a removed term leaves is recognized by the pattern of its path.
    site.clean();
}

#[test]
fn a_section_has_the_title_and_description_of_its_own_file() {
    let settings = |feed: &str| {
        format!(
            "{PLAIN}description = \"D\"\nlanguage = \"en\"\n[site.languages.id]\ntitle = \"Blog Kami\"\n[[feed]]\n\
             path = \"{{language}}/{{section}}/rss.xml\"\nformat = \"rss\"\neach = [\"language\", \"section\"]\n{feed}"
        )
    };
    let files = [
        ("news/a.md", &*article("\"x\"")),
        ("news/a.id.md", &*article("\"x\"")),
        ("news/_index.md", "+++\ntitle = \"The News\"\ndescription = \"All that is new\"\n+++\n"),
        ("news/_index.id.md", "---\ntitle: Berita\n---\n"),
        ("sport/b.md", &*article("\"x\"")),
        ("sport/b.id.md", &*article("\"x\"")),
        ("sport/_index.md", "+++\ntitle = \"Sports\"\n+++\n"),
        ("odd/c.md", &*article("\"x\"")),
        ("odd/_index.md", "no head"),
    ];
    let texts = |feed: &str, path: &str| {
        let site = Site::new(&settings(feed), &files);
        site.build();
        [site.texts(path, "title")[0].clone(), site.texts(path, "description")[0].clone()]
    };
    assert_eq!(texts("", "en/news/rss.xml"), ["Blog - The News", "All that is new"]);
    assert_eq!(texts("", "id/news/rss.xml"), ["Blog Kami - Berita", "D"]);
    assert_eq!(texts("", "en/sport/rss.xml"), ["Blog - Sports", "D"]);
    assert_eq!(texts("", "id/sport/rss.xml"), ["Blog Kami - sport", "D"]);
    assert_eq!(texts("", "en/odd/rss.xml"), ["Blog - odd", "D"]);
    let feed = "title = \"{section} of {site}\"\ndescription = \"Own\"\n";
    assert_eq!(texts(feed, "en/news/rss.xml"), ["The News of Blog", "Own"]);
    let by_tag = settings("").replace("\"section\"]", "\"section\", \"tag\"]").replace("/rss", "/{tag}");
    let site = Site::new(&by_tag, &files);
    site.build();
    assert_eq!(site.texts("en/news/x.xml", "description")[0], "D");
}

/// The titles of two feeds, of the section `news` and of `sport`, whose `_index.md` says the same besides `keys`.
fn titles_with(settings: &str, keys: &str, ignored: &str) -> [String; 2] {
    let settings = format!(
        "{PLAIN}description = \"D\"\n{settings}[[feed]]\npath = \"{{section}}.xml\"\nformat = \"rss\"\n\
         each = [\"section\"]\n"
    );
    let texts = "title = \"Secret\"\ndescription = \"Campaign\"\n";
    let site = Site::new(
        &settings,
        &[
            ("news/a.md", &article("\"x\"")),
            ("news/_index.md", &format!("+++\n{texts}{keys}+++\n")),
            ("news/.ignore", ignored),
            ("sport/b.md", &article("\"x\"")),
            ("sport/_index.md", &format!("+++\n{texts}+++\n")),
        ],
    );
    site.build();
    let shown =
        |path: &str| format!("{}: {}", site.texts(path, "title")[0], site.texts(path, "description")[0]);
    [shown("news.xml"), shown("sport.xml")]
}

#[test]
fn a_section_whose_file_is_not_public_has_neither_its_title_nor_its_description() {
    let shown = "Blog - Secret: Campaign";
    let hidden = ["Blog - news: D", shown];
    for keys in [
        "draft = true\n",
        "private = true\n",
        "password = \"x\"\n",
        "published = false\n",
        "feed = false\n",
        "publish = 2099-01-01\n",
        "date = 2099-01-01\n",
        "expires = 2020-01-01\n",
        "Draft = true\n",
        "draft = \"maybe\"\n",
        "publish = \"soon\"\n",
        "draft = yes\n",
        "[extra]\ndraft = true\n",
    ] {
        assert_eq!(titles_with("", keys, ""), hidden, "{keys}");
    }
    for keys in ["", "draft = false\n", "date = 2020-01-01\n", "expires = 2099-01-01\n", "weight = 1\n"] {
        assert_eq!(titles_with("", keys, ""), [shown; 2], "{keys}");
    }
    assert_eq!(titles_with("[content]\nexclude = [\"news/_index.md\"]\n", "", ""), hidden);
    assert_eq!(titles_with("", "", "_index.md\n"), hidden);
    // What only articles lack keeps nothing back.
    assert_eq!(titles_with("[content]\ninclude = [\"a.md\", \"b.md\"]\n", "", ""), [shown; 2]);
}
