import { describe, expect, test } from "vitest";
import type { Case } from "../cases/api";
import { groundsOf } from "./grounds";

const carded = { cards: [{ rule: "R-T2" }, { rule: "R-T1" }, { rule: "R-T2" }] as Case["cards"] };

describe("what a command may rest on", () => {
  test("only what the server offers, where it offers something", () => {
    expect(groundsOf({ grounds: ["hearing"] }, carded)).toEqual(["hearing"]);
  });
  test("else the rules that spoke on this case, each once, before the articles of the law", () => {
    expect(groundsOf({}, carded).slice(0, 3)).toEqual(["R-T2", "R-T1", "K02"]);
  });
  test("a case without cards still has the law", () =>
    expect(groundsOf({ grounds: [] }, { cards: [] })).toContain("K15"));
  test("every ground is one that the contract takes", () => {
    for (const ground of groundsOf({}, carded)) expect(ground).toMatch(/^[A-Za-z0-9._~-]{1,64}$/);
  });
});
