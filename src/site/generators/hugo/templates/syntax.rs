//! The tokens of an action in, its expression out; the text of a template in, its nodes out.

use super::tokens::{Piece, Token, pieces, tokens};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// `.Site.Pages`, `$pages`, `now`
    Name(String),
    Text(String),
    Number(i64),
    /// The members of a value: `(where …).ByDate`.
    Member(Box<Expression>, String),
    /// A function with its arguments. What is piped into it is the last one.
    Call(Vec<Expression>),
    /// What is not read.
    Unknown,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Output(Expression),
    Assign(String, Expression),
    /// The branches of `if`, each with its condition, and of `else` without one.
    If(Vec<(Option<Expression>, Vec<Node>)>),
    Range(Loop),
    /// `with`, whose other branch is ignored.
    With(Expression, Vec<Node>),
}

/// `range`
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loop {
    /// The variable of its elements.
    pub(super) variable: Option<String>,
    pub(super) over: Expression,
    pub(super) body: Vec<Node>,
}

/// How deeply nodes may be nested.
const MAX_NESTING: usize = 64;

/// The nodes of a template.
pub(super) fn nodes(text: &str) -> Vec<Node> {
    let pieces = pieces(text);
    Reader { pieces: &pieces, at: 0, depth: 0 }.block().0
}

/// What ends a block: `else` with its condition, or anything else.
enum End {
    Else(String),
    End,
}

struct Reader<'r> {
    pieces: &'r [Piece<'r>],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn block(&mut self) -> (Vec<Node>, End) {
        let mut nodes = Vec::new();
        self.depth += 1;
        let end = loop {
            let Some(piece) = self.pieces.get(self.at).filter(|_| self.depth < MAX_NESTING) else {
                break End::End;
            };
            self.at += 1;
            let action = match piece {
                Piece::Text(text) => {
                    nodes.push(Node::Text((*text).to_owned()));
                    continue;
                }
                Piece::Action(action) => *action,
            };
            let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
            match word {
                "end" => break End::End,
                "else" => break End::Else(rest.trim().to_owned()),
                _ => nodes.extend(self.node(word, rest, action)),
            }
        };
        self.depth -= 1;
        (nodes, end)
    }

    fn node(&mut self, word: &str, rest: &str, action: &str) -> Option<Node> {
        match word {
            "if" => Some(Node::If(self.branches(rest))),
            "range" => {
                let (variables, over) = assigned(rest);
                let body = self.whole();
                Some(Node::Range(Loop { variable: variables.into_iter().next_back(), over, body }))
            }
            "with" => {
                let (_, value) = assigned(rest);
                Some(Node::With(value, self.whole()))
            }
            "block" => Some(Node::If(vec![(None, self.whole())])),
            "define" => {
                self.whole();
                None
            }
            _ => Some(match assigned(action) {
                (variables, value) if variables.len() == 1 => {
                    Node::Assign(variables.into_iter().collect(), value)
                }
                (_, value) => Node::Output(value),
            }),
        }
    }

    /// The nodes up to the end of a block; those behind `else` are left out.
    fn whole(&mut self) -> Vec<Node> {
        let (nodes, mut end) = self.block();
        while let End::Else(_) = end {
            end = self.block().1;
        }
        nodes
    }

    fn branches(&mut self, condition: &str) -> Vec<(Option<Expression>, Vec<Node>)> {
        let mut branches = Vec::new();
        let mut condition = Some(condition.to_owned());
        loop {
            let (nodes, end) = self.block();
            branches.push((condition.map(|text| assigned(&text).1), nodes));
            condition = match end {
                End::End => return branches,
                End::Else(next) => next.strip_prefix("if").map(|next| next.trim().to_owned()),
            };
        }
    }
}

/// The variables that an action assigns to, and its expression.
pub(super) fn assigned(action: &str) -> (Vec<String>, Expression) {
    let Some(tokens) = tokens(action) else { return (Vec::new(), Expression::Unknown) };
    let Some(at) = tokens.iter().position(|token| *token == Token::Assign) else {
        return (Vec::new(), expression(&tokens));
    };
    let (targets, value) = tokens.split_at(at);
    let names = targets.iter().filter_map(|token| match token {
        Token::Name(name) => Some(name.clone()),
        Token::Member(_) | Token::Text(_) | Token::Number(_) | Token::Sign(_) | Token::Assign => None,
    });
    (names.collect(), expression(value.get(1..).unwrap_or_default()))
}

fn expression(tokens: &[Token]) -> Expression {
    let mut parser = Parser { tokens, at: 0, depth: 0 };
    let value = parser.pipeline();
    value.filter(|_| parser.at == tokens.len()).unwrap_or(Expression::Unknown)
}

struct Parser<'p> {
    tokens: &'p [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn takes(&mut self, sign: char) -> bool {
        let found = self.tokens.get(self.at) == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    /// Commands with `|` between them.
    fn pipeline(&mut self) -> Option<Expression> {
        let before = self.depth;
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return None;
        }
        let mut value = self.command()?;
        while self.depth <= MAX_NESTING && self.takes('|') {
            let mut call = self.operands();
            if call.is_empty() {
                return None;
            }
            call.push(value);
            value = Expression::Call(call);
            self.depth += 1;
        }
        let is_too_deep = self.depth > MAX_NESTING;
        self.depth = before;
        (!is_too_deep).then_some(value)
    }

    /// A value, or a function with its arguments.
    fn command(&mut self) -> Option<Expression> {
        let mut operands = self.operands();
        match operands.len() {
            0 => None,
            1 => operands.pop(),
            _ => Some(Expression::Call(operands)),
        }
    }

    fn operands(&mut self) -> Vec<Expression> {
        std::iter::from_fn(|| self.operand()).collect()
    }

    fn operand(&mut self) -> Option<Expression> {
        let token = self.tokens.get(self.at)?;
        let value = match token {
            Token::Name(name) => Expression::Name(name.clone()),
            Token::Text(text) => Expression::Text(text.clone()),
            Token::Number(number) => Expression::Number(*number),
            Token::Sign('(') => {
                self.at += 1;
                let inside = self.pipeline()?;
                return self.takes(')').then(|| self.members(inside));
            }
            Token::Member(_) | Token::Sign(_) | Token::Assign => return None,
        };
        self.at += 1;
        Some(value)
    }

    fn members(&mut self, value: Expression) -> Expression {
        let Some(Token::Member(members)) = self.tokens.get(self.at) else { return value };
        self.at += 1;
        Expression::Member(Box::new(value), members.clone())
    }
}
