//! The loops of a program in, for which articles what they make has their whole texts out.

use super::condition::Scope;
use super::entries::{Loop, loops};
use super::function::{Body, Function};
use super::values::{Dates, Value};
use super::{Statement, in_brackets, inside, items, outside, statements, ternary};
use crate::site::generators::bodies::is_plain_key;
use crate::site::generators::condition::{ALWAYS, Truth};
use crate::source::javascript::{branches, is_part_of_name, words};

/// How deep expressions and statements are read.
const DEPTH: usize = 24;

/// The names of whole texts.
const TEXTS: &[&str] = &[
    "Content",
    "body",
    "compiledContent",
    "content",
    "html",
    "rawContent",
    "rawInput",
    "render",
    "rendered",
    "templateContent",
];

/// Calls that leave only a part of a text.
const CUTTING: &[&str] = &["excerpt(", "slice(0,", "substr(0,", "substring(0,", "truncate("];

const NO: Truth = Truth::Known(false);
const YES: Truth = Truth::Known(true);

/// For which articles the loops of a part of a program show whole texts; for all if it has no loop.
pub(in crate::site::generators) fn shows_text(own: &str, program: &str, dates: Dates) -> Truth {
    let all = loops(own);
    if all.is_empty() {
        return YES;
    }
    Truth::any(all.iter().map(|one| of_loop(one, Scope::new(program, dates))).collect())
}

fn of_loop<'s>(one: &Loop<'s>, scope: Scope<'s>) -> Truth {
    Reader::new(one.variable, scope, 0).of_body(one.body, one.returns)
}

struct Reader<'s> {
    scope: Scope<'s>,
    /// The variable of an article.
    article: &'s str,
    /// When variables have a text.
    names: Vec<(String, Truth)>,
    /// The variables that depend on what an article says.
    asking: Vec<String>,
    /// When texts are returned, or added to something.
    shown: Vec<Truth>,
    depth: usize,
}

