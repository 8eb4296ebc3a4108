import { describe, expect, test } from "vitest";
import { figureGroups, figureLooks, listBehind } from "./figures";

const here = { path: "/44/4419/", from: "2026-11-01", to: "2026-11-23" };

describe("the list behind a figure", () => {
  test.each([
    ["late", "/supervision/cases", { path: "/44/4419/", state: "late" }],
    ["stalled", "/supervision/cases", { path: "/44/4419/", state: "stalled" }],
    ["red", "/supervision/cases", { path: "/44/4419/", state: "open", level: "red" }],
    ["warnings", "/supervision/cases", { path: "/44/4419/", state: "open", level: "warning" }],
    ["withheld", "/cards", { path: "/44/4419/", withheld: true }],
    ["unanswered", "/cards", { path: "/44/4419/", waiting: true }],
    ["submitted", "/supervision/cases", { path: "/44/4419/", from: "2026-11-01", to: "2026-11-23" }],
    ["decided", "/supervision/cases", { path: "/44/4419/", decided_from: "2026-11-01", decided_to: "2026-11-23" }],
  ] as const)("%s", (figure, to, search) => expect(listBehind(figure, here)).toEqual({ to, search }));

  test("a unit's figure leads to the unit's list", () => {
    expect(listBehind("late", { ...here, unit: "dg-scjgj" })).toEqual({
      to: "/supervision/cases",
      search: { path: "/44/4419/", unit: "dg-scjgj", state: "late" },
    });
  });
});

test("every figure of the board is shown once", () => {
  const shown = figureGroups.flatMap(({ figures }) => figures);
  expect([...shown].sort()).toEqual(Object.keys(figureLooks).sort());
});
