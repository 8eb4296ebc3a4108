import { verbLooks } from "../../looks";

/** What is audited besides the commands on cases and cards, in the words of the server. */
export const ownActions = [
  "sign_in",
  "change_password",
  "enrol_totp",
  "set_up",
  "read_form",
  "read_lines",
  "read_file",
  "read_case",
  "read_card",
  "read_board",
  "find_duplicates",
  "print_notice",
  "print_evidence",
  "upload",
  "track",
  "recover",
  "redeem",
  "verify_document",
  "rehydrate",
  "settle_incident",
  "load_calendar",
  "publish_bundle",
  "publish_rule_set",
  "appoint",
  "revoke",
  "create_account",
  "change_account",
  "disable",
  "enable",
  "unlock",
  "reset_password",
  "reset_totp",
  "renew_key",
  "accept_invitation",
  "invitation",
  "use_key",
  "login",
  "apply",
  "document",
  "record_absence",
  "cancel_absence",
] as const;
export type OwnAction = (typeof ownActions)[number];

export const isOwn = (action: string): action is OwnAction => ownActions.some((own) => own === action);

/** The actions to choose from: what is audited, and the one that the address asks for if it is another. */
export function actionsOf(asked?: string): string[] {
  const known = [...new Set<string>([...ownActions, ...Object.keys(verbLooks)])];
  return asked === undefined || known.includes(asked) ? known : [asked, ...known];
}
