import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, violations } from "./browser";
import { fixture } from "./fixture";
import { browser } from "./oneBrowser";
import { Office } from "./workbench.office";

let base = "";
let close = () => {};
beforeAll(async () => {
  ({ base, close } = await fixture());
});
afterAll(() => close());

async function window(office = new Office()) {
  const opened = await open(browser, base, "about:blank", { viewport: { width: 1440, height: 900 } });
  opened.page.setDefaultTimeout(8000);
  await office.serve(opened.page);
  await opened.page.goto("/office/intake");
  await opened.page.getByLabel(/证件号码或统一社会信用代码/).waitFor();
  return { ...opened, office };
}

/** Types like somebody who never touches the mouse. */
async function type(page: Page, ...words: string[]) {
  for (const word of words) {
    await page.keyboard.type(word);
    await page.keyboard.press("Tab");
  }
}

const tab = async (page: Page, times: number) => {
  for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
};

/** Applicant, item and form, by keyboard alone. */
async function fill(page: Page, identity = "91350100M000100Y43") {
  await type(page, identity, "悦来餐饮有限公司", "13800138000", "示例路1号");
  await tab(page, 2);
  await page.keyboard.type("spjy");
  await page.getByTitle("食品经营许可(餐饮服务新办)").waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("经营面积").waitFor();
  await page.getByLabel("经营面积").focus();
  await type(page, "120.5");
  await page.keyboard.press("Space");
  await tab(page, 1);
  await page.keyboard.press("Space");
}

/** A digit for each line of the checklist. */
async function judge(page: Page, ...digits: string[]) {
  await page.locator(".checklist input[type=radio]").first().focus();
  for (const digit of digits) {
    await page.keyboard.press(digit);
    await page.waitForTimeout(50);
  }
}

describe("a walk-in applicant", () => {
  test("is taken in and accepted by keyboard in under a minute", async () => {
    const { page, context, office } = await window();
    const began = Date.now();
    await fill(page);
    await page.getByLabel("镇街或村居").or(page.getByLabel("县区或镇街")).first().selectOption({ index: 1 });
    await judge(page, "1", "3", "1");
    await page.getByText("必要材料齐全").waitFor();
    expect(await violations(page, "workbench intake filled")).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /已受理/ }).waitFor();
    expect(Date.now() - began).toBeLessThan(60_000);
    await page.getByText("7KQ2M4XW9P").waitFor();
    const print = page.getByRole("link", { name: "打印受理通知书" });
    expect(await print.getAttribute("href")).toBe("/api/v1/cases/c-new/notices/acceptance");
    expect(office.sent.map(({ path }) => path)).toEqual([
      "/cases",
      "/cases/c-new/commands/receive",
      "/cases/c-new/commands/accept",
    ]);
    expect(office.sent[0]?.body).toMatchObject({
      item: "food-business-catering",
      unit: "dg-scjgj",
      applicant: { kind: "organisation", identity_kind: "uscc", identity: "91350100M000100Y43" },
      form: { uscc: "91350100M000100Y43", phone: "13800138000", business_area: 120.5 },
    });
    expect(await violations(page, "workbench intake served")).toEqual([]);
    await page.getByRole("button", { name: "下一位申请人" }).click();
    expect(await page.getByLabel(/证件号码或统一社会信用代码/).inputValue()).toBe("");
    await context.close();
  });

  test("whose papers are incomplete gets the one notice with everything that is missing", async () => {
    const { page, context, office } = await window();
    await fill(page);
    await page.getByLabel("镇街或村居").or(page.getByLabel("县区或镇街")).first().selectOption({ index: 1 });
    await judge(page, "2");
    await page.keyboard.type("缺法定代表人签名");
    await page.keyboard.press("Enter");
    await judge(page);
    await page.locator("[data-line='2'] input[type=radio]").first().focus();
    await page.keyboard.press("3");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /已告知补正/ }).waitFor();
    expect(office.sent.at(-1)).toMatchObject({
      path: "/cases/c-new/commands/notify_supplement",
      body: { reason: "1. 食品经营许可申请书：缺法定代表人签名" },
    });
    await context.close();
  });

  test("with an open case of the same item is warned of", async () => {
    const office = new Office();
    office.duplicates = [
      {
        id: "c-work",
        number: "DG20261116000012",
        status: "accepted",
        submitted: "2026-11-16T01:00:00Z",
        unit: { id: "dg-scjgj", name: "东莞市市场监督管理局", name_en: "" },
      },
    ];
    const { page, context } = await window(office);
    await fill(page);
    await page.getByRole("alert").getByText("还有未办结的办件").waitFor();
    await page.getByRole("link", { name: "DG20261116000012" }).waitFor();
    expect(await violations(page, "workbench intake duplicate")).toEqual([]);
    await context.close();
  });

  test("a wrong check digit is told when the field is left", async () => {
    const { page, context } = await window();
    await type(page, "110105194912310021");
    await page.getByText("校验位不对").waitFor();
    await context.close();
  });

  test("everything that is wrong is told at once, and nothing is sent", async () => {
    const { page, context, office } = await window();
    await page.keyboard.press("Control+Enter");
    await page.getByText("有 4 处需要改正").waitFor();
    expect(office.sent).toEqual([]);
    expect(await violations(page, "workbench intake faults")).toEqual([]);
    await context.close();
  });

  test("whose case was registered when the next step failed is not registered twice", async () => {
    const { page, context, office } = await window();
    await fill(page);
    await page.getByLabel("镇街或村居").or(page.getByLabel("县区或镇街")).first().selectOption({ index: 1 });
    await judge(page, "1", "3", "1");
    office.refuse(undefined as never, { code: "conflict", detail: "请稍后再试" });
    await page.keyboard.press("Control+Enter");
    await page.getByText("办件 DG20261123000088 已经登记").waitFor();
    await page.getByRole("button", { name: "接着办" }).click();
    await page.getByRole("heading", { name: /已受理/ }).waitFor();
    expect(office.sent.map(({ path }) => path.split("/").at(-1))).toEqual(["cases", "receive", "receive", "accept"]);
    await context.close();
  });
});
