import type { IconName } from "../../icons";
import type { Me } from "../../office/session";
import { may } from "../../supervision/may";
import type { Account, AccountVerb } from "./api";

type Look = { icon: IconName; danger: boolean; action: "lock" | "unlock" | "reset" };

// Record makes the compiler ask for a look when the contract gains a verb. The action is the access policy's word.
export const accountVerbs: Record<AccountVerb, Look> = {
  unlock: { icon: "lock", danger: false, action: "unlock" },
  reset_password: { icon: "swap", danger: false, action: "reset" },
  reset_totp: { icon: "phone", danger: false, action: "reset" },
  renew_key: { icon: "lock", danger: false, action: "reset" },
  enable: { icon: "check", danger: false, action: "unlock" },
  disable: { icon: "ban", danger: true, action: "lock" },
};

/** The verbs that have an object on this account and that some appointment of mine allows. */
export function verbsFor(account: Account, me: Me): AccountVerb[] {
  const verbs = Object.keys(accountVerbs) as AccountVerb[];
  return verbs.filter((verb) => applies(verb, account) && may(me, "account", accountVerbs[verb].action));
}

function applies(verb: AccountVerb, { kind, disabled, locked, totp }: Account): boolean {
  switch (verb) {
    case "enable":
      return disabled;
    case "disable":
      return !disabled;
    case "unlock":
      return locked && !disabled;
    case "reset_totp":
      return totp;
    case "reset_password":
      return !disabled && kind === "person";
    case "renew_key":
      return !disabled && kind === "system";
  }
}
