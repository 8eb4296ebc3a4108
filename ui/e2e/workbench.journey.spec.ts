import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { violations } from "./browser";
import { browser } from "./oneBrowser";
import { as as signIn } from "./people";
import { pixel } from "./workbench.data";

// One permit from the window to the applicant's hands, through the real binary's demo city. The other specs of the
// workbench need no server; this one is about it.
const base = process.env.MINGCHA ?? "";
const clerk = "u0043";
const supervisor = "u0081";
const unit = "dg-scjgj";

/** Signs somebody in and shows a page of the office. */
const as = (login: string, path: string) => signIn(browser, base, login, path);

/** Who hold a role in a unit: the pages ask the same before a file is handed over. */
async function holdersOf(context: BrowserContext, role: string, of = unit): Promise<string[]> {
  const answer = await context.request.get(`/api/v1/colleagues?unit=${of}&role=${role}`);
  const { rows } = (await answer.json()) as { rows: { account: string }[] };
  return rows.map(({ account }) => account);
}

const command = (page: Page, name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });
const form = (page: Page) => page.getByRole("dialog");

/** Gives the primary command and waits until it is on record. */
async function give(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<typeof form>) => Promise<void> = async () => {},
) {
  await command(page, name).click();
  await fill(form(page));
  await form(page).getByRole("button", { name, exact: true }).click();
  await page.getByText(new RegExp(`^${name}已办理`)).waitFor();
}

/** Adds a picture to an opinion and waits until the server has it. */
async function attach(dialog: ReturnType<typeof form>) {
  await dialog.locator('input[type="file"]').setInputFiles({ name: "意见.png", mimeType: "image/png", buffer: pixel });
  await dialog.getByText("意见.png").waitFor();
}

/** Chooses the first basis offered. */
async function ground(page: Page, dialog: ReturnType<typeof form>) {
  await dialog.getByLabel("依据").click();
  await page.locator(".ant-select-item-option").first().click();
}

