import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { open, overflow, violations } from "./browser";
import { browser } from "./oneBrowser";
import { as } from "./people";

// The three administrators and the auditor of the real binary's demo city.
const base = process.env.MINGCHA ?? "";
const [system, security, audit, auditor, supervisor] = ["u0076", "u0077", "u0078", "u0115", "u0081"];
const authored = (path: string) =>
  new URL(`../../policies/subsystems/administrative-approval/${path}`, import.meta.url);
const rules = authored("rules/2026-01.yaml");
const item = authored("items/birth-registration.yaml");

const visit = (login: string, path: string) => as(browser, base, login, path);

/** Tries what is to be published over the open cases, as publishing asks for. */
async function rehearsed(page: Page) {
  await page.getByRole("button", { name: "开始预演" }).click();
  await page.getByText(/预演完成，.*前可以发布/).waitFor({ timeout: 120_000 });
}

/** The person opens the link, chooses a password and signs in with it; the link is void afterwards. */
async function choosesPassword(path: string) {
  const { page, context, complaints } = await open(browser, base, path);
  await page.getByText(`账号 ${login}。`).waitFor();
  expect(await violations(page, "administration real invitation")).toEqual([]);
  await page.getByLabel("新密码", { exact: true }).fill("correct horse battery");
  await page.getByLabel("再输一次新密码").fill("correct horse battery");
  await page.getByRole("button", { name: "设定密码" }).click();
  await page.getByText("密码已设定，请登录。").waitFor();
  await page.goto(path);
  await page.getByText("链接无效、已经用过或者过期").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
}

/** A login that no earlier run has used. */
const login = `zhao.${Date.now().toString(36)}`;

