import { describe, expect, test } from "vitest";
import { bodyOf, check, fieldsOf, placed } from "./fields";

describe("the form of a command on a card", () => {
  const order = fieldsOf({ needs: ["reason", "planned"], takes: ["document"] });

  test("asks for what the server needs and takes, what must be given marked so", () => {
    expect(order).toEqual([
      { name: "reason", required: true },
      { name: "planned", required: true },
      { name: "document", required: false },
    ]);
  });

  test("leaves out a field that these pages do not know", () => {
    expect(fieldsOf({ needs: ["reason", "colour"], takes: [] }).map(({ name }) => name)).toEqual(["reason"]);
  });

  test("sends nothing that was left empty, and half a limit not at all", () => {
    expect(bodyOf(order, { reason: " 整改不到位 ", planned: { unit: "workday" }, document: " " })).toEqual({
      reason: "整改不到位",
    });
  });

  test("finds what is missing and what is too short before anything is sent", () => {
    expect(check(order, { reason: "短" })).toEqual([
      { name: "reason", fault: "short" },
      { name: "planned", fault: "required" },
    ]);
    expect(check(order, { reason: "整改不到位", planned: { n: 3, unit: "workday" } })).toEqual([]);
  });

  test("an unticked box says nothing, a ticked one is sent", () => {
    const answer = fieldsOf({ needs: ["cause", "text"], takes: ["corrected"] });
    expect(bodyOf(answer, { cause: "hard_case", text: "已整改", corrected: false })).not.toHaveProperty("corrected");
    expect(bodyOf(answer, { cause: "hard_case", text: "已整改", corrected: true })).toHaveProperty("corrected", true);
  });

  test("a fault of the server stands at its field, any other above the form", () => {
    const faults = [
      { field: "/planned/n", rule: "range", sentence: "期限太长" },
      { field: "/card", rule: "required", sentence: "缺少牌" },
    ];
    const { fields, rest } = placed(faults, order);
    expect(fields.find(({ name }) => name === "planned")?.errors).toEqual(["期限太长"]);
    expect(rest).toEqual(["缺少牌"]);
  });
});
