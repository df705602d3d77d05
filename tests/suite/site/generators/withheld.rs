//! Articles that a site withholds by its own code: none of them is published before the configuration says so.

use super::{Site, WRITE_SELECT};

/// A site of Eleventy with a public text and one for members, a program, and other files.
fn notes(program: &str, files: &[(&str, &str)]) -> Site {
    let plugin = "config.addPlugin(feedPlugin, { type: 'atom', outputPath: '/feed.xml', collection: { name: 'open' }, metadata: { title: 'Tide', base: 'https://tide.org/' } });";
    let program = format!(
        "import feedPlugin from '@11ty/eleventy-plugin-rss';\nimport _ from 'lodash';\nimport fp from 'lodash/fp';\nimport {{ paying }} from './lib.js';\n\
         export default (config) => {{\n{program}\n{plugin}\n}};\n"
    );
    let own = [
        ("eleventy.config.js", program.as_str()),
        ("notes/low.md", "---\ntitle: Low\ndate: 2026-02-01\ntags: open\n---\nLow.\n"),
        ("notes/high.md", "---\ntitle: High\ndate: 2026-02-02\ntags: open\nmembers: true\n---\nHigh.\n"),
    ];
    Site::of(&[&own, files].concat())
}

/// The files in the feed of a site, or that it was stopped.
fn shown(site: &Site) -> String {
    let found = site.findings();
    if found.iter().any(|finding| finding.starts_with("error[unread-filter]")) {
        return "not read".to_owned();
    }
    if let Some(error) = found.iter().find(|finding| finding.starts_with("error[")) {
        return error.clone();
    }
    site.feeds()
        .concat()
        .replace("feed.xml atom:", "")
        .replace("notes/", "")
        .replace(".md", "")
        .trim()
        .to_owned()
}

/// The same of a collection that a program makes by an expression.
fn collected(expression: &str) -> String {
    let lib = "export const paying = (notes, shown) => { switch (shown) { default: return notes.filter((n) => n.data.members); } };\n\
               export function unpaid(notes) { const out = []; for (let at = 0; at < notes.length; at++) { if (!notes[at].data.members) out.push(notes[at]); } return out; }\n\
               export function whole(notes) { return notes.sort((a, b) => a.date - b.date); }\n";
    let program = format!("config.addCollection('open', (api) => {expression});");
    shown(&notes(&program, &[("lib.js", lib)]))
}

const ALL: &str = "api.getFilteredByGlob('notes/*.md')";

#[test]
fn a_function_around_a_collection_may_leave_out_articles() {
    for expression in [
        "_.reject(ALL, 'data.members')",
        "_.filter(ALL, (n) => !n.data.members)",
        "_.partition(ALL, 'data.members')[1]",
        "_(ALL).reject('data.members').value()",
        "_.chain(ALL).reject('data.members').sortBy('date').value()",
        "fp.flow(fp.reject('data.members'), fp.reverse)(ALL)",
        "_.reject(ALL, 'data.members').slice(0, 5)",
        "_.sortBy(_.reject(ALL, 'data.members'), 'date')",
        "paying(ALL, 1)",
        "unpaid(ALL)",
        "ALL.reduce((a, n) => n.data.members ? a : [...a, n], [])",
        "ALL.partition((n) => n.data.members)[1]",
        "ALL.sort((a, b) => a.date - b.date).partition((n) => n.data.members)[1]",
        "[...ALL.reject((n) => n.data.members)]",
        "{ const all = ALL; const open = _.reject(all, 'data.members'); return open; }",
        "{ const [paid, open] = _.partition(ALL, 'data.members'); return open; }",
        "{ let all = ALL; all = _.reject(all, 'data.members'); return all; }",
        "{ const all = ALL; const open = []; for (const n of _.reject(all, 'data.members')) open.push(n); return open; }",
        "hide ? [] : ALL",
        "api.getFilteredByGlob(globs())",
    ] {
        assert_eq!(collected(&expression.replace("ALL", ALL)), "not read", "{expression}");
    }
}

