import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { named } from "../show";
import type { PublicCase } from "./api";

type Shown = { onward: NonNullable<PublicCase["onward"]>; follow: (token: string) => void };

/** To which organ the application was forwarded, and the way to the case with which it goes on there. */
export function Onward({ onward: { unit, number, token }, follow }: Shown) {
  const { t, i18n } = useTranslation("tracking");
  const title = t("onward.title", { unit: named(unit, i18n.language) });
  return (
    <section className="notice-box tone-wait" aria-label={title}>
      <Icon name="fork" size={24} />
      <div>
        <strong>{title}</strong>
        <p>{token ? t("onward.goesOn") : t("onward.left")}</p>
        {token && (
          <button type="button" className="button" onClick={() => follow(token)}>
            {t("onward.follow", { number })}
          </button>
        )}
      </div>
    </section>
  );
}
