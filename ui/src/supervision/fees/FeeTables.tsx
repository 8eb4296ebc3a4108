import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Rows } from "../../shared/Rows";
import { legalInstant, named, yuan } from "../../show";
import { behind, type FeeFigure, type FeeRow, type FeeSearch } from "./search";

/** The figures; each leads to the movements that it counts. */
export function FigureTable({ rows, loading, search }: { rows: FeeFigure[]; loading: boolean; search: FeeSearch }) {
  const { t, i18n } = useTranslation("supervision");
  const figure = (title: string, text: (row: FeeFigure) => string, narrow: Partial<FeeSearch>) => ({
    title,
    width: 130,
    align: "right" as const,
    render: (_: unknown, row: FeeFigure) => (
      <Link to="/supervision/fees" search={behind(search, row, narrow)} className="figure case-link">
        {text(row)}
      </Link>
    ),
  });
  const columns: TableColumnsType<FeeFigure> = [
    { title: t(`fees.by.${search.per ?? "unit"}`), render: (_, row) => named(row, i18n.language) },
    figure(t("fees.cases"), ({ cases }) => String(cases), {}),
    figure(t("fees.kinds.charge"), ({ charged }) => yuan(charged), { kind: "charge" }),
  ];
  if (search.per !== "standard") {
    columns.push(
      figure(t("fees.kinds.payment"), ({ paid }) => yuan(paid), { kind: "payment" }),
      figure(t("fees.kinds.refund"), ({ refunded }) => yuan(refunded), { kind: "refund" }),
      figure(t("fees.kinds.waiver"), ({ waived }) => yuan(waived), { kind: "waiver" }),
      figure(t("fees.differing"), ({ differs }) => String(differs), { differs: true }),
    );
  }
  return (
    <Rows<FeeFigure>
      rowKey="key"
      columns={columns}
      dataSource={rows}
      loading={loading}
      least={900}
      nothing={t("fees.none")}
    />
  );
}

/** Charges, payments, refunds and waivers, the newest first. */
export function MovementTable({ rows, loading }: { rows: FeeRow[]; loading: boolean }) {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  const columns: TableColumnsType<FeeRow> = [
    {
      title: t("fees.at"),
      width: 136,
      render: (_, row) => <time className="figure">{legalInstant(row.at)}</time>,
    },
    { title: t("fees.kind"), width: 80, render: (_, row) => t(`fees.kinds.${row.kind}`) },
    {
      title: t("fees.number"),
      width: 170,
      render: (_, row) => (
        <Link to="/cases/$id" params={{ id: row.case }} className="figure case-link">
          {row.number}
        </Link>
      ),
    },
    {
      title: t("fees.amount"),
      width: 100,
      align: "right",
      render: (_, row) => <span className="figure">{yuan(row.amount)}</span>,
    },
    {
      title: t("fees.difference"),
      width: 120,
      render: (_, row) =>
        row.differs && (
          <span className="badge tone-red">
            <Icon name="alert" />
            {t("fees.asked", { asked: yuan(row.asked ?? 0) })}
          </span>
        ),
    },
    { title: t("cards.item"), render: (_, row) => named(row.item, language) },
    { title: t("fees.unit"), width: 130, render: (_, row) => named(row.unit, language) },
    {
      title: t("fees.standard"),
      width: 140,
      render: (_, row) =>
        row.standard && named({ name: row.standard_name || row.standard, name_en: row.standard_name_en }, language),
    },
  ];
  return (
    <Rows<FeeRow>
      rowKey="id"
      columns={columns}
      dataSource={rows}
      loading={loading}
      least={1000}
      nothing={t("fees.none")}
    />
  );
}
