import { describe, expect, test } from "vitest";
import { briefDue, dueText, inWorkdays, leftOf, limitOfCase } from "./left";

// Wednesday 2026-11-25 10:00 in Shanghai; the tests themselves run in New York's time.
const now = new Date("2026-11-25T02:00:00Z");
const endOf = (date: string) => new Date(Date.parse(`${date}T00:00:00+08:00`) + 86_400_000).toISOString();

describe("how hard a limit presses", () => {
  test.each([
    ["a limit that was due a moment ago is late", "2026-11-25T02:00:00Z", "late"],
    ["the end of today presses today", endOf("2026-11-25"), "today"],
    ["the end of tomorrow is near", endOf("2026-11-26"), "near"],
    ["the end of the day after tomorrow is still ahead", endOf("2026-11-27"), "ahead"],
  ])("%s", (_, due, pressure) => expect(leftOf({ due }, now).pressure).toBe(pressure));

  test("a warning makes a limit near, however far its day is", () => {
    expect(leftOf({ due: endOf("2026-11-30"), level: "warning" }, now).pressure).toBe("near");
  });
  test("a clock that stands presses nobody, even past its day", () => {
    expect(leftOf({ due: endOf("2026-11-01"), stands: true }, now).pressure).toBe("stands");
  });
  test("a step without a limit has none", () => expect(leftOf({}, now).pressure).toBe("none"));
});

describe("how much is left", () => {
  test("working days counted by the server are shown, not days on the wall", () => {
    expect(leftOf({ due: endOf("2026-11-30"), counted: { n: 3, unit: "workday" } }, now)).toMatchObject({
      n: 3,
      unit: "workday",
    });
  });
  test("working days over are told without a minus", () => {
    expect(leftOf({ due: endOf("2026-11-20"), counted: { n: -2, unit: "workday" } }, now)).toEqual({
      pressure: "late",
      n: 2,
      unit: "workday",
    });
  });
  test("a clock that stands keeps its remainder", () => {
    expect(leftOf({ stands: true, counted: { n: 4, unit: "workday" } }, now)).toEqual({
      pressure: "stands",
      n: 4,
      unit: "workday",
    });
  });
  test("a clock that was stopped too late stays late", () => {
    expect(leftOf({ stands: true, counted: { n: -2, unit: "workday" } }, now)).toMatchObject({
      pressure: "standsLate",
      n: 2,
    });
  });
  test.each([
    ["half an hour", "2026-11-25T02:30:00Z", { n: 30, unit: "minute" }],
    ["a minute begun counts as one", "2026-11-25T02:00:10Z", { n: 1, unit: "minute" }],
    ["until tonight", endOf("2026-11-25"), { n: 14, unit: "hour" }],
    ["until the end of Friday", endOf("2026-11-27"), { n: 2, unit: "day" }],
    ["late since yesterday's end", endOf("2026-11-24"), { n: 10, unit: "hour" }],
  ])("%s", (_, due, left) => expect(leftOf({ due }, now)).toMatchObject(left));
});

describe("a due instant in words", () => {
  test("midnight is the end of the day before", () => expect(dueText(endOf("2026-12-31"))).toBe("2026-12-31 24:00"));
  test("an hour within the day stays", () => expect(dueText("2026-11-25T09:30:00Z")).toBe("2026-11-25 17:30"));
  test("lists leave out the year", () => expect(briefDue(endOf("2026-11-25"), "zh-CN")).toBe("11-25 周三 24:00"));
});

// covers S22
describe("what a list says of a case", () => {
  const row = { stands: false, level: "red" } as Parameters<typeof limitOfCase>[0];
  const remaining = { clock: "decision", n: -2, unit: "workday", due: endOf("2026-11-20"), stands: false } as const;

  test("it is what the server has counted, in the clock's own unit, not days on the wall", () => {
    expect(leftOf(limitOfCase({ ...row, remaining }) ?? {}, now)).toEqual({ pressure: "late", n: 2, unit: "workday" });
  });
  test("a clock that stands keeps what it had left", () => {
    const limit = limitOfCase({ ...row, remaining: { ...remaining, n: 4, due: undefined, stands: true } });
    expect(leftOf(limit ?? {}, now)).toEqual({ pressure: "stands", n: 4, unit: "workday" });
  });
  test("a row of before, without a count, says the due instant alone", () => {
    expect(limitOfCase({ ...row, promised_due: endOf("2026-11-27") })).toEqual({
      due: endOf("2026-11-27"),
      stands: false,
    });
  });
  test("a case that is decided and delivered has no limit left", () => {
    expect(limitOfCase({ ...row, decided: "2026-11-20T02:00:00Z" })).toBeUndefined();
    expect(limitOfCase({ ...row, ended: "2026-11-20T02:00:00Z" })).toBeUndefined();
  });
  test("a lead and a complaint are counted in working days", () => {
    const left = leftOf(inWorkdays({ due: endOf("2026-11-30"), workdays: 3 }), now);
    expect(left).toMatchObject({ n: 3, unit: "workday" });
  });
});
