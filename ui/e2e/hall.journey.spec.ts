import { describe, expect, test } from "vitest";
import { open, overflow, phone, smallTargets, violations } from "./browser";
import { browser } from "./oneBrowser";

// The hall over the real binary's catalogue: finding an item in every way that the hall promises, and reading its guide.
const base = process.env.MINGCHA ?? "";
const item = "食品经营许可(餐饮服务新办)";

describe.runIf(base !== "")("somebody who looks for an item", () => {
  test.each([
    ["its name", "食品经营"],
    ["its pinyin", "shipinjingying"],
    ["its initials", "spjyxk"],
    ["what they want to do", "开餐馆"],
  ])("finds it by %s", async (_, words) => {
    const { page, context } = await open(browser, base, "/");
    await page.getByRole("searchbox").fill(words);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: item, exact: true }).waitFor();
    await context.close();
  });

  test("finds it by unit and by life event, without typing", async () => {
    const { page, context, complaints } = await open(browser, base, "/");
    await page
      .getByRole("region", { name: "按要办的事找" })
      .getByRole("link", { name: /开餐馆/ })
      .click();
    await page.getByRole("link", { name: item, exact: true }).waitFor();
    await page.goto("/items");
    await page.getByLabel("部门").selectOption({ label: "东莞市市场监督管理局" });
    await page.getByRole("link", { name: item, exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("reads in English what they want to do, and what nobody offers is said in words", async () => {
    const { page, context } = await open(browser, base, "/", { locale: "en-GB" });
    await page
      .getByRole("region", { name: "By what you want to do" })
      .getByRole("link", { name: /^Start a company/ })
      .click();
    await page.getByRole("link", { name: "Company registration", exact: true }).waitFor();
    await page.goto("/items?q=zzzzzz");
    await page.getByRole("status").getByRole("heading").waitFor();
    await context.close();
  });
});

describe.runIf(base !== "")("the guide of an item", () => {
  test("draws its procedure and names conditions, materials, limits, fees and legal basis", async () => {
    const { page, context } = await open(browser, base, "/items/food-business-catering");
    await page.getByRole("heading", { level: 1, name: item }).waitFor();
    const drawing = page.locator('svg[role="img"]');
    await drawing.waitFor();
    expect(await drawing.locator("rect").count()).toBeGreaterThan(5);
    for (const heading of ["申请条件", "申请材料", "收费", "法律依据", "办理窗口"]) {
      await page.getByRole("heading", { name: heading }).waitFor();
    }
    await page.getByText("承诺时限").waitFor();
    await context.close();
  });

  test("hands out its blank forms", async () => {
    const { page, context } = await open(browser, base, "/items/food-business-catering");
    const form = await page
      .getByRole("link", { name: /下载表格/ })
      .first()
      .getAttribute("href");
    const answer = await context.request.get(form ?? "");
    expect(answer.status()).toBe(200);
    expect((await answer.body()).length).toBeGreaterThan(1000);
    await context.close();
  });

  test.each(["/", "/items", "/items/food-business-catering", "/items/food-business-catering/apply", "/track"])(
    "%s is good on a phone in large print, in both languages",
    async (path) => {
      for (const locale of ["zh-CN", "en-GB"]) {
        const { page, context, complaints } = await open(browser, base, path, { ...phone, locale });
        await page.getByRole("button", { name: /大字|Large print/ }).click();
        await page.waitForLoadState("networkidle");
        expect(await overflow(page)).toBe(0);
        expect(await smallTargets(page)).toEqual([]);
        expect(await violations(page, `hall real ${path.replaceAll(/\W+/g, " ")} ${locale}`)).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      }
    },
  );
});
