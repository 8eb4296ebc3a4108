import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { useLimitWords } from "../limitWords";
import { legalDate } from "../show";
import type { PublicCase } from "./api";

/** Why the clock stands. A clock that stands without a word is what people complain about. */
export function Stopped({ stands }: { stands: NonNullable<PublicCase["stands"]> }) {
  const { t } = useTranslation("tracking");
  const limit = useLimitWords();
  return (
    <section className="notice-box tone-wait" aria-label={t("standsTitle")}>
      <Icon name="pause" size={24} />
      <div>
        <strong>{t("standsTitle")}</strong>
        <p>
          {t("stands", { name: stands.name, since: legalDate(stands.since) })}
          {limit(stands.planned) && t("standsPlanned", { limit: limit(stands.planned) })}
        </p>
        <p>{t("standsLong")}</p>
      </div>
    </section>
  );
}
