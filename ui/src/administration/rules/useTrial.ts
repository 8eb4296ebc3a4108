import { useRef, useState } from "react";
import { nothingTried, type RuleTrial, type TriedRules, together, tryRules } from "./trial";

/** A trial as it goes on: each answer leads to the next until the period is through, somebody stops it, or it fails. */
export function useTrial() {
  const [found, show] = useState<TriedRules>();
  const [fault, blame] = useState<unknown>();
  const [running, run] = useState(false);
  const stopping = useRef<AbortController>(null);
  const stop = () => stopping.current?.abort();
  const start = async (asked: RuleTrial) => {
    stop();
    const mine = new AbortController();
    stopping.current = mine;
    let sum = nothingTried;
    show(sum);
    blame(undefined);
    run(true);
    try {
      do {
        sum = together(sum, await tryRules({ ...asked, ...(sum.cursor && { cursor: sum.cursor }) }, mine.signal));
        if (mine.signal.aborted) return;
        show(sum);
      } while (sum.cursor);
    } catch (failure) {
      if (!mine.signal.aborted) blame(failure);
    } finally {
      if (stopping.current === mine) run(false);
    }
  };
  return { found, fault, running, start, stop };
}
