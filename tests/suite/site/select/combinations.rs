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
