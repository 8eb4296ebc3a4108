import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { useStatus } from "./status";

/** Says on every page of a demonstration that its data are invented. */
export function DemoBanner() {
  const { t } = useTranslation("shell");
  if (!useStatus()?.demo) return null;
  return (
    <aside className="demo-banner" aria-label={t("demo")}>
      <Icon name="info" />
      <strong>{t("demo")}</strong>
    </aside>
  );
}
