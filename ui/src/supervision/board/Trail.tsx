import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { Division } from "../api";

/** The way from the province down to the division shown; each step leads to its board. */
export function Trail({ division }: { division: Division }) {
  const { t } = useTranslation("supervision");
  return (
    <nav className="trail" aria-label={t("board.trail")}>
      <ol>
        {(division.parents ?? []).map(({ path, name }) => (
          <li key={path}>
            <Link to="/supervision/board" search={(before) => ({ ...keep(before), path })}>
              {name}
            </Link>
            <Icon name="right" size={14} />
          </li>
        ))}
        <li>
          <Link
            to="/supervision/board"
            search={(before) => ({ ...keep(before), path: division.path })}
            aria-current="page"
          >
            <strong>{division.name}</strong>
          </Link>
          <small className="hint">{t(`tier.${division.tier}`)}</small>
        </li>
      </ol>
    </nav>
  );
}

/** From board to board the span and the measure stay as they were chosen. */
const keep = ({ from, by }: { from?: string; by?: unknown }) => ({ from, by: by as undefined });
