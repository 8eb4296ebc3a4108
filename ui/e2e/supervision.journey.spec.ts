import { describe, expect, test } from "vitest";
import { overflow, violations } from "./browser";
import { readOn } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// Supervision over the real binary's demo city. The other specs of supervision need no server; this one is about it.
const base = process.env.MINGCHA ?? "";
const [provinceSupervisor, supervisor, head] = ["p0439", "u0081", "u0052"];

const visit = (login: string, path: string) => as(browser, base, login, path);

describe.runIf(base !== "")("the supervision of a city", () => {
  test("has no violation of WCAG AA on any page and never scrolls sideways", async () => {
    const { page, context, complaints } = await visit(supervisor, "/supervision");
    for (const path of [
      "/supervision",
      "/supervision/worklist",
      "/cards",
      "/supervision/cases?state=late&path=%2F44%2F4419%2F",
      "/supervision/cases?state=stalled&path=%2F44%2F4419%2F",
      "/notices",
    ]) {
      await page.goto(`/office${path}`);
      await page.waitForTimeout(1500);
      expect(await violations(page, `supervision real ${path.replaceAll(/[^a-z]+/g, " ")}`)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  // covers S02
  test("is drilled down from the province to a case in three clicks", async () => {
    const { page, context } = await visit(provinceSupervisor, "/supervision/board");
    const places = page.getByRole("region", { name: "下级地区" });
    await places.getByRole("link", { name: /东莞市/ }).click();
    await places.getByRole("link", { name: /镇/ }).first().click();
    await page.getByRole("navigation", { name: "行政区划" }).getByText(/镇$/).waitFor();
    const trail = await page.getByRole("navigation", { name: "行政区划" }).getByRole("link").allTextContents();
    expect(trail.slice(0, 2)).toEqual(["广东省", "东莞市"]);
    expect(new URL(page.url()).searchParams.get("path")).toMatch(/^\/44\/4419\/441900\d{3}\/$/);
    await page
      .getByRole("region", { name: /(超期|临期|在办)的办件/ })
      .getByRole("link", { name: /^DG/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /^DG/ }).waitFor();
    await context.close();
  });

  test("a figure of the board counts what its list shows", async () => {
    const { page, context } = await visit(supervisor, "/supervision/board");
    const late = page.getByRole("link", { name: /^超期 / });
    const figure = Number((await late.textContent())?.match(/\d+/)?.[0]);
    await late.click();
    await page.getByRole("heading", { name: "办件清单" }).waitFor();
    await readOn(page);
    expect(await page.locator("tbody .case-link").count()).toBe(figure);
    await context.close();
  });

  test("says rule by rule why no card was issued on a case, at an instant of one's choice", async () => {
    const { page, context } = await visit(supervisor, "/supervision/cases?state=near&path=%2F44%2F4419%2F");
    const path = new URL((await page.locator(".case-link").first().getAttribute("href")) ?? "", base).pathname;
    await page.goto(`${path}/explanation`);
    await page.getByText(/到 \d{4}-\d\d-\d\d \d\d:\d\d 为止/).waitFor();
    await page.getByText("前面没有等待触发的规则").or(page.getByText("下一个触发时刻是")).waitFor();
    expect(await violations(page, "supervision real explanation")).toEqual([]);
    await page.goto(`${path}/explanation?at=2020-01-01T00:00:00Z`);
    await page.getByText("到 2020-01-01 08:00 为止").waitFor();
    await page.getByText("没有适用的规则").waitFor();
    await context.close();
  });

  test("prints one case's whole evidence, on a page and as PDF", async () => {
    const { page, context } = await visit(supervisor, "/cards?level=red");
    const path = new URL((await page.locator('a[href*="/cases/"]').first().getAttribute("href")) ?? "", base).pathname;
    await page.goto(`${path}/evidence`);
    await page.getByRole("heading", { name: /全部办理记录/ }).waitFor();
    await page.getByRole("heading", { name: "升级阶梯" }).first().waitFor();
    expect(await violations(page, "supervision real evidence")).toEqual([]);
    const pdf = await context.request.get(
      (await page.getByRole("link", { name: "下载 PDF" }).getAttribute("href")) ?? "",
    );
    expect(pdf.headers()["content-type"]).toContain("application/pdf");
    await context.close();
  });

  test("a card is opened and answered by the unit; the supervisor reads the answer", async () => {
    const { page, context, complaints } = await visit(head, "/cards?waiting=true&level=yellow");
    await page.locator("tbody").getByRole("link", { name: "黄牌" }).first().click();
    await page.getByRole("heading", { name: "反馈", exact: true }).waitFor();
    const card = new URL(page.url()).pathname.slice("/office".length);
    const opening = page.getByRole("button", { name: "确认已查看" });
    if (await opening.count()) {
      await opening.click();
      await page.getByText("已记入：查看了这张牌").waitFor();
    }
    await page.getByLabel("原因").click();
    await page.getByTitle("案情复杂").click();
    await page.getByLabel("情况说明和整改措施").fill("现场核查比预计多用一天，已经增派人员，本周内办结。");
    await page.getByRole("button", { name: "提交反馈" }).click();
    await page.getByText("反馈已记入").waitFor();
    await page.getByText("等待核实", { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();

    const desk = await visit(supervisor, card);
    await desk.page.getByText("已经增派人员，本周内办结").first().waitFor();
    await desk.page.getByText("等待核实或者申诉决定期间，不升级").waitFor();
    expect(await violations(desk.page, "supervision real card")).toEqual([]);
    await desk.context.close();
  });

  test("all notices are marked as read at once", async () => {
    const { page, context } = await visit("u0048", "/notices");
    const all = page.getByRole("button", { name: "全部标为已读" });
    await page.getByRole("main").getByRole("status").waitFor();
    if (await all.isEnabled()) await all.click();
    await page.getByText("0 条未读消息").first().waitFor();
    await context.close();
  });

  test("a notice is marked as read and stays so", async () => {
    const { page, context } = await visit(supervisor, "/notices");
    const unread = async () =>
      Number((await page.getByRole("main").getByRole("status").textContent())?.match(/\d+/)?.[0]);
    await page.getByRole("button", { name: "标为已读" }).first().waitFor();
    const before = await unread();
    await page.getByRole("button", { name: "标为已读", exact: true }).first().click();
    await page
      .getByText(`${before - 1} 条未读消息`)
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByText(`${before - 1} 条未读消息`)
      .first()
      .waitFor();
    await context.close();
  });
});
