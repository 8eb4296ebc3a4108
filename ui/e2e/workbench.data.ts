import type { components } from "../src/contract";

type Schemas = components["schemas"];
export type Case = Schemas["Case"];
export type Offer = Schemas["Offer"];

// Invented data for the pages' tests. Instants lie around the present, so that late stays late.
const day = 86_400_000;
export const at = (days: number) => new Date(Date.now() + days * day).toISOString();
/** The end of a Shanghai day, that many days from today. */
export const endOfDay = (days: number) => {
  const shanghai = Date.now() + 8 * 3_600_000;
  return new Date((Math.floor(shanghai / day) + days + 1) * day - 8 * 3_600_000).toISOString();
};

export const unit = {
  id: "dg-scjgj",
  name: "东莞市市场监督管理局",
  name_en: "Dongguan Market Regulation Bureau",
  path: "/44/4419/",
};
export const item = {
  key: "food-business-catering",
  name: "食品经营许可(餐饮服务新办)",
  name_en: "Food business permit (new, catering)",
};
const people = {
  wang: { account: "wang", name: "王某1" },
  li: { account: "li", name: "李某2" },
  zhao: { account: "zhao", name: "赵某3" },
};
const workdays = (n: number): Schemas["Limit"] => ({ n, unit: "workday" });

export const me: Schemas["Me"] = {
  account: "wang",
  login: "wang",
  name: "王某1",
  language: "zh-CN",
  unit,
  appointments: [],
  permissions: { case: ["read", "submit", "claim", "approve", "accept", "return", "transfer"], task: ["read"] },
  totp: "none",
  demo: true,
  expires: at(1),
};

const step = (key: string, name: string, more: Partial<Schemas["Step"]> = {}): Schemas["Step"] => ({
  key,
  name,
  name_en: key,
  stage: name,
  kind: "opinion",
  phase: "waiting",
  round: 0,
  role: "handler",
  unit,
  counts: "decision",
  after: [],
  votes: [],
  ...more,
});
const done = { phase: "done", round: 1, done: at(-2) } as const;

const steps = [
  step("accept", "受理", { ...done, kind: "accept", role: "window_clerk", holder: people.zhao }),
  step("review", "审查", { phase: "open", round: 2, after: ["accept"], holder: people.wang, opened: at(-1) }),
  step("onsite", "现场核查", { ...done, after: ["accept"], holder: people.li, adverse: true }),
  step("audit", "审核", { after: ["review", "onsite"], role: "reviewer" }),
  step("decide", "决定", { after: ["audit"], kind: "decide", role: "approver" }),
  step("deliver", "送达", { after: ["decide"], kind: "deliver", role: "delivery_clerk" }),
];

const clock = (name: string, more: Partial<Schemas["Clock"]> = {}): Schemas["Clock"] => ({
  name: `${name}#1`,
  kind: name,
  started: at(-6),
  promised: workdays(7),
  statutory: workdays(20),
  promised_due: endOfDay(2),
  statutory_due: endOfDay(20),
  level: "none",
  provisional: false,
  stands: false,
  running: true,
  used: 4,
  remaining: 3,
  statutory_used: 4,
  statutory_remaining: 16,
  ledger: [{ move: "start", at: at(-6), by: people.zhao }],
  ...more,
});

const row = (id: string, number: string, more: Partial<Schemas["CaseRow"]> = {}): Schemas["CaseRow"] => ({
  id,
  number,
  item,
  unit,
  status: "accepted",
  channel: "1",
  applicant: "东莞市悦来餐饮有限公司",
  submitted: at(-7),
  accepted: at(-6),
  step: "review",
  step_name: "审查",
  step_name_en: "Examination",
  holder: people.wang,
  promised_due: endOfDay(2),
  statutory_due: endOfDay(20),
  level: "none",
  stands: false,
  provisional: false,
  demo: true,
  ...more,
});

