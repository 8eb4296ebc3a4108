import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { legalDate, named } from "../show";
import "./complaints.css";

type Props = { answer: components["schemas"]["ComplaintAnswer"]; number: string };

const instances = ["one", "two", "three"] as const;

/** An answer (投诉办理答复), or the decision of a review, as it is read on a page. */
export function AnswerPaper({ answer, number }: Props) {
  const { t } = useTranslation("complaint");
  const title = t(`instance.${instances[answer.instance - 1] ?? "one"}`);
  return (
    <section className="answer-paper" aria-label={`${title} ${legalDate(answer.at)}`}>
      <p className="answer-head">
        <strong>{title}</strong>
        {answer.result && <span className="badge">{t(`result.${answer.result}`)}</span>}
        {answer.outcome && <span className="badge">{t(`outcome.${answer.outcome}`)}</span>}
        <span className="figure">{answer.document || number}</span>
      </p>
      <p className="answer-text">{answer.text}</p>
      {answer.instance < 3 && <p className="fine">{t("remedy")}</p>}
      <AnswerFoot unit={answer.unit} at={answer.at} />
    </section>
  );
}

/** Who answered, and when. */
export function AnswerFoot({ unit, at }: { unit: components["schemas"]["UnitName"]; at: string }) {
  const { i18n } = useTranslation();
  return (
    <p className="answer-foot">
      {named(unit, i18n.language)}
      <br />
      <time dateTime={at} className="figure">
        {legalDate(at)}
      </time>
    </p>
  );
}
