import { expect, test } from "vitest";
import { recognise } from "./recognise";

test.each([
  ["the citizen number of GB 11643", "11010519491231002X", "citizen"],
  ["a citizen number with a wrong check digit is still meant as one", "110105194912310021", "citizen"],
  ["the credit code of GB 32100", "91350100M000100Y43", "uscc"],
  ["a credit code with a wrong check digit is still meant as one", "91350100M000100Y44", "uscc"],
  ["a passport", "E12345678", "passport"],
  ["half a number says nothing", "1101051949", undefined],
  ["nothing says nothing", "", undefined],
  ["letters that no code has", "91350100I000100O43", undefined],
])("%s", (_, number, kind) => expect(recognise(number)?.identity_kind).toBe(kind));
