//! The programs in the folders of plugins in; the findings about those that may take posts away from the site, or unpublish
//! them, out. Programs are not run: what counts is which lists they change, and which keys they write.

use std::collections::BTreeMap;

use super::ruby::{Token, tokens};
use crate::diagnostic::Diagnostic;
use crate::site::file_name::{extension, join};
use crate::site::generators::settings::Settings;
use crate::site::generators::unread_files;
use crate::site::rules::Project;

/// The names of lists of documents.
const LISTS: &[&str] = &["posts", "docs", "documents", "collections"];

/// The methods that take something out of a list.
const REMOVING: &[&str] = &[
    "clear",
    "compact!",
    "delete",
    "delete_at",
    "delete_if",
    "filter!",
    "keep_if",
    "pop",
    "reject!",
    "replace",
    "select!",
    "shift",
    "slice!",
    "uniq!",
];

/// The methods that call a method by its name.
const SENDING: &[&str] = &["__send__", "public_send", "send"];

/// The signs that give something another value.
const ASSIGNING: &[&str] = &["=", "||=", "&&=", "|=", "&=", "-=", "+="];

/// The methods of Jekyll that decide which files it reads, publishes and writes, and the classes that have them.
const DECIDING: &[&str] = &[
    "can_be_published?",
    "documents",
    "docs",
    "docs_to_write",
    "filter",
    "filtered_entries",
    "hidden_in_the_future?",
    "posts",
    "processable?",
    "publish?",
    "published?",
    "read_posts",
    "read_publishable",
    "write?",
];
const CLASSES: &[&str] = &[
    "Collection",
    "CollectionReader",
    "Document",
    "EntryFilter",
    "PostReader",
    "Publisher",
    "Reader",
    "Site",
];

/// The methods that give a class other methods.
const CHANGING: &[&str] = &["class_eval", "class_exec", "include", "prepend", "send"];

/// The methods that give data other values.
const MERGING: &[&str] = &["merge!", "merge_data!", "update"];

/// The findings about programs. The configuration is in the folder `around`.
pub(super) fn found(project: Project<'_>, around: Project<'_>, settings: &Settings) -> Vec<Diagnostic> {
    // GitHub Pages and others run none.
    if settings.is_true(&["safe"]) {
        return Vec::new();
    }
    let own = settings.list(&["plugins_dir"]);
    let is_default = own.is_empty();
    let dirs = if is_default { vec!["_plugins".to_owned()] } else { own };
    let project = if is_default { project } else { around };
    let files = dirs.iter().flat_map(|dir| {
        let dir = dir.trim_start_matches("./").trim_end_matches('/');
        (project.list)(dir).into_iter().map(move |file| join(dir, &file))
    });
    let files = files.filter(|file| extension(file) == "rb");
    let hiding = files.filter(|file| project.text(file).is_some_and(|text| may_hide(&text)));
    let message = "this plugin may take posts away from the site, or unpublish them";
    hiding.map(|file| unread_files(message, project.place(&file))).collect()
}

/// Whether a program may take documents away from the site, or unpublish them.
fn may_hide(program: &str) -> bool {
    let all = tokens(program);
    let names = names(&all);
    let places = || {
        (0..all.len()).map(|at| Cursor {
            before: all.get(..at).unwrap_or_default(),
            rest: all.get(at..).unwrap_or_default(),
        })
    };
    places().any(|place| place.removes(&names) || place.replaces() || place.unpublishes() || place.excludes())
        || decides(&all)
}

/// Whether it changes a method of Jekyll that decides which documents there are.
fn decides(all: &[Token<'_>]) -> bool {
    let is_deciding = |pair: &[Token<'_>]| match pair {
        [def, Token::Word(name)] => def.is_word("def") && DECIDING.contains(name),
        _ => false,
    };
    all.windows(2).any(is_deciding) && all.windows(4).any(opens_class)
}

/// Whether tokens open a class of Jekyll again, or give it other methods: `class Document`, `Jekyll::Document.prepend`.
fn opens_class(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [before, Token::Word(name), behind, method] if CLASSES.contains(name) => {
            let is_opened = *behind == Token::EndOfLine || behind.is_sign(";");
            let is_changed = is_dot(behind) && CHANGING.iter().any(|word| method.is_word(word));
            (before.is_word("class") || before.is_sign("::")) && is_opened || is_changed
        }
        _ => false,
    }
}

/// Whether each name of a variable stands for a list of the site itself, rather than for a copy.
fn names<'p>(all: &[Token<'p>]) -> BTreeMap<&'p str, bool> {
    let mut names = BTreeMap::new();
    for (at, token) in all.iter().enumerate() {
        let Token::Word(name) = token else { continue };
        let is_member = at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(is_dot);
        let assigned = all.get(at + 1).is_some_and(|sign| sign.is_sign("=") || sign.is_sign("||="));
        if assigned && !is_member {
            *names.entry(*name).or_insert(false) |= is_list(all.get(at + 2..).unwrap_or_default());
        }
    }
    names
}

/// Whether a value at the beginning of tokens is a list of documents: `site.posts.docs`, `site.collections["posts"].docs`.
fn is_list(value: &[Token<'_>]) -> bool {
    let ends = |token: &Token<'_>| {
        *token == Token::EndOfLine || token.is_sign(";") || token.is_word("if") || token.is_word("unless")
    };
    let end = value.iter().position(ends).unwrap_or(value.len());
    matches!(value.get(..end), Some([.., dot, Token::Word(last)]) if is_dot(dot) && LISTS.contains(last))
}

