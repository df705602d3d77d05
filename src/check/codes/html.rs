//! Codes of the HTML in entries, which readers remove or repair in different ways. The checks are in
//! [`crate::check::html`].

use super::rules;

rules! {
    RELATIVE_URL "relative-url-in-html" Warning "relative URL in an entry's HTML" "RSS Profile §4.1.1.20.4; RFC 4287 §2; WHATWG HTML §2.4"
        "Some readers resolve it against the article, some against the site or the feed, some not at all: images are \
         missing, and links lead nowhere. A link such as #notes is right where the text itself has that place."
        Html r#"<p><img «src="/rain.jpg"» alt="Rain"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#;
    UNSAFE_ELEMENT "unsafe-element" Warning "element that readers remove as unsafe" "W3C Feed Validator, SecurityRisk"
        "Scripts, embedded objects, forms and style sheets are removed, by some readers together with their content; \
         anything that depends on them does not work."
        Html r#"<p>It rained.</p><«script» src="https://kampung.example/x.js"></script>"#
        => r"<p>It rained.</p>";
    EVENT_HANDLER "event-handler" Warning "attribute that runs a script" "W3C Feed Validator, SecurityRiskAttr"
        "Every reader removes it, and some remove the element with it."
        Html r#"<p «onclick="rain()"»>It rained.</p>"#
        => r"<p>It rained.</p>";
    SCRIPT_URL "script-url" Warning "URL that runs a script" "WHATWG HTML §7.4"
        "Every reader removes the URL or the link."
        Html r#"<p><a «href="javascript:rain()"»>rain</a></p>"#
        => r#"<p><a href="https://kampung.example/rain">rain</a></p>"#;
    DANGEROUS_STYLE "dangerous-style" Warning "style that readers remove" "W3C Feed Validator, DangerousStyleAttr"
        "Readers that allow styles remove those that move an element out of its place, load something, or are \
         unknown to browsers. Text that needs such a style becomes unreadable."
        Html r#"<p «style="position: absolute"»>It rained.</p>"#
        => r#"<p style="color: navy">It rained.</p>"#;
    UNKNOWN_HTML "unknown-html-element" Warning "unknown HTML element" "WHATWG HTML §4"
        "Readers drop the tag, or everything in it. It is often text in angle brackets that was not escaped."
        Html r"<p>See <«chapter»>.</p>"
        => r"<p>See &lt;chapter&gt;.</p>";
    MALFORMED_HTML "malformed-html" Warning "malformed tag or character reference" "WHATWG HTML §13.2"
        "An unclosed tag swallows everything up to the next one; each reader repairs it differently."
        Html r"<p>It rained.</p>«<p»"
        => r"<p>It rained.</p><p></p>";
    UNBALANCED_HTML "unbalanced-html" Warning "missing or unexpected closing tag" "WHATWG HTML §13.2.6"
        "Each reader repairs it differently: in some, bold text or a link continues to the end of the page, even \
         through the next articles."
        Html r"<p>It <«b»>rained.</p>"
        => r"<p>It <b>rained</b>.</p>";
    HTML_DOCUMENT "html-document" Warning "whole page where a fragment of HTML is expected" "RSS 2.0 <description>; RFC 4287 §3.1.1.2"
        "Readers put the HTML of an entry into a page of their own, where html, head, body and doctypes are not \
         allowed; some readers show the title and styles as text."
        Html r"<«body»><p>It rained.</p></body>"
        => r"<p>It rained.</p>";
    LAZY_IMAGE "lazy-image" Warning "image that needs a script to load" "Miniflux, sanitizer"
        "Readers run no scripts. Miniflux drops an img without src; others show nothing, or a blurred placeholder."
        Html r#"<p><«img» data-src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#;
    IFRAME "iframe" Info "frame that few readers show" "Miniflux, sanitizer"
        "Readers show frames from a few hosts, mostly videos, and silently drop all others. Add a link beside the \
         frame."
        Html r#"<p>Rain: <«iframe» src="https://video.example/1"></iframe></p>"#
        => r#"<p>Rain: <a href="https://video.example/1">video</a></p>"#;
    NO_ALT "image-without-alt" Info "image without alternative text" "WCAG 2.2 §1.1.1"
        "Readers read it aloud, and show it while images are off. alt=\"\" is right for a purely decorative image."
        Html r#"<p><«img» src="https://kampung.example/rain.jpg"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="A wet road"/></p>"#;
}
