import type { Browser } from "playwright-core";
import { open } from "./browser";

/** The one password of the demo city. */
const password = "mingcha-demo-2026";

/** Signs an official of the demo city in and shows a page of the office. */
export async function as(browser: Browser, base: string, login: string, path: string) {
  const opened = await open(browser, base, "/office/login", { viewport: { width: 1440, height: 900 } });
  const { page } = opened;
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  await page.goto(`/office${path}`);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  return opened;
}
