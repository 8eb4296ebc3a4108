import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { Rows } from "../../shared/Rows";
import { legalDate, named } from "../../show";
import { LeftBadge } from "../LeftBadge";
import { stepName } from "../words";
import type { CaseRow } from "./api";

/** A list of cases. */
export function CaseTable({ rows, loading }: { rows: CaseRow[]; loading: boolean }) {
  const { t } = useTranslation("workbench");
  return (
    <Rows<CaseRow>
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      least={1100}
      rowClassName={(row) => `row-${row.level}`}
      nothing={t("search.none")}
    />
  );
}

function useColumns(): TableColumnsType<CaseRow> {
  const { t, i18n } = useTranslation("workbench");
  const { language } = i18n;
  return [
    {
      title: t("column.number"),
      width: 196,
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.id }} className="figure case-link">
          {row.number}
        </Link>
      ),
    },
    {
      title: t("column.item"),
      render: (_, row) => (
        <>
          {named(row.item, language)}
          <br />
          <small className="hint">{named(row.unit, language)}</small>
        </>
      ),
    },
    { title: t("column.applicant"), width: 120, ellipsis: true, dataIndex: "applicant" },
    {
      title: t("column.submitted"),
      width: 110,
      render: (_, row) => <span className="figure">{legalDate(row.submitted)}</span>,
    },
    { title: t("column.status"), width: 120, render: (_, row) => <Badge look={statusLook(row.status, row.item)} /> },
    {
      title: t("column.step"),
      width: 150,
      render: (_, row) => (
        <>
          {row.ended === undefined && stepName(row, language)}
          {row.holder && <span className="hint"> {row.holder.name}</span>}
          {row.incident && (
            <span className="badge tone-red">
              <Icon name="alert" />
              {t("incident")}
            </span>
          )}
        </>
      ),
    },
    {
      title: t("column.left"),
      width: 190,
      render: (_, row) => row.decided === undefined && <LeftBadge limit={{ ...row, due: row.promised_due }} />,
    },
    {
      title: t("column.level"),
      width: 100,
      render: (_, row) => row.level !== "none" && <Badge look={levelLooks[row.level]} />,
    },
  ];
}
