import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { chooseLanguage } from "../i18n";
import { hallWords } from "../i18n/hall";
import type { IconName } from "../icons";
import { Seal } from "../Seal";
import { Go } from "./Go";
import { usePrint } from "./print";
import { useStatus } from "./status";

const sections: { to: string; word: "home" | "find" | "track" | "verify" | "drafts"; icon: IconName }[] = [
  { to: "/", word: "home", icon: "home" },
  { to: "/items", word: "find", icon: "search" },
  { to: "/track", word: "track", icon: "clock" },
  { to: "/verify", word: "verify", icon: "shield" },
  { to: "/drafts", word: "drafts", icon: "draft" },
];

/** The head of every page: whose hall, its sections, large print and language. */
export function Head({ path }: { path: string }) {
  const { t, i18n } = useTranslation("hall");
  const english = i18n.language.startsWith("en");
  const status = useStatus();
  const [open, show] = useState(false);
  const here = (to: string) => (to === "/" ? path === "/" : path.startsWith(to));
  return (
    <>
      {status?.demo && (
        <aside className="demo-banner" aria-label={t("demo")}>
          <Icon name="info" />
          <span>
            <strong>{t("demo")}</strong>
            <span className="wide-only">{t("demoLong")}</span>
          </span>
        </aside>
      )}
      <header className="head">
        <div className="head-row">
          <Go to="/" className="brand">
            <Seal size={42} />
            <span>
              <strong>{(english ? undefined : status?.name) ?? t("brand")}</strong>
              <span>{t("title")}</span>
            </span>
          </Go>
          <Tools />
          <button
            type="button"
            className="head-menu"
            aria-expanded={open}
            aria-controls="sections"
            onClick={() => show(!open)}
          >
            <Icon name={open ? "cross" : "menu"} />
            <span>{t("menu")}</span>
          </button>
        </div>
        <nav id="sections" className={open ? "sections sections-open" : "sections"} aria-label={t("nav")}>
          {sections.map(({ to, word, icon }) => (
            <Go key={to} to={to} aria-current={here(to) ? "page" : undefined} onClickCapture={() => show(false)}>
              <Icon name={icon} />
              {t(word)}
            </Go>
          ))}
        </nav>
        {status && !status.open && (
          <p className="notice-box tone-wait" role="status">
            <Icon name="pause" />
            {t("closed")}
          </p>
        )}
      </header>
    </>
  );
}

function Tools() {
  const { t, i18n } = useTranslation("hall");
  const [large, toggle] = usePrint();
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  return (
    <div className="tools">
      <button type="button" onClick={toggle} aria-pressed={large}>
        <Icon name="text" />
        <span>{large ? t("normal") : t("large")}</span>
      </button>
      <button type="button" lang={other} onClick={() => chooseLanguage(hallWords, other)}>
        <Icon name="globe" />
        <span>{t("language")}</span>
      </button>
    </div>
  );
}

export function Foot() {
  const { t } = useTranslation("hall");
  const status = useStatus();
  return (
    <footer className="foot">
      <p>
        <Seal size={22} />
        {t("footer")}
      </p>
      <p>
        <span>{t("footerLaw")}</span> <a href="/office">{t("staff")}</a> {status?.version}
      </p>
    </footer>
  );
}
