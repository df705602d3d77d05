//! Tests of tag URIs.

use feedwright::source::tag_uri::{Authority, is_tag};

#[test]
fn an_authority_is_valid_if_a_tag_uri_can_begin_with_it() {
    for authority in
        ["example.org,2026", "example.org,2026-04", "a-b.example.org,2026-04-01", "ana.b_c@example.org,2026"]
    {
        assert_eq!(Authority::parse(authority).unwrap().to_string(), authority);
        assert!(is_tag(&format!("tag:{authority}:a")), "{authority}");
    }
    for authority in [
        "example.org",
        "example.org,26",
        "example.org,2026-13",
        "example..org,2026",
        "-a.org,2026",
        "a b,2026",
        "a_b.example.org,2026",
        ",2026",
        "@a.org,2026",
    ] {
        assert_eq!(Authority::parse(authority), None, "{authority}");
        assert!(!is_tag(&format!("tag:{authority}:a")), "{authority}");
    }
    assert!(!is_tag("tag:example.org,2026"));
}
