import type { Library } from ".";
import { account } from "./zh/account";
import { administration } from "./zh/administration";
import { application } from "./zh/application";
import { complaint } from "./zh/complaint";
import { fault } from "./zh/fault";
import { notice } from "./zh/notice";
import { outbox } from "./zh/outbox";
import { shell } from "./zh/shell";
import { supervision } from "./zh/supervision";
import { word } from "./zh/word";
import { workbench } from "./zh/workbench";

export const office = {
  shell,
  account,
  word,
  fault,
  notice,
  outbox,
  application,
  workbench,
  supervision,
  complaint,
  administration,
};

/** The words of the office. */
export const officeWords: Library = { zh: office, en: () => import("./office.en") };
