import { describe, expect, test } from "vitest";
import { type Health, type Operations, sizeOf, type TruthKey, truthsOf } from "./truths";

const now = new Date("2026-11-23T02:00:00Z");
const sound: Operations = {
  time: { trusted: true, now: now.toISOString() },
  calendar: { loaded_until: "2027-12-31" },
  timers: { late: 0 },
  brake: { on: false, withheld: 0 },
  patrol: { last: "2026-11-23T01:57:00Z", drift: 0 },
  incidents: 0,
  backup: { last: "2026-11-22T18:00:00Z", age_hours: 8 },
  disk: { free_bytes: 120e9, days_left: 400 },
  engine: { ok: true },
  store: { ok: true },
  version: "1.0.0",
};
const healthOf = (key: TruthKey, change: Partial<Operations>): Health | undefined =>
  truthsOf({ ...sound, ...change }, now).find((truth) => truth.key === key)?.health;

describe("the operations page of truth", () => {
  test("a sound machine has nothing to say", () => {
    expect(truthsOf(sound, now).every(({ health }) => health === "good")).toBe(true);
  });
  test("what is wrong stands first", () => {
    expect(truthsOf({ ...sound, timers: { late: 3 } }, now)[0]).toEqual({ key: "timers", health: "wrong" });
  });
  test.each<[string, TruthKey, Partial<Operations>, Health]>([
    ["time that is not trusted", "time", { time: { trusted: false, now: "" } }, "wrong"],
    ["a brake that holds", "brake", { brake: { on: true, withheld: 2 } }, "wrong"],
    ["cards withheld by a brake that was let go", "brake", { brake: { on: false, withheld: 2 } }, "soon"],
    ["a calendar that has run out", "calendar", { calendar: { loaded_until: "2026-11-22" } }, "wrong"],
    ["a calendar that ends today", "calendar", { calendar: { loaded_until: "2026-11-23" } }, "good"],
    ["a missing next year", "calendar", { calendar: { loaded_until: "2026-12-31", missing_next_year: true } }, "soon"],
    ["a patrol that never came back", "patrol", { patrol: {} }, "wrong"],
    ["a patrol that missed two rounds", "patrol", { patrol: { last: "2026-11-23T01:49:00Z" } }, "wrong"],
    ["timers that drifted", "patrol", { patrol: { last: "2026-11-23T01:55:00Z", drift: 1 } }, "wrong"],
    ["no backup at all", "backup", { backup: undefined }, "wrong"],
    ["yesterday's backup missed", "backup", { backup: { last: "2026-11-21T20:00:00Z", age_hours: 30 } }, "soon"],
    ["a backup of three days ago", "backup", { backup: { last: "2026-11-20T02:00:00Z", age_hours: 72 } }, "wrong"],
    ["a disk that is full in five days", "disk", { disk: { days_left: 5 } }, "wrong"],
    ["a disk that is full in three weeks", "disk", { disk: { days_left: 21 } }, "soon"],
    ["an engine that does not answer", "engine", { engine: { ok: false } }, "wrong"],
  ])("%s", (_, key, change, health) => expect(healthOf(key, change)).toBe(health));
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [12_340_000_000, "12.3 GB"],
  [5e15, "5000.0 TB"],
])("%i bytes are %s", (bytes, words) => expect(sizeOf(bytes)).toBe(words));
