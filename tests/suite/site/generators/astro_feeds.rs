//! Feeds of Astro for each language, of files by patterns, and with addresses from heads.

use super::{CHOOSE, Site, WRITE_EXCLUDE, WRITE_SELECT};

const CONFIG: (&str, &str) =
    ("astro.config.mjs", "export default defineConfig({\n\tsite: 'https://reef.org',\n});\n");

/// What is said about a feed whose articles a program chooses.
const UNREAD: &str = "error[unread-filter] src/pages/rss.xml.js only the site's own code can tell which articles `rss.xml` leaves out | ";

/// The program of a feed whose items have links.
fn feed(items: &str, link: &str) -> String {
    format!(
        "import rss from '@astrojs/rss';\nexport async function GET(context) {{\n  const {{ lang }} = context.params;\n  const posts = {items};\n  \
         return rss({{ title: `Reef ${{lang}}`, items: posts.map((post) => ({{ link: {link} }})) }});\n}}\n"
    )
}

/// The articles and feeds of a site with a collection, in the languages `en` and `fr`.
fn in_languages(feeds: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let collection = "import { BASE } from './consts';\nconst blog = defineCollection({ loader: glob({ base: `./src/${BASE}`, pattern: PATTERNS }) });\n";
    let files = [
        CONFIG,
        ("src/content.config.ts", collection),
        (
            "src/consts.ts",
            "export const BASE = 'data';\nexport const PATTERNS = ['**/*.md', '!**/x.md'];\nexport const LOCALES = ['en', 'fr'];\n",
        ),
        ("src/data/en/one.md", "---\ntitle: T\npubDate: 2026-01-02\nlang: en\n---\n"),
        ("src/data/en/x.md", "---\ntitle: T\npubDate: 2026-01-02\nlang: en\n---\n"),
        ("src/data/fr/un.md", "---\ntitle: T\npubDate: 2026-01-03\nlang: fr\n---\n"),
    ];
    let site = Site::of(&[&files, feeds].concat());
    assert_eq!(site.findings(), [] as [String; 0]);
    (site.articles(), site.feeds())
}

#[test]
fn a_program_with_a_parameter_makes_a_feed_for_each_of_its_values() {
    let articles = [
        "fr/un.md 2026-01-03T00:00:00Z https://reef.org/fr/un/",
        "en/one.md 2026-01-02T00:00:00Z https://reef.org/en/one/",
    ];
    let feeds = ["en/rss.xml rss: en/one.md", "fr/rss.xml rss: fr/un.md"];
    let by_id = "await getCollection('blog', ({ id }) => id.startsWith(`${lang}/`))";
    let by_key = "(await getCollection('blog')).filter(({ data }) => data.lang === lang)";
    let paths = [
        "export function getStaticPaths() {\n  return [{ params: { lang: 'en' } }, { params: { lang: 'fr' } }];\n}\n",
        "import { LOCALES } from '../../consts';\nexport const getStaticPaths = () => LOCALES.map((lang) => ({ params: { lang } }));\n",
        "const names = { en: 'English', fr: 'French' };\nexport async function getStaticPaths() {\n  return Object.keys(names).map((key) => ({ params: { lang: key } }));\n}\n",
    ];
    for static_paths in paths {
        for (items, link) in [
            (by_id, "`/${lang}/${post.id.replace(`${lang}/`, '')}/`"),
            (by_key, "`/${lang}/${post.id.split('/').slice(1).join('/')}/`"),
            (by_key, "`/${context.params.lang}/${post.id.split('/').pop()}/`"),
        ] {
            let program = format!("{static_paths}{}", feed(items, link));
            let found = in_languages(&[("src/pages/[lang]/rss.xml.js", &program)]);
            assert_eq!(
                found,
                (articles.map(str::to_owned).into(), feeds.map(str::to_owned).into()),
                "{program}"
            );
        }
    }
}

#[test]
fn a_helper_may_choose_articles_by_what_it_is_called_with() {
    let helper = |filter: &str| {
        format!(
            "import {{ getCollection }} from 'astro:content';\nconst isPublic = ({{ data }}) => !data.hidden;\n\
             export async function posts(name, lang, kind = 'none') {{\n  \
             const chosen = await getCollection(name, (post) => isPublic(post) && {filter});\n  return chosen;\n}}\n\
             export const items = async (options, lang) => (await posts('blog', lang)).map((post) => post);\n"
        )
    };
    for filter in
        ["post.id.startsWith(`${lang}/`)", "post.data.lang === lang", "post.data.lang === `${lang}`"]
    {
        let feed = |lang: &str| feed(&format!("await items({{ title: 'x' }}, '{lang}')"), "`/${post.id}/`");
        let helper = helper(filter).replace("const isPublic", "const lang = 'xx';\nconst isPublic");
        let helper = helper.replace("!data.hidden", "!data.hidden && lang === 'xx'");
        let (_, feeds) = in_languages(&[
            ("src/posts.js", &helper),
            ("src/pages/rss.xml.js", &format!("import {{ items }} from '../posts.js';\n{}", feed("en"))),
            (
                "src/pages/fr/rss.xml.js",
                &format!("import {{ items }} from '../../posts.js';\n{}", feed("fr")),
            ),
        ]);
        assert_eq!(feeds, ["rss.xml rss: en/one.md", "fr/rss.xml rss: fr/un.md"], "{filter}");
    }
}

#[test]
fn feeds_of_one_collection_may_have_other_addresses() {
    let of = |lang: &str, link: &str| {
        feed(&format!("await getCollection('blog', ({{ data }}) => data.lang === '{lang}')"), link)
    };
    let english = of("en", "`/${post.id.replace(/^en\\//, '')}/`");
    let french = of("fr", "`/articles/${post.id.replace('fr/', '')}/`");
    let (articles, feeds) =
        in_languages(&[("src/pages/rss.xml.js", &english), ("src/pages/fr/rss.xml.js", &french)]);
    assert_eq!(
        articles,
        [
            "fr/un.md 2026-01-03T00:00:00Z https://reef.org/articles/un/",
            "en/one.md 2026-01-02T00:00:00Z https://reef.org/one/"
        ]
    );
    assert_eq!(feeds, ["rss.xml rss: en/one.md", "fr/rss.xml rss: fr/un.md"]);
}

