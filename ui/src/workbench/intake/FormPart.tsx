import { useTranslation } from "react-i18next";
import { codeOfPath } from "../../divisions/api";
import { FieldInput } from "../../forms/FieldInput";
import type { Values } from "../../forms/schema";
import type { Guide } from "../../items/api";
import type { Part } from "./part";

type Shown = Part & { guide?: Guide; own?: string; onForm: (form: Values) => void };

/** The item's own form. */
export function FormPart({ filing, guide, own, told, warned, onSee, onForm }: Shown) {
  const { t } = useTranslation("workbench");
  const { form } = filing;
  return (
    <section className="panel" aria-labelledby="form">
      <h2 id="form">{t("intake.form")}</h2>
      {!guide && <p className="hint">{t("intake.pickItem")}</p>}
      <div className="window-fields">
        {guide?.fields.map((field) => {
          const id = `/form/${field.key}`;
          const rules = guide.schema.properties[field.key];
          if (rules === undefined) return null;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the field was left
            <div key={field.key} onBlur={() => onSee(id)} className={wide(field.type) ? "window-wide" : undefined}>
              <FieldInput
                id={id}
                field={field}
                rules={rules}
                value={form[field.key]}
                onChange={(value) => onForm({ ...form, [field.key]: value })}
                fault={told(id)}
                warning={warned(id)}
                start={own && codeOfPath(own)}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}

const wide = (type: string) => ["textarea", "multiselect", "division_code"].includes(type);
