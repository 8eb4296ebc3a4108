import { describe, expect, test } from "vitest";
import { overflow, phone, violations } from "./browser";
import { browser } from "./oneBrowser";
import { as } from "./people";

// The leads desk and the risk points over the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const supervisor = "u0081";
const item = "food-business-catering";

// covers S20
describe.runIf(base !== "")("the leads desk", () => {
  test("shows what is suspicious, also what is settled, and one lead with its evidence", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/leads?all=true");
    await page.getByRole("heading", { name: "疑点线索" }).waitFor();
    expect(await violations(page, "leads desk")).toEqual([]);
    const first = page.locator('table a[href*="/leads/"]').first();
    if (await first.count()) {
      await first.click();
      await page.waitForURL("**/leads/*");
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await violations(page, "one lead")).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

// covers S17
describe.runIf(base !== "")("the risk points of an item", () => {
  test("are its steps, drawn and listed with the rules that watch them", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, `/risk-points?item=${item}`);
    await page.getByRole("img", { name: "风险点" }).waitFor();
    const steps = page.getByRole("table").getByRole("row");
    expect(await steps.count()).toBeGreaterThan(3);
    await page.getByText("A01").first().waitFor();
    expect(await violations(page, "risk points")).toEqual([]);
    await page.getByRole("link", { name: "发现的疑点" }).first().click();
    await page.waitForURL("**/leads?*");
    await page.goBack();
    await page.getByText("A01").first().waitFor();
    await page.setViewportSize(phone.viewport ?? { width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
