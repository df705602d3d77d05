//! Tables of news agencies, and of what stands for one in a credit. Each table is one text with commas between its entries.

/// Agencies, in lower case.
pub(super) const AGENCIES: &str = "\
     afp, agence france-presse, ap, associated press, the associated press, reuters, dpa, dpa-afx, deutsche presse-agentur, epd, \
     evangelischer pressedienst, kna, katholische nachrichten-agentur, sid, ddp, dapd, ots, apa, austria presse agentur, sda, \
     keystone, keystone-sda, keystone-ats, awp, ansa, agi, adnkronos, askanews, lapresse, efe, europa press, europapress, lusa, \
     anp, belga, ritzau, ritzau scanpix, ntb, ntb scanpix, stt, lehtikuva, pap, čtk, ctk, tasr, mti, hina, tanjug, agerpres, \
     mediafax, bta, ana-mpa, amna, anadolu, dha, i̇ha, iha, tass, itar-tass, ria novosti, interfax, interfax.ru, interfax-ukraine, \
     sputnik, regnum, ukrinform, unian, belta, kazinform, azertac, armenpress, xinhua, china news service, kyodo, kyodo news, jiji, \
     jiji press, yonhap, newsis, kcna, pti, ani, ians, unb, bss, antara, antara foto, antara news, kompas, kompas.com, tempo, \
     tempo.co, republika, bernama, pna, tna, thx, ttxvn, vna, vov, aap, australian associated press, canadian press, \
     the canadian press, la presse canadienne, press association, pa media, bloomberg, upi, notimex, télam, telam, prensa latina, \
     agência brasil, agencia brasil, folhapress, estadão conteúdo, spa, wam, petra, kuna, sana, mena, irna, isna, epa, epa-efe, \
     picture alliance, picture-alliance, getty, getty images, imago, \
     тасс, итар-тасс, риа новости, интерфакс, рейтер, ап, афп, укринформ, укрінформ, уніан, белта, казинформ, \
     新华社, 新華社, 中新社, 法新社, 路透社, 路透, 美联社, 美聯社, 中央社, 共同社, 共同通信, 時事通信, 時事, ロイター, 연합뉴스, 뉴시스, 뉴스1, 로이터, \
     رويترز, أ ف ب, أ.ف.ب, فرانس برس, واس, وام, بترا, الأناضول, أسوشيتد برس, د ب أ, ایسنا, ایرنا, \
     एएफपी, पीटीआई, रॉयटर्स, एएनआई, भाषा, เอเอฟพี, รอยเตอร์, เอพี, สำนักข่าวไทย";

/// Short ones, and others that begin with a small letter, as they write themselves: `Berlin (dpa) - `.
pub(super) const AS_WRITTEN: &str =
    "afp, ap, apa, awp, dapd, ddp, dpa, dpa-AFX, epd, kna, ots, ritzau, sda, sid, Ansa, Efe, Lusa, Tass";

/// Agencies whose names are words or other abbreviations, too, so that they count in brackets only, in lower case.
pub(super) const IN_BRACKETS: &str = "\
     aa, aap, ag, ana, aps, ats, beta, cna, cns, cp, fena, ina, map, nan, pa, qna, sta, tap, tt, uni, нв, 共同, 時事";

/// Agencies behind a place in Japanese brackets: `【東京共同】`.
pub(super) const BOXED: &str = "共同, 時事, ロイター, AFP時事, AP, AFP";

/// Collections of pictures, in lower case.
pub(super) const STOCK: &str = "\
     shutterstock, unsplash, pexels, pixabay, istock, istockphoto, freepik, adobe stock, depositphotos, dreamstime, alamy, 123rf";

/// What a credit has instead of an agency, in any case.
pub(super) const NO_AGENCY: &str = "ist, istimewa, handout, detikcom";
