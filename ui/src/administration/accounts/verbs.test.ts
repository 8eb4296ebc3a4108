import { describe, expect, test } from "vitest";
import type { Me } from "../../office/session";
import type { Account } from "./api";
import { verbsFor } from "./verbs";

const account = (given: Partial<Account>): Account => ({
  id: "a1",
  login: "li.clerk",
  name: "李某1",
  kind: "person",
  disabled: false,
  locked: false,
  totp: false,
  demo: false,
  ...given,
});
const me = (...actions: string[]) => ({ permissions: { account: actions } }) as unknown as Me;
const security = me("read", "lock", "unlock", "reset");

describe("what can be done with an account", () => {
  test("an active one can be disabled and given a new link to choose a password", () => {
    expect(verbsFor(account({}), security)).toEqual(["reset_password", "disable"]);
  });
  test("a system has a key in the place of a password", () => {
    expect(verbsFor(account({ kind: "system" }), security)).toEqual(["renew_key", "disable"]);
  });
  test("only a locked one can be unlocked", () => {
    expect(verbsFor(account({ locked: true }), security)).toContain("unlock");
  });
  test("a disabled one can only be enabled, even while it is locked", () => {
    expect(verbsFor(account({ disabled: true, locked: true }), security)).toEqual(["enable"]);
  });
  test("a second factor that is not there cannot be reset", () => {
    expect(verbsFor(account({ totp: true }), security)).toContain("reset_totp");
    expect(verbsFor(account({}), security)).not.toContain("reset_totp");
  });
  test("who only creates accounts neither locks nor resets them", () => {
    expect(verbsFor(account({ locked: true, totp: true }), me("read", "create", "change"))).toEqual([]);
  });
});
