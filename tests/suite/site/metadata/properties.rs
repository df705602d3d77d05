//! Properties: every head gives an article or a finding, and never a panic.

use feedwright::site::metadata::ParseOutcome;
use proptest::prelude::*;

use super::{parse, toml};

const KEYS: &[&str] = &[
    "title",
    "date",
    "updated",
    "id",
    "slug",
    "url",
    "summary",
    "description",
    "language",
    "authors",
    "tags",
    "categories",
    "draft",
    "publish",
    "expires",
    "feed",
    "rights",
    "license",
    "image",
    "enclosure",
    "source",
    "comments",
    "translations",
    "extra",
    "other",
];

fn any_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<bool>().prop_map(|boolean| boolean.to_string()),
        (-1e9..1e9f64).prop_map(|number| format!("{number:?}")),
        Just("2026-04-01".to_owned()),
        Just("2026-04-01T10:00:00Z".to_owned()),
        Just("10:00:00".to_owned()),
        Just("\"2026-04-01 10:00\"".to_owned()),
        Just("\"https://blog.org/\"".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4)
                .prop_map(|values| format!("[{}]", values.join(", "))),
            proptest::collection::btree_map("src|name|url|rss|atom|count|alt|bytes", inner, 0..4).prop_map(
                |table| {
                    let pairs: Vec<_> = table.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                    format!("{{ {} }}", pairs.join(", "))
                }
            ),
        ]
    })
}

/// Asserts that a head gives an article, or findings that explain why not.
fn assert_read_or_reported(head: &str) {
    let (outcome, found) = parse("news/a.md", head);
    match outcome {
        ParseOutcome::Article(_) => assert!(found.iter().all(|line| !line.starts_with("error")), "{found:?}"),
        ParseOutcome::LeftOut(feedwright::site::article::Reason::Invalid) => {
            assert!(found.iter().any(|line| line.starts_with("error")), "{head}");
        }
        ParseOutcome::LeftOut(_) | ParseOutcome::NotAnArticle => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_in_any_key_is_handled(
        values in proptest::collection::btree_map(proptest::sample::select(KEYS), any_value(), 0..6)
    ) {
        let lines: Vec<_> = values.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        assert_read_or_reported(&format!("+++\n{}\n+++\n", lines.join("\n")));
    }

    #[test]
    fn any_text_is_handled(text in any::<String>()) {
        assert_read_or_reported(&text);
        assert_read_or_reported(&format!("+++\n{text}\n+++\n"));
        assert_read_or_reported(&format!("---\n{text}\n---\n"));
    }

    #[test]
    fn any_yaml_like_text_is_handled(text in "([a-z]{1,6}: ?[\\[\\]{}'\"&*!|>%@a-z0-9,é -]{0,12}\n {0,3}){0,8}") {
        assert_read_or_reported(&format!("---\n{text}\n---\n"));
    }

    #[test]
    fn a_title_loses_nothing_but_what_is_forbidden(text in any::<String>()) {
        let quoted = serde_json::to_string(&text).unwrap();
        let (outcome, found) = parse("a.md", &toml("").replace("\"T\"", &quoted));
        if let ParseOutcome::Article(article) = outcome {
            let kept = feedwright::feed::Text::line(&text);
            prop_assert_eq!(article.title, kept);
            let lost = feedwright::feed::text::forbidden(&text).count();
            prop_assert!(found.len() <= lost && found.is_empty() == (lost == 0), "{:?}", found);
        } else {
            // TOML allows neither surrogates nor a raw DEL, and reports them.
            prop_assert!(found[0].starts_with("error[broken-toml]"), "{:?}", found);
        }
    }
}
