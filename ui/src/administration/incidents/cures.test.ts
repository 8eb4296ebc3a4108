import { expect, test } from "vitest";
import { curable } from "./cures";

test.each([
  ["a lost workflow", { kind: "lost", subject: "c1" }, true],
  ["a workflow blocked by a code fault", { kind: "blocked", subject: "c1" }, true],
  ["a timer that drifted", { kind: "drift", subject: "c1" }, true],
  ["an empty post: somebody must be appointed", { kind: "empty_participant", subject: "c1" }, false],
  ["a missing calendar: it must be loaded", { kind: "calendar" }, false],
])("%s", (_, incident, expected) => expect(curable(incident)).toBe(expected));
