import { Link } from "@tanstack/react-router";
import { Checkbox, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { levelLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { RuleName } from "../../shared/RuleName";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { standLook } from "./looks";
import { type CardRow, onCard, pressing } from "./search";

/** Cards that are chosen for a command on many. */
export type Choosing = { chosen: ReadonlySet<string>; toggle: (id: string) => void };

/** A list of warnings and cards; with `choosing`, each row can be chosen. */
export function CardTable({ rows, loading, choosing }: { rows: CardRow[]; loading: boolean; choosing?: Choosing }) {
  const { t } = useTranslation("supervision");
  return (
    <Rows<CardRow>
      rowKey="id"
      columns={useColumns(choosing)}
      dataSource={rows}
      loading={loading}
      least={1000}
      nothing={t("cards.none")}
    />
  );
}

function useColumns(choosing?: Choosing): TableColumnsType<CardRow> {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  return [
    {
      title: t("cards.level"),
      width: 190,
      render: (_, card) => (
        <span className="marks">
          {choosing && <Choice card={card} choosing={choosing} />}
          <CardLink card={card} />
          <Stand card={card} />
          {card.rung > 0 && <small className="hint">{t("cards.rungN", { n: card.rung })}</small>}
        </span>
      ),
    },
    {
      title: t("cards.about"),
      render: (_, card) => (
        <span className="case-cell">
          <AboutLink card={card} />
          <span>{named(card.item, language)}</span>
        </span>
      ),
    },
    { title: t("cards.rule"), width: 150, render: (_, card) => <RuleName row={card} /> },
    {
      title: t("cards.unit"),
      width: 176,
      render: (_, card) => (
        <>
          {named(card.unit, language)} <span className="hint">{card.holder?.name}</span>
        </>
      ),
    },
    {
      title: t("cards.issued"),
      width: 132,
      render: (_, card) => card.issued && <time className="figure">{legalInstant(card.issued)}</time>,
    },
    { title: t("queue.left"), width: 176, render: (_, card) => <Waiting card={card} /> },
  ];
}

function Choice({ card, choosing }: { card: CardRow; choosing: Choosing }) {
  const { t } = useTranslation("supervision");
  return (
    <Checkbox
      aria-label={t("queue.choose", { rule: card.rule, number: card.number })}
      checked={choosing.chosen.has(card.id)}
      onChange={() => choosing.toggle(card.id)}
    />
  );
}

/** The way to a card's own page: its level. */
export function CardLink({ card }: { card: CardRow }) {
  return (
    <Link to="/cards/$id" params={{ id: card.id }} className="case-link">
      <Badge look={levelLooks[card.level]} />
    </Link>
  );
}

/** Whose turn it is with a card and what is left of that clock, in working days. */
export function Waiting({ card }: { card: CardRow }) {
  const { t } = useTranslation("supervision");
  const limit = pressing(card);
  if (!card.waits || !limit) return null;
  return (
    <span className="left">
      <span className="hint">{t(`queue.for.${card.waits.for}`)}</span>
      {limit.due && <LeftBadge limit={limit} />}
    </span>
  );
}

/** What else a card can be issued on, and where that stands. */
const places = {
  lead: "/leads/$id",
  complaint: "/complaints/$id",
  evaluation: "/supervision/scores/$id",
  case: "/cases/$id",
} as const;

/** What a card was issued on: a case by its number, a lead, a complaint, scores, or the card whose answer is late. */
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
    <Link
      to={places[card.on === "card" || !card.on ? "case" : card.on]}
      params={{ id: card.subject }}
      className="figure"
    >
      {card.number}
    </Link>
  );
}

/** How far a card has come. */
export function Stand({ card }: { card: CardRow }) {
  const look = standLook(card);
  return look ? <Badge look={look} /> : null;
}
