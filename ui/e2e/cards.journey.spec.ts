import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { components } from "../src/contract";
import { open, overflow, phone, violations } from "./browser";
import { browser } from "./oneBrowser";
import { as } from "./people";
import { pixel } from "./workbench.data";

type Schemas = components["schemas"];

// The life of a card over the real binary's demo city: answered, sent back, verified; appealed and decided; withheld ones.
const base = process.env.MINGCHA ?? "";
const [supervisor, head] = ["u0081", "u0052"];

const visit = (login: string, path: string) => as(browser, base, login, path);
const pathOf = (page: Page) => new URL(page.url()).pathname.slice("/office".length);
const drawer = (page: Page) => page.getByRole("dialog");

/** Who lead the supervision of the city: they decide on red cards. */
async function leader(context: BrowserContext): Promise<string> {
  const answer = await context.request.get("/api/v1/colleagues?unit=dg-jw&role=supervision_leader");
  const { rows } = (await answer.json()) as { rows: { account: string }[] };
  return rows[0]?.account ?? "";
}

/** A red card of the unit against which it may still appeal. */
async function appealable(context: BrowserContext): Promise<string> {
  const read = async (path: string) => (await context.request.get(`/api/v1/cards${path}`)).json();
  const { rows } = (await read("?queue=answer&level=red")) as Schemas["CardPage"];
  for (const { id, level } of rows) {
    const { offers } = (await read(`/${id}`)) as Schemas["Card"];
    if (level === "red" && offers?.some(({ verb, allowed }) => verb === "appeal_card" && allowed)) return id;
  }
  throw new Error("the demo city has no red card that can be appealed against");
}

/** Writes the unit's answer with a proof and sends it. */
async function answer(page: Page, text: string, corrected: boolean) {
  await page.getByRole("heading", { name: "反馈", exact: true }).waitFor();
  await page.getByLabel("原因").click();
  await page.getByTitle("案情复杂").click();
  await page.getByLabel("情况说明和整改措施").fill(text);
  if (corrected) await page.getByLabel("已经整改到位").check();
  const files = page.locator('input[type="file"]');
  await files.setInputFiles({ name: "整改照片.png", mimeType: "image/png", buffer: pixel });
  await page.getByRole("button", { name: "移除 整改照片.png" }).waitFor();
  await page.getByRole("button", { name: "提交反馈" }).click();
  await page.getByText("反馈已记入").waitFor();
}

/** Gives one command from the bar of a card and waits until it is on the card's record. */
async function give(page: Page, name: string, fill: (form: ReturnType<typeof drawer>) => Promise<void>) {
  await page.getByRole("toolbar").getByRole("button", { name, exact: true }).click();
  await fill(drawer(page));
  await drawer(page).getByRole("button", { name, exact: true }).click();
  await page.getByText(`${name}已记入牌的记录`).waitFor();
}

// covers S27 S28
describe.runIf(base !== "")("a yellow card", () => {
  test("is answered with proof, sent back, answered again and verified", async () => {
    const unit = await visit(head, "/answers");
    expect(await violations(unit.page, "cards answers")).toEqual([]);
    await unit.page
      .getByRole("row")
      .filter({ hasText: "黄牌" })
      .getByRole("link", { name: /^反馈 / })
      .first()
      .click();
    await unit.page.waitForURL("**/cards/*");
    const card = pathOf(unit.page);
    await answer(unit.page, "现场核查比预计多用一天，本周内办结。", false);
    expect(unit.complaints).toEqual([]);

    const desk = await visit(supervisor, card);
    await desk.page.getByText("现场核查比预计多用一天").first().waitFor();
    await desk.page.getByText("单位称尚未整改到位").waitFor();
    const proof = await desk.page.getByRole("link", { name: "整改照片.png" }).getAttribute("href");
    expect((await desk.context.request.get(proof ?? "")).status()).toBe(200);
    expect(await violations(desk.page, "cards to verify")).toEqual([]);
    await give(desk.page, "退回重报", (form) => form.getByLabel("理由").fill("没有写明整改完成的时间"));

    await unit.page.goto("/office/answers");
    const row = unit.page.getByRole("row").filter({ has: unit.page.locator(`a[href*="${card}"]`) });
    await row.getByText("没有写明整改完成的时间").waitFor();
    await row.getByRole("link", { name: /^重新反馈/ }).click();
    await unit.page.waitForURL("**/cards/*");
    await answer(unit.page, "已于本周三办结，送达回证附后。", true);
    await unit.context.close();

    await desk.page.reload();
    await desk.page.getByText("单位称已整改到位").waitFor();
    await give(desk.page, "核实通过", async () => {});
    await desk.page.getByText("这张牌已经了结，不再升级").waitFor();
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  }, 120_000);

  test("that is ordered gives rise to an order, which prints beside the card's own notice", async () => {
    const unit = await visit(head, "/answers");
    await unit.page
      .getByRole("row")
      .filter({ hasText: "黄牌" })
      .getByRole("link", { name: /^反馈 / })
      .first()
      .click();
    await unit.page.waitForURL("**/cards/*");
    const card = pathOf(unit.page);
    await answer(unit.page, "正在补充现场核查。", false);
    await unit.context.close();
    const desk = await visit(supervisor, card);
    await give(desk.page, "督办", async (form) => {
      await form.getByLabel("理由").fill("整改没有期限");
      await form.locator("#order_card_planned").fill("3");
      await form.getByLabel("文书编号").fill("东监督〔2026〕8号");
    });
    const papers = desk.page.getByRole("region", { name: /监察文书/ });
    for (const name of ["督办单", "黄牌通知书"]) {
      const link = await papers.getByRole("link", { name, exact: true }).getAttribute("href");
      const pdf = await desk.context.request.get(link ?? "");
      expect(pdf.headers()["content-type"]).toContain("application/pdf");
    }
    await papers.getByText("东监督〔2026〕8号").waitFor();
    expect(await violations(desk.page, "cards ordered")).toEqual([]);
    await desk.context.close();
  }, 120_000);
});

