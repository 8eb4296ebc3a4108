import { describe, expect, test } from "vitest";
import { byRule, gravest, isIdle, kindOfClock, nextOf, type RuleTrace } from "./traces";

const trace = (rule: string, level: RuleTrace["level"], given: Partial<RuleTrace> = {}): RuleTrace => ({
  rule,
  level,
  clock: "decision#1",
  spoke: false,
  verdict: "not_reached",
  sentence: "还没有到",
  ...given,
});

describe("why a card was issued, or none", () => {
  test("each rule is told once per clock, its levels from mild to grave", () => {
    const rules = byRule([
      trace("R-T1", "red"),
      trace("R-T2", "warning", { clock: "step/review#1" }),
      trace("R-T1", "warning"),
      trace("R-T2", "warning", { clock: "step/check#1" }),
    ]);
    expect(rules.map(({ key }) => key)).toEqual(["R-T1/decision#1", "R-T2/step/review#1", "R-T2/step/check#1"]);
    expect(rules[0]?.traces.map(({ level }) => level)).toEqual(["warning", "red"]);
  });
  test("a rule whose limit never began, or that the law does not give, is put aside; one with anything to say is not", () => {
    const [begun, other] = byRule([
      trace("R-T4", "none", { verdict: "not_begun" }),
      trace("R-T1", "warning", { verdict: "ended_before" }),
    ]);
    expect([begun && isIdle(begun), other && isIdle(other)]).toEqual([true, false]);
  });
  test("the gravest that spoke is told", () => {
    expect(gravest([trace("R-T1", "warning", { spoke: true }), trace("R-T1", "red")])).toBe("warning");
    expect(gravest([trace("R-T1", "red")])).toBe("none");
  });
  test("the nearest threshold ahead is what comes next", () => {
    const soon = trace("R-T1", "warning", { at: "2026-11-24T16:00:00Z" });
    const later = trace("R-T1", "red", { at: "2026-12-01T00:00:00+08:00" });
    expect(nextOf([later, soon], "2026-11-23T02:00:00Z")).toBe(soon);
    expect(nextOf([later, soon], "2026-11-25T02:00:00Z")).toBe(later);
  });
  test("what has spoken, lies behind or has no instant does not come next", () => {
    const traces = [
      trace("R-T1", "warning", { at: "2026-11-24T16:00:00Z", spoke: true }),
      trace("R-T1", "yellow", { at: "2026-11-01T16:00:00Z" }),
      trace("R-T4", "red"),
    ];
    expect(nextOf(traces, "2026-11-23T02:00:00Z")).toBeUndefined();
  });
  test("rule and clock are called what the server calls them", () => {
    const [rule] = byRule([trace("R-T1", "red", { name: "许可办理期限", clock_name: "办理时限" })]);
    expect([rule?.name, rule?.clock]).toEqual(["许可办理期限", "办理时限"]);
  });
  test.each([
    ["step/review#2", "step"],
    ["decision#1", "decision"],
    ["special#3", "special"],
  ])("the clock %s is a clock of %s", (name, kind) => expect(kindOfClock(name)).toBe(kind));
});
