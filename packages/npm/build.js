// `feedwright build` as a step of a site's build.
"use strict";

const { spawn } = require("node:child_process");
const { program } = require("./program.js");

/**
 * Runs `feedwright build` in a folder. The promise is rejected if the feeds are not published.
 * @param {string} folder
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function build(folder, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program(), ["build", ...args], { cwd: folder, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (status, signal) => {
      if (status === 0) resolve();
      else reject(new Error(`the feeds are not published: feedwright build ended with ${signal ?? `status ${status}`}`));
    });
  });
}

module.exports = { build };