impl<'s> Reader<'s> {
    fn new(article: &'s str, scope: Scope<'s>, depth: usize) -> Reader<'s> {
        let scope = scope.with(article, &Value::Article);
        Reader { scope, article, names: Vec::new(), asking: Vec::new(), shown: Vec::new(), depth }
    }

    /// When the body of a loop or of a function, which may return what it makes, has the text.
    fn of_body(mut self, body: Body<'s>, returns: bool) -> Truth {
        match body {
            Body::Expression(result) if returns => return self.text_in(result, false),
            Body::Expression(result) => self.effect(result, &YES),
            Body::Block(block) => {
                self.statements(&statements(block), YES);
            }
        }
        Truth::any(self.shown)
    }

    /// When the result of a call of a function with the article has its text; `None` if that is something else.
    fn called(&self, text: &str) -> Option<Truth> {
        let (name, rest) = text.split_once('(')?;
        let arguments = inside(rest).filter(|arguments| arguments.len() + 1 == rest.len())?;
        let at = items(arguments).iter().position(|argument| argument.trim() == self.article)?;
        let function = Function::named(self.scope.program(), name.rsplit('.').next()?)?;
        let scope = self.scope.inside()?;
        let article = function.parameters.get(at)?;
        Some(Reader::new(article, scope, self.depth).of_body(function.body, true))
    }

    /// Takes statements that are reached under a condition. Returns when what follows them is reached.
    fn statements(&mut self, all: &[Statement<'s>], mut reached: Truth) -> Truth {
        self.depth += 1;
        if self.depth > DEPTH {
            self.shown.push(Truth::Unknown);
        } else {
            for statement in all {
                reached = self.statement(statement, reached);
            }
        }
        self.depth -= 1;
        reached
    }

    fn statement(&mut self, statement: &Statement<'s>, reached: Truth) -> Truth {
        match statement {
            Statement::Let(name, value) => {
                let text = self.text_in(value, false);
                if self.asked(value).is_some() {
                    self.asking.extend(words(name).map(str::to_owned));
                }
                let value = self.scope.value(value);
                self.scope.bind(name, &value);
                self.names.push(((*name).trim().to_owned(), text));
                reached
            }
            Statement::Return(value) => {
                let text = self.text_in(value, false);
                self.shown.push(both(reached, text));
                NO
            }
            Statement::If(condition, body) => self.branches(&[(Some(*condition), *body)], reached),
            Statement::Other(text) => match branches(text) {
                Some(all) => self.branches(&all, reached),
                None if text.starts_with("continue") => NO,
                None => {
                    self.effect(text, &reached);
                    reached
                }
            },
        }
    }

    fn branches(&mut self, all: &[(Option<&'s str>, &'s str)], reached: Truth) -> Truth {
        let (mut left, mut passes) = (YES, Vec::new());
        for (condition, body) in all {
            let asked = condition.and_then(|condition| self.asked(condition));
            let own = asked.clone().unwrap_or(YES);
            let inside = both(reached.clone(), both(left.clone(), own.clone()));
            passes.push(self.statements(&statements(body), inside));
            if asked.is_some() {
                left = both(left, own.not());
            } else if condition.is_none() {
                left = NO;
            }
        }
        passes.push(both(reached, left));
        Truth::any(passes)
    }

    /// Takes a call or an assignment.
    fn effect(&mut self, text: &str, reached: &Truth) {
        let end = text.find(|c: char| !is_part_of_name(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let value =
            rest.split_once('=').map(|(_, value)| value).filter(|value| !value.starts_with(['=', '>']));
        let is_added = rest.trim_start().starts_with("+=");
        let known = self.names.iter().rposition(|(known, _)| known == name);
        match (known, value) {
            (Some(at), Some(value)) if !is_added => {
                let text = self.text_in(value, rest.contains(".content"));
                let Some((_, before)) = self.names.get_mut(at) else { return };
                // What is a member of it stays.
                let kept = if rest.starts_with('.') { YES } else { reached.clone().not() };
                let kept = both(kept, before.clone());
                *before = either(both(reached.clone(), text), kept);
            }
            _ => {
                let arguments = rest.split_once('(').and_then(|(_, rest)| inside(rest));
                let added = value.filter(|_| is_added).or(arguments).unwrap_or(text);
                for item in items(added) {
                    let text = self.text_in(item, false);
                    self.shown.push(both(reached.clone(), text));
                }
            }
        }
    }

    /// When an expression has the text of an article. `is_text` tells that it has it if it is not known.
    fn text_in(&mut self, text: &str, is_text: bool) -> Truth {
        self.depth += 1;
        let found = if self.depth > DEPTH { Truth::Unknown } else { self.text_inside(text, is_text) };
        self.depth -= 1;
        found
    }

    fn text_inside(&mut self, text: &str, is_text: bool) -> Truth {
        let text = text.trim();
        let text = text.strip_prefix("await ").unwrap_or(text).trim();
        if let Some(inner) = in_brackets(text, '(') {
            return self.text_in(inner, is_text);
        }
        if let Some(members) = in_brackets(text, '{') {
            return Truth::any(items(members).into_iter().map(|item| self.member(item)).collect());
        }
        if let Some((condition, one, other)) = ternary(text) {
            let (one, other) = (self.text_in(one, is_text), self.text_in(other, is_text));
            return match self.asked(condition) {
                Some(asked) => either(both(asked.clone(), one), both(asked.not(), other)),
                None => either(one, other),
            };
        }
        for (mark, is_all) in [("||", false), ("??", false), ("&&", true)] {
            let first = mark.chars().next().unwrap_or('&');
            let mut places = outside(text, first).into_iter();
            let found = places.find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
            let Some(at) = found else { continue };
            let (one, other) = (text.get(..at).unwrap_or_default(), text.get(at + 2..).unwrap_or_default());
            let text = self.text_in(other, is_text);
            // One that is there comes before the other.
            let asked = self.asked(one);
            let own = if is_all { NO } else { self.text_in(one, false) };
            let asked = asked.map_or(YES, |asked| if is_all { asked } else { asked.not() });
            return either(own, both(asked, text));
        }
        if let Some(at) = outside(text, '+').first() {
            let (one, other) = (text.get(..*at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
            return either(self.text_in(one, is_text), self.text_in(other, is_text));
        }
        if let Some(template) = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            let parts = template.split("${").skip(1).filter_map(inside);
            return Truth::any(parts.map(|part| self.text_in(part, is_text)).collect());
        }
        self.called(text).unwrap_or_else(|| self.plain(text, is_text))
    }

    /// A member of an object: `content: post.body`, `content`, `...others`.
    fn member(&mut self, item: &str) -> Truth {
        if let Some(others) = item.strip_prefix("...") {
            return self.text_in(others, false);
        }
        let (key, value) = item.split_once(':').unwrap_or((item, item));
        let key = key.trim().trim_matches(['"', '\'']);
        self.text_in(value, key == "content")
    }

    /// An expression without choices: a name, a member, a call.
    fn plain(&self, text: &str, is_text: bool) -> Truth {
        let is_quoted = text.starts_with(['"', '\'']) && text.ends_with(['"', '\'']);
        if is_quoted || ["", "null", "undefined", "false", "void 0"].contains(&text) {
            return NO;
        }
        if CUTTING.iter().any(|call| text.contains(call)) {
            return NO;
        }
        if let Some((_, known)) = self.names.iter().rev().find(|(name, _)| name == text) {
            return known.clone();
        }
        let is_path = text.chars().all(|c| is_part_of_name(c) || "?.!".contains(c));
        let last = words(text).last().unwrap_or_default();
        if is_path && text.contains('.') && is_plain_key(last) {
            return NO;
        }
        let is_article = |word: &str| {
            let mut places = text.match_indices(word).filter_map(|(at, word)| text.get(at + word.len()..));
            word == self.article && places.any(|rest| rest.is_empty() || rest.starts_with([',', ')', ' ']))
        };
        let of_word = |word: &str| match self.names.iter().rev().find(|(name, _)| name == word) {
            Some((_, known)) => known.clone(),
            None => Truth::Known(TEXTS.contains(&word) || is_article(word)),
        };
        let found = Truth::any(words(text).map(of_word).collect());
        let found = if is_text && found == NO { YES } else { found };
        if found != NO && self.asked(text).is_some() { Truth::Unknown } else { found }
    }

    /// What a condition asks the article for; `None` if that is nothing, or what a feed shows anyway.
    fn asked(&self, condition: &str) -> Option<Truth> {
        let is_key = |rest: &str| {
            let rest = rest.trim_start_matches(['?', '.', '!']);
            words(rest).next().is_none_or(|key| !is_plain_key(key))
        };
        let asks_data = condition.match_indices("data").any(|(at, word)| {
            let before = condition.get(..at).is_some_and(|before| before.ends_with(is_part_of_name));
            let rest = condition.get(at + word.len()..).unwrap_or_default();
            !before && rest.starts_with(['.', '?', '[', '!']) && is_key(rest)
        });
        let is_asking = |word: &str| {
            self.asking.iter().any(|known| known == word)
                || self.scope.has(word)
                    && !is_plain_key(word)
                    && matches!(self.scope.value(word), Value::Field(_))
        };
        let asks = asks_data || words(condition).any(is_asking);
        match self.scope.value(condition).truth() {
            Truth::If(asked) if asked == ALWAYS => None,
            Truth::If(asked) if asks || asked.keys().iter().any(|key| !is_plain_key(key)) => {
                Some(Truth::If(asked))
            }
            Truth::If(_) | Truth::Known(_) | Truth::Unknown if asks => Some(Truth::Unknown),
            Truth::If(_) | Truth::Known(_) | Truth::Unknown => None,
        }
    }
}

fn both(one: Truth, other: Truth) -> Truth {
    Truth::all(vec![one, other])
}

fn either(one: Truth, other: Truth) -> Truth {
    Truth::any(vec![one, other])
}
