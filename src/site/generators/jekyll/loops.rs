//! The text of a template in, its loop over the articles of a feed out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::conditions::{ConditionReader, literal};
use super::documents::POSTS;
use super::liquid::{Expression, Operand, Pattern, Values};
use super::polyglot::ACTIVE;
use crate::site::generators::bodies;
use crate::site::generators::condition::{ALWAYS, Condition, Field, Truth};
use crate::site::generators::guard::{Part, guard, makes_entry};
use crate::site::generators::markup::{Token, body, tokens};
use crate::site::generators::settings::{Settings, at, text};

/// The loop that makes the entries of a feed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loop {
    /// Its variable.
    pub variable: String,
    pub articles: Articles,
    /// Its text, without what assigns variables.
    pub text: String,
    /// The variables assigned before and in it.
    pub variables: BTreeMap<String, Pattern>,
    /// For which articles it shows their whole texts.
    pub shows_text: Truth,
}

/// The articles of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub(super) struct Articles {
    /// The labels of their collections.
    pub labels: Vec<String>,
    pub category: Option<String>,
    pub tag: Option<String>,
    pub limit: Option<usize>,
    /// What they satisfy; `None` for all.
    pub condition: Option<Condition>,
    /// What those up to the limit satisfy; `None` for all.
    pub guard: Option<Condition>,
    /// Whether they are sorted by date, rather than in Jekyll's own order.
    pub is_sorted: bool,
    /// Whether the oldest come first.
    pub are_oldest_first: bool,
    /// Whether plain reading does not tell which they are.
    pub is_unknown: bool,
    /// Whether some may be left out for a reason that plain reading does not tell.
    pub has_unread_filter: bool,
}

impl Loop {
    /// The first loop of a template that makes entries, if it is plain what they are made of. `head` is that of the template,
    /// and `is_in_languages` tells whether the site is built in several languages.
    pub(super) fn find(
        template: &str,
        head: &Value,
        settings: &Settings,
        (labels, is_in_languages): (&[String], bool),
    ) -> Option<Loop> {
        let (variables, sources) = (BTreeMap::new(), BTreeMap::new());
        let reader = Reader { head, settings, labels, is_in_languages, variables, sources, open: 0 };
        let tokens = tokens(template);
        // A variable of the template may have such a name.
        let is_variable = |name: &str| {
            let sets = |tag: &str| {
                let mut words = tag.split_whitespace();
                words.next().is_some_and(|word| ["for", "assign", "capture"].contains(&word))
                    && words.next() == Some(name)
            };
            tokens.iter().any(|token| matches!(token, Token::Tag(tag) if sets(tag)))
        };
        let are_variables = ["page", "site"].into_iter().any(is_variable);
        let tokens = taken(tokens, &|condition| reader.truth(condition).filter(|_| !are_variables));
        reader.entries(&tokens)
    }
}

/// The state of reading a template.
struct Reader<'r> {
    head: &'r Value,
    settings: &'r Settings,
    labels: &'r [String],
    is_in_languages: bool,
    variables: BTreeMap<String, Pattern>,
    sources: BTreeMap<String, Articles>,
    /// The number of branches around what is read.
    open: usize,
}

