import type { APIRequestContext, Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "../src/contract";
import { launch, overflow, violations } from "./browser";
import { because, dialog, get, give, holders, post, sits } from "./desk";
import { as } from "./people";

type Schemas = components["schemas"];

// A proceeding of accountability, from the counter that leads to it to the decision that is delivered, over the real
// binary's demo city. Each run opens one against a unit that has none yet.
const base = process.env.MINGCHA ?? "";
const [leader, office] = ["u0085", "dg-wz"];

let browser: Browser;
let organ: APIRequestContext;
beforeAll(async () => {
  if (base === "") return;
  browser = await launch();
  organ = await sits(base, leader);
});
afterAll(async () => {
  await organ?.dispose();
  await browser?.close();
});

/** A unit whose year leads to accountability and against which nothing is open. */
async function answerable(): Promise<Schemas["UnitName"]> {
  const { rows } = await get<Schemas["CardCounters"]>(organ, "/cards/counters?by=unit&leads=true");
  for (const { unit, can_open: open } of rows.toReversed()) {
    if (open && (await holders(organ, unit.id, "department_head")).length > 0) return unit;
  }
  throw new Error("the demo city has no unit against which a proceeding could be opened");
}

/** Somebody of the office of accountability does one thing through the API. */
async function does(role: string, id: string, verb: string, body: object) {
  const [login = ""] = await holders(organ, office, role);
  const desk = await sits(base, login);
  await post(desk, `/cases/${id}/commands/${verb}`, body);
  await desk.dispose();
}

const at = async (role: string, id: string) =>
  as(browser, base, (await holders(organ, office, role))[0] ?? "", `/cases/${id}`);

// covers S28 S99
describe.runIf(base !== "")("accountability", () => {
  test("is opened from a counter, the unit is heard by somebody else, it is decided, and its documents are printed", async () => {
    const accused = await answerable();
    const desk = await as(browser, base, leader, `/supervision/counters?leads=true&unit=${accused.id}`);
    const { page } = desk;
    await page.getByRole("button", { name: "启动问责程序" }).click();
    expect(await violations(page, "accountability open")).toEqual([]);
    await because(dialog(page), "滚动一年内红牌达到问责标准（示例）");
    await dialog(page)
      .getByRole("button", { name: `对${accused.name}启动问责程序` })
      .click();
    const proceeding = page.getByRole("link", { name: /^问责办件/ });
    await proceeding.waitFor();
    expect(await page.getByRole("button", { name: "启动问责程序" }).count()).toBe(0);
    expect(await violations(page, "accountability counters")).toEqual([]);
    const number = (await proceeding.textContent())?.match(/\d+/)?.[0] ?? "";
    await proceeding.click();
    await page.getByRole("heading", { level: 1, name: number }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    const registry = await at("window_clerk", id);
    await give(registry.page, "受理", async () => {});
    await registry.context.close();
    await does("handler", id, "approve", { step: "investigate", note: "经调查，红牌所涉超期属实（示例）" });
    const hearing = await at("co_handler", id);
    await give(hearing.page, "同意", (form) =>
      form.getByLabel("意见或说明").fill("已听取单位陈述申辩并记录在案（示例）"),
    );
    await does("reviewer", id, "approve", { step: "audit", note: "事实清楚（示例）" });
    await does("approver", id, "approve", { step: "decide", note: "予以问责（示例）" });
    await does("delivery_clerk", id, "deliver", { step: "deliver", way: "window", receiver: "单位收发室（示例）" });

    await page.reload();
    await page.getByText("已听取单位陈述申辩并记录在案").first().waitFor();
    expect(await violations(page, "accountability decided")).toEqual([]);
    await page.getByRole("button", { name: /^打印/ }).click();
    for (const title of ["启动问责程序告知书", "问责立案通知书", "问责决定送达回证"]) {
      await page.getByRole("link", { name: title }).waitFor();
    }
    const decision = page.getByRole("link", { name: /^问责决定书/ });
    const pdf = await desk.context.request.get((await decision.getAttribute("href")) ?? "");
    expect(pdf.headers()["content-type"]).toContain("application/pdf");
    expect([...desk.complaints, ...registry.complaints, ...hearing.complaints]).toEqual([]);
    await Promise.all([desk.context.close(), hearing.context.close()]);
  });

  test("is known to the accused unit by its number; the unit neither opens one nor reads the file", async () => {
    const accused = await answerable();
    const reason = "滚动一年内红牌达到问责标准（示例）";
    const { id, number } = await post<Schemas["Proceeding"]>(organ, "/accountability", { unit: accused.id, reason });
    const [head = ""] = await holders(organ, accused.id, "department_head");
    const { page, context, complaints } = await as(browser, base, head, "/supervision/counters");
    await page.getByText(`问责办件 ${number}`).waitFor();
    expect(await page.getByRole("button", { name: "启动问责程序" }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText(`问责办件 ${number}`).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page, "accountability of a unit phone")).toEqual([]);
    expect((await context.request.get(`/api/v1/cases/${id}`)).status()).toBe(404);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
