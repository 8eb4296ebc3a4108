import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { PaperList } from "../documents/PaperList";
import { FactList } from "../FactList";
import { withSearch } from "../hall/address";
import { Go } from "../hall/Go";
import { deedLook, statusLook } from "../outcome";
import { legalInstant, named } from "../show";
import { Actions } from "./Actions";
import type { PublicCase, Tracking } from "./api";
import { Fees } from "./Fees";
import { Onward } from "./Onward";
import { Timeline } from "./Parts";
import { Ratings } from "./Ratings";
import { Remaining } from "./Remaining";
import { Stopped } from "./Stopped";
import { SupplyForm } from "./SupplyForm";

type Props = {
  tracking: Tracking;
  keep: (tracking: Tracking) => void;
  leave: () => void;
  refresh: () => void;
  follow: (token: string) => void;
};

/** One case as its applicant sees it: where it stands, how long still, who holds it, what can be done. */
export function CaseView({ tracking, keep, leave, refresh, follow }: Props) {
  const { t, i18n } = useTranslation("tracking");
  const { case: subject } = tracking;
  return (
    <article className="tracked">
      <header className="sheet standing">
        <div>
          <p className="figure">{subject.number}</p>
          <h1>{named(subject.item, i18n.language)}</h1>
          <p className="standing-status">
            <Badge look={statusLook(subject.status, subject.item)} />
            {subject.outcome && subject.outcome !== subject.status && (
              <Badge look={statusLook(subject.outcome, subject.item)} />
            )}
          </p>
        </div>
        <Remaining subject={subject} />
        <div className="standing-tools print-hidden">
          <button type="button" className="link" onClick={refresh}>
            {t("refresh")}
          </button>
          <button type="button" className="link" onClick={leave}>
            {t("leave")}
          </button>
          <Go to={withSearch("/complaints", { number: subject.number, unit: subject.unit.id })}>{t("complain")}</Go>
        </div>
      </header>
      {subject.onward?.unit.id && <Onward onward={subject.onward} follow={follow} />}
      {subject.stands && <Stopped stands={subject.stands} />}
      {subject.can.includes("supply") && <SupplyForm tracking={tracking} keep={keep} />}
      <Actions tracking={tracking} keep={keep} />
      <Ratings tracking={tracking} keep={keep} />
      <Facts subject={subject} />
      {subject.fees && <Fees fees={subject.fees} />}
      <PaperList title={t("documents")} papers={subject.documents} />
      <Timeline
        title={t("timeline")}
        lines={subject.timeline}
        lookOf={(verb) => deedLook(verb, subject.item)}
        byWhom={({ verb, unit }) =>
          unit && !byApplicant.has(verb) ? t("by", { unit: named(unit, i18n.language) }) : undefined
        }
      />
    </article>
  );
}

function Facts({ subject }: { subject: PublicCase }) {
  const { t, i18n } = useTranslation("tracking");
  const english = i18n.language.startsWith("en");
  const step = english ? subject.step_en || subject.step : subject.step;
  const rows: [string, string | undefined][] = [
    [t("holder"), subject.holder_unit && named(subject.holder_unit, i18n.language)],
    [t("at"), step],
    [t("unit"), named(subject.unit, i18n.language)],
    [
      t("applicant"),
      [subject.applicant.name, subject.applicant.identity, subject.applicant.phone].filter(Boolean).join(" · "),
    ],
    [t("submitted"), legalInstant(subject.submitted)],
  ];
  return (
    <section className="sheet">
      <FactList rows={rows} />
      <p className="fine">{t("masked")}</p>
    </section>
  );
}

/** What the applicant does; everything else is done by the unit that the line names. */
const byApplicant = new Set(["submit", "supply", "withdraw", "urge", "rate", "rate_again"]);
