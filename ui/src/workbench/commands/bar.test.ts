import { describe, expect, test } from "vitest";
import type { Offer } from "../cases/api";
import { ambiguous, arrange, grave } from "./bar";

const offer = (verb: Offer["verb"], more: Partial<Offer> = {}): Offer => ({
  verb,
  allowed: true,
  needs: [],
  takes: [],
  ...more,
});
const refused = (verb: Offer["verb"], reason: string, more: Partial<Offer> = {}) =>
  offer(verb, { allowed: false, reason, ...more });
const verbs = (offers: Offer[]) => offers.map(({ verb }) => verb);

describe("the command bar", () => {
  test("what takes the case on comes first, wherever the server lists it", () => {
    const bar = arrange([offer("transfer"), offer("return"), offer("approve"), offer("urge")]);
    expect(bar.primary?.verb).toBe("approve");
    expect(verbs(bar.ready)).toEqual(["transfer", "return", "urge"]);
  });

  test("a task in the pool can be approved at once; claiming it is second", () => {
    expect(arrange([offer("claim"), offer("approve")]).primary?.verb).toBe("approve");
  });

  test("a supervisor's interventions stand apart", () => {
    const bar = arrange([
      offer("urge"),
      offer("terminate", { override: true }),
      offer("stop_clock", { override: true }),
    ]);
    expect(bar.primary).toBeUndefined();
    expect(verbs(bar.ready)).toEqual(["urge"]);
    expect(verbs(bar.overrides)).toEqual(["terminate", "stop_clock"]);
  });

  test("the second supervisor's confirmation is the primary command", () => {
    const bar = arrange([offer("confirm", { override: true }), offer("discard", { override: true })]);
    expect(bar.primary?.verb).toBe("confirm");
    expect(verbs(bar.overrides)).toEqual(["discard"]);
  });

  test.each(["clock_stands", "held_by_other", "four_eyes", "own_case", "once_only"])(
    "what is only impossible now (%s) is greyed in sight",
    (reason) => expect(verbs(arrange([refused("approve", reason)]).greyed)).toEqual(["approve"]),
  );

  test.each(["not_in_status", "not_permitted", "no_demand", "wrong_step"])(
    "what has no object or is another's (%s) waits in the fold",
    (reason) => {
      const bar = arrange([refused("deliver", reason)]);
      expect(bar.greyed).toEqual([]);
      expect(verbs(bar.rest)).toEqual(["deliver"]);
    },
  );

  test("interventions that are refused are never in the way", () => {
    expect(arrange([refused("stop_clock", "special_runs", { override: true })]).greyed).toEqual([]);
  });

  test("what goes beside the work is kept apart from it, and the read mark is no button", () => {
    const bar = arrange([offer("approve"), offer("add_sign"), offer("copy"), offer("take_back"), offer("open_task")]);
    expect(verbs(bar.more)).toEqual(["add_sign", "copy"]);
    expect(verbs(bar.ready)).toEqual(["take_back"]);
  });

  test("a reader who may do nothing gets an empty bar", () => {
    expect(arrange([])).toEqual({ primary: undefined, ready: [], more: [], greyed: [], overrides: [], rest: [] });
  });
});

test("a verb on two open steps names the step on its buttons", () => {
  const offers = [offer("approve", { step: "fire" }), offer("approve", { step: "water" }), offer("urge")];
  expect(offers.map((each) => ambiguous(each, offers))).toEqual([true, true, false]);
});

test("refusing is grave, transferring is not", () => {
  expect([grave(offer("refuse")), grave(offer("terminate")), grave(offer("transfer"))]).toEqual([true, true, false]);
});
