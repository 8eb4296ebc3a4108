import { useTranslation } from "react-i18next";
import type { Analysis } from "./api";
import { Behind } from "./Behind";
import { count, percent, rate, strength } from "./numbers";
import { type AnalysisSearch, exits, stages } from "./search";

/** What became of the cases submitted in the time: stage by stage, and the ways out. */
export function Funnel({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const { figures } = found;
  const all = count(figures, "submitted");
  const aside = (["then_open", ...exits] as const).filter((finding) => count(figures, finding) > 0);
  return (
    <section className="panel" aria-labelledby="funnel">
      <h2 id="funnel">{t("analysis.funnel")}</h2>
      <table className="plain-table bars">
        <thead>
          <tr>
            <th>{t("analysis.stage")}</th>
            <th>{t("analysis.cases")}</th>
            <th>{t("analysis.share")}</th>
          </tr>
        </thead>
        <tbody>
          {[...stages, ...aside].map((finding) => {
            const n = count(figures, finding);
            const main = stages.some((stage) => stage === finding);
            return (
              <tr key={finding} className={main ? undefined : "bars-aside"}>
                <th scope="row">{t(`analysis.finding.${finding}`)}</th>
                <td>
                  <i className="bar" style={{ width: `${65 * strength(n, all)}%` }} />
                  <Behind probe={{ ...about, finding }} n={n} />
                </td>
                <td className="figure">{percent(rate(n, all))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
