import { describe, expect, test } from "vitest";
import { overflow, phone, violations } from "./browser";
import { readOn } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// The analysis of the real binary's demo city, and the nine functions.
const base = process.env.MINGCHA ?? "";
const supervisor = "u0081";

const visit = (path: string) => as(browser, base, supervisor, path);

describe.runIf(base !== "")("the analysis of a city", () => {
  test("shows where the cases went, and each figure leads to exactly its cases", async () => {
    const { page, context, complaints } = await visit("/supervision/analysis");
    await page.getByText("近 365 天").click();
    const funnel = page.getByRole("region", { name: /办理去向/ });
    const accepted = funnel.getByRole("row", { name: /^受理/ }).getByRole("link");
    await accepted.waitFor();
    expect(await violations(page, "analysis real")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    const n = Number(await accepted.textContent());
    expect(n).toBeGreaterThan(0);
    await accepted.click();
    await page.getByRole("heading", { level: 1, name: "数字背后的办件" }).waitFor();
    await page.getByRole("link", { name: /^DG/ }).first().waitFor();
    await readOn(page);
    await page.getByRole("status").getByText(`共 ${n} 件`).waitFor();
    expect(await violations(page, "analysis real behind")).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("draws the time of the steps on the procedure of an item, also on a phone", async () => {
    const item = "item=food-business-catering&from=2025-12-01&to=2026-11-30";
    const { page, context, complaints } = await visit(`/supervision/analysis?${item}`);
    const steps = page.getByRole("region", { name: "环节用时和瓶颈" }).first();
    await steps.getByRole("img").waitFor();
    await steps.getByText("瓶颈", { exact: true }).waitFor();
    expect(await violations(page, "analysis real item")).toEqual([]);
    await page.setViewportSize(phone.viewport ?? { width: 390, height: 844 });
    expect(await overflow(page)).toBe(0);
    expect(await violations(page, "analysis real phone")).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the nine functions stand on one page and lead to their desks", async () => {
    const { page, context, complaints } = await visit("/supervision/functions");
    await page.getByRole("region", { name: "时限监察" }).waitFor();
    expect(await page.getByRole("main").getByRole("region").count()).toBe(9);
    expect(await violations(page, "functions real")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("region", { name: "时限监察" }).getByRole("link").first().click();
    await page.waitForURL(/\/cards\?.*function=time/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
