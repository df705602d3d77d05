//! `[namespaces]`, `[[feed.element]]` and `[[feed.entry-element]]`: what documents have of them, as others read it.

use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::suite::harness::{PLAIN, Site, project};

const URI: &str = "https://example.org/ns";

const FORMATS: &[(&str, &str)] = &[("feed.xml", "rss"), ("atom.xml", "atom"), ("feed.json", "json")];

/// A site whose feeds have these elements; with an article of a rating, and one without.
fn site(elements: &str) -> Site {
    let feeds = FORMATS
        .iter()
        .map(|(path, format)| format!("[[feed]]\npath = \"{path}\"\nformat = \"{format}\"\n{elements}\n"));
    let settings = format!("{PLAIN}[namespaces]\nex = \"{URI}\"\n{}", feeds.collect::<String>());
    let article = |title: &str, date: &str, extra: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = {date}\ntags = [\"sea\", \"sky\"]\n{extra}\n+++\nText.\n")
    };
    let extra = "[extra]\nrating = 4\nplace = { name = \"<Lirang> & ]]>\", at = \"\" }";
    Site::new(
        &settings,
        &[("a.md", &article("A", "2026-02-01", extra)), ("b.md", &article("B", "2026-01-01", ""))],
    )
}

/// The elements of a name in each entry of a document: attributes, then text, then children.
fn read(site: &Site, path: &str, name: &str) -> Vec<Vec<String>> {
    let text = site.read(path);
    let document = Document::parse(&text).unwrap();
    let entries = document.descendants().filter(|node| matches!(node.tag_name().name(), "item" | "entry"));
    let of = |entry: Node<'_, '_>| {
        let elements = entry.children().filter(|node| node.has_tag_name((URI, name)));
        elements.map(|node| shown(node)).collect()
    };
    entries.map(of).collect()
}

fn shown(node: Node<'_, '_>) -> String {
    let attributes = node.attributes().map(|attribute| format!("{}={}", attribute.name(), attribute.value()));
    let text = node.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let children = node.children().filter(Node::is_element);
    let children = children.map(|child| format!("{}({})", child.tag_name().name(), shown(child)));
    attributes.chain(text).chain(children).collect::<Vec<_>>().join(" ")
}

/// What RSS and Atom say of an element in the two entries.
#[track_caller]
fn says(elements: &str, name: &str, expected: [&[&str]; 2]) -> Site {
    let site = site(elements);
    site.clean();
    for path in ["feed.xml", "atom.xml"] {
        assert_eq!(read(&site, path, name), expected, "{path}: {}", site.read(path));
    }
    site
}

/// The extension in each entry of the JSON feed.
fn extensions(site: &Site) -> Vec<Value> {
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    feed["items"].as_array().unwrap().iter().map(|item| item["_ex"].clone()).collect()
}

#[test]
fn an_entry_has_the_values_of_its_article() {
    let site = says(
        "[[feed.entry-element]]\nname = \"ex:rating\"\ntext = \"{{ extra.rating }}\"\nattributes = { scale = \"5\", of = \
         \"{{ title }}\" }\n",
        "rating",
        [&["of=A scale=5 4"], &[]],
    );
    assert_eq!(
        extensions(&site),
        [json!({ "about": URI, "rating": { "of": "A", "scale": "5", "value": "4" } }), Value::Null]
    );
}

#[test]
fn a_text_says_what_it_says_whatever_its_characters() {
    let site = says(
        "[[feed.entry-element]]\nname = \"ex:place\"\ntext = \"{{ extra.place.name }}\"\n",
        "place",
        [&["<Lirang> & ]]>"], &[]],
    );
    assert_eq!(extensions(&site)[0], json!({ "about": URI, "place": "<Lirang> & ]]>" }));
}

#[test]
fn what_has_no_value_is_left_out() {
    says(
        "[[feed.entry-element]]\nname = \"ex:at\"\nattributes = { x = \"{{ extra.place.at }}\" }\n",
        "at",
        [&[], &[]],
    );
    says(
        "[[feed.entry-element]]\nname = \"ex:at\"\nattributes = { x = \"{{ extra.place.at }}\", y = \"{{ extra.rating }}\" }\n",
        "at",
        [&["y=4"], &[]],
    );
    says("[[feed.entry-element]]\nname = \"ex:flag\"\n", "flag", [&[""], &[""]]);
    says(
        "[[feed.entry-element]]\nname = \"ex:good\"\ntext = \"{% if extra.rating and extra.rating > 3 %}yes{% endif %}\"\n",
        "good",
        [&["yes"], &[]],
    );
}

