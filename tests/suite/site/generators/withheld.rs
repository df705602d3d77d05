//! Articles that a site withholds by its own code: none of them is published before the configuration says so.

use super::{Site, WRITE_EXCLUDE, WRITE_SELECT};

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

const JEKYLL: &[(&str, &str)] = &[
    ("_config.yml", "url: https://tide.org\nplugins: [jekyll-feed]\n"),
    ("_posts/2026-02-01-low.md", "---\ntitle: Low\n---\nLow.\n"),
    ("_posts/2026-02-02-high.md", "---\ntitle: High\nmembers: true\n---\nHigh.\n"),
];

/// What is found of a site of Jekyll with a plugin.
fn with_plugin(plugin: &str) -> Vec<String> {
    Site::of(&[JEKYLL, &[("_plugins/own.rb", plugin)]].concat()).findings()
}

#[test]
fn a_plugin_of_jekyll_that_may_take_posts_away_stops_the_build() {
    let unread = format!(
        "error[unread-filter] _plugins/own.rb this plugin may take posts away from the site, or unpublish them | {WRITE_EXCLUDE}"
    );
    let hook = |body: &str| format!("Jekyll::Hooks.register :site, :post_read do |site|\n  {body}\nend\n");
    let of_post =
        |body: &str| format!("Jekyll::Hooks.register :posts, :post_init do |post|\n  {body}\nend\n");
    let generator = |body: &str| {
        format!(
            "module Tide\n  class Hide < Jekyll::Generator\n    def generate(site)\n      {body}\n    end\n  end\nend\n"
        )
    };
    for plugin in [
        hook("site.posts.docs.reject! { |p| p.data[\"members\"] }"),
        hook("site.posts.docs.delete_if { |p| p.data['members'] }"),
        hook("site.posts.docs\n    .select! { |p| !p.data[\"members\"] }"),
        hook("docs = site.posts.docs\n  docs.keep_if { |p| open?(p) }"),
        hook("list = site.collections[\"posts\"].docs\n  list.filter! { |p| open?(p) }"),
        hook("site.posts.docs.each { |p| site.posts.docs.delete(p) if p.data[\"members\"] }"),
        hook("site.collections.each_value { |one| one.docs.reject! { |p| p.data[\"members\"] } }"),
        hook("site.posts.docs = site.posts.docs.reject { |p| p.data[\"members\"] }"),
        hook("site.posts.docs.replace(open)"),
        hook("site.posts.docs.send(:reject!) { |p| p.data[\"members\"] }"),
        hook("site.posts&.docs&.reject! { |p| p['members'] }"),
        hook("text = \"don't #{p[\"x\"]}\" # it's\n  site.posts.docs.clear"),
        hook("text = <<~END\n  don't\n  END\n  site.posts.docs.clear"),
        hook("words = text.split /'/\n  site.posts.docs.clear"),
        hook("site.posts.instance_variable_set(:@docs, open)"),
        of_post("post.data[\"published\"] = false if post.data[\"members\"]"),
        of_post("post.data['published'] = !post.data['members']"),
        of_post("post.data.merge!(\"published\" => false)"),
        of_post("post.merge_data!({ \"title\" => \"T\", \"published\" => false })"),
        of_post("@published = false"),
        generator("site.posts.docs.reject! { |p| p.data[\"members\"] }"),
        generator("hide(site.posts.docs)\n    end\n    def hide(posts)\n      posts.reject! { |p| p.data[\"members\"] }"),
        hook("site.exclude << '_posts/2026-02-02-high.md'"),
        "module Jekyll\n  class Publisher\n    def publish?(thing)\n      !thing.data['members']\n    end\n  end\nend\n".to_owned(),
        "module Open\n  def publish?(one)\n    super && !one.data['members']\n  end\nend\nJekyll::Publisher.prepend(Open)\n".to_owned(),
    ] {
        assert_eq!(with_plugin(&plugin), [unread.as_str()], "{plugin}");
    }
}

#[test]
fn a_plugin_of_jekyll_that_takes_no_posts_away_stops_no_build() {
    for plugin in [
        "module Jekyll\n  class Badge < Liquid::Tag\n    def initialize(tag, text, tokens)\n      super\n      @text = text.strip.delete(\"'\")\n    end\n    def \
         render(context)\n      parts = @text.split('|')\n      name = parts.shift\n      \"<b>#{name}</b>\"\n    end\n  end\nend\n\
         Liquid::Template.register_tag('badge', Jekyll::Badge)\n",
        "module Jekyll::Words\n  def words(input)\n    list = input.split\n    list.reject! { |word| word.empty? }\n    list.size\n  end\nend\n\
         Liquid::Template.register_filter(Jekyll::Words)\n",
        "class Up < Jekyll::Converter\n  def matches(ext)\n    ext =~ /^\\.up$/i\n  end\n  def convert(content)\n    content.upcase\n  end\nend\n",
        "class Years < Jekyll::Generator\n  def generate(site)\n    posts = site.posts.docs.select { |p| p.data['published'] }\n    posts.reject! { |p| \
         p.data['draft'] }\n    posts.group_by { |p| p.date.year }.each do |year, own|\n      own.shift\n      site.pages << Year.new(site, year, own)\n    end\n    \
         site.pages.delete_if { |page| page.name == 'x.html' }\n    site.static_files.reject! { |file| file.name == 'x' }\n  end\nend\n",
        "Jekyll::Hooks.register :posts, :post_init do |post|\n  commits = `git rev-list --count HEAD \"#{ post.path }\"`\n  if commits.to_i > 1\n    \
         post.data['last_modified_at'] = `git log -1 --pretty=\"%ad\" \"#{ post.path }\"`\n  end\nend\n",
        "class Others < Jekyll::Generator\n  def generate(site)\n    doc = Jekyll::Document.new(path, site: site, collection: site.collections['posts'])\n    \
         doc.data['title'] = 'T'\n    doc.data['published'] = true\n    site.collections['posts'].docs << doc\n    related = site.posts.docs.dup\n    \
         related.delete(doc)\n    index = site.posts.docs.map { |p| { 'published' => p.date, 'state' => p.data['draft'] ? 'draft' : 'x' } }\n  end\nend\n",
        "# site.posts.docs.reject! { |p| p.data[\"members\"] }\n=begin\nsite.posts.docs.clear\n=end\nputs \"site.posts.docs.clear\"\n",
    ] {
        assert_eq!(with_plugin(plugin), [""; 0], "{plugin}");
    }
}

#[test]
fn plugins_of_jekyll_are_read_where_the_site_has_them() {
    let hide = "Jekyll::Hooks.register(:site, :post_read) { |site| site.posts.docs.clear }\n";
    let of = |config: &str, file: &str| {
        let config = format!("url: https://tide.org\nplugins: [jekyll-feed]\n{config}");
        let found =
            Site::of(&[&[("_config.yml", config.as_str()), (file, hide)], &JEKYLL[1..]].concat()).findings();
        found.into_iter().filter(|finding| finding.starts_with("error[unread-filter]")).count()
    };
    assert_eq!(of("", "_plugins/deep/hide.rb"), 1);
    assert_eq!(of("", "lib/hide.rb"), 0);
    assert_eq!(of("plugins_dir: ./lib\n", "lib/hide.rb"), 1);
    assert_eq!(of("plugins_dir: [lib, more]\n", "more/hide.rb"), 1);
    assert_eq!(of("safe: true\n", "_plugins/hide.rb"), 0);
}
