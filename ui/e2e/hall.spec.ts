import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, overflow, phone, smallTargets, violations } from "./browser";
import { fixture } from "./fixture";
import { browser } from "./oneBrowser";

// With BASE_URL the real binary answers; without it, canned answers by the contract.
let base = process.env.MINGCHA ?? "";
let close = () => {};
beforeAll(async () => {
  if (base === "") ({ base, close } = await fixture());
});
afterAll(() => close());

const item = "/items/food-business-catering";
const visit = (path: string, options = {}) => open(browser, base, path, options);

async function fillApplicant(page: Page) {
  await page.getByLabel("企业或单位", { exact: true }).check();
  await page.getByLabel("单位全称").fill("东莞市悦来餐饮有限公司");
  await page.getByLabel("统一社会信用代码").fill("91350100M000100Y43");
  await page.getByLabel("联系电话").fill("13800138000");
  await page.getByRole("button", { name: "下一步" }).click();
}

async function fillForm(page: Page) {
  for (const [label, value] of [
    ["经营面积", "120.5"],
    ["法定代表人(负责人) 必填", "李某"],
    ["法定代表人公民身份号码", "11010519491231002X"],
    ["经营场所地址", "东莞市东城街道示例路1号"],
  ] as const) {
    const field = page.getByLabel(label);
    if (await field.count()) await field.first().fill(value);
  }
  await page.getByLabel("县区或镇街").selectOption({ label: "东城街道" });
  await page.getByLabel("餐饮服务经营者").check();
  await page.getByLabel("热食类制售").check();
  await page.getByRole("button", { name: "下一步" }).click();
}

async function giveMaterials(page: Page) {
  const pickers = page.locator('input[type="file"]:not([capture])');
  const pdf = { name: "申请书.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };
  for (let i = 0; i < (await pickers.count()); i++) {
    await pickers.nth(i).setInputFiles(pdf);
    await page.getByText("申请书.pdf").nth(i).waitFor();
  }
  await page.getByRole("button", { name: "下一步" }).click();
}

describe("the hall is open to everybody", () => {
  test.each([
    ["home", "/"],
    ["search", "/items?q=spjy"],
    ["guide", item],
    ["apply", `${item}/apply`],
    ["track", "/track"],
    ["recovery", "/track/recovery"],
    ["verify", "/verify"],
    ["drafts", "/drafts"],
    ["nothing", "/no/such/page"],
  ])("%s has no violation of WCAG AA, on a desk, in large print and on a phone", async (name, path) => {
    const desk = await visit(path);
    await desk.page.locator("main h1").first().waitFor();
    expect(await violations(desk.page, name)).toEqual([]);
    expect(await overflow(desk.page)).toBe(0);
    await desk.page.getByRole("button", { name: "大字版" }).click();
    expect(await violations(desk.page, `${name}-large`)).toEqual([]);
    expect(await overflow(desk.page)).toBe(0);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();

    const held = await visit(path, phone);
    await held.page.locator("main h1").first().waitFor();
    expect(await violations(held.page, `${name}-phone`)).toEqual([]);
    expect(await overflow(held.page)).toBe(0);
    expect(await smallTargets(held.page)).toEqual([]);
    await held.context.close();
  });

  test("the keyboard reaches the content first, then everything else", async () => {
    const { page, context } = await visit("/");
    await page.locator("main h1").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
    await page.keyboard.type("餐饮");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "食品经营许可(餐饮服务新办)", exact: true }).waitFor();
    await context.close();
  });

  test("English is one click away and stays", async () => {
    const { page, context } = await visit(item);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Food business permit (new, catering)" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Procedure", exact: true }).waitFor();
    expect(await violations(page, "guide-en")).toEqual([]);
    await context.close();
  });
});

