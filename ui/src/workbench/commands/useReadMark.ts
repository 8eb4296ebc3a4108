import { useEffect, useRef } from "react";
import { click } from "../../http";
import type { Offer } from "../cases/api";
import { command } from "./api";

/**
 * Says on the record that somebody for whom a step waits has opened it, where that decides whether the one before may take
 * his opinion back. A failure is of no consequence: until the mark is there, he may.
 */
export function useReadMark(id: string, offers: Offer[]) {
  const marked = useRef(new Set<string>());
  const fresh = offers.find(({ verb, allowed, step }) => verb === "open_task" && allowed && step !== undefined);
  const { step, round } = fresh ?? {};
  useEffect(() => {
    const place = `${id}/${step}/${round}`;
    if (step === undefined || marked.current.has(place)) return;
    marked.current.add(place);
    command(id, "open_task", click(), { step, round }).catch(() => marked.current.delete(place));
  }, [id, step, round]);
}
