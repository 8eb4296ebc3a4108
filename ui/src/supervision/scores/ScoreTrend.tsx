import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { type Scheme, type ScoreKind, trendQuery } from "./api";
import { gradeLook, points } from "./looks";

/** The published scores of an object, period after period, as bars that are also a table. */
export function ScoreTrend({ kind, object, scheme }: { kind: ScoreKind; object: string; scheme: Scheme }) {
  const { t } = useTranslation("supervision");
  const { data } = useQuery(trendQuery(kind, object));
  if (!data) return null;
  return (
    <section className="panel" aria-labelledby="score-trend">
      <h2 id="score-trend">{t("scores.trend")}</h2>
      {data.points.length === 0 && <p className="hint">{t("scores.noTrend")}</p>}
      {data.points.length > 0 && (
        <table className="plain-table score-trend">
          <thead>
            <tr>
              <th>{t("scores.period")}</th>
              <th>{t("scores.score")}</th>
              <th>{t("scores.rank")}</th>
              <th>{t("scores.grade")}</th>
            </tr>
          </thead>
          <tbody>
            {data.points.map((point) => {
              const look = gradeLook(scheme, point.grade);
              return (
                <tr key={point.evaluation}>
                  <td>
                    <Link
                      to="/supervision/scores/$id/$kind/$object"
                      params={{ id: point.evaluation, kind, object }}
                      className="figure"
                    >
                      {point.period}
                    </Link>
                  </td>
                  <td>
                    <span className="score-bar" style={{ width: `${Math.min(100, point.score) * 0.6}%` }} />{" "}
                    <span className="figure">{points(point.score)}</span>
                  </td>
                  <td className="figure">{point.rank || t("scores.unranked")}</td>
                  <td>{look && <Badge look={look} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
