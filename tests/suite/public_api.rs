//! The public API of the library, from the parsed code: every change of it shows in `tests/public-api.txt`.
#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds of items are never public here")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use quote::ToTokens;
use syn::{Fields, File, ImplItem, Item, ItemImpl, UseTree, Visibility};

use crate::code::{self, CODE, Module};
use crate::harness::project;

type Files = BTreeMap<Module, File>;

/// The public names of a module, and its public modules.
#[derive(Default)]
struct Names {
    items: BTreeSet<String>,
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

/// The names that a `pub use` gives.
fn used(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => used(&path.tree, found),
        UseTree::Name(name) => _ = found.insert(name.ident.to_string()),
        UseTree::Rename(name) => _ = found.insert(name.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, found)),
        UseTree::Glob(_) => panic!("the public API names what it re-exports"),
    }
}

fn names(file: &File) -> Names {
    let mut found = Names::default();
    for item in &file.items {
        let name = match item {
            Item::Use(item) if is_public(&item.vis) => {
                used(&item.tree, &mut found.items);
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
        found.items.insert(name.to_string());
    }
    found
}

/// The paths of the public items from a module on.
fn paths(files: &Files, module: &Module) -> Vec<Module> {
    let names = names(&files[module]);
    let below = |name: String| [module.as_slice(), &[name]].concat();
    let inner: Vec<_> = names.modules.into_iter().flat_map(|name| paths(files, &below(name))).collect();
    names.items.into_iter().map(below).chain(inner).collect()
}

/// The public parts of the item at a path.
fn describe(path: &Module, files: &Files) -> Vec<String> {
    let (module, inside) = CODE.home(path);
    let [name] = inside.as_slice() else { panic!("nothing is known of `{}`", path.join("::")) };
    let own = files[&module].items.iter().flat_map(|item| define(name, item));
    let methods = files.iter().flat_map(|(other, file)| {
        let is_it = |written: &str| match CODE.import(other, written) {
            Some(meant) => CODE.home(meant) == (module.clone(), inside.clone()),
            None => *other == module && written == name,
        };
        let items = file.items.iter().filter_map(move |item| match item {
            Item::Impl(item) => Some(item),
            _ => None,
        });
        let about = items.filter(move |item| is_it(line(&item.self_ty).split('<').next().unwrap()));
        about.flat_map(methods).collect::<Vec<_>>()
    });
    own.chain(methods).collect()
}

/// The item, if it has that name and is public.
fn define(name: &str, item: &Item) -> Vec<String> {
    let mut lines = Vec::new();
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
        _ => {}
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
    let files: Files = code::files().collect();
    let mut lines = BTreeSet::new();
    for path in paths(&files, &Module::new()) {
        let described = describe(&path, &files);
        assert!(!described.is_empty(), "nothing is known of `{}`", path.join("::"));
        lines.extend(described.iter().map(|what| {
            let separator = if what.starts_with(['.', ':']) { "" } else { ": " };
            format!("{}{separator}{what}", path.join("::"))
        }));
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
