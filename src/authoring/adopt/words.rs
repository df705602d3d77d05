//! Tables of words in many languages: names of months, and labels of captions, comments and dates. Each table is one
//! text with commas between its entries.

/// Names of months and their short forms, in lower case: English, Indonesian and Malay, Spanish, Portuguese, French,
/// German, Dutch, Italian, the Scandinavian languages, Polish, Turkish, Russian, Ukrainian, Arabic. A name of two
/// different months in two languages is left out.
pub(super) const MONTHS: [&str; 12] = [
    "january, jan, januari, enero, ene, janeiro, janvier, januar, jänner, gennaio, gen, stycznia, ocak, \
     января, январь, янв, січня, يناير",
    "february, feb, februari, pebruari, febrero, fevereiro, fev, février, fevrier, februar, febbraio, \
     lutego, şubat, февраля, февраль, фев, лютого, فبراير",
    "march, mar, maret, mac, marzo, março, mars, märz, maart, marts, marca, mart, марта, март, мар, \
     березня, مارس",
    "april, apr, abril, abr, avril, aprile, kwietnia, nisan, апреля, апрель, апр, квітня, أبريل, ابريل",
    "may, mei, mayo, maio, mai, maggio, maj, maja, mayıs, мая, май, травня, مايو",
    "june, jun, juni, junio, junho, juin, giugno, czerwca, haziran, июня, июнь, июн, червня, يونيو",
    "july, jul, juli, julai, julio, julho, juillet, luglio, lipca, temmuz, июля, июль, июл, липня, يوليو",
    "august, aug, agustus, ogos, agosto, ago, août, augustus, augusti, sierpnia, ağustos, августа, \
     август, авг, серпня, أغسطس, اغسطس",
    "september, sep, sept, septiembre, setembro, septembre, settembre, września, eylül, сентября, \
     сентябрь, сен, вересня, سبتمبر",
    "october, oct, oktober, okt, octubre, outubro, octobre, ottobre, października, ekim, октября, \
     октябрь, окт, жовтня, أكتوبر, اكتوبر",
    "november, nov, nopember, noviembre, novembro, novembre, listopada, kasım, ноября, ноябрь, ноя, \
     листопада, نوفمبر",
    "december, dec, desember, des, disember, diciembre, dezembro, décembre, decembre, dezember, dicembre, \
     grudnia, aralık, декабря, декабрь, дек, грудня, ديسمبر",
];

/// Days of the week, in lower case.
pub(super) const WEEKDAYS: &str = "\
     monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, wed, thu, fri, sat, sun, \
     senin, selasa, rabu, kamis, jumat, jum'at, sabtu, minggu, ahad, isnin, khamis, lunes, martes, \
     miércoles, jueves, viernes, sábado, domingo, segunda, terça, quarta, quinta, sexta, feira, lundi, \
     mardi, mercredi, jeudi, vendredi, samedi, dimanche, montag, dienstag, mittwoch, donnerstag, freitag, \
     samstag, sonntag, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, thứ, hai, ba, \
     tư, năm, sáu, bảy, chủ, nhật, понедельник, вторник, среда, четверг, пятница, суббота, воскресенье, \
     пн, вт, ср, чт, пт, сб, вс, 星期一, 星期二, 星期三, 星期四, 星期五, 星期六, 星期日, 星期天, 月曜日, 火曜日, 水曜日, 木曜日, 金曜日, 土曜日, \
     日曜日, 월요일, 화요일, 수요일, 목요일, 금요일, 토요일, 일요일";

/// Labels before a date of publication, in lower case. A label of several words matches as a whole.
pub(super) const PUBLISHED_LABELS: &str = "\
     published, published on, date, date published, publication date, posted, posted on, written, written \
     on, tanggal, diterbitkan, dipublikasikan, terbit, tayang, fecha, publicado, publicado el, publicado \
     em, data, date de publication, publié, publié le, datum, veröffentlicht, veröffentlicht am, \
     erschienen, pubblicato, pubblicato il, gepubliceerd, gepubliceerd op, publicerad, opublikowano, \
     yayınlanma, tarih, ngày, đăng, đăng ngày, ngày đăng, xuất bản, дата, опубликовано, опубліковано, 日期, \
     发布, 发布时间, 發布, 日付, 公開日, 게시일, 날짜, التاريخ, نشر";

/// Small words within dates, in lower case.
pub(super) const DATE_FILLERS: &str = "\
     de, del, of, the, den, st, nd, rd, th, er, º, ª, °, tháng, năm, 年, 月, 日, 년, 월, 일, le, el, am, il, \
     on, ngày, op, kl";

/// Small words between a date and its time, in lower case.
pub(super) const TIME_PREFIXES: &str = "\
     pukul, jam, at, lúc, um, à, às, a, las, в, о, kl, om, ore, alle, saat, t";

/// Words that may follow a date, in lower case.
pub(super) const DATE_SUFFIXES: &str = "\
     г, года, р, року, r, uhr, h, hrs";

/// Names of time zones with a single offset, in minutes. `EST`, `IST` and others have several.
pub(super) const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wib", 420),
    ("wita", 480),
    ("wit", 540),
    ("msk", 180),
    ("мск", 180),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("jst", 540),
    ("kst", 540),
    ("ict", 420),
    ("sgt", 480),
    ("hkt", 480),
];

/// Labels of a picture's credit, in brackets before a colon, in lower case.
pub(super) const CREDIT_LABELS: &str = "\
     foto, fotos, photo, photos, image, images, picture, ảnh, hình ảnh, фото, снимок, imagen, imagem, \
     immagine, bild, bilder, fotografía, fotografia, photographie, zdjęcie, zdjęcia, fotoğraf, gambar, \
     afbeelding, beeld, 图, 图片, 照片, 圖, 圖片, 写真, 사진, صورة, الصورة, تصوير, ภาพ, फोटो, credit, photo credit, \
     sumber foto, dok, dokumentasi";

/// Labels of a comment count, in lower case.
pub(super) const COMMENT_LABELS: &str = "\
     comment, comments, komentar, komen, bình luận, ý kiến, комментарий, комментарии, комментариев, \
     комментария, коментарі, коментарів, comentario, comentarios, comentário, comentários, commentaire, \
     commentaires, kommentar, kommentare, kommentarer, commento, commenti, reactie, reacties, komentarz, \
     komentarze, komentarzy, yorum, yorumlar, 评论, 評論, 留言, コメント, 댓글, تعليق, تعليقات, التعليقات, \
     ความคิดเห็น, टिप्पणी, टिप्पणियाँ";

/// Whether a table contains a word or phrase.
pub(super) fn contains(table: &str, words: &str) -> bool {
    let words = words.trim().to_lowercase();
    table.split(", ").any(|entry| entry == words)
}
