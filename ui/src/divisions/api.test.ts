import { expect, test } from "vitest";
import { codeOfPath, wayTo } from "./api";

test("the way to a village names every place above it", () =>
  expect(wayTo("441900112001")).toEqual(["440000000000", "441900000000", "441900112000", "441900112001"]));

test("a city without counties stands on the way once", () =>
  expect(wayTo("441900003000")).toEqual(["440000000000", "441900000000", "441900003000"]));

test("a county has its city above it", () =>
  expect(wayTo("110101000000")).toEqual(["110000000000", "110100000000", "110101000000"]));

test("nothing chosen, no way", () => expect(wayTo("")).toEqual([]));

test("the place of a path is its last part", () => expect(codeOfPath("/44/4419/")).toBe("441900000000"));
