import type { APIRequestContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./browser";
import { acceptedCase, because, choose, commandButton, dialog, give, holders, nameOf, post, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// What every human step knows without being drawn, through the dialogs of a case in the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const unit = "dg-scjgj";

let window: APIRequestContext;
let handlers: string[] = [];

beforeAll(async () => {
  if (base === "") return;
  window = await sits(base, "u0043");
  handlers = await holders(window, unit, "handler");
});
afterAll(() => window?.dispose());

const at = (login: string | undefined, id: string) => as(browser, base, login ?? "", `/cases/${id}`);
const called = (login: string | undefined) => nameOf(window, unit, "handler", login);

/** A case whose examination the first handler has claimed. */
async function claimedCase() {
  const taken = await acceptedCase(window);
  const desk = await sits(base, handlers[0] ?? "");
  await post(desk, `/cases/${taken.id}/commands/claim`, { step: "review" });
  await desk.dispose();
  return taken;
}

const timeline = (page: Page, word: string) => page.locator(".line").filter({ hasText: word }).first();

// covers S90
describe.runIf(base !== "")("an official, through the dialogs of a step", () => {
  test("hears a colleague before the own word: until then the step waits for the colleague's", async () => {
    const { id } = await claimedCase();
    const own = await at(handlers[0], id);
    await own.page.getByRole("button", { name: "更多操作" }).click();
    await commandButton(own.page, "加签").click();
    expect(await violations(own.page, "add-sign asks")).toEqual([]);
    await dialog(own.page)
      .getByRole("radio", { name: /^前加签/ })
      .check();
    await choose(own.page, "交给谁", await called(handlers[1]));
    await because(dialog(own.page), "请看场所平面图");
    await dialog(own.page).getByRole("button", { name: "加签", exact: true }).click();
    await own.page.locator(".command-told").getByText("加签已办理").waitFor();
    await own.page.reload();
    await own.page.getByText("本环节还在等候加签或委派的意见").first().waitFor({ state: "attached" });
    expect(await commandButton(own.page, "同意").count()).toBe(0);

    const asked = await at(handlers[1], id);
    await give(asked.page, "签署意见", async (form) => {
      await form.getByRole("radio", { name: /^同意/ }).check();
      await form.getByLabel("意见或说明").fill("场所合规");
    });
    await asked.context.close();
    await own.page.reload();
    await give(own.page, "同意", async () => {});
    await timeline(own.page, "签署意见").waitFor();
    expect([...own.complaints, ...asked.complaints]).toEqual([]);
    await own.context.close();
  });

  test("takes back what was handed on while the next has not opened it, and not afterwards", async () => {
    const { id } = await claimedCase();
    const own = await at(handlers[0], id);
    await give(own.page, "同意", async () => {});
    await give(own.page, "拿回", (form) => because(form, "漏写现场核查结论"));
    await give(own.page, "同意", async () => {});
    const next = await at(handlers[1], id);
    await give(next.page, "认领", async () => {});
    await next.context.close();
    await own.page.reload();
    expect(await commandButton(own.page, "拿回").count()).toBe(0);
    expect([...own.complaints, ...next.complaints]).toEqual([]);
    await own.context.close();
  });
});
