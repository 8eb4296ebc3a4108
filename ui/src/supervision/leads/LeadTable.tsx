import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { leadLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
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
      least={1120}
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
      width: 280,
      render: (_, lead) => (
        <Link to="/leads/$id" params={{ id: lead.id }} className="case-link">
          {lead.rule.code} {named(lead.rule, language)}
        </Link>
      ),
    },
    { title: t("leads.status"), width: 120, render: (_, lead) => <Badge look={leadLooks[lead.status]} /> },
    { title: t("leads.about"), width: 180, render: (_, lead) => <AboutWhat lead={lead} /> },
    { title: t("cards.item"), render: (_, lead) => lead.item && named(lead.item, language) },
    { title: t("leads.unit"), width: 190, render: (_, lead) => named(lead.unit, language) },
    { title: t("leads.assignee"), width: 110, render: (_, lead) => lead.assignee?.name },
    {
      title: t("leads.opened"),
      width: 136,
      render: (_, lead) => <time className="figure">{legalInstant(lead.opened)}</time>,
    },
    { title: t("leads.left"), width: 190, render: (_, lead) => lead.due && <LeftBadge limit={{ due: lead.due }} /> },
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
  return lead.about === "bundle" ? t("leads.bundle") : t("leads.month", { period: lead.period });
}
