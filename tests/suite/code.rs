//! The parsed code of the crate: its files, what each of them uses of the others, and where what is offered under a path
//! comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{File, ItemMod, ItemUse, Macro, UseTree};

use crate::harness::project;

/// The path of a module from the crate's root.
pub(crate) type Module = Vec<String>;

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

/// What the files name, by their modules.
pub(crate) struct Code(BTreeMap<Module, Paths>);

/// The code of the crate, read once for all tests.
pub(crate) static CODE: LazyLock<Code> = LazyLock::new(|| {
    let read = |(module, file): (Module, File)| (module.clone(), Paths::read(&module, &file));
    Code(files().map(read).collect())
});

/// The parsed files of `src`, with their modules.
pub(crate) fn files() -> impl Iterator<Item = (Module, File)> {
    let parse = |file| syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    modules().into_iter().map(move |(module, file)| (module, parse(file)))
}

impl Code {
    /// The files that there are.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &Module> {
        self.0.keys()
    }

    /// The paths that each file names.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&Module, &BTreeSet<Module>)> {
        self.0.iter().map(|(module, paths)| (module, &paths.found))
    }

    /// The files that a file uses. What a module has itself, the modules in it may use.
    pub(crate) fn used(&self, module: &Module) -> BTreeSet<Module> {
        let others = self.0[module].found.iter().map(|path| self.home(path).0);
        others.filter(|other| !module.starts_with(other)).collect()
    }

    /// What a file imports by a name.
    pub(crate) fn import(&self, module: &Module, name: &str) -> Option<&Module> {
        self.0[module].imports.get(name)
    }

    /// The file that has what is at a path, and the path of it in there: if a module offers it, where it is from.
    pub(crate) fn home(&self, path: &Module) -> (Module, Module) {
        let mut path = path.clone();
        loop {
            let is_file = |length: &usize| self.0.contains_key(&path[..*length]);
            let offered = |length: usize| self.0.get(&path[..length])?.exports.get(path.get(length)?);
            // An item may have the name of a module.
            let parent = path.len().saturating_sub(1);
            let longest = (0..=path.len()).rev().find(is_file).unwrap();
            let length = if offered(parent).is_some() { parent } else { longest };
            match offered(length) {
                Some(meant) => path = meant.iter().chain(&path[length + 1..]).cloned().collect(),
                None => return (path[..length].to_vec(), path[length..].to_vec()),
            }
        }
    }
}

/// The paths of the crate that a file names, from its root: those of `use`, of expressions and types, and those in macros.
pub(crate) struct Paths {
    module: Module,
    pub(crate) found: BTreeSet<Module>,
    /// What the file imports, by the name that it has there.
    imports: BTreeMap<String, Module>,
    /// Paths that begin with an import, with a module of the file, or outside of the crate.
    relative: BTreeSet<Module>,
    /// What the file offers under another path.
    exports: BTreeMap<String, Module>,
}

impl Paths {
    pub(crate) fn read(module: &Module, file: &File) -> Paths {
        let mut paths = Paths {
            module: module.clone(),
            found: BTreeSet::new(),
            imports: BTreeMap::new(),
            relative: BTreeSet::new(),
            exports: BTreeMap::new(),
        };
        paths.visit_file(file);
        let known = |path: &Module| {
            let known = paths.imports.get(path.first()?)?;
            Some(known.iter().chain(&path[1..]).cloned().collect())
        };
        paths.found.extend(paths.relative.iter().filter_map(known).collect::<Vec<Module>>());
        for path in paths.exports.values_mut() {
            if let Some(known) = path.first().and_then(|first| paths.imports.get(first)) {
                *path = known.iter().chain(&path[1..]).cloned().collect();
            }
        }
        paths
    }

    /// The path from the crate's root, unless it begins with another name.
    fn absolute(&self, names: &[String]) -> Option<Module> {
        let base = match names.first().map(String::as_str) {
            Some("crate" | "feedwright") => Vec::new(),
            Some("self") => self.module.clone(),
            Some("super") => {
                let up = names.iter().take_while(|name| *name == "super").count();
                self.module[..self.module.len() - up].to_vec()
            }
            _ => return None,
        };
        let rest = names
            .iter()
            .skip_while(|name| matches!(name.as_str(), "crate" | "feedwright" | "self" | "super"));
        Some(base.into_iter().chain(rest.cloned()).collect())
    }

    fn add(&mut self, names: &[String]) {
        match self.absolute(names) {
            Some(path) => _ = self.found.insert(path),
            None => _ = self.relative.insert(names.to_vec()),
        }
    }

    /// Notes what a `use` makes of each name.
    fn add_names(&mut self, before: &[String], tree: &UseTree, is_offered: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        let (name, path) = match tree {
            UseTree::Path(path) => return self.add_names(&with(&path.ident), &path.tree, is_offered),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.add_names(before, tree, is_offered));
            }
            UseTree::Glob(_) => return,
            UseTree::Name(name) if name.ident == "self" => (before.last().unwrap().clone(), before.to_vec()),
            UseTree::Name(name) => (name.ident.to_string(), with(&name.ident)),
            UseTree::Rename(name) => (name.rename.to_string(), with(&name.ident)),
        };
        let known = self.absolute(&path);
        self.imports.extend(known.clone().map(|known| (name.clone(), known)));
        if is_offered {
            self.exports.insert(name, known.unwrap_or(path));
        }
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
        self.add_names(&[], &item.tree, !matches!(item.vis, syn::Visibility::Inherited));
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
        if item.content.is_none() {
            let name = item.ident.to_string();
            self.imports.insert(name.clone(), [self.module.as_slice(), &[name]].concat());
        }
        if item.content.is_some() && !is_test {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }
}
