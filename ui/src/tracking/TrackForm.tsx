import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../fault";
import { meant } from "../forms/typed";
import { Go } from "../hall/Go";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { type Tracking, track } from "./api";

/** Number and query code. A wrong number and a wrong code look the same. */
export function TrackForm({ keep, expired }: { keep: (tracking: Tracking) => void; expired: boolean }) {
  const { t } = useTranslation("tracking");
  const [number, setNumber] = useState(new URLSearchParams(location.search).get("number") ?? "");
  const [code, setCode] = useState("");
  const [failure, fail] = useState<unknown>();
  const [busy, wait] = useState(false);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    wait(true);
    fail(undefined);
    try {
      keep(await track(meant("uscc", number), meant("uscc", code)));
    } catch (refused) {
      fail(refused);
    } finally {
      wait(false);
    }
  };
  const wrong = failure instanceof Fault && failure.code === "not_found";
  return (
    <form className="sheet narrow-sheet" onSubmit={open}>
      <h1>{t("title")}</h1>
      <p>{t("lead")}</p>
      {expired && (
        <p className="notice-box tone-wait" role="status">
          <Icon name="clock" /> {t("expired")}
        </p>
      )}
      {wrong && (
        <p className="notice-box tone-red" role="alert">
          <Icon name="alert" /> {t("wrong")}
        </p>
      )}
      {failure !== undefined && !wrong && <Failure failure={failure} />}
      <div className="field">
        <label htmlFor="number">{t("number")}</label>
        <input
          id="number"
          className="figure"
          required
          maxLength={50}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="code">{t("code")}</label>
        <p className="hint" id="code-hint">
          {t("codeHint")}
        </p>
        <input
          id="code"
          className="figure"
          required
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby="code-hint"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <button type="submit" className="button primary large" disabled={busy} aria-busy={busy}>
        {t("open")}
      </button>
      <p>
        <Go to={number ? `/track/recovery?number=${encodeURIComponent(number)}` : "/track/recovery"}>{t("lost")}</Go>
      </p>
    </form>
  );
}