impl Reader<'_> {
    fn entries(mut self, tokens: &[Token<'_>]) -> Option<Loop> {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let Token::Tag(tag) = token else { continue };
            let rest = tokens.get(at..).unwrap_or_default();
            if tag.starts_with("capture ") && holds_entries(rest) {
                continue;
            }
            let Some(header) = tag.strip_prefix("for ") else {
                self.branch(tag);
                at += self.assign(tag, rest);
                continue;
            };
            let text = self.inside(body(rest));
            let is_entry = makes_entry(&text);
            if let Some((variable, mut articles)) = self.header(header).filter(|_| is_entry) {
                articles.is_unknown |= self.open > 0;
                self.guard(&mut articles, body(rest), &variable);
                let shows_text = self.shows_text(body(rest), &variable);
                let variables = self.variables;
                return Some(Loop { variable, articles, text, variables, shows_text });
            }
        }
        None
    }

    /// Takes the beginning or end of a branch.
    fn branch(&mut self, tag: &str) {
        match tag.split_whitespace().next() {
            Some("if" | "unless" | "case") => self.open += 1,
            Some("endif" | "endunless" | "endcase") => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }

    /// `post in site.posts limit: 10`
    fn header(&self, text: &str) -> Option<(String, Articles)> {
        let (variable, rest) = text.split_once(" in ")?;
        let rest = rest.trim();
        let (name, options) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let mut articles = self.named(name)?;
        let limit = options.split_once("limit").and_then(|(_, rest)| rest.trim_start().strip_prefix(':'));
        if let Some(limit) = limit {
            articles.cut(limit.split_whitespace().next().and_then(|limit| self.count(limit)));
        }
        // Those that the loop begins behind would be in the feed.
        articles.is_unknown |= options.contains("offset");
        articles.are_oldest_first ^= options.split_whitespace().any(|option| option == "reversed");
        Some((variable.trim().to_owned(), articles))
    }

    /// A number, or the name of one.
    fn count(&self, text: &str) -> Option<usize> {
        let setting = |name: &str| {
            let path: Vec<_> = name.split('.').collect();
            self.settings.count(&path)
        };
        let named = || match text.strip_prefix("site.") {
            Some(name) => setting(name),
            None => self.known(text)?.trim().parse().ok(),
        };
        text.parse().ok().or_else(named)
    }

    /// The articles in a variable, if there are any.
    fn named(&self, name: &str) -> Option<Articles> {
        if let Some(known) = self.sources.get(name) {
            return Some(known.clone());
        }
        // `site[page.collection]`
        let chosen = name.strip_prefix("site[").and_then(|rest| rest.strip_suffix(']'));
        let chosen = match chosen {
            Some(key) => Some(format!("site.{}", literal(key).or_else(|| self.known(key))?)),
            None => None,
        };
        let name = chosen.as_deref().unwrap_or(name);
        let (first, key) = split_name(name.strip_prefix("site.")?);
        let key = match key {
            Key::Variable(name) => self.known(&name).map_or(Key::Variable(name), Key::Text),
            Key::None | Key::Text(_) => key,
        };
        let posts = Articles { labels: vec![POSTS.to_owned()], ..Articles::default() };
        let are_oldest_first = first == "documents" || self.labels.iter().any(|label| label == first);
        match (first, key) {
            ("documents", Key::None) => {
                Some(Articles { labels: self.labels.to_vec(), are_oldest_first, ..posts })
            }
            ("categories", Key::Text(name)) => Some(Articles { category: Some(name), ..posts }),
            ("tags", Key::Text(name)) => Some(Articles { tag: Some(name), ..posts }),
            ("categories" | "tags", Key::Variable(_)) => Some(posts.filtered_somehow()),
            (label, Key::None) if self.labels.iter().any(|known| known == label) => {
                let are_oldest_first = are_oldest_first && label != POSTS;
                Some(Articles { labels: vec![label.to_owned()], are_oldest_first, ..posts })
            }
            _ => None,
        }
    }

    /// Takes an `assign` or a `capture`; returns how many tokens belong to it.
    fn assign(&mut self, tag: &str, after: &[Token<'_>]) -> usize {
        if let Some(name) = tag.strip_prefix("capture ") {
            let end = after.iter().position(|token| *token == Token::Tag("endcapture")).unwrap_or_default();
            let text = self.inside(after.get(..end).unwrap_or_default());
            self.variables.extend(Pattern::parse(&text).map(|text| (name.trim().to_owned(), text)));
            return end;
        }
        if let Some((name, value)) = tag.strip_prefix("assign ").and_then(|rest| rest.split_once('=')) {
            let expression = Expression::parse(value);
            let name = name.trim().to_owned();
            let is_sometimes = self.open > 0;
            let articles = self.articles(&expression);
            let before = self.sources.get(&name).filter(|_| is_sometimes);
            let articles = articles.map(|articles| {
                let is_other = before.is_some_and(|before| !before.satisfy_same(&articles));
                let articles = if is_other { articles.filtered_somehow() } else { articles };
                Articles { is_unknown: articles.is_unknown || is_sometimes, ..articles }
            });
            self.sources.extend(articles.map(|articles| (name.clone(), articles)));
            self.variables.insert(name, Pattern::of(expression));
        }
        0
    }

    /// The articles that an expression selects, if there are any.
    fn articles(&self, expression: &Expression) -> Option<Articles> {
        let Operand::Name(name) = &expression.operand else { return None };
        let filtered = |articles: Articles, (name, arguments): &(String, Vec<Operand>)| {
            let values: Option<Vec<_>> =
                arguments.iter().map(|argument| self.argument(name, argument)).collect();
            match values {
                Some(values) => {
                    let values: Vec<_> = values.iter().map(String::as_str).collect();
                    self.filtered(articles, name, &values)
                }
                None if name == "slice" => Articles { is_unknown: true, ..articles },
                None => articles.filtered_somehow(),
            }
        };
        Some(expression.filters.iter().fold(self.named(name)?, filtered))
    }

    /// The value of an argument of a filter, if it is known: a text, a number, a key of the template, or the name of a list.
    fn argument(&self, filter: &str, argument: &Operand) -> Option<String> {
        let Operand::Name(name) = argument else { return Some(argument.as_str().to_owned()) };
        let is_plain =
            name.parse::<f64>().is_ok() || ["true", "false", "nil", "null"].contains(&name.as_str());
        if filter != "where" || is_plain { Some(name.clone()) } else { self.known(name) }
    }

    /// The text of a name: a key of the template, a setting, or a variable with a plain text.
    fn known(&self, name: &str) -> Option<String> {
        let of = |name: &str| self.given(name);
        let variable = || self.variables.get(name)?.text(&Values { of: &of, base: "", base_path: "" });
        self.given(name).or_else(variable)
    }

    /// Whether the condition of a branch is true, if the settings tell, or if it is for a key that the template does not have:
    /// `site.show_drafts`, `page.category`.
    fn truth(&self, condition: &str) -> Option<bool> {
        let is_lacking = |key: &str| {
            let is_name = key.chars().all(|c| c.is_alphanumeric() || c == '_');
            is_name && !MADE.contains(&key) && at(self.head, &[key]).is_none()
        };
        if condition.trim().strip_prefix("page.").is_some_and(is_lacking) {
            return Some(false);
        }
        let name = condition.trim().strip_prefix("site.")?;
        match self.settings.text(&name.split('.').collect::<Vec<_>>()) {
            Some(_) => Some(!self.settings.is_false(&name.split('.').collect::<Vec<_>>())),
            None => SWITCHES.contains(&name).then_some(false),
        }
    }

    /// The text of a key of the template, or of a setting.
    fn given(&self, name: &str) -> Option<String> {
        if name == "site.active_lang" && self.is_in_languages {
            return Some(ACTIVE.to_owned());
        }
        if let Some(key) = name.strip_prefix("page.") {
            return text(self.head, &[key]);
        }
        self.settings.text(&name.strip_prefix("site.")?.split('.').collect::<Vec<_>>()).map(|text| text.value)
    }

    /// For which articles the body of a loop shows their whole texts.
    fn shows_text(&self, body: &[Token<'_>], variable: &str) -> Truth {
        let condition = |text: &str, _: &BTreeSet<String>| {
            let reader = ConditionReader { variable, known: &|name| self.known(name) };
            let of_site = || self.truth(text).map_or(Truth::Unknown, Truth::Known);
            reader.condition(text).map_or_else(of_site, Truth::If)
        };
        bodies::shown(&bodies::steps(body), &bodies::JEKYLL, &[variable], &condition)
    }

    /// Takes the conditions of entries in the body of a loop.
    fn guard(&self, articles: &mut Articles, body: &[Token<'_>], variable: &str) {
        let reader = ConditionReader { variable, known: &|name| self.known(name) };
        let parts = body.iter().filter_map(|token| match token {
            Token::Text(text) => Some(Part::Text(text)),
            Token::Tag(tag) => Some(Part::Tag(tag)),
            Token::Output(_) => None,
        });
        let Some((guard, limit)) = guard(parts, &|text| reader.condition(text), &makes_entry) else {
            (articles.is_unknown, articles.has_unread_filter) = (true, true);
            return;
        };
        articles.guard = Some(guard).filter(|guard| *guard != ALWAYS);
        if limit.is_some() {
            articles.cut(limit);
        }
    }

    fn filtered(&self, mut articles: Articles, filter: &str, arguments: &[&str]) -> Articles {
        match (filter, arguments) {
            ("reverse", _) => articles.are_oldest_first = !articles.are_oldest_first,
            ("sort", _) => (articles.is_sorted, articles.are_oldest_first) = (true, true),
            ("where", ["category" | "categories", category]) => {
                articles.category = Some((*category).to_owned());
            }
            ("where", ["tag" | "tags", tag]) => articles.tag = Some((*tag).to_owned()),
            ("where", [key, "nil" | "null"]) => {
                articles.satisfy(Some(Field::key(&[key]).says_anything().not()));
            }
            ("where", [key, value]) => articles.satisfy(Some(Field::key(&[key]).one_of(&[value]))),
            ("where_exp", [variable, text]) => {
                let reader = ConditionReader { variable, known: &|name| self.known(name) };
                articles.satisfy(reader.condition(text));
            }
            ("slice", ["0", limit]) => articles.cut(self.count(limit)),
            ("concat", [other]) => match self.named(other) {
                Some(other) => {
                    if !articles.satisfy_same(&other) || other.is_unknown {
                        articles.is_unknown = true;
                        articles.has_unread_filter |=
                            other.has_unread_filter || !articles.satisfy_same(&other);
                    }
                    articles.labels.extend(other.labels);
                    articles.are_oldest_first = true;
                }
                None => articles.is_unknown = true,
            },
            ("slice" | "uniq", _) => articles.is_unknown = true,
            _ => return articles.filtered_somehow(),
        }
        articles
    }

    /// The text of tokens, with the variables that they assign taken.
    fn inside(&mut self, tokens: &[Token<'_>]) -> String {
        let mut text = String::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::Text(plain) => text.push_str(plain),
                Token::Output(inside) => text.extend(["{{ ", inside, " }}"]),
                Token::Tag(tag) if tag.starts_with("assign ") || tag.starts_with("capture ") => {
                    at += self.assign(tag, tokens.get(at..).unwrap_or_default());
                }
                Token::Tag(tag) => text.extend(["{% ", tag, " %}"]),
            }
        }
        text
    }
}

impl Articles {
    /// Whether nothing but a limit leaves any out.
    pub(super) fn are_all(&self) -> bool {
        let Articles { category, tag, condition, guard, .. } = self;
        category.is_none() && tag.is_none() && condition.is_none() && guard.is_none()
    }

    /// Those that a filter leaves which is not read.
    fn filtered_somehow(self) -> Articles {
        Articles { is_unknown: true, has_unread_filter: true, ..self }
    }

    /// Whether others satisfy the same.
    fn satisfy_same(&self, other: &Articles) -> bool {
        (&self.category, &self.tag, &self.condition, &self.guard)
            == (&other.category, &other.tag, &other.condition, &other.guard)
    }

    /// Leaves the first of them, if their number is known. A feed has the newest, so that the oldest are not known.
    fn cut(&mut self, limit: Option<usize>) {
        self.is_unknown |= self.are_oldest_first || limit.is_none();
        self.limit = self.limit.into_iter().chain(limit).min();
    }

    /// Leaves those that satisfy a condition, which comes before a limit, and is known.
    fn satisfy(&mut self, condition: Option<Condition>) {
        self.is_unknown |= condition.is_none() || self.limit.is_some();
        self.has_unread_filter |= condition.is_none();
        self.condition = match (self.condition.take(), condition) {
            (Some(known), Some(new)) => Some(known.and(new)),
            (known, new) => known.or(new),
        };
    }
}

/// Whether the text that a `capture` takes has entries, as where a template changes all of its text.
fn holds_entries(tokens: &[Token<'_>]) -> bool {
    let mut inside = tokens.iter().take_while(|token| **token != Token::Tag("endcapture"));
    inside.any(|token| matches!(token, Token::Text(text) if makes_entry(text)))
}

/// The settings that are off unless a site says otherwise.
const SWITCHES: &[&str] = &["future", "show_drafts", "unpublished"];

/// The keys that Jekyll gives the page of a template.
const MADE: &[&str] = &["content", "dir", "name", "path", "url"];

/// A branch of a template whose condition may be known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Branch {
    /// Only the article, or running Jekyll, tells.
    Open,
    Taken,
    Skipped,
    /// One before it is taken.
    Done,
}

impl Branch {
    fn of(truth: Option<bool>) -> Branch {
        match truth {
            Some(true) => Branch::Taken,
            Some(false) => Branch::Skipped,
            None => Branch::Open,
        }
    }
}

/// The tokens of a template without the branches that are not taken. `truth` tells it of a condition, if that is known.
fn taken<'t>(tokens: Vec<Token<'t>>, truth: &dyn Fn(&str) -> Option<bool>) -> Vec<Token<'t>> {
    let mut open: Vec<Branch> = Vec::new();
    let mut kept = Vec::new();
    for token in tokens {
        let is_lost = |open: &[Branch]| open.iter().any(|one| matches!(one, Branch::Skipped | Branch::Done));
        let tag = if let Token::Tag(tag) = token { tag } else { "" };
        let (word, condition) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let before = open.last().copied().unwrap_or(Branch::Open);
        match (word, before) {
            ("if" | "unless", _) => {
                let truth = truth(condition).map(|is_true| is_true == (word == "if"));
                let branch = if is_lost(&open) { Branch::Done } else { Branch::of(truth) };
                open.push(branch);
                kept.extend((branch == Branch::Open).then_some(token));
            }
            // They may have an `else` of their own.
            ("case" | "for", _) => {
                let is_lost = is_lost(&open);
                open.push(if is_lost { Branch::Done } else { Branch::Open });
                kept.extend((!is_lost).then_some(token));
            }
            ("endcase" | "endfor", _) => {
                open.pop();
                kept.extend((!is_lost(&open)).then_some(token));
            }
            ("elsif", Branch::Skipped) => {
                open.pop();
                let branch = if is_lost(&open) { Branch::Done } else { Branch::of(truth(condition)) };
                open.push(branch);
                let next = tag.strip_prefix("els").filter(|_| branch == Branch::Open);
                kept.extend(next.map(Token::Tag));
            }
            ("else", Branch::Skipped) => {
                open.pop();
                open.push(Branch::Taken);
            }
            ("elsif" | "else", Branch::Taken | Branch::Done) => {
                open.pop();
                open.push(Branch::Done);
            }
            ("endif" | "endunless", _) => {
                let is_kept = !is_lost(&open) && before == Branch::Open;
                open.pop();
                kept.extend(is_kept.then_some(token));
            }
            _ if is_lost(&open) => {}
            _ => kept.push(token),
        }
    }
    kept
}

/// What follows the name of a variable.
enum Key {
    None,
    /// `.news`, `['news']`
    Text(String),
    /// `[page.category]`
    Variable(String),
}

fn split_name(name: &str) -> (&str, Key) {
    if let Some((first, rest)) = name.split_once('[') {
        let quoted = rest.trim_end_matches(']').strip_prefix(['"', '\'']);
        let quoted = quoted.map(|text| text.trim_end_matches(['"', '\'']).to_owned());
        let variable = || Key::Variable(rest.trim_end_matches(']').to_owned());
        return (first, quoted.map_or_else(variable, Key::Text));
    }
    name.split_once('.').map_or((name, Key::None), |(first, rest)| (first, Key::Text(rest.to_owned())))
}
