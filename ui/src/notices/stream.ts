import type { QueryClient } from "@tanstack/react-query";
import { askMe } from "../office/session";
import type { Counters } from "./api";

/** Key of the live counters in the cache. */
export const countersKey = ["counters"];

/** What a notice may have changed: everything that shows cases, tasks or cards. */
const touched = ["notices", "inbox", "cases", "cards", "board", "worklist"];

/** How many milliseconds pass before an event source that was refused is asked again. */
const pause = 10_000;

/**
 * Listens to the server's events and keeps the cache true to them. The browser reconnects by itself and says where it
 * was; only after a refusal it is asked anew here. Returns how to stop listening.
 */
export function listen(cache: QueryClient, live: (live: boolean) => void): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout>;
  let stopped = false;
  const begin = () => {
    if (stopped) return;
    source = new EventSource("/api/v1/events");
    source.onopen = () => live(true);
    source.onerror = () => {
      live(false);
      if (source.readyState === EventSource.CLOSED) again = setTimeout(begin, pause);
    };
    source.addEventListener("end", () => {
      source.close();
      live(false);
      askMe(cache).then(begin, () => {}); // who is no longer signed in is led to the login page by the answer
    });
    hear(source, cache);
  };
  begin();
  return () => {
    stopped = true;
    clearTimeout(again);
    source.close();
  };
}

function hear(source: EventSource, cache: QueryClient) {
  source.addEventListener("notice", () => {
    for (const key of touched) cache.invalidateQueries({ queryKey: [key] });
  });
  const figures = sparing(() => {
    for (const key of ["board", "worklist"]) cache.invalidateQueries({ queryKey: [key] });
  });
  source.addEventListener("moved", figures);
  source.addEventListener("counters", (event) => {
    cache.setQueryData(countersKey, JSON.parse(event.data) as Counters);
  });
}

/** At least so many milliseconds lie between two looks at the figures, however much moves. */
const rest = 5_000;

/** Does something at once if it was not done lately, else when it has rested; what comes meanwhile is one. */
export function sparing(act: () => void, now = () => Date.now()): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let waits = false;
  return () => {
    if (waits) return;
    const wait = Math.max(0, last + rest - now());
    waits = true;
    setTimeout(() => {
      [waits, last] = [false, now()];
      act();
    }, wait);
  };
}
