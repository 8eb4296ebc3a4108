import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { useLimitWords } from "../../limitWords";
import { legalInstant } from "../../show";
import { LeftBadge } from "../LeftBadge";
import { dueText, withWeekday } from "../left";
import type { Case } from "./api";
import { type Face, faces, percentUsed, type Standstill, standstill } from "./clocks";
import { Ledger } from "./Ledger";

/** The clocks of a case: promised, statutory and step, and why the clock stands if it does. */
export function ClockFaces({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const shown = faces(found.clocks);
  const stands = standstill(found);
  const stepOf = (key?: string) => found.steps.find((step) => step.key === key);
  if (shown.length === 0) return null;
  return (
    <section className="clocks" aria-label={t("case.clocks")}>
      {shown.map((face) => {
        const step = stepOf(face.clock.step);
        const name = step && ((i18n.language.startsWith("en") && step.name_en) || step.name);
        return <ClockFace key={face.key} face={face} step={name} />;
      })}
      {stands && <Stands stands={stands} />}
      <Ledger clocks={found.clocks} />
    </section>
  );
}

/** Which limit a face shows: a co-department's and a stage's own have words of their own. */
const faceWord = ({ kind, clock }: Face) =>
  kind === "step" && (clock.kind === "joint" || clock.kind === "stage") ? clock.kind : kind;

function ClockFace({ face, step }: { face: Face; step?: string }) {
  const { t, i18n } = useTranslation(["workbench", "word"]);
  const limitWords = useLimitWords();
  const { clock, limit, used } = face;
  const length = face.kind === "statutory" ? (clock.statutory ?? clock.promised) : clock.promised;
  const { unit } = length;
  const amount = (n: number) => limitWords({ n, unit }) || t(`word:limit.${unit}`, { n });
  return (
    <div className="clock-face">
      <h2>
        {step ?? clock.stage ?? t(`case.clock.${clock.kind as "decision"}`, { defaultValue: clock.kind })}
        <span className="hint">
          {t(`case.face.${faceWord(face)}`)} {limitWords(length)}
        </span>
      </h2>
      {clock.ended ? (
        <span className="hint">
          {t("case.ended_at")} <time className="figure">{legalInstant(clock.ended)}</time>
        </span>
      ) : (
        <LeftBadge limit={limit} quiet />
      )}
      <div className="clock-bar" aria-hidden="true">
        <i className={`bar-${clock.level}`} style={{ width: `${percentUsed(used)}%` }} />
      </div>
      <small className="hint clock-foot">
        {limit.due && !limit.stands && (
          <span>
            {t("case.due")} <time className="figure">{withWeekday(dueText(limit.due), i18n.language)}</time>
          </span>
        )}
        <span>{t("case.used", { n: amount(used.n), of: amount(used.of) })}</span>
        {clock.provisional && (
          <span className="provisional">
            <Icon name="info" /> {t("case.provisional")}
          </span>
        )}
      </small>
    </div>
  );
}

function Stands({ stands }: { stands: Standstill }) {
  const { t } = useTranslation("workbench");
  const limitWords = useLimitWords();
  return (
    <div className="clock-face clock-stands" role="note">
      <h2>
        <Icon name="pause" /> {t("case.stands", { name: stands.name })}
      </h2>
      <span>{t("case.standsSince", { since: legalInstant(stands.since) })}</span>
      {stands.planned && <span>{t("case.standsPlanned", { amount: limitWords(stands.planned) })}</span>}
      {stands.override && <span>{t("case.standsOverride")}</span>}
    </div>
  );
}
