import { describe, expect, test } from "vitest";
import { leadsTo, type Notice } from "./api";
import { byDay } from "./inbox";

const notice = (id: string, made: string, given: Partial<Notice> = {}): Notice => ({ id, kind: "red", made, ...given });

describe("the inbox of notices", () => {
  test("is laid out by legal days, the latest first", () => {
    const days = byDay([
      notice("a", "2026-11-22T15:59:00Z"),
      notice("b", "2026-11-22T16:01:00Z"),
      notice("c", "2026-11-22T02:00:00Z"),
    ]);
    expect(days.map(({ day, notices }) => [day, notices.map(({ id }) => id)])).toEqual([
      ["2026-11-23", ["b"]],
      ["2026-11-22", ["a", "c"]],
    ]);
  });
  test("a notice that came on two pages is shown once", () => {
    const twice = notice("a", "2026-11-22T02:00:00Z");
    expect(byDay([twice, { ...twice }])[0]?.notices).toHaveLength(1);
  });
});

describe("a notice leads", () => {
  test("to its card first", () => {
    expect(leadsTo(notice("a", "", { card: "k1", subject: "c1" }))).toBe("/cards/k1");
  });
  test("else to its case", () => expect(leadsTo(notice("a", "", { subject: "c1" }))).toBe("/cases/c1"));
  test("a one-time code to its case, which it names beside the code", () => {
    expect(leadsTo(notice("a", "", { kind: "one_time_code", card: "AAYFG5TK", subject: "c1" }))).toBe("/cases/c1");
  });
  test("to the inbox, if somebody's tasks are mine for a while", () => {
    expect(leadsTo(notice("a", "", { kind: "stand_in", subject: "a7" }))).toBe("/inbox");
  });
  test("one about a lead to the lead", () => {
    expect(leadsTo(notice("a", "", { kind: "lead", subject: "l1" }))).toBe("/leads/l1");
  });
  test("one about nothing stays in the inbox", () => expect(leadsTo(notice("a", ""))).toBe("/notices"));
});
