import type { components } from "./contract";
import type { IconName } from "./icons";

type Schemas = components["schemas"];

/** How a word feels. Tone only supports the word and the icon; nothing is ever told by colour alone. */
export type Tone = "calm" | "good" | "wait" | "mute" | "warning" | "yellow" | "red";

/** How one status, level or verb looks: its word in both languages, its icon and its tone. */
export type Look = { zh: string; en: string; icon: IconName; tone: Tone };

/** The word of a look in the page's language. */
export const wordOf = (look: Look, language: string) => (language.startsWith("zh") ? look.zh : look.en);

const look = (zh: string, en: string, icon: IconName, tone: Tone): Look => ({ zh, en, icon, tone });

export type CaseStatus = Schemas["CaseStatus"];
export type CaseVerb = Schemas["CaseVerb"];
export type CardStatus = Schemas["CardStatus"];
export type CardVerb = Schemas["CardVerb"];
export type LeadStatus = Schemas["LeadStatus"];
export type ComplaintStatus = Schemas["ComplaintStatus"];
export type StepPhase = Schemas["StepPhase"];
export type Level = Schemas["Level"];

// Record makes the compiler ask for a look when the API gains a status. How a decision reads on a case: outcome.ts.
export const statusLooks: Record<CaseStatus, Look> = {
  draft: look("草稿", "Draft", "draft", "mute"),
  submitted: look("已提交", "Submitted", "send", "calm"),
  received: look("已收件", "Received", "inbox", "calm"),
  supplement: look("待补正", "Supplement needed", "pause", "wait"),
  accepted: look("已受理", "Accepted", "clock", "calm"),
  granted: look("准予", "Granted", "check", "good"),
  denied: look("不予", "Denied", "cross", "red"),
  delivered: look("已送达", "Delivered", "hand", "good"),
  closed: look("已办结", "Closed", "stamp", "good"),
  archived: look("已归档", "Archived", "archive", "mute"),
  declined: look("不予受理", "Declined", "ban", "red"),
  withdrawn: look("已撤回", "Withdrawn", "back", "mute"),
  returned: look("已退件", "Sent back", "back", "wait"),
  voided: look("已作废", "Voided", "trash", "mute"),
  forwarded: look("已转报", "Forwarded", "fork", "calm"),
  lapsed: look("补正逾期", "Lapsed", "hourglass", "mute"),
  terminated: look("已终止", "Terminated", "stop", "mute"),
};

/** The ends in which a case leaves its procedure before the last step. */
export const brokenOff: ReadonlySet<CaseStatus> = new Set<CaseStatus>([
  "declined",
  "withdrawn",
  "returned",
  "voided",
  "forwarded",
  "lapsed",
  "terminated",
]);

export const levelLooks: Record<Level, Look> = {
  none: look("正常", "In time", "check", "calm"),
  warning: look("预警", "Warning", "bell", "warning"),
  yellow: look("黄牌", "Yellow card", "card", "yellow"),
  red: look("红牌", "Red card", "cardAlert", "red"),
};

export const cardLooks: Record<CardStatus, Look> = {
  issued: look("已发牌", "Issued", "cardAlert", "red"),
  delivered: look("已查看，待反馈", "Opened, to be answered", "eye", "wait"),
  answered: look("已反馈，待核实", "Answered, to be verified", "send", "calm"),
  sent_back: look("退回重报", "Sent back", "back", "wait"),
  ordered: look("督办中", "Ordered", "whistle", "red"),
  advised: look("已发监察建议", "Advised", "draft", "red"),
  verified: look("核实通过", "Verified", "check", "good"),
  withdrawn: look("已撤牌", "Withdrawn", "back", "mute"),
  superseded: look("被更高级别的牌取代", "Superseded", "rise", "mute"),
  downgraded: look("已降级", "Downgraded", "down", "mute"),
};

