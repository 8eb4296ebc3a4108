import { describe, expect, test } from "vitest";
import { diffOf, hunks } from "./diff";

const signs = { same: " ", gone: "-", come: "+" };
const told = (before: string, after: string) => diffOf(before, after).map(({ kind, text }) => signs[kind] + text);

describe("before and after", () => {
  test("a changed line goes and comes", () => {
    expect(told("a\nb\nc", "a\nB\nc")).toEqual([" a", "-b", "+B", " c"]);
  });
  test("what is new has no before", () => expect(told("", "a\nb")).toEqual(["+a", "+b"]));
  test("what was ended has no after", () => expect(told("a", "")).toEqual(["-a"]));
  test("nothing changed", () => expect(told("a\nb", "a\nb")).toEqual([" a", " b"]));
  test("lines added at the end", () => expect(told("a", "a\nb")).toEqual([" a", "+b"]));
  test.each([
    ["x\na\nx\nb\nx", "x\na\nx\nc\nx\nx"],
    ["a\na\na", "a"],
    ["b\na\nc", "c\na\nb"],
  ])("%j and %j: what did not come is before, what did not go is after", (before, after) => {
    const diff = diffOf(before, after);
    const without = (kind: string) => diff.filter((line) => line.kind !== kind).map(({ text }) => text);
    expect(without("come").join("\n")).toBe(before);
    expect(without("gone").join("\n")).toBe(after);
  });
  test("JSON is laid out, so that one value is one line", () => {
    expect(told('{"role":"handler","to":null}', '{"role":"handler","to":"2026-12-01"}')).toEqual([
      " {",
      '   "role": "handler",',
      '-  "to": null',
      '+  "to": "2026-12-01"',
      " }",
    ]);
  });
  test("what only looks like JSON is compared as text", () => expect(told("{a", "{b")).toEqual(["-{a", "+{b"]));
  test("texts beyond two thousand lines are set side by side", () => {
    const long = Array.from({ length: 2001 }, (_, i) => String(i)).join("\n");
    expect(diffOf(long, "a").filter(({ kind }) => kind === "same")).toEqual([]);
  });
});

describe("the changed parts", () => {
  const diff = diffOf("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\nfour\n5\n6\n7");
  test("stand with a line before and behind; the rest is a gap", () => {
    const told = hunks(diff, 1).map((line) => (line === "gap" ? "…" : signs[line.kind] + line.text));
    expect(told).toEqual(["…", " 3", "-4", "+four", " 5", "…"]);
  });
  test("where nothing changed there is one gap", () => expect(hunks(diffOf("a\nb", "a\nb"), 1)).toEqual(["gap"]));
});
