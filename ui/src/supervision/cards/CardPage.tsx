import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { CardTold } from "../../outbox/CardTold";
import "../../workbench/workbench.css";
import { RecordDays } from "../../workbench/cases/RecordDays";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../../workbench/commands/commands.css";
import "../supervision.css";
import { AnswerForm } from "./AnswerForm";
import { type Card, type CardAct, cardQuery } from "./api";
import { AppealUntil, CardAppeal } from "./CardAppeal";
import { CardClocks } from "./CardClocks";
import { CardEvidence } from "./CardEvidence";
import { CardHead } from "./CardHead";
import { CardPapers } from "./CardPapers";
import { Act, CardRounds } from "./CardRounds";
import { CardSignals } from "./CardSignals";
import { CardBar } from "./commands/CardBar";
import { Ladder } from "./Ladder";

const route = getRouteApi("/shell/cards/$id");

/** One warning or card: what can be done with it, what it rests on, who was told, what was answered and decided. */
export function CardPage() {
  const { t } = useTranslation("fault");
  const words = useFaultWords();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(cardQuery(id));
  if (data === undefined && error) {
    const again = <Button onClick={() => refetch()}>{t("retry")}</Button>;
    return <Alert type="error" showIcon title={t("title")} description={words(error)} action={again} />;
  }
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={id} card={data} />;
}

function Whole({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  const answer = card.offers?.find(({ verb, allowed }) => verb === "answer_card" && allowed);
  const answered = card.rounds?.flatMap(({ answers }) => answers).length;
  return (
    <article className="card-page">
      <CardHead card={card} />
      <CardBar card={card} />
      <div className="case-columns">
        <div className="case-main">
          {answer && <AnswerForm key={answered} card={card} offer={answer} />}
          {answer && <AppealUntil card={card} />}
          <Settled card={card} act={card.withdrawal} />
          <Settled card={card} act={card.self_correction} />
          <CardAppeal card={card} />
          <CardRounds card={card} />
          <CardEvidence evidence={card.evidence} row={card.row} />
          <section className="panel timeline" aria-labelledby="card-lines">
            <h2 id="card-lines">{t("card.lines")}</h2>
            <RecordDays lines={card.lines} />
            {card.lines.length === 0 && <p className="hint">{t("card.noLines")}</p>}
          </section>
        </div>
        <aside className="case-aside">
          <CardClocks clocks={card.clocks} />
          <CardPapers card={card} />
          <Ladder card={card} />
          <CardTold told={card.told} />
          <CardSignals rows={card.signals} />
        </aside>
      </div>
    </article>
  );
}

/** How a person settled the card by another way than its rounds: withdrawn, or found to be self-corrected. */
function Settled({ card, act }: { card: Card; act?: CardAct }) {
  const { t } = useTranslation("supervision");
  if (!act) return null;
  return (
    <section
      className="panel"
      aria-label={t(`card.settled.${act.verb as "withdraw_card"}`, { defaultValue: act.verb })}
    >
      <Act card={card.row.id} act={act} />
    </section>
  );
}
