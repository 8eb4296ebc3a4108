import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { complaintLooks, levelLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import type { ComplaintRow } from "./api";

/** A list of complaints; what waits shows how long it may still wait. */
export function ComplaintTable({ rows, loading }: { rows: ComplaintRow[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Rows<ComplaintRow>
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      least={1000}
      nothing={t("complaints.none")}
    />
  );
}

function useColumns(): TableColumnsType<ComplaintRow> {
  const { t, i18n } = useTranslation(["supervision", "complaint"]);
  const { language } = i18n;
  return [
    {
      title: t("complaint:number"),
      width: 204,
      render: (_, row) => (
        <span className="case-cell">
          <Link to="/complaints/$id" params={{ id: row.id }} className="figure case-link">
            {row.number}
          </Link>
          <span>{t(`complaint:topic.${row.topic}`)}</span>
        </span>
      ),
    },
    {
      title: t("complaints.status"),
      width: 116,
      render: (_, row) => (
        <>
          <Badge look={complaintLooks[row.status]} />{" "}
          {row.level && row.level !== "none" && <Badge look={levelLooks[row.level]} />}
        </>
      ),
    },
    {
      title: t("complaints.left"),
      width: 170,
      render: (_, row) => row.due && !row.ended && <LeftBadge limit={inWorkdays(row)} />,
    },
    {
      title: t("complaints.source"),
      width: 110,
      render: (_, row) =>
        `${t(`complaint:source.${row.source}`)} · ${t(row.named ? "complaints.named" : "complaints.anonymous")}`,
    },
    { title: t("complaints.about"), render: (_, row) => named(row.about, language) },
    { title: t("complaints.lies"), render: (_, row) => named(row.unit, language) },
    { title: t("complaints.handler"), width: 90, render: (_, row) => row.handler?.name },
    {
      title: t("complaints.lodged"),
      width: 132,
      render: (_, row) => <time className="figure">{legalInstant(row.lodged)}</time>,
    },
  ];
}
