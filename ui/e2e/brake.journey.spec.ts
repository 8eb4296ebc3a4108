import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "./browser";
import { because, dialog, holders, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// A house whose database says another time than the machine: its brake holds, so every signal waits for a named person.
const base = process.env.BRAKE_URL ?? "";
const [system, supervisor] = ["u0076", "u0081"];

let leader = "";
beforeAll(async () => {
  if (base === "") return;
  const organ = await sits(base, supervisor);
  [leader = ""] = await holders(organ, "dg-jw", "supervision_leader");
  await organ.dispose();
});

// covers S28
describe.runIf(base !== "")("while the brake holds", () => {
  test("the operations page says so, why, and how much waits", async () => {
    const { page, context, complaints } = await as(browser, base, system, "/operations");
    const brake = page.getByRole("listitem").filter({ hasText: "发牌刹车" });
    await brake.getByText(/正在刹车.*本机时间与数据库时间不一致/).waitFor();
    await brake.getByText(/暂扣 [1-9]\d* 张/).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a supervisor releases a withheld signal: it is issued with its reason on record", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/supervision/worklist?kind=withheld");
    const row = page
      .getByRole("row")
      .filter({ hasText: "红牌" })
      .or(page.getByRole("row").filter({ hasText: "黄牌" }))
      .first();
    const path = new URL((await row.getByRole("link").first().getAttribute("href")) ?? "", base).pathname;
    expect(await row.getByRole("button", { name: /撤除/ }).count(), "only the head of supervision drops").toBe(0);
    expect(await violations(page, "brake worklist")).toEqual([]);
    await row.getByRole("button", { name: /放行/ }).click();
    await dialog(page).getByRole("button", { name: /放行/ }).click();
    await dialog(page).getByText("至少两个字").waitFor();
    await because(dialog(page), "数据库时间有误，到期属实");
    await dialog(page).getByRole("button", { name: /放行/ }).click();
    await page.getByText("已发牌").first().waitFor();
    await page.goto(path);
    await page.locator(".line").filter({ hasText: "放行暂扣的牌" }).getByText("到期属实").first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the head of supervision drops another: nobody is told, the reason stays", async () => {
    const { page, context, complaints } = await as(browser, base, leader, "/supervision/worklist?kind=withheld");
    const row = page.getByRole("row").filter({ hasText: "预警" }).first();
    const path = new URL((await row.getByRole("link").first().getAttribute("href")) ?? "", base).pathname;
    await row.getByRole("button", { name: /撤除/ }).click();
    await because(dialog(page), "机器时间有误，并未到期");
    await dialog(page).getByRole("button", { name: /撤除/ }).click();
    await page.getByText("已撤除").first().waitFor();
    await page.goto(path);
    await page.locator(".line").filter({ hasText: "撤除暂扣的牌" }).getByText("并未到期").first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
