import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Fact } from "../../shared/Fact";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";
import { VerbButtons } from "../VerbButtons";
import type { Evaluation, EvaluationVerb } from "./api";
import { EntryDialog } from "./EntryDialog";
import { evaluationLooks } from "./looks";
import { VerbDialog } from "./VerbDialog";

/** Those commands whose button stands where its object is: at an entry, at an appeal. */
const elsewhere: EvaluationVerb[] = ["strike_entry", "decide_appeal", "appeal_score"];

/** Period, organ and status of an evaluation, by what it was measured, and what I can do with it. */
export function EvaluationHead({ evaluation }: { evaluation: Evaluation }) {
  const { t, i18n } = useTranslation("supervision");
  const { row, scheme, can } = evaluation;
  const facts: [string, string | undefined][] = [
    [t("scores.days"), `${row.begins} – ${row.ends}`],
    [t("scores.scheme"), `${named(scheme, i18n.language)} ${scheme.version}`],
    [t("scores.measured"), legalInstant(row.measured)],
    [t("scores.announced"), row.announced && legalInstant(row.announced)],
    [t("scores.window"), row.window_ends && dueText(row.window_ends)],
    [t("scores.published"), row.published && legalInstant(row.published)],
  ];
  return (
    <header className="case-head">
      <div className="case-title">
        <h1>
          {t("scores.title")} <span className="figure">{row.period}</span>
        </h1>
        <Badge look={evaluationLooks[row.status]} />
        {row.corrections > 0 && <span className="hint">{t("scores.corrected", { n: row.corrections })}</span>}
      </div>
      <dl className="case-facts">
        <Fact word={t("scores.organ")}>{named(row.organ, i18n.language)}</Fact>
        {facts.map(([word, value]) => (
          <Fact key={word} word={word} figure>
            {value}
          </Fact>
        ))}
      </dl>
      <VerbButtons verbs={can.filter((verb) => !elsewhere.includes(verb))}>
        {(verb, word, close) =>
          verb === "enter_score" ? (
            <EntryDialog evaluation={evaluation} title={word} onClose={close} />
          ) : (
            <VerbDialog evaluation={evaluation} verb={verb} title={word} onClose={close} />
          )
        }
      </VerbButtons>
    </header>
  );
}
