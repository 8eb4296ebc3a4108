/** What carries a step's name in two languages. */
type OfStep = { step?: string; step_name?: string; step_name_en?: string };

/** The name of the step that something concerns; its key where there is no name. */
export const stepName = (of: OfStep, language: string) =>
  (language.startsWith("en") && of.step_name_en) || of.step_name || of.step || "";
