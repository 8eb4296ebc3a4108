import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import "../../shared/shared.css";
import { Failure } from "../../shared/Failure";
import { named } from "../../show";
import "../../workbench/workbench.css";
import "../analysis/analysis.css";
import "../supervision.css";
import { functionsQuery, type SupervisionFunction } from "./api";
import { desks } from "./desks";

/** The nine functions of supervision: what each watches by, and what it found this month. */
export function FunctionsPage() {
  const { t } = useTranslation("supervision");
  const { data, error, refetch } = useQuery(functionsQuery);
  return (
    <section>
      <h1>{t("functions.title")}</h1>
      {data && <p className="hint lead">{t("functions.lead", { from: data.from, to: data.to })}</p>}
      <Failure fault={error} again={refetch} />
      {!data && !error && <Skeleton active paragraph={{ rows: 10 }} />}
      <ul className="function-list">
        {data?.rows.map((row) => (
          <li key={row.key}>
            <One row={row} from={data.from} to={data.to} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ row, from, to }: { row: SupervisionFunction; from: string; to: string }) {
  const { t, i18n } = useTranslation("supervision");
  const desk = desks[row.key];
  return (
    <section className="panel" aria-labelledby={`function-${row.key}`}>
      <h2 id={`function-${row.key}`}>{named(row, i18n.language)}</h2>
      <p className="hint">{t(`functions.what.${row.key}`)}</p>
      <dl className="function-figures">
        <div>
          <dt>{t("functions.rules")}</dt>
          <dd className="figure">{row.rules.length}</dd>
        </div>
        <div>
          <dt>{t("functions.cards")}</dt>
          <dd className="figure">
            <Link to="/cards" search={{ function: row.key, issued_from: from, issued_to: to }}>
              {row.cards}
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t("functions.leads")}</dt>
          <dd className="figure">
            <Link to="/leads" search={{ function: row.key, opened_from: from, opened_to: to, all: true }}>
              {row.leads}
            </Link>
          </dd>
        </div>
      </dl>
      {desk && (
        <p>
          <Link to={desk.to}>{t(`functions.desk.${desk.word}`)}</Link>
        </p>
      )}
      <details>
        <summary>{t("functions.show")}</summary>
        <ul className="function-rules">
          {row.rules.map((rule) => (
            <li key={rule.code}>
              <span className="figure">{rule.code}</span> {named(rule, i18n.language)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
