import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../fault";
import { meant } from "../forms/typed";
import { Go } from "../hall/Go";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { type Tracking, track } from "./api";
import { LineField } from "./LineField";
import { useAsking } from "./useAsking";

/** Number and query code. A wrong number and a wrong code look the same. */
export function TrackForm({ keep, expired }: { keep: (tracking: Tracking) => void; expired: boolean }) {
  const { t } = useTranslation("tracking");
  const [number, setNumber] = useState(new URLSearchParams(location.search).get("number") ?? "");
  const [code, setCode] = useState("");
  const form = useAsking(async () => keep(await track(meant("uscc", number), meant("uscc", code))));
  const wrong = form.failure instanceof Fault && form.failure.code === "not_found";
  const recovery = number ? `/track/recovery?number=${encodeURIComponent(number)}` : "/track/recovery";
  return (
    <form className="sheet narrow-sheet" onSubmit={form.submit}>
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
      {form.failure !== undefined && !wrong && <Failure failure={form.failure} />}
      <LineField label={t("number")} value={number} onChange={setNumber} />
      <LineField label={t("code")} value={code} onChange={setCode} hint={t("codeHint")} longest={20} />
      <button type="submit" className="button primary large" disabled={form.busy} aria-busy={form.busy}>
        {t("open")}
      </button>
      <p>
        <Go to={recovery}>{t("lost")}</Go>
      </p>
    </form>
  );
}
