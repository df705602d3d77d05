//! Properties: the output of every body is clean.

use feedwright::feed::text::forbidden;
use feedwright::site::kind::FileKind;
use proptest::prelude::*;

use super::hostile::dangers;
use super::rendered;

fn any_body() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ -~\n]{0,40}",
        proptest::sample::select(vec![
            "<a href=\"",
            "\">",
            "</a>",
            "<img src=x ",
            "onerror=y ",
            "<script>",
            "</script>",
            "<!-- more -->",
            "<svg>",
            "<math>",
            "<style>",
            "[a](",
            ")",
            "```\n",
            "\n\n",
            "&#11;",
            "&#x26;",
            "<p>",
            "<table>",
            "<td>",
            "srcset='a 1x, b'",
            "<img srcset='https://ok.test/x,",
            "<iframe src='",
            "<q cite='",
            "&nbsp;",
            "\u{3000}",
            "&#1;",
            "ms-msdt:",
            "http://b.org/",
            ", ",
            " 2x",
            "<noscript>",
            "> ",
            "- [ ] ",
            "[^1]: ",
            "[^1]",
            "<h2><a href='#x'>#</a>",
            "</h2>",
            "javascript:",
            "data:",
            "'",
            "<base href='x'>",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_gives_clean_output(body in any_body()) {
        for kind in [FileKind::Html, FileKind::Markdown, FileKind::Text] {
            let (rendered, _) = rendered(kind, "", &body);
            prop_assert_eq!(dangers(rendered.content.as_str()), Vec::<String>::new());
            prop_assert_eq!(forbidden(rendered.content.as_str()).count(), 0);
        }
    }

    #[test]
    fn clean_html_is_unchanged(body in any_body()) {
        for kind in [FileKind::Html, FileKind::Markdown] {
            let (once, _) = rendered(kind, "", &body);
            prop_assume!(!once.content.as_str().contains(" id=\""));
            let (twice, _) = rendered(FileKind::Html, "", once.content.as_str());
            prop_assert_eq!(once.content.as_str(), twice.content.as_str());
        }
    }

    #[test]
    fn the_words_of_plain_text_survive(body in any::<String>()) {
        let (rendered, _) = rendered(FileKind::Text, "", &body);
        let shown = dom_query::Document::fragment(rendered.content.as_str()).text().to_string();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let kept: String = body.chars().filter(|c| forbidden(&c.to_string()).next().is_none()).collect();
        prop_assert_eq!(letters(&shown), letters(&kept));
    }
}
