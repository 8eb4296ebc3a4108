import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import type { components } from "../../contract";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { Rows } from "../../shared/Rows";
import { legalDate, named } from "../../show";
import { CaseCell } from "../../workbench/CaseCell";
import { LeftBadge } from "../../workbench/LeftBadge";
import { limitOfCase } from "../../workbench/left";
import { useNow } from "../../workbench/now";
import type { CaseState } from "../../workbench/search/api";
import { stepName } from "../../workbench/words";
import { stallOf } from "./stall";

type CaseRow = components["schemas"]["CaseRow"];
type Shown = { rows: CaseRow[]; state?: CaseState; loading: boolean };

/** Cases as a supervisor reads them: who has the file, since when nobody acted, what is left, what was signalled. */
export function PlaceCases({ rows, state, loading }: Shown) {
  const { t } = useTranslation("workbench");
  return (
    <Rows<CaseRow>
      rowKey="id"
      columns={useColumns(state)}
      dataSource={rows}
      loading={loading}
      least={state === "stalled" ? 1130 : 990}
      rowClassName={(row) => `row-${row.level}`}
      nothing={t("search.none")}
    />
  );
}

function useColumns(state?: CaseState): TableColumnsType<CaseRow> {
  const { t, i18n } = useTranslation(["workbench", "supervision"]);
  const { language } = i18n;
  const stalled = {
    title: t("supervision:cases.why"),
    width: 190,
    render: (_: unknown, row: CaseRow) => <WhyStalled row={row} />,
  };
  return [
    {
      title: t("column.case"),
      render: (_, row) => (
        <CaseCell id={row.id} number={row.number}>
          {named(row.item, language)}
        </CaseCell>
      ),
    },
    {
      title: t("supervision:cases.holder"),
      width: 180,
      render: (_, row) => (
        <>
          {row.holder?.name} <span className="hint">{named(row.holder_unit ?? row.unit, language)}</span>
        </>
      ),
    },
    { title: t("column.status"), width: 120, render: (_, row) => <Badge look={statusLook(row.status, row.item)} /> },
    { title: t("column.step"), width: 120, ellipsis: true, render: (_, row) => stepName(row, language) },
    ...(state === "stalled" ? [stalled] : []),
    {
      title: t("supervision:cases.acted"),
      width: 110,
      render: (_, row) => <span className="figure">{legalDate(row.acted ?? row.submitted)}</span>,
    },
    {
      title: t("column.left"),
      width: 184,
      render: (_, row) => <LeftBadge limit={limitOfCase(row)} />,
    },
    {
      title: t("column.level"),
      width: 120,
      render: (_, row) => row.level !== "none" && <Badge look={levelLooks[row.level]} />,
    },
  ];
}

function WhyStalled({ row }: { row: CaseRow }) {
  const { t } = useTranslation("supervision");
  const { because, days } = stallOf(row, useNow());
  return (
    <span className={`badge tone-${because === "blocked" ? "red" : "wait"}`}>
      <Icon name={because === "blocked" ? "alert" : because === "unheld" ? "user" : "hourglass"} />
      {t(`cases.stall.${because}`, { n: days })}
    </span>
  );
}
