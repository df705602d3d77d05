//! What the templates of feeds show of texts: whole ones, or summaries of all articles or of some.

use super::Site;

/// Heads and texts of articles, of which the second is for members.
const LEDE: &str = "The lede.\n";
const REST: &str = "The paid rest.\n";

fn article(day: u8, more: &str) -> String {
    format!("---\ntitle: T{day}\ndate: 2026-01-0{day}\ndescription: S\n{more}---\n{LEDE}\n{REST}")
}

/// Which entries of the first feed have their whole texts: `+` or `-`, the newest first; and what is found.
fn whole(site: &Site) -> (String, Vec<String>) {
    let contents = site.contents();
    let marks = contents.iter().map(|text| if text.contains("paid rest") { '+' } else { '-' });
    (marks.collect(), site.findings())
}

#[track_caller]
fn assert_whole(site: &Site, marks: &str, template: &str) {
    assert_eq!(whole(site), (marks.to_owned(), Vec::new()), "{template}");
}

/// The finding about a template.
fn unread(file: &str, generator: &str) -> Vec<String> {
    vec![format!(
        "warning[unread-setting] {file} only {generator} can tell for which articles this template shows the whole text, so the \
         entries of its feeds are summaries | write each of its feeds as [[feed]] in feedwright.toml, with `body = \"summary\"`, \
         or with `body = \"full\"` if all whole texts may be public"
    )]
}

fn jekyll(config: &str, entry: &str) -> Site {
    let config = format!("url: https://a.org\n{config}");
    let template = format!(
        "---\n---\n<rss>{{% for post in site.posts %}}<item><guid>{{{{ post.url }}}}</guid>{entry}</item>{{% endfor %}}</rss>"
    );
    Site::of(&[
        ("_config.yml", &config),
        ("_posts/2026-01-03-a.md", &article(3, "")),
        ("_posts/2026-01-02-b.md", &article(2, "paywall: true\naccess: paid\ntags: [members]\n")),
        ("_posts/2026-01-01-c.md", &article(1, "access: free\nteaser: x\n")),
        ("_includes/body.html", "{% unless include.of.paywall %}{{ include.of.content }}{% endunless %}"),
        ("_includes/lead.html", "{{ post.excerpt }}"),
        ("feed.xml", &template),
    ])
}

#[test]
fn a_jekyll_template_without_the_text_makes_summaries() {
    for entry in [
        "<description>{{ post.excerpt | xml_escape }}</description>",
        "<description>{{ post.description }}</description>",
        "<description>{% if post.excerpt %}{{ post.excerpt }}{% else %}{{ post.content | truncatewords: 2 }}{% endif %}</description>",
        "{% assign body = post.excerpt | strip_html %}<description>{{ body }}</description>",
        "{% include lead.html %}",
        "<category>{{ post.category | default: 'content' }}</category>",
    ] {
        assert_whole(&jekyll("", entry), "---", entry);
    }
    for entry in [
        "<description>{{ post.content | xml_escape }}</description>",
        "{% capture body %}{{ post.content }}{% endcapture %}{{ body }}",
        "{% assign body = post.content %}{{ body }}",
        "{{ post | jsonify }}",
        "{% include missing.html %}",
    ] {
        assert_whole(&jekyll("", entry), "+++", entry);
    }
}

#[test]
fn a_jekyll_template_shows_some_texts_on_a_condition() {
    for (entry, marks) in [
        ("{% if post.paywall %}{{ post.excerpt }}{% else %}{{ post.content }}{% endif %}", "+-+"),
        (
            "{{ post.content | truncate: 9 }}{% unless post.paywall == true %}{{ post.content }}{% endunless %}",
            "+-+",
        ),
        ("{% if post.access == 'free' %}{{ post.content }}{% endif %}", "--+"),
        ("{% if post.tags contains 'members' %}{% else %}{{ post.content }}{% endif %}", "+-+"),
        (
            "{% assign body = post.content %}{% if post.paywall %}{% assign body = post.excerpt %}{% endif %}{{ body }}",
            "+-+",
        ),
        (
            "{% capture body %}{% unless post.paywall %}{{ post.content }}{% endunless %}{% endcapture %}{{ body }}",
            "+-+",
        ),
        (
            "{% assign paid = post.paywall | default: site.paywall %}{% unless paid %}{{ post.content }}{% endunless %}",
            "+-+",
        ),
        ("{% include body.html of=post %}", "+-+"),
        // It is shown in any case, or the article has no say.
        ("{% if post.paywall %}<b>{{ post.content }}</b>{% else %}{{ post.content }}{% endif %}", "+++"),
        ("{% if post.excerpt %}{{ post.content }}{% endif %}", "+++"),
        ("{% if post.content != '' %}{{ post.content }}{% endif %}", "+++"),
        ("{% if site.short %}{{ post.excerpt }}{% else %}{{ post.content }}{% endif %}", "+++"),
        ("{% if post.teaser %}{% endif %}{{ post.content }}", "+++"),
    ] {
        assert_whole(&jekyll("", entry), marks, entry);
    }
    let entry = "{% assign paid = post.paywall | default: site.paywall %}{% unless paid %}{{ post.content }}{% endunless %}";
    assert_whole(&jekyll("paywall: true\n", entry), "---", entry);
}

