//! Code of a site that keeps articles off all of its pages.

use super::Site;

const PELICAN: &[(&str, &str)] = &[
    ("pelicanconf.py", "SITEURL = 'https://a.org'\nARTICLE_EXCLUDES = hidden()\n"),
    ("content/a.md", "Title: T\nDate: 2026-01-02\nTags: x\n\nText\n"),
];

const DOCUSAURUS: &[(&str, &str)] = &[
    (
        "docusaurus.config.js",
        "export default { url: 'https://a.org', baseUrl: '/', presets: [['classic', { blog: { exclude: hidden() } }]] };\n",
    ),
    ("blog/a.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [x]\n---\n"),
];

const ELEVENTY: &[(&str, &str)] = &[
    (".eleventy.js", "module.exports = (c) => { c.addPreprocessor('hidden', '*', hides); };\n"),
    ("a.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [x]\n---\n"),
];

const ASTRO: &[(&str, &str)] = &[
    ("astro.config.mjs", "export default { site: 'https://a.org' };\n"),
    (
        "src/content.config.ts",
        "export const collections = { log: defineCollection({ loader: glob({ pattern: shown(), base: './src/log' }) }) };\n",
    ),
    (
        "src/pages/rss.xml.js",
        "const posts = await getCollection('log');\nexport const GET = () => rss({ items: posts.map((post) => ({ link: `/log/${post.id}/` })) });\n",
    ),
    ("src/log/a.md", "---\ntitle: T\npubDate: 2026-01-02\ntags: [x]\n---\n"),
];

const JEKYLL: &[(&str, &str)] = &[
    ("_config.yml", "url: https://a.org\nplugins: [jekyll-feed]\n"),
    (
        "_plugins/hide.rb",
        "Jekyll::Hooks.register(:site, :post_read) { |site| site.posts.docs.reject! { |p| p['x'] } }\n",
    ),
    ("_posts/2026-01-02-a.md", "---\ntitle: T\ntags: [x]\n---\n"),
];

#[test]
fn what_code_keeps_off_a_site_is_reported_until_the_configuration_says_which_files_are_articles() {
    for (generator, files) in [
        ("pelican", PELICAN),
        ("docusaurus", DOCUSAURUS),
        ("eleventy", ELEVENTY),
        ("astro", ASTRO),
        ("jekyll", JEKYLL),
    ] {
        let errors = |content: &str, feed: &str| {
            let config = format!(
                "[site]\nbase-url = \"https://a.org/\"\n[content]\ngenerator = \"{generator}\"\n{content}[[feed]]\n\
                 path = \"x.xml\"\nformat = \"rss\"\n{feed}"
            );
            let found = Site::with(&config, files).findings();
            found.into_iter().filter(|line| line.starts_with("error[unread-filter]")).count()
        };
        let select = "select = { tag = \"x\" }\n";
        assert_eq!(errors("", select), 1, "{generator}");
        assert_eq!(errors("", ""), 1, "{generator}");
        for files in ["exclude = [\"**/b.md\"]\n", "include = [\"**/a.md\"]\n", "exclude = []\n"] {
            assert_eq!(errors(files, select), 0, "{generator} {files}");
        }
    }
}
