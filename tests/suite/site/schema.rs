//! Tests of `schema`: its keys and types are those of the readers, and it judges examples as they do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use feedwright::diagnostic::Diagnostic;
use feedwright::site::config::{self, Known, Overrides};
use feedwright::site::fields;
use feedwright::site::files::{Head, Source};
use feedwright::site::source_text::SourceText;
use feedwright::site::{generators, metadata, rules, schema};
use jsonschema::Validator;
use serde_json::{Value, json};

use super::metadata::{config, context};
use crate::suite::harness::project;

/// What a schema describes.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Configuration,
    Article,
}

impl Kind {
    fn schema(self) -> Value {
        match self {
            Kind::Configuration => schema::configuration(&feedwright::codes()),
            Kind::Article => schema::article(),
        }
    }

    /// The findings of the reader about a text of TOML.
    fn read(self, text: &str) -> Vec<Diagnostic> {
        match self {
            Kind::Configuration => {
                let (codes, generators) = (feedwright::codes(), generators::names());
                let overrides =
                    Overrides { base_url: Some("https://blog.org/".into()), ..Overrides::default() };
                let known = Known { generators: &generators, ..Known::new(&codes) };
                config::read(Path::new("feedwright.toml"), text, &overrides, known).1
            }
            Kind::Article => {
                let head = Head { text: format!("+++\n{text}\n+++\n").into(), ..Head::default() };
                let source = Source::new(&Path::new("").into(), "a.md".to_owned());
                metadata::parse(&source, &head, context(&config("timezone = \"UTC\""))).diagnostics
            }
        }
    }

    /// The line of a text's first line as findings have it.
    fn first_line(self) -> u32 {
        match self {
            Kind::Configuration => 1,
            Kind::Article => 2,
        }
    }
}

/// A text of TOML as editors give it to a schema: dates are text.
fn as_json(text: &str) -> Value {
    let file = Path::new("x.toml");
    let (table, found) = fields::toml(SourceText { file, text }, 0..text.len());
    assert!(found.is_empty(), "{text}: {found:?}");
    serde_json::to_value(&table).unwrap()
}

/// A table in a schema: the TOML before and after its content, and its schema.
struct Nested {
    before: String,
    after: String,
    schema: Value,
}

/// Every table that a schema describes, each once.
fn tables(root: &Value) -> Vec<Nested> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let whole = Nested { before: String::new(), after: String::new(), schema: root.clone() };
    let mut left = vec![whole];
    while let Some(Nested { before, after, schema }) = left.pop() {
        for (key, value) in schema["properties"].as_object().unwrap() {
            for (open, close, schema) in tables_of(root, value, &mut seen) {
                let (before, after) = (format!("{before}{key} = {open}"), format!("{close}{after}"));
                left.push(Nested { before, after, schema });
            }
        }
        found.push(Nested { before, after, schema });
    }
    found
}

/// The tables that a value may be, or contain.
fn tables_of(root: &Value, schema: &Value, seen: &mut BTreeSet<String>) -> Vec<(String, String, Value)> {
    if let Some(choices) = schema["anyOf"].as_array() {
        // In an array stands what may stand alone.
        let alone = choices.iter().filter(|choice| choice["type"] != "array");
        return alone.flat_map(|choice| tables_of(root, choice, seen)).collect();
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let definition = root.pointer(reference.strip_prefix('#').unwrap()).unwrap();
        let is_new = seen.insert(reference.to_owned());
        return if is_new { tables_of(root, definition, seen) } else { Vec::new() };
    }
    if schema["properties"].is_object() {
        return vec![("{ ".to_owned(), " }".to_owned(), schema.clone())];
    }
    let of_any_key = &schema["additionalProperties"];
    if of_any_key["properties"].is_object() {
        return vec![("{ en = { ".to_owned(), " } }".to_owned(), of_any_key.clone())];
    }
    Vec::new()
}

/// A key that is unknown, and similar to no known key.
const UNKNOWN: &str = "zzzzzzzzzzzzzzzzzz";

