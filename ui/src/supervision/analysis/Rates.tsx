import { useTranslation } from "react-i18next";
import type { Analysis } from "./api";
import { Behind } from "./Behind";
import { count, earlyRate, meanDays, onTimeRate, percent } from "./numbers";
import type { AnalysisSearch } from "./search";
import { useClassWords } from "./useClassWords";

/** The head figures: how many, how many of them on time and early, how long they took. */
export function Rates({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const words = useClassWords(found.day_bounds);
  const { figures } = found;
  const counted = ["decided", "on_time", "early", "late"] as const;
  const beside = { decided: undefined, on_time: onTimeRate(figures), early: earlyRate(figures), late: undefined };
  const mean = meanDays(figures);
  return (
    <ul className="analysis-tiles">
      {counted.map((finding) => (
        <li key={finding}>
          <Behind probe={{ ...about, finding }} n={count(figures, finding)} className="figure-tile">
            <span className="figure-word">{t(`analysis.finding.${finding}`)}</span>
            <strong className="figure">{count(figures, finding)}</strong>
            {beside[finding] !== undefined && (
              <small className="figure">{t("analysis.rate", { percent: percent(beside[finding]) })}</small>
            )}
          </Behind>
        </li>
      ))}
      <li>
        <Behind probe={{ ...about, finding: "measured" }} n={count(figures, "measured")} className="figure-tile">
          <span className="figure-word">{t("analysis.mean")}</span>
          <strong className="figure">{mean === undefined ? "—" : mean.toFixed(1)}</strong>
          {figures.half >= 0 && (
            <small>{t("analysis.percentiles", { half: words(figures.half), most: words(figures.most) })}</small>
          )}
        </Behind>
      </li>
    </ul>
  );
}
