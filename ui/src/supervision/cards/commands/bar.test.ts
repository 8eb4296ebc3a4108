import { expect, test } from "vitest";
import type { CardOffer, CardVerb } from "../api";
import { arrange, takesOn } from "./bar";

const offer = (verb: CardVerb, allowed: boolean, reason?: string): CardOffer =>
  ({ verb, allowed, reason, needs: [], takes: [] }) as CardOffer;

test("what takes the card on stands first, what is not possible now is greyed, what is not mine is not shown", () => {
  const bar = arrange([
    offer("send_back_card", true),
    offer("verify_card", true),
    offer("advise_card", false, "too_early"),
    offer("decide_appeal", false, "needs_leader"),
    offer("answer_card", false, "not_in_role"),
    offer("drop_card", false, "card_not_withheld"),
  ]);
  expect(bar.ready.map(({ verb }) => verb)).toEqual(["verify_card", "send_back_card"]);
  expect(bar.greyed.map(({ verb }) => verb)).toEqual(["advise_card", "decide_appeal"]);
});

test("withdrawing a card never stands out as what is to be done", () => {
  expect(takesOn({ verb: "withdraw_card" })).toBe(false);
  expect(takesOn({ verb: "verify_card" })).toBe(true);
});

test("the answer and the mark of having seen the card have places of their own", () => {
  const bar = arrange([offer("open_card", true), offer("answer_card", true), offer("appeal_card", true)]);
  expect(bar.ready.map(({ verb }) => verb)).toEqual(["appeal_card"]);
  expect(bar.open).toBe(true);
});
