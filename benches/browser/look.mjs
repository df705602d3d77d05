// What Chromium shows of the files in a folder: visits as JSON on standard input, facts about each as JSON on standard output.
// It is driven through a pipe, and gets the files from a server of this process, whose types are those of the guide; below
// `/as-feed/`, feeds have their own types.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".xml": "application/xml; charset=utf-8" };
const AS_FEED = "/as-feed/";

const folder = process.argv[2];
const visits = JSON.parse(readFileSync(0, "utf8"));

const requested = [];
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  const isFeed = path.startsWith(AS_FEED);
  const file = join(folder, isFeed ? path.slice(AS_FEED.length) : path);
  requested.push(path);
  if (!existsSync(file)) return response.writeHead(404).end();
  const type = isFeed ? "application/rss+xml" : (TYPES[extname(file)] ?? "application/octet-stream");
  response.writeHead(200, { "Content-Type": type });
  createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const options = ["--remote-debugging-pipe", `--user-data-dir=${process.env.BROWSER_FOLDER}/profile`];
const browser = spawn(process.env.BROWSER_SCRIPT, [process.env.BROWSER_FOLDER, "chromium", ...options], {
  stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
});
const [, , , commands, messages] = browser.stdio;
const answers = new Map();
const listeners = [];
let rest = "";
messages.on("data", (data) => {
  const parts = (rest + data).split("\0");
  rest = parts.pop();
  for (const message of parts.map((part) => JSON.parse(part))) {
    if (message.id) answers.get(message.id)(message);
    else listeners.forEach((listener) => listener(message));
  }
});

let last = 0;
function send(method, params = {}, sessionId = undefined) {
  const id = ++last;
  commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise((resolve, reject) => {
    answers.set(id, ({ error, result }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
  });
}

// Runs in the page: clicks, and waits until that is shown; a button also until its text changes, as it does at last.
async function act(selectors) {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  for (const selector of selectors) {
    const element = document.querySelector(selector);
    const before = element.textContent;
    element.click();
    for (let left = 100; left > 0 && element.localName === "button" && element.textContent === before; left--) await frame();
  }
  await frame();
}

// Runs in the page: what is visible there.
function facts() {
  function channels(color) {
    const parts = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return parts.length === 3 ? [...parts, 1] : parts;
  }
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function background(element) {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color[3] > 0) return color;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
  }
  function contrast(element) {
    const [one, other] = [channels(getComputedStyle(element).color), background(element)].map(luminance);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
  const scale = Math.min(1, screen.width / innerWidth);
  const lines = [];
  const root = document.documentElement;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const rectangles = Array.from(range.getClientRects()).filter(({ width, height }) => width > 0 && height > 0);
    const element = node.parentElement;
    if (!node.data.trim() || rectangles.length === 0 || getComputedStyle(element).visibility !== "visible") continue;
    lines.push({
      text: node.data.trim(),
      left: Math.min(...rectangles.map(({ left }) => left)),
      right: Math.max(...rectangles.map(({ right }) => right)),
      // What is wider than the box around it can be scrolled there.
      scrolls: Boolean(element.closest?.("pre, table, .frame")),
      contrast: contrast(element),
      size: parseFloat(getComputedStyle(element).fontSize) * scale,
    });
  }
  const made = [];
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (element.getClientRects().length === 0) continue;
    for (const which of ["::before", "::after"]) {
      const { content } = getComputedStyle(element, which);
      if (content.startsWith('"')) made.push(content.slice(1, -1));
    }
  }
  return {
    root: root.localName,
    direction: getComputedStyle(root).direction,
    background: background(root).slice(0, 3).join(),
    width: innerWidth,
    scrollWidth: root.scrollWidth,
    lines,
    made,
    pictures: Array.from(document.images, (image) => [image.getAttribute("alt"), image.naturalWidth]),
    links: Array.from(root.querySelectorAll("a[href]"), (link) => [link.textContent, link.getAttribute("href")]),
  };
}

const { targetId } = await send("Target.createTarget", { url: "about:blank" });
const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
const page = (method, params) => send(method, params, sessionId);
await page("Page.enable");
await page("Emulation.setFocusEmulationEnabled", { enabled: true });
await send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });

async function visit({ path, width, dark, phone, click, picture }) {
  const size = { width, height: 900, screenWidth: width, screenHeight: 900 };
  await page("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: phone });
  await page("Emulation.setTouchEmulationEnabled", { enabled: phone });
  const theme = { name: "prefers-color-scheme", value: dark ? "dark" : "light" };
  await page("Emulation.setEmulatedMedia", { features: [theme] });
  requested.length = 0;
  const loaded = new Promise((resolve) => {
    listeners.splice(0, listeners.length, ({ method }) => method === "Page.loadEventFired" && resolve());
  });
  await page("Page.navigate", { url: origin + path });
  await loaded;
  const expression = `(${act})(${JSON.stringify(click)}).then(${facts})`;
  const options = { expression, returnByValue: true, awaitPromise: true, userGesture: true };
  const { result, exceptionDetails } = await page("Runtime.evaluate", options);
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  if (picture) {
    const { data } = await page("Page.captureScreenshot", { format: "png" });
    writeFileSync(picture, Buffer.from(data, "base64"));
  }
  return { ...result.value, requested: [...requested] };
}

const found = [];
for (const one of visits) found.push(await visit(one));
browser.kill();
server.close();
process.stdout.write(JSON.stringify(found), () => process.exit(0));
