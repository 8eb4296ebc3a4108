import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../hall/Go";
import { ListEnd } from "../hall/ListEnd";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { Icon } from "../Icon";
import { legalDate, named } from "../show";
import { AnswerFoot } from "./AnswerPaper";
import { listPublishedAnswers, type PublishedAnswer } from "./api";
import "../ratings/ratings.css";
import "./complaints.css";

/** Answers to complaints without a name: whoever complained so finds the answer here too (匿名投诉答复公开). */
export function PublishedPage() {
  const { t } = useTranslation("voice");
  useTitle(t("complain.published"));
  const first = useLoaded("published answers", () => listPublishedAnswers());
  const [further, add] = useState<{ rows: PublishedAnswer[]; next?: string }>();
  const [failure, fail] = useState<unknown>();
  return (
    <div className="column">
      <h1>{t("complain.published")}</h1>
      <p>{t("complain.publishedLead")}</p>
      <p>
        <Go className="button" to="/complaints/track">
          <Icon name="clock" /> {t("complain.track")}
        </Go>
      </p>
      <Waiting on={first}>
        {(page) => {
          const rows = [...page.rows, ...(further?.rows ?? [])];
          const next = further ? further.next : page.next;
          const more = () =>
            listPublishedAnswers(next).then(
              (answer) => add({ rows: [...(further?.rows ?? []), ...answer.rows], next: answer.next }),
              fail,
            );
          return (
            <>
              {rows.length === 0 && <p role="status">{t("complain.publishedNone")}</p>}
              <ul className="rating-list">
                {rows.map((answer) => (
                  <li key={answer.code}>
                    <Published answer={answer} />
                  </li>
                ))}
              </ul>
              <ListEnd failure={failure} next={next} more={more} />
            </>
          );
        }}
      </Waiting>
    </div>
  );
}

function Published({ answer }: { answer: PublishedAnswer }) {
  const { t, i18n } = useTranslation(["complaint", "voice"]);
  const english = i18n.language.startsWith("en");
  return (
    <section className="answer-paper">
      <h2>
        {t(`topic.${answer.topic}`)} · {named(answer.about, i18n.language)}
      </h2>
      <p className="answer-head">
        <span className="figure">{answer.number}</span>
        {answer.result && <span className="badge">{t(`result.${answer.result}`)}</span>}
        <span className="fine">{t("voice:complain.lodgedOn", { date: legalDate(answer.lodged) })}</span>
      </p>
      <p className="answer-text">{answer.text}</p>
      <AnswerFoot unit={answer.unit} at={answer.answered} />
      <a
        className="button"
        href={`/api/v1/public/documents/${answer.code}/pdf${english ? "?language=en" : ""}`}
        target="_blank"
        rel="noreferrer"
      >
        <Icon name="file" /> {t("print")}
      </a>
    </section>
  );
}
