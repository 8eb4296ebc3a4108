import { useTranslation } from "react-i18next";
import { classDays } from "./numbers";

/** Words for the classes of working days. */
export function useClassWords(bounds: number[]): (at: number) => string {
  const { t } = useTranslation("supervision");
  return (at) => {
    const { from, to } = classDays(bounds, at);
    if (to === undefined) return t("analysis.beyond", { from });
    return from === to ? t("analysis.exactly", { from }) : t("analysis.between", { from, to });
  };
}

/** Words for the classes of a step's working minutes, told in working days. */
export function useMinuteWords(bounds: number[], workday: number): (at: number) => string {
  const { t } = useTranslation("supervision");
  const days = (minutes: number) => Number((minutes / workday).toFixed(2));
  return (at) => {
    const next = bounds[at + 1];
    if (next === undefined) return t("analysis.beyond", { from: days(bounds[at] ?? 0) });
    return t("analysis.below", { to: days(next) });
  };
}
