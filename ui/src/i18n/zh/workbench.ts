import { caseWords } from "./workbench/case";
import { commandWords } from "./workbench/command";
import { feeWords } from "./workbench/fees";
import { intakeWords } from "./workbench/intake";
import { listWords } from "./workbench/lists";
import { roleWords } from "./workbench/roles";

/** Words of the officials' workbench. */
export const workbench = {
  ...listWords,
  ...feeWords,
  case: caseWords,
  command: commandWords,
  intake: intakeWords,
  role: roleWords,
};