#[test]
fn what_leaves_out_nothing_around_a_collection_stops_no_build() {
    for expression in [
        "ALL",
        "[...ALL].reverse()",
        "[...new Set(ALL)]",
        "Array.from(ALL)",
        "ALL.sort((a, b) => a.date - b.date).reverse()",
        "_.sortBy(ALL, 'date')",
        "_.orderBy(ALL, ['date'], ['desc']).slice()",
        "ALL || []",
        "ALL.map((n) => n) ?? []",
        "whole(ALL)",
        "process.env.ELEVENTY_RUN_MODE === 'build' ? ALL : api.getAll()",
        "{ const all = ALL; for (let at = 0; at < all.length; at++) { const next = all[at + 1]; all[at].data['next'] = next; } return all; }",
    ] {
        assert_eq!(collected(&expression.replace("ALL", ALL)), "high low", "{expression}");
    }
    let open = "process.env.ELEVENTY_RUN_MODE === 'build' ? ALL.filter((n) => !n.data.members) : ALL";
    assert_eq!(collected(&open.replace("ALL", ALL)), "low");
}

#[test]
fn a_function_around_a_collection_in_a_template_may_leave_out_articles() {
    let of = |body: &str| {
        let feed = format!(
            "class Feed {{\n  data() {{ return {{ permalink: '/feed.xml' }}; }}\n  render({{ collections }}) {{\n{body}\n  }}\n}}\nmodule.exports = Feed;\n"
        );
        let site = Site::of(&[
            (".eleventy.js", "module.exports = (config) => {};\n"),
            ("_data/site.json", "{ \"url\": \"https://tide.org\" }"),
            ("feed.11ty.js", &feed),
            ("notes/low.md", "---\ntitle: Low\ndate: 2026-02-01\ntags: open\n---\n"),
        ]);
        (shown(&site), site.findings())
    };
    let entries = "return `<feed>${open.map((n) => `<entry>${n.url}</entry>`).join('')}</feed>`;";
    let unread = format!(
        "error[unread-filter] feed.11ty.js only the site's own code can tell which articles `feed.xml` leaves out | {WRITE_SELECT}"
    );
    for open in [
        "collections.open.reduce((a, n) => n.data.members ? a : [...a, n], [])",
        "_.reject(collections.open, 'data.members')",
        "Object.values(_.groupBy(collections.open, 'data.members'))[0]",
    ] {
        let (_, found) = of(&format!("const open = {open};\n{entries}"));
        assert_eq!(found, [unread.as_str()], "{open}");
    }
    assert_eq!(of(&format!("const open = [...collections.open].reverse();\n{entries}")).0, "low");
}

/// The error about addresses that are not known before the site is built.
const ERROR: &str = "error[unbuilt-site]";

/// What is shown of a site whose data has a program, by where that is.
fn computed(function: &str) -> Vec<String> {
    let tagged = "config.addCollection('open', (api) => api.getFilteredByTag('open'));";
    let folder = format!("export default {{ eleventyComputed: {{ permalink: {function} }} }};\n");
    let own = format!("export default {{ permalink: {function} }};\n");
    let of_site = |call: &str| shown(&notes(&format!("{call}\n{tagged}"), &[]));
    vec![
        shown(&notes(tagged, &[("notes/notes.11tydata.js", &folder)])),
        shown(&notes(tagged, &[("notes/notes.11tydata.js", &own)])),
        shown(&notes(tagged, &[("_data/eleventyComputed.js", &own)])),
        of_site(&format!("config.addGlobalData('eleventyComputed', {{ permalink: {function} }});")),
        of_site(&format!("config.addGlobalData('eleventyComputed.permalink', () => {function});")),
    ]
}

