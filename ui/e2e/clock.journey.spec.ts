import type { APIRequestContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptedCase, because, choose, dialog, give, holders, nameOf, post, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// What officials and their head do besides the straight way of a case, through the pages of the real binary.
const base = process.env.MINGCHA ?? "";
const unit = "dg-scjgj";

let window: APIRequestContext;
let handlers: string[];
let reviewer = "";
let approver = "";
let head = "";

beforeAll(async () => {
  if (base === "") return;
  window = await sits(base, "u0043");
  const first = async (role: string) => (await holders(window, unit, role))[0] ?? "";
  handlers = await holders(window, unit, "handler");
  [reviewer, approver, head] = [await first("reviewer"), await first("approver"), await first("department_head")];
});
afterAll(() => window?.dispose());

const at = (login: string | undefined, id: string) => as(browser, base, login ?? "", `/cases/${id}`);
const line = (page: Page, word: string) => page.locator(".line").filter({ hasText: word }).first();

async function does(login: string | undefined, id: string, verb: string, body: object) {
  const desk = await sits(base, login ?? "");
  await post(desk, `/cases/${id}/commands/${verb}`, body);
  await desk.dispose();
}

describe.runIf(base !== "")("an official", () => {
  test("takes a file out of the pool, lets the clock stand for an inspection, and hands the file on", async () => {
    const { id } = await acceptedCase(window, "drug-retail");
    const pool = await at(handlers[0], id);
    await give(pool.page, "认领", async () => {});
    await give(pool.page, "启动特别程序", async (form) => {
      await choose(pool.page, "依据", "现场检查");
      await form.getByLabel("计划所需时间").fill("15");
      await form.getByLabel("文书编号").fill("检〔2026〕3号");
    });
    const stands = pool.page.getByRole("note").filter({ hasText: "停表" });
    await stands.getByText("计划 15 个工作日").waitFor();
    expect(await stands.getByText("由监察机关暂停").count()).toBe(0);
    await give(pool.page, "结束特别程序", async () => {});
    await stands.waitFor({ state: "detached" });
    await give(pool.page, "转办", async (form) => {
      await choose(pool.page, "交给谁", await nameOf(window, unit, "handler", handlers[1]));
      await because(form, "出差一周");
    });
    await line(pool.page, "转办").getByText("交给").waitFor();
    expect(pool.complaints).toEqual([]);
    await pool.context.close();
  });

  test("gives a file back from the decision; whoever finishes it gives it straight back", async () => {
    const { id } = await acceptedCase(window);
    for (const step of ["review", "onsite"]) await does(handlers[0], id, "approve", { step });
    await does(reviewer, id, "approve", { step: "audit" });
    const desk = await at(approver, id);
    await give(desk.page, "退回", async (form) => {
      await form.getByRole("radio", { name: "现场核查" }).check();
      await form.getByLabel("办完直接送回我").check();
      await because(form, "核查记录缺照片");
    });
    await line(desk.page, "退回").getByText("现场核查").waitFor();
    await does(handlers[0], id, "approve", { step: "onsite" });
    await desk.page.reload();
    await desk.page.getByRole("toolbar").getByRole("button", { name: "同意", exact: true }).waitFor();
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });

  test("corrects an obvious mistake, which stands beside what was written", async () => {
    const { id } = await acceptedCase(window);
    const { page, context, complaints } = await at(handlers[0], id);
    await give(page, "更正", async (form) => {
      await choose(page, /更正内容/, "经营面积");
      await page.keyboard.press("Escape");
      await form.getByLabel("经营面积").fill("125.5");
      await because(form, "录入笔误");
    });
    await line(page, "更正").getByText("录入笔误").waitFor();
    await page.getByRole("region", { name: "申请内容" }).getByText("125.5").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe.runIf(base !== "")("the head of the unit", () => {
  test("extends the time once, not beyond what the law allows, and both clocks show it", async () => {
    const { id } = await acceptedCase(window);
    const { page, context, complaints } = await at(head, id);
    const due = page.locator(".clock-face").first().locator("small time");
    const before = await due.textContent();
    await give(page, "延期", async (form) => {
      await form.getByText("最多 10").waitFor();
      await form.getByLabel("延长多少").fill("10");
      await form.getByLabel("文书编号").fill("延〔2026〕1号");
      await because(form, "案情复杂");
    });
    await page.getByText("已延期 1 次").waitFor();
    expect(await due.textContent()).not.toBe(before);
    await page.getByRole("toolbar").locator(".greyed").filter({ hasText: "延期" }).waitFor();
    expect(await dialog(page).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
