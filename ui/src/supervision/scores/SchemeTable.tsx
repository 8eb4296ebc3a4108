import { useTranslation } from "react-i18next";
import { useLimitWords } from "../../limitWords";
import { named } from "../../show";
import type { Scheme } from "./api";

/** The scheme by which was measured: its indicators with weight and formula, and the digest of its text. */
export function SchemeTable({ scheme }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("supervision");
  const limit = useLimitWords();
  const head = (code?: string) => {
    const found = scheme.heads.find((each) => each.code === code);
    return found ? named(found, i18n.language) : t("scores.total");
  };
  return (
    <details className="panel score-more">
      <summary>
        <h2>{t("scores.schemeOf", { name: named(scheme, i18n.language), version: scheme.version })}</h2>
      </summary>
      <p className="hint">
        {t("scores.appealTime", { limit: limit(scheme.appeal) })}
        {scheme.decision && t("scores.decisionTime", { limit: limit(scheme.decision) })}
        {t("scores.digest")} <code>{scheme.hash}</code>
      </p>
      <div className="score-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("scores.head")}</th>
              <th>{t("scores.indicator")}</th>
              <th>{t("scores.kindOf")}</th>
              <th>{t("scores.weight")}</th>
              <th>{t("scores.formula")}</th>
            </tr>
          </thead>
          <tbody>
            {scheme.indicators.map((each) => (
              <tr key={each.code}>
                <td>{head(each.head)}</td>
                <td>{named(each, i18n.language)}</td>
                <td>{t(`scores.indicatorKind.${each.kind}`)}</td>
                <td className="figure">{each.weight || ""}</td>
                <td>{each.off ? t("scores.off") : each.manual ? t("scores.manual") : <code>{each.formula}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
