import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { cardLooks, levelLooks } from "../../looks";
import { RuleName } from "../../shared/RuleName";
import { dueText } from "../left";
import type { Case } from "./api";
import { Explanation } from "./Explanation";

/** Warnings and cards on this case, and the way to ask why there is none. */
export function CaseCards({ found }: { found: Case }) {
  const { t } = useTranslation("workbench");
  const [asking, ask] = useState(false);
  return (
    <section className="panel" aria-labelledby="cards">
      <div className="panel-head">
        <h2 id="cards">{t("case.cards")}</h2>
        <Button size="small" icon={<Icon name="info" />} onClick={() => ask(true)}>
          {t(found.cards.length > 0 ? "case.whyThese" : "case.whyNone")}
        </Button>
      </div>
      {found.cards.length === 0 && <p className="hint">{t("case.noCards")}</p>}
      <ul className="card-list">
        {found.cards.map((card) => (
          <li key={card.id}>
            <Link to={`/cards/${card.id}` as string}>
              <Badge look={levelLooks[card.level]} /> <RuleName row={card} />
            </Link>
            <span className="hint">{t("case.cardDue", { at: dueText(card.due) })}</span>
            {card.state === "withheld" && <Withheld word={t("case.withheldCard")} />}
            {card.state === "dropped" && <Withheld word={t("case.dropped")} />}
            {card.status && card.level !== "warning" && <Badge look={cardLooks[card.status]} />}
            {card.feedback_due && !card.answered && (
              <span className="hint">{t("case.feedbackDue", { at: dueText(card.feedback_due) })}</span>
            )}
            {card.rung > 0 && <span className="hint">{t("case.rung", { n: card.rung })}</span>}
          </li>
        ))}
      </ul>
      {asking && <Explanation id={found.row.id} onClose={() => ask(false)} />}
    </section>
  );
}

function Withheld({ word }: { word: string }) {
  return (
    <span className="badge tone-wait">
      <Icon name="lock" />
      {word}
    </span>
  );
}