fn is_dot(token: &Token<'_>) -> bool {
    token.is_sign(".") || token.is_sign("&.")
}

/// A place in a program, with what is before it and what begins there.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    before: &'t [Token<'t>],
    rest: &'t [Token<'t>],
}

impl Cursor<'_> {
    /// `site.posts.docs.reject!`, `site.collections["posts"].docs.delete(…)`, `docs.send(:clear)`
    fn removes(self, names: &BTreeMap<&str, bool>) -> bool {
        let rest = match self.rest {
            [Token::Word(name), rest @ ..] if self.is_list(name, names) => rest,
            // `site["posts"]`, as templates see it
            [open, Token::Text(name), close, rest @ ..]
                if open.is_sign("[") && close.is_sign("]") && LISTS.contains(name) && self.is_in_site() =>
            {
                rest
            }
            _ => return false,
        };
        let called = behind_lines(rest).split_first().filter(|(dot, _)| is_dot(dot));
        let Some((_, rest)) = called else { return false };
        let removes = |token: &Token<'_>| REMOVING.iter().any(|method| token.is_word(method));
        match behind_lines(rest) {
            [Token::Word(method), rest @ ..] if SENDING.contains(method) => rest.iter().take(3).any(removes),
            [method, ..] => removes(method),
            [] => false,
        }
    }

    /// Whether a name stands for a list of the site.
    fn is_list(self, name: &str, names: &BTreeMap<&str, bool>) -> bool {
        if self.before.last().is_some_and(is_dot) {
            return LISTS.contains(&name);
        }
        let plain = name.trim_start_matches('@');
        names.get(name).copied().unwrap_or_else(|| LISTS.contains(&plain))
    }

    fn is_in_site(self) -> bool {
        match self.before {
            [.., Token::Text(of), close] if close.is_sign("]") => *of == "site",
            [.., Token::Word(of)] => of.ends_with("site"),
            _ => false,
        }
    }

    /// `collection.docs = …`, `site.posts = …`, `instance_variable_set(:@docs, …)`
    fn replaces(self) -> bool {
        match self.rest {
            [Token::Word("docs"), sign, ..] => self.before.last().is_some_and(is_dot) && is_assigned(sign),
            [Token::Word("posts"), sign, ..] => {
                matches!(self.before, [.., Token::Word(of), dot] if is_dot(dot) && of.ends_with("site"))
                    && is_assigned(sign)
            }
            [Token::Word("instance_variable_set"), rest @ ..] => rest.iter().take(4).any(|token| {
                let names = ["@docs", "@posts", "@published"];
                names.iter().any(|name| token.is_word(name) || token.is_text(name))
            }),
            _ => false,
        }
    }

    /// `post.data["published"] = false`, `data.merge!("published" => false)`, `@published = false`
    fn unpublishes(self) -> bool {
        let (key, rest) = match self.rest {
            [open, Token::Text(key), close, sign, rest @ ..]
                if open.is_sign("[") && close.is_sign("]") && is_assigned(sign) =>
            {
                (*key, rest)
            }
            [Token::Text(key), sign, rest @ ..] if sign.is_sign("=>") && self.is_merged() => (*key, rest),
            [Token::Word("store"), open, Token::Text(key), sign, rest @ ..]
                if open.is_sign("(") && sign.is_sign(",") =>
            {
                (*key, rest)
            }
            [Token::Word("@published"), sign, rest @ ..] if is_assigned(sign) => ("published", rest),
            [Token::Word("published"), sign, rest @ ..]
                if is_assigned(sign) && self.before.last().is_some_and(is_dot) =>
            {
                ("published", rest)
            }
            _ => return false,
        };
        let harmless = match key {
            "published" => "true",
            "draft" => "false",
            _ => return false,
        };
        rest.first().is_none_or(|value| !value.is_word(harmless))
    }

    /// Whether a table with this key is added to data.
    fn is_merged(self) -> bool {
        let mut line = self.before.iter().rev().take_while(|token| **token != Token::EndOfLine);
        line.any(|token| MERGING.iter().any(|method| token.is_word(method)))
    }

    /// `site.exclude << …`, `site.config["exclude"] += …`
    fn excludes(self) -> bool {
        let rest = match self.rest {
            [Token::Word("exclude"), rest @ ..] if self.before.last().is_some_and(is_dot) => rest,
            [open, Token::Text("exclude"), close, rest @ ..] if open.is_sign("[") && close.is_sign("]") => {
                rest
            }
            _ => return false,
        };
        match rest {
            [sign, ..] if sign.is_sign("<<") || is_assigned(sign) => true,
            [dot, Token::Word(method), ..] if is_dot(dot) => {
                ["append", "concat", "push", "unshift"].contains(method)
            }
            _ => false,
        }
    }
}

fn is_assigned(token: &Token<'_>) -> bool {
    ASSIGNING.iter().any(|sign| token.is_sign(sign))
}

/// What follows ends of lines: a call may go on in the next line.
fn behind_lines<'t, 'p>(tokens: &'t [Token<'p>]) -> &'t [Token<'p>] {
    let first = tokens.iter().position(|token| *token != Token::EndOfLine).unwrap_or(tokens.len());
    tokens.get(first..).unwrap_or_default()
}
