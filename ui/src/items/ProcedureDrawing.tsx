import { useId, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLimitWords } from "../limitWords";
import { named } from "../show";
import type { GuideStep } from "./api";
import { drawn, type Placed } from "./drawing";

const wide = window.matchMedia("(min-width: 900px)");
const useWide = () =>
  useSyncExternalStore(
    (tell) => {
      wide.addEventListener("change", tell);
      return () => wide.removeEventListener("change", tell);
    },
    () => wide.matches,
  );

/** Size of a step's box and of the gaps between boxes, in the drawing's own units. */
const box = { width: 148, height: 74, along: 44, across: 22 };

/** The procedure of an item, drawn: across on a wide page, downwards on a phone. The list below says the same. */
export function ProcedureDrawing({ steps }: { steps: GuideStep[] }) {
  const { t } = useTranslation("item");
  const arrow = useId();
  const drawing = drawn(steps);
  const across = useWide() && drawing.ranks <= 6;
  const at = ({ rank, lane }: Placed<unknown>) => {
    const side = across ? box.height : box.width;
    const inRank = drawing.placed.filter((other) => other.rank === rank).length;
    const shift = ((drawing.lanes - inRank) * (side + box.across)) / 2;
    const along = rank * ((across ? box.width : box.height) + box.along);
    const beside = lane * (side + box.across) + shift;
    return across ? { x: along, y: beside } : { x: beside, y: along };
  };
  const long = drawing.ranks * ((across ? box.width : box.height) + box.along) - box.along;
  const broad = drawing.lanes * ((across ? box.height : box.width) + box.across) - box.across;
  const [width, height] = across ? [long, broad] : [broad, long];
  const places = new Map(drawing.placed.map((each) => [each.step.key, at(each)]));
  return (
    <svg
      className="procedure"
      viewBox={`-6 -6 ${width + 12} ${height + 12}`}
      style={{ maxWidth: (width + 12) * (across ? 1 : 1.25) }}
      role="img"
      aria-label={t("procedureLong", { count: steps.length })}
    >
      <defs>
        <marker id={arrow} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 10 5 0 10z" className="procedure-tip" />
        </marker>
      </defs>
      {drawing.edges.map(({ from, to }) => (
        <path
          key={`${from} ${to}`}
          className="procedure-edge"
          d={curve(places.get(from), places.get(to), across)}
          markerEnd={`url(#${arrow})`}
        />
      ))}
      {drawing.placed.map((each) => (
        <StepBox key={each.step.key} step={each.step} {...at(each)} />
      ))}
    </svg>
  );
}

type Point = { x: number; y: number };

function curve(from: Point | undefined, to: Point | undefined, across: boolean): string {
  if (!from || !to) return "";
  if (across) {
    const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x - 3, to.y + box.height / 2];
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y - 3];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}

/** A line of the box holds so many Chinese characters; a Latin one takes half the room. */
const lineRoom = 9;

function StepBox({ step, x, y }: { step: GuideStep } & Point) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const limit = useLimitWords();
  const name = shortened(named(step, i18n.language), lineRoom);
  const under = [limit(step.limit), step.when && t("when")].filter(Boolean).join(" · ");
  return (
    <g transform={`translate(${x} ${y})`} className={`procedure-step counts-${step.counts} kind-${step.kind}`}>
      <rect width={box.width} height={box.height} rx="8" />
      <text x={box.width / 2} y={under ? 30 : 42} className="procedure-name">
        {name}
      </text>
      {under && (
        <text x={box.width / 2} y="52" className="procedure-limit">
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
