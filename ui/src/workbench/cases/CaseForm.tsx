import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { named } from "../../show";
import type { Case } from "./api";
import { shownAs } from "./formValues";

/** Applicant and form as the API gives them to this reader: masked, hidden or in full. */
export function CaseForm({ found, onWhy }: { found: Case; onWhy: (why: string) => void }) {
  const { t, i18n } = useTranslation(["workbench", "word"]);
  if (!found.form_shown) return <Hidden erased={found.erased ?? false} onWhy={onWhy} />;
  const { applicant, form = {}, fields = [] } = found;
  const yesNo = { yes: t("word:yes"), no: t("word:no"), none: t("case.empty") };
  return (
    <dl className="form-values">
      {applicant && (
        <>
          <Pair label={t("case.applicant")} value={`${applicant.name} · ${t(`case.kind.${applicant.kind}`)}`} />
          <Pair label={t("case.identity")} value={applicant.identity} figure />
          {applicant.phone && <Pair label={t("case.phone")} value={applicant.phone} figure />}
          {applicant.address && <Pair label={t("case.address")} value={applicant.address} />}
          {applicant.agent && (
            <Pair label={t("case.agent")} value={`${applicant.agent.name} ${applicant.agent.phone}`} />
          )}
        </>
      )}
      {fields.map((field) => (
        <Pair
          key={field.key}
          label={named({ name: field.label, name_en: field.label_en }, i18n.language)}
          value={shownAs(form[field.key], yesNo)}
          unit={field.unit && t(`word:measure.${field.unit as "m2"}`, { defaultValue: field.unit })}
        />
      ))}
    </dl>
  );
}

function Pair({ label, value, unit, figure }: { label: string; value: string; unit?: string; figure?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={figure ? "figure" : undefined}>
        {value} {unit && <span className="hint">{unit}</span>}
      </dd>
    </div>
  );
}

/** The form is not for everybody: who needs it says why, and that is audited. */
function Hidden({ erased, onWhy }: { erased: boolean; onWhy: (why: string) => void }) {
  const { t } = useTranslation("workbench");
  const [why, write] = useState("");
  if (erased) return <p className="hint">{t("case.erased")}</p>;
  return (
    <form
      className="hidden-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim().length >= 2) onWhy(why.trim());
      }}
    >
      <p>{t("case.formHidden")}</p>
      <label htmlFor="why">{t("case.why")}</label>
      <Input
        id="why"
        value={why}
        maxLength={200}
        onChange={(event) => write(event.target.value)}
        aria-describedby="why-hint"
      />
      <Button htmlType="submit" disabled={why.trim().length < 2}>
        {t("case.look")}
      </Button>
      <p className="hint" id="why-hint">
        {t("case.whyHint")}
      </p>
    </form>
  );
}
