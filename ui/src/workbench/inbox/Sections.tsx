import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { Counters } from "../../notices/api";
import type { Section } from "./api";
import { sections } from "./sections";

/** The counters of the inbox: mine, my unit's pool, nearly due, late. Each leads to its section. */
export function Sections({ counters, here }: { counters: Counters | undefined; here: Section }) {
  const { t } = useTranslation("workbench");
  return (
    <nav className="sections" aria-label={t("inbox.sections")}>
      {sections.map(({ key, icon, tone }) => (
        <Link
          key={key}
          to="/inbox"
          search={(before) => ({ ...before, section: key })}
          className={`section section-${tone}`}
          aria-current={key === here ? "page" : undefined}
        >
          <span className="section-word">
            <Icon name={icon} />
            {t(`inbox.${key}`)}
          </span>
          <strong className="figure">{counters?.[key] ?? "–"}</strong>
        </Link>
      ))}
    </nav>
  );
}