#[test]
fn a_computed_permalink_leaves_out_the_articles_for_which_it_is_false() {
    for function in [
        "(data) => data.members ? false : undefined",
        "(data) => { if (data.members) { return false; } return data.permalink; }",
        "({ members, permalink }) => (members ? false : permalink)",
        "(data) => data.draft || data.members ? false : data.permalink",
        "(data) => { if (data.draft) return false; if (data.members === true) return false; }",
    ] {
        for shown in computed(function) {
            assert_eq!(shown, "low", "{function}");
        }
    }
    let method = "export default { eleventyComputed: { permalink(data) { return data.members ? false : undefined; } } };\n";
    assert_eq!(shown(&notes("", &[("notes/notes.11tydata.js", method)])), "low");
}

#[test]
fn a_computed_permalink_that_may_be_false_is_an_error_where_it_is_not_understood() {
    for function in [
        "(data) => isPaid(data) ? false : undefined",
        "(data) => data.page.url.includes('high') ? false : undefined",
        "(data) => data.draft || isPaid(data) ? false : undefined",
        "(data) => (paid.has(data.page.fileSlug) ? false : data.permalink)",
        "(data) => data.draft || data.members ? false : `/n/${data.page.fileSlug}/`",
        "paying",
    ] {
        for shown in computed(function) {
            assert!(shown.starts_with(ERROR), "{function}: {shown}");
        }
    }
    let own = "---\ntitle: Own\ndate: 2026-02-03\ntags: open\nmembers: true\neleventyComputed:\n  permalink: \"{% if members %}false{% endif %}\"\n---\n";
    assert!(shown(&notes("", &[("notes/own.md", own)])).starts_with(ERROR));
}

#[test]
fn a_computed_permalink_that_asks_for_drafts_alone_stops_no_build() {
    let show = "const isServed = process.env.ELEVENTY_ENV === 'development';\nconst today = new Date();\nfunction isShown(data) {\n  const isDraft = 'draft' in \
                data && data.draft !== false;\n  const isFuture = data.page.date > today;\n  return isServed || (!isDraft && !isFuture);\n}\n";
    let data = format!(
        "{show}export default function () {{\n  return {{ eleventyComputed: {{\n    eleventyExcludeFromCollections: function (data) {{\n      if \
         (isShown(data)) {{ return data.eleventyExcludeFromCollections; }} else {{ return true; }}\n    }},\n    permalink: function (data) {{\n      if (isShown(data)) \
         {{ return data.permalink; }} else {{ return false; }}\n    }},\n  }} }};\n}}\n"
    );
    let draft = ("notes/wip.md", "---\ntitle: W\ndate: 2026-02-03\ntags: open\ndraft: true\n---\n");
    assert_eq!(shown(&notes("", &[("notes/notes.11tydata.js", &data), draft])), "high low");
    let other = data.replace("return isServed ||", "return !data.members && isServed ||");
    assert!(shown(&notes("", &[("notes/notes.11tydata.js", &other), draft])).starts_with("error["));
}

#[test]
fn plain_values_in_the_data_of_a_folder_or_of_a_text_count_in_conditions() {
    let filtered =
        "config.addCollection('open', (api) => api.getFilteredByTag('open').filter((n) => !n.data.paid));";
    for (file, data, expected) in [
        ("notes/notes.11tydata.js", "export default { paid: true };\n", "none"),
        ("notes/high.11tydata.js", "module.exports = { title: 'High', 'paid': \"yes\" };\n", "low"),
        ("notes/high.11tydata.js", "export default { paid: 1 };\n", "low"),
        ("notes/high.11tydata.js", "export default { paid: false };\n", "high low"),
        ("notes/high.json", "{ \"paid\": true }", "low"),
        ("notes/high.json", "{ \"draft\": true }", "low"),
        ("notes/other.json", "{ \"paid\": true }", "high low"),
    ] {
        let shown = shown(&notes(filtered, &[(file, data)]));
        assert_eq!(if shown.is_empty() { "none" } else { &shown }, expected, "{file} {data}");
    }
}
