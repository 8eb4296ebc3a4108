import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import "../../workbench/workbench.css";
import { TimelineLine } from "../../workbench/cases/TimelineLine";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../../workbench/commands/commands.css";
import "../supervision.css";
import { AnswerForm } from "./AnswerForm";
import { type Card, cardQuery } from "./api";
import { CardEvidence } from "./CardEvidence";
import { CardHead } from "./CardHead";
import { Ladder } from "./Ladder";

const route = getRouteApi("/shell/cards/$id");

/** One warning or card: what it rests on, who was told and when, what the unit answered. */
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
  return (
    <article className="card-page">
      <CardHead card={card} />
      <div className="case-columns">
        <div className="case-main">
          {card.can.includes("answer_card") && <AnswerForm card={card} />}
          <CardEvidence evidence={card.evidence} row={card.row} />
          <section className="panel timeline" aria-labelledby="card-lines">
            <h2 id="card-lines">{t("card.lines")}</h2>
            <ol>
              {card.lines.toReversed().map((line) => (
                <TimelineLine key={line.n} line={line} steps={[]} />
              ))}
            </ol>
            {card.lines.length === 0 && <p className="hint">{t("card.noLines")}</p>}
          </section>
        </div>
        <aside className="case-aside">
          <Ladder card={card} />
        </aside>
      </div>
    </article>
  );
}
