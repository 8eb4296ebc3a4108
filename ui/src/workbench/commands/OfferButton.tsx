import { useTranslation } from "react-i18next";
import { wordOf } from "../../looks";
import { deedLook } from "../../outcome";
import type { Case, Offer } from "../cases/api";
import { stepName } from "../words";
import { ambiguous, grave } from "./bar";
import { CommandButton } from "./CommandButton";

type Shown = { offer: Offer; item: Case["row"]["item"]; offers: Offer[]; primary: boolean; onChoose: () => void };

/** The button of a command on a case; it names the step where the same command is offered on several. */
export function OfferButton({ offer, item, offers, primary, onChoose }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  const look = deedLook(offer.verb, item);
  const verb = wordOf(look, i18n.language);
  const label = ambiguous(offer, offers) ? t("command.onStep", { verb, step: stepName(offer, i18n.language) }) : verb;
  const { allowed, sentence } = offer;
  return <CommandButton {...{ label, allowed, sentence, primary, onChoose }} icon={look.icon} danger={grave(offer)} />;
}
