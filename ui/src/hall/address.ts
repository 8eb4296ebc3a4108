import { useSyncExternalStore } from "react";

// The hall has few pages; a router of its own size keeps its first load small.

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
window.addEventListener("popstate", tell);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address of the page, path and search, as one string that changes when the page does. */
export const useAddress = () => useSyncExternalStore(subscribe, () => location.pathname + location.search);

/** Goes to another page of the hall without loading it anew. The state stays with the place in the tab's history. */
export function go(to: string, { replace = false, state = null as unknown } = {}) {
  if (replace) history.replaceState(state, "", to);
  else history.pushState(state, "", to);
  tell();
}

/** The path with a search of those values that are set. */
export function withSearch(path: string, values: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value) search.set(key, value);
  return search.size > 0 ? `${path}?${search}` : path;
}
