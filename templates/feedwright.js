// Feedwright: makes a page of a feed that somebody opens in a browser. A file with the same name in your own `templates` folder
// replaces this one. It loads nothing: all that it shows is in the feed, whose HTML is sanitized when the feed is built.
"use strict";

(function () {
  const WORDS = {
    en: ["This is a web feed. To get new entries, copy its address into a feed reader.", "Copy this address", "Copied"],
    ar: ["هذه خلاصة ويب. للحصول على الجديد، انسخ عنوانها إلى قارئ خلاصات.", "انسخ هذا العنوان", "تم النسخ"],
    id: ["Ini adalah umpan web. Untuk menerima tulisan baru, salin alamatnya ke pembaca umpan.", "Salin alamat ini", "Tersalin"],
    ru: ["Это веб-лента. Чтобы получать новые записи, скопируйте её адрес в программу для чтения лент.", "Скопировать адрес", "Скопировано"],
    vi: ["Đây là nguồn cấp tin. Để nhận bài mới, hãy sao chép địa chỉ vào trình đọc tin.", "Sao chép địa chỉ này", "Đã sao chép"],
    zh: ["这是一个网页订阅源。要获取新内容，请将其网址复制到订阅阅读器中。", "复制网址", "已复制"],
  };
  const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b|-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)\b/i;
  const XHTML = "http://www.w3.org/1999/xhtml";
  const ATOM = "http://www.w3.org/2005/Atom";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const CONTENT = "http://purl.org/rss/1.0/modules/content/";
  const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

  const root = document.documentElement;
  const isAtom = root.namespaceURI === ATOM;

  function children(parent, name, namespace) {
    const isNamed = (child) => child.localName === name && (child.namespaceURI || "") === namespace;
    return Array.from(parent.children).filter(isNamed);
  }

  function text(parent, name, namespace = isAtom ? ATOM : "") {
    const child = children(parent, name, namespace)[0];
    return child ? child.textContent.trim() : "";
  }

  function links(parent, rel) {
    return children(parent, "link", ATOM).filter((link) => link.getAttribute("rel") === rel);
  }

  // What an entry or a feed says, whatever its format.
  const read = isAtom
    ? {
        link: (parent) => links(parent, "alternate")[0]?.getAttribute("href") ?? "",
        language: (parent) => parent.getAttributeNS(XML, "lang") ?? "",
        about: "subtitle",
        date: "published",
        html: (entry) => text(entry, "content"),
        summary: (entry) => text(entry, "summary"),
        files: (entry) => links(entry, "enclosure").map((link) => [link.getAttribute("href"), link.getAttribute("type")]),
      }
    : {
        link: (parent) => text(parent, "link"),
        language: (parent) => text(parent, "language") || text(parent, "language", DUBLIN_CORE),
        about: "description",
        date: "pubDate",
        html: (entry) => text(entry, "encoded", CONTENT) || text(entry, "description"),
        summary: () => "",
        files: (entry) =>
          children(entry, "enclosure", "").map((file) => [file.getAttribute("url"), file.getAttribute("type")]),
      };

  function element(name, attributes = {}, ...inner) {
    const made = document.createElementNS(XHTML, name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (value) made.setAttribute(attribute, value);
    }
    made.append(...inner.filter(Boolean));
    return made;
  }

  function direction(language) {
    return language ? { lang: language, dir: RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr" } : { dir: "auto" };
  }

  function linked(title, href) {
    return /^https?:/.test(href) ? element("a", { href }, title || href) : title;
  }

  function date(entry, language) {
    const written = text(entry, read.date);
    const instant = new Date(written);
    if (Number.isNaN(instant.getTime())) return null;
    const shown = instant.toLocaleDateString(language || undefined, { dateStyle: "long" });
    return element("time", { datetime: instant.toISOString() }, shown);
  }

  // Elements of HTML, as the feed has them, without what could run.
  function fragment(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const unsafe of parsed.querySelectorAll("script, style, link, meta, base, object, embed, form")) unsafe.remove();
    for (const node of parsed.body.querySelectorAll("*")) {
      for (const { name, value } of Array.from(node.attributes)) {
        if (/^on/i.test(name) || /^\s*(javascript|data:text)/i.test(value)) node.removeAttribute(name);
      }
      if (node.localName === "img" || node.localName === "iframe") node.setAttribute("loading", "lazy");
    }
    return Array.from(parsed.body.childNodes, (node) => document.importNode(node, true));
  }

  function file([href, type]) {
    if (!/^https?:/.test(href ?? "")) return null;
    const kind = /^(audio|video)\//.exec(type ?? "")?.[1];
    const player = kind && element(kind, { controls: "controls", preload: "none", src: href });
    return element("p", {}, player, linked("", href));
  }

  function article(entry, feedLanguage) {
    const language = read.language(entry) || feedLanguage;
    const title = text(entry, "title");
    const body = element("div", { class: "content" }, ...fragment(read.html(entry)));
    const summary = read.summary(entry);
    if (!body.hasChildNodes() && summary) body.append(element("p", {}, summary));
    const heading = element("h2", {}, linked(title, read.link(entry)));
    return element("article", direction(language), heading, date(entry, language), body, ...read.files(entry).map(file));
  }

  function subscribe(words) {
    const [about, copy, copied] = words;
    const address = element("input", { type: "url", readonly: "readonly", "aria-label": about });
    address.value = location.href;
    address.setAttribute("value", location.href);
    const button = element("button", { type: "button" }, copy);
    button.addEventListener("click", async () => {
      address.select();
      try {
        await navigator.clipboard.writeText(address.value);
      } catch {
        document.execCommand?.("copy");
      }
      button.textContent = copied;
    });
    return element("section", { class: "subscribe" }, element("p", {}, about), element("div", {}, address, button));
  }

  function page() {
    const feed = isAtom ? root : children(root, "channel", "")[0];
    if (!feed) return;
    const language = read.language(feed);
    const title = text(feed, "title");
    const entries = isAtom ? children(feed, "entry", ATOM) : children(feed, "item", "");
    const description = text(feed, read.about);
    const header = element(
      "header",
      {},
      element("h1", {}, linked(title, read.link(feed))),
      description && element("p", {}, description),
    );
    const body = element(
      "body",
      {},
      subscribe(WORDS[language.split("-")[0].toLowerCase()] ?? WORDS.en),
      header,
      element("main", {}, ...entries.map((entry) => article(entry, language))),
    );
    const head = element(
      "head",
      {},
      element("title", {}, title),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    );
    root.replaceWith(element("html", direction(language), head, body));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
})();
