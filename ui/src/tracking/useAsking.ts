import { type FormEvent, useState } from "react";
import { Fault } from "../fault";

/** Sending a small form: busy meanwhile, what the server finds wrong at its fields. */
export function useAsking(ask: () => Promise<void>) {
  const [failure, fail] = useState<unknown>();
  const [busy, wait] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    wait(true);
    fail(undefined);
    await ask().catch(fail);
    wait(false);
  };
  const fault = (field: string) =>
    failure instanceof Fault ? failure.faults.find((each) => each.field === field)?.sentence : undefined;
  return { submit, busy, failure, fault };
}
