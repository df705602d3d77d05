//! Rules about Media RSS: a feed or an entry in, findings beyond the grammar out.

use super::rules;
use crate::check::codes::values::UNKNOWN_VALUE;
use crate::check::finding::excerpt;
use crate::check::html;
use crate::check::registries::MEDIA_ROLES;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Owner};
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

rules! {
    MEDIA_WITHOUT_ADDRESS "media-without-address" Error "media:content with neither a URL nor a player" "Media RSS <media:content>"
        "There is nothing to show or play."
        Item r#"<«media:content» xmlns:media="http://search.yahoo.com/mrss/" medium="video"/>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.mp4" medium="video"/>"#;
    SEVERAL_DEFAULTS "several-default-media" Warning "several default media items in a group" "Media RSS <media:content> isDefault"
        "Some apps use the first, some the last, some none."
        Item r#"<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://kampung.example/a.mp4" isDefault="true"/><media:content url="https://kampung.example/b.mp4" «isDefault="true"»/></media:group>"#
        => r#"<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://kampung.example/a.mp4" isDefault="true"/><media:content url="https://kampung.example/b.mp4"/></media:group>"#;
    SINGLE_ITEM_GROUP "media-group-without-alternatives" Warning "media group with fewer than two media items" "Media RSS <media:group>"
        "A group holds versions of the same thing to choose from. With one there is nothing to choose: apps that \
         look for alternatives find none, and some ignore the group. The specification does not forbid it, so it is \
         not an error here, although it is one for the W3C validator; YouTube's feeds have such groups."
        Item r#"<«media:group» xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://kampung.example/a.mp4"/></media:group>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.mp4"/>"#;
    UNKNOWN_ROLE "unknown-credit-role" Warning "credit role that is not in its scheme" "Media RSS <media:credit>; European Broadcasting Union Role Codes"
        "Roles are those of the EBU in lower case, unless another scheme is given. Partners show the ones that they \
         know: photographer, reporter, author, producer."
        Item r#"<media:credit xmlns:media="http://search.yahoo.com/mrss/" «role="Photo"»>Ana</media:credit>"#
        => r#"<media:credit xmlns:media="http://search.yahoo.com/mrss/" role="photographer">Ana</media:credit>"#;
    MALFORMED_HASH "malformed-hash" Error "hash of the wrong length" "Media RSS <media:hash>"
        "Programs that verify it treat the file as damaged. An md5 hash has 32 hexadecimal digits, a sha-1 hash 40."
        Item r#"<media:hash xmlns:media="http://search.yahoo.com/mrss/" algo="md5">«dfdec888»</media:hash>"#
        => r#"<media:hash xmlns:media="http://search.yahoo.com/mrss/" algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>"#;
    DEPRECATED_ADULT "deprecated-media-adult" Warning "deprecated media:adult" "Media RSS <media:adult>"
        "media:rating replaced it, and apps that respect ratings use only that."
        Item r#"<«media:adult» xmlns:media="http://search.yahoo.com/mrss/">true</media:adult>"#
        => r#"<media:rating xmlns:media="http://search.yahoo.com/mrss/" scheme="urn:simple">adult</media:rating>"#;
    RESTRICTION_TYPE "restriction-without-type" Error "restriction without a type" "Media RSS <media:restriction>"
        "The type may be omitted only if the value is all or none. Otherwise apps do not know whether the \
         restriction applies to them."
        Item r#"<«media:restriction» xmlns:media="http://search.yahoo.com/mrss/" relationship="allow">id my</media:restriction>"#
        => r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="country">id my</media:restriction>"#;
    IMAGE_WITHOUT_SIZE "image-without-dimensions" Info "image without dimensions" "Media RSS <media:content> width, height"
        "News partners choose images by size, and use it to lay out pages before the images have loaded."
        Item r#"<«media:content» xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.jpg" medium="image"/>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.jpg" medium="image" width="1200" height="800"/>"#;
}

/// Roles that Media RSS defines, and roles that are missing in the validator of the European Broadcasting Union.
const MORE_ROLES: &[&str] = &[
    "editor-in-chief",
    "editor-of-the-day",
    "editor/producer (news)",
    "graphic editor",
    "owner",
    "post production editor",
    "uploader",
];

const SIMPLE: &[&str] = &["adult", "nonadult"];
const MPAA: &[&str] = &["g", "nc-17", "pg", "pg-13", "r", "x"];
const VCHIP: &[&str] =
    &["14+", "18+", "c", "c8", "g", "pg", "tv-14", "tv-g", "tv-ma", "tv-pg", "tv-y", "tv-y7", "tv-y7-fv"];

/// Checks the media items of an entry, or of the feed.
pub(crate) fn check(parent: Element<'_>, scope: &mut Scope<'_>) {
    for element in parent.descendants().filter(|element| element.ns() == Ns::MEDIA) {
        match element.local() {
            "content" => content(element, scope),
            "group" => group(element, scope),
            "title" | "description" | "text" => text(element, scope),
            "credit" => credit(element, scope),
            "hash" => hash(element, scope),
            "rating" => rating(element, scope),
            "adult" => scope.findings.add(
                &DEPRECATED_ADULT,
                element.name_range(),
                "`<media:adult>` is deprecated",
                "write <media:rating scheme=\"urn:simple\">adult</media:rating>",
            ),
            "restriction" => restriction(element, scope),
            _ => {}
        }
    }
}

