//! A template in, for which articles it shows their whole texts, and not only summaries of them, out. What is shown on a condition
//! that asks the article must not be published where that condition does not hold.

use std::collections::{BTreeMap, BTreeSet};

use super::UNREAD_SETTING;
use super::condition::{ALWAYS, Conditions, Truth};
use super::guard::makes_entry;
use super::markup::{Token, split, unquoted};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::feed_config::{Body, FeedConfig};

/// The names of what a language of templates shows.
pub(super) struct TextNames {
    /// The whole text of an article, in lower case.
    pub texts: &'static [&'static str],
    /// Parts of names that only lead to the keys of an article.
    pub tables: &'static [&'static str],
    /// Whether a name that begins with a dot is that of a key of an article.
    pub has_dot: bool,
}

/// Those of Liquid on a Jekyll site.
pub(super) const JEKYLL: TextNames = TextNames { texts: &["content", "output"], tables: &[], has_dot: false };

/// Those of Liquid and Nunjucks on an Eleventy site.
pub(super) const ELEVENTY: TextNames =
    TextNames { texts: &["content", "rawinput", "templatecontent"], tables: &["data"], has_dot: false };

/// Those of Tera on a Zola site.
pub(super) const ZOLA: TextNames = TextNames { texts: &["content"], tables: &["extra"], has_dot: false };

/// Those of Hugo.
pub(super) const HUGO: TextNames = TextNames {
    texts: &[
        "content",
        "contentwithoutsummary",
        "markup",
        "plain",
        "plainwords",
        "rawcontent",
        "render",
        "rendershortcodes",
    ],
    tables: &["page", "params"],
    has_dot: true,
};

/// Keys of which it is no secret whether they are there, or what they are: a feed shows them anyway.
const PLAIN: &[&str] = &[
    "abstract",
    "author",
    "authors",
    "cover",
    "date",
    "description",
    "excerpt",
    "fileslug",
    "id",
    "image",
    "images",
    "inputpath",
    "intro",
    "lang",
    "language",
    "lastmod",
    "lead",
    "linktitle",
    "page",
    "permalink",
    "publishdate",
    "relpermalink",
    "slug",
    "subtitle",
    "summary",
    "teaser",
    "thumbnail",
    "title",
    "truncated",
    "updated",
    "url",
    "wordcount",
];

/// Functions that leave only a part of a text, or its size.
const CUTTING: &[&str] = &[
    "countrunes",
    "countwords",
    "excerpt",
    "first",
    "len",
    "length",
    "md5",
    "number_of_words",
    "readingtime",
    "size",
    "slice",
    "slicestr",
    "strings.substr",
    "strings.truncate",
    "substr",
    "truncate",
    "truncatewords",
    "wordcount",
];

/// A key of which a feed makes no secret.
pub(super) fn is_plain_key(key: &str) -> bool {
    PLAIN.contains(&key.to_lowercase().as_str())
}

/// A feed with the texts that its template shows, and whether it is unknown for which articles that shows them. It has summaries
/// then.
pub(super) fn with_body(feed: FeedConfig, shown: &Truth, conditions: &Conditions) -> (FeedConfig, bool) {
    let number = match shown {
        Truth::Known(true) => return (feed, false),
        Truth::Known(false) | Truth::Unknown => None,
        Truth::If(condition) if *condition == ALWAYS => return (feed, false),
        // Which articles come first is not known where texts are made.
        Truth::If(condition) if condition.has_number() => None,
        Truth::If(condition) => conditions.number(condition.clone().not()),
    };
    match number {
        Some(number) => (FeedConfig { summaries: Some(number), ..feed }, false),
        None => (FeedConfig { body: Body::Summary, ..feed }, *shown != Truth::Known(false)),
    }
}

