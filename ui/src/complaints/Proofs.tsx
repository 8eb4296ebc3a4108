import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Receipt } from "../applications/filing";
import { Uploads } from "../applications/Uploads";

type Props = {
  files: Receipt[];
  set: (files: Receipt[]) => void;
  hold: (uploading: boolean) => void;
  fault: (field: string) => string | undefined;
};

/** Pictures and papers that prove what a complaint says; taken from somebody without a name as well. */
export function Proofs({ files, set, hold, fault }: Props) {
  const { t } = useTranslation(["voice", "application"]);
  const id = useId();
  const refused = files.find((_, place) => fault(`/files/${place}`));
  return (
    <fieldset className="field">
      <legend>
        {t("complain.files")} <span className="field-need">{t("application:optional")}</span>
      </legend>
      <p className="hint">
        {t("application:material.lead")} {t("complain.filesHint")}
      </p>
      <Uploads
        id={id}
        name={t("complain.files")}
        files={files}
        set={set}
        hold={hold}
        fault={refused && t("application:material.expired", { name: refused.name })}
      />
    </fieldset>
  );
}
