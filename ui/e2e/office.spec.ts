import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, overflow, phone, violations } from "./browser";
import { fixture } from "./fixture";
import { browser } from "./oneBrowser";

// The frame of the office against canned answers; its pages are driven against the real binary.
let server: { base: string; close: () => void };
beforeAll(async () => {
  server = await fixture();
});
afterAll(() => server.close());

const visit = (path: string, options = {}) => open(browser, server.base, path, options);

describe("signing in", () => {
  test("has no violation of WCAG AA, on a desk and on a phone", async () => {
    const desk = await visit("/office/login");
    await desk.page.getByRole("heading", { name: "工作人员登录" }).waitFor();
    expect(await violations(desk.page, "login")).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
    const held = await visit("/office/login", phone);
    await held.page.getByRole("heading", { name: "工作人员登录" }).waitFor();
    expect(await violations(held.page, "login-phone")).toEqual([]);
    expect(await overflow(held.page)).toBe(0);
    await held.context.close();
  });

  test("with a wrong password says so and stays; with the right one goes where one wanted to go", async () => {
    const { page, context } = await visit("/office/login?back=%2Faccount");
    await page.getByLabel("用户名").fill("wang.handler");
    await page.getByLabel("密码", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByRole("alert").getByText("用户名或密码不对").waitFor();
    expect(await violations(page, "login-wrong")).toEqual([]);
    await page.getByLabel("密码", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByRole("heading", { name: "我的账户" }).waitFor();
    await context.close();
  });

  test.each(["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])(
    "never leads to %s",
    async (back) => {
      const { page, context } = await visit(`/office/login?back=${encodeURIComponent(back)}`);
      await page.getByLabel("用户名").fill("wang.handler");
      await page.getByLabel("密码", { exact: true }).fill("correct horse battery");
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByRole("button", { name: /王某3/ }).waitFor();
      expect(new URL(page.url()).origin).toBe(server.base);
      await context.close();
    },
  );
});

describe("the frame", () => {
  test("shows notices in the bell and all of them on their page", async () => {
    const { page, context } = await visit("/office/notices");
    await page.getByRole("heading", { name: "消息" }).waitFor();
    await page.getByText("红牌").first().waitFor();
    await page.getByRole("button", { name: "消息: 2 条未读消息" }).click();
    await page.getByRole("link", { name: "查看全部消息" }).waitFor();
    expect(await violations(page, "notices")).toEqual([]);
    await context.close();
  });

  test("one's own account", async () => {
    const { page, context } = await visit("/office/account");
    await page.getByRole("button", { name: "绑定动态口令" }).click();
    await page.getByText("JBSWY3DPEHPK3PXP").waitFor();
    expect(await violations(page, "account")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await context.close();
  });

  test("says that a page does not exist", async () => {
    const { page, context } = await visit("/office/no/such/page");
    await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
    expect(await violations(page, "office-nothing")).toEqual([]);
    await context.close();
  });
});