// covers S28
describe.runIf(base !== "")("a red card", () => {
  test("is appealed against and the appeal decided by another person; a greyed verb says why", async () => {
    const unit = await visit(head, "/answers");
    const card = `/cards/${await appealable(unit.context)}`;
    await unit.page.goto(`/office${card}`);
    await give(unit.page, "申诉", async (form) => {
      await form.getByLabel("申诉依据").click();
      await unit.page.locator(".ant-select-item-option").first().click();
      await form.getByLabel("申诉的事实和理由").fill("检测时间依法不计入期限");
    });
    await unit.page.getByText("等待决定").waitFor();
    await unit.context.close();

    const desk = await visit(supervisor, card);
    const greyed = desk.page.getByRole("toolbar").getByRole("button", { name: /^申诉决定/ });
    expect(await greyed.getAttribute("aria-disabled")).toBe("true");
    await greyed.focus();
    await desk.page
      .getByRole("tooltip")
      .getByText(/不能使用/)
      .waitFor();
    const decider = await leader(desk.context);
    await desk.context.close();

    const chair = await visit(decider, "/cards?queue=appeal");
    await chair.page.getByText("待决定申诉").first().waitFor();
    expect(await violations(chair.page, "cards appeals")).toEqual([]);
    await chair.page.locator(`a[href$="${card}"]`).first().click();
    await give(chair.page, "申诉决定", async (form) => {
      await form.getByLabel("维持").check();
      await form.getByLabel("理由").fill("检测委托在期限届满之后");
    });
    await chair.page.getByText("维持").first().waitFor();
    const papers = chair.page.getByRole("region", { name: /监察文书/ });
    await papers.getByRole("link", { name: "申诉决定书", exact: true }).waitFor();
    expect(await violations(chair.page, "cards appeal decided")).toEqual([]);
    expect(chair.complaints).toEqual([]);
    await chair.context.close();
  }, 120_000);
});

// covers S99
describe.runIf(base !== "")("the card desk", () => {
  test("has queues, release in bulk and counters without a violation of WCAG AA", async () => {
    const { page, context, complaints } = await visit(supervisor, "/cards?queue=release");
    for (const [path, name] of [
      ["/cards?queue=verification", "cards verification"],
      ["/cards?queue=overdue", "cards overdue"],
      ["/cards", "cards all"],
      ["/supervision/counters", "cards counters"],
      ["/supervision/counters?people=true", "cards counters people"],
      ["/cards?queue=release", "cards release"],
    ] as const) {
      await page.goto(`/office${path}`);
      await page.waitForTimeout(1200);
      expect(await violations(page, name)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  // The demo city withholds nothing, so the two withheld cards and what becomes of them are canned here.
  test("releases withheld cards in bulk, with a result for each", async () => {
    const { page, context, complaints } = await visit(supervisor, "/cards");
    const { rows } = (await (await context.request.get("/api/v1/cards?level=red")).json()) as Schemas["CardPage"];
    const withheld = rows.slice(0, 2).map((row) => ({
      ...row,
      state: "withheld",
      status: undefined,
      waits: { for: "release", by: "supervisor" },
    }));
    await page.route(/\/api\/v1\/cards\?.*queue=release/, (route) => route.fulfill({ json: { rows: withheld } }));
    const asked: Schemas["CardsCommand"][] = [];
    await page.route("**/api/v1/cards/commands/release_card", async (route) => {
      asked.push(route.request().postDataJSON());
      const fault = { code: "conflict", reason: "card_not_withheld", sentence: "该牌未被暂扣" };
      const [first, second] = withheld.map(({ id }) => id);
      await route.fulfill({
        json: {
          rows: [
            { id: first, outcome: { line: 3, n: 3 } },
            { id: second, fault },
          ],
          done: 1,
          failed: 1,
        },
      });
    });
    await page.goto("/office/cards?queue=release");
    await page.getByLabel("全选本页").check();
    await page.getByRole("button", { name: "放行暂扣的牌" }).click();
    await page.getByRole("dialog").getByLabel("理由").fill("时钟已经校准，逐张核对无误");
    await page.getByRole("dialog").getByRole("button", { name: "放行暂扣的牌" }).click();
    await page.getByText("已办理 1 张，未办理 1 张").waitFor();
    await page.getByText("该牌未被暂扣").waitFor();
    expect(asked).toEqual([{ ids: withheld.map(({ id }) => id), reason: "时钟已经校准，逐张核对无误" }]);
    expect(await violations(page, "cards released in bulk")).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is read by a leader on a phone", async () => {
    const signed = await visit(supervisor, "/cards?status=delivered");
    const cookies = await signed.context.cookies();
    await signed.context.close();
    const { page, context } = await open(browser, base, "about:blank", phone);
    await context.addCookies(cookies);
    await page.goto("/office/cards");
    await page.locator("tbody a").first().waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto((await page.locator("tbody .case-link").first().getAttribute("href")) ?? "");
    await page.getByRole("heading", { name: "升级阶梯" }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page, "cards phone")).toEqual([]);
    await context.close();
  });
});
