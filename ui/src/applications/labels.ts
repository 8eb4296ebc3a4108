import { useTranslation } from "react-i18next";
import type { Guide } from "../items/api";
import { named } from "../show";
import { applicantEntries } from "./applicant";
import type { Filing } from "./filing";

/** Gives the label of a field by its pointer, for the list of faults. */
export function useLabels(guide: Guide, filing: Filing) {
  const { t, i18n } = useTranslation("application");
  const english = i18n.language.startsWith("en");
  return (pointer: string): string => {
    const [, group, key] = pointer.split("/");
    if (group === "form") {
      const field = guide.fields.find((each) => each.key === key);
      return (english && field?.label_en) || field?.label || "";
    }
    if (group === "materials") {
      const material = guide.materials.find(({ no }) => String(no) === key);
      return material ? named(material, i18n.language) : "";
    }
    if (group === "unit") return t("unit");
    const entry = applicantEntries(filing.applicant).find((each) => each.key === key);
    return entry ? t(`applicant.${entry.word}`) : "";
  };
}
