import { execSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = fileURLToPath(new URL("shots/", import.meta.url));

/** The Chromium of this machine. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: execSync("command -v chromium || command -v chromium-browser || command -v google-chrome", {
      encoding: "utf8",
    }).trim(),
    args: ["--disable-dev-shm-usage"],
  });

/** A phone as people hold it. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};

/** Opens a page of Chinese time and language; what the browser complains about is kept in `complaints`. */
export async function open(browser: Browser, base: string, path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    baseURL: base,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    const expected = /Failed to load resource/.test(line.text()); // an answer of 4xx that the page words itself
    if (line.type() === "error" && !expected) complaints.push(line.text());
  });
  await page.goto(path);
  return { page, context, complaints };
}

/** What axe-core finds against WCAG 2.2 A and AA, one line each; and a picture for human eyes. */
export async function violations(page: Page, name: string): Promise<string[]> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}${name}.png`, fullPage: true });
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations: found } = await axe.run(document, { runOnly: tags });
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
  });
}

/** By how many pixels the page is wider than its window; more than 0 means that one has to scroll sideways. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls that are too small to hit with a thumb: below 44 pixels both ways, links inside a sentence aside. */
export const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a, input, select, summary")]
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        const inSentence = target.tagName === "A" && getComputedStyle(target).display === "inline";
        const labelled = target.closest("label")?.getBoundingClientRect().height ?? 0;
        const hidden = width <= 1 || height <= 1;
        return !hidden && !inSentence && Math.max(height, labelled) < 43.5;
      })
      .map((target) => target.outerHTML.slice(0, 120)),
  );
