import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { deedLook } from "../../outcome";
import type { Case, Offer } from "../cases/api";
import { stepName } from "../words";
import { offerKey } from "./bar";

/** Commands that are not this person's to give, or have no object now: folded away, each with its reason. */
export function RefusedOffers({ offers, item }: { offers: Offer[]; item: Case["row"]["item"] }) {
  const { t, i18n } = useTranslation("workbench");
  if (offers.length === 0) return null;
  return (
    <details className="refused">
      <summary>{t("command.rest", { n: offers.length })}</summary>
      <dl>
        {offers.map((offer) => (
          <div key={offerKey(offer)}>
            <dt>
              <Badge look={{ ...deedLook(offer.verb, item), tone: "mute" }} /> {stepName(offer, i18n.language)}
            </dt>
            <dd>{offer.sentence ?? t("command.notMine")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
