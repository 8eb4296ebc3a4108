import type { IconName } from "../../icons";
import { levelLooks, type Tone } from "../../looks";
import type { CardSearch } from "../cards/search";
import type { PlaceSearch } from "../cases/api";
import type { Figures } from "./ranking";

/** The figures that a board shows. */
export type FigureKey = keyof Figures;

// Record makes the compiler ask for a look when the board gains a figure.
export const figureLooks: Record<FigureKey, { icon: IconName; tone: Tone }> = {
  open: { icon: "inbox", tone: "calm" },
  near: { icon: "hourglass", tone: "warning" },
  late: { icon: "alert", tone: "red" },
  stalled: { icon: "pause", tone: "wait" },
  warnings: { icon: levelLooks.warning.icon, tone: "warning" },
  yellow: { icon: levelLooks.yellow.icon, tone: "yellow" },
  red: { icon: levelLooks.red.icon, tone: "red" },
  unanswered: { icon: "send", tone: "wait" },
  withheld: { icon: "lock", tone: "wait" },
  incidents: { icon: "alert", tone: "red" },
  submitted: { icon: "send", tone: "calm" },
  decided: { icon: "stamp", tone: "good" },
};

/** The figures in the groups in which they are read. */
export const figureGroups: { key: "work" | "cards" | "span"; figures: FigureKey[] }[] = [
  { key: "work", figures: ["open", "near", "late", "stalled"] },
  { key: "cards", figures: ["warnings", "yellow", "red", "unanswered", "withheld"] },
  { key: "span", figures: ["submitted", "decided", "incidents"] },
];

/** What a figure counts. A case under a yellow card is one case, however many cards it has. */
export const countsOf = (figure: FigureKey): "case" | "card" | "incident" =>
  figure === "incidents" ? "incident" : figure === "unanswered" || figure === "withheld" ? "card" : "case";

/** Where figures were counted: a division, one of its units, the days of the trend. */
export type Counted = { path: string; unit?: string; from: string; to: string };

/** A page that lists what a figure counts. */
export type List =
  | { to: "/supervision/cases"; search: PlaceSearch }
  | { to: "/cards"; search: CardSearch }
  | { to: "/incidents" };

/** The list behind a figure: it counts what the list shows. */
export function listBehind(figure: FigureKey, { path, unit, from, to }: Counted): List {
  const where = { path, ...(unit && { unit }) };
  const cases = (search: PlaceSearch): List => ({ to: "/supervision/cases", search: { ...where, ...search } });
  switch (figure) {
    case "open":
    case "near":
    case "late":
    case "stalled":
      return cases({ state: figure });
    case "warnings":
      return cases({ state: "open", level: "warning" });
    case "yellow":
    case "red":
      return cases({ state: "open", level: figure });
    case "unanswered":
      return { to: "/cards", search: { ...where, waiting: true } };
    case "withheld":
      return { to: "/cards", search: { ...where, withheld: true } };
    case "incidents":
      return { to: "/incidents" };
    case "submitted":
      return cases({ from, to });
    case "decided":
      return cases({ decided_from: from, decided_to: to });
  }
}
