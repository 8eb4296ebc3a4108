import type { Same } from "../same";
import type { supervision as zh } from "../zh/supervision";
import { analysisWords } from "./supervision/analysis";
import { boardWords } from "./supervision/board";
import { cardWords } from "./supervision/cards";
import { deskWords } from "./supervision/desk";
import { feeWords } from "./supervision/fees";
import { leadWords } from "./supervision/leads";
import { scoreWords } from "./supervision/scores";
import { voiceWords } from "./supervision/voice";
import { workWords } from "./supervision/work";

export const supervision: Same<typeof zh> = {
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
