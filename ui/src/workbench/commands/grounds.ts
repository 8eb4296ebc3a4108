import type { Case, Offer } from "../cases/api";

/**
 * Articles of the licensing law on which somebody steps in, by their codes in domain.md: acceptance (32), the time to
 * decide (42), delivery (44), time that does not count (45), reasons and remedy (38), orders to correct (72, 74),
 * revocation (69).
 */
const articles = ["K02", "K04", "K07", "K08", "K13", "K15", "K16"];

/** What a command may rest on: what the server offers; where it leaves it open, the rules that spoke and the law. */
export function groundsOf(offer: Pick<Offer, "grounds">, { cards }: Pick<Case, "cards">): string[] {
  if (offer.grounds && offer.grounds.length > 0) return offer.grounds;
  return [...new Set(cards.map(({ rule }) => rule)), ...articles];
}
