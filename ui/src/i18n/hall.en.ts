import { application } from "./en/application";
import { complaint } from "./en/complaint";
import { document } from "./en/document";
import { event } from "./en/event";
import { fault } from "./en/fault";
import { hall } from "./en/hall";
import { item } from "./en/item";
import { published } from "./en/published";
import { tracking } from "./en/tracking";
import { voice } from "./en/voice";
import { word } from "./en/word";
import type { hall as zh } from "./hall";
import type { Same } from "./same";

const words: Same<typeof zh> = {
  hall,
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
export default words;
