import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../hall/Go";
import { useTitle } from "../hall/title";
import { legalDate, legalInstant, named } from "../show";
import { dropDraft } from "./api";
import { forgetHere, type Kept, keptDrafts } from "./drafts";
import "../items/items.css";
import "./applications.css";

/** The drafts on this device. */
export function DraftsPage() {
  const { t, i18n } = useTranslation(["application", "hall"]);
  const [drafts, show] = useState(keptDrafts);
  useTitle(t("draft.title"));
  const drop = (draft: Kept) => {
    forgetHere(draft.item);
    if (draft.handle) dropDraft(draft.handle).catch(() => {}); // the server forgets it by itself in time
    show(keptDrafts());
  };
  return (
    <div className="column">
      <h1>{t("draft.title")}</h1>
      {drafts.length === 0 && (
        <div className="sheet">
          <h2>{t("draft.none")}</h2>
          <p>{t("draft.noneLong")}</p>
          <Go to="/items" className="button primary">
            {t("hall:find")}
          </Go>
        </div>
      )}
      <ul className="items">
        {drafts.map((draft) => (
          <li key={draft.item} className="item">
            <div>
              <h2>{named(draft, i18n.language)}</h2>
              <p className="item-facts">
                <span>{t("draft.saved", { time: legalInstant(draft.saved) })}</span>
                {draft.expires && <span>{t("draft.keep", { date: legalDate(draft.expires) })}</span>}
              </p>
            </div>
            <Go to={`/items/${draft.item}/apply`} className="button primary">
              {t("draft.go")}
            </Go>
            <button type="button" className="button" onClick={() => drop(draft)}>
              {t("draft.drop")}
              <span className="visually-hidden"> {named(draft, i18n.language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
