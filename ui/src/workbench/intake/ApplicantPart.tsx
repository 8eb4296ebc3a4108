import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../applications/applicant";
import { FieldInput } from "../../forms/FieldInput";
import type { Values } from "../../forms/schema";
import { Icon } from "../../Icon";
import { rightIdentity, windowEntries } from "./filing";
import type { Part } from "./part";

type Shown = Part & { onSet: (key: string, value: Values[string]) => void };

/** Who applies. The identity number comes first: it says what kind of applicant this is. */
export function ApplicantPart({ filing, told, warned, onSee, onSet }: Shown) {
  const { t } = useTranslation(["workbench", "application"]);
  const { applicant } = filing;
  useEffect(() => document.getElementById("/applicant/identity")?.focus(), []);
  const kind = t(`intake.recognised.${applicant.identity_kind as "citizen"}`);
  return (
    <section className="panel" aria-labelledby="who">
      <h2 id="who">{t("intake.who")}</h2>
      <div className="window-fields">
        {windowEntries(applicant).map((entry) => {
          const id = `/applicant/${entry.key}`;
          const first = entry.key === "identity";
          const label = first ? t("intake.identity") : t(`application:applicant.${entry.word}`);
          const right = first && rightIdentity(applicant) !== undefined && warned(id) === undefined;
          const hint = right ? t("intake.rightNumber", { kind }) : t("intake.identityHint");
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the field was left
            <div key={entry.key} onBlur={() => onSee(id)} className={right ? "field-right" : undefined}>
              <FieldInput
                id={id}
                field={fieldOf(entry, label)}
                rules={entry.rules}
                value={applicant[entry.key]}
                onChange={(value) => onSet(entry.key, value)}
                hint={first ? hint : undefined}
                fault={told(id)}
                warning={warned(id)}
              />
              {right && <Icon name="check" />}
            </div>
          );
        })}
      </div>
      <Kind applicant={applicant} onSet={onSet} />
    </section>
  );
}

/** What the number did not say, and whether somebody comes in the applicant's place. */
function Kind({ applicant, onSet }: { applicant: Values; onSet: Shown["onSet"] }) {
  const { t } = useTranslation("workbench");
  return (
    <div className="window-kind">
      <fieldset className="choices">
        <legend className="visually-hidden">{t("intake.kind")}</legend>
        {(["person", "organisation"] as const).map((kind) => (
          <label key={kind} className="choice">
            <input type="radio" name="kind" checked={applicant.kind === kind} onChange={() => onSet("kind", kind)} />
            {t(`intake.${kind}`)}
          </label>
        ))}
      </fieldset>
      <label className="choice">
        <input
          type="checkbox"
          checked={applicant.agent === true}
          onChange={(event) => onSet("agent", event.target.checked)}
        />
        {t("intake.agent")}
      </label>
    </div>
  );
}
