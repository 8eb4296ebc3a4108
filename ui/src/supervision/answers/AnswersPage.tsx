import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import "../../workbench/workbench.css";
import { useLimitWords } from "../../limitWords";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { Rows } from "../../shared/Rows";
import { RuleName } from "../../shared/RuleName";
import { named } from "../../show";
import { cardQuery, cardsQuery } from "../cards/api";
import { AboutLink, CardLink, Stand, Waiting } from "../cards/CardTable";
import type { CardRow } from "../cards/search";
import "../../shared/shared.css";
import "../supervision.css";
import { asksAgain } from "./again";

/** The answer desk of a unit: the cards that it must answer, in the order in which they fall due. */
export function AnswersPage() {
  const { t } = useTranslation("supervision");
  const cards = useInfiniteQuery(cardsQuery({ queue: "answer" }));
  const rows = cards.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("answers.title")}</h1>
      <p className="hint lead">{t("answers.lead")}</p>
      <Failure fault={cards.error} again={cards.refetch} />
      <Rows<CardRow>
        rowKey="id"
        columns={useColumns()}
        dataSource={rows}
        loading={cards.isPending}
        rowClassName={({ level }) => `row-${level}`}
        least={960}
        nothing={t("answers.none")}
      />
      <More list={cards} />
    </section>
  );
}

function useColumns(): TableColumnsType<CardRow> {
  const { t, i18n } = useTranslation("supervision");
  return [
    {
      title: t("cards.level"),
      width: 180,
      render: (_, card) => (
        <span className="marks">
          <CardLink card={card} />
          <Stand card={card} />
        </span>
      ),
    },
    { title: t("queue.left"), width: 170, render: (_, card) => <Waiting card={card} /> },
    {
      title: t("cards.about"),
      render: (_, card) => (
        <span className="case-cell">
          <AboutLink card={card} />
          <span>
            {card.item && named(card.item, i18n.language)} <span className="hint">{card.holder?.name}</span>
          </span>
        </span>
      ),
    },
    { title: t("cards.rule"), width: 150, render: (_, card) => <RuleName row={card} /> },
    { title: t("answers.why"), width: 220, render: (_, card) => (asksAgain(card) ? <Why card={card.id} /> : null) },
    { title: t("answers.act"), width: 110, render: (_, card) => <AnswerLink card={card} /> },
  ];
}

/** Why the last answer was not enough, and what is asked now. */
function Why({ card }: { card: string }) {
  const { t } = useTranslation("supervision");
  const limitWords = useLimitWords();
  const { data } = useQuery(cardQuery(card));
  const demand = data?.rounds?.at(-1)?.demand;
  if (!demand) return null;
  return (
    <>
      {demand.reason}
      {demand.planned && <span className="hint"> {t("rounds.ordered", { amount: limitWords(demand.planned) })}</span>}
    </>
  );
}

function AnswerLink({ card }: { card: CardRow }) {
  const { t } = useTranslation("supervision");
  const word = t(asksAgain(card) ? "answers.again" : "answers.answer");
  return (
    <Link to="/cards/$id" params={{ id: card.id }} hash="answer" aria-label={`${word} ${card.rule} ${card.number}`}>
      {word}
    </Link>
  );
}
