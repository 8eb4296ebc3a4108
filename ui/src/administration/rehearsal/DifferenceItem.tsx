import { useTranslation } from "react-i18next";
import { legalInstant, named } from "../../show";
import type { Difference, ForeseenEvent, WaitsFor } from "./api";

/** How one case would fare otherwise. */
export function DifferenceItem({ row }: { row: Difference }) {
  const { t, i18n } = useTranslation("administration");
  const event = useEvent();
  const at = (instant?: string) => (instant ? legalInstant(instant) : t("rehearsal.none"));
  const waits = (list: WaitsFor[] = []) =>
    list.map(({ role, person }) => [named(role, i18n.language), person?.name].filter(Boolean).join(" ")).join("、") ||
    t("rehearsal.nobody");
  return (
    <li>
      <details>
        <summary>
          <strong className="figure">{row.number || row.subject}</strong>{" "}
          <span className="hint">
            {row.item && named(row.item, i18n.language)} · {named(row.unit, i18n.language)} ·{" "}
            {t(`rehearsal.${row.phase}Case`)}
          </span>{" "}
          {row.sentence
            ? t("rehearsal.stays", { why: row.sentence })
            : t("rehearsal.brief", {
                due: row.clocks.length,
                gained: row.gained.length,
                lost: row.lost.length,
                moved: row.moved.length,
              })}
        </summary>
        <ul>
          {row.clocks.map(({ clock, clock_name, before, after }) => (
            <li key={clock}>
              {t("rehearsal.due", { clock: clock_name })} {at(before)} → <strong>{at(after)}</strong>
            </li>
          ))}
          {(row.waits_before || row.waits_after) && (
            <li>
              {t("rehearsal.waits")} {waits(row.waits_before)} → <strong>{waits(row.waits_after)}</strong>
            </li>
          )}
          {row.lost.map((each) => (
            <li key={`-${each.on}${each.verb}${each.rule}${each.level}${each.at}`}>
              {t("rehearsal.lost", { event: event(each), at: at(each.at) })}
            </li>
          ))}
          {row.gained.map((each) => (
            <li key={`+${each.on}${each.verb}${each.rule}${each.level}${each.at}`}>
              {t("rehearsal.gained", { event: event(each), at: at(each.at) })}
            </li>
          ))}
          {row.moved.map((each) => (
            <li key={`~${each.on}${each.verb}${each.rule}${each.level}${each.at}`}>
              {t("rehearsal.moved", { event: event(each), was: at(each.was), at: at(each.at) })}
            </li>
          ))}
          {row.fault && <li className="fault-line">{row.fault}</li>}
        </ul>
      </details>
    </li>
  );
}

/** Words for what would happen: the rule with its level, or what the law or a card does by itself. */
function useEvent() {
  const { t } = useTranslation("administration");
  return ({ verb, rule, level, on }: ForeseenEvent) => {
    const what = t(`rehearsal.verb.${verb}`, { defaultValue: verb });
    const whose = on ? t("rehearsal.onCard") : "";
    return [whose, rule, level === "none" ? "" : t(`rehearsal.levels.${level}`), what].filter(Boolean).join(" ");
  };
}
