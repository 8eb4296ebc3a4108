import { describe, expect, test } from "vitest";
import { countLines, jsonFault, lineOf, stretchOf } from "./text";

describe("the line that a fault names", () => {
  test.each([
    ["steps[3].role, line 41", 41],
    ["line 7", 7],
    ["procedure.stages, Line 12, column 3", 12],
    ["第 3 步，行 9", 9],
    ["food-business-catering.yaml:41", 41],
    ["18", 18],
  ])("%s", (place, line) => expect(lineOf(place)).toBe(line));
  test.each(["steps[3].role", "", "line zero", "deadline 4x", "line 0"])("%j names none", (place) =>
    expect(lineOf(place)).toBeUndefined(),
  );
});

describe("a line of a text", () => {
  const text = "item: a\nname: b\n\nlast";
  test.each([
    [1, "item: a"],
    [2, "name: b"],
    [3, ""],
    [4, "last"],
  ])("line %i", (n, line) => {
    const { start, end } = stretchOf(text, n);
    expect(text.slice(start, end)).toBe(line);
  });
  test("beyond the end there is only the end", () => {
    expect(stretchOf(text, 9)).toEqual({ start: text.length, end: text.length });
  });
  test("an empty text has one line", () => expect(countLines("")).toBe(1));
});

describe("a file that should be JSON", () => {
  test.each([
    ["that has a comma too many", '{"days": [,]}'],
    ["that breaks off", '{"year": 2027'],
    ["that is empty", ""],
  ])("%s is told", (_, text) => expect(jsonFault(text)).toBeTruthy());
  test("that is right is not", () => expect(jsonFault('{"year": 2027}')).toBeUndefined());
});
