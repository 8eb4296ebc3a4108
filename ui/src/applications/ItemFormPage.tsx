import { codeOfPath } from "../divisions/api";
import { FieldInput } from "../forms/FieldInput";
import { useFieldWords } from "../forms/faultWords";
import { judge } from "../forms/judge";
import { today } from "../forms/reach";
import type { PartProps } from "./useFiling";

/** The item's own form, made from its field definitions. */
export function ItemFormPage({ guide, filing, edit, faults }: PartProps) {
  const words = useFieldWords(guide.fields);
  const { warnings } = judge(guide.schema, filing.form, today());
  const unit = guide.units.find(({ id }) => id === filing.unit) ?? guide.unit;
  return guide.fields.map((field) => {
    const rules = guide.schema.properties[field.key];
    const id = `/form/${field.key}`;
    const warning = warnings[field.key];
    return (
      rules && (
        <FieldInput
          key={field.key}
          id={id}
          field={field}
          rules={rules}
          value={filing.form[field.key]}
          onChange={(value) => edit({ form: { ...filing.form, [field.key]: value } })}
          fault={faults[id]}
          warning={warning && words(warning)}
          start={codeOfPath(unit.path ?? "")}
        />
      )
    );
  });
}
