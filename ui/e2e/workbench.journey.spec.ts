import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, violations } from "./browser";

// One permit from the window to the applicant's hands, through the real binary's demo city. The other specs of the
// workbench need no server; this one is about it.
const base = process.env.MINGCHA ?? "";
const password = "mingcha-demo-2026";
const clerk = "u0043";
const unit = "dg-scjgj";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Signs somebody in and shows a page of the office. */
async function as(login: string, path: string) {
  const opened = await open(browser, base, "/office/login", { viewport: { width: 1440, height: 900 } });
  const { page } = opened;
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  await page.goto(`/office${path}`);
  return opened;
}

/** Who holds a role in the unit: the pages ask the same before a file is handed over. */
async function holderOf(context: BrowserContext, role: string): Promise<string> {
  const answer = await context.request.get(`/api/v1/colleagues?unit=${unit}&role=${role}`);
  return (await answer.json()).rows[0].account;
}

const command = (page: Page, name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });
const form = (page: Page) => page.getByRole("dialog");

/** Gives the primary command and waits until it is on record. */
async function give(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<typeof form>) => Promise<void> = async () => {},
) {
  await command(page, name).click();
  await fill(form(page));
  await form(page).getByRole("button", { name, exact: true }).click();
  await page.getByText(new RegExp(`^${name}已办理`)).waitFor();
}

/** An applicant at the window, everything filled in and every material there. */
async function fillWindow(page: Page) {
  for (const words of ["91350100M000100Y43", "悦来餐饮有限公司", "13800138000", "示例路1号"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.getByLabel("事项名称、拼音或首字母").fill("spjy");
  await page.getByTitle("食品经营许可(餐饮服务新办)").click();
  for (const [label, value] of [
    ["法定代表人(负责人) 必填", "李某"],
    ["法定代表人公民身份号码", "11010519491231002X"],
    ["经营场所地址", "东莞市东城街道示例路1号"],
    ["经营面积", "120.5"],
  ] as const) {
    await page.getByLabel(label).fill(value);
  }
  await page.getByLabel("县区或镇街").selectOption({ label: "东城街道" });
  await page.getByLabel("餐饮服务经营者").check();
  await page.getByLabel("热食类制售").check();
  await page.getByRole("button", { name: "全部收到" }).click();
}

describe.runIf(base !== "")("a permit, from the window to the applicant's hands", () => {
  test("is accepted, examined, verified, decided, delivered and closed", async () => {
    const window = await as(clerk, "/intake");
    const { page } = window;
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /已受理/ }).waitFor();
    const receipt = await page.getByRole("link", { name: "打印受理通知书" }).getAttribute("href");
    const printed = await window.context.request.get(receipt ?? "");
    expect(printed.headers()["content-type"]).toContain("application/pdf");
    await page.getByRole("link", { name: "打开办件" }).click();
    await page.waitForURL("**/cases/*");
    const path = new URL(page.url()).pathname.slice("/office".length);
    const [handler, reviewer, approver, deliverer] = await Promise.all(
      ["handler", "reviewer", "approver", "delivery_clerk"].map((role) => holderOf(window.context, role)),
    );

    for (const [login = "", times] of [
      [handler, 2],
      [reviewer, 1],
      [approver, 1],
    ] as const) {
      const desk = await as(login, path);
      for (let i = 0; i < times; i++) {
        await give(desk.page, "同意", (dialog) => dialog.getByLabel(/意见或说明/).fill("符合条件"));
      }
      expect(desk.complaints).toEqual([]);
      await desk.context.close();
    }

    const counter = await as(deliverer ?? "", path);
    await give(counter.page, "送达", async (dialog) => {
      await dialog.getByLabel("窗口领取").check();
      await dialog.getByLabel(/签收人/).fill("李某");
    });
    await give(counter.page, "办结");
    await counter.page.getByText("已办结").first().waitFor();
    expect(await violations(counter.page, "workbench real case")).toEqual([]);
    await counter.context.close();
    await window.context.close();
  });

  test("the same applicant's second application is warned of", async () => {
    const { page, context } = await as(clerk, "/intake");
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.getByRole("button", { name: "只收件" }).click();
    await page.getByRole("button", { name: "下一位申请人" }).click();
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.getByRole("alert").getByText("还有未办结的办件").waitFor();
    await context.close();
  });

  test.each(["/inbox?section=pool", "/cases?state=late", "/intake"])("%s has no violation of WCAG AA", async (path) => {
    const { page, context, complaints } = await as(clerk, path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect(await violations(page, `workbench real ${path.replace(/\W+/g, " ").trim()}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
