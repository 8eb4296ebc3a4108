import { type APIRequestContext, type Locator, type Page, request } from "playwright-core";
import { password } from "./people";

/** An official at work through the API, for what a journey only needs to have happened. */
export async function sits(base: string, login: string): Promise<APIRequestContext> {
  const desk = await request.newContext({ baseURL: base });
  await sent<unknown>(await desk.post("/api/v1/sessions", { data: { login, password } }));
  return desk;
}

async function sent<Answer>(answer: Awaited<ReturnType<APIRequestContext["post"]>>): Promise<Answer> {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** Gives a command on a case, or sends what the path asks for. */
export const post = async <Answer = unknown>(desk: APIRequestContext, path: string, data: object) =>
  sent<Answer>(await desk.post(`/api/v1${path}`, { headers: { "Idempotency-Key": crypto.randomUUID() }, data }));

export const get = async <Answer>(desk: APIRequestContext, path: string) =>
  sent<Answer>(await desk.get(`/api/v1${path}`));

/** Who hold a role in a unit. */
export async function holders(desk: APIRequestContext, unit: string, role: string): Promise<string[]> {
  const { rows } = await get<{ rows: { account: string }[] }>(desk, `/colleagues?unit=${unit}&role=${role}`);
  return rows.map(({ account }) => account);
}

export type Taken = { id: string; number: string; query_code: string };

const owner = "东莞市悦来餐饮有限公司";
const creditNumber = "91350100M000100Y43";
const filled = {
  entity_name: owner,
  uscc: creditNumber,
  premises_address: "东莞市东城街道示例路1号",
  division: "441900003000",
  business_area: 120.5,
  phone: "13800138000",
};

/** The forms of two items of the market bureau; only a pharmacy's clock can stand for an inspection. */
const forms = {
  "food-business-catering": {
    ...filled,
    legal_rep: "李某",
    legal_rep_id: "11010519491231002X",
    business_type: "餐饮服务经营者",
    operation_items: ["热食类制售"],
  },
  "drug-retail": { ...filled, quality_manager: "李某", pharmacist_no: "示例001", scope: ["中成药"] },
};

/** An application taken in and accepted at the window of the market bureau: everything is there. */
export async function acceptedCase(
  window: APIRequestContext,
  item: keyof typeof forms = "food-business-catering",
): Promise<Taken> {
  const taken = await post<Taken>(window, "/cases", {
    item,
    unit: "dg-scjgj",
    applicant: {
      kind: "organisation",
      name: owner,
      identity_kind: "uscc",
      identity: creditNumber,
      phone: "13800138000",
    },
    form: forms[item],
  });
  const materials = [1, 2, 3, 4, 5, 6].map((no) => ({ no, state: "received" }));
  await post(window, `/cases/${taken.id}/commands/accept`, { step: "accept", materials });
  return taken;
}

/** What an official of a unit is called. */
export async function nameOf(desk: APIRequestContext, unit: string, role: string, account: string | undefined) {
  const path = `/colleagues?unit=${unit}&role=${role}`;
  const { rows } = await get<{ rows: { account: string; name: string }[] }>(desk, path);
  return rows.find((each) => each.account === account)?.name ?? "";
}

/** The button of a command above a case. */
export const commandButton = (page: Page, name: string) =>
  page.getByRole("toolbar").getByRole("button", { name, exact: true });

export const dialog = (page: Page) => page.getByRole("dialog");

/** Chooses what a command rests on. */
export async function choose(page: Page, label: string | RegExp, option: string | RegExp) {
  await dialog(page).getByLabel(label).click();
  const shown = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await shown.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
}

/** Gives a command through its form and waits until the page says that it is on record, or waits for the second person. */
export async function give(page: Page, name: string, fill: (form: Locator) => Promise<void>, told = "已办理") {
  await commandButton(page, name).click();
  await fill(dialog(page));
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await page.locator(".command-told").getByText(`${name}${told}`).waitFor();
}

export const because = (form: Locator, why: string) => form.getByLabel(/^理由/).fill(why);

/** Has a list shown to its end. */
export async function readOn(page: Page) {
  for (;;) {
    await page.waitForLoadState("networkidle");
    const more = page.getByRole("button", { name: /更多$/ });
    if ((await more.count()) === 0) return;
    await more.click({ timeout: 3000 }).catch(() => undefined); // the last page takes the button away
  }
}
