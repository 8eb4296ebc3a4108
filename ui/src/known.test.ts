import { readdirSync, readFileSync } from "node:fs";
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { acts, isOwn, ownActions, things } from "./administration/audit/actions";
import { actionWord } from "./administration/audit/useActionWord";
import { administration as en } from "./i18n/en/administration";
import { leadWords as enLeads } from "./i18n/en/supervision/leads";
import { administration as zh } from "./i18n/zh/administration";
import { leadWords as zhLeads } from "./i18n/zh/supervision/leads";
import { verbLooks } from "./looks";
import { noticeLook } from "./notices/looks";

// What the server says about actions, verbs and notices is read where it says it, so that no list is kept twice.

const root = `${process.cwd()}/..`;
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");
const sources = (folder: string) =>
  readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith(".go") && !/(_test|\.gen)\.go$/.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join("\n");
const every = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].flatMap((found) => found[1] ?? [])),
];

const api = sources("api");
const verbs = every(read("models/verb.go"), /Verb = "(\w+)"/g);
const audited = [
  ...every(api, /\bAction: +"(\w+)"/g),
  ...every(api, /\.(?:flood|looked|shows|denied|changed)\([\w.()]+, "(\w+)"/g),
  ...every(read("api/openapi.yaml"), /AccountVerb: .*enum: \[([^\]]+)\]/g).flatMap((list) => list.split(/, */)),
];
const operations = every(read("api/openapi.yaml"), /operationId: (\w+)/g);
const permissions = read("policies/access/policy.csv")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .flatMap((line) => {
    const [, kinds = "", actions = ""] = line.split(",").map((column) => column.trim());
    return kinds.split(" ").flatMap((kind) => actions.split(" ").map((action) => `${action}_${kind}`));
  });
const facts = every(sources("models/supervision"), /"((?:line|case|item|complaint)\.\w+)"/g);
const notices = [
  ...every(sources("activities"), /p\.tell\((?!.*Holders).*, "(\w+)", /g),
  ...every(sources("activities"), /kind :?= "(\w+)"/g),
  ...every(api, /Kind: "(\w+)", Subject: row\.Account/g),
  ...every(read("api/notices.go"), /OneTimeCode = "(\w+)"/g),
  "warning",
  "yellow",
  "red",
];

beforeAll(() =>
  i18next.init({
    lng: "zh",
    resources: { zh: { administration: zh }, en: { administration: en } },
    defaultNS: "administration",
  }),
);

describe("a word in both languages has", () => {
  test("every verb of a record", () => {
    expect(verbs.length).toBeGreaterThan(45);
    const worded = Object.keys(verbLooks);
    expect(verbs.filter((verb) => !worded.includes(verb))).toEqual([]);
    for (const { zh, en } of Object.values(verbLooks)) expect(zh && en).toBeTruthy();
  });

  test("every audited action, by itself or as a permission or operation", () => {
    expect(audited).toEqual(expect.arrayContaining(["sign_in", "record_absence", "see_one_time_code", "renew_key"]));
    expect(audited.filter((action) => !isOwn(action) && !(action in verbLooks))).toEqual([]);
    for (const language of ["zh", "en"]) {
      const t = i18next.getFixedT(language, "administration");
      for (const action of [...audited, ...permissions, ...operations]) {
        const word = actionWord(action, t, language);
        expect(word, action).not.toBe(action);
        expect(word, action).not.toContain("audit.");
      }
    }
  });

  test("every fact that a rule over acts may read", () => {
    expect(facts).toEqual(expect.arrayContaining(["line.verb", "complaint.result", "item.first", "line.fee_voucher"]));
    for (const words of [zhLeads.fact, enLeads.fact])
      expect(facts.filter((fact) => !(fact.replace(".", "_") in words))).toEqual([]);
  });

  test("every kind of notice", () => {
    expect(notices).toEqual(expect.arrayContaining(["override", "assigned", "incident", "stand_in", "one_time_code"]));
    for (const kind of notices) {
      const { zh, en } = noticeLook(kind);
      expect(zh, kind).not.toBe(kind);
      expect(en, kind).not.toBe(kind);
    }
  });
});

test("no word stands for an action that nobody audits", () => {
  const said = [...audited, ...permissions];
  expect(ownActions.filter((action) => !said.includes(action))).toEqual([]);
  expect(acts.filter((act) => !permissions.some((pair) => pair.startsWith(`${act}_`)))).toEqual([]);
  expect(things.filter((thing) => !permissions.some((pair) => pair.endsWith(`_${thing}`)))).toEqual([]);
});