#[test]
fn a_condition_on_texts_that_is_not_understood_is_reported() {
    for entry in [
        "{% case post.access %}{% when 'paid' %}{{ post.excerpt }}{% else %}{{ post.content }}{% endcase %}",
        "{% for tag in post.tags %}{% if tag == 'members' %}{% assign paid = true %}{% endif %}{% endfor %}\
         {% unless paid %}{{ post.content }}{% endunless %}",
        "{% assign size = post.tags | where: 'x', 'y' %}{% if size == 0 %}{{ post.content }}{% endif %}",
    ] {
        assert_eq!(whole(&jekyll("", entry)), ("---".to_owned(), unread("feed.xml", "Jekyll")), "{entry}");
    }
}

#[test]
fn a_feed_that_is_written_has_the_texts_that_it_says() {
    let text = "[site]\nbase-url = \"https://a.org/\"\n[content]\ngenerator = \"jekyll\"\n[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n\
        select = \"generator\"\nbody = \"full\"\n";
    let template = "---\n---\n<rss>{% for post in site.posts %}<item>{% case post.access %}{% when 'paid' %}{% else %}\
        {{ post.content }}{% endcase %}</item>{% endfor %}</rss>";
    let site = Site::with(
        text,
        &[
            ("_config.yml", "url: https://a.org\ntitle: A\n"),
            ("_posts/2026-01-03-a.md", &article(3, "")),
            ("feed.xml", template),
        ],
    );
    assert_whole(&site, "+", template);
}

fn hugo(file: &str, entry: &str) -> Site {
    let template = format!(
        "{{{{- $pages := .Site.RegularPages -}}}}<rss><channel>{{{{ range $pages }}}}<item><guid>{{{{ .Permalink }}}}</guid>{entry}</item>\
         {{{{ end }}}}</channel></rss>"
    );
    Site::of(&[
        (
            "hugo.toml",
            "baseURL = \"https://a.org/\"\ntitle = \"A\"\ntheme = \"reef\"\ndisableKinds = ['taxonomy', 'section']\n",
        ),
        ("content/a.md", &article(3, "")),
        ("content/b.md", &article(2, "params: { paywall: true, access: paid }\ntags: [members]\n")),
        ("content/c.md", &article(1, "params: { access: free }\n")),
        ("layouts/partials/body.html", "{{ if not .Params.paywall }}{{ .Content }}{{ end }}"),
        ("layouts/partials/lead.html", "{{ .Summary }}"),
        (file, &template),
    ])
}

#[test]
fn a_hugo_template_without_the_text_makes_summaries() {
    let own = "layouts/_default/rss.xml";
    for entry in [
        "<description>{{ .Description }}</description>",
        "<description>{{ .Summary | transform.XMLEscape | safeHTML }}</description>",
        "<description>{{ with .Description }}{{ . | html }}{{ else }}{{ .Summary | html }}{{ end }}</description>",
        "{{ partial \"lead.html\" . }}",
        "{{ .Content | truncate 10 }}",
    ] {
        assert_whole(&hugo(own, entry), "---", entry);
    }
    for entry in [
        "<description>{{ .Content | html }}</description>",
        "{{ with .Content }}{{ . }}{{ end }}",
        "{{ with .Description }}{{ . }}{{ else }}{{ .Content }}{{ end }}",
        "{{ $body := .RawContent }}{{ $body }}",
        "{{ if and site.Params.whole .Content }}{{ printf \"%s\" .Content }}{{ end }}",
        "{{ partial \"missing.html\" . }}",
    ] {
        assert_whole(&hugo(own, entry), "+++", entry);
    }
    // Those of themes repeat Hugo's own.
    assert_whole(&hugo("themes/reef/layouts/_default/rss.xml", "{{ .Summary }}"), "+++", "theme");
}

