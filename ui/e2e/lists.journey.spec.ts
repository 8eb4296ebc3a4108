import { describe, expect, test } from "vitest";
import { overflow, violations } from "./browser";
import { readOn } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// Lists beside the pages they lead to, over the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const supervisor = "u0081";

// covers S22
describe.runIf(base !== "")("the lists of the office", () => {
  test("say of a case that is late what its own page says, in the clock's own unit", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/cases?state=late");
    const row = page.getByRole("row").filter({ hasText: "个工作日" }).first();
    const said = (await row.locator(".left .badge").first().textContent())?.trim() ?? "";
    expect(said).toMatch(/个工作日/);
    await row.locator(".case-link").click();
    await page.locator(".clock-face").first().waitFor();
    const faces = await page.locator(".clock-face .badge").allTextContents();
    expect(faces.map((face) => face.trim())).toContain(said);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("gather the signals of one case in a row that unfolds, by keyboard too", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/supervision/worklist");
    await readOn(page);
    const unfold = page.getByRole("button", { name: /^展开 \d+ 条 DG\d+$/ }).first();
    const n = Number((await unfold.getAttribute("aria-label"))?.match(/(\d+) 条/)?.[1]);
    await unfold.focus();
    await page.keyboard.press("Enter");
    const parts = page.getByRole("list", { name: /的各条信号$/ }).first();
    await parts.waitFor();
    expect(await parts.getByRole("listitem").count()).toBe(n);
    expect(await unfold.getAttribute("aria-expanded")).toBe("true");
    expect(await violations(page, "worklist unfolded")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("name the rule of a card in words beside its code", async () => {
    const { page, context } = await as(browser, base, supervisor, "/cards");
    await page
      .locator(".rule-name")
      .filter({ hasText: /环节时限\s*R-T2/ })
      .first()
      .waitFor();
    await context.close();
  });
});
