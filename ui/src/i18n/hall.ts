import type { Library } from ".";
import { application } from "./zh/application";
import { complaint } from "./zh/complaint";
import { document } from "./zh/document";
import { event } from "./zh/event";
import { fault } from "./zh/fault";
import { hall as frame } from "./zh/hall";
import { item } from "./zh/item";
import { published } from "./zh/published";
import { tracking } from "./zh/tracking";
import { voice } from "./zh/voice";
import { word } from "./zh/word";

export const hall = {
  hall: frame,
  word,
  fault,
  item,
  application,
  tracking,
  document,
  event,
  voice,
  complaint,
  published,
};

/** The words of the public hall. */
export const hallWords: Library = { zh: hall, en: () => import("./hall.en") };
