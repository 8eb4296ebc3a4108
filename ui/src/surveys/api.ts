import type { components } from "../contract";
import { api, click, got } from "../http";

type Schemas = components["schemas"];
export type Survey = Schemas["Survey"];
export type SurveyQuestion = Schemas["SurveyQuestion"];
/** What was answered, by question. */
export type Answers = Record<string, string[]>;

export const listSurveys = () => got(api.GET("/public/surveys"));

export const answerSurvey = (survey: string, body: Schemas["SurveyAnswer"]) =>
  got(api.POST("/public/surveys/{survey}/answers", { params: { path: { survey } }, body }));

const place = "mingcha.browser";

/** The random token by which the server knows that this browser has answered. It says nothing about anybody. */
export function browserToken(): string {
  const kept = localStorage.getItem(place);
  if (kept) return kept;
  const made = click();
  localStorage.setItem(place, made);
  return made;
}

/** Questions that must be answered and are not. */
export const missing = (survey: Survey, answers: Answers) =>
  survey.questions.filter(({ key, required }) => required && !answers[key]?.length).map(({ key }) => key);
