import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { withSearch } from "../hall/address";
import { Go } from "../hall/Go";
import { Icon } from "../Icon";
import { wordOf } from "../looks";
import { deedLook, statusLook } from "../outcome";
import { legalDate, legalInstant, named } from "../show";
import { Actions } from "./Actions";
import type { PublicCase, Tracking } from "./api";
import { Fees } from "./Fees";
import { Ratings } from "./Ratings";
import { Remaining } from "./Remaining";
import { Stopped } from "./Stopped";
import { SupplyForm } from "./SupplyForm";

type Props = { tracking: Tracking; keep: (tracking: Tracking) => void; leave: () => void; refresh: () => void };

/** One case as its applicant sees it: where it stands, how long still, who holds it, what can be done. */
export function CaseView({ tracking, keep, leave, refresh }: Props) {
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
      {subject.stands && <Stopped stands={subject.stands} />}
      {subject.can.includes("supply") && <SupplyForm tracking={tracking} keep={keep} />}
      <Actions tracking={tracking} keep={keep} />
      <Ratings tracking={tracking} keep={keep} />
      <Facts subject={subject} />
      {subject.fees && <Fees fees={subject.fees} />}
      <Documents subject={subject} />
      <Timeline subject={subject} />
    </article>
  );
}

function Facts({ subject }: { subject: PublicCase }) {
  const { t, i18n } = useTranslation("tracking");
  const english = i18n.language.startsWith("en");
  const step = english ? subject.step_en || subject.step : subject.step;
  const rows = [
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
      <dl className="facts">
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="fine">{t("masked")}</p>
    </section>
  );
}

function Documents({ subject }: { subject: PublicCase }) {
  const { t, i18n } = useTranslation(["tracking", "word"]);
  const english = i18n.language.startsWith("en");
  if (subject.documents.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{t("documents")}</h2>
      <ul className="papers">
        {subject.documents.map(({ code, document, title, title_en, issued, valid }) => (
          <li key={code}>
            <Icon name="file" size={24} />
            <div>
              <strong>{english ? title_en : title}</strong>
              <p className="fine figure">
                {legalDate(issued)} · {document}
                {!valid && ` · ${t("word:superseded")}`}
              </p>
            </div>
            <a className="button" href={pdfAddress(code, english)} target="_blank" rel="noreferrer">
              <Icon name="download" /> {t("download")}
              <span className="visually-hidden"> {english ? title_en : title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The document itself; readers of the English page get the translation. */
const pdfAddress = (code: string, english: boolean) =>
  `/api/v1/public/documents/${code}/pdf${english ? "?language=en" : ""}`;

/** What the applicant does; everything else is done by the unit that the line names. */
const byApplicant = new Set(["submit", "supply", "withdraw", "urge", "rate", "rate_again"]);

function Timeline({ subject }: { subject: PublicCase }) {
  const { t, i18n } = useTranslation("tracking");
  const latest = subject.timeline.toReversed();
  return (
    <section className="sheet">
      <h2>{t("timeline")}</h2>
      <ol className="timeline">
        {latest.map((line) => {
          const look = deedLook(line.verb, subject.item);
          return (
            <li key={`${line.at} ${line.verb}`} className={`dot-${look.tone}`}>
              <span className="timeline-dot">
                <Icon name={look.icon} />
              </span>
              <div>
                <strong>{wordOf(look, i18n.language)}</strong>
                {line.step && <span> · {line.step}</span>}
                {line.unit && !byApplicant.has(line.verb) && (
                  <p>{t("by", { unit: named(line.unit, i18n.language) })}</p>
                )}
              </div>
              <time dateTime={line.at} className="figure" title={legalInstant(line.at)}>
                {legalDate(line.at)} {legalInstant(line.at).slice(11)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
