import { type CSSProperties, useId, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLimitWords } from "../limitWords";
import { named } from "../show";
import type { GuideStep } from "./api";
import { drawn, line, onPaper, type Point } from "./drawing";

const wide = window.matchMedia("(min-width: 46rem)");
const useWide = () =>
  useSyncExternalStore(
    (tell) => {
      wide.addEventListener("change", tell);
      return () => wide.removeEventListener("change", tell);
    },
    () => wide.matches,
  );

const size = { width: 148, height: 74, along: 44, beside: 22 };
const margin = 6;

/** How many ranks a wide page shows in a row; more are spread evenly over rows. */
const mostInRow = 5;

/** What is told of a step instead of its limit, and how strongly its box is tinted, from 0 to 1. */
export type StepMark = { text: string; strength: number };

/** `label` names the drawing where another entry than the hall shows it. */
type Drawn = { steps: GuideStep[]; marks?: Map<string, StepMark>; label?: string };

/** The procedure of an item, drawn: in rows on a wide page, downwards on a phone. The list below says the same. */
export function ProcedureDrawing({ steps, marks, label }: Drawn) {
  const { t } = useTranslation("item");
  const arrow = useId();
  const drawing = drawn(steps);
  const perRow = useWide() ? Math.ceil(drawing.ranks / Math.ceil(drawing.ranks / mostInRow)) : 1;
  const sheet = onPaper(drawing, perRow, size);
  const width = sheet.width + 2 * margin;
  return (
    <svg
      className="procedure"
      viewBox={`${-margin} ${-margin} ${width} ${sheet.height + 2 * margin}`}
      style={{ maxWidth: sheet.across ? width : width * 1.25 }}
      role="img"
      aria-label={label ?? t("procedureLong", { count: steps.length })}
    >
      <defs>
        <marker id={arrow} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 10 5 0 10z" className="procedure-tip" />
        </marker>
      </defs>
      {drawing.edges.map(({ from, to }) => {
        const [start, end] = [sheet.at.get(from), sheet.at.get(to)];
        const way = start && end && line(start, end, size, sheet.across);
        return <path key={`${from} ${to}`} className="procedure-edge" d={way} markerEnd={`url(#${arrow})`} />;
      })}
      {steps.map((step) => {
        const at = sheet.at.get(step.key);
        return at && <StepBox key={step.key} step={step} mark={marks?.get(step.key)} {...at} />;
      })}
    </svg>
  );
}

/** A line of the box holds so many Chinese characters; a Latin one takes half the room. */
const lineRoom = 9;

function StepBox({ step, mark, x, y }: { step: GuideStep; mark?: StepMark } & Point) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const limit = useLimitWords();
  const name = shortened(named(step, i18n.language), lineRoom);
  const under = mark?.text ?? [limit(step.limit), step.when && t("when")].filter(Boolean).join(" · ");
  const look = mark ? "marked" : `counts-${step.counts} kind-${step.kind}`;
  return (
    <g
      transform={`translate(${x} ${y})`}
      className={`procedure-step ${look}`}
      style={mark && ({ "--heat": mark.strength } as CSSProperties)}
    >
      <rect width={size.width} height={size.height} rx="8" />
      <text x={size.width / 2} y={under ? 30 : 42} className="procedure-name">
        {name}
      </text>
      {under && (
        <text x={size.width / 2} y="52" className="procedure-limit">
          {shortened(under, lineRoom + 3)}
        </text>
      )}
    </g>
  );
}

function shortened(text: string, room: number): string {
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += (character.codePointAt(0) ?? 0) > 0xff ? 1 : 0.55;
    if (used > room) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}
