import { useTranslation } from "react-i18next";
import type { components } from "./contract";

export type Limit = components["schemas"]["Limit"];

/** The minutes of half a working day in the catalogue. */
export const halfDay = 210;

/** The larger units in which many of a small one are said, by how many of the small one they hold. */
const larger: Partial<Record<Limit["unit"], [Limit["unit"], number][]>> = {
  workminute: [
    ["workday", 2 * halfDay],
    ["workhour", 60],
  ],
  workhour: [["workday", 7]],
  minute: [
    ["day", 24 * 60],
    ["hour", 60],
  ],
  hour: [["day", 24]],
};

/** Splits an amount into the units in which people say it, the two largest that hold something: 4337 working minutes are 10 days and 2 hours. */
export function spoken(limit: Limit): Limit[] {
  const parts: Limit[] = [];
  let rest = limit.n;
  for (const [unit, holds] of [...(larger[limit.unit] ?? []), [limit.unit, 1] as const]) {
    const n = Math.floor(rest / holds);
    rest -= n * holds;
    if (n > 0) parts.push({ n, unit });
  }
  return parts.slice(0, 2);
}

/** Gives the words for a limit: "7 个工作日", "20 calendar days"; "" for what has no limit. */
export function useLimitWords() {
  const { t } = useTranslation("word");
  const one = ({ n, unit }: Limit) => (n === 1 ? t(`one.${unit}`) : t(`limit.${unit}`, { n }));
  return (limit: Limit | undefined): string => {
    if (!limit?.n) return "";
    if (limit.unit === "workminute" && limit.n === halfDay) return t("halfDay");
    return spoken(limit).map(one).join(t("and"));
  };
}
