import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { named } from "../../show";
import type { Clash } from "./separation";

/** Appointments of the same person that stand against a new one. */
export function Clashes({ found }: { found: Clash[] }) {
  const { t, i18n } = useTranslation("administration");
  if (found.length === 0) return null;
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      icon={<Icon name="people" />}
      title={t("appointments.twoPeople")}
      description={
        <ul>
          {found.map(({ held, rule }) => (
            <li key={held.id}>
              {t("appointments.clash", {
                role: named(held.role, i18n.language),
                unit: named(held.unit, i18n.language),
                rule,
              })}
            </li>
          ))}
        </ul>
      }
    />
  );
}