/// The keys that the reader knows in a table, as the finding lists them.
fn known(kind: Kind, table: &Nested) -> BTreeSet<String> {
    let text = format!("{}{UNKNOWN} = 1{}", table.before, table.after);
    let found = kind.read(&text);
    let help = found.iter().find(|finding| finding.message.contains(UNKNOWN)).map(|finding| &finding.help);
    let help = help.cloned().flatten().unwrap_or_else(|| panic!("{text}: {found:?}"));
    let (_, list) = help.split_once("known keys: ").unwrap();
    list.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_schemas_have_the_keys_that_are_read_and_no_others() {
    let mut wrong = Vec::new();
    for kind in [Kind::Configuration, Kind::Article] {
        let tables = tables(&kind.schema());
        assert!(tables.len() > 10, "{kind:?}: only {} tables", tables.len());
        for table in tables {
            let mut described: BTreeSet<_> =
                table.schema["properties"].as_object().unwrap().keys().cloned().collect();
            if matches!(kind, Kind::Article) && table.before.is_empty() {
                let is_ours = |key: &str| key == "publish";
                let is_other_name = |key: &str| ["publishDate", "expiryDate"].contains(&key);
                described.retain(|key| {
                    is_ours(key) || !is_other_name(key) && rules::withholding_keys().all(|name| name != key)
                });
            }
            let (known, place) = (known(kind, &table), format!("{kind:?}: {}…{}", table.before, table.after));
            let missing: Vec<_> = known.difference(&described).collect();
            let unknown: Vec<_> = described.difference(&known).collect();
            if described != known {
                wrong.push(format!("{place}: not described: {missing:?}; not read: {unknown:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "add a row in src/site/schema:\n{}", wrong.join("\n"));
}

/// A value of each type. None of them is right for a key by its content.
const VALUES: &[&str] = &["\"zzz\"", "7", "-7", "1.5", "true", "[\"zzz\"]", "[7]", "{ zzz = 1 }"];

/// The schema of a key, in the schema `root`.
fn validator(root: &Value, key: &Value) -> Validator {
    let mut schema = key.clone();
    schema["$defs"] = root.get("$defs").cloned().unwrap_or_else(|| json!({}));
    jsonschema::validator_for(&schema).unwrap()
}

/// The codes of the findings about the value that follows `start`.
fn codes_at(kind: Kind, (start, value, end): (&str, &str, &str)) -> Vec<&'static str> {
    let (first, last) = (start.len() + 1, start.len() + 1 + value.len());
    let is_at_value = |finding: &Diagnostic| {
        let span = finding.place.as_ref().and_then(|place| place.span);
        span.is_some_and(|span| {
            span.start.line == kind.first_line()
                && span.start.column as usize >= first
                && span.end.column as usize <= last
        })
    };
    let found = kind.read(&format!("{start}{value}{end}"));
    found.iter().filter(|finding| is_at_value(finding)).map(|finding| finding.code.name).collect()
}

/// A key of which other values belong to other programs.
const LENIENT: &str = "publish";

/// What the readers say of a type that a key does not take.
const OF_TYPES: &[&str] = &["wrong-type", "unknown-key", "unknown-setting"];

#[test]
fn the_schemas_take_the_types_that_are_read_and_no_others() {
    let mut wrong = Vec::new();
    for kind in [Kind::Configuration, Kind::Article] {
        let root = kind.schema();
        for Nested { before, after, schema } in tables(&root) {
            for (key, schema) in schema["properties"].as_object().unwrap() {
                let (start, validator) = (format!("{before}{key} = "), validator(&root, schema));
                for value in VALUES {
                    let codes = codes_at(kind, (&start, value, &after));
                    let is_wrong = codes.iter().any(|code| OF_TYPES.contains(code));
                    let is_refused = !validator.is_valid(&as_json(&format!("value = {value}"))["value"]);
                    if is_wrong && !is_refused {
                        wrong.push(format!("the schema takes {start}{value}{after}: {codes:?}"));
                    } else if is_refused && codes.is_empty() && key != LENIENT {
                        wrong.push(format!("the schema refuses {start}{value}{after}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_of_a_schema_is_described() {
    for kind in [Kind::Configuration, Kind::Article] {
        for table in tables(&kind.schema()) {
            for (key, schema) in table.schema["properties"].as_object().unwrap() {
                let about = schema["description"].as_str().unwrap_or_default();
                assert!(about.ends_with('.') && about.len() > 8, "{key}: {about}");
            }
        }
    }
}

#[test]
fn the_schemas_are_json_schemas_of_2020() {
    for kind in [Kind::Configuration, Kind::Article] {
        let schema = kind.schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::meta::is_valid(&schema));
    }
}

/// Every file of the project with one of these extensions, but for built ones.
fn files_with(extensions: &[&str]) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![project().to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap_or_default();
            if path.is_dir() && !name.starts_with('.') && name != "target" {
                folders.push(path);
            } else if extensions.iter().any(|extension| path.extension().is_some_and(|own| own == *extension))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The blocks of the guide that are written to a file whose name ends so.
fn blocks(end: &str) -> Vec<(PathBuf, String)> {
    let pages = files_with(&["md"]).into_iter();
    let pages =
        pages.filter(|path| path.starts_with(project().join("content/guide")) || path.ends_with("README.md"));
    let mut found = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for (at, _) in text.match_indices(&format!("{end}`:\n\n```")) {
            let (_, rest) = text.get(at..).unwrap().split_once("```").unwrap();
            let (block, _) = rest.split_once("\n```").unwrap();
            found.push((page.clone(), block.split_once('\n').unwrap().1.to_owned() + "\n"));
        }
    }
    found
}

/// The metadata at the head of a text.
fn head(text: &str) -> Option<&str> {
    text.strip_prefix("+++\n")?.split_once("\n+++").map(|(head, _)| head)
}

/// What a schema can see.
const VISIBLE: &[&str] = &["wrong-type", "unknown-key", "unknown-setting", "missing-src"];

/// Holds a schema against texts: it refuses those with a finding that it can see, and takes those without any.
fn judge(kind: Kind, texts: &[(PathBuf, String)]) -> (usize, usize) {
    let validator = jsonschema::validator_for(&kind.schema()).unwrap();
    let (mut taken, mut refused) = (0, 0);
    for (path, text) in texts {
        let found = kind.read(text);
        let codes: Vec<_> = found.iter().map(|finding| finding.code.name).collect();
        if codes.iter().any(|code| code.starts_with("broken-")) {
            continue;
        }
        let document = as_json(text);
        let errors: Vec<_> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        let is_visible = codes.iter().any(|code| VISIBLE.contains(code));
        let is_clean = found.iter().all(|finding| finding.severity.as_str() != "error");
        if is_visible {
            assert!(!errors.is_empty(), "{}: the schema takes\n{text}\n{codes:?}", path.display());
            refused += 1;
        } else if is_clean {
            assert!(errors.is_empty(), "{}: the schema refuses\n{text}\n{errors:#?}", path.display());
            taken += 1;
        }
    }
    (taken, refused)
}

#[test]
fn the_schema_of_the_configuration_judges_every_example_as_the_reader_does() {
    let files = files_with(&["toml"]).into_iter().filter(|path| path.ends_with("feedwright.toml"));
    let mut texts: Vec<_> = files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    texts.extend(blocks("feedwright.toml"));
    let (taken, refused) = judge(Kind::Configuration, &texts);
    assert!(taken > 40 && refused > 0, "{taken} taken, {refused} refused");
}

#[test]
fn the_schema_of_metadata_judges_every_example_as_the_reader_does() {
    let is_of_generator = |path: &PathBuf| path.starts_with(project().join("tests/generators"));
    let files = files_with(&["md", "markdown", "html"]).into_iter().filter(|path| !is_of_generator(path));
    let texts = files.filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)));
    let texts = texts.chain(blocks(".md")).chain(blocks(".markdown"));
    let texts: Vec<_> =
        texts.filter_map(|(path, text)| head(&text).map(|head| (path, head.to_owned()))).collect();
    let (taken, refused) = judge(Kind::Article, &texts);
    assert!(taken > 60 && refused > 0, "{taken} taken, {refused} refused");
}

/// Mistakes that a schema sees.
#[test]
fn the_schemas_refuse_what_the_readers_refuse() {
    let mistakes: &[(Kind, &str)] = &[
        (Kind::Configuration, "[site]\ntitel = \"T\""),
        (Kind::Configuration, "[site]\ntimezone = \"Asia/Jakata\""),
        (Kind::Configuration, "[[feed]]\nformat = \"rss\""),
        (Kind::Configuration, "[[feed]]\npath = \"f.xml\"\nformat = \"rdf\""),
        (Kind::Configuration, "[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\nlimit = 0"),
        (Kind::Configuration, "[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\nlimit = \"none\""),
        (Kind::Configuration, "[check]\ndeny = [\"no-such-code\"]"),
        (Kind::Configuration, "[check]\nallow = [\"broken-toml\"]"),
        (
            Kind::Configuration,
            "[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\n[feed.podcast]\nexplicit = false",
        ),
        (
            Kind::Configuration,
            "[[feed]]\npath = \"f.xml\"\nformat = \"rss\"\n[[feed.element]]\nchildren = [{ nam = \"a:b\" }]",
        ),
        (Kind::Article, "title = \"T\"\ndate = 2026-04-01\nlangauge = \"en\""),
        (Kind::Article, "title = 7\ndate = 2026-04-01"),
        (Kind::Article, "title = \"T\"\ndate = 20260401"),
        (Kind::Article, "title = \"T\"\ndate = 2026-04-01\nimage = { alt = \"A\" }"),
        (Kind::Article, "title = \"T\"\ndate = 2026-04-01\n[episode]\ntype = \"extra\""),
        (Kind::Article, "title = \"T\"\ndate = 2026-04-01\n[episode]\nseason = 0"),
    ];
    for (kind, text) in mistakes {
        assert!(!kind.read(text).is_empty(), "{text}");
        let validator = jsonschema::validator_for(&kind.schema()).unwrap();
        assert!(!validator.is_valid(&as_json(text)), "{text}");
    }
    assert_eq!(json!({}), as_json(""));
}

/// Editors underline what a schema refuses.
#[test]
fn a_mistake_in_a_table_of_a_list_is_found_at_its_key() {
    let validator = jsonschema::validator_for(&Kind::Configuration.schema()).unwrap();
    let places = |text: &str| -> Vec<String> {
        validator.iter_errors(&as_json(text)).map(|error| error.instance_path().to_string()).collect()
    };
    let feeds = "[[feed]]\npath = \"a.xml\"\nformat = \"rss\"\n[[feed]]\npath = \"f.xml\"\n";
    assert_eq!(places(&format!("{feeds}format = \"rsss\"")), ["/feed/1/format"]);
    assert_eq!(places(&format!("{feeds}format = \"rss\"\nmax-bytes = \"5\"")), ["/feed/1/max-bytes"]);
    assert_eq!(places("[feed]\npath = \"f.xml\"\nformat = \"rsss\""), ["/feed/format"]);
    assert_eq!(places("[output]\nstylesheet = { script = 1 }"), ["/output/stylesheet/script"]);
}
