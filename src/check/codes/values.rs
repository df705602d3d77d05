//! Codes of values with a syntax: numbers, keywords, people, languages, ids.

use super::rules;

rules! {
    MALFORMED_NUMBER "malformed-number" Error "malformed number" "RSS 2.0 <ttl>, <enclosure>, <image>; Media RSS"
        "Readers ignore it, or read it as 0."
        Channel r"<ttl>«an hour»</ttl>"
        => r"<ttl>60</ttl>";
    UNKNOWN_VALUE "unknown-value" Error "unknown value" "RSS 2.0 <guid>, <skipDays>, <cloud>; Media RSS; Podcasting 2.0"
        "Readers compare such values letter by letter, and treat any other value as the default, or ignore it."
        Item r#"<guid «isPermaLink="False"»>https://kampung.example/rain</guid>"#
        => r#"<guid isPermaLink="true">https://kampung.example/rain</guid>"#;
    MISSING_EMAIL "missing-email" Error "person without an email address where RSS requires one" "RSS 2.0 <author>, <managingEditor>, <webMaster>"
        "These RSS elements hold email addresses. Readers that parse them show nothing. A name alone belongs in \
         dc:creator."
        Item r"<author>«Ana»</author>"
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
    EMAIL_FORM "email-form" Warning "email address and name in the wrong order" "RSS Profile §3.3"
        "Readers expect an address, a space, and a name in parentheses. Other forms are shown as written, or \
         truncated."
        Item r"<author>«Ana &lt;ana@kampung.example&gt;»</author>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MISSING_NAME "email-without-name" Warning "email address without a name" "RSS Profile §3.3"
        "Readers show the email address where the author's name should be."
        Item r"<author>«ana@kampung.example»</author>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MALFORMED_EMAIL "malformed-email" Error "malformed email address" "RFC 4287 §3.2.3; RFC 5322 §3.4.1"
        "Nobody can write to it, and directories cannot use it to verify the owner."
        Entry r"<author><name>Ana</name><email>«ana at kampung»</email></author>"
        => r"<author><name>Ana</name><email>ana@kampung.example</email></author>";
    UNKNOWN_LANGUAGE "unknown-language" Error or Warning "language that is not in the registry" "BCP 47; RSS 2.0 <language>; RFC 4287 §2"
        "Readers use it to choose fonts, hyphenation, voices and translation; directories reject unknown languages. \
         It is a tag such as en, id or pt-BR, not the name of a language, and its parts are joined by hyphens. In \
         JSON Feed it is a warning."
        Channel r"<language>«english»</language>"
        => r"<language>en</language>";
    MALFORMED_MEDIA_TYPE "malformed-media-type" Error "malformed media type" "RFC 6838 §4.2"
        "Apps use it to decide whether and how to play or show a file."
        Item r#"<enclosure url="https://kampung.example/a.mp3" length="4096" «type="mp3"»/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    NOT_AN_IRI "id-not-an-iri" Error "id that is not an absolute IRI" "RFC 4287 §4.2.6"
        "Readers compare ids with those of all other feeds. A relative id or a bare word is not globally unique."
        Entry r"<id>«rain»</id>"
        => r"<id>tag:kampung.example,2026:rain</id>";
    MALFORMED_TAG_URI "malformed-tag-uri" Error "malformed tag: URI" "RFC 4151 §2.1"
        "It consists of tag:, a domain or email address, a comma, a date on which you owned it, a colon, and any \
         name. Otherwise it is not guaranteed to be unique."
        Entry r"<id>«tag:rain»</id>"
        => r"<id>tag:kampung.example,2026:rain</id>";
    MALFORMED_URN "malformed-urn" Error "malformed URN" "RFC 8141 §2; RFC 9562 §4"
        "It consists of urn:, a registered namespace, a colon, and a string; urn:uuid: is followed by 8, 4, 4, 4 and \
         12 hexadecimal digits."
        Entry r"<id>«urn:uuid:1234»</id>"
        => r"<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>";
    UNNORMALIZED_ID "unnormalised-id" Warning "id that is not normalized" "RFC 4287 §4.2.6"
        "Ids are compared character by character. Programs that normalize URLs write the scheme and host in lower \
         case, escapes in upper case, and a slash for an empty path, which makes it a different entry."
        Entry r"<id>«HTTPS://kampung.example/rain»</id>"
        => r"<id>https://kampung.example/rain</id>";
    MALFORMED_UUID "malformed-uuid" Error "malformed UUID" "RFC 9562 §4; Podcasting 2.0 guid"
        "Directories identify a podcast by it, wherever it moves."
        Channel r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">«kampung»</podcast:guid>"#
        => r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>"#;
    MALFORMED_DURATION "malformed-duration" Error "malformed duration" "Apple Podcasts <itunes:duration>; Media RSS"
        "Apps show no length, or 0:00. All of them support a plain number of seconds."
        Item r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">«1 hour»</itunes:duration>"#
        => r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">3600</itunes:duration>"#;
    MALFORMED_COORDINATES "malformed-coordinates" Error "malformed or impossible coordinates" "GeoRSS Simple; W3C Basic Geo"
        "Coordinates are two numbers separated by a space: latitude from -90 to 90, then longitude from -180 to 180. \
         Maps show nothing, or a point in the sea."
        Item r#"<georss:point xmlns:georss="http://www.georss.org/georss">«106.8»</georss:point>"#
        => r#"<georss:point xmlns:georss="http://www.georss.org/georss">-6.2 106.8</georss:point>"#;
    COORDINATE_COMMA "coordinate-comma" Warning "coordinates separated by a comma" "GeoRSS Simple"
        "GeoRSS separates numbers with a space; some programs read the comma as part of the number."
        Item r#"<georss:point xmlns:georss="http://www.georss.org/georss">«-6.2, 106.8»</georss:point>"#
        => r#"<georss:point xmlns:georss="http://www.georss.org/georss">-6.2 106.8</georss:point>"#;
    DUPLICATE_VALUE "duplicate-value" Error "duplicate value in a list" "RSS Profile §4.1.1.15, §4.1.1.16"
        "A repeated value has no effect, so another one was probably meant."
        Channel r"<skipHours><hour>3</hour><hour>«3»</hour></skipHours>"
        => r"<skipHours><hour>3</hour><hour>4</hour></skipHours>";
    HOUR_24 "midnight-as-24" Warning "midnight written as hour 24" "RSS Profile §4.1.1.16"
        "Hours run from 0 to 23; aggregators that compare numbers never reach a 24th."
        Channel r"<skipHours><hour>«24»</hour></skipHours>"
        => r"<skipHours><hour>0</hour></skipHours>";
}
