import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { DivisionPicker } from "../divisions/DivisionPicker";
import { Fault } from "../fault";
import { Go } from "../hall/Go";
import { useLoaded } from "../hall/loaded";
import type { PageProps } from "../hall/pages";
import { useTitle } from "../hall/title";
import { Failure, Waiting } from "../hall/Waiting";
import { Icon } from "../Icon";
import { inLanguage } from "../show";
import { type Answers, answerSurvey, browserToken, listSurveys, missing, type Survey } from "./api";
import { Question } from "./Question";

/** One survey, without a name. */
export function SurveyPage({ part }: PageProps) {
  const { t } = useTranslation("voice");
  const surveys = useLoaded("surveys", listSurveys);
  return (
    <div className="column">
      <Waiting on={surveys}>
        {({ rows }) => {
          const survey = rows.find(({ key }) => key === part);
          return survey ? <Form survey={survey} /> : <p role="status">{t("survey.nothing")}</p>;
        }}
      </Waiting>
      <p>
        <Go to="/surveys">{t("survey.other")}</Go>
      </p>
    </div>
  );
}

function Form({ survey }: { survey: Survey }) {
  const { t, i18n } = useTranslation("voice");
  const title = inLanguage(survey.title, survey.title_en, i18n.language);
  useTitle(title);
  const [answers, set] = useState<Answers>({});
  const [division, live] = useState("");
  const [lacking, lack] = useState<string[]>([]);
  const [failure, fail] = useState<unknown>();
  const [busy, wait] = useState(false);
  const [said, say] = useState<string>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const none = missing(survey, answers);
    lack(none);
    if (none.length > 0) return;
    wait(true);
    fail(undefined);
    try {
      await answerSurvey(survey.key, { browser: browserToken(), answers, ...(division && { division }) });
      say(t("survey.thanks"));
    } catch (refused) {
      if (refused instanceof Fault && refused.reason === "answered_already") say(t("survey.done"));
      else fail(refused);
    } finally {
      wait(false);
    }
  };
  if (said) {
    return (
      <p className="notice-box tone-good" role="status">
        <Icon name="check" /> {said}
      </p>
    );
  }
  return (
    <form className="sheet" onSubmit={send} noValidate>
      <h1>{title}</h1>
      <p>{inLanguage(survey.lead, survey.lead_en, i18n.language)}</p>
      {lacking.length > 0 && (
        <p className="notice-box tone-red" role="alert">
          <Icon name="alert" /> {t("survey.faults")}
        </p>
      )}
      {failure !== undefined && <Failure failure={failure} />}
      {survey.questions.map((question, place) => (
        <Question
          key={question.key}
          no={place + 1}
          question={question}
          given={answers[question.key] ?? []}
          answer={(given) => set({ ...answers, [question.key]: given })}
          faulty={lacking.includes(question.key)}
        />
      ))}
      <fieldset className="field">
        <legend>{t("survey.division")}</legend>
        <DivisionPicker id="division" value={division} start="" onChange={live} />
      </fieldset>
      <button type="submit" className="button primary" disabled={busy}>
        {t("survey.send")}
      </button>
    </form>
  );
}
