import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { legalInstant, named } from "../../show";
import type { Case } from "./api";

/** What each co-department said of its part of the material before the acceptance: what the one notice must tell. */
export function CaseParts({ found }: { found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const parts = found.parts ?? [];
  if (parts.length === 0) return null;
  const nameOf = (no: number) => {
    const material = found.materials.find((each) => each.no === no);
    return material ? named(material, i18n.language) : String(no);
  };
  return (
    <section className="panel" aria-labelledby="parts">
      <h2 id="parts">{t("case.parts.title")}</h2>
      <ul className="aside-list">
        {parts.map((part) => (
          <li key={part.line}>
            <a href={`#line-${part.line}`}>{named(part.unit, i18n.language)}</a>
            <span className={`badge tone-${part.missing.length > 0 ? "wait" : "good"}`}>
              <Icon name={part.missing.length > 0 ? "alert" : "check"} />
              {part.missing.length > 0
                ? t("case.parts.missing", { names: part.missing.map(nameOf).join("、") })
                : t("case.parts.nothing")}
            </span>
            {part.reason && <span>{part.reason}</span>}
            <time className="hint figure" dateTime={part.at}>
              {legalInstant(part.at)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
