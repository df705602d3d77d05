import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const now = new Date();
const isPublic = (post) => !post.data.hidden && post.date <= now;

export default function (config) {
  config.addPreprocessor("drafts", "*", (data) => (data.draft ? false : undefined));
  config.addCollection("english", (api) => api.getFilteredByGlob("posts/**/*.md").filter(isPublic));
  config.addCollection("french", (api) => api.getFilteredByGlob("fr/posts/**/*.md").filter(isPublic));
  const metadata = {
    base: "https://bakery.ruiz.dev/",
    author: { name: "Ana Ruiz" },
  };
  config.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/feed/feed.xml",
    collection: { name: "english", limit: 0 },
    metadata: { ...metadata, language: "en", title: "Bakery", subtitle: "Bread and more" },
  });
  config.addPlugin(feedPlugin, {
    type: "rss",
    outputPath: "/fr/feed.xml",
    collection: { name: "french", limit: 5 },
    metadata: { ...metadata, language: "fr", title: "Boulangerie", subtitle: "Du pain et plus" },
  });
  return { pathPrefix: "/shop/", dir: { output: "_site" } };
}