#[test]
fn a_hugo_template_shows_some_texts_on_a_condition() {
    let own = "layouts/_default/rss.xml";
    for (entry, marks) in [
        ("{{ if .Params.paywall }}{{ .Summary }}{{ else }}{{ .Content | html }}{{ end }}", "+-+"),
        ("{{ if eq .Params.access \"free\" }}{{ .Content }}{{ end }}", "--+"),
        ("{{ with .Params.paywall }}{{ else }}{{ .Content }}{{ end }}", "+-+"),
        ("{{ $body := .Content }}{{ if .Params.paywall }}{{ $body = .Summary }}{{ end }}{{ $body }}", "+-+"),
        (
            "{{ $paid := .Params.paywall }}{{ if not .Params.paywall }}{{ .Content }}{{ end }}{{ $paid }}",
            "+-+",
        ),
        ("{{ partial \"body.html\" . }}", "+-+"),
        ("{{ if .Site.Params.short }}{{ .Summary }}{{ else }}{{ .Content }}{{ end }}", "+++"),
    ] {
        assert_whole(&hugo(own, entry), marks, entry);
    }
    assert_whole(
        &hugo("themes/reef/layouts/_default/rss.xml", "{{ partial \"body.html\" . }}"),
        "+-+",
        "theme",
    );
    for entry in [
        "{{ if in (index .Params \"tags\" | default slice) \"members\" }}{{ else }}{{ .Content }}{{ end }}",
        "{{ cond (isset .Params \"paywall\") .Summary .Content }}",
        "{{ range .Params.tags }}{{ if ne . \"members\" }}{{ $.Content }}{{ end }}{{ end }}",
        "{{ partial \"body.html\" (dict \"Params\" .Params \"Content\" .Content) }}",
        "{{ $.Scratch.Set \"x\" .Content }}{{ if .Params.paywall }}{{ $.Scratch.Set \"x\" .Summary }}{{ end }}{{ $.Scratch.Get \"x\" }}",
    ] {
        assert_eq!(whole(&hugo(own, entry)), ("---".to_owned(), unread(own, "Hugo")), "{entry}");
    }
}

fn eleventy(file: &str, template: &str) -> Site {
    let posts = ["", "members: true\n", "members: false\naccess: free\n"];
    let posts: Vec<_> = posts.iter().zip([3, 2, 1]).map(|(more, day)| article(day, more)).collect();
    Site::of(&[
        (".eleventy.js", "module.exports = (config) => ({ dir: { input: '.', output: '_site' } });\n"),
        ("_data/metadata.json", "{ \"title\": \"Reef\", \"url\": \"https://reef.org/\" }"),
        ("posts/posts.json", "{ \"tags\": [\"posts\"] }"),
        ("posts/a.md", &posts[0]),
        ("posts/b.md", &posts[1]),
        ("posts/c.md", &posts[2]),
        ("_includes/body.njk", "{% if not post.data.members %}{{ post.templateContent | safe }}{% endif %}"),
        (file, template),
    ])
}

fn nunjucks(entry: &str) -> Site {
    let template = format!(
        "---\npermalink: feed.xml\neleventyExcludeFromCollections: true\n---\n<feed>{{% for post in collections.posts | reverse %}}\
         <entry><id>{{{{ post.url | absoluteUrl(metadata.url) }}}}</id>{entry}</entry>{{% endfor %}}</feed>"
    );
    eleventy("feed.njk", &template)
}

#[test]
fn an_eleventy_template_shows_whole_texts_or_summaries() {
    for (entry, marks) in [
        ("<summary>{{ post.data.description }}</summary>", "---"),
        ("<content>{{ post.templateContent | truncate(20) }}</content>", "---"),
        (
            "<content>{{ post.templateContent | transformWithHtmlBase(post.url, metadata.url) }}</content>",
            "+++",
        ),
        (
            "<content>{{ post.templateContent | renderTransforms(post.data.page, metadata.url) }}</content>",
            "+++",
        ),
        ("<content>{{ post.data.description or post.content }}</content>", "+++"),
        ("{% if metadata.short %}{{ post.data.summary }}{% else %}{{ post.content }}{% endif %}", "+++"),
        ("{% if post.data.members %}{{ post.data.summary }}{% else %}{{ post.content }}{% endif %}", "+-+"),
        ("{% if post.data.access == \"free\" %}{{ post.templateContent }}{% endif %}", "--+"),
        ("{{ post.data.summary if post.data.members else post.templateContent }}", "+-+"),
        ("{% include \"body.njk\" %}", "+-+"),
        (
            "{% set body %}{% if not post.data.members %}{{ post.content }}{% endif %}{% endset %}{{ body }}",
            "+-+",
        ),
    ] {
        assert_whole(&nunjucks(entry), marks, entry);
    }
    let entry = "{% if post.data.members | isPaid %}{% else %}{{ post.content }}{% endif %}";
    assert_eq!(whole(&nunjucks(entry)), ("---".to_owned(), unread("feed.njk", "Eleventy")));
}

#[test]
fn an_eleventy_program_shows_whole_texts_or_summaries() {
    for (shown, marks) in [
        ("${post.templateContent}", "+++"),
        ("${post.data.description}", "---"),
        ("${post.data.members ? '' : post.templateContent}", "+-+"),
    ] {
        let program = format!(
            "exports.data = {{ permalink: '/feed.xml' }};\nexports.render = (data) => `<rss><channel>${{data.collections.posts.reverse()\
             .map((post) => `<item><link>${{post.url}}</link>{shown}</item>`).join('')}}</channel></rss>`;\n"
        );
        assert_whole(&eleventy("feed.11ty.js", &program), marks, shown);
    }
}