#[test]
fn a_feed_may_have_the_files_of_a_pattern() {
    let article = "---\ntitle: T\npubDate: 2026-01-02\nurl: /own/\n---\n";
    let site = |file: &str, items: &str, link: &str| {
        let site = Site::of(&[
            CONFIG,
            (file, &feed(items, link)),
            ("src/pages/about.md", article),
            ("src/pages/posts/a.md", article),
            ("src/pages/posts/b/index.md", article),
            ("src/texts/c.md", article),
        ]);
        site.articles()
            .into_iter()
            .map(|line| line.replace(" 2026-01-02T00:00:00Z https://reef.org", ""))
            .collect::<Vec<_>>()
    };
    let globbed = "await pagesGlobToRssItems(import.meta.glob('./posts/**/*.md'))";
    assert_eq!(site("src/pages/rss.xml.js", globbed, "post.url"), ["a.md/posts/a/", "b/index.md/posts/b/"]);
    let eager = "Object.values(import.meta.glob(['/src/pages/posts/*.md', '!**/b.md'], { eager: true }))";
    assert_eq!(site("src/pages/rss.xml.js", eager, "post.url"), ["a.md/posts/a/"]);
    let several = "Object.values(import.meta.glob(['./about.md', '../texts/*.md'], { eager: true }))";
    assert_eq!(
        site("src/pages/rss.xml.js", several, "`/${post.frontmatter.slug}/`"),
        ["pages/about.md/pages/about/", "texts/c.md/texts/c/"]
    );
    let texts = "Object.values(import.meta.glob('../../texts/*.md', { eager: true }))";
    assert_eq!(
        site("src/pages/feeds/rss.xml.js", texts, "post.frontmatter.path ?? `/c/${post.slug}/`"),
        ["c.md/c/c/"]
    );
}

#[test]
fn the_address_of_an_article_may_be_in_its_head() {
    let linked = "---\ntitle: T\npubDate: 2026-01-02\nlink: https://other.org/a\n---\n";
    let own = "---\ntitle: T\npubDate: 2026-01-02\n---\n";
    for link in
        ["post.data.link ?? `/${post.collection}/${post.slug}/`", "post.data.link || `/blog/${post.id}/`"]
    {
        let site = Site::of(&[
            CONFIG,
            ("src/pages/rss.xml.js", &feed("await getCollection('blog')", link)),
            ("src/content/blog/a.md", linked),
            ("src/content/blog/b.md", own),
        ]);
        let mut articles = site.articles();
        articles.sort();
        assert_eq!(
            articles,
            [
                "a.md 2026-01-02T00:00:00Z https://other.org/a",
                "b.md 2026-01-02T00:00:00Z https://reef.org/blog/b/"
            ]
        );
    }
}

#[test]
fn an_address_may_begin_with_a_setting_of_the_site() {
    let program = "const siteMetadata = { siteUrl: 'https://reef.org' };\n".to_owned()
        + &feed(
            "await getCollection('blog')",
            "`${siteMetadata.siteUrl}/blog/${post.id.replace(/^en\\//, '')}/`",
        );
    let article = "---\ntitle: T\npubDate: 2026-01-02\n---\n";
    let site = Site::of(&[
        CONFIG,
        ("src/pages/rss.xml.js", &program),
        ("src/content/blog/garden/rose.md", article),
        ("src/content/blog/en/rose.md", article),
    ]);
    let mut articles = site.articles();
    articles.sort();
    assert_eq!(
        articles,
        [
            "en/rose.md 2026-01-02T00:00:00Z https://reef.org/blog/rose/",
            "garden/rose.md 2026-01-02T00:00:00Z https://reef.org/blog/garden/rose/"
        ]
    );
}

#[test]
fn a_feed_has_no_articles_of_the_modules_that_it_imports() {
    let items = "Object.values(import.meta.glob('./posts/*.md', { eager: true }))";
    let article = "---\ntitle: T\npubDate: 2026-01-02\n---\n";
    let site = Site::of(&[
        CONFIG,
        ("src/pages/rss.xml.js", &format!("import {{ old }} from '../old';\n{}", feed(items, "post.url"))),
        ("src/old.js", "export const old = await getCollection('internal');\n"),
        ("src/pages/posts/a.md", article),
        ("src/content/internal/secret.md", article),
    ]);
    assert_eq!(site.articles(), ["a.md 2026-01-02T00:00:00Z https://reef.org/posts/a/"]);
}

