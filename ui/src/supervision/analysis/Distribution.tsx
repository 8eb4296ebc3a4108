import { useTranslation } from "react-i18next";
import type { Analysis } from "./api";
import { Behind } from "./Behind";
import { strength } from "./numbers";
import type { AnalysisSearch } from "./search";
import { useClassWords } from "./useClassWords";

/** How many working days decisions took: a table whose rows are bars. */
export function Distribution({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const words = useClassWords(found.day_bounds);
  const { classes, half, most } = found.figures;
  const greatest = Math.max(0, ...classes);
  const last = classes.findLastIndex((n) => n > 0);
  return (
    <section className="panel" aria-labelledby="distribution">
      <h2 id="distribution">{t("analysis.distribution")}</h2>
      {last < 0 && <p className="hint">{t("analysis.nothing")}</p>}
      {last >= 0 && (
        <table className="plain-table bars">
          <thead>
            <tr>
              <th>{t("analysis.workdays")}</th>
              <th>{t("analysis.cases")}</th>
            </tr>
          </thead>
          <tbody>
            {classes.slice(0, last + 1).map((n, at) => (
              <tr key={words(at)}>
                <th scope="row">
                  {words(at)}
                  {at === half && <em className="bar-mark">{t("analysis.half")}</em>}
                  {at === most && <em className="bar-mark">{t("analysis.most")}</em>}
                </th>
                <td>
                  <i className="bar" style={{ width: `${70 * strength(n, greatest)}%` }} />
                  <Behind probe={{ ...about, finding: "days", class: at }} n={n} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
