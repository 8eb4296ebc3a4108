import type { APIRequestContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./browser";
import { acceptedCase, because, choose, commandButton, dialog, get, give, holders, nameOf, post, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// Every intervention of a supervisor through its dialog, on cases that the window has just accepted in the real binary's
// demo city; and what the head and the officials decide about the clock themselves.
const base = process.env.MINGCHA ?? "";
const unit = "dg-scjgj";
const [clerk, supervisor] = ["u0043", "u0081"];

let window: APIRequestContext;
let people: Record<"handler" | "reviewer" | "approver" | "department_head", string[]>;
let second = "";

beforeAll(async () => {
  if (base === "") return;
  window = await sits(base, clerk);
  const roles = ["handler", "reviewer", "approver", "department_head"] as const;
  const held = await Promise.all(roles.map((role) => holders(window, unit, role)));
  people = Object.fromEntries(roles.map((role, i) => [role, held[i]])) as typeof people;
  const organ = await sits(base, supervisor);
  second = (await holders(organ, "dg-jw", "supervisor")).find((each) => each !== supervisor) ?? "";
  await organ.dispose();
});
afterAll(() => window?.dispose());

/** The first holder of a role at the page of a case. */
const at = (login: string | undefined, id: string) => as(browser, base, login ?? "", `/cases/${id}`);

/** One official does one thing through the API. */
async function does(login: string | undefined, id: string, verb: string, body: object) {
  const desk = await sits(base, login ?? "");
  await post(desk, `/cases/${id}/commands/${verb}`, body);
  await desk.dispose();
}

const stands = (page: Page) => page.getByRole("note").filter({ hasText: "停表" });
const timeline = (page: Page, word: string) => page.locator(".line").filter({ hasText: word }).first();

/** The inbox of somebody has a notice of this kind about a case. */
async function told(login: string | undefined, number: string, kind: string) {
  const desk = await sits(base, login ?? "");
  const { rows } = await get<{ rows: { kind: string; number?: string }[] }>(desk, "/notices?limit=50");
  expect(rows.filter((notice) => notice.number === number).map((notice) => notice.kind)).toContain(kind);
  await desk.dispose();
}

/** The same, as it is seen on the page. */
async function inInbox(login: string | undefined, number: string, word: string) {
  const { page, context } = await as(browser, base, login ?? "", "/notices");
  await page.locator(".notice-line").filter({ hasText: number }).filter({ hasText: word }).first().waitFor();
  await context.close();
}

// covers S27
describe.runIf(base !== "")("a supervisor, through the dialogs of a case", () => {
  test("urges and is answered; the unit finds it in its inbox", async () => {
    const { id, number } = await acceptedCase(window);
    const desk = await at(supervisor, id);
    await give(desk.page, "催办", async (form) => {
      await choose(desk.page, "依据", "第四十二条：办理期限");
      await because(form, "请说明进度");
    });
    const demands = desk.page.getByRole("region", { name: "要求答复" });
    await demands.getByText("未答复").waitFor();
    await told(people.handler[0], number, "urge");
    const head = await at(people.department_head[0], id);
    await give(head.page, "回复催办", async (form) => {
      await form.getByRole("radio").first().check();
      await because(form, "已排期，本周办结");
    });
    await head.context.close();
    await desk.page.reload();
    await demands.getByText(/第 \d+ 条已答复/).waitFor();
    expect([...desk.complaints, ...head.complaints]).toEqual([]);
    await desk.context.close();
  });

  test("is asked for reason and basis; stops the clock, and lets it go on", async () => {
    const { id, number } = await acceptedCase(window);
    const { page, context, complaints } = await at(supervisor, id);
    await commandButton(page, "暂停计时").click();
    await dialog(page).getByRole("button", { name: "暂停计时" }).click();
    expect(await dialog(page).getByText("必填").count()).toBe(4);
    expect(await violations(page, "override asks")).toEqual([]);
    await choose(page, "依据", "检测");
    await dialog(page).getByLabel("计划所需时间").fill("5");
    await dialog(page).getByLabel("文书编号").fill("检〔2026〕2号");
    await because(dialog(page), "依法委托检测");
    await dialog(page).getByRole("button", { name: "暂停计时" }).click();
    await stands(page).getByText("由监察机关暂停").waitFor();
    await stands(page).getByText("计划 5 个工作日").waitFor();
    expect(await page.locator(".clock-face").first().getByText("停表").count()).toBeGreaterThan(0);
    await told(people.department_head[0], number, "override");
    await give(page, "恢复计时", async (form) => {
      await choose(page, "依据", "第四十五条");
      await because(form, "检测已完成");
    });
    await stands(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "计时台账" }).click();
    await page.locator(".ledger").getByText("恢复").first().waitFor();
    expect(await violations(page, "override ledger")).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("gives a step to a colleague in the unit, and both are told", async () => {
    const { id, number } = await acceptedCase(window);
    await does(people.handler[0], id, "claim", { step: "review" });
    const { page, context } = await at(supervisor, id);
    await give(page, "改派", async (form) => {
      await choose(page, "交给谁", await nameOf(window, unit, "handler", people.handler[1]));
      await choose(page, "依据", "第四十二条：办理期限");
      await because(form, "原承办人任务过重");
    });
    await timeline(page, "改派").getByText("交给").waitFor();
    await told(people.handler[1], number, "assigned");
    await told(people.handler[0], number, "override");
    await context.close();
  });

  test("forces a step on: only the second person's word takes effect; then forces the file back", async () => {
    const { id } = await acceptedCase(window);
    const first = await at(supervisor, id);
    await give(
      first.page,
      "强制推进",
      async (form) => {
        await choose(first.page, "依据", "第四十二条：办理期限");
        await because(form, "已无待核事项");
        await form.getByRole("button", { name: "填入通用告知" }).click();
      },
      "已提交，等第二名监察员复核",
    );
    expect(await commandButton(first.page, "复核确认").count()).toBe(0);
    const other = await at(second, id);
    await give(other.page, "复核确认", async () => {});
    await other.context.close();
    await does(people.handler[0], id, "approve", { step: "onsite" });
    await does(people.reviewer[0], id, "approve", { step: "audit" });

    await first.page.reload();
    await give(first.page, "强制退回", async (form) => {
      await form.getByRole("radio", { name: "现场核查" }).check();
      await choose(first.page, "依据", "说明理由");
      await because(form, "核查记录不全");
    });
    await timeline(first.page, "强制退回").getByText("现场核查").waitFor();
    const { steps } = await get<{ steps: { key: string; phase: string; round: number }[] }>(window, `/cases/${id}`);
    expect(steps.find(({ key }) => key === "review")?.phase).toBe("passed");
    expect(steps.find(({ key }) => key === "onsite")).toMatchObject({ phase: "open", round: 2 });
    expect(first.complaints).toEqual([]);
    await first.context.close();
  });

  test("ends a case with the second person, and opens it again", async () => {
    const { id, number } = await acceptedCase(window);
    const first = await at(supervisor, id);
    await give(
      first.page,
      "终止",
      async (form) => {
        await choose(first.page, "依据", "责令改正");
        await because(form, "申请人已注销");
        await form.getByRole("button", { name: "填入通用告知" }).click();
      },
      "已提交，等第二名监察员复核",
    );
    const other = await as(browser, base, second, "/supervision/worklist?kind=pending");
    const row = other.page.getByRole("row").filter({ hasText: number });
    await row.getByRole("button", { name: /复核不同意/ }).click();
    await because(dialog(other.page), "证据不足");
    await dialog(other.page).getByRole("button", { name: "复核不同意" }).click();
    await row.waitFor({ state: "detached" });

    await does(supervisor, id, "terminate", { reason: "申请人已注销", ground: "K15", remedy: "可以申请行政复议" });
    await other.page.goto(`/office/cases/${id}`);
    await give(other.page, "复核确认", async () => {});
    await other.context.close();

    await first.page.reload();
    await first.page.getByText("已终止").first().waitFor();
    await commandButton(first.page, "重新办理").click();
    await dialog(first.page).getByRole("button", { name: "重新办理" }).click();
    expect(await dialog(first.page).getByText("必填").count()).toBe(2);
    await choose(first.page, "依据", "第四十二条：办理期限");
    await because(dialog(first.page), "主体资格仍然有效");
    await dialog(first.page).getByRole("button", { name: "重新办理" }).click();
    await first.page.locator(".case-head").getByText("已受理").waitFor();
    await told(people.department_head[0], number, "override");
    expect(first.complaints).toEqual([]);
    await first.context.close();
  });

  test("hands a file to the department above: only to one with somebody who could do the step", async () => {
    const { id, number } = await acceptedCase(window);
    const { page, context, complaints } = await at(supervisor, id);
    await give(page, "提级办理", async (form) => {
      await choose(page, "交给哪个单位", "广东省市场监督管理局");
      await choose(page, "交给谁", /./);
      await choose(page, "依据", "第四十二条：办理期限");
      await because(form, "本级多次延误");
    });
    await timeline(page, "提级办理").getByText("广东省市场监督管理局").first().waitFor();
    await inInbox(people.department_head[0], number, "监察干预");
    expect(complaints).toEqual([]);
    await context.close();
  });
});
