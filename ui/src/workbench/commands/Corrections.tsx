import { Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { FormField } from "../../forms/schema";
import { named } from "../../show";
import type { Case } from "../cases/api";
import { shownAs } from "../cases/formValues";
import type { Given } from "./given";

type Corrected = Record<string, unknown>;

/** The form's fields as they should read: only those that are chosen are corrected. */
export function Corrections({ id, value = {}, onChange, found }: Given<Corrected> & { found: Case }) {
  const { t, i18n } = useTranslation(["workbench", "word"]);
  const labelOf = (field: FormField) => named({ name: field.label, name_en: field.label_en }, i18n.language);
  const fields = found.fields ?? [];
  const was = (key: string) =>
    shownAs(found.form?.[key], { yes: t("word:yes"), no: t("word:no"), none: t("case.empty") });
  const choose = (keys: string[]) => onChange?.(Object.fromEntries(keys.map((key) => [key, value[key]])));
  return (
    <div className="corrections">
      <Select
        id={id}
        mode="multiple"
        style={{ width: "100%" }}
        placeholder={t("command.addCorrection")}
        value={Object.keys(value)}
        options={fields.map((field) => ({ value: field.key, label: labelOf(field) }))}
        onChange={choose}
      />
      {fields
        .filter(({ key }) => key in value)
        .map((field) => (
          <div key={field.key}>
            <label htmlFor={`${id}-${field.key}`}>{labelOf(field)}</label>
            <Corrected
              id={`${id}-${field.key}`}
              field={field}
              value={value[field.key]}
              onChange={(next) => onChange?.({ ...value, [field.key]: next })}
            />
            <small className="hint">{t("command.was", { value: was(field.key) })}</small>
          </div>
        ))}
    </div>
  );
}

function Corrected({ id, field, value, onChange }: Given<unknown> & { field: FormField }) {
  const { t } = useTranslation("word");
  const options = field.options?.map((option) => ({ value: option, label: option }));
  switch (field.type) {
    case "number":
      return <InputNumber id={id} value={value as number} onChange={(next) => onChange?.(next ?? undefined)} />;
    case "boolean":
      return (
        <Select
          id={id}
          value={value as boolean}
          options={[
            { value: true, label: t("yes") },
            { value: false, label: t("no") },
          ]}
          onChange={onChange}
        />
      );
    case "select":
      return <Select id={id} value={value as string} options={options} onChange={onChange} />;
    case "multiselect":
      return <Select id={id} mode="multiple" value={value as string[]} options={options} onChange={onChange} />;
    default:
      return <Input id={id} value={value as string} onChange={(event) => onChange?.(event.target.value)} />;
  }
}
