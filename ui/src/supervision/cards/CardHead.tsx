import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { click } from "../../http";
import { Icon } from "../../Icon";
import { levelLooks } from "../../looks";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { dueText } from "../../workbench/left";
import { signalsChanged } from "../changed";
import { type Card, commandCard } from "./api";
import { AboutLink, Stand } from "./CardTable";
import { waits } from "./search";
import { WithheldCommands } from "./WithheldCommands";

/** Level, rule, case and unit of a card, what is left for the answer, and the mark of having opened it. */
export function CardHead({ card, heading: Heading = "h1" }: { card: Card; heading?: "h1" | "h2" }) {
  const { t, i18n } = useTranslation("supervision");
  const { row } = card;
  const facts: [string, string | undefined][] = [
    [t("card.due"), dueText(row.due)],
    [t("card.issued"), row.issued && legalInstant(row.issued)],
    [t("card.opened"), row.opened && legalInstant(row.opened)],
    [t("card.answered"), row.answered && legalInstant(row.answered)],
    [t("card.withdrawn"), row.withdrawn && legalInstant(row.withdrawn)],
  ];
  return (
    <header className={`case-head card-head card-${row.level}`}>
      <div className="case-title">
        <Badge look={levelLooks[row.level]} />
        <Heading>
          {row.rule} {named(row.item, i18n.language)} <AboutLink card={row} />
        </Heading>
        <Stand card={row} />
        {waits(row) && <LeftBadge limit={{ due: row.feedback_due }} />}
        {row.provisional && <Provisional />}
        <span className="shell-gap" />
        {row.state === "withheld" && <WithheldCommands card={row.id} can={card.can} />}
        {card.can.includes("open_card") && row.opened === undefined && <OpenMark card={card} />}
      </div>
      <dl className="case-facts">
        <div>
          <dt>{t("cards.unit")}</dt>
          <dd>{named(row.unit, i18n.language)}</dd>
        </div>
        <div>
          <dt>{t("card.holder")}</dt>
          <dd>{row.holder?.name ?? t("card.pool")}</dd>
        </div>
        {facts.map(
          ([word, value]) =>
            value && (
              <div key={word}>
                <dt>{word}</dt>
                <dd className="figure">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </header>
  );
}

function Provisional() {
  const { t } = useTranslation("supervision");
  return (
    <span className="badge tone-wait">
      <Icon name="calendar" />
      {t("card.provisional")}
    </span>
  );
}

/** Says on the record that this person has opened the card: an act of its own, not a side effect of looking. */
function OpenMark({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  const words = useFaultWords();
  const cache = useQueryClient();
  const [key] = useState(click);
  const opening = useMutation({
    mutationFn: () => commandCard(card.row.id, "open_card", key, {}),
    onSuccess: () => message.success(t("card.openDone")),
    onSettled: () => signalsChanged(cache),
  });
  return (
    <>
      {opening.error && <Alert type="error" showIcon role="alert" title={words(opening.error)} />}
      <Button type="primary" icon={<Icon name="eye" />} loading={opening.isPending} onClick={() => opening.mutate()}>
        {t("card.open")}
      </Button>
    </>
  );
}
