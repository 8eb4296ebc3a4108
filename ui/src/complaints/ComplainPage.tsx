import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Receipt } from "../applications/filing";
import { Go } from "../hall/Go";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { click } from "../http";
import { Icon } from "../Icon";
import { listUnits } from "../items/api";
import { named } from "../show";
import { useAsking } from "../tracking/useAsking";
import { complain, type LodgedComplaint, type NewComplaint, topics } from "./api";
import { Proofs } from "./Proofs";
import { Who } from "./Who";
import "../applications/applications.css";
import "../ratings/ratings.css";

/** Lodging a complaint, by name or without, and the way to its progress. */
export function ComplainPage() {
  const { t } = useTranslation("voice");
  useTitle(t("complain.title"));
  const [lodged, keep] = useState<LodgedComplaint>();
  if (lodged) return <Lodged lodged={lodged} />;
  return (
    <div className="column">
      <h1>{t("complain.title")}</h1>
      <p>{t("complain.lead")}</p>
      <p className="pickers">
        <Go className="button" to="/complaints/track">
          <Icon name="clock" /> {t("complain.track")}
        </Go>
        <Go className="button" to="/complaints/answers">
          <Icon name="eye" /> {t("complain.published")}
        </Go>
      </p>
      <Form keep={keep} />
    </div>
  );
}

/** A new complaint; the case and its unit may stand in the address. */
function begun(): NewComplaint {
  const search = new URLSearchParams(location.search);
  const number = search.get("number") ?? undefined;
  return { unit: search.get("unit") ?? "", topic: "attitude", text: "", anonymous: true, ...(number && { number }) };
}

function Form({ keep }: { keep: (lodged: LodgedComplaint) => void }) {
  const { t, i18n } = useTranslation(["voice", "complaint", "application"]);
  const units = useLoaded("units", listUnits).value?.rows ?? [];
  const [body, set] = useState(begun);
  const [files, prove] = useState<Receipt[]>([]);
  const [uploading, hold] = useState(false);
  const attempt = useRef({ key: "", content: "" });
  const edit = (part: Partial<NewComplaint>) => set({ ...body, ...part });
  const { submit, busy, failure, fault } = useAsking(async () => {
    const { number, complainant, ...rest } = body;
    const given: NewComplaint = {
      ...rest,
      ...(number && { number }),
      ...(!body.anonymous && { complainant }),
      ...(files.length > 0 && { files: files.map(({ receipt }) => receipt) }),
    };
    const content = JSON.stringify(given);
    if (attempt.current.content !== content) attempt.current = { key: click(), content };
    keep(await complain(given, attempt.current.key));
  });
  return (
    <form className="sheet" onSubmit={submit}>
      <h2>{t("complain.lodge")}</h2>
      {failure !== undefined && <Failure failure={failure} />}
      <div className="field">
        <label htmlFor="unit">{t("complain.unit")}</label>
        <select id="unit" required value={body.unit} onChange={(event) => edit({ unit: event.target.value })}>
          <option value="">{t("complain.unitHint")}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {named(unit, i18n.language)}
            </option>
          ))}
        </select>
      </div>
      <fieldset className="field">
        <legend>{t("complaint:topicWord")}</legend>
        <div className="tags">
          {topics.map((topic) => (
            <label key={topic} className="choice">
              <input type="radio" name="topic" checked={body.topic === topic} onChange={() => edit({ topic })} />
              {t(`complaint:topic.${topic}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="text">{t("complain.text")}</label>
        <p className="hint" id="text-hint">
          {t("complain.textHint")}
        </p>
        <textarea
          id="text"
          required
          minLength={5}
          maxLength={4000}
          rows={6}
          aria-describedby="text-hint"
          value={body.text}
          onChange={(event) => edit({ text: event.target.value })}
        />
        {fault("/text") && <p className="field-fault">{fault("/text")}</p>}
      </div>
      <div className="field">
        <label htmlFor="number">
          {t("complain.number")} <span className="field-need">{t("application:optional")}</span>
        </label>
        <input
          id="number"
          className="figure"
          maxLength={50}
          autoComplete="off"
          value={body.number ?? ""}
          onChange={(event) => edit({ number: event.target.value.trim() })}
        />
        {fault("/number") && <p className="field-fault">{fault("/number")}</p>}
      </div>
      <Proofs files={files} set={prove} hold={hold} fault={fault} />
      <Who body={body} edit={edit} fault={fault} />
      <button type="submit" className="button primary" disabled={busy || uploading}>
        {t("complain.send")}
      </button>
    </form>
  );
}

function Lodged({ lodged }: { lodged: LodgedComplaint }) {
  const { t } = useTranslation(["voice", "complaint"]);
  return (
    <div className="column">
      <section className="sheet receipt">
        <div role="status">
          <h1>
            <Icon name="check" /> {t("complain.sent")}
          </h1>
        </div>
        <p className="notice-box tone-wait">{t("complain.keep")}</p>
        <div className="receipt-keys">
          <dl>
            <dt>{t("complaint:number")}</dt>
            <dd className="figure">{lodged.number}</dd>
            <dt>{t("complain.code")}</dt>
            <dd className="figure code">{lodged.query_code}</dd>
          </dl>
        </div>
        <p>
          <Go className="button primary" to={`/complaints/track?number=${lodged.number}`}>
            {t("complain.track")}
          </Go>
        </p>
      </section>
    </div>
  );
}
