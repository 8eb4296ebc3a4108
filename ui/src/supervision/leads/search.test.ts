import { describe, expect, test } from "vitest";
import { onlyOpen, readLeadSearch } from "./search";

describe("the search of the leads desk", () => {
  test("takes what it knows from the address and drops the rest", () => {
    expect(readLeadSearch({ status: "confirmed", rule: "A11", mine: true, all: "yes", level: "red" })).toEqual({
      status: "confirmed",
      rule: "A11",
      mine: true,
    });
    expect(readLeadSearch({ status: "lost" })).toEqual({});
  });
  test("shows what waits unless a status or everything is asked for", () => {
    expect(onlyOpen({})).toBe(true);
    expect(onlyOpen({ all: true })).toBe(false);
    expect(onlyOpen({ status: "dismissed" })).toBe(false);
  });
});
