import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { settingsQuery } from "./api";

/** The settings in force and where each comes from. */
export function Settings() {
  const { t } = useTranslation("administration");
  const { data, error } = useQuery(settingsQuery);
  return (
    <details className="panel">
      <summary>{t("operations.settings")}</summary>
      <Failure fault={error} />
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("operations.key")}</th>
            <th scope="col">{t("operations.value")}</th>
            <th scope="col">{t("operations.source")}</th>
            <th scope="col">{t("operations.meaning")}</th>
          </tr>
        </thead>
        <tbody>
          {data?.rows.map((setting) => (
            <tr key={setting.key}>
              <th scope="row">
                <code>{setting.key}</code>
              </th>
              <td>
                <code>{setting.value}</code>
              </td>
              <td>{setting.source}</td>
              <td>{setting.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
