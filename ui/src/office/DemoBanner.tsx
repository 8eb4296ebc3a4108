import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../http";
import { Icon } from "../Icon";

/** Says on every page of a demonstration that its data are invented. */
export function DemoBanner() {
  const { t } = useTranslation("shell");
  const status = useQuery({
    queryKey: ["status"],
    queryFn: () => got(api.GET("/public/status")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!status.data?.demo) return null;
  return (
    <aside className="demo-banner" aria-label={t("demo")}>
      <Icon name="info" />
      <strong>{t("demo")}</strong>
    </aside>
  );
}
