import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launch } from "./browser";

/** The browser of all tests of the file that imports it, opened before the first and closed after the last. */
export let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
