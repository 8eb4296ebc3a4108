import { describe, expect, test } from "vitest";
import { type Figures, partsOf, ranked } from "./ranking";

const figures = (given: Partial<Figures>): Figures => ({
  open: 0,
  near: 0,
  late: 0,
  warnings: 0,
  yellow: 0,
  red: 0,
  unanswered: 0,
  stalled: 0,
  withheld: 0,
  ...given,
});
const town = (name: string, late: number) => ({ name, figures: figures({ late }) });

describe("places compared", () => {
  test("the worst stands first, bars are drawn against it", () => {
    const found = ranked([town("莞城", 2), town("南城", 8), town("东城", 4)], "late");
    expect(found.map(({ row, rank, length }) => [row.name, rank, length])).toEqual([
      ["南城", 1, 100],
      ["东城", 2, 50],
      ["莞城", 3, 25],
    ]);
  });
  test("equals share a rank and keep their order", () => {
    const found = ranked([town("莞城", 3), town("南城", 3), town("东城", 1)], "late");
    expect(found.map(({ row, rank }) => [row.name, rank])).toEqual([
      ["莞城", 1],
      ["南城", 1],
      ["东城", 3],
    ]);
  });
  test("where nothing is late no bar is drawn", () => {
    expect(ranked([town("莞城", 0), town("南城", 0)], "late").every(({ length }) => length === 0)).toBe(true);
  });
  test("no places, no ranking", () => expect(ranked([], "late")).toEqual([]));
});

describe("the parts of a bar", () => {
  test("late, nearly due and the rest make up the open cases", () => {
    expect(partsOf(figures({ open: 10, late: 1, near: 4 })).map(({ key, n, share }) => [key, n, share])).toEqual([
      ["late", 1, 10],
      ["near", 4, 40],
      ["ahead", 5, 50],
    ]);
  });
  test("a part without cases is not drawn", () => {
    expect(partsOf(figures({ open: 3, late: 3 })).map(({ key }) => key)).toEqual(["late"]);
  });
  test("figures that were counted a moment apart never give a negative rest", () => {
    expect(partsOf(figures({ open: 2, late: 2, near: 1 })).map(({ key }) => key)).toEqual(["late", "near"]);
  });
});
