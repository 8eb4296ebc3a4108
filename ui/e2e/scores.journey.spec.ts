import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { open, overflow, phone, smallTargets, violations } from "./browser";
import { browser } from "./oneBrowser";
import { as } from "./people";

// Performance measuring over the real binary's demo city: two published months and one that is announced.
const base = process.env.MINGCHA ?? "";
const [supervisor, head, bureauHead] = ["u0081", "u0085", "u0052"];

const visit = (login: string, path: string) => as(browser, base, login, path);

/** The page of the evaluation that is announced: the latest of the city. */
async function announced(page: Page) {
  await page
    .getByRole("row", { name: /公示中/ })
    .first()
    .getByRole("link")
    .click();
  await page.getByRole("region", { name: "得分和名次" }).waitFor();
}

// covers S98, S30
describe.runIf(base !== "")("the scores of a city", () => {
  test("are listed by period, two months published and one announced", async () => {
    const { page, context, complaints } = await visit(supervisor, "/supervision/scores");
    await page
      .getByRole("row", { name: /公示中/ })
      .first()
      .waitFor();
    expect(await page.getByRole("row", { name: /已发布/ }).count()).toBeGreaterThanOrEqual(2);
    expect(await violations(page, "scores real list")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("lead from the ranking to a sheet, and from a point to its cases", async () => {
    const { page, context, complaints } = await visit(supervisor, "/supervision/scores");
    await announced(page);
    const ranking = page.getByRole("region", { name: "得分和名次" });
    await ranking
      .getByText(/优秀|良好|合格/)
      .first()
      .waitFor();
    expect(await violations(page, "scores real evaluation")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await ranking.getByRole("link", { name: "东莞市市场监督管理局" }).click();
    await page.getByRole("heading", { level: 1, name: /东莞市市场监督管理局/ }).waitFor();
    const time = page.getByRole("region", { name: "期限合法" });
    await time
      .getByRole("button", { name: /承诺时限内办结数/ })
      .first()
      .click();
    await time.getByRole("link", { name: /^DG/ }).first().waitFor();
    expect(await violations(page, "scores real sheet")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("region", { name: "历次得分" }).getByRole("row").nth(1).waitFor();
    await time.getByRole("link", { name: /^DG/ }).first().click();
    await page.getByRole("heading", { level: 1, name: /^DG/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a unit reads its own sheet and appeals; somebody else than the reviewer decides", async () => {
    const unit = await visit(bureauHead, "/supervision/scores");
    await announced(unit.page);
    const at = unit.page.url();
    await unit.page
      .getByRole("region", { name: "得分和名次" })
      .getByRole("link", { name: "东莞市市场监督管理局" })
      .click();
    const appeal = unit.page.getByRole("button", { name: "申诉" });
    await appeal.waitFor();
    await appeal.click();
    const dialog = unit.page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("公开得分的抽查口径与方案不一致");
    await dialog.getByRole("button", { name: "申诉" }).click();
    await dialog.waitFor({ state: "detached" });
    await appeal.waitFor({ state: "detached" });
    await unit.context.close();

    const reviewer = await visit(head, new URL(at).pathname.replace("/office", ""));
    const appeals = reviewer.page.getByRole("region", { name: "申诉" });
    await appeals.getByText("公开得分的抽查口径与方案不一致").waitFor();
    expect(await appeals.getByRole("button").count()).toBe(0);
    await reviewer.context.close();

    const decider = await visit(supervisor, new URL(at).pathname.replace("/office", ""));
    await decider.page.getByRole("region", { name: "申诉" }).getByRole("button", { name: "申诉决定" }).click();
    const decision = decider.page.getByRole("dialog");
    await decision.getByText("维持得分", { exact: true }).click();
    await decision.getByRole("textbox").fill("口径一致，维持原得分");
    expect(await violations(decider.page, "scores real decision")).toEqual([]);
    await decision.getByRole("button", { name: "申诉决定" }).click();
    await decision.waitFor({ state: "detached" });
    await decider.page.getByRole("region", { name: "申诉" }).getByText("口径一致，维持原得分").waitFor();
    await decider.context.close();
  });

  test("a month that is corrected is published again when its appeal is decided; everybody reads it, and nobody's name", async () => {
    const outside = await open(browser, base, "/scores");
    const held = outside.page.getByLabel("测评期间").locator("option", { hasText: "更正中" });
    const period = ((await held.first().textContent({ timeout: 10_000 })) ?? "").slice(0, 7);
    expect(await held.first().isDisabled()).toBe(true);

    const decider = await visit(supervisor, "/supervision/scores");
    await decider.page
      .getByRole("row", { name: new RegExp(`${period}.*须于`) })
      .getByRole("link")
      .click();
    await decider.page.getByRole("region", { name: "申诉" }).getByRole("button", { name: "申诉决定" }).click();
    const decision = decider.page.getByRole("dialog");
    await decision.getByText("维持得分", { exact: true }).click();
    await decision.getByRole("textbox").fill("以系统记录为准，维持得分");
    await decision.getByRole("button", { name: "申诉决定" }).click();
    await decision.waitFor({ state: "detached" });
    const at = new URL(decider.page.url()).pathname.replace("/office", "");
    await decider.context.close();

    const publisher = await visit(head, at);
    await publisher.page.getByRole("button", { name: "发布" }).click();
    await publisher.page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
    await publisher.page.getByText("已发布", { exact: true }).first().waitFor();
    await publisher.context.close();

    const { page, context, complaints } = await open(browser, base, `/scores?period=${period}`, phone);
    await page.getByRole("heading", { name: `${period} 得分和名次` }).waitFor();
    await page.getByText("本结果发布后更正过 1 次").waitFor();
    await page.getByText(/全部 \d+ 项指标和公式/).click();
    expect(await violations(page, "scores real public")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
    await outside.context.close();
  });

  test("persons are seen by who may; a spreadsheet and a report can be taken away", async () => {
    const { page, context } = await visit(bureauHead, "/supervision/scores");
    await announced(page);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    await page.getByText("个人", { exact: true }).click();
    await page.getByRole("region", { name: "得分和名次" }).getByText("东莞市市场监督管理局").first().waitFor();
    const table = await context.request.get(`/api/v1/evaluations/${id}/table?kind=unit`);
    expect((await table.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const report = await context.request.get(`/api/v1/evaluations/${id}/report`);
    expect((await report.body()).subarray(0, 4).toString()).toBe("%PDF");
    await context.close();
  });

  test("can be read on a phone", async () => {
    const { page, context } = await visit(bureauHead, "/supervision/scores");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await announced(page);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("link", { name: "东莞市市场监督管理局" }).click();
    await page.getByRole("region", { name: "期限合法" }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page, "scores real phone")).toEqual([]);
    await context.close();
  });
});
