//! Mistakes in `[namespaces]`, `[[feed.element]]` and `[[feed.entry-element]]`.

use super::refused;

const SITE: &str = "site.base-url = \"https://blog.org/\"\n";

/// The findings about a feed with an element.
#[track_caller]
fn element(format: &str, element: &str, expected: &str) {
    let text = format!(
        "{SITE}[namespaces]\nex = \"https://example.org/\"\n[[feed]]\npath = \"f\"\nformat = \"{format}\"\n\
         [[feed.entry-element]]\n{element}\n"
    );
    refused(&text, &[expected]);
}

#[test]
fn a_prefix_is_not_that_of_another_namespace() {
    for (line, expected) in [
        (
            "media = \"https://example.org/\"",
            "3:1 the prefix `media` belongs to another namespace | write \"http://search.yahoo.com/mrss/\", or choose another prefix",
        ),
        (
            "itunes = \"https://example.org/\"",
            "3:1 the prefix `itunes` belongs to another namespace | write \"http://www.itunes.com/dtds/podcast-1.0.dtd\", or choose another prefix",
        ),
        ("xml = \"https://example.org/\"", "3:1 the prefix `xml` is reserved | choose another prefix"),
        ("xmlns = \"https://example.org/\"", "3:1 the prefix `xmlns` is reserved | choose another prefix"),
        (
            "\"a.b\" = \"https://example.org/\"",
            "3:1 `a.b` cannot be a prefix | write a letter, then letters, digits, `-` and `_`",
        ),
        (
            "ex = \"ns\"",
            "3:6 `ns` is not the URI of a namespace | write an absolute URI, such as \"https://example.org/ns\"",
        ),
    ] {
        let expected = format!("error[invalid-setting] feedwright.toml:{expected}");
        refused(&format!("{SITE}[namespaces]\n{line}\n"), &[&expected]);
    }
}

#[test]
fn an_element_has_a_declared_prefix_and_a_name() {
    for (line, expected) in [
        (
            "name = \"rating\"",
            "8:8 `rating` has no prefix, so it would be an element of the format itself | declare a namespace under \
             [namespaces], and write its prefix: \"ex:rating\"",
        ),
        ("name = \"xe:rating\"", "8:8 undeclared prefix `xe` | did you mean `ex`?"),
        (
            "name = \"other:rating\"",
            "8:8 undeclared prefix `other` | write its URI under [namespaces]: other = \"https://…\"",
        ),
        ("name = \"ex:1\"", "8:8 `ex:1` is not the name of an element | write it like \"ex:rating\""),
        ("name = \"ex:a:b\"", "8:8 `ex:a:b` is not the name of an element | write it like \"ex:rating\""),
        ("text = \"x\"", "7:1 element without `name` | add its prefix and name: name = \"ex:rating\""),
        (
            "name = \"ex:a\"\nattributes = { \"xmlns:x\" = \"y\" }",
            "9:16 `xmlns:x` is not the name of an attribute | write a name without a prefix, such as `scale`",
        ),
        (
            "name = \"ex:a\"\ntext = \"x\"\nchildren = [{ name = \"ex:b\" }]",
            "9:8 element with both `text` and `children` | remove `text`, or write it as the text of another element",
        ),
    ] {
        element("rss", line, &format!("error[invalid-setting] feedwright.toml:{expected}"));
    }
    element(
        "atom",
        "name = \"atom:id\"",
        "error[invalid-setting] feedwright.toml:8:8 `atom:id` is an element of the format itself | remove it: Feedwright writes the elements of Atom itself",
    );
}

#[test]
fn a_template_is_checked_where_it_is_written() {
    for (text, expected) in [
        ("{{ titel }}", "unknown variable `titel` | did you mean `title`?"),
        ("{{ content }}", "unknown variable `content` | known variables: "),
        ("{{ title", "the template is malformed: "),
        ("{{ title | nothing }}", "the template is malformed: "),
    ] {
        let text = format!(
            "{SITE}[namespaces]\nex = \"https://example.org/\"\n[[feed]]\npath = \"f\"\nformat = \"rss\"\n\
             [[feed.entry-element]]\nname = \"ex:a\"\ntext = \"{text}\"\n"
        );
        let (config, found) = super::read(&text, &super::Overrides::default());
        let expected = format!("error[invalid-setting] feedwright.toml:9:8 {expected}");
        assert!(config.is_none(), "{text}");
        assert!(matches!(found.as_slice(), [one] if one.starts_with(&expected)), "{text}: {found:#?}");
    }
}

#[test]
fn deep_nesting_is_rejected() {
    let deep = "-".repeat(100_000);
    element(
        "rss",
        &format!("name = \"ex:a\"\ntext = \"{{{{ {deep}1 }}}}\""),
        "error[invalid-setting] feedwright.toml:9:8 the template is nested too deeply | write a Jinja expression, such as \
         \"{{ extra.rating }}\"",
    );
}
