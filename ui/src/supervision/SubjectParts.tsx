import type { ReactNode } from "react";
import type { components } from "../contract";
import { RecordDays } from "../workbench/cases/RecordDays";

/** The named facts in the head of a subject's page; what is not known is left out. */
export function HeadFacts({ facts, children }: { facts: [string, string | undefined][]; children?: ReactNode }) {
  return (
    <dl className="case-facts">
      {facts.map(
        ([word, value]) =>
          value && (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      {children}
    </dl>
  );
}

/** The record of a subject without steps, the latest line first. */
export function RecordPanel({ title, lines }: { title: string; lines: components["schemas"]["Line"][] }) {
  return (
    <section className="panel timeline" aria-labelledby="record-lines">
      <h2 id="record-lines">{title}</h2>
      <RecordDays lines={lines} />
    </section>
  );
}
