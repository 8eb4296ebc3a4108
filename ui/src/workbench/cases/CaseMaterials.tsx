import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { named } from "../../show";
import { type MaterialState, materialLooks } from "../commands/checklist";
import type { Case, CaseFile } from "./api";

type Shown = { materials: Case["materials"]; open?: CaseFile; onOpen: (file: CaseFile) => void };

/** The checklist of the case as last checked, each material with its files. */
export function CaseMaterials({ materials, open, onOpen }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  if (materials.length === 0) return <p className="hint">{t("case.noMaterials")}</p>;
  return (
    <ol className="materials">
      {materials.map((material) => (
        <li key={material.no}>
          <span className="figure">{material.no}</span>
          <div>
            <span>{named(material, i18n.language)}</span>{" "}
            <small className="hint">{material.required ? t("case.required") : t("case.optional")}</small>
            {(material.concerns?.length ?? 0) > 0 && (
              <small className="hint">
                {" · "}
                {t("case.parts.concerns", {
                  names: material.concerns?.map((unit) => named(unit, i18n.language)).join("、"),
                })}
              </small>
            )}
            {material.note && <p className="material-note">{material.note}</p>}
            <Files files={material.files} open={open} onOpen={onOpen} />
          </div>
          <MaterialBadge state={material.state} />
        </li>
      ))}
    </ol>
  );
}

/** Files that can be looked at beside the form. */
export function Files({
  files,
  open,
  onOpen,
}: {
  files: CaseFile[];
  open?: CaseFile;
  onOpen: (file: CaseFile) => void;
}) {
  const { t } = useTranslation("workbench");
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={`${file.line}/${file.address}`}>
          <button
            type="button"
            className="file-link"
            aria-pressed={file.address === open?.address && file.line === open.line}
            aria-label={t("case.openFile", { name: file.name })}
            onClick={() => onOpen(file)}
          >
            <Icon name="file" /> {file.name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function MaterialBadge({ state }: { state: string }) {
  const { t } = useTranslation("workbench");
  const look = materialLooks[state as MaterialState] ?? { icon: "info", tone: "mute" };
  return (
    <span className={`badge tone-${look.tone}`}>
      <Icon name={look.icon} />
      {t(`material.${state as MaterialState}`, { defaultValue: state })}
    </span>
  );
}