const pdf = {
  address: "ab".repeat(32),
  name: "食品经营许可申请书.png",
  type: "image/png",
  size: 68,
  line: 1,
  material: 1,
};
const materials: Case["materials"] = [
  { no: 1, name: "食品经营许可申请书", name_en: "Application", required: true, state: "received", files: [pdf] },
  { no: 2, name: "营业执照", name_en: "Business licence", required: true, state: "shared", files: [] },
  {
    no: 3,
    name: "设备布局和操作流程文件",
    name_en: "Layout",
    required: true,
    state: "promised",
    note: "三日内补交",
    files: [],
  },
  { no: 4, name: "食品安全管理人员任命文件", name_en: "Appointment", required: false, state: "", files: [] },
];
const fields: Case["fields"] = [
  { key: "entity_name", label: "单位名称", label_en: "Organisation", type: "text", required: true },
  { key: "business_area", label: "经营面积", label_en: "Area", type: "number", required: true, unit: "m2" },
  { key: "operation_items", label: "经营项目", label_en: "Operations", type: "multiselect", required: true },
];

/** A case at work: reviewed for the second time. */
const notice = (kind: Schemas["NoticeKind"], line: number, title: string, title_en: string): Schemas["CaseNotice"] => ({
  kind,
  line,
  title,
  title_en,
  document: `DG20261122000012-0${line}`,
  issued: at(-3),
  valid: true,
});

export const atWork = (): Case => ({
  row: row("c-work", "DG20261116000012"),
  bundle: "3f".repeat(32),
  n: 6,
  received: at(-7),
  steps: structuredClone(steps),
  clocks: [
    clock("acceptance", { ended: at(-6), running: false }),
    clock("decision"),
    clock("step", {
      name: "step/review#2",
      step: "review",
      promised: workdays(1),
      statutory: workdays(1),
      used: 0,
      remaining: 1,
      promised_due: endOfDay(0),
      level: "warning",
    }),
  ],
  materials: structuredClone(materials),
  form_shown: true,
  applicant: {
    kind: "organisation",
    name: "东莞市悦来餐饮有限公司",
    identity_kind: "uscc",
    identity: "91441900********4X",
    phone: "138****8000",
  },
  form: { entity_name: "东莞市悦来餐饮有限公司", business_area: 120.5, operation_items: ["热食类制售", "冷食类制售"] },
  fields,
  cards: [],
  demands: [],
  pending: [],
  incidents: [],
  special: [],
  notices: [notice("receipt", 1, "收件凭证", "Receipt"), notice("acceptance", 3, "受理通知书", "Notice of acceptance")],
});

const card = (id: string, more: Partial<Schemas["CardRow"]>): Schemas["CardRow"] => ({
  id,
  key: `R-T1/${more.level}/decision#1`,
  subject: "c-trouble",
  number: "DG20261016000007",
  item,
  rule: "R-T1",
  level: "yellow",
  clock: "decision#1",
  unit,
  due: endOfDay(-3),
  issued: endOfDay(-3),
  state: "issued",
  rung: 0,
  ...more,
});

/** A case in every kind of trouble: late, stopped, carded, urged, waiting for a second supervisor, blocked. */
export const inTrouble = (): Case => ({
  ...atWork(),
  row: row("c-trouble", "DG20261016000007", {
    level: "red",
    stands: true,
    withheld: true,
    incident: true,
    promised_due: undefined,
  }),
  n: 120,
  deemed: true,
  extended: 1,
  clocks: [
    clock("decision", {
      stands: true,
      promised_due: undefined,
      statutory_due: undefined,
      level: "red",
      used: 9,
      remaining: -2,
      provisional: true,
    }),
  ],
  special: [
    { kind: "expert_review", name: "专家评审", started: at(-1), planned: workdays(15), stops: true, override: true },
  ],
  cards: [
    card("k-red", { level: "red", status: "issued", feedback_due: endOfDay(3), rung: 2 }),
    card("k-yellow", { status: "answered", answered: at(-2), opened: at(-3) }),
    card("k-held", { level: "red", state: "withheld", issued: undefined, key: "R-T2/red/step/review#1", rule: "R-T2" }),
    card("k-warn", { level: "warning" }),
  ],
  demands: [
    { line: 90, verb: "demand_explanation", at: at(-2), by: people.zhao, reason: "请说明超期原因。", answered: 0 },
    { line: 80, verb: "urge", at: at(-5), by: people.li, answered: 85 },
  ],
  pending: [{ line: 110, verb: "terminate", by: people.zhao, ground: "R-T1", reason: "申请人已注销。", at: at(-1) }],
  incidents: [{ key: "empty_participant/audit", raised: at(-1) }],
});

