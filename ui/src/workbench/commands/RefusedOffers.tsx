import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { verbLook } from "../../looks";
import type { Offer } from "../cases/api";
import { stepName } from "../words";
import { offerKey } from "./bar";

/** Commands that are not this person's to give, or have no object now: folded away, each with its reason. */
export function RefusedOffers({ offers }: { offers: Offer[] }) {
  const { t, i18n } = useTranslation("workbench");
  if (offers.length === 0) return null;
  return (
    <details className="refused">
      <summary>{t("command.rest", { n: offers.length })}</summary>
      <dl>
        {offers.map((offer) => (
          <div key={offerKey(offer)}>
            <dt>
              <Badge look={{ ...verbLook(offer.verb), tone: "mute" }} /> {stepName(offer, i18n.language)}
            </dt>
            <dd>{offer.sentence ?? t("command.notMine")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
