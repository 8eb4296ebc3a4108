import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readGuide } from "../../items/api";
import { ProcedureDrawing, type StepMark } from "../../items/ProcedureDrawing";
import "../../items/items.css";
import { named } from "../../show";
import type { AnalysedStep, Analysis } from "./api";
import { Behind } from "./Behind";
import { strength } from "./numbers";
import { Scrolled } from "./Scrolled";
import type { AnalysisSearch } from "./search";
import { useMinuteWords } from "./useClassWords";

/** Where the time goes: the procedure of the item with each step's time drawn on it, and the same as a table. */
export function Steps({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const item = found.item?.key;
  const guide = useQuery({
    queryKey: ["guide", item],
    queryFn: () => readGuide(item ?? ""),
    enabled: item !== undefined,
    retry: false,
  });
  if (item === undefined) return <p className="hint panel">{t("analysis.chooseItem")}</p>;
  const slowest = Math.max(0, ...found.steps.map(meanOf));
  const marks = new Map<string, StepMark>(
    found.steps.map((step) => [
      step.step,
      {
        text: t("analysis.takes", { days: daysOf(step, found) }),
        strength: strength(meanOf(step), slowest),
      },
    ]),
  );
  return (
    <section className="panel" aria-labelledby="steps">
      <h2 id="steps">{t("analysis.steps")}</h2>
      {found.steps.length === 0 && <p className="hint">{t("analysis.nothing")}</p>}
      {found.steps.length > 0 && guide.data && (
        <ProcedureDrawing steps={guide.data.steps} marks={marks} label={t("analysis.steps")} />
      )}
      {found.steps.length > 0 && <StepTable found={found} about={about} slowest={slowest} />}
    </section>
  );
}

const meanOf = (step: AnalysedStep) => (step.cases === 0 ? 0 : step.minutes / step.cases);
const daysOf = (step: AnalysedStep, found: Analysis) => (meanOf(step) / found.workday).toFixed(2);

function StepTable({ found, about, slowest }: { found: Analysis; about: AnalysisSearch; slowest: number }) {
  const { t, i18n } = useTranslation("supervision");
  const words = useMinuteWords(found.minute_bounds, found.workday);
  const behind = (step: AnalysedStep, finding: "step" | "step_late") => ({ ...about, finding, step: step.step });
  return (
    <Scrolled look="sideways" name={t("analysis.steps")}>
      <table className="plain-table bars">
        <thead>
          <tr>
            <th>{t("analysis.step")}</th>
            <th>{t("analysis.stepMean")}</th>
            <th>{t("analysis.cases")}</th>
            <th>{t("analysis.finding.step_late")}</th>
            <th>{t("analysis.half")}</th>
            <th>{t("analysis.most")}</th>
          </tr>
        </thead>
        <tbody>
          {found.steps.map((step) => (
            <tr key={step.step}>
              <th scope="row">
                {named(step, i18n.language)}
                {meanOf(step) === slowest && slowest > 0 && (
                  <em className="bar-mark bar-slow">{t("analysis.bottleneck")}</em>
                )}
              </th>
              <td>
                <i className="bar" style={{ width: `${60 * strength(meanOf(step), slowest)}%` }} />
                <span className="figure">{daysOf(step, found)}</span>
              </td>
              <td>
                <Behind probe={behind(step, "step")} n={step.cases} />
              </td>
              <td>
                <Behind probe={behind(step, "step_late")} n={step.late} />
              </td>
              <td>{step.half < 0 ? "—" : words(step.half)}</td>
              <td>{step.most < 0 ? "—" : words(step.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
