import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { Rows } from "../../shared/Rows";
import { legalDate, named } from "../../show";
import { CaseCell } from "../CaseCell";
import { LeftBadge } from "../LeftBadge";
import { limitOfCase } from "../left";
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
      least={990}
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
      title: t("column.case"),
      render: (_, row) => (
        <CaseCell id={row.id} number={row.number}>
          {named(row.item, language)} <small className="hint">{named(row.unit, language)}</small>
        </CaseCell>
      ),
    },
    { title: t("column.applicant"), width: 92, ellipsis: true, dataIndex: "applicant" },
    {
      title: t("column.submitted"),
      width: 110,
      render: (_, row) => <span className="figure">{legalDate(row.submitted)}</span>,
    },
    { title: t("column.status"), width: 112, render: (_, row) => <Badge look={statusLook(row.status, row.item)} /> },
    {
      title: t("column.step"),
      width: 136,
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
      width: 200,
      render: (_, row) => <LeftBadge limit={limitOfCase(row)} />,
    },
    {
      title: t("column.level"),
      width: 100,
      render: (_, row) => row.level !== "none" && <Badge look={levelLooks[row.level]} />,
    },
  ];
}
