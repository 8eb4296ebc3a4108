import type { components } from "../../contract";
import { Fault } from "../../fault";
import type { CaseVerb } from "../../looks";
import type { Offer } from "../cases/api";
import type { Outcome } from "../commands/api";
import type { Command } from "../commands/fields";
import type { Choice, Filing, WindowApplication } from "./filing";

export type Taken = components["schemas"]["Submitted"] & { id: string };

/** The server as the window uses it. */
export type Desk = {
  takeIn: (key: string, application: WindowApplication) => Promise<components["schemas"]["Submitted"]>;
  offers: (id: string) => Promise<Offer[]>;
  command: (id: string, verb: CaseVerb, key: string, body: Command) => Promise<Outcome>;
};

/** What is being done. */
export type Stage = "takeIn" | Choice;

/** One key for every act of one applicant's turn, made before the first and kept for every retry. */
export type Keys = Record<Stage, string>;

/**
 * What is remembered of a turn between its attempts: what was taken in, the act of which nobody knows whether it came
 * through because no answer was heard, and the last one that did.
 */
export type Memory = { taken?: Taken; unheard?: { verb: Choice; body: Command }; heard?: Choice };

/** One turn: what is filed, and what shall become of it. */
export type Turn = { filing: Filing; application: WindowApplication; choice: Choice; keys: Keys; memory: Memory };

/** Why an application that was taken in is not the window's own to go on with: a town carries it, co-departments look at it. */
export type Held = "carried" | "gathered";

/** How a turn ended: what was done last, or what the case does not allow now and why. */
export type Served = { taken: Taken; held?: Held } & ({ done: Choice } | { blocked: Choice; why: string });

/**
 * Serves one applicant: takes the application in, registers it as received where the case asks for it, then accepts it
 * or gives the one complete supplement notice. A turn that failed half-way goes on where it stopped: with its keys and
 * its memory, nothing is done twice. `tell` hears each stage as it begins.
 */
export async function serve(turn: Turn, desk: Desk, tell: (stage: Stage) => void): Promise<Served> {
  const { memory, choice } = turn;
  const taken = memory.taken ?? (await takeIn(turn, desk, tell));
  memory.taken = taken;
  const act = (verb: Choice, body: Command) => {
    tell(verb);
    return perform(turn, desk, taken.id, verb, body);
  };
  if (memory.unheard) await act(memory.unheard.verb, memory.unheard.body);
  if (memory.heard === choice) return { taken, done: choice };

  const found = await desk.offers(taken.id);
  const receive = allowed(found, "receive");
  if (receive) await act("receive", bodyFor(receive, turn.filing));
  const held = holding(found);
  if (choice === "receive") return { taken, done: choice, held };

  const offers = await desk.offers(taken.id);
  const offer = allowed(offers, choice);
  if (offer === undefined) return { taken, blocked: choice, why: whyNot(offers, choice), held };
  await act(choice, bodyFor(offer, turn.filing));
  return { taken, done: choice };
}

async function takeIn(turn: Turn, desk: Desk, tell: (stage: Stage) => void): Promise<Taken> {
  tell("takeIn");
  const { id, ...submitted } = await desk.takeIn(turn.keys.takeIn, turn.application);
  if (id === undefined) throw new Error("the server did not say which case it took in");
  return { ...submitted, id };
}

/** Gives one command and remembers it while its answer is not heard. */
async function perform({ memory, keys }: Turn, desk: Desk, id: string, verb: Choice, body: Command) {
  memory.unheard = { verb, body };
  try {
    await desk.command(id, verb, keys[verb], body);
  } catch (fault) {
    if (fault instanceof Fault && !fault.passing) memory.unheard = undefined;
    throw fault;
  }
  memory.unheard = undefined;
  memory.heard = verb;
}

/** Who has the application in hand, if it is not the window alone. */
function holding(offers: Offer[]): Held | undefined {
  const carries = allowed(offers, "forward");
  if (carries && !carries.needs.includes("to_unit")) return "carried";
  return offers.some(({ reason }) => reason === "awaits_part") ? "gathered" : undefined;
}

const allowed = (offers: Offer[], verb: CaseVerb) => offers.find((offer) => offer.verb === verb && offer.allowed);

const whyNot = (offers: Offer[], verb: CaseVerb) => offers.find((offer) => offer.verb === verb)?.sentence ?? "";

/** The request of a window's command: the offered step and round, the checklist, and the notice's text where asked. */
function bodyFor(offer: Offer, filing: Filing): Command {
  const takes = [...offer.needs, ...offer.takes];
  return {
    ...(offer.step !== undefined && takes.includes("step") && { step: offer.step }),
    ...(offer.round !== undefined && takes.includes("round") && { round: offer.round }),
    ...(filing.materials.length > 0 && takes.includes("materials") && { materials: filing.materials }),
    ...(filing.reason.trim() !== "" && takes.includes("reason") && { reason: filing.reason.trim() }),
  };
}