fn content(content: Element<'_>, scope: &mut Scope<'_>) {
    let has = |name| content.attribute(name).is_some();
    let has_player = |element: Option<Element<'_>>| {
        element.is_some_and(|element| element.child((Ns::MEDIA, "player")).is_some())
    };
    if !has("url") && !has_player(Some(content)) && !has_player(content.parent()) {
        scope.findings.add(
            &MEDIA_WITHOUT_ADDRESS,
            content.name_range(),
            "`<media:content>` has neither a URL nor a player",
            "add url=\"https://…\"",
        );
    }
    let is_image = content.attribute("medium").is_some_and(|medium| medium.trimmed() == "image")
        || content.attribute("type").is_some_and(|kind| kind.trimmed().starts_with("image/"));
    if is_image && !(has("width") && has("height")) {
        scope.findings.add(
            &IMAGE_WITHOUT_SIZE,
            content.name_range(),
            "the image has no width or height",
            "add width=\"…\" height=\"…\"",
        );
    }
}

fn group(group: Element<'_>, scope: &mut Scope<'_>) {
    let contents: Vec<_> = group.all((Ns::MEDIA, "content")).collect();
    if contents.len() < 2 {
        scope.findings.add(
            &SINGLE_ITEM_GROUP,
            group.name_range(),
            "the group has fewer than two media items",
            "take it out of the group",
        );
    }
    let mut defaults = contents
        .iter()
        .filter_map(|content| content.attribute("isDefault"))
        .filter(|value| value.trimmed() == "true");
    if let Some(second) = defaults.nth(1) {
        let range = second.range();
        scope.findings.add(
            &SEVERAL_DEFAULTS,
            range,
            "the group has more than one default item",
            "keep isDefault=\"true\" on one item",
        );
    }
}

fn text(element: Element<'_>, scope: &mut Scope<'_>) {
    let value = element.text();
    if element.attribute("type").is_some_and(|kind| kind.trimmed() == "html") {
        return html::defer(&value, "", scope);
    }
    let field = FieldValue::new(Owner::Element(element.written()), &value, value.range());
    values::markup(&field, scope);
}

fn credit(element: Element<'_>, scope: &mut Scope<'_>) {
    let scheme = element.attribute("scheme").map(|scheme| scheme.trimmed().into_owned());
    let Some(role) =
        element.attribute("role").filter(|_| scheme.as_deref().is_none_or(|scheme| scheme == "urn:ebu"))
    else {
        return;
    };
    let name = role.trimmed();
    if !MEDIA_ROLES.contains(&name) && !MORE_ROLES.contains(&name.as_ref()) {
        let lower = name.to_lowercase();
        let suggestion =
            crate::diagnostic::nearest(&lower, MEDIA_ROLES.names().iter().chain(MORE_ROLES).copied());
        let help = suggestion.map_or("add scheme=\"…\", the scheme of the role".to_owned(), |role| {
            format!("did you mean `{role}`?")
        });
        let range = role.range();
        scope.findings.add(&UNKNOWN_ROLE, range, format!("`{}` is not an EBU role", excerpt(&name)), help);
    }
}

fn hash(element: Element<'_>, scope: &mut Scope<'_>) {
    let digits = match element.attribute("algo").map(|algo| algo.trimmed().into_owned()).as_deref() {
        Some("sha-1") => 40,
        None | Some("md5") => 32,
        Some(_) => return,
    };
    let text = element.trimmed();
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let message = format!("the hash is `{}`, expected {digits} hexadecimal digits", excerpt(&text));
        let help = "write the hash of the file, as `md5sum` or `sha1sum` prints it";
        scope.findings.add(&MALFORMED_HASH, element.text().range(), message, help);
    }
}

fn rating(element: Element<'_>, scope: &mut Scope<'_>) {
    let scheme = element.attribute("scheme").map(|scheme| scheme.trimmed().into_owned());
    let words = match scheme.as_deref() {
        None | Some("urn:simple") => SIMPLE,
        Some("urn:mpaa") => MPAA,
        Some("urn:v-chip") => VCHIP,
        Some(_) => return,
    };
    let text = element.trimmed();
    if !words.contains(&text.as_ref()) {
        let message = format!("the rating is `{}`, expected {}", excerpt(&text), values::alternatives(words));
        let range = if text.is_empty() { element.name_range() } else { element.text().range() };
        scope.findings.add(&UNKNOWN_VALUE, range, message, "");
    }
}

fn restriction(element: Element<'_>, scope: &mut Scope<'_>) {
    let text = element.trimmed();
    match element.attribute("type").map(|kind| kind.trimmed().into_owned()).as_deref() {
        None if !matches!(text.as_ref(), "all" | "none") && !text.is_empty() => {
            scope.findings.add(
                &RESTRICTION_TYPE,
                element.name_range(),
                "the restriction has no type",
                "add type=\"country\", \"uri\" or \"sharing\"",
            );
        }
        Some("country") => {
            let unknown = text.split_whitespace().find(|code| !values::is_country(code));
            if let Some(unknown) = unknown.filter(|code| !matches!(*code, "all" | "none")) {
                let message = format!("`{}` is not a country code", excerpt(unknown));
                scope.findings.add(
                    &UNKNOWN_VALUE,
                    element.text().range(),
                    message,
                    "write two-letter codes separated by spaces: `id my`",
                );
            }
        }
        _ => {}
    }
}
