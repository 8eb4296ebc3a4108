import { describe, expect, test } from "vitest";
import { agrees, daysOf, type Evidence, tally } from "./evidence";

/** The end of a legal day, as due instants have it. */
const endOf = (date: string) => new Date(Date.parse(`${date}T00:00:00+08:00`) + 86_400_000).toISOString();
const at = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`).toISOString();

const evidence = (given: Partial<Evidence["clock"]>, days_off: string[] = []): Evidence => ({
  rule: "R-T1",
  version: "2026.1",
  revision: "12",
  days_off: days_off.map((date) => ({ date, name: "", weekend: true })),
  clock: {
    name: "decision#1",
    kind: "decision",
    started: at("2026-11-16", "10:00"),
    promised: { n: 5, unit: "workday" },
    promised_due: endOf("2026-11-23"),
    level: "yellow",
    provisional: false,
    stands: false,
    running: true,
    used: 5,
    remaining: 0,
    statutory_used: 5,
    statutory_remaining: 0,
    ledger: [],
    ...given,
  },
});
const weekend = ["2026-11-21", "2026-11-22"];

describe("the days of a clock one by one", () => {
  test("the day of the start is not counted, the weekend is off, the last counted day is the limit's", () => {
    const cells = daysOf(evidence({}, weekend), endOf("2026-11-23"));
    expect(cells[0]).toEqual({ date: "2026-11-16", kind: "start" });
    expect(cells.at(-1)).toEqual({ date: "2026-11-23", kind: "counted", n: 5 });
    expect(tally(cells)).toEqual({ counted: 5, off: 2, stopped: 0 });
  });
  test("a make-up Sunday counts because the server does not list it as off", () => {
    expect(tally(daysOf(evidence({}, ["2026-11-21"]), endOf("2026-11-23"))).off).toBe(1);
  });
  test("the day on which a stop begins is stopped, the day on which it ends runs", () => {
    const ledger = [
      { move: "start", at: at("2026-11-16", "10:00") },
      { move: "stop", at: at("2026-11-17", "16:30") },
      { move: "resume", at: at("2026-11-19", "09:00") },
    ];
    const cells = daysOf(evidence({ ledger, promised_due: endOf("2026-11-25") }, weekend), endOf("2026-11-25"));
    expect(cells.filter(({ kind }) => kind === "stopped").map(({ date }) => date)).toEqual([
      "2026-11-17",
      "2026-11-18",
    ]);
    expect(cells.at(-1)).toMatchObject({ date: "2026-11-25", n: 5 });
  });
  test("a stop within one day stops nothing", () => {
    const ledger = [
      { move: "stop", at: at("2026-11-17", "09:00") },
      { move: "resume", at: at("2026-11-17", "15:00") },
    ];
    expect(tally(daysOf(evidence({ ledger }, weekend), endOf("2026-11-23"))).stopped).toBe(0);
  });
  test("a clock that still stands is stopped to the end of the picture", () => {
    const ledger = [{ move: "stop", at: at("2026-11-18", "09:00") }];
    expect(tally(daysOf(evidence({ ledger, promised_due: undefined }), endOf("2026-11-20"))).stopped).toBe(3);
  });
  test("a red card a day after the limit shows that day too", () => {
    expect(daysOf(evidence({}, weekend), endOf("2026-11-24")).at(-1)).toMatchObject({ date: "2026-11-24", n: 6 });
  });
  test("calendar days do not rest on weekends", () => {
    const clock = evidence({ promised: { n: 7, unit: "day" } }, weekend);
    expect(tally(daysOf(clock, endOf("2026-11-23")))).toEqual({ counted: 7, off: 0, stopped: 0 });
  });
  test("limits of hours and pictures over four months are not drawn", () => {
    expect(daysOf(evidence({ promised: { n: 30, unit: "minute" } }), endOf("2026-11-23"))).toEqual([]);
    expect(daysOf(evidence({ started: at("2025-01-02", "10:00") }), endOf("2026-11-23"))).toEqual([]);
  });
});

describe("a picture is shown only if it comes to the server's count", () => {
  const shown = (found: Evidence, due = endOf("2026-11-23")) => agrees(daysOf(found, due), found, due);
  test("five counted days for a limit of five", () => expect(shown(evidence({}, weekend))).toBe(true));
  test("not if the weekend is missing among the days off", () => expect(shown(evidence({}, []))).toBe(false));
  test("not if a weekend is missing between the limit and the card", () => {
    const late = evidence(
      { promised: { n: 4, unit: "workday" }, promised_due: endOf("2026-11-20"), remaining: -1 },
      [],
    );
    expect(shown(late)).toBe(false);
    expect(shown({ ...late, days_off: evidence({}, weekend).days_off })).toBe(true);
  });
  test("a warning, before the limit, has used less", () => {
    expect(shown(evidence({ used: 4, remaining: 1 }, weekend), endOf("2026-11-20"))).toBe(true);
  });
  test("not while the clock stands", () => expect(shown(evidence({ promised_due: undefined }))).toBe(false));
});
