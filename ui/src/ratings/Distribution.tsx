import { useTranslation } from "react-i18next";
import { ratingLooks, wordOf } from "../looks";
import type { RatingCount } from "./api";
import "./ratings.css";

/** How many rated how, and what that comes to. */
export function Distribution({ count }: { count: RatingCount }) {
  const { i18n } = useTranslation();
  const most = Math.max(1, ...count.levels);
  return (
    <table className="distribution">
      <tbody>
        {ratingLooks.map((look, place) => {
          const n = count.levels[place] ?? 0;
          return (
            <tr key={look.en}>
              <th scope="row">{wordOf(look, i18n.language)}</th>
              <td className="distribution-bar" aria-hidden="true">
                <span className={`tone-${look.tone}`} style={{ width: `${(100 * n) / most}%` }} />
              </td>
              <td className="figure">{n}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Satisfaction as a share, e.g. "86.7%". */
export const shareOf = (satisfaction: number) => `${(100 * satisfaction).toFixed(1)}%`;
