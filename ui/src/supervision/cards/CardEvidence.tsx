import { useTranslation } from "react-i18next";
import { FactList } from "../../FactList";
import { Icon } from "../../Icon";
import { useLimitWords } from "../../limitWords";
import { useGroundWord } from "../../shared/vocabulary";
import { legalInstant, named } from "../../show";
import { dueText } from "../../workbench/left";
import { kindOfClock } from "../explanation/traces";
import { SeenFacts } from "../leads/SeenFacts";
import { DayStrip } from "./DayStrip";
import { agrees, daysOf, type Evidence } from "./evidence";
import { type CardRow, nameOf } from "./search";

/** What a card rests on: rule and version, the clock as it was counted, the calendar, who held the file. */
export function CardEvidence({ evidence, row }: { evidence: Evidence; row: CardRow }) {
  const { t } = useTranslation("supervision");
  const cells = daysOf(evidence, row.due);
  return (
    <section className="panel evidence" aria-label={nameOf(t("evidence.title"), row)}>
      <h2>{t("evidence.title")}</h2>
      <Facts evidence={evidence} row={row} />
      {evidence.provisional && (
        <p>
          <Icon name="info" /> {t("evidence.provisional")}
        </p>
      )}
      {evidence.judged && <SeenFacts {...evidence.judged} caseId={row.on === "case" ? row.subject : undefined} />}
      {evidence.clock && (
        <>
          <DayStrip cells={agrees(cells, evidence, row.due) ? cells : []} off={evidence.days_off ?? []} />
          <Moves clock={evidence.clock} />
        </>
      )}
    </section>
  );
}

function Facts({ evidence, row }: { evidence: Evidence; row: CardRow }) {
  const { t, i18n } = useTranslation(["supervision", "workbench"]);
  const limitWords = useLimitWords();
  const { clock } = evidence;
  const kind = kindOfClock(row.clock);
  const counted: [string, string | undefined][] = clock
    ? [
        [t("evidence.started"), legalInstant(clock.started)],
        [t("evidence.promised"), limitWords(clock.promised)],
        [t("evidence.statutory"), clock.statutory && limitWords(clock.statutory)],
        [t("evidence.promisedDue"), clock.promised_due && dueText(clock.promised_due)],
        [t("evidence.statutoryDue"), clock.statutory_due && dueText(clock.statutory_due)],
      ]
    : [];
  const facts: [string, string | undefined][] = [
    [t("evidence.rule"), t("evidence.ruleIn", { rule: evidence.rule, version: evidence.version })],
    [t("evidence.calendar"), evidence.revision && t("evidence.revision", { revision: evidence.revision.slice(0, 12) })],
    [t("evidence.clock"), t(`workbench:case.clock.${kind as "decision"}`, { defaultValue: row.clock })],
    ...counted,
    [t("evidence.threshold"), dueText(row.due)],
    [t("evidence.unit"), named(row.unit, i18n.language)],
    [t("evidence.holder"), clock?.holder?.name || row.holder?.name || t("card.pool")],
  ];
  return <FactList rows={facts} look="case-facts" />;
}

/** The ledger of the clock as the card copied it. */
function Moves({ clock }: { clock: NonNullable<Evidence["clock"]> }) {
  const { t } = useTranslation(["supervision", "workbench"]);
  const groundWord = useGroundWord();
  const limitWords = useLimitWords();
  if (clock.ledger.length === 0) return null;
  return (
    <>
      <h3>{t("evidence.ledger")}</h3>
      <ol className="moves">
        {clock.ledger.map((entry) => (
          <li key={`${entry.move} ${entry.at}`}>
            <time className="figure">{legalInstant(entry.at)}</time>
            <strong>{t(`workbench:case.move.${entry.move as "start"}`, { defaultValue: entry.move })}</strong>
            {entry.n ? <span>{limitWords({ n: entry.n, unit: clock.promised.unit })}</span> : null}
            {entry.planned && <span>{t("workbench:case.standsPlanned", { amount: limitWords(entry.planned) })}</span>}
            <span>
              {[entry.by?.name, entry.reason && groundWord(entry.reason), entry.document].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