/** A closed case whose form this reader may not see. */
export const closed = (): Case => ({
  ...atWork(),
  row: row("c-closed", "DG20260916000003", {
    status: "closed",
    outcome: "granted",
    ended: at(-30),
    applicant: "东*",
    holder: undefined,
    step_name: undefined,
  }),
  n: 1,
  steps: steps.map((each) => ({ ...each, ...done, adverse: false })),
  clocks: [clock("delivery", { ended: at(-30), running: false, statutory: undefined })],
  materials: [],
  form_shown: false,
  applicant: undefined,
  form: undefined,
  notices: [],
});

const by = (person: Schemas["Person"], role: string): Schemas["LineActor"] => ({ ...person, role, unit });
const line = (n: number, verb: string, more: Partial<Schemas["Line"]> = {}): Schemas["Line"] => ({
  n,
  verb,
  by: by(people.wang, "handler"),
  acted: at(-7 + n / 20),
  recorded: at(-7 + n / 20),
  hash: "cd".repeat(32),
  body: "none",
  ...more,
});

/** The record of a case of `n` lines; the last few say something. */
export function linesOf(n: number): Schemas["Line"][] {
  const speaking = [
    line(n - 4, "accept", {
      by: by(people.zhao, "window_clerk"),
      step_name: "受理",
      materials: [{ no: 1, state: "received" }],
    }),
    line(n - 3, "approve", {
      step_name: "审查",
      recorded: at(-7 + (n - 3) / 20 + 0.2),
      body: "shown",
      text: { note: "布局合理。" },
    }),
    line(n - 2, "issue_card", {
      by: { account: "system" },
      level: "yellow",
      rule: "R-T1",
      card: "k-yellow",
      due: endOfDay(-3),
    }),
    line(n - 1, "return", {
      target: "review",
      round: 2,
      body: "shown",
      text: { reason: "请补充现场照片,\n并说明排水去向。" },
    }),
    line(n, "transfer", { to: people.wang, body: "hidden" }),
  ];
  const quiet = Array.from({ length: Math.max(0, n - 5) }, (_, i) => line(i + 1, "urge", { body: "erased" }));
  return [...quiet, ...speaking].filter((each) => each.n > 0);
}

const offer = (verb: Offer["verb"], more: Partial<Offer> = {}): Offer => ({
  verb,
  allowed: true,
  step: "review",
  step_name: "审查",
  round: 2,
  needs: ["step"],
  takes: ["round"],
  ...more,
});
const no = (verb: Offer["verb"], reason: string, sentence: string, more: Partial<Offer> = {}) =>
  offer(verb, { allowed: false, code: "conflict", reason, sentence, ...more });

const idle = [
  no("receive", "not_in_status", "办件已经受理，不能再收件"),
  no("deliver", "not_in_status", "还没有作出决定"),
  no("terminate", "not_permitted", "只有监察机关可以终止", { override: true }),
];

/** What the handler may do with a case at work. */
export const workOffers = (): Offer[] => [
  offer("transfer", { needs: ["step", "to", "reason"] }),
  offer("approve", { takes: ["round", "note", "adverse", "document", "files"] }),
  offer("return", { needs: ["step", "target", "reason"], takes: ["round", "resume"], targets: ["onsite"] }),
  offer("start_special", { needs: ["ground", "planned", "document"], takes: ["note"], grounds: ["inspection"] }),
  no("extend", "other_role", "延期由部门负责人决定"),
  no("refuse", "four_eyes", "您办过审查环节，不能再作决定"),
  ...idle,
];

