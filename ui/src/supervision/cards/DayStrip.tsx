import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { type DayCell, tally } from "./evidence";

type DayOff = components["schemas"]["DayOff"];

/** The days of a clock one by one: counted, off, stopped. Told by a sign in each day, not by its ground alone. */
export function DayStrip({ cells, off }: { cells: DayCell[]; off: DayOff[] }) {
  const { t } = useTranslation("supervision");
  if (cells.length === 0) return off.length === 0 ? null : <DaysOff off={off} />;
  const { counted, off: resting, stopped } = tally(cells);
  return (
    <>
      <h3>{t("evidence.days")}</h3>
      <p>{t("evidence.tally", { counted, off: resting, stopped })}</p>
      <ol className="day-strip" aria-label={t("evidence.days")}>
        {cells.map((cell) => (
          <li key={cell.date} className={`day-${cell.kind}`} title={[cell.date, cell.name].filter(Boolean).join(" ")}>
            <small className="figure">{cell.date.slice(5)}</small>
            <strong>{cell.n ?? t(`evidence.sign.${cell.kind}`)}</strong>
            {cell.name && <span className="visually-hidden">{cell.name}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

function DaysOff({ off }: { off: DayOff[] }) {
  const { t } = useTranslation("supervision");
  return (
    <>
      <h3>{t("evidence.daysOff")}</h3>
      <p className="figure">{off.map(({ date, name }) => `${date} ${name || t("evidence.weekend")}`).join(" · ")}</p>
    </>
  );
}
