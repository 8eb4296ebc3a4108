import { describe, expect, test } from "vitest";
import type { Offer } from "../../workbench/cases/api";
import { countWork, grouped, offerAbout, readWorkSearch, tallied, verbsOf, type Work, workKey } from "./work";

const work = (given: Partial<Work>): Work => ({
  kind: "card",
  subject: "c1",
  number: "DG20261122000012",
  item: { key: "i", name: "食品经营许可", name_en: "Food licence" },
  unit: { id: "u", name: "市场监管局", name_en: "Market" },
  since: "2026-11-20T02:00:00Z",
  at: "2026-11-20T02:00:00Z",
  ...given,
});

describe("a supervisor's work", () => {
  test("every kind is counted, those without work as none", () => {
    expect(countWork([work({}), work({ kind: "withheld" })])).toEqual({
      withheld: 1,
      pending: 0,
      card: 1,
      demand: 0,
      incident: 0,
    });
  });
  test("two overrides on one case are two pieces of work", () => {
    expect(workKey(work({ kind: "pending", line: 7 }))).not.toBe(workKey(work({ kind: "pending", line: 9 })));
  });
  test("nobody confirms what they gave themselves", () => {
    expect(verbsOf(work({ kind: "pending" }))).toEqual(["confirm", "discard"]);
    expect(verbsOf(work({ kind: "pending", mine: true }))).toEqual([]);
  });
  test("an address that asks for no known kind asks for all", () => {
    expect(readWorkSearch({ kind: "everything" })).toEqual({});
  });
});

describe("a command given from the list", () => {
  const offer = (given: Partial<Offer>): Offer => ({
    verb: "confirm",
    allowed: true,
    needs: ["answers"],
    takes: [],
    ...given,
  });
  test("is about the very line of its row", () => {
    expect(offerAbout([offer({ answers: [7, 9] })], "confirm", { line: 9 })?.answers).toEqual([9]);
  });
  test("keeps the server's choice when the line is no longer pending", () => {
    expect(offerAbout([offer({ answers: [7] })], "confirm", { line: 9 })?.answers).toEqual([7]);
  });
  test("that is refused comes with its reason", () => {
    const refused = offer({ allowed: false, reason: "second_person" });
    expect(offerAbout([refused], "confirm", { line: 7 })?.reason).toBe("second_person");
  });
});

describe("the signals of one case", () => {
  const yellow = work({ card: "k1", level: "yellow" });
  const red = work({ card: "k2", level: "red" });
  const other = work({ card: "k3", level: "red", number: "DG20261122000099" });

  test("stand in one row, the most urgent at its head and in its place", () => {
    expect(grouped([yellow, other, red])).toEqual([[yellow, red], [other]]);
  });
  test("what is settled from the list keeps a row of its own", () => {
    const withheld = work({ kind: "withheld", card: "k4" });
    const pending = work({ kind: "pending", line: 7 });
    expect(grouped([yellow, withheld, pending])).toEqual([[yellow], [withheld], [pending]]);
  });
  test("work without a case is never taken for one of the same case", () => {
    const incident = (id: string) => work({ kind: "incident", incident: id, number: "" });
    expect(grouped([incident("1"), incident("2")])).toHaveLength(2);
  });
  test("are counted by level", () => {
    expect(tallied([yellow, red, other], ({ level }) => level).map(({ n }) => n)).toEqual([1, 2]);
  });
});
