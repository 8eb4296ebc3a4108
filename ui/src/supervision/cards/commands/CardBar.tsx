import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { verbLook, wordOf } from "../../../looks";
import { arrows } from "../../../workbench/commands/arrows";
import { CommandButton } from "../../../workbench/commands/CommandButton";
import type { Card, CardOffer } from "../api";
import { arrange, takesOn } from "./bar";
import { CardForm } from "./CardForm";
import type { Values } from "./fields";
import { OpenMark } from "./OpenMark";

/** What this person may do with the card now; what he may do at another time is greyed and says why. */
export function CardBar({ card }: { card: Card }) {
  const { t, i18n } = useTranslation("supervision");
  const [chosen, choose] = useState<CardOffer>();
  const [written, keep] = useState<Record<string, Values>>({});
  const [told, tell] = useState("");
  const home = useRef<HTMLElement>(null);
  const { ready, greyed, open: mayOpen } = arrange(card.offers ?? []);
  const open = mayOpen && card.row.opened === undefined;
  if (ready.length + greyed.length === 0 && !open && told === "") return null;
  const close = (verb: string, left: Values) => {
    keep((before) => ({ ...before, [verb]: left }));
    choose(undefined);
  };
  const done = (verb: string) => {
    tell(t("cardCommand.done", { verb: wordOf(verbLook(verb), i18n.language) }));
    close(verb, {});
    home.current?.focus();
  };
  return (
    <section className="command-bar" aria-label={t("cardCommand.bar")} ref={home} tabIndex={-1}>
      <div className="commands" role="toolbar" aria-label={t("cardCommand.bar")} onKeyDown={arrows}>
        {open && <OpenMark card={card.row.id} />}
        {ready.map((offer, i) => (
          <OfferButton
            key={offer.verb}
            offer={offer}
            primary={i === 0 && !open && takesOn(offer)}
            onChoose={() => choose(offer)}
          />
        ))}
        {greyed.map((offer) => (
          <OfferButton key={offer.verb} offer={offer} primary={false} onChoose={() => choose(undefined)} />
        ))}
      </div>
      <p className="command-told" role="status">
        {told}
      </p>
      {chosen && (
        <CardForm
          key={chosen.verb}
          offer={chosen}
          card={card.row.id}
          written={written[chosen.verb]}
          onDone={() => done(chosen.verb)}
          onClose={(left) => close(chosen.verb, left)}
        />
      )}
    </section>
  );
}

type Shown = { offer: CardOffer; primary: boolean; onChoose: () => void };

function OfferButton({ offer: { verb, allowed, sentence }, primary, onChoose }: Shown) {
  const { i18n } = useTranslation();
  const look = verbLook(verb);
  const label = wordOf(look, i18n.language);
  return (
    <CommandButton {...{ label, allowed, sentence, primary, onChoose }} icon={look.icon} danger={look.tone === "red"} />
  );
}
