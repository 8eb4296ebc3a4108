import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { open, overflow, phone, violations } from "./browser";
import { acceptedCase, holders, post, sits, type Taken } from "./desk";
import { browser } from "./oneBrowser";
import { as } from "./people";
import { pixel } from "./workbench.data";

// What the public says and who has to answer, over the real binary's demo city: surveys, complaints, ratings.
const base = process.env.MINGCHA ?? "";
const [supervisor, head] = ["u0081", "u0052"];

const dialog = (page: Page) => page.getByRole("dialog");

/** Gives one command of a complaint with a text. */
async function give(page: Page, name: string, fill: () => Promise<void> = async () => {}) {
  await page.getByRole("button", { name: new RegExp(`^${name} TS`) }).click();
  await fill();
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await page.getByText("已办理").first().waitFor();
  await dialog(page).waitFor({ state: "hidden" });
}

// covers S26 S86 C05
describe.runIf(base !== "")("a complaint", () => {
  test("goes in on a phone without a name, is accepted and answered, and the answer is read and rated", async () => {
    const citizen = await open(browser, base, "/complaints", phone);
    const { page } = citizen;
    await page.getByLabel("投诉哪个单位").selectOption("dg-scjgj");
    await page.getByLabel("办理拖延").check();
    expect(await violations(page, "complaints lodge phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByLabel("发生了什么").fill("材料交齐一个月没有答复，多次催问无人回应。");
    const photograph = { name: "空窗口.png", mimeType: "image/png", buffer: pixel };
    await page.getByLabel(/^选择文件/).setInputFiles(photograph);
    await page.getByRole("button", { name: "移除 空窗口.png" }).waitFor();
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.getByText("投诉已收到").waitFor();
    expect(await violations(page, "complaints lodged phone")).toEqual([]);
    const code = (await page.locator(".code").textContent()) ?? "";
    await page.getByRole("link", { name: "查投诉进度" }).click();
    await page.getByLabel("查询码").fill(code);
    await page.getByRole("button", { name: "查看" }).click();
    await page.getByText("还没有答复").waitFor();
    const number = (await page.locator("header p.figure").first().textContent()) ?? "";

    const desk = await as(browser, base, supervisor, `/complaints?number=${number}`);
    expect(await violations(desk.page, "complaints desk")).toEqual([]);
    await desk.page.getByRole("link", { name: number }).click();
    await desk.page.getByRole("heading", { name: /办理拖延/ }).waitFor();
    const proof = await desk.page.getByRole("link", { name: "空窗口.png" }).getAttribute("href");
    expect((await desk.context.request.get(proof ?? "")).status()).toBe(200);
    await give(desk.page, "受理投诉");
    await give(desk.page, "自办");
    expect(await violations(desk.page, "complaints one")).toEqual([]);
    await give(desk.page, "答复", async () => {
      await dialog(desk.page).getByLabel("办理结果").click();
      await desk.page.getByTitle("部分属实").click();
      await dialog(desk.page).getByLabel("内容").fill("经查，超过承诺时限两个工作日，已责令窗口改正。");
    });
    await desk.page.getByText("经查，超过承诺时限").first().waitFor();
    expect(await violations(desk.page, "complaints answered desk")).toEqual([]);
    expect(desk.complaints).toEqual([]);

    await page.getByRole("button", { name: "刷新" }).click();
    await page.getByText("经查，超过承诺时限").first().waitFor();
    await page.getByRole("button", { name: "评价答复" }).click();
    expect(await violations(page, "complaints answer phone")).toEqual([]);
    await page.getByRole("radio", { name: "满意", exact: true }).check();
    await page.locator("form").getByRole("button", { name: "评价答复" }).click();
    await page.getByRole("button", { name: "评价答复" }).first().waitFor({ state: "detached" });
    expect(await overflow(page)).toBe(0);
    expect(citizen.complaints).toEqual([]);
  });
});

// covers S89
describe.runIf(base !== "")("a survey", () => {
  test("is answered once by a browser; each has results where enough have answered, and none in a town where few have", async () => {
    const { page, complaints } = await open(browser, base, "/surveys", phone);
    await page.getByRole("link", { name: /开始作答 政务服务/ }).click();
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.getByText("请先回答带“必答”的问题").waitFor();
    expect(await violations(page, "surveys phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    for (const group of [/总体上满意/, /办理速度/, /服务态度/]) {
      await page.getByRole("group", { name: group }).getByLabel("满意", { exact: true }).check();
    }
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.getByText("谢谢").waitFor();
    await page.reload();
    for (const group of [/总体上满意/, /办理速度/, /服务态度/]) {
      await page.getByRole("group", { name: group }).getByLabel("满意", { exact: true }).check();
    }
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.getByText("此浏览器已经答过").waitFor();
    expect(complaints).toEqual([]);

    const results = await as(browser, base, supervisor, "/supervision/surveys");
    await results.page.getByText("总体上满意").first().waitFor();
    await results.page.getByText("救助和补贴信息公开满意度调查").click();
    await results.page.getByRole("region", { name: /公平程度/ }).waitFor();
    expect(await violations(results.page, "surveys results")).toEqual([]);
    await results.page.goto("/office/supervision/surveys?survey=relief&path=%2F44%2F4419%2F441900003%2F");
    await results.page.getByText("不显示结果").first().waitFor();
    expect(results.complaints).toEqual([]);
  });
});

/** A permit that was granted and handed over, with the number and code by which its applicant finds it. */
async function delivered(): Promise<Taken> {
  const window = await sits(base, "u0043");
  const taken = await acceptedCase(window);
  const act = async (role: string, place: number, verb: string, body: object) => {
    const people = await holders(window, "dg-scjgj", role);
    const desk = await sits(base, people[place % people.length] ?? "");
    await post(desk, `/cases/${taken.id}/commands/${verb}`, body);
    await desk.dispose();
  };
  await act("handler", 0, "approve", { step: "review", note: "材料齐全" });
  await act("handler", 1, "approve", { step: "onsite", note: "现场合格" });
  await act("reviewer", 0, "approve", { step: "audit", note: "同意" });
  await act("approver", 0, "approve", { step: "decide", note: "同意" });
  await act("delivery_clerk", 0, "deliver", { step: "deliver", way: "window", receiver: "李某" });
  await window.dispose();
  return taken;
}

// covers S86 C08
describe.runIf(base !== "")("a bad rating", () => {
  test("is given on a phone, answered by the unit, becomes a rectification, and everybody reads it masked", async () => {
    const { number, query_code: code } = await delivered();
    const citizen = await open(browser, base, `/track?number=${number}`, phone);
    const { page } = citizen;
    await page.getByLabel("办件编号").fill(number);
    await page.getByLabel("查询码").fill(code);
    await page.getByRole("button", { name: "查看进度" }).click();
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.getByRole("alert").getByText("请选择满意程度").waitFor();
    await page.getByLabel("不满意", { exact: true }).check();
    await page.getByLabel("超过承诺时间").check();
    await page.getByLabel(/具体说说/).fill("多等了三天，打 13800001234 没人接。");
    expect(await violations(page, "rating phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.getByText("评价已提交").waitFor();

    const desk = await as(browser, base, head, "/ratings?open=true");
    await desk.page.getByRole("button", { name: `回复 ${number}` }).click();
    await dialog(desk.page).getByLabel(/理由/).fill("抱歉，已补充人手。");
    await dialog(desk.page)
      .getByRole("button", { name: /回\s?复/ })
      .click();
    await desk.page.getByText("已回复").first().waitFor();
    await desk.page.goto("/office/ratings");
    await desk.page.getByText("抱歉，已补充人手。").first().waitFor();
    expect(await violations(desk.page, "ratings desk")).toEqual([]);
    await desk.page.getByRole("link", { name: "整改" }).first().click();
    await desk.page.getByRole("heading", { name: /TS/ }).waitFor();
    expect(await violations(desk.page, "ratings rectification")).toEqual([]);
    expect(desk.complaints).toEqual([]);

    await page.goto("/ratings?item=food-business-catering");
    await page.getByText("抱歉，已补充人手。").first().waitFor();
    expect(await page.getByText("13800001234").count()).toBe(0);
    expect(await violations(page, "ratings phone")).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(citizen.complaints).toEqual([]);
  });
});
