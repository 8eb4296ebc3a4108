import { useTranslation } from "react-i18next";
import type { Found } from "./judge";
import type { FormField } from "./schema";

/** Gives the sentence for what is wrong with a field. */
export function useFieldWords(fields: FormField[]) {
  const { t, i18n } = useTranslation("fault");
  const english = i18n.language.startsWith("en");
  return ({ rule, detail = "" }: Found): string => {
    if (rule === "pattern" && detail in shapes) return t(`shape.${detail as "phone"}`);
    return t(`rule.${rule as "max"}`, { detail: inWords(rule, detail), defaultValue: t("rule.pattern") });
  };

  function inWords(rule: string, detail: string): string {
    const [n, unit] = detail.split(" ");
    if (unit && ["min_lead", "max_age", "max_span"].includes(rule)) return t(`reach.${unit as "days"}`, { n });
    const other = fields.find((field) => field.key === detail);
    if (rule !== "not_before" || !other) return detail;
    return english ? other.label_en : other.label;
  }
}

const shapes = { phone: 1, id_number: 1, uscc: 1, project_code: 1, division_code: 1 };
