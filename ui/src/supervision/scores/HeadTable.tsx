import { useState } from "react";
import { useTranslation } from "react-i18next";
import { named } from "../../show";
import type { Behind, Evaluation, Indicator, MeasuredIndicator, ScoreSheet } from "./api";
import { BehindPanel } from "./BehindPanel";
import { points, valueText } from "./looks";

type Asked = { evaluation: Evaluation; sheet: ScoreSheet };

/** Every head with its indicators: what was measured, how many points it gave or took, and what is behind it. */
export function HeadTable({ evaluation, sheet }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  const { scheme } = evaluation;
  const rest = { code: "", name: t("scores.total"), name_en: t("scores.total"), weight: 0 };
  return (
    <section className="panel" aria-labelledby="sheet">
      <h2 id="sheet">{t("scores.sheet")}</h2>
      {sheet.months > 1 && <p className="hint">{t("scores.mean", { n: sheet.months })}</p>}
      {[...scheme.heads, rest].map((head) => {
        const indicators = scheme.indicators.filter((each) => (each.head ?? "") === head.code);
        const measured = indicators.flatMap((indicator) => {
          const found = sheet.indicators.find(({ code }) => code === indicator.code);
          return found ? [{ indicator, found }] : [];
        });
        if (measured.length === 0 && head.weight === 0) return null;
        const earned = sheet.row.heads.find(({ code }) => code === head.code)?.points;
        return (
          <section key={head.code} className="score-head" aria-label={named(head, i18n.language)}>
            <h3>
              {named(head, i18n.language)}
              {earned !== undefined && (
                <span className="figure">
                  {points(earned)} <small className="hint">/ {head.weight}</small>
                </span>
              )}
            </h3>
            {measured.map(({ indicator, found }) => (
              <Measured
                key={indicator.code}
                evaluation={evaluation}
                sheet={sheet}
                indicator={indicator}
                found={found}
              />
            ))}
          </section>
        );
      })}
    </section>
  );
}

type One = Asked & { indicator: Indicator; found: MeasuredIndicator };

function Measured({ evaluation, sheet, indicator, found }: One) {
  const { t, i18n } = useTranslation("supervision");
  const [open, show] = useState<Behind>();
  const entries = evaluation.entries.filter(({ line }) => found.entries.includes(line));
  const mine = sheet.months === 1;
  return (
    <div className="score-indicator">
      <span>{named(indicator, i18n.language)}</span>
      <span className="figure">
        {found.known ? valueText(indicator, found.value) : t(indicator.manual ? "scores.notEntered" : "scores.unknown")}
      </span>
      <span className="figure score-points">
        {indicator.kind === "shown" ? t("scores.indicatorKind.shown") : points(found.points)}
        {indicator.weight > 0 && <small className="hint"> / {indicator.weight}</small>}
      </span>
      <span className="marks">
        {found.behind.map((behind) =>
          mine && behind.value !== 0 ? (
            <button
              key={behind.number}
              type="button"
              className="text-button"
              aria-expanded={open?.number === behind.number}
              onClick={() => show(open?.number === behind.number ? undefined : behind)}
            >
              {named(behind, i18n.language)} <span className="figure">{behind.value}</span>
            </button>
          ) : (
            <span key={behind.number} className="hint">
              {named(behind, i18n.language)} <span className="figure">{behind.value}</span>
            </span>
          ),
        )}
        {entries.map((entry) => (
          <span key={entry.line} className="hint">
            {t("scores.enteredBy", { name: entry.by.name, basis: entry.reason })}
          </span>
        ))}
      </span>
      {open && <BehindPanel id={evaluation.row.id} object={sheet.row.object} behind={open} />}
    </div>
  );
}
