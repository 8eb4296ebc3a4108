import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Receipt } from "../applications/filing";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { verbLook, wordOf } from "../looks";
import { useAsking } from "../tracking/useAsking";
import {
  type ComplainantCommand,
  type ComplainantVerb,
  type ComplaintTracking,
  commandComplaint,
  satisfactions,
} from "./api";
import { Proofs } from "./Proofs";

type Props = { tracking: ComplaintTracking; keep: (tracking: ComplaintTracking) => void };

/** What the complainant may do: rate the answer, ask for its review, withdraw. */
export function Turns({ tracking, keep }: Props) {
  const { t, i18n } = useTranslation("voice");
  const [open, choose] = useState<ComplainantVerb>();
  const { can } = tracking.complaint;
  if (can.length === 0) return null;
  return (
    <div className="actions print-hidden">
      <div className="apply-turn">
        {can.map((verb) => (
          <button
            key={verb}
            type="button"
            className="button"
            aria-expanded={open === verb}
            onClick={() => choose(open === verb ? undefined : verb)}
          >
            <Icon name={verbLook(verb).icon} /> {wordOf(verbLook(verb), i18n.language)}
          </button>
        ))}
      </div>
      {open && (
        <Turn
          key={open}
          verb={open}
          token={tracking.token}
          done={keep}
          cancel={() => choose(undefined)}
          cancelWord={t("complain.cancel")}
        />
      )}
    </div>
  );
}

type TurnProps = {
  verb: ComplainantVerb;
  token: string;
  done: (tracking: ComplaintTracking) => void;
  cancel: () => void;
  cancelWord: string;
};

function Turn({ verb, token, done, cancel, cancelWord }: TurnProps) {
  const { t, i18n } = useTranslation(["voice", "complaint", "application"]);
  const id = useId();
  const rating = verb === "rate_answer";
  const [satisfaction, feel] = useState<(typeof satisfactions)[number]>("satisfied");
  const [text, write] = useState("");
  const [files, prove] = useState<Receipt[]>([]);
  const [uploading, hold] = useState(false);
  const optional = rating || verb === "withdraw_complaint";
  const { submit, busy, failure, fault } = useAsking(async () => {
    const said = text.trim();
    const body: ComplainantCommand = rating
      ? { satisfaction, ...(said && { text: said }) }
      : { ...(said && { reason: said }), ...(files.length > 0 && { files: files.map(({ receipt }) => receipt) }) };
    done(await commandComplaint(token, verb, body));
  });
  return (
    <form className="sheet" onSubmit={submit}>
      {failure !== undefined && <Failure failure={failure} />}
      {rating && (
        <fieldset className="field">
          <legend>{t("complain.rate")}</legend>
          <div className="choices">
            {satisfactions.map((each) => (
              <label key={each} className="choice">
                <input type="radio" name={id} checked={satisfaction === each} onChange={() => feel(each)} />
                {t(`complaint:said.${each}`)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="field">
        <label htmlFor={`${id}-text`}>
          {t("complain.reason")} {optional && <span className="field-need">{t("application:optional")}</span>}
        </label>
        <textarea
          id={`${id}-text`}
          rows={4}
          maxLength={2000}
          required={!optional}
          minLength={2}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      {!optional && <Proofs files={files} set={prove} hold={hold} fault={fault} />}
      <div className="apply-turn">
        <button type="submit" className="button primary" disabled={busy || uploading}>
          {wordOf(verbLook(verb), i18n.language)}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {cancelWord}
        </button>
      </div>
    </form>
  );
}
