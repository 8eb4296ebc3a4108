import type { components } from "../../contract";
import type { Case, Offer } from "../cases/api";

type Ground = components["schemas"]["Ground"];

/**
 * What a command may rest on: what the server offers for it; where it leaves that open, the rules that spoke on this case
 * before everything else that the vocabulary knows for its verb.
 */
export function groundsOf(
  { verb, grounds }: Pick<Offer, "verb" | "grounds">,
  { cards }: Pick<Case, "cards">,
  known: Pick<Ground, "key" | "verbs">[],
): string[] {
  if (grounds && grounds.length > 0) return grounds;
  const fit = known.filter(({ verbs }) => verbs.includes(verb)).map(({ key }) => key);
  const spoke = cards.map(({ rule }) => rule).filter((rule) => fit.includes(rule));
  return [...new Set([...spoke, ...fit])];
}
