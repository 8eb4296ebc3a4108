import { expect, test } from "vitest";
import type { CardOffer, CardVerb } from "../api";
import { arrange } from "./bar";

const offer = (verb: CardVerb, allowed: boolean, code?: string): CardOffer =>
  ({ verb, allowed, code, needs: [], takes: [] }) as CardOffer;

test("what takes the card on stands first, what is not possible now is greyed, what is not mine is not shown", () => {
  const bar = arrange([
    offer("send_back_card", true),
    offer("verify_card", true),
    offer("advise_card", false, "conflict"),
    offer("answer_card", false, "forbidden"),
  ]);
  expect(bar.ready.map(({ verb }) => verb)).toEqual(["verify_card", "send_back_card"]);
  expect(bar.greyed.map(({ verb }) => verb)).toEqual(["advise_card"]);
});

test("the answer and the mark of having seen the card have places of their own", () => {
  const bar = arrange([offer("open_card", true), offer("answer_card", true), offer("appeal_card", true)]);
  expect(bar.ready.map(({ verb }) => verb)).toEqual(["appeal_card"]);
  expect(bar.open).toBe(true);
});
