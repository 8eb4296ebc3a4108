import { verbLooks } from "../../looks";

/** What is audited besides the commands on cases and cards, in the words of the server. */
export const ownActions = [
  "sign_in",
  "change_password",
  "enrol_totp",
  "change_channel",
  "forget_channel",
  "verify_channel",
  "retry_deliveries",
  "set_up",
  "request",
  "see_one_time_code",
  "read_form",
  "read_lines",
  "read_file",
  "read_case",
  "read_card",
  "read_board",
  "read_lead",
  "read_evaluation",
  "read_score",
  "order_hand_over",
  "stop_hand_over",
  "find_duplicates",
  "print_notice",
  "print_evidence",
  "export_case",
  "upload",
  "track",
  "recover",
  "redeem",
  "verify_document",
  "rehydrate",
  "settle_incident",
  "load_calendar",
  "plan_move",
  "publish_bundle",
  "start_move_plan",
  "stop_move_plan",
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
  "apply",
  "document",
  "record_absence",
  "cancel_absence",
] as const;
export type OwnAction = (typeof ownActions)[number];

export const isOwn = (action: string): action is OwnAction => ownActions.some((own) => own === action);

/** What the policy lets somebody do with a thing that is not a command, in the words of the server. */
export const acts = [
  "read",
  "unmask",
  "create",
  "change",
  "load",
  "publish",
  "retire",
  "appoint",
  "revoke",
  "lock",
  "reset",
  "settle",
  "rehydrate",
  "export",
  "verify",
  "unlock",
] as const;
export const isAct = (act: string): act is (typeof acts)[number] => acts.some((known) => known === act);

/** What permissions are about, in the words of the server; the longer of two that end alike comes first. */
export const things = [
  "case",
  "decision",
  "task",
  "card",
  "attachment",
  "incident",
  "board",
  "item",
  "bundle",
  "calendar",
  "ruleset",
  "account",
  "appointment",
  "absence",
  "audit",
  "operations",
  "lead",
  "evaluation",
  "staff_score",
  "score",
] as const;

/** The actions to choose from: what is audited, and the one that the address asks for if it is another. */
export function actionsOf(asked?: string): string[] {
  const known = [...new Set<string>([...ownActions, ...Object.keys(verbLooks)])];
  return asked === undefined || known.includes(asked) ? known : [asked, ...known];
}
