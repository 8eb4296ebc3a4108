import { Segmented } from "antd";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import { named } from "../../show";
import type { Analysis } from "./api";
import { Behind } from "./Behind";
import { strength } from "./numbers";
import { Scrolled } from "./Scrolled";
import type { AnalysisSearch } from "./search";

const shown = ["submitted", "decided", "late"] as const;
const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** Which unit has how much on which day of the week. The number stands in each cell, the tint only helps. */
export function Heat({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t, i18n } = useTranslation("supervision");
  const [by, show] = useState<(typeof shown)[number]>("submitted");
  const greatest = Math.max(0, ...found.units.flatMap((unit) => unit.weekdays.map((day) => day[by])));
  return (
    <section className="panel" aria-labelledby="heat">
      <div className="panel-head">
        <h2 id="heat">{t("analysis.heat")}</h2>
        <Segmented
          size="small"
          aria-label={t("analysis.heatBy")}
          value={by}
          options={shown.map((value) => ({ value, label: t(`analysis.finding.${value}`) }))}
          onChange={show}
        />
      </div>
      <Scrolled look="sideways" name={t("analysis.heat")}>
        <table className="plain-table heat">
          <thead>
            <tr>
              <th>{t("analysis.unit")}</th>
              {week.map((day) => (
                <th key={day}>{t(`analysis.weekday.d${day}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.units.map(({ unit, weekdays }) => (
              <tr key={`${unit.id} ${unit.path}`}>
                <th scope="row">{named(unit, i18n.language)}</th>
                {week.map((weekday) => {
                  const n = weekdays[weekday - 1]?.[by] ?? 0;
                  return (
                    <td key={weekday} style={{ "--heat": strength(n, greatest) } as CSSProperties}>
                      <Behind probe={{ ...about, unit: unit.id, finding: by, weekday }} n={n} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