export const leadLooks: Record<LeadStatus, Look> = {
  open: look("待处置", "To be settled", "search", "wait"),
  assigned: look("核查中", "Being looked into", "eye", "calm"),
  confirmed: look("已核实", "Confirmed", "check", "red"),
  dismissed: look("已排除", "Dismissed", "cross", "mute"),
};

export const complaintLooks: Record<ComplaintStatus, Look> = {
  lodged: look("待受理", "To be accepted", "inbox", "wait"),
  accepted: look("已受理", "Accepted", "check", "calm"),
  handed: look("待接收", "Handed on", "swap", "wait"),
  handling: look("办理中", "Being handled", "clock", "calm"),
  answered: look("已答复", "Answered", "send", "good"),
  reviewing: look("复查（复核）中", "Under review", "eye", "calm"),
  declined: look("不予受理", "Declined", "ban", "red"),
  routed: look("转信访渠道", "Sent the petition way", "fork", "mute"),
  withdrawn: look("已撤回", "Withdrawn", "back", "mute"),
  closed: look("已办结", "Closed", "stamp", "good"),
};

/** The five levels of a rating, from 1, the best. */
export const ratingLooks: Look[] = [
  look("非常满意", "Very satisfied", "check", "good"),
  look("满意", "Satisfied", "check", "good"),
  look("基本满意", "Fairly satisfied", "info", "calm"),
  look("不满意", "Dissatisfied", "alert", "wait"),
  look("非常不满意", "Very dissatisfied", "cross", "red"),
];

/** The look of a rating's level. */
export const ratingLook = (level: number): Look =>
  ratingLooks[level - 1] ?? look(String(level), String(level), "info", "mute");

const phaseLooks: Record<StepPhase, Look> = {
  waiting: look("未到", "To come", "hourglass", "mute"),
  open: look("办理中", "At work", "clock", "calm"),
  done: look("已完成", "Done", "check", "good"),
  passed: look("不需办理", "Not needed", "right", "mute"),
};

/** The look of a step; one that was open when its case broke off waits for nobody. */
export const phaseLook = (phase: StepPhase, off: boolean): Look =>
  off && phase === "open" ? look("止于此步", "Ended here", "stop", "mute") : phaseLooks[phase];

/** What a subject records by itself, and what happens to a card. */
export type OtherVerb =
  | "submit"
  | "warn"
  | "issue_card"
  | "withhold_card"
  | "deem_accepted"
  | "lapse"
  | "complete_step"
  | "move_to_bundle"
  | "recalendar"
  | "report"
  | "raise_incident"
  | "settle_incident"
  | "climb"
  | "card_settled"
  | "supersede_card"
  | "reinstate_card"
  | "measure"
  | Schemas["EvaluationVerb"]
  | Schemas["LeadVerb"]
  | "open_lead"
  | "rate"
  | "rate_again"
  | "lodge_complaint"
  | Schemas["ComplaintVerb"]
  | Schemas["ComplainantVerb"]
  | CardVerb;

