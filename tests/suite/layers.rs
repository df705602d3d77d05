//! The layers of the crate: which file may use which, out of the parsed code.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{CODE, Module, Paths};

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

fn first(path: &Module) -> &str {
    path.first().map_or("", String::as_str)
}

#[test]
fn a_room_uses_only_those_above_it() {
    let mut wrong = Vec::new();
    for (module, paths) in CODE.paths() {
        let room = first(module);
        let Some((_, above)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            assert!(room.is_empty() || SHARED.contains(&room), "`{room}` is on no map");
            continue;
        };
        for path in paths {
            let other = first(path);
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            if is_room && other != room && !above.contains(&other) {
                wrong.push(format!("{} uses {}", module.join("::"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The room that calls what `lib.rs` itself has: it stands above it.
const ABOVE_LIB: &str = "cli";

#[test]
fn no_room_but_the_command_line_uses_the_root_of_the_crate() {
    let is_below = |module: &&Module| !module.is_empty() && first(module) != ABOVE_LIB;
    let is_of_lib = |path: &&Module| {
        let name = first(path);
        !name.is_empty() && !SHARED.contains(&name) && ROOMS.iter().all(|(room, _)| *room != name)
    };
    let used = CODE.paths().filter(|(module, _)| is_below(module)).flat_map(|(module, paths)| {
        let paths = paths.iter().filter(is_of_lib);
        paths.map(|path| format!("{} uses {}", module.join("::"), path.join("::")))
    });
    assert_eq!(used.collect::<Vec<_>>(), [""; 0]);
}

/// What uses what, and itself in the end.
fn circles(used: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<Vec<String>> {
    let reached = |from: &Module| {
        let (mut seen, mut left) = (BTreeSet::new(), vec![from]);
        while let Some(module) = left.pop() {
            left.extend(used[module].iter().filter(|next| seen.insert((*next).clone())));
        }
        seen
    };
    let reached: BTreeMap<_, _> = used.keys().map(|module| (module, reached(module))).collect();
    let circle = |module: &&Module| {
        let others = reached[module].iter().filter(|other| reached[other].contains(*module));
        others.map(|other| other.join("::")).collect::<Vec<_>>()
    };
    reached.keys().map(circle).filter(|circle| !circle.is_empty()).collect()
}

#[test]
fn no_two_files_use_each_other() {
    let used = CODE.modules().map(|module| (module.clone(), CODE.used(module))).collect();
    let circles = circles(&used);
    assert!(circles.is_empty(), "these files use each other: {circles:#?}");
}

/// The room whose rules and the values that these are about call each other: its files are in an order, its folders are not.
const OF_RULES: &str = "check";

#[test]
fn no_two_folders_of_a_room_use_each_other() {
    // A folder, or a file beside it.
    let part = |module: &Module| module.iter().take(2).cloned().collect::<Module>();
    let is_part = |module: &&Module| module.len() > 1 && first(module) != OF_RULES;
    let mut used: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for module in CODE.modules().filter(is_part) {
        let others = CODE.used(module).iter().filter(is_part).map(part).collect::<BTreeSet<_>>();
        let others = others.into_iter().filter(|other| *other != part(module));
        used.entry(part(module)).or_default().extend(others);
    }
    let circles = circles(&used);
    assert!(circles.is_empty(), "these folders use each other: {circles:#?}");
}

#[test]
fn shared_modules_use_no_layer() {
    for (module, paths) in CODE.paths().filter(|(module, _)| SHARED.contains(&first(module))) {
        for path in paths {
            let is_room = ROOMS.iter().any(|(name, _)| *name == first(path));
            assert!(!is_room, "{} uses {}", module.join("::"), path.join("::"));
        }
    }
}

#[test]
fn a_stage_uses_no_other_stage_and_shared_modules_use_none() {
    let mut wrong = Vec::new();
    for (module, paths) in CODE.paths() {
        let [site, part, ..] = module.as_slice() else { continue };
        if site != "site" || part == PIPELINE {
            continue;
        }
        for path in paths {
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
    for (module, paths) in CODE.paths().filter(|(module, _)| first(module) == "site") {
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
        let paths = Paths::read(&module, &syn::parse_file(text).unwrap());
        paths
            .found
            .iter()
            .map(|path| path.join("::"))
            .filter(|path| path.contains("render"))
            .collect::<Vec<_>>()
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
