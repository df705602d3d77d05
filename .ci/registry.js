// A registry of npm on this machine: `node .ci/registry.js FOLDER` serves the packages that `npm pack` made in a folder, and
// prints its address.
"use strict";

const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const folder = process.argv[2];
const archives = fs.readdirSync(folder).filter((file) => file.endsWith(".tgz"));
const manifests = archives.map((file) => {
  const archive = path.join(folder, file);
  const text = execFileSync("tar", ["-xzOf", archive, "package/package.json"], { encoding: "utf8" });
  const integrity = `sha512-${createHash("sha512").update(fs.readFileSync(archive)).digest("base64")}`;
  return { file, integrity, ...JSON.parse(text) };
});

/** What the registry knows about a package. */
function document({ file, integrity, ...manifest }, address) {
  const dist = { tarball: `${address}/${file}`, integrity };
  const { name, version } = manifest;
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

const server = http.createServer((request, response) => {
  const name = decodeURIComponent(request.url.slice(1));
  const manifest = manifests.find((manifest) => manifest.name === name);
  if (manifest) response.end(JSON.stringify(document(manifest, `http://${request.headers.host}`)));
  else if (archives.includes(name)) fs.createReadStream(path.join(folder, name)).pipe(response);
  else response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
