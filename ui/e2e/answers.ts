import type { components } from "../src/contract";

type Schemas = components["schemas"];
type Answer = { status: number; body?: unknown };

const unit = {
  id: "dg-scjgj",
  name: "东莞市市场监督管理局",
  name_en: "Dongguan Market Regulation Bureau",
  path: "/44/4419/",
};
const line = "^[ \u3000]*[^\\x00-\\x20\\x7f\u3000][^\\x00-\\x1f\\x7f]*$";
const itemName = {
  key: "food-business-catering",
  name: "食品经营许可(餐饮服务新办)",
  name_en: "Food business permit (new, catering)",
};
const workdays = (n: number): Schemas["Limit"] => ({ n, unit: "workday" });

const step = (
  key: string,
  name: string,
  kind: Schemas["StepKind"],
  n: number,
  after: string[],
): Schemas["GuideStep"] => ({
  key,
  name,
  name_en: key,
  stage: name,
  kind,
  limit: workdays(n),
  counts: kind === "accept" ? "acceptance" : kind === "deliver" ? "delivery" : "decision",
  after,
});

const guide: Schemas["Guide"] = {
  ...itemName,
  bundle: "3f".repeat(32),
  kind: "01",
  served: ["person", "organisation"],
  unit,
  units: [unit],
  conditions: ["场所与品种、数量相适应，环境整洁并与污染源保持距离", "有食品安全管理人员和规章制度"],
  materials: [
    {
      no: 1,
      name: "食品经营许可申请书",
      name_en: "Application",
      required: true,
      form: "original_or_electronic",
      copies: 1,
      source: "applicant",
      template: "/forms/1.pdf",
    },
    {
      no: 2,
      name: "营业执照",
      name_en: "Business licence",
      required: true,
      form: "electronic",
      copies: 0,
      source: "government_shared",
    },
    {
      no: 3,
      name: "食品安全管理人员任命文件",
      name_en: "Appointment",
      required: false,
      form: "electronic",
      copies: 1,
      source: "applicant",
    },
  ],
  acceptance: workdays(5),
  statutory: workdays(20),
  promised: workdays(7),
  delivery: workdays(10),
  extension: workdays(10),
  special: [{ kind: "inspection", name: "检验检测", stops_clock: true }],
  free: true,
  fees: [],
  basis: [
    {
      law: "食品安全法",
      article: "第三十五条第一款",
      quote: "从事食品生产、食品销售、餐饮服务，应当依法取得许可",
      verify: true,
    },
  ],
  steps: [
    step("accept", "受理", "accept", 1, []),
    step("review", "审查", "opinion", 1, ["accept"]),
    step("onsite", "现场核查", "opinion", 2, ["accept"]),
    step("audit", "审核", "opinion", 1, ["review", "onsite"]),
    step("decide", "决定", "decide", 1, ["audit"]),
    step("deliver", "送达", "deliver", 1, ["decide"]),
  ],
  fields: [
    { key: "entity_name", label: "单位名称", label_en: "Organisation", type: "text", required: true, max_length: 100 },
    { key: "uscc", label: "统一社会信用代码", label_en: "Credit code", type: "uscc", required: true },
    { key: "division", label: "所在行政区划", label_en: "Division", type: "division_code", required: true },
    { key: "business_area", label: "经营面积", label_en: "Area", type: "number", required: true, unit: "m2" },
    {
      key: "business_type",
      label: "主体业态",
      label_en: "Type",
      type: "select",
      required: true,
      options: ["餐饮服务经营者", "食品销售经营者"],
    },
    {
      key: "operation_items",
      label: "经营项目",
      label_en: "Operations",
      type: "multiselect",
      required: true,
      options: ["热食类制售", "冷食类制售"],
    },
    { key: "phone", label: "联系电话", label_en: "Phone", type: "phone", required: true },
  ],
  schema: {
    required: ["entity_name", "uscc", "division", "business_area", "business_type", "operation_items", "phone"],
    properties: {
      entity_name: { type: "string", maxLength: 100, pattern: line, "x-type": "text" },
      uscc: {
        type: "string",
        maxLength: 18,
        pattern: line,
        allOf: [{ pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$" }],
        "x-type": "uscc",
      },
      division: {
        type: "string",
        maxLength: 12,
        pattern: line,
        allOf: [{ pattern: "^[0-9]{12}$" }],
        "x-type": "division_code",
      },
      business_area: { type: "number", minimum: 1, maximum: 100000, multipleOf: 0.01 },
      business_type: { type: "string", enum: ["餐饮服务经营者", "食品销售经营者"] },
      operation_items: { type: "array", items: { type: "string", enum: ["热食类制售", "冷食类制售"] } },
      phone: {
        type: "string",
        maxLength: 13,
        pattern: line,
        allOf: [{ pattern: "^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$" }],
        "x-type": "phone",
      },
    },
  },
  result: { name: "食品经营许可证", name_en: "Food business permit", valid: "5年" },
};

const summary: Schemas["ItemSummary"] = {
  ...itemName,
  kind: "01",
  unit,
  promised: workdays(7),
  free: true,
  online: true,
};

const subject: Schemas["PublicCase"] = {
  number: "DG20261123000012",
  item: itemName,
  unit,
  status: "supplement",
  applicant: { kind: "organisation", name: "东*", identity: "914419********1234", phone: "138****8000" },
  submitted: "2026-11-16T01:05:00Z",
  holder_unit: unit,
  step: "受理",
  remaining: 4,
  due: "2026-11-27T15:59:59Z",
  provisional: false,
  stands: { kind: "inspection", name: "检验检测", since: "2026-11-19T02:00:00Z", planned: workdays(10) },
  supply_due: "2026-12-04T15:59:59Z",
  asked: [{ no: 3, name: "食品安全管理人员任命文件", name_en: "Appointment", note: "缺负责人签字" }],
  can: ["supply", "withdraw", "urge"],
  timeline: [
    { verb: "submit", at: "2026-11-16T01:05:00Z" },
    { verb: "receive", at: "2026-11-16T03:20:00Z", unit },
    { verb: "notify_supplement", at: "2026-11-18T07:41:00Z", unit, step: "受理" },
  ],
  documents: [
    {
      code: "a".repeat(24),
      kind: "supplement",
      document: "DG20261122000012-03",
      title: "补正材料一次性告知书",
      title_en: "Notice of what is missing",
      issued: "2026-11-20T03:00:00Z",
      valid: true,
    },
  ],
};

const tracking: Schemas["Tracking"] = { token: "t".repeat(24), expires: "2026-11-23T04:00:00Z", case: subject };
const receipt = {
  receipt: "r".repeat(24),
  address: "0".repeat(64),
  name: "申请书.pdf",
  type: "application/pdf",
  size: 20480,
};
const notFound = {
  code: "not_found",
  reason: "not_found",
  title: "没有找到",
  status: 404,
  type: "urn:mingcha:problem:not_found",
};

const role = { key: "handler", name: "承办人", name_en: "Handler" };
const counters: Schemas["Counters"] = { mine: 4, pool: 7, near: 2, late: 1, unread: 2 };

const me: Schemas["Me"] = {
  account: "a1",
  login: "wang.handler",
  name: "王某3",
  language: "zh-CN",
  unit,
  appointments: [{ id: "p1", account: "a1", role, unit, path: "/44/4419/", from: "2026-01-01T00:00:00Z" }],
  permissions: {},
  totp: "none",
  demo: true,
  expires: "2026-11-23T10:00:00Z",
  counters,
};

const notice = (id: string, kind: string, read?: string): Schemas["Notice"] => ({
  id,
  kind,
  subject: "c1",
  number: subject.number,
  item: itemName,
  made: "2026-11-23T01:40:00Z",
  read,
});
const notices = [notice("n1", "red"), notice("n2", "assigned"), notice("n3", "urge", "2026-11-23T01:50:00Z")];

const canned: Record<string, Answer> = {
  "GET /public/status": {
    status: 200,
    body: { name: "东莞市政务服务", demo: true, open: true, totp: true, oidc: true, time: "2026-11-23T02:00:00Z" },
  },
  "GET /public/items": { status: 200, body: { rows: [summary] } },
  "GET /public/items/food-business-catering": { status: 200, body: guide },
  "GET /public/units": { status: 200, body: { rows: [{ ...unit, items: 12 }] } },
  "GET /public/life-events": {
    status: 200,
    body: {
      rows: ["开餐馆", "结婚", "买房", "建房", "生孩子"].map((name, i) => ({
        key: `e${i}`,
        name,
        name_en: name,
        items: 2,
      })),
    },
  },
  "POST /public/files": { status: 201, body: receipt },
  "POST /public/applications": {
    status: 201,
    body: { number: subject.number, query_code: "7KQ2M4XW9P", submitted: subject.submitted },
  },
  "GET /me": { status: 200, body: me },
  "DELETE /sessions/current": { status: 204 },
  "GET /notices": { status: 200, body: { rows: notices, unread: 2 } },
  "POST /notices/n1/read": { status: 204 },
  "POST /me/totp": {
    status: 200,
    body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/mingcha:wang?secret=JBSWY3DPEHPK3PXP" },
  },
  "GET /public/tracking": { status: 200, body: tracking },
  "POST /public/tracking/commands/urge": {
    status: 200,
    body: { ...tracking, case: { ...subject, can: ["withdraw"] } },
  },
  "POST /public/tracking/recovery": { status: 202, body: { text: "已受理。如信息相符，验证码将发到登记的电话。" } },
};

/** The one draft that is remembered, so that a test can go on with it. */
let draft: unknown = { item: guide.key };

/** The canned answer to a request. */
export function answers(request: string, sent: Buffer): Answer {
  if (request === "POST /public/tracking") {
    const right = JSON.parse(sent.toString()).code === "7KQ2M4XW9P";
    return right ? { status: 200, body: tracking } : { status: 404, body: notFound };
  }
  if (request === "POST /sessions") {
    const right = JSON.parse(sent.toString()).password === "correct horse battery";
    const wrong = {
      code: "unauthorised",
      reason: "sign_in_failed",
      title: "请先登录",
      detail: "用户名或密码不对，或者账户已锁定",
      status: 401,
    };
    return right ? { status: 200, body: me } : { status: 401, body: wrong };
  }
  if (request.includes("/public/drafts")) {
    if (sent.length > 0) draft = JSON.parse(sent.toString());
    const [saved, expires] = ["2026-11-23T02:00:00Z", "2026-12-23T02:00:00Z"];
    return { status: 200, body: { handle: "d".repeat(40), content: draft, saved, expires } };
  }
  return canned[request] ?? { status: 404, body: notFound };
}
