import { getCollection } from "astro:content";

const isPublic = ({ data }) => !data.draft && !data.hidden && data.pubDate <= new Date();

export async function posts(language) {
  const chosen = await getCollection("blog", (post) => isPublic(post) && post.id.startsWith(`${language}/`));
  return chosen.sort((a, b) => b.data.pubDate.valueOf() - a.data.pubDate.valueOf());
}

export async function items(language) {
  return (await posts(language)).map((post) => ({
    title: post.data.title,
    description: post.data.description,
    pubDate: post.data.pubDate,
    link: `/log/blog/${post.id}/`,
  }));
}
