import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { verbLooks } from "../looks";
import type { Tracking } from "./api";
import { useCommand } from "./useCommand";

type Props = { tracking: Tracking; keep: (tracking: Tracking) => void };

/** Withdrawing and urging, each opened by its button, with room for a reason. */
export function Actions({ tracking, keep }: Props) {
  const { t } = useTranslation("tracking");
  const [open, choose] = useState<"urge" | "withdraw">();
  const [done, tell] = useState<string>();
  const verbs = (["urge", "withdraw"] as const).filter((verb) => tracking.case.can.includes(verb));
  const finish = (answer: Tracking, verb: "urge" | "withdraw") => {
    keep(answer);
    choose(undefined);
    tell(t(verb === "urge" ? "urged" : "withdrawn"));
  };
  return (
    <div className="actions print-hidden">
      <p role="status">
        {done && (
          <span className="badge tone-good">
            <Icon name="check" /> {done}
          </span>
        )}
      </p>
      {verbs.length > 0 && (
        <div className="apply-turn">
          {verbs.map((verb) => (
            <button
              key={verb}
              type="button"
              className="button"
              aria-expanded={open === verb}
              onClick={() => choose(open === verb ? undefined : verb)}
            >
              <Icon name={verbLooks[verb].icon} /> {t(verb)}
            </button>
          ))}
        </div>
      )}
      {open && (
        <Ask
          key={open}
          verb={open}
          tracking={tracking}
          done={(answer) => finish(answer, open)}
          cancel={() => choose(undefined)}
        />
      )}
    </div>
  );
}

type AskProps = {
  verb: "urge" | "withdraw";
  tracking: Tracking;
  done: (answer: Tracking) => void;
  cancel: () => void;
};

function Ask({ verb, tracking, done, cancel }: AskProps) {
  const { t } = useTranslation(["tracking", "application"]);
  const [reason, write] = useState("");
  const { give, busy, failure } = useCommand(tracking, verb, done);
  const id = useId();
  return (
    <section className="sheet" aria-label={t(verb)}>
      <p>{t(`${verb}Long`)}</p>
      {failure !== undefined && <Failure failure={failure} />}
      <div className="field">
        <label htmlFor={id}>
          {t("reason")} <span className="field-need">{t("application:optional")}</span>
        </label>
        <textarea id={id} rows={3} maxLength={2000} value={reason} onChange={(event) => write(event.target.value)} />
      </div>
      <div className="apply-turn">
        <button
          type="button"
          className={verb === "withdraw" ? "button danger" : "button primary"}
          disabled={busy}
          onClick={() => give(reason.trim() ? { reason: reason.trim() } : {})}
        >
          {t(`${verb}Sure`)}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {t("cancel")}
        </button>
      </div>
    </section>
  );
}
