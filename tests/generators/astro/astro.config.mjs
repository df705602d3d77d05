import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://train.ruiz.dev",
  base: "/log",
  trailingSlash: "always",
  cacheDir: "./.cache/astro",
  vite: { cacheDir: "./.cache/vite" },
});