/** An applicant at the window, everything filled in and every material there. */
async function fillWindow(page: Page) {
  for (const words of ["91350100M000100Y43", "悦来餐饮有限公司", "13800138000", "示例路1号"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.getByLabel("事项名称、拼音或首字母").fill("spjy");
  await page.getByTitle("食品经营许可(餐饮服务新办)").click();
  for (const [label, value] of [
    ["法定代表人(负责人) 必填", "李某"],
    ["法定代表人公民身份号码", "11010519491231002X"],
    ["经营场所地址", "东莞市东城街道示例路1号"],
    ["经营面积", "120.5"],
  ] as const) {
    await page.getByLabel(label).fill(value);
  }
  await page.getByLabel("县区或镇街").selectOption({ label: "东城街道" });
  await page.getByLabel("餐饮服务经营者").check();
  await page.getByLabel("热食类制售").check();
  await page.getByRole("button", { name: "全部收到" }).click();
}

describe.runIf(base !== "")("a supervisor steps in", () => {
  test("an explanation is demanded and answered; a termination waits for the second supervisor", async () => {
    const first = await as(supervisor, "/cases?state=open&unit=dg-scjgj");
    await first.page.getByRole("row").filter({ hasText: "已受理" }).getByRole("link").first().click();
    await first.page.waitForURL("**/cases/*");
    const path = new URL(first.page.url()).pathname.slice("/office".length);
    await give(first.page, "要求说明", async (dialog) => {
      await ground(first.page, dialog);
      await dialog.getByLabel("理由", { exact: true }).fill("请说明办理进度");
    });
    await first.page.getByText("请说明办理进度").first().waitFor();

    const [head = ""] = await holdersOf(first.context, "department_head");
    const desk = await as(head, path);
    await give(desk.page, "回复催办", async (dialog) => {
      await dialog.getByRole("radio").last().check();
      await dialog.getByLabel("理由", { exact: true }).fill("材料已核对，本周内办结");
    });
    await desk.context.close();

    await command(first.page, "终止").click();
    await ground(first.page, form(first.page));
    await form(first.page).getByLabel("理由", { exact: true }).fill("申请人已注销");
    await form(first.page).getByRole("button", { name: "填入通用告知" }).click();
    await form(first.page).getByRole("button", { name: "终止" }).click();
    await first.page.getByText("终止已提交，等第二名监察员复核").waitFor();
    await first.page.getByText("待第二人复核的干预").waitFor();

    const others = await holdersOf(first.context, "supervisor", "dg-jw");
    const second = await as(others.find((each) => each !== supervisor) ?? "", path);
    await give(second.page, "复核确认");
    await second.page.getByText("已终止").first().waitFor();
    expect(await violations(second.page, "workbench terminated")).toEqual([]);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await second.context.close();
    await first.context.close();
  });

  test("why no card was issued is told rule by rule", async () => {
    const { page, context } = await as(supervisor, "/cases?state=open&unit=dg-scjgj");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByRole("button", { name: /^为什么/ }).click();
    await page.getByRole("dialog").getByText("R-T1").first().waitFor();
    await context.close();
  });
});

describe.runIf(base !== "")("a permit, from the window to the applicant's hands", () => {
  test("is accepted, examined, verified, decided, delivered and closed", async () => {
    const window = await as(clerk, "/intake");
    const { page } = window;
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /已受理/ }).waitFor();
    const receipt = await page.getByRole("link", { name: "打印受理通知书" }).getAttribute("href");
    const printed = await window.context.request.get(receipt ?? "");
    expect(printed.headers()["content-type"]).toContain("application/pdf");
    await page.getByRole("link", { name: "打开办件" }).click();
    await page.waitForURL("**/cases/*");
    const path = new URL(page.url()).pathname.slice("/office".length);
    const [handler, reviewer, approver, deliverer] = await Promise.all(
      ["handler", "reviewer", "approver", "delivery_clerk"].map((role) => holdersOf(window.context, role)),
    );

    for (const [holders, times] of [
      [handler, 2],
      [reviewer, 1],
      [approver, 1],
    ] as const) {
      const desk = await as(holders?.[0] ?? "", path);
      for (let i = 0; i < times; i++) {
        await give(desk.page, "同意", async (dialog) => {
          await dialog.getByLabel(/意见或说明/).fill("符合条件");
          await attach(dialog);
        });
      }
      expect(desk.complaints).toEqual([]);
      await desk.context.close();
    }

    const counter = await as(deliverer?.[0] ?? "", path);
    await give(counter.page, "送达", async (dialog) => {
      await dialog.getByLabel("窗口领取").check();
      await dialog.getByLabel(/签收人/).fill("李某");
    });
    await give(counter.page, "办结");
    await counter.page.getByText("已办结").first().waitFor();
    await counter.page.getByRole("button", { name: "查看 意见.png" }).first().click();
    await counter.page.getByRole("img", { name: "意见.png" }).waitFor();
    expect(await violations(counter.page, "workbench real case")).toEqual([]);
    await counter.context.close();
    await window.context.close();
  });

  test("the same applicant's second application is warned of", async () => {
    const { page, context } = await as(clerk, "/intake");
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.getByRole("button", { name: "只收件" }).click();
    await page.getByRole("button", { name: "下一位申请人" }).click();
    await page.getByLabel(/证件号码或统一社会信用代码/).click();
    await fillWindow(page);
    await page.getByRole("alert").getByText("还有未办结的办件").waitFor();
    await context.close();
  });

  test("who goes away says so, and who stands in; back again, nobody does", async () => {
    const { page, context, complaints } = await as(clerk, "/inbox");
    await page.getByRole("button", { name: "登记外出" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("起止日期").first().fill("2027-03-01");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2027-03-05");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("代办人").click();
    await page.locator(".ant-select-item-option").first().click();
    expect(await violations(page, "workbench absence")).toEqual([]);
    await dialog.getByRole("button", { name: "登记外出" }).click();
    await page.getByText("已登记，到时生效").waitFor();
    const away = page.getByRole("region", { name: "外出与代办" });
    await away.getByText("将外出").first().waitFor();
    await away.getByRole("button", { name: /^销假/ }).first().click();
    await page.getByText(/已销假/).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(["/inbox?section=pool", "/cases?state=late", "/intake"])("%s has no violation of WCAG AA", async (path) => {
    const { page, context, complaints } = await as(clerk, path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect(await violations(page, `workbench real ${path.replace(/\W+/g, " ").trim()}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
