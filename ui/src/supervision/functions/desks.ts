import type { FunctionKey } from "./api";

type Desk =
  | { to: "/supervision/board"; word: "board" }
  | { to: "/supervision/analysis"; word: "analysis" }
  | { to: "/supervision/fees"; word: "fees" }
  | { to: "/complaints"; word: "complaints" }
  | { to: "/supervision/worklist"; word: "worklist" }
  | { to: "/supervision/counters"; word: "counters" };

/** The page of its own that a function has besides cards and leads. */
export const desks: Partial<Record<FunctionKey, Desk>> = {
  realtime: { to: "/supervision/board", word: "board" },
  time: { to: "/supervision/analysis", word: "analysis" },
  fees: { to: "/supervision/fees", word: "fees" },
  complaints: { to: "/complaints", word: "complaints" },
  orders: { to: "/supervision/worklist", word: "worklist" },
  correction: { to: "/supervision/counters", word: "counters" },
};
