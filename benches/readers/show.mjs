// What a parser from npm reads of a podcast, as JSON: `show.mjs PARSER PACKAGES FILE` prints what the show and its episodes
// say. PACKAGES is the folder that has `node_modules`. A key that a parser has no word for is left out, so that nobody
// compares it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [name, packages, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(packages, 'package.json')));
const load = (module) => import(pathToFileURL(require.resolve(module)).href);
const instant = (date) => new Date(date).toISOString().replace('.000Z', 'Z');
const list = (values, of) => (values === undefined ? undefined : values.map(of));
const number = (text) => (text === undefined ? undefined : Number(text));
// A file in several forms, as two of the parsers have it.
const form = ([source], { type, length, title, height, bitrate, lang }) => [
  source.uri,
  type,
  length,
  title,
  height,
  bitrate,
  lang,
];
const truth = (text) => (text === undefined ? undefined : text === 'true');

const parsers = {
  async 'rss-parser'(text) {
    const { default: Parser } = await load('rss-parser');
    const { itunes, items } = await new Parser().parseString(text);
    const episode = ({ itunes, enclosure: { url, length, type } }) => ({
      file: [url, Number(length), type],
      number: number(itunes.episode),
      season: number(itunes.season),
      type: itunes.episodeType,
      explicit: truth(itunes.explicit),
      image: itunes.image,
      duration: number(itunes.duration),
    });
    const show = {
      author: itunes.author,
      owner: [itunes.owner.name, itunes.owner.email],
      image: itunes.image,
      explicit: truth(itunes.explicit),
      categories: itunes.categoriesWithSubs.map(({ name, subs }) => [name, ...(subs ?? []).map((sub) => sub.name)]),
    };
    return [show, items, episode];
  },

  async feedsmith(text) {
    const { parseFeed } = await load('feedsmith');
    const { itunes, podcast, items } = parseFeed(text).feed;
    const person = ({ display, role, href, img }) => [display, role, href, img];
    const funding = ({ url, display }) => [url, display];
    const episode = ({ itunes = {}, podcast = {}, enclosures: [{ url, length, type }] }) => ({
      file: [url, length, type],
      number: itunes.episode,
      season: itunes.season,
      season_name: podcast.season?.name,
      type: itunes.episodeType,
      title: itunes.title,
      explicit: itunes.explicit,
      image: itunes.image,
      duration: itunes.duration,
      block: itunes.block,
      chapters: podcast.chapters?.url,
      transcripts: list(podcast.transcripts, ({ url }) => url),
      people: list(podcast.persons, ({ display, role }) => [display, role ?? null]),
      location: podcast.locations?.[0].display,
      soundbites: list(podcast.soundbites, ({ startTime, duration, display }) => [startTime, duration, display]),
      alternates: list(podcast.alternateEnclosures, (one) => form(one.sources, one)),
      license: podcast.license?.display,
      funding: list(podcast.fundings, funding),
    });
    const [location] = podcast.locations;
    const show = {
      author: itunes.author,
      owner: [itunes.owner.name, itunes.owner.email],
      image: itunes.image,
      explicit: itunes.explicit,
      type: itunes.type,
      complete: itunes.complete,
      categories: itunes.categories.map(({ text, categories = [] }) => [text, ...categories.map((below) => below.text)]),
      guid: podcast.guid,
      locked: podcast.locked.value,
      funding: podcast.fundings.map(funding),
      people: podcast.persons.map(person),
      location: [location.display, location.geo, location.osm],
      trailers: podcast.trailers.map((one) => [one.display, one.url, instant(one.pubDate), one.length, one.season]),
      medium: podcast.medium,
      license: [podcast.license.display, podcast.license.url],
      txt: podcast.txts.map(({ purpose, display }) => [purpose, display]),
      frequency: [podcast.updateFrequency.display, podcast.updateFrequency.rrule],
    };
    return [show, items, episode];
  },

  async 'podcast-partytime'(text) {
    const { parseFeed } = require('podcast-partytime');
    const feed = parseFeed(text);
    // Roles are named by the taxonomy, and have its defaults.
    const episode = (item) => ({
      file: [item.enclosure.url, item.enclosure.length, item.enclosure.type],
      number: item.itunesEpisode,
      season: item.itunesSeason,
      season_name: item.podcastSeason?.name,
      type: item.itunesEpisodeType,
      image: item.itunesImage,
      duration: item.duration || undefined,
      chapters: item.podcastChapters?.url,
      transcripts: list(item.podcastTranscripts, ({ url }) => url),
      location: item.podcastLocation?.name,
      soundbites: list(item.podcastSoundbites, ({ startTime, duration, title }) => [startTime, duration, title]),
      alternates: list(item.alternativeEnclosures, (one) => form(one.source, one)),
      license: item.license?.identifier,
    });
    const { podcastLocation: location, license } = feed;
    const show = {
      author: feed.author,
      owner: [feed.owner.name, feed.owner.email],
      image: feed.itunesImage,
      explicit: feed.explicit,
      type: feed.itunesType,
      complete: feed.itunesComplete,
      categories: feed.itunesCategory.map((category) => category.split(' > ')),
      guid: feed.guid,
      locked: feed.locked,
      funding: feed.podcastFunding.map(({ url, message }) => [url, message]),
      people: feed.podcastPeople.map(({ name, role, href, img }) => [name, role.toLowerCase(), href, img]),
      location: [location.name, location.geo, location.osm],
      trailers: feed.trailers.map((one) => [one.title, one.url, instant(one.pubdate), one.length, one.season]),
      medium: feed.medium,
      license: [license.identifier, license.url],
      txt: feed.podcastTxt.map(({ purpose, value }) => [purpose, value]),
    };
    return [show, feed.items, episode];
  },
};

const [show, items, episode] = await parsers[name](readFileSync(file, 'utf8'));
const episodes = Object.fromEntries(items.map((item) => [item.guid?.value ?? item.guid, episode(item)]));
process.stdout.write(JSON.stringify({ show, episodes }));
