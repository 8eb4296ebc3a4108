import { useTranslation } from "react-i18next";
import type { ChangePart } from "./api";

/** A change field by field: what stood there before and what stands there after, as words and not by colour alone. */
export function Parts({ parts }: { parts: ChangePart[] }) {
  const { t } = useTranslation("administration");
  return (
    <div className="scrolls">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("changes.field")}</th>
            <th scope="col">{t("changes.before")}</th>
            <th scope="col">{t("changes.after")}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ field, name, before, after }) => {
            const differs = before !== after;
            return (
              <tr key={`${field} ${name ?? ""}`}>
                <th scope="row">{name ?? t(`changes.fields.${field}`)}</th>
                <td className={differs && before ? "diff-gone" : undefined}>{before ?? "–"}</td>
                <td className={differs && after ? "diff-come" : undefined}>{after ?? "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
