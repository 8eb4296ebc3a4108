import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { PaperList } from "../documents/PaperList";
import { FactList } from "../FactList";
import { complaintLooks, verbLook } from "../looks";
import { lastDay, legalInstant, named } from "../show";
import { Timeline } from "../tracking/Parts";
import { AnswerPaper } from "./AnswerPaper";
import type { ComplaintTracking, PublicComplaint } from "./api";
import { Turns } from "./Turns";

type Props = {
  tracking: ComplaintTracking;
  keep: (tracking: ComplaintTracking) => void;
  leave: () => void;
  refresh: () => void;
};

/** A complaint as its complainant sees it: where it stands, the answer, what can be done. */
export function ComplaintView({ tracking, keep, leave, refresh }: Props) {
  const { t, i18n } = useTranslation(["voice", "complaint"]);
  const { complaint } = tracking;
  return (
    <article className="tracked">
      <header className="sheet standing">
        <div>
          <p className="figure">{complaint.number}</p>
          <h1>{t(`complaint:topic.${complaint.topic}`)}</h1>
          <p className="standing-status">
            <Badge look={complaintLooks[complaint.status]} />
          </p>
        </div>
        {complaint.due && <p>{t("complain.due", { date: lastDay(complaint.due) })}</p>}
        <div className="standing-tools print-hidden">
          <button type="button" className="link" onClick={refresh}>
            {t("complain.refresh")}
          </button>
          <button type="button" className="link" onClick={leave}>
            {t("complain.leave")}
          </button>
        </div>
      </header>
      <Answers complaint={complaint} />
      <Turns key={complaint.can.join()} tracking={tracking} keep={keep} />
      <Facts complaint={complaint} />
      <PaperList title={t("complaint:papers")} papers={complaint.documents} token={tracking.token} />
      <Timeline
        title={t("complain.timeline")}
        lines={complaint.timeline}
        lookOf={verbLook}
        byWhom={({ unit }) => unit && named(unit, i18n.language)}
      />
    </article>
  );
}

function Answers({ complaint }: { complaint: PublicComplaint }) {
  const { t } = useTranslation("complaint");
  const { declined, answers } = complaint;
  return (
    <section className="sheet" aria-labelledby="answers">
      <h2 id="answers">{t("answers")}</h2>
      {declined && (
        <>
          <p>{declined.reason}</p>
          {declined.competent && <p>{t("competent", { competent: declined.competent })}</p>}
        </>
      )}
      {!declined && answers.length === 0 && <p role="status">{t("noAnswer")}</p>}
      {answers.map((answer) => (
        <AnswerPaper key={answer.line} answer={answer} number={complaint.number} />
      ))}
      {complaint.review_until && (
        <p className="notice-box tone-calm">{t("reviewUntil", { date: lastDay(complaint.review_until) })}</p>
      )}
    </section>
  );
}

function Facts({ complaint }: { complaint: PublicComplaint }) {
  const { t, i18n } = useTranslation("complaint");
  const rows: [string, string | undefined][] = [
    [t("about"), named(complaint.about, i18n.language)],
    [t("with"), named(complaint.unit, i18n.language)],
    [t("caseNumber"), complaint.case_number],
    [t("lodged"), legalInstant(complaint.lodged)],
    [t("text"), complaint.text],
  ];
  return (
    <section className="sheet">
      <FactList rows={rows} />
    </section>
  );
}
