//! The user's own `entry.html`.

use std::path::Path;

use feedwright::site::kind::FileKind;
use feedwright::site::render::Templates;

use super::{article, rendered_in};
use crate::suite::harness::{PLAIN, Site};
use crate::suite::support::{files, lines};

fn with(template: &str, keys: &str) -> Result<(String, Vec<String>), Vec<String>> {
    let templates = Templates::with_entry(Path::new("templates/entry.html"), template.to_owned());
    let templates = templates.map_err(|finding| lines(&[finding]))?;
    let (rendered, found) = rendered_in(&article(FileKind::Text, keys), "Words & <b>.", &[], &templates);
    Ok((rendered.content.to_string(), lines(&found)))
}

#[test]
fn a_users_template_wraps_the_content() {
    let template = "<p>{{ title }} {{ extra.mood }} {{ tags | join(', ') }} {{ date }}</p>{{ content }}";
    let (html, found) = with(template, "tags = [\"a\", \"b\"]\nextra.mood = \"<i>\"").unwrap();
    assert_eq!(html, "<p>T &lt;i&gt; a, b 2026-04-01T07:00:00+07:00</p><p>Words &amp; &lt;b&gt;.</p>");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn optional_values_can_be_tested() {
    assert_eq!(
        with("{% if extra.mood %}x{% endif %}{% if image %}y{% endif %}{{ content }}", "").unwrap().0,
        "<p>Words &amp; &lt;b&gt;.</p>"
    );
}

#[test]
fn dates_are_in_the_time_zone_of_the_site() {
    let template = "{{ date }} {{ updated }}";
    let keys = "updated = 2026-04-02T00:30:00-05:00";
    assert_eq!(with(template, keys).unwrap().0, "2026-04-01T07:00:00+07:00 2026-04-02T12:30:00+07:00");
}

#[test]
fn the_sites_authors_stand_in_for_missing_ones() {
    let template = "{% for author in authors %}{{ author.name }}{% endfor %}";
    assert_eq!(with(template, "").unwrap().0, "The site");
    assert_eq!(with(template, "authors = [\"Bo\"]").unwrap().0, "Bo");
}

#[test]
fn an_undefined_variable_is_named_at_its_place() {
    let (_, found) = with("a {{ auther }}", "").unwrap();
    let expected = "error[broken-template] templates/entry.html:1:6 `auther` is undefined | did you mean `authors`? It fails on `news/a.x`";
    assert_eq!(found, [expected]);
}

#[test]
fn a_mistake_in_a_template_is_reported_at_its_line() {
    let found = with("a\n{% if %}\n", "").unwrap_err();
    assert!(
        found[0].starts_with("error[broken-template] templates/entry.html:2:7 syntax error"),
        "{found:?}"
    );
    let (html, found) = with("a\nb\n{{ extra.mood }}{{ content }}", "").unwrap();
    assert!(
        found[0].starts_with("error[broken-template] templates/entry.html:3:4 `extra.mood` is undefined"),
        "{found:?}"
    );
    assert!(found[0].ends_with("it fails on `news/a.x`"), "{found:?}");
    assert_eq!(html, "<p>Words &amp; &lt;b&gt;.</p>");
}

#[test]
fn what_is_wrong_with_a_template_is_explained_in_our_words() {
    let cases = [
        ("{% if %}", "syntax error: "),
        ("{% endfor %}", "syntax error: "),
        ("{{ title", "syntax error: expected end of variable block, found end of input"),
        ("{{ title + 1 }}", "cannot use `+` with string and number"),
        ("{{ title.shout() }}", "unknown method `shout`"),
        ("{{ title | shout }}", "unknown filter `shout`"),
        ("{% if title is loud %}x{% endif %}", "unknown test `loud`"),
        ("{{ shout() }}", "unknown function `shout`"),
        ("{% include 'other.html' %}", "unknown template"),
        ("{{ '\\uD800' }}", "unknown escape in a text"),
        ("{{ title | replace }}", "missing argument"),
        ("{{ title | upper(1) }}", "too many arguments"),
        ("{% for a, b in [1] %}{% endfor %}", "the value cannot be unpacked into these names"),
    ];
    let wrong: Vec<_> = cases
        .into_iter()
        .filter_map(|(template, expected)| {
            let found = with(template, "").map_or_else(|found| found, |(_, found)| found);
            let (_, message) =
                found[0].strip_prefix("error[broken-template] templates/entry.html:")?.split_once(' ')?;
            (!message.starts_with(expected)).then(|| format!("{template}: {message}"))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_template_cannot_break_a_promise() {
    let (html, _) = with("<script>x</script><p onclick=\"x\"><a href=\"b\">c</a></p>", "").unwrap();
    assert_eq!(html, "<p><a href=\"https://blog.org/news/a/b\">c</a></p>");
}

/// What repeats in an expression, and what stands around it.
const CHAINS: &[(&str, &str, &str)] = &[
    ("{{ 1", "+1", " }}"),
    ("{{ title", " ~ title", " }}"),
    ("{{ title", " and title", " }}"),
    ("{{ title", " or title", " }}"),
    ("{{ 1", "**1", " }}"),
    ("{{ title", "|upper", " }}"),
    ("{{ title", ".a", " }}"),
    ("{{ title", "[0]", " }}"),
    ("{{ title", "()", " }}"),
    ("{{ title", " is defined", " }}"),
    ("{{ title", " is not defined", " }}"),
    ("{{ title", " if title", " }}"),
    ("{{ title", " if title else title", " }}"),
    ("{{ ", "not ", "title }}"),
    ("{{ ", "-", "1 }}"),
    ("{{ ", "- ", "1 }}"),
    ("{{ ", "(", "1 }}"),
    ("{{ ", "[", "1 }}"),
    ("{{ ", "{1:", "1 }}"),
    ("{{ ", "title(", "1 }}"),
    ("{% for ", "(", "x in tags %}{% endfor %}"),
    ("{% set x", ".x", " = 1 %}"),
    ("{% if title %}", "{% elif title %}", "{% endif %}"),
];

#[test]
fn a_template_with_excessive_nesting_is_reported_at_its_place() {
    for (before, part, after) in CHAINS {
        let template = format!("a\n{{# {{{{ #}} {before}{}{after}", part.repeat(50_000));
        let found = with(&template, "").unwrap_err();
        let message = "nested too deeply: more than 1000 operators, or `elif`, in a row";
        let is_there = found[0].starts_with("error[broken-template] templates/entry.html:2:");
        assert!(is_there && found[0].contains(message), "{part}: {found:?}");
    }
}

#[test]
fn the_deepest_allowed_template_overflows_no_stack() {
    for (before, part, after) in CHAINS {
        let operators = part.split(char::is_alphanumeric).collect::<String>().trim().len().max(1);
        for times in [100, 149, 900 / operators.max(2)] {
            let _ = with(&format!("{before}{}{after}", part.repeat(times)), "");
        }
    }
    let nested = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    for n in [100, 140, 149, 5_000] {
        let _ = with(&nested("{% if title %}", "{% endif %}", n), "");
        let _ = with(&nested("{% for x in tags %}", "{% endfor %}", n), "tags = [\"a\"]");
        let _ = with(&nested("{% if title %}{% elif title %}{% elif title %}", "{% endif %}", n), "");
        let blocks = crate::suite::support::numbered(n, |n| format!("{{% block b{n} %}}"));
        let _ = with(&format!("{blocks}{}", "{% endblock %}".repeat(n)), "");
    }
}

#[test]
fn operators_in_text_comments_and_strings_do_not_count() {
    let many = "+ a | b . c - d ".repeat(2_000);
    for template in [
        format!("{many}{{{{ content }}}}"),
        format!("{{# {many} #}}{{{{ content }}}}"),
        format!("{{{{ content }}}}{{% set x = \"{many}\" %}}"),
        format!("{{{{ content }}}}{{% set x = '\\'{many}' %}}"),
        format!("{{% raw %}}{{{{ {many} }}}}{{% endraw %}}{{{{ content }}}}"),
        "{{ content }}{% if title|upper ~ '' %}{% endif %}".repeat(1_000),
    ] {
        assert!(with(&template, "").is_ok(), "{}", template.get(..40).unwrap());
    }
}

#[test]
fn a_template_with_infinite_recursion_is_reported() {
    for template in [
        "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% include \"entry.html\" %}",
        "{% extends \"entry.html\" %}",
        "{% import \"entry.html\" as x %}",
    ] {
        let (html, found) = with(&format!("{template}{{{{ content }}}}"), "").unwrap();
        assert_eq!(html, "<p>Words &amp; &lt;b&gt;.</p>");
        assert!(found[0].starts_with("error[broken-template] templates/entry.html:1"), "{found:?}");
    }
}

#[test]
fn a_template_makes_no_more_of_an_article_than_it_is_worth() {
    let (html, found) =
        with("{% for x in range(100000) %}{% for y in range(100000) %}xxxxxxxx{% endfor %}{% endfor %}", "")
            .unwrap();
    assert_eq!(html, "");
    assert!(
        found[0].starts_with("error[oversized-entry] news/a.x the entry's HTML is longer than"),
        "{found:?}"
    );
}

#[test]
fn templates_without_content_and_with_a_wrong_name_are_reported() {
    let site = Site::new(PLAIN, &[("a.md", &crate::suite::harness::article("a.md", "date = 2026-05-01"))]);
    let template = |name: &str, text: &str| files(&site.path("templates"), &[(name, text)]);
    template("entry.html", "<p>{{ title }}</p>");
    let found = site.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("warning[template-without-content] templates/entry.html"), "{found:?}");
    std::fs::remove_file(site.path("templates/entry.html")).unwrap();
    template("entyr.html", "{{ content }}");
    template("page.html", "");
    let found = site.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with(
            "warning[unknown-template] templates/entyr.html `entyr.html` is not the name of a template"
        ),
        "{found:?}"
    );
}
