// What a parser from npm reads in feeds, as JSON: `parse.mjs PARSER PACKAGES FILE...` prints an object with the feed of each
// file. PACKAGES is the folder that has `node_modules`. A key that a parser has no word for is left out, so that nobody
// compares it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [name, packages, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(packages, 'package.json')));
const load = (module) => import(pathToFileURL(require.resolve(module)).href);
const instant = (date) => (date ? new Date(date).toISOString().replace('.000Z', 'Z') : null);
const list = (value) => (value === undefined || value === null ? [] : [value].flat());

const parsers = {
  async 'rss-parser'(text) {
    const { default: Parser } = await load('rss-parser');
    const read = await new Parser().parseString(text);
    const entry = (item) => ({
      id: item.guid ?? item.id,
      title: item.title,
      link: item.link,
      published: instant(item.isoDate),
      // The first one.
      author: item.creator ?? item.author,
      ...(item.categories && typeof item.categories[0] === 'string' ? { tags: item.categories } : {}),
      summary: item.guid ? item.content : item.summary,
      content: item['content:encoded'] ?? item.content,
      // Those of Atom are not read.
      ...(item.guid
        ? { enclosures: list(item.enclosure).map(({ url, type, length }) => ({ url, type, size: Number(length) })) }
        : {}),
    });
    return { title: read.title, link: read.link, entries: read.items.map(entry) };
  },

  async feedsmith(text) {
    const { parseFeed } = await load('feedsmith');
    const { format, feed } = parseFeed(text);
    return { rss: ofRss, atom: ofAtom, json: ofJson }[format](feed);
  },

  // With its defaults, as most programs use it.
  async 'fast-xml-parser'(text) {
    const { XMLParser } = require('fast-xml-parser');
    const read = new XMLParser({ ignoreAttributes: false }).parse(text);
    const plain = (node) => (node && typeof node === 'object' ? node['#text'] : node)?.toString();
    const atom = (node) => ({
      id: plain(node.id),
      title: plain(node.title),
      link: list(node.link).find((link) => link['@_rel'] === 'alternate')?.['@_href'],
      published: instant(node.published),
      authors: list(node.author).map((author) => plain(author.name)),
      tags: list(node.category).map((category) => category['@_term']),
      summary: plain(node.summary),
      content: plain(node.content),
      enclosures: list(node.link)
        .filter((link) => link['@_rel'] === 'enclosure')
        .map((link) => ({ url: link['@_href'], type: link['@_type'], size: Number(link['@_length']) })),
    });
    if (read.feed) {
      const home = list(read.feed.link).find((link) => link['@_rel'] === 'alternate')?.['@_href'];
      const { title, entry } = read.feed;
      return { title: plain(title), link: home, language: read.feed['@_xml:lang'], entries: list(entry).map(atom) };
    }
    const item = (node) => ({
      id: plain(node.guid),
      title: plain(node.title),
      link: plain(node.link),
      published: instant(node.pubDate),
      authors: list(node['dc:creator']).map(plain),
      tags: list(node.category).map(plain),
      summary: plain(node.description),
      content: plain(node['content:encoded']),
      enclosures: list(node.enclosure).map((one) => ({
        url: one['@_url'],
        type: one['@_type'],
        size: Number(one['@_length']),
      })),
    });
    const { channel } = read.rss;
    const { title, link, language } = channel;
    return { title: plain(title), link: plain(link), language, entries: list(channel.item).map(item) };
  },

  async '@rowanmanning/feed-parser'(text) {
    const { parseFeed } = await load('@rowanmanning/feed-parser');
    const read = parseFeed(text);
    const entry = (item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      published: instant(item.published),
      authors: item.authors.map((author) => author.name),
      tags: item.categories.map((category) => category.term),
      summary: item.description,
      content: item.content,
      enclosures: item.media
        .filter((media) => media.type !== 'image')
        .map((media) => ({ url: media.url, type: media.mimeType, size: media.length })),
    });
    return { title: read.title, link: read.url, language: read.language, entries: read.items.map(entry) };
  },
};

function ofRss(feed) {
  const entry = (item) => ({
    id: item.guid?.value,
    title: item.title,
    link: item.link,
    published: instant(item.pubDate),
    authors: list(item.dc?.creators ?? item.dc?.creator),
    tags: list(item.categories).map((category) => category.name),
    summary: item.description,
    content: item.content?.encoded,
    enclosures: list(item.enclosures).map(({ url, type, length }) => ({ url, type, size: length })),
  });
  return { title: feed.title, link: feed.link, language: feed.language, entries: list(feed.items).map(entry) };
}

function ofAtom(feed) {
  const alternate = (links) => links.find((link) => link.rel === 'alternate')?.href;
  const text = (value) => (typeof value === 'object' ? value?.value : value);
  const entry = (item) => ({
    id: item.id,
    title: text(item.title),
    link: alternate(item.links),
    published: instant(item.published),
    authors: list(item.authors).map((author) => author.name),
    tags: list(item.categories).map((category) => category.term),
    summary: text(item.summary),
    content: text(item.content),
    enclosures: item.links
      .filter((link) => link.rel === 'enclosure')
      .map((link) => ({ url: link.href, type: link.type, size: link.length })),
  });
  return { title: text(feed.title), link: alternate(feed.links), entries: list(feed.entries).map(entry) };
}

function ofJson(feed) {
  const entry = (item) => ({
    id: item.id,
    title: item.title,
    link: item.url,
    published: instant(item.date_published),
    authors: list(item.authors).map((author) => author.name),
    tags: list(item.tags),
    summary: item.summary,
    content: item.content_html,
    enclosures: list(item.attachments).map((one) => ({
      url: one.url,
      type: one.mime_type,
      size: one.size_in_bytes,
    })),
  });
  const { title, home_page_url: link, language, items } = feed;
  return { title, link, language, entries: list(items).map(entry) };
}

const read = {};
for (const file of files) {
  read[file] = await parsers[name](readFileSync(file, 'utf8'));
}
process.stdout.write(JSON.stringify(read));
