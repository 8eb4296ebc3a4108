import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isEmpty, type Values } from "../forms/schema";
import { Icon } from "../Icon";
import type { Guide } from "../items/api";
import { named } from "../show";
import { applicantEntries } from "./applicant";
import type { Filing } from "./filing";
import { PlaceName } from "./PlaceName";

type Props = { guide: Guide; filing: Filing; turn: (page: number) => void; submit: () => void; sending: boolean };

/** Everything once more before it is sent, with the declaration that it is true. */
export function CheckPage({ guide, filing, turn, submit, sending }: Props) {
  const { t, i18n } = useTranslation("application");
  const english = i18n.language.startsWith("en");
  const unit = guide.units.find(({ id }) => id === filing.unit) ?? guide.unit;
  return (
    <>
      <p>{t("check.lead")}</p>
      <Part title={t("pages.applicant")} edit={() => turn(0)}>
        <Row label={t("unit")}>{named(unit, i18n.language)}</Row>
        {applicantEntries(filing.applicant).map(({ key, word }) => (
          <Row key={key} label={t(`applicant.${word}`)}>
            <Said value={filing.applicant[key]} />
          </Row>
        ))}
      </Part>
      <Part title={t("pages.form")} edit={() => turn(1)}>
        {guide.fields.map((field) => (
          <Row key={field.key} label={(english && field.label_en) || field.label}>
            <Said value={filing.form[field.key]} type={field.type} unit={field.unit} />
          </Row>
        ))}
      </Part>
      <Part title={t("pages.materials")} edit={() => turn(2)}>
        {guide.materials.map((material) => (
          <Row key={material.no} label={named(material, i18n.language)}>
            <How given={filing.materials.find(({ no }) => no === material.no)} />
          </Row>
        ))}
      </Part>
      <Declaration submit={submit} sending={sending} />
    </>
  );
}

/** The declaration that everything is true, without which nothing is sent. */
function Declaration({ submit, sending }: Pick<Props, "submit" | "sending">) {
  const { t } = useTranslation("application");
  const [declared, declare] = useState(false);
  const [asked, ask] = useState(false);
  const forgot = asked && !declared;
  const send = () => {
    ask(true);
    if (declared) submit();
  };
  return (
    <>
      <label className="choice declare">
        <input
          type="checkbox"
          checked={declared}
          aria-invalid={forgot || undefined}
          aria-describedby={forgot ? "declare-fault" : undefined}
          onChange={(event) => declare(event.target.checked)}
        />
        {t("check.declare")}
      </label>
      {forgot && (
        <p className="field-fault" id="declare-fault" role="alert">
          <Icon name="alert" /> {t("check.declareFault")}
        </p>
      )}
      <button type="button" className="button primary large" onClick={send} disabled={sending} aria-busy={sending}>
        {sending ? t("submitting") : t("submit")}
      </button>
    </>
  );
}

function Part({ title, edit, children }: { title: string; edit: () => void; children: ReactNode }) {
  const { t } = useTranslation("application");
  return (
    <section className="check-part">
      <h3>
        {title}{" "}
        <button type="button" className="link" onClick={edit}>
          {t("check.edit")}
          <span className="visually-hidden"> {title}</span>
        </button>
      </h3>
      <dl className="facts">{children}</dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Said({ value, type, unit }: { value: Values[string]; type?: string; unit?: string }) {
  const { t } = useTranslation(["application", "word"]);
  if (isEmpty(value)) return <span className="fine">{t("check.empty")}</span>;
  if (typeof value === "boolean") return value ? t("word:yes") : t("word:no");
  if (Array.isArray(value)) return value.join("、");
  if (type === "division_code") return <PlaceName code={String(value)} />;
  return [value, unit && t(`word:measure.${unit as "m2"}`, { defaultValue: unit })].filter(Boolean).join(" ");
}

function How({ given }: { given: Filing["materials"][number] | undefined }) {
  const { t } = useTranslation("application");
  if (given?.state === "shared") return t("check.shared");
  if (given?.state === "promised") return t("check.promised");
  if (!given?.files.length) return <span className="fine">{t("check.none")}</span>;
  return given.files.map((file) => file.name).join("、");
}
