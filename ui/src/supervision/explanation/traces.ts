import type { components } from "../../contract";
import type { Level } from "../../looks";

export type RuleTrace = components["schemas"]["RuleTrace"];

/** How the server names the climbing of an unanswered card among the rules. */
export const ladder = "ladder";

/** What one rule says on one clock: a trace for each of its levels, the mildest first. */
export type RuleOnClock = {
  key: string;
  rule: string;
  /** The rule in words. */
  name?: string;
  version?: string;
  /** The clock in words. */
  clock: string;
  card?: string;
  traces: RuleTrace[];
};

const grave: Record<Level, number> = { none: 0, warning: 1, yellow: 2, red: 3 };

/** The traces by rule and clock, in the order in which the server names them. */
export function byRule(traces: RuleTrace[]): RuleOnClock[] {
  const rules = new Map<string, RuleOnClock>();
  for (const trace of traces) {
    const key = [trace.rule, trace.clock, trace.card].filter(Boolean).join("/");
    const known = rules.get(key);
    if (known) known.traces.push(trace);
    else {
      const { rule, name, version, card } = trace;
      const clock = trace.clock_name ?? trace.clock;
      rules.set(key, { key, rule, name, version, clock, card, traces: [trace] });
    }
  }
  for (const { traces } of rules.values()) traces.sort((a, b) => grave[a.level] - grave[b.level]);
  return [...rules.values()];
}

/** Whether a rule has nothing to say on this case: its limit never began, or the law does not give it here. */
export const isIdle = ({ traces }: RuleOnClock) =>
  traces.every(({ verdict }) => verdict === "not_begun" || verdict === "not_law");

/** The gravest level that spoke until the instant asked about; none if nothing did. */
export const gravest = (traces: RuleTrace[]): Level =>
  traces.reduce<Level>((level, { spoke, level: next }) => (spoke && grave[next] > grave[level] ? next : level), "none");

/** What speaks next if nothing changes: the nearest threshold after an instant that has not spoken. */
export function nextOf(traces: RuleTrace[], at: string): RuleTrace | undefined {
  const ahead = traces.filter(
    (trace) => !trace.spoke && trace.at !== undefined && Date.parse(trace.at) > Date.parse(at),
  );
  return ahead.sort((a, b) => Date.parse(a.at ?? "") - Date.parse(b.at ?? ""))[0];
}

/** The kind of a clock by its name: "step/review#2" is a step's, "decision#1" the decision's. */
export const kindOfClock = (name: string) => name.split("/")[0]?.split("#")[0] ?? name;
