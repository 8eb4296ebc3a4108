import type { QueryClient } from "@tanstack/react-query";

/** What an act of supervision may have changed: everything that shows cases, cards, work or figures. */
const touched = ["cases", "cards", "leads", "worklist", "board", "inbox", "notices"];

/** Has everything asked for again that an act of supervision may have changed. */
export const signalsChanged = (cache: QueryClient) =>
  Promise.all(touched.map((key) => cache.invalidateQueries({ queryKey: [key] })));
