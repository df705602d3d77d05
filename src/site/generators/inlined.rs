//! A template of Liquid, Nunjucks or Tera in; the same with the macros that it calls, the files that it includes and the
//! template that it extends written where they are shown, out. What is not found stays as it is.

use std::collections::BTreeMap;

use super::markup::{Token, split, tokens, unquoted, until, without_comments};
use crate::source::javascript::nested;

/// How deep files and macros may be in each other, how many may be shown, and how long the result may be.
const DEPTH: usize = 6;
const SHOWN: usize = 200;
const LENGTH: usize = 1 << 20;

/// Tags of asynchronous templates and of tables, and what they are without that.
const ALIKE: &[(&str, &str)] = &[
    ("asyncAll", "for"),
    ("asyncEach", "for"),
    ("endall", "endfor"),
    ("endeach", "endfor"),
    ("endtablerow", "endfor"),
    ("ifAsync", "if"),
    ("tablerow", "for"),
];

/// Tags that show a file.
const INCLUDES: &[&str] = &["include", "include_cached", "include_relative", "render"];

/// A template with what it shows. `files` has the texts of files by the names that templates have for them.
pub(super) fn inlined(template: &str, files: &dyn Fn(&str) -> Option<String>) -> String {
    let mut inliner = Inliner { files, macros: BTreeMap::new(), shown: 0, length: 0 };
    inliner.inlined(template, &Blocks::new(), 0)
}

/// The texts of blocks, by their names.
type Blocks = BTreeMap<String, String>;

/// A macro.
#[derive(Clone)]
struct Macro {
    /// The names of its parameters, and what stands for those that are not given.
    parameters: Vec<(String, String)>,
    body: String,
}

struct Inliner<'f> {
    files: &'f dyn Fn(&str) -> Option<String>,
    macros: BTreeMap<String, Macro>,
    shown: usize,
    length: usize,
}

