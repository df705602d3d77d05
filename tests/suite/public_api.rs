//! The public API of the library, from the parsed code: every change of it shows in `tests/public-api.txt`.
#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds of items are never public here")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Fields, File, ImplItem, Item, ItemImpl, UseTree, Visibility};

use crate::harness::project;
use crate::support::rust_files;

type Names = BTreeSet<String>;

/// The public names of a module, and its public modules.
struct Module {
    names: BTreeMap<String, String>,
    modules: Vec<String>,
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string().contains("hidden"))
}

/// Code as one line, without the spaces that tokens have between them.
fn line(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let tight =
        [" :: ", " . ", "& ", " < ", " >", " ,", " (", "( ", " )", " ;", " :", "' ", " !", " ?", "[ ", " ]"];
    tight.iter().fold(text, |text, spaced| text.replace(spaced, spaced.trim()))
}

/// The names that a `pub use` gives, each with the last part of what it names.
fn used(tree: &UseTree, found: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(path) => used(&path.tree, found),
        UseTree::Name(name) => _ = found.insert(name.ident.to_string(), name.ident.to_string()),
        UseTree::Rename(name) => _ = found.insert(name.rename.to_string(), name.ident.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, found)),
        UseTree::Glob(_) => panic!("the public API names what it re-exports"),
    }
}

fn module(file: &File) -> Module {
    let mut found = Module { names: BTreeMap::new(), modules: Vec::new() };
    for item in &file.items {
        let name = match item {
            Item::Use(item) if is_public(&item.vis) => {
                used(&item.tree, &mut found.names);
                continue;
            }
            Item::Mod(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                found.modules.push(item.ident.to_string());
                continue;
            }
            Item::Struct(item) if is_public(&item.vis) => &item.ident,
            Item::Enum(item) if is_public(&item.vis) => &item.ident,
            Item::Fn(item) if is_public(&item.vis) => &item.sig.ident,
            Item::Const(item) if is_public(&item.vis) => &item.ident,
            Item::Type(item) if is_public(&item.vis) => &item.ident,
            _ => continue,
        };
        found.names.insert(name.to_string(), name.to_string());
    }
    found
}

fn parse(file: &Path) -> File {
    syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The public modules from a file on, with their paths.
fn modules(file: &Path, folder: &Path, path: &str, found: &mut Vec<(String, BTreeMap<String, String>)>) {
    let module = module(&parse(file));
    for name in &module.modules {
        let beside = folder.join(format!("{name}.rs"));
        let inner = folder.join(name);
        let file = if beside.is_file() { beside } else { inner.join("mod.rs") };
        modules(&file, &inner, &format!("{path}{name}::"), found);
    }
    found.push((path.to_owned(), module.names));
}

/// The public parts of the items with that name in the crate. There is one, except for items visible only within
/// the crate.
fn describe(name: &str, files: &[File]) -> Vec<String> {
    let mut lines = Vec::new();
    for item in files.iter().flat_map(|file| &file.items) {
        match item {
            Item::Struct(item) if item.ident == name && is_public(&item.vis) => {
                lines.push("struct".to_owned());
                if let Fields::Named(fields) = &item.fields {
                    let public = fields.named.iter().filter(|field| is_public(&field.vis));
                    lines.extend(public.map(|field| format!(".{}: {}", line(&field.ident), line(&field.ty))));
                }
            }
            Item::Enum(item) if item.ident == name && is_public(&item.vis) => {
                lines.push("enum".to_owned());
                for variant in &item.variants {
                    lines.push(format!("::{}", variant.ident));
                    let named =
                        variant.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
                    lines.extend(named.map(|(name, of)| format!("::{}.{name}: {}", variant.ident, line(of))));
                }
            }
            Item::Fn(item) if item.sig.ident == name && is_public(&item.vis) => lines.push(line(&item.sig)),
            Item::Impl(item) if line(&item.self_ty).split('<').next() == Some(name) => {
                lines.extend(methods(item));
            }
            _ => {}
        }
    }
    lines
}

fn methods(item: &ItemImpl) -> Vec<String> {
    if let Some((of, _)) = &item.trait_ {
        return vec![format!(": {}", line(of))];
    }
    let public = |inner: &ImplItem| match inner {
        ImplItem::Fn(method) if is_public(&method.vis) => Some(format!("::{}", line(&method.sig))),
        ImplItem::Const(constant) if is_public(&constant.vis) => {
            Some(format!("::{}: {}", constant.ident, line(&constant.ty)))
        }
        _ => None,
    };
    item.items.iter().filter_map(public).collect()
}

#[test]
fn the_public_api_is_what_is_written_down() {
    let source = project().join("src");
    let files: Vec<PathBuf> = rust_files(&source);
    let parsed: Vec<File> = files.iter().map(|file| parse(file)).collect();
    let mut found = Vec::new();
    modules(&source.join("lib.rs"), &source, "", &mut found);
    let mut lines = Names::new();
    for (path, names) in &found {
        for (name, meant) in names {
            let described = describe(meant, &parsed);
            assert!(!described.is_empty(), "nothing is known of `{path}{name}`");
            lines.extend(described.iter().map(|what| {
                let separator = if what.starts_with(['.', ':']) { "" } else { ": " };
                format!("{path}{name}{separator}{what}")
            }));
        }
    }
    let text = lines.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    let file = project().join("tests/public-api.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&file, &text).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let differing: Vec<_> =
        text.lines().filter(|line| !written.lines().any(|known| known == *line)).collect();
    assert!(
        written == text,
        "the public API has changed: {differing:#?}; SNAPSHOTS=overwrite writes {}",
        file.display()
    );
}
