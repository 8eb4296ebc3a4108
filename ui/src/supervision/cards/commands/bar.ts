import type { CardOffer, CardVerb } from "../api";

/** What takes a card on, the first that is allowed being the primary button. */
const forward: CardVerb[] = ["verify_card", "decide_appeal", "release_card"];

/** Whether a verb takes a card on, so that its button may stand out. */
export const takesOn = ({ verb }: Pick<CardOffer, "verb">) => forward.includes(verb);

/** Reasons that hold for good: it is not this person's to do, or the card was never about it. */
const never = ["no_appointment", "not_in_role", "out_of_reach", "card_not_withheld"];

/** How the offers of a card are laid out for one person. */
export type Bar = {
  /** What may be done now, the most natural first. */
  ready: CardOffer[];
  /** What this person does, but not at the moment. */
  greyed: CardOffer[];
  /** Whether he may say that he has seen the card. */
  open: boolean;
};

/**
 * Lays the offers out. What is never this person's to do is left out; the answer has a form of its own on the page, and
 * the mark of having seen the card a button.
 */
export function arrange(offers: CardOffer[]): Bar {
  const rank = (offer: CardOffer) => (takesOn(offer) ? forward.indexOf(offer.verb) : forward.length);
  const rest = offers.filter(({ verb }) => verb !== "open_card");
  return {
    ready: rest.filter(({ allowed, verb }) => allowed && verb !== "answer_card").sort((a, b) => rank(a) - rank(b)),
    greyed: rest.filter(({ allowed, reason = "" }) => !allowed && !never.includes(reason)),
    open: offers.some(({ verb, allowed }) => verb === "open_card" && allowed),
  };
}
