import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { FactList } from "../../FactList";
import { leadLooks, levelLooks } from "../../looks";
import { Failure } from "../../shared/Failure";
import "../../shared/shared.css";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import "../../workbench/cases/case.css";
import "../../workbench/workbench.css";
import { RecordPanel } from "../SubjectParts";
import "../supervision.css";
import { type Lead, leadQuery } from "./api";
import { LeadCommands } from "./LeadCommands";
import { AboutWhat } from "./LeadTable";
import { SeenFacts } from "./SeenFacts";

const route = getRouteApi("/shell/leads/$id");

/** One lead: what the rule asks, what it saw, the cases behind it, what became of it. */
export function LeadPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(leadQuery(id));
  if (data === undefined && error) return <Failure fault={error} again={refetch} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={id} lead={data} />;
}

function Whole({ lead }: { lead: Lead }) {
  const { t } = useTranslation("supervision");
  return (
    <article className="card-page">
      <Head lead={lead} />
      <div className="case-columns">
        <div className="case-main">
          <section className="panel evidence" aria-labelledby="lead-evidence">
            <h2 id="lead-evidence">{t("leads.evidence")}</h2>
            <SeenFacts
              condition={lead.condition}
              seen={lead.seen}
              line={lead.line}
              verb={lead.verb}
              caseId={lead.row.about === "case" ? lead.row.subject : undefined}
            />
            <p className="hint">{t("leads.version", { version: lead.version })}</p>
          </section>
          <RecordPanel title={t("leads.record")} lines={lead.lines} />
        </div>
        <aside className="case-aside">
          <Cases lead={lead} />
        </aside>
      </div>
    </article>
  );
}

function Head({ lead }: { lead: Lead }) {
  const { t, i18n } = useTranslation("supervision");
  const { row } = lead;
  const facts: [string, string | undefined][] = [
    [t("leads.unit"), named(row.unit, i18n.language)],
    [t("leads.holder"), row.holder?.name],
    [t("leads.organ"), named(row.organ, i18n.language)],
    [t("leads.assignee"), row.assignee?.name],
    [t("leads.opened"), legalInstant(row.opened)],
    [t("leads.settled"), row.settled && legalInstant(row.settled)],
  ];
  return (
    <header className="case-head card-head">
      <div className="case-title">
        <Badge look={leadLooks[row.status]} />
        <h1>
          {row.rule.code} {named(row.rule, i18n.language)} <AboutWhat lead={row} />
        </h1>
        {row.due && <LeftBadge limit={inWorkdays(row)} />}
        {row.card && (
          <Link to="/cards/$id" params={{ id: row.card }}>
            <Badge look={levelLooks[row.level ?? "none"]} /> {t("leads.toCard")}
          </Link>
        )}
        <span className="shell-gap" />
        <LeadCommands lead={lead} />
      </div>
      <FactList rows={facts} look="case-facts" />
    </header>
  );
}

function Cases({ lead }: { lead: Lead }) {
  const { t } = useTranslation("supervision");
  if (lead.cases.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="lead-cases">
      <h2 id="lead-cases">{t("leads.cases")}</h2>
      <ul>
        {lead.cases.map(({ id, number }) => (
          <li key={id}>
            <Link to="/cases/$id" params={{ id }} className="figure case-link">
              {number}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
