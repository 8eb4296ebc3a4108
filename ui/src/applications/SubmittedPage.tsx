import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Go } from "../hall/Go";
import { useTitle } from "../hall/title";
import { Icon } from "../Icon";
import { legalInstant, named } from "../show";
import type { Submitted } from "./api";
import "./applications.css";

type Receipt = Submitted & { item?: string; item_en?: string };

/** The receipt of an application: its number and its query code, which is shown only here. */
export function SubmittedPage() {
  const { t } = useTranslation("application");
  useTitle(t("done.title"));
  const receipt: Receipt | null = history.state;
  if (!receipt?.query_code) {
    return (
      <div className="column">
        <div className="sheet">
          <h1>{t("done.title")}</h1>
          <p>{t("done.lost")}</p>
          <Go to="/track/recovery" className="button">
            {t("done.recover")}
          </Go>
        </div>
      </div>
    );
  }
  return (
    <div className="column">
      <ReceiptSheet receipt={receipt} />
      <NextSteps />
    </div>
  );
}

function ReceiptSheet({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation("application");
  const [copied, tell] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(
      `${t("done.number")} ${receipt.number}\n${t("done.code")} ${receipt.query_code}`,
    );
    tell(true);
  };
  return (
    <article className="sheet receipt">
      <h1>
        <Icon name="check" size={32} /> {t("done.title")}
      </h1>
      <p>{t("done.lead")}</p>
      <div className="receipt-keys">
        <dl>
          <div>
            <dt>{t("done.number")}</dt>
            <dd className="figure" data-testid="number">
              {receipt.number}
            </dd>
          </div>
          <div>
            <dt>{t("done.code")}</dt>
            <dd className="figure code" data-testid="code">
              {receipt.query_code}
            </dd>
          </div>
        </dl>
        <QRCodeSVG
          value={`${location.origin}/track?number=${receipt.number}`}
          size={116}
          marginSize={2}
          title={t("done.track")}
        />
      </div>
      <dl className="facts">
        <div>
          <dt>{t("done.item")}</dt>
          <dd>{named({ name: receipt.item ?? "", name_en: receipt.item_en }, i18n.language)}</dd>
        </div>
        {receipt.submitted && (
          <div>
            <dt>{t("done.time")}</dt>
            <dd className="figure">{legalInstant(receipt.submitted)}</dd>
          </div>
        )}
      </dl>
      <div className="apply-turn print-hidden">
        <button type="button" className="button primary" onClick={() => window.print()}>
          <Icon name="printer" /> {t("done.print")}
        </button>
        <button type="button" className="button" onClick={copy}>
          {copied ? t("done.copied") : t("done.copy")}
        </button>
        <Go to={`/track?number=${receipt.number}`} className="button">
          {t("done.track")}
        </Go>
      </div>
    </article>
  );
}

function NextSteps() {
  const { t } = useTranslation("application");
  return (
    <section className="sheet">
      <h2>{t("done.nextTitle")}</h2>
      <ol className="numbered">
        <li>{t("done.next1")}</li>
        <li>{t("done.next2")}</li>
        <li>{t("done.next3")}</li>
      </ol>
    </section>
  );
}