#[test]
fn elements_contain_elements() {
    let site = says(
        "[[feed.entry-element]]\nname = \"ex:review\"\nattributes = { by = \"Ana\" }\nchildren = [\n\
         { name = \"ex:rating\", text = \"{{ extra.rating }}\" },\n\
         { name = \"ex:tags\", text = \"{% if extra.rating %}{{ tags | join(',') }}{% endif %}\" },\n]\n",
        "review",
        [&["by=Ana rating(4) tags(sea,sky)"], &[]],
    );
    let review = json!({ "by": "Ana", "rating": "4", "tags": "sea,sky" });
    assert_eq!(extensions(&site)[0], json!({ "about": URI, "review": review }));
}

#[test]
fn a_feed_has_elements_of_its_own() {
    let site = site(
        "[[feed.element]]\nname = \"ex:kind\"\ntext = \"{{ title }} in {{ language or 'any language' }}\"\n[[feed.element]]\n\
         name = \"podcast:txt\"\ntext = \"x\"\nattributes = { purpose = \"verify\" }\n",
    );
    site.build();
    for path in ["feed.xml", "atom.xml"] {
        assert_eq!(site.texts(path, "kind"), ["Blog in any language"], "{path}");
        assert!(
            site.read(path).contains("xmlns:podcast=\"https://podcastindex.org/namespace/1.0\""),
            "{path}"
        );
    }
    let feed: Value = serde_json::from_str(&site.read("feed.json")).unwrap();
    assert_eq!(feed["_ex"], json!({ "about": URI, "kind": "Blog in any language" }));
    assert_eq!(feed["_podcast"]["txt"], json!({ "purpose": "verify", "value": "x" }));
}

#[test]
fn a_template_that_fails_is_reported_once_at_its_place() {
    let site = site("[[feed.entry-element]]\nname = \"ex:a\"\ntext = \"{{ title | nothing }}\"\n");
    let found = feedwright::site::Site::read(&site.path("feedwright.toml"), &site.overrides).unwrap_err();
    assert_eq!(found.len(), 3, "each feed has the mistake: {found:#?}");
    let failing =
        self::site("[[feed.entry-element]]\nname = \"ex:a\"\ntext = \"{{ 1 // (rights | length) }}\"\n");
    let found = failing.findings();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        found.iter().all(|line| line.starts_with("error[broken-template] feedwright.toml:")),
        "{found:#?}"
    );
    let long = self::site(
        "[[feed.entry-element]]\nname = \"ex:a\"\ntext = \"{% for i in range(99999) %}abc{% endfor %}\"\n",
    );
    assert!(long.findings().iter().all(|line| line.starts_with("error[broken-template]")));
}

#[test]
fn the_variables_of_an_entry_are_those_of_its_template() {
    use feedwright::site::custom_element::{ENTRY_VARIABLES, FEED_VARIABLES};
    let page = std::fs::read_to_string(project().join("content/guide/configuration.md")).unwrap();
    let named = |after: &str| {
        let list = page.split_once(after).unwrap().1.split('.').next().unwrap();
        let mut names: Vec<_> = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        names.sort();
        names
    };
    let mut known: Vec<_> = ENTRY_VARIABLES.iter().map(|name| (*name).to_owned()).collect();
    known.push("content".to_owned());
    known.sort();
    assert_eq!(named("a Jinja template with these variables: "), known);
    assert_eq!(named("Elements of a feed can use "), FEED_VARIABLES);
    let test = |name: &String| format!("{{% if {name} is undefined %}}{name}{{% endif %}}");
    let template = format!("{}<p>x</p>", known.iter().map(test).collect::<String>());
    let site = Site::new(PLAIN, &[("a.md", "+++\ntitle = \"A\"\ndate = 2026-01-01\n+++\n")]);
    crate::suite::support::files(&site.path("templates"), &[("entry.html", &template)]);
    site.clean();
    assert_eq!(site.texts("feed.xml", "description")[1..], ["<p>x</p>"]);
    let of_feed =
        FEED_VARIABLES.iter().map(|name| format!("{{% if {name} is undefined %}}{name}{{% endif %}}"));
    let of_feed: String = of_feed.collect();
    let site = self::site(&format!("[[feed.element]]\nname = \"ex:a\"\ntext = \"{of_feed}\"\n"));
    site.clean();
    assert_eq!(site.texts("feed.xml", "a"), [""; 0]);
}
