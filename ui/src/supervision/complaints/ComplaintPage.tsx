import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { AnswerPaper } from "../../complaints/AnswerPaper";
import { FactList } from "../../FactList";
import { complaintLooks, levelLooks, verbLook } from "../../looks";
import { Failure } from "../../shared/Failure";
import { legalInstant, named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { inWorkdays } from "../../workbench/left";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../../workbench/workbench.css";
import { RecordPanel } from "../SubjectParts";
import "../supervision.css";
import { type Complaint, complaintQuery } from "./api";
import { ComplaintAside } from "./ComplaintAside";
import { ComplaintCommands } from "./ComplaintCommands";

const route = getRouteApi("/shell/complaints/$id");

/** One complaint: what happened, how long there is, where it went, what was answered, what can be done. */
export function ComplaintPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(complaintQuery(id));
  if (data === undefined && error) return <Failure fault={error} again={refetch} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={id} complaint={data} />;
}

function Whole({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("supervision");
  return (
    <article className="card-page">
      <Head complaint={complaint} />
      <div className="case-columns">
        <div className="case-main">
          <section className="panel" aria-labelledby="complaint-text">
            <h2 id="complaint-text">{t("complaints.text")}</h2>
            <p className="answer-text">{complaint.text}</p>
          </section>
          <Answers complaint={complaint} />
          <RecordPanel title={t("complaints.record")} lines={complaint.lines} />
        </div>
        <ComplaintAside complaint={complaint} />
      </div>
    </article>
  );
}

function Head({ complaint }: { complaint: Complaint }) {
  const { t, i18n } = useTranslation(["supervision", "complaint"]);
  const { row } = complaint;
  const facts: [string, string | undefined][] = [
    [t("complaints.about"), named(row.about, i18n.language)],
    [t("complaints.lies"), named(row.unit, i18n.language)],
    [t("complaints.responsible"), named(row.responsible, i18n.language)],
    [t("complaints.handler"), row.handler?.name],
    [t("complaints.source"), t(`complaint:source.${row.source}`)],
    [t("complaints.lodged"), legalInstant(row.lodged)],
  ];
  return (
    <header className="case-head card-head">
      <div className="case-title">
        <Badge look={complaintLooks[row.status]} />
        <h1>
          {t(`complaint:topic.${row.topic}`)} <span className="figure">{row.number}</span>
        </h1>
        {row.due && !row.ended && <LeftBadge limit={inWorkdays(row)} />}
        {row.level && row.level !== "none" && <Badge look={levelLooks[row.level]} />}
        <span className="shell-gap" />
        <ComplaintCommands complaint={complaint} />
      </div>
      <FactList rows={facts} look="case-facts">
        {row.case && (
          <div>
            <dt>{t("complaints.case")}</dt>
            <dd>
              <Link to="/cases/$id" params={{ id: row.case }} className="figure case-link">
                {row.case_number}
              </Link>
            </dd>
          </div>
        )}
      </FactList>
      {complaint.published && (
        <p className="hint">{t("complaints.published", { at: legalInstant(complaint.published) })}</p>
      )}
      {complaint.return_until && (
        <p className="hint">{t("complaints.returnUntil", { at: legalInstant(complaint.return_until) })}</p>
      )}
    </header>
  );
}

function Answers({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation(["supervision", "complaint"]);
  const { answers, calls, rating, declined } = complaint;
  const said = rating ? [...calls, rating] : calls;
  return (
    <section className="panel" aria-labelledby="complaint-answers">
      <h2 id="complaint-answers">{t("complaints.answers")}</h2>
      {declined && (
        <p>
          {declined.reason} {declined.competent && t("complaint:competent", { competent: declined.competent })}
        </p>
      )}
      {!declined && answers.length === 0 && <p className="hint">{t("complaint:noAnswer")}</p>}
      {answers.map((answer) => (
        <AnswerPaper key={answer.line} answer={answer} number={complaint.row.number} />
      ))}
      {said.length > 0 && <h3>{t("complaints.calls")}</h3>}
      <ul className="aside-list">
        {said.map((call) => (
          <li key={call.line}>
            <Badge look={verbLook(call === rating ? "rate_answer" : "call_back")} />{" "}
            <time className="figure">{legalInstant(call.at)}</time> {call.by?.name}{" "}
            {call.satisfaction && t("complaints.bySatisfaction", { said: t(`complaint:said.${call.satisfaction}`) })}{" "}
            {call.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