describe.runIf(base !== "")("the administration of a city", () => {
  test.each([
    [system, ["/operations", "/incidents", "/accounts", "/calendars", "/bundles", "/rule-sets"]],
    [security, ["/accounts", "/appointments"]],
    [audit, ["/audit", "/changes"]],
  ])(
    "%s finds no violation of WCAG AA on any page",
    async (who, paths) => {
      const { page, context, complaints } = await visit(who, paths[0] ?? "");
      for (const path of paths) {
        await page.goto(`/office${path}`);
        await page.waitForTimeout(1200);
        expect(await violations(page, `administration real ${path.slice(1)}`)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    180_000,
  );

  test("an account is created, its link shown once and used once; its person is appointed, separated roles are refused", async () => {
    const desk = await visit(system, "/accounts");
    await desk.page.getByRole("button", { name: "新建账号" }).click();
    const dialog = desk.page.getByRole("dialog");
    await dialog.getByLabel("用户名").fill(login);
    await dialog.getByLabel("姓名").fill("赵某900");
    await dialog.getByRole("button", { name: "新建账号" }).click();
    await desk.page.getByText(`${login} 的一次性链接`).waitFor();
    const link = new URL((await desk.page.getByRole("dialog").locator("code").textContent()) ?? "", base);
    await choosesPassword(link.pathname);
    await desk.page.getByRole("button", { name: "已经记下，关闭" }).click();
    await desk.context.close();

    const { page, context } = await visit(security, `/accounts?q=${login}`);
    await page.getByRole("link", { name: login }).click();
    const appoint = async (role: string) => {
      await page.getByRole("button", { name: "任命" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("角色").click();
      await form.getByLabel("角色").fill(role);
      await page.getByTitle(role, { exact: true }).click();
      await form.getByLabel("单位").click();
      await form.getByLabel("单位").fill("市场监督管理局");
      await page.getByTitle("东莞市市场监督管理局").first().click();
      return form;
    };
    const first = await appoint("承办人");
    await first.getByRole("button", { name: "任命" }).click();
    await page.getByText("已任命，一秒内生效").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const second = await appoint("审核人");
    await second.getByText("按规定应由两个人分别担任").waitFor();
    await second.getByText("东莞市市场监督管理局承办人(A07)").waitFor();
    await second.getByRole("button", { name: "任命" }).click();
    await second.getByRole("alert").nth(1).waitFor();
    expect(await violations(page, "administration real refused appointment")).toEqual([]);
    await second.getByRole("button", { name: "取消" }).click();

    await page.getByRole("button", { name: /^免职/ }).click();
    await page.getByRole("dialog").getByLabel("理由").fill("调离岗位");
    await page.getByRole("dialog").getByRole("button", { name: "免职" }).click();
    await page.getByText("已免职").first().waitFor();
    await context.close();
  });

  // covers S33
  test("what the administrators did stands in the changes, with before and after", async () => {
    const { page, context } = await visit(audit, "/changes?kind=appointment");
    const revoked = page.getByRole("region", { name: /^任职/ }).first();
    await revoked.getByText("理由：调离岗位").waitFor();
    const ended = revoked.getByRole("row").filter({ has: page.locator(".diff-come") });
    expect(await ended.count()).toBe(1);
    expect(await ended.locator("td").first().textContent()).toBe("–");
    await context.close();
  });

  test("an item with faults is shown every fault with its line, and is published once it has none", async () => {
    const { page, context } = await visit(system, "/bundles");
    await page.getByRole("button", { name: "上传事项" }).click();
    const source = page.getByLabel("YAML 内容", { exact: true });
    const whole = readFileSync(item, "utf8").replace("已怀孕或者已生育", `已怀孕或者已生育(${login})`);
    await source.fill(whole.replace("role: approver", "role: emperor"));
    await page.getByRole("button", { name: "校验" }).click();
    const faults = page.getByRole("alert", { name: /发现 \d+ 处错误/ });
    await faults.waitFor();
    await faults.getByRole("button", { name: /:\d+$/ }).first().click();
    const marked = await source.evaluate((text: HTMLTextAreaElement) =>
      text.value.slice(text.selectionStart, text.selectionEnd),
    );
    expect(marked).toContain("emperor");
    expect(await page.getByRole("button", { name: "发布", exact: true }).isDisabled()).toBe(true);
    expect(await violations(page, "administration real faulty item")).toEqual([]);
    await source.fill(whole);
    await page.getByRole("button", { name: "校验" }).click();
    await page.getByText("校验通过：birth-registration").waitFor();
    expect(await page.getByRole("button", { name: "发布", exact: true }).isDisabled()).toBe(true);
    await rehearsed(page);
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await page.getByText("生育登记已发布").waitFor();
    await context.close();
  });

  test("a rule set is validated line by line", async () => {
    const { page, context } = await visit(system, "/rule-sets");
    await page.getByRole("button", { name: "上传规则集" }).click();
    const source = page.getByLabel("YAML 内容", { exact: true });
    const shipped = readFileSync(rules, "utf8");
    await source.fill(shipped.replace("share(20%)", "share(lots)"));
    await page.getByRole("button", { name: "校验" }).click();
    await page.getByRole("alert", { name: /发现 \d+ 处错误/ }).waitFor();
    await source.fill(shipped);
    await page.getByRole("button", { name: "校验" }).click();
    await page.getByText("校验通过", { exact: true }).waitFor();
    await rehearsed(page);
    expect(await violations(page, "administration rehearsed rules")).toEqual([]);
    await context.close();
  });

  test("a calendar shows its difference and whom it touches before it is loaded", async () => {
    const { page, context } = await visit(system, "/calendars");
    const date = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const file = page.getByLabel("日历文件(JSON)");
    const difference = page.getByRole("status", { name: "差异" });
    const same = page.getByText("与现行日历没有差异");
    await page.getByLabel("适用地区").fill("/44/4419/");
    await file.fill(`[{"date": "${date}", "name": "演练", "isOffDay": true}`);
    await page.getByText("文件不是完整的 JSON").waitFor();
    // Whatever that day is today, one of the two changes it.
    for (const off of [true, false]) {
      await file.fill(`[{"date": "${date}", "name": "演练", "isOffDay": ${off}}]`);
      await page.getByRole("button", { name: "核对差异" }).click();
      await difference.or(same).waitFor();
      if (await difference.count()) break;
    }
    await difference.getByText(date).waitFor();
    await difference.getByText(/变动 1 天，可能影响在办件和牌 \d+ 件/).waitFor();
    await rehearsed(page);
    await page.getByRole("button", { name: "加载", exact: true }).click();
    await page.getByText(/已加载，\d+ 件在办件将重新推算/).waitFor();
    await page.getByRole("region", { name: "/44/4419/" }).getByText("东莞市").waitFor();
    await context.close();
  });

  // The incident is invented, for a sound house has none; the answer to the click is the contract's.
  test("a case whose workflow is blocked is started again with one click", async () => {
    const { page, context } = await visit(system, "/account");
    const blocked = { id: "blocked/case/c1", kind: "blocked", subject: "c1", raised: new Date().toISOString() };
    await page.route("**/api/v1/incidents?*", (route) => route.fulfill({ json: { rows: [blocked] } }));
    const asked: string[] = [];
    await page.route("**/api/v1/subjects/*/rehydrate", (route) => {
      asked.push(new URL(route.request().url()).pathname);
      return route.fulfill({ json: { text: "已按记录重新启动" } });
    });
    await page.goto("/office/operations");
    await page.getByText("流程不再前进").waitFor();
    await page.getByRole("button", { name: "重新启动 c1" }).click();
    await page.getByText("已按记录重新启动").waitFor();
    expect(asked).toEqual(["/api/v1/subjects/c1/rehydrate"]);
    await context.close();
  });

  test("the operations page tells backup, disk, calendar and brake in words", async () => {
    const { page, context } = await visit(system, "/operations");
    for (const truth of ["备份", "磁盘", "工作日历", "发牌刹车", "到期时刻", "机器时间", "巡检"]) {
      await page.getByRole("heading", { name: truth, exact: true }).waitFor();
    }
    await context.close();
  });

  test("the auditor sees who read a file", async () => {
    const desk = await visit(supervisor, "/supervision/cases?state=open&path=%2F44%2F4419%2F");
    const number = (await desk.page.locator(".case-link").first().textContent()) ?? "";
    await desk.page.locator(".case-link").first().click();
    await desk.page.getByRole("heading", { name: "办理记录" }).waitFor();
    await desk.context.close();

    const { page, context } = await visit(auditor, "/audit");
    await page.getByLabel("完整办件编号或对象标识").fill(number);
    await page.keyboard.press("Enter");
    await page.waitForURL(/subject=/);
    await page
      .getByRole("row", { name: /何某81.*查看/ })
      .first()
      .waitFor();
    expect(await violations(page, "administration real audit")).toEqual([]);
    await context.close();
  });
});
