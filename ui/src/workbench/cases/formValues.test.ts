import { expect, test } from "vitest";
import { shownAs } from "./formValues";

const words = { yes: "是", no: "否", none: "未填" };

test.each([
  ["nothing", undefined, "未填"],
  ["an empty text", "", "未填"],
  ["an empty list", [], "未填"],
  ["no", false, "否"],
  ["yes", true, "是"],
  ["zero is a number like others", 0, "0"],
  ["a list", ["热食类制售", "冷食类制售"], "热食类制售、冷食类制售"],
  ["something unforeseen", { a: 1 }, '{"a":1}'],
])("%s is shown in words", (_, value, text) => expect(shownAs(value, words)).toBe(text));
