import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Case, Offer } from "../cases/api";
import { bodyOf, check, fieldsOf, placeFaults } from "./fields";

const offer = (verb: Offer["verb"], needs: string[], takes: string[] = []): Offer => ({
  verb,
  allowed: true,
  step: "accept",
  round: 2,
  needs,
  takes,
});
const decline = offer("decline", ["step", "reason", "remedy"], ["round", "document"]);
const approve = offer("approve", ["step"], ["round", "note", "adverse", "document", "files"]);
const accept = offer("accept", ["step", "materials"], ["round", "note", "document"]);
const notify = offer("notify_supplement", ["step", "materials", "reason"], ["round", "document"]);
const names = (each: Offer, kind?: "opinion" | "decide") =>
  fieldsOf(each, kind && { kind }).map(({ name, required }) => (required ? `${name}*` : name));

const materials: Case["materials"] = [
  { no: 1, name: "申请书", name_en: "Application", required: true, state: "", files: [] },
  { no: 2, name: "营业执照", name_en: "Licence", required: true, state: "", files: [] },
];
const found = (each: Offer, values: Parameters<typeof check>[2]) =>
  check(each, fieldsOf(each), values, materials).map(({ field, check }) => `${field} ${check}`);

describe("which fields a command's form asks for", () => {
  test("those of the verb, the needed ones marked; step and round are the page's", () => {
    expect(names(decline)).toEqual(["reason*", "remedy*", "document"]);
  });
  test("an opinion may advise against", () => expect(names(approve, "opinion")).toContain("adverse"));
  test("a decision against is a refusal of its own", () => expect(names(approve, "decide")).not.toContain("adverse"));
  test("a field that these pages do not know is left to the server", () => {
    expect(names(offer("urge", ["reason", "mood"]))).toEqual(["reason*"]);
  });
  test("every field of every verb in the contract has a place", () => {
    const contract = readFileSync("../api/openapi.yaml", "utf8");
    const block = contract.slice(contract.indexOf("        receive: {needs"), contract.indexOf("drop_card: {needs"));
    const fields = [...block.matchAll(/(?:needs|takes): \[([^\]]*)\]/g)].flatMap(([, list = ""]) => list.split(", "));
    const known = fieldsOf(offer("urge", fields), { kind: "opinion" }).map(({ name }) => name as string);
    expect(fields.length).toBeGreaterThan(80);
    expect(fields.filter((each) => each !== "step" && each !== "round" && !known.includes(each))).toEqual([]);
  });
});

describe("what is sent", () => {
  test("the offered step and round, and nothing that is empty", () => {
    const body = bodyOf(decline, fieldsOf(decline), { reason: " 不属于本机关职权 ", remedy: "", document: undefined });
    expect(body).toEqual({ step: "accept", round: 2, reason: "不属于本机关职权" });
  });
  test("a step only where the verb takes one", () => {
    const urge = offer("urge", [], ["reason"]);
    expect(bodyOf(urge, fieldsOf(urge), { reason: "请抓紧" })).toEqual({ reason: "请抓紧" });
  });
  test("no is an answer", () => {
    expect(bodyOf(approve, fieldsOf(approve, { kind: "opinion" }), { adverse: false })).toMatchObject({
      adverse: false,
    });
  });
  test("fields that the verb does not take are never sent", () => {
    expect(bodyOf(decline, fieldsOf(decline), { reason: "理由", note: "话" })).not.toHaveProperty("note");
  });
  test("materials go without empty notes", () => {
    const body = bodyOf(accept, fieldsOf(accept), { materials: [{ no: 1, state: "received", note: "" }] });
    expect(body.materials).toEqual([{ no: 1, state: "received" }]);
  });
});

describe("what the page already sees", () => {
  test("everything that is needed and empty, all at once", () => {
    expect(found(decline, { reason: " " })).toEqual(["reason required", "remedy required"]);
  });
  test("a reason of one character says nothing", () => {
    expect(found(decline, { reason: "否", remedy: "可以复议" })).toEqual(["reason short"]);
  });
  test("accepting wants every required material looked at", () => {
    expect(found(accept, { materials: [{ no: 1, state: "received" }] })).toEqual(["materials unchecked"]);
  });
  test("accepting with a required material missing is not possible (A02)", () => {
    const given = [
      { no: 1, state: "received" as const },
      { no: 2, state: "missing" as const },
    ];
    expect(found(accept, { materials: given })).toEqual(["materials lacking"]);
  });
  test("a supplement notice asks for something", () => {
    expect(found(notify, { reason: "请补齐", materials: [{ no: 1, state: "received" }] })).toEqual([
      "materials nothingMissing",
    ]);
  });
  test("half a planned time is none", () => {
    const stop = offer("stop_clock", ["planned"]);
    expect(found(stop, { planned: { unit: "workday" } })).toEqual(["planned required"]);
    expect(found(stop, { planned: { n: 5, unit: "workday" } })).toEqual([]);
  });
  test("a form that is right has no faults", () => {
    expect(found(decline, { reason: "不属于本机关职权", remedy: "六十日内申请复议" })).toEqual([]);
  });
});

test("the server's faults go to their fields, all of them, and what has no field is told above", () => {
  const fault = (field: string, sentence: string) => ({ field, rule: "x", sentence });
  const { placed, rest } = placeFaults(
    [
      fault("/reason", "请填写理由"),
      fault("/materials/2", "缺营业执照"),
      fault("/materials/1", "缺申请书"),
      fault("", "整体有误"),
    ],
    fieldsOf(notify),
  );
  expect(Object.fromEntries(placed)).toEqual({ reason: ["请填写理由"], materials: ["缺营业执照", "缺申请书"] });
  expect(rest).toEqual(["整体有误"]);
});
