import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, overflow, violations } from "./browser";
import { fixture } from "./fixture";
import { browser } from "./oneBrowser";
import { Office } from "./workbench.office";

// The pages are those of the server named or of the last build; the office behind them is invented, so that every state of a
// case can be shown. What the real server does is tested by the journey.
let base = process.env.MINGCHA ?? "";
let close = () => {};
beforeAll(async () => {
  if (base === "") ({ base, close } = await fixture());
});
afterAll(() => close());

async function visit(path: string, office = new Office()) {
  const opened = await open(browser, base, "about:blank", { viewport: { width: 1440, height: 900 } });
  opened.page.setDefaultTimeout(8000);
  await office.serve(opened.page);
  await opened.page.goto(`/office${path}`);
  await opened.page.locator("main h1").first().waitFor();
  return { ...opened, office };
}

const settled = (page: Page) => page.waitForLoadState("networkidle");
const command = (page: Page, name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });
const form = (page: Page) => page.getByRole("dialog");

describe("every page of the workbench is for everybody", () => {
  test.each([
    ["inbox", "/inbox"],
    ["pool", "/inbox?section=pool"],
    ["nothing near", "/inbox?section=near"],
    ["search", "/cases"],
    ["case at work", "/cases/c-work"],
    ["case in trouble", "/cases/c-trouble"],
    ["closed case", "/cases/c-closed"],
    ["intake", "/intake"],
  ])("%s has no violation of WCAG AA and does not scroll sideways", async (name, path) => {
    const { page, context, complaints } = await visit(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(300);
    expect(await violations(page, `workbench ${name}`)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("in English too", async () => {
    const { page, context } = await visit("/cases/c-trouble");
    await page.getByText("English", { exact: true }).click();
    await page.getByText("The clock stands: 专家评审").waitFor();
    expect(await violations(page, "workbench english")).toEqual([]);
    await context.close();
  });
});

describe("the inbox", () => {
  test("tells what is left in words, never by colour alone", async () => {
    const { page, context } = await visit("/inbox");
    for (const words of ["超期", "今天到期", "临期", "停表", "还剩"]) {
      await page.locator(".badge", { hasText: words }).first().waitFor();
    }
    await context.close();
  });

  test("is walked with the arrow keys and opened with Enter", async () => {
    const { page, context } = await visit("/inbox");
    await page.getByRole("link", { name: "DG20261016000007" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/cases/c-work");
    await context.close();
  });

  test("a task is claimed in place, and the counters follow", async () => {
    const { page, context, office } = await visit("/inbox?section=pool");
    await page.getByRole("button", { name: "认领办件 DG20261120000031" }).click();
    await page.getByText("已认领 DG20261120000031").waitFor();
    await page.getByRole("link", { name: /本单位待领\s*1/ }).waitFor();
    await page.getByRole("link", { name: /我的待办\s*6/ }).click();
    await page.getByRole("link", { name: "DG20261120000031" }).waitFor();
    expect(office.sent.map(({ path, body }) => [path, body])).toEqual([
      ["/cases/c-pool/commands/claim", { step: "review", round: 1 }],
    ]);
    await context.close();
  });

  test("what a colleague took meanwhile is told, and the list is read anew", async () => {
    const { page, context, office } = await visit("/inbox?section=pool");
    office.refuse({ code: "conflict", detail: "同事已经认领" });
    office.inbox.pool.shift();
    await page.getByRole("button", { name: "认领办件 DG20261120000031" }).click();
    await page.getByText("同事已经认领").waitFor();
    await page.getByRole("link", { name: "DG20261120000031" }).waitFor({ state: "detached" });
    await context.close();
  });

  test("an event of the server brings new counters and new rows without a click", async () => {
    const { page, context, office } = await visit("/inbox?section=near");
    await page.getByText("没有临期的办件").waitFor();
    office.inbox.near.push(...office.inbox.mine.slice(0, 1));
    office.events = `event: counters\ndata: ${JSON.stringify({ mine: 5, pool: 2, near: 1, late: 1, unread: 1 })}\n\n`;
    await page.getByRole("link", { name: /临期\s*1/ }).waitFor();
    await page.getByRole("link", { name: "DG20261016000007" }).waitFor();
    await context.close();
  });

  test("a number narrows the list, and the address keeps it", async () => {
    const { page, context } = await visit("/inbox");
    await page.getByLabel("办件编号").fill("000012");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "DG20261016000007" }).waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("number")).toContain("000012");
    await context.close();
  });
});

describe("the case page", () => {
  test("shows where the file lies, in which round, and by whom", async () => {
    const { page, context } = await visit("/cases/c-work");
    const here = page.locator('[aria-current="step"]');
    expect(await here.textContent()).toMatch(/审查[\s\S]*第 2 轮[\s\S]*办理中[\s\S]*王某1/);
    await context.close();
  });

  test("says why the clock stands, what is provisional, and what waits", async () => {
    const { page, context } = await visit("/cases/c-trouble");
    for (const text of [
      "停表：专家评审",
      "由监察机关暂停",
      "暂定",
      "视为受理",
      "请说明超期原因。",
      "申请人已注销。",
      "环节没有办理人 audit",
    ]) {
      await page.getByText(text).first().waitFor();
    }
    await context.close();
  });

  test("a line that was written down later shows both instants", async () => {
    const { page, context } = await visit("/cases/c-work");
    await page.getByText(/\d{4}-\d\d-\d\d \d\d:\d\d 记入/).waitFor();
    await context.close();
  });

  test("a long record is read from its end, older lines on demand", async () => {
    const { page, context } = await visit("/cases/c-trouble");
    await page.getByText("第 120 条").waitFor();
    expect(await page.getByText("第 3 条", { exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "更早的记录" }).click();
    await page.getByText("第 3 条", { exact: true }).waitFor();
    await context.close();
  });

  test("an attachment is looked at beside the form, and is read only then", async () => {
    const { page, context, office } = await visit("/cases/c-work");
    await settled(page);
    const file = `/cases/c-work/files/${"ab".repeat(32)}`;
    expect(office.read).not.toContain(file);
    await page.getByRole("button", { name: "查看 食品经营许可申请书.png" }).click();
    await page.getByRole("img", { name: "食品经营许可申请书.png" }).waitFor();
    expect(office.read).toContain(file);
    await context.close();
  });

  test("who may not see the form says why first", async () => {
    const { page, context, office } = await visit("/cases/c-closed");
    await page.getByText("您的岗位看不到申请内容。").waitFor();
    await page.getByLabel("查看理由").fill("投诉核查");
    await page.keyboard.press("Enter");
    await page.getByText("经营面积").waitFor();
    expect(office.read.filter((path) => path.includes("why=")).map(decodeURIComponent)).toEqual([
      "/cases/c-closed?why=投诉核查",
    ]);
    await context.close();
  });

  test("why no card was issued here is told rule by rule", async () => {
    const { page, context } = await visit("/cases/c-work");
    await page.getByRole("button", { name: "为什么这里没有发牌？" }).click();
    await page.getByText("时钟停着，没有触发时刻。").waitFor();
    expect(await violations(page, "workbench explanation")).toEqual([]);
    await context.close();
  });

  test("notices and evidence are printed by the server", async () => {
    const { page, context } = await visit("/cases/c-work");
    await page.getByRole("button", { name: "打印", exact: true }).click();
    const notice = page.getByRole("link", { name: "受理通知书" });
    expect(await notice.getAttribute("href")).toBe("/api/v1/cases/c-work/notices/acceptance?line=3");
    const evidence = page.getByRole("link", { name: "打印全部证据" });
    expect(await evidence.getAttribute("href")).toBe("/api/v1/cases/c-work/evidence");
    await context.close();
  });

  test("a case that is not there says so and offers another try", async () => {
    const { page, context } = await open(browser, base, "about:blank");
    await new Office().serve(page);
    await page.goto("/office/cases/gone");
    await page.getByText("没有找到，或者您无权查看").waitFor();
    await page.getByRole("button", { name: "再试一次" }).waitFor();
    await context.close();
  });
});

describe("commands", () => {
  test("the primary one comes first, a greyed one says why to a screen reader", async () => {
    const { page, context } = await visit("/cases/c-work");
    const buttons = page.getByRole("toolbar").getByRole("button");
    await buttons.first().waitFor();
    expect(await buttons.first().textContent()).toBe("同意");
    const greyed = page.getByRole("button", { name: /^作出不予决定/ });
    expect(await greyed.getAttribute("aria-disabled")).toBe("true");
    const reason = await greyed.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${reason}"]`).textContent()).toBe("不能使用：您办过审查环节，不能再作决定");
    await greyed.focus();
    await page.getByRole("tooltip", { name: /您办过审查环节/ }).waitFor();
    await page.keyboard.press("Enter");
    expect(await form(page).count()).toBe(0);
    await context.close();
  });

  test("all others are folded away with their reasons", async () => {
    const { page, context } = await visit("/cases/c-work");
    await page.getByText("其余 4 项操作及不能使用的原因").click();
    await page.getByText("还没有作出决定").waitFor();
    await context.close();
  });

  test("a form asks for the verb's fields, marks what is empty and sends one act", async () => {
    const { page, context, office } = await visit("/cases/c-work");
    await command(page, "退回").click();
    await form(page).getByRole("button", { name: "退回" }).click();
    expect(await form(page).getByText("必填", { exact: true }).count()).toBe(2);
    expect(office.sent).toEqual([]);
    expect(await violations(page, "workbench return")).toEqual([]);
    await form(page).getByLabel("现场核查").check();
    await form(page).getByLabel("理由", { exact: true }).fill("请补充现场照片");
    await form(page).getByLabel("办完直接送回我").check();
    await form(page).getByRole("button", { name: "退回" }).click();
    await page.getByText(/退回已办理，记为第 \d+ 条/).waitFor();
    expect(office.sent.map(({ body }) => body)).toEqual([
      { step: "review", round: 2, target: "onsite", reason: "请补充现场照片", resume: true },
    ]);
    await context.close();
  });

  test("what the server finds wrong is marked at its field, and the text stays", async () => {
    const { page, context, office } = await visit("/cases/c-work");
    office.refuse({
      code: "invalid",
      detail: "填写有误",
      faults: [
        { field: "/note", rule: "too_long", sentence: "意见太长" },
        { field: "", rule: "x", sentence: "今天不受理" },
      ],
    });
    await command(page, "同意").click();
    await form(page)
      .getByLabel(/意见或说明/)
      .fill("布局合理，同意。");
    await form(page).getByRole("button", { name: "同意", exact: true }).click();
    await form(page).getByText("意见太长").waitFor();
    await form(page).getByText("今天不受理").waitFor();
    const note = form(page).getByLabel(/意见或说明/);
    expect(await note.inputValue()).toBe("布局合理，同意。");
    expect(await note.getAttribute("aria-invalid")).toBe("true");
    await context.close();
  });

  test("sending again after nothing was heard is the same act, and the new state is shown", async () => {
    const { page, context, office } = await visit("/cases/c-work");
    office.refuse("unheard", "unheard", "unheard", "unheard");
    await command(page, "同意").click();
    await form(page)
      .getByLabel(/意见或说明/)
      .fill("同意。");
    await page.keyboard.press("Control+Enter");
    await form(page).getByText("没有提交成功，填写的内容都还在").waitFor({ timeout: 20_000 });
    await form(page).getByRole("button", { name: "再次提交" }).click();
    await page.getByText(/同意已办理/).waitFor();
    expect(new Set(office.sent.map(({ key }) => key)).size).toBe(1);
    expect(await page.locator('[aria-current="step"]').textContent()).toContain("审核");
    await page.getByText("您现在没有可以办理的操作。").waitFor();
    await context.close();
  });

  test("a form that was closed by mistake still has its text", async () => {
    const { page, context } = await visit("/cases/c-work");
    await command(page, "退回").click();
    await form(page).getByLabel("理由", { exact: true }).fill("请补充现场照片");
    await page.keyboard.press("Escape");
    await form(page).waitFor({ state: "detached" });
    await command(page, "退回").click();
    expect(await form(page).getByLabel("理由", { exact: true }).inputValue()).toBe("请补充现场照片");
    await context.close();
  });

  test("a command given anew is a new act", async () => {
    const { page, context, office } = await visit("/cases/c-trouble");
    for (const reason of ["请抓紧", "再次提醒"]) {
      await command(page, "催办").click();
      await form(page).getByLabel(/理由/).fill(reason);
      await form(page).getByRole("button", { name: "催办" }).click();
      await form(page).waitFor({ state: "detached" });
    }
    expect(new Set(office.sent.map(({ key }) => key)).size).toBe(2);
    await context.close();
  });

  test("an intervention asks for reason, basis and remedy, and says that a second supervisor follows", async () => {
    const { page, context, office } = await visit("/cases/c-trouble");
    await command(page, "终止").click();
    await form(page).getByText("需要第二名监察员复核").waitFor();
    await form(page).getByLabel("依据").click();
    await page.getByTitle("其他").click();
    await form(page).getByLabel("理由", { exact: true }).fill("申请人已注销");
    await form(page).getByRole("button", { name: "填入通用告知" }).click();
    expect(await violations(page, "workbench terminate")).toEqual([]);
    await form(page).getByRole("button", { name: "终止" }).click();
    await page.getByText("终止已提交，等第二名监察员复核").waitFor();
    expect(office.sent[0]?.body).toMatchObject({ ground: "other", reason: "申请人已注销" });
    expect(String(office.sent[0]?.body.remedy)).toContain("六十日");
    await context.close();
  });

  test("handing over names colleagues who are there and who stands in for those who are not", async () => {
    const { page, context, office } = await visit("/cases/c-work");
    await command(page, "转办").click();
    await form(page).getByLabel("交给谁").click();
    await page.getByTitle("李某2（外出，由王某1代办）").waitFor();
    await page.getByTitle("孙某5").click();
    await form(page).getByLabel("理由", { exact: true }).fill("业务调整");
    await form(page).getByRole("button", { name: "转办" }).click();
    await page.getByText(/转办已办理/).waitFor();
    expect(office.sent[0]?.body).toEqual({ step: "review", round: 2, to: "sun", reason: "业务调整" });
    expect(office.read).toContain("/colleagues?unit=dg-scjgj&role=handler");
    await context.close();
  });
});