impl Inliner<'_> {
    fn inlined(&mut self, template: &str, blocks: &Blocks, depth: usize) -> String {
        let text = without_comments(template);
        let tokens = tokens(&text);
        let parent = tokens.iter().find_map(|token| match token {
            Token::Tag(tag) => tag.strip_prefix("extends ").and_then(quoted),
            Token::Text(_) | Token::Output(_) => None,
        });
        if let Some(parent) = parent.filter(|_| depth < DEPTH).and_then(|name| (self.files)(&name)) {
            let mut blocks = blocks.clone();
            for (at, token) in tokens.iter().enumerate() {
                let Token::Tag(tag) = token else { continue };
                if let Some(name) = tag.strip_prefix("block ") {
                    let inside = until(tokens.get(at + 1..).unwrap_or_default(), "block", "endblock");
                    blocks.entry(name.trim().to_owned()).or_insert_with(|| written(inside));
                }
            }
            // What it sets and imports counts, too.
            let own = self.shown(&outside_of_blocks(&tokens), &Blocks::new(), depth);
            return own + &self.inlined(&parent, &blocks, depth + 1);
        }
        self.shown(&tokens, blocks, depth)
    }

    /// The text of tokens.
    fn shown(&mut self, tokens: &[Token<'_>], blocks: &Blocks, depth: usize) -> String {
        let (mut text, mut at) = (String::new(), 0);
        while let Some(token) = tokens.get(at) {
            at += 1;
            self.length += 1;
            if self.length > LENGTH {
                return text;
            }
            let rest = tokens.get(at..).unwrap_or_default();
            match token {
                Token::Text(plain) => text.push_str(plain),
                Token::Output(inside) => match self.called(inside, "", depth) {
                    Some(shown) => text.push_str(&shown),
                    None => text.push_str(&token.to_string()),
                },
                Token::Tag(tag) => at += self.tag(tag, rest, (blocks, depth), &mut text),
            }
            self.length += text.len() / (1 << 10);
        }
        text
    }

    /// Takes a tag; returns how many of the tokens behind it belong to it.
    fn tag(
        &mut self,
        tag: &str,
        rest: &[Token<'_>],
        (blocks, depth): (&Blocks, usize),
        text: &mut String,
    ) -> usize {
        let (name, arguments) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        match name {
            "macro" => {
                let body = until(rest, "macro", "endmacro");
                self.define(arguments, written(body));
                return body.len() + 1;
            }
            "comment" => return until(rest, "comment", "endcomment").len() + 1,
            "import" | "from" if self.import(name, arguments) => return 0,
            "extends" => {}
            "block" => {
                let body = until(rest, "block", "endblock");
                let own = blocks.get(arguments.trim()).cloned().filter(|_| depth < DEPTH);
                match own {
                    Some(own) => text.push_str(&self.inlined(&own, &without(blocks, arguments), depth + 1)),
                    None => text.push_str(&self.shown(body, blocks, depth)),
                }
                return body.len() + 1;
            }
            "call" => {
                let body = until(rest, "call", "endcall");
                let inside = written(body);
                if let Some(shown) = self.called(arguments, &inside, depth) {
                    text.push_str(&shown);
                    return body.len() + 1;
                }
                text.push_str(&Token::Tag(tag).to_string());
            }
            // Each line of it is a tag.
            "liquid" => {
                let lines: String = arguments.lines().map(line_of_liquid).collect();
                text.push_str(&self.inlined(&lines, blocks, depth + 1));
            }
            name if INCLUDES.contains(&name) => match self.included(arguments, depth) {
                Some(shown) => text.push_str(&shown),
                None => text.push_str(&Token::Tag(tag).to_string()),
            },
            _ => match ALIKE.iter().find(|(other, _)| *other == name) {
                Some((_, alike)) => text.extend(["{% ", *alike, " ", arguments, " %}"]),
                None => text.push_str(&Token::Tag(tag).to_string()),
            },
        }
        0
    }

    /// `name(a, b = c)`
    fn define(&mut self, header: &str, body: String) {
        let (name, parameters) = header.split_once('(').unwrap_or((header, ""));
        let parameters = parameters.rsplit_once(')').map_or(parameters, |(inside, _)| inside);
        let parameter = |text: &str| {
            let (name, default) = text.split_once('=').unwrap_or((text, ""));
            (name.split(':').next().unwrap_or(name).trim().to_owned(), default.trim().to_owned())
        };
        let parameters = split(parameters, ',').into_iter().filter(|one| !one.trim().is_empty());
        let defined = Macro { parameters: parameters.map(parameter).collect(), body };
        let name = name.trim();
        for name in [name.to_owned(), format!("self::{name}"), format!("self.{name}")] {
            self.macros.insert(name, defined.clone());
        }
    }

    /// `import "file" as name`, `from "file" import a, b as c`
    fn import(&mut self, tag: &str, arguments: &str) -> bool {
        let Some(file) = quoted(arguments).and_then(|name| (self.files)(&name)) else { return false };
        self.shown += 1;
        if self.shown > SHOWN {
            return false;
        }
        let mut inside =
            Inliner { files: self.files, macros: BTreeMap::new(), shown: self.shown, length: self.length };
        inside.inlined(&file, &Blocks::new(), DEPTH - 1);
        // They may call each other by names of their own.
        let mut macros = inside.macros.clone();
        for found in macros.values_mut() {
            found.body = inside.inlined(&found.body, &Blocks::new(), DEPTH - 1);
        }
        (self.shown, self.length) = (inside.shown, inside.length);
        let named = |text: &str| {
            let (name, alias) = text.split_once(" as ").unwrap_or((text, text));
            let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
            (first(name), first(alias))
        };
        if tag == "from" {
            let Some((_, names)) = arguments.split_once(" import ") else { return false };
            for (name, alias) in names.split(',').map(named) {
                let found = macros.get(&name).cloned();
                self.macros.extend(found.map(|found| (alias, found)));
            }
            return true;
        }
        let Some((_, alias)) = arguments.split_once(" as ") else { return false };
        let alias = alias.split_whitespace().next().unwrap_or_default();
        for (name, found) in macros {
            self.macros.insert(format!("{alias}.{name}"), found.clone());
            self.macros.insert(format!("{alias}::{name}"), found);
        }
        true
    }

    /// What a call of a macro shows, whose own content is given.
    fn called(&mut self, expression: &str, content: &str, depth: usize) -> Option<String> {
        let (name, rest) = expression.split_once('(')?;
        let found = self.macros.get(name.trim())?.clone();
        self.shown += 1;
        (depth < DEPTH && self.shown <= SHOWN).then_some(())?;
        let given = arguments(closed(rest)?);
        let value = |(at, (name, default)): (usize, &(String, String))| {
            let named = given.iter().find(|(known, _)| known == name);
            let placed = || given.iter().filter(|(known, _)| known.is_empty()).nth(at);
            let value = named.or_else(placed).map(|(_, value)| value.clone());
            let value = value.or_else(|| Some(default.clone()).filter(|default| !default.is_empty()));
            (name.clone(), value.unwrap_or_else(|| "none".to_owned()))
        };
        let values: Vec<_> = found.parameters.iter().enumerate().map(value).collect();
        let body = with_values(&found.body, &values, Some(content));
        Some(self.inlined(&body, &Blocks::new(), depth + 1))
    }

    /// What a tag shows that includes a file.
    fn included(&mut self, arguments: &str, depth: usize) -> Option<String> {
        self.shown += 1;
        (depth < DEPTH && self.shown <= SHOWN).then_some(())?;
        let (names, rest) = file_names(arguments)?;
        let file = names.iter().find_map(|name| (self.files)(name))?;
        let rest = rest.trim().trim_start_matches(',').trim();
        // `for list as item`, `with value as item`
        let as_item = ["for ", "with "].iter().find_map(|word| {
            let (list, item) = rest.strip_prefix(word)?.split_once(" as ")?;
            Some((*word, list.trim(), item.split([',', ' ']).next().unwrap_or_default()))
        });
        let body = match as_item {
            Some(("for ", list, item)) => format!("{{% for {item} in {list} %}}{file}{{% endfor %}}"),
            Some((_, value, item)) => with_values(&file, &[(item.to_owned(), value.to_owned())], None),
            None => {
                let given = parameters(rest);
                let of_jekyll = given.iter().map(|(name, value)| (format!("include.{name}"), value.clone()));
                let all: Vec<_> = given.iter().cloned().chain(of_jekyll).collect();
                with_values(&file, &all, None)
            }
        };
        Some(self.inlined(&body, &Blocks::new(), depth + 1))
    }
}

/// The names of the file that a tag includes, of which the first that exists counts, and what is behind them; `None` if they are
/// computed.
fn file_names(arguments: &str) -> Option<(Vec<String>, &str)> {
    let arguments = arguments.trim();
    if let Some(list) = arguments.strip_prefix('[') {
        let (inside, rest) = list.split_once(']')?;
        return Some((inside.split(',').filter_map(quoted).collect(), rest));
    }
    if let Some(name) = quoted(arguments) {
        let rest = arguments.get(name.len() + 2..)?;
        return Some((vec![name], rest));
    }
    let (name, rest) = arguments
        .split_at(arguments.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(arguments.len()));
    // A name without quotes is that of a variable, unless it has an extension.
    (!name.contains(['{', '(']) && !name.is_empty()).then(|| (vec![name.to_owned()], rest))
}

/// The text in the quotes at the beginning of another.
fn quoted(text: &str) -> Option<String> {
    let text = text.trim();
    let quote = text.chars().next().filter(|c| ['"', '\''].contains(c))?;
    Some(text.get(1..)?.split_once(quote)?.0.to_owned())
}

/// What is inside of a parenthesis that is open.
fn closed(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    let (end, _) = unquoted(text).find(|(_, c)| {
        depth = nested(depth, *c);
        depth == 0
    })?;
    text.get(..end)
}

/// The arguments of a call, each with its name, if it has one.
fn arguments(list: &str) -> Vec<(String, String)> {
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let (mut found, mut rest) = (Vec::new(), list.trim());
    while !rest.is_empty() {
        let end = end_of_argument(rest);
        let one = rest.get(..end).unwrap_or(rest).trim();
        let named =
            one.split_once('=').filter(|(name, value)| is_name(name.trim()) && !value.starts_with('='));
        let (name, value) = named.map_or(("", one), |(name, value)| (name.trim(), value.trim()));
        found.push((name.to_owned(), grouped(value)));
        rest = rest.get(end + 1..).unwrap_or_default().trim();
    }
    found
}

/// Where an argument ends: at the first comma that is in no brackets and not quoted.
fn end_of_argument(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = unquoted(text).find(|(_, c)| {
        depth = nested(depth, *c);
        depth == 0 && *c == ','
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// The parameters of a tag: `a: b, c: d`, `a=b c="d"`.
fn parameters(text: &str) -> Vec<(String, String)> {
    let (mut found, mut rest) = (Vec::new(), text.trim());
    while let Some(at) = rest.find([':', '=']) {
        let name = rest.get(..at).unwrap_or_default().trim().trim_start_matches(',').trim();
        let value = rest.get(at + 1..).unwrap_or_default().trim_start();
        let end = match quoted(value) {
            Some(inside) => inside.len() + 2,
            None => value.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(value.len()),
        };
        found.push((name.to_owned(), value.get(..end).unwrap_or_default().to_owned()));
        rest = value.get(end..).unwrap_or_default().trim_start_matches(',').trim();
    }
    found
}

/// An expression that may stand in another.
fn grouped(value: &str) -> String {
    let is_plain = quoted(value).is_some_and(|inside| inside.len() + 2 == value.len())
        || value.chars().all(|c| c.is_alphanumeric() || "_.-$".contains(c));
    if is_plain { value.to_owned() } else { format!("({value})") }
}

/// A template in whose markup names have these values. `content` is what `caller()` shows.
fn with_values(template: &str, values: &[(String, String)], content: Option<&str>) -> String {
    let text = without_comments(template);
    let mut changed = String::new();
    for token in tokens(&text) {
        match token {
            Token::Text(plain) => changed.push_str(plain),
            Token::Output(inside) => match content.filter(|_| inside.starts_with("caller(")) {
                Some(content) => changed.push_str(content),
                None => changed.push_str(&Token::Output(&renamed(inside, values)).to_string()),
            },
            Token::Tag(inside) => changed.push_str(&Token::Tag(&renamed(inside, values)).to_string()),
        }
    }
    changed
}

/// An expression in which names have these values.
fn renamed(text: &str, values: &[(String, String)]) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "_$.".contains(c);
    let (mut changed, mut rest, mut quote) = (String::new(), text, None);
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && is_part(c) {
            let (path, behind) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
            // The name of an argument is no value.
            let is_argument = behind.starts_with('=') && !behind.starts_with("==") || behind.starts_with(':');
            let value = values.iter().filter(|_| !is_argument).find_map(|(name, value)| {
                let members = path.strip_prefix(name.as_str())?;
                (members.is_empty() || members.starts_with('.')).then(|| format!("{value}{members}"))
            });
            changed.push_str(value.as_deref().unwrap_or(path));
            rest = behind;
            continue;
        }
        quote = match quote {
            Some(open) if open == c => None,
            None if ['"', '\''].contains(&c) => Some(c),
            quote => quote,
        };
        changed.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    changed
}

/// The tokens that are in no block.
fn outside_of_blocks<'s>(all: &[Token<'s>]) -> Vec<Token<'s>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = all.get(at) {
        at += 1;
        match token {
            Token::Tag(tag) if tag.starts_with("block ") => {
                at += until(all.get(at..).unwrap_or_default(), "block", "endblock").len() + 1;
            }
            Token::Tag(tag) if tag.starts_with("extends ") => {}
            Token::Text(_) | Token::Output(_) | Token::Tag(_) => found.push(*token),
        }
    }
    found
}

/// Tokens as they are written.
fn written(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(Token::to_string).collect()
}

/// Blocks without the one of a name.
fn without(blocks: &Blocks, name: &str) -> Blocks {
    let mut others = blocks.clone();
    others.remove(name.trim());
    others
}

/// A line in the tag `liquid`.
fn line_of_liquid(line: &str) -> String {
    let line = line.trim();
    match line.strip_prefix("echo ") {
        Some(shown) => Token::Output(shown).to_string(),
        None if line.is_empty() => String::new(),
        None => Token::Tag(line).to_string(),
    }
}
