import type { Page, Route } from "playwright-core";
import type { components } from "../src/contract";
import * as data from "./workbench.data";

type Schemas = components["schemas"];

/** One request that changed something, as the office was sent it. */
export type Sent = { path: string; key: string; body: Record<string, unknown> };

/**
 * An office of invented cases behind the pages: it answers by the contract and remembers what it was sent. `refuse`
 * sets the answer to the next command: a problem, or nothing heard at all.
 */
export class Office {
  readonly cases = new Map([data.atWork(), data.inTrouble(), data.closed()].map((each) => [each.row.id, each]));
  readonly inbox = data.inbox();
  readonly sent: Sent[] = [];
  readonly read: string[] = [];
  /** What the next stream of events brings. */
  events = "";
  duplicates: Schemas["Duplicate"][] = [];
  offers = new Map([
    ["c-work", data.workOffers()],
    ["c-trouble", data.troubleOffers()],
  ]);
  private refusals: (Partial<Schemas["Problem"]> | "unheard")[] = [];

  refuse(...problems: (Partial<Schemas["Problem"]> | "unheard")[]) {
    this.refusals = problems;
  }

  async serve(page: Page) {
    await page.route("**/api/v1/**", (route) => this.answer(route));
  }

  private async answer(route: Route) {
    const request = route.request();
    const url = new URL(request.url());
    const path = url.pathname.slice("/api/v1".length);
    if (path.startsWith("/public/")) return route.fallback();
    if (path === "/events")
      return route.fulfill({ contentType: "text/event-stream", body: `retry: 400\n\n${this.events}` });
    if (request.method() === "GET") return this.get(route, path, url.searchParams);
    return this.post(route, path);
  }

  private get(route: Route, path: string, query: URLSearchParams) {
    this.read.push(path + (query.size > 0 ? `?${query}` : ""));
    const [, noun, id = "", part] = path.split("/");
    if (noun === "cases" && id !== "") return this.ofCase(route, id, part, query);
    const found: Record<string, unknown> = {
      me: data.me,
      notices: { rows: [], unread: 0 },
      inbox: this.readInbox(query),
      cases: { rows: [...this.cases.values()].map(({ row }) => row), next: query.has("cursor") ? undefined : "2" },
      absences: data.absences,
      colleagues: data.colleagues,
      vocabulary: data.vocabulary,
      units: { rows: [data.unit] },
    };
    const body = found[noun ?? ""];
    return body ? route.fulfill({ json: body }) : problem(route, { code: "not_found", detail: "没有找到" }, 404);
  }

  private readInbox(query: URLSearchParams): Schemas["Inbox"] {
    const { mine, pool, near, late } = this.inbox;
    const rows = this.inbox[(query.get("section") ?? "mine") as "mine"];
    const number = query.get("number") ?? "";
    const counters = { mine: mine.length, pool: pool.length, near: near.length, late: late.length, unread: 0 };
    return { counters, rows: rows.filter((task) => task.number.includes(number)) };
  }

  private ofCase(route: Route, id: string, part: string | undefined, query: URLSearchParams) {
    const found = this.cases.get(id);
    if (found === undefined) return problem(route, { code: "not_found", detail: "没有找到，或者您无权查看" }, 404);
    if (part === "files") return route.fulfill({ contentType: "image/png", body: data.pixel });
    const after = Number(query.get("after"));
    const lines = data.linesOf(found.n).filter(({ n }) => n > after && n <= after + Number(query.get("limit")));
    const shown = query.has("why") ? { ...data.atWork(), row: found.row } : found;
    const parts: Record<string, unknown> = {
      offers: { rows: this.offers.get(id) ?? [], n: found.n },
      lines: { rows: lines, last: found.n },
      explanation: data.explanation,
    };
    return route.fulfill({ json: part === undefined ? shown : parts[part] });
  }

  private async post(route: Route, path: string) {
    const request = route.request();
    const body = request.headers()["content-type"]?.includes("json") ? request.postDataJSON() : {};
    const key = (await request.headerValue("idempotency-key")) ?? "";
    if (path === "/cases/duplicates") return route.fulfill({ json: { rows: this.duplicates } });
    this.sent.push({ path, key, body });
    const refusal = this.refusals.shift();
    if (refusal === "unheard") return route.abort();
    if (refusal) return problem(route, refusal, refusal.code === "invalid" ? 422 : 409);
    if (path === "/cases") return this.takeIn(route);
    const [, , id = "", , verb = ""] = path.split("/");
    return route.fulfill({ json: this.carryOut(id, verb) });
  }

  private takeIn(route: Route) {
    this.offers.set("c-new", [window("receive", true), window("accept", false), window("notify_supplement", false)]);
    const fresh = data.atWork();
    this.cases.set("c-new", { ...fresh, row: { ...fresh.row, id: "c-new", number: "DG20261123000088" } });
    const taken: Schemas["Submitted"] = { id: "c-new", number: "DG20261123000088", query_code: "7KQ2M4XW9P" };
    return route.fulfill({ status: 201, json: taken });
  }

  private carryOut(id: string, verb: string): Schemas["Outcome"] {
    if (verb === "claim") this.claim(id);
    if (verb === "receive") this.offers.set(id, [window("accept", true), window("notify_supplement", true)]);
    if (verb === "approve") this.approve(id);
    const found = this.cases.get(id);
    if (found) found.n++;
    return { line: found?.n ?? 3, n: found?.n ?? 3, pending: verb === "terminate" };
  }

  private claim(id: string) {
    const claimed = this.inbox.pool.filter((task) => task.case === id);
    this.inbox.pool = this.inbox.pool.filter((task) => task.case !== id);
    this.inbox.mine.push(...claimed.map((task) => ({ ...task, holder: { account: "wang", name: "王某1" } })));
  }

  private approve(id: string) {
    const found = this.cases.get(id);
    const step = (key: string) => found?.steps.find((each) => each.key === key);
    Object.assign(step("review") ?? {}, { phase: "done", done: data.at(0) });
    Object.assign(step("audit") ?? {}, { phase: "open", round: 1 });
    this.offers.set(id, []);
  }
}

const window = (verb: data.Offer["verb"], allowed: boolean): data.Offer => ({
  verb,
  allowed,
  step: "accept",
  round: 1,
  needs: verb === "receive" ? ["step"] : ["step", "materials", ...(verb === "accept" ? [] : ["reason"])],
  takes: verb === "receive" ? ["round", "materials", "note"] : ["round"],
});

const problem = (route: Route, given: Partial<Schemas["Problem"]>, status: number) =>
  route.fulfill({ status, contentType: "application/problem+json", json: given });
