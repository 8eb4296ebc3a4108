import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startWords } from "../i18n";
import { hallWords } from "../i18n/hall";
import { FieldInput } from "./FieldInput";
import type { FormField, Property, Values } from "./schema";

beforeAll(() => {
  localStorage.setItem("mingcha.language", "zh-CN");
  return startWords(hallWords);
});
afterEach(cleanup);

const text: Property = { type: "string", maxLength: 100 };
const field = (type: string, more: Partial<FormField> = {}): FormField => ({
  key: "it",
  label: "此项",
  label_en: "It",
  type,
  required: true,
  ...more,
});

let said: Values[string];
function Asked({ of, rules = text, fault }: { of: FormField; rules?: Property; fault?: string }) {
  const [value, set] = useState<Values[string]>();
  said = value;
  return <FieldInput id="/form/it" field={of} rules={rules} value={value} onChange={set} fault={fault} />;
}
const ask = (of: FormField, more: { rules?: Property; fault?: string } = {}) => render(<Asked of={of} {...more} />);
const user = userEvent.setup();

describe("a field", () => {
  test("is named by its label and says that it is required", () => {
    ask(field("text"));
    expect(screen.getByLabelText(/此项.*必填/)).toBeTruthy();
  });

  test("that is faulty is marked, and its fault is read out with it", () => {
    ask(field("text"), { fault: "请填写" });
    const input = screen.getByLabelText(/此项/);
    expect(input.getAttribute("aria-invalid")).toBe("true");
    const by = input.getAttribute("aria-describedby") ?? "";
    expect(document.getElementById(by)?.textContent).toContain("请填写");
  });

  test("of a citizen number takes what a Chinese keyboard types for what is meant", async () => {
    ask(field("id_number"));
    await user.type(screen.getByLabelText(/此项/), "１１０１０５ 19491231002ｘ");
    await user.tab();
    expect(said).toBe("11010519491231002X");
  });

  test("of a free text leaves every character as it was typed", async () => {
    ask(field("text"));
    await user.type(screen.getByLabelText(/此项/), "悦来ＫＴＶ 二店");
    await user.tab();
    expect(said).toBe("悦来ＫＴＶ 二店");
  });

  test("of a number shows its measure", () => {
    ask(field("number", { unit: "m2" }), { rules: { type: "number" } });
    expect(screen.getByText("平方米")).toBeTruthy();
  });

  test("of a yes or no has no answer until one is given, and no is one", async () => {
    ask(field("boolean"), { rules: { type: "boolean" } });
    expect(said).toBeUndefined();
    await user.click(screen.getByLabelText("否"));
    expect(said).toBe(false);
  });

  test("of several options gathers what is chosen and lets go of it again", async () => {
    ask(field("multiselect", { options: ["热食", "冷食"] }), { rules: { type: "array" } });
    await user.click(screen.getByLabelText("热食"));
    await user.click(screen.getByLabelText("冷食"));
    await user.click(screen.getByLabelText("热食"));
    expect(said).toEqual(["冷食"]);
  });

  test("of a few options shows them all, of many a list", () => {
    ask(field("select", { options: ["甲", "乙"] }));
    expect(screen.getAllByRole("radio")).toHaveLength(2);
    cleanup();
    ask(field("select", { options: ["一", "二", "三", "四", "五", "六", "七"] }));
    expect(screen.getByRole("combobox")).toBeTruthy();
  });
});
