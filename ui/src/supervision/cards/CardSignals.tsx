import { useTranslation } from "react-i18next";
import { RuleName } from "../../shared/RuleName";
import { legalInstant } from "../../show";
import { CardLink, Stand } from "./CardTable";
import type { CardRow } from "./search";

/** Warnings and cards that were issued on this card: the unit's answer is late, or the supervisor's own duty. */
export function CardSignals({ rows = [] }: { rows?: CardRow[] }) {
  const { t } = useTranslation("supervision");
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="signals">
      <h2 id="signals">{t("card.signals")}</h2>
      <ul className="aside-list">
        {rows.map((row) => (
          <li key={row.id}>
            <CardLink card={row} /> <RuleName row={row} /> <Stand card={row} />
            {row.issued && <time className="figure hint">{legalInstant(row.issued)}</time>}
          </li>
        ))}
      </ul>
    </section>
  );
}
