export default {
  title: "Mountain paths",
  url: "https://paths.ruiz.dev",
  baseUrl: "/club/",
  onBrokenLinks: "ignore",
  future: { v4: { removeLegacyPostBuildHeadAttribute: true }, faster: true },
  i18n: { defaultLocale: "en", locales: ["en", "fr"] },
  presets: [
    [
      "classic",
      {
        docs: false,
        pages: false,
        sitemap: false,
        blog: {
          onInlineAuthors: "ignore",
          onUntruncatedBlogPosts: "ignore",
          feedOptions: { type: "all", limit: 20, title: "Mountain paths", description: "Notes from walks" },
        },
      },
    ],
  ],
};
