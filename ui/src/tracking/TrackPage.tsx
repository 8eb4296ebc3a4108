import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../fault";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { followed, type Tracking, trackAgain } from "./api";
import { CaseView } from "./CaseView";
import { TrackForm } from "./TrackForm";
import "../applications/applications.css";
import "./tracking.css";

/** Following a case by its number and query code, without signing in. */
export function TrackPage() {
  const { t } = useTranslation("tracking");
  useTitle(t("title"));
  const [tracking, show] = useState<Tracking>();
  const [expired, expire] = useState(false);
  const [failure, fail] = useState<unknown>();
  const keep = (answer: Tracking) => {
    followed.keep(answer.token);
    expire(false);
    fail(undefined);
    show(answer);
  };
  const leave = () => {
    followed.forget();
    show(undefined);
  };
  const again = async (token: string) => {
    try {
      keep(await trackAgain(token));
    } catch (refused) {
      const over = refused instanceof Fault && refused.status === 401;
      if (over) leave();
      expire(over);
      fail(over ? undefined : refused);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a page that was reloaded
  useEffect(() => {
    const token = followed.token();
    if (token) again(token);
  }, []);
  return (
    <div className="column">
      {failure !== undefined && <Failure failure={failure} />}
      {tracking ? (
        <CaseView tracking={tracking} keep={keep} leave={leave} refresh={() => again(tracking.token)} />
      ) : (
        <TrackForm keep={keep} expired={expired} />
      )}
    </div>
  );
}
