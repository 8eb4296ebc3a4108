import { expect, test } from "vitest";
import { instantOf, readInstant } from "./instant";

test("a wall time is one of Shanghai, wherever the reader is", () =>
  expect(instantOf("2026-11-23T09:05")).toBe("2026-11-23T01:05:00.000Z"));
test("what is no time is no instant", () => expect(instantOf("2026-13-40T99:00")).toBeUndefined());
test("an address without an instant asks about now", () => {
  expect(readInstant({})).toEqual({});
  expect(readInstant({ at: "yesterday" })).toEqual({});
});
