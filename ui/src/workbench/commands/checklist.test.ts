import { describe, expect, test } from "vitest";
import {
  allReceived,
  beginWith,
  type Checked,
  lacking,
  standOf,
  stateOfDigit,
  supplementText,
  withMaterial,
} from "./checklist";

const materials = [
  { no: 1, name: "申请书", name_en: "Application", required: true },
  { no: 2, name: "营业执照", name_en: "Licence", required: true },
  { no: 3, name: "任命文件", name_en: "Appointment", required: false },
];
const received = (no: number): Checked => ({ no, state: "received" });
const missing = (no: number, note?: string): Checked => ({ no, state: "missing", note });

describe("how a checklist stands", () => {
  test("nobody has looked: open", () => expect(standOf(materials, [])).toBe("open"));
  test("one required material not looked at keeps it open", () =>
    expect(standOf(materials, [received(1)])).toBe("open"));
  test("a required material is missing", () => expect(standOf(materials, [received(1), missing(2)])).toBe("missing"));
  test("all required ones are there", () => expect(standOf(materials, [received(1), received(2)])).toBe("complete"));
  test("a missing optional material stops nothing", () => {
    expect(standOf(materials, [received(1), received(2), missing(3)])).toBe("complete");
    expect(lacking(materials, [missing(3)])).toEqual([]);
  });
  test("a promise under tolerance counts as there", () => {
    expect(standOf(materials, [received(1), { no: 2, state: "promised" }])).toBe("complete");
  });
});

describe("filling the checklist", () => {
  test("a material set twice stands once, in the order of numbers", () => {
    expect(withMaterial([received(2), missing(1)], 1, { state: "received" })).toEqual([received(1), received(2)]);
  });
  test("what was wrong with a material is forgotten when it is there", () => {
    expect(withMaterial([missing(1, "缺签名")], 1, { state: "received" })).toEqual([received(1)]);
  });
  test("a note on a material nobody has judged is not kept", () =>
    expect(withMaterial([], 1, { note: "缺页" })).toEqual([]));
  test("receiving all leaves alone what was found missing", () => {
    expect(allReceived(materials, [missing(2)])).toEqual([received(1), missing(2), received(3)]);
  });
  test("a form begins with what was found before, unknown states left out", () => {
    const found = materials.map((each, i) => ({ ...each, state: ["received", "", "odd"][i] ?? "", files: [] }));
    expect(beginWith(found)).toEqual([received(1)]);
  });
  test("digits set states, other keys do not", () => {
    expect([stateOfDigit("1"), stateOfDigit("2"), stateOfDigit("9"), stateOfDigit("x")]).toEqual([
      "received",
      "missing",
      undefined,
      undefined,
    ]);
  });
});

describe("the supplement notice", () => {
  test("names every missing material once, with what is wrong with it", () => {
    expect(supplementText(materials, [missing(1, "缺法定代表人签名"), received(2), missing(3)])).toBe(
      "1. 申请书：缺法定代表人签名\n2. 任命文件",
    );
  });
  test("is empty when nothing is missing", () => expect(supplementText(materials, [received(1)])).toBe(""));
});
