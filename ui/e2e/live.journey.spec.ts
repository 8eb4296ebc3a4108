import type { APIRequestContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptedCase, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// What moves elsewhere moves on an open page, told by the real binary's stream of events.
const base = process.env.MINGCHA ?? "";
const supervisor = "u0081";

let window: APIRequestContext;
beforeAll(async () => {
  if (base === "") return;
  window = await sits(base, "u0043");
});
afterAll(() => window?.dispose());

// covers S27
describe.runIf(base !== "")("an open board", () => {
  test("shows an application that the window takes in elsewhere, without being touched", async () => {
    const { page, context, complaints } = await as(browser, base, supervisor, "/supervision/board");
    const open = page.getByRole("link", { name: /^在办 / });
    const figure = async () => Number((await open.textContent())?.match(/\d+/)?.[0]);
    const before = await figure();
    await acceptedCase(window);
    // The event comes within two seconds; a machine under test may take another one to ask and draw. By itself the page
    // would look again after twenty.
    await open.getByText(String(before + 1), { exact: true }).waitFor({ timeout: 4_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
