import { Link } from "@tanstack/react-router";
import { Empty, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { levelLooks } from "../../looks";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { standLook } from "./looks";
import { type CardRow, waits } from "./search";

/** A list of warnings and cards. */
export function CardTable({ rows, loading }: { rows: CardRow[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Table<CardRow>
      size="small"
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      pagination={false}
      scroll={{ x: 1240 }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("cards.none")} /> }}
    />
  );
}

function useColumns(): TableColumnsType<CardRow> {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  return [
    {
      title: t("cards.level"),
      width: 110,
      render: (_, card) => (
        <Link to="/cards/$id" params={{ id: card.id }} className="case-link">
          <Badge look={levelLooks[card.level]} />
        </Link>
      ),
    },
    { title: t("cards.status"), width: 150, render: (_, card) => <Stand card={card} /> },
    {
      title: t("cards.number"),
      width: 190,
      render: (_, card) => (
        <Link to="/cases/$id" params={{ id: card.subject }} className="figure">
          {card.number}
        </Link>
      ),
    },
    { title: t("cards.item"), ellipsis: true, render: (_, card) => named(card.item, language) },
    {
      title: t("cards.rule"),
      width: 90,
      render: (_, card) => <span className="figure">{card.rule}</span>,
    },
    {
      title: t("cards.unit"),
      width: 230,
      ellipsis: true,
      render: (_, card) => (
        <>
          {named(card.unit, language)} <span className="hint">{card.holder?.name}</span>
        </>
      ),
    },
    {
      title: t("cards.issued"),
      width: 140,
      render: (_, card) => card.issued && <time className="figure">{legalInstant(card.issued)}</time>,
    },
    {
      title: t("cards.feedback"),
      width: 200,
      render: (_, card) => waits(card) && <LeftBadge limit={{ due: card.feedback_due }} />,
    },
    {
      title: t("cards.rung"),
      width: 90,
      render: (_, card) => card.rung > 0 && t("cards.rungN", { n: card.rung }),
    },
  ];
}

/** How far a card has come. */
export function Stand({ card }: { card: CardRow }) {
  const look = standLook(card);
  return look ? <Badge look={look} /> : null;
}
