//! Tables of words in many languages: names of months, and labels of captions, bylines, embargoes and dates.
//! Each table is one text with commas between its entries.

/// Names of months and their short forms, in lower case: English, Indonesian and Malay, Spanish, Portuguese, French,
/// German, Dutch, Italian, the Scandinavian languages, Polish, Turkish, Russian, Ukrainian, Arabic. A name of two
/// different months in two languages is left out.
pub(super) const MONTHS: [&str; 12] = [
    "january, jan, januari, enero, ene, janeiro, janvier, janv, januar, jänner, gennaio, gen, stycznia, ocak, \
     января, январь, янв, січня, يناير",
    "february, feb, februari, pebruari, febrero, fevereiro, fev, février, fevrier, févr, februar, febbraio, \
     lutego, şubat, февраля, февраль, фев, лютого, فبراير",
    "march, mar, maret, mac, marzo, março, mars, märz, maart, marts, marca, mart, марта, март, мар, \
     березня, مارس",
    "april, apr, abril, abr, avril, aprile, kwietnia, nisan, апреля, апрель, апр, квітня, أبريل, ابريل",
    "may, mei, mayo, maio, mai, maggio, mag, maj, maja, mayıs, мая, май, травня, مايو",
    "june, jun, juni, junio, junho, juin, giugno, giu, czerwca, haziran, июня, июнь, июн, червня, يونيو",
    "july, jul, juli, julai, julio, julho, juillet, juil, luglio, lug, lipca, temmuz, июля, июль, июл, липня, يوليو",
    "august, aug, agustus, ogos, agosto, ago, août, augustus, augusti, sierpnia, ağustos, августа, \
     август, авг, серпня, أغسطس, اغسطس",
    "september, sep, sept, septiembre, setembro, septembre, settembre, set, września, eylül, сентября, \
     сентябрь, сен, вересня, سبتمبر",
    "october, oct, oktober, okt, octubre, outubro, octobre, ottobre, ott, października, ekim, октября, \
     октябрь, окт, жовтня, أكتوبر, اكتوبر",
    "november, nov, nopember, noviembre, novembro, novembre, listopada, kasım, ноября, ноябрь, ноя, \
     листопада, نوفمبر",
    "december, dec, desember, des, disember, diciembre, dezembro, décembre, decembre, dezember, dez, dicembre, dic, \
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

/// Words for a coming day, in lower case.
pub(super) const RELATIVE_DAYS: &str = "\
     tomorrow, besok, lusa, nanti, morgen, übermorgen, demain, mañana, amanhã, domani, завтра, غدا";

/// Words of a request before what it asks for, in lower case.
pub(super) const REQUESTS: &str = "please, mohon, dimohon, harap, tolong, bitte";

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
     pukul, pkl, pk, jam, at, lúc, um, al, à, às, a, las, в, о, kl, om, ore, alle, saat, t, ab, godz, klo, u";

/// Words after the hour of a time, in lower case.
pub(super) const HOUR_WORDS: &str = "\
     h, hr, hrs, hour, hours, uhr, uur, heure, heures, hora, horas, ore, giờ, ч, час, часа, часов, 时, 時, 点, 點, 시";

/// Words for twelve o'clock at day, in lower case. Midnight may be that before or after a day.
pub(super) const NOON: &str = "noon, midday, mittag, mediodía, meio-dia, mezzogiorno, midi";

/// Words that may follow a date, in lower case.
pub(super) const DATE_SUFFIXES: &str = "\
     г, года, р, року, r";

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
    ("myt", 480),
    ("pht", 480),
    ("awst", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("eet", 120),
    ("eest", 180),
    ("sast", 120),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pdt", -420),
];

/// Labels of a picture's credit, in brackets before a colon, in lower case.
pub(super) const CREDIT_LABELS: &str = "\
     foto, fotos, photo, photos, image, images, picture, ảnh, hình ảnh, фото, снимок, imagen, imagem, \
     immagine, bild, bilder, fotografía, fotografia, photographie, zdjęcie, zdjęcia, fotoğraf, gambar, \
     afbeelding, beeld, 图, 图片, 照片, 圖, 圖片, 写真, 摄影, 사진, صورة, الصورة, تصوير, ภาพ, फोटो, credit, \
     photo credit, photo by, photograph, sumber foto, dok, dokumentasi, courtesy, courtesy of, arsip, archive, архив, \
     fotografer, pewarta foto, juru foto, photographer, photographers, photojournalist, photographe, fotógrafo, fotógrafa, \
     fotografo, fotograf, fotografin, fotograaf, nhiếp ảnh, nhiếp ảnh gia, фотограф, фотокорреспондент, 摄影师, 攝影, 撮影, \
     사진기자, المصور, مصور, عدسة, ช่างภาพ";

/// Labels of a picture's caption, before a colon, in lower case.
pub(super) const CAPTION_LABELS: &str = "\
     caption, photo caption, keterangan foto, teks foto, keterangan gambar, ket foto, ket. foto, bildunterschrift, bildtext, \
     légende, pie de foto, legenda, didascalia, onderschrift, fotobijschrift, billedtekst, подпись, подпись к фото, chú thích, chú thích ảnh, 图说, \
     圖說, تعليق الصورة";

/// Those before the name of a photographer, without a colon.
pub(super) const CREDIT_PHRASES: &str = "\
     photo by, photos by, photograph by, photographs by, picture by, pictures by, image by, images by, photo courtesy of, \
     foto oleh, foto por, fotos por, photo de, photos de, foto von, fotos von, foto di, foto door, foto av, фото автора";

/// Labels of the writer of an article, before a colon or a slash, in lower case.
pub(super) const BYLINE_LABELS: &str = "\
     by, author, written by, reporter, story by, oleh, penulis, pewarta, wartawan, teks, por, texto, autor, autora, \
     par, auteur, texte, text, words, von, testo, autore, door, tekst, av, af, przez, tác giả, bài, автор, автор текста, текст, \
     корреспондент, بقلم, كتب, كتبت, الكاتب, 作者, 记者, 記者, 文, 글, 기자, लेखक, โดย";

/// Those of them that stand before a name without a colon.
pub(super) const BYLINE_WORDS: &str =
    "by, oleh, por, par, von, door, av, af, بقلم, كتب, كتبت, автор, โดย, 记者, 記者";

/// Labels of the editor of an article, before a colon, in lower case.
pub(super) const EDITED_LABELS: &str = "\
     editor, edited by, editing by, penyunting, redaktur, redakteur, redakteurin, redaktion, redactor, redactora, redator, redatora";

/// Words of a title behind the name of a writer, in lower case.
pub(super) const JOB_WORDS: &str = "\
     wartawan, jurnalis, reporter, redaktur, kontributor, koresponden, editor, penulis, journalist, correspondent, writer, \
     columnist, contributor, producer, analyst, bureau, staff, chief, professor, redakteur, redakteurin, korrespondent, \
     korrespondentin, journalistin, autorin, journaliste, correspondant, correspondante, rédacteur, rédactrice, \
     chroniqueur, chroniqueuse, periodista, redactor, redactora, corresponsal, columnista, jornalista, repórter, redator, \
     redatora, correspondente, colunista, giornalista, corrispondente, inviato, inviata, redattore, redattrice, \
     redacteur, correspondente, verslaggever, verslaggeefster, columnist, dziennikarz, dziennikarka, korespondent, muhabir, \
     muhabiri, корреспондент, журналист, журналистка, редактор, обозреватель, кореспондент, مراسل, مراسلة, صحفي, صحفية, محرر, محررة";

/// Small words within names, in lower case.
pub(super) const NAME_PARTICLES: &str = "\
     bin, binti, van, von, der, den, de, da, do, dos, du, di, del, della, la, le, el, al, y, e, ibn, ter, zu";

/// Words between names, in lower case.
pub(super) const NAME_CONJUNCTIONS: &str = "and, dan, y, e, et, und, en, och, og, i, и, і, و, và, और, 和";

/// The beginnings of lines that forbid publication until a time, in lower case.
pub(super) const EMBARGO_LABELS: &str = "\
     embargo, embargoed, hfr, under embargo, strictly embargoed, not for publication before, not for publication until, \
     not for release before, not for release until, do not publish before, hold for release until, hold until, \
     not for release, not for publication, not for broadcast, not to be published, not to be released, do not publish, \
     do not release, hold for release, hold for publication, embargo lifts, embargoed for release, \
     embargoed for publication, embargo for release, do not distribute, do not broadcast, not for distribution, \
     do not use before, do not use until, do not use, do not run, do not air, not for use before, not for use until, \
     jangan diterbitkan, jangan dipublikasikan, jangan disiarkan, jangan ditayangkan, jangan dimuat, dilarang menyiarkan, \
     tidak untuk diterbitkan, tidak untuk dipublikasikan, tidak untuk disiarkan, jangan siarkan, jangan terbitkan, \
     no publicar, no difundir, prohibida su publicación, prohibida su difusión, não publicar, não divulgar, \
     ne pas publier, ne pas diffuser, à ne pas publier, à ne pas diffuser, ne pas publier avant, ne pas diffuser avant, \
     à ne pas publier avant, à ne pas diffuser avant, for release, nicht veröffentlichen, nicht zur veröffentlichung, gesperrt bis, \
     non pubblicare, non diffondere, niet publiceren, niet verspreiden, niet voor publicatie, publicera inte, \
     får inte publiceras, må ikke offentliggøres, nie publikować, yayınlamayın, yayımlamayın, ambargolu, \
     не для публикации, не публиковать, не публікувати, không công bố, không được đăng, 보도금지, 公開禁止, 発表禁止, \
     tidak disiarkan sebelum, tidak ditayangkan sebelum, tidak diterbitkan sebelum, tidak dipublikasikan sebelum, \
     tidak dimuat sebelum, diembargo, jangan disiarkan sebelum, tidak untuk disiarkan sebelum, sperrfrist, pressesperrfrist, sperrvermerk, \
     unter embargo, sous embargo, embargo presse, bajo embargo, sob embargo, onder embargo, sotto embargo, pod embargiem, \
     embargado, embargada, embargados, embargadas, không đăng trước, cấm đăng trước, cấm phát hành, không phát hành, cấm công bố, không công bố, \
     эмбарго, не публиковать до, ембарго, حظر النشر, \
     محظور النشر, ممنوع النشر, 禁发, 禁止发布, 禁止發布, 禁止发表, 禁止刊登, 暂缓发布, 解禁, 解禁时间, 解禁時間, 解禁日時, 解禁日, 報道解禁, \
     掲載禁止, 放送禁止, 엠바고, 보도유예, 보도시점, ห้ามเผยแพร่ก่อน, प्रतिबंध";

/// Whole lines for the editors of a newspaper, in lower case.
pub(super) const DESK_LINES: &str = "\
     for immediate release, for immediate use, correction, ralat, koreksi, pembetulan, berichtigung, urgent, flash, bulletin, advisory, untuk segera disiarkan, untuk \
     disiarkan segera, siaran pers, press release, news release, rilis pers, zur sofortigen veröffentlichung, \
     pour diffusion immédiate, para publicación inmediata, para divulgação imediata, thông cáo báo chí, срочно, \
     молния, для немедленной публикации, пресс-релиз, عاجل, للنشر فورا, بيان صحفي, 急电, 快讯, 即时发布, 新闻稿, 속보, 보도자료, 速報";

/// Phrases within a sentence that say the same, before the time, in lower case.
pub(super) const EMBARGO_PHRASES: &str = "\
     embargoed until, embargoed till, embargoed for release until, embargoed for publication until, under embargo until, under embargo till, under strict embargo until, \
     not for publication before, not for publication until, not for release before, not for release until, \
     not to be published before, not to be published until, diembargo sampai, diembargo hingga, embargo sampai, \
     embargo hingga, beachten sie die sperrfrist, sperrfrist beachten, sperrfrist bis, sperrfrist endet am, embargo bis, sous embargo jusqu'au, sous embargo jusqu’au, \
     sous embargo jusqu'à, sous embargo jusqu’à, embargo jusqu'au, embargo jusqu’au, bajo embargo hasta, embargo hasta, \
     embargado hasta, embargada hasta, sob embargo até, embargo até, embargado até, embargada até, onder embargo tot, \
     embargo tot, sotto embargo fino, embargo fino, под эмбарго до";

/// Beginnings of lines that forbid publication before a time only with a word of publication at their end.
pub(super) const NOT_BEFORE: &str = "\
     not before, nicht vor, nicht bis, niet voor, niet vóór, no antes, não antes, pas avant, non prima, jangan sebelum, \
     tidak sebelum, ikke før, inte före, nie przed";

/// Words of publication at the end of such a line, in lower case.
pub(super) const PUBLICATION_WORDS: &str = "\
     publish, publication, release, broadcast, veröffentlichen, veröffentlicht, publizieren, verwenden, senden, freigeben, \
     publiceren, vrijgeven, publicar, difundir, divulgar, publier, diffuser, pubblicare, diffondere, diterbitkan, \
     disiarkan, dipublikasikan, ditayangkan, publiceres, publiceras, offentliggøres, publikować";

/// Beginnings of lines for the editors of a newspaper, before a colon, in lower case.
pub(super) const EDITOR_LABELS: &str = "\
     advisory, note, attention, important, warning, catatan, perhatian, penting, atención, atenção, hinweis, \
     achtung, let op, lưu ý, внимание, 注意";

/// Labels of notes to the editors of a newspaper, which are none to its readers, in lower case.
pub(super) const NOTES_TO_EDITORS: &str = "\
     note to editors, note to editor, notes to editors, notes to editor, note for editors, notes for editors, note to desk, \
     note to desks, note to the editor, note to the editors, notes to the editor, attention editors, catatan untuk redaksi, \
     catatan untuk redaktur, catatan untuk editor, catatan kepada redaksi, nota a los editores, nota para los editores, \
     nota a la redacción, nota aos editores, nota para os editores, nota à redação, note aux rédactions, note aux rédacteurs, \
     note à la rédaction, hinweis an die redaktion, hinweis an die redaktionen, hinweis für die redaktion, \
     hinweis für die redaktionen, nota per la redazione, nota per le redazioni, nota agli editori, noot voor de redactie, \
     till redaktionen, til redaksjonen, til redaktionen, uwaga dla redakcji, editörlere not, примечание для редакторов, \
     вниманию редакторов, увага редакторам, lưu ý ban biên tập, ملاحظة للمحررين, 致编辑, 致編輯, 編集者へ, 편집자에게";

/// Labels of notes by editors, to others or to readers, in lower case.
pub(super) const EDITORS_NOTES: &str = "\
     editors, desk, redaksi, perhatian redaksi, editor's note, editor’s note, editors' note, editors’ note, editors note, editor note, editors notes, editorial note, \
     catatan redaksi, catatan editor, catatan redaktur, nota del editor, nota de la redacción, nota do editor, nota da redação, \
     note de la rédaction, ndlr, anmerkung der redaktion, nota della redazione, ndr, noot van de redactie, redaktionens anmärkning, \
     od redakcji, editörün notu, примечание редактора, от редакции, від редакції, ghi chú của ban biên tập, ملاحظة المحرر, \
     编者按, 編者按, 編集部注, 편집자 주";

/// Beginnings of lines that mark a text as none to be published, in lower case: a draft, or what only few may read.
pub(super) const WITHHOLDING_WORDS: &str = "\
     draft, first draft, second draft, final draft, rough draft, working draft, unedited draft, draft only, confidential, strictly confidential, private and confidential, \
     internal use only, for internal use only, for internal use, internal only, not approved, unapproved, \
     not yet approved, not for circulation, off the record, top secret, mandatory kill, bulletin kill, urgent kill, \
     story killed, story withdrawn, advisory withdrawn, berita dicabut, berita ditarik, belum untuk diterbitkan, \
     nicht zur veröffentlichung bestimmt, nicht für die veröffentlichung bestimmt, \
     borrador, confidencial, uso interno, solo uso interno, solo para uso interno, no aprobado, rascunho, \
     somente para uso interno, apenas para uso interno, não aprovado, brouillon, confidentiel, usage interne, \
     à usage interne, non approuvé, entwurf, vertraulich, streng vertraulich, nur für den internen gebrauch, \
     nur zum internen gebrauch, nur für den dienstgebrauch, nicht freigegeben, vertrouwelijk, alleen voor intern gebruik, \
     niet goedgekeurd, bozza, riservato, riservata, confidenziale, solo per uso interno, utkast, konfidentiellt, \
     fortroligt, fortrolig, kladde, poufne, wersja robocza, taslak, gizli, draf, draf pertama, \
     draf kedua, draf awal, draf akhir, draf kasar, draf berita, naskah kasar, primer borrador, primeiro rascunho, premier jet, premier brouillon, \
     erster entwurf, rohfassung, prima bozza, första utkast, første utkast, første udkast, первый черновик, перша чернетка, rahasia, sangat rahasia, \
     untuk kalangan sendiri, untuk kalangan internal, hanya untuk internal, untuk internal, untuk keperluan internal, \
     untuk kebutuhan internal, untuk kepentingan internal, untuk penggunaan internal, untuk konsumsi internal, khusus internal, \
     konfidensial, tidak untuk umum, bukan untuk umum, pencabutan berita, penarikan berita, pembatalan berita, belum disetujui, sulit, bản nháp, bản thảo, \
     lưu hành nội bộ, tuyệt mật, черновик, конфиденциально, для служебного пользования, не утверждено, чернетка, \
     конфіденційно, مسودة, سري, سري للغاية, للاستخدام الداخلي, 草稿, 初稿, 机密, 機密, 保密, 内部资料, 內部資料, 仅供内部使用, 下書き, \
     社外秘, 関係者限り, 초안, 대외비, ร่าง, ลับ, मसौदा, गोपनीय";

/// Those that are words of sentences and headings too, and count where they are shouted.
pub(super) const SHOUTED_WORDS: &str = "\
     hold, kill, killed, spike, spiked, internal, intern, interne, interno, interna, private, restricted, secret, embargo, \
     embargoed, concept, konsep, terbatas, tahan, batal, ditahan, geheim, gesperrt, secreto, secreta, segreto, retener, anular, \
     annulé, задержать, отмена";

/// Whole lines that withdraw or hold a text, in lower case, whose words also begin headlines; and labels of one, where they are
/// shouted: `WITHDRAWN: Ferry runs again`.
pub(super) const WHOLE_MARKS: &str = "\
     ditarik, dicabut, ditahan, dibatalkan, batal tayang, batal terbit, tunda tayang, tunda terbit, belum final, belum diedit, \
     belum disunting, belum diverifikasi, dokumen internal, catatan internal, withdrawn, retracted, rescinded, \
     unedited, not edited, not yet edited, not verified, unverified, this is a test, this is only a test, test only, \
     test message, test story, please ignore, mohon abaikan, mohon diabaikan, zurückgezogen, unredigiert, noch nicht redigiert, \
     retirado, retirada, sin editar, sem edição, retiré, retirée, annulé, annulée, non relu, ritirato, ritirata, annullato, \
     annullata, ingetrokken, indragen, återkallad, trukket tilbake, trukket tilbage, wycofano, geri çekildi, отозвано, отозван, \
     снято с ленты, відкликано, đã rút, thu hồi bài, سحب الخبر, 撤稿, 撤销, 撤銷, 取り消し, 철회";

/// Words that may follow one of the tables above without a mark between, in a line that is shouted.
pub(super) const ORDER_WORDS: &str = "\
     for, not, only, until, till, pending, story, copy, version, this, all, and, untuk, jangan, para, no, nicht, nur, pas, non";

/// Words of a time of the day or of a zone, which a date alone does not tell.
pub(super) const TIME_WORDS: &str = "\
     noon, midnight, morning, afternoon, evening, night, time, hours, o'clock, am, pm, utc, gmt, uhr, mittag, mitternacht, \
     jam, pukul, siang, malam, pagi, sore, wib, wita, wit, mediodía, medianoche, hora, horas, midi, minuit, heures, msk, \
     cet, cest, est, edt, pst, pdt, bst, ist, sgt, jst";

/// Words between such a label and the time, in lower case.
pub(super) const UNTIL: &str = "\
     until, till, til, to, before, sebelum, voor, prima, przed, före, inden, trước, avant, antes, vor, قبل, sampai, hingga, s/d, bis, hasta, jusqu'à, jusqu'au, jusqu’à, jusqu’au, até, fino, tot, до, \
     حتى, إلى, đến, tới, 至, 到, まで, 까지";

/// Whether a table contains a word or phrase.
pub(super) fn contains(table: &str, words: &str) -> bool {
    let words = words.trim().to_lowercase();
    table.split(", ").any(|entry| entry == words)
}
