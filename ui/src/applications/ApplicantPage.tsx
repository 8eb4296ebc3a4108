import { useTranslation } from "react-i18next";
import { FieldInput } from "../forms/FieldInput";
import { useFieldWords } from "../forms/faultWords";
import { judge } from "../forms/judge";
import { today } from "../forms/reach";
import type { Values } from "../forms/schema";
import { Icon } from "../Icon";
import { named } from "../show";
import { applicantEntries, applicantSchema, fieldOf } from "./applicant";
import type { PartProps } from "./useFiling";

/** Who applies, and to which unit. */
export function ApplicantPage({ guide, filing, edit, faults }: PartProps) {
  const { t } = useTranslation("application");
  const words = useFieldWords([]);
  const { applicant } = filing;
  const set = (part: Values) => edit({ applicant: { ...applicant, ...part } });
  const warnings = judge(applicantSchema(applicant), applicant, today()).warnings;
  return (
    <>
      {guide.units.length > 1 && <Units guide={guide} filing={filing} edit={edit} faults={faults} />}
      <Kind applicant={applicant} set={set} />
      {applicantEntries(applicant).map((entry) => {
        const label = t(`applicant.${entry.word}`);
        const id = `/applicant/${entry.key}`;
        const warning = warnings[entry.key];
        return (
          <FieldInput
            key={entry.key}
            id={id}
            field={fieldOf(entry, label)}
            rules={entry.rules}
            value={applicant[entry.key]}
            onChange={(value) => set({ [entry.key]: value })}
            hint={entry.key === "phone" ? t("applicant.phoneHint") : undefined}
            fault={faults[id]}
            warning={warning && words(warning)}
          />
        );
      })}
      <label className="choice">
        <input
          type="checkbox"
          checked={applicant.agent === true}
          onChange={(event) => set({ agent: event.target.checked })}
        />
        {t("applicant.agent")}
      </label>
    </>
  );
}

function Kind({ applicant, set }: { applicant: Values; set: (part: Values) => void }) {
  const { t } = useTranslation("application");
  return (
    <>
      <fieldset className="field">
        <legend>{t("applicant.kind")}</legend>
        <div className="choices">
          {(["person", "organisation"] as const).map((kind) => (
            <label key={kind} className="choice">
              <input
                type="radio"
                name="kind"
                checked={applicant.kind === kind}
                onChange={() => set({ kind, identity: undefined })}
              />
              {t(`applicant.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {applicant.kind === "person" && (
        <div className="field">
          <label htmlFor="identity_kind">{t("applicant.identity_kind")}</label>
          <select
            id="identity_kind"
            value={String(applicant.identity_kind ?? "citizen")}
            onChange={(event) => set({ identity_kind: event.target.value })}
          >
            {(["citizen", "passport", "other"] as const).map((kind) => (
              <option key={kind} value={kind}>
                {t(`identityKind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}

/** The units that take the item in, where there are several: one's own town, usually. */
function Units({ guide, filing, edit, faults }: PartProps) {
  const { t, i18n } = useTranslation("application");
  const fault = faults["/unit"];
  return (
    <div className={fault ? "field field-faulty" : "field"}>
      <label htmlFor="/unit">
        {t("unit")} <span className="field-need">{t("required")}</span>
      </label>
      <select
        id="/unit"
        value={filing.unit}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? "unit-fault" : undefined}
        onChange={(event) => edit({ unit: event.target.value })}
      >
        <option value="">{t("choose")}</option>
        {guide.units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {named(unit, i18n.language)}
          </option>
        ))}
      </select>
      {fault && (
        <p className="field-fault" id="unit-fault">
          <Icon name="alert" /> {fault}
        </p>
      )}
    </div>
  );
}