#[test]
fn a_collection_that_code_defines_is_reported() {
    let found = |options: &str| {
        let collection = format!("const blog = defineCollection({{ loader: glob({{ {options} }}) }});\n");
        let site = Site::of(&[
            CONFIG,
            ("src/content.config.ts", &collection),
            ("src/pages/rss.xml.js", &feed("await getCollection('blog')", "`/blog/${post.id}/`")),
            ("src/content/blog/a.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
        ]);
        assert_eq!(site.articles().len(), 1);
        site.findings()
    };
    let report = |what: &str| {
        let (kind, so, help) = if what.starts_with("the pattern") {
            ("error[unread-filter]", "and may leave out articles", WRITE_EXCLUDE)
        } else {
            ("warning[unread-setting]", "so this build may have other articles", CHOOSE)
        };
        format!(
            "{kind} src/content.config.ts {what} could not be used, {so} from `src/content/blog` | {help}"
        )
    };
    assert_eq!(
        found("base: './src/content/blog', pattern: patterns()"),
        [report("the pattern `patterns()`")]
    );
    assert_eq!(
        found("base: process.env.BLOG, pattern: '**/*.md'"),
        [report("the folder `process.env.BLOG`")]
    );
    assert_eq!(found("base: new URL('./content/blog', import.meta.url), pattern: '*.md'"), [] as [String; 0]);
}

#[test]
fn links_may_have_the_parts_of_a_date() {
    let page = |link: &str, more: &str| {
        let program = feed("await getCollection('blog')", link)
            .replace("  return rss", &format!("  {more}\n  return rss"));
        let site = Site::of(&[
            CONFIG,
            (
                "src/content.config.ts",
                "const blog = defineCollection({ loader: glob({ base: './src/data', pattern: '**/*.md' }) });\n",
            ),
            ("src/pages/rss.xml.js", &program),
            ("src/data/a.md", "---\ntitle: T\npubDate: 2026-03-04T23:30:00-05:00\n---\n"),
        ]);
        site.pages().into_iter().map(|(_, page)| page).collect::<String>()
    };
    let cases = [
        ("`/${post.data.pubDate.getFullYear()}/${post.id}/`", "", "/2026/a/"),
        (
            "`/${post.data.pubDate.getUTCFullYear()}/${String(post.data.pubDate.getMonth() + 1).padStart(2, \"0\")}/${post.id}/`",
            "",
            "/2026/03/a/",
        ),
        ("'/' + post.data.pubDate.toISOString().slice(0, 10) + '/' + post.id", "", "/2026-03-05/a/"),
        (
            "`/${post.data.pubDate.toISOString().split('T')[0].replaceAll('-', '/')}/${post.id}`",
            "",
            "/2026/03/05/a/",
        ),
        (
            "`/${day(post.data.pubDate)}/${post.id}`",
            "const day = (date) => date.toISOString().slice(0, 10);",
            "/2026-03-05/a/",
        ),
        (
            "`/${year}/${post.id}`",
            "const date = new Date(post.data.pubDate);\n  const year = date.getFullYear();",
            "/2026/a/",
        ),
        // What is not known is not guessed.
        ("`/${post.data.pubDate.toLocaleDateString()}/${post.id}`", "", ""),
        ("`/${a}/${post.id}`", "const a = `${b}${b}`, b = `${a}${a}`;", ""),
    ];
    for (link, more, expected) in cases {
        assert_eq!(page(link, more), expected, "{link}");
    }
}

#[test]
fn a_feed_with_parameters_that_are_not_known_is_reported() {
    let program = feed("await getCollection('blog')", "`/${post.id}/`");
    let static_paths = "export const getStaticPaths = () => load().map((lang) => ({ params: { lang } }));\n";
    let site = Site::of(&[
        CONFIG,
        (
            "src/content.config.ts",
            "const blog = defineCollection({ loader: glob({ base: './src/data', pattern: '**/*.md' }) });\n",
        ),
        ("src/pages/rss.xml.js", &program),
        ("src/pages/[lang]/rss.xml.js", &[static_paths, &program].concat()),
        ("src/data/a.md", "---\ntitle: T\npubDate: 2026-03-04\n---\n"),
    ]);
    assert_eq!(site.feeds(), ["rss.xml rss: a.md"]);
    assert_eq!(
        site.findings(),
        [
            "warning[unread-setting] src/pages/[lang]/rss.xml.js the values of the parameters in the name of this file are not \
             known, so this build has none of its feeds | write each of them as [[feed]] in feedwright.toml; `each` makes one per \
             tag, category or language",
        ]
    );
}

#[test]
fn routes_may_have_several_parameters() {
    let page = |route: &str, params: &str| {
        let program = format!(
            "---\nexport async function getStaticPaths() {{\n  const posts = await getCollection('blog');\n  return posts.map((post) => ({{ \
             params: {{ {params} }} }}));\n}}\n---\n<p/>\n"
        );
        let site = Site::of(&[
            CONFIG,
            (
                "src/content.config.ts",
                "const blog = defineCollection({ loader: glob({ base: './src/data', pattern: '**/*.md' }) });\n",
            ),
            (route, &program),
            ("src/data/a.md", "---\ntitle: T\npubDate: 2026-03-04\n---\n"),
        ]);
        site.pages().into_iter().map(|(_, page)| page).collect::<String>()
    };
    let year = "year: String(post.data.pubDate.getFullYear())";
    assert_eq!(page("src/pages/[slug].astro", "slug: post.id"), "/a/");
    assert_eq!(
        page("src/pages/log/[year]/[...slug].astro", &format!("{year}, slug: post.id")),
        "/log/2026/a/"
    );
    assert_eq!(page("src/pages/[year]/[slug]/index.astro", &format!("slug: post.id, {year}")), "/2026/a/");
    // Nothing tells the language, or the articles apart.
    assert_eq!(page("src/pages/[lang]/[slug].astro", "lang: language(post), slug: post.id"), "");
    assert_eq!(
        page("src/pages/[lang]/[slug].astro", "lang, slug: post.id } }), ({ params: { lang: 'en'"),
        ""
    );
    assert_eq!(page("src/pages/[slug].astro", "slug: 'same'"), "");
}

#[test]
fn a_helper_may_be_imported_by_an_alias() {
    let chosen = "import { getCollection } from 'astro:content';\nconst chosen = async () => (await getCollection('log')).filter(({ data }) => \
                  !data.archived);\nexport default chosen;\n";
    let dated = |more: &str| format!("---\ntitle: T\npubDate: 2026-01-02\n{more}---\n");
    let (shown, archived) = (dated(""), dated("archived: true\n"));
    let site = |import: &str, configs: &[(&str, &str)]| {
        let program =
            format!("import chosen from '{import}';\n") + &feed("await chosen()", "`/log/${post.slug}/`");
        let files = [
            CONFIG,
            ("src/content/config.ts", "export const collections = { log: defineCollection({}) };\n"),
            ("src/lib/chosen.ts", chosen),
            ("src/pages/rss.xml.js", &program),
            ("src/content/log/shown.md", &shown),
            ("src/content/log/archived.md", &archived),
        ];
        let site = Site::of(&[&files, configs].concat());
        (site.findings(), site.feeds())
    };
    let base = "{ \"compilerOptions\": { \"baseUrl\": \"./src\" } }";
    let paths = "{\n  // Of the site.\n  \"compilerOptions\": { \"paths\": { \"#x\": [\"./none\"], \"#*\": [\"./x/*\"], \"#lib/*\": [\"./lost/*\", \
                 \"./src/lib/*\"], \"@/*\": [\"./src/lib/*\"], \"#one\": [\"./src/lib/chosen.ts\"], },\n  },\n}\n";
    let of_base = "{ \"compilerOptions\": { \"baseUrl\": \"src\", \"paths\": { \"#lib/*\": [\"lib/*\"] } } }";
    let below = "{ \"extends\": [\"astro/tsconfigs/strict\", \"./config/shared\"] }";
    let shared =
        ("config/shared.json", "{ \"compilerOptions\": { \"paths\": { \"#lib/*\": [\"../src/lib/*\"] } } }");
    for (import, configs) in [
        ("../lib/chosen", &[] as &[(&str, &str)]),
        ("@/lib/chosen", &[]),
        ("lib/chosen", &[("tsconfig.json", base)]),
        ("src/lib/chosen.js", &[("jsconfig.json", "{ \"compilerOptions\": { \"baseUrl\": \".\" } }")]),
        ("#lib/chosen", &[("tsconfig.json", paths)]),
        ("@/chosen", &[("tsconfig.json", paths)]),
        ("#one", &[("tsconfig.json", paths)]),
        ("#lib/chosen", &[("tsconfig.json", of_base)]),
        ("#lib/chosen", &[("tsconfig.json", below), shared]),
    ] {
        let expected = (Vec::new(), vec!["rss.xml rss: shown.md".to_owned()]);
        assert_eq!(site(import, configs), expected, "{import} {configs:?}");
    }
    for (import, configs) in [
        ("#lib/chosen", &[] as &[(&str, &str)]),
        ("#lib/chosen", &[("tsconfig.json", "{ \"extends\": \"./tsconfig.json\" }")]),
        ("#lib/none", &[("tsconfig.json", paths)]),
    ] {
        assert_eq!(site(import, configs).0, [UNREAD.to_owned() + WRITE_SELECT], "{import} {configs:?}");
    }
}

#[test]
fn a_helper_may_be_imported_by_an_alias_of_vite() {
    let chosen = "export const isShown = ({ data }) => !data.archived;\n";
    let program = "import { isShown } from '#lib/chosen';\n".to_owned()
        + &feed("await getCollection('log', isShown)", "`/log/${post.slug}/`");
    let site = |file: &str, alias: &str| {
        let settings = format!("resolve: {{\n  alias: {alias},\n}}");
        let site = Site::of(&[
            (
                "astro.config.mjs",
                &format!(
                    "const root = path.join(__dirname, 'src');\nexport default defineConfig({{ site: 'https://reef.org', vite: {{ {} }} }});\n",
                    if file.starts_with("astro") { settings.as_str() } else { "" }
                ),
            ),
            (
                "vite.config.ts",
                &format!("export default {{ {} }};\n", if file.starts_with("vite") { &settings } else { "" }),
            ),
            ("src/content/config.ts", "export const collections = { log: defineCollection({}) };\n"),
            ("src/lib/chosen.ts", chosen),
            ("src/pages/rss.xml.js", &program),
            ("src/content/log/shown.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
            ("src/content/log/archived.md", "---\ntitle: T\npubDate: 2026-01-02\narchived: true\n---\n"),
        ]);
        (site.findings(), site.feeds())
    };
    for (file, alias) in [
        ("astro", "{ '#lib': '/src/lib' }"),
        ("astro", "{ x: 1, '#lib/': './src/lib/' }"),
        ("astro", "{ '#lib': fileURLToPath(new URL('./src/lib', import.meta.url)) }"),
        ("astro", "{ '#lib': new URL('./src/lib', import.meta.url).pathname }"),
        ("astro", "{ '#lib': path.resolve(__dirname, 'src', 'lib') }"),
        ("astro", "{ '#lib': path.resolve('./src/lib') }"),
        ("astro", "{ '#lib': path.join(root, 'lib'), '#lib/none': '/none' }"),
        (
            "astro",
            "[{ find: '#x', replacement: '/x' }, { find: '#lib/chosen', replacement: '/src/lib/chosen.ts' }]",
        ),
        ("vite", "{ '#lib': path.resolve(import.meta.dirname, 'src/lib') }"),
        ("vite", "[{ find: '#lib', replacement: resolve(process.cwd(), 'src/lib') }]"),
    ] {
        let expected = (Vec::new(), vec!["rss.xml rss: shown.md".to_owned()]);
        assert_eq!(site(file, alias), expected, "{file} {alias}");
    }
    for alias in ["{ '#lib': folder('src/lib') }", "{ '#li': '/src/li' }", "{ '#lib': root }", "[]"] {
        assert_eq!(site("astro", alias).0, [UNREAD.to_owned() + WRITE_SELECT], "{alias}");
    }
}

#[test]
fn a_condition_that_a_helper_makes_is_reported_if_the_helper_is_not_found() {
    let findings = |items: &str| {
        let program = "import { isNoDraft } from '#lib';\n".to_owned() + &feed(items, "`/log/${post.slug}/`");
        Site::of(&[
            CONFIG,
            ("src/pages/rss.xml.js", &program),
            ("src/content/log/a.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
        ])
        .findings()
    };
    for items in [
        "await getCollection('log', isNoDraft)",
        "(await getCollection('log')).filter(isNoDraft)",
        "await getCollection('log', (post) => isNoDraft(post))",
        "await getCollection('log', ({ data }) => !data.draft && isNoDraft(data))",
        "await getCollection('log', ({ data: { draft, rank, most } }) => !draft && rank > most)",
    ] {
        assert_eq!(findings(items), [UNREAD.to_owned() + WRITE_SELECT], "{items}");
    }
    for items in [
        "await getCollection('log', (post) => !post.data.draft)",
        "(await getCollection('log')).filter(Boolean)",
    ] {
        assert_eq!(findings(items), [""; 0], "{items}");
    }
}

#[test]
fn a_list_that_gets_other_values_lacks_what_these_leave_out() {
    let site = |statements: &str| {
        let program = format!(
            "import rss from '@astrojs/rss';\nexport async function GET(context) {{\n  {statements}\n  return rss({{ items: \
             posts.map((post) => ({{ link: `/log/${{post.slug}}/` }})) }});\n}}\nfunction shown(all) {{\n  let some = all;\n  if \
             (import.meta.env.PROD) {{ some = some.filter((post) => !post.data.archived); }}\n  return some;\n}}\nfunction maybe(all) \
             {{\n  let some = all;\n  if (all.length > limit()) {{ some = some.filter((post) => !post.data.archived); }}\n  return \
             some;\n}}\n"
        );
        let site = Site::of(&[
            CONFIG,
            ("src/pages/rss.xml.js", &program),
            ("src/content/log/shown.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
            ("src/content/log/archived.md", "---\ntitle: T\npubDate: 2026-01-02\narchived: true\n---\n"),
        ]);
        (site.findings(), site.feeds())
    };
    let (first, filter) =
        ("let posts = await getCollection('log');", "posts.filter((post) => !post.data.archived)");
    for statements in [
        format!("{first}\n  posts = {filter};"),
        format!("{first}\n  posts = [...posts].filter(({{ data }}) => !data.archived)"),
        "const posts = shown(await getCollection('log'));".to_owned(),
        "const posts = [];\n  for (const post of await getCollection('log')) {\n    if (!post.data.archived) posts.push(post);\n  }"
            .to_owned(),
    ] {
        let expected = (Vec::new(), vec!["rss.xml rss: shown.md".to_owned()]);
        assert_eq!(site(&statements), expected, "{statements}");
    }
    for statements in [
        format!("{first}\n  if (isLive()) posts = {filter};"),
        format!("{first}\n  if (isLive()) {{\n    posts = {filter};\n  }}"),
        format!("{first}\n  posts = chosen(posts);"),
        format!("{first}\n  remove(posts, (post) => post.data.archived);"),
        format!("{first}\n  for (const at of archived) posts.splice(at, 1);"),
        "const posts = maybe(await getCollection('log'));".to_owned(),
        format!(
            "{first}\n  const others = {filter};\n  const all = [...posts, ...others];\n  return rss({{ items: all }});"
        ),
    ] {
        assert_eq!(site(&statements).0, [UNREAD.to_owned() + WRITE_SELECT], "{statements}");
    }
    assert_eq!(site(&format!("{first}\n  posts = posts.reverse();")).0, [""; 0]);
}

#[test]
fn the_length_that_a_list_gets_is_the_limit_of_the_feed() {
    let feed = |statements: &str| {
        let program = format!(
            "import rss from '@astrojs/rss';\nexport async function GET(context) {{\n  const posts = await \
             getCollection('log');\n  {statements}\n  return rss({{ items: posts.map((post) => ({{ link: \
             `/log/${{post.slug}}/` }})) }});\n}}\n"
        );
        let site = Site::of(&[
            CONFIG,
            ("src/pages/rss.xml.js", &program),
            ("src/content/log/a.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
            ("src/content/log/b.md", "---\ntitle: T\npubDate: 2026-01-03\n---\n"),
        ]);
        (site.feeds().concat(), site.findings())
    };
    let sort = "posts.sort((a, b) => b.data.pubDate - a.data.pubDate);";
    let most = "const most = 1;";
    for cut in ["posts.length = 1;", "posts.length = most;"] {
        let found = feed(&format!("{most}\n  {sort}\n  {cut}"));
        assert_eq!(found, ("rss.xml rss: b.md".to_owned(), Vec::new()), "{cut}");
    }
    let unread = format!(
        "warning[unread-setting] src/pages/rss.xml.js the site's own code chooses the articles of `rss.xml`, so this build may \
         have more of them | {CHOOSE}"
    );
    for statements in [
        "posts.length = 1;".to_owned(),
        format!("{sort}\n  posts.length = most();"),
        format!("{sort}\n  if (posts.length > 1) posts.length = 1;"),
        format!("{sort}\n  try {{ posts.length = 1; }} catch {{}}"),
    ] {
        assert_eq!(feed(&statements).1, [unread.as_str()], "{statements}");
    }
    assert_eq!(feed(&format!("{sort}\n  if (posts.length === 0) note();")).1, [""; 0]);
}

/// What is found, and the articles of the feed of a program: statements of `GET`, `items`, and what is around the function.
fn log(statements: &str, items: &str, around: &str) -> (Vec<String>, String) {
    let program = format!(
        "import rss from '@astrojs/rss';\n{around}\nexport async function GET(context) {{\n  {statements}\n  return rss({{ link: \
         `/log/${{post.slug}}/`, items: {items} }});\n}}\n"
    );
    let article = |more: &str| format!("---\ntitle: T\npubDate: 2026-01-02\n{more}---\n");
    let site = Site::of(&[
        CONFIG,
        ("src/pages/rss.xml.js", &program),
        ("src/content/log/a.md", &article("quiet: false\n")),
        ("src/content/log/quiet.md", &article("quiet: true\n")),
        ("src/content/log/over.md", &article("quiet: false\nexpires: 2026-01-03\n")),
        ("src/content/log/unsaid.md", &article("expires: 2999-01-01\n")),
    ]);
    let feeds = site.feeds();
    let names = feeds.concat().replace("rss.xml rss: ", "").replace(".md", "");
    (site.findings(), names)
}

/// A function that makes of an article what the site needs of it.
const NORMALIZED: &str = "const normalized = async (post: Entry<'log'>): Promise<Post> => {\n  const { id, data } = post;\n  const { \
                          Content } = await render(post);\n  const { title, pubDate: date = new Date(), quiet = false, ...rest } = \
                          data;\n  const tags = rest.tags ? { a: 1 } : undefined;\n  return { id: id, title, publishDate: new Date(date), \
                          quiet: quiet, tags, Content: Content };\n};\n";

#[test]
fn a_filter_may_ask_for_what_a_program_makes_of_articles() {
    let all = "await getCollection('log')";
    let load = format!(
        "const load = async function (): Promise<Array<Post>> {{\n  const posts = {all};\n  const made = posts.map(async (post) => \
         await normalized(post));\n  const results = (await Promise.all(made))\n    .sort((a, b) => b.publishDate - \
         a.publishDate)\n    .filter((post) => !post.quiet && post.publishDate <= new Date());\n  return results;\n}};\n"
    );
    let kept = |name: &str, before: &str, taken: &str| {
        format!(
            "{NORMALIZED}{load}{before}\nexport const {name} = async () => {{\n  {taken}\n  return _posts;\n}};\n"
        )
    };
    let posts = "const posts = await fetchPosts();";
    let understood = [
        (
            posts.to_owned(),
            kept("fetchPosts", "let _posts: Array<Post>;", "if (!_posts) {\n    _posts = await load();\n  }"),
        ),
        (
            posts.to_owned(),
            kept("fetchPosts", "let _posts = null", "if (_posts) return _posts;\n  _posts = await load();"),
        ),
        (
            posts.to_owned(),
            kept("fetchPosts", "let _posts", "if (_posts) return _posts;\n  _posts = await load();"),
        ),
        ("const posts = await load();".to_owned(), format!("{NORMALIZED}{load}")),
        (
            format!(
                "const posts = ({all}).map((post) => post.data).filter(({{ quiet = false }}) => !quiet);"
            ),
            String::new(),
        ),
        (
            format!(
                "const posts = ({all}).map(({{ data, ...post }}) => ({{ ...post, ...data }})).map((post) => ({{ ...post, quiet: 1 }})).filter((post) => post.quiet).map((post) => post);"
            ),
            String::new(),
        ),
        (
            format!(
                "const made = ({all}).map(({{ data }}) => data.quiet ? null : data); const posts = made.filter(Boolean);"
            ),
            String::new(),
        ),
    ];
    for (statements, around) in understood {
        let is_all = statements.contains("quiet: 1");
        let expected = if is_all { "a quiet unsaid" } else { "a unsaid" };
        assert_eq!(
            log(&statements, "posts", &around),
            (Vec::new(), expected.to_owned()),
            "{statements} {around}"
        );
    }
    let unread = [
        (
            format!(
                "const made = ({all}).map((post) => {{ if (isQuiet(post)) return null; return {{ post }}; }});"
            ),
            "made.filter((one) => one)",
        ),
        (
            format!("const made = ({all}).map((post) => ({{ ...post, ...extra(post) }}));"),
            "made.filter((post) => !post.data.quiet)",
        ),
        (
            format!("const made = ({all}).map((post) => ({{ [key]: post.data.quiet }}));"),
            "made.filter((post) => !post.quiet)",
        ),
    ];
    for (statements, items) in unread {
        assert_eq!(log(&statements, items, "").0, [UNREAD.to_owned() + WRITE_SELECT], "{statements}");
    }
    let of_helper = |item: &str| format!("const made = ({all}).map((post) => {item});");
    for import in ["import * as helpers from 'helpers';", "const helpers = require('helpers');"] {
        for item in ["helpers.item(post)", "helpers.items?.of(post.data)", "item(post)"] {
            let found = log(&of_helper(item), "made.filter(Boolean)", import).0;
            assert_eq!(found, [UNREAD.to_owned() + WRITE_SELECT], "{import} {item}");
        }
        let whole = log(&of_helper("post.data.title.toUpperCase()"), "made.filter(Boolean)", import);
        assert_eq!(whole, (Vec::new(), "a quiet unsaid".to_owned()));
    }
}

#[test]
fn a_variable_counts_in_its_function_and_a_default_where_the_article_says_nothing() {
    let helper = "async function chosen() {\n  const posts = await getCollection('log');\n  return posts.filter((post) => \
                  !post.data.quiet);\n}\n";
    assert_eq!(log("const posts = await chosen();", "posts", helper), (Vec::new(), "a unsaid".to_owned()));
    let by_default = "const posts = await getCollection('log', ({ data: { quiet = true } }) => !quiet);";
    assert_eq!(log(by_default, "posts", ""), (Vec::new(), "a".to_owned()));
    let branch = "async function chosen(all) {\n  if (isLive()) return hidden(all);\n  return all;\n}\n";
    let statements = "const posts = await chosen(await getCollection('log'));";
    assert_eq!(log(statements, "posts", branch).0, [UNREAD.to_owned() + WRITE_SELECT]);
    let filter = "posts = posts.filter((post) => !post.data.quiet);";
    let loads = "async function load(posts) {\n  return posts;\n}\n";
    for statements in [
        "const posts = await getCollection('log'); const shown = await load(hidden(posts));".to_owned(),
        format!("let posts = await getCollection('log'); try {{ {filter} }} catch {{}} const shown = posts;"),
        format!(
            "let posts = await getCollection('log'); if (a) {{ if (b) {{ {filter} }} }} const shown = posts;"
        ),
        format!(
            "let posts = await getCollection('log'); if (a) {{ {filter} }} else {{ note(); }} const shown = posts;"
        ),
        format!(
            "let posts = await getCollection('log'); const hide = () => {{ {filter} }}; hide(); const shown = posts;"
        ),
    ] {
        assert_eq!(log(&statements, "shown", loads).0, [UNREAD.to_owned() + WRITE_SELECT], "{statements}");
    }
}

#[test]
fn a_loop_may_fill_the_list_of_items() {
    let all = "await getCollection('log')";
    for statements in [
        format!(
            "const items = [];\n  for (const post of {all}) {{\n    const {{ Content }} = await render(post);\n    if \
                 (post.data.quiet) continue;\n    const html = await transform(Content, [(node) => {{ return node; }}]);\n    \
                 items.push({{ ...post.data, html }});\n  }}"
        ),
        format!(
            "const posts = ({all}).filter((post) => !post.data.quiet);\n  const items: Item[] = [];\n  for (const {{ data }} of \
                 posts) items.push({{ ...data }});\n  items.sort((a, b) => b.pubDate - a.pubDate);"
        ),
        format!(
            "const items = [];\n  const posts = {all};\n  posts.forEach((post) => {{\n    if (post.data.quiet) return;\n    \
                 items.push(post);\n  }});"
        ),
        format!(
            "const items = [];\n  const posts = {all};\n  await Promise.all(posts.map(async ({{ data }}) => {{ if (!data.quiet) {{ \
                 items.push(data); }} }}));"
        ),
        format!("const items = [];\n  for (const post of {all}) {{ post.data.quiet || items.push(post); }}"),
        format!(
            "const items = [];\n  for (const post of {all}) {{ post.data.title = name(post); if (!post.data.quiet) \
                 items.push(post); }}"
        ),
        format!(
            "const made = [];\n  for (const post of {all}) made.push({{ ...post, quiet: post.data.quiet }});\n  const items = \
                 made.filter((one) => !one.quiet);"
        ),
    ] {
        assert_eq!(log(&statements, "items", ""), (Vec::new(), "a unsaid".to_owned()), "{statements}");
    }
    for body in [
        "if (isQuiet(post)) continue; items.push(post);",
        "if (post.data.quiet) { items.push(post); } else { items.push(other); }",
        "post.data.quiet = isQuiet(post); if (!post.data.quiet) items.push(post);",
        "post.data = hidden(post); if (!post.data.quiet) items.push(post);",
        "let quiet = post.data.quiet; quiet = quiet && isQuiet(post); if (!quiet) items.push(post);",
        "let quiet = post.data.quiet; quiet = isQuiet(post); if (!quiet) items.push(post);",
        "if (post.data.last) break; items.push(post);",
        "try { items.push(render(post)); } catch { continue; }",
    ] {
        let statements = format!("const items = [];\n  for (const post of {all}) {{ {body} }}");
        assert_eq!(log(&statements, "items", "").0, [UNREAD.to_owned() + WRITE_SELECT], "{body}");
    }
}

#[test]
fn what_expires_is_left_out_by_its_date() {
    let of = |test: &str| {
        log(&format!("const posts = await getCollection('log', ({{ data }}) => {test});"), "posts", "")
    };
    let all = (Vec::new(), "a quiet unsaid".to_owned());
    assert_eq!(of("!data.expires || data.expires > new Date()"), all);
    assert_eq!(of("data.expires ? new Date() < data.expires : true"), all);
    assert_eq!(of("data.expires > Date.now()"), (Vec::new(), "unsaid".to_owned()));
    assert_eq!(of("!data.until || data.until > new Date()").0, [UNREAD.to_owned() + WRITE_SELECT]);
}

#[test]
fn a_feed_of_ones_own_needs_no_program() {
    let program = feed("await getCollection('log', isShown)", "`/log/${post.slug}/`");
    let text = "---\ntitle: T\npubDate: 2026-01-02\ntags: [kelp]\n---\n";
    let files = [
        CONFIG,
        ("src/pages/rss.xml.js", program.as_str()),
        ("src/content/log/a.md", text),
        ("src/content/log/b.md", "---\ntitle: T\npubDate: 2026-01-02\narchived: true\n---\n"),
    ];
    let found = |more: &str| Site::of_config(more, &files).findings();
    let feed =
        |path: &str, select: &str| format!("\n[[feed]]\npath = \"{path}\"\nformat = \"rss\"\n{select}\n");
    let error = [UNREAD.to_owned() + WRITE_SELECT];
    assert_eq!(found(""), error);
    assert_eq!(found(&feed("rss.xml", "select = \"generator\"")), error);
    // Which files are articles says nothing about what the program leaves out.
    let excluding = Site::with("[content]\ngenerator = \"astro\"\nexclude = [\"a.md\"]\n", &files);
    assert_eq!(excluding.findings(), error);
    assert_eq!(found(&feed("rss.xml", "select = { tag = \"kelp\" }")), [""; 0]);
    // It has all that no key withholds.
    assert_eq!(found(&feed("rss.xml", "")), [error[0].replace("error", "warning")]);
    let keys = "[content]\ngenerator = \"astro\"\nkeys = { archived = \"draft\" }\n".to_owned();
    let site = Site::with(&(keys + &feed("rss.xml", "")), &files);
    assert_eq!(site.feeds(), ["rss.xml rss: a.md"]);
}

#[test]
fn an_entry_may_be_a_part_of_a_page() {
    let program = feed("await getCollection('log')", "`/notes/#${post.id}`");
    let text = "---\ntitle: T\npubDate: 2026-01-02\n---\n";
    let site = Site::of(&[CONFIG, ("src/pages/rss.xml.js", &program), ("src/content/log/a.md", text)]);
    assert_eq!(site.articles(), ["a.md 2026-01-02T00:00:00Z https://reef.org/notes/#a/"]);
}

#[test]
fn a_collection_may_be_defined_in_a_file_that_is_imported() {
    let of = |config: &str, file: &str, definition: &str| {
        let site = Site::of(&[
            CONFIG,
            (
                "tsconfig.json",
                "{ \"compilerOptions\": { \"paths\": { \"#c/*\": [\"./src/collections/*\"] } } }",
            ),
            ("src/content.config.ts", config),
            (file, definition),
            ("src/collections/shared.ts", "export const PATTERN = '**/[a-c].md';\n"),
            ("src/pages/rss.xml.js", &feed("await getCollection('blog')", "`/blog/${post.id}/`")),
            ("src/texts/a.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
            ("src/texts/private.md", "---\ntitle: T\npubDate: 2026-01-02\n---\n"),
        ]);
        (site.findings(), site.feeds())
    };
    let glob = "glob({ base: 'src/texts', pattern: PATTERN })";
    let defined = |name: &str| {
        format!(
            "import {{ PATTERN }} from './shared';\nexport {name} defineCollection({{ loader: {glob} }});\n"
        )
    };
    let expected = (Vec::new(), vec!["rss.xml rss: a.md".to_owned()]);
    let file = "src/collections/blog.ts";
    for (config, definition) in [
        (
            "import { blog } from './collections/blog';\nexport const collections = { blog };\n",
            defined("const blog ="),
        ),
        (
            "import { posts } from '#c/blog';\nexport const collections = { blog: posts };\n",
            defined("const posts ="),
        ),
        (
            "import { posts as blog } from './collections/blog.js';\nexport const collections = { blog };\n",
            defined("const posts ="),
        ),
        (
            "import blog from './collections/blog';\nexport const collections = { blog };\n",
            defined("default"),
        ),
        (
            "import { blog } from './collections/blog';\nexport const collections = { blog };\n",
            defined("const blog =").replace("'src/texts'", "new URL('../texts', import.meta.url)"),
        ),
        (
            "export { collections } from './collections/blog';\n",
            defined("const posts =") + "export const collections = { blog: posts };\n",
        ),
    ] {
        assert_eq!(of(config, file, &definition), expected, "{config}{definition}");
    }
    let config = "import { blog } from './collections';\nexport const collections = { blog };\n";
    assert_eq!(of(config, "src/collections/index.ts", &defined("const blog =")), expected);
    let computed = defined("const blog =").replace("PATTERN })", "pattern() })");
    let found = of(
        "import { blog } from './collections/blog';\nexport const collections = { blog };\n",
        file,
        &computed,
    )
    .0;
    assert!(found[0].starts_with("error[unread-filter] src/collections/blog.ts the pattern"), "{found:?}");
}

/// What is found, and the articles of a feed, where the collection has a schema.
fn with_schema(schema: &str, items: &str) -> (Vec<String>, Vec<String>) {
    let definition = format!(
        "import {{ z }} from 'astro:content';\nconst YES = true;\nconst shared = {{ lang: z.string().default('en') }};\nconst base = \
         z.object({{ ...shared }});\nconst log = defineCollection({{ loader: glob({{ base: './src/log', pattern: '**/*.md' }}), schema: \
         {schema} }});\nexport const collections = {{ log }};\n"
    );
    let dated = |more: &str| format!("---\ntitle: T\npubDate: 2026-01-02\n{more}---\n");
    let site = Site::of(&[
        CONFIG,
        ("src/content.config.ts", &definition),
        ("src/pages/rss.xml.js", &feed(items, "`/log/${post.id}/`")),
        ("src/log/silent.md", &dated("")),
        ("src/log/says.md", &dated("lang: fr\nshown: false\ninternal: false\ndraft: false\n")),
    ]);
    (site.findings(), site.feeds())
}

#[test]
fn the_defaults_of_a_schema_count_in_conditions_and_for_drafts() {
    let of = |condition: &str| format!("await getCollection('log', ({{ data }}) => {condition})");
    for (schema, items, expected) in [
        ("z.object({ lang: z.string().default('en') })", of("data.lang === 'en'"), "silent.md"),
        ("base", of("data.lang === 'en'"), "silent.md"),
        (
            "base.extend({ lang: z.enum(['de', 'fr']).default('fr') })",
            of("data.lang === 'fr'"),
            "says.md silent.md",
        ),
        ("z.object({ ...base.shape }).strict()", of("data.lang === 'en'"), "silent.md"),
        (
            "({ image }) => z.object({ cover: image(), shown: z\n.boolean()\n.optional()\n.default(YES) })",
            of("data.shown"),
            "silent.md",
        ),
        ("z.object({ internal: z.boolean().default(() => true) })", of("!data.internal"), "says.md"),
        ("z.object({ internal: z.boolean().catch(true) })", of("!data.internal"), "says.md"),
        ("z.object({ draft: z.boolean().default(true) })", of("true"), "says.md"),
        (
            "z.object({ draft: z.boolean().default(import.meta.env.DEV) })",
            of("!data.draft"),
            "says.md silent.md",
        ),
    ] {
        let (found, feeds) = with_schema(schema, &items);
        let sorted = feeds.iter().map(|line| {
            let mut files: Vec<_> = line.split(' ').skip(2).collect();
            files.sort_unstable();
            files.join(" ")
        });
        assert_eq!(sorted.collect::<Vec<_>>(), [expected], "{schema}");
        assert_eq!(found, [""; 0], "{schema}");
    }
}

#[test]
fn a_default_that_code_gives_is_reported_if_it_decides_about_articles() {
    let all = "await getCollection('log')";
    let some = "await getCollection('log', ({ data }) => data.lang !== 'de')";
    let unread = |what: &str| {
        format!(
            "error[unread-filter] src/content.config.ts {what} could not be used, and may leave out articles from `src/log` | {WRITE_SELECT}"
        )
    };
    for (schema, what) in [
        ("z.object({ lang: z.string().default(process.argv[2]) })", "the default of `lang`"),
        ("z.object({ lang: z.string().default('en').optional() })", "the default of `lang`"),
        ("z.object({ lang: z.preprocess(known, z.string().default('en')) })", "the default of `lang`"),
        ("z.object({ lang: language })", "the default of `lang`"),
        ("docsSchema()", "the schema `docsSchema()`"),
        ("z.object({ draft: z.boolean().default(isEarly()) })", "the default of `draft`"),
    ] {
        assert_eq!(with_schema(schema, some).0, [unread(what)], "{schema}");
        let found = with_schema(schema, all).0;
        assert_eq!(!found.is_empty(), what.contains("draft"), "{schema} {found:?}");
    }
}
