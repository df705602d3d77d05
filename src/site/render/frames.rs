//! Sanitized HTML in, the same HTML with only complete, empty frames out. Frames may come from a body or a template.

const START: &str = "<iframe";
const END: &str = "</iframe>";

/// Removes frames without an address, and the content of the others. Their content is text to HTML parsers and markup
/// to others, so no sanitizer can check it. In sanitized HTML, `<` and `>` occur only in tags and in frames.
pub(super) fn clean(html: String) -> String {
    if !html.contains(START) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, frame)) = rest.split_once(START) {
        out.push_str(before);
        let (attributes, content) = frame.split_once('>').unwrap_or((frame, ""));
        if has_address(attributes) {
            out.extend([START, attributes, ">", END]);
        }
        rest = content.split_once(END).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Whether one of the attributes, ` name="value"`, is `src`. Values contain no quotation marks.
fn has_address(attributes: &str) -> bool {
    attributes.split('"').step_by(2).any(|name| name == " src=")
}
