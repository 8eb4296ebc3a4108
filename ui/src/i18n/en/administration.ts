import type { Same } from "../same";
import type { administration as zh } from "../zh/administration";
import { peopleWords } from "./administration/people";
import { rehearsalWords } from "./administration/rehearsal";
import { ruleWords } from "./administration/rules";
import { watchWords } from "./administration/watch";

export const administration: Same<typeof zh> = { ...peopleWords, ...ruleWords, ...rehearsalWords, ...watchWords };
