//! The layers of the crate: which file may use which, out of the parsed code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ItemMod, ItemUse, Macro, UseTree};

use crate::harness::project;

/// The rooms, each with the rooms that it may use besides itself and [`SHARED`].
const ROOMS: &[(&str, &[&str])] = &[
    ("feed", &[]),
    ("source", &["feed"]),
    ("check", &["feed", "source"]),
    ("published", &["feed", "source"]),
    ("site", &["feed", "source", "check", "published"]),
    ("authoring", &["feed", "source", "check", "published", "site"]),
    ("report", &["feed", "source", "check", "published", "site", "authoring"]),
    ("cli", &["feed", "source", "check", "published", "site", "authoring", "report"]),
];

/// Modules that every room may use. They use no room.
const SHARED: &[&str] = &["diagnostic", "error", "root"];

/// The stages of a build: none uses another.
const STAGES: &[&str] = &["scan", "metadata", "select", "render", "publish"];

/// The part of `site` that calls the stages.
const PIPELINE: &str = "pipeline";

type Module = Vec<String>;

/// The files of `src`, by module path.
fn modules() -> BTreeMap<Module, PathBuf> {
    fn collect(folder: &Path, path: &[String], found: &mut BTreeMap<Module, PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let inner = [path, std::slice::from_ref(&name)].concat();
            if file.is_dir() {
                collect(&file, &inner, found);
            } else if file.extension().is_some_and(|extension| extension == "rs") {
                if name == "main" {
                    // The program is one line, and calls `cli`.
                    continue;
                }
                let is_root = matches!(name.as_str(), "mod" | "lib");
                found.insert(if is_root { path.to_vec() } else { inner }, file);
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(&project().join("src"), &[], &mut found);
    found
}

/// The paths of the crate that a file names, from its root: those of `use`, of expressions and types, and those in macros.
struct Paths {
    module: Module,
    found: BTreeSet<Module>,
}

impl Paths {
    fn of(module: &Module, text: &str) -> BTreeSet<Module> {
        let mut paths = Paths { module: module.clone(), found: BTreeSet::new() };
        paths.visit_file(&syn::parse_file(text).unwrap());
        paths.found
    }

    fn add(&mut self, names: &[String]) {
        let base = match names.first().map(String::as_str) {
            Some("crate" | "feedwright") => Vec::new(),
            Some("self") => self.module.clone(),
            Some("super") => {
                let up = names.iter().take_while(|name| *name == "super").count();
                self.module[..self.module.len() - up].to_vec()
            }
            _ => return,
        };
        let rest = names
            .iter()
            .skip_while(|name| matches!(name.as_str(), "crate" | "feedwright" | "self" | "super"));
        self.found.insert(base.into_iter().chain(rest.cloned()).collect());
    }

    fn add_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) if name.ident == "self" => self.add(before),
            UseTree::Name(name) => self.add(&with(&name.ident)),
            UseTree::Rename(name) => self.add(&with(&name.ident)),
            UseTree::Glob(_) => {
                let is_ours = matches!(before.first().map(String::as_str), Some("crate" | "self" | "super"));
                assert!(!is_ours, "{} imports everything of `{}`", self.module.join("::"), before.join("::"));
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(before, tree)),
        }
    }

    /// Notes the paths of a macro's tokens: names with `::` between them.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut names = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.add(&std::mem::take(&mut names));
                    }
                    names.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.add(&std::mem::take(&mut names));
                    self.add_tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.add(&std::mem::take(&mut names)),
            }
        }
        self.add(&names);
    }
}

impl Visit<'_> for Paths {
    fn visit_item_use(&mut self, item: &ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    /// `pub(crate)` uses nothing.
    fn visit_visibility(&mut self, _: &syn::Visibility) {}

    fn visit_path(&mut self, path: &syn::Path) {
        self.add(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &Macro) {
        self.visit_path(&item.path);
        self.add_tokens(item.tokens.clone());
    }

    fn visit_item_mod(&mut self, item: &ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|name| name == "test")
        });
        if item.content.is_some() && !is_test {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }
}

/// The modules of the crate that each file uses.
fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let files = modules();
    let of = |(module, file): (&Module, &PathBuf)| {
        (module.clone(), Paths::of(module, &fs::read_to_string(file).unwrap()))
    };
    files.iter().map(of).collect()
}

fn first(path: &Module) -> &str {
    path.first().map_or("", String::as_str)
}

#[test]
fn a_room_uses_only_those_above_it() {
    let mut wrong = Vec::new();
    for (module, paths) in uses() {
        let room = first(&module);
        let Some((_, above)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            assert!(room.is_empty() || SHARED.contains(&room), "`{room}` is on no map");
            continue;
        };
        for path in paths {
            let other = first(&path);
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            if is_room && other != room && !above.contains(&other) {
                wrong.push(format!("{} uses {}", module.join("::"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn shared_modules_use_no_layer() {
    for (module, paths) in uses().iter().filter(|(module, _)| SHARED.contains(&first(module))) {
        for path in paths {
            let is_room = ROOMS.iter().any(|(name, _)| *name == first(path));
            assert!(!is_room, "{} uses {}", module.join("::"), path.join("::"));
        }
    }
}

#[test]
fn a_stage_uses_no_other_stage_and_shared_modules_use_none() {
    let mut wrong = Vec::new();
    for (module, paths) in uses() {
        let [site, part, ..] = module.as_slice() else { continue };
        if site != "site" || part == PIPELINE {
            continue;
        }
        for path in &paths {
            let Some(other) = path.get(1).filter(|_| first(path) == "site") else { continue };
            let is_above = STAGES.contains(&other.as_str()) || other == PIPELINE;
            if is_above && other != part {
                wrong.push(format!("{} uses {}", module.join("::"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_stage_imports_neither_the_crate_nor_all_of_its_room() {
    for (module, paths) in uses().iter().filter(|(module, _)| first(module) == "site") {
        let is_whole = |path: &&Module| path.is_empty() || path.as_slice() == ["site"];
        assert_eq!(
            paths.iter().find(is_whole),
            None,
            "{}: through it any stage can be used",
            module.join("::")
        );
    }
}

#[test]
fn no_spelling_of_an_import_slips_through() {
    let module = ["site", "scan", "walk"].map(str::to_owned).to_vec();
    let used = |text: &str| {
        let paths = Paths::of(&module, text);
        paths.iter().map(|path| path.join("::")).filter(|path| path.contains("render")).collect::<Vec<_>>()
    };
    for text in [
        "use crate::{site::{config::{self, Config}, render}, feed};",
        "use crate::site::render as other;",
        "use super::super::render;",
        "fn f() { crate::site::render(); }",
        "fn f(_: crate::site::render) {}",
        "fn f() { println!(\"{}\", g(crate::site::render)); }",
        "mod inner { use super::super::super::render; }",
        "const X: &[&str] = &[crate::site::render];",
        "fn f() { vec![S { part: crate::site::render }]; }",
    ] {
        assert_eq!(used(text), ["site::render"], "{text}");
    }
    assert_eq!(used("// crate::site::render\nconst X: &str = \"crate::site::render\";"), [""; 0]);
}
