//! Values that have a form: numbers, words of a list, people, languages, ids.

use super::rules;

rules! {
    MALFORMED_NUMBER "malformed-number" Error "a value that is not the number it should be" "RSS 2.0 <ttl>, <enclosure>, <image>; Media RSS"
        "Readers take it for nothing, or for 0."
        Channel r"<ttl>«an hour»</ttl>"
        => r"<ttl>60</ttl>";
    UNKNOWN_VALUE "unknown-value" Error "a value that is not one of those that there are" "RSS 2.0 <guid>, <skipDays>, <cloud>; Media RSS; Podcasting 2.0"
        "Readers compare such values letter by letter, and take another one for the default, or for nothing."
        Item r#"<guid «isPermaLink="False"»>https://kampung.example/rain</guid>"#
        => r#"<guid isPermaLink="true">https://kampung.example/rain</guid>"#;
    MISSING_EMAIL "missing-email" Error "a person without an e-mail address, where RSS wants one" "RSS 2.0 <author>, <managingEditor>, <webMaster>"
        "The elements of RSS are for addresses. Readers that parse them show nothing. A name alone belongs in \
         dc:creator."
        Item r"<author>«Ana»</author>"
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
    EMAIL_FORM "email-form" Warning "an e-mail address and a name in another order than RSS has them" "RSS Profile §3.3"
        "The form that readers know is: address, space, name in parentheses. Others are shown as they are, or cut."
        Item r"<author>«Ana &lt;ana@kampung.example&gt;»</author>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MISSING_NAME "email-without-name" Warning "an e-mail address without a name" "RSS Profile §3.3"
        "Readers show the address where the author's name should be."
        Item r"<author>«ana@kampung.example»</author>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MALFORMED_EMAIL "malformed-email" Error "something that is no e-mail address" "RFC 4287 §3.2.3; RFC 5322 §3.4.1"
        "Nobody can write to it, and directories that verify owners by it cannot."
        Entry r"<author><name>Ana</name><email>«ana at kampung»</email></author>"
        => r"<author><name>Ana</name><email>ana@kampung.example</email></author>";
    UNKNOWN_LANGUAGE "unknown-language" Error "a language that is not in the registry" "BCP 47; RSS 2.0 <language>; RFC 4287 §2"
        "Readers choose fonts, hyphenation, voices and translation by it; directories refuse what they do not know. \
         It is a tag such as en, id or pt-BR, not the name of a language, and its parts are joined by hyphens. In JSON Feed it is a warning."
        Channel r"<language>«english»</language>"
        => r"<language>en</language>";
    MALFORMED_MEDIA_TYPE "malformed-media-type" Error "something that is no media type" "RFC 6838 §4.2"
        "Apps decide by it whether and how they play or show a file."
        Item r#"<enclosure url="https://kampung.example/a.mp3" length="4096" «type="mp3"»/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    NOT_AN_IRI "id-not-an-iri" Error "an id that is not an absolute IRI" "RFC 4287 §4.2.6"
        "Readers compare ids with those of all other feeds. A relative or bare one is not unique in the world."
        Entry r"<id>«rain»</id>"
        => r"<id>tag:kampung.example,2026:rain</id>";
    MALFORMED_TAG_URI "malformed-tag-uri" Error "a tag: URI without its parts" "RFC 4151 §2.1"
        "It is tag:, a domain or e-mail address, a comma, a date on which that was yours, a colon, and any name. \
         Without them nothing makes it unique."
        Entry r"<id>«tag:rain»</id>"
        => r"<id>tag:kampung.example,2026:rain</id>";
    MALFORMED_URN "malformed-urn" Error "a urn: that has not its form" "RFC 8141 §2; RFC 9562 §4"
        "It is urn:, a registered name, a colon, and a string; after urn:uuid: come 8, 4, 4, 4 and 12 hexadecimal \
         digits."
        Entry r"<id>«urn:uuid:1234»</id>"
        => r"<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>";
    UNNORMALISED_ID "unnormalised-id" Warning "an id in a spelling that others will change" "RFC 4287 §4.2.6"
        "Ids are compared character by character. Programs that normalise addresses write the scheme and host in \
         lower case, escapes in upper case, and a slash for an empty path: the entry then is another one."
        Entry r"<id>«HTTPS://kampung.example/rain»</id>"
        => r"<id>https://kampung.example/rain</id>";
    MALFORMED_UUID "malformed-uuid" Error "something that is no UUID" "RFC 9562 §4; Podcasting 2.0 guid"
        "Directories know a podcast by it, wherever it moves."
        Channel r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">«kampung»</podcast:guid>"#
        => r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>"#;
    MALFORMED_DURATION "malformed-duration" Error "a duration in no known form" "Apple Podcasts <itunes:duration>; Media RSS"
        "Apps show no length, or 0:00. Seconds as one number is the form that all of them know."
        Item r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">«1 hour»</itunes:duration>"#
        => r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">3600</itunes:duration>"#;
    MALFORMED_COORDINATES "malformed-coordinates" Error "coordinates that are no place on earth" "GeoRSS Simple; W3C Basic Geo"
        "Two numbers with a space between them: latitude from -90 to 90, then longitude from -180 to 180. Maps show \
         nothing, or the sea."
        Item r#"<georss:point xmlns:georss="http://www.georss.org/georss">«106.8»</georss:point>"#
        => r#"<georss:point xmlns:georss="http://www.georss.org/georss">-6.2 106.8</georss:point>"#;
    COORDINATE_COMMA "coordinate-comma" Warning "coordinates with a comma between them" "GeoRSS Simple"
        "GeoRSS separates numbers with a space; some programs read the comma as part of the number."
        Item r#"<georss:point xmlns:georss="http://www.georss.org/georss">«-6.2, 106.8»</georss:point>"#
        => r#"<georss:point xmlns:georss="http://www.georss.org/georss">-6.2 106.8</georss:point>"#;
    DUPLICATE_VALUE "duplicate-value" Error "a value stands twice in a list" "RSS Profile §4.1.1.15, §4.1.1.16"
        "The list says the same thing twice, so something else was meant."
        Channel r"<skipHours><hour>3</hour><hour>«3»</hour></skipHours>"
        => r"<skipHours><hour>3</hour><hour>4</hour></skipHours>";
    HOUR_24 "midnight-as-24" Warning "midnight as hour 24" "RSS Profile §4.1.1.16"
        "Hours count from 0 to 23; aggregators that compare numbers never see a 24th."
        Channel r"<skipHours><hour>«24»</hour></skipHours>"
        => r"<skipHours><hour>0</hour></skipHours>";
}
