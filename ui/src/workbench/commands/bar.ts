import { type CaseVerb, verbLook } from "../../looks";
import type { Offer } from "../cases/api";

/** How the offers of a case are laid out for one person. */
export type Bar = {
  /** What takes the case one step on, if this person may do it. */
  primary?: Offer;
  /** Everything else that may be done now. */
  ready: Offer[];
  /** What this person does, but not at the moment: shown greyed, with the reason. */
  greyed: Offer[];
  /** Interventions of supervisors that may be given now. */
  overrides: Offer[];
  /** What goes beside the work: asking colleagues, handing on, telling. */
  more: Offer[];
  /** What is not this person's to do, or has no object now: listed with its reason on demand. */
  rest: Offer[];
};

/** Verbs that take a case on, the first that is allowed being the primary button. */
const forward: CaseVerb[] = [
  "receive",
  "contribute",
  "accept",
  "approve",
  "deliver",
  "close",
  "archive_case",
  "supply",
  "answer_urge",
  "confirm",
  "forward",
  "claim",
  "sign",
  "finish_special",
];

/** Operations on a step that are there on every step and seldom wanted. */
const beside: CaseVerb[] = [
  "add_sign",
  "remove_sign",
  "delegate",
  "copy",
  "recuse",
  "hand_over",
  "forward",
  "void_case",
  "record_payment",
  "refund",
];

/** Reasons that say "not now" rather than "not you" or "there is nothing to do it to". */
const passing = [
  "held_by_other",
  "clock_stands",
  "four_eyes",
  "own_case",
  "once_only",
  "not_your_turn",
  "awaits_sign",
  "awaits_part",
  "next_has_opened",
  "already_said",
  "special_runs",
  "extended_already",
  "no_extension",
  "already_pending",
  "second_person",
  "not_charged",
  "not_paid",
];

/** Whether a case would leave for another organ by it, and not only be passed on by the town that took it in. */
const leaves = (offer: Offer) => offer.verb === "forward" && offer.needs.includes("to_unit");

/** Lays the offers out. Their order within each part is the server's. */
export function arrange(given: Offer[]): Bar {
  const offers = given.filter(({ verb }) => verb !== "open_task");
  const allowed = offers.filter(({ allowed }) => allowed);
  const primary = forward
    .map((verb) => allowed.find((offer) => offer.verb === verb && !leaves(offer)))
    .find((offer) => offer !== undefined);
  const refused = offers.filter(({ allowed }) => !allowed);
  const soon = (offer: Offer) => !offer.override && passing.includes(offer.reason ?? "");
  return {
    primary,
    ready: allowed.filter((offer) => offer !== primary && !offer.override && !beside.includes(offer.verb)),
    more: allowed.filter((offer) => offer !== primary && beside.includes(offer.verb)),
    greyed: refused.filter(soon),
    overrides: allowed.filter((offer) => offer !== primary && offer.override),
    rest: refused.filter((offer) => !soon(offer)),
  };
}

/** Names an offer among others: a verb may be offered on several open steps. */
export const offerKey = (offer: Offer) => `${offer.verb}/${offer.step ?? ""}`;

/** Whether the same verb is offered on more than one step, so that its button must name the step. */
export const ambiguous = (offer: Offer, offers: Offer[]) =>
  offers.some((other) => other !== offer && other.verb === offer.verb && other.step !== offer.step);

/** Whether a command ends or turns back a case, which its button shows. */
export const grave = (offer: Offer) => verbLook(offer.verb).tone === "red";
