import { useTranslation } from "react-i18next";

/** Names a life event: the catalogue's Chinese name, or our own words for it in the page's language. */
export function useEventName() {
  const { t } = useTranslation("event");
  return ({ key, name }: { key: string; name: string }) => t(key, { defaultValue: name });
}
