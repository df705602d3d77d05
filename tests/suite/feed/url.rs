//! Tests of URLs: as browsers parse them, and by RFC 3986 alone.

use feedwright::feed::Url;
use feedwright::feed::url::{rfc3986, standard};
use proptest::prelude::*;

/// The results of both parsers for a reference.
fn both(base: &str, reference: &str) -> [Option<String>; 2] {
    [rfc3986::join(base, reference).ok(), standard::join(base, reference).ok()]
}

#[test]
fn a_url_is_read_the_same_without_the_url_standard() {
    for (text, expected) in [
        ("https://blog.org", "https://blog.org/"),
        ("HTTPS://Blog.ORG:443/a/../b?c=d#e", "https://blog.org/b?c=d#e"),
        ("http://blog.org:80/%7Eana/%c3%a9", "http://blog.org/%7Eana/%c3%a9"),
        ("http://blog.org:/", "http://blog.org/"),
        ("https://blog.org:8080?q", "https://blog.org:8080/?q"),
        ("https://ana@blog.org/berita/hujan-d%C3%A9ras", "https://ana@blog.org/berita/hujan-d%C3%A9ras"),
        ("https://blog.org/berita/déras?x=é#ü", "https://blog.org/berita/d%C3%A9ras?x=%C3%A9#%C3%BC"),
        ("mailto:ana@blog.org", "mailto:ana@blog.org"),
        ("http://[::1]/", "http://[::1]/"),
    ] {
        assert_eq!(standard::parse(text).as_deref().ok(), Some(expected), "{text}");
        assert_eq!(rfc3986::parse(text).as_deref().ok(), Some(expected), "{text}");
    }
}

#[test]
fn invalid_urls_by_rfc_3986_are_errors_without_the_url_standard() {
    for (text, standard) in [
        ("https://blog.org/a b", Some("https://blog.org/a%20b")),
        ("https://bücher.org/", Some("https://xn--bcher-kva.org/")),
        ("https:/blog.org/", Some("https://blog.org/")),
        ("https:///blog.org/", Some("https://blog.org/")),
        ("https://blog.org\\a", Some("https://blog.org/a")),
        ("/a", None),
        ("blog.org", None),
        ("", None),
    ] {
        assert_eq!(rfc3986::parse(text).ok(), None, "{text}");
        assert_eq!(Url::parse(text).ok().as_ref().map(Url::as_str), standard, "{text}");
    }
}

#[test]
fn references_are_resolved_the_same_without_the_url_standard() {
    let base = "https://blog.org/a/b?c#d";
    for reference in [
        "",
        "e",
        "./e",
        "../e",
        "../../e",
        "/e",
        "//o.org/e",
        "?e",
        "#e",
        "e/./f/../g",
        "https://o.org",
        "e%20f",
    ] {
        let [plain, standard] = both(base, reference);
        assert!(plain.is_some() && plain == standard, "{reference}: {plain:?} {standard:?}");
    }
}

#[test]
fn a_local_host_is_known_by_its_address_or_name() {
    for host in [
        "localhost",
        "a.localhost",
        "box.local",
        "box",
        "127.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "[::1]",
        "[fe80::1]",
        "[::ffff:10.0.0.1]",
        "localhost.",
    ] {
        assert!(Url::parse(&format!("http://{host}/")).unwrap().is_local(), "{host}");
    }
    for host in ["blog.org", "8.8.8.8", "[2001:db8::1]", "local.org", "100.128.0.1"] {
        assert!(!Url::parse(&format!("http://{host}/")).unwrap().is_local(), "{host}");
    }
}

proptest! {
    #[test]
    fn any_path_of_plain_parts_is_resolved_the_same(
        parts in prop::collection::vec("[a-z0-9_~é-]{0,3}|\\.\\.?", 0..6),
        query in prop::option::of("[a-z=&é]{0,4}"),
    ) {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let reference = format!("{}{query}", parts.join("/"));
        prop_assume!(!reference.starts_with("//") && !reference.contains("//"));
        let [plain, standard] = both("https://blog.org/x/y", &reference);
        prop_assert_eq!(plain, standard);
    }
}
