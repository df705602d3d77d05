//! Document type declarations: the entities that they declare. Nothing else in them matters to a feed.

use std::collections::BTreeMap;

use crate::source::entities::Entities;

/// The maximum length of the replacement of one entity, and of all together.
const LONGEST: usize = 64 * 1024;
const LONGEST_TOGETHER: usize = 1024 * 1024;

/// The entities of an internal subset.
pub(super) struct Declared {
    pub(super) entities: Entities,
    /// Whether entities exceed the limit.
    pub(super) explodes: bool,
}

/// Reads the entities of a declaration: the text between `<!DOCTYPE` and `>`.
pub(super) fn read(declaration: &str) -> Declared {
    let mut raw: BTreeMap<&str, &str> = BTreeMap::new();
    let mut declared = Declared { entities: Entities::default(), explodes: false };
    for rest in declaration.split("<!ENTITY").skip(1) {
        let rest = rest.trim_start();
        let Some((name, rest)) = rest.split_once(|c: char| c.is_ascii_whitespace()) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            // SYSTEM or PUBLIC: an external entity. Parameter entities begin with %.
            if name != "%" {
                declared.entities.declare_external(name);
            }
            continue;
        };
        let Some(value) = rest.get(1..).and_then(|rest| rest.split(quote).next()) else { continue };
        raw.entry(name).or_insert(value);
    }
    let mut total = 0;
    for (name, value) in &raw {
        let Some(text) = expand(value, &raw).filter(|text| total + text.len() <= LONGEST_TOGETHER) else {
            declared.explodes = true;
            break;
        };
        total += text.len();
        declared.entities.declare(name, text);
    }
    declared
}

/// The replacement text of an entity; `None` if it grows too long, or contains itself.
fn expand(value: &str, raw: &BTreeMap<&str, &str>) -> Option<String> {
    if value.len() > LONGEST {
        return None;
    }
    let mut text = String::new();
    let mut todo = vec![(value, 0)];
    let mut steps = 0;
    while let Some((rest, depth)) = todo.pop() {
        steps += 1;
        if depth > 16 || steps > LONGEST || text.len() > LONGEST {
            return None;
        }
        let Some((before, behind)) = rest.split_once('&') else {
            text.push_str(rest);
            continue;
        };
        text.push_str(before);
        let name = behind.bytes().take(66).position(|byte| byte == b';').and_then(|end| behind.get(..end));
        let Some(name) = name else {
            text.push('&');
            todo.push((behind, depth));
            continue;
        };
        todo.push((behind.get(name.len() + 1..).unwrap_or_default(), depth));
        match raw.get(name) {
            Some(inner) => todo.push((inner, depth + 1)),
            None => text.push_str(&Entities::default().resolve(name).unwrap_or_default()),
        }
    }
    (text.len() <= LONGEST).then_some(text)
}