fn astro(before: &str, item: &str) -> Site {
    let program = format!(
        "import rss from '@astrojs/rss';\nimport {{ getCollection }} from 'astro:content';\nexport async function GET() {{\n  \
         const posts = await getCollection('blog');\n  return rss({{ title: 'Reef', items: posts.map((post) => {{\n{before}    return {{ \
         link: `/${{post.id}}/`, {item} }};\n  }}) }});\n}}\n"
    );
    let article = |day: u8, more: &str| article(day, more).replace("date:", "pubDate:");
    Site::of(&[
        ("astro.config.mjs", "export default defineConfig({\n\tsite: 'https://reef.org',\n});\n"),
        (
            "src/content.config.ts",
            "const blog = defineCollection({ loader: glob({ base: './src/blog', pattern: '**/*.md' }), \
             schema: z.object({ members: z.boolean().default(false) }) });\n",
        ),
        ("src/blog/a.md", &article(3, "")),
        ("src/blog/b.md", &article(2, "members: true\n")),
        ("src/blog/c.md", &article(1, "members: false\n")),
        ("src/pages/rss.xml.js", &program),
    ])
}

#[test]
fn an_astro_program_shows_whole_texts_or_summaries() {
    for (before, item, marks) in [
        ("", "title: post.data.title", "---"),
        ("", "content: post.data.description", "---"),
        ("", "content: post.body", "+++"),
        ("", "content: sanitizeHtml(parser.render(post.body), { allowedTags: ['p'] })", "+++"),
        ("", "content: await load(post.id), customData: post.data.members ? '<x/>' : ''", "+++"),
        ("", "content: post.body || post.data.description", "+++"),
        ("", "content: post.data.members ? undefined : post.body", "+-+"),
        ("", "content: post.data.members ? post.data.description : parser.render(post.body)", "+-+"),
        ("", "...(!post.data.members && { content: post.body })", "+-+"),
        ("    const html = post.data.members ? '' : post.body;\n", "content: html", "+-+"),
        ("    let html = post.body;\n    if (post.data.members) { html = ''; }\n", "content: html", "+-+"),
        ("    if (post.data.members) return { link: `/${post.id}/` };\n", "content: post.body", "+-+"),
    ] {
        assert_whole(&astro(before, item), marks, item);
    }
    let helper = "  const toItem = (post) => ({ content: post.data.members ? '' : post.body });\n";
    let item = "...toItem(post)";
    assert_whole(&astro(helper, item), "+-+", item);
    let item = "content: isPaid(post.data.members) ? undefined : post.body";
    assert_eq!(whole(&astro("", item)), ("---".to_owned(), unread("src/pages/rss.xml.js", "Astro")));
}

#[test]
fn a_zola_template_shows_whole_texts_or_summaries() {
    let site = |entry: &str| {
        let template = format!(
            "<rss>{{% for page in pages %}}<item><guid>{{{{ page.permalink }}}}</guid>{entry}</item>{{% endfor %}}</rss>"
        );
        let article = |day: u8, more: &str| {
            format!(
                "+++\ntitle = \"T\"\ndate = 2026-01-0{day}\ndescription = \"S\"\n{more}+++\n{LEDE}\n{REST}"
            )
        };
        Site::of(&[
            (
                "zola.toml",
                "base_url = \"https://a.org\"\ntitle = \"A\"\ngenerate_feeds = true\nfeed_filenames = [\"rss.xml\"]\n",
            ),
            ("content/a.md", &article(3, "")),
            ("content/b.md", &article(2, "[extra]\npaywall = true\n")),
            ("content/c.md", &article(1, "[extra]\npaywall = false\n")),
            ("templates/rss.xml", &template),
        ])
    };
    for (entry, marks) in [
        ("{{ page.description }}", "---"),
        (
            "{% if page.summary %}{{ page.summary | safe }}{% else %}{{ page.content | safe }}{% endif %}",
            "+++",
        ),
        (
            "{% if config.extra.short %}{{ page.summary }}{% else %}{{ page.content | safe }}{% endif %}",
            "+++",
        ),
        (
            "{% if page.extra.paywall %}{{ page.summary }}{% else %}{{ page.content | safe }}{% endif %}",
            "+-+",
        ),
    ] {
        assert_whole(&site(entry), marks, entry);
    }
    let entry = "{% if page.extra.paywall is paid %}{% else %}{{ page.content }}{% endif %}";
    assert_eq!(whole(&site(entry)), ("---".to_owned(), unread("templates/rss.xml", "Zola")));
}