/** What a supervisor may do with a case in trouble. */
export const troubleOffers = (): Offer[] => [
  offer("urge", { needs: [], takes: ["reason"] }),
  offer("answer_urge", { needs: ["answers", "reason"], answers: [90] }),
  no("approve", "clock_stands", "停表期间不能作出决定，请先结束特别程序"),
  offer("resume_clock", {
    override: true,
    needs: ["reason", "ground"],
    takes: ["document"],
    grounds: ["expert_review"],
  }),
  offer("terminate", {
    override: true,
    second: true,
    needs: ["reason", "ground", "remedy"],
    takes: ["document"],
    grounds: ["other"],
  }),
  offer("release_card", { override: true, needs: ["card", "reason"] }),
  ...idle,
];

export const task = (id: string, number: string, more: Partial<Schemas["Task"]> = {}): Schemas["Task"] => ({
  case: id,
  number,
  item,
  step: "review",
  step_name: "审查",
  kind: "opinion",
  round: 1,
  role: "handler",
  unit,
  holder: people.wang,
  opened: at(-2),
  step_due: endOfDay(3),
  urgent_at: endOfDay(3),
  level: "none",
  stands: false,
  ...more,
});

export const inbox = (): Record<Schemas["InboxSection"], Schemas["Task"][]> => ({
  mine: [
    task("c-trouble", "DG20261016000007", { step_due: endOfDay(-3), level: "red" }),
    task("c-work", "DG20261116000012", { step_due: endOfDay(0), level: "warning", round: 2 }),
    task("c-3", "DG20261117000020", { step_due: endOfDay(1), level: "yellow" }),
    task("c-4", "DG20261118000021", { step_due: undefined, stands: true }),
    task("c-5", "DG20261119000022"),
  ],
  pool: [
    task("c-pool", "DG20261120000031", { holder: undefined }),
    task("c-pool2", "DG20261120000032", { holder: undefined }),
  ],
  near: [],
  late: [task("c-trouble", "DG20261016000007", { step_due: endOfDay(-3), level: "red" })],
});

export const explanation: Schemas["Explanation"] = {
  at: at(0),
  marks: [],
  rules: [
    {
      rule: "R-T1",
      clock: "decision#1",
      level: "warning",
      spoke: true,
      at: endOfDay(-1),
      verdict: "spoke",
      sentence: "剩余时间不足，已经预警。",
    },
    {
      rule: "R-T1",
      clock: "decision#1",
      level: "yellow",
      spoke: false,
      at: endOfDay(2),
      verdict: "not_reached",
      sentence: "承诺时限还没有到。",
    },
    {
      rule: "R-T2",
      clock: "step/review#2",
      level: "yellow",
      spoke: false,
      verdict: "clock_stands",
      sentence: "时钟停着，没有触发时刻。",
    },
  ],
};

const absence = (id: string, account: string, name: string): Schemas["Absence"] => ({
  id,
  account,
  name,
  from: at(-1),
  to: at(3),
  recorded: at(-2),
  recorded_by: { account, name },
  now: true,
  can_cancel: false,
});

export const absences: Schemas["AbsenceList"] = {
  rows: [{ ...absence("a1", "li", "李某2"), stand_in: people.wang }, absence("a2", "qian", "钱某4")],
};

export const colleagues: Schemas["ColleagueList"] = {
  rows: [
    { account: "sun", name: "孙某5", roles: ["handler"], away: false },
    { account: "li", name: "李某2", roles: ["handler"], away: true, stand_in: people.wang },
  ],
};

/** A picture of one pixel. */
export const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const vocabulary: Schemas["Vocabulary"] = {
  causes: [{ key: "hard_case", name: "案情复杂", name_en: "A difficult case", excuses: false }],
  grounds: [
    { key: "K04", name: "行政许可法第四十二条：办理期限", name_en: "Licensing Law 42", verbs: ["extend", "terminate"] },
    { key: "other", name: "其他", name_en: "Other", verbs: ["terminate"] },
    { key: "hearing", name: "听证", name_en: "Hearing", verbs: ["start_special", "stop_clock"] },
  ],
};
