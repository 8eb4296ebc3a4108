import { useTranslation } from "react-i18next";
import type { NewComplaint } from "./api";

type Props = {
  body: NewComplaint;
  edit: (part: Partial<NewComplaint>) => void;
  fault: (field: string) => string | undefined;
};

/** By name or without. Without one nothing is asked by which the complainant could be found. */
export function Who({ body, edit, fault }: Props) {
  const { t } = useTranslation("voice");
  const { name = "", phone = "" } = body.complainant ?? {};
  return (
    <>
      <fieldset className="field">
        <legend>{t("complain.who")}</legend>
        <div className="choices">
          {(["anonymous", "named"] as const).map((way) => (
            <label key={way} className="choice">
              <input
                type="radio"
                name="who"
                checked={body.anonymous === (way === "anonymous")}
                onChange={() => edit({ anonymous: way === "anonymous" })}
              />
              <span>
                <strong>{t(`complain.${way}`)}</strong> <span className="fine">{t(`complain.${way}Long`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {!body.anonymous &&
        (
          [
            ["name", name, "text"],
            ["phone", phone, "tel"],
          ] as const
        ).map(([field, value, type]) => (
          <div key={field} className="field">
            <label htmlFor={field}>{t(`complain.${field}`)}</label>
            <input
              id={field}
              type={type}
              required
              maxLength={field === "name" ? 100 : 20}
              value={value}
              onChange={(event) => edit({ complainant: { name, phone, [field]: event.target.value } })}
            />
            {fault(`/complainant/${field}`) && <p className="field-fault">{fault(`/complainant/${field}`)}</p>}
          </div>
        ))}
    </>
  );
}
