//! The HTML of entries: what readers take out of it, or mend each in its own way.

use super::rules;

rules! {
    RELATIVE_URL "relative-url-in-html" Warning "an address in an entry's HTML that is not complete" "RSS Profile §4.1.1.20.4; RFC 4287 §2; WHATWG HTML §2.4"
        "Some readers resolve it against the article, some against the site or the feed, some not at all: pictures are \
         missing, links lead nowhere."
        Html r#"<p><img «src="/rain.jpg"» alt="Rain"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#;
    UNSAFE_ELEMENT "unsafe-element" Warning "an element that readers remove, for it could do harm" "W3C Feed Validator, SecurityRisk"
        "Scripts, embedded objects, forms and style sheets are taken out, some readers take what they hold with \
         them; what depended on them does not work anywhere."
        Html r#"<p>It rained.</p><«script» src="https://kampung.example/x.js"></script>"#
        => r"<p>It rained.</p>";
    EVENT_HANDLER "event-handler" Warning "an attribute that runs a script" "W3C Feed Validator, SecurityRiskAttr"
        "Every reader removes it, and some the element with it."
        Html r#"<p «onclick="rain()"»>It rained.</p>"#
        => r"<p>It rained.</p>";
    SCRIPT_URL "script-url" Warning "an address that runs a script" "WHATWG HTML §7.4"
        "Every reader removes the address or the link."
        Html r#"<p><a «href="javascript:rain()"»>rain</a></p>"#
        => r#"<p><a href="https://kampung.example/rain">rain</a></p>"#;
    DANGEROUS_STYLE "dangerous-style" Warning "a style that readers remove" "W3C Feed Validator, DangerousStyleAttr"
        "Styles that leave their place, load something, or that browsers do not know are taken out by readers that \
         allow any at all. What is readable by them only is not readable."
        Html r#"<p «style="position: absolute"»>It rained.</p>"#
        => r#"<p style="color: navy">It rained.</p>"#;
    UNKNOWN_HTML "unknown-html-element" Warning "a tag that HTML does not have" "WHATWG HTML §4"
        "Readers drop the tag, or everything in it. It is often text in angle brackets that is not escaped."
        Html r"<p>See <«chapter»>.</p>"
        => r"<p>See &lt;chapter&gt;.</p>";
    MALFORMED_HTML "malformed-html" Warning "a tag or reference that is broken" "WHATWG HTML §13.2"
        "A tag without its end swallows what follows, up to the next one; readers mend it each in its own way."
        Html r"<p>It rained.</p>«<p»"
        => r"<p>It rained.</p><p></p>";
    UNBALANCED_HTML "unbalanced-html" Warning "an element that is not closed, or closed where it is not open" "WHATWG HTML §13.2.6"
        "Readers mend it differently: in some the bold or the link goes on to the end of the page, over the next \
         articles too."
        Html r"<p>It <«b»>rained.</p>"
        => r"<p>It <b>rained</b>.</p>";
    HTML_DOCUMENT "html-document" Warning "a whole page where a piece of one belongs" "RSS 2.0 <description>; RFC 4287 §3.1.1.2"
        "Readers put the HTML of an entry into a page of their own. html, head and body, or a doctype, have no place \
         in it; some readers show the title and styles as text."
        Html r"<«body»><p>It rained.</p></body>"
        => r"<p>It rained.</p>";
    LAZY_IMAGE "lazy-image" Warning "a picture that only a script would load" "Miniflux, sanitizer"
        "There are no scripts in a reader. Miniflux drops an img without src; others show nothing, or a blurred \
         placeholder."
        Html r#"<p><«img» data-src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="Rain"/></p>"#;
    IFRAME "iframe" Info "a frame, which few readers show" "Miniflux, sanitizer"
        "Readers show frames of a few hosts, mostly of videos, and drop all others without a word. A link beside it \
         helps everybody."
        Html r#"<p>Rain: <«iframe» src="https://video.example/1"></iframe></p>"#
        => r#"<p>Rain: <a href="https://video.example/1">video</a></p>"#;
    NO_ALT "image-without-alt" Info "a picture without a text for those who cannot see it" "WCAG 2.2 §1.1.1"
        "Readers read it out, and show it while pictures are off. alt=\"\" is right for a picture that only decorates."
        Html r#"<p><«img» src="https://kampung.example/rain.jpg"/></p>"#
        => r#"<p><img src="https://kampung.example/rain.jpg" alt="A wet road"/></p>"#;
}
