/** What is wrong with one field of a request. */
export type FieldFault = {
  /** JSON pointer into the request, "" for the whole. */
  field: string;
  /** Stable key of the broken rule, e.g. "required". */
  rule: string;
  /** What was expected, e.g. "2–10". */
  detail?: string;
  /** What is wrong, in the reader's language. */
  sentence: string;
};

/** The body of application/problem+json as the server sends it. */
export type Problem = {
  code?: string;
  reason?: string;
  title?: string;
  detail?: string;
  faults?: FieldFault[];
};

/** A failure of the server, with its stable code and reason and every faulty field. */
export class Fault extends Error {
  readonly code: string;
  readonly reason: string;
  readonly faults: FieldFault[];
  readonly status: number;
  /** The server's sentence in the reader's language, "" if it gave none. */
  readonly detail: string;

  constructor(problem: Problem, status: number) {
    super(problem.detail ?? problem.title ?? problem.reason ?? `HTTP ${status}`);
    this.name = "Fault";
    this.code = problem.code ?? (status >= 500 ? "internal" : "invalid");
    this.reason = problem.reason ?? "";
    this.faults = problem.faults ?? [];
    this.status = status;
    this.detail = problem.detail ?? problem.title ?? "";
  }

  /** Whether the same click may simply be sent again with its key: nothing was written, or it was and will be found. */
  get passing(): boolean {
    return ["store_unavailable", "engine_unavailable", "overloaded", "unreachable"].includes(this.code);
  }
}

/** Faults by the name of the form's field, for marking them where they are: "/form/phone" → "phone". */
export function faultsUnder(prefix: string, faults: FieldFault[]): Record<string, FieldFault> {
  const found: Record<string, FieldFault> = {};
  for (const fault of faults) {
    if (!fault.field.startsWith(`${prefix}/`)) continue;
    const [name = ""] = fault.field.slice(prefix.length + 1).split("/");
    found[name] ??= fault;
  }
  return found;
}
