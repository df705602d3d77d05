//! A template of EJS in, a program that writes nearly the same out.

/// The program that a template is.
pub(super) fn program(template: &str) -> String {
    let (mut program, mut rest) = (String::new(), template);
    while let Some((text, behind)) = rest.split_once("<%") {
        program.push_str(&written(text));
        let (tag, after) = behind.split_once("%>").unwrap_or((behind, ""));
        rest = after.strip_prefix("\n").unwrap_or(after);
        let tag = tag.trim_end_matches(['-', '_']);
        match tag.chars().next() {
            Some('#') => {}
            Some('=' | '-') => {
                program.extend(["\nout += (", tag.get(1..).unwrap_or_default().trim(), ");\n"]);
            }
            Some('_') => program.extend(["\n", tag.get(1..).unwrap_or_default(), "\n"]),
            Some(_) | None => program.extend(["\n", tag, "\n"]),
        }
    }
    program + &written(rest)
}

/// The statement that writes a text.
fn written(text: &str) -> String {
    let text = text.replace(['\\', '`'], " ").replace("${", " {");
    if text.trim().is_empty() { text } else { format!("\nout += `{text}`;\n") }
}
