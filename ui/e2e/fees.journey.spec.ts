import type { APIRequestContext, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, overflow, phone, violations } from "./browser";
import { because, choose, commandButton, give, holders, post, sits, type Taken } from "./desk";
import { as } from "./people";

// Money on a case of its own, from the published standard to what supervision finds, over the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const [unit, clerk, supervisor] = ["dg-zrzyj", "u0001", "u0081"];

let browser: Browser;
let window: APIRequestContext;
let taken: Taken;
let head = "";
beforeAll(async () => {
  if (base === "") return;
  browser = await launch();
  window = await sits(base, clerk);
  head = (await holders(window, unit, "department_head"))[0] ?? "";
  taken = await transfer();
});
afterAll(async () => {
  await window?.dispose();
  await browser?.close();
});

/** A home that changes hands, taken in and accepted: eighty yuan to the treasury before the certificate is handed over. */
async function transfer(): Promise<Taken> {
  const who = { person_name: "李某", id_number: "11010519491231002X", phone: "13800138000" };
  const made = await post<Taken>(window, "/cases", {
    item: "real-estate-transfer",
    unit,
    applicant: { kind: "person", name: who.person_name, identity: who.id_number, phone: who.phone },
    form: {
      ...who,
      unit_code: "441900003000GB00001F00010001",
      seller_name: "示例转让方",
      seller_id: "示例证件001",
      address: "东莞市东城街道示例路1号",
      floor_area: 89.5,
      price: 1200000,
      use: "住宅",
    },
  });
  const materials = [1, 2, 3, 4, 5].map((no) => ({ no, state: "received" }));
  await post(window, `/cases/${made.id}/commands/accept`, { step: "accept", materials });
  return made;
}

/** Shows the commands that are rarely needed, too. */
const unfold = (page: Page) => page.getByRole("button", { name: "更多操作" }).click();

const fees = (page: Page) => page.getByRole("region", { name: "收费", exact: true });

// covers S23
describe.runIf(base !== "")("the fees of a case", () => {
  test("are charged by a published standard; too much is told before it is recorded, then is a card (A09), and is given back by another", async () => {
    const counter = await as(browser, base, clerk, `/cases/${taken.id}`);
    const { page } = counter;
    await fees(page).getByText("尚未开具缴费单").waitFor();
    await unfold(page);
    await give(page, "开具缴费单", async (form) => {
      await choose(page, "收费项目和数量", "(住宅类)");
      await form.getByText("合计 ¥80.00").waitFor();
      expect(await violations(page, "fees charge")).toEqual([]);
    });
    await fees(page).getByText("待缴 ¥80.00").waitFor();
    await fees(page).getByText("缴清后方可送达").waitFor();
    await give(page, "登记缴费", async (form) => {
      await form.getByLabel("金额").fill("100");
      await form.getByText("会触发收费监察（A09）").waitFor();
      await form.getByLabel("财政票据号").fill("示例票001");
    });
    await fees(page).getByText("与应缴不符").waitFor();
    expect(await commandButton(page, "退费").count()).toBe(0);

    const office = await as(browser, base, head, `/cases/${taken.id}`);
    await unfold(office.page);
    await give(office.page, "退费", async (form) => {
      await form.getByLabel("金额").fill("20");
      await because(form, "多收二十元，原路退还");
    });
    await fees(office.page).getByText("已退 ¥20.00").waitFor();
    expect(await violations(office.page, "fees of a case")).toEqual([]);
    expect([...counter.complaints, ...office.complaints]).toEqual([]);
    await Promise.all([counter.context.close(), office.context.close()]);
  });

  test("are seen by the applicant on a phone: for what, into which account, what was paid", async () => {
    const { page, context, complaints } = await open(browser, base, `/track?number=${taken.number}`, phone);
    await page.getByLabel("查询码").fill(taken.query_code);
    await page.getByRole("button", { name: "查看进度" }).click();
    await page.getByText("不动产登记费(住宅类)").first().waitFor();
    await page.getByText(/示例票001/).waitFor();
    expect(await violations(page, "fees tracked phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** The figure of a row in one column of the sums. */
const figure = (page: Page, row: string, place: number) =>
  page.getByRole("row").filter({ hasText: row }).first().getByRole("link").nth(place);

/** The movements of the own case, as the list shows them. */
const own = (page: Page) => page.getByRole("row").filter({ hasText: taken.number });

// covers S23 K14
describe.runIf(base !== "")("fee supervision", () => {
  test("leads from what differs to the payment and its case with the card, and from a standard to the charge", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/supervision/fees");
    const differing = figure(page, "东莞市自然资源局", 5);
    await differing.waitFor();
    expect(await violations(page, "fees supervision")).toEqual([]);
    await differing.click();
    await page.waitForURL("**differs=true**");
    await own(page).getByText("应缴 ¥80.00").waitFor();
    expect(await own(page).count()).toBe(1);
    await page.getByRole("button", { name: "清除条件" }).click();
    await page.locator("label").filter({ hasText: "按收费标准" }).click();
    await figure(page, "不动产登记费(住宅类)", 1).click();
    await page.waitForURL("**standard=RE-HOUSE**");
    await own(page).getByText("应缴", { exact: true }).waitFor();
    expect(await overflow(page)).toBe(0);

    await own(page).getByRole("link", { name: taken.number }).click();
    await page.getByRole("heading", { level: 1, name: taken.number }).waitFor();
    await fees(page).getByText("已退 ¥20.00").waitFor();
    await page.getByText("A09").first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("shows the unit its own money alone, on a phone as well", async () => {
    const { page, context, complaints } = await as(browser, base, head, "/supervision/fees");
    await own(page).first().waitFor();
    expect(await page.getByText("东莞市公安局").count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText(taken.number).first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page, "fees of a unit phone")).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
