import { describe, expect, test } from "vitest";
import { deedLook, kindName, statusLook } from "./outcome";

describe("a decision", () => {
  test("is a permit's only on a permit", () => {
    expect(statusLook("granted", { kind: "01" }).zh).toBe("准予许可");
    expect(statusLook("granted", { kind: "07" }).zh).toBe("予以确认");
    expect(statusLook("denied", { kind: "05" })).toMatchObject({ zh: "不予给付", en: "Benefit denied", tone: "red" });
    expect(statusLook("denied", {}).zh).toBe("不予");
  });

  test("leaves every other status as it is", () => {
    expect(statusLook("accepted", { kind: "05" }).zh).toBe("已受理");
  });

  test("names the refusal on its button", () => {
    expect(deedLook("refuse", { kind: "20" })).toMatchObject({ zh: "不予办理", en: "Refuse" });
    expect(deedLook("approve", { kind: "20" }).zh).toBe("同意");
  });

  test("is of a kind with a name", () => {
    expect([kindName("08", "zh-CN"), kindName("08", "en")]).toEqual(["行政奖励", "Reward"]);
  });
});
