import { describe, expect, test } from "vitest";
import type { Appointment } from "./api";
import { clashes, standOf } from "./separation";

const roles = {
  incompatible: [
    { a: "handler", b: "approver", rule: "A07", within: "unit" as const },
    { a: "system_admin", b: "security_admin", rule: "three administrators", within: "unit" as const },
    { a: "handler", b: "reviewer", rule: "A06", within: "case" as const },
  ],
};
const held = (role: string, unit = "dg-scjgj", to?: string): Appointment => ({
  id: `${role}@${unit}`,
  account: "a1",
  role: { key: role, name: role, name_en: role },
  unit: { id: unit, name: unit, name_en: unit },
  path: "/44/4419/",
  from: "2026-01-01T00:00:00Z",
  to,
});

describe("roles that two people must hold", () => {
  test("a handler is not the approver of the same unit (A07)", () => {
    const found = clashes([held("handler")], { role: "approver", unit: "dg-scjgj" }, roles);
    expect(found.map(({ rule }) => rule)).toEqual(["A07"]);
  });
  test("a pair that only one case keeps apart may be appointed", () => {
    expect(clashes([held("handler")], { role: "reviewer", unit: "dg-scjgj" }, roles)).toEqual([]);
  });
  test("the pair is kept apart whichever comes second", () => {
    expect(clashes([held("approver")], { role: "handler", unit: "dg-scjgj" }, roles)).toHaveLength(1);
  });
  test("in another unit the same person may", () => {
    expect(clashes([held("handler")], { role: "approver", unit: "dg-wjj" }, roles)).toEqual([]);
  });
  test("while no unit is chosen the clash is told already", () => {
    expect(clashes([held("handler")], { role: "approver" }, roles)).toHaveLength(1);
  });
  test("two administrators are two people in whatever unit", () => {
    expect(clashes([held("system_admin", "gd-zsj")], { role: "security_admin", unit: "dg-zsj" }, roles)).toHaveLength(
      1,
    );
  });
  test("what ended before does not stand against it", () => {
    const before = held("handler", "dg-scjgj", "2026-06-30T16:00:00Z");
    expect(clashes([before], { role: "approver", unit: "dg-scjgj", from: "2026-06-30T16:00:00Z" }, roles)).toEqual([]);
  });
  test("what begins after its end does not either", () => {
    const wanted = { role: "approver", unit: "dg-scjgj", to: "2025-12-31T16:00:00Z" };
    expect(clashes([held("handler")], wanted, roles)).toEqual([]);
  });
  test("without a role there is nothing to judge", () => {
    expect(clashes([held("handler")], {}, roles)).toEqual([]);
  });
});

describe("how an appointment stands", () => {
  const now = new Date("2026-11-23T02:00:00Z");
  test("it counts from its first instant", () => {
    expect(standOf({ from: "2026-11-23T02:00:00Z" }, now)).toBe("current");
  });
  test("it has ended at its last instant", () => {
    expect(standOf({ from: "2026-01-01T00:00:00Z", to: "2026-11-23T02:00:00Z" }, now)).toBe("ended");
  });
  test("it may lie ahead", () => expect(standOf({ from: "2026-12-01T00:00:00Z" }, now)).toBe("ahead"));
});
