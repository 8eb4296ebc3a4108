import { type APIRequestContext, type Page, request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, phone, violations } from "./browser";
import { browser } from "./oneBrowser";

// What an applicant lives through, in the real binary's demo city. The window acts through the API here; its own pages
// are driven in workbench.journey.spec.ts.
const base = process.env.MINGCHA ?? "";
const item = "food-business-catering";
const clerk = { login: "u0043", password: "mingcha-demo-2026" };

let window: APIRequestContext;
beforeAll(async () => {
  window = await request.newContext({ baseURL: base });
  expect((await window.post("/api/v1/sessions", { data: clerk })).status()).toBe(200);
});
afterAll(() => window.dispose());

type Filed = { number: string; query_code: string };

/** Files an application as the page of the hall does, without filling it in by hand again. */
async function filed(): Promise<Filed> {
  const answer = await window.post("/api/v1/public/applications", {
    headers: { "Idempotency-Key": crypto.randomUUID() },
    data: {
      item,
      unit: "dg-scjgj",
      applicant: {
        kind: "organisation",
        name: "东莞市悦来餐饮有限公司",
        identity_kind: "uscc",
        identity: "91350100M000100Y43",
        phone: "13800138000",
      },
      form: {
        entity_name: "东莞市悦来餐饮有限公司",
        uscc: "91350100M000100Y43",
        legal_rep: "李某",
        legal_rep_id: "11010519491231002X",
        premises_address: "东莞市东城街道示例路1号",
        division: "441900003000",
        business_area: 120.5,
        business_type: "餐饮服务经营者",
        operation_items: ["热食类制售"],
        phone: "13800138000",
      },
      materials: [1, 4, 5].map((no) => ({ no, state: "promised" })),
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

/** What the window does with the case. */
async function windowDoes(number: string, verb: string, body: object) {
  const { rows } = await (await window.get(`/api/v1/cases?number=${number}`)).json();
  const answer = await window.post(`/api/v1/cases/${rows[0].id}/commands/${verb}`, {
    headers: { "Idempotency-Key": crypto.randomUUID() },
    data: body,
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function follow(number: string, code: string) {
  const opened = await open(browser, base, `/track?number=${number}`, phone);
  await opened.page.getByLabel("查询码").fill(code);
  await opened.page.getByRole("button", { name: "查看进度" }).click();
  await opened.page.getByRole("heading", { name: "办理经过" }).waitFor();
  return opened;
}

const standing = (page: Page) => page.locator(".standing");

describe("an applicant", () => {
  test("is told once what is missing, hands it in, and sees the clock go on", async () => {
    const { number, query_code } = await filed();
    await windowDoes(number, "receive", { step: "accept" });
    await windowDoes(number, "notify_supplement", {
      step: "accept",
      reason: "申请书缺法定代表人签字",
      materials: [{ no: 1, state: "missing", note: "缺法定代表人签字" }],
    });
    const { page, context, complaints } = await follow(number, query_code);
    await standing(page).getByText("待补正").waitFor();
    await page.getByText("缺法定代表人签字").waitFor();
    expect(await violations(page, "supplement-phone")).toEqual([]);

    await page.getByRole("button", { name: "提交补正材料" }).click();
    await page.getByText("请上传这份材料").waitFor();
    const pdf = { name: "签字页.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };
    await page.locator('input[type="file"]').first().setInputFiles(pdf);
    await page.getByText("签字页.pdf").waitFor();
    await page.getByRole("button", { name: "提交补正材料" }).click();
    await standing(page).getByText("已收件").waitFor();
    expect(await page.getByRole("heading", { name: "需要您补齐材料" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("sees the working days that are left once the case is accepted, urges, and is heard", async () => {
    const { number, query_code } = await filed();
    await windowDoes(number, "receive", { step: "accept" });
    const checked = [1, 2, 3, 4, 5].map((no) => ({ no, state: no === 2 || no === 3 ? "shared" : "received" }));
    await windowDoes(number, "accept", { step: "accept", materials: checked });
    const { page, context } = await follow(number, query_code);
    await standing(page).getByText("已受理").waitFor();
    await standing(page)
      .getByText(/还剩7个?工作日/)
      .waitFor();
    await page.getByRole("button", { name: "催办" }).click();
    await page.getByLabel("理由").fill("已过去几天，请问进展？");
    await page.getByRole("button", { name: "发出催办" }).click();
    await page.getByText("催办已送达").waitFor();
    expect(await violations(page, "urged-phone")).toEqual([]);
    await context.close();
  });

  test("withdraws, and the matter rests", async () => {
    const { number, query_code } = await filed();
    const { page, context } = await follow(number, query_code);
    await page.getByRole("button", { name: "撤回申请" }).click();
    await page.getByRole("button", { name: "确定撤回" }).click();
    await standing(page).getByText("已撤回").waitFor();
    expect(await page.getByRole("button", { name: "撤回申请" }).count()).toBe(0);
    await context.close();
  });

  test("sees the case again after a reload, and nothing after leaving", async () => {
    const { number, query_code } = await filed();
    const { page, context } = await follow(number, query_code);
    await page.reload();
    await page.getByRole("heading", { name: "办理经过" }).waitFor();
    await page.getByRole("button", { name: "退出查看" }).click();
    await page.reload();
    await page.getByLabel("查询码").waitFor();
    expect(await page.getByText("悦来").count()).toBe(0);
    await context.close();
  });

  test("holds a receipt that anyone can verify by its code", async () => {
    const { number, query_code } = await filed();
    const { page, context } = await follow(number, query_code);
    const link = await page
      .getByRole("link", { name: /下载 PDF/ })
      .first()
      .getAttribute("href");
    const code = /documents\/([^/]+)\/pdf/.exec(link ?? "")?.[1] ?? "";
    const pdf = await context.request.get(link ?? "");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    await page.goto(`/verify/${code}`);
    await page.getByRole("heading", { name: "真实有效" }).waitFor();
    await page.getByText(number).waitFor();
    expect(await violations(page, "verify-genuine-phone")).toEqual([]);
    await context.close();
  });

  test("who has lost the query code is answered the same whether or not the data belong together", async () => {
    const { number } = await filed();
    const said: string[] = [];
    for (const identity of ["91350100M000100Y43", "11010519491231002X"]) {
      const { page, context } = await open(browser, base, `/track/recovery?number=${number}`, phone);
      await page.getByLabel("申请时的证件号码").fill(identity);
      await page.getByLabel("申请时登记的电话").fill("13800138000");
      await page.getByRole("button", { name: "申请找回" }).click();
      await page.getByRole("heading", { name: "输入一次性验证码" }).waitFor();
      said.push((await page.getByRole("status").first().textContent()) ?? "");
      await context.close();
    }
    expect(said[0]).toBe(said[1]);
  });
});

test("what the server refuses is marked at its field, even where the page saw nothing wrong", async () => {
  const { page, context } = await open(browser, base, `/items/${item}/apply`);
  await page.route("**/api/v1/public/applications", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "invalid",
        reason: "faulty_fields",
        title: "填写有误",
        faults: [{ field: "/form/business_area", rule: "max", sentence: "不能大于 50" }],
      }),
    }),
  );
  const form = {
    entity_name: "悦来",
    uscc: "91350100M000100Y43",
    legal_rep: "李某",
    legal_rep_id: "11010519491231002X",
  };
  const more = {
    premises_address: "示例路",
    division: "441900003000",
    business_area: "120",
    business_type: "餐饮服务经营者",
  };
  const filing = {
    unit: "dg-scjgj",
    applicant: { kind: "person", name: "李某", identity: "11010519491231002X", phone: "13800138000" },
    form: { ...form, ...more, operation_items: ["热食类制售"], phone: "13800138000" },
    materials: [1, 4, 5].map((no) => ({ no, state: "promised", files: [] })),
    page: 3,
  };
  const draft = { item, name: "食品经营许可", name_en: "", saved: new Date().toISOString(), filing };
  await page.evaluate((kept) => localStorage.setItem("mingcha.drafts", JSON.stringify([kept])), draft);
  await page.reload();
  await page.getByLabel("我承诺").check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("button", { name: "经营面积 不能大于 50" }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("/form/business_area");
  expect(await violations(page, "apply-refused")).toEqual([]);
  await context.close();
});
