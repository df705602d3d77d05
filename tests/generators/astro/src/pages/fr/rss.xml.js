import rss from "@astrojs/rss";
import { items } from "../../posts.js";

export async function GET(context) {
  return rss({ title: "Carnet de train", description: "Notes", site: context.site, items: await items("fr") });
}
