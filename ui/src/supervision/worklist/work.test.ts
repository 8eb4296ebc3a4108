import { describe, expect, test } from "vitest";
import type { Case, Offer } from "../../workbench/cases/api";
import { byUrgency, caseAbout, countWork, offerAbout, readWorkSearch, type Work, workKey } from "./work";

const work = (given: Partial<Work>): Work => ({
  kind: "card",
  subject: "c1",
  number: "DG20261122000012",
  item: { key: "i", name: "食品经营许可", name_en: "Food licence" },
  unit: { id: "u", name: "市场监管局", name_en: "Market" },
  since: "2026-11-20T02:00:00Z",
  ...given,
});

describe("the order of a supervisor's work", () => {
  test("what is due first stands first, whatever the zone its instant is written in", () => {
    const early = work({ subject: "early", due: "2026-11-23T23:00:00+08:00" });
    const late = work({ subject: "late", due: "2026-11-23T16:00:00Z" });
    expect(byUrgency([late, early]).map(({ subject }) => subject)).toEqual(["early", "late"]);
  });
  test("what has no due instant comes last, the oldest first", () => {
    const rows = [
      work({ subject: "young", since: "2026-11-22T02:00:00Z" }),
      work({ subject: "old", since: "2026-11-01T02:00:00Z" }),
      work({ subject: "due", due: "2027-01-01T00:00:00Z" }),
    ];
    expect(byUrgency(rows).map(({ subject }) => subject)).toEqual(["due", "old", "young"]);
  });
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
  test("is about the very card of its row, named by ID or key", () => {
    const found = {
      cards: [
        { id: "k1", key: "R-T1/red/decision#1" },
        { id: "k2", key: "x" },
      ],
    } as Case;
    expect(caseAbout(found, { card: "k1" }).cards).toHaveLength(1);
    expect(caseAbout(found, { card: "R-T1/red/decision#1" }).cards[0]?.id).toBe("k1");
  });
  test("about a card that is not there leaves the choice to the form", () => {
    const found = { cards: [{ id: "k1" }, { id: "k2" }] } as Case;
    expect(caseAbout(found, { card: "k9" }).cards).toHaveLength(2);
  });
});
