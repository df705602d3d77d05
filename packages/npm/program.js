// Where the program is: in the package for this platform, which npm installs as an optional dependency.
"use strict";

/** The packages that have a program for this platform, the best first. */
function packages() {
  const platform = `@feedwright/${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [platform];
  // The program for musl is linked statically, and runs everywhere.
  const usesGlibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
  return usesGlibc ? [`${platform}-gnu`, `${platform}-musl`] : [`${platform}-musl`];
}

/** The path of the program. `FEEDWRIGHT_PROGRAM` names another one. */
function program() {
  if (process.env.FEEDWRIGHT_PROGRAM) return process.env.FEEDWRIGHT_PROGRAM;
  const file = process.platform === "win32" ? "feedwright.exe" : "feedwright";
  for (const name of packages()) {
    try {
      return require.resolve(`${name}/${file}`);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error(
    `the package ${packages()[0]} is not installed. Install again without --omit=optional and --no-optional. ` +
      "If there is no such package for your platform, `cargo install feedwright` compiles the program, and the " +
      "variable FEEDWRIGHT_PROGRAM tells this package where it is."
  );
}

module.exports = { packages, program };
