import type { Same } from "../same";
import type { workbench as zh } from "../zh/workbench";
import { caseWords } from "./workbench/case";
import { commandWords } from "./workbench/command";
import { feeWords } from "./workbench/fees";
import { intakeWords } from "./workbench/intake";
import { listWords } from "./workbench/lists";
import { roleWords } from "./workbench/roles";

export const workbench: Same<typeof zh> = {
  ...listWords,
  ...feeWords,
  case: caseWords,
  command: commandWords,
  intake: intakeWords,
  role: roleWords,
};
