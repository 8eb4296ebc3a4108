import { analysisWords } from "./supervision/analysis";
import { boardWords } from "./supervision/board";
import { cardWords } from "./supervision/cards";
import { deskWords } from "./supervision/desk";
import { feeWords } from "./supervision/fees";
import { leadWords } from "./supervision/leads";
import { scoreWords } from "./supervision/scores";
import { voiceWords } from "./supervision/voice";
import { workWords } from "./supervision/work";

/** Words of supervision: board, work list, card desk, evidence. */
export const supervision = {
  ...analysisWords,
  ...boardWords,
  ...cardWords,
  ...deskWords,
  ...feeWords,
  ...leadWords,
  ...scoreWords,
  ...voiceWords,
  ...workWords,
};
