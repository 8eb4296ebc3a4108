import { useTranslation } from "react-i18next";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { followed, trackAgain } from "./api";
import { CaseView } from "./CaseView";
import { TrackForm } from "./TrackForm";
import { useFollowed } from "./useFollowed";
import "../applications/applications.css";
import "./tracking.css";

/** Following a case by its number and query code, without signing in. */
export function TrackPage() {
  const { t } = useTranslation("tracking");
  useTitle(t("title"));
  const { tracking, expired, failure, keep, leave, again } = useFollowed(followed, trackAgain);
  return (
    <div className="column">
      {failure !== undefined && <Failure failure={failure} />}
      {tracking ? (
        <CaseView tracking={tracking} keep={keep} leave={leave} refresh={() => again(tracking.token)} follow={again} />
      ) : (
        <TrackForm keep={keep} expired={expired} />
      )}
    </div>
  );
}
