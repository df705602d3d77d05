// An integration for Astro: the feeds are built when the pages are.
"use strict";

const { fileURLToPath } = require("node:url");
const { build } = require("./build.js");

/** @param {{ args?: string[] }} [options] `args`: options of `feedwright build` */
module.exports = function feedwright({ args = [] } = {}) {
  let folder = process.cwd();
  return {
    name: "feedwright",
    hooks: {
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.root);
      },
      "astro:build:done": () => build(folder, args),
    },
  };
};
