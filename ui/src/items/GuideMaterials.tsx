import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { named } from "../show";
import type { GuideMaterial } from "./api";

/** The materials of an item: which must be handed in, in what form, which form can be downloaded. */
export function GuideMaterials({ materials }: { materials: GuideMaterial[] }) {
  return (
    <ol className="materials">
      {materials.map((material) => (
        <Material key={material.no} material={material} />
      ))}
    </ol>
  );
}

function Material({ material }: { material: GuideMaterial }) {
  const { t, i18n } = useTranslation("item");
  const shared = material.source === "government_shared";
  const facts = [
    material.form && t(`form.${material.form as "original"}`, { defaultValue: material.form }),
    material.copies ? t("copies", { count: material.copies }) : undefined,
    material.source && t(`source.${material.source as "applicant"}`, { defaultValue: material.source }),
  ];
  return (
    <li className="material">
      <div>
        <strong>{named(material, i18n.language)}</strong>
        <span className="fine">{facts.filter(Boolean).join(" · ")}</span>
      </div>
      <span className={`badge ${material.required ? "tone-calm" : "tone-mute"}`}>
        <Icon name={material.required ? "check" : "plus"} />
        {material.required ? t("required") : t("optional")}
      </span>
      {shared && (
        <span className="badge tone-good">
          <Icon name="swap" />
          {t("shared")}
        </span>
      )}
      {material.template && (
        <a className="button small" href={material.template} download>
          <Icon name="download" />
          {t("template")}
          <span className="visually-hidden"> {named(material, i18n.language)}</span>
        </a>
      )}
    </li>
  );
}
