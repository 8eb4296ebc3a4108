import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { Icon } from "../Icon";
import { legalDate, named } from "../show";
import "./complaints.css";

type Schemas = components["schemas"];
type Props = {
  answer: Schemas["ComplaintAnswer"];
  number: string;
  about: Schemas["UnitName"];
  lodged: string;
};

const instances = ["one", "two", "three"] as const;

/** An answer (投诉办理答复书) or the decision of a review, as it is read and printed. */
export function AnswerPaper({ answer, number, about, lodged }: Props) {
  const { t, i18n } = useTranslation("complaint");
  const name = named(about, i18n.language);
  const title = t(`instance.${instances[answer.instance - 1] ?? "one"}`);
  return (
    <section className="answer-paper" aria-label={`${title} ${legalDate(answer.at)}`}>
      <h3 className="print-only">{t("paper")}</h3>
      <p className="answer-head">
        <strong>{title}</strong>
        {answer.result && <span className="badge">{t(`result.${answer.result}`)}</span>}
        {answer.outcome && <span className="badge">{t(`outcome.${answer.outcome}`)}</span>}
        <span className="figure">{answer.document || number}</span>
      </p>
      <p className="print-only">{t("paperLead", { about: name, date: legalDate(lodged) })}</p>
      <p className="answer-text">{answer.text}</p>
      {answer.instance < 3 && <p className="fine">{t("remedy")}</p>}
      <p className="answer-foot">
        {named(answer.unit, i18n.language)} <span className="print-only">{t("seal")}</span>
        <br />
        <time dateTime={answer.at} className="figure">
          {legalDate(answer.at)}
        </time>
      </p>
      <button type="button" className="button print-hidden" onClick={() => window.print()}>
        <Icon name="printer" /> {t("print")}
      </button>
    </section>
  );
}
