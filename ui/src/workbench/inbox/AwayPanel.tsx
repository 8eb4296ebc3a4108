import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { briefInstant } from "../../show";
import { absencesQuery } from "./api";

/** Who of my unit is away and who stands in. */
export function AwayPanel({ unit }: { unit?: string }) {
  const { t } = useTranslation("workbench");
  const { data } = useQuery(absencesQuery(unit));
  return (
    <section className="panel away" aria-labelledby="away">
      <h2 id="away">
        <Icon name="people" /> {t("away.title")}
      </h2>
      {data?.rows.length === 0 && <p className="hint">{t("away.none")}</p>}
      <ul>
        {data?.rows.map((absence) => (
          <li key={`${absence.account}/${absence.from}`}>
            <strong>{absence.name}</strong>
            <span className="figure">
              {briefInstant(absence.from)} – {briefInstant(absence.to)}
            </span>
            <span>{absence.stand_in ? t("away.standIn", { name: absence.stand_in.name }) : t("away.nobody")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
