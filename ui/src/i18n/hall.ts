import type { Library } from ".";
import { fault } from "./zh/fault";
import { hall as words } from "./zh/hall";

export const hall = { hall: words, fault };

/** The words of the public hall. */
export const hallWords: Library = { zh: hall, en: () => import("./hall.en") };
