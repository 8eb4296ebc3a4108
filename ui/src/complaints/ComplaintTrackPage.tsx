import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../fault";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { LineField } from "../tracking/LineField";
import { useAsking } from "../tracking/useAsking";
import { useFollowed } from "../tracking/useFollowed";
import { type ComplaintTracking, followedComplaint, trackComplaint, trackComplaintAgain } from "./api";
import { ComplaintView } from "./ComplaintView";
import "../applications/applications.css";
import "../tracking/tracking.css";

/** Following a complaint by its number and query code, without signing in. */
export function ComplaintTrackPage() {
  const { t } = useTranslation("voice");
  useTitle(t("complain.track"));
  const { tracking, failure, keep, leave, again } = useFollowed(followedComplaint, trackComplaintAgain);
  return (
    <div className="column">
      {failure !== undefined && <Failure failure={failure} />}
      {tracking ? (
        <ComplaintView tracking={tracking} keep={keep} leave={leave} refresh={() => again(tracking.token)} />
      ) : (
        <Door keep={keep} />
      )}
    </div>
  );
}

function Door({ keep }: { keep: (answer: ComplaintTracking) => void }) {
  const { t } = useTranslation(["voice", "complaint"]);
  const [number, setNumber] = useState(new URLSearchParams(location.search).get("number") ?? "");
  const [code, setCode] = useState("");
  const { submit, busy, failure } = useAsking(async () => keep(await trackComplaint(number.trim(), code.trim())));
  const wrong = failure instanceof Fault && failure.status === 404;
  return (
    <form className="sheet narrow-sheet" onSubmit={submit}>
      <h1>{t("complain.track")}</h1>
      <p>{t("complain.trackLead")}</p>
      {failure !== undefined && !wrong && <Failure failure={failure} />}
      <LineField label={t("complaint:number")} value={number} onChange={setNumber} />
      <LineField
        label={t("complain.code")}
        value={code}
        onChange={setCode}
        longest={20}
        fault={wrong ? t("complain.wrong") : undefined}
      />
      <button type="submit" className="button primary" disabled={busy}>
        {t("complain.open")}
      </button>
    </form>
  );
}
