import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { drawn, type Placed } from "../../items/drawing";
import { brokenOff, type CaseStatus, phaseLook } from "../../looks";
import { legalInstant, named } from "../../show";
import type { Step } from "./api";

/** A step's box and the gaps between boxes, in pixels. */
const box = { width: 142, height: 88, along: 20, across: 12 };

/** The procedure of this case from left to right: where the file lies, in which round, what is done. */
export function Procedure({ steps, status }: { steps: Step[]; status: CaseStatus }) {
  const { t } = useTranslation("workbench");
  const { placed, edges, ranks } = drawn(steps);
  const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1));
  const places = new Map(placed.map((each) => [each.step.key, corner(each)]));
  const size = {
    width: ranks * (box.width + box.along) - box.along,
    height: lanes * (box.height + box.across) - box.across,
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keyboard
    <section className="procedure-strip" aria-label={t("case.procedure")} tabIndex={0}>
      <div className="procedure-canvas" style={size}>
        <svg {...size} aria-hidden="true">
          {edges.map(({ from, to }) => (
            <path key={`${from} ${to}`} d={curve(places.get(from), places.get(to))} />
          ))}
        </svg>
        <ol>
          {placed.map((each) => (
            <StepBox key={each.step.key} placed={each} off={brokenOff.has(status)} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function StepBox({ placed, off }: { placed: Placed<Step>; off: boolean }) {
  const { t, i18n } = useTranslation("workbench");
  const { step } = placed;
  const here = step.phase === "open" && !off;
  const who = step.holder?.name ?? (here ? t("case.pool") : "");
  return (
    <li
      className={`step-box step-${off && step.phase === "open" ? "passed" : step.phase}`}
      style={{ ...corner(placed), width: box.width, height: box.height }}
      aria-current={here ? "step" : undefined}
    >
      <span className="step-head">
        <strong>{named(step, i18n.language)}</strong>
        {step.round > 1 && <span className="round">{t("round", { n: step.round })}</span>}
      </span>
      <span className="step-words">
        <Badge look={phaseLook(step.phase, off)} />
        {step.adverse && (
          <span className="badge tone-red">
            <Icon name="alert" />
            {t("case.against")}
          </span>
        )}
      </span>
      <small title={named(step.unit, i18n.language)}>
        {votesOf(step, t) ?? who} {step.done && <time className="figure">{legalInstant(step.done).slice(5, 10)}</time>}
      </small>
    </li>
  );
}

function votesOf(step: Step, t: ReturnType<typeof useTranslation<"workbench">>["t"]): string | undefined {
  if (step.votes.length === 0) return undefined;
  return t("case.votes", { said: step.votes.filter(({ said }) => said).length, all: step.votes.length });
}

type Point = { left: number; top: number };

const corner = ({ rank, lane }: Placed<unknown>): Point => ({
  left: rank * (box.width + box.along),
  top: lane * (box.height + box.across),
});

function curve(from: Point | undefined, to: Point | undefined): string {
  if (from === undefined || to === undefined) return "";
  const [x1, y1] = [from.left + box.width, from.top + box.height / 2];
  const [x2, y2] = [to.left, to.top + box.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
