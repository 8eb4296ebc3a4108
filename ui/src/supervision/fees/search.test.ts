import { expect, test } from "vitest";
import { behind, type FeeFigure, readFeeSearch } from "./search";

test("what the address does not know is left out", () => {
  const read = readFeeSearch({
    kind: "gift",
    by: "moon",
    differs: "yes",
    from: "soon",
    unit: "dg-sfj",
    to: "2026-11-01",
  });
  expect(read).toEqual({ unit: "dg-sfj", to: "2026-11-01" });
});

test("a figure leads to the movements that it counts", () => {
  const figure = { key: "dg-sfj" } as FeeFigure;
  expect(behind({ from: "2026-11-01" }, figure, { kind: "refund" })).toEqual({
    from: "2026-11-01",
    unit: "dg-sfj",
    kind: "refund",
  });
  expect(behind({ per: "item" }, figure, { differs: true })).toEqual({ per: "item", item: "dg-sfj", differs: true });
});
