//! The site's pages of tags and categories, to which entries refer.

use roxmltree::Document;

use crate::suite::harness::{PLAIN, Site, article, feed};

/// A site with `term-pages`, and an Indonesian article on it.
fn site(setting: &str) -> Site {
    let settings = format!(
        "{PLAIN}language = \"en\"\n[site.languages.id]\n[content]\nterm-pages = {setting}\n{}{}{}",
        "[slugs]\n\"C#\" = \"c-sharp\"\n",
        feed("feed.xml", "rss", ""),
        feed("atom.xml", "atom", "")
    );
    let keys = "date = 2026-04-01\ntags = [\"Perahu Kayu\", \"C#\"]\ncategories = [\"Laut\"]";
    Site::new(&settings, &[("a.md", &article("A", keys)), ("b.id.md", &article("B", keys))])
}

/// The categories in a document, each with the value of an attribute.
fn categories(site: &Site, file: &str, attribute: &str) -> Vec<String> {
    let text = site.read(file);
    let document = Document::parse(&text).unwrap();
    let all = document.descendants().filter(|node| node.tag_name().name() == "category");
    let line = |node: roxmltree::Node<'_, '_>| {
        let name = node.attribute("term").or(node.text()).unwrap();
        format!("{name} {}", node.attribute(attribute).unwrap_or("-"))
    };
    all.map(line).collect()
}

#[test]
fn a_category_has_the_page_of_its_term_in_rss_and_that_of_its_taxonomy_in_atom() {
    let site = site("{ tag = \"/{language}/tags/{tag}/\" }");
    assert_eq!(site.findings(), Vec::<String>::new());
    assert_eq!(
        categories(&site, "feed.xml", "domain"),
        [
            "Laut -",
            "Perahu Kayu https://blog.org/tags/perahu-kayu/",
            "C# https://blog.org/tags/c-sharp/",
            "Laut -",
            "Perahu Kayu https://blog.org/id/tags/perahu-kayu/",
            "C# https://blog.org/id/tags/c-sharp/",
        ]
    );
    assert_eq!(
        categories(&site, "atom.xml", "scheme"),
        [
            "Laut -",
            "Perahu Kayu https://blog.org/tags/",
            "C# https://blog.org/tags/",
            "Laut -",
            "Perahu Kayu https://blog.org/id/tags/",
            "C# https://blog.org/id/tags/",
        ]
    );
}

#[test]
fn without_pages_of_terms_a_category_has_no_address() {
    let site = site("{}");
    site.clean();
    assert_eq!(categories(&site, "feed.xml", "domain")[0], "Laut -");
    assert!(!site.read("atom.xml").contains("scheme="));
}

#[test]
fn pages_in_the_root_of_the_site_belong_to_no_taxonomy() {
    let site = site("{ category = \"topic-{category}.html\" }");
    site.clean();
    assert_eq!(categories(&site, "feed.xml", "domain")[0], "Laut https://blog.org/topic-laut.html");
    assert_eq!(categories(&site, "atom.xml", "scheme")[0], "Laut -");
}

#[test]
fn no_category_has_an_address_at_which_the_built_site_has_no_page() {
    let site = site("{ tag = \"tags/{tag}/\", category = \"topics/{category}\" }");
    let built = ["index.html", "tags/perahu-kayu/index.html", "topics/laut.html", "topics/index.html"];
    crate::suite::support::files(&site.path("public"), &built.map(|file| (file, "<p>x</p>")));
    site.build();
    assert_eq!(
        categories(&site, "feed.xml", "domain")[..3],
        ["Laut https://blog.org/topics/laut", "Perahu Kayu https://blog.org/tags/perahu-kayu/", "C# -"]
    );
    assert_eq!(
        categories(&site, "atom.xml", "scheme")[..3],
        ["Laut https://blog.org/topics/", "Perahu Kayu -", "C# -"]
    );
}
