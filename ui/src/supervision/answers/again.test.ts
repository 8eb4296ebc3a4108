import { expect, test } from "vitest";
import { asksAgain } from "./again";

test.each([
  ["a card sent back asks again", "sent_back", true],
  ["an order asks again", "ordered", true],
  ["advice asks again", "advised", true],
  ["a card that nobody has answered asks for the first time", "delivered", false],
  ["an answered card asks nothing", "answered", false],
] as const)("%s", (_, status, expected) => expect(asksAgain({ status })).toBe(expected));
