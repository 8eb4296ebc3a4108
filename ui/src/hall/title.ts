import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Names the page in the browser's tab and history. */
export function useTitle(title: string | undefined) {
  const { t } = useTranslation("hall");
  useEffect(() => {
    document.title = title ? `${title} · ${t("title")}` : t("title");
  }, [title, t]);
}
