import { describe, expect, test } from "vitest";
import type { Indicator, Scheme } from "./api";
import { gradeLook, valueText } from "./looks";

const grades = ["excellent", "good", "fail"].map((code, n) => ({
  code,
  name: code,
  name_en: code,
  least: 90 - n * 10,
}));

describe("scores in words", () => {
  test("a grade that the scheme does not have has no look", () => {
    expect(gradeLook({ grades } as unknown as Scheme, "splendid")).toBeUndefined();
  });
  test("the best grade is good, the last one red, what lies between is calm", () => {
    const tones = grades.map(({ code }) => gradeLook({ grades } as unknown as Scheme, code)?.tone);
    expect(tones).toEqual(["good", "calm", "red"]);
  });
  test("a share is a percentage, a count is not", () => {
    expect(valueText({ kind: "share", max: 1 } as Indicator, 0.75)).toBe("75.0%");
    expect(valueText({ kind: "share", max: 20 } as Indicator, 7.5)).toBe("7.5");
    expect(valueText({ kind: "deduction", max: 100 } as Indicator, 15)).toBe("15");
  });
});
