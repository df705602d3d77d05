// What a parser from npm reads of news, as JSON: `news.mjs PARSER PACKAGES FILE...` prints an object with the entries of each
// file. PACKAGES is the folder that has `node_modules`. A key that a parser has no word for is left out, so that nobody
// compares it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [name, packages, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(packages, 'package.json')));
const load = (module) => import(pathToFileURL(require.resolve(module)).href);
// The categories that have a scheme.
const schemes = (categories = [], of) => {
  const known = categories.map(of).filter(([, scheme]) => scheme !== undefined);
  return known.length > 0 ? known : undefined;
};
const number = (text) => (text === undefined ? undefined : Number(text));

const parsers = {
  // It is told of the elements that it does not know itself. Of those with attributes and a text, it returns the text.
  async 'rss-parser'(text) {
    const { default: Parser } = await load('rss-parser');
    const item = [
      'creativeCommons:license',
      'georss:featurename',
      'georss:point',
      'media:content',
      'media:thumbnail',
      'slash:comments',
      'source:markdown',
      'wfw:commentRss',
    ];
    const { items } = await new Parser({ customFields: { item } }).parseString(text);
    const entry = (item) => {
      const { $: file, ...texts } = item['media:content'] ?? {};
      const small = item['media:thumbnail']?.$;
      const plain = (key) => texts[`media:${key}`]?.[0]._ ?? texts[`media:${key}`]?.[0];
      return {
        rights: item.rights,
        license: item['creativeCommons:license'],
        place: item['georss:featurename'],
        point: item['georss:point']?.split(' ').map(Number),
        comments: item.comments,
        count: number(item['slash:comments']),
        comment_feed: item['wfw:commentRss'],
        markdown: item['source:markdown'],
        picture: file && [file.url, file.type, number(file.fileSize), number(file.width), number(file.height)],
        alt: plain('title'),
        caption: plain('description'),
        credit: plain('credit'),
        copyright: plain('copyright'),
        categories: schemes(item.categories, ({ _: name, $ = {} }) => [name, $.domain]),
        thumbnail: small && [small.url, number(small.width), number(small.height)],
      };
    };
    return items.map((item) => [item.guid ?? item.id, entry(item)]);
  },

  async feedsmith(text) {
    const { parseFeed } = await load('feedsmith');
    const { feed } = parseFeed(text);
    const entry = (item) => {
      const [picture] = item.media?.contents ?? [];
      const [small] = item.media?.thumbnails ?? [];
      const point = item.georss?.point;
      const links = (rel) => (item.links ?? []).filter((link) => link.rel === rel);
      const [via] = links('via');
      const replies = (type) => links('replies').find((link) => link.type === type);
      return {
        source: item.source && [item.source.title, item.source.url],
        via: via && [via.title, via.href],
        rights: item.dc?.rights?.[0] ?? item.rights?.value,
        license: item.creativeCommons?.licenses?.[0] ?? links('license')[0]?.href,
        place: item.georss?.featureName,
        point: point && [point.lat, point.lng],
        comments: item.comments ?? replies('text/html')?.href,
        count: item.slash?.comments ?? replies('text/html')?.thr?.count,
        markdown: item.sourceNs?.markdown,
        comment_feed: item.wfw?.commentRss ?? replies('application/rss+xml')?.href,
        picture: picture && [picture.url, picture.type, picture.fileSize, picture.width, picture.height],
        alt: picture?.title?.value,
        caption: picture?.description?.value,
        credit: picture?.credits?.[0].value,
        copyright: picture?.copyright?.value,
        categories: schemes(item.categories, ({ name, term, domain, scheme }) => [name ?? term, domain ?? scheme]),
        thumbnail: small && [small.url, small.width, small.height],
      };
    };
    return (feed.items ?? feed.entries).map((item) => [item.guid?.value ?? item.id, entry(item)]);
  },
};

const read = {};
for (const file of files) {
  read[file] = Object.fromEntries(await parsers[name](readFileSync(file, 'utf8')));
}
process.stdout.write(JSON.stringify(read));
