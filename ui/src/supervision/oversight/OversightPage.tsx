import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { Failure } from "../../shared/Failure";
import "../../shared/shared.css";
import { named } from "../../show";
import "../../workbench/workbench.css";
import "../analysis/analysis.css";
import { Scrolled } from "../analysis/Scrolled";
import "../supervision.css";

type Oversight = components["schemas"]["Oversight"];
type Rule = components["schemas"]["OversightRule"];

const oversightQuery = queryOptions({ queryKey: ["oversight"], queryFn: () => got(api.GET("/oversight")) });

/** Re-supervision: what was found against each supervising body; every figure leads to its cards or leads. */
export function OversightPage() {
  const { t } = useTranslation("supervision");
  const { data, error, refetch } = useQuery(oversightQuery);
  return (
    <section>
      <h1>{t("oversight.title")}</h1>
      {data && <p className="hint lead">{t("oversight.lead", { from: data.from, to: data.to })}</p>}
      <Failure fault={error} again={refetch} />
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && (data.rows.length > 0 ? <Found found={data} /> : <p>{t("oversight.none")}</p>)}
    </section>
  );
}

function Found({ found }: { found: Oversight }) {
  const { t, i18n } = useTranslation("supervision");
  return (
    <Scrolled look="sideways" name={t("oversight.title")}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("oversight.unit")}</th>
            {found.rules.map((rule) => (
              <th key={rule.code} scope="col">
                <span className="figure">{rule.code}</span> {named(rule, i18n.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map(({ unit, counts }) => (
            <tr key={unit.id}>
              <th scope="row">{named(unit, i18n.language)}</th>
              {found.rules.map((rule, i) => (
                <td key={rule.code} className="figure">
                  <Count rule={rule} n={counts[i] ?? 0} unit={unit.id} from={found.from} to={found.to} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

type Asked = { rule: Rule; n: number; unit: string; from: string; to: string };

function Count({ rule, n, unit, from, to }: Asked) {
  if (n === 0) return 0;
  const search = { rule: rule.code, unit };
  return rule.finds === "leads" ? (
    <Link to="/leads" search={{ ...search, opened_from: from, opened_to: to, all: true }}>
      {n}
    </Link>
  ) : (
    <Link to="/cards" search={{ ...search, issued_from: from, issued_to: to }}>
      {n}
    </Link>
  );
}
