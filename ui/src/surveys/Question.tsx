import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { ratingLooks } from "../looks";
import { inLanguage, named } from "../show";
import type { SurveyQuestion } from "./api";
import "../ratings/ratings.css";

type Props = {
  no: number;
  question: SurveyQuestion;
  given: string[];
  answer: (given: string[]) => void;
  faulty: boolean;
};

const levels = ratingLooks.map((look, place) => ({ key: String(place + 1), name: look.zh, name_en: look.en }));

/** One question: a scale, a choice, several choices, or free words. */
export function Question({ no, question, given, answer, faulty }: Props) {
  const { t, i18n } = useTranslation("voice");
  const id = useId();
  const text = inLanguage(question.text, question.text_en, i18n.language);
  const need = question.required ? <span className="field-need"> {t("survey.required")}</span> : null;
  const look = faulty ? "field field-faulty" : "field";
  if (question.kind === "words") {
    return (
      <div className={look}>
        <label htmlFor={id}>
          {no}. {text}
          {need}
        </label>
        <textarea
          id={id}
          rows={3}
          maxLength={500}
          value={given[0] ?? ""}
          onChange={(event) => answer(event.target.value ? [event.target.value] : [])}
        />
      </div>
    );
  }
  const several = question.kind === "some";
  const choices = question.kind === "scale" ? levels : (question.choices ?? []);
  const toggle = (key: string, on: boolean) => {
    if (!several) return answer([key]);
    answer(on ? [...given, key] : given.filter((each) => each !== key));
  };
  return (
    <fieldset className={look}>
      <legend>
        {no}. {text}
        {need}
      </legend>
      {faulty && (
        <p className="field-fault">
          <Icon name="alert" /> {t("survey.required")}
        </p>
      )}
      <div className={several ? "tags" : "levels"}>
        {choices.map((choice) => (
          <label key={choice.key} className="choice">
            <input
              type={several ? "checkbox" : "radio"}
              name={id}
              checked={given.includes(choice.key)}
              onChange={(event) => toggle(choice.key, event.target.checked)}
            />
            {named(choice, i18n.language)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
