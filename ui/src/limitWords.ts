import { useTranslation } from "react-i18next";
import type { components } from "./contract";

export type Limit = components["schemas"]["Limit"];

/** The minutes of half a working day in the catalogue. */
export const halfDay = 210;

/** Gives the words for a limit: "7 个工作日", "20 calendar days"; "" for what has no limit. */
export function useLimitWords() {
  const { t } = useTranslation("word");
  return (limit: Limit | undefined): string => {
    if (!limit?.n) return "";
    if (limit.unit === "workminute" && limit.n === halfDay) return t("halfDay");
    return limit.n === 1 ? t(`one.${limit.unit}`) : t(`limit.${limit.unit}`, { n: limit.n });
  };
}
