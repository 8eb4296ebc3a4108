import type { Browser } from "playwright-core";
import { open } from "./browser";

/** The one password of the demo city. */
export const password = "mingcha-demo-2026";

/**
 * Signs an official of the demo city in and shows a page of the office. Not through the login page, which office.spec.ts
 * is about: the journeys have many people and little time.
 */
export async function as(browser: Browser, base: string, login: string, path: string) {
  const opened = await open(browser, base, "about:blank", { viewport: { width: 1440, height: 900 } });
  const { page, context } = opened;
  const answer = await context.request.post("/api/v1/sessions", { data: { login, password } });
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()} ${await answer.text()}`);
  await page.goto(`/office${path}`);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  return opened;
}
