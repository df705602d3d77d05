import rss from "@astrojs/rss";
import { items } from "../posts.js";

export async function GET(context) {
  return rss({ title: "Train log", description: "Notes from trains", site: context.site, items: await items("en") });
}
