import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import type { Counter } from "./api";

// Record makes the compiler ask for a look when the contract gains a consequence.
export const leadLooks: Record<NonNullable<Counter["leads"]>, { icon: IconName; tone: Tone }> = {
  admonition: { icon: "people", tone: "yellow" },
  accountability: { icon: "alert", tone: "red" },
};
