import { useTranslation } from "react-i18next";
import { useLimitWords } from "../../limitWords";
import { legalInstant } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { dueText } from "../../workbench/left";
import type { Card } from "./api";

/** The clocks of a card: the unit's, to answer and correct, and the supervisor's own, to verify and to decide. */
export function CardClocks({ clocks = [] }: { clocks?: Card["clocks"] }) {
  const { t } = useTranslation(["supervision", "workbench"]);
  const limitWords = useLimitWords();
  if (clocks.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="card-clocks">
      <h2 id="card-clocks">{t("clocksOf.title")}</h2>
      <ul className="aside-list">
        {clocks.toReversed().map((clock) => (
          <li key={clock.name}>
            <strong>{t(`clocksOf.${clock.kind as "feedback"}`, { defaultValue: clock.kind })}</strong>
            <span className="hint">{limitWords(clock.promised)}</span>
            {clock.ended ? (
              <span className="hint">
                {t("workbench:case.ended_at")} <time className="figure">{legalInstant(clock.ended)}</time>
              </span>
            ) : (
              <LeftBadge
                limit={{
                  due: clock.promised_due,
                  stands: clock.stands,
                  level: clock.level,
                  counted: { n: clock.remaining, unit: clock.promised.unit },
                }}
                quiet
              />
            )}
            {!clock.ended && clock.promised_due && (
              <span className="hint figure">
                {t("workbench:case.due")} {dueText(clock.promised_due)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
