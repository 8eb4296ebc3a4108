import { useTranslation } from "react-i18next";
import type { Analysis } from "./api";
import { Behind } from "./Behind";
import { count, meanDays, onTimeRate, percent, strength } from "./numbers";
import { Scrolled } from "./Scrolled";
import type { AnalysisSearch } from "./search";

/** The trend as a table of bars: what came and what was decided, the newest first. */
export function Course({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const greatest = Math.max(
    0,
    ...found.trend.flatMap(({ figures }) => [count(figures, "submitted"), count(figures, "decided")]),
  );
  return (
    <section className="panel" aria-labelledby="course">
      <h2 id="course">{t("analysis.course")}</h2>
      <Scrolled look="course" name={t("analysis.course")}>
        <table className="plain-table bars">
          <thead>
            <tr>
              <th>{t("analysis.time")}</th>
              <th>{t("analysis.finding.submitted")}</th>
              <th>{t("analysis.finding.decided")}</th>
              <th>{t("analysis.onTimeRate")}</th>
              <th>{t("analysis.mean")}</th>
            </tr>
          </thead>
          <tbody>
            {found.trend.toReversed().map(({ from, to, figures }) => (
              <tr key={from}>
                <th scope="row" className="figure">
                  {from === to ? from : `${from} – ${to.slice(5)}`}
                </th>
                {(["submitted", "decided"] as const).map((finding) => (
                  <td key={finding}>
                    <i className="bar" style={{ width: `${60 * strength(count(figures, finding), greatest)}%` }} />
                    <Behind probe={{ ...about, from, to, finding }} n={count(figures, finding)} />
                  </td>
                ))}
                <td className="figure">{percent(onTimeRate(figures))}</td>
                <td className="figure">{meanDays(figures)?.toFixed(1) ?? "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
