import type { Filing } from "./filing";

/** What every part of the window's form is given: what was taken down, and what is wrong with a field by its pointer. */
export type Part = {
  filing: Filing;
  told: (pointer: string) => string | undefined;
  warned: (pointer: string) => string | undefined;
  /** The field was left: from now on it is told what is wrong with it. */
  onSee: (pointer: string) => void;
};
