import { useTranslation } from "react-i18next";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";
import { VerbButtons } from "../VerbButtons";
import type { Evaluation, ScoreAppeal } from "./api";
import { VerbDialog } from "./VerbDialog";

/** Appeals against announced scores and what was decided on them; none, and there is no such part. */
export function Appeals({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("supervision");
  if (evaluation.appeals.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="appeals">
      <h2 id="appeals">{t("scores.appeals")}</h2>
      <ol className="score-appeals">
        {evaluation.appeals.map((appeal) => (
          <Appeal key={appeal.line} appeal={appeal} evaluation={evaluation} />
        ))}
      </ol>
    </section>
  );
}

/** Whether an appeal should have been decided by now. */
const late = ({ due }: ScoreAppeal) => due !== undefined && Date.parse(due) <= Date.now();

function Appeal({ appeal, evaluation }: { appeal: ScoreAppeal; evaluation: Evaluation }) {
  const { t, i18n } = useTranslation("supervision");
  return (
    <li>
      <strong>{named(appeal.object, i18n.language)}</strong>{" "}
      <span className="hint">
        {appeal.by.name} <time className="figure">{legalInstant(appeal.filed)}</time>
      </span>
      <p>{appeal.reason}</p>
      {appeal.outcome && (
        <p>
          <strong>{t(`scores.outcomes.${appeal.outcome}`)}</strong> {appeal.decision}
        </p>
      )}
      {!appeal.outcome && (
        <p className="marks">
          {!appeal.can_decide && <span className="hint">{t("scores.undecided")}</span>}
          {appeal.due && (
            <span className={late(appeal) ? "fault-line" : "hint"}>
              {t(late(appeal) ? "scores.decideLate" : "scores.decideBy", { due: dueText(appeal.due) })}
            </span>
          )}
        </p>
      )}
      {appeal.can_decide && (
        <VerbButtons verbs={["decide_appeal" as const]}>
          {(verb, title, close) => (
            <VerbDialog
              evaluation={evaluation}
              verb={verb}
              title={title}
              about={{ line: appeal.line }}
              onClose={close}
            />
          )}
        </VerbButtons>
      )}
    </li>
  );
}
