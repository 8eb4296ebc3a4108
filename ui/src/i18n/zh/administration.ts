import { peopleWords } from "./administration/people";
import { rehearsalWords } from "./administration/rehearsal";
import { ruleWords } from "./administration/rules";
import { watchWords } from "./administration/watch";

/** Words of administration: people, rules, the watch over both. */
export const administration = { ...peopleWords, ...ruleWords, ...rehearsalWords, ...watchWords };
