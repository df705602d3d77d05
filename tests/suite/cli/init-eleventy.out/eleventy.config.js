import pluginFeed from "@11ty/eleventy-plugin-rss";

/** @param {import("@11ty/eleventy").UserConfig} eleventyConfig */
export default async function (eleventyConfig) {
	// The feed: "https://not.this.one/"
	eleventyConfig.addPlugin(pluginFeed, {
		type: "atom",
		outputPath: "/feed/feed.xml",
		collection: { name: "posts", limit: 10 },
		metadata: { language: "en", title: "Blog Title", base: "https://blog.sungai.org/", author: { name: "Dewi" } },
	});
}

export const config = {
	templateFormats: ["md", "njk", "html"],
	dir: {
		input: "content", // default: "."
		includes: "../_includes",
		data: "../_data",
		output: "_site",
	},
};
