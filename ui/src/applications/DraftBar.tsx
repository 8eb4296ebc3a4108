import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { legalInstant } from "../show";
import type { useFiling } from "./useFiling";

/** Says that what is written is kept, and lets one go on elsewhere, start afresh, or leave nothing on this device. */
export function DraftBar({ work, resumed }: { work: ReturnType<typeof useFiling>; resumed: boolean }) {
  const { t } = useTranslation("application");
  const { keeping, handle, publicComputer, setPublic, restart } = work;
  const [copied, tell] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}#draft=${handle}`);
    tell(true);
  };
  const state = {
    idle: resumed ? t("draft.resumed") : "",
    saving: t("draft.saving"),
    saved: t("draft.saved", { time: keeping.at && legalInstant(keeping.at).slice(11) }),
    here: t("draft.localOnly"),
  }[keeping.state];
  return (
    <div className="draft-bar">
      <p role="status">
        {state && <Icon name={keeping.state === "here" ? "alert" : "draft"} />} {state}
      </p>
      <label className="choice" title={t("draft.publicLong")}>
        <input type="checkbox" checked={publicComputer} onChange={(event) => setPublic(event.target.checked)} />
        {t("draft.public")}
      </label>
      {handle && (
        <button type="button" className="link" onClick={copy} title={t("draft.linkLong")}>
          {copied ? t("draft.copied") : t("draft.link")}
        </button>
      )}
      <button type="button" className="link" onClick={() => window.confirm(t("draft.restartSure")) && restart()}>
        {t("draft.restart")}
      </button>
    </div>
  );
}
