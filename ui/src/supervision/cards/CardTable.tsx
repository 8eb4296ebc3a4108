import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { levelLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { standLook } from "./looks";
import { type CardRow, onCard, waits } from "./search";

/** A list of warnings and cards. */
export function CardTable({ rows, loading }: { rows: CardRow[]; loading: boolean }) {
  const { t } = useTranslation("supervision");
  return (
    <Rows<CardRow>
      rowKey="id"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      least={1120}
      nothing={t("cards.none")}
    />
  );
}

function useColumns(): TableColumnsType<CardRow> {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  return [
    {
      title: t("cards.level"),
      width: 220,
      render: (_, card) => (
        <span className="marks">
          <Link to="/cards/$id" params={{ id: card.id }} className="case-link">
            <Badge look={levelLooks[card.level]} />
          </Link>
          <Stand card={card} />
          {card.rung > 0 && <small className="hint">{t("cards.rungN", { n: card.rung })}</small>}
        </span>
      ),
    },
    { title: t("cards.about"), width: 180, render: (_, card) => <AboutLink card={card} /> },
    { title: t("cards.item"), render: (_, card) => named(card.item, language) },
    { title: t("cards.rule"), width: 70, render: (_, card) => <span className="figure">{card.rule}</span> },
    {
      title: t("cards.unit"),
      width: 200,
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
      width: 180,
      render: (_, card) => waits(card) && <LeftBadge limit={{ due: card.feedback_due }} />,
    },
  ];
}

/** What a card was issued on: a case by its number, or the card whose answer is late. */
export function AboutLink({ card }: { card: CardRow }) {
  const { t } = useTranslation("supervision");
  if (onCard(card)) {
    return (
      <span className="left">
        <Link to="/cards/$id" params={{ id: card.subject }}>
          {t("cards.onCard")}
        </Link>
        <span className="figure hint">{card.number}</span>
      </span>
    );
  }
  return (
    <Link to="/cases/$id" params={{ id: card.subject }} className="figure">
      {card.number}
    </Link>
  );
}

/** How far a card has come. */
export function Stand({ card }: { card: CardRow }) {
  const look = standLook(card);
  return look ? <Badge look={look} /> : null;
}
