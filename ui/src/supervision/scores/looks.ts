import type { Look, Tone } from "../../looks";
import type { EvaluationStatus, Indicator, Scheme } from "./api";

/** How an evaluation's status looks. */
export const evaluationLooks: Record<EvaluationStatus, Look> = {
  measured: { zh: "已测评，待复核", en: "Measured, to be reviewed", icon: "clock", tone: "wait" },
  reviewed: { zh: "已复核，待公示", en: "Reviewed, to be announced", icon: "check", tone: "calm" },
  announced: { zh: "公示中", en: "Announced", icon: "whistle", tone: "warning" },
  published: { zh: "已发布", en: "Published", icon: "stamp", tone: "good" },
};

/** The look of a grade: its words are the scheme's, its tone goes from good to red along the list. */
export function gradeLook(scheme: Scheme, code: string): Look | undefined {
  const at = scheme.grades.findIndex((grade) => grade.code === code);
  const grade = scheme.grades[at];
  if (!grade) return undefined;
  const last = at === scheme.grades.length - 1;
  const tone: Tone = at === 0 ? "good" : last ? "red" : "calm";
  return { zh: grade.name, en: grade.name_en, icon: at === 0 ? "check" : last ? "alert" : "stamp", tone };
}

/** A number of points as it is published. */
export const points = (value: number) => value.toFixed(2);

/** What an indicator's value says: a share as a percentage, everything else as a number. */
export function valueText(indicator: Indicator, value: number): string {
  const share = indicator.kind === "share" && indicator.max <= 1;
  const rate = indicator.kind === "shown" && indicator.max === 1;
  return share || rate ? `${(value * 100).toFixed(1)}%` : String(Math.round(value * 100) / 100);
}
