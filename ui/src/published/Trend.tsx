import { useTranslation } from "react-i18next";
import type { PublicPoint } from "./api";
import { change, placed, size } from "./trend";

/** The months of a unit as a line, and in words by how much the last one differs from the one before. */
export function Trend({ points }: { points: PublicPoint[] }) {
  const { t } = useTranslation("published");
  const by = change(points);
  if (points.length < 2) return <span className="fine">{t("firstMonth")}</span>;
  const drawn = placed(points);
  const said = points.map(({ period, score }) => `${period} ${score.toFixed(2)}`).join(t("between"));
  return (
    <span className="score-trend">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={said}>
        <title>{said}</title>
        <polyline points={drawn.map((point) => point.join(",")).join(" ")} />
        <circle cx={drawn.at(-1)?.[0]} cy={drawn.at(-1)?.[1]} r="3" />
      </svg>
      {by !== undefined && (
        <small className="figure">
          {by === 0 ? t("same") : t(by > 0 ? "more" : "less", { n: Math.abs(by).toFixed(2) })}
        </small>
      )}
    </span>
  );
}
