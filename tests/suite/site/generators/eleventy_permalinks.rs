//! Permalinks of Eleventy that programs and templates make of the data of a page.

use super::Site;

/// The path of the page of an article with a date and a title, in a folder with data, on a site with a program.
fn page(program: &str, data: &str, more: &str) -> String {
    let program = format!("module.exports = (config) => {{ {program} }};\n");
    let data = format!("module.exports = {{ {data} }};\n");
    let head = format!("---\ntitle: Coral Reef\ndate: 2026-01-02\n{more}---\n");
    let site = Site::of(&[
        (".eleventy.js", &program),
        ("_data/site.json", "{ \"url\": \"https://reef.org\" }"),
        ("w/w.11tydata.js", &data),
        ("w/2026-01-02-a.md", &head),
    ]);
    site.pages().into_iter().map(|(_, page)| page).collect()
}

#[test]
fn functions_may_make_addresses_of_dates_keys_and_names() {
    let of = |function: &str, more: &str| page("", &format!("permalink: {function}"), more);
    for (function, expected) in [
        ("(data) => `/${data.page.date.getFullYear()}/${data.page.fileSlug}/`", "/2026/a/"),
        (
            "({ page }) => `/${String(page.date.getUTCMonth() + 1).padStart(2, '0')}/${page.fileSlug}/`",
            "/01/a/",
        ),
        ("({ page: { fileSlug } }) => '/b/' + fileSlug + '/'", "/b/a/"),
        (
            "(data) => { const day = new Date(data.date).toISOString().slice(0, 10); return `/${day}/`; }",
            "/2026-01-02/",
        ),
        (
            "(data) => `/${DateTime.fromJSDate(data.page.date, { zone: 'utc' }).toFormat('yyyy/LL')}/a/`",
            "/2026/01/a/",
        ),
        (
            "(data) => { const dt = DateTime.fromJSDate(data.page.date, { zone: 'utc' }); return `/${dt.toFormat('yyyy')}/a/`; }",
            "/2026/a/",
        ),
        (
            "function (data) { if (data.draft) { return false; }\n const { title } = data; return `/${this.slugify(title)}/`; }",
            "/coral-reef/",
        ),
        ("(data) => data.slug ? `/${data.slug}/` : `/${data.page.fileSlug}/`", "/a/"),
        ("(data) => (data.draft ? false : `/x/${data.slug ?? data.page.fileSlug}/`)", "/x/a/"),
    ] {
        assert_eq!(of(function, ""), expected, "{function}");
    }
    let own = "(data) => data.slug ? `/own/${data.slug}/` : `/${data.page.fileSlug}/`";
    assert_eq!(of(own, "slug: me\n"), "/own/me/");
}

#[test]
fn what_functions_compute_in_other_ways_is_no_guess() {
    for function in [
        "(data) => data.rank ? '/top/' : `/${data.page.fileSlug}/`",
        "(data) => { if (data.rank) { return false; }\n return `/${data.page.fileSlug}/`; }",
        "(data) => { const a = a.b; return `/${a}/`; }",
        "(data) => { const a = b + b; const b = a + a; return a; }",
        "(data) => `/${data.page.date.getDay()}/`",
        "(data) => `/${hash(data.page.date)}/`",
    ] {
        assert_eq!(page("", &format!("permalink: {function}"), ""), "", "{function}");
    }
}

#[test]
fn templates_may_use_filters_of_dates_and_conditions() {
    let luxon = "config.addFilter('day', (date) => DateTime.fromJSDate(date).toFormat('yyyy/LL/dd'));";
    let behind = "config.addFilter('day', (d) => { const dt = DateTime.fromJSDate(d); return dt.toFormat('yyyy/LL/dd'); });";
    let several = "config.addFilter('day', (d) => { const dt = DateTime.fromJSDate(d); if (d.x) return dt.toFormat('yyyy'); return \
                   dt.toFormat('LL'); });";
    let argument =
        "config.addFilter('day', function (date, form) { return dayjs(date).format(form || 'YYYY'); });";
    let member = "config.addFilter('day', (d) => dateFns.format(d, 'yyyy/MM/dd'));";
    let required = "config.addFilter('day', (d) => require('date-fns').format(d, 'yyyy/MM/dd'));";
    let moment = "config.addFilter('day', (d) => { const m = moment(d); return m.format('YYYY/MM/DD'); });";
    let function = "config.addFilter('day', (d) => format(d, 'yyyy/MM/dd'));";
    let named =
        "const day = (date) => date.toISOString().split('T')[0]; config.addNunjucksFilter('day', day);";
    for (program, template, expected) in [
        (luxon, "/{{ page.date | day }}/{{ title | slugify }}/", "/2026/01/02/coral-reef/"),
        (behind, "/{{ page.date | day }}/x/", "/2026/01/02/x/"),
        (several, "/{{ page.date | day }}/x/", ""),
        (argument, "/{{ page.date | day('YYYY/MM') }}/x/", "/2026/01/x/"),
        (argument, "/{{ page.date | day }}/x/", "/2026/x/"),
        (member, "/{{ page.date | day }}/x/", "/2026/01/02/x/"),
        (required, "/{{ page.date | day }}/x/", "/2026/01/02/x/"),
        (moment, "/{{ page.date | day }}/x/", "/2026/01/02/x/"),
        (function, "/{{ page.date | day }}/x/", "/2026/01/02/x/"),
        (named, "/{{ page.date | day }}/", "/2026-01-02/"),
        ("", "/{{ page.date | date('%Y') }}/x/", "/2026/x/"),
        ("", "/{{ page.date | date: '%Y/%-m' }}/x/", "/2026/1/x/"),
        ("", "/{% if slug %}{{ slug }}{% else %}{{ title | slugify }}{% endif %}/", "/coral-reef/"),
        ("", "/{{ slug if slug else title | slugify }}/", "/coral-reef/"),
        ("", "/{{ page.date | day }}/x/", ""),
        ("", "/{% if rank %}top{% endif %}/", ""),
    ] {
        assert_eq!(page(program, &format!("permalink: \"{template}\""), ""), expected, "{template}");
        let key = format!("permalink: \"{template}\"\n");
        assert_eq!(page(program, "tags: 'posts'", &key), expected, "{template}");
    }
    let either = "permalink: \"/{% if slug %}{{ slug }}{% else %}{{ title | slugify }}{% endif %}/\"";
    assert_eq!(page("", either, "slug: me\n"), "/me/");
}
