import { describe, expect, test } from "vitest";
import type { Guide } from "../items/api";
import { alreadySaid } from "./applicant";
import { begun, type Filing, faultsOn, given, pageOf, placed, resumed, toApplication } from "./filing";

const unit = { id: "dg-scjgj", name: "市场监督管理局", name_en: "" };
const guide = {
  key: "food",
  bundle: "b".repeat(64),
  unit,
  units: [unit],
  served: ["person", "organisation"],
  materials: [
    { no: 1, name: "申请书", name_en: "", required: true, source: "applicant" },
    { no: 2, name: "营业执照", name_en: "", required: true, source: "government_shared" },
    { no: 3, name: "任命文件", name_en: "", required: false, source: "applicant" },
  ],
  fields: [],
  schema: { properties: { area: { type: "number", minimum: 1, multipleOf: 0.01 } }, required: ["area"] },
} as unknown as Guide;

const receipt = { receipt: "r".repeat(20), address: "a", name: "申请书.pdf", type: "application/pdf", size: 9 };
const right: Filing = {
  unit: unit.id,
  applicant: {
    kind: "person",
    identity_kind: "citizen",
    name: "李某",
    identity: "11010519491231002X",
    phone: "13800138000",
  },
  form: { area: "60" },
  materials: [
    { no: 1, state: "received", files: [receipt] },
    { no: 2, state: "shared", files: [] },
    { no: 3, state: "received", files: [] },
  ],
  page: 3,
};
const rulesOn = (page: number, filing: Filing, now = 0) =>
  Object.fromEntries(
    Object.entries(faultsOn(page, guide, filing, "2026-11-23", now)).map(([at, { rule }]) => [at, rule]),
  );

describe("what is wrong is told before it is sent", () => {
  test("an empty application names every field of its page", () => {
    expect(rulesOn(0, begun(guide))).toEqual({
      "/applicant/name": "required",
      "/applicant/identity": "required",
      "/applicant/phone": "required",
    });
    expect(rulesOn(1, begun(guide))).toEqual({ "/form/area": "required" });
    expect(rulesOn(2, begun(guide))).toEqual({ "/materials/1": "missing" });
  });

  test("where several units take an item in, the applicant chooses", () => {
    const towns = { ...guide, units: [unit, { ...unit, id: "dg-dongcheng" }] };
    expect(begun(towns).unit).toBe("");
    expect(faultsOn(0, towns, { ...right, unit: "" }, "2026-11-23", 0)).toEqual({ "/unit": { rule: "required" } });
  });

  test("an organisation's credit code of the wrong shape", () => {
    const applicant = { ...right.applicant, kind: "organisation", identity: "914419" };
    expect(rulesOn(0, { ...right, applicant })).toEqual({ "/applicant/identity": "pattern" });
  });

  test("a passport is not judged as a citizen number", () => {
    const applicant = { ...right.applicant, identity_kind: "passport", identity: "E12345678" };
    expect(rulesOn(0, { ...right, applicant })).toEqual({});
  });

  test("an agent has to say who he is", () => {
    const applicant = { ...right.applicant, agent: true, agent_name: "王某" };
    expect(Object.keys(rulesOn(0, { ...right, applicant }))).toEqual([
      "/applicant/agent_identity",
      "/applicant/agent_phone",
    ]);
  });

  test("an upload that has expired has to be made again", () => {
    const materials = [{ no: 1, state: "received" as const, files: [{ ...receipt, expires: "2026-11-23T00:00:00Z" }] }];
    expect(rulesOn(2, { ...right, materials }, Date.parse("2026-11-23T00:00:00Z"))).toEqual({
      "/materials/1": "expired",
    });
  });

  test("a promised material needs no file", () => {
    const materials = [{ no: 1, state: "promised" as const, files: [] }];
    expect(rulesOn(2, { ...right, materials })).toEqual({});
  });

  test("a right application has no faults on any page", () =>
    expect([0, 1, 2, 3].map((page) => rulesOn(page, right))).toEqual([{}, {}, {}, {}]));
});

describe("a draft", () => {
  test("goes on where it stopped", () => expect(resumed(guide, right)).toEqual(right));
  test("of an older version drops what the item no longer asks for", () => {
    const old = {
      ...right,
      unit: "gone",
      form: { area: "60", seats: "4" },
      materials: [{ no: 9, state: "received" as const, files: [] }],
    };
    expect(resumed(guide, old)).toMatchObject({
      unit: unit.id,
      form: { area: "60" },
      materials: begun(guide).materials,
    });
  });
  test("that is broken is as good as none", () => expect(resumed(guide, {})).toEqual(begun(guide)));
});

describe("what is sent", () => {
  test("names the version that the applicant saw, numbers as numbers, no empty materials", () =>
    expect(toApplication(guide, right, "handle")).toMatchObject({
      item: "food",
      bundle: guide.bundle,
      draft: "handle",
      form: { area: 60 },
      materials: [
        { no: 1, state: "received", files: [receipt.receipt] },
        { no: 2, state: "shared" },
      ],
    }));
  test("no agent, no address, unless given", () =>
    expect(Object.keys(toApplication(guide, right, undefined).applicant)).not.toContain("agent"));
});

test("the server's faults find their fields, lists and nested ones too", () => {
  const faults = [
    { field: "/form/area", rule: "min", sentence: "不能小于 1" },
    { field: "/form/area", rule: "max", sentence: "second" },
    { field: "/materials/1/files/0", rule: "expired", sentence: "过期" },
    { field: "/applicant/agent/phone", rule: "pattern", sentence: "格式不对" },
    { field: "/unit", rule: "unknown", sentence: "没有这个单位" },
  ];
  expect(placed(faults, given(right.materials))).toEqual({
    "/form/area": "不能小于 1",
    "/materials/2": "过期",
    "/applicant/agent_phone": "格式不对",
    "/unit": "没有这个单位",
  });
});

test("each field's page is known", () =>
  expect(["/unit", "/applicant/name", "/form/area", "/materials/3"].map(pageOf)).toEqual([0, 0, 1, 2]));

test("what the applicant has said is not asked again, what is filled in is not overwritten", () => {
  const fields = ["phone", "uscc", "entity_name"].map((key) => ({ key, type: key === "entity_name" ? "text" : key }));
  const applicant = { kind: "organisation", name: "悦来餐饮", identity: "91350100M000100Y43", phone: "13800138000" };
  expect(alreadySaid(fields as never, applicant, { phone: "0769-22220000" })).toEqual({
    uscc: "91350100M000100Y43",
    entity_name: "悦来餐饮",
  });
});
