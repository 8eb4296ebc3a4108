import { account } from "./en/account";
import { administration } from "./en/administration";
import { application } from "./en/application";
import { complaint } from "./en/complaint";
import { fault } from "./en/fault";
import { notice } from "./en/notice";
import { outbox } from "./en/outbox";
import { shell } from "./en/shell";
import { supervision } from "./en/supervision";
import { word } from "./en/word";
import { workbench } from "./en/workbench";
import type { office as zh } from "./office";
import type { Same } from "./same";

const words: Same<typeof zh> = {
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
export default words;
