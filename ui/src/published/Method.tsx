import { useTranslation } from "react-i18next";
import { useLimitWords } from "../limitWords";
import { named } from "../show";
import type { Scheme } from "./api";

/** How was measured: the rules of the scheme in force for the period, then each of its indicators. */
export function Method({ scheme }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("published");
  const limit = useLimitWords();
  const switched = scheme.indicators.filter((each) => each.switch && each.off);
  return (
    <section className="sheet" aria-labelledby="method">
      <h2 id="method">{t("method")}</h2>
      <p>{t("schemeOf", { name: named(scheme, i18n.language), version: scheme.version })}</p>
      <ul>
        <li>{t("rules.heads", { n: scheme.heads.length })}</li>
        <li>{t("rules.least", { n: scheme.least })}</li>
        <li>
          {t("rules.grades", {
            list: scheme.grades
              .map((grade) => t("rules.grade", { name: named(grade, i18n.language), least: grade.least }))
              .join(t("between")),
          })}
        </li>
        <li>
          {t("rules.appeal", { file: limit(scheme.appeal), decide: limit(scheme.decision) || t("rules.noTime") })}
          {scheme.under_appeal ? t("rules.underAppeal") : t("rules.waits")}
        </li>
        {switched.length > 0 && (
          <li>{t("rules.off", { list: switched.map((each) => named(each, i18n.language)).join(t("between")) })}</li>
        )}
        <li>{t("rules.withdrawn")}</li>
      </ul>
      <details className="score-details">
        <summary>{t("indicators", { n: scheme.indicators.length - switched.length })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="score-scroll" aria-label={t("indicator")} tabIndex={0}>
          <Indicators scheme={scheme} />
        </section>
        <p className="fine">
          {t("digest")} <code>{scheme.hash}</code>
        </p>
      </details>
    </section>
  );
}

function Indicators({ scheme }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("published");
  const head = (code?: string) => {
    const found = scheme.heads.find((each) => each.code === code);
    return found ? named(found, i18n.language) : t("total");
  };
  return (
    <table className="score-table">
      <thead>
        <tr>
          <th scope="col">{t("head")}</th>
          <th scope="col">{t("indicator")}</th>
          <th scope="col">{t("weight")}</th>
          <th scope="col">{t("formula")}</th>
        </tr>
      </thead>
      <tbody>
        {scheme.indicators
          .filter((each) => !each.off)
          .map((each) => (
            <tr key={each.code}>
              <td>{head(each.head)}</td>
              <th scope="row">{named(each, i18n.language)}</th>
              <td>
                {t(`kind.${each.kind}`)} {each.weight > 0 && <span className="figure">{each.weight}</span>}
              </td>
              <td>{each.manual ? t("manual") : <code>{each.formula}</code>}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
