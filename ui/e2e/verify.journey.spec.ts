import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, phone, violations } from "./browser";
import { acceptedCase, holders, post, sits } from "./desk";
import { browser } from "./oneBrowser";

// A licence as a citizen holds it in hand: the PDF is printed as a picture and its QR code is read as a phone reads it.
const base = process.env.MINGCHA ?? "";
const unit = "dg-scjgj";

let window: APIRequestContext;
let scratch = "";
beforeAll(async () => {
  if (base === "") return;
  window = await sits(base, "u0043");
  scratch = mkdtempSync(join(tmpdir(), "licence-"));
});
afterAll(async () => {
  await window?.dispose();
  if (scratch) rmSync(scratch, { recursive: true });
});

/** What the QR codes on the pages of a PDF say. */
function codesOf(pdf: Buffer): string[] {
  const file = join(scratch, "licence.pdf");
  writeFileSync(file, pdf);
  execFileSync("pdftoppm", ["-r", "150", "-png", file, join(scratch, "page")]);
  const read = execFileSync("sh", ["-c", `zbarimg --quiet --raw ${scratch}/page*.png`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return read.trim().split("\n");
}

/** Grants a permit through all hands. */
async function granted(): Promise<{ number: string; query_code: string }> {
  const taken = await acceptedCase(window);
  for (const [role, step] of [
    ["handler", "review"],
    ["handler", "onsite"],
    ["reviewer", "audit"],
    ["approver", "decide"],
  ] as const) {
    const desk = await sits(base, (await holders(window, unit, role))[0] ?? "");
    await post(desk, `/cases/${taken.id}/commands/approve`, { step });
    await desk.dispose();
  }
  return taken;
}

// covers S22
describe.runIf(base !== "")("a licence on paper", () => {
  test("is verified by anyone who reads its QR code, and a code that was altered is not", async () => {
    const { number, query_code } = await granted();
    const { page, context, complaints } = await open(browser, base, `/track?number=${number}`, phone);
    await page.getByLabel("查询码").fill(query_code);
    await page.getByRole("button", { name: "查看进度" }).click();
    const document = page
      .getByRole("listitem")
      .filter({ hasText: /决定书|许可证/ })
      .getByRole("link", { name: /下载 PDF/ });
    const pdf = await (await context.request.get((await document.first().getAttribute("href")) ?? "")).body();
    await page.getByRole("button", { name: "退出查看" }).click();

    const [code = ""] = codesOf(pdf);
    expect(code).toMatch(/\/verify\/[\w-]{16,}$/);
    await page.goto(new URL(code).pathname);
    await page.getByRole("heading", { name: "真实有效" }).waitFor();
    await page.getByText("东莞市市场监督管理局").waitFor();
    expect(await violations(page, "verify licence")).toEqual([]);

    await page.goto(`${new URL(code).pathname.slice(0, -3)}AAA`);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("heading", { name: "真实有效" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
