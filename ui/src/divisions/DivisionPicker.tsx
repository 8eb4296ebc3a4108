import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Place, placesBelow, wayTo } from "./api";

type Props = {
  id: string;
  value: string;
  /** Where most people are: shown first while nothing is chosen. */
  start: string;
  onChange: (code: string) => void;
  describedBy?: string;
  invalid?: boolean;
};

/** Below a city the tiers differ: a city without counties has its towns there. */
const tierNames = ["first", "second", "third", "fourth", "fifth"] as const;

/** Chooses a division tier by tier, from the province down; the lowest that was chosen counts. */
export function DivisionPicker({ id, value, start, onChange, describedBy, invalid }: Props) {
  const { t } = useTranslation("application");
  const way = wayTo(value || start);
  const [tiers, show] = useState<Place[][]>([]);
  const chosen = way.join(" ");
  useEffect(() => {
    let wanted = true;
    const parents = ["", ...chosen.split(" ").filter(Boolean)];
    Promise.all(parents.map(placesBelow)).then(
      (found) => wanted && show(found.filter((places) => places.length > 0)),
      () => wanted && show([]),
    );
    return () => {
      wanted = false;
    };
  }, [chosen]);
  return (
    <div className="division">
      {tiers.map((places, tier) => (
        <select
          key={way[tier - 1] ?? "top"}
          id={tier === tiers.length - 1 ? id : undefined}
          aria-label={t(`tier.${tierNames[tier] ?? "fifth"}`)}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          value={way[tier] ?? ""}
          onChange={(event) => onChange(event.target.value || (way[tier - 1] ?? ""))}
        >
          <option value="">{t("choose")}</option>
          {places.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}
