import type { Same } from "../same";
import type { workbench as zh } from "../zh/workbench";
import { caseWords } from "./workbench/case";
import { commandWords } from "./workbench/command";
import { intakeWords } from "./workbench/intake";
import { listWords } from "./workbench/lists";
import { roleWords } from "./workbench/roles";

export const workbench: Same<typeof zh> = {
  ...listWords,
  case: caseWords,
  command: commandWords,
  intake: intakeWords,
  role: roleWords,
};
