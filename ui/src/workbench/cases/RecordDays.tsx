import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { withWeekday } from "../left";
import type { Line } from "./api";
import { TimelineLine } from "./TimelineLine";
import { byDay } from "./timeline";

type Shown = { lines: Line[]; oldestFirst?: boolean } & Partial<
  Pick<ComponentProps<typeof TimelineLine>, "steps" | "item">
>;

/** The lines of a record under their days: a time without its day would not say when. */
export function RecordDays({ lines, oldestFirst, steps = [], item }: Shown) {
  const { i18n } = useTranslation();
  const latest = byDay(lines);
  const days = oldestFirst ? latest.map(({ day, lines }) => ({ day, lines: lines.toReversed() })).toReversed() : latest;
  return days.map(({ day, lines }) => (
    <section key={day} aria-label={day}>
      <h3 className="figure">{withWeekday(day, i18n.language)}</h3>
      <ol>
        {lines.map((line) => (
          <TimelineLine key={line.n} line={line} steps={steps} item={item} />
        ))}
      </ol>
    </section>
  ));
}
