import { App } from "antd";
import { useTranslation } from "react-i18next";
import type { Card, CardOffer } from "./api";
import { CardFields } from "./commands/CardFields";

/** The unit's answer to a card: the cause, in words what happened and what was done about it, and proof. */
export function AnswerForm({ card, offer }: { card: Card; offer: CardOffer }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  return (
    <section className="panel" aria-labelledby="answer">
      <h2 id="answer">{t("answer.title")}</h2>
      <CardFields
        offer={offer}
        card={card.row.id}
        word={t("answer.send")}
        autoFocus={false}
        onDone={() => message.success(t("answer.done"))}
      />
    </section>
  );
}
