import { describe, expect, test } from "vitest";
import { Fault } from "../../fault";
import type { Offer } from "../cases/api";
import { nothing } from "./filing";
import { type Desk, type Keys, type Memory, type Stage, serve, type Turn } from "./serve";

const keys: Keys = { takeIn: "k-takein", receive: "k-receive", accept: "k-accept", notify_supplement: "k-notify" };
const filing = { ...nothing, materials: [{ no: 1, state: "received" as const }], reason: "请补齐以下材料" };
const application = {} as Turn["application"];
const submitted = { id: "c1", number: "DG1", query_code: "Q" };
const away = new Fault({ code: "store_unavailable" }, 503);
const faulty = new Fault({ code: "invalid" }, 422);

const offer = (verb: Offer["verb"], allowed: boolean, sentence?: string): Offer => ({
  verb,
  allowed,
  sentence,
  step: "accept",
  round: 1,
  needs: verb === "notify_supplement" ? ["step", "materials", "reason"] : ["step", "materials"],
  takes: ["round"],
});

type Trouble = { at: Stage; fault: Fault /** The act came through, only its answer was lost. */; unheard?: boolean };

/** A case that waits to be received (or is received at once) and then to be accepted; one act may go wrong, once. */
function office({ received = false, trouble }: { received?: boolean; trouble?: Trouble } = {}) {
  const sent: string[] = [];
  const known = new Set<string>();
  let status: "new" | "received" | "settled" = received ? "received" : "new";
  let coming = trouble;
  const act = (stage: Stage, key: string, fields = "") => {
    const now = coming?.at === stage ? coming : undefined;
    if (now) coming = undefined;
    if (now && !now.unheard) throw now.fault;
    if (!known.has(key)) {
      known.add(key);
      sent.push([stage, key, fields].filter(Boolean).join(" "));
      if (stage !== "takeIn") status = stage === "receive" ? "received" : "settled";
    }
    if (now) throw now.fault;
  };
  const desk: Desk = {
    takeIn: async (key) => {
      act("takeIn", key);
      return submitted;
    },
    offers: async () => [
      offer("receive", status === "new"),
      offer("accept", status === "received", "已经受理"),
      offer("notify_supplement", status === "received"),
    ],
    command: async (_, verb, key, body) => {
      act(verb as Stage, key, Object.keys(body).join("+"));
      return { line: 2, n: 2 };
    },
  };
  return { desk, sent };
}

const turn = (choice: Turn["choice"], memory: Memory = {}): Turn => ({ filing, application, choice, keys, memory });
const quiet = () => {};
const stages = (sent: string[]) => sent.map((each) => each.split(" ")[0]);

describe("one applicant's turn", () => {
  test("is taken in, received and accepted, each act once with its own key", async () => {
    const { desk, sent } = office();
    expect(await serve(turn("accept"), desk, quiet)).toEqual({ taken: submitted, done: "accept" });
    expect(sent).toEqual([
      "takeIn k-takein",
      "receive k-receive step+round+materials",
      "accept k-accept step+round+materials",
    ]);
  });

  test("a case that the server takes in as received is not received again", async () => {
    const { desk, sent } = office({ received: true });
    await serve(turn("accept"), desk, quiet);
    expect(stages(sent)).toEqual(["takeIn", "accept"]);
  });

  test("the supplement notice carries its text", async () => {
    const { desk, sent } = office();
    expect(await serve(turn("notify_supplement"), desk, quiet)).toMatchObject({ done: "notify_supplement" });
    expect(sent.at(-1)).toBe("notify_supplement k-notify step+round+materials+reason");
  });

  test("only receiving stops there", async () => {
    const { desk, sent } = office();
    expect(await serve(turn("receive"), desk, quiet)).toMatchObject({ done: "receive" });
    expect(stages(sent)).toEqual(["takeIn", "receive"]);
  });

  test("the clerk hears what is being done", async () => {
    const told: Stage[] = [];
    await serve(turn("accept"), office().desk, (stage) => told.push(stage));
    expect(told).toEqual(["takeIn", "receive", "accept"]);
  });

  test("what the case does not allow is told with its reason, not tried", async () => {
    const { desk, sent } = office({ received: true });
    desk.offers = async () => [offer("accept", false, "不属于您的单位")];
    expect(await serve(turn("accept"), desk, quiet)).toEqual({
      taken: submitted,
      blocked: "accept",
      why: "不属于您的单位",
    });
    expect(stages(sent)).toEqual(["takeIn"]);
  });
});

describe("a turn that failed half-way", () => {
  const twice = async (trouble: Trouble) => {
    const { desk, sent } = office({ trouble });
    const memory: Memory = {};
    await expect(serve(turn("accept", memory), desk, quiet)).rejects.toBe(trouble.fault);
    return { again: await serve(turn("accept", memory), desk, quiet), sent };
  };

  test.each(["takeIn", "receive", "accept"] as const)("goes on where it stopped when %s failed", async (at) => {
    const { again, sent } = await twice({ at, fault: away });
    expect(again).toEqual({ taken: submitted, done: "accept" });
    expect(stages(sent)).toEqual(["takeIn", "receive", "accept"]);
  });

  test.each(["takeIn", "receive", "accept"] as const)(
    "does nothing twice when only the answer to %s was lost",
    async (at) => {
      const { again, sent } = await twice({ at, fault: away, unheard: true });
      expect(again).toEqual({ taken: submitted, done: "accept" });
      expect(stages(sent)).toEqual(["takeIn", "receive", "accept"]);
    },
  );

  test("an act that was refused is asked for anew, not repeated blindly", async () => {
    const memory: Memory = {};
    const { desk } = office({ trouble: { at: "accept", fault: faulty } });
    await expect(serve(turn("accept", memory), desk, quiet)).rejects.toBe(faulty);
    expect(memory).toMatchObject({ taken: submitted, unheard: undefined, heard: "receive" });
  });
});
