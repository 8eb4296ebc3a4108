import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { leadLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import type { LeadRow } from "./search";

/** A list of leads; what waits shows how long it may still wait. */
export function LeadTable({ rows, loading }: { rows: LeadRow[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Rows<LeadRow>
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      least={1000}
      nothing={t("leads.none")}
    />
  );
}

function useColumns(): TableColumnsType<LeadRow> {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  return [
    {
      title: t("leads.rule"),
      width: 210,
      render: (_, lead) => (
        <Link to="/leads/$id" params={{ id: lead.id }} className="rule-link">
          {named(lead.rule, language)} <span className="figure">{lead.rule.code}</span>
        </Link>
      ),
    },
    { title: t("leads.status"), width: 112, render: (_, lead) => <Badge look={leadLooks[lead.status]} /> },
    {
      title: t("leads.about"),
      render: (_, lead) => (
        <span className="case-cell">
          <AboutWhat lead={lead} />
          <span>{lead.item && named(lead.item, language)}</span>
        </span>
      ),
    },
    { title: t("leads.unit"), width: 160, render: (_, lead) => named(lead.unit, language) },
    { title: t("leads.assignee"), width: 90, render: (_, lead) => lead.assignee?.name },
    {
      title: t("leads.opened"),
      width: 132,
      render: (_, lead) => <time className="figure">{legalInstant(lead.opened)}</time>,
    },
    { title: t("leads.left"), width: 170, render: (_, lead) => lead.due && <LeftBadge limit={inWorkdays(lead)} /> },
  ];
}

/** The case by its number, or the month that was looked at. */
export function AboutWhat({ lead }: { lead: LeadRow }) {
  const { t } = useTranslation("supervision");
  if (lead.about === "case" && lead.subject) {
    return (
      <Link to="/cases/$id" params={{ id: lead.subject }} className="figure case-link">
        {lead.number}
      </Link>
    );
  }
  if (lead.about === "card" && lead.subject) {
    return (
      <Link to="/cards/$id" params={{ id: lead.subject }} className="case-link">
        {t("leads.card")} <span className="figure">{lead.number}</span>
      </Link>
    );
  }
  return lead.about === "bundle" ? t("leads.bundle") : t("leads.month", { period: lead.period });
}
