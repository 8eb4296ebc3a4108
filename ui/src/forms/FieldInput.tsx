import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DivisionPicker } from "../divisions/DivisionPicker";
import { Icon } from "../Icon";
import { today } from "./reach";
import type { FormField, Property, Values } from "./schema";
import { meant } from "./typed";

type Value = Values[string];
type Props = {
  id: string;
  field: FormField;
  rules: Property;
  value: Value;
  onChange: (value: Value) => void;
  /** Sentence of what is wrong, beside the field and announced with it. */
  fault?: string;
  warning?: string;
  hint?: string;
  /** Where a division picker starts. */
  start?: string;
};

const few = 6;

/** One field of a form with its label, hint and fault; which control it is follows from the field's type. */
export function FieldInput(props: Props) {
  const { id, field, fault, warning } = props;
  const { t, i18n } = useTranslation(["application", "fault"]);
  const label = i18n.language.startsWith("en") ? field.label_en || field.label : field.label;
  const hint = props.hint ?? t(`fault:shape.${field.type as "phone"}`, { defaultValue: "" });
  const describedBy = [hint && `${id}-hint`, warning && `${id}-warning`, fault && `${id}-fault`]
    .filter(Boolean)
    .join(" ");
  const group = ["boolean", "multiselect", "division_code"].includes(field.type) || isRadio(field);
  const caption = (
    <>
      {label} <span className="field-need">{field.required ? t("required") : t("optional")}</span>
    </>
  );
  const inner = (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Control {...props} describedBy={describedBy || undefined} />
      {warning && (
        <p className="field-warning" id={`${id}-warning`}>
          <Icon name="info" /> {warning}
        </p>
      )}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          <Icon name="alert" /> {fault}
        </p>
      )}
    </>
  );
  const look = fault ? "field field-faulty" : "field";
  if (group) {
    return (
      <fieldset className={look}>
        <legend>{caption}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div className={look}>
      <label htmlFor={id}>{caption}</label>
      {inner}
    </div>
  );
}

const isRadio = (field: FormField) => field.type === "select" && (field.options?.length ?? 0) <= few;

type ControlProps = Props & { describedBy?: string };

function Control(props: ControlProps): ReactNode {
  const { id, field, rules, value, onChange, describedBy, fault, start } = props;
  const { t } = useTranslation(["application", "word"]);
  const said = { id, "aria-describedby": describedBy, "aria-invalid": fault ? true : undefined };
  const text = typeof value === "string" ? value : "";
  switch (field.type) {
    case "boolean":
      return (
        <Choices
          {...props}
          options={[
            [t("word:yes"), value === true, () => onChange(true)],
            [t("word:no"), value === false, () => onChange(false)],
          ]}
        />
      );
    case "multiselect": {
      const chosen = Array.isArray(value) ? value : [];
      const flip = (option: string) =>
        onChange(chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option]);
      const options = field.options?.map((option) => [option, chosen.includes(option), () => flip(option)] as const);
      return <Choices {...props} many options={options ?? []} />;
    }
    case "select":
      if (isRadio(field)) {
        const options = field.options?.map((option) => [option, text === option, () => onChange(option)] as const);
        return <Choices {...props} options={options ?? []} />;
      }
      return (
        <select {...said} value={text} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t("choose")}</option>
          {field.options?.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case "division_code":
      return (
        <DivisionPicker
          id={id}
          value={text}
          start={start ?? ""}
          onChange={onChange}
          describedBy={describedBy}
          invalid={fault !== undefined}
        />
      );
    case "textarea":
      return (
        <textarea
          {...said}
          rows={4}
          value={text}
          maxLength={rules.maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "date": {
      const latest = rules["x-max-age"] ? today() : undefined;
      return (
        <input {...said} type="date" max={latest} value={text} onChange={(event) => onChange(event.target.value)} />
      );
    }
    default:
      return <Line {...props} said={said} text={text} />;
  }
}

type Choice = readonly [label: string, chosen: boolean, choose: () => void];

/** Options that all fit on the page: radios, or check boxes where several may hold. */
function Choices({
  id,
  options,
  many,
  describedBy,
  fault,
}: ControlProps & { options: readonly Choice[]; many?: boolean }) {
  return (
    <div className="choices">
      {options.map(([label, chosen, choose], i) => (
        <label key={label} className="choice">
          <input
            id={i === 0 ? id : undefined}
            type={many ? "checkbox" : "radio"}
            name={id}
            checked={chosen}
            onChange={choose}
            aria-describedby={describedBy}
            aria-invalid={fault ? true : undefined}
          />
          {label}
        </label>
      ))}
    </div>
  );
}

const keyboards = { number: "decimal", phone: "tel", project_code: "numeric" } as const;

function Line({ field, rules, onChange, said, text }: ControlProps & { said: object; text: string }) {
  const { t } = useTranslation("word");
  const unit = field.unit && t(`measure.${field.unit as "m2"}`, { defaultValue: field.unit });
  return (
    <span className={unit ? "with-unit" : undefined}>
      <input
        {...said}
        type={field.type === "phone" ? "tel" : "text"}
        inputMode={keyboards[field.type as keyof typeof keyboards]}
        maxLength={field.type === "number" ? 24 : (rules.maxLength ?? 200) + 10}
        autoComplete={field.type === "phone" ? "tel" : "off"}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => onChange(meant(field.type, text))}
      />
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}
