import dayjs, { type Dayjs } from "dayjs";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { legalInstant } from "../../show";

type Schemas = components["schemas"];
export type RuleTrial = Schemas["RuleTrial"];
export type TriedRules = Schemas["TriedRules"];
export type TriedRule = Schemas["TriedRule"];
export type TriedCase = Schemas["TriedCase"];

/** How many rows the page keeps; the counts go on beyond. */
export const mostRows = 20_000;

export const nothingTried: TriedRules = { looked: 0, hidden: 0, rules: [], rows: [] };

export const tryRules = (body: RuleTrial, signal: AbortSignal) => got(api.POST("/rule-sets/try", { body, signal }));

const same = (a: TriedRule) => (b: TriedRule) => a.rule === b.rule && a.level === b.level;

/** Adds one answer to what the answers before it came to. */
export function together(sum: TriedRules, part: TriedRules): TriedRules {
  const rules = sum.rules.map((rule) => {
    const more = part.rules.find(same(rule));
    return more
      ? { ...rule, both: rule.both + more.both, gained: rule.gained + more.gained, lost: rule.lost + more.lost }
      : rule;
  });
  const fresh = part.rules.filter((rule) => !sum.rules.some(same(rule)));
  return {
    looked: sum.looked + part.looked,
    hidden: sum.hidden + part.hidden,
    cursor: part.cursor,
    rules: [...rules, ...fresh].toSorted((a, b) => a.rule.localeCompare(b.rule) || a.level.localeCompare(b.level)),
    rows: [...sum.rows, ...part.rows].slice(0, mostRows),
  };
}

/** What a case is to a rule: found then and now, only by these rules, only then. */
export const outcomeOf = (row: TriedCase) => (row.found && row.would ? "both" : row.would ? "gained" : "lost");

/** The first and the last day of the month before this one. */
export function lastMonth(today: Dayjs = dayjs()): [Dayjs, Dayjs] {
  const month = today.subtract(1, "month");
  return [month.startOf("month"), month.endOf("month")];
}

const quoted = (cell: string) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;

/** The rows as a table for a spreadsheet, in UTF-8 with a byte order mark. A cell never begins a formula. */
export function tableOf(head: string[], rows: TriedCase[], words: (row: TriedCase) => string[]): string {
  const at = (instant?: string) => (instant ? legalInstant(instant) : "");
  const lines = rows.map((row) => [
    row.rule,
    ...words(row),
    row.number,
    row.item.name,
    row.unit.name,
    at(row.found),
    at(row.would),
  ]);
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}
