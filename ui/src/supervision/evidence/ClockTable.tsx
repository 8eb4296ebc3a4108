import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { useLimitWords } from "../../limitWords";
import { useGroundWord } from "../../shared/vocabulary";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";

type Clock = components["schemas"]["Clock"];
type Step = components["schemas"]["Step"];

/** Every clock of a case with its limits, its due instants and its ledger. */
export function ClockTable({ clocks, steps }: { clocks: Clock[]; steps: Step[] }) {
  const { t, i18n } = useTranslation(["supervision", "workbench"]);
  const limitWords = useLimitWords();
  const groundWord = useGroundWord();
  if (clocks.length === 0) return null;
  const due = (limit: Clock["promised"] | undefined, at: string | undefined) =>
    limit && [limitWords(limit), at && dueText(at)].filter(Boolean).join(" → ");
  const whichOf = ({ name, step }: Clock) => {
    const drawn = steps.find(({ key }) => key === step);
    const run = Number(name.split("#")[1] ?? 1);
    return [drawn && named(drawn, i18n.language), run > 1 && t("workbench:round", { n: run })]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <section className="panel" aria-labelledby="clock-table">
      <h2 id="clock-table">{t("print.clocks")}</h2>
      <div className="scrolls">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t("evidence.clock")}</th>
              <th scope="col">{t("evidence.started")}</th>
              <th scope="col">{t("evidence.promised")}</th>
              <th scope="col">{t("evidence.statutory")}</th>
              <th scope="col">{t("print.ended")}</th>
              <th scope="col">{t("evidence.ledger")}</th>
            </tr>
          </thead>
          <tbody>
            {clocks.map((clock) => (
              <tr key={clock.name}>
                <th scope="row">
                  {t(`workbench:case.clock.${clock.kind as "decision"}`, { defaultValue: clock.kind })}{" "}
                  <small className="hint">{whichOf(clock)}</small>
                </th>
                <td className="figure">{legalInstant(clock.started)}</td>
                <td>{due(clock.promised, clock.promised_due)}</td>
                <td>{due(clock.statutory, clock.statutory_due)}</td>
                <td className="figure">{clock.ended && legalInstant(clock.ended)}</td>
                <td>
                  {clock.ledger.map((entry) => (
                    <div key={`${entry.move} ${entry.at}`}>
                      {t(`workbench:case.move.${entry.move as "start"}`, { defaultValue: entry.move })}{" "}
                      <span className="figure">{legalInstant(entry.at)}</span>{" "}
                      {[entry.by?.name, entry.reason && groundWord(entry.reason), entry.document]
                        .filter(Boolean)
                        .join(" · ")}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
