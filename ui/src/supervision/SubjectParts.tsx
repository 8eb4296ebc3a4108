import type { components } from "../contract";
import { RecordDays } from "../workbench/cases/RecordDays";

/** The record of a subject without steps, the latest line first. */
export function RecordPanel({ title, lines }: { title: string; lines: components["schemas"]["Line"][] }) {
  return (
    <section className="panel timeline" aria-labelledby="record-lines">
      <h2 id="record-lines">{title}</h2>
      <RecordDays lines={lines} />
    </section>
  );
}
