import type { Same } from "../../same";
import type { workWords as zh } from "../../zh/supervision/work";

export const workWords: Same<typeof zh> = {
  worklist: {
    title: "My work list",
    kinds: "Kinds of work",
    all: "All",
    kind: {
      withheld: "Withheld cards",
      pending: "Overrides to confirm",
      card: "Unanswered cards",
      demand: "Answers awaited",
      incident: "Incidents",
    },
    one: {
      withheld: "Withheld card",
      pending: "Override to confirm",
      card: "Card to be answered",
      demand: "Answer awaited",
      incident: "Incident",
    },
    what: "Work",
    about: "Case or incident",
    since: "Since",
    left: "Due",
    act: "Act",
    toCard: "Open the card",
    toCase: "Open the case",
    toIncident: "Open the incidents",
    needsOther: "Somebody else must confirm it",
    unfold: "Show {{n}}",
    parts: "Signals on {{number}}",
    others: "and {{n}} more",
    none: "Nothing waits for you as a supervisor",
  },
};
