import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import type { components } from "../contract";
import { FactList, type Facts } from "../FactList";
import { Fault } from "../fault";
import { go } from "../hall/address";
import { useLoaded } from "../hall/loaded";
import type { PageProps } from "../hall/pages";
import { useTitle } from "../hall/title";
import { Failure } from "../hall/Waiting";
import { api, got } from "../http";
import { Icon } from "../Icon";
import { statusLook } from "../outcome";
import { legalDate, named } from "../show";
import "./documents.css";

type Issued = components["schemas"]["IssuedDocument"];

const readDocument = (code: string) => got(api.GET("/public/documents/{code}", { params: { path: { code } } }));

/** Whether a decision or licence is genuine, by the code that its QR code leads to. */
export function VerifyPage({ part }: PageProps) {
  const { t } = useTranslation("document");
  useTitle(t("title"));
  const [code, type] = useState(part);
  const check = (event: FormEvent) => {
    event.preventDefault();
    go(`/verify/${encodeURIComponent(code.trim())}`);
  };
  return (
    <div className="column">
      <form className="sheet narrow-sheet" onSubmit={check}>
        <h1>{t("title")}</h1>
        <p>{t("lead")}</p>
        <div className="field">
          <label htmlFor="code">{t("code")}</label>
          <input
            id="code"
            className="figure"
            required
            minLength={16}
            maxLength={64}
            pattern="[A-Za-z0-9_\-]+"
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <button type="submit" className="button primary large">
          <Icon name="shield" /> {t("check")}
        </button>
      </form>
      {part && <Answer key={part} code={part} />}
    </div>
  );
}

function Answer({ code }: { code: string }) {
  const { t } = useTranslation("document");
  const answer = useLoaded(code, () => readDocument(code));
  if (answer.value) return <Genuine document={answer.value} />;
  if (answer.failure === undefined) return null;
  const unknown = answer.failure instanceof Fault && ["not_found", "invalid"].includes(answer.failure.code);
  if (!unknown) return <Failure failure={answer.failure} again={answer.again} />;
  return (
    <section className="sheet verdict verdict-void" role="alert">
      <h2>
        <Icon name="cross" size={32} /> {t("unknown")}
      </h2>
      <p>{t("unknownLong")}</p>
    </section>
  );
}

function Genuine({ document }: { document: Issued }) {
  const { t, i18n } = useTranslation(["document", "word"]);
  const rows: Facts = [
    [
      t("kind"),
      (i18n.language.startsWith("en") ? document.title_en : document.title) || t(`word:notice.${document.kind}`),
    ],
    [t(document.kind.startsWith("complaint_") ? "complaint" : "number"), document.number],
    [t("item"), document.item && named(document.item, i18n.language)],
    [t("unit"), named(document.unit, i18n.language)],
    [t("holder"), document.holder],
    [t("issued"), legalDate(document.issued)],
  ];
  return (
    <section className={document.valid ? "sheet verdict" : "sheet verdict verdict-void"} role="status">
      <h2>
        <Icon name={document.valid ? "shield" : "alert"} size={32} /> {document.valid ? t("genuine") : t("void")}
      </h2>
      <p>{document.valid ? t("genuineLong") : t("voidLong")}</p>
      <FactList rows={rows}>
        {document.outcome && document.item && (
          <div>
            <dt>{t("outcome")}</dt>
            <dd>
              <Badge look={statusLook(document.outcome, document.item)} />
            </dd>
          </div>
        )}
      </FactList>
      <a className="button" href={`/api/v1/public/documents/${document.code}/pdf`} target="_blank" rel="noreferrer">
        <Icon name="file" /> {t("original")}
      </a>
    </section>
  );
}
