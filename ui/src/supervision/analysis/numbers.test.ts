import { describe, expect, test } from "vitest";
import { classDays, earlyRate, meanDays, onTimeRate, percent, rate } from "./numbers";
import { beginning, readProbe, spanOf } from "./search";

const figures = (counts: Record<string, number>, days = 0) => ({ counts, days, classes: [], half: -1, most: -1 });

describe("figures of an analysis", () => {
  test("a rate of nothing is not zero", () => {
    expect(percent(rate(0, 0))).toBe("—");
    expect(percent(rate(0, 3))).toBe("0.0%");
    expect(percent(onTimeRate(figures({ on_time: 2, promised: 3, decided: 9 })))).toBe("66.7%");
    expect(percent(earlyRate(figures({ early: 3, promised: 3 })))).toBe("100.0%");
    expect(meanDays(figures({ measured: 4 }, 10))).toBe(2.5);
    expect(meanDays(figures({}))).toBeUndefined();
  });
  test("a class ends a day before the next one begins, the last one never", () => {
    expect(classDays([0, 1, 11, 16], 1)).toEqual({ from: 1, to: 10 });
    expect(classDays([0, 1, 11, 16], 3)).toEqual({ from: 16 });
  });
  test("the span is counted with both its days", () => {
    expect(spanOf("2026-10-25", "2026-11-23")).toBe(30);
    expect(spanOf("2026-10-24", "2026-11-23")).toBeUndefined();
    expect(beginning(30, "2026-11-23")).toBe("2026-10-25");
  });
  test("what an address says wrong is left out", () => {
    expect(readProbe({ finding: "nothing", class: 99, weekday: 0, path: "x", from: "2026-02-30x" })).toEqual({
      finding: "submitted",
    });
    expect(readProbe({ finding: "days", class: 3, weekday: 7, path: "/44/", from: "2026-02-01" })).toEqual({
      finding: "days",
      class: 3,
      weekday: 7,
      path: "/44/",
      from: "2026-02-01",
    });
  });
});
