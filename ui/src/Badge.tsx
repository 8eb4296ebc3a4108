import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import { type Look, wordOf } from "./looks";

/** A status, level or verb as a small label: icon, word and tone together. */
export function Badge({ look }: { look: Look }) {
  const { i18n } = useTranslation();
  return (
    <span className={`badge tone-${look.tone}`}>
      <Icon name={look.icon} />
      {wordOf(look, i18n.language)}
    </span>
  );
}
