import { expect, test } from "vitest";
import { administration } from "../../i18n/zh/administration";
import { actionsOf, ownActions } from "./actions";

test("every audited action has a word", () =>
  expect(Object.keys(administration.audit.actions).sort()).toEqual([...ownActions].sort()));
test("commands are audited too when they are refused", () => expect(actionsOf()).toContain("force_advance"));
test("an action that only the server knows can still be asked for", () =>
  expect(actionsOf("new_thing")[0]).toBe("new_thing"));
test("no action stands there twice", () => expect(new Set(actionsOf()).size).toBe(actionsOf().length));
