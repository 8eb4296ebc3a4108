import { expect, test } from "vitest";
import { spoken } from "./limitWords";

test("many small units are said in days and hours, few as they are", () => {
  expect(spoken({ n: 4337, unit: "workminute" })).toEqual([
    { n: 10, unit: "workday" },
    { n: 2, unit: "workhour" },
  ]);
  expect(spoken({ n: 840, unit: "workminute" })).toEqual([{ n: 2, unit: "workday" }]);
  expect(spoken({ n: 45, unit: "workminute" })).toEqual([{ n: 45, unit: "workminute" }]);
  expect(spoken({ n: 30, unit: "hour" })).toEqual([
    { n: 1, unit: "day" },
    { n: 6, unit: "hour" },
  ]);
  expect(spoken({ n: 20, unit: "workday" })).toEqual([{ n: 20, unit: "workday" }]);
});
