import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { open, overflow, phone, violations } from "./browser";
import { get, sits } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";

// What leaves the house for good, and what a rule would have found, over the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const [supervisor, administrator] = ["u0081", "u0076"];

// covers S95
describe.runIf(base !== "")("the archive package of a case", () => {
  test("is taken out by the supervision organ with a reason, and holds the record, its proof and the documents", async () => {
    const api = await sits(base, supervisor);
    const { rows } = await get<{ rows: { id: string }[] }>(api, "/cases?status=closed&limit=1");
    await api.dispose();
    const { page, complaints } = await as(browser, base, supervisor, `/cases/${rows[0]?.id}`);
    await page.getByRole("button", { name: "取出归档包" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("年度归档抽查");
    expect(await violations(page, "archive reason")).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "取出归档包" }).click(),
    ]);
    const file = join(mkdtempSync(join(tmpdir(), "archive-")), "case.zip");
    await download.saveAs(file);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const names = execFileSync("python3", ["-m", "zipfile", "-l", file]).toString();
    for (const name of ["manifest.json", "manifest.sig", "record.jsonl", "proofs.jsonl", "documents/"]) {
      expect(names).toContain(name);
    }
    expect(complaints).toEqual([]);
  });
});

describe.runIf(base !== "")("the bench of a rule set", () => {
  test("says what the rules would have found last month", async () => {
    const { page, complaints } = await as(browser, base, administrator, "/rule-sets/try");
    await page.getByRole("button", { name: "试运行" }).click();
    await page.getByText(/共看 \d+ 件/).waitFor();
    await page.getByText("R-T1").first().waitFor();
    expect(await violations(page, "rule bench")).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

// covers S86
describe.runIf(base !== "")("answers to complaints without a name", () => {
  test("are read by everybody on a phone, each with its document", async () => {
    const { page, complaints } = await open(browser, base, "/complaints/answers", phone);
    await page.getByRole("heading", { name: "匿名投诉答复公开" }).waitFor();
    const paper = page.getByRole("link", { name: "答复书（PDF）" }).first();
    const pdf = await page.request.get((await paper.getAttribute("href")) ?? "");
    expect(pdf.headers()["content-type"]).toContain("application/pdf");
    expect(await violations(page, "published answers phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});
