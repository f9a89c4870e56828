// Looks at every page and drawing of a folder in a real browser, without a window.
//
//     node check_pages.mjs TOOLS BROWSER FOLDER
//
// TOOLS is the folder with node_modules, BROWSER a Chromium. Of each NAME.html in
// FOLDER it prints a line of JSON: what axe-core and html-validate find, requests
// for anything but the page itself, what the console said, scripts that are there,
// widths at which the page is wider than its window, and printed pages. Of each
// NAME.svg: its root, and what is wrong with it. Screenshots go beside them.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [tools, browserPath, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, "index.js"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { HtmlValidate } = require("html-validate");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const puppeteer = await load("puppeteer-core");

const ALL = [
  [360, "light"],
  [360, "dark"],
  [1280, "light"],
  [1280, "dark"],
];
const TWO = [
  [360, "dark"],
  [1280, "light"],
];
const PAPERS = ["a4", "letter"];

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
});

/** Rules that the page breaks, each as text. */
async function validate(file) {
  const report = await validator.validateFile(file);
  return report.results.flatMap((result) =>
    result.messages.map((found) => `${found.line}: ${found.ruleId}: ${found.message}`),
  );
}

/** Rules of axe-core that the page breaks as it is shown now. */
async function axeFinds(page) {
  const { violations, passes } = await page.evaluate(async (source) => {
    (0, eval)(source);
    return globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
  }, axe);
  const found = violations.map(
    (broken) => `${broken.id}: ${broken.nodes.map((node) => node.html).join(" ")}`,
  );
  return passes.length ? found : ["axe-core looked at nothing"];
}

/** How many pages a PDF has, by its page objects. */
function pages(pdf) {
  return Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

async function html(browser, file) {
  const name = path.basename(file, ".html");
  const url = pathToFileURL(path.resolve(file)).href;
  const page = await browser.newPage();
  const found = { name, axe: [], requests: [], console: [], wide: [], pages: {} };
  page.on("request", (request) => {
    if (request.url() !== url) found.requests.push(request.url());
  });
  page.on("console", (message) => found.console.push(message.text()));
  page.on("pageerror", (error) => found.console.push(String(error)));
  for (const [width, scheme] of name.startsWith("one") ? ALL : TWO) {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(url);
    const shot = path.join(folder, `${name}-${width}-${scheme}.png`);
    await page.screenshot({ path: shot, fullPage: true });
    const real = await page.evaluate(() => document.documentElement.scrollWidth);
    if (real > width) found.wide.push(`${real} in ${width}`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    for (const broken of await axeFinds(page)) found.axe.push(`${width} ${scheme}: ${broken}`);
  }
  await page.goto(url);
  Object.assign(
    found,
    await page.evaluate(() => ({
      // The style counts only when the policy lets it in.
      styled: getComputedStyle(document.querySelector(".verdict")).borderLeftStyle === "solid",
      scripts: document.scripts.length,
      fetched: performance.getEntriesByType("resource").map((entry) => entry.name),
      text: document.body.innerText,
    })),
  );
  for (const format of PAPERS) {
    const pdf = await page.pdf({ format, printBackground: false, preferCSSPageSize: false });
    fs.writeFileSync(path.join(folder, `${name}-${format}.pdf`), pdf);
    found.pages[format] = pages(pdf);
  }
  found.html = await validate(file);
  await page.close();
  return found;
}

async function svg(browser, file) {
  const name = path.basename(file, ".svg");
  const page = await browser.newPage();
  const found = { name, requests: [] };
  const url = pathToFileURL(path.resolve(file)).href;
  page.on("request", (request) => {
    if (request.url() !== url) found.requests.push(request.url());
  });
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(url);
    await page.screenshot({ path: path.join(folder, `${name}-svg-${scheme}.png`) });
  }
  Object.assign(
    found,
    await page.evaluate(() => ({
      root: document.documentElement.nodeName,
      wrong: document.querySelectorAll("parsererror").length,
      title: document.querySelector("title").textContent,
      description: document.querySelector("desc").textContent,
      outside: [...document.querySelectorAll("text, circle, rect, polyline, path")]
        .filter((shape) => {
          const box = shape.getBBox();
          const { width, height } = document.documentElement.viewBox.baseVal;
          return box.x < 0 || box.y < 0 || box.x + box.width > width + 1 || box.y + box.height > height + 1;
        })
        .map((shape) => shape.outerHTML),
    })),
  );
  await page.close();
  return found;
}

const profile = fs.mkdtempSync(path.join(folder, "profile-"));
const browser = await puppeteer.launch({
  executablePath: browserPath,
  headless: true,
  userDataDir: profile,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  for (const file of fs.readdirSync(folder).sort()) {
    const whole = path.join(folder, file);
    if (file.endsWith(".html")) console.log(JSON.stringify(await html(browser, whole)));
    if (file.endsWith(".svg")) console.log(JSON.stringify(await svg(browser, whole)));
  }
} finally {
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
}