/// The finding about a template whose feeds have summaries, since it is not known for which articles it shows the whole text.
pub(super) fn unread_body(generator: &str, place: Place) -> Diagnostic {
    let message = format!(
        "only {generator} can tell for which articles this template shows the whole text, so the entries of its feeds are \
         summaries"
    );
    let help = "write each of its feeds as [[feed]] in feedwright.toml, with `body = \"summary\"`, or with `body = \"full\"` if all \
                whole texts may be public";
    let finding = Diagnostic::new(&UNREAD_SETTING, message).at(place).help(help);
    Diagnostic { severity: Severity::Warning, ..finding }
}

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Text(String),
    /// An expression whose value is shown.
    Output(String),
    /// Something that is not read, which may show anything.
    Anything,
    /// A variable and its value.
    Assign(String, String),
    /// A value that is stored elsewhere than in a variable.
    Store(String),
    /// A variable with what is shown up to the end.
    Capture(String),
    If(String),
    Unless(String),
    /// Like `if`, with the value as what is spoken of.
    With(String),
    /// `case`, whose branches are not read.
    Case(String),
    /// A variable, and the list that it goes through.
    For(String, String),
    /// A part with another article, or none, as what is spoken of.
    Other,
    ElseIf(String),
    Else,
    End,
}

/// The body of the loop over articles that makes entries, and the variable of that.
pub(super) fn of_entries(steps: &[Step]) -> Option<(&[Step], &str)> {
    let mut open = Vec::new();
    let mut found = None;
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Text(text) if found.is_none() && makes_entry(text) => {
                found = open.iter().rev().copied().find(|at| matches!(steps.get(*at), Some(Step::For(..))));
            }
            Step::If(_)
            | Step::Unless(_)
            | Step::With(_)
            | Step::Case(_)
            | Step::For(..)
            | Step::Other
            | Step::Capture(_) => open.push(at),
            Step::End => {
                let last = open.pop();
                if let (Some(begin), true) = (last, last == found)
                    && let Some(Step::For(variable, _)) = steps.get(begin)
                {
                    return Some((steps.get(begin + 1..at)?, variable));
                }
            }
            Step::Text(_)
            | Step::Output(_)
            | Step::Anything
            | Step::Assign(..)
            | Step::Store(_)
            | Step::ElseIf(_)
            | Step::Else => {}
        }
    }
    None
}

/// The steps of a template of Liquid or Nunjucks.
pub(super) fn steps(tokens: &[Token<'_>]) -> Vec<Step> {
    tokens.iter().filter_map(step).collect()
}

fn step(token: &Token<'_>) -> Option<Step> {
    let tag = match token {
        Token::Text(text) => return Some(Step::Text((*text).to_owned())),
        Token::Output(inside) => return Some(Step::Output((*inside).to_owned())),
        Token::Tag(tag) => *tag,
    };
    let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let rest = rest.trim().to_owned();
    Some(match name {
        "if" => Step::If(rest),
        "unless" => Step::Unless(rest),
        "case" | "switch" => Step::Case(rest),
        "elsif" | "elif" | "elseif" => Step::ElseIf(rest),
        "when" => Step::ElseIf(String::new()),
        "else" | "default" => Step::Else,
        "for" => {
            let (variable, list) = rest.split_once(" in ").unwrap_or((&rest, ""));
            Step::For(variable.trim().to_owned(), list.to_owned())
        }
        "assign" | "set" | "set_global" => match rest.split_once('=') {
            Some((name, value)) => Step::Assign(name.trim().to_owned(), value.to_owned()),
            None => Step::Capture(rest),
        },
        "capture" => Step::Capture(rest),
        "include" | "include_cached" | "include_relative" | "render" | "renderTemplate" | "import"
        | "from" => Step::Anything,
        "endif" | "endunless" | "endcase" | "endswitch" | "endfor" | "endcapture" | "endset" => Step::End,
        _ if name.starts_with("end") => return None,
        _ => Step::Output(rest),
    })
}

/// For which articles a template shows their texts. `articles` are the names that it has for an article at first, and `condition`
/// reads what is asked of one, who has these names.
pub(super) fn shown(
    steps: &[Step],
    names: &TextNames,
    articles: &[&str],
    condition: &dyn Fn(&str, &BTreeSet<String>) -> Truth,
) -> Truth {
    let mut reader = Reader {
        names,
        condition,
        articles: articles.iter().map(|name| (*name).to_owned()).collect(),
        asked: BTreeMap::new(),
        texts: BTreeMap::new(),
        open: Vec::new(),
        shown: Vec::new(),
        has_entry: false,
        has_asked: false,
        stores_text: false,
    };
    for step in steps {
        reader.step(step);
    }
    // Something else may be stored by the time when it is shown.
    if reader.stores_text && reader.has_asked { Truth::Unknown } else { Truth::any(reader.shown) }
}

/// A block that is open.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
struct Branch {
    /// Whether the entry begins in it, so that it decides about the entry.
    has_entry: bool,
    /// Whether it asks the article. Another one may be taken or not.
    asks: bool,
    /// What the branches before it do not take.
    left: Truth,
    own: Truth,
    /// Whether a dot does not mean the article in it.
    is_other: bool,
    /// Whether the dot is something that the article says.
    is_asked: bool,
    /// When the dot was a text before.
    dot: Option<Truth>,
    /// What it is the value of, and how much was shown before.
    capture: Option<(String, usize)>,
}

struct Reader<'r> {
    names: &'r TextNames,
    condition: &'r dyn Fn(&str, &BTreeSet<String>) -> Truth,
    /// The variables that are articles.
    articles: BTreeSet<String>,
    /// The variables that depend on what an article says, and when they are true.
    asked: BTreeMap<String, Truth>,
    /// When variables are the text of an article.
    texts: BTreeMap<String, Truth>,
    open: Vec<Branch>,
    /// When texts are shown.
    shown: Vec<Truth>,
    has_entry: bool,
    /// Whether anything was a condition that asks the article, or stores its text.
    has_asked: bool,
    stores_text: bool,
}

