import { describe, expect, test } from "vitest";
import type { Guide } from "../../items/api";
import {
  faultsOf,
  nothing,
  noticeText,
  rightIdentity,
  toApplication,
  unitOf,
  usualChoice,
  windowEntries,
  withApplicant,
  withItem,
  withSaid,
} from "./filing";

const unit = (id: string) => ({ id, name: id, name_en: id });
const guide = {
  key: "food",
  bundle: "b".repeat(64),
  unit: unit("dg-scjgj"),
  units: [unit("dg-scjgj"), unit("dg-hall")],
  materials: [
    { no: 1, name: "申请书", name_en: "", required: true },
    { no: 2, name: "营业执照", name_en: "", required: true },
  ],
  fields: [],
  schema: { properties: { area: { type: "number", minimum: 1, multipleOf: 0.01 } }, required: ["area"] },
} as unknown as Guide;

const said = (values: Record<string, string>) =>
  Object.entries(values).reduce((filing, [key, value]) => withApplicant(filing, key, value), nothing);
const right = {
  ...said({ identity: "11010519491231002x", name: "李某", phone: "13800138000" }),
  item: "food",
  form: { area: "60" },
};

describe("the applicant", () => {
  test("is asked for the identity first", () => {
    expect(
      windowEntries(nothing.applicant)
        .map(({ key }) => key)
        .slice(0, 3),
    ).toEqual(["identity", "name", "phone"]);
  });
  test("a credit code makes an organisation of it, without a click", () => {
    expect(said({ identity: "91350100m000100y43" }).applicant).toMatchObject({
      kind: "organisation",
      identity_kind: "uscc",
      identity: "91350100M000100Y43",
    });
  });
  test("who chooses another kind is not overruled while nothing is recognised", () => {
    expect(said({ kind: "organisation", identity: "914" }).applicant.kind).toBe("organisation");
  });
  test("open cases are looked for by a right number only", () => {
    expect(rightIdentity(right.applicant)).toBe("11010519491231002X");
    expect(rightIdentity(said({ identity: "110105194912310021" }).applicant)).toBeUndefined();
    expect(rightIdentity(nothing.applicant)).toBeUndefined();
  });
});

describe("what is wrong with a filing", () => {
  test("an empty desk names everything at once", () => {
    expect(Object.keys(faultsOf(nothing, undefined, "2026-11-23").faults)).toEqual([
      "/applicant/name",
      "/applicant/identity",
      "/applicant/phone",
      "/item",
    ]);
  });
  test("a wrong check digit", () => {
    const filing = {
      ...right,
      ...said({ identity: "110105194912310021", name: "李某", phone: "13800138000" }),
      form: { area: "60" },
    };
    expect(faultsOf(filing, guide, "2026-11-23").faults).toEqual({ "/applicant/identity": { rule: "checksum" } });
  });
  test("a credit code with an odd check digit only warns", () => {
    const filing = {
      ...said({ identity: "91350100M000100Y44", name: "悦来", phone: "13800138000" }),
      form: { area: "60" },
    };
    const found = faultsOf(filing, guide, "2026-11-23");
    expect(found.faults).toEqual({});
    expect(found.warnings).toEqual({ "/applicant/identity": { rule: "checksum" } });
  });
  test("the item's own form is judged too", () => {
    expect(faultsOf({ ...right, form: { area: "0" } }, guide, "2026-11-23").faults).toEqual({
      "/form/area": { rule: "min", detail: "1" },
    });
  });
  test("a right filing has none", () => expect(faultsOf(right, guide, "2026-11-23").faults).toEqual({}));
});

describe("the item", () => {
  test("another item empties what was filled in for the first", () => {
    const filing = { ...right, materials: [{ no: 1, state: "received" as const }], reason: "缺" };
    expect(withItem(filing, "land")).toMatchObject({ item: "land", form: {}, materials: [], reason: "" });
  });
  test("the same item again loses nothing", () => expect(withItem(right, "food")).toBe(right));
  test.each([
    ["the clerk's own unit, if it takes the item in", "dg-hall", "dg-hall"],
    ["else the item's first", "dg-zjj", "dg-scjgj"],
  ])("%s", (_, own, chosen) => expect(unitOf(right, guide, own)).toBe(chosen));
});

describe("what the applicant has said is not typed again", () => {
  const asking = { ...guide, fields: [{ key: "phone", type: "phone" }] } as unknown as Guide;
  test("it is filled into the form", () =>
    expect(withSaid(right, asking).form).toMatchObject({ phone: "13800138000" }));
  test("a correction of the applicant's phone follows into the form", () => {
    const corrected = withApplicant(withSaid(right, asking), "phone", "13900139000");
    expect(withSaid(corrected, asking).form.phone).toBe("13900139000");
  });
  test("what was typed by hand stays", () => {
    const typed = { ...withSaid(right, asking), form: { phone: "0769-22220000" } };
    expect(withSaid(typed, asking).form.phone).toBe("0769-22220000");
  });
});

describe("what the checklist leads to", () => {
  const choice = (...states: ("received" | "missing")[]) =>
    usualChoice({ ...right, materials: states.map((state, i) => ({ no: i + 1, state })) }, guide);
  test("everything there: accept", () => expect(choice("received", "received")).toBe("accept"));
  test("something missing: the one complete notice", () =>
    expect(choice("received", "missing")).toBe("notify_supplement"));
  test("not looked through: neither", () => expect(choice("received")).toBeUndefined());
});

test("the notice lists everything that is missing until the clerk writes it", () => {
  const filing = { ...right, materials: [{ no: 2, state: "missing" as const, note: "已过期" }] };
  expect(noticeText(filing, guide)).toBe("1. 营业执照：已过期");
  expect(noticeText({ ...filing, reason: "请携带原件" }, guide)).toBe("请携带原件");
});

test("the application names the version, numbers are numbers, an unchecked list is not sent", () => {
  const sent = toApplication(right, guide, "dg-hall");
  expect(sent).toMatchObject({ item: "food", bundle: guide.bundle, unit: "dg-hall", form: { area: 60 } });
  expect(sent).not.toHaveProperty("materials");
  expect(sent).not.toHaveProperty("channel");
});
