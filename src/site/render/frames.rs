//! The frames of sanitized HTML, whether they come from a body or a template.

const START: &str = "<iframe";
const END: &str = "</iframe>";

/// Removes the frames that have no address left, and what stands within the others: it is text to a parser of HTML and
/// markup to others, so that no sanitizer can judge it. The HTML is the sanitizer's: `<` and `>` stand in nothing but
/// tags and what stands within frames.
pub(super) fn finish(html: String) -> String {
    if !html.contains(START) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, frame)) = rest.split_once(START) {
        out.push_str(before);
        let (attributes, within) = frame.split_once('>').unwrap_or((frame, ""));
        if has_address(attributes) {
            out.extend([START, attributes, ">", END]);
        }
        rest = within.split_once(END).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Whether one of the attributes, ` name="value"`, is `src`. No value holds a quotation mark.
fn has_address(attributes: &str) -> bool {
    attributes.split('"').step_by(2).any(|name| name == " src=")
}
