import { useTranslation } from "react-i18next";
import { named } from "../show";
import type { PublicScore, Scheme } from "./api";
import { Trend } from "./Trend";

type Shown = { rows: PublicScore[]; scheme: Scheme };

/** The units by rank, those with too few cases behind them, each with its trend. */
export function Ranking({ rows, scheme }: Shown) {
  const { t, i18n } = useTranslation("published");
  const grade = (code: string) => {
    const found = scheme.grades.find((each) => each.code === code);
    return found ? named(found, i18n.language) : "";
  };
  return (
    <table className="score-table">
      <thead>
        <tr>
          <th scope="col">{t("rank")}</th>
          <th scope="col">{t("unit")}</th>
          <th scope="col">{t("score")}</th>
          <th scope="col">{t("trend")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, under_appeal, trend }) => (
          <tr key={row.object.id}>
            <td className="figure">{row.rank > 0 ? row.rank : <small>{t("unranked")}</small>}</td>
            <th scope="row">
              {named(row.object, i18n.language)}
              <small>
                {grade(row.grade)} · {t("sample", { n: row.sample })}
                {under_appeal && ` · ${t("underAppeal")}`}
              </small>
            </th>
            <td className="figure">
              <strong>{row.score.toFixed(2)}</strong>
              {row.was !== undefined && row.was !== row.score && <small>{t("was", { n: row.was.toFixed(2) })}</small>}
            </td>
            <td>
              <Trend points={trend} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The points of each unit in each part of the hundred. */
export function Heads({ rows, scheme }: Shown) {
  const { t, i18n } = useTranslation("published");
  return (
    <details className="score-details">
      <summary>{t("heads")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="score-scroll" aria-label={t("heads")} tabIndex={0}>
        <table className="score-table">
          <thead>
            <tr>
              <th scope="col">{t("unit")}</th>
              {scheme.heads.map((head) => (
                <th key={head.code} scope="col">
                  {named(head, i18n.language)} <small>{head.weight}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row }) => (
              <tr key={row.object.id}>
                <th scope="row">{named(row.object, i18n.language)}</th>
                {scheme.heads.map(({ code }) => (
                  <td key={code} className="figure">
                    {row.heads.find((head) => head.code === code)?.points.toFixed(2)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
