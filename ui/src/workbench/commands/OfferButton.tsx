import { Button, Tooltip } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { verbLook, wordOf } from "../../looks";
import type { Offer } from "../cases/api";
import { stepName } from "../words";
import { ambiguous, grave } from "./bar";

type Shown = { offer: Offer; offers: Offer[]; primary: boolean; onChoose: () => void };

/** One command. A greyed one can still be reached and says why it cannot be given, to eyes and to screen readers. */
export function OfferButton({ offer, offers, primary, onChoose }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  const reason = useId();
  const look = verbLook(offer.verb);
  const verb = wordOf(look, i18n.language);
  const label = ambiguous(offer, offers) ? t("command.onStep", { verb, step: stepName(offer, i18n.language) }) : verb;
  const icon = <Icon name={look.icon} />;
  if (offer.allowed) {
    return (
      <Button type={primary ? "primary" : "default"} danger={grave(offer)} icon={icon} onClick={onChoose}>
        {label}
      </Button>
    );
  }
  const why = t("command.unavailable", { reason: offer.sentence ?? t("command.notMine") });
  return (
    <Tooltip title={why} trigger={["hover", "focus"]}>
      <button type="button" className="greyed" aria-disabled="true" aria-describedby={reason}>
        {icon}
        {label}
        <span id={reason} className="visually-hidden">
          {why}
        </span>
      </button>
    </Tooltip>
  );
}