const NO: Truth = Truth::Known(false);
const YES: Truth = Truth::Known(true);

impl Reader<'_> {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Text(text) if !self.has_entry && makes_entry(text) => {
                self.has_entry = true;
                self.open.iter_mut().for_each(|branch| branch.has_entry = true);
            }
            Step::Text(_) => {}
            Step::Output(expression) => {
                let when = Truth::all(vec![self.reached(), self.text_in(expression)]);
                self.shown.push(when);
            }
            Step::Anything => self.shown.push(self.reached()),
            Step::Assign(name, value) => {
                self.assign_condition(name, value);
                let text = self.text_in(value);
                self.assign(name, text);
            }
            Step::Store(value) => {
                self.stores_text |= self.text_in(value) != NO;
                let when = Truth::all(vec![self.reached(), self.text_in(value)]);
                self.shown.push(when);
            }
            Step::Capture(name) => {
                self.begin(Branch { capture: Some((name.clone(), self.shown.len())), ..Branch::plain() });
            }
            Step::If(condition) => self.begin(self.branch(condition)),
            Step::Unless(condition) => {
                let branch = self.branch(condition);
                let own = if branch.asks { branch.own.not() } else { branch.own };
                self.begin(Branch { own, ..branch });
            }
            Step::With(value) => {
                let (branch, text) = (self.branch(value), self.text_in(value));
                self.begin(Branch { is_other: true, is_asked: branch.asks, ..branch });
                self.texts.insert(".".to_owned(), text);
            }
            Step::Case(value) => {
                let asks = self.asks(value);
                let own = if asks { Truth::Unknown } else { YES };
                self.begin(Branch { asks, own, ..Branch::plain() });
            }
            Step::For(variable, list) => self.begin_loop(variable, list),
            Step::Other => self.begin(Branch { is_other: true, ..Branch::plain() }),
            Step::ElseIf(condition) => self.next(Some(condition)),
            Step::Else => self.next(None),
            Step::End => self.end(),
        }
    }

    fn begin(&mut self, branch: Branch) {
        self.has_asked |= branch.asks;
        let dot = if branch.is_other { self.texts.remove(".") } else { None };
        self.open.push(Branch { dot, ..branch });
    }

    fn begin_loop(&mut self, variable: &str, list: &str) {
        let is_asked = self.asks(list);
        if is_asked {
            let names = variable.split(',').map(str::trim).filter(|name| !name.is_empty());
            self.asked.extend(names.map(|name| (name.to_owned(), Truth::Unknown)));
        }
        self.begin(Branch { is_other: true, is_asked, ..Branch::plain() });
    }

    /// The branch of a condition.
    fn branch(&self, condition: &str) -> Branch {
        let asks = self.asks(condition);
        Branch { asks, own: if asks { self.truth(condition) } else { YES }, ..Branch::plain() }
    }

    fn next(&mut self, condition: Option<&str>) {
        let Some(last) = self.open.pop() else { return };
        self.restore(&last);
        let next = match condition {
            Some("") => Branch { asks: last.asks, own: last.own.clone(), ..Branch::plain() },
            Some(condition) => self.branch(condition),
            None => Branch { asks: last.asks, ..Branch::plain() },
        };
        let left = if last.asks { Truth::all(vec![last.left, last.own.not()]) } else { last.left };
        // A value that is compared with others is unknown to the end.
        self.open.push(Branch { left, ..next });
    }

    fn end(&mut self) {
        let Some(last) = self.open.pop() else { return };
        self.restore(&last);
        if let Some((name, before)) = last.capture {
            let text = Truth::any(self.shown.split_off(before.min(self.shown.len())));
            self.assign(&name, text);
        }
    }

    /// Gives the dot its value before a block.
    fn restore(&mut self, last: &Branch) {
        if last.is_other {
            match &last.dot {
                Some(text) => self.texts.insert(".".to_owned(), text.clone()),
                None => self.texts.remove("."),
            };
        }
    }

    /// When what follows is reached.
    fn reached(&self) -> Truth {
        let inside = self.open.iter().filter(|branch| !branch.has_entry);
        Truth::all(inside.flat_map(|branch| [branch.left.clone(), branch.own.clone()]).collect())
    }

    /// Takes note of when a variable is a text.
    fn assign(&mut self, name: &str, text: Truth) {
        let before = self.texts.get(name).cloned().unwrap_or(NO);
        let reached = self.reached();
        let is_certain =
            self.open.iter().all(|branch| branch.has_entry || branch.asks || branch.capture.is_some());
        let kept = if is_certain { Truth::all(vec![reached.clone().not(), before]) } else { before };
        let text = Truth::any(vec![Truth::all(vec![reached, text]), kept]);
        self.texts.insert(name.to_owned(), text);
    }

    /// Takes note of what a variable says of the article.
    fn assign_condition(&mut self, name: &str, value: &str) {
        if self.articles.contains(value.trim())
            || self.names.has_dot && value.trim() == "." && !self.is_other()
        {
            self.articles.insert(name.to_owned());
            return;
        }
        let is_in_branch = self.open.iter().any(|branch| branch.asks && !branch.has_entry);
        if is_in_branch {
            self.asked.insert(name.to_owned(), Truth::Unknown);
        } else if self.asks(value) {
            let truth = self.truth_with_default(value);
            self.asked.insert(name.to_owned(), truth);
        }
    }

    /// `post.closed | default: site.closed`
    fn truth_with_default(&self, value: &str) -> Truth {
        let mut parts = split(value, '|').into_iter();
        let first = self.truth(parts.next().unwrap_or_default().trim());
        let others = parts.map(|filter| match filter.trim().strip_prefix("default:").map(str::trim) {
            Some("true") => YES,
            Some(other) if !self.asks(other) => match (self.condition)(other, &self.articles) {
                Truth::Known(truth) => Truth::Known(truth),
                // The site says nothing.
                Truth::If(_) | Truth::Unknown => NO,
            },
            Some(other) => self.truth(other),
            None => Truth::Unknown,
        });
        Truth::any([first].into_iter().chain(others).collect())
    }

    /// When a condition that asks the article is true.
    fn truth(&self, condition: &str) -> Truth {
        let condition = condition.trim();
        if let Some(known) = self.asked.get(condition) {
            return known.clone();
        }
        let has_variable = paths(condition).iter().any(|path| self.asked.contains_key(root(path)));
        if has_variable || self.is_other() {
            Truth::Unknown
        } else {
            (self.condition)(condition, &self.articles)
        }
    }

    /// Whether a dot does not mean the article.
    fn is_other(&self) -> bool {
        self.names.has_dot && self.open.iter().any(|branch| branch.is_other && !branch.has_entry)
    }

    /// Whether an expression asks the article for something that a feed does not show anyway.
    fn asks(&self, expression: &str) -> bool {
        let is_dot_asked = || {
            self.names.has_dot
                && self.open.iter().rfind(|branch| branch.is_other).is_some_and(|last| last.is_asked)
        };
        paths(expression).iter().any(|path| {
            self.asked.contains_key(root(path)) || self.is_of_article(path) || *path == "." && is_dot_asked()
        })
    }

    fn is_of_article(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let parts: Vec<_> = path.split('.').collect();
        let (first, rest) = parts.split_first().unwrap_or((&"", &[]));
        let is_article = self.articles.iter().any(|name| name.eq_ignore_ascii_case(first));
        let is_of_site = parts.iter().any(|part| ["site", "hugo"].contains(part));
        let is_key = self.names.has_dot && (first.is_empty() || rest.contains(&"params"));
        if is_of_site || !is_article && !is_key {
            return false;
        }
        let key = rest.iter().find(|part| !part.is_empty() && !self.names.tables.contains(part));
        match key {
            Some(key) => !is_plain_key(key) && !self.names.texts.contains(key),
            // Which key it is, is not known.
            None => !self.names.has_dot || rest.contains(&"params"),
        }
    }

    /// When an expression has the text of an article.
    fn text_in(&self, expression: &str) -> Truth {
        // `one if condition else other`
        if let Some((one, rest)) = unquoted_split(expression, " if ") {
            let (condition, other) = unquoted_split(rest, " else ").unwrap_or((rest, ""));
            let (one, other) = (self.text_in(one), self.text_in(other));
            if !self.asks(condition) {
                return Truth::any(vec![one, other]);
            }
            let asked = self.truth(condition);
            let other = Truth::all(vec![asked.clone().not(), other]);
            return Truth::any(vec![Truth::all(vec![asked, one]), other]);
        }
        let paths = paths(expression);
        let is_cut = |path: &&str| CUTTING.contains(&path.to_lowercase().as_str());
        if paths.iter().any(is_cut) {
            return NO;
        }
        let of_path = |path: &&str| {
            if let Some(text) = self.texts.get(*path) {
                return text.clone();
            }
            let path = path.to_lowercase();
            let is_text = path.split('.').any(|part| self.names.texts.contains(&part));
            let is_dot = self.names.has_dot && path == "." && !self.is_other();
            let is_whole = is_dot || self.articles.iter().any(|name| name.eq_ignore_ascii_case(&path));
            Truth::Known(is_text || is_whole)
        };
        let text = Truth::any(paths.iter().map(of_path).collect());
        if text != NO && self.asks(expression) && !self.is_whole(expression) { Truth::Unknown } else { text }
    }

    /// Whether an expression is an article, and no more.
    fn is_whole(&self, expression: &str) -> bool {
        paths(expression).iter().all(|path| self.articles.contains(*path) || !self.is_of_article(path))
    }
}

impl Branch {
    /// One that is taken, or not, whatever the article says.
    fn plain() -> Branch {
        Branch {
            has_entry: false,
            asks: false,
            left: YES,
            own: YES,
            is_other: false,
            is_asked: false,
            dot: None,
            capture: None,
        }
    }
}

/// The first part of a name.
fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// The names in an expression, with their members.
fn paths(expression: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || "_$.-".contains(c);
    let mut found = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut take = |start: usize, end: usize| {
        found.extend(
            expression.get(start..end).map(|path| path.trim_matches('-')).filter(|path| !path.is_empty()),
        );
    };
    for (at, c) in unquoted(expression).filter(|(_, c)| is_part(*c)) {
        if at != end {
            take(start, end);
            start = at;
        }
        end = at + c.len_utf8();
    }
    take(start, end);
    found
}

/// The texts before and behind the first mark that is not quoted.
fn unquoted_split<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let (at, _) =
        unquoted(text).find(|(at, _)| text.get(*at..).is_some_and(|rest| rest.starts_with(mark)))?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}
