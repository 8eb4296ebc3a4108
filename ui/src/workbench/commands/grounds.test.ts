import { describe, expect, test } from "vitest";
import type { Case } from "../cases/api";
import { groundsOf } from "./grounds";

const carded = { cards: [{ rule: "R-T2" }, { rule: "R-T1" }, { rule: "R-T2" }] as Case["cards"] };
const known = [
  { key: "K02", verbs: ["terminate", "reassign"] },
  { key: "hearing", verbs: ["stop_clock"] },
  { key: "R-T1", verbs: ["terminate", "reassign"] },
  { key: "R-T2", verbs: ["terminate"] },
];

describe("what a command may rest on", () => {
  test("only what the server offers, where it offers something", () => {
    expect(groundsOf({ verb: "stop_clock", grounds: ["hearing"] }, carded, known)).toEqual(["hearing"]);
  });
  test("else the rules that spoke on this case, each once, before the articles of the law", () => {
    expect(groundsOf({ verb: "terminate" }, carded, known)).toEqual(["R-T2", "R-T1", "K02"]);
  });
  test("nothing that the verb may not rest on, even if that rule spoke", () => {
    expect(groundsOf({ verb: "reassign" }, carded, known)).toEqual(["R-T1", "K02"]);
  });
  test("a case without cards still has the law", () => {
    expect(groundsOf({ verb: "terminate", grounds: [] }, { cards: [] }, known)).toContain("K02");
  });
});
