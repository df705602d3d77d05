#!/usr/bin/env node
// Runs the program with the same arguments, and ends as it does.
"use strict";

const { spawn } = require("node:child_process");
const { program } = require("./program.js");

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

function fail(error) {
  console.error(`error: ${error.message}`);
  process.exit(2);
}

function run() {
  const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on("error", fail);
  child.on("exit", (status, signal) => {
    if (!signal) process.exit(status);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

try {
  run();
} catch (error) {
  fail(error);
}
