import type { Library } from ".";
import { application } from "./zh/application";
import { document } from "./zh/document";
import { fault } from "./zh/fault";
import { hall as frame } from "./zh/hall";
import { item } from "./zh/item";
import { tracking } from "./zh/tracking";
import { word } from "./zh/word";

export const hall = { hall: frame, word, fault, item, application, tracking, document };

/** The words of the public hall. */
export const hallWords: Library = { zh: hall, en: () => import("./hall.en") };
