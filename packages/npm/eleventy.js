// A plugin for Eleventy: the feeds are built when the pages are.
"use strict";

const { build } = require("./build.js");

/**
 * @param config the configuration of Eleventy
 * @param {{ args?: string[] }} [options] `args`: options of `feedwright build`
 */
module.exports = function feedwright(config, { args = [] } = {}) {
  config.on("eleventy.after", ({ runMode, outputMode }) => {
    const writesPages = outputMode === "fs" && !process.argv.includes("--dryrun");
    if (!writesPages) return;
    // Each save of an article rebuilds the site: it is compared with what is published when it is built to be published.
    const compares = runMode === "build" || args.some((arg) => arg.startsWith("--against"));
    return build(process.cwd(), compares ? args : [...args, "--against", "none"]);
  });
};
