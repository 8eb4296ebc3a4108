import { boardWords } from "./supervision/board";
import { cardWords } from "./supervision/cards";
import { workWords } from "./supervision/work";

/** Words of supervision: board, work list, card desk, evidence. */
export const supervision = { ...boardWords, ...cardWords, ...workWords };
