import { describe, expect, test } from "vitest";
import { citizenNumber, creditCode } from "./identity";
import { judge } from "./judge";
import { moved } from "./reach";
import { type FormSchema, toSend } from "./schema";

const line = "^[ \u3000]*[^\\x00-\\x20\\x7f\u3000][^\\x00-\\x1f\\x7f]*$";
const date = { type: "string", format: "date" } as const;

const maximumOn = (terrain: string, maximum: number) => ({
  if: { properties: { terrain: { const: terrain } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { properties: { seats: { maximum } } },
});

const schema: FormSchema = {
  required: ["name", "area", "from"],
  properties: {
    name: { type: "string", maxLength: 5, pattern: line, "x-type": "text" },
    area: { type: "number", minimum: 1, maximum: 100000, multipleOf: 0.01 },
    seats: { type: "number", minimum: 0, maximum: 500, multipleOf: 1 },
    terrain: { type: "string", enum: ["平原", "山区"] },
    dishes: { type: "array", items: { enum: ["热食", "冷食"] } },
    chain: { type: "boolean" },
    citizen: { type: "string", maxLength: 18, pattern: line, format: "gb11643", "x-type": "id_number" },
    credit: {
      type: "string",
      maxLength: 18,
      pattern: line,
      allOf: [{ pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$" }],
      "x-type": "uscc",
    },
    phone: {
      type: "string",
      maxLength: 13,
      pattern: line,
      allOf: [{ pattern: "^1[3-9][0-9]{9}$" }],
      "x-type": "phone",
    },
    event: { ...date, "x-min-lead": "20 days" },
    birth: { ...date, "x-max-age": "3 years" },
    from: date,
    to: { ...date, "x-not-before": "from", "x-max-span": "2 years" },
  },
  allOf: [maximumOn("平原", 80), maximumOn("山区", 150)],
};

const right = { name: "悦来", area: "12.5", from: "2026-03-02" };
const faultsOf = (values: object) => judge(schema, { ...right, ...values }, "2026-11-23").faults;

describe("a form is judged as the server judges it", () => {
  test.each([
    [
      "an empty form names every required field",
      { name: "", area: undefined, from: " " },
      { name: "required", area: "required", from: "required" },
    ],
    ["a name of six characters is too long, counted as people count", { name: "𠮷野家悦来居" }, { name: "too_long" }],
    ["a control character is refused", { name: "悦\u0007来" }, { name: "control" }],
    ["words are not a number", { area: "十二" }, { area: "not_number" }],
    ["an exponent is not a number that forms may write", { area: "1e3" }, { area: "not_number" }],
    ["below the minimum", { area: "0.99" }, { area: "min" }],
    ["above the maximum", { area: "100000.01" }, { area: "max" }],
    ["three decimals where two are allowed", { area: "1.005" }, { area: "decimals" }],
    ["an option that is not offered", { terrain: "海洋" }, { terrain: "option" }],
    ["a list with an option that is not offered", { dishes: ["热食", "生食"] }, { dishes: "option" }],
    ["the thirtieth of February", { from: "2026-02-30" }, { from: "date" }],
    ["a citizen number with a wrong check digit", { citizen: "11010519491231002Y" }, { citizen: "checksum" }],
    ["a credit code of the wrong shape", { credit: "914419" }, { credit: "pattern" }],
    ["a phone of the wrong shape", { phone: "12345678901" }, { phone: "pattern" }],
    ["an event that is announced too late", { event: "2026-12-12" }, { event: "min_lead" }],
    ["a date that has not come", { birth: "2026-11-24" }, { birth: "future" }],
    ["a date too long ago", { birth: "2023-11-22" }, { birth: "max_age" }],
    ["an end before its beginning", { to: "2026-03-01" }, { to: "not_before" }],
    ["a span that is too long", { to: "2028-03-03" }, { to: "max_span" }],
    ["a number that another field limits", { terrain: "平原", seats: "81" }, { seats: "max" }],
    ["one mistake is told once: no comparison with a faulty date", { from: "x", to: "1999-01-01" }, { from: "date" }],
  ])("%s", (_, values, expected) => {
    const rules = Object.fromEntries(Object.entries(faultsOf(values)).map(([key, found]) => [key, found.rule]));
    expect(rules).toEqual(expected);
  });

  test.each([
    ["trailing zeros are no decimals", { area: "1.500" }],
    ["the last allowed day of a span", { to: "2028-03-02" }],
    ["exactly the lead that is asked for", { event: "2026-12-13" }],
    ["exactly as old as allowed", { birth: "2023-11-23" }],
    ["what the other option allows", { terrain: "山区", seats: "150" }],
    ["an optional field left empty", { phone: "", dishes: [] }],
    ["no is an answer", { chain: false }],
  ])("%s is right", (_, values) => expect(faultsOf(values)).toEqual({}));

  test("a credit code with a wrong check digit is only a warning", () => {
    const { faults, warnings } = judge(schema, { ...right, credit: "91350100M000100Y44" }, "2026-11-23");
    expect(faults).toEqual({});
    expect(warnings).toEqual({ credit: { rule: "checksum" } });
  });
});

test("numbers are sent as numbers, empty fields not at all, texts without blanks around them", () => {
  expect(toSend(schema, { name: " 悦来 ", area: "12.50", phone: "", chain: false, dishes: [] })).toEqual({
    name: "悦来",
    area: 12.5,
    chain: false,
  });
});

describe("check digits", () => {
  test("the example of GB 11643 is right, its neighbour is not", () => {
    expect(citizenNumber("11010519491231002X")).toBe(true);
    expect(citizenNumber("110105194912310021")).toBe(false);
  });
  test("a citizen number needs a day that exists", () => expect(citizenNumber("110105194902300025")).toBe(false));
  test("the example of GB 32100 is right, its neighbour is not", () => {
    expect(creditCode("91350100M000100Y43")).toBe(true);
    expect(creditCode("91350100M000100Y44")).toBe(false);
  });
});

describe("a stretch of the calendar", () => {
  test.each([
    ["2024-02-29", "1 years", 1, "2025-02-28"],
    ["2026-01-31", "1 months", 1, "2026-02-28"],
    ["2026-03-31", "1 months", -1, "2026-02-28"],
    ["2026-12-20", "20 days", 1, "2027-01-09"],
  ] as const)("%s by %s (%i) is %s", (from, reach, sign, to) => expect(moved(from, reach, sign)).toBe(to));
});
