import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { meant } from "../forms/typed";
import { Go } from "../hall/Go";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { recover, redeem } from "./api";
import { LineField } from "./LineField";
import { useAsking } from "./useAsking";
import "../applications/applications.css";
import "./tracking.css";

type Submitted = components["schemas"]["Submitted"];

/** A lost query code: a one-time code goes to the registered phone or waits at the window, and becomes a new one. */
export function RecoverPage() {
  const { t } = useTranslation("tracking");
  useTitle(t("recovery.title"));
  const [number, setNumber] = useState(new URLSearchParams(location.search).get("number") ?? "");
  const [said, say] = useState<string>();
  const [have, tell] = useState(false);
  const [renewed, renew] = useState<Submitted>();
  if (renewed) return <Renewed renewed={renewed} />;
  return (
    <div className="column">
      <section className="sheet narrow-sheet">
        <h1>{t("recovery.title")}</h1>
        <p>{t("recovery.lead")}</p>
        {said !== undefined && (
          <p className="notice-box tone-good" role="status">
            <Icon name="check" /> {said || t("recovery.asked")}
          </p>
        )}
        {have || said !== undefined ? (
          <Redeem number={number} setNumber={setNumber} renew={renew} />
        ) : (
          <>
            <Ask number={number} setNumber={setNumber} say={say} />
            <button type="button" className="link" onClick={() => tell(true)}>
              {t("recovery.have")}
            </button>
          </>
        )}
        <p className="fine">{t("recovery.noNumber")}</p>
      </section>
    </div>
  );
}

type NumberProps = { number: string; setNumber: (number: string) => void };

function Ask({ number, setNumber, say }: NumberProps & { say: (said: string) => void }) {
  const { t } = useTranslation("tracking");
  const [identity, setIdentity] = useState("");
  const [phone, setPhone] = useState("");
  const form = useAsking(async () => {
    const answer = await recover({
      number: meant("uscc", number),
      identity: meant("id_number", identity),
      phone: meant("phone", phone),
    });
    say(answer.text);
  });
  return (
    <form onSubmit={form.submit}>
      <LineField label={t("number")} value={number} onChange={setNumber} fault={form.fault("/number")} />
      <LineField
        label={t("recovery.identity")}
        value={identity}
        onChange={setIdentity}
        fault={form.fault("/identity")}
      />
      <LineField label={t("recovery.phone")} value={phone} onChange={setPhone} fault={form.fault("/phone")} tel />
      {form.failure !== undefined && <Failure failure={form.failure} />}
      <button type="submit" className="button primary large" disabled={form.busy}>
        {t("recovery.ask")}
      </button>
    </form>
  );
}

function Redeem({ number, setNumber, renew }: NumberProps & { renew: (renewed: Submitted) => void }) {
  const { t } = useTranslation("tracking");
  const [code, setCode] = useState("");
  const form = useAsking(async () => renew(await redeem(meant("uscc", number), meant("uscc", code))));
  return (
    <form onSubmit={form.submit}>
      <h2>{t("recovery.redeem")}</h2>
      <LineField label={t("number")} value={number} onChange={setNumber} fault={form.fault("/number")} />
      <LineField label={t("recovery.oneTime")} value={code} onChange={setCode} fault={form.fault("/code")} />
      {form.failure !== undefined && <Failure failure={form.failure} />}
      <button type="submit" className="button primary large" disabled={form.busy}>
        {t("recovery.redeemButton")}
      </button>
    </form>
  );
}

function Renewed({ renewed }: { renewed: Submitted }) {
  const { t } = useTranslation("tracking");
  return (
    <div className="column">
      <section className="sheet receipt narrow-sheet" role="status">
        <h1>{t("recovery.renewed")}</h1>
        <p className="figure code">{renewed.query_code}</p>
        <p>{t("recovery.renewedLong")}</p>
        <Go to={`/track?number=${renewed.number}`} className="button primary">
          {t("title")}
        </Go>
      </section>
    </div>
  );
}