export const verbLooks: Record<CaseVerb | OtherVerb, Look> = {
  submit: look("提交申请", "Submit", "send", "calm"),
  receive: look("收件", "Receive", "inbox", "calm"),
  forward: look("转报", "Pass on", "send", "calm"),
  contribute: look("反馈材料核对意见", "Say what is missing", "people", "calm"),
  void_case: look("作废", "Void", "trash", "red"),
  send_back: look("退件", "Send back", "back", "wait"),
  accept: look("受理", "Accept", "check", "good"),
  decline: look("不予受理", "Decline", "ban", "red"),
  notify_supplement: look("一次性告知补正", "Ask for supplements", "pause", "wait"),
  supply: look("补齐材料", "Supply", "upload", "calm"),
  claim: look("认领", "Claim", "hand", "calm"),
  approve: look("同意", "Approve", "check", "good"),
  refuse: look("作出不予决定", "Refuse", "cross", "red"),
  return: look("退回", "Return", "back", "wait"),
  transfer: look("转办", "Transfer", "swap", "calm"),
  add_sign: look("加签", "Ask to sign", "plus", "calm"),
  remove_sign: look("减签", "Release a signer", "cross", "mute"),
  delegate: look("委派", "Delegate", "people", "calm"),
  sign: look("签署意见", "Give an opinion", "draft", "good"),
  take_back: look("拿回", "Take back", "back", "wait"),
  open_task: look("打开待办", "Open", "eye", "mute"),
  copy: look("抄送", "Copy to", "send", "calm"),
  recuse: look("回避", "Withdraw for interest", "ban", "wait"),
  hand_over: look("交接", "Hand over", "out", "calm"),
  start_special: look("启动特别程序", "Start special procedure", "hourglass", "wait"),
  finish_special: look("结束特别程序", "Finish special procedure", "clock", "calm"),
  extend: look("延期", "Extend", "calendar", "wait"),
  deliver: look("送达", "Deliver", "hand", "good"),
  close: look("办结", "Close", "stamp", "good"),
  archive_case: look("归档", "Archive", "archive", "mute"),
  correct: look("更正", "Correct", "draft", "calm"),
  charge: look("开具缴费单", "Charge", "card", "calm"),
  record_payment: look("登记缴费", "Record a payment", "check", "good"),
  refund: look("退费", "Refund", "back", "wait"),
  waive: look("减免", "Waive", "cross", "wait"),
  withdraw: look("撤回申请", "Withdraw", "back", "mute"),
  urge: look("催办", "Urge", "whistle", "wait"),
  answer_urge: look("回复催办", "Answer", "send", "calm"),
  rate: look("评价", "Rate", "check", "good"),
  rate_again: look("追评", "Rate again", "check", "calm"),
  answer_rating: look("回复评价", "Answer the rating", "send", "calm"),
  lodge_complaint: look("投诉", "Complaint lodged", "whistle", "wait"),
  accept_complaint: look("受理投诉", "Accept", "check", "good"),
  decline_complaint: look("不予受理", "Decline", "ban", "red"),
  route_complaint: look("转信访渠道", "Send the petition way", "fork", "mute"),
  handle_self: look("自办", "Handle here", "hand", "calm"),
  assign_complaint: look("交办", "Assign", "people", "calm"),
  transfer_complaint: look("转办", "Transfer", "swap", "calm"),
  return_complaint: look("退回", "Give back", "back", "wait"),
  submit_up: look("上报", "Submit upwards", "up", "calm"),
  hand_down: look("下转", "Hand down", "down", "calm"),
  extend_complaint: look("延期", "Extend", "calendar", "wait"),
  record_inquiry: look("调查取证", "Record an inquiry", "search", "calm"),
  publish_answer: look("公开答复", "Publish the answer", "eye", "calm"),
  retract_answer: look("撤下公开答复", "Take the answer down", "cross", "wait"),
  answer_complaint: look("答复", "Answer", "send", "good"),
  ask_review: look("申请复查", "Ask for a review", "eye", "wait"),
  decide_review: look("复查决定", "Decide the review", "stamp", "calm"),
  ask_re_review: look("申请复核", "Ask for a re-review", "eye", "wait"),
  decide_re_review: look("复核决定", "Decide the re-review", "stamp", "calm"),
  rate_answer: look("评价答复", "Rate the answer", "check", "calm"),
  call_back: look("回访", "Call back", "phone", "calm"),
  withdraw_complaint: look("撤回投诉", "Withdraw the complaint", "back", "mute"),
  close_complaint: look("办结", "Close", "stamp", "good"),
  reopen: look("重新办理", "Reopen", "swap", "calm"),
  demand_explanation: look("要求说明", "Demand explanation", "info", "wait"),
  reassign: look("改派", "Reassign", "people", "calm"),
  take_over: look("提级办理", "Take over", "rise", "wait"),
  stop_clock: look("暂停计时", "Stop the clock", "pause", "wait"),
  resume_clock: look("恢复计时", "Resume the clock", "clock", "calm"),
  force_return: look("强制退回", "Force return", "back", "red"),
  force_advance: look("强制推进", "Force advance", "right", "red"),
  correct_instant: look("更正办理时间", "Correct the time", "clock", "wait"),
  terminate: look("终止", "Terminate", "stop", "red"),
  confirm: look("复核确认", "Confirm", "check", "good"),
  discard: look("复核不同意", "Discard", "cross", "red"),
  release_card: look("放行暂扣的牌", "Release card", "card", "calm"),
  drop_card: look("撤除暂扣的牌", "Drop card", "trash", "mute"),
  open_lead: look("发现疑点", "Suspicion raised", "search", "wait"),
  assign_lead: look("指派核查", "Assign", "people", "calm"),
  confirm_lead: look("核实", "Confirm", "check", "red"),
  dismiss_lead: look("排除", "Dismiss", "cross", "mute"),
  warn: look("预警", "Warning", "bell", "warning"),
  issue_card: look("发牌", "Card issued", "cardAlert", "red"),
  withhold_card: look("暂扣待核", "Card withheld", "lock", "wait"),
  withdraw_card: look("撤牌", "Withdraw the card", "back", "mute"),
  deem_accepted: look("视为受理", "Deemed accepted", "check", "good"),
  lapse: look("补正逾期", "Lapsed", "hourglass", "mute"),
  complete_step: look("自动完成", "Done by service", "gear", "calm"),
  move_to_bundle: look("转入新版", "Moved to another version", "send", "calm"),
  recalendar: look("工作日历变更", "Calendar changed", "calendar", "calm"),
  report: look("报送环节", "Reported step", "send", "calm"),
  raise_incident: look("异常", "Incident", "alert", "red"),
  settle_incident: look("异常排除", "Incident settled", "check", "good"),
  open_card: look("已查看", "Card opened", "eye", "calm"),
  answer_card: look("反馈", "Answer", "send", "calm"),
  appeal_card: look("申诉", "Appeal", "alert", "wait"),
  verify_card: look("核实通过", "Verify", "check", "good"),
  send_back_card: look("退回重报", "Send back", "back", "wait"),
  order_card: look("督办", "Order", "whistle", "wait"),
  advise_card: look("监察建议", "Advise", "draft", "wait"),
  extend_correction: look("延长整改期限", "Extend the correction", "calendar", "calm"),
  decide_appeal: look("申诉决定", "Decide the appeal", "stamp", "calm"),
  mark_self_corrected: look("认定自行纠正", "Self-corrected", "check", "calm"),
  supersede_card: look("被更高级别的牌取代", "Superseded", "rise", "mute"),
  reinstate_card: look("恢复", "Reinstated", "back", "mute"),
  card_settled: look("牌已处理", "Card settled", "stamp", "mute"),
  climb: look("升级", "Next tier told", "rise", "red"),
  measure: look("测评", "Measured", "rise", "calm"),
  remeasure: look("重新测评", "Measure again", "swap", "wait"),
  enter_score: look("填报", "Enter", "draft", "calm"),
  strike_entry: look("撤销填报", "Strike out", "cross", "mute"),
  review_scores: look("复核", "Review", "check", "good"),
  send_back_scores: look("退回修正", "Send back", "back", "wait"),
  announce_scores: look("公示", "Announce", "whistle", "calm"),
  appeal_score: look("申诉", "Appeal", "alert", "wait"),
  publish_scores: look("发布", "Publish", "stamp", "good"),
};

/** The look of a verb as a line names it. A verb that these pages do not know yet is shown by its name. */
export const verbLook = (verb: string): Look =>
  verbLooks[verb as keyof typeof verbLooks] ?? look(verb, verb, "info", "mute");
