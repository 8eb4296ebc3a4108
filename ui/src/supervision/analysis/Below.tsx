import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { type Division, placesQuery } from "../api";
import type { AnalysisSearch } from "./search";

/** The division, the way up, and the divisions directly below. */
export function Below({ division, about }: { division: Division; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  const { data } = useQuery(placesQuery(division.path));
  const below = data?.rows ?? [];
  return (
    <nav className="trail" aria-label={t("board.trail")}>
      <ol>
        {(division.parents ?? []).map(({ path, name }) => (
          <li key={path}>
            <Link to="/supervision/analysis" search={{ ...about, path }}>
              {name}
            </Link>
            <Icon name="right" size={14} />
          </li>
        ))}
        <li>
          <strong aria-current="page">{division.name}</strong>
        </li>
        {below.map(({ division: { path, name } }) => (
          <li key={path} className="trail-below">
            <Link to="/supervision/analysis" search={{ ...about, path }}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
