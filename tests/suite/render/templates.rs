//! The user's own `entry.html`.

use std::path::Path;

use feedwright::model::source::Kind;
use feedwright::render::{self, Templates};

use super::article;
use crate::support::lines;

fn with(template: &str, keys: &str) -> Result<(String, Vec<String>), Vec<String>> {
    let templates = Templates::with_entry(Path::new("templates/entry.html"), template.to_owned());
    let templates = templates.map_err(|finding| lines(&[finding]))?;
    let (rendered, found) = render::entry(&article(Kind::Text, keys), "Words & <b>.", None, &templates);
    Ok((rendered.content.to_string(), lines(&found)))
}

#[test]
fn a_users_template_wraps_the_content() {
    let template = "<p>{{ title }} {{ extra.mood }} {{ tags | join(', ') }} {{ date }}</p>{{ content }}";
    let (html, found) = with(template, "tags = [\"a\", \"b\"]\nextra.mood = \"<i>\"").unwrap();
    assert_eq!(html, "<p>T &lt;i&gt; a, b 2026-04-01T00:00:00Z</p><p>Words &amp; &lt;b&gt;.</p>");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn what_may_be_absent_can_be_tested() {
    assert_eq!(
        with("{% if extra.mood %}x{% endif %}{% if image %}y{% endif %}{{ content }}", "").unwrap().0,
        "<p>Words &amp; &lt;b&gt;.</p>"
    );
}

#[test]
fn a_mistake_in_a_template_is_said_at_its_line() {
    let found = with("a\n{% if %}\n", "").unwrap_err();
    assert!(
        found[0].starts_with("error[broken-template] templates/entry.html:2:1 syntax error"),
        "{found:?}"
    );
    let (html, found) = with("a\nb\n{{ extra.mood }}{{ content }}", "").unwrap();
    assert!(
        found[0].starts_with("error[broken-template] templates/entry.html:3:1 undefined value"),
        "{found:?}"
    );
    assert!(found[0].ends_with("it fails on `news/a.x`"), "{found:?}");
    assert_eq!(html, "<p>Words &amp; &lt;b&gt;.</p>");
}

#[test]
fn a_template_cannot_break_a_promise() {
    let (html, _) = with("<script>x</script><p onclick=\"x\"><a href=\"b\">c</a></p>", "").unwrap();
    assert_eq!(html, "<p><a href=\"https://blog.org/news/a/b\">c</a></p>");
}
