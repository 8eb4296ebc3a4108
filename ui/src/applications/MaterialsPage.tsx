import { useTranslation } from "react-i18next";
import type { GuideMaterial } from "../items/api";
import { named } from "../show";
import type { Given } from "./filing";
import { Uploads } from "./Uploads";
import type { PartProps } from "./useFiling";

/** The materials: uploaded or photographed, fetched from shared data, or promised. */
export function MaterialsPage({ guide, filing, edit, faults }: PartProps) {
  const { t } = useTranslation("application");
  return (
    <>
      <p className="hint">{t("material.lead")}</p>
      <ol className="given-list">
        {guide.materials.map((material) => {
          const given = filing.materials.find(({ no }) => no === material.no);
          const set = (changed: Given) =>
            edit({ materials: filing.materials.map((each) => (each.no === changed.no ? changed : each)) });
          const pointer = `/materials/${material.no}`;
          return (
            given && (
              <Material
                key={material.no}
                id={pointer}
                material={material}
                given={given}
                set={set}
                fault={faults[pointer]}
              />
            )
          );
        })}
      </ol>
    </>
  );
}

type MaterialProps = {
  id: string;
  material: GuideMaterial;
  given: Given;
  set: (given: Given) => void;
  fault?: string;
};

function Material({ id, material, given, set, fault }: MaterialProps) {
  const { t, i18n } = useTranslation(["application", "item"]);
  const name = named(material, i18n.language);
  const shareable = material.source === "government_shared";
  const to = (state: Given["state"]) => set({ ...given, state, files: [] });
  return (
    <li className={fault ? "given field-faulty" : "given"}>
      <p className="given-name">
        <strong>{name}</strong>{" "}
        <span className="field-need">{material.required ? t("item:required") : t("item:optional")}</span>
        {material.template && (
          <a className="button small" href={material.template} download>
            {t("item:template")}
            <span className="visually-hidden"> {name}</span>
          </a>
        )}
      </p>
      {given.state === "shared" && <p className="hint">{t("material.shared")}</p>}
      {given.state === "promised" && <p className="hint">{t("material.promised")}</p>}
      {given.state === "received" && (
        <>
          {material.form === "original" && <p className="hint">{t("material.original")}</p>}
          <Uploads id={id} name={name} files={given.files} set={(files) => set({ ...given, files })} fault={fault} />
        </>
      )}
      <div className="given-ways">
        {given.state !== "received" && (
          <button type="button" className="link" id={id} onClick={() => to("received")}>
            {t("material.own")}
          </button>
        )}
        {shareable && given.state !== "shared" && (
          <button type="button" className="link" onClick={() => to("shared")}>
            {t("material.useShared")}
          </button>
        )}
        {!shareable && material.required && given.state === "received" && given.files.length === 0 && (
          <button type="button" className="link" onClick={() => to("promised")}>
            {t("material.promise")}
          </button>
        )}
      </div>
    </li>
  );
}