describe("applying", () => {
  test("an empty page is not passed: every fault is named, and leads to its field", async () => {
    const { page, context } = await visit(`${item}/apply`);
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByRole("alert").getByText("还有 3 处需要改正").waitFor();
    expect(await violations(page, "apply-faults")).toEqual([]);
    await page.getByRole("button", { name: "姓名 请填写" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("/applicant/name");
    await context.close();
  });

  test("from the guide to the receipt, and to following the case", async () => {
    const { page, context, complaints } = await visit(item, phone);
    await page.getByRole("link", { name: "在线申请" }).click();
    await fillApplicant(page);
    await page.getByRole("heading", { name: "填写表单" }).waitFor();
    expect(await violations(page, "apply-form-phone")).toEqual([]);
    expect(await page.getByLabel("单位名称").inputValue()).toBe("东莞市悦来餐饮有限公司");
    await fillForm(page);
    await giveMaterials(page);
    await page.getByRole("heading", { name: "核对提交" }).waitFor();
    await page.getByText("广东省 东莞市 东城街道").waitFor();
    expect(await violations(page, "apply-check-phone")).toEqual([]);
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByText("请先勾选承诺").waitFor();
    await page.getByLabel("我承诺").check();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByRole("heading", { name: "申请已提交" }).waitFor();
    expect(await violations(page, "submitted-phone")).toEqual([]);
    const code = (await page.getByTestId("code").textContent()) ?? "";
    await page.getByRole("link", { name: "查看进度" }).click();
    await page.getByLabel("查询码").fill(code.toLowerCase());
    await page.getByRole("button", { name: "查看进度" }).click();
    await page.getByRole("heading", { name: "办理经过" }).waitFor();
    expect(await violations(page, "case-phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a draft survives a closed page", async () => {
    const { page, context } = await visit(`${item}/apply`);
    await page.getByLabel("姓名").fill("李某");
    await page.getByText(/已保存/).waitFor();
    await page.close();
    const again = await context.newPage();
    await again.goto("/drafts");
    await again.getByRole("link", { name: "接着填" }).click();
    expect(await again.getByLabel("姓名").inputValue()).toBe("李某");
    await context.close();
  });

  test("a draft goes on elsewhere by its link, which is not sent to the server as an address", async () => {
    const { page, context } = await visit(`${item}/apply`);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByLabel("姓名").fill("李某");
    await page.getByRole("button", { name: "复制续填链接" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    await context.close();
    expect(link.search).toBe("");
    const elsewhere = await visit(link.pathname + link.hash, phone);
    await elsewhere.page.getByText("接着上次的内容填写").waitFor();
    expect(await elsewhere.page.getByLabel("姓名").inputValue()).toBe("李某");
    await elsewhere.context.close();
  });

  test("a public computer keeps no draft", async () => {
    const { page, context } = await visit(`${item}/apply`);
    await page.getByLabel("公用电脑").check();
    await page.getByLabel("姓名").fill("李某");
    await page.getByText(/已保存/).waitFor();
    expect(await page.evaluate(() => localStorage.getItem("mingcha.drafts"))).not.toContain("李某");
    await context.close();
  });
});

describe("following and verifying", () => {
  test("a wrong code and a wrong number look the same", async () => {
    const { page, context } = await visit("/track");
    for (const [number, code] of [
      ["DG20261123000012", "AAAAAAAAAA"],
      ["DG19990101000001", "7KQ2M4XW9Q"],
    ] as const) {
      await page.getByLabel("办件编号").fill(number);
      await page.getByLabel("查询码").fill(code);
      await page.getByRole("button", { name: "查看进度" }).click();
      await page.getByRole("alert").getByText("编号或查询码不对").waitFor();
    }
    await context.close();
  });

  test("a code that was never issued is said to be unknown", async () => {
    const { page, context } = await visit("/verify/AAAAAAAAAAAAAAAAAAAAAAAA");
    await page.getByRole("alert").getByText("查无此文书").waitFor();
    expect(await violations(page, "verify-unknown")).toEqual([]);
    await context.close();
  });
});
